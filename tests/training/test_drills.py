from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.drill_words import best_text, trend_text
from hinge_log.exercises.catalogue import load
from hinge_log.training.distance import FAR_MM, distance_text, inches_as_mm, stepped, typed_distance, wall_unit
from hinge_log.training.drills import (
    CONTACTS,
    LEAD_IN_S,
    NEAR_MM,
    REST_S,
    Call,
    DrillDay,
    Phase,
    Player,
    beat,
    contact_note,
    contact_of,
    drill_days,
    first_distance,
    following,
    loop,
    moved,
    plan_for,
    restarted,
    skipped,
    step_out,
    tick,
    toggled,
    with_contact,
)
from hinge_log.training.entry import parse
from hinge_log.training.entry_model import Sets, Shown
from tests.training.practice import DOWEL, WALL, catalogue, practice

DRILLS = [exercise for exercise in load().exercises.values() if exercise.family == "drill"]
WALL_PLAN = plan_for(catalogue().exercises[WALL])


def started(key: str = WALL) -> Player:
    return toggled(Player(plan_for(catalogue().exercises[key])))


def test_a_set_takes_its_lead_in_and_its_reps_and_then_waits() -> None:
    whole = LEAD_IN_S + WALL_PLAN.reps * WALL_PLAN.pace.total
    nearly, _ = tick(started(), whole - 0.1)
    assert (nearly.phase, nearly.reps) == (Phase.MOVE, WALL_PLAN.reps - 1)
    done, calls = tick(started(), whole)
    assert (done.phase, done.reps) == (Phase.RATE, WALL_PLAN.reps)
    assert calls.count(Call.TURN) == WALL_PLAN.reps
    assert (calls.count(Call.GO), calls.count(Call.SET)) == (1, 1)
    assert tick(done, 3600)[0] == done, "a set that waits for its rating is not passed over"


@given(st.lists(st.integers(0, 56), max_size=60))
def test_how_often_the_clock_is_looked_at_does_not_matter(eighths: list[int]) -> None:
    player = started()
    heard: list[Call] = []
    for part in eighths:
        player, calls = tick(player, part / 8)
        heard += calls
    at_once, calls = tick(started(), sum(eighths) / 8)
    assert (player, tuple(heard)) == (at_once, calls)


@given(st.floats(0, 60))
def test_the_beat_goes_out_and_comes_back(seconds: float) -> None:
    player, _ = tick(started(), seconds)
    found = beat(player)
    assert 0 <= found.way <= 1
    assert 0 <= found.share <= 1
    assert found.count <= found.counts


def test_three_counts_out_and_one_back() -> None:
    moving, _ = tick(started(), LEAD_IN_S)
    counts = [(beat(tick(moving, at)[0]).words, beat(tick(moving, at)[0]).count) for at in (0, 1.2, 2.9, 3.5, 4.5)]
    assert counts == [("REACH BACK", 1), ("REACH BACK", 2), ("REACH BACK", 3), ("TOUCH, NO LEAN", 1), ("STAND TALL", 1)]


def test_a_drill_is_done_after_all_its_sets() -> None:
    player = started()
    for number in range(1, 4):
        assert player.number == number
        player, _ = tick(player, 500)
        assert player.phase is Phase.RATE
        player = following(player)
    assert player.phase is Phase.DONE
    assert restarted(player) == Player(WALL_PLAN)


def test_skipping_cuts_a_wait_and_ends_a_set_with_its_reps() -> None:
    moving = skipped(Player(WALL_PLAN))
    assert (moving.phase, moving.paused) == (Phase.MOVE, False)
    some, _ = tick(moving, 2 * WALL_PLAN.pace.total + 1)
    ended = skipped(some)
    assert (ended.phase, ended.reps) == (Phase.RATE, 2)
    assert skipped(moving).phase is Phase.REST, "a set without a rep is left out"
    assert skipped(following(ended)).phase is Phase.MOVE


def test_one_sided_drills_change_sides() -> None:
    plan = plan_for(catalogue().exercises["drill-bird-dog"])
    assert [plan.side(number) for number in range(1, plan.all_sets + 1)] == ["L", "R"] * plan.sets


@given(st.integers(0, 700), st.integers(-40, 40))
def test_the_heels_stay_between_five_centimetres_and_a_foot(distance: int, steps: int) -> None:
    to, why = moved(distance, steps)
    unit = wall_unit(distance)
    far = FAR_MM[unit]
    assert NEAR_MM <= to <= far
    wanted = distance + 10 * steps if unit == "cm" else inches_as_mm(round(distance / 25.4) + steps)
    assert bool(why) is not (NEAR_MM <= wanted <= far)


def test_a_distance_in_inches_stays_in_inches() -> None:
    assert [distance_text(mm) for mm in (180, 203, 305, 304, 7620, 36_576, 400_000, 1_609_344)] == [
        "18 cm", "8 in", "12 in", "30.4 cm", "25 ft", "40 yd", "400 m", "1 mi",
    ]  # fmt: skip
    assert moved(203, 1) == (229, "")  # 9 in
    assert moved(279, 2)[0] == 305  # a foot is the far end
    kept = [DrillDay(day, 3, 24, 4.0, False, 203, 203) for day in (1, 2)]
    assert step_out(kept) == 229
    assert first_distance([], "lb") == 152


@given(st.integers(1, 39))
def test_inches_and_feet_are_shown_as_typed_and_step_by_inches(inches: int) -> None:
    feet = f"{inches // 12}ft{inches % 12}in" if inches >= 12 else f"{inches}in"
    for typed in (f"{inches}in", feet):
        read = parse(f"{typed} x 8", Shown(unit="cm", distance_mm=150))
        assert isinstance(read, Sets)
        millimetres = read.sets[0].draft.distance_mm or 0
        assert distance_text(millimetres) == f"{inches} in"
        assert abs(millimetres - inches * 25.4) < 1
        assert distance_text(stepped(millimetres, -1)) == (f"{inches - 1} in" if inches > 1 else "0 cm")
    further = parse(f"+{inches}in", Shown(unit="in", distance_mm=152, reps=8))
    assert isinstance(further, Sets)
    if inches < 34:
        assert distance_text(further.sets[0].draft.distance_mm or 0) == f"{inches + 6} in"


@given(st.integers(0, 99))
def test_whole_centimetres_are_shown_as_typed(centimetres: int) -> None:
    assert distance_text(centimetres * 10) == f"{centimetres} cm"


@given(st.integers(0, 300_000))
def test_a_distance_is_typed_as_it_is_written(millimetres: int) -> None:
    read = parse(f"{typed_distance(millimetres)} x 8", Shown(unit="cm"))
    assert isinstance(read, Sets)
    assert read.sets[0].draft.distance_mm == millimetres


@pytest.mark.parametrize("typed", ["61cm x 8", "2ft x 8", "102.5x5"])
def test_a_distance_beyond_a_foot_is_asked_about(typed: str) -> None:
    def warned(text: str, unit: str = "cm") -> list[str]:
        read = parse(text, Shown(unit=unit, distance_mm=180))
        return [each.message for each in read.warnings] if isinstance(read, Sets) else []

    assert ["30 cm (12 in) is the limit" in message for message in warned(typed)] == [True]
    assert warned("1ft x 8") == warned("24x40m", "kg") == []


def test_a_bare_number_is_in_the_unit_that_is_shown() -> None:
    read = parse("9 x 8", Shown(unit="in", distance_mm=203))
    assert isinstance(read, Sets)
    assert read.sets[0].draft.distance_mm == 229


@given(st.sampled_from(["", *CONTACTS]), st.text(st.characters(categories=("L", "N", "Zs")), max_size=20))
def test_the_contact_lost_first_stands_in_the_note_and_keeps_what_was_there(contact: str, note: str) -> None:
    written = with_contact(note, contact)
    assert contact_of(written) == contact
    assert note.strip() in written
    assert with_contact(written, "tail") == with_contact(note, "tail")


def test_quick_and_checked_ratings_of_a_drill_stay_apart() -> None:
    quick = practice(WALL, 1, rated=5, sets=2)
    checked = [each for day in (2, 3) for each in practice(WALL, day, sets=2, slips={"hd-hips-first": 2})]
    mixed = practice(WALL, 4, rated=5, sets=1) + practice(WALL, 4, sets=2)
    days = drill_days(quick + checked + mixed)
    assert [(day.form, day.checked) for day in days] == [(5, False), (3, True), (3, True), (4, True)]
    assert (trend_text(days), best_text(days)) == ("3 3 4✓", "form 4✓")
    assert (trend_text(days[:1]), best_text(days[:1])) == ("5", "form 5")
    assert drill_days(practice(WALL, 1, rated=5, sets=1))[0].form is None  # one set has no median


def test_a_contact_that_the_stick_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="the stick touches"):
        contact_note("knee")


def test_the_wall_starts_at_a_hand_span_and_steps_out_when_it_was_kept() -> None:
    assert first_distance(()) == 150
    kept = drill_days(practice(WALL, 1, cm=18) + practice(WALL, 3, cm=18))
    assert (first_distance(kept), step_out(kept)) == (180, 200)
    lost = drill_days(practice(WALL, 1, cm=18) + practice(WALL, 3, cm=18, rated=3))
    assert step_out(lost) is None
    far = drill_days(practice(WALL, 1, cm=30) + practice(WALL, 3, cm=30))
    assert step_out(far) is None


def test_days_of_a_drill_hold_form_distance_and_what_was_lost() -> None:
    [day] = drill_days(practice(WALL, 5, cm=21, rated=3, sets=2) + practice(WALL, 5, cm=18, rated=4, sets=3))
    assert (day.sets, day.form, day.distance_mm, day.kept_mm) == (5, 4, 210, 180)


@pytest.mark.parametrize("exercise", DRILLS, ids=lambda exercise: exercise.id)
def test_every_drill_has_a_plan_of_its_own_and_can_be_spoken(exercise: object) -> None:
    plan = plan_for(exercise)  # type: ignore[arg-type]  # parametrize gives objects
    said = list(loop(plan))
    assert sum(line.asks for line in said) == plan.all_sets
    moving = sum(line.seconds for line in said) - REST_S * (plan.all_sets - 1) - LEAD_IN_S * plan.all_sets
    assert moving == pytest.approx(plan.all_sets * plan.reps * plan.pace.total)


def test_the_stick_is_asked_for_where_there_is_one() -> None:
    assert plan_for(catalogue().exercises[DOWEL]).contacts
    assert not WALL_PLAN.contacts
    assert WALL_PLAN.distance
