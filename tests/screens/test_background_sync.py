"""Sync while the app is open: what other devices did appears, what was done here goes out, nothing typed is lost."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from hinge_log.sync import background, syncing
from hinge_log.sync.conflicts import named_conflicts
from tests.screens.drawn import click_on
from tests.screens.log_support import LIFTS, PLANS, Lifter
from tests.screens.practice_support import settled
from tests.support import FakeClock, kg, work


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, and send what was done at once."""
    monkeypatch.setattr(background, "LOOK_S", 0.02)
    monkeypatch.setattr(background, "QUIET_S", 0.0)
    monkeypatch.setattr(background, "AFTER_KEY_S", 0.0)
    monkeypatch.setattr(background, "EVERY_S", {"folder": 0.05})


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Store:
    """Another device on the log that the app opens; both have the same open workout."""
    shared = str(tmp_path / "shared")
    with Store(str(tmp_path / "log.db"), clock=clock) as store:
        store.put_setting("first_run", True)
        store.start_workout("A", [(key, key, plan) for key, plan in zip(LIFTS, PLANS, strict=True)])
        syncing.set_up_folder(store, shared, "phone")
        syncing.sync(store)
    (tmp_path / "other").mkdir()
    store = Store(str(tmp_path / "other" / "log.db"), clock=clock)
    syncing.set_up_folder(store, shared, "laptop")
    syncing.sync(store)
    return store


@asynccontextmanager
async def syncing_app(tmp_path: Path, clock: FakeClock, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Lifter]:
    gateway = Gateway(str(tmp_path / "log.db"), clock=clock)
    app = HingeLog(Context(gateway, load(), look=Look(), clock=clock), "log", syncs=True)
    try:
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            yield Lifter(app, pilot, clock)
        assert app.sync is not None
        assert app.sync.stop() == 0
    finally:
        gateway.close()


async def until(lifter: Lifter, text: str) -> str:
    """Wait until a text is drawn; gives the whole screen."""
    ends = time.monotonic() + 10
    while text not in lifter.seen():
        assert time.monotonic() < ends, f"{text!r} was never shown:\n{lifter.seen()}"
        await lifter.pilot.pause(0.02)
        await settled(lifter.app, lifter.pilot)
    return lifter.seen()


async def test_a_set_of_another_device_appears_and_what_is_typed_stays(
    tmp_path: Path, clock: FakeClock, other: Store
) -> None:
    async with syncing_app(tmp_path, clock) as lifter:
        await until(lifter, "synced")
        await lifter.keys("i")
        await lifter.typed("102.5x")
        syncing.sync(other)
        other.log_lift(LIFTS[0], "Deadlift", [work("61", 7)])
        syncing.sync(other)
        assert "102.5x" in await until(lifter, "61")
        await lifter.typed("5")
        await lifter.keys("enter")
        assert "102.5" in await until(lifter, "Logged")
    syncing.sync(other)
    workout = other.open_workout()
    assert workout is not None
    assert sorted(record.what.reps or 0 for record in workout.sets) == [5, 7]
    other.close()


async def test_an_open_check_keeps_its_set_when_another_device_logs_one(
    tmp_path: Path, clock: FakeClock, other: Store
) -> None:
    async with syncing_app(tmp_path, clock) as lifter:
        await lifter.keys("space", "f", "1")
        first = lifter.workout().sets[0].id
        await until(lifter, "synced")
        syncing.sync(other)
        clock.advance(60)
        other.log_lift(LIFTS[0], "Deadlift", [work("61", 7)])
        syncing.sync(other)
        await until(lifter, "61")
        await lifter.keys("enter")
        rated = {record.id: record.what.form for record in lifter.workout().sets}
        assert rated[first] is not None
        assert [each for each, form in rated.items() if form is not None] == [first]
    other.close()


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30), (48, 15), (29, 9)], ids=str)
async def test_what_is_not_sent_and_what_failed_is_in_the_title_at_every_size(
    tmp_path: Path, clock: FakeClock, other: Store, size: tuple[int, int]
) -> None:
    other.close()
    async with syncing_app(tmp_path, clock, size) as lifter:
        await until(lifter, "synced")
        shutil.move(tmp_path / "shared", tmp_path / "away")
        await lifter.keys("space")
        if size[1] > 10:
            assert "sync failed" in (await until(lifter, "sync failed")).splitlines()[0]
            assert "Logged" in lifter.seen()
        shutil.move(tmp_path / "away", tmp_path / "shared")
        if size[1] > 10:
            lifter.app.action_sync_now()
            await until(lifter, "synced")


async def test_leaving_sends_what_was_just_done(
    tmp_path: Path, clock: FakeClock, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "QUIET_S", 1e6)
    monkeypatch.setattr(background, "AT_LATEST_S", 1e6)
    monkeypatch.setattr(background, "EVERY_S", {"folder": 1e6})
    async with syncing_app(tmp_path, clock) as lifter:
        await until(lifter, "synced")
        await lifter.keys("space")
        await until(lifter, "1 not sent yet")
    syncing.sync(other)
    workout = other.open_workout()
    assert workout is not None
    assert len(workout.sets) == 1
    other.close()


@pytest.mark.parametrize("key", ["o", "s"])
async def test_a_conflict_is_named_in_the_title_and_decided_in_the_app(
    tmp_path: Path, clock: FakeClock, other: Store, key: str
) -> None:
    async with syncing_app(tmp_path, clock) as lifter:
        await lifter.keys("space")
        await until(lifter, "synced")
        first = lifter.workout().sets[0].id
        syncing.sync(other)
        shutil.move(tmp_path / "shared", tmp_path / "away")
        clock.advance(60)
        other.edit_set(first, work("111", 7))
        clock.advance(60)
        with Store(str(tmp_path / "log.db"), clock=clock) as phone:
            phone.edit_set(first, work("122", 7))
        shutil.move(tmp_path / "away", tmp_path / "shared")
        syncing.sync(other)
        lifter.app.action_sync_now()
        await until(lifter, "1 conflict")
        await click_on(lifter.app, lifter.pilot, "1 conflict")
        shown = await until(lifter, "Which value is right?")
        assert "set 1 of" in shown
        assert "stands  122 kg  (phone)" in shown
        assert "other   111 kg  (laptop)" in shown
        await lifter.keys(key)
        await until(lifter, "on every device")
        assert lifter.workout().sets[0].what.load == kg("111" if key == "o" else "122")
        await until(lifter, "synced")
    syncing.sync(other)
    assert named_conflicts(other) == []
    record = other.set(first)
    assert record is not None
    assert record.what.load == kg("111" if key == "o" else "122")
    other.close()
