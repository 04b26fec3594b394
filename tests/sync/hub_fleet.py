"""Devices that do random things to one log and sync through a hub, with what goes wrong on the way there."""

from __future__ import annotations

from pathlib import Path

from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import ChainLine, SyncEntry, chained, root_hash
from hinge_log.sync.hub.transport import HubCarrier
from hinge_log.sync.state import load_state
from tests.sync.postgres import HubServer
from tests.sync.replicas import Fleet


class HubFleet(Fleet):
    """A fleet whose devices belong to one person of a hub."""

    def __init__(self, folder: Path, seed: int, hub: HubServer, devices: int = 3) -> None:
        self.hub = hub
        self.log_number = hub.add_log("ann", f"seed {seed}")
        self.backup: dict[int, int] = {}
        self.backups = 0
        super().__init__(folder, seed, devices)

    def set_up(self, store: Store, name: str) -> None:
        syncing.set_up(store, HubCarrier(self.hub.url("ann"), self.log_number), name)

    def tear(self) -> None:
        """Cut every connection to the hub, as a backend does that is killed."""
        with self.hub.connect() as admin:
            admin.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ann'")

    def duplicate(self) -> None:
        """Send the chain of a device once more, as after an answer that was lost; once put the hub back, too."""
        state = load_state(self.random.choice(self.living).store)
        assert state is not None
        carrier = HubCarrier(self.hub.url("ann"), self.log_number)
        after = {line.previous: line for line in carrier.read(None, lambda: None).lines.values()}
        lines: list[ChainLine] = []
        while (line := after.get(lines[-1].hash if lines else root_hash(state.root))) is not None:
            lines.append(line)
        carrier.append(state.root, state.name, lines, anew=self.random.random() < 0.5)
        carrier.close()
        self.backups += 1
        if self.backups == 2:
            self.back_up()
        elif self.backups == 3:
            self.put_back()

    def back_up(self) -> None:
        """Note what a backup of the hub would hold."""
        with self.hub.connect() as admin:
            self.backup = dict(admin.rows(
                "SELECT device, (SELECT count(*) FROM entry e WHERE e.log = d.log AND e.device = d.device)"
                " FROM device d WHERE log = %s", self.log_number,
            ))  # fmt: skip

    def put_back(self) -> None:
        """Put the hub back to its backup."""
        with self.hub.connect() as admin:
            for table in ("unread", "entry", "device"):
                admin.rows(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            for (device,) in admin.rows("SELECT device FROM device WHERE log = %s", self.log_number):
                for table in ("unread", "entry"):
                    admin.rows(f"DELETE FROM {table} WHERE log = %s AND device = %s AND n > %s",
                               self.log_number, device, self.backup.get(device, 0))  # fmt: skip
                if device not in self.backup:
                    admin.rows("DELETE FROM device WHERE log = %s AND device = %s", self.log_number, device)
            for table in ("unread", "entry", "device"):
                admin.rows(f"ALTER TABLE {table} ENABLE TRIGGER ALL")

    def be_strange(self) -> None:
        """Send what only a newer hinge-log knows, and what none does, as a device of its own."""
        set_id = self.any_set(self.replicas[0])
        self.strangers += 1
        device = (1 << 50) + self.strangers
        clock = (1 << 62) + self.strangers
        bodies = [
            SyncEntry(clock, "edit", {}, (("sets", set_id or "x", {"bar_speed": 7}, False),)).body(),
            b'{"odd":true}',
            SyncEntry(clock + 1, "edit", {}, (("sets", set_id or "x", {"reps": "many"}, False),)).body(),
            SyncEntry(clock + 2, "edit", {}, (("moon", "1", {"phase": "full"}, True),)).body(),
        ]
        lines: list[ChainLine] = []
        for body in bodies:
            lines.append(chained(lines[-1].hash if lines else root_hash(device), body))
        carrier = HubCarrier(self.hub.url("ann"), self.log_number)
        carrier.append(device, "odd", lines, anew=False)
        carrier.close()

    def lose_files(self) -> None:
        """Put the hub back once more, when every device has what is there: one of them may be lost later."""
        if not self.strangers:
            self.settle(2)
            self.put_back()
