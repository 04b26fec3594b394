"""Writing a file of the user's: whole or not at all, through links, and into pipes and devices as they are."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def is_stream(path: str) -> bool:
    """Whether a path is a pipe, a terminal or a device: it is written into, never replaced by a file."""
    try:
        return not stat.S_ISREG(mode := os.stat(path).st_mode) and not stat.S_ISDIR(mode)
    except OSError:
        return False


def replace_file(path: str, parts: Iterable[bytes]) -> None:
    """Write a file beside its place, then put it there: a stop in between leaves the old one. Raises OSError.

    A link stays a link, and the file that it names is written; a pipe, a terminal or a device is written into.
    """
    if is_stream(path):
        with open(path, "wb", buffering=0) as stream:
            for part in parts:
                stream.write(part)
        return
    path = os.path.realpath(path)
    aside = f"{path}.new-{os.getpid()}"
    with suppress(FileNotFoundError):
        os.unlink(aside)  # left by a save that was killed
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(aside)


def lock_file(path: str) -> int:
    """Lock a file, made when it is missing, until its handle is closed: a killed process leaves no lock behind.

    Raises BlockingIOError while another process has it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise BlockingIOError(errno.EAGAIN, "another process has locked it") from error
    return handle


def save_new(path: str, lines: Iterable[str]) -> None:
    """Write lines to a new file, beside its place first; raises NeedsDecision when the file already exists.

    Raises StoreError when it cannot be written; then nothing is left of it.
    """
    exists = NeedsDecision(f"{shown(path)} already exists. Nothing was written.", "Choose another name.")
    if os.path.lexists(path):
        raise exists
    aside = f"{path}.new-{os.getpid()}"
    try:
        with os.fdopen(
            os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline=""
        ) as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        _place(aside, path)
    except FileExistsError:
        raise exists from None
    except OSError as error:
        raise StoreError(f"{shown(path)} cannot be written: {error.strerror}.", "The log was not changed.") from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(aside)


def _place(aside: str, path: str) -> None:
    """Give a file its name unless that is taken; a link does both at once where the file system has links."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.rename(aside, path)
