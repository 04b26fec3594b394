"""Reading what can still be read of a damaged log, row by row. Works on a copy; the damaged file is not touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hinge_log.store.connection import migrate, uri_of
from hinge_log.store.safety.digest import columns_of
from hinge_log.store.safety.files import HEADER
from hinge_log.store.schema import BY_NAME, DATA

Row = dict[str, object]
UNREADABLE = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What SQLite's messages about damaged pages can come as: they may quote bytes that are no text."""
ORDER = DATA
"""The tables that are read, those that others point to first."""

_PROBES = 20_000
_FARTHEST = 1 << 33


@contextmanager
def copied(path: str, folder: str, pattern: str | None = None) -> Iterator[sqlite3.Connection]:
    """Open a copy of a damaged log in `folder`; a broken beginning is patched from `pattern`, a sound log.

    Page 1 holds the header and says where the tables begin. Logs that were made by the same steps agree in that,
    and a backup is a copy page by page.
    """
    name = os.path.join(folder, "damaged.db")
    shutil.copyfile(path, name)
    if os.path.exists(f"{path}-journal"):
        shutil.copyfile(f"{path}-journal", f"{name}-journal")
    if not _opens(name):
        if os.path.exists(f"{name}-journal"):
            os.unlink(f"{name}-journal")
            shutil.copyfile(path, name)
        _patch(name, pattern or _fresh(folder))
    connection = sqlite3.connect(uri_of(name, "rw"), uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        connection.execute("PRAGMA trusted_schema = 0").close()
        connection.execute("PRAGMA query_only = 1").close()
        yield connection
    finally:
        connection.close()


def _opens(path: str) -> bool:
    try:
        with closing(sqlite3.connect(uri_of(path, "rw"), uri=True, isolation_level=None)) as connection:
            connection.execute("SELECT id FROM sets LIMIT 1").fetchone()
            return True
    except UNREADABLE as error:
        # A damaged page of the table itself is no reason to give up the beginning of the file.
        return getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT") and _names_tables(path)


def _names_tables(path: str) -> bool:
    try:
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sets'").fetchone()[0])
    except UNREADABLE:
        return False


def _fresh(folder: str) -> str:
    name = os.path.join(folder, "pattern.db")
    with closing(sqlite3.connect(name, isolation_level=None)) as connection:
        migrate(connection)
    return name


def _patch(name: str, pattern: str) -> None:
    """Put the header and the pages that name the tables of `pattern` into the file `name`."""
    with open(pattern, "rb") as file:
        whole = file.read()
    if whole[:16] != HEADER:
        return
    size = int.from_bytes(whole[16:18], "big")
    size = 65_536 if size == 1 else size
    first = bytearray(whole[:size])
    with open(name, "r+b") as target:
        pages = max(1, os.path.getsize(name) // size)
        first[28:32] = pages.to_bytes(4, "big")  # size of the file in pages
        first[32:40] = bytes(8)  # no list of free pages
        first[92:96] = first[24:28]  # the size is valid
        target.write(first)
        for page in _children(first):
            if page <= pages:
                target.seek((page - 1) * size)
                target.write(whole[(page - 1) * size : page * size])


def _children(first: bytearray) -> list[int]:
    """The pages below page 1 ("Database File Format", 1.6): the table of tables grows beyond one page."""
    if first[100] != 5:
        return []
    count = int.from_bytes(first[103:105], "big")
    places = [int.from_bytes(first[place : place + 2], "big") for place in range(112, 112 + 2 * count, 2)]
    return [int.from_bytes(first[place : place + 4], "big") for place in (*places, 108)]


def rows_of(connection: sqlite3.Connection, table: str) -> tuple[list[Row], bool]:
    """All rows of a table that can be read, and whether some could not."""
    try:
        columns, key = columns_of(connection, table)
    except UNREADABLE:
        return [], True
    if not columns:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return [], version >= BY_NAME[table].since or not version
    names = ", ".join(f'"{name}"' for name in columns)
    try:
        raw = connection.execute(f'SELECT {names} FROM "{table}" NOT INDEXED').fetchall()
        return [dict(zip(columns, row, strict=True)) for row in raw], False
    except UNREADABLE:
        pass
    rows: dict[object, Row] = {}
    try:
        for found_row in _by_halves(connection, table, names):
            rows[found_row[0]] = dict(zip(columns, found_row[1:], strict=True))
    except UNREADABLE:  # a table without row numbers
        for direction in ("ASC", "DESC"):
            order = ", ".join(f'"{name}" {direction}' for name in key)
            for row in _as_far(connection, f'SELECT {names} FROM "{table}" ORDER BY {order}'):
                rows[repr(row)] = dict(zip(columns, row, strict=True))
    return list(rows.values()), True


def _as_far(connection: sqlite3.Connection, question: str) -> Iterator[tuple[object, ...]]:
    try:
        yield from connection.execute(question)
    except UNREADABLE:
        return


def _by_halves(connection: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object, ...]]:
    """Read ranges of row numbers; a range that fails is halved until the bad page alone is left out."""
    question = f'SELECT rowid, {names} FROM "{table}" NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid'
    connection.execute(f"EXPLAIN {question}", (0, 0)).close()
    probes = 0
    ranges = [(1 << power, (1 << power + 1) - 1) for power in reversed(range(_FARTHEST.bit_length()))]
    while ranges and probes < _PROBES:
        first, last = ranges.pop()
        probes += 1
        try:
            rows = connection.execute(question, (first, last)).fetchall()
        except UNREADABLE:
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]
            continue
        yield from rows
