"""Rows whose every import was taken back: they go, as on the device that took the import back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from json import loads

from hinge_log.store.import_rows import UNUSED_EXERCISE
from hinge_log.store.journal import DAMAGED, IMPORT_KEY
from hinge_log.store.schema import COLUMNS, KEYS, TABLES

_PLACE = {table.name: place for place, table in enumerate(TABLES)}
_REFERENCES = {
    parent: tuple((table.name, column) for table in TABLES for column, each in table.parents.items() if each == parent)
    for parent in KEYS
}
"""Which columns of which tables name a row of a table."""
_PARENTS = ("workout", "lift")
_ORDERED_BY_PARENT = ("lift", "sets")


def import_number(connection: sqlite3.Connection, key: str) -> int | None:
    """The number in this file of an import, or None."""
    row = connection.execute(f"SELECT id FROM import WHERE {IMPORT_KEY} = ?", (key,)).fetchone()
    return None if row is None else int(row[0])


def remove_orphans(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    """Remove those of the rows whose every import was taken back and on which nothing hangs.

    They are gone on the device that took the import back, too; and their ids are free for the file to come in anew.
    """
    for entity, row in sorted(set(names), key=lambda name: (-_PLACE.get(name[0], 0), name[1])):
        if "import_id" not in COLUMNS.get(entity, ()):
            continue
        where = f"{KEYS[entity]} = ? AND import_id IS NULL AND "
        where += UNUSED_EXERCISE if entity == "exercise" else "hidden = 1"
        if (
            connection.execute(f"SELECT 1 FROM {entity} WHERE {where}", (row,)).fetchone()
            and _lost_its_imports(connection, entity, row)
            and not any(
                connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (row,)).fetchone()
                for table, column in _REFERENCES[entity]
            )
        ):
            connection.execute(f"DELETE FROM {entity} WHERE {KEYS[entity]} = ?", (row,))


def _lost_its_imports(connection: sqlite3.Connection, entity: str, row: str) -> bool:
    """Whether imports alone made a row, and none of them stands any more."""
    keys: set[str] = set()
    for new, after in connection.execute(
        "SELECT c.before IS NULL, c.after FROM change c JOIN action a ON a.id = c.action"
        " JOIN device d ON d.id = a.device AND d.hidden = 0 WHERE c.entity = ? AND c.row = ? AND c.after IS NOT NULL",
        (entity, row),
    ):
        try:
            key = loads(after).get("import")
        except DAMAGED:
            continue
        if key:
            keys.add(str(key))
        elif new:
            return False  # it was made by hand, too
    return bool(keys) and all(import_number(connection, key) is None for key in keys)


def rows_that_outlive_import(connection: sqlite3.Connection, key: str) -> list[tuple[str, str]]:
    """Rows of an import that are to be worked out anew when it is taken back.

    Another import or the user made them, too, or something that is no part of it hangs on them.
    """
    mark = f'%"import":"{key}"%'
    brought = [
        (entity, row)
        for entity, row in connection.execute("SELECT DISTINCT entity, row FROM change WHERE after LIKE ?", (mark,))
        if entity in KEYS
    ]
    rows = []
    for entity, row in brought:
        several = connection.execute(
            'SELECT 1 FROM change WHERE entity = ? AND row = ? AND (before IS NULL OR after LIKE \'%"import":"%\')'
            " AND after NOT LIKE ?",
            (entity, row, mark),
        ).fetchone()
        there = entity in _PARENTS and connection.execute(f"SELECT 1 FROM {entity} WHERE id = ?", (row,)).fetchone()
        if several or there:
            rows.append((entity, row))
    return rows + _rows_beside(connection, brought)


def _rows_beside(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What stands beside sets, and these: both were removed when their import was taken back."""
    parents = set(names)
    beside: list[tuple[str, str]] = []
    for table in TABLES if parents else ():
        if table.parents and table.name not in _ORDERED_BY_PARENT:
            for row, after in connection.execute(
                "SELECT DISTINCT row, after FROM change WHERE entity = ? AND after IS NOT NULL", (table.name,)
            ):
                values = loads(after)
                hangs_on = {(parent, str(values.get(column))) for column, parent in table.parents.items()}
                if hangs_on & parents:
                    beside += [*sorted(hangs_on & parents), (table.name, row)]
    return beside
