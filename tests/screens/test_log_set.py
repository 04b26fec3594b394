"""One set on the log screen: warm-ups, sides, effort, notes, the rest; at the sizes of a desk and of a phone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from hinge_log.store.lift_settings import lift_settings, put_lift_settings
from hinge_log.store.store import Store
from hinge_log.training.workout import Pain, PlannedSet, SetDraft, SetKind, SetRecord
from tests.screens.drawn import place_of
from tests.screens.log_support import LIFTS, PLANS, fives, lifting
from tests.screens.practice_support import settled, stored
from tests.support import FakeClock, kg

ASK: dict[str, object] = {"ask_rpe": True}
ONE = (LIFTS[2],)
ONE_PLAN = ((PlannedSet(8, kg("12")),) * 2,)


# -- warm-ups -------------------------------------------------------------------------------------------------


async def test_one_key_puts_the_warm_up_sets_in_front_and_undo_takes_them_out(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        assert "W warm-up  40×8  55×5  70×3  85×2" in lifter.seen()
        await lifter.keys("W")
        plan = lifter.workout().lifts[0].plan
        assert [each.kind for each in plan] == [SetKind.WARMUP] * 4 + [SetKind.WORKING] * 3
        await lifter.keys("space")
        first = lifter.workout().lifts[0].sets[0].what
        assert (first.kind, first.load, first.reps) == (SetKind.WARMUP, kg("40"), 8)
        await lifter.keys("u", "u")
        assert lifter.workout().lifts[0].plan == PLANS[0]


async def test_the_ramp_follows_the_load_that_was_shaped_and_is_not_offered_twice(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("K", "K", "K", "K")
        assert "120×2" in lifter.seen()
        await lifter.keys("W", "W")
        assert "No warm-up sets here" in lifter.seen()
        assert len(lifter.workout().lifts[0].plan) == 7


# -- sides ----------------------------------------------------------------------------------------------------


async def test_a_one_sided_lift_goes_from_left_to_right_with_the_side_in_sight(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=ONE_PLAN) as lifter:
        assert "set 1 of 2 · left" in lifter.seen()
        await lifter.keys("space")
        assert "set 1 of 2 · right" in lifter.seen()
        assert "How was set 1 left?" in lifter.seen()
        assert "No rest. Next: other side" in lifter.seen()
        await lifter.keys("space", "space", "space")
        assert [record.what.side for record in lifter.workout().sets] == ["L", "R", "L", "R"]


async def test_a_key_changes_the_side_and_both_at_once_is_one_set(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=ONE_PLAN) as lifter:
        await lifter.keys("s", "space", "space")
        assert [record.what.side for record in lifter.workout().sets] == ["R", "L"]
        await lifter.keys("s")
        assert "both sides" in lifter.seen()
        await lifter.keys("space")
        assert lifter.workout().sets[-1].what.side == ""
        assert lifter.current.done


async def test_a_changed_load_is_carried_to_the_other_side(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, lifts=ONE, plans=ONE_PLAN) as lifter:
        await lifter.keys("up", "space", "space", "space")
        assert len({record.what.load for record in lifter.workout().sets}) == 1
        assert lifter.workout().sets[0].what.load != kg("12")


async def test_a_lift_of_both_sides_has_none(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("s")
        assert "works both sides at once" in lifter.seen()
        await lifter.keys("space")
        assert lifter.workout().sets[0].what.side == ""
        await lifter.keys("enter")
        await lifter.typed("100x5 L")
        await lifter.keys("enter")
        assert "      ^ Deadlift works both sides at once. leave the side out" in lifter.seen()
        assert lifter.log.entry.value == "100x5 L"
        assert len(lifter.workout().sets) == 1


async def test_a_side_that_an_older_log_hands_on_is_taken_off(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        lift = lifter.workout().lifts[0].id
        stored(lifter.app, lambda store: store.log_sets(lift, [SetDraft(5, kg("100"), side="L")]))
        await lifter.log.load()
        await lifter.pilot.pause()
        assert "right" in lifter.seen()
        await lifter.keys("s", "space")
        assert [record.what.side for record in lifter.workout().sets] == ["L", ""]


# -- pain -----------------------------------------------------------------------------------------------------


async def test_what_slipped_is_kept_when_the_set_hurt_and_one_undo_takes_both_back(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "f", "7", "0")
        await lifter.typed("low back 4")
        await lifter.keys("enter")
        assert "Pain and failed checks saved." in lifter.seen()
        assert "pain 4 of 10  ▲ 1" in lifter.seen()
        what = lifter.workout().sets[0].what
        assert what.form is not None
        assert (what.form.label, what.form.slips, what.form.clean) == (None, (("df-close", 1),), False)
        assert what.pain == Pain("low back", 4)
        await lifter.keys("u")
        what = lifter.workout().sets[0].what
        assert (what.form, what.pain) == (None, None)


async def test_a_set_that_hurt_gets_no_label_from_a_later_check(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "f", "0")
        await lifter.typed("knee 2")
        await lifter.keys("enter", "f", "7", "enter")
        assert "form not rated" in lifter.seen()
        what = lifter.workout().sets[0].what
        assert what.form is not None
        assert (what.form.label, what.form.slips) == (None, (("df-close", 1),))


# -- an earlier set --------------------------------------------------------------------------------------------


async def test_a_picked_set_is_named_and_the_arrows_move_on_from_it(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "up", "space", "up", "space")
        first, _, third = lifter.workout().sets
        before = lifter.current.next
        await lifter.keys("tab")
        assert "Set 3, 105 kg × 5: e to edit, d to delete" in lifter.seen()
        assert lifter.seen().count("▸") == 1
        await lifter.keys("up", "k")
        assert "Set 1, 100 kg × 5: e to edit, d to delete" in lifter.seen()
        await lifter.keys("up", "down", "right", "l", "K", "left")
        assert "Set 2 is selected" in lifter.seen()
        assert lifter.current.next == before
        await lifter.keys("d")
        assert [each.id for each in lifter.workout().sets] == [first.id, third.id]


async def test_escape_ends_picking_and_the_arrows_shape_again(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("tab")
        assert "No set to select yet." in lifter.seen()
        await lifter.keys("space", "tab", "j", "escape")
        assert "edits" not in lifter.seen()
        await lifter.keys("j", "right")
        assert (lifter.current.next.load, lifter.current.next.reps) == (kg("97.5"), 6)


async def test_an_open_check_stays_with_its_set(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "space", "tab", "up", "f", "3", "tab", "up", "enter")
        first, second = lifter.workout().sets
        assert first.what.form is not None
        assert second.what.form is None


# -- effort ---------------------------------------------------------------------------------------------------


async def test_effort_is_asked_for_after_the_form_and_carried_forward(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, gym=ASK) as lifter:
        await lifter.keys("space")
        assert "RPE of" not in lifter.seen()
        await lifter.keys("4")
        assert "RPE of set 1?" in lifter.seen()
        await lifter.keys("right_square_bracket")
        assert lifter.workout().sets[0].what.rpe == 8.5
        assert "@8.5" in lifter.seen()
        assert "RPE of" not in lifter.seen()
        await lifter.keys("space", "4")
        assert "r 8.5" in lifter.seen()
        await lifter.keys("r")
        await lifter.keys("space", "4", "space")
        assert [record.what.rpe for record in lifter.workout().sets] == [8.5, 8.5, None, None]


async def test_effort_is_one_step_back_and_keeps_the_form(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, gym=ASK) as lifter:
        await lifter.keys("space", "3", "r", "left_square_bracket")
        assert lifter.workout().sets[0].what.rpe == 7.5
        await lifter.keys("u", "u")
        what = lifter.workout().sets[0].what
        assert what.rpe is None
        assert what.form is not None


async def test_effort_is_not_asked_for_unless_it_is_wanted(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "4")
        assert "RPE" not in lifter.seen()
        await lifter.keys("r", "right_square_bracket")
        assert "Asking for RPE is off" in lifter.seen()
        assert lifter.workout().sets[0].what.rpe is None


# -- notes ----------------------------------------------------------------------------------------------------


async def test_three_places_take_notes_and_all_are_in_sight(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("o")
        assert "Today on Deadlift" in lifter.seen()
        await lifter.typed("belt")
        await lifter.keys("enter", "O", "tab")
        assert "Lasting cue" in lifter.seen()
        await lifter.typed("floor away")
        await lifter.keys("enter", "space", "4", "o")
        assert "Note on set 1" in lifter.seen()
        await lifter.typed("slow")
        await lifter.keys("enter")
        lift = lifter.workout().lifts[0]
        assert (lift.note, lift.sets[0].what.note) == ("belt", "slow")
        assert stored(lifter.app, lambda store: lift_settings(store, LIFTS[0]).cue) == "floor away"
        lines = lifter.seen().splitlines()
        assert "cue floor away   today belt" in lines[2]
        assert any("4 solid" in line and '"' in line for line in lines)
        await lifter.keys("u", "u", "u", "u", "u")
        assert not lifter.workout().lifts[0].note


async def test_what_was_typed_goes_along_when_it_is_meant_elsewhere(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "o")
        await lifter.typed("tight hips")
        await lifter.keys("tab", "enter")
        lift = lifter.workout().lifts[0]
        assert (lift.note, lift.sets[0].what.note) == ("tight hips", "")


# -- form -----------------------------------------------------------------------------------------------------


async def test_felt_and_checked_look_different_without_colour(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "4", "space", "f", "7", "enter", "space")
        lines = lifter.seen().splitlines()
        assert any("●●●●○  4 solid" in line for line in lines)
        assert any("●●●●○✓ 4 solid" in line for line in lines)
        assert any("·····  not rated" in line for line in lines)


async def test_rating_keeps_the_set_that_is_being_shaped(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space", "up", "4", "space")
        assert lifter.workout().sets[1].what.load == kg("102.5")


# -- the rest -------------------------------------------------------------------------------------------------


async def test_pause_pressed_twice_is_no_rest_and_a_third_time_brings_it_back(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("space")
        await lifter.at_once("t", "t")
        assert lifter.rest().left is None
        assert "off for this set" in lifter.seen()
        await lifter.keys("t")
        left = lifter.rest().left
        assert left is not None
        assert 135 <= left <= 150
        await lifter.keys("t", "t")
        assert not lifter.rest().paused


async def test_what_is_set_for_the_exercise_goes_before_the_gym(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        put_lift_settings(store, LIFTS[0], "Deadlift", bar_g=25_000, step_g=5_000, rest_s=0, cue="push")
    async with lifting(path, clock) as lifter:
        assert "25 kg bar" in lifter.seen()
        assert "cue push" in lifter.seen()
        await lifter.keys("up", "space")
        assert lifter.workout().sets[0].what.load == kg("105")
        assert "off for this lift" in lifter.seen()
        await lifter.keys("n", "space")
        assert lifter.rest().left == 150


async def test_a_bare_number_is_in_the_unit_of_the_exercise(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        put_lift_settings(store, LIFTS[0], "Deadlift", unit="lb")
    async with lifting(path, clock) as lifter:
        await lifter.keys("enter")
        await lifter.typed("225x5")
        await lifter.keys("enter")
        load = lifter.workout().sets[0].what.load
        assert load is not None
        assert (load.text, load.unit) == ("225", "lb")


# -- sizes ----------------------------------------------------------------------------------------------------


async def test_a_phone_has_targets_for_load_and_reps_of_a_fingers_size(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, size=(48, 30)) as lifter:
        x, y = place_of(lifter.app, "+ 2.5 kg")
        for row in (y - 1, y, y + 1):
            await lifter.pilot.click(offset=(x, row))
            await settled(lifter.app, lifter.pilot)
        x, y = place_of(lifter.app, "LOG SET")
        await lifter.pilot.click(offset=(x, y - 1))
        await settled(lifter.app, lifter.pilot)
        assert lifter.workout().sets[0].what.load == kg("107.5")
        x, y = place_of(lifter.app, "solid")
        await lifter.pilot.click(offset=(x, y - 1))
        await settled(lifter.app, lifter.pilot)
        form = lifter.workout().sets[0].what.form
        assert form is not None
        assert form.label == 4


@pytest.mark.parametrize("size", [(48, 30), (48, 15)])
async def test_a_long_status_is_read_to_its_end_on_a_phone(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "f", "0")
        await lifter.typed("back 4")
        await lifter.keys("enter")
        words = " ".join(lifter.seen().split())
        assert "Numbness or weak legs? Get medical help now." in words
        await lifter.at_once("space", "space")
        assert "Double press ignored." in " ".join(lifter.seen().split())


async def test_keys_pressed_while_another_window_held_the_log_are_no_second_set(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = Store.log_sets

    def held(store: Store, lift_id: str, drafts: Sequence[SetDraft]) -> list[SetRecord]:
        clock.advance(5)
        return at_once(store, lift_id, drafts)

    monkeypatch.setattr(Store, "log_sets", held)
    async with lifting(tmp_path / "log.db", clock) as lifter:
        before = len(lifter.workout().sets)
        await lifter.at_once("space", "space", "space")
        assert len(lifter.workout().sets) == before + 1
        assert "Double press ignored." in " ".join(lifter.seen().split())


@pytest.mark.parametrize("size", [(25, 8), (29, 9), (20, 5), (12, 3), (40, 9)])
async def test_the_check_is_seen_and_marked_in_the_smallest_terminals(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space")
        before = lifter.seen()
        await lifter.keys("f")
        opened = lifter.seen()
        assert opened != before
        assert "what" in opened or "1□" in opened
        await lifter.keys("1")
        assert "1▲" in lifter.seen()
        await lifter.keys("enter")
        form = lifter.workout().sets[0].what.form
        assert form is not None
        assert len(form.slips) == 1


async def test_a_planned_set_is_one_key_and_its_form_one_more(tmp_path: Path, clock: FakeClock) -> None:
    async with lifting(tmp_path / "log.db", clock, plans=(fives(), fives("80"), ())) as lifter:
        await lifter.keys("space", "4")
        done = lifter.workout().sets[0].what
        assert (done.load, done.reps) == (kg("100"), 5)
        assert done.form is not None


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_what_was_said_of_a_workout_ends_with_it(tmp_path: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space")
        assert "Logged" in lifter.seen()
        await lifter.keys("F", "enter")
        assert "Workout saved, 1 set." in " ".join(lifter.seen().split())
        await lifter.keys("space")
        assert lifter.workout().sets == ()
        assert "Logged" not in lifter.seen()
        assert "Workout saved" not in lifter.seen()


@pytest.mark.parametrize("size", [(80, 24), (48, 30)])
async def test_a_set_of_as_many_reps_as_possible_is_shown_as_one(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    plan = (PlannedSet(5, kg("100")), PlannedSet(3, kg("110"), amrap=True))
    async with lifting(tmp_path / "log.db", clock, size=size, lifts=LIFTS[:1], plans=(plan,)) as lifter:
        assert "110 × 3+" in lifter.seen()  # planned
        await lifter.keys("space", "right", "right")
        assert "110 × 5+" in lifter.seen()  # next, two more done
        await lifter.keys("space")
        assert "110 × 5+" in lifter.seen()
        assert "How was set 2?  110 × 5+" in lifter.seen()
        assert lifter.workout().sets[-1].what.amrap
