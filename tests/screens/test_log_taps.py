"""The log screen by taps and clicks alone, and what it says when a lift is done as planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.exercises.catalogue import load
from hinge_log.screens.dialogs.help import HelpDialog
from hinge_log.screens.lifts import LiftsPanel
from hinge_log.store.store import Store
from hinge_log.training.workout import PlannedSet
from tests.screens.log_support import LIFTS, PLANS, Lifter, fives, lifting
from tests.screens.practice_support import settled
from tests.support import FakeClock, kg

PHONE, KEYBOARD_OPEN, DESK = (48, 30), (48, 15), (80, 24)
TWO = LIFTS[:2]
SHORT = (fives(sets=1), fives("80", sets=1))


async def tap(lifter: Lifter, action: str, place: int = 0) -> None:
    """Tap the middle of what does an action; `place` counts from the top, negative from the end."""
    lifter.clock.advance(5)
    found = []
    for y, row in enumerate(lifter.log.rows(*lifter.app.size)):
        x = 0
        for text, style in row:
            if style.partition(">")[2] == action:
                found.append((x + len(text) // 2, y))
            x += len(text)
    assert found, f"nothing to tap for {action}:\n{lifter.seen()}"
    await lifter.pilot.click(lifter.log.page, offset=found[place])
    await settled(lifter.app, lifter.pilot)


def tapped(lifter: Lifter) -> set[str]:
    rows = lifter.log.rows(*lifter.app.size)
    return {style.partition(">")[2] for row in rows for _, style in row} - {""}


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
        lifter.log.context.look = type(lifter.log.context.look)(mouse=False)
        await lifter.keys("space")
        assert not {"load(1)", "reps(1)", "rest_by(15)"} & tapped(lifter)


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK, (140, 40)])
async def test_the_rest_is_paused_and_made_longer_by_taps(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space")
        of = lifter.log._rest_now().target
        await tap(lifter, "rest_by(15)")
        assert lifter.log._rest_now().target == of + 15
        await tap(lifter, "rest_by(-15)")
        assert lifter.log._rest_now().target == of
        await tap(lifter, "rest_pause")
        assert lifter.log._rest_now().paused
        assert "paused" in lifter.seen()
        await tap(lifter, "rest_pause")
        assert not lifter.log._rest_now().paused


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_a_tapped_set_is_picked_and_tapped_again_it_is_edited(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "4", "space", "4")
        first = lifter.workout().sets[0]
        row = f"pick_set({first.id!r})"
        await tap(lifter, row)
        await tap(lifter, "form(2)")
        assert [each.what.form.label for each in lifter.workout().sets if each.what.form] == [2, 4]
        await tap(lifter, row)
        assert lifter.log.entry.purpose == "edit"


async def test_a_picked_set_has_buttons_of_its_own_on_a_phone(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space", "space")
        first, second = lifter.workout().sets
        await tap(lifter, f"pick_set({first.id!r})")
        await tap(lifter, "delete")
        assert lifter.workout().sets == (second,)


async def test_the_open_check_has_no_button_that_stores_it_by_mistake(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space")
        await tap(lifter, "check")
        await tap(lifter, "panel(3)")
        assert not {"type", "cue", "log_set"} & tapped(lifter)
        await tap(lifter, "check")
        assert lifter.workout().sets[0].what.form is None
        await tap(lifter, "check")
        await tap(lifter, "panel(0)", -1)
        assert lifter.log.entry.purpose == "pain"


async def test_every_check_is_two_rows_tall_for_a_finger(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=PHONE) as lifter:
        await lifter.keys("space", "f")
        rows = lifter.log.rows(*PHONE)
        for number in range(1, len(lifter.log.items) + 1):
            tall = sum(any(style.endswith(f">panel({number})") for _, style in row) for row in rows)
            assert tall == 2


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
        assert "nothing stored" in lifter.seen()


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK])
async def test_the_name_of_the_lift_opens_the_list_of_lifts(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await tap(lifter, "lifts")
        assert isinstance(lifter.app.screen, LiftsPanel)


async def test_the_list_of_lifts_leaves_nothing_cut_in_two_beside_it(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=DESK) as lifter:
        await lifter.keys("space", "L")
        panel = lifter.app.screen
        assert isinstance(panel, LiftsPanel)
        top, left = panel.page.region.y, panel.page.region.width
        lines = ["".join(text for text, _ in row) for row in lifter.log.rows(*DESK)]
        assert top == 1
        assert lines[0].startswith(" Deadlift")
        assert not lines[1].strip()
        assert not any(line[left:].strip() for line in lines[panel.page.region.bottom - 3 : -1])


# -- as planned -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_OPEN, DESK, (25, 8)])
async def test_a_lift_done_as_planned_leads_on_to_the_next_and_at_last_to_the_end(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size, lifts=TWO, plans=SHORT) as lifter:
        assert "on to" not in lifter.seen()
        await lifter.keys("space", "4")
        assert "n on to Hip thrust" in lifter.seen()
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
        assert "n on to Hip thrust: this one hurt" in lifter.seen()
        assert "it keeps no form" in lifter.seen()
        assert "form(4)" not in tapped(lifter)


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


async def test_help_shows_the_second_keys_of_the_ratings(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        moved = dict(zip("12345", ("ampersand", "v", "comma", "x", "y"), strict=True))
        lifter.app.set_keymap({f"form.{n}": f"{n},{key}" for n, key in moved.items()})
        keys = {words: keys for keys, words, _ in lifter.log._help_lines()[0][1]}
        assert keys["form of the last set: lost rough okay solid crisp"].startswith("1-5  & ")


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
        assert lifter.log.picked
        await lifter.typed("slow")
        await lifter.keys("enter")
        assert lifter.workout().sets[0].what.note == "slow"
        assert lifter.log.picked == ""
        await lifter.keys("tab", "e", "escape")
        assert lifter.log.picked, "what was picked before stays it"


async def test_a_check_that_held_throughout_says_why_it_is_no_five(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "f")
        assert "the most by feel" in lifter.seen()
        await lifter.keys("1")
        assert "the most by feel" not in lifter.seen()


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
        row = f"pick_set({first.id!r})"
        assert row not in tapped(lifter)
        await lifter.keys("shift+tab")
        assert row in tapped(lifter)


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
        lifter.log._tick()
        await settled(lifter.app, lifter.pilot)
        await settled(lifter.app, lifter.pilot)
        assert "took a set back" in lifter.seen()
        assert "Logged 100 kg" not in lifter.seen()


async def test_the_words_of_the_ratings_keep_off_the_edges_of_their_buttons(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=KEYBOARD_OPEN) as lifter:
        await lifter.keys("space")
        for n in range(1, 6):
            rows = lifter.log.rows(*KEYBOARD_OPEN)
            word = next("".join(text for text, style in row if style.endswith(f">form({n})")) for row in rows
                        if any(style.endswith(f">form({n})") for _, style in row))  # fmt: skip
            assert word.startswith(" ")
            assert word.endswith(" ")
