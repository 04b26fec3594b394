"""Whatever devices do, and whatever goes wrong between them: after a sync all hold the same, and nothing is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hinge_log.errors import HingeLogError
from hinge_log.store import folding
from hinge_log.store.store import Store
from hinge_log.sync import entries, syncing
from tests.sync.replicas import Fleet, history, knows, visible


def check(fleet: Fleet) -> None:
    """All devices and a new one hold the same rows and know the same actions; every acknowledged set is known."""
    fresh = fleet.add(len(fleet.replicas))
    fleet.settle(3)
    first = fleet.replicas[0].store
    wanted, actions, known = visible(first), history(first), knows(first)
    for each in fleet.replicas:
        assert each.acknowledged - known == set()
        assert set(each.logged) <= {str(row[0]) for row in first.rows("SELECT id FROM sets")}
    for each in [*fleet.living, fresh]:
        assert history(each.store) == actions
        assert visible(each.store) == wanted
        assert each.store.rows("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("seed", [1, 2])
def test_devices_converge_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    fleet = Fleet(tmp_path, seed)
    try:
        fleet.run(150)
        check(fleet)
    finally:
        fleet.close()


def test_applying_in_the_order_of_arrival_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = folding.events_of

    def by_arrival(connection: sqlite3.Connection, entity: str, row: str) -> list[folding.Event]:
        arrived = {
            (device, n): number
            for number, device, n in connection.execute("SELECT id, device, n FROM action")
        }  # fmt: skip
        return sorted(real(connection, entity, row), key=lambda event: arrived[event.device, event.n])

    monkeypatch.setattr(folding, "events_of", by_arrival)
    assert not converges(tmp_path)


def test_dropping_what_a_clone_did_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = entries.number_entries

    def without_branches(*args: Any) -> entries.Chains:
        numbered = real(*args)
        numbered.places = {
            name: place for name, place in numbered.places.items() if place.device not in numbered.parents
        }
        numbered.parents = {}
        return numbered

    monkeypatch.setattr(syncing, "number_entries", without_branches)
    assert not converges(tmp_path)


def converges(folder: Path) -> bool:
    """Whether a run with clones, a restored backup and torn files ends well."""
    fleet = Fleet(folder, 1)
    try:
        fleet.run(150)
        check(fleet)
    except (AssertionError, sqlite3.Error, HingeLogError):
        return False
    finally:
        fleet.close()
    return True


def test_a_store_without_sync_says_how_to_set_it_up(tmp_path: Path) -> None:
    with Store(str(tmp_path / "log.db")) as store, pytest.raises(Exception, match="Sync is not set up"):
        syncing.sync(store)
