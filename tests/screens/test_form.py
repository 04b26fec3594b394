from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.exercises.catalogue import load
from hinge_log.screens.form import FormScreen
from hinge_log.screens.history import HistoryScreen
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.workout import Judge, SetDraft
from tests.screens.past_support import do, drawn_at_every_size, lines, opened, press, sized, text
from tests.support import FakeClock, kg, moment

DAYS = ("01-27", "02-03", "02-10", "02-17", "02-24", "03-03")


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
                        items, slips, 5, judged_by=judge, checklist_id=exercise.checklist,
                        version=catalogue.checklists[exercise.checklist].version,
                    )  # fmt: skip
                    drafts.append(SetDraft(5, kg("100"), rpe=8, form=form))
                store.log_lift(key, exercise.name, drafts, at=moment(f"2026-{day}T18:00:00+00:00"))
    return log_file


async def test_an_empty_log_keeps_its_axes_and_says_what_to_do(log_file: Path) -> None:
    async with opened(log_file, "form") as (app, pilot):
        for words in ("No rated sets yet.", "Log a set, then press 1 to 5.", "Your first dot appears here."):
            assert words in text(app)
        assert [line[1] for line in lines(app) if line[1:2].isdigit()] == ["5", "4", "3", "2", "1"]
        await press(pilot, "m", "m", "m", "m", "y", "b", "f", "n", "left", "up", "enter")
        drawn_at_every_size(app)


async def test_every_view_shows_its_own(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        assert "Form · Deadlift" in lines(app)[0]
        assert "18 of 18 working sets rated" in lines(app)[0]
        for words in ("Form by load", "Faults, share of sets", "Estimated one-rep maximum", "Top set, kg"):
            await press(pilot, "m")
            assert words in text(app)
            drawn_at_every_size(app)


async def test_the_cursor_walks_the_sessions_and_enter_opens_one(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        assert "Tue 3 Mar" in text(app)
        await press(pilot, "left", "left")
        assert "Tue 17 Feb" in text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HistoryScreen)
        assert "17 Feb" in text(app)


async def test_faults_are_chosen_with_the_arrows(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        await press(pilot, "m", "m")
        first = next(line for line in lines(app) if line.startswith("▸"))
        assert "Fix: " in text(app)
        assert "Learn it on: " in text(app)
        await press(pilot, "down")
        second = next(line for line in lines(app) if line.startswith("▸"))
        assert second != first
        await press(pilot, "up")
        assert next(line for line in lines(app) if line.startswith("▸")) == first


async def test_felt_and_seen_ratings_are_shown_apart(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        await press(pilot, "b")
        assert "felt, 12 weeks" in lines(app)[0]
        assert "17 of 18" in lines(app)[0]
        await press(pilot, "b")
        assert "seen, 12 weeks" in lines(app)[0]
        assert "1 of 18" in lines(app)[0]
        await press(pilot, "b")
        assert "18 of 18" in lines(app)[0]


async def test_the_family_stands_side_by_side(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        await press(pilot, "y")
        assert "Deadlift, 18 of 18 sets rated" in text(app)
        assert "Romanian, " in text(app)
        drawn_at_every_size(app)
        await press(pilot, "n", "y")
        assert "Form · Romanian" in lines(app)[0]


async def test_the_formula_changes_the_estimate(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        await press(pilot, "m", "m", "m")
        assert "Epley" in text(app)
        await press(pilot, "f")
        assert "Brzycki" in text(app)


async def test_fewer_weeks_show_fewer_sessions(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        await press(pilot, "plus")
        assert "4 weeks" in lines(app)[0]
        assert "3 sessions" in lines(app)[0]
        await press(pilot, "minus", "minus", "minus", "minus")
        assert lines(app)[0].rstrip().endswith("all")


async def test_what_another_window_logs_appears_on_return(form_log: Path) -> None:
    async with opened(form_log, "form") as (app, pilot):
        exercise = load().exercises["deadlift-conventional"]
        do(app, lambda store: store.log_lift(exercise.id, exercise.name, [SetDraft(5, kg("100"))]))
        await press(pilot, "question_mark", "escape")
        assert "18 of 19 working sets rated" in lines(app)[0]


async def test_a_narrow_window_keeps_the_chart(form_log: Path) -> None:
    async with opened(form_log, "form", size=(48, 30), ascii_only=True) as (app, pilot):
        assert text(app).isascii()
        assert isinstance(app.screen, FormScreen)
        await sized(pilot, 30, 10)
        assert "Form" in lines(app)[0]
