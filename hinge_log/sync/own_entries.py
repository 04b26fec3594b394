"""What this log tells the others: its actions as entries, the same bytes on every device; and what no action holds.

What a log held before its sync was set up, and what an import brought, is journaled as actions that can travel.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import loads
from typing import Any

from hinge_log.store.folding import BASELINE
from hinge_log.store.journal import IMPORT_KEY, LAST_CLOCK, Change, Value, changes_of, write_change
from hinge_log.store.schema import KEYS, TABLES
from hinge_log.store.store import Store
from hinge_log.sync.entries import ChainLine, SyncEntry, chained, root_hash
from hinge_log.sync.state import SyncState, save_state

_AT_ONCE = 40
"""So many rows are in one action: they are written in one step on the other devices."""

HEADS = (
    "SELECT a.id, a.clock, a.kind, a.seen, a.n, a.device, t.n, t.device FROM action a"
    " JOIN device d ON d.id = a.device LEFT JOIN action t ON t.id = a.target"
)

UNREADABLE = "unreadable"
"""The kind of an action that stands for an entry which could not be read."""


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


def entries_after(connection: sqlite3.Connection, device: object, after: int, limit: int = -1) -> Iterator[SyncEntry]:
    """The entries of a device behind one of its numbers, without gaps."""
    for row in connection.execute(
        f"{HEADS} WHERE a.device = ? AND a.n > ? ORDER BY a.n LIMIT ?", (device, after, limit)
    ).fetchall():
        yield entry_of(connection, row)


def entry_of(connection: sqlite3.Connection, row: Sequence[Any]) -> SyncEntry:
    """The entry of an action as `HEADS` gives it. Raises one of DAMAGED."""
    action, clock, kind, seen, n, device, t_n, t_device = row
    back = 0
    if t_device is not None:
        back = steps_back(connection, device, n, t_device, t_n)
    own = connection.execute("SELECT own FROM device WHERE id = ?", (device,)).fetchone()
    changes = _own_changes(connection, action) if own and own[0] else _raw(connection, action)
    return SyncEntry(clock, kind, loads(seen or "{}"), tuple(changes), back)


def _own_changes(connection: sqlite3.Connection, action: int) -> Iterator[tuple[str, str, Mapping[str, object], bool]]:
    for change in changes_of(connection, action):
        if change.entity == "import" and "-" not in change.row:
            continue  # its rows stand in an action of their own
        if change.after is None:
            columns: Mapping[str, object] = {"hidden": 1}
        elif change.before is None:
            columns = change.after
        else:
            columns = {name: change.after.get(name) for name in (*change.before, *change.after)}
        values = {name: value for name, value in columns.items() if name != "id" or change.entity == "everyday"}
        yield change.entity, change.row, values, change.before is None


def _raw(connection: sqlite3.Connection, action: int) -> Iterator[tuple[str, str, Mapping[str, object], bool]]:
    """Changes as they came in, also those of tables and columns that only a newer hinge-log knows."""
    for entity, row, before, after in connection.execute(
        "SELECT entity, row, before, after FROM change WHERE action = ? ORDER BY number", (action,)
    ):
        yield entity, row, loads(after or "{}"), before is None


def steps_back(connection: sqlite3.Connection, device: int, n: int, to_device: int, to_n: int) -> int:
    """How many entries one action stands behind another in its chain, forks included; 0 when it is not in the chain."""
    steps = 0
    passed: set[int] = set()
    while device != to_device:
        parent = _parent(connection, device)
        if parent is None or device in passed:
            return 0
        passed.add(device)
        steps += n
        device, n = parent
    return max(0, steps + n - to_n)


def place_before(connection: sqlite3.Connection, device: int, n: int, back: int) -> tuple[int, int] | None:
    """Device and number of the entry so many steps before one; None when the chain does not reach so far back."""
    passed: set[int] = set()
    while back >= n:
        parent = _parent(connection, device)
        if parent is None or device in passed:
            return None
        passed.add(device)
        back -= n
        device, n = parent
    return device, n - back


def _parent(connection: sqlite3.Connection, device: int) -> tuple[int, int] | None:
    row = connection.execute("SELECT parent, parent_n FROM device WHERE id = ?", (device,)).fetchone()
    return None if row is None or row[0] is None or row[1] is None else (int(row[0]), int(row[1]))


def chain_to(connection: sqlite3.Connection, device: int, n: int) -> tuple[int, list[ChainLine]]:
    """The whole chain up to an entry of a device, from the first entry of the device that it begins with.

    Gives that device and the lines. Raises one of DAMAGED for an entry that cannot be told.
    """
    segments: list[tuple[int, int]] = []
    at: tuple[int, int] | None = device, n
    while at is not None and at not in segments:
        segments.append(at)
        at = _parent(connection, at[0])
    root = segments[-1][0]
    entries: list[SyncEntry] = []
    for each, most in reversed(segments):
        entries += entries_after(connection, each, 0, most)
    return root, chain_of(root_hash(root), entries)


def chain_of(head: str, entries: Iterable[SyncEntry]) -> list[ChainLine]:
    """The lines of entries that follow the one with a hash."""
    lines = []
    for entry in entries:
        lines.append(chained(head, entry.body()))
        head = lines[-1].hash
    return lines


def add_import_rows(store: Store, state: SyncState) -> None:
    """Put what an import brought into the journal, so that it travels like everything else."""
    rows = store.rows(
        "SELECT id FROM action WHERE kind IN ('import', 'redo') AND device = ? AND n > ? ORDER BY id",
        store.state("device"), state.sent,
    )  # fmt: skip
    fresh = [action for (action,) in rows if action not in state.imports]
    if not fresh:
        return
    with store.writing_sync() as connection:
        device = store.device_number()
        for action in fresh:
            for (number,) in connection.execute(
                "SELECT c.row FROM change c JOIN action a ON a.id = c.action WHERE c.entity = 'import'"
                " AND c.action IN (?1, (SELECT target FROM action WHERE id = ?1)) AND c.row GLOB '[0-9]*'"
                " AND c.row NOT GLOB '*-*'",
                (action,),
            ).fetchall():
                write_import_rows(connection, device, int(number))
        state.imports += fresh
        save_state(store, state)
