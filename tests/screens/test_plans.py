from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.store import plans as plan_store
from hinge_log.store.store import Store
from hinge_log.training.plan import Plan
from tests.screens.drawn import click_on, drawn_rows
from tests.screens.plans_support import DEADLIFT, made, plans_of, tap, two_days, write
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, work


def active(store: Store) -> str:
    now = plan_store.active(store)
    return now.name if now else ""


async def test_without_plans_a_first_one_is_offered_and_taking_it_is_one_undo_step(
    log_file: Path, clock: FakeClock
) -> None:
    async with opened(log_file, clock, "plans") as (app, pilot):
        assert "Hinge A/B" in seen(app)
        assert plans_of(app) == (), "an offer is not kept"
        await press(app, pilot, "enter")
        assert [each.name for each in plans_of(app)] == ["Hinge"]
        assert stored(app, active) == "Hinge"
        await press(app, pilot, "u")
        assert plans_of(app) == ()
        assert stored(app, active) == ""


async def test_a_starter_loads_nothing_that_the_ladder_has_not_opened(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "enter")
        sets = [each for day in plans_of(app)[0].days for lift in day.lifts for each in lift.sets]
        assert sets
        assert all(each.load is None and each.percent is None for each in sets)


async def test_a_plan_of_ones_own_is_a_name_a_lift_and_its_sets(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock)
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, *["down"] * 5, "enter")
        await write(app, pilot, "Heavy")
        assert plans_of(app) == ()
        await write(app, pilot, "conventional deadlift")
        assert [each.name for each in plans_of(app)] == ["Heavy"]
        await write(app, pilot, "75%x5x3")
        lift = plans_of(app)[0].days[0].lifts[0]
        assert lift.exercise == DEADLIFT
        assert [(each.reps, each.percent) for each in lift.sets] == [(5, 75.0)] * 3


async def test_a_new_plan_without_a_lift_keeps_nothing(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, *["down"] * 5, "enter")
        await write(app, pilot, "Heavy")
        await press(app, pilot, "escape")
        assert plans_of(app) == ()
        assert "Nothing was saved" in seen(app)


async def test_an_own_exercise_that_is_new_is_entered_with_the_plan_in_one_step(
    log_file: Path, clock: FakeClock
) -> None:
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, *["down"] * 5, "enter")
        await write(app, pilot, "Odd")
        await write(app, pilot, "Sled drag, backwards")
        await press(app, pilot, "escape")
        assert "Sled drag, backwards" in seen(app)
        await press(app, pilot, "u")
        assert plans_of(app) == ()
        assert stored(app, lambda store: store.own_exercises()) == ()


async def test_the_list_says_whose_turn_it_is_and_what_it_weighs_today(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plans") as (app, pilot):
        text = seen(app)
        assert "A next" in text
        assert "never done" in text
        assert "105 kg" in text, "75 % of the estimate of 140 kg"
        await press(app, pilot, "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Pull A"
        planned = workout.lifts[0].plan
        assert [each.load.text if each.load else None for each in planned] == ["60", "105", "105", "105"]
        stored(app, lambda store: store.log_sets(workout.lifts[0].id, [work("105", 5)]))
        stored(app, lambda store: store.finish_workout(workout.id))
        await press(app, pilot, "g", "w")
        assert "B next" in seen(app)


async def test_any_day_can_be_started_and_an_open_workout_is_not_left(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "right", "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Pull B"
        await press(app, pilot, "g", "w", "space")
        assert stored(app, lambda store: store.open_workout()) == workout
        assert "A workout is open" in seen(app)


async def test_copy_rename_order_and_delete_are_one_undo_step_each(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days("One"), two_days("Two"))

    def names() -> list[str]:
        return [each.name for each in plans_of(app)]

    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "y")
        assert names() == ["One", "Two", "One 2"]
        await press(app, pilot, "K")
        assert names() == ["One", "One 2", "Two"]
        await press(app, pilot, "r")
        await write(app, pilot, "Three")
        assert names() == ["One", "Three", "Two"]
        await press(app, pilot, "d")
        assert names() == ["One", "Two"]
        for expected in (["One", "Three", "Two"], ["One", "One 2", "Two"], ["One", "Two", "One 2"], ["One", "Two"]):
            await press(app, pilot, "u")
            assert names() == expected
        await press(app, pilot, "U")
        assert names() == ["One", "Two", "One 2"]


async def test_a_name_that_is_taken_stays_in_the_field(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days("One"), two_days("Two"))
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "r")
        await write(app, pilot, "two")
        assert [each.name for each in plans_of(app)] == ["One", "Two"]
        assert app.focused is not None
        assert app.focused.value == "two"  # type: ignore[attr-defined]
        assert "already" in seen(app)


async def test_today_takes_a_plan_up_and_leaves_it(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days(), use=False)
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "t")
        assert stored(app, active) == "Pull"
        await press(app, pilot, "g", "t")
        assert "Next workout: Pull A" in seen(app)
        await press(app, pilot, "p", "t")
        assert stored(app, active) == ""
        await press(app, pilot, "u")
        assert stored(app, active) == "Pull"


async def test_a_deleted_plan_comes_back_as_the_one_on_today(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "d")
        assert "Hinge A/B" in seen(app), "the first plans are offered again"
        await press(app, pilot, "u")
        assert stored(app, active) == "Pull"
        assert "active" in seen(app)


async def test_a_finger_does_all_of_it(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days("One"), two_days("Two"), use=False)
    async with opened(log_file, clock, "plans", (48, 30)) as (app, pilot):
        await tap(app, pilot, "Two")
        await tap(app, pilot, "activate")
        assert stored(app, active) == "Two"
        await tap(app, pilot, "more")
        await tap(app, pilot, "copy the plan")
        assert [each.name for each in plans_of(app)] == ["One", "Two", "Two 2"]
        await tap(app, pilot, "more")
        await tap(app, pilot, "move the plan up the list")
        assert [each.name for each in plans_of(app)] == ["One", "Two 2", "Two"]
        await tap(app, pilot, "B  ")
        await tap(app, pilot, "START B")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Two 2 B"


async def test_a_click_shows_a_plan_and_a_second_one_opens_it(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days("One"), two_days("Two"), use=False)
    async with opened(log_file, clock, "plans") as (app, pilot):
        await tap(app, pilot, "Two")
        assert app.trail[-1] == "plans"
        await click_on(app, pilot, "Two", nth=1)
        await settled(app, pilot)
        assert app.trail[-1] == "plan"


async def test_tab_moves_to_the_days_where_the_arrows_choose_one(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "tab", "down", "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Pull B"


HOSTILE = ("[@click=app.quit]x[/] [/", "深蹲 デッドリフト" * 8, "e\u0301" * 60, "a" * 120, "👩‍👩‍👧‍👦 🏋️")


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_full_lines(log_file: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    plans = []
    for text in HOSTILE:
        plan = two_days(text)
        first = replace(plan.days[0], name=text[:120].replace("/", "|"))
        noted = replace(first.lifts[0], note=text, exercise="own:hostile", superset=1)
        first = replace(first, lifts=(noted, replace(first.lifts[1], superset=1)))
        plans.append(Plan("", text, (first, *plan.days[1:])))
    made(log_file, clock, *plans)
    async with opened(log_file, clock, "plans", size) as (app, pilot):
        for keys in ((), ("down",), ("down", "right"), ("down",), ("n",), ("down",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]
        await press(app, pilot, "escape", "r")
        assert len(drawn_rows(app)) == size[1]


async def test_a_name_goes_to_the_plan_that_the_line_was_opened_for(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days("One"), two_days("Two"))
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "r")
        with Store(str(log_file), clock=clock) as elsewhere:
            first = plans_of(app)[0]
            plan_store.delete_plan(elsewhere, first.id)
        app.screen.enqueue(app.screen.reload())  # type: ignore[attr-defined]
        await settled(app, pilot)
        await write(app, pilot, "Three")
        assert [each.name for each in plans_of(app)] == ["Two"]
        assert "Nothing was saved" in seen(app)
