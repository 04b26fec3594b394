"""Sync of a log: what this device did goes out by a carrier, what the others did comes in and is merged.

Hashes are worked out here, never when a set is logged. The log is read and written in short steps, so that a set can be
logged in between; each step leaves the log so that the next sync goes on from there, whenever this one is stopped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from hinge_log.errors import NeedsDecision, StoreBusy
from hinge_log.files import lock_file
from hinge_log.store.folding import shared_rows
from hinge_log.store.journal import DAMAGED
from hinge_log.store.migrations import SCHEMA
from hinge_log.store.safety.files import make_folder
from hinge_log.store.safety.mirror import mirror_path, mirrors_of, set_aside
from hinge_log.store.store import Store
from hinge_log.sync.carrier import CarriedLines, Carrier, open_carrier
from hinge_log.sync.conflicts import add_second_plans, conflicts_of
from hinge_log.sync.entries import ChainLine, Chains, number_added, number_entries, root_hash
from hinge_log.sync.folder import FolderCarrier
from hinge_log.sync.own_entries import add_import_rows, chain_of, chain_to, entries_after, write_baseline
from hinge_log.sync.receiving import merge_rows, own_rows, receive, refold, rename_branches
from hinge_log.sync.state import FullSpeed, LogAccess, Pace, SyncState, load_state, save_state, unsent
from hinge_log.text import NAME_LIMIT, clean


@dataclass(frozen=True, slots=True)
class SyncResult:
    """How many actions went out and came in, how many devices there are, and what could not be read or merged."""

    sent: int
    received: int
    devices: int
    conflicts: int
    unreadable: int


# -- setting up and leaving ----------------------------------------------------------------------------------


def set_up_folder(store: Store, folder: str, name: str) -> SyncState:
    """Begin to sync through a folder, which is made when it is missing. Raises NeedsDecision when sync is set up."""
    refuse_second_set_up(store)
    carrier = FolderCarrier(os.path.abspath(os.path.expanduser(folder)))
    carrier.make()
    return set_up(store, carrier, name)


def refuse_second_set_up(store: Store) -> None:
    """Raise NeedsDecision when sync is set up already."""
    if load_state(store) is not None:
        raise NeedsDecision("Sync is already set up.", "Run 'hinge-log sync leave' first.")


def set_up(store: Store, carrier: Carrier, name: str) -> SyncState:
    """Begin to sync by a carrier under the name of this device. Raises NeedsDecision when sync is set up."""
    refuse_second_set_up(store)
    with store.writing_sync() as connection:
        # The history before the sync stays here: what the log holds now is the first that this device tells.
        connection.execute("UPDATE device SET hidden = 1 WHERE own = 1")
        device = store.new_device()
        called = clean(name, limit=NAME_LIMIT) or f"device {device % 1000}"
        connection.execute("UPDATE device SET name = ? WHERE id = ?", (called, device))
        connection.execute("CREATE INDEX IF NOT EXISTS change_by_row ON change (entity, row)")
        write_baseline(connection, device)
        imports = [int(row[0]) for row in connection.execute("SELECT id FROM action WHERE kind = 'import'")]
        state = SyncState(carrier.settings(), called, device, root_hash(device), imports=imports, schema=SCHEMA)
        save_state(store, state)
    store.complete_copy()
    return state


def leave(store: Store) -> None:
    """End the sync of this device; the log keeps everything. Raises NeedsDecision when there is none."""
    with _one_at_a_time(store.path):
        state = load_state(store)
        if state is None:
            raise not_set_up()
        state.stopped = True
        with store.writing_sync():
            save_state(store, state)


def not_set_up() -> NeedsDecision:
    """The error of one who wants to sync a log that does not sync."""
    return NeedsDecision("Sync is not set up.", "Run 'hinge-log sync setup folder PATH'.")


# -- syncing -------------------------------------------------------------------------------------------------


def sync(store: Store) -> SyncResult:
    """Send and receive once. Raises NeedsDecision when sync is not set up, StoreError when the carrier fails."""
    return sync_log(lambda work: work(store), FullSpeed())


def sync_log(run: LogAccess, pace: Pace) -> SyncResult:
    """Send and receive once, with the log in the thread of `run`. Errors are those of `sync`.

    Raises StoreBusy when another window syncs the log at this moment.
    """
    with _one_at_a_time(run(lambda store: store.path)):
        state = run(load_state)
        if state is None:
            raise not_set_up()
        carrier = open_carrier(state.carrier)
        try:
            return _Exchange(run, pace, state, carrier).run_once()
        finally:
            carrier.close()


@contextmanager
def _one_at_a_time(path: str) -> Iterator[None]:
    """Keep others from syncing a log; a killed process leaves no lock behind. Raises StoreBusy."""
    folder, name = os.path.split(path)
    make_folder(os.path.join(folder, "backups"))
    try:
        handle = lock_file(os.path.join(folder, "backups", f".{name}.sync-lock"))
    except BlockingIOError as error:
        raise StoreBusy("Another window is syncing this log.", "Try again when it is done.") from error
    try:
        yield
    finally:
        os.close(handle)


@dataclass(slots=True)
class _Exchange:
    """One sync: the state as it was loaded, which each step brings on and keeps."""

    log: LogAccess
    pace: Pace
    state: SyncState
    carrier: Carrier

    def run_once(self) -> SyncResult:
        state = self.state
        self.log(lambda store: add_import_rows(store, state))
        stale = state.refold or state.schema != SCHEMA
        waiting = self.log(lambda store: unsent(store, state))
        if not waiting and not stale and self.carrier.stamp() == state.stamp:
            return self._result(0, 0)
        if state.head != root_hash(state.root) and not self.carrier.holds(state.head):
            self._send_all_again()
        sent = self._send()
        stamp = self.carrier.stamp()  # before the reading: what comes meanwhile is read next time
        carried, chains = self._read()
        received = receive(self.log, state, chains, carried.roots, self.pace)
        if state.refold or state.schema != SCHEMA:
            refold(self.log, state, self.log(lambda store: shared_rows(store.connection)), self.pace)
            self.log(_renew_copies)
        self.log(lambda store: self._finish(store, chains, carried, stamp))
        if received and self.log(add_second_plans):
            sent += self._send()
        return self._result(sent, received)

    # -- sending -------------------------------------------------------------------------------------------

    def _send(self) -> int:
        """Send the own actions that were not sent yet, some at a time."""
        state, first = self.state, self.state.sent
        while lines := self.log(self._next_lines):
            self.carrier.append(state.root, state.name, lines, anew=False)
            self.log(partial(self._note_sent, lines=lines))
            self.pace.pause()
        return state.sent - first

    def _next_lines(self, store: Store) -> list[ChainLine]:
        with store.writing_sync() as connection:
            device = store.device_number()
            entries = list(entries_after(connection, device, self.state.sent, self.pace.entries()))
        return chain_of(self.state.head, entries)

    def _note_sent(self, store: Store, lines: list[ChainLine]) -> None:
        state, first = self.state, self.state.sent
        state.head, state.sent, state.carrier = lines[-1].hash, first + len(lines), self.carrier.settings()
        with store.writing_sync():
            # Rows that were changed here may end a conflict, or go on a workout that another device ended.
            merge_rows(store, state, own_rows(store, first))

    def _send_all_again(self) -> None:
        """Send the own chain from its beginning: the carrier lost its end, or all of it."""
        state = self.state

        def whole_chain(store: Store) -> list[ChainLine]:
            with store.writing_sync() as connection:
                return chain_to(connection, store.device_number(), state.sent)[1]

        lines = self.log(whole_chain)
        self.carrier.append(state.root, state.name, lines, anew=True)
        state.head = lines[-1].hash if lines else root_hash(state.root)

    # -- receiving -----------------------------------------------------------------------------------------

    def _read(self) -> tuple[CarriedLines, Chains]:
        """Read what was added; all of it when a fork or a gap needs the whole chains to be understood."""
        state = self.state
        tips = state.known_tips()
        if state.position is not None and tips:
            carried = self.carrier.read(state.position, self.pace.pause)
            roots = {device: (0, root_hash(device)) for device in carried.roots}
            if carried.forks <= set(state.forks):
                chains = number_added(carried.lines, roots | tips, state.forks)
                if chains is not None:
                    return carried, chains
        carried = self.carrier.read(None, self.pace.pause)
        chains = number_entries(carried.lines, {*carried.roots, state.root}, {*state.forks, *carried.forks})
        self.log(lambda store: rename_branches(store, state, chains))
        self._refill(tips, carried, chains)
        return carried, chains

    def _refill(self, tips: Mapping[int, tuple[int, str]], carried: CarriedLines, chains: Chains) -> None:
        """Give back what the carrier lost of other devices: one of them may never come again."""
        lost = {
            device: tip
            for device, tip in tips.items()
            if tip[0] and tip[1] not in carried.lines and chains.tips.get(device, (0, ""))[0] < tip[0]
        }
        for device, (n, last) in lost.items():
            known = self.log(partial(_readable_chain, device=device, n=n))
            if known is not None and known[1] and known[1][-1].hash == last:
                self.carrier.refill(known[0], known[2], known[1])

    def _finish(self, store: Store, chains: Chains, carried: CarriedLines, stamp: object) -> None:
        state = self.state
        tip = chains.tips.get(store.device_number(), (0, ""))
        behind = tip[0] > state.sent  # the own chain goes on there without what was logged here meanwhile
        if 0 < tip[0] <= state.sent:
            state.sent, state.head = tip
        state.tips = {str(device): [n, last] for device, (n, last) in chains.tips.items()}
        state.position = None if chains.waiting or behind else carried.position
        stamp = None if behind else stamp
        state.stamp, state.carrier, state.last_ms = stamp, self.carrier.settings(), store.clock.now().utc_ms
        state.refold, state.schema = False, SCHEMA
        with store.writing_sync():
            save_state(store, state)

    def _result(self, sent: int, received: int) -> SyncResult:
        def result(store: Store) -> SyncResult:
            devices = store.value("SELECT count(*) FROM device WHERE hidden = 0")
            return SyncResult(sent, received, devices, len(conflicts_of(store)), len(self.state.rows))

        return self.log(result)


def _readable_chain(store: Store, device: int, n: int) -> tuple[int, list[ChainLine], str] | None:
    """The chain to an entry with the device that it begins with and its name; None where it is damaged."""
    try:
        root, lines = chain_to(store.connection, device, n)
    except DAMAGED:
        return None
    return root, lines, store.value("SELECT name FROM device WHERE id = ?", root) or ""


def _renew_copies(store: Store) -> None:
    """Write the second copy of the journal anew: copies under the number of before are whole in the new one."""
    store.complete_copy()
    mine = mirror_path(os.path.realpath(store.path), store.device_number())
    for path in mirrors_of(store.path):
        if path != mine:
            set_aside(path)
