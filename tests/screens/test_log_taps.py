"""The log screen by taps and clicks alone, and what it says when a lift is done as planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.exercises.catalogue import load
from hinge_log.screens.dialogs.help import HelpDialog
from hinge_log.store.store import Store
from hinge_log.training.workout import PlannedSet
from tests.screens.drawn import place_of
from tests.screens.log_support import LIFTS, PLANS, Lifter, fives, lifting
from tests.screens.practice_support import settled
from tests.support import FakeClock, kg

PHONE, KEYBOARD_OPEN, DESK = (48, 30), (48, 15), (80, 24)
TWO = LIFTS[:2]
SHORT = (fives(sets=1), fives("80", sets=1))


WORDS = {
    "log_set": ("LOG SET", "space log"), "undo": ("u undo",), "form(4)": ("solid",), "form(2)": ("rough",),
    "load(1)": ("+ 2.5 kg",), "load(-1)": ("- 2.5 kg",), "reps(1)": ("+ rep",), "reps(-1)": ("- rep",),
    "rest_by(15)": ("+15",), "rest_by(-15)": ("-15",), "rest_pause": ("resume", "pause"), "delete": ("delete",),
    "check": ("fault", "discard"), "panel(3)": (" 3 □",), "panel(0)": (" pain ",), "type": ("type",),
    "submit": ("save", "log it"), "back": ("close",), "lifts": ("lift 1 of",), "lift(1)": ("next lift: Hip thrust",),
}  # fmt: skip
"""What is drawn where a tap does something."""


async def tap(lifter: Lifter, action: str, place: int = -1) -> None:
    await lifter.tap(*WORDS[action], nth=place)


def tapped(lifter: Lifter) -> set[str]:
    """What has something to tap."""
    seen = lifter.seen()
    return {action for action, words in WORDS.items() if any(word in seen for word in words)}


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK, (140, 40)])
async def test_a_set_is_logged_rated_and_taken_back_by_taps(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await tap(lifter, "log_set")
        await tap(lifter, "undo")
        assert not lifter.workout().sets
        await tap(lifter, "log_set")
        await tap(lifter, "form(4)")
        form = lifter.workout().sets[0].what.form
        assert form is not None
        assert form.label == 4


@pytest.mark.parametrize("size", [PHONE, DESK, (140, 40)])
async def test_load_and_reps_have_something_to_click(tmp_path: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        for action in ("load(1)", "load(1)", "load(-1)", "reps(1)", "reps(1)", "reps(-1)", "log_set"):
            await tap(lifter, action)
        what = lifter.workout().sets[0].what
        assert (what.load, what.reps) == (kg("102.5"), 6)


async def test_without_a_mouse_nothing_stands_there_to_click(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        lifter.log.add_class("-no-mouse")
        await lifter.keys("space")
        assert not {"load(1)", "reps(1)", "rest_by(15)"} & tapped(lifter)


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK, (140, 40)])
async def test_the_rest_is_paused_and_made_longer_by_taps(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space")
        of = lifter.rest().target
        await tap(lifter, "rest_by(15)")
        assert lifter.rest().target == of + 15
        await tap(lifter, "rest_by(-15)")
        assert lifter.rest().target == of
        await tap(lifter, "rest_pause", 0)
        assert lifter.rest().paused
        assert "paused" in lifter.seen()
        await tap(lifter, "rest_pause", 0)
        assert not lifter.rest().paused


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_a_tapped_set_is_picked_and_tapped_again_it_is_edited(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "4", "space", "4")
        row = " 1     100 × 5"
        await lifter.tap(row)
        await tap(lifter, "form(2)")
        assert [each.what.form.label for each in lifter.workout().sets if each.what.form] == [2, 4]
        await lifter.tap(row)
        assert lifter.log.entry.purpose == "edit"


async def test_a_picked_set_has_buttons_of_its_own_on_a_phone(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space", "space")
        _, second = lifter.workout().sets
        await lifter.tap("1     100 × 5")
        await tap(lifter, "delete")
        assert lifter.workout().sets == (second,)


async def test_the_open_check_has_no_button_that_stores_it_by_mistake(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space")
        await tap(lifter, "check")
        await tap(lifter, "panel(3)")
        assert "LOG SET" not in lifter.seen()
        assert "cues" not in lifter.seen()
        await tap(lifter, "check")
        assert lifter.workout().sets[0].what.form is None
        await tap(lifter, "check")
        await tap(lifter, "panel(0)")
        assert lifter.log.entry.purpose == "pain"


async def test_every_check_is_two_rows_tall_for_a_finger(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space", "f")
        for number in range(1, 10):
            x, y = place_of(lifter.app, f" {number} □")
            await lifter.pilot.click(offset=(x + 8, y + 1))
            await settled(lifter.app, lifter.pilot)
            assert f" {number} ▲" in lifter.seen()


async def test_what_is_typed_is_stored_by_a_tap(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await tap(lifter, "type")
        await lifter.typed("90x3")
        await tap(lifter, "submit")
        what = lifter.workout().sets[0].what
        assert (what.load, what.reps) == (kg("90"), 3)
        await tap(lifter, "type")
        await lifter.typed("10x3")
        await tap(lifter, "back")
        assert len(lifter.workout().sets) == 1
        assert "Nothing was saved" in lifter.seen()


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK])
async def test_the_name_of_the_lift_opens_the_list_of_lifts(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await tap(lifter, "lifts")
        assert lifter.log.listing


async def test_the_list_of_lifts_keeps_title_and_rest_clock_in_sight(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=DESK) as lifter:
        await lifter.keys("space", "L")
        lines = lifter.seen().splitlines()
        assert lines[0].startswith(" Deadlift")
        assert any("Lifts" in line and "Rest" in line for line in lines)
        assert "Sets" not in lifter.seen()


# -- as planned -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK, (25, 8)])
async def test_a_lift_done_as_planned_leads_on_to_the_next_and_at_last_to_the_end(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size, lifts=TWO, plans=SHORT) as lifter:
        assert "next lift:" not in lifter.seen()
        await lifter.keys("space", "4")
        assert "n next lift: Hip thrust" in lifter.seen()
        await tap(lifter, "lift(1)")
        assert lifter.log.lift == TWO[1]
        await lifter.keys("space", "4")
        assert "F finish" in lifter.seen()
        await lifter.keys("space")
        assert len(lifter.workout().lifts[1].sets) == 2, "an extra set stays one key away"


async def test_a_lift_that_hurt_leads_on_and_its_set_is_not_asked_for_form(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "f", "0")
        await lifter.typed("low back 4")
        await lifter.keys("enter")
        assert "n pain reported, next lift: Hip thrust" in lifter.seen()
        assert "pain reported, form not rated" in lifter.seen()
        assert "1 lost" not in lifter.seen()


async def test_a_skipped_lift_is_not_led_to_and_its_other_side_not_waited_for(tmp_path: Path, clock: FakeClock) -> None:
    plans = ((PlannedSet(8, kg("12")),), fives("80", sets=1))
    async with lifting(tmp_path / "log.db", clock, lifts=(LIFTS[2], LIFTS[1]), plans=plans) as lifter:
        await lifter.keys("space")
        assert "other side" in lifter.seen()
        await lifter.keys("L", "x", "escape")
        assert "other side" not in lifter.seen()


async def test_planned_sets_of_a_drill_show_their_distance(tmp_path: Path, clock: FakeClock) -> None:
    plan = ((PlannedSet(8),) * 3,)
    async with lifting(tmp_path / "log.db", clock, lifts=("drill-wall-hinge",), plans=plan) as lifter:
        assert "bw" not in lifter.seen()
        assert lifter.seen().count("15 cm × 8") == 3


# -- what it says ---------------------------------------------------------------------------------------------


async def test_help_spends_one_line_on_the_five_ratings(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("question_mark")
        screen = lifter.app.screen
        assert isinstance(screen, HelpDialog)
        entries = [(keys, words) for _, group in screen.groups for keys, words, _ in group]
        said = [entry for entry in entries if "form of the last" in entry[1]]
        assert said == [("1-5", "form of the last set: lost rough okay solid crisp")]


async def test_a_phone_bar_names_what_no_button_does(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        bar = lifter.seen().splitlines()[-1]
        assert all(word in bar for word in ("undo", "next", "lifts", "finish"))


async def test_bodyweight_reps_are_named_when_they_are_logged(tmp_path: Path, clock: FakeClock) -> None:
    keys = load().exercises
    key = next(each for each, one in keys.items() if one.load_type == "bodyweight" and not one.unilateral)
    async with lifting(tmp_path / "log.db", clock, lifts=(key,), plans=((PlannedSet(12),),)) as lifter:
        await lifter.keys("space")
        assert "Logged 12 reps." in lifter.seen()


async def test_a_note_leaves_no_set_picked_that_was_not(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "o")
        assert "▸  1" in lifter.seen()
        await lifter.typed("slow")
        await lifter.keys("enter")
        assert lifter.workout().sets[0].what.note == "slow"
        assert lifter.log.selected == ""
        await lifter.keys("tab", "e", "escape")
        assert lifter.log.selected, "what was picked before stays it"


async def test_a_check_that_held_throughout_says_why_it_is_no_five(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "f")
        assert "the highest" in lifter.seen()
        await lifter.keys("1")
        assert "the highest" not in lifter.seen()


async def test_the_title_drops_the_date_before_it_is_cut(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "j", "s", "escape")
        title = lifter.title()
        assert "with A2 Hip thrust, A3" in title
        assert "lift 1 of 3" in title
        assert "…" not in title


async def test_an_open_line_on_a_tall_phone_leaves_no_hole_in_the_page(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("enter")
        lines = [line.strip() for line in lifter.seen().splitlines()]
        assert not any(lines[at : at + 3] == ["", "", ""] for at in range(len(lines)))
        assert "Deadlift checks" in lifter.seen()


async def test_a_picked_set_is_in_sight_however_long_the_list_is(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=KEYBOARD_OPEN, plans=(fives(sets=9), *PLANS[1:])) as lifter:
        await lifter.keys(*["space", "4"] * 8)
        first = lifter.workout().sets[0]
        assert first.id != lifter.log.selected
        assert "✓  1 " not in lifter.seen()
        await lifter.keys("tab", "home")
        assert lifter.log.selected == first.id
        assert "▸  1 " in lifter.seen()


async def test_the_summary_names_supersets_and_what_was_not_done(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("L", "s", "escape", "space", "4", "space", "4", "F")
        lines = lifter.seen().splitlines()
        assert any("A1 Deadlift" in line and "100 × 5" in line for line in lines)
        assert any("A2 Hip thrust" in line for line in lines)
        assert any("1-leg RDL" in line and "not done" in line for line in lines)


async def test_a_set_that_another_window_took_back_is_not_shown_as_logged(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space")
        assert "Logged 100 kg" in lifter.seen()
        with Store(str(tmp_path / "log.db"), clock=clock) as other:
            other.undo()
        lifter.log._look_for_other_windows()
        await settled(lifter.app, lifter.pilot)
        await settled(lifter.app, lifter.pilot)
        assert "removed a set" in lifter.seen()
        assert "Logged 100 kg" not in lifter.seen()


async def test_the_go_menu_keeps_the_rest_clock_in_sight(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=DESK) as lifter:
        await lifter.keys("space", "g")
        shown = lifter.seen()
        assert "Go to" in shown
        assert "Rest" in shown
        assert "100 × 5" in shown
