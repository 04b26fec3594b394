"""Writing a file of the user's that is not there yet: never over another, never half of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.text import shown


def save_new(path: str, lines: Iterable[str]) -> None:
    """Write lines to a new file, beside its place first; raises NeedsDecision when something is there already.

    Raises StoreError when it cannot be written; then nothing is left of it.
    """
    exists = NeedsDecision(f"{shown(path)} already exists. Nothing was written.", "Give another name.")
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
