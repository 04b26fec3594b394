from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.charts.heat_map import SHADES, last_week, shade, weeks_in
from hinge_log.clock import date_text, to_date
from hinge_log.errors import EntryError
from hinge_log.screens.context import ScreenRequested
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.workout_times import day_words, span_of
from hinge_log.store import history
from hinge_log.store.store import Store
from hinge_log.training.typed_days import moment_of
from hinge_log.training.weekly_volume import week_start
from hinge_log.training.workout import SetKind, Workout
from tests.screens.drawn import click_on, resize
from tests.screens.past_support import (
    DEADLIFT,
    add,
    do,
    hold_every_size,
    lines,
    opened,
    press,
    settle,
    text,
    type_in,
    typing,
)
from tests.support import QUICK_4, FakeClock, moment, work

NOW = moment("2026-03-10T18:00:00+00:00")


@pytest.fixture
def past_log(log_file: Path) -> Path:
    """Three workouts: Tuesday 3 March, Saturday 7 March and Monday 9 March 2026."""
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        add(store, "2026-03-03", work("95", 5), work("95", 5), name="Hinge A")
        add(store, "2026-03-07", work("100", 5), work("100", 5), work("100", 4), name="Hinge B")
        rated = add(store, "2026-03-09", work("105", 5), name="Hinge A")
        found = store.workout(rated)
        assert found is not None
        store.rate(found.sets[0].id, QUICK_4)
    return log_file


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_ratings_of_a_lift_cannot_be_read_as_reps(log_file: Path, size: tuple[int, int]) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        four = replace(work("75", 4), form=QUICK_4)
        add(store, "2026-03-09", replace(work("70.25", 6), form=QUICK_4), four, four, work("70", 6), work("70", 6))
    async with opened(log_file, "history", size=size) as (app, _):
        said = text(app)
        place = next(at for at in ("form 4 4 4 - -", "   4 4 4 - -") if at in said)
        assert "70.25 × 6" in said
        assert said.index("70 × 6 6") < said.index(place)


async def test_an_opened_workout_counts_warm_ups_apart_as_the_log_does(log_file: Path) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        add(store, "2026-03-09", work("60", 5, SetKind.WARMUP), work("100", 5), work("100", 4))
    async with opened(log_file, "history") as (app, pilot):
        await press(pilot, "enter")
        said = text(app)
        assert "w1  60 kg × 5" in said
        assert " 1  100 kg × 5" in said
        assert " 2  100 kg × 4" in said


async def test_the_highlighted_workout_is_told_and_the_map_follows(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        assert "3 workouts" in lines(app)[0]
        assert "Mon 9 Mar, 18:00" in text(app)
        assert "105 × 5" in text(app)
        await press(pilot, "down")
        assert "100 × 5 5 4" in text(app)
        await press(pilot, "end")
        assert "Tue 3 Mar, 18:00" in text(app)
        await press(pilot, "right")
        assert "Mon 9 Mar, 18:00" in text(app)
        await press(pilot, "left")
        assert "Tue 3 Mar, 18:00" in text(app), "no workout a week back: the oldest one is the nearest"
        await press(pilot, "home")
        assert "Mon 9 Mar, 18:00" in text(app)


async def test_a_day_of_the_map_that_is_clicked_highlights_its_workout(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        row = next(place for place, line in enumerate(lines(app)) if line.lstrip().startswith("Sat"))
        await pilot.click(offset=(lines(app)[row].rindex("░"), row))
        await settle(pilot)
        assert "Sat 7 Mar, 18:00" in text(app)
        assert "100 × 5 5 4" in text(app)


async def test_workouts_are_searched_by_exercise_note_name_and_date(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        for words, found in (("hinge b", "Sat 7 Mar"), ("2026-03-03", "Tue 3 Mar"), ("7 mar", "Sat 7 Mar")):
            await press(pilot, "slash")
            await type_in(pilot, words)
            assert f'Workouts with "{words}"' in text(app)
            assert found in text(app)
            assert "Mon 9 Mar" not in text(app).partition("Workouts with")[2]
        await press(pilot, "slash")
        await type_in(pilot, "snatch")
        assert "Nothing matches" in text(app)
        await press(pilot, "escape")
        assert "Mon 9 Mar, 18:00" in text(app)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("saturday", [7]), ("sat hinge", [7]), ("9 march", [9]), ("9.3.", [9]), ("2026-03-03", [3]), ("3 mar", [3]),
        ("ÜBERMÜDET", [7]), ("hinge a", [9, 3]), ("conventional", [9, 7, 3]), ("300", []), ("june", []),
    ],
)  # fmt: skip
async def test_a_search_takes_dates_as_people_write_them_and_any_case(
    past_log: Path, typed: str, days: list[int]
) -> None:
    with Store(str(past_log), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        store.set_workout_note(store.workouts()[1].id, "Übermüdet, 12 reps were hard")
        assert [to_date(each.day).day for each in history.find_workouts(store, typed, 50)] == days


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_a_row_names_the_heaviest_lift_and_its_load_whatever_the_name_of_the_workout(
    log_file: Path, size: tuple[int, int]
) -> None:
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        heavy = [("squat-back-high-bar", "Back squat"), DEADLIFT]
        made = history.add_past_workout(store, moment("2026-03-08T18:00:00+00:00"), heavy, name="筋力 💪🏽 " * 9)
        history.add_past_sets(store, made.lifts[0].id, [work("130", 3, SetKind.WARMUP), work("80", 5)])
        history.add_past_sets(store, made.lifts[1].id, [work("112.5", 5)])
        add(store, "2026-03-09", work("100", 5))
    async with opened(log_file, "history", size=size) as (app, _):
        rows = lines(app)
        one, other = (next(row for row in rows if row.startswith(f" {day} Mar", 4)) for day in ("8", "9"))
        assert "112.5" in one
        assert "Deadlift 100" in other
        assert all(cell_len(row) <= size[0] for row in rows)


async def test_what_is_typed_is_named_and_saved_or_discarded_by_taps(past_log: Path) -> None:
    async with opened(past_log, "history", size=(48, 30)) as (app, pilot):
        for word in ("OPEN", "EDIT"):
            await click_on(app, pilot, word)
            await settle(pilot)
        assert "Edit a set of Deadlift" in text(app)
        await pilot.press("ctrl+u", *"110x5")
        await click_on(app, pilot, "save")
        await settle(pilot)
        assert "110 kg × 5" in text(app)
        await click_on(app, pilot, "EDIT")
        await settle(pilot)
        await pilot.press("ctrl+u", *"90x5")
        await click_on(app, pilot, "discard")
        await settle(pilot)
        assert not typing(app)
        assert "110 kg × 5" in text(app)


async def test_the_last_workout_is_opened_with_one_key_also_after_another_was_added(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "enter")
        assert "105 kg × 5" in text(app)
        await press(pilot, "escape", "g", "t")
        do(app, lambda store: store.log_lift("own:new", "New one", [work("50", 8)]))
        await press(pilot, "g", "h", "enter")
        assert "50 kg × 8" in text(app)


async def test_a_workout_that_was_gone_to_stays_highlighted_while_other_screens_are_looked_at(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n")
        assert "Sat 7 Mar, 18:00" in text(app)
        await press(pilot, "g", "t", "g", "h")
        assert "Sat 7 Mar, 18:00" in text(app)


async def test_an_exercise_without_sets_says_that_it_was_not_done(past_log: Path) -> None:
    with Store(str(past_log), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        store.add_lift(store.workouts()[0].id, "own:thrust", "Thrust")
    for keys in ((), ("enter",)):
        async with opened(past_log, "history") as (app, pilot):
            await press(pilot, *keys)
            after = text(app).partition("Thrust")[2].splitlines()
            assert "not done" in " ".join(after[:2])


async def test_keys_on_from_the_newest_workout_stay_there(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "right", "right_square_bracket")
        assert "Mon 9 Mar, 18:00" in text(app)
        await press(pilot, "left_square_bracket")
        assert "Tue 3 Mar, 18:00" in text(app)


async def test_a_set_of_the_past_is_put_right_with_the_entry_line(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "enter", "e")
        assert typing(app)
        await type_in(pilot, "107.5x4@8")
        assert "107.5 kg × 4" in text(app)
        assert "Press u to undo" in lines(app)[-2]
        (line, *_) = do(app, lambda store: store.workouts())
        found = do(app, lambda store: store.workout(line.id))
        assert found is not None
        assert found.sets[0].what.rpe == 8
        assert found.sets[0].what.form == QUICK_4
        assert not typing(app)
        await press(pilot, "u")
        assert "105 kg × 5" in text(app)


async def test_an_open_edit_of_the_past_stays_with_its_set(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n", "enter", "e")
        (line,) = [each for each in do(app, lambda store: store.workouts()) if each.name == "Hinge B"]
        workout = do(app, lambda store: store.workout(line.id))
        assert workout is not None
        with Store(str(past_log)) as other:
            other.delete_set(workout.sets[0].id)
        await do_nothing_for_a_moment(app, pilot)
        before = do(app, lambda store: store.rows("SELECT * FROM sets"))
        await type_in(pilot, "200x5")
        assert "no longer in the log" in text(app)
        assert typing(app)
        assert do(app, lambda store: store.rows("SELECT * FROM sets")) == before
        await press(pilot, "escape", "e")
        with Store(str(past_log)) as other:
            other.edit_set(workout.sets[1].id, work("101", 5))
        await type_in(pilot, "200x5")
        assert "changed meanwhile" in text(app)
        await press(pilot, "escape", "o")
        with Store(str(past_log)) as other:
            other.edit_set(workout.sets[1].id, work("102", 5))
        await type_in(pilot, "mine")
        sets = do(app, lambda store: store.workout(line.id))
        assert sets is not None
        assert [(each.what.load and each.what.load.value, each.what.note) for each in sets.sets] == [
            ("102", "mine"),
            ("100", ""),
        ]


async def do_nothing_for_a_moment(app: HingeLog, pilot: Pilot[None]) -> None:
    """Let the screen see what another window wrote."""
    assert isinstance(app.screen, MainScreen)
    app.screen._look_for_other_windows()
    await settle(pilot)


async def test_a_warm_up_of_the_past_stays_one_and_a_load_under_the_bar_is_asked_about(past_log: Path) -> None:
    with Store(str(past_log)) as store:
        workout = store.workout(store.workouts()[0].id)
        assert workout is not None
        store.edit_set(workout.sets[0].id, replace(workout.sets[0].what, kind=SetKind.WARMUP, note="easy"))
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "enter", "e")
        await type_in(pilot, "80x7")
        found = do(app, lambda store: store.workout(workout.id))
        assert found is not None
        what = found.sets[0].what
        assert (what.kind, what.reps, what.note, what.form) == (SetKind.WARMUP, 7, "easy", QUICK_4)
        await press(pilot, "e")
        await type_in(pilot, "5x5")
        assert "5 kg is less than the 20 kg bar" in text(app)


async def test_what_cannot_be_read_is_not_stored_and_stays_in_the_field(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        before = do(app, lambda store: store.rows("SELECT * FROM sets"))
        await press(pilot, "enter", "e")
        await type_in(pilot, "100x")
        assert "^" in lines(app)[-2]
        assert typing(app)
        await press(pilot, "escape")
        assert not typing(app)
        assert do(app, lambda store: store.rows("SELECT * FROM sets")) == before


async def test_a_set_and_a_workout_are_deleted_and_brought_back(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n", "enter", "d")
        assert "Deleted 100 kg × 5." in text(app)
        assert "2 sets" in text(app)
        await press(pilot, "u")
        assert "3 sets" in text(app)
        await press(pilot, "escape", "d")
        assert "Deleted Sat 7 Mar, Hinge B, 3 sets. Press u to bring it back." in text(app)
        assert "2 workouts" in lines(app)[0]
        await press(pilot, "u")
        assert "3 workouts" in lines(app)[0]


async def test_after_a_deleted_set_the_one_beside_it_is_selected(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n", "enter", "down", "down", "d")
        assert "Deleted 100 kg × 4." in text(app)
        await press(pilot, "e")
        assert "100kgx5" in text(app)
        await press(pilot, "escape", "u", "d", "e")
        assert "100kgx4" in text(app), "the next one, where there is one"
        await press(pilot, "escape", "d", "d", "u")
        assert "1 set" in text(app)


async def test_a_workout_moves_to_the_day_that_is_typed(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "m")
        await type_in(pilot, "5 mar")
        assert "Thu 5 Mar, 18:00" in text(app)
        assert [line.day for line in do(app, lambda store: store.workouts())] == [20519, 20517, 20515]
        await press(pilot, "u")
        assert do(app, lambda store: store.workouts())[0].day == 20521


async def test_a_typed_day_takes_the_place_of_the_proposed_one_and_an_empty_one_is_refused(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "m", *"today", "enter")
        assert do(app, lambda store: store.workouts())[0].day == 20522
        await press(pilot, "m", "backspace", "enter")
        assert "a day is missing" in text(app)
        assert typing(app)


async def test_a_time_typed_with_the_day_moves_the_workout_to_it(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "m")
        await type_in(pilot, "2026-02-20 07:15")
        line = do(app, lambda store: store.workouts(limit=9)[-1])
        assert (line.started_ms // 60_000 + line.offset_min) % 1440 == 7 * 60 + 15
        assert "Fri 20 Feb, 07:15" in text(app)


async def test_when_a_workout_began_and_ended_is_put_right(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "t", "ctrl+u", *"18", "colon", *"00-17", "colon", *"00")
        assert "→ 18:00 to 17:00 the next day, 23 h 00 min." in text(app)
        await press(pilot, "escape")
        await press(pilot, "t")
        await type_in(pilot, "23:30-0:20")
        assert "23:30 to 00:20" in text(app)
        await press(pilot, "u")
        assert "23:30" not in text(app)
        await press(pilot, "t")
        await type_in(pilot, "noon")
        assert "can't read the times" in text(app)


async def test_a_past_workout_is_added_with_its_lift_and_sets(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "a")
        await type_in(pilot, "6 mar 07:30")
        await type_in(pilot, "conventional")
        assert "Fri 6 Mar, 07:30" in text(app)
        await type_in(pilot, "60x5 w; 100x5x2")
        assert "Added 3 sets." in text(app)
        (line,) = [each for each in do(app, lambda store: store.workouts()) if each.day == 20518]
        found = do(app, lambda store: store.workout(line.id))
        assert found is not None
        assert not found.open
        assert [record.what.load.value for record in found.sets if record.what.load] == ["60", "100", "100"]
        assert {record.day for record in found.sets} == {20518}


async def test_nothing_is_added_when_no_lift_is_chosen(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "a")
        await type_in(pilot, "yesterday")
        await press(pilot, "escape")
        assert len(do(app, lambda store: store.workouts())) == 3


async def test_a_workout_is_done_again_today_and_never_into_an_open_one(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n", "y")
        assert app.trail[-1] == "log"
        now = do(app, lambda store: store.open_workout())
        assert now is not None
        assert [each.reps for each in now.lifts[0].plan] == [5, 5, 4]
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "down", "y")
        assert "already open" in text(app)
        assert do(app, lambda store: store.open_workout()) == now


async def test_notes_names_and_form_are_written(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "o")
        await type_in(pilot, "slept badly [b]")
        assert "Note: slept badly [b]" in text(app)
        await press(pilot, "enter", "o")
        await type_in(pilot, "felt 8/10")
        assert '"felt 8/10"' in text(app)
        await press(pilot, "2")
        assert "2 rough" in text(app)
        await press(pilot, "up", "up", "e")
        await type_in(pilot, "Heavy day")
        assert "Heavy day" in text(app)
        await press(pilot, "u", "u", "u", "u")
        assert "Hinge A" in text(app)
        assert "slept badly" not in text(app)


async def test_a_lift_is_added_to_and_taken_from_an_opened_workout(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "enter", "A")
        await type_in(pilot, "wall drill")
        await press(pilot, "escape")
        assert app.context.name("drill-wall-hinge") in text(app)
        await press(pilot, "d")
        assert f"Deleted {app.context.name('drill-wall-hinge')}" in text(app)
        await press(pilot, "u", "u")
        found = do(app, lambda store: store.workout(store.workouts()[0].id))
        assert found is not None
        assert [lift.exercise for lift in found.lifts] == [DEADLIFT[0]]


async def test_another_screen_opens_a_workout_by_its_id(past_log: Path) -> None:
    async with opened(past_log, "exercise") as (app, pilot):
        oldest = do(app, lambda store: store.workouts()[-1].id)
        app.post_message(ScreenRequested("history", oldest))
        await settle(pilot)
        assert "Tue 3 Mar, 18:00" in text(app)
        assert "95 kg × 5" in text(app)
        app.screen.show_lift("0" * 26)  # type: ignore[attr-defined]
        app.screen.show_lift("deadlift-conventional")  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert "Tue 3 Mar, 18:00" in text(app)
        assert "Hinge B" in text(app)


async def test_taps_do_what_keys_do(past_log: Path) -> None:
    async with opened(past_log, "history", size=(48, 30)) as (app, pilot):
        row = next(place for place, line in enumerate(lines(app)) if "Sat 7 Mar" in line)
        await pilot.click(offset=(4, row))
        await settle(pilot)
        assert "100 × 5 5 4" in text(app)
        open_row = next(place for place, line in enumerate(lines(app)) if "OPEN" in line)
        await pilot.click(offset=(6, open_row))
        await settle(pilot)
        assert "1  100 kg × 5" in text(app)


async def test_an_empty_log_says_what_to_do(log_file: Path) -> None:
    async with opened(log_file, "history") as (app, pilot):
        assert "No workouts yet." in text(app)
        await press(pilot, "enter", "d", "m", "y", "o", "n", "p", "e", "1")
        assert do(app, lambda store: store.workouts()) == []


async def test_every_size_is_drawn_and_filled_to_its_edges_at_most(past_log: Path) -> None:
    async with opened(past_log, "history") as (app, pilot):
        await press(pilot, "n")
        for keys in ((), ("enter",), ("e",)):
            await press(pilot, *keys)
            await hold_every_size(app, pilot)
        for width, height in ((48, 15), (20, 8), (1, 1), (80, 24)):
            await resize(app, pilot, width, height)
            assert len(lines(app)) <= height


async def test_a_long_past_is_read_a_page_at_a_time(log_file: Path) -> None:
    clock = FakeClock("2026-03-09T20:00:00+00:00")
    with Store(str(log_file), clock=clock) as store, store.action("made") as action:
        number = store.exercise_number(action, *DEADLIFT)
        for day in range(20521, 20521 - 1000, -4):
            workout, lift = store.new_id(), store.new_id()
            at = day * 86_400_000
            action.insert("workout", {"id": workout, "day": day, "started_ms": at, "ended_ms": at})
            action.insert("lift", {"id": lift, "workout_id": workout, "exercise_id": number, "position": 0})
    async with opened(log_file, "history") as (app, pilot):
        assert "250 workouts" in lines(app)[0]
        await press(pilot, "end")
        await press(pilot, "end")
        assert date_text(20521 - 996, today=20522) in text(app).partition("Workouts")[2]
        await press(pilot, "home")
        assert "Mon 9 Mar, 00:00" in text(app)


# -- days as they are typed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-03-10"), ("yesterday", "2026-03-09"), ("2026-03-01", "2026-03-01"), ("1 Mar", "2026-03-01"),
        ("Sun 1 march", "2026-03-01"), ("11 Mar", "2025-03-11"), ("24.12.", "2025-12-24"), ("24.12.2019", "2019-12-24"),
        ("29 feb", "2024-02-29"), ("3 Jan 2020, 7:05", "2020-01-03"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_the_last_one_of_its_name(typed: str, day: str) -> None:
    assert moment_of(typed, NOW).local.date().isoformat() == day


def test_a_time_of_day_is_kept_and_noon_stands_in_for_none() -> None:
    assert moment_of("1 Mar 18:30", NOW).iso() == "2026-03-01T18:30:00+00:00"
    assert moment_of("1 Mar", NOW).iso() == "2026-03-01T12:00:00+00:00"
    early = moment("2026-03-10T08:00:00+00:00")
    assert moment_of("today", early).utc_ms == early.utc_ms


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "31 feb",
        "tomorrow",
        "2026-03-11",
        "today 23:00",
        "99.99.",
        "1 Foo",
        "2026-13-01",
        "1 mar 25:00",
        "1 jan 1899",
    ],
)
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(EntryError):
        moment_of(typed, NOW)


@given(st.integers(-25567, NOW.day))
def test_a_day_written_out_is_read_back(day: int) -> None:
    assert moment_of(day_words(day), NOW).day == day


@given(st.text(max_size=30))
def test_whatever_is_typed_for_a_day_is_read_or_refused(typed: str) -> None:
    try:
        found = moment_of(typed, NOW)
    except EntryError:
        return
    assert found.utc_ms <= NOW.utc_ms


# -- the map -----------------------------------------------------------------------------------------------


@given(st.integers(0, 30_000), st.integers(-2000, 0), st.integers(-3000, 3000), st.integers(1, 200), st.integers(0, 6))
def test_the_cursor_is_always_on_the_map(today: int, back: int, scroll: int, width: int, first: int) -> None:
    cursor = today + back
    weeks = weeks_in(width)
    last = last_week(today + scroll, cursor, today, width, first)
    assert last - 7 * (weeks - 1) <= cursor <= last + 6
    assert last <= week_start(today, first)
    assert to_date(last).weekday() == first


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_sets_are_never_shaded_lighter(one: int, other: int) -> None:
    order = ["·", *(cell for _, cell in SHADES)]
    low, high = sorted((one, other))
    assert order.index(shade(low)) <= order.index(shade(high))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [("18:02-18:50", (18, 2), (18, 50)), ("9.05 10.00", (9, 5), (10, 0)), ("23:30 to 0:20", (23, 30), (24, 20))],
)
def test_the_times_of_a_workout_are_read_as_people_type_them(
    typed: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    began = moment("2026-03-03T12:00:00+01:00")
    midnight = moment("2026-03-03T00:00:00+01:00").utc_ms
    workout = Workout("w", "", began.day, began.utc_ms, began.offset_min, began.utc_ms)

    found = span_of(typed, workout, moment("2026-03-10T18:00:00+01:00"))
    assert found == tuple(midnight + (hours * 60 + minutes) * 60_000 for hours, minutes in (start, end))


@given(st.text(max_size=16))
def test_whatever_is_typed_for_times_is_read_or_refused(typed: str) -> None:
    began = moment("2026-03-09T12:00:00+01:00")
    now = moment("2026-03-10T18:00:00+01:00")
    try:
        start, end = span_of(typed, Workout("w", "", began.day, began.utc_ms, began.offset_min), now)
    except EntryError:
        return
    assert start <= end <= now.utc_ms


def test_no_workout_ends_in_the_future_and_one_that_ends_this_minute_is_over() -> None:
    now = moment("2026-03-10T18:00:30+01:00")
    workout = Workout("w", "", now.day, now.utc_ms - 3_600_000, now.offset_min)

    with pytest.raises(EntryError):
        span_of("17:00-18:10", workout, now)
    assert span_of("17:00-18:00", workout, now)[1] <= now.utc_ms
