"""Bringing back a backup: the file that was there is kept beside it, and nothing in between can lose both."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hinge_log.clock import SystemClock
from hinge_log.errors import StoreBusy, StoreError
from hinge_log.store.connection import begin, connect, migrate, translate_errors, uri_of
from hinge_log.store.safety.backup import Verified, pause, table_digests, verify
from hinge_log.store.safety.files import looks_ours, make_file, make_folder, sync_folder
from hinge_log.store.safety.mirror import mirrors_of, set_aside

_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did, or would do.

    `rows` has for each table the rows now and the rows in the backup (None: cannot be read); `lost` counts the
    actions of the present log that the backup does not have; `kept_as` is where the old file went, "" for none.
    """

    file: str
    path: str
    rows: dict[str, tuple[int | None, int | None]]
    lost: int | None
    kept_as: str = ""


def restore(file: str, path: str, *, dry_run: bool = False) -> Restored:
    """Put the backup `file` in the place of the log at `path`; with `dry_run`, only say what that would do.

    The old file is kept byte for byte. Other windows notice at their next write, and keep what was typed.
    Raises StoreError when the backup is damaged, and then changes nothing.
    """
    if os.path.exists(path) and os.path.exists(file) and os.path.samefile(file, path):
        raise StoreError(f"{file} is the log itself.", "Nothing was changed. Name a backup.")
    path = os.path.realpath(path)  # a link to the log stays a link
    backup = verify(file)
    now, action = _present(path)
    rows = {
        name: (now.get(name) if now is not None else None, table.rows if (table := backup.tables.get(name)) else None)
        for name in sorted((now or {}).keys() | backup.tables.keys())
    }
    plan = Restored(file, path, rows, None if action is None else max(0, action - backup.action))
    if dry_run:
        return plan
    with translate_errors(path):
        kept_as = _swap(file, path, backup)
    pause(path)
    return replace(plan, kept_as=kept_as)


def _present(path: str) -> tuple[dict[str, int] | None, int | None]:
    if not os.path.exists(path):
        return {}, 0
    try:
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as connection:
            counts = {name: each.rows for name, each in table_digests(connection).items()}
            return counts, int(connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])
    except (sqlite3.Error, UnicodeDecodeError):
        return None, None


def _swap(file: str, path: str, backup: Verified) -> str:
    folder = os.path.dirname(os.path.abspath(path))
    make_folder(folder)
    fresh = f"{path}.restore-{os.getpid()}"
    if os.path.lexists(fresh):
        os.unlink(fresh)  # of a killed restore
    make_file(fresh)
    try:
        _fill(fresh, file, backup)
        stamp = datetime.fromtimestamp(SystemClock().now().utc_ms / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        kept_as = ""
        with _locked(path), ExitStack() as held:
            if os.path.lexists(path):
                kept_as = _keep(path, f"{path}.before-restore-{stamp}", held)
                # A journal that is still there belongs to the old file; with the new one it would destroy it.
                if os.path.lexists(f"{path}-journal"):
                    _keep(f"{path}-journal", f"{kept_as}-journal", held)
                    os.unlink(f"{path}-journal")
            os.rename(fresh, path)
            sync_folder(folder)
    finally:
        for left in (fresh, f"{fresh}-journal"):
            if os.path.lexists(left):
                os.unlink(left)
    for each in mirrors_of(path):
        set_aside(each)
    with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as connection:
        if (
            connection.execute("PRAGMA user_version").fetchone()[0] == backup.schema
            and table_digests(connection) != backup.tables
        ):
            raise StoreError(
                f"{path} does not match {file}.",
                f"The old file is at {kept_as}." if kept_as else "There was no old file.",
            )
    return kept_as


def _fill(fresh: str, file: str, backup: Verified) -> None:
    with closing(sqlite3.connect(uri_of(file, "ro"), uri=True)) as source, closing(sqlite3.connect(fresh)) as target:
        target.execute("PRAGMA synchronous = 3").close()
        source.backup(target)
    if verify(fresh).tables != backup.tables:
        raise StoreError(f"The copy of {file} does not match it.", "Nothing was changed.")
    with closing(connect(fresh)) as connection:
        migrate(connection)


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Keep other windows from writing to the old log; one that is damaged cannot be locked, nor written."""
    connection: sqlite3.Connection | None = None
    try:
        if looks_ours(path):
            try:
                connection = connect(path, patience=_PATIENCE)
                begin(connection, patience=_PATIENCE)
            except sqlite3.Error as error:
                if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                    raise StoreBusy(
                        "Another window is writing to the log.", "Nothing was changed. Close it and try again."
                    ) from error
        yield
    finally:
        if connection is not None:
            connection.close()


def _keep(path: str, wanted: str, held: ExitStack) -> str:
    """Copy a file, byte for byte, to a name that is free; gives that name."""
    aside, number = wanted, 1
    while os.path.lexists(aside):
        number += 1
        aside = f"{wanted}-{number}"
    make_file(aside)
    # Closing a descriptor of the log would drop the lock on it: that waits until the new file is in its place.
    source = held.enter_context(open(path, "rb"))  # noqa: SIM115  # closed by the stack
    with open(aside, "wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    return aside
