"""What other devices did, written into this log some entries at a time and merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import partial
from json import dumps

from hinge_log.store.folding import RowName, fold_rows
from hinge_log.store.journal import DAMAGED
from hinge_log.store.schema import KEYS, TABLES
from hinge_log.store.store import Store
from hinge_log.sync.conflicts import keep_conflicts
from hinge_log.sync.entries import ChainLine, Chains, Place, SyncEntry, chained, parse_body
from hinge_log.sync.own_entries import HEADS, UNREADABLE, entry_of, place_before
from hinge_log.sync.state import LogAccess, Pace, SyncState, save_state

_ORDER = {table.name: place for place, table in enumerate(TABLES)}


def receive(run: LogAccess, state: SyncState, chains: Chains, names: Mapping[int, str], pace: Pace) -> int:
    """Write the entries that are new here; gives how many. What is written so far stays when it is stopped."""
    have = run(_last_numbers)
    new = [place for place in chains.places.values() if place.n > have.get(place.device, 0)]
    new.sort(key=lambda place: (place.device, place.n))
    if len({place.device for place in new}) > 1:
        new = _by_clock(new, pace)
    received = first = 0
    while first < len(new):
        batch = [(place, _readable(place.line)) for place in new[first : first + pace.entries()]]
        received += run(partial(_write_batch, state=state, batch=batch, names=names))
        first += len(batch)
        pace.pause()
    if new and state.rows:  # what was missing may have come later
        refold(run, state, [(entity, row) for entity, row, _ in state.rows if entity in KEYS], pace)
    return received


def _by_clock(places: list[Place], pace: Pace) -> list[Place]:
    """Entries in the order of their clocks: what an action builds on has a lower one than the action.

    A device's entries stay in their order, also where one of them cannot be read. Bodies are parsed again when they are
    written: thousands of parsed ones would make each search for garbage long.
    """
    latest: dict[int, int] = {}
    ranked = []
    for place in places:
        latest[place.device] = max(latest.get(place.device, 0), _readable(place.line).clock)
        ranked.append((latest[place.device], place.device, place.n, place))
        pace.pause()
    return [place for *_, place in sorted(ranked, key=lambda each: each[:3])]


def _last_numbers(store: Store, where: str = "true") -> dict[int, int]:
    rows = store.rows(f"SELECT id, (SELECT max(n) FROM action WHERE device = device.id) FROM device WHERE {where}")
    return {device: n for device, n in rows if n}


def _readable(line: ChainLine) -> SyncEntry:
    """The entry of a line; one that cannot be read has no changes, so that it holds up none of the others."""
    try:
        return parse_body(line.body)
    except ValueError:
        return SyncEntry(0, UNREADABLE, {}, ())


def _write_batch(store: Store, state: SyncState, batch: list[tuple[Place, SyncEntry]], names: Mapping[int, str]) -> int:
    written = 0
    with store.writing_sync() as connection:
        touched: dict[RowName, None] = {}
        for device in {place.device for place, _ in batch}:
            connection.execute(
                "INSERT INTO device (id, name, own, first_ms) VALUES (?, ?, 0, ?) ON CONFLICT (id) DO UPDATE SET name ="
                " CASE WHEN name = '' THEN excluded.name ELSE name END",
                (device, names.get(device, ""), store.clock.now().utc_ms),
            )
        for place, entry in batch:
            if place.device == store.device_number() and not _goes_on(connection, state, place):
                continue
            if _insert(connection, place, entry, touched):
                written += 1
                if entry.kind == UNREADABLE:
                    state.rows.append(["entry", f"{place.device:x} {place.n}", "the entry cannot be read"])
        merge_rows(store, state, touched)
        _note_seen(store, written)
    return written


def _goes_on(connection: sqlite3.Connection, state: SyncState, place: Place) -> bool:
    """Whether an own entry that came in, as after a backup was put back, is the next one here; it counts as sent then.

    It is not when something was logged meanwhile: the next sync sends that first, and sees that the chain forks.
    """
    mine = connection.execute("SELECT coalesce(max(n), 0) FROM action WHERE device = ?", (place.device,)).fetchone()[0]
    if place.n != mine + 1 or mine > state.sent:
        return False
    state.sent, state.head = place.n, place.line.hash
    return True


def _insert(connection: sqlite3.Connection, place: Place, entry: SyncEntry, touched: dict[RowName, None]) -> bool:
    """Write an action that came in, and note the rows that it changes; gives whether it was new."""
    target = None
    before = place_before(connection, place.device, place.n, entry.back) if entry.back else None
    if before is not None:
        row = connection.execute("SELECT id FROM action WHERE device = ? AND n = ?", before).fetchone()
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
            (cursor.lastrowid, number, entity, row_name, None if new else "{}", _json(columns)),
        )
        if entity in KEYS:
            touched[entity, row_name] = None
    return True


def _json(columns: Mapping[str, object]) -> str:
    return dumps(dict(columns), ensure_ascii=False, separators=(",", ":"))


def _note_seen(store: Store, written: int) -> None:
    """Note what this device knows of the others, for the actions that it does from now on."""
    seen = {str(device): n for device, n in _last_numbers(store, "own = 0").items()}
    store.put_state_within("seen", seen)
    # Own clocks rise, so the highest is that of the newest action before these, or of one of these.
    highest = store.value(
        "SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE key = 'clock'),"
        " (SELECT max(clock) FROM action), 0), coalesce(max(clock), 0))"
        " FROM (SELECT clock FROM action ORDER BY id DESC LIMIT ?)", written + 1,
    )  # fmt: skip
    store.put_state_within("clock", highest)


# -- folding -------------------------------------------------------------------------------------------------


def merge_rows(store: Store, state: SyncState, names: Iterable[RowName]) -> None:
    """Fold rows and keep their conflicts, and which could not be read; the caller holds the transaction."""
    folded = fold_rows(store.connection, names)
    keep_conflicts(store, folded)
    state.refold = state.refold or folded.import_stands_again
    settled = {(entity, row) for entity, row in folded.conflicts} | folded.unreadable.keys()
    rows = [each for each in state.rows if (each[0], each[1]) not in settled]
    state.rows = rows + [[entity, row, why] for (entity, row), why in sorted(folded.unreadable.items())]
    save_state(store, state)


def refold(run: LogAccess, state: SyncState, names: Iterable[RowName], pace: Pace) -> None:
    """Work out rows anew, some at a time; rows that others hang on come first."""
    ordered = sorted(names, key=lambda name: (_ORDER.get(name[0], 99), name[1]))
    first = 0
    while first < len(ordered):
        piece = ordered[first : first + pace.entries()]
        run(partial(_refold_piece, state=state, piece=piece))
        first += len(piece)
        pace.pause()


def _refold_piece(store: Store, state: SyncState, piece: list[RowName]) -> None:
    with store.writing_sync():
        merge_rows(store, state, piece)


def own_rows(store: Store, after: int) -> list[RowName]:
    """The rows that this device changed behind one of its numbers."""
    return store.rows(
        "SELECT DISTINCT c.entity, c.row FROM change c JOIN action a ON a.id = c.action"
        " WHERE a.device = ? AND a.n > ? AND a.kind <> 'baseline' AND (c.entity <> 'import' OR c.row GLOB '*-*')",
        store.device_number(), after,
    )  # fmt: skip


# -- forks ---------------------------------------------------------------------------------------------------


def rename_branches(store: Store, state: SyncState, chains: Chains) -> None:
    """Give actions here that stand behind a fork the device that they belong to now.

    When a fork is new, all rows are to be folded again: who had seen what is another now.
    """
    branches: dict[int, dict[int, ChainLine]] = {device: {} for device in chains.parents}
    for place in chains.places.values():
        if place.device in branches:
            branches[place.device][place.n] = place.line
    with store.writing_sync() as connection:
        state.forks = sorted(chains.forks)
        for device, (parent, parent_n) in chains.parents.items():
            known = connection.execute("SELECT parent, parent_n FROM device WHERE id = ?", (device,)).fetchone()
            if known is None or tuple(known) != (parent, parent_n):
                state.refold = True
                connection.execute(
                    "INSERT INTO device (id, name, own, parent, parent_n, first_ms)"
                    " SELECT ?1, name, 0, ?2, ?3, ?4 FROM device WHERE id = ?2"
                    " UNION ALL SELECT ?1, '', 0, ?2, ?3, ?4 LIMIT 1"
                    " ON CONFLICT (id) DO UPDATE SET parent = ?2, parent_n = ?3",
                    (device, parent, parent_n, store.clock.now().utc_ms),
                )
            if not _is_branch(connection, parent, parent_n, branches[device]):
                continue
            own = connection.execute("SELECT own FROM device WHERE id = ?", (parent,)).fetchone()[0]
            connection.execute(
                "UPDATE action SET device = ?, n = n - ? WHERE device = ? AND n > ?",
                (device, parent_n, parent, parent_n),
            )
            connection.execute("UPDATE device SET own = ? WHERE id = ?", (own, device))
            if own and parent == store.device_number():
                store.use_device(device)
                # Now, not when the sync is done: after a stop, what was not sent yet would count as sent.
                if state.sent <= parent_n:
                    state.head = branches[device][1].previous
                state.sent = max(0, state.sent - parent_n)
            state.refold = True
        save_state(store, state)


def _is_branch(connection: sqlite3.Connection, parent: int, parent_n: int, branch: Mapping[int, ChainLine]) -> bool:
    """Whether the actions here behind a fork are those of a branch: the first that can be read is compared."""
    for n, line in sorted(branch.items()):
        row = connection.execute(f"{HEADS} WHERE a.device = ? AND a.n = ?", (parent, parent_n + n)).fetchone()
        if row is None:
            return False
        if row[2] == UNREADABLE:
            continue
        try:
            return chained(line.previous, entry_of(connection, row).body()).hash == line.hash
        except DAMAGED:
            continue
    return False
