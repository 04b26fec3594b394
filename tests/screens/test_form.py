from __future__ import annotations

import re
from pathlib import Path

import pytest

from hinge_log.exercises.catalogue import load
from hinge_log.store.store import Store
from hinge_log.training.form import quick, score
from hinge_log.training.workout import Judge, SetDraft
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, kg, moment

DAYS = ("01-27", "02-03", "02-10", "02-17", "02-24", "03-03")


@pytest.fixture
def now() -> FakeClock:
    return FakeClock("2026-03-10T18:00:00+00:00")


@pytest.fixture
def form_log(log_file: Path) -> Path:
    """Six weeks of deadlifts whose back gives way in the last set, one of them filmed, and two of Romanian ones."""
    catalogue = load()
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        for key, days in (("deadlift-romanian", DAYS[:2]), ("deadlift-conventional", DAYS)):
            exercise = catalogue.exercises[key]
            items = catalogue.items_for(exercise)
            for day in days:
                drafts = []
                for number, slips in enumerate(({}, {items[0].id: 2}, {items[4].id: 1})):
                    judge = Judge.VIDEO if number == 0 and day == DAYS[-1] else Judge.FELT
                    form = score(
                        items, slips, 5, judged_by=judge, checklist=catalogue.checklists[exercise.checklist],
                    )  # fmt: skip
                    drafts.append(SetDraft(5, kg("100"), rpe=8, form=form))
                store.log_lift(key, exercise.name, drafts, at=moment(f"2026-{day}T18:00:00+00:00"))
    return log_file


async def test_an_empty_log_keeps_its_axes_and_says_what_to_do(log_file: Path, now: FakeClock) -> None:
    async with opened(log_file, now, "form") as (app, pilot):
        for words in ("No rated sets yet.", "Log a set, then press 1 to 5.", "Your first dot appears here."):
            assert words in seen(app)
        assert [row[1:8].strip() for row in drawn_rows(app) if row[1:2].isdigit()] == [
            "5 crisp", "4 solid", "3 okay", "2 rough", "1 lost",
        ]  # fmt: skip
        await press(app, pilot, "m", "m", "m", "m", "y", "b", "f", "n", "left", "up", "enter")
        assert len(drawn_rows(app)) == 24


async def test_every_view_shows_its_own(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        assert "Form · Deadlift" in drawn_rows(app)[0]
        assert "18 of 18 working sets rated" in drawn_rows(app)[0]
        for words in ("Form by load", "Faults, share of sets", "Estimated one-rep maximum", "Top set, kg"):
            await press(app, pilot, "m")
            assert words in seen(app)


async def test_views_are_clicked(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form", (48, 30)) as (app, pilot):
        for word, words in (
            ("by load", "Form by load"),
            ("strength", "Estimated one"),
            ("all", "Romanian  "),
            ("over time", "Top set"),
        ):  # fmt: skip
            await click_on(app, pilot, word)
            await settled(app, pilot)
            assert words in seen(app) or words in drawn_rows(app)[0], word


async def test_the_cursor_walks_the_sessions_and_enter_opens_one(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        assert "Tue 3 Mar" in seen(app)
        await press(app, pilot, "left", "left")
        assert "Tue 17 Feb" in seen(app)
        await press(app, pilot, "enter")
        assert app.trail[-1] == "history"
        assert "17 Feb" in seen(app)


async def test_faults_are_chosen_with_the_arrows(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "m", "m")
        first = next(row for row in drawn_rows(app) if row.startswith("▸"))
        assert "Fix: " in seen(app)
        assert "Practise it with: " in seen(app)
        await press(app, pilot, "down")
        second = next(row for row in drawn_rows(app) if row.startswith("▸"))
        assert second != first
        await press(app, pilot, "up")
        assert next(row for row in drawn_rows(app) if row.startswith("▸")) == first


async def test_felt_and_seen_ratings_are_shown_apart(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "b")
        assert "felt, 12 weeks" in drawn_rows(app)[0]
        assert "17 of 18" in drawn_rows(app)[0]
        await press(app, pilot, "b")
        assert "seen, 12 weeks" in drawn_rows(app)[0]
        assert "1 of 18" in drawn_rows(app)[0]
        await press(app, pilot, "b")
        assert "18 of 18" in drawn_rows(app)[0]


async def test_all_hinge_lifts_stand_on_one_time_axis(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "y")
        assert re.search(r"▸ Deadlift  \d+ sessions, 18 sets, form [1-5](\.5)? \(\d+ (quick|checked|seen)\)", seen(app))
        assert re.search(r"Romanian  \d+ sessions?, ", seen(app))
        assert len(re.findall(r"(?m)^.*\bFeb\b.*$", "\n".join(drawn_rows(app)[1:]))) == 1, "one axis for all"
        await press(app, pilot, "n", "y")
        assert "Form · Romanian" in drawn_rows(app)[0]


async def test_the_formula_changes_the_estimate(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "m", "m", "m")
        assert "Epley" in seen(app)
        await press(app, pilot, "f")
        assert "Brzycki" in seen(app)


async def test_fewer_weeks_show_fewer_sessions(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "plus")
        assert "4 weeks" in drawn_rows(app)[0]
        assert "3 sessions" in drawn_rows(app)[0]
        await press(app, pilot, "minus", "minus", "minus", "minus")
        assert drawn_rows(app)[0].rstrip().endswith("all")


async def test_what_another_window_logs_appears_on_return(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        exercise = load().exercises["deadlift-conventional"]
        stored(app, lambda store: store.log_lift(exercise.id, exercise.name, [SetDraft(5, kg("100"))]))
        await press(app, pilot, "question_mark", "escape")
        assert "18 of 19 working sets rated" in drawn_rows(app)[0]


async def test_a_lift_opens_on_the_view_and_the_weeks_that_have_data(log_file: Path, now: FakeClock) -> None:
    exercise = load().exercises["deadlift-conventional"]
    with Store(str(log_file), clock=FakeClock("2025-10-01T20:00:00+00:00")) as store:
        store.log_lift(exercise.id, exercise.name, [SetDraft(5, kg("100")), SetDraft(5, kg("105"))])
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    async with opened(log_file, now, "form") as (app, _):
        assert "26 weeks" in drawn_rows(app)[0]
        assert "Estimated one-rep maximum" in seen(app), "no set is rated, but each has a load"
        assert "clean reps" in seen(app)
        assert "(not checked)" in seen(app) or "not known" in seen(app)


async def test_the_help_says_how_to_read_the_charts(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await press(app, pilot, "question_mark")
        assert "5 crisp: you would show it to a coach" in seen(app)
        assert "not a measurement" in seen(app)


async def test_a_wide_screen_says_what_is_known_what_is_missing_and_what_the_ratings_mean(
    form_log: Path, now: FakeClock
) -> None:
    async with opened(form_log, now, "form", (140, 40)) as (app, pilot):
        for keys in ((), ("m",), ("m",), ("m",)):
            await press(app, pilot, *keys)
            for words in ("What is known", "What is missing", "you would show it to a coach"):
                assert words in seen(app)


async def test_a_narrow_window_keeps_the_chart(form_log: Path, now: FakeClock) -> None:
    async with opened(form_log, now, "form", (48, 30), ascii_only=True) as (app, pilot):
        assert seen(app).isascii()
        await resize(app, pilot, 30, 10)
        assert "Form" in drawn_rows(app)[0]


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(form_log: Path, now: FakeClock, size: tuple[int, int]) -> None:
    async with opened(form_log, now, "form") as (app, pilot):
        await resize(app, pilot, *size)
        for keys in ((), ("m",), ("m",), ("m",), ("y",)):
            await press(app, pilot, *keys)
            await settled(app, pilot)
            assert len(drawn_rows(app)) == size[1]


async def test_a_lift_opens_on_a_view_that_has_data(log_file: Path, now: FakeClock) -> None:
    with Store(str(log_file), clock=now) as store:
        done = (("deadlift-conventional", None), ("deadlift-romanian", quick(4)), ("glute-bridge", None))
        for day, (key, form) in enumerate(done, 1):
            draft = SetDraft(5, None if key == "glute-bridge" else kg("100"), form=form)
            at = moment(f"2026-03-0{day}T18:00:00+00:00")
            store.log_lift(key, load().exercises[key].name, [draft] * 2, at=at)
    async with opened(log_file, now, "form") as (app, pilot):
        for lift, words in (("Bridge", "Most reps"), ("Romanian", "Self-rated form"), ("Deadlift", "Estimated")):
            assert lift in drawn_rows(app)[0]
            assert words in seen(app)
            await press(app, pilot, "n")
            await settled(app, pilot)
        await press(app, pilot, "n")
        await settled(app, pilot)
        await press(app, pilot, "m", "m")  # the faults of quick ratings: none
        await settled(app, pilot)
        assert "Only quick ratings. Press f after a set to add faults and a clean load." in seen(app)


async def test_the_clean_load_is_one_number_whatever_is_looked_at(form_log: Path, now: FakeClock) -> None:
    """In each of six sessions the back gave way in one set of three: 12 of 18 in twelve weeks, 6 of 9 in four."""
    sentence = "No clean load yet. At 100 kg 12 of 18 sets were clean."
    async with opened(form_log, now, "form", (140, 40)) as (app, pilot):
        await press(app, pilot, "m")
        for key in ("plus", "minus", "minus", "minus", "minus", "b", "b"):
            await press(app, pilot, key)
            await settled(app, pilot)
            assert sentence in " ".join(seen(app).split()), key
