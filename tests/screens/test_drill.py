from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.screens.drill import DrillScreen
from hinge_log.store.store import Store
from hinge_log.training.drills import Phase
from hinge_log.training.workout import Basis, Judge, SetRecord
from tests.screens.drawn import click_on, drawn_rows
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock


def drill(app: HingeLog) -> DrillScreen:
    return cast("DrillScreen", app.main["drill"])


async def wait(app: HingeLog, pilot: Pilot[None], clock: FakeClock, seconds: float) -> None:
    """Let the drill's time pass in steps as the timer makes them."""
    left = seconds
    while left > 0:
        clock.advance(min(1.0, left))
        drill(app).tick()
        left -= 1.0
    await settled(app, pilot)


def sets(app: HingeLog) -> list[SetRecord]:
    def all_of(store: Store) -> list[SetRecord]:
        workout = store.open_workout()
        return list(workout.sets) if workout else []

    return stored(app, all_of)


async def test_a_set_is_paced_counted_saved_and_rated(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        assert "Wall drill" in seen(app)
        assert "set 1 of 3" in seen(app)
        await wait(app, pilot, clock, 4)
        assert drill(app).player.phase is Phase.READY, "nothing moves before it is started"
        await press(app, pilot, "up", "up", "space")
        await wait(app, pilot, clock, 3)
        assert "Rep 1 of 8" in seen(app)
        assert "REACH BACK" in seen(app)
        await wait(app, pilot, clock, 6 * 7)
        assert "Rep 8 of 8" in seen(app)
        assert sets(app) == []
        await wait(app, pilot, clock, 6)
        assert drill(app).player.phase is Phase.RATE
        [saved] = sets(app)
        assert (saved.exercise, saved.what.reps, saved.what.distance_mm) == ("drill-wall-hinge", 8, 170)
        assert saved.what.form is None
        assert "━ How was it?" in seen(app)
        await press(app, pilot, "4")
        form = sets(app)[0].what.form
        assert form is not None
        assert (form.label, form.basis) == (4, Basis.QUICK)
        assert "set 2 of 3" in seen(app)
        await wait(app, pilot, clock, 33)
        assert "Rep 1 of 8" in seen(app), "after the rest the next set begins by itself"


async def test_space_pauses_and_skip_ends_the_set_with_the_reps_done(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 6 * 2 + 1)
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 4)
        assert "Rep 3 of 8, paused" in seen(app)
        await press(app, pilot, "n")
        assert [each.what.reps for each in sets(app)] == [2]
        await press(app, pilot, "u")
        assert sets(app) == []
        assert drill(app).player.phase is Phase.READY
        assert "set 1 of 3" in seen(app)


async def test_the_wall_ends_at_thirty_centimetres_and_says_why(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        assert "15 cm from heel to wall" in seen(app)
        for _ in range(15):
            await pilot.press("up")
        await settled(app, pilot)
        assert "30 cm from heel to wall" in seen(app)
        await press(app, pilot, "up")
        assert "two feet" in drill(app).status
        assert "falling" in " ".join(seen(app).split()), "the reason stands on the screen, too"
        await press(app, pilot, "up", "down")
        assert "29 cm from heel to wall" in seen(app)


async def test_the_stick_notes_which_touch_was_lost_first(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        drill(app).show_lift("drill-dowel-hinge")
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 6 * 3 + 1)
        await press(app, pilot, "f")
        assert "which checks failed?" in seen(app)
        await wait(app, pilot, clock, 4)
        assert drill(app).player.reps == 3, "the drill waits while the list is open"
        await press(app, pilot, "t", "1", "enter")
        await wait(app, pilot, clock, 6 * 5)
        assert "which checks failed?" in seen(app), "what was marked is shown before the drill goes on"
        await press(app, pilot, "j", "j", "enter")
        [saved] = sets(app)
        form = saved.what.form
        assert form is not None
        assert (form.basis, form.judged_by) == (Basis.CHECKED, Judge.VIDEO)
        assert dict(form.slips) == {"hd-soft-knees": 1, "hd-stick": 1}
        assert saved.what.note == "first contact lost: tail"


async def test_a_checked_drill_can_be_clean(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 6 * 8)
        await press(app, pilot, "f", "enter")
        form = sets(app)[0].what.form
        assert form is not None
        assert form.clean


async def test_in_the_rest_the_checks_are_those_of_the_set_before_and_say_so(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 6 * 8)
        await press(app, pilot, "4", "f")
        assert "Set 1: which checks failed?" in seen(app)
        await press(app, pilot, "2", "enter", "n", "space")
        await wait(app, pilot, clock, 3 + 7)
        await press(app, pilot, "f")
        assert "Set 2: which checks failed?" in seen(app)
        [first] = sets(app)
        assert first.what.form is not None
        assert len(dict(first.what.form.slips)) == 1


async def test_pain_closes_the_drill(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 7)
        await press(app, pilot, "p", "4")
        [saved] = sets(app)
        assert saved.what.pain is not None
        assert saved.what.pain.level == 4
        assert saved.what.form is None
        assert "Stop this exercise today" in drill(app).status
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 5)
        assert drill(app).player.phase is Phase.DONE


async def test_a_drill_that_nobody_watched_is_not_counted_on(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 5)
        clock.advance(3600)
        drill(app).tick()
        await settled(app, pilot)
        assert not drill(app).player.running
        assert drill(app).player.reps == 0
        assert sets(app) == []


async def test_the_figure_comes_when_it_is_drawn(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, _):
        upright = seen(app)
        assert sum("\u2800" < character < "\u28ff" for character in upright) > 40
        await press(app, _, "space")
        await wait(app, _, clock, 3 + 3)
        assert seen(app).split("\n")[2:14] != upright.split("\n")[2:14]


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "drill", size) as (app, pilot):
        for keys in ((), ("space",), ("f",), ("q", "n")):
            await press(app, pilot, *keys)
            await wait(app, pilot, clock, 7)
            assert len(drawn_rows(app)) == size[1]


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_drills_at_every_size(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with opened(log_file, clock, "drills", size) as (app, pilot):
        await press(app, pilot, "down", "down")
        assert len(drawn_rows(app)) == size[1]
        if size >= (48, 15):
            assert "Wall drill" in seen(app)


async def test_the_list_shows_what_was_done_and_opens_the_player(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "up", "up", "up", "space")
        await wait(app, pilot, clock, 3 + 6 * 8)
        await press(app, pilot, "5", "q", "g", "d")
        assert "today, 1 set, 18 cm" in seen(app)
        assert "18 cm kept" in seen(app)
        await press(app, pilot, "down", "enter")
        assert app.trail[-1] == "drill"
        assert "Rope" in seen(app)


@pytest.mark.parametrize("leave", [("q",), ("ctrl+q",), ("g", "t", "g", "d", "end", "enter")])
async def test_a_fault_that_was_noted_is_saved_however_the_drill_is_left(
    log_file: Path, clock: FakeClock, leave: tuple[str, ...]
) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 6 * 2 + 1)
        await press(app, pilot, "f", "3", "enter")
        assert "saved with the set" in seen(app)
        await press(app, pilot, *leave)
        if leave == ("q",):
            assert "set saved with 2 reps and its faults" in seen(app)
    with Store(str(log_file), clock=clock) as store:
        workout = store.open_workout()
        assert workout is not None
        [saved] = workout.sets
    form = saved.what.form
    assert (saved.what.reps, saved.exercise) == (2, "drill-wall-hinge")
    assert form is not None
    assert len(dict(form.slips)) == 1


async def test_reps_done_are_saved_when_the_drill_is_left_and_nothing_is_saved_without_any(
    log_file: Path, clock: FakeClock
) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 2)
        await press(app, pilot, "q")
        assert sets(app) == []
        await press(app, pilot, "g", "d", "enter", "r")
        await wait(app, pilot, clock, 3 + 6 * 3 + 1)
        await press(app, pilot, "q")
        assert [each.what.reps for each in sets(app)] == [3]


async def test_faults_noted_during_a_set_are_stored_with_it_at_its_end(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 3 + 7)
        await press(app, pilot, "f", "2", "enter")
        await wait(app, pilot, clock, 6 * 8)
        form = sets(app)[0].what.form
        assert form is not None
        assert len(dict(form.slips)) == 1
        await press(app, pilot, "escape")
        assert sets(app)[0].what.form == form, "closing the list takes nothing back"


async def test_glutes_and_ribs_are_cued_before_each_set(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drill") as (app, pilot):
        assert "Squeeze your glutes" in seen(app)
        await press(app, pilot, "space")
        await wait(app, pilot, clock, 4)
        assert "Squeeze your glutes" not in seen(app)
        await wait(app, pilot, clock, 6 * 8)
        await press(app, pilot, "4")
        assert "Squeeze your glutes" in seen(app), "in the rest before the second set"


async def test_a_drill_is_done_by_touch(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drills", (48, 30)) as (app, pilot):
        await click_on(app, pilot, "Dowel drill")
        await settled(app, pilot)
        await click_on(app, pilot, "START")
        await settled(app, pilot)
        assert "Dowel drill" in drawn_rows(app)[0]
        await click_on(app, pilot, "GO")
        await wait(app, pilot, clock, 3 + 6 * 2 + 1)
        await click_on(app, pilot, "fault")
        await settled(app, pilot)
        await click_on(app, pilot, "upper back")
        await settled(app, pilot)
        await click_on(app, pilot, "SAVE")
        await settled(app, pilot)
        await click_on(app, pilot, "skip")
        await settled(app, pilot)
        await click_on(app, pilot, "SAVE")
        await settled(app, pilot)
        [saved] = sets(app)
        assert saved.what.note == "first contact lost: upper back"
        assert saved.what.form is not None


async def test_the_list_of_drills_says_why_thirty_centimetres_are_the_end(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "drills") as (app, pilot):
        assert "30 cm is the limit" in seen(app)
        await press(app, pilot, "down")
        assert "30 cm is the limit" not in seen(app)
        await press(app, pilot, "end", "home")
        assert "30 cm is the limit" in seen(app)
