"""The file that `-o` and `--svg` name: checked before anything is read, written whole, never one of hinge-log's own."""

from __future__ import annotations

import os

from hinge_log.cli.output import write_document
from hinge_log.errors import EntryError, NeedsDecision, StoreError, StoreRefused
from hinge_log.files import is_stream, replace_file
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinge_log.cli.context import CliContext

STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""The names of standard output."""


def goes_to_stdout(path: str | None) -> bool:
    """Whether a file name, or none, means standard output."""
    return path is None or path in STDOUT


def check_output_file(cli: CliContext, path: str | None, *, force: bool) -> None:
    """Raise NeedsDecision for a file that is there, unless forced, and StoreRefused for one of hinge-log's own."""
    if force and goes_to_stdout(path):
        raise EntryError("force", "--force needs a file to overwrite", "Name the file, or leave out --force.")
    if path is None or goes_to_stdout(path) or is_stream(path):
        return
    if is_own_file(path, cli.path):
        raise StoreRefused(f"{shown(path)} belongs to hinge-log. Nothing was written.", "Choose another file.")
    if os.path.isdir(path):
        raise StoreRefused(f"{shown(path)} is a folder. Nothing was written.", "Name a file in it.")
    if not force and os.path.lexists(path):
        raise NeedsDecision(f"{shown(path)} already exists. Nothing was written.", "Overwrite it with --force.")


def is_own_file(path: str, log: str) -> bool:
    """Whether a path is a log, a file beside this one, a backup, the settings, an exercise file or one for sync."""
    from hinge_log.settings import config_folder

    target, log = os.path.realpath(path), os.path.realpath(log)
    folder, name = os.path.split(target)
    log_folder, log_name = os.path.split(log)
    if os.path.exists(target) and os.path.exists(log) and os.path.samefile(target, log):
        return True
    own = os.path.realpath(config_folder())
    beside = folder == log_folder and (name == log_name or name.startswith((f"{log_name}.", f"{log_name}-")))
    journal = folder == log_folder and name.startswith(os.path.splitext(log_name)[0]) and name.endswith(".jsonl")
    inside = os.path.join(log_folder, "backups"), os.path.join(own, "exercises")
    if beside or target == os.path.join(own, "settings.toml"):
        return True
    return (journal and os.path.exists(target)) or folder.startswith(inside) or _holds_a_log(target)


def _holds_a_log(path: str) -> bool:
    """Whether a file is a log, a backup, a journal or what a device put into a folder for sync, wherever it lies."""
    from hinge_log.store.safety.files import looks_ours
    from hinge_log.sync.entries import FORMAT

    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(200)
    except OSError:
        return False
    return looks_ours(path) or head.startswith((b'{"n":', f'{{"format": "{FORMAT}"'.encode()))


def write_output_file(cli: CliContext, path: str | None, parts: Iterable[str]) -> None:
    """Write a text where `-o` says: to stdout, into a pipe, or to a file. Raises StoreError."""
    if path is None or goes_to_stdout(path):
        write_document(parts)
        return
    try:
        replace_file(path, (part.encode("utf-8", "backslashreplace") for part in parts))
    except BrokenPipeError:
        pass  # whoever read along has seen enough
    except OSError as error:
        message = f"{shown(path)} cannot be written: {error.strerror or error}."
        raise StoreError(message, "The log was not changed.") from error
    cli.say(f"Written: {shown(path)}")
