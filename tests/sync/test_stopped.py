"""Syncs that are killed, and the tools of safety on a log that was merged."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hinge_log.errors import StoreBusy
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.mirror import mirrors_of
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.safety.restore import restore
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.state import FullSpeed
from tests.support import ROOT, FakeClock, work
from tests.sync.replicas import EXERCISES, Fleet, history, knows, opened, visible


def device(folder: Path, name: str, start: str = "2026-03-10T18:00:00+01:00") -> Store:
    (folder / name).mkdir()
    store = opened(folder / name / "log.db", FakeClock(start))
    syncing.set_up_folder(store, str(folder / "shared"), name)
    return store


def logs(store: Store, count: int) -> None:
    for number in range(count):
        store.clock.advance(60)  # type: ignore[attr-defined]
        store.log_lift(EXERCISES[number % 3], EXERCISES[number % 3], [work(str(20 + number), 5)])


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_sync_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    phone, laptop = device(tmp_path, "phone"), device(tmp_path, "laptop", "2026-03-11T02:00:00+01:00")
    chance = random.Random(1)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HINGE_LOG_DAILY_BACKUP": "0"}
    command = [sys.executable, "-m", "hinge_log", "--db", phone.path, "sync"]
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    begun = time.monotonic()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    whole = time.monotonic() - begun
    killed = 0
    for _ in range(8):
        logs(phone, 40)
        logs(laptop, 40)
        syncing.sync(laptop)
        child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
        time.sleep(whole * chance.uniform(0.4, 1.4))  # the kill comes at any moment of its work
        child.kill()
        killed += child.wait() < 0
    assert killed
    wanted = knows(phone) | knows(laptop)
    for store in (phone, laptop, phone, laptop):
        syncing.sync(store)
    fresh = device(tmp_path, "fresh")
    syncing.sync(fresh)
    for store in (laptop, fresh):
        assert visible(store) == visible(phone)
        assert wanted <= knows(store)
    assert len(phone.rows("SELECT id FROM sets WHERE hidden = 0")) == 640
    for store in (phone, laptop, fresh):
        store.close()


def test_two_windows_do_not_sync_one_log_at_once(tmp_path: Path) -> None:
    phone = device(tmp_path, "phone")
    logs(phone, 3)
    refused = []

    def during(work_of: object) -> object:
        with opened(Path(phone.path), phone.clock) as other:  # type: ignore[arg-type]
            try:
                syncing.sync(other)
            except StoreBusy as error:
                refused.append(error)
        return work_of(phone)  # type: ignore[operator]

    class Slow(FullSpeed):
        def pause(self) -> None:
            during(lambda store: None)

    syncing.sync_log(lambda work_of: work_of(phone), Slow())
    assert refused
    phone.close()


@pytest.fixture
def merged(tmp_path: Path) -> Fleet:
    """Devices after a run with clones, a restored backup, conflicts and imports."""
    fleet = Fleet(tmp_path / "fleet", 5)
    fleet.run(150)
    return fleet


def test_doctor_rescue_and_restore_work_on_a_merged_log(merged: Fleet, tmp_path: Path) -> None:
    store = merged.living[0].store
    wanted, actions, path = visible(store), history(store), store.path
    assert doctor.check(path).problems == []
    made = backup(path)
    store.close()
    out = tmp_path / "rescued.db"
    rescue(path, str(out))
    with Store(str(out)) as rescued:
        assert visible(rescued) == wanted
        assert history(rescued) == actions
        syncing.sync(rescued)
        assert visible(rescued) == wanted
    store = merged.living[0].store = Store(path, clock=merged.living[0].clock)
    undone = store.undo()
    assert undone is not None
    store.redo()
    syncing.sync(store)
    store.close()
    restore(made.path, path)
    merged.living[0].store = Store(path, clock=merged.living[0].clock)
    merged.settle(3)
    first, *others = (each.store for each in merged.living)
    assert all(visible(each) == visible(first) for each in others)
    merged.close()


def test_a_log_whose_file_is_gone_is_rescued_from_its_copy_with_what_others_did(tmp_path: Path) -> None:
    phone, laptop = device(tmp_path, "phone"), device(tmp_path, "laptop")
    logs(phone, 5)
    logs(laptop, 5)
    for store in (phone, laptop, phone, laptop):
        syncing.sync(store)
    wanted = visible(phone)
    phone.close()
    laptop.close()
    copies = mirrors_of(phone.path)
    assert copies
    shutil.move(phone.path, tmp_path / "gone")
    Path(phone.path).write_bytes(b"not a database at all" * 100)
    rescue(phone.path, str(tmp_path / "rescued.db"))
    with Store(str(tmp_path / "rescued.db")) as rescued:
        assert visible(rescued) == wanted


def test_what_a_lost_folder_held_of_a_dead_device_is_given_back(tmp_path: Path) -> None:
    phone, laptop = device(tmp_path, "phone"), device(tmp_path, "laptop")
    logs(phone, 5)
    logs(laptop, 5)
    for store in (phone, laptop, phone, laptop):
        syncing.sync(store)
    phone.close()  # and never comes again
    for file in (tmp_path / "shared").iterdir():
        file.unlink()
    syncing.sync(laptop)
    fresh = device(tmp_path, "fresh")
    syncing.sync(fresh)
    assert visible(fresh) == visible(laptop)
    assert len(fresh.rows("SELECT id FROM sets WHERE hidden = 0")) == 10
    count = len(list((tmp_path / "shared").iterdir()))
    for store in (laptop, fresh, laptop):
        syncing.sync(store)
    assert len(list((tmp_path / "shared").iterdir())) == count
    for store in (laptop, fresh):
        store.close()
