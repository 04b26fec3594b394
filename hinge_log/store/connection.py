"""Opening the log file: which files are refused, how a connection is set up, what an SQLite error means.

The journal mode is DELETE with EXTRA sync: with it every acknowledged commit outlives a power cut, and a copy
of the one file is the whole log; write-ahead logging gives neither when files are synced or copied.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import chain

from hinge_log.errors import StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreRefused, StoreReplaced
from hinge_log.store.migrations import APPLICATION_ID, NAMES, SCHEMA, STEPS, named, unknown_objects
from hinge_log.store.safety.files import (
    at_size_limit,
    foreign,
    free_bytes,
    make_file,
    make_folder,
    recovery_hint,
    refuse_wrong_file,
    sync_folder,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils import Database

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}
PATIENCE = 30.0
"""Seconds that a read, a write or a commit waits for another window."""

_ENOUGH = 64 * 1024  # with less than this free, an error of the disk is told as a full disk


def connect(path: str, *, read_only: bool = False, patience: float | None = None) -> sqlite3.Connection:
    """Open `path` with every pragma set; the file must exist. Transactions are begun by hand.

    `patience` is how many seconds it waits for another window, PATIENCE by default.
    """
    connection = sqlite3.connect(
        uri_of(path, "ro" if read_only else "rw"),
        uri=True,
        timeout=PATIENCE if patience is None else patience,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for name, value in PRAGMAS.items():
            if not (read_only and name == "journal_mode"):
                connection.execute(f"PRAGMA {name} = {value}").close()
    except BaseException:
        connection.close()
        raise
    return connection


def uri_of(path: str, mode: str) -> str:
    """The name of a file as SQLite takes it with an opening mode ("ro", "rw")."""
    named = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{named}?mode={mode}"


def open_log(path: str) -> tuple[sqlite3.Connection, str]:
    """Open or make the log at `path`; gives the connection, and why it can only be read ("" when it can be written).

    Raises StoreRefused for a file that is not ours to open, and leaves it as it is.
    """
    with translate_errors(path):
        if os.path.islink(path) and not os.path.exists(path):
            raise StoreRefused(
                f"{path} is a link to {os.path.realpath(path)}, which does not exist.",
                "Nothing was changed. Connect the disk that holds it, or remove the link.",
            )
        if not os.path.lexists(path):
            _create(path)
        refuse_wrong_file(path)
        reason = _unwritable(path)
        connection = connect(path, read_only=bool(reason))
        try:
            return connection, _bring_to_schema(connection, path, reason)
        except BaseException:
            connection.close()
            raise


def _unwritable(path: str) -> str:
    folder = os.path.dirname(os.path.abspath(path))
    if not os.access(path, os.W_OK):
        return f"The log can be read but not written, so nothing can be saved. Check the permissions of {path}"
    if not os.access(folder, os.W_OK):
        return f"The folder of the log cannot be written, so nothing can be saved. Check the permissions of {folder}"
    return ""


def _bring_to_schema(connection: sqlite3.Connection, path: str, reason: str) -> str:
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if identity != APPLICATION_ID:
        raise foreign(path)
    if version > SCHEMA:
        connection.execute("PRAGMA query_only = 1").close()
        return (
            f"The log was written by a newer hinge-log (schema {version}, this one knows {SCHEMA}),"
            f" so it is open for reading only. Update hinge-log to write. The file is {path}"
        )
    unknown = unknown_objects(connection)
    if unknown:
        if version < SCHEMA:
            raise StoreRefused(
                f"{path} contains objects that hinge-log did not create: {named(unknown)}.",
                "It was not changed. 'hinge-log rescue' builds a clean log from it.",
            )
        connection.execute("PRAGMA query_only = 1").close()
        return (
            f"The log contains objects that hinge-log did not create ({named(unknown)}),"
            " so it is open for reading only."
            " 'hinge-log doctor --fix' removes triggers, views and indexes; 'hinge-log rescue' builds a clean log."
            f" The file is {path}"
        )
    if version < SCHEMA and not reason:
        if version:
            _migrate_with_backup(connection, path)
        else:
            migrate(connection)
    elif version < SCHEMA:
        raise StoreReadOnly(
            f"{path} has the schema of an older hinge-log and cannot be written, so it cannot be upgraded.",
            "It was not changed. Make the file and its folder writable, or open a copy.",
        )
    return reason


def _migrate_with_backup(connection: sqlite3.Connection, path: str) -> None:
    from hinge_log.store.safety.backup import backup_once

    made = backup_once(path, reason="migration")
    try:
        migrate(connection)
    except sqlite3.Error as error:
        if _is_busy(error) or str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise
        raise StoreError(
            f"{path} cannot be upgraded to schema {SCHEMA}: {error}.",
            f"It was not changed. Its backup is {made.path}; 'hinge-log doctor' shows the details.",
        ) from error


def migrate(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Take the missing steps of the schema, all in one transaction: a kill leaves the old schema or the new."""
    if connection.execute("PRAGMA user_version").fetchone()[0] >= len(steps):
        return
    begin(connection)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version:
            _upgrade(connection, version, steps)
        else:  # a new log, made without the time that it takes to import sqlite-utils
            for statement in chain.from_iterable(steps):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}").close()
        connection.execute(f"PRAGMA user_version = {max(version, len(steps))}").close()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _upgrade(connection: sqlite3.Connection, version: int, steps: tuple[tuple[str, ...], ...]) -> None:
    """Take the steps after `version`; sqlite-utils lists those that were taken in a table of its own.

    It knows nothing of `user_version`, by which an older hinge-log refuses a newer log, so what that says was done is
    entered as done first.
    """
    from sqlite_utils import Database, Migrations

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    done, missing = Migrations("hinge-log"), Migrations("hinge-log")
    for number, step in enumerate(steps):
        name = NAMES.get(number + 1, str(number + 1))
        if number < version:
            done(name=name)(_nothing)
        missing(name=name)(_step_function(step))
    done.apply(database)
    missing.apply(database)


def _step_function(step: tuple[str, ...]) -> Callable[[Database], None]:
    def take(database: Database) -> None:
        for statement in step:
            database.execute(statement)

    return take


def _nothing(database: Database) -> None:
    """Stands for a step that was taken before."""


def begin(connection: sqlite3.Connection, *, patience: float | None = None) -> None:
    """Begin a write at once; waits `patience` seconds (default PATIENCE) for another window, then gives SQLITE_BUSY."""
    _execute_with_retry(connection, "BEGIN IMMEDIATE", patience)


def commit(connection: sqlite3.Connection) -> None:
    """Commit; waits PATIENCE for readers of another window."""
    _execute_with_retry(connection, "COMMIT", None)


def is_locked(path: str) -> bool:
    """Whether somebody holds the log at this moment, so that nothing can be written; nothing is waited for."""
    try:
        with closing(sqlite3.connect(uri_of(path, "rw"), uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE").close()
            connection.execute("ROLLBACK").close()
    except sqlite3.Error as error:
        return _is_busy(error)
    return False


def _execute_with_retry(connection: sqlite3.Connection, statement: str, patience: float | None) -> None:
    # The connection's own time-out does the waiting; this covers the cases in which SQLite does not wait.
    give_up = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def _is_busy(error: sqlite3.Error) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _create(path: str) -> None:
    # The file gets its name only when its schema is in it: a kill in between must not leave an empty log.
    folder = os.path.dirname(os.path.abspath(path))
    make_folder(folder)
    fresh = f"{path}.new-{os.getpid()}"
    if os.path.lexists(fresh):
        os.unlink(fresh)  # of a killed process that had our number
    make_file(fresh)
    try:
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
        sync_folder(folder)
    finally:
        if os.path.lexists(fresh):
            os.unlink(fresh)


@contextmanager
def translate_errors(path: str) -> Iterator[None]:
    """Turn what SQLite and the system say into one of our errors, in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path) from error
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    except PermissionError as error:
        raise StoreError(
            "The log can't be opened: permission denied.", f"Check who owns the file and its folder: {path}"
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise _full(path) from error
        if error.errno == errno.EFBIG:
            raise _too_large(path) from error
        reason = (error.strerror or "unknown reason").lower()
        raise StoreError(f"{error.filename or path} cannot be opened: {reason}.") from error


def _full(path: str) -> StoreFull:
    return StoreFull(
        f"The disk is full ({free_bytes(path):,} bytes free). Nothing was saved.",
        "Free some space and press the key again; what you typed is still here.",
    )


def _too_large(path: str) -> StoreFull:
    return StoreFull(
        "The log cannot grow: file size is limited on this system. Nothing was saved.",
        "Raise the limit ('ulimit -f unlimited') and press the key again; what you typed is still here."
        f" The file is {path}",
    )


def _damaged(path: str) -> StoreError:
    return StoreError(
        "The log is damaged. It was not changed.",
        f"'hinge-log doctor' shows what can be saved. {recovery_hint(path, '')}".strip() + f" The file is {path}",
    )


def _plain(error: sqlite3.Error, path: str) -> StoreError:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if name == "SQLITE_FULL":
        return _full(path)
    if name == "SQLITE_READONLY_DBMOVED" or (
        name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and not os.path.exists(path)
    ):
        return StoreReplaced(
            "Another program replaced or removed the log. Nothing was saved.", "Close hinge-log and start it again."
        )
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and free_bytes(path) < _ENOUGH:
        return _full(path)
    if name.startswith("SQLITE_IOERR") and at_size_limit(path):
        return _too_large(path)
    if name in ("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY", "SQLITE_READONLY_CANTLOCK"):
        return StoreReadOnly(
            "A program stopped while writing to the log. The log is read-only, so that write cannot be undone.",
            "Nothing was changed. Make the file and its folder writable, or copy the file and its -journal elsewhere."
            f" The file is {path}",
        )
    if name.startswith("SQLITE_READONLY"):
        return StoreReadOnly(
            "The log can be read but not written.", f"Check the permissions of the file and its folder: {path}"
        )
    if _is_busy(error):
        return StoreBusy("Another window is still writing to the log. Nothing was saved.", "Try again when it is done.")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _damaged(path)
    if name.startswith("SQLITE_CONSTRAINT") and "day BETWEEN" in str(error):
        return StoreError(
            "The date is not between 1900 and 2169: this machine's clock is probably wrong. Nothing was saved.",
            "Set the clock and try again.",
        )
    if name.startswith("SQLITE_CONSTRAINT"):
        return StoreError(f"The log refused a value ({error}). Nothing was saved.")
    return StoreError(f"The log: {error}.", f"Nothing was saved. The file is {path}")
