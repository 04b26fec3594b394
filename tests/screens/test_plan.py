from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.store import plans as plan_store
from hinge_log.store.lift_settings import put_lift_settings
from hinge_log.store.store import Store
from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_text import text_of
from hinge_log.widgets.row_list import RowList
from tests.screens.drawn import drawn_rows
from tests.screens.plans_support import DEADLIFT, ROW, SQUAT, made, plans_of, tap, two_days, write
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.screens.test_plans import HOSTILE
from tests.support import FakeClock, work


def written(app: HingeLog) -> list[str]:
    """The plan on the screen in short: the days with their lifts."""
    names = {DEADLIFT: "deadlift", SQUAT: "squat", ROW: "row"}
    return [
        f"{day.name}: "
        + " ".join(f"{names.get(each.exercise, each.exercise)}{each.superset or ''}" for each in day.lifts)
        for day in plans_of(app)[0].days
    ]


async def test_sets_are_typed_in_one_line_and_say_what_they_weigh_today(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "enter")
        field = app.focused
        assert field is not None
        assert field.value == "60x5 w, 75%x5x3"  # type: ignore[attr-defined]
        await press(app, pilot, *", 80%x2".replace(" ", "").replace(",", ";"))
        assert "80 % of e1RM 140 kg = 110 kg" in seen(app), "112 kg cannot be loaded: towards lighter"
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "60x5 w, 75%x5x3", (
            "nothing is kept before enter"
        )
        await press(app, pilot, "enter")
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "60x5 w, 75%x5x3, 80%x2"
        await press(app, pilot, "u")
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "60x5 w, 75%x5x3"


async def test_a_load_under_the_bar_is_said_and_does_not_block(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "enter")
        field = app.focused
        assert field is not None
        field.value = "3x5"  # type: ignore[attr-defined]
        await settled(app, pilot)
        assert "? 3 kg is under the 20 kg bar. 3 sets of 5: x5x3" in seen(app)
        await press(app, pilot, "enter")
        assert "Saved, but 3 kg is under the 20 kg bar." in seen(app)
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "3x5"
        stored(app, lambda store: put_lift_settings(store, DEADLIFT, "Deadlift", bar_g=2_000))
        await press(app, pilot, "enter")
        await write(app, pilot, "3x6")
        assert "under" not in seen(app), "its own bar is lighter"


async def test_a_mistake_is_pointed_at_and_the_text_is_kept(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "enter")
        await write(app, pilot, "60x5 w, 200%x5")
        caret = next(line for line in seen(app).splitlines() if "^" in line)
        assert caret.index("^") == 1 + len("60x5 w, ")
        assert app.focused is not None
        assert app.focused.value == "60x5 w, 200%x5"  # type: ignore[attr-defined]
        await press(app, pilot, "escape")
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "60x5 w, 75%x5x3"


async def test_lifts_are_added_moved_tied_and_taken_out(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "a")
        await write(app, pilot, "back squat")
        await write(app, pilot, "x5x5")
        steps = [written(app)]
        assert steps[-1] == ["A: deadlift squat row", "B: squat"]
        for key in ("s", "J", "J", "J", "y", "d"):
            await press(app, pilot, key)
            steps.append(written(app))
        assert steps[1:] == [
            ["A: deadlift1 squat1 row", "B: squat"],
            ["A: deadlift squat row", "B: squat"],
            ["A: deadlift row squat", "B: squat"],
            ["A: deadlift row", "B: squat squat"],
            ["A: deadlift row", "B: squat squat squat"],
            ["A: deadlift row", "B: squat squat"],
        ]
        changed = [now for before, now in pairwise(steps) if before != now]
        for before in [steps[0], *changed][-2::-1]:
            await press(app, pilot, "u")
            assert written(app) == before


async def test_days_are_added_renamed_moved_copied_and_taken_out(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "n", "enter")
        assert written(app) == ["A: deadlift row", "B: squat"], "a day begins with its first lift"
        await write(app, pilot, "back squat")
        assert written(app) == ["A: deadlift row", "B: squat", "C: squat"]
        await press(app, pilot, "escape", "up", "r")
        await write(app, pilot, "Light")
        assert written(app)[-1] == "Light: squat"
        await press(app, pilot, "K", "K")
        assert written(app) == ["Light: squat", "A: deadlift row", "B: squat"]
        await press(app, pilot, "y")
        assert written(app)[:2] == ["Light: squat", "Light 2: squat"]
        await press(app, pilot, "d")
        assert written(app) == ["Light: squat", "A: deadlift row", "B: squat"]
        await press(app, pilot, "u", "u", "u", "u", "u", "u")
        assert written(app) == ["A: deadlift row", "B: squat"]


@pytest.mark.parametrize(("name", "said"), [("a", "already"), ("A/B", "can't contain /"), (" ", "a name")])
async def test_a_days_name_that_cannot_be_stays_in_the_field(
    log_file: Path, clock: FakeClock, name: str, said: str
) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, name)
        assert said in seen(app)
        assert app.focused is not None
        assert app.focused.value == name  # type: ignore[attr-defined]
        assert len(plans_of(app)[0].days) == 2


async def test_the_last_lift_of_the_last_day_stays(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, Plan("", "One", (Day("A", (PlanLift(DEADLIFT),)),)))
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "d", "up", "d")
        assert written(app) == ["A: deadlift"]
        assert "needs a day with a lift" in seen(app)


async def test_a_note_goes_into_the_workout_with_the_superset(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "down", "o")
        await write(app, pilot, "slow [/] down")
        await press(app, pilot, "s")
        assert "slow [/] down" in seen(app)
        plan = plans_of(app)[0]
        workout = stored(app, lambda store: plan_store.start_day(store, plan, 0, app.context.exercise))
        assert [(each.note, each.superset) for each in workout.lifts] == [("", 1), ("slow [/] down", 1)]


async def test_another_lift_takes_the_place_of_one_and_its_sets(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "x")
        await write(app, pilot, "back squat")
        lift = plans_of(app)[0].days[0].lifts[0]
        assert (lift.exercise, text_of(lift.sets, "kg")) == (SQUAT, "60x5 w, 75%x5x3")
        assert "No e1RM" in seen(app)


async def test_what_another_window_changed_is_not_written_over(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down")
        with Store(str(log_file), clock=clock) as other:
            plan = plan_store.all_plans(other)[0]
            plan_store.put_plan(other, replace(plan, days=(*plan.days, Day("C", (PlanLift(ROW),)))))
        await press(app, pilot, "d", "d")
        assert written(app) == ["A: row", "B: squat", "C: row"], "the first was refused, the second saw the change"


async def test_a_refused_change_says_so_and_keeps_what_was_typed(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "down", "enter")
        with Store(str(log_file), clock=clock) as other:
            plan_store.put_plan(other, replace(plan_store.all_plans(other)[0], name="Other"))
        await write(app, pilot, "x5x5")
        assert "Another window" in seen(app)
        assert app.focused is not None
        assert app.focused.value == "x5x5"  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        assert text_of(plans_of(app)[0].days[0].lifts[0].sets, "kg") == "x5x5"


async def test_a_finger_changes_a_plan(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plan", (48, 30)) as (app, pilot):
        await tap(app, pilot, "Bent-over barbell row")
        await tap(app, pilot, "more")
        await tap(app, pilot, "superset with the lift above")
        assert written(app)[0] == "A: deadlift1 row1"
        await tap(app, pilot, "more")
        await tap(app, pilot, "move the lift or day up")
        assert written(app)[0] == "A: row1 deadlift1"
        await press(app, pilot, "d")
        assert written(app)[0] == "A: deadlift"
        await tap(app, pilot, "undo")
        await tap(app, pilot, "Back squat")
        await tap(app, pilot, "Back squat")
        field = app.focused
        assert field is not None
        field.value = "x3"  # type: ignore[attr-defined]
        await tap(app, pilot, "save")
        assert text_of(plans_of(app)[0].days[1].lifts[0].sets, "kg") == "x3"


async def test_the_day_that_comes_next_is_looked_at_first(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    async with opened(log_file, clock, "plans") as (app, pilot):
        await press(app, pilot, "enter")
        outline = app.screen.query_one("#outline", RowList)
        assert outline.highlighted_id == "0 -1"
        assert "A  never done" in seen(app)
        await press(app, pilot, "q")
        assert "1 plan" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_full_lines_and_the_line_at_hand(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    lifts = tuple(PlanLift(f"own:{n}", note=text, superset=1) for n, text in enumerate(HOSTILE))
    days = tuple(Day(f"{n} {text[:110]}".replace("/", "|"), lifts) for n, text in enumerate(HOSTILE))
    made(log_file, clock, Plan("", HOSTILE[0], days))
    async with opened(log_file, clock, "plan", size) as (app, pilot):
        for keys in ((), ("down",), ("down",), ("right",), ("right", "right"), ("down",), ("up",), ("enter",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]


async def test_a_renamed_day_keeps_what_was_done_on_it_and_its_turn(log_file: Path, clock: FakeClock) -> None:
    made(log_file, clock, two_days())
    with Store(str(log_file), clock=clock) as store:
        workout = plan_store.start_day(store, plan_store.all_plans(store)[0], 0, lambda key: load().exercises[key])
        store.log_sets(workout.lifts[0].id, [work("100", 5)])
        store.finish_workout(workout.id)
    async with opened(log_file, clock, "plan") as (app, pilot):
        await press(app, pilot, "left", "r")
        await write(app, pilot, "Heavy")
        plan = plans_of(app)[0]
        assert stored(app, lambda store: plan_store.next_day(store, plan)) == 1
        assert "last 10 Mar" in seen(app)
        await press(app, pilot, "u")
        assert stored(app, lambda store: plan_store.day_done(store, workout.id)) == (plans_of(app)[0].id, "A")
