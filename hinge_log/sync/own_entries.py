"""What this log holds of the devices' entries: actions turned into entries again, the same bytes on every device."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import loads

from hinge_log.store.journal import changes_of
from hinge_log.store.store import Store
from hinge_log.sync.baseline import write_import_rows
from hinge_log.sync.entries import ChainLine, SyncEntry, chained, root_hash
from hinge_log.sync.state import SyncState, save_state

HEADS = (
    "SELECT a.id, a.clock, a.kind, a.seen, a.n, a.device, t.n, t.device FROM action a"
    " JOIN device d ON d.id = a.device LEFT JOIN action t ON t.id = a.target"
)
UNREADABLE = "unreadable"
"""The kind of an action that stands for an entry which could not be read."""


def entries_after(connection: sqlite3.Connection, device: object, after: int, limit: int = -1) -> Iterator[SyncEntry]:
    """The entries of a device behind one of its numbers, without gaps."""
    for row in connection.execute(
        f"{HEADS} WHERE a.device = ? AND a.n > ? ORDER BY a.n LIMIT ?", (device, after, limit)
    ).fetchall():
        yield entry_of(connection, row)


def entry_of(connection: sqlite3.Connection, row: Sequence[object]) -> SyncEntry:
    """The entry of an action as `HEADS` gives it. Raises one of DAMAGED."""
    action, clock, kind, seen, n, device, t_n, t_device = row
    back = 0
    if t_device is not None:
        back = steps_back(connection, int(str(device)), int(str(n)), int(str(t_device)), int(str(t_n)))
    own = connection.execute("SELECT own FROM device WHERE id = ?", (device,)).fetchone()
    changes = _own_changes(connection, int(str(action))) if own and own[0] else _raw(connection, int(str(action)))
    return SyncEntry(int(str(clock)), str(kind), loads(str(seen or "{}")), tuple(changes), back)


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
    fresh = [int(str(row[0])) for row in rows if int(str(row[0])) not in state.imports]
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
