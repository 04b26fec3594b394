from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.charts.cells import text_width
from hinge_log.charts.pages.exercise_page import SHORT_TABS, TABS
from hinge_log.screens.base import Go
from hinge_log.screens.exercise import ExerciseScreen
from hinge_log.settings import Look
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.workout import Judge
from tests.screens.past_support import add, do, drawn_at_every_size, lines, opened, press, settle, sized, text, type_in
from tests.support import FakeClock, work

MOVING = Look(motion="full")


@pytest.fixture
def lift_log(log_file: Path) -> Path:
    """Two sessions of deadlifts, one set of them checked: it was set up with low hips."""
    from hinge_log.exercises.catalogue import load

    catalogue = load()
    items = catalogue.items_for(catalogue.exercises["deadlift-conventional"])
    with Store(str(log_file), clock=FakeClock("2026-03-09T20:00:00+00:00")) as store:
        add(store, "2026-03-03", work("100", 5), work("100", 5))
        later = store.workout(add(store, "2026-03-07", work("105", 5)))
        assert later is not None
        form = score(items, {"df-hips-set": 2}, 5, judged_by=Judge.VIDEO, checklist_id="deadlift_floor", version=1)
        store.rate(later.sets[0].id, form)
    return log_file


async def test_a_still_is_there_before_the_frames_and_good_stands_beside_fault(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, _):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        assert screen.frame_at is None
        page = text(app)
        assert "Good: hips go back first" in page
        assert "Fault: knees go first" in page
        assert "▲ knee" in page
        assert any("⠀" < character <= "⣿" for character in page)
        assert "See the difference?" in page


async def test_space_plays_and_pauses_and_the_arrows_step(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "space")
        first = screen.frame_at
        assert first is not None
        assert "space pause" in lines(app)[-1]
        before = text(app)
        for _ in range(4):
            screen._tick()
        assert screen.frame_at is not None
        moved = screen.frame_at
        assert moved != first
        assert text(app) != before
        await press(pilot, "space")
        stood = screen.frame_at
        assert "space play" in lines(app)[-1]
        await press(pilot, "left")
        assert screen.frame_at == (stood - 1) % len(screen.film.frames if screen.film else ())
        await press(pilot, "right")
        assert screen.frame_at == stood


async def test_a_repetition_comes_round_to_its_first_frame(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "right")
        assert screen.film is not None
        here, page = screen.frame_at, text(app)
        for _ in screen.film.frames:
            screen.action_step(1)
        assert screen.frame_at == here
        assert text(app) == page


async def test_a_frame_repaints_the_figure_alone(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "right")
        before = lines(app)
        laid = screen.page._rows
        screen._tick()
        after = screen.page._rows
        under = next(place for place, line in enumerate(before) if "one rep" in line)
        assert lines(app)[under + 1 :] == before[under + 1 :]
        # The rest of the page is the same objects: comparing them costs nothing.
        assert all(one is other for one, other in zip(laid[under + 1 :], after[under + 1 :], strict=True))


async def test_tab_walks_through_the_faults_and_comes_back(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        seen = []
        for _ in screen.pairs:
            seen.append(next(line for line in lines(app) if "Fault:" in line))
            await press(pilot, "tab")
        assert len(set(seen)) == len(screen.pairs) > 1
        assert next(line for line in lines(app) if "Fault:" in line) == seen[0]


async def test_nothing_moves_where_motion_is_off(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=Look(motion="none")) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        pages = [text(app)]
        for _ in range(3):
            await press(pilot, "space")
            pages.append(text(app))
        assert len(set(pages)) == 3
        assert pages[3] == pages[0]
        assert screen._timer is None
        assert screen.film is not None
        assert screen.film.frames == ()


async def test_the_figure_stops_when_another_screen_is_shown(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "space")
        assert screen._timer is not None
        app.post_message(Go("history"))
        await settle(pilot)
        assert screen._timer is None


async def test_one_after_the_other_shows_both(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "s")
        assert "Fault:" not in text(app)
        assert screen.film is not None
        shown = set()
        for _ in screen.film.frames:
            screen.action_step(1)
            shown.add("Fault:" in text(app))
        assert shown == {True, False}


async def test_the_tabs_show_checks_faults_history_and_notes(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "2", "down")
        item = screen.items[1]
        assert item.cue in text(app)
        assert "Regress to" in text(app)
        await press(pilot, "3")
        assert "1 of 1 set" in lines(app)[3]
        assert "Hips were set low" in lines(app)[3]
        await press(pilot, "4")
        assert "105 × 5" in lines(app)[3]
        assert "100 × 5 5" in lines(app)[4]
        await press(pilot, "5")
        assert "Muscles" in text(app)
        assert "In the hinge" in text(app)


async def test_enter_opens_the_workout_of_a_session_and_the_figure_of_a_fault(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "3", "enter")
        assert "Fault: hips squat too low" in text(app)
        await press(pilot, "4", "down", "enter")
        assert app.trail[-1] == "history"
        assert "Tue 3 Mar, 18:00" in text(app)


async def test_a_lasting_cue_is_written_shown_and_taken_back(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        await press(pilot, "e")
        await type_in(pilot, "paint [your] legs")
        assert "Your cue: paint [your] legs. u undoes." in text(app)
        await press(pilot, "5")
        assert "paint [your] legs" in text(app)
        await press(pilot, "u")
        assert "paint" not in text(app)
        await press(pilot, "e")
        await pilot.press("x")
        await press(pilot, "escape")
        assert do(app, lambda store: store.one("SELECT cue FROM exercise")) == ("",)


async def test_what_is_set_for_an_exercise_changes_by_key_and_by_typing_and_is_undone(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        await press(pilot, "6")
        assert "as the gym, 2:30" in text(app)
        await press(pilot, "right", "right")
        assert "Rest: 3:00. u undoes." in text(app)
        await press(pilot, "enter")
        await type_in(pilot, "off")
        assert "Rest: no clock. u undoes." in text(app)
        await press(pilot, "down", "right", "right", "down", "enter")
        await type_in(pilot, "35")
        kept = do(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (kept.rest_s, kept.unit, kept.bar_g) == (0, "lb", 15_876)
        await press(pilot, "backspace", "up", "up", "backspace")
        kept = do(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (kept.rest_s, kept.bar_g) == (None, None)
        await press(pilot, "u", "u")
        kept = do(app, lambda store: lift_settings(store, "deadlift-conventional"))
        assert (kept.rest_s, kept.bar_g) == (0, 15_876)


async def test_what_cannot_be_set_stays_in_the_line_and_says_why(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        await press(pilot, "6", "enter")
        await type_in(pilot, "soon")
        assert "soon is no time" in text(app)
        await press(pilot, "escape")
        assert do(app, lambda store: lift_settings(store, "deadlift-conventional")).rest_s is None


async def test_a_finger_changes_what_is_set(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", size=(48, 30)) as (app, pilot):
        await press(pilot, "6")
        row = next(place for place, line in enumerate(lines(app)) if "TYPE" in line)
        await pilot.click(offset=(lines(app)[row].index("+"), row))
        await settle(pilot)
        assert do(app, lambda store: lift_settings(store, "deadlift-conventional")).rest_s == 165
        await pilot.click(offset=(lines(app)[row].index("TYPE"), row))
        await settle(pilot)
        assert app.focused is not None


async def test_the_history_of_an_exercise_shows_its_bests(lift_log: Path) -> None:
    for size in ((80, 24), (48, 30), (140, 40)):
        async with opened(lift_log, "exercise", size=size) as (app, pilot):
            await press(pilot, "4")
            assert "Best" in text(app)
            assert "105 kg, 7 Mar" in text(app)


async def test_the_tab_at_hand_is_seen_at_every_width(lift_log: Path) -> None:
    for width in (140, 80, 60, 48, 40, 30, 20):
        async with opened(lift_log, "exercise", size=(width, 24)) as (app, pilot):
            for key, name in zip("123456", TABS, strict=True):
                await press(pilot, key)
                assert name in lines(app)[1] or f"{key} {SHORT_TABS[int(key) - 1]}" in lines(app)[1]


async def test_next_and_previous_walk_what_was_done_else_the_family(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        app.post_message(Go("exercise", "squat-back"))
        await settle(pilot)
        assert app.screen.lift == "squat-back"  # type: ignore[attr-defined]
        await press(pilot, "n")
        there = app.screen.lift  # type: ignore[attr-defined]
        assert there != "squat-back"
        assert app.context.exercise(there).family == "squat"
        await press(pilot, "p")
        assert app.screen.lift == "squat-back"  # type: ignore[attr-defined]


async def test_an_exercise_without_figure_or_checks_says_so(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        app.post_message(Go("exercise", "own:curl"))
        await settle(pilot)
        assert "No figure fits this exercise." in text(app)
        await press(pilot, "space", "right", "tab", "s", "2")
        assert "No checklist" in text(app)
        await press(pilot, "enter", "3", "enter", "4")
        assert "Not done yet." in text(app)
        await press(pilot, "enter", "5", "down", "up")


async def test_ascii_alone_is_drawn_when_asked_for(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", ascii_only=True, look=MOVING) as (app, pilot):
        assert text(app).isascii()
        assert "^ knee" in text(app)
        await press(pilot, "space")
        app.screen._tick()  # type: ignore[attr-defined]
        assert text(app).isascii()


async def test_every_size_and_tab_is_drawn(lift_log: Path) -> None:
    async with opened(lift_log, "exercise") as (app, pilot):
        for tab in "12345":
            await press(pilot, tab)
            drawn_at_every_size(app)


async def test_a_resize_while_it_moves_goes_on_in_the_new_size(lift_log: Path) -> None:
    async with opened(lift_log, "exercise", look=MOVING) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await press(pilot, "space")
        for width, height in ((48, 15), (20, 8), (140, 40), (80, 24)):
            await sized(pilot, width, height)
            screen._tick()
            await settle(pilot)
            screen._tick()
            assert all(text_width(line) <= width for line in lines(app)), (width, height)
            assert len(lines(app)) <= height
        assert screen.frame_at is not None
        assert "space pause" in lines(app)[-1]
