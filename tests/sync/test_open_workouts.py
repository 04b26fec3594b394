"""Two devices, each with an open workout: both are shown, one goes on, they can be joined, none closes the other's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hinge_log.store.open_workouts import join_workouts, open_workouts
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from tests.screens.log_support import LIFTS
from tests.screens.practice_support import opened, seen, settled
from tests.support import FakeClock, work


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A phone and a laptop that sync, both with a workout that the other does not know yet."""
    stores = []
    for name, start in (("phone", "2026-03-10T18:00:00+01:00"), ("laptop", "2026-03-10T18:20:00+01:00")):
        (tmp_path / name).mkdir()
        clock = FakeClock(start)
        stores.append(Store(str(tmp_path / name / "log.db"), clock=clock))
        syncing.set_up_folder(stores[-1], str(tmp_path / "shared"), name)
    phone, laptop = stores
    phone.log_lift(LIFTS[0], LIFTS[0], [work("100", 5)])
    laptop.log_lift(LIFTS[1], LIFTS[1], [work("80", 8)])
    yield phone, laptop
    phone.close()
    laptop.close()


def meet(*stores: Store) -> None:
    for store in (*stores, *stores):
        syncing.sync(store)


def test_each_device_goes_on_with_its_own_workout_and_knows_the_other(pair: tuple[Store, Store]) -> None:
    phone, laptop = pair
    mine = [store.open_workout() for store in pair]
    meet(*pair)
    assert [store.open_workout() for store in pair] == mine
    assert [each.device for each in open_workouts(phone)] == ["", "laptop"]
    assert [each.device for each in open_workouts(laptop)] == ["", "phone"]
    phone.log_lift(LIFTS[0], LIFTS[0], [work("105", 5)])
    meet(*pair)
    assert [each.sets for each in open_workouts(laptop)] == [1, 2]


def test_only_the_device_that_began_a_workout_closes_it_by_itself(pair: tuple[Store, Store]) -> None:
    phone, laptop = pair
    meet(*pair)
    first = phone.open_workout()
    assert first is not None
    own = laptop.open_workout()
    assert own is not None
    laptop.finish_workout(own.id)
    for _ in range(3):  # the laptop's clock goes on for a day, and it is used
        laptop.clock.advance(30_000)  # type: ignore[attr-defined]
        assert laptop.close_forgotten() is None
    assert laptop.open_workout() is None
    records, closed = laptop.log_after_gap(first.lifts[0].id, [work("60", 3)])
    assert closed is None
    meet(*pair)
    again = phone.open_workout()
    assert again is not None
    assert again.id == first.id
    assert all(record.id != records[0].id for record in again.sets)


def test_an_end_is_never_before_a_set_that_another_device_logged_later(pair: tuple[Store, Store]) -> None:
    phone, laptop = pair
    meet(*pair)
    first = phone.open_workout()
    assert first is not None
    phone.finish_workout(first.id)
    laptop.clock.advance(3600)  # type: ignore[attr-defined]
    later = laptop.log_sets(first.lifts[0].id, [work("60", 3)])[0]
    meet(*pair)
    for store in pair:
        workout = store.workout(first.id)
        assert workout is not None
        assert (workout.ended_ms or 0) >= (later.at_ms or 0) > 0


@pytest.mark.parametrize("late", [False, True], ids=["seen", "a set logged meanwhile"])
def test_joined_workouts_hold_all_sets_on_both_devices_and_undo_parts_them(
    pair: tuple[Store, Store], late: bool
) -> None:
    phone, laptop = pair
    meet(*pair)
    into, other = (each.id for each in open_workouts(phone))
    join_workouts(phone, into, [other])
    if late:
        laptop.log_lift(LIFTS[1], LIFTS[1], [work("82.5", 8)])
    meet(*pair)
    for store in pair:
        assert [each.id for each in open_workouts(store)] == [into]
        workout = store.open_workout()
        assert workout is not None
        assert [lift.exercise for lift in workout.lifts] == [LIFTS[0], LIFTS[1]]
        assert len(workout.sets) == (3 if late else 2)
        assert store.rows("SELECT DISTINCT day FROM sets") == [(workout.day,)]
    phone.undo()
    meet(*pair)
    for store in pair:
        assert {each.id for each in open_workouts(store)} == {into, other}


def test_workouts_joined_on_both_devices_at_once_lose_no_set(pair: tuple[Store, Store]) -> None:
    meet(*pair)
    for store in pair:
        first, *others = (each.id for each in open_workouts(store))
        join_workouts(store, first, others)
    meet(*pair)
    shown = []
    for store in pair:
        workouts = [store.workout(each.id) for each in open_workouts(store)]
        shown.append(sorted(record.id for each in workouts if each is not None for record in each.sets))
    assert shown[0] == shown[1]
    assert len(shown[0]) == 2


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30), (48, 15), (29, 9)], ids=str)
@pytest.mark.parametrize("screen", ["log", "today"])
async def test_the_screens_show_the_other_workout_and_join_it(
    tmp_path: Path, pair: tuple[Store, Store], screen: str, size: tuple[int, int]
) -> None:
    meet(*pair)
    clock = FakeClock("2026-03-10T18:30:00+01:00")
    async with opened(tmp_path / "phone" / "log.db", clock, screen, size) as (app, pilot):
        assert "also open" in seen(app).lower()
        await pilot.press("b")
        await settled(app, pilot)
        assert "laptop" in seen(app)
        await pilot.press("j")
        await settled(app, pilot)
        assert "Joined 2 workouts" in " ".join(seen(app).split())
        assert len(await app.context.gateway.do(open_workouts)) == 1
