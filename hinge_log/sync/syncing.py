"""Sync through a folder: what this device did goes out, what the others did comes in and is merged.

Hashes are worked out here, never when a set is logged. What comes in is written some entries at a time, so that a set
can be logged in between.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from json import dumps, loads

from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.store.folding import Conflict, RowName, fold_rows
from hinge_log.store.journal import changes_of
from hinge_log.store.safety.mirror import mirror_path, mirrors_of, set_aside
from hinge_log.store.schema import KEYS
from hinge_log.store.store import Store
from hinge_log.sync.baseline import write_baseline, write_import_rows
from hinge_log.sync.chains import Chains, Place, number_entries
from hinge_log.sync.entries import ChainLine, SyncEntry, chained, parse_body, root_hash
from hinge_log.sync.folder import append, read_folder, stamp
from hinge_log.text import NAME_LIMIT, clean

_AT_ONCE = 200
STATE = "sync"
_MOST_CONFLICTS = 1_000


@dataclass(slots=True)
class SyncState:
    """What this device knows of its sync, kept in the table `state`.

    `head` is the hash of the last own entry in the folder, `sent` its number among those of this device; `root` is the
    device that the own chain begins with, `file` the own file. `rows` are [table, row, why] of changes that could not
    be read.
    """

    folder: str
    name: str
    root: int
    file: str
    head: str
    sent: int
    forks: list[str]
    files: list[list[object]]
    imports: list[int]
    last_ms: int = 0
    rows: list[list[str]] | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class SyncResult:
    """How many actions went out and came in, how many devices there are, and what could not be read or merged."""

    sent: int
    received: int
    devices: int
    conflicts: int
    unreadable: int


def load_state(store: Store) -> SyncState | None:
    """The state of the sync, or None when it was never set up, or was left."""
    value = store.state(STATE)
    if not isinstance(value, dict):
        return None
    try:
        state = SyncState(**value)
    except TypeError:
        return None
    return None if state.stopped else state


def set_up_folder(store: Store, folder: str, name: str) -> SyncState:
    """Begin to sync through a folder, which is made when it is missing. Raises NeedsDecision when sync is set up."""
    if load_state(store) is not None:
        raise NeedsDecision("Sync is set up already.", "Run 'hinge-log sync leave' first.")
    where = os.path.abspath(os.path.expanduser(folder))
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        stamp(where)
    except OSError as error:
        raise StoreError(f"The folder {where} cannot be used: {error.strerror}.", "Name another folder.") from error
    with store.writing_sync() as connection:
        # The history before the sync stays here: what the log holds now is the first that this device tells.
        connection.execute("UPDATE device SET hidden = 1 WHERE own = 1")
        device = store.new_device()
        called = clean(name, limit=NAME_LIMIT) or f"device {device % 1000}"
        connection.execute("UPDATE device SET name = ? WHERE id = ?", (called, device))
        connection.execute("CREATE INDEX IF NOT EXISTS change_by_row ON change (entity, row)")
        write_baseline(connection, device)
        imports = [int(row[0]) for row in connection.execute("SELECT id FROM action WHERE kind = 'import'")]
        state = SyncState(where, called, device, f"{device:015x}.jsonl", root_hash(device), 0, [], [], imports)
        _save(store, state)
    store.complete_copy()
    return state


def leave(store: Store) -> None:
    """End the sync of this device; the log keeps everything. Raises NeedsDecision when there is none."""
    state = load_state(store)
    if state is None:
        raise NeedsDecision("Sync is not set up.", "Run 'hinge-log sync setup folder PATH'.")
    state.stopped = True
    with store.writing_sync():
        _save(store, state)


def unsent(store: Store, state: SyncState) -> int:
    """How many own actions are not in the folder yet."""
    row = store.one("SELECT count(*) FROM action WHERE device = ? AND n > ?", store.state("device"), state.sent)
    return int(str(row[0])) if row else 0


def sync(store: Store) -> SyncResult:
    """Send and receive once. Raises NeedsDecision when sync is not set up, StoreError when the folder is not there."""
    state = load_state(store)
    if state is None:
        raise NeedsDecision("Sync is not set up.", "Run 'hinge-log sync setup folder PATH'.")
    _add_import_rows(store, state)
    waiting = unsent(store, state)
    try:
        files = stamp(state.folder)
    except OSError as error:
        raise StoreError(
            f"The sync folder {state.folder} cannot be read: {error.strerror}.",
            "Nothing is lost: connect it and sync again.",
        ) from error
    if not waiting and files == state.files:
        return SyncResult(0, 0, _devices(store), len(conflicts(store)), len(state.rows or ()))
    read = read_folder(state.folder)
    if state.head != root_hash(state.root) and state.head not in read.lines:
        _send_all_again(store, state)
        read = read_folder(state.folder)
    first = state.sent
    sent = _send(store, state, read.lines)
    with store.writing_sync() as connection:
        # Rows that were changed here may end a conflict, or go on a workout that another device ended.
        _merge(store, connection, _own_rows(connection, store.device_number(), first), {})
        _save(store, state)
    read = read_folder(state.folder)
    chains = number_entries(read.lines, {*read.roots, state.root}, {*state.forks, *read.forks})
    forked = _rename_branches(store, state, chains)
    received = _receive(store, state, chains, read.roots)
    if forked:
        with store.writing_sync() as connection:
            _merge(store, connection, _all_rows(connection), {})
        store.complete_copy()
        # Copies of the journal under the number of before are whole in the new one.
        mine = mirror_path(os.path.realpath(store.path), store.device_number())
        for path in mirrors_of(store.path):
            if path != mine:
                set_aside(path)
    state.files, state.last_ms = stamp(state.folder), store.clock.now().utc_ms
    with store.writing_sync():
        _save(store, state)
    return SyncResult(sent, received, _devices(store), len(conflicts(store)), len(state.rows or ()))


def conflicts(store: Store) -> list[dict[str, object]]:
    """The conflicts that stand: edits of the same columns on devices that had not seen each other."""
    value = store.state("sync_conflicts")
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


# -- sending -------------------------------------------------------------------------------------------------


def _add_import_rows(store: Store, state: SyncState) -> None:
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
        _save(store, state)


def _send(store: Store, state: SyncState, known: dict[str, ChainLine]) -> int:
    """Append the own actions that are not in the folder yet; one whose line lies there already is not repeated."""
    lines, missing = [], []
    head, last = state.head, state.sent
    for n, entry in _entries(store, store.state("device"), state.sent):
        line = chained(head, entry.body())
        lines.append(line)
        if line.hash not in known:
            missing.append(line)
        head, last = line.hash, n
    if missing:
        append(state.folder, state.file, state.root, state.name, missing[0].previous, missing)
    state.head, state.sent = head, last
    return len(lines)


def _send_all_again(store: Store, state: SyncState) -> None:
    """Write the own chain anew: its file is gone, or the folder is a new one."""
    segments: list[tuple[object, int]] = []
    device, most = store.state("device"), state.sent
    while device is not None:
        segments.append((device, most))
        row = store.one("SELECT parent, parent_n FROM device WHERE id = ?", device)
        device, most = (row[0], int(str(row[1]))) if row and row[0] is not None else (None, 0)
    head, lines = root_hash(state.root), []
    for device, most in reversed(segments):
        for n, entry in _entries(store, device, 0):
            if n <= most:
                lines.append(chained(head, entry.body()))
                head = lines[-1].hash
    number = 1
    while os.path.lexists(os.path.join(state.folder, state.file)):
        state.file = f"{state.root:015x}-{number}.jsonl"
        number += 1
    append(state.folder, state.file, state.root, state.name, root_hash(state.root), lines)
    state.head = head


def _own_rows(connection: sqlite3.Connection, device: int, after: int) -> list[RowName]:
    return [
        (entity, row)
        for entity, row in connection.execute(
            "SELECT DISTINCT c.entity, c.row FROM change c JOIN action a ON a.id = c.action"
            " WHERE a.device = ? AND a.n > ? AND a.kind <> 'baseline' AND (c.entity <> 'import' OR c.row GLOB '*-*')",
            (device, after),
        )
    ]


def _all_rows(connection: sqlite3.Connection) -> list[RowName]:
    rows = connection.execute(
        "SELECT DISTINCT c.entity, c.row FROM change c JOIN action a ON a.id = c.action"
        " JOIN device d ON d.id = a.device AND d.hidden = 0 WHERE c.entity <> 'import' OR c.row GLOB '*-*'"
    )
    return [(entity, row) for entity, row in rows if entity in KEYS]


_HEADS = (
    "SELECT a.id, a.clock, a.kind, a.seen, a.n, a.device, t.n, t.device FROM action a"
    " JOIN device d ON d.id = a.device LEFT JOIN action t ON t.id = a.target"
)


def _entries(store: Store, device: object, after: int) -> Iterator[tuple[int, SyncEntry]]:
    for row in store.rows(f"{_HEADS} WHERE a.device = ? AND a.n > ? ORDER BY a.n", device, after):
        yield int(str(row[4])), _entry(store.connection, row)


def _entry(connection: sqlite3.Connection, row: Sequence[object]) -> SyncEntry:
    """The entry of an action here, of this device or of another: the same bytes on every device."""
    action, clock, kind, seen, n, device, t_n, t_device = row
    back = int(str(n)) - int(str(t_n)) if t_device == device else 0
    changes = []
    for change in changes_of(connection, int(str(action))):
        if change.entity == "import" and "-" not in change.row:
            continue  # its rows stand in an action of their own
        if change.after is None:
            columns: Mapping[str, object] = {"hidden": 1}
        elif change.before is None:
            columns = change.after
        else:
            columns = {name: change.after.get(name) for name in (*change.before, *change.after)}
        values = {name: value for name, value in columns.items() if name != "id" or change.entity == "everyday"}
        changes.append((change.entity, change.row, values, change.before is None))
    return SyncEntry(int(str(clock)), str(kind), loads(str(seen or "{}")), tuple(changes), back)


# -- receiving -----------------------------------------------------------------------------------------------


def _rename_branches(store: Store, state: SyncState, chains: Chains) -> bool:
    """Give actions here that stand behind a fork the device that they belong to now; gives whether a fork is new."""
    renamed = False
    state.forks = sorted(chains.forks)
    with store.writing_sync() as connection:
        for device, (parent, parent_n) in chains.parents.items():
            known = connection.execute("SELECT parent, parent_n FROM device WHERE id = ?", (device,)).fetchone()
            first = next(place for place in chains.places.values() if place.device == device and place.n == 1)
            here = connection.execute(f"{_HEADS} WHERE a.device = ? AND a.n = ?", (parent, parent_n + 1)).fetchone()
            if known is None or tuple(known) != (parent, parent_n):
                renamed = True  # who had seen what is another now
                connection.execute(
                    "INSERT INTO device (id, name, own, parent, parent_n, first_ms)"
                    " SELECT ?1, name, 0, ?2, ?3, ?4 FROM device WHERE id = ?2"
                    " UNION ALL SELECT ?1, '', 0, ?2, ?3, ?4 LIMIT 1"
                    " ON CONFLICT (id) DO UPDATE SET parent = ?2, parent_n = ?3",
                    (device, parent, parent_n, store.clock.now().utc_ms),
                )
            if here is None or chained(first.line.previous, _entry(connection, here).body()).hash != first.line.hash:
                continue
            own = connection.execute("SELECT own FROM device WHERE id = ?", (parent,)).fetchone()[0]
            connection.execute(
                "UPDATE action SET device = ?, n = n - ? WHERE device = ? AND n > ?",
                (device, parent_n, parent, parent_n),
            )
            connection.execute("UPDATE device SET own = ? WHERE id = ?", (own, device))
            if own:
                store.use_device(device)
        _save(store, state)
    return renamed


def _receive(store: Store, state: SyncState, chains: Chains, names: dict[int, str]) -> int:
    have = {
        int(str(device)): int(str(n)) for device, n in store.rows("SELECT device, max(n) FROM action GROUP BY device")
    }
    new = [(place, _readable(place.line)) for place in chains.places.values() if place.n > have.get(place.device, 0)]
    # What an action builds on has a lower clock than the action.
    new.sort(key=lambda each: (each[1].clock, each[0].device, each[0].n))
    by_hash = chains.places
    unreadable: dict[RowName, str] = {(each[0], each[1]): each[2] for each in state.rows or []}
    received = 0
    for first in range(0, len(new), _AT_ONCE):
        with store.writing_sync() as connection:
            touched: dict[RowName, None] = {}
            for place, entry in new[first : first + _AT_ONCE]:
                if _insert(connection, place, entry, by_hash, names, store.clock.now().utc_ms, touched):
                    received += 1
            for name in touched:
                unreadable.pop(name, None)
            _merge(store, connection, touched, unreadable)
            _note_seen(store, connection)
    if new and unreadable:  # what was missing may have come later
        with store.writing_sync() as connection:
            again, unreadable = list(unreadable), {}
            _merge(store, connection, again, unreadable)
    state.rows = [[entity, row, why] for (entity, row), why in sorted(unreadable.items())]
    tip = _own_tip(store, state, chains)
    if tip is not None:
        state.head, state.sent = tip.line.hash, tip.n
    return received


def _readable(line: ChainLine) -> SyncEntry:
    """The entry of a line; one that cannot be read has no changes, so that it holds up none of the others."""
    try:
        return parse_body(line.body)
    except ValueError:
        return SyncEntry(0, "unreadable", {}, ())


def _own_tip(store: Store, state: SyncState, chains: Chains) -> Place | None:
    """The last entry of this device in the folder: further than the own head after a backup was put back."""
    device = store.device_number()
    mine = [place for place in chains.places.values() if place.device == device]
    return max(mine, key=lambda place: place.n, default=None)


def _insert(
    connection: sqlite3.Connection,
    place: Place,
    entry: SyncEntry,
    places: dict[str, Place],
    names: dict[int, str],
    now_ms: int,
    touched: dict[RowName, None],
) -> bool:
    """Write an action that came in, and note the rows that it changes; gives whether it was new."""
    connection.execute(
        "INSERT INTO device (id, name, own, first_ms) VALUES (?, ?, 0, ?) ON CONFLICT (id) DO UPDATE SET name ="
        " CASE WHEN name = '' THEN excluded.name ELSE name END",
        (place.device, names.get(place.device, ""), now_ms),
    )
    target = None
    if entry.back:
        at: Place | None = place
        for _ in range(entry.back):
            at = places.get(at.line.previous) if at is not None else None
        if at is not None:
            row = connection.execute("SELECT id FROM action WHERE device = ? AND n = ?", (at.device, at.n)).fetchone()
            target = row[0] if row else None
    cursor = connection.execute(
        "INSERT OR IGNORE INTO action (clock, device, kind, target, state, n, seen) VALUES (?, ?, ?, ?, 2, ?, ?)",
        (entry.clock, place.device, entry.kind, target, place.n, dumps(dict(entry.seen), separators=(",", ":"))),
    )
    if not cursor.rowcount:
        return False
    for number, (entity, row_name, columns, new) in enumerate(entry.changes):
        connection.execute(
            "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (
                cursor.lastrowid,
                number,
                entity,
                row_name,
                None if new else "{}",
                _json(columns),
            ),
        )
        if entity in KEYS:
            touched[entity, row_name] = None
    return True


def _json(columns: Mapping[str, object]) -> str:
    return dumps(dict(columns), ensure_ascii=False, separators=(",", ":"))


def _merge(
    store: Store, connection: sqlite3.Connection, names: Iterable[RowName], unreadable: dict[RowName, str]
) -> None:
    folded = fold_rows(connection, names)
    unreadable.update(folded.unreadable)
    kept = [each for each in conflicts(store) if (each.get("entity"), each.get("row")) not in folded.conflicts]
    for found in folded.conflicts.values():
        kept += [_conflict_json(each) for each in found]
    store.put_state_within("sync_conflicts", kept[:_MOST_CONFLICTS])


def _conflict_json(conflict: Conflict) -> dict[str, object]:
    return {**asdict(conflict), "columns": list(conflict.columns)}


def _note_seen(store: Store, connection: sqlite3.Connection) -> None:
    """Note what this device knows of the others, for the actions that it does from now on."""
    seen = connection.execute(
        "SELECT a.device, max(a.n) FROM action a JOIN device d ON d.id = a.device AND d.own = 0 GROUP BY a.device"
    ).fetchall()
    store.put_state_within("seen", {str(device): n for device, n in seen})
    clock = connection.execute("SELECT coalesce(max(clock), 0) FROM action").fetchone()[0]
    store.put_state_within("clock", clock)


def _devices(store: Store) -> int:
    row = store.one("SELECT count(*) FROM device WHERE hidden = 0")
    return int(str(row[0])) if row else 0


def _save(store: Store, state: SyncState) -> None:
    store.put_state_within(STATE, asdict(state))
