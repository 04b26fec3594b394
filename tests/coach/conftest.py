"""A hub with two athletes and a coach, each in a folder of their own, and the commands that they run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.hub.admin import invite
from hinge_log.sync.hub.transport import HubCarrier
from tests.cli.conftest import FixedClock, Hinge, Said, clock, hinge, log_file
from tests.sync.postgres import HubServer, hub, postgres

__all__ = ["clock", "hinge", "hub", "log_file", "postgres"]


@dataclass
class Team:
    """Ben and Cleo, whose logs are on the hub, and Ann, who coaches both."""

    hub: HubServer
    hinge: Hinge
    folder: Path
    logs: dict[str, int]

    def run(self, person: str, *words: str) -> Said:
        """Run a command with the log of a person."""
        return self.hinge("--db", str(self.folder / person / "log.db"), *words)


@pytest.fixture
def team(hub: HubServer, hinge: Hinge, clock: FixedClock, tmp_path: Path) -> Team:
    team = Team(hub, hinge, tmp_path, {})
    for person in ("ann", "ben", "cleo"):
        hub.add_person(person)
        (tmp_path / person).mkdir()
    for person in ("ben", "cleo"):
        log = team.logs[person] = hub.add_log(person, person)
        with hub.connect(person) as owner:
            invite(owner, hub.url(), "ann", "coach", log)
        with Store(str(tmp_path / person / "log.db"), clock=clock) as store:
            carrier = HubCarrier(hub.url(person), log)
            syncing.set_up(store, carrier, f"{person}'s phone")
            carrier.close()
    assert team.run("ann", "coach", "setup", hub.url("ann")).code == 0
    return team
