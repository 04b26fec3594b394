"""The journal: every change of a row, so that each user action can be undone, redone, read back and merged.

An action groups the changes of one thing the user did. Its state is 1 (done), 0 (undone, may be redone) or 2
(undone and overtaken by something newer). Undoing is itself an action, of kind "undo", that names its target and holds
the changes that it made. `clock` is a hybrid logical clock (Kulkarni et al. 2014): UTC milliseconds times 65,536 plus a
counter, never running backwards on one device. `n` numbers the actions of a device without gaps, and `seen` holds, as
{"device": n}, the last action of each other device that was known when the action was done.

A change names its table, its row and the columns before and after as JSON, without empty values and without the row's
own id. Names of rows and columns mean the same on every device: an exercise goes by its key (column "exercise"), an
everyday answer by its day. Rows are hidden, not removed, but for those of a file that is taken back. What a set repeats
of its lift (exercise, day) is in no change. A whole row of a set leaves out how its load was typed where that is the
load in kilograms: there are ten times as many sets as of all else together.

Actions of an older hinge-log have no `seen`: they name exercises by number, sets' columns in short, and an undo holds
no changes. `changes_of` is the one place that reads them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import chain
from json import dumps, loads
from typing import NamedTuple

from hinge_log.errors import StoreError, StoreReadOnly
from hinge_log.store.schema import COLUMNS, GROUP_OF, KEYS, LOCAL_KEYS, OLD_NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.training.coaching import CoachedLog

Value = str | int | float | None
Row = Mapping[str, Value]

UNDONE, DONE, OVERTAKEN = 0, 1, 2

DAMAGED = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What reading or doing a change raises that no hinge-log wrote: no JSON, no flat row, an unknown table or column."""

BY_COACH = frozenset(("judgement", "coach_note", "routine"))
"""The tables that a coach writes to in an athlete's log."""

LAST_CLOCK = (1 << 63) - (1 << 32)

_SHORT = {
    "l": "lift_id", "e": "exercise_id", "d": "day", "p": "position", "t": "at_ms", "k": "kind", "r": "reps",
    "g": "load_g", "x": "load_text", "u": "unit", "b": "body", "q": "rpe", "f": "form", "c": "basis",
    "j": "judged_by", "o": "percent", "s": "slips", "h": "checklist", "v": "version", "y": "clean", "z": "stop",
}  # fmt: skip
"""The short names under which an older hinge-log kept the columns that most sets have."""

_DERIVED = ("exercise_id", "day")
"""The columns of a set that repeat its lift's exercise and its workout's day."""

IMPORT_KEY = "substr(sha256, 1, 16) || '-' || at_ms"
"""What names an import on every device, as SQL: the start of its file's hash, and when it came in."""


class Change(NamedTuple):
    """One changed row: `before` is None for a new row, `after` is None for a removed one.

    A changed row names the same columns in both; the row's own id is in `row` alone. `row` and the columns are named
    as the journal names them: see the module.
    """

    entity: str
    row: str
    before: Row | None
    after: Row | None


class Action:
    """The changes of one user action, written and journaled together inside the caller's transaction.

    `coached` says whose log it is where this is a copy of another person's: only what a coach writes is then taken.
    """

    def __init__(
        self, connection: sqlite3.Connection, kind: str, now_ms: int, device: int, *, coached: CoachedLog | None = None
    ) -> None:
        self.connection = connection
        self.kind = kind
        self.coached = coached
        self.id: int | None = None
        self.clock = next_clock(connection, now_ms)
        self.device = device
        self.changes: list[Change] = []
        self._exercises: dict[Value, str] = {}

    def insert(self, entity: str, row: Row) -> None:
        """Write a new row; only the given columns are named, the rest take their defaults."""
        self._refuse_foreign(entity)
        values = {name: value for name, value in row.items() if value is not None}
        insert_row(self.connection, entity, values)
        name = str(values[KEYS[entity]])
        self._note(Change(entity, name, None, self._portable(entity, values)))

    def update(self, entity: str, row: str | int, values: Row) -> None:
        """Change columns of one row, named by its id in this file; columns that have their value are left out."""
        self._refuse_foreign(entity)
        # Columns that belong together are journaled together, so that they can be merged together.
        columns = tuple(dict.fromkeys((*values, *chain.from_iterable(GROUP_OF[entity].get(n, ()) for n in values))))
        names = ", ".join((KEYS[entity], *columns))
        known = self.connection.execute(
            f"SELECT {names} FROM {entity} WHERE {LOCAL_KEYS[entity]} = ?", (row,)
        ).fetchone()
        if known is None:
            return
        old = dict(zip(columns, known[1:], strict=True))
        changed = {name: value for name, value in values.items() if old[name] != value}
        if changed:
            update_row(self.connection, entity, LOCAL_KEYS[entity], row, changed)
            named = dict.fromkeys((*changed, *chain.from_iterable(GROUP_OF[entity].get(n, ()) for n in changed)))
            before = self._portable(entity, {name: old[name] for name in named})
            self._note(
                Change(entity, str(known[0]), before, self._portable(entity, {n: {**old, **changed}[n] for n in named}))
            )

    def _refuse_foreign(self, entity: str) -> None:
        if self.coached is not None and (self.coached.part == "reader" or entity not in BY_COACH):
            raise StoreReadOnly(*self.coached.refusal())

    def put(self, change: Change) -> None:
        """Make a change as the journal names it; it is journaled also where the columns have their values."""
        self._refuse_foreign(change.entity)
        apply(self.connection, change.entity, change.row, change.before, change.after)
        self._note(change)

    def _portable(self, entity: str, row: Row) -> Row:
        if entity == "sets":
            return {name: value for name, value in row.items() if name not in _DERIVED}
        if entity != "lift" or "exercise_id" not in row:
            return row
        number = row["exercise_id"]
        if number not in self._exercises:
            self._exercises[number] = _exercise_key(self.connection, number)
        return {name: value for name, value in row.items() if name != "exercise_id"} | {
            "exercise": self._exercises[number]
        }

    def _note(self, change: Change) -> None:
        if not change.after and change.before is not None:
            return  # only what follows from another row
        if self.id is None:
            self.connection.execute("UPDATE action SET state = 2 WHERE state = 0")
            self.id = add_action(self.connection, self.kind, self.clock, self.device)
        write_change(self.connection, self.id, len(self.changes), change)
        self.changes.append(change)


def add_action(connection: sqlite3.Connection, kind: str, clock: int, device: int, target: int | None = None) -> int:
    """Write the head of an action and give its number in this log; its number in its device goes up by one."""
    cursor = connection.execute(
        "INSERT INTO action (clock, device, kind, target, n, seen)"
        " VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(n), 0) + 1 FROM action WHERE device = ?2),"
        " coalesce((SELECT value FROM state WHERE key = 'seen'), '{}'))",
        (clock, device, kind, target),
    )
    return int(cursor.lastrowid or 0)


def write_change(connection: sqlite3.Connection, action: int, number: int, change: Change) -> None:
    """Write one change of an action into the journal."""
    before, after = written(change)
    connection.execute(
        "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        (action, number, change.entity, change.row, before, after),
    )


def changes_of(connection: sqlite3.Connection, action: int) -> list[Change]:
    """The changes of one action, in the order in which they were made. Raises one of DAMAGED."""
    rows = connection.execute(
        "SELECT c.entity, c.row, c.before, c.after, a.seen IS NULL FROM change c JOIN action a ON a.id = c.action"
        " WHERE c.action = ? ORDER BY c.number",
        (action,),
    ).fetchall()
    if rows and rows[0][4]:
        return _old_changes(connection, [row[:4] for row in rows])
    return [read_change(*row[:4]) for row in rows]


def read_change(entity: str, row: str, before: str | None, after: str | None) -> Change:
    """A change of what the journal keeps. Raises one of DAMAGED."""
    if entity not in KEYS:
        raise ValueError(f"the journal names an unknown table: {entity!r}")
    old = None if before is None else present_names(entity, loads(before))
    new = None if after is None else present_names(entity, loads(after))
    if entity == "sets":
        old, new = _with_load(old) if new is None else old, _with_load(new) if old is None else new
    if old is not None and new is not None:
        # Empty values are not written: a column that one side lacks was or becomes empty.
        names = old.keys() | new.keys()
        old, new = ({name: side.get(name) for name in names} for side in (old, new))
    return Change(entity, row, old, new)


def _old_changes(connection: sqlite3.Connection, rows: list[tuple[str, str, str | None, str | None]]) -> list[Change]:
    """Changes of an older hinge-log with rows and exercises named as they are now."""
    changes = [read_change(*row) for row in rows]
    made = {
        int(change.row): str(side["key"])
        for change in changes
        if change.entity == "exercise"
        for side in (change.before, change.after)
        if side is not None and "key" in side
    }

    def key_of(number: Value) -> str:
        return made.get(int(str(number))) or _exercise_key(connection, number)

    def named(entity: str, row: Row | None) -> Row | None:
        if row is None or "exercise_id" not in row:
            return row
        rest = {name: value for name, value in row.items() if name != "exercise_id"}
        return {**rest, "exercise": key_of(row["exercise_id"])}

    renamed = []
    for change in changes:
        row, before, after = change.row, named(change.entity, change.before), named(change.entity, change.after)
        if change.entity == "exercise":
            row = key_of(row)
            # The number is that of the rows of its time: it is given again while it is free.
            before, after = (
                {**side, "id": int(change.row)} if side is not None and "key" in side else side
                for side in (before, after)
            )
        elif change.entity == "everyday":
            row = _day_of(connection, change)
            before, after = (
                {**side, "id": change.row} if side is not None and "day" in side else side for side in (before, after)
            )
        renamed.append(Change(change.entity, row, before, after))
    return renamed


def _day_of(connection: sqlite3.Connection, change: Change) -> str:
    for side in (change.before, change.after):
        if side is not None and "day" in side:
            return str(side["day"])
    day = connection.execute("SELECT day FROM everyday WHERE id = ?", (change.row,)).fetchone()
    if day is None:
        raise ValueError("the journal names an everyday answer that does not exist")
    return str(day[0])


def _exercise_key(connection: sqlite3.Connection, number: Value) -> str:
    key = connection.execute("SELECT key FROM exercise WHERE id = ?", (number,)).fetchone()
    if key is None:
        raise ValueError(f"the journal names an unknown exercise: {number!r}")
    return str(key[0])


def present_names(entity: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of the journal with its columns as they are called now, in full."""
    names = _SHORT if entity == "sets" else OLD_NAMES.get(entity)
    return {names.get(name, name): value for name, value in row.items()} if names else row


def written(change: Change) -> tuple[str | None, str | None]:
    """The columns before and after as the journal keeps them."""
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


def update_row(connection: sqlite3.Connection, entity: str, key: str, row: str | int, values: Row) -> None:
    """Set columns of the row of a table of ours whose column `key` is `row`."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE {entity} SET {names} WHERE {key} = ?", (*values.values(), row))


def apply(connection: sqlite3.Connection, entity: str, row: str, old: Row | None, new: Row | None) -> None:
    """Bring one row from `old` to `new`; None stands for no row.

    `row` and the columns are named as the journal names them. Raises ValueError for what is not known.
    """
    if entity not in KEYS:
        raise ValueError(f"the journal names an unknown table: {entity!r}")
    key = KEYS[entity]
    if entity == "import" and new is not None and "hidden" in new:
        number = connection.execute(f"SELECT id FROM import WHERE {IMPORT_KEY} = ?", (row,)).fetchone()
        if number is not None and new["hidden"]:
            from hinge_log.store.import_rows import remove_import

            remove_import(connection, int(number[0]))
        return
    if new is None:
        connection.execute(f"DELETE FROM {entity} WHERE {key} = ?", (row,))
        return
    if old is None:
        known = connection.execute(f"SELECT 1 FROM {entity} WHERE {key} = ?", (row,)).fetchone()
        if known is None:
            insert_row(connection, entity, {key: row, **local_columns(connection, entity, new)})
            return
        if "hidden" in COLUMNS[entity]:
            new = {"hidden": 0, **new}
    values = {name: value for name, value in local_columns(connection, entity, new).items() if name not in ("id", key)}
    if values:
        update_row(connection, entity, key, row, values)
    follow_parent(connection, entity, row, values)


def follow_parent(connection: sqlite3.Connection, entity: str, row: str | int, values: Row) -> None:
    """Let sets repeat what changed in their lift or their workout: the exercise and the day."""
    if entity == "lift" and "exercise_id" in values:
        update_row(connection, "sets", "lift_id", row, {"exercise_id": values["exercise_id"]})
    if entity == "lift" and "workout_id" in values:
        connection.execute(
            "UPDATE sets SET day = (SELECT w.day FROM lift l JOIN workout w ON w.id = l.workout_id WHERE l.id = ?1)"
            " WHERE lift_id = ?1",
            (row,),
        )
    elif entity == "workout" and "day" in values:
        connection.execute(
            "UPDATE sets SET day = ? WHERE lift_id IN (SELECT id FROM lift WHERE workout_id = ?)", (values["day"], row)
        )


def local_columns(connection: sqlite3.Connection, entity: str, row: Row) -> dict[str, Value]:
    """The columns of a change as this file has them. Raises ValueError for a column that is not known."""
    values = dict(row)
    if entity in ("lift", "sets") and "exercise" in values:
        values["exercise_id"] = exercise_number(connection, str(values.pop("exercise")))
    if entity == "sets" and "lift_id" in values:
        lift = connection.execute(
            "SELECT l.exercise_id, w.day FROM lift l JOIN workout w ON w.id = l.workout_id WHERE l.id = ?",
            (values["lift_id"],),
        ).fetchone()
        if lift is None:
            raise ValueError("the journal names an unknown lift")
        values |= dict(zip(_DERIVED, lift, strict=True))
    if entity == "exercise":
        query = "SELECT 1 FROM exercise WHERE id = ?"
        if "id" not in values or connection.execute(query, (values["id"],)).fetchone() is not None:
            values["id"] = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM exercise").fetchone()[0]
    for name in values:
        if name not in COLUMNS[entity]:  # a name becomes part of a statement, so only those of the table are let in
            raise ValueError(f"the journal names an unknown column of {entity}")
    return values


def exercise_number(connection: sqlite3.Connection, key: str) -> int:
    """The number in this file of an exercise, or of the one that it was merged into. Raises ValueError for neither."""
    passed: set[str] = set()
    while True:
        row = connection.execute("SELECT id, merged_into FROM exercise WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise ValueError(f"the journal names an unknown exercise: {key!r}")
        passed.add(key)
        if not row[1] or row[1] in passed:
            return int(row[0])
        key = str(row[1])


def next_clock(connection: sqlite3.Connection, now_ms: int) -> int:
    """The logical clock of a new action: after all others, or the last one there is, with which another device came.

    Raises StoreError where the number of the last action is one that nothing can follow.
    """
    # `state` holds the highest clock that came from another device.
    last = connection.execute(
        "SELECT max(clock, coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE key = 'clock'), 0)), id"
        " FROM action ORDER BY id DESC LIMIT 1"
    ).fetchone()
    clock, number = (int(last[0]) + 1, int(last[1])) if last else (0, 0)
    if number > 1 << 53:
        raise StoreError(
            "The last action in the log has the highest possible number. Nothing was saved.",
            "The log was changed by another program. 'hinge-log rescue' builds a new file from the backups.",
        )
    return min(max(now_ms << 16, clock), LAST_CLOCK)


def _json(row: Row | None, entity: str, *, whole: bool) -> str | None:
    if row is None:
        return None
    load = row.get("load_g")
    plain = whole and load is not None and row.get("unit") == "kg" and row.get("load_text") == _typed(load)
    left_out = (KEYS[entity], *(("id",) if entity == "exercise" else ()), *(("unit", "load_text") if plain else ()))
    values = {name: value for name, value in row.items() if value is not None and name not in left_out}
    return dumps(values, ensure_ascii=False, separators=(",", ":"))
