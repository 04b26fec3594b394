from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training.current_lift import MAX_REPS, CurrentLift, lighter
from hinge_log.training.load import LIMIT_G, Load
from hinge_log.training.plates import RACK_KG, RACK_LB, Rack
from hinge_log.training.workout import Form, Pain, PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift
from tests.support import QUICK_4, kg, work

BAR = kg("20")
STEP = kg("2.5")


def records(*drafts: SetDraft) -> tuple[SetRecord, ...]:
    return tuple(SetRecord(f"s{n}", "l", "deadlift", n, 20_000, None, draft) for n, draft in enumerate(drafts))


def bench(*done: SetDraft, plan: tuple[PlannedSet, ...] = (), last: tuple[SetDraft, ...] = ()) -> CurrentLift:
    lift = WorkoutLift("l", "deadlift", 0, records(*done), plan)
    return CurrentLift(Workout("w", "", 20_000, 0, 0, lifts=(lift,)), 0, records(*last), 19_990 if last else None)


FIVES = (PlannedSet(5, kg("100")),) * 4


# -- what is proposed -----------------------------------------------------------------------------------------


def test_a_load_that_was_changed_on_the_day_carries_on_through_equal_planned_sets() -> None:
    assert bench(work("95", 5), plan=FIVES).next == work("95", 5)
    assert bench(work("95", 5), plan=FIVES).source == "plan"


def test_the_plan_is_not_overruled_where_it_asks_for_something_else() -> None:
    plan = (PlannedSet(5, kg("100")), PlannedSet(3, kg("110")))
    assert bench(work("95", 5), plan=plan).next == work("110", 3)


def test_a_carried_load_is_not_proposed_twice() -> None:
    drafts = [each.draft for each in bench(work("95", 5), plan=FIVES, last=(work("100", 5),) * 2).suggestions]
    assert drafts[0] == work("95", 5)
    assert all(a != b for n, a in enumerate(drafts) for b in drafts[:n])


def test_swapping_goes_round_and_gives_up_what_was_shaped() -> None:
    start = bench(plan=FIVES, last=(work("97.5", 5),))
    assert [each.source for each in start.suggestions] == ["plan", "last time"]
    second = start.with_reps(1).swapped()
    assert (second.next, second.source) == (work("97.5", 5), "last time")
    assert second.swapped().next == start.next


# -- what the arrows do ---------------------------------------------------------------------------------------


def test_a_shaped_set_comes_from_nowhere_and_changes_nothing_else() -> None:
    start = bench(last=(work("97.5", 5),))
    more = start.with_reps(1)
    assert more.next == work("97.5", 6)
    assert (start.source, more.source) == ("last time", "")
    assert start.next == work("97.5", 5)


@given(st.lists(st.integers(-50, 1000), max_size=5), st.one_of(st.none(), st.integers(0, MAX_REPS)))
def test_reps_stay_within_what_can_be_done(changes: list[int], reps: int | None) -> None:
    shaped = replace(bench(), edited=SetDraft(reps))
    for change in changes:
        shaped = shaped.with_reps(change)
        assert shaped.next.reps is not None
        assert 0 <= shaped.next.reps <= MAX_REPS


def test_a_hold_grows_by_five_seconds_and_never_below_none() -> None:
    hold = replace(bench(), edited=SetDraft(seconds=40))
    assert hold.with_reps(1).next.seconds == 45
    assert hold.with_reps(-9).next.seconds == 0
    assert hold.with_reps(1).next.reps is None


def test_a_first_load_is_the_empty_bar() -> None:
    assert bench().with_load(1, STEP, BAR).next.load == BAR


def test_a_first_load_without_a_bar_is_one_step() -> None:
    assert bench().with_load(1, STEP, None).next.load == STEP


def test_a_load_on_bodyweight_does_not_start_with_a_bar() -> None:
    belt = STEP._replace(body=True)
    assert bench().with_load(1, belt, BAR).next.load == belt


@pytest.mark.parametrize(("direction", "expected"), [(1, "102.5"), (-1, "97.5")])
def test_a_load_goes_up_and_down_by_a_step(direction: int, expected: str) -> None:
    assert bench(work("100", 5)).with_load(direction, STEP, BAR).next.load == kg(expected)


def test_no_bar_is_lighter_than_itself() -> None:
    assert bench(work("20", 5)).with_load(-1, STEP, BAR).next.load == BAR


@given(st.lists(st.sampled_from([1, -1]), max_size=30), st.sampled_from(["0", "20", "599", "600"]))
def test_no_arrow_leaves_what_a_person_can_lift(directions: list[int], start: str) -> None:
    shaped = bench(work(start, 5))
    for direction in directions:
        shaped = shaped.with_load(direction, kg("10"), BAR)
        assert shaped.next.load is not None
        assert abs(shaped.next.load.grams) <= LIMIT_G


def test_a_warm_up_is_switched_on_and_off() -> None:
    start = bench(last=(work("97.5", 5),))
    warm = start.with_kind(SetKind.WARMUP)
    assert warm.next.kind is SetKind.WARMUP
    assert warm.with_kind(SetKind.WARMUP).next.kind is SetKind.WORKING
    assert warm.with_kind(SetKind.DROP).next.kind is SetKind.DROP


# -- what is counted ------------------------------------------------------------------------------------------


def test_warm_ups_and_working_sets_are_numbered_apart() -> None:
    two = bench(work("60", 5, SetKind.WARMUP), work("100", 5))
    assert two.number == 2
    assert two.with_kind(SetKind.WARMUP).number == 2
    assert bench(work("60", 5, SetKind.WARMUP)).with_kind(SetKind.WARMUP).number == 1


def test_of_how_many_sets() -> None:
    assert bench(plan=(PlannedSet(5, kind=SetKind.WARMUP), *FIVES)).total == 4
    assert bench(last=(work("60", 8, SetKind.WARMUP), work("100", 5), work("100", 5))).total == 2
    assert bench().total is None


def test_a_plan_is_done_when_all_of_it_is() -> None:
    assert not bench(*[work("100", 5)] * 3, plan=FIVES).done
    assert bench(*[work("100", 5)] * 4, plan=FIVES).done
    assert not bench(work("100", 5)).done


def test_the_last_set_asks_for_its_form_until_it_has_one_or_hurt() -> None:
    plain = work("100", 5)
    asked = bench(plain).unrated
    assert asked is not None
    assert asked.what == plain
    assert bench(replace(plain, form=QUICK_4)).unrated is None
    assert bench(replace(plain, pain=Pain("back", 4))).unrated is None
    assert bench(plain, replace(plain, form=QUICK_4)).unrated is None
    assert bench().unrated is None


def test_a_gain_is_measured_from_the_same_set_of_last_time() -> None:
    last = (work("140", 1, SetKind.WARMUP), work("100", 5), work("97.5", 5))
    ahead = replace(bench(last=last), edited=work("102.5", 5))
    assert ahead.gain() == 2500
    assert replace(ahead, edited=work("95", 5)).gain() == -5000
    assert ahead.with_kind(SetKind.WARMUP).gain() == -37_500
    second = replace(bench(work("100", 5), last=last), edited=work("100", 5))
    assert second.gain() == 2500
    third = replace(bench(work("100", 5), work("100", 5), last=last), edited=work("100", 5))
    assert third.gain() is None
    assert replace(ahead, edited=SetDraft(5)).gain() is None
    assert bench(work("100", 5)).gain() is None


# -- after a stop ---------------------------------------------------------------------------------------------


@given(st.integers(1, 600), st.sampled_from([(RACK_KG, 1), (RACK_LB, 2)]))
def test_lighter_is_at_least_a_fifth_less_and_can_be_loaded(weight: int, gym: tuple[Rack, int]) -> None:
    rack, times = gym
    load = Load.of(str(weight * times), rack.unit)
    less = lighter(load, rack)
    rounded = 5  # grams: pounds are written with two decimals
    assert 0 <= less.grams <= load.grams * 8 // 10 + rounded
    if less.grams >= rack.load(rack.bar).grams:
        assert rack.nearest(less) == less


def test_lighter_of_a_hundred_is_eighty() -> None:
    assert lighter(kg("100"), RACK_KG) == kg("80")
    assert lighter(kg("102.5"), RACK_KG) == kg("80")
    assert lighter(kg("110"), RACK_KG) == kg("87.5")


def test_no_bar_is_lighter_than_itself_after_a_stop_either() -> None:
    assert lighter(Load.of("45", "lb"), RACK_LB) == Load.of("35", "lb")
    assert lighter(kg("15"), RACK_KG) == kg("10")


def test_a_bench_does_not_mix_up_form() -> None:
    rated = bench(replace(work("100", 5), form=Form(2, QUICK_4.basis)))
    assert rated.next.form is None
