"""Rows worked out anew from all changes that the devices of a log made: the rules of conflict stand here.

The order is (clock, device, n) of the action; an undo or a redo ranks just after its target. In each group of columns
the latest change wins. A deletion counts only against what its device had seen: what another device changed unseen, in
the row or in one that hangs on it, brings the row back. Edits of one group on two devices that had not seen each other
are conflicts, and are told with both values. The result depends on the set of changes alone, not on when they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from json import loads
from typing import Any

from hinge_log.store.import_rows import (
    import_number,
    next_import_id,
    remove_import,
    remove_orphans,
    rows_that_outlive_import,
)
from hinge_log.store.journal import DAMAGED, Value, follow_parent, insert_row, local_columns, read_change, update_row
from hinge_log.store.schema import BY_NAME, COLUMNS, KEYS, TABLES

BASELINE = "baseline"
"""The kind of the actions that hold what was in a log when its sync was set up: every device has seen them."""

_CHILDREN = {"workout": (("lift", "workout_id"),), "lift": (("sets", "lift_id"),)}
_ORDER = {table.name: place for place, table in enumerate(TABLES)}

_GROUPS = {
    # What a set repeats of its lift is in no change.
    table.name: {
        name: tuple(each for each in group if (table.name, each) != ("sets", "day") and each != KEYS[table.name])
        for group in table.groups
        for name in group
    }
    for table in TABLES
    if table.name in KEYS
}
"""By table and column, the columns that are merged together with it."""

RowName = tuple[str, str]
"""Table and name of a row, as the journal names them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a row: `order` ranks it; `values` are the columns after it, None for an emptied one."""

    order: tuple[int, int, int, int]
    device: int
    n: int
    kind: str
    seen: Mapping[str, int]
    values: Mapping[str, Value]
    new: bool

    def has_seen(self, other: Event) -> bool:
        """Whether the device knew of the other event when it did this one."""
        if other.device == self.device:
            return other.n <= self.n
        return other.kind == BASELINE or self.seen.get(str(other.device), 0) >= other.n


def events_of(connection: sqlite3.Connection, entity: str, row: str) -> list[Event]:
    """All changes of a row that belong to the shared history, in their order. Raises one of DAMAGED."""
    events = []
    for clock, device, n, kind, seen, before, after, t_clock, t_device, t_n, parent in connection.execute(
        "SELECT a.clock, a.device, a.n, a.kind, a.seen, c.before, c.after, t.clock, t.device, t.n, d.parent"
        " FROM change c JOIN action a ON a.id = c.action JOIN device d ON d.id = a.device AND d.hidden = 0"
        " LEFT JOIN action t ON t.id = a.target AND t.device IN (SELECT id FROM device WHERE hidden = 0)"
        " WHERE c.entity = ? AND c.row = ?",
        (entity, row),
    ):
        change = read_change(entity, row, before, after)
        new = before is None
        values = dict(change.after) if change.after is not None else {"hidden": 1}
        # The rows of an import are in an action after its own: its undo ranks where it was done.
        by_target = t_clock is not None and entity != "import"
        order = (t_clock, t_device, t_n, n) if by_target else (clock, device, n, 0)
        known = loads(seen or "{}") | (_seen_by_descent(connection, device) if parent is not None else {})
        events.append(Event(order, device, n, kind, known, values, new))
    events.sort(key=lambda event: event.order)
    return events


def _seen_by_descent(connection: sqlite3.Connection, device: int) -> dict[str, int]:
    """What a device that goes on from a copied log has seen of the devices that it goes on from."""
    known: dict[str, int] = {}
    while True:
        row = connection.execute("SELECT parent, parent_n FROM device WHERE id = ?", (device,)).fetchone()
        if row is None or None in row or str(row[0]) in known:
            return known
        device = row[0]
        known[str(device)] = row[1]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Columns of a row that two devices changed without seeing each other: the value that stands, and the other."""

    entity: str
    row: str
    columns: tuple[str, ...]
    kept: Mapping[str, Value]
    other: Mapping[str, Value]
    kept_by: int
    other_by: int


@dataclass(slots=True)
class Folded:
    """What folding did: how many rows were written, which could not be, and the conflicts in those that were.

    `deleted` are rows with others below them that were deleted, or came with an import, at some time.
    `import_stands_again` says that an import was taken back and is not any more: all its rows are to be folded.
    """

    rows: int
    unreadable: dict[RowName, str]
    conflicts: dict[RowName, list[Conflict]]
    deleted: set[RowName] = field(default_factory=set)
    import_stands_again: bool = False


def fold_rows(connection: sqlite3.Connection, names: Iterable[RowName]) -> Folded:
    """Work out rows and all that they hang on anew; the caller holds the transaction."""
    todo = dict.fromkeys(names)
    result = Folded(0, {}, {})
    for entity, row in list(todo):
        if entity == "import":  # what is left of one that is taken back is known then
            _fold_into(connection, entity, row, result)
            if import_number(connection, row) is None:
                todo |= dict.fromkeys(rows_that_outlive_import(connection, row))
                continue
            # Its exercises may have come in before it.
            mark = f'%"import":"{row}"%'
            query = "SELECT DISTINCT entity, row FROM change WHERE entity = 'exercise' AND after LIKE ?"
            todo |= dict.fromkeys(connection.execute(query, (mark,)))
            if any("hidden" in event.values for event in events_of(connection, entity, row) if not event.new):
                result.import_stands_again = True
    names_left = list(todo)
    while names_left:  # a row once, however many hang on it
        parents = [each for each in _parents(connection, names_left.pop()) if each not in todo]
        todo |= dict.fromkeys(parents)
        names_left += parents
    exercises = {key for entity, row in todo for key in _named_exercises(connection, entity, row)}
    todo |= dict.fromkeys(_missing_exercises(connection, exercises))
    workouts: set[str] = set()
    for entity, row in sorted(todo, key=lambda name: (_ORDER.get(name[0], 99), name[1])):
        _fold_into(connection, entity, row, result)
        if entity == "workout":
            workouts.add(row)
    for entity, row in todo:
        # What hangs on these stands only now: an unseen change there brings them back.
        if (entity, row) in result.deleted and (entity, row) not in result.unreadable:
            _fold_into(connection, entity, row, result)
    remove_orphans(connection, [*todo, *(("exercise", key) for key in exercises)])
    for workout in workouts:
        _end_after_last_set(connection, workout)
    return result


def _fold_into(connection: sqlite3.Connection, entity: str, row: str, result: Folded) -> None:
    """Work out one row; changes that cannot be read or written are left out, and it is told why."""
    connection.execute("SAVEPOINT fold")
    try:
        events = events_of(connection, entity, row)
        if entity == "import" or (
            entity in _CHILDREN and any(event.values.get("hidden") or event.values.get("import") for event in events)
        ):
            result.deleted.add((entity, row))
        try:
            result.conflicts[entity, row] = _fold(connection, entity, row, events)
        except (sqlite3.IntegrityError, *DAMAGED) as error:
            connection.execute("ROLLBACK TO fold")
            readable = _readable_events(connection, entity, row, events)
            result.unreadable[entity, row] = str(error)
            result.conflicts[entity, row] = _fold(connection, entity, row, readable)
        result.rows += 1
    except (sqlite3.IntegrityError, *DAMAGED) as error:
        connection.execute("ROLLBACK TO fold")
        result.unreadable[entity, row] = str(error)
    connection.execute("RELEASE fold")


def _readable_events(connection: sqlite3.Connection, entity: str, row: str, events: list[Event]) -> list[Event]:
    """The events of a row without those that it cannot be written with: the same ones on every device."""
    readable: list[Event] = []
    for event in events:
        connection.execute("SAVEPOINT event")
        try:
            _fold(connection, entity, row, [*readable, event])
            readable.append(event)
        except (sqlite3.IntegrityError, *DAMAGED):
            pass
        connection.execute("ROLLBACK TO event")
        connection.execute("RELEASE event")
    return readable


def _fold(connection: sqlite3.Connection, entity: str, row: str, events: list[Event]) -> list[Conflict]:
    if not events:
        return []
    values, conflicts = merged(entity, row, events)
    if entity == "import":
        _fold_import(connection, row, values, hidden=_is_hidden(connection, entity, row, events))
        return conflicts
    if "hidden" in COLUMNS[entity]:
        values["hidden"] = int(_is_hidden(connection, entity, row, events))
    imports = [str(event.values["import"]) for event in reversed(events) if event.values.get("import")]
    _write(connection, entity, row, values, imports)
    return conflicts


def merged(entity: str, row: str, events: list[Event]) -> tuple[dict[str, Value], list[Conflict]]:
    """The columns of a row after its changes, without whether it is hidden, and the conflicts among them."""
    values: dict[str, Value] = {}
    conflicts = []
    names = dict.fromkeys(name for event in events for name in event.values if name not in ("hidden", KEYS[entity]))
    for group in dict.fromkeys(_GROUPS[entity].get(name, (name,)) for name in names):
        touching = [event for event in events if event.new or any(name in event.values for name in group)]
        if not touching:
            continue
        last = touching[-1]
        now = {name: last.values.get(name) for name in group}
        values |= now
        for event in touching[:-1]:
            other = {name: event.values.get(name) for name in group}
            if (
                event.device != last.device
                and BASELINE not in (event.kind, last.kind)
                and other != now
                and not last.has_seen(event)
                and not event.has_seen(last)
            ):
                conflicts.append(Conflict(entity, row, group, now, other, last.device, event.device))
    return values, conflicts


def _is_hidden(connection: sqlite3.Connection, entity: str, row: str, events: list[Event]) -> bool:
    lifecycle = [event for event in events if event.new or "hidden" in event.values]
    if not lifecycle or not lifecycle[-1].values.get("hidden"):
        return False
    deletion = lifecycle[-1]
    for event in (*events, *_events_below(connection, entity, row)):
        if event.device != deletion.device and not deletion.has_seen(event) and not event.values.get("hidden"):
            return False
    return True


def _events_below(connection: sqlite3.Connection, entity: str, row: str) -> list[Event]:
    events = []
    for table, column in _CHILDREN.get(entity, ()):
        for (child,) in connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (row,)).fetchall():
            events += events_of(connection, table, child)
            events += _events_below(connection, table, child)
    return events


def _parents(connection: sqlite3.Connection, name: RowName) -> list[RowName]:
    """The rows that a row hangs on, by its changes or as it stands."""
    columns = BY_NAME[name[0]].parents if name[0] in BY_NAME else {}
    parents: dict[RowName, None] = {}
    for values in _told_values(connection, *name) if columns else ():
        for column, table in columns.items():
            if isinstance(parent := values.get(column), str):
                parents[table, parent] = None
    return list(parents)


def _named_exercises(connection: sqlite3.Connection, entity: str, row: str) -> set[str]:
    """The exercises that the changes of a lift, of a plan or of a merged exercise name."""
    keys: set[str] = set()
    for values in _told_values(connection, entity, row) if entity in ("lift", "routine", "exercise") else ():
        keys |= {str(values[name]) for name in ("exercise", "merged_into") if values.get(name)}
        with suppress(*DAMAGED):
            days = loads(values["days"]) if entity == "routine" and values.get("days") else ()
            keys |= {str(lift["exercise"]) for day in days for lift in day["lifts"]}
    return keys


def _told_values(connection: sqlite3.Connection, entity: str, row: str) -> Iterator[dict[str, Any]]:
    """The columns after each change of a row, without those that are damaged."""
    for (after,) in connection.execute(
        "SELECT after FROM change WHERE entity = ? AND row = ? AND after IS NOT NULL", (entity, row)
    ).fetchall():
        with suppress(*DAMAGED):
            values = loads(after)
            if isinstance(values, dict):
                yield values


def _missing_exercises(connection: sqlite3.Connection, keys: Iterable[str]) -> list[RowName]:
    """Which of these exercises, and of those that they were merged into, went with an import that was taken back."""
    missing: list[RowName] = []
    passed: set[str] = set()
    left = list(keys)
    while left:
        key = left.pop()
        if key in passed:
            continue
        passed.add(key)
        row = connection.execute("SELECT merged_into FROM exercise WHERE key = ?", (key,)).fetchone()
        if row is None:
            missing.append(("exercise", key))
            left += _named_exercises(connection, "exercise", key)
        elif row[0]:
            left.append(row[0])
    return missing


def _write(
    connection: sqlite3.Connection, entity: str, row: str, values: dict[str, Value], imports: Sequence[str]
) -> None:
    """Write a row; `imports` name those that brought it, the newest first."""
    key = KEYS[entity]
    defaults = _defaults(connection, entity)
    known = connection.execute(f"SELECT 1 FROM {entity} WHERE {key} = ?", (row,)).fetchone()
    # A column that is not known here came from a newer hinge-log: it stays in the journal.
    readable = {name: value for name, value in values.items() if name in COLUMNS[entity] or name == "exercise"}
    local = local_columns(connection, entity, readable)
    if imports and "import_id" in COLUMNS[entity]:
        numbers = [number for each in imports if (number := import_number(connection, each)) is not None]
        local["import_id"] = numbers[0] if numbers else None
        if not numbers and entity != "exercise" and not _holds_something(connection, entity, row):
            local["hidden"] = 1  # every import that brought it was taken back: it goes when nothing hangs on it
    local = {name: defaults.get(name) if value is None else value for name, value in local.items()}
    if known is None:
        insert_row(connection, entity, {key: row} | {n: v for n, v in local.items() if v is not None})
        return
    local = {name: value for name, value in local.items() if name not in ("id", key)}
    if local:
        update_row(connection, entity, key, row, local)
    follow_parent(connection, entity, row, local)
    if entity == "exercise":
        _follow_merge(connection, row)


def _holds_something(connection: sqlite3.Connection, entity: str, row: str) -> bool:
    """Whether anything that is seen hangs on a row."""
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? AND hidden = 0 LIMIT 1", (row,)).fetchone()
        for table, column in _CHILDREN.get(entity, ())
    )


def _follow_merge(connection: sqlite3.Connection, key: str) -> None:
    """Let the lifts of an exercise stand where its merging says, also those that came from elsewhere."""
    for (lift,) in connection.execute(
        "SELECT DISTINCT row FROM change WHERE entity = 'lift' AND after LIKE ?", (f'%"exercise":%{key}%',)
    ).fetchall():
        events = events_of(connection, "lift", lift)
        values, _ = merged("lift", lift, events)
        if values.get("exercise") is not None:
            number = local_columns(connection, "lift", {"exercise": values["exercise"]})["exercise_id"]
            update_row(connection, "lift", "id", lift, {"exercise_id": number})
            update_row(connection, "sets", "lift_id", lift, {"exercise_id": number})


@lru_cache(maxsize=len(TABLES))
def _defaults(connection: sqlite3.Connection, entity: str) -> dict[str, Value]:
    """The value of each column that is not given; SQLite writes texts in quotes."""
    defaults: dict[str, Value] = {}
    for _, name, _, needed, text, _ in connection.execute(f"PRAGMA table_info({entity})"):
        if needed and text is not None:
            defaults[name] = text[1:-1] if text.startswith("'") else int(text)
    return defaults


def _end_after_last_set(connection: sqlite3.Connection, workout: str) -> None:
    """A workout never ends before a set in it: another device may have gone on."""
    connection.execute(
        "UPDATE workout SET ended_ms = max(ended_ms, coalesce((SELECT max(s.at_ms) FROM sets s JOIN lift l"
        " ON l.id = s.lift_id WHERE l.workout_id = workout.id AND s.hidden = 0 AND l.hidden = 0), ended_ms))"
        " WHERE id = ? AND ended_ms IS NOT NULL",
        (workout,),
    )


def _hand_over(connection: sqlite3.Connection, number: int, key: str) -> None:
    """Give rows of an import that is taken back to another one that brought them, too."""
    for table in ("exercise", "workout", "lift", "sets", "bodyweight"):
        rows = connection.execute(f"SELECT {KEYS[table]} FROM {table} WHERE import_id = ?", (number,)).fetchall()
        for (row,) in rows:
            for event in events_of(connection, table, str(row)):
                other = event.values.get("import")
                if other is not None and other != key:
                    heir = import_number(connection, str(other))
                    if heir is not None:
                        update_row(connection, table, KEYS[table], row, {"import_id": heir})


def _fold_import(connection: sqlite3.Connection, key: str, values: dict[str, Value], *, hidden: bool) -> None:
    number = import_number(connection, key)
    identities, workouts = str(values.pop("keys", "") or ""), str(values.pop("workout_keys", "") or "")
    if hidden:
        if number is not None:
            _hand_over(connection, number, key)
            remove_import(connection, number)
        return
    if number is None and values.get("at_ms") is not None:
        number = next_import_id(connection)
        columns = {name: value for name, value in values.items() if name in COLUMNS["import"] and value is not None}
        insert_row(connection, "import", {"format": "", "file": "", "sha256": "", **columns, "id": number})
    if number is not None:
        connection.executemany(
            "INSERT OR IGNORE INTO imported (key, import_id) VALUES (?, ?)",
            ((int(each, 16), number) for each in identities.split()),
        )
    for each in workouts.split():
        identity, _, workout = each.partition(":")
        connection.execute(
            "INSERT OR IGNORE INTO imported_workout (key, workout_id) SELECT ?, id FROM workout WHERE id = ?",
            (int(identity, 16), workout),
        )


def fold_everything(connection: sqlite3.Connection) -> None:
    """Work out all rows of a log that was built anew from its journal; the caller holds the transaction.

    Which device is whose is told by the journal: this one's sync began with the first baseline, and devices that wrote
    before it are its own. Does nothing for a log that was never synced.
    """
    first = connection.execute(
        "SELECT id, device FROM action WHERE kind = ? ORDER BY id LIMIT 1", (BASELINE,)
    ).fetchone()
    if first is None:
        return
    connection.execute(
        "INSERT OR IGNORE INTO device (id, own, hidden) SELECT device, min(id) < ?1 OR device = ?2,"
        " min(id) < ?1 AND device <> ?2 FROM action GROUP BY device",
        (first[0], first[1]),
    )
    connection.execute("CREATE INDEX IF NOT EXISTS change_by_row ON change (entity, row)")
    fold_rows(connection, shared_rows(connection))


def shared_rows(connection: sqlite3.Connection) -> list[RowName]:
    """Every row that the devices share."""
    rows = connection.execute(
        "SELECT DISTINCT c.entity, c.row FROM change c JOIN action a ON a.id = c.action"
        " JOIN device d ON d.id = a.device AND d.hidden = 0 WHERE c.entity <> 'import' OR c.row GLOB '*-*'"
    ).fetchall()
    return [(entity, row) for entity, row in rows if entity in KEYS]
