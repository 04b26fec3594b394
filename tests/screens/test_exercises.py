from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.screens.base import Go
from hinge_log.screens.exercises import ExercisesScreen
from hinge_log.store import naming
from hinge_log.store.store import Store
from tests.screens.past_support import add, do, drawn_at_every_size, lines, opened, press, settle, text, type_in, typing
from tests.support import FakeClock, work


@pytest.fixture
def own_log(log_file: Path) -> Path:
    """A log with a deadlift done a week ago, and an own exercise done in the same workout."""
    with Store(str(log_file), clock=FakeClock("2026-03-03T20:00:00+00:00")) as store:
        add(store, "2026-03-03", work("100", 5), work("100", 5))
        made = naming.make(store, "Bar lift")
        store.log_lift(made.id, made.name, [work("60", 8)])
        opened_one = store.open_workout()
        assert opened_one is not None
        store.finish_workout(opened_one.id)
    return log_file


async def test_the_list_narrows_with_every_letter_and_enter_opens(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        whole = len(screen.matching)
        await press(pilot, "slash", "r", "d")
        fewer = len(screen.matching)
        assert 0 < fewer < whole
        await press(pilot, "l")
        assert 0 < len(screen.matching) <= fewer
        assert f"{len(screen.matching)} of {whole} match" in lines(app)[0]
        assert screen.exercise is not None
        key = screen.exercise.id
        await press(pilot, "enter")
        assert app.trail[-1] == "exercise"
        assert app.main["exercise"].lift == key


async def test_esc_clears_what_is_searched_for_before_it_leaves(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        await press(pilot, "slash", "r", "d", "l", "down")
        assert screen.at == 1
        await press(pilot, "escape")
        assert (screen.words, screen.searching) == ("", True)
        await press(pilot, "escape")
        assert (screen.searching, app.focused) == (False, None)
        assert app.screen is screen


async def test_what_was_done_of_late_comes_first_with_its_day(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, _):
        top = "\n".join(lines(app)[5:7])
        assert "Conventional" in top
        assert "Bar lift" in top
        assert top.count("3 Mar") == 2


async def test_families_and_own_lifts_are_filters(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        screen.action_narrow("squat")
        await settle(pilot)
        assert {each.family for each in screen.matching} == {"squat"}
        screen.action_narrow("own")
        await settle(pilot)
        assert [each.name for each in screen.matching] == ["Bar lift"]
        screen.action_narrow("done")
        await settle(pilot)
        assert len(screen.matching) == 2
        await press(pilot, "escape")
        assert len(screen.matching) == screen.total


async def test_an_exercise_is_added_to_the_workout_in_progress_or_begins_one(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        await press(pilot, "a")
        now = do(app, lambda store: store.open_workout())
        assert now is not None
        assert len(now.lifts) == 1
        app.post_message(Go("exercises", "squat-back"))
        await settle(pilot)
        await press(pilot, "a")
        now = do(app, lambda store: store.open_workout())
        assert now is not None
        assert [lift.exercise for lift in now.lifts][1:] == ["squat-back"]
        assert app.trail[-1] == "log"


async def test_an_own_exercise_is_made_from_what_was_not_found(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        await press(pilot, "slash")
        await type_in(pilot, "zottman")
        assert typing(app)
        assert "without a checklist" in text(app)
        await type_in(pilot, "Zottman pull = rdl")
        assert "Made Zottman pull." in text(app)
        made = next(each for each in app.context.own if each.name == "Zottman pull")
        assert app.context.catalogue.items_for(made)
        await press(pilot, "u")
        assert all(each.name != "Zottman pull" for each in app.context.own)


async def test_a_name_that_is_taken_keeps_the_field_open(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        await press(pilot, "n")
        await type_in(pilot, "Bar lift")
        assert "in the list already" in text(app)
        assert typing(app)


async def test_an_own_exercise_is_renamed_and_the_catalogue_is_not(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        app.post_message(Go("exercises", "deadlift-conventional"))
        await settle(pilot)
        await press(pilot, "e")
        assert not typing(app)
        assert "Only your own" in text(app)
        screen.action_narrow("own")
        await settle(pilot)
        await press(pilot, "e")
        await type_in(pilot, "Pull")
        assert "Bar lift is now Pull." in text(app)
        assert [each.name for each in app.context.own] == ["Pull"]


async def test_a_merge_moves_the_history_and_one_undo_brings_it_back(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        screen.action_narrow("own")
        await settle(pilot)
        key = screen.lift
        await press(pilot, "m")
        await type_in(pilot, "back squat")
        assert "Merged Bar lift into" in text(app)
        assert "1 set." in text(app)
        squat = screen.lift
        assert squat.startswith("squat-back")
        assert len(do(app, lambda store: store.sessions(squat))) == 1
        await press(pilot, "u")
        assert len(do(app, lambda store: store.sessions(key))) == 1
        assert do(app, lambda store: store.sessions(squat)) == []


async def test_another_name_finds_the_exercise(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        app.post_message(Go("exercises", "deadlift-conventional"))
        await settle(pilot)
        await press(pilot, "o")
        await type_in(pilot, "kreuzheben, [red]x")
        assert "Also called kreuzheben, [red]x." in text(app)
        await press(pilot, "slash", *"kreuz")
        assert [each.id for each in screen.matching] == ["deadlift-conventional"]


async def test_an_exercise_with_sets_is_not_deleted(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        screen.action_narrow("own")
        await settle(pilot)
        await press(pilot, "d")
        assert "has history" in text(app)
        assert [each.name for each in screen.matching] == ["Bar lift"]


async def test_taps_pick_open_and_filter(own_log: Path) -> None:
    async with opened(own_log, "exercises", size=(48, 30)) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExercisesScreen)
        row, line = next((place, line) for place, line in enumerate(lines(app)) if "deadlift  squat" in line)
        await pilot.click(offset=(line.index("squat"), row))
        await settle(pilot)
        assert {each.family for each in screen.matching} == {"squat"}
        row = next(place for place, line in enumerate(lines(app)) if "OPEN" in line)
        await pilot.click(offset=(6, row))
        await settle(pilot)
        assert app.trail[-1] == "exercise"


async def test_every_size_is_drawn(own_log: Path) -> None:
    async with opened(own_log, "exercises") as (app, pilot):
        for keys in ((), ("slash", "d"), ("escape", "escape", "n")):
            await press(pilot, *keys)
            drawn_at_every_size(app)
