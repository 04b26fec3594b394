from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Checklist
from hinge_log.screens.context import ScreenRequested
from hinge_log.screens.exercise import TABS
from hinge_log.settings import Look
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.workout import Judge
from tests.screens.drawn import click_on, drawn_rows, resize
from tests.screens.past_support import add
from tests.screens.practice_support import SIZES, opened, press, seen, settled, stored
from tests.support import FakeClock, work

MOVING = Look(motion="full")
_KEYS = {" ": "space", "[": "left_square_bracket", "]": "right_square_bracket"}


@pytest.fixture
def now() -> FakeClock:
    return FakeClock("2026-03-10T18:00:00+00:00")


@pytest.fixture
def lift_log(log_file: Path) -> Path:
    """Two sessions of deadlifts, one set of them checked: it was set up with low hips."""
    catalogue = load()
    items = catalogue.items_for(catalogue.exercises["deadlift-conventional"])
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        add(store, "2026-03-03", work("100", 5), work("100", 5))
        later = store.workout(add(store, "2026-03-07", work("105", 5)))
        assert later is not None
        form = score(
            items, {"df-hips-set": 2}, 5, judged_by=Judge.VIDEO, checklist=Checklist("deadlift_floor", "Floor", 1, ())
        )
        store.rate(later.sets[0].id, form)
    return log_file


async def write(app: HingeLog, pilot: Pilot[None], text: str) -> None:
    """Type a text over what stands in the field, and enter it."""
    await press(app, pilot, "end", "ctrl+u", *(_KEYS.get(each, each) for each in text), "enter")


async def go_to(app: HingeLog, pilot: Pilot[None], lift: str) -> None:
    app.post_message(ScreenRequested("exercise", lift))
    await settled(app, pilot)


async def changed(app: HingeLog, pilot: Pilot[None], before: str) -> str:
    """What is drawn once it is no longer `before`."""
    async with asyncio.timeout(10):
        while seen(app) == before:
            await pilot.pause(0.02)
    return seen(app)


def progress(app: HingeLog) -> int:
    """How far the repetition is, in percent."""
    row = next(row for row in drawn_rows(app) if "one rep" in row)
    return int(row.split("%")[0].split()[-1])


async def test_a_still_is_there_before_the_frames_and_good_stands_beside_fault(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, _):
        page = seen(app)
        assert "Good: hips go back first" in page
        assert "Fault: knees go first" in page
        assert re.search("[◀▲▼] knee|knee [▲▼▶]", page)
        assert any("⠀" < character <= "⣿" for character in page)
        assert "See the difference?" in page


async def test_space_plays_and_pauses_and_the_arrows_step(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        before = seen(app)
        await press(app, pilot, "space")
        assert "space pause" in drawn_rows(app)[-1]
        moved = await changed(app, pilot, await changed(app, pilot, before))
        assert moved != before
        await press(app, pilot, "space")
        assert "space play" in drawn_rows(app)[-1]
        page = seen(app)
        await press(app, pilot, "left")
        assert seen(app) != page
        await press(app, pilot, "right")
        assert seen(app) == page, "it stands where it stood"


async def test_a_repetition_comes_round_to_its_first_frame_and_moves_the_figure_alone(
    lift_log: Path, now: FakeClock
) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        await press(app, pilot, "right")
        first, pages = seen(app), []
        for _ in range(40):
            await press(app, pilot, "right")
            pages.append(drawn_rows(app))
            if seen(app) == first:
                break
        assert seen(app) == first
        assert len(pages) >= 8
        under = next(place for place, row in enumerate(pages[0]) if "one rep" in row) + 1
        assert len({"\n".join(rows[under:]) for rows in pages}) == 1


async def test_f_walks_through_the_faults_and_comes_back(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        faults: list[str] = []
        while True:
            title = next(row for row in drawn_rows(app) if "Fault:" in row)
            if title in faults:
                break
            faults.append(title)
            await press(app, pilot, "f")
        assert title == faults[0]
        assert len(faults) > 1
        await press(app, pilot, "F")
        assert faults[-1] in drawn_rows(app)


async def test_nothing_moves_where_motion_is_off(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=Look(motion="none")) as (app, pilot):
        assert "space next still" in drawn_rows(app)[-1]
        pages = [seen(app)]
        for _ in range(4):
            await press(app, pilot, "space")
            pages.append(seen(app))
        assert len(set(pages[:4])) >= 3
        assert pages[4] == pages[0]
        await pilot.pause(0.3)
        assert seen(app) == pages[4]


async def test_the_figure_stops_when_another_screen_is_shown(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        await press(app, pilot, "space")
        assert "space pause" in drawn_rows(app)[-1]
        app.post_message(ScreenRequested("everyday"))
        await settled(app, pilot)
        await press(app, pilot, "q")
        assert "space play" in drawn_rows(app)[-1]


async def test_one_after_the_other_shows_both(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        await press(app, pilot, "s")
        assert "Fault:" not in seen(app)
        both = set()
        for _ in range(80):
            await press(app, pilot, "right")
            both.add("Fault:" in seen(app))
            if len(both) == 2:
                break
        assert both == {True, False}


async def test_the_tabs_show_checks_faults_history_and_notes(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        catalogue = app.context.catalogue
        item = catalogue.items_for(catalogue.exercises["deadlift-conventional"])[1]
        await press(app, pilot, "2", "down")
        assert seen(app).count(item.cue) == 2, "in the list, and over what is said about it"
        assert item.look_for.split()[0] in seen(app)
        await press(app, pilot, "3")
        assert "1 of 1 set" in drawn_rows(app)[2]
        assert "Hips were set low" in drawn_rows(app)[2]
        assert "Looks like" in seen(app)
        await press(app, pilot, "4")
        assert "105 × 5" in drawn_rows(app)[2]
        assert "100 × 5 5" in drawn_rows(app)[3]
        await press(app, pilot, "5")
        assert "Muscles" in seen(app)
        assert "In the hinge" in seen(app)


async def test_enter_opens_the_workout_of_a_session_and_the_figure_of_a_fault(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await press(app, pilot, "3", "enter")
        assert "Fault: hips squat too low" in seen(app)
        await press(app, pilot, "4", "down", "enter")
        assert app.trail[-1] == "history"
        assert "Tue 3 Mar" in seen(app)


async def test_a_lasting_cue_is_written_shown_and_taken_back(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await press(app, pilot, "e")
        await write(app, pilot, "paint [your] legs")
        assert "Your cue: paint [your] legs. Press u to undo." in seen(app)
        await press(app, pilot, "5")
        assert "paint [your] legs" in seen(app)
        await press(app, pilot, "u")
        assert "legs" not in "\n".join(drawn_rows(app)[2:4])
        await press(app, pilot, "e", "x", "escape")
        assert stored(app, lambda store: store.one("SELECT cue FROM exercise")) == ("",)


async def test_the_settings_of_an_exercise_change_by_key_and_by_typing_and_are_undone(
    lift_log: Path, now: FakeClock
) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await press(app, pilot, "6")
        assert "gym default, 2:30" in seen(app)
        await press(app, pilot, "right", "right")
        assert "Rest: 3:00. Press u to undo." in seen(app)
        await press(app, pilot, "enter")
        await write(app, pilot, "off")
        assert "Rest: off. Press u to undo." in seen(app)
        await press(app, pilot, "down", "right", "right", "down", "enter")
        await write(app, pilot, "35")
        settings = stored(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (settings.rest_s, settings.unit, settings.bar_g) == (0, "lb", 15_876)
        await press(app, pilot, "backspace", "up", "up", "backspace")
        settings = stored(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (settings.rest_s, settings.bar_g) == (None, None)
        await press(app, pilot, "u", "u")
        settings = stored(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (settings.rest_s, settings.bar_g) == (0, 15_876)


async def test_what_cannot_be_set_stays_in_the_line_and_says_why(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await press(app, pilot, "6", "enter")
        await write(app, pilot, "soon")
        assert 'Can\'t read "soon".' in seen(app)
        await press(app, pilot, "escape")
        assert stored(app, lambda store: lift_settings(store, "deadlift-conventional")).rest_s is None


async def test_tabs_rows_and_settings_can_be_tapped(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", (48, 30)) as (app, pilot):
        await click_on(app, pilot, "Faults")
        await settled(app, pilot)
        assert "Hips were set low" in drawn_rows(app)[2]
        await click_on(app, pilot, "6 Set")
        await settled(app, pilot)
        rows = drawn_rows(app)
        y = next(place for place, row in enumerate(rows) if "TYPE" in row)
        await pilot.click(offset=(rows[y].index("+"), y))
        await settled(app, pilot)
        assert stored(app, lambda store: lift_settings(store, "deadlift-conventional")).rest_s == 165
        await click_on(app, pilot, "TYPE")
        await settled(app, pilot)
        assert "⏎ save" in drawn_rows(app)[-1]


async def test_tab_moves_the_focus_to_tabs_and_list(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await press(app, pilot, "tab", "right", "right")
        assert "Hips were set low" in drawn_rows(app)[2]
        await press(app, pilot, "tab", "down", "up", "enter")
        assert "Fault: hips squat too low" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_the_history_of_an_exercise_shows_its_bests(
    lift_log: Path, now: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(lift_log, now, "exercise", size) as (app, pilot):
        await press(app, pilot, "4")
        assert "Best" in seen(app)
        assert "105 kg, 7 Mar" in seen(app)


@pytest.mark.parametrize("width", [140, 80, 60, 48, 40, 30, 20])
async def test_the_shown_tab_is_seen_at_every_width(lift_log: Path, now: FakeClock, width: int) -> None:
    async with opened(lift_log, now, "exercise", (width, 24)) as (app, pilot):
        for number, names in enumerate(TABS.values(), 1):
            await press(app, pilot, str(number))
            async with asyncio.timeout(5):
                while not any(f"{number} {name}" in drawn_rows(app)[1] for name in names):
                    await pilot.pause(0.05)


async def test_next_and_previous_walk_what_was_done_else_the_family(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await go_to(app, pilot, "squat-back")
        assert "Back squat" in drawn_rows(app)[0]
        await press(app, pilot, "n")
        there = app.here.lift
        assert there != "squat-back"
        assert app.context.exercise(there).family == "squat"
        assert app.context.exercise(there).name in drawn_rows(app)[0]
        await press(app, pilot, "p")
        assert "Back squat" in drawn_rows(app)[0]


async def test_an_exercise_without_figure_or_checks_says_so(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise") as (app, pilot):
        await go_to(app, pilot, "own:curl")
        assert "No figure fits this exercise." in seen(app)
        await press(app, pilot, "space", "right", "f", "s", "2")
        assert "No checklist" in seen(app)
        await press(app, pilot, "enter", "3", "enter", "4")
        assert "Not done yet." in seen(app)
        await press(app, pilot, "enter", "5", "down", "up")


async def test_ascii_alone_is_drawn_when_asked_for(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING, ascii_only=True) as (app, pilot):
        assert seen(app).isascii()
        assert "knee" in seen(app)
        await press(app, pilot, "right")
        assert seen(app).isascii()


@pytest.mark.parametrize("size", SIZES)
async def test_no_size_is_refused(lift_log: Path, now: FakeClock, size: tuple[int, int]) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        await press(app, pilot, "space")
        await resize(app, pilot, *size)
        for tab in "123456":
            await press(app, pilot, tab)
            assert len(drawn_rows(app)) == size[1]


async def test_a_resize_while_it_moves_goes_on_in_the_new_size(lift_log: Path, now: FakeClock) -> None:
    async with opened(lift_log, now, "exercise", look=MOVING) as (app, pilot):
        await press(app, pilot, "space")
        for width, height in ((48, 15), (20, 8), (140, 40), (80, 24)):
            await resize(app, pilot, width, height)
            await settled(app, pilot)
            assert len(drawn_rows(app)) == height
        assert "space pause" in drawn_rows(app)[-1]
        before = progress(app)
        async with asyncio.timeout(10):
            while progress(app) == before:
                await pilot.pause(0.02)
