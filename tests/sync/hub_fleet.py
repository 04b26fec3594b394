"""Devices that do random things to one log and sync through a hub, with what goes wrong on the way there."""

from __future__ import annotations

from pathlib import Path

from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import ChainLine, root_hash
from hinge_log.sync.hub.transport import HubCarrier
from hinge_log.sync.state import load_state
from tests.sync.postgres import HubServer
from tests.sync.replicas import Fleet


class HubFleet(Fleet):
    """A fleet whose devices belong to one person of a hub."""

    def __init__(self, folder: Path, seed: int, hub: HubServer, devices: int = 3) -> None:
        self.hub = hub
        self.log_number = hub.add_log("ann", f"seed {seed}")
        super().__init__(folder, seed, devices)

    def set_up(self, store: Store, name: str) -> None:
        syncing.set_up(store, HubCarrier(self.hub.url("ann"), self.log_number), name)

    def tear(self) -> None:
        """Cut every connection to the hub, as a backend does that is killed."""
        with self.hub.connect() as admin:
            admin.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ann'")

    def duplicate(self) -> None:
        """Send the chain of a device once more, as after an answer that was lost."""
        state = load_state(self.random.choice(self.replicas).store)
        assert state is not None
        carrier = HubCarrier(self.hub.url("ann"), self.log_number)
        after = {line.previous: line for line in carrier.read(None, lambda: None).lines.values()}
        lines: list[ChainLine] = []
        while (line := after.get(lines[-1].hash if lines else root_hash(state.root))) is not None:
            lines.append(line)
        carrier.append(state.root, state.name, lines, anew=self.random.random() < 0.5)
        carrier.close()

    def lose_files(self) -> None:
        """There are none: a hub of yesterday is tried by itself."""
