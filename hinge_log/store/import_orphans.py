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
