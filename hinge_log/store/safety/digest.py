"""What a log holds as one number per table: two logs with equal digests hold the same rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and a hash over all of them in the order of their key."""

    rows: int
    digest: str


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables with rows of ours, in alphabetical order."""
    names = (name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return sorted(name for name in names if not name.startswith("sqlite_"))


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """All columns of a table, and those of its key."""
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    return [name for name, _ in columns], [name for _, name in sorted((pk, name) for name, pk in columns if pk)]


def table_digests(connection: sqlite3.Connection) -> dict[str, TableDigest]:
    """The digest of every table."""
    keys = {table: columns_of(connection, table)[1] or ["rowid"] for table in tables_of(connection)}
    text, connection.text_factory = connection.text_factory, bytes  # nothing to decode, and damaged text stays readable
    try:
        digests = {}
        for table, key in keys.items():
            hashed, count = blake2b(digest_size=16), 0
            order = ", ".join(f'"{name}"' for name in key)
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # one by one: some are large
                hashed.update(repr(row).encode())
                count += 1
            digests[table] = TableDigest(count, hashed.hexdigest())
        return digests
    finally:
        connection.text_factory = text


def different_tables(copy: sqlite3.Connection, log: str) -> list[str]:
    """The tables of which a copy does not hold the same rows as the log; `log` names its file for SQLite."""
    copy.execute("ATTACH ? AS log", (log,)).close()
    return [table for table in (*tables_of(copy), "sqlite_master") if not _is_same(copy, table)]


def _is_same(copy: sqlite3.Connection, table: str) -> bool:
    columns, key = columns_of(copy, table)
    same_key = " AND ".join(f'c."{name}" IS l."{name}"' for name in key or ["rowid"])
    values, theirs = (", ".join(f'{side}."{name}"' for name in columns) for side in "cl")
    rows, rows_of_log, equal = copy.execute(
        f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM log."{table}"), count(*)'
        f' FROM main."{table}" c CROSS JOIN log."{table}" l ON {same_key} WHERE ({values}) IS ({theirs})'
    ).fetchone()
    return bool(rows == rows_of_log == equal)


def total_digest(digests: dict[str, TableDigest]) -> str:
    """One digest over all tables, 16 hexadecimal digits."""
    hashed = blake2b(digest_size=8)
    for table, each in sorted(digests.items()):
        hashed.update(f"{table} {each.rows} {each.digest}\n".encode())
    return hashed.hexdigest()
