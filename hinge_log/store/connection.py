"""Opening the log file: which files are refused, how a connection is set up, what an SQLite error means.

The journal mode is DELETE with EXTRA sync: with it every acknowledged commit outlives a power cut, and a copy
of the one file is the whole log; write-ahead logging gives neither when files are synced or copied.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hinge_log.errors import (
    StoreBusy,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreRefused,
    StoreReplaced,
)
from hinge_log.store.migrations import APPLICATION_ID, SCHEMA, STEPS

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}
_BUSY_SECONDS = 5.0
_HEADER = b"SQLite format 3\x00"


def connect(path: str, *, read_only: bool = False) -> sqlite3.Connection:
    """Open `path` with every pragma set; the file must exist. Transactions are begun by hand."""
    from urllib.parse import quote

    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"file:{quote(os.path.abspath(path))}?mode={mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    for name, value in PRAGMAS.items():
        if not (read_only and name == "journal_mode"):
            connection.execute(f"PRAGMA {name} = {value}").close()
    return connection


def open_log(path: str) -> tuple[sqlite3.Connection, bool]:
    """Open or make the log at `path`; gives the connection and whether it can only be read.

    Raises StoreRefused for a file that is not ours to open, and leaves it as it is.
    """
    with explained(path):
        if not os.path.lexists(path):
            _create(path)
        _refuse_wrong_file(path)
        read_only = not (os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK))
        connection = connect(path, read_only=read_only)
        try:
            read_only = _bring_to_schema(connection, path, read_only)
        except BaseException:
            connection.close()
            raise
        return connection, read_only


def _bring_to_schema(connection: sqlite3.Connection, path: str, read_only: bool) -> bool:
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if identity != APPLICATION_ID:
        raise StoreRefused(f"{path} is an SQLite file of another program.", "It was not changed. Choose another file with --db.")
    if version > SCHEMA:
        connection.execute("PRAGMA query_only = 1").close()
        return True
    if version < SCHEMA and not read_only:
        migrate(connection)
    return read_only


def migrate(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Bring the schema up to date; each step is one transaction, so a kill leaves the old or the new one."""
    while (version := connection.execute("PRAGMA user_version").fetchone()[0]) < len(steps):
        begin(connection)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == version:
                for statement in steps[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}").close()
                connection.execute(f"PRAGMA user_version = {version + 1}").close()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def begin(connection: sqlite3.Connection, *, patience: float = 30.0) -> None:
    """Begin a write at once; waits up to `patience` seconds for another window, then raises StoreBusy."""
    give_up = time.monotonic() + patience
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > give_up:
                raise


def commit(connection: sqlite3.Connection, *, patience: float = 30.0) -> None:
    """Commit; waits up to `patience` seconds for readers of another window."""
    give_up = time.monotonic() + patience
    while True:
        try:
            connection.execute("COMMIT")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > give_up:
                raise


def _is_busy(error: sqlite3.Error) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _create(path: str) -> None:
    # The file gets its name only when its schema is in it: a kill in between must not leave an empty log.
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        os.makedirs(folder, mode=0o700)
        os.chmod(folder, 0o700)
    fresh = f"{path}.new-{os.getpid()}"
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        os.chmod(fresh, 0o600)
        connection = connect(fresh)
        try:
            migrate(connection)
        finally:
            connection.close()
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another window was first
        except OSError:
            os.rename(fresh, path)
        _sync_folder(folder)
    finally:
        if os.path.lexists(fresh):
            os.unlink(fresh)


def _sync_folder(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_wrong_file(path: str) -> None:
    found = os.stat(path)
    kept = "It was not changed."
    if not stat.S_ISREG(found.st_mode):
        raise StoreRefused(f"{path} is not a file.", "Choose another one with --db.")
    if found.st_size == 0:
        raise StoreRefused(
            f"{path} is empty. It may have held a log once.",
            f"{kept} Bring back a backup with 'hinge-log restore FILE', or move the empty file away to start a new log.",
        )
    with open(path, "rb") as file:
        if file.read(16) != _HEADER:
            raise StoreRefused(f"{path} is not a hinge-log file.", f"{kept} Choose another file with --db.")
    give_up = time.monotonic() + 2.0
    while os.stat(path).st_nlink > 1:
        if time.monotonic() > give_up:
            raise StoreRefused(
                f"{path} has a second name (a hard link), and SQLite would keep two journals for it.",
                f"{kept} Remove the other name, or open a copy.",
            )
        time.sleep(0.02)


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite and the system say into one of our errors, in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path) from error
    except PermissionError as error:
        raise StoreError(f"{path} may not be opened: permission denied.", "Check who owns the file and its folder.") from error
    except OSError as error:
        if error.errno == 28:
            raise _full(path) from error
        raise StoreError(f"{path} cannot be opened: {error.strerror}.") from error


def _full(path: str) -> StoreFull:
    free = os.statvfs(os.path.dirname(os.path.abspath(path)))
    return StoreFull(
        f"The disk is full ({free.f_bavail * free.f_frsize:,} bytes free). Nothing was saved by this step.",
        "Free some space and press the key again; what you typed is still here.",
    )


def _plain(error: sqlite3.Error, path: str) -> StoreError:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name == "SQLITE_FULL":
        return _full(path)
    if name == "SQLITE_READONLY_DBMOVED" or (name.startswith("SQLITE_IOERR") and not os.path.exists(path)):
        return StoreReplaced(
            f"Another program replaced or removed {path}. Nothing was saved by this step.",
            "Close hinge-log, look at the file, and start again.",
        )
    if name.startswith("SQLITE_READONLY"):
        return StoreReadOnly(f"{path} can be read but not written.", "Check the permissions of the file and its folder.")
    if _is_busy(error):
        return StoreBusy("Another window keeps the log locked. Nothing was saved by this step.", "Try again when it is done.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreError(
            f"{path} is damaged. It was left as it is.", "'hinge-log doctor' says what can be saved."
        )
    if name.startswith("SQLITE_CONSTRAINT"):
        return StoreError(f"The log refused a value ({error}). Nothing was saved by this step.")
    return StoreError(f"{path}: {error}.", "Nothing was saved by this step.")
