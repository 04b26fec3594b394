"""What a log may hold besides rows: the tables, indexes and views of its schema, and nothing that runs by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain

from hinge_log.store.migrations import SCHEMA, STEPS

_KNOWN = frozenset(
    (words[0].lower(), words[1])
    for step in STEPS
    for words in (statement.replace(" UNIQUE ", " ").split()[1:3] for statement in step if statement[:6] == "CREATE")
) | {
    ("table", "_sqlite_migrations"),
    ("index", "idx__sqlite_migrations_migration_set_name"),
    ("index", "change_by_row"),
}
"""Type and name of all that the steps of the schema make, sqlite-utils to list them, and sync to find changes."""


def unknown_objects(connection: sqlite3.Connection) -> list[str]:
    """The triggers, views, indexes and tables of a log that no hinge-log made, as "trigger name".

    A virtual table runs code when it is read, so one is unknown whatever its name. Raises sqlite3.Error when the
    log cannot be read.
    """
    return [
        f"{kind} {name}"
        for kind, name, page in connection.execute("SELECT type, name, rootpage FROM sqlite_master")
        if not str(name).startswith("sqlite_")
        and ((kind, name) not in _KNOWN or (kind in ("table", "index") and not page))
    ]


def altered_objects(connection: sqlite3.Connection, schema: int = SCHEMA) -> list[str]:
    """The tables, indexes and views that a log of a schema does not have as that schema makes them, as "table name"."""
    question = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    there = dict(connection.execute(question).fetchall())
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for statement in chain.from_iterable(STEPS[:schema]):
            fresh.execute(statement)
        return [str(name) for name, sql in fresh.execute(question) if there.get(name) != sql]


def drop_unknown_objects(connection: sqlite3.Connection) -> list[str]:
    """Remove the unknown objects that hold no rows; the caller holds the transaction. Gives those removed."""
    removed = []
    for each in unknown_objects(connection):
        kind, _, name = each.partition(" ")
        if kind in ("trigger", "view", "index"):
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind.upper()} IF EXISTS "{quoted}"')
            removed.append(each)
    return removed


def named(objects: list[str]) -> str:
    """A few unknown objects in words, safe to show."""
    from hinge_log.text import shown

    more = f" and {len(objects) - 3} more" if len(objects) > 3 else ""
    return ", ".join(shown(each)[:60] for each in objects[:3]) + more
