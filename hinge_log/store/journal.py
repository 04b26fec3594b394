"""The journal: every change of a row, so that each user action can be undone, redone and read back.

An action groups the changes of one thing the user did. Its state is 1 (done), 0 (undone, may be redone) or 2
(undone and overtaken by something newer). Undoing is itself an action, of kind "undo", that names its target.
`clock` is a hybrid logical clock (Kulkarni et al. 2014): UTC milliseconds times 65,536 plus a counter, never
running backwards on one device.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps, loads

from hinge_log.errors import StoreError
from hinge_log.store.import_rows import remove_import
from hinge_log.store.schema import COLUMNS, KEYS, OLD_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Value = str | int | float | None
Row = Mapping[str, Value]

UNDONE, DONE, OVERTAKEN = 0, 1, 2

DAMAGED = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What reading or doing a change raises that no hinge-log wrote: no JSON, no flat row, an unknown table or column."""

_LAST_CLOCK = (1 << 63) - (1 << 32)

SHORT = {
    "sets": {
        "lift_id": "l", "exercise_id": "e", "day": "d", "position": "p", "at_ms": "t", "kind": "k", "reps": "r",
        "load_g": "g", "load_text": "x", "unit": "u", "body": "b", "rpe": "q", "form": "f", "basis": "c",
        "judged_by": "j", "percent": "o", "slips": "s", "checklist": "h", "version": "v", "clean": "y", "stop": "z",
    },
}  # fmt: skip
"""The short names under which the journal keeps the columns that most sets have."""

_FULL = {entity: {short: name for name, short in names.items()} for entity, names in SHORT.items()}

FILES = ("import", "merge")
"""Actions that took in a file: they are taken back whole, and done again by reading the file again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed row: `before` is None for a new row, `after` is None for a removed one.

    A changed row names the same columns in both; the row's own id is in `row` alone.
    """

    entity: str
    row: str
    before: Row | None
    after: Row | None


class Action:
    """The changes of one user action, written and journaled together inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, kind: str, now_ms: int, device: int) -> None:
        self.connection = connection
        self.kind = kind
        self.id: int | None = None
        self.clock = _tick(connection, now_ms)
        self.device = device
        self.changes: list[Change] = []

    def insert(self, entity: str, row: Row) -> None:
        """Write a new row; only the given columns are named, the rest take their defaults."""
        given = {name: value for name, value in row.items() if value is not None}
        insert_row(self.connection, entity, given)
        self._note(Change(entity, str(given[KEYS[entity]]), None, given))

    def update(self, entity: str, row: str | int, values: Row) -> None:
        """Change columns of one row; columns that already have their value are left out."""
        names = ", ".join(values)
        found = self.connection.execute(f"SELECT {names} FROM {entity} WHERE {KEYS[entity]} = ?", (row,)).fetchone()
        if found is None:
            return
        old = dict(zip(values, found, strict=True))
        changed = {name: value for name, value in values.items() if old[name] != value}
        if changed:
            update_row(self.connection, entity, row, changed)
            self._note(Change(entity, str(row), {name: old[name] for name in changed}, changed))

    def delete(self, entity: str, row: str | int) -> None:
        """Remove one row; the journal keeps what was in it."""
        cursor = self.connection.execute(f"SELECT * FROM {entity} WHERE {KEYS[entity]} = ?", (row,))
        found = cursor.fetchone()
        if found is not None:
            names = (column[0] for column in cursor.description)
            old = {name: value for name, value in zip(names, found, strict=True) if value is not None}
            self.connection.execute(f"DELETE FROM {entity} WHERE {KEYS[entity]} = ?", (row,))
            self._note(Change(entity, str(row), old, None))

    def _note(self, change: Change) -> None:
        if self.id is None:
            self.connection.execute("UPDATE action SET state = 2 WHERE state = 0")
            self.id = add_action(self.connection, self.kind, self.clock, self.device)
        before, after = written(change)
        self.connection.execute(
            "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (self.id, len(self.changes), change.entity, change.row, before, after),
        )
        self.changes.append(change)


def add_action(connection: sqlite3.Connection, kind: str, clock: int, device: int, target: int | None = None) -> int:
    """Write the head of an action and give its number in this log; its number in its device goes up by one."""
    cursor = connection.execute(
        "INSERT INTO action (clock, device, kind, target, n)"
        " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(n), 0) + 1 FROM action WHERE device = ?2))",
        (clock, device, kind, target),
    )
    return int(cursor.lastrowid or 0)


def turn(connection: sqlite3.Connection, now_ms: int, device: int, *, back: bool) -> tuple[str, list[Change]] | None:
    """Undo the last action, or redo the last undone one; gives its kind and changes, or None when there is none.

    Raises StoreError for a file that was taken in and taken back: only the file itself has all of it.
    """
    if back:
        query = "SELECT id, kind FROM action WHERE state = 1 AND target IS NULL ORDER BY id DESC LIMIT 1"
    else:
        query = "SELECT id, kind FROM action WHERE state = 0 AND target IS NULL ORDER BY id LIMIT 1"
    found = connection.execute(query).fetchone()
    if found is None:
        return None
    action, kind = int(found[0]), str(found[1])
    if kind in FILES and not back:
        raise StoreError("An import is not done again by redo. Nothing was changed.", "Import the file once more.")
    try:
        changes = changes_of(connection, action)
        for change in reversed(changes) if back else changes:
            if kind == "import":
                remove_import(connection, int(change.row))
                continue
            old, new = (change.after, change.before) if back else (change.before, change.after)
            apply(connection, change.entity, change.row, old, new)
    except DAMAGED as error:
        raise StoreError(
            f"The journal of action {action} is damaged. Nothing was changed.", "'hinge-log doctor' says more."
        ) from error
    connection.execute("UPDATE action SET state = ? WHERE id = ?", (UNDONE if back else DONE, action))
    add_action(connection, "undo" if back else "redo", _tick(connection, now_ms), device, action)
    return kind, changes


def changes_of(connection: sqlite3.Connection, action: int) -> list[Change]:
    """The changes of one action, in the order in which they were made."""
    rows = connection.execute(
        "SELECT entity, row, before, after FROM change WHERE action = ? ORDER BY number", (action,)
    )
    return [_change(*row) for row in rows]


def _change(entity: str, row: str, before: str | None, after: str | None) -> Change:
    old = None if before is None else present_names(entity, loads(before))
    new = None if after is None else present_names(entity, loads(after))
    if entity == "sets":
        old, new = _with_load(old) if new is None else old, _with_load(new) if old is None else new
    if old is not None and new is not None:
        # Empty values are not written: a column that one side lacks was or becomes empty.
        names = old.keys() | new.keys()
        old, new = ({name: side.get(name) for name in names} for side in (old, new))
    return Change(entity, row, old, new)


def present_names(entity: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the journal with its columns as they are called now, in full."""
    names = OLD_NAMES.get(entity) or _FULL.get(entity)
    return {names.get(name, name): value for name, value in row.items()} if names else row


def written(change: Change) -> tuple[str | None, str | None]:
    """The rows before and after as the journal keeps them.

    JSON without empty values and without the row's own id, columns of sets by their short names. A whole row of a
    set leaves out how its load was typed where that is the load in kilograms: there are ten times as many sets as
    of all else together.
    """
    whole = change.entity == "sets" and (change.before is None or change.after is None)
    return _json(change.before, change.entity, whole=whole), _json(change.after, change.entity, whole=whole)


def _typed(load_g: Value) -> str:
    return f"{int(str(load_g)) / 1000:g}"


def _with_load(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A whole row of a set with its load as typed; one that does not say it was typed in kilograms."""
    if row is None or row.get("load_g") is None:
        return row
    return {"load_text": _typed(row["load_g"]), "unit": "kg"} | row


def insert_row(connection: sqlite3.Connection, entity: str, row: Row) -> None:
    """Write a row of a table of ours."""
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {entity} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def update_row(connection: sqlite3.Connection, entity: str, row: str | int, values: Row) -> None:
    """Set columns of one row of a table of ours."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE {entity} SET {names} WHERE {KEYS[entity]} = ?", (*values.values(), row))


def apply(connection: sqlite3.Connection, entity: str, row: str, old: Row | None, new: Row | None) -> None:
    """Bring one row from `old` to `new`; None stands for no row."""
    if entity not in KEYS:
        raise ValueError(f"the journal names an unknown table: {entity!r}")
    for name in (old or {}).keys() | (new or {}).keys():
        if name not in COLUMNS[entity]:  # a name becomes part of a statement, so only those of the table are let in
            raise ValueError(f"the journal names an unknown column of {entity}")
    if new is None:
        connection.execute(f"DELETE FROM {entity} WHERE {KEYS[entity]} = ?", (row,))
    elif old is None:
        key: Value = int(row) if entity in ("exercise", "import") else row
        insert_row(connection, entity, {KEYS[entity]: key, **new})
    else:
        update_row(connection, entity, row, new)


def _tick(connection: sqlite3.Connection, now_ms: int) -> int:
    last = connection.execute("SELECT clock, id FROM action ORDER BY id DESC LIMIT 1").fetchone()
    clock, number = (int(last[0]) + 1, int(last[1])) if last else (0, 0)
    if clock > _LAST_CLOCK or number > 1 << 53:
        raise StoreError(
            "The last action in the log has a number or a clock that nothing can follow. Nothing was saved.",
            "The log was changed by another program. 'hinge-log rescue' builds a new file from the backups.",
        )
    return max(now_ms << 16, clock)


def _json(row: Row | None, entity: str, *, whole: bool) -> str | None:
    if row is None:
        return None
    names = SHORT.get(entity, {})
    load = row.get("load_g")
    plain = whole and load is not None and row.get("unit") == "kg" and row.get("load_text") == _typed(load)
    left_out = (KEYS[entity], *(("unit", "load_text") if plain else ()))
    kept = {names.get(name, name): value for name, value in row.items() if value is not None and name not in left_out}
    return dumps(kept, ensure_ascii=False, separators=(",", ":"))
