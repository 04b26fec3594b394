"""Logs that were copied, and copied again: each goes its own way, and nothing that any of them did is lost."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hinge_log.store.store import Store
from hinge_log.sync import receiving, syncing
from tests.support import FakeClock
from tests.sync.replicas import history, opened, visible
from tests.sync.test_stopped import device, logs


def copied(store: Store, folder: Path, name: str) -> Store:
    """A copy of a log that goes on beside it."""
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    (folder / name).mkdir()
    shutil.copyfile(store.path, folder / name / "log.db")
    return opened(folder / name / "log.db", FakeClock("2026-03-12T02:00:00+01:00"))


def forked(folder: Path) -> tuple[Store, Store]:
    """A log with five sets, and its copy, which logged three more and synced them."""
    phone = device(folder, "phone")
    logs(phone, 5)
    syncing.sync(phone)
    copy = copied(phone, folder, "copy")
    logs(copy, 3)
    syncing.sync(copy)
    return phone, copy


def hold_the_same(stores: Sequence[Store], count: int) -> None:
    """All know the same after they synced, and every set is there."""
    for store in (*stores, *stores, *stores):
        syncing.sync(store)
    for store in stores:
        assert history(store) == history(stores[0])
        assert visible(store) == visible(stores[0])
        assert store.rows("SELECT count(*) FROM sets WHERE hidden = 0") == [(count,)]
    for store in stores:
        store.close()


def test_a_fork_before_an_older_fork_leaves_each_log_its_own_way(tmp_path: Path) -> None:
    phone = device(tmp_path, "phone")
    logs(phone, 3)
    syncing.sync(phone)
    early = copied(phone, tmp_path, "early")
    logs(phone, 5)
    syncing.sync(phone)
    late = copied(phone, tmp_path, "late")
    for store in (phone, late):
        logs(store, 2)
    for store in (phone, late, phone):
        syncing.sync(store)
    logs(early, 2)
    for store in (early, phone, late):
        syncing.sync(store)
        logs(store, 2)
    hold_the_same((phone, late, early), 3 + 5 + 2 * 2 + 2 + 3 * 2)


def test_a_sync_stopped_while_it_learns_of_a_copy_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, copy = forked(tmp_path)
    logs(phone, 3)
    with monkeypatch.context() as patch:
        patch.setattr(syncing, "receive", stop)
        with pytest.raises(KeyboardInterrupt):
            syncing.sync(phone)
    again = copied(phone, tmp_path, "again")
    syncing.sync(again)
    logs(again, 4)
    syncing.sync(again)
    logs(phone, 2)
    hold_the_same((phone, copy, again), 5 + 3 + 3 + 4 + 2)


def stop(*_: object) -> int:
    """Be killed."""
    raise KeyboardInterrupt


def test_a_set_logged_while_a_sync_learns_of_a_copy_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, copy = forked(tmp_path)
    real = receiving.receive

    def receive(*arguments: Any) -> int:
        logs(phone, 1)
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(syncing, "receive", receive)
        syncing.sync(phone)
    hold_the_same((phone, copy), 5 + 3 + 1)
