"""The lifts of a workout: in supersets, skipped, moved, swapped; the place and the shaped set are never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.store import Store
from tests.screens.drawn import resize
from tests.screens.log_support import LIFTS, PLANS, fives, lifting
from tests.screens.practice_support import opened, press, seen
from tests.support import FakeClock, kg

SIZES = [(140, 40), (80, 24), (48, 30), (48, 15), (25, 8), (10, 3)]


async def test_a_superset_leads_on_by_itself_and_asks_for_the_set_just_done(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "q", "space")
        assert lifter.title().startswith(" A2 Hip thrust   with A1 Deadlift")
        assert "How was Deadlift set 1?" in lifter.seen()
        await lifter.keys("4")
        first = lifter.workout().lifts[0].sets[0].what
        assert first.form is not None
        assert first.form.label == 4
        await lifter.keys("space", "5", "space", "space", "space", "space", "space")
        assert lifter.order() == ["deadlift", "hip"] * 3 + ["hip"]
        assert all(not lift.sets for lift in lifter.workout().lifts[2:])


async def test_there_is_no_rest_within_a_round_and_one_after_it(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "q", "space")
        assert "No rest. Next: A2 Hip thrust" in lifter.seen()
        assert lifter.rest().left is None
        await lifter.keys("space")
        assert lifter.rest().left == 150
        await lifter.keys("space", "plus")
        assert lifter.rest().target == 15


async def test_the_check_of_the_set_just_done_has_the_checks_of_its_own_lift(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "q", "space", "f")
        assert "Deadlift set 1: what failed?" in lifter.seen()
        assert "Bar over your laces" in lifter.seen()
        await lifter.keys("7", "enter")
        form = lifter.workout().lifts[0].sets[0].what.form
        assert form is not None
        assert (form.checklist, form.slips) == ("deadlift_floor", (("df-close", 1),))


async def test_going_back_by_hand_means_the_sets_of_that_lift(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "q", "space", "space", "n")
        assert "Form of set 1" in lifter.seen() or "How was set 1?" in lifter.seen()
        await lifter.keys("2")
        deadlift, thrust = (lift.sets[0].what.form for lift in lifter.workout().lifts[:2])
        assert deadlift is None
        assert thrust is not None


async def test_undoing_a_set_goes_back_to_its_lift(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "q", "space", "u")
        assert "A1 Deadlift" in lifter.title()
        assert lifter.workout().sets == ()
        await lifter.keys("u")
        assert "A1" not in lifter.title()


async def test_a_superset_is_one_key_and_one_step_back(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s")
        assert [lift.superset for lift in lifter.workout().lifts] == [0, 0, None]
        await lifter.keys("down", "s")
        assert [lift.superset for lift in lifter.workout().lifts] == [0, 0, 0]
        await lifter.keys("o")
        assert [lift.superset for lift in lifter.workout().lifts] == [0, None, 0]
        await lifter.keys("u", "u", "u")
        assert [lift.superset for lift in lifter.workout().lifts] == [None, None, None]


async def test_a_skipped_lift_is_named_so_and_can_be_come_back_to(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "x")
        assert lifter.skipped() == {lifter.workout().lifts[0].id}
        await lifter.keys("q")
        assert "Hip thrust" in lifter.title()
        await lifter.keys("p")
        assert "skipped" in lifter.seen()
        await lifter.keys("space")
        assert lifter.skipped() == frozenset()
        await lifter.keys("u")
        assert lifter.skipped() == {lifter.workout().lifts[0].id}
        await lifter.keys("u")
        assert lifter.skipped() == frozenset()


async def test_moving_keeps_the_lift_at_hand_and_its_shaped_set(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("up", "right", "L", "J", "J", "q")
        assert [lift.exercise for lift in lifter.workout().lifts] == [LIFTS[1], LIFTS[2], LIFTS[0]]
        assert "Deadlift   lift 3 of 3" in lifter.title()
        await lifter.keys("space")
        done = lifter.workout().lifts[2].sets[0].what
        assert (done.load, done.reps) == (kg("102.5"), 6)


async def test_looking_at_another_lift_keeps_what_was_shaped(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("up", "n", "n", "n", "space", "down", "4", "space")
        loads = [record.what.load for record in lifter.workout().lifts[0].sets]
        assert loads == [kg("102.5"), kg("100")]


async def test_another_exercise_takes_the_place_of_a_lift(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "L", "r")
        await lifter.typed("sumo")
        await lifter.keys("enter")
        assert [lift.exercise for lift in lifter.workout().lifts] == [LIFTS[0], "deadlift-sumo", *LIFTS[1:]]
        await lifter.keys("q")
        assert "Sumo" in lifter.title()
        await lifter.keys("u")
        assert [lift.exercise for lift in lifter.workout().lifts] == list(LIFTS)
        assert "Deadlift" in lifter.title()


async def test_a_lift_is_removed_and_brought_back_with_its_sets(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "L", "d")
        assert [lift.exercise for lift in lifter.workout().lifts] == list(LIFTS[1:])
        await lifter.keys("u")
        assert len(lifter.workout().sets) == 1
        await lifter.keys("d", "d", "d")
        assert not lifter.log.listing
        assert "No lifts here yet" in lifter.seen()
        await resize(lifter.app, lifter.pilot, 48, 30)
        assert "No lifts here yet. Press a to add one." in lifter.seen()


async def test_a_lift_is_added_from_the_list(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "a")
        await lifter.typed("good morning")
        await lifter.keys("enter")
        assert len(lifter.workout().lifts) == 4
        await lifter.keys("enter")
        assert "lift 4 of 4" in lifter.title()


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_superset_and_skip_in_words_at_every_size(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("L", "s", "down", "x")
        drawn = lifter.seen()
        if size >= (48, 15):
            assert "A1" in drawn
            assert "A2" in drawn
            assert "skipped" in drawn
        await resize(lifter.app, lifter.pilot, 30, 9)
        await resize(lifter.app, lifter.pilot, *size)
        await lifter.keys("L")
        assert not lifter.log.listing


@pytest.mark.parametrize("size", [(80, 24), (48, 30)])
async def test_the_list_tells_extra_sets_from_planned_ones(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("enter")
        await lifter.typed("100x5x14")
        await lifter.keys("enter", "L")
        drawn = lifter.seen().splitlines()
        assert any("Deadlift" in line and "3 + 11 extra done" in line for line in drawn)
        assert any("Hip thrust" in line and "0 of 3" in line for line in drawn)


async def test_a_tap_does_what_the_key_does_on_a_phone(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=(48, 30)) as lifter:
        await lifter.keys("L")
        await lifter.tap("s superset")
        assert [lift.superset for lift in lifter.workout().lifts] == [0, 0, None]


async def test_a_superset_goes_on_where_it_was_after_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    async with lifting(path, clock) as lifter:
        await lifter.keys("L", "s", "q", "space")
    with Store(str(path), clock=clock) as store:
        assert store.open_workout() is not None
    async with opened(path, clock, "log") as (app, _):
        assert seen(app).splitlines()[0].startswith(" A2 Hip thrust")
        assert "How was Deadlift set 1?" in seen(app)


async def test_a_typed_set_leads_on_too_and_a_note_goes_to_the_set_just_done(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, plans=(fives(), fives("80"), ())) as lifter:
        await lifter.keys("L", "s", "q", "enter")
        await lifter.typed("105x3")
        await lifter.keys("enter")
        assert "A2" in lifter.title()
        await lifter.keys("enter")
        await lifter.typed("@9")
        await lifter.keys("enter")
        first = lifter.workout().lifts[0].sets[0].what
        assert (first.load, first.reps, first.rpe) == (kg("105"), 3, 9.0)


async def test_a_key_that_leads_nowhere_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=LIFTS[:1], plans=PLANS[:1]) as lifter:
        for key in ("n", "p"):
            await lifter.keys(key)
            assert "This is the only lift. Press a to add one." in lifter.seen()
        await lifter.keys("space", "f", "n")
        assert "The check is open." in lifter.seen()
        await lifter.keys("F")
        assert lifter.app.trail[-1] == "log"


async def test_there_is_nothing_to_finish_in_an_empty_log(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "log") as (app, pilot):
        await press(app, pilot, "F")
        assert "Nothing to finish yet. Press a to add a lift." in seen(app)
        await press(app, pilot, "n")
        assert "No lift yet. Press a to add one." in seen(app)
