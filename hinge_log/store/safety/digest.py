"""What a log holds as one number per table: two logs with equal digests hold the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils import Database

_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and a hash over all of them in the order of their key."""

    rows: int
    digest: str


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables with rows of ours, in alphabetical order."""
    return _tables(_database(connection))


def _tables(database: Database) -> list[str]:
    return sorted(name for name in database.table_names() if not name.startswith("sqlite_"))


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """All columns of a table, and those of its key."""
    return _columns(_database(connection), table)


def _columns(database: Database, table: str) -> tuple[list[str], list[str]]:
    columns = database.table(table).columns
    key = sorted((column.is_pk, column.name) for column in columns if column.is_pk)
    return [column.name for column in columns], [name for _, name in key]


def _database(connection: sqlite3.Connection) -> Database:
    """The connection as sqlite-utils sees it; plugins of the user's have no business in the log."""
    from sqlite_utils import Database

    return Database(connection, recursive_triggers=False, execute_plugins=False)


def table_digests(
    connection: sqlite3.Connection, *, progress: Callable[[int], object] | None = None
) -> dict[str, TableDigest]:
    """The digest of every table; `progress` gets the number of rows read so far."""
    database = _database(connection)
    keys = {table: _columns(database, table)[1] for table in _tables(database)}
    text, connection.text_factory = connection.text_factory, bytes  # nothing to decode, and damaged text stays readable
    try:
        digests = {}
        done = 0
        for table, key in keys.items():
            hashed = blake2b(digest_size=16)
            count = 0
            order = ", ".join(f'"{name}"' for name in key) or "rowid"
            cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
            while rows := cursor.fetchmany(_ROWS):
                hashed.update("".join(map(repr, rows)).encode())
                count += len(rows)
                if progress is not None:
                    progress(done + count)
            done += count
            digests[table] = TableDigest(count, hashed.hexdigest())
        return digests
    finally:
        connection.text_factory = text


def total_digest(digests: dict[str, TableDigest]) -> str:
    """One digest over all tables, 16 hexadecimal digits."""
    hashed = blake2b(digest_size=8)
    for table, each in sorted(digests.items()):
        hashed.update(f"{table} {each.rows} {each.digest}\n".encode())
    return hashed.hexdigest()
