"""What a log held before its sync was set up, and what an import brought, as actions that can travel."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from hinge_log.store.events import BASELINE
from hinge_log.store.journal import IMPORT_KEY, LAST_CLOCK, Change, Value, write_change
from hinge_log.store.schema import KEYS, TABLES

_AT_ONCE = 40
"""So many rows are in one action: they are written in one step on the other devices."""


def write_baseline(connection: sqlite3.Connection, device: int) -> None:
    """Journal every row as it stands, with the clock of its last change, as actions of a device."""
    clocks = {
        (entity, row): clock
        for entity, row, clock in connection.execute(
            "SELECT c.entity, c.row, max(a.clock) FROM change c JOIN action a ON a.id = c.action GROUP BY 1, 2"
        )
    }
    imported = {f"{row}": clock for (entity, row), clock in clocks.items() if entity == "import"}
    rows: dict[int, list[Change]] = {0: []}  # also an empty log says where its shared history begins
    for change, local_id, import_id in _all_rows(connection, device):
        clock = clocks.get((change.entity, change.row)) or clocks.get((change.entity, str(local_id)))
        clock = clock or imported.get(str(import_id), 0)
        rows.setdefault(clock, []).append(change)
    for clock, changes in sorted(rows.items()):
        _write_actions(connection, device, BASELINE, clock, changes)


def write_import_rows(connection: sqlite3.Connection, device: int, number: int) -> None:
    """Journal what the import with that number brought, as it stands, as actions of a device."""
    changes = [change for change, _, import_id in _all_rows(connection, device) if import_id == number]
    if changes:
        write_unseen_action(connection, device, "import rows", changes)


def write_unseen_action(connection: sqlite3.Connection, device: int, kind: str, changes: list[Change]) -> None:
    """Journal changes that were made already as the newest action of a device, which undo passes over."""
    clock = min(int(connection.execute("SELECT max(clock) FROM action").fetchone()[0]) + 1, LAST_CLOCK)
    _write_actions(connection, device, kind, clock, changes)


def _write_actions(connection: sqlite3.Connection, device: int, kind: str, clock: int, changes: list[Change]) -> None:
    for first in range(0, len(changes) or 1, _AT_ONCE):
        cursor = connection.execute(
            "INSERT INTO action (clock, device, kind, state, n, seen) VALUES (?1, ?2, ?3, 2,"
            " (SELECT coalesce(max(n), 0) + 1 FROM action WHERE device = ?2),"
            " coalesce((SELECT value FROM state WHERE key = 'seen'), '{}'))",
            (clock, device, kind),
        )
        for position, change in enumerate(changes[first : first + _AT_ONCE]):
            write_change(connection, int(cursor.lastrowid or 0), position, change)


def _all_rows(connection: sqlite3.Connection, device: int) -> Iterable[tuple[Change, object, object]]:
    """Every row of the journaled tables as a new row of the journal, with its id here and its import's number."""
    exercises = dict(connection.execute("SELECT id, key FROM exercise"))
    imports = dict(connection.execute(f"SELECT id, {IMPORT_KEY} FROM import"))
    own = {row[0] for row in connection.execute("SELECT id FROM device WHERE own = 1")}
    for table in TABLES:
        if not table.journaled:
            continue
        cursor = connection.execute(f"SELECT * FROM {table.name}")
        names = [column[0] for column in cursor.description]
        for raw in cursor.fetchall():
            row: dict[str, Value] = dict(zip(names, raw, strict=True))
            local_id = row.get("id", row[KEYS[table.name]])
            name = str(row[KEYS[table.name]])
            import_id: Value = row.pop("import_id", None)
            if import_id is not None and import_id in imports:
                row["import"] = imports[import_id]
            if table.name == "lift":
                row["exercise"] = exercises[row.pop("exercise_id")]
            elif table.name == "sets":
                row = {column: value for column, value in row.items() if column not in ("exercise_id", "day")}
            elif table.name == "workout" and row["device"] in own:
                row["device"] = device  # it is this device's to close
            elif table.name == "import":
                name, import_id = str(imports[local_id]), local_id if isinstance(local_id, int) else None
                row = {column: value for column, value in row.items() if column != "id"}
                row |= _identities(connection, local_id)
            yield Change(table.name, name, None, row), local_id, import_id


def _identities(connection: sqlite3.Connection, number: object) -> dict[str, Value]:
    """What an import is known by in its file, so that the file brings nothing a second time on another device."""
    keys = connection.execute("SELECT key FROM imported WHERE import_id = ? ORDER BY key", (number,))
    workouts = connection.execute(
        "SELECT k.key, k.workout_id FROM imported_workout k JOIN workout w ON w.id = k.workout_id"
        " WHERE w.import_id = ? ORDER BY k.key",
        (number,),
    )
    return {
        "keys": " ".join(f"{key:x}" for (key,) in keys),
        "workout_keys": " ".join(f"{key:x}:{workout}" for key, workout in workouts),
    }
