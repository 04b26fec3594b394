"""Today says what is next, and once a month that a set should be filmed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.app import HingeLog
from hinge_log.charts.cells import plain, text_width
from hinge_log.charts.today_words import LastTime, PlanLine, next_rows
from hinge_log.clock import Moment, date_text
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.go_menu import GoMenu
from hinge_log.settings import Gym
from hinge_log.store import plans as plan_store
from hinge_log.store.bodyweights import add_bodyweight, bodyweights
from hinge_log.store.everyday import answer
from hinge_log.store.gateway import Gateway
from hinge_log.store.history import add_past_workout
from hinge_log.store.store import Store
from hinge_log.training.everyday import Answer
from hinge_log.training.form import quick
from hinge_log.training.load import Load
from hinge_log.training.workout import Judge, Pain, SetDraft
from tests.screens.drawn import click_on, drawn_rows, place_of
from tests.screens.plans_support import made, plans_of, two_days
from tests.screens.practice_support import opened, press, seen, settled, stored
from tests.support import CHECKED_3, FakeClock, moment, work


@pytest.mark.parametrize(
    ("days", "judge", "asked"), [(28, Judge.FELT, True), (27, Judge.FELT, False), (28, Judge.VIDEO, False)]
)
async def test_a_film_is_asked_for_when_four_weeks_were_rated_by_feel_and_no_sooner(
    tmp_path: Path, days: int, judge: Judge, asked: bool
) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        for each in (Judge.FELT, judge):
            store.log_lift("deadlift-conventional", "Deadlift", [replace(work("100", 5), form=quick(4, each))] * 2)
            workout = store.open_workout()
            assert workout is not None
            store.finish_workout(workout.id)
            if each is Judge.FELT and store.clock.now() == FakeClock().now():
                clock.advance(days * 86_400)
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Deadlift" in words(app)
        assert ("Film one set" in words(app)) is asked
    app.context.gateway.close()


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_pain_of_the_last_workout_is_told_before_the_lift_is_done_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.log_lift(
            "deadlift-conventional", "Deadlift", [work("100", 5), replace(work("100", 5), pain=Pain("low back", 4))]
        )
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert "pain 4 low back" in words(app)
    app.context.gateway.close()


@pytest.mark.parametrize(("start", "key"), [("wall drill", "drill-wall-hinge"), ("barbell", "deadlift-conventional")])
async def test_the_first_cue_is_that_of_the_lift_that_is_proposed(
    tmp_path: Path, clock: FakeClock, start: str, key: str
) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.put_setting("gym", replace(Gym(), start_at=start).to_json())
    context = Context(Gateway(str(path), clock=clock), load(), clock=clock)
    app = HingeLog(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        cue = words(app).partition("Focus cue")[2]
        assert f"{context.name(key)}:" in cue
        await press(app, pilot, "c")
        assert app.here is app.main["cue"]
        assert app.here.lift == key
    app.context.gateway.close()


async def test_a_tap_beside_the_go_menu_closes_it_and_one_on_a_button_goes(tmp_path: Path, clock: FakeClock) -> None:
    app = planned(tmp_path / "log.db", clock)
    async with app.run_test(size=(48, 30)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "g")
        assert isinstance(app.screen, GoMenu)
        x, y = place_of(app, "history")
        await pilot.click(offset=(5, place_of(app, "Go to")[1] - 1))
        await settled(app, pilot)
        assert app.trail[-1:] == ["today"]
        assert len(app.screen_stack) == 1
        await press(app, pilot, "g")
        for above in (1, 0):
            await pilot.click(offset=(x, y - above))
            await settled(app, pilot)
            assert app.here is app.main["history"]
            await press(app, pilot, "g")
    app.context.gateway.close()


def planned(path: Path, clock: FakeClock, *names: str, use: bool = True) -> HingeLog:
    """An app on a log with plans of two days each, the first one on Today."""
    made(path, clock, *map(two_days, names), use=use)
    return HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))


def words(app: HingeLog) -> str:
    return seen(app)


async def test_today_proposes_the_day_whose_turn_it_is_and_starts_it_with_its_plan(
    tmp_path: Path, clock: FakeClock
) -> None:
    app = planned(tmp_path / "log.db", clock, "Pull")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Next workout: Pull A" in words(app)
        assert "105 kg" in words(app)
        await press(app, pilot, "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Pull A"
        assert len(workout.lifts[0].plan) == 4
        assert stored(app, lambda store: plan_store.day_done(store, workout.id)) == (plans_of(app)[0].id, "A")
        stored(app, lambda store: store.log_sets(workout.lifts[0].id, [work("105", 5)]))
        await press(app, pilot, "g", "t")
        assert "Open workout: Pull A" in words(app)
        stored(app, lambda store: store.finish_workout(workout.id))
        await press(app, pilot, "g", "h", "g", "t")
        assert "Next workout: Pull B" in words(app)
    app.context.gateway.close()


async def test_the_dot_goes_through_days_and_plans_and_comes_round(tmp_path: Path, clock: FakeClock) -> None:
    app = planned(tmp_path / "log.db", clock, "Pull", "Other")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for title in ("Pull A", "Pull B", "Other A", "same as last time", "Pull A"):
            assert f"Next workout: {title}" in words(app)
            await press(app, pilot, "full_stop")
        await press(app, pilot, "full_stop", "space")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert workout.name == "Other A"
    app.context.gateway.close()


async def test_without_a_plan_today_is_as_it_was_and_says_in_one_line_that_there_are_plans(
    tmp_path: Path, clock: FakeClock
) -> None:
    app = planned(tmp_path / "log.db", clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Next workout: same as last time" in words(app)
        assert "Press p to follow a plan" in words(app)
        await press(app, pilot, "p")
        assert app.here is app.main["plans"]
    app.context.gateway.close()


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30), (48, 15), (29, 9), (8, 2), (1, 1)])
async def test_today_with_a_plan_fits_every_size(tmp_path: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    app = planned(tmp_path / "log.db", clock, "[@click=app.quit]深蹲" * 8, "Other")
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert len(drawn_rows(app)) == size[1]
        await press(app, pilot, "full_stop")
    app.context.gateway.close()


async def test_a_one_sided_lift_is_planned_as_often_as_it_was_done_a_side(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    key = "deadlift-single-leg-rdl"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.log_lift(key, key, [replace(work("16", 8), side=side) for side in "LRLR"])
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "2 × 8" in words(app)
        for _ in range(2):
            await press(app, pilot, "space")
            now = stored(app, lambda store: store.open_workout())
            assert now is not None
            (lift,) = now.lifts
            assert [each.reps for each in lift.plan] == [8, 8]
            sides = [replace(work("16", 8), side=side) for side in "LRLR"]
            stored(app, lambda store, lift=lift, sides=sides: store.log_sets(lift.id, sides))  # type: ignore[misc]
            stored(app, lambda store, now=now: store.finish_workout(now.id))  # type: ignore[misc]
            await press(app, pilot, "g", "t")
    app.context.gateway.close()


@pytest.mark.parametrize(
    ("done", "day"),
    [
        # What was typed in afterwards comes last here and took place before.
        ([("SBDO", 9), ("", 7)], 9),
        ([("", 9), ("SBDO", 7)], 9),
        ([("", 7), ("", 9), ("", 8)], 9),
        ([("A", 9), ("B", 7)], 7),
        ([("A", 9), ("B", 7), ("B", 5)], 7),
        ([("A", 9), ("B", 7), ("", 5)], 7),
        ([("A", 7), ("B", 5), ("", 9)], 5),
    ],
)
async def test_the_next_workout_is_the_last_one_or_the_name_whose_turn_it_is_by_the_days_they_took_place(
    tmp_path: Path, clock: FakeClock, done: list[tuple[str, int]], day: int
) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        for name, each in done:
            at = moment(f"2026-03-0{each}T18:00:00+01:00")
            add_past_workout(store, at, [("deadlift-conventional", "Deadlift")], [work("100", 5)], name=name)
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert f"Last done {date_text(moment(f'2026-03-0{day}T18:00:00+01:00').day)}." in words(app)
    app.context.gateway.close()


async def test_ratings_of_the_open_workout_are_not_said_to_be_last_times(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.log_lift("deadlift-conventional", "Deadlift", [replace(work("100", 5), form=quick(2))])
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "g", "t")
        head = next(line for line in words(app).splitlines() if "Open workout" in line)
        assert "form today" in head
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        stored(app, lambda store: store.finish_workout(workout.id))
        await press(app, pilot, "g", "h", "g", "t")
        assert "form last time" in words(app).splitlines()[1]
    app.context.gateway.close()


@pytest.mark.parametrize(
    ("rated", "size", "said"),
    [
        (False, (80, 24), "4 × 5 100, 1 × 5 101 kg"),
        (True, (140, 40), "4 × 5 100, 1 × 5 101 kg"),
        (True, (80, 24), "5 × 5   100 to 101 kg"),
        (True, (48, 30), "4 × 5 100, 1 × 5 101 kg"),
        (True, (40, 15), "5 × 5   100 to 101 kg"),
    ],
)
async def test_a_load_of_one_set_is_not_said_to_be_that_of_all(
    tmp_path: Path, clock: FakeClock, rated: bool, size: tuple[int, int], said: str
) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        form = quick(4) if rated else None
        done = [replace(work(load, 5), form=form) for load in ("100", "100", "100", "100", "101")]
        store.log_lift("deadlift-conventional", "Deadlift", done)
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    app = HingeLog(Context(Gateway(str(path), clock=clock), load(), clock=clock))
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        assert said in next(line for line in words(app).splitlines() if line.startswith(" 1 "))
    app.context.gateway.close()


@pytest.mark.parametrize("size", [(80, 24), (80, 12), (48, 30), (48, 12)])
async def test_the_table_of_form_is_reached_at_every_size(
    log_file: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("first_run", True)
        for key in ("deadlift-conventional", "deadlift-romanian", "hip-thrust-barbell"):
            store.log_lift(key, key, [replace(work("100", 5), form=quick(4))] * 7)
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    async with opened(log_file, clock, "today", size) as (app, pilot):
        await press(app, pilot, "tab")
        shown = seen(app)
        for _ in range(3):
            await press(app, pilot, "pagedown")
            shown += "\n" + seen(app)
        assert "Form, last 4 weeks" in shown
        assert re.search(r"Hip thrust +- +4 \(7\) +4", shown)


async def test_quick_and_checked_ratings_are_counted_apart(log_file: Path, clock: FakeClock) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("first_run", True)
        checked = [replace(work("100", 5), form=CHECKED_3)] * 2
        store.log_lift("deadlift-conventional", "Deadlift", [*checked, replace(work("100", 5), form=quick(5))])
    async with opened(log_file, clock, "today") as (app, _):
        assert re.search(r"Deadlift +3 \(2\) +- \(1\) +3", seen(app))


async def test_a_wide_screen_shows_the_week_and_last_time(log_file: Path, clock: FakeClock) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("first_run", True)
        for _ in range(2):
            store.log_lift("deadlift-conventional", "Deadlift", [replace(work("100", 5), form=quick(4))] * 3)
            workout = store.open_workout()
            assert workout is not None
            store.finish_workout(workout.id)
            clock.advance(86_400)
    async with opened(log_file, clock, "today", (140, 40)) as (app, _):
        shown = seen(app)
        assert re.search(r"hinge +━+ +6 \(0\) +(glutes|hamstrings|erectors) +6 \(0\)", shown), "patterns and muscles"
        assert "last time 100 × 5 5 5  ▆▆  quick form, 2 sessions" in shown
        assert "Deadlift: top set, kg" in shown


@pytest.mark.parametrize("width", [40, 56, 60, 68, 90])
def test_bars_of_form_stand_in_one_column_and_no_set_is_cut_for_them(width: int) -> None:
    lifts = [PlanLine(name, "3 × 5", "100 kg", "") for name in ("Deadlift", "Romanian", "Swing", "Row")]
    long = "100 × 5 5 5, 102.5 × 5 5"
    last = [
        LastTime("100 × 5 5 5", (3, 4), "quick"),
        LastTime(long, (4, 4, 5), "checked"),
        LastTime(),
        LastTime("20 × 5"),
    ]
    rows = [plain(row) for row in next_rows("A", lifts, "", "", last, width)]
    starts = [re.search("[▁▃▄▆█]", row) for row in rows]
    assert len({each.start() for each in starts if each}) == (0 if width == 40 else 1)
    assert any(row.endswith(long) or f"{long} " in row for row in rows)
    assert all(text_width(row) <= width for row in rows)


async def test_escape_does_not_quit_the_app(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "today") as (app, pilot):
        await press(app, pilot, "escape")
        assert "Press q to quit." in seen(app)
        assert app.is_running
        await press(app, pilot, "q")
        assert app.return_code == 0


async def test_streaks_are_shown_from_two_days_on(log_file: Path, clock: FakeClock) -> None:
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("first_run", True)
        for ago in (3, 2, 1):
            answer(store, clock.now().day - ago, Answer.ALWAYS)
        for ago in (1, 0):
            at = Moment((clock.now().day - ago) * 86_400_000 + 36_000_000, 60)
            store.log_lift("drill-wall-hinge", "Wall drill", [SetDraft(8)], at=at)
    async with opened(log_file, clock, "today") as (app, _):
        shown = " ".join(seen(app).split())
        assert "almost always 3 days in a row" in shown
        assert "drills 2 days in a row" in shown


async def test_touch_starts_and_goes_on_a_phone(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "today", (48, 30)) as (app, pilot):
        await click_on(app, pilot, "more")
        await settled(app, pilot)
        await click_on(app, pilot, "log your bodyweight")
        await settled(app, pilot)
        assert app.here.entry.purpose == "bodyweight"
        assert "⏎ save" in seen(app), "space is text here"
        await press(app, pilot, "escape")
        await click_on(app, pilot, " go ")
        await settled(app, pilot)
        assert isinstance(app.screen, GoMenu)
        await press(app, pilot, "escape")
        await click_on(app, pilot, "START")
        await settled(app, pilot)
        assert app.trail[-1] == "drill", "a log without a set begins with the wall drill, in its player"


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_bodyweight_is_logged_with_a_key_and_its_trend_is_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        add_bodyweight(store, Load.of("83", "kg"), at=Moment(clock.now().utc_ms - 28 * 86_400_000, 0))
    async with opened(path, clock, "today", size) as (app, pilot):
        await press(app, pilot, "w", "x")
        assert "can't read the load 'x'. 102.5" in seen(app)
        await press(app, pilot, "backspace", *"82.4")
        assert "→ 82.4 kg" in seen(app)
        await press(app, pilot, "enter")
        assert "Bodyweight 82.4 kg." in seen(app)
        text = " ".join(seen(app).split())
        assert "82.4 kg, 10 Mar" in text
        assert "0.6 kg" in text
        assert [each.weight.text for each in stored(app, lambda log: bodyweights(log))] == ["83", "82.4"]
        await press(app, pilot, "u")
        assert [each.weight.text for each in stored(app, lambda log: bodyweights(log))] == ["83"]
