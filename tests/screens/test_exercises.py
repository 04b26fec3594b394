from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.screens.context import ScreenRequested
from hinge_log.store import naming
from hinge_log.store.store import Store
from tests.screens.drawn import click_on, drawn_rows, place_of, resize
from tests.screens.past_support import add
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, work

_KEYS = {" ": "space", ",": "comma", "=": "equals_sign"}


@pytest.fixture
def now() -> FakeClock:
    return FakeClock("2026-03-10T18:00:00+00:00")


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


async def write(app: HingeLog, pilot: Pilot[None], text: str) -> None:
    """Type a text over what stands in the field, and enter it."""
    await press(app, pilot, "end", "ctrl+u", *(_KEYS.get(each, each) for each in text), "enter")


async def go_to(app: HingeLog, pilot: Pilot[None], lift: str) -> None:
    app.post_message(ScreenRequested("exercises", lift))
    await settled(app, pilot)


async def narrow(app: HingeLog, pilot: Pilot[None], word: str) -> None:
    await click_on(app, pilot, word)
    await settled(app, pilot)


def counted(app: HingeLog) -> tuple[int, int]:
    """How many of how many match."""
    matching, _, total, _ = drawn_rows(app)[0].split()[1:]
    return int(matching), int(total)


async def test_the_list_narrows_with_every_letter_and_enter_opens(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        whole = int(drawn_rows(app)[0].split()[1])
        await press(app, pilot, "slash", "r", "d")
        fewer, total = counted(app)
        assert 0 < fewer < whole == total
        await press(app, pilot, "l")
        assert 0 < counted(app)[0] <= fewer
        assert "Romanian deadlift" in drawn_rows(app)[5]
        await press(app, pilot, "enter")
        assert app.trail[-1] == "exercise"
        assert app.main["exercise"].lift == "deadlift-romanian"


async def test_esc_clears_the_search_before_it_leaves(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "slash", "r", "d", "l", "down", "escape")
        assert " exercises" in drawn_rows(app)[0], "all are listed again"
        assert "esc leave" in seen(app), "the field still has the keys"
        await press(app, pilot, "escape")
        assert app.focused is None
        assert app.trail == ["exercises"]


async def test_what_was_done_last_comes_first_with_its_day(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, _):
        top = "\n".join(drawn_rows(app)[5:7])
        assert "Conventional" in top
        assert "Bar lift" in top
        assert top.count("3 Mar") == 2
        assert "Last: 100 × 5 5" in seen(app), "what was done of the highlighted one stands beside the list"


async def test_families_and_own_lifts_are_filters(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await narrow(app, pilot, "squat")
        assert "Goblet squat" in seen(app)
        assert "Bar lift" not in seen(app)
        await narrow(app, pilot, "mine")
        assert counted(app)[0] == 1
        assert "Bar lift" in drawn_rows(app)[5]
        await narrow(app, pilot, "done")
        assert counted(app)[0] == 2
        await press(app, pilot, "right", "left", "escape")
        assert "exercises" in drawn_rows(app)[0]
        await press(app, pilot, "left")
        assert counted(app)[0] == 1, "the filter before the first is the last"


async def test_an_exercise_is_added_to_the_workout_in_progress_or_begins_one(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "a")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert len(workout.lifts) == 1
        await go_to(app, pilot, "squat-back")
        await press(app, pilot, "a")
        workout = stored(app, lambda store: store.open_workout())
        assert workout is not None
        assert [lift.exercise for lift in workout.lifts][1:] == ["squat-back"]
        assert app.trail[-1] == "log"


async def test_an_own_exercise_is_made_of_what_is_not_in_the_list(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "slash", *"zottman", "enter")
        assert "without a checklist" in seen(app), "it is asked before it is made"
        assert len(app.context.own) == 1
        await write(app, pilot, "Zottman pull = rdl")
        assert "Made Zottman pull." in seen(app)
        made = next(each for each in app.context.own if each.name == "Zottman pull")
        assert app.context.catalogue.items_for(made)
        await press(app, pilot, "u")
        assert all(each.name != "Zottman pull" for each in app.context.own)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("deadlfit", "deadlift-conventional"), ("sqaut", "squat-back"), ("rdll", "deadlift-romanian")],
)
async def test_a_typing_error_finds_what_was_meant(own_log: Path, now: FakeClock, typed: str, key: str) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "slash", *typed)
        assert "Did you mean" in seen(app)
        await press(app, pilot, "enter")
        assert (app.trail[-1], app.main["exercise"].lift) == ("exercise", key)
        assert len(app.context.own) == 1, "nothing was made"


async def test_a_new_name_that_is_nearly_a_known_one_is_asked_about(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises", (120, 24)) as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Deadlfit")
        assert "Did you mean Conventional deadlift" in seen(app)
        assert all(each.name != "Deadlfit" for each in app.context.own)
        await press(app, pilot, "enter")
        assert "Made Deadlfit." in seen(app)


async def test_a_name_that_is_taken_keeps_the_field_open(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "n")
        await write(app, pilot, "Bar lift")
        assert "already in the list" in seen(app)
        assert app.focused is not None


async def test_an_own_exercise_is_renamed_and_the_catalogue_is_not(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await go_to(app, pilot, "deadlift-conventional")
        await press(app, pilot, "e")
        assert app.focused is None
        assert "Only your own" in seen(app)
        await narrow(app, pilot, "mine")
        await press(app, pilot, "e")
        await write(app, pilot, "Pull")
        assert "Bar lift is now Pull." in seen(app)
        assert [each.name for each in app.context.own] == ["Pull"]


async def test_a_merge_moves_the_history_and_one_undo_brings_it_back(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await narrow(app, pilot, "mine")
        [mine] = app.context.own
        await press(app, pilot, "m")
        assert "Merge Bar lift into" in seen(app)
        await write(app, pilot, "back squat")
        assert "Merged Bar lift into" in seen(app)
        assert "1 set." in seen(app)
        squat = app.here.lift
        assert squat.startswith("squat-back")
        assert len(stored(app, lambda store: store.sessions(squat))) == 1
        await press(app, pilot, "u")
        assert len(stored(app, lambda store: store.sessions(mine.id))) == 1
        assert stored(app, lambda store: store.sessions(squat)) == []


async def test_another_name_finds_the_exercise(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await go_to(app, pilot, "deadlift-conventional")
        await press(app, pilot, "o")
        await write(app, pilot, "kreuzheben, [red]x")
        assert "Also called kreuzheben, [red]x." in seen(app)
        await press(app, pilot, "slash", *"kreuz")
        assert counted(app)[0] == 1
        assert "Conventional deadlift" in drawn_rows(app)[5]


async def test_an_exercise_with_sets_is_not_deleted(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await narrow(app, pilot, "mine")
        await press(app, pilot, "d")
        assert "has history" in seen(app)
        assert "Bar lift" in drawn_rows(app)[5]


async def test_rows_filters_and_keys_can_be_tapped(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises", (48, 30)) as (app, pilot):
        await narrow(app, pilot, "squat")
        assert "Goblet squat" in seen(app)
        await click_on(app, pilot, "Front squat")
        await settled(app, pilot)
        await click_on(app, pilot, "OPEN")
        await settled(app, pilot)
        assert (app.trail[-1], app.main["exercise"].lift) == ("exercise", "squat-front")


async def test_the_list_scrolls_with_wheel_and_page_keys_and_a_click_highlights(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "pagedown")
        assert "Conventional deadlift" not in "\n".join(row[:40] for row in drawn_rows(app)[5:21])
        await press(app, pilot, "home")
        x, y = place_of(app, "Sumo deadlift")
        await pilot.click(offset=(x, y))
        await settled(app, pilot)
        assert "Sumo deadlift" in drawn_rows(app)[1], "it stands beside the list"
        await pilot.click(offset=(x, y))
        await settled(app, pilot)
        assert (app.trail[-1], app.main["exercise"].lift) == ("exercise", "deadlift-sumo")


async def test_tab_goes_to_the_search_field_and_to_the_list(own_log: Path, now: FakeClock) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await press(app, pilot, "tab", *"front sq".replace(" ", ""))
        assert "frontsq" in drawn_rows(app)[1]
        await press(app, pilot, "escape", "tab", "down", "enter")
        assert app.trail[-1] == "exercise"


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(own_log: Path, now: FakeClock, size: tuple[int, int]) -> None:
    async with opened(own_log, now, "exercises") as (app, pilot):
        await resize(app, pilot, *size)
        for keys in ((), ("slash", "d"), ("escape", "escape", "n"), ("escape",)):
            await press(app, pilot, *keys)
            assert len(drawn_rows(app)) == size[1]
        if size >= (48, 15):
            await press(app, pilot, "home")
            assert "Conventional deadlift" in seen(app)
