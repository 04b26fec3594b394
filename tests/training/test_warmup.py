from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training.current_lift import CurrentLift, warm_up_sets, with_warm_up
from hinge_log.training.load import Load
from hinge_log.training.plates import RACK_KG, RACK_LB
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord, Workout, WorkoutLift
from tests.support import kg, work

FIVES = (PlannedSet(5, kg("100")),) * 3


def bench(
    *done: SetDraft, plan: tuple[PlannedSet, ...] = (), last: tuple[SetDraft, ...] = (), edited: SetDraft | None = None
) -> CurrentLift:
    def records(drafts: tuple[SetDraft, ...]) -> tuple[SetRecord, ...]:
        return tuple(SetRecord(f"s{n}", "l", "squat", n, 20_000, n, draft) for n, draft in enumerate(drafts))

    home = WorkoutLift("l", "squat", 0, records(done), plan)
    return CurrentLift(Workout("w", "", 20_000, 0, 0, lifts=(home,)), 0, records(last), 19_990, edited=edited)


def words(sets: tuple[PlannedSet, ...]) -> list[tuple[str, int | None]]:
    return [(each.load.text, each.reps) for each in sets if each.load]


def test_a_ramp_leads_up_to_the_planned_load() -> None:
    assert words(warm_up_sets(bench(plan=FIVES), RACK_KG)) == [("20", 8), ("55", 5), ("70", 3), ("85", 2)]


def test_a_pull_from_the_floor_begins_with_full_size_discs() -> None:
    assert words(warm_up_sets(bench(plan=FIVES), RACK_KG, from_floor=True))[0] == ("40", 8)


@pytest.mark.parametrize(
    "at",
    [
        bench(work("20", 8), plan=FIVES),
        bench(plan=(PlannedSet(5, kg("40"), kind=SetKind.WARMUP), *FIVES)),
        bench(plan=(PlannedSet(5, kg("25")),)),
        bench(edited=SetDraft(5)),
        bench(edited=SetDraft(5, Load.of("20", "kg", body=True))),
    ],
)
def test_none_is_offered_after_a_set_beside_planned_ones_or_near_the_bar(at: CurrentLift) -> None:
    assert warm_up_sets(at, RACK_KG) == ()


def test_a_load_changed_by_hand_is_what_the_ramp_leads_to() -> None:
    heavier = bench(plan=FIVES, edited=work("140", 5))
    assert words(warm_up_sets(heavier, RACK_KG))[-1] == ("120", 2)


def test_without_a_plan_the_sets_of_last_time_follow_the_ramp() -> None:
    at = bench(last=(work("100", 5), work("100", 5), work("90", 8)), edited=work("105", 5))
    plan = with_warm_up(at, warm_up_sets(at, RACK_KG))
    working = [each for each in plan if each.kind.counts]
    assert words(tuple(working)) == [("105", 5), ("105", 5), ("90", 8)]
    assert [each.kind.counts for each in plan] == sorted(each.kind.counts for each in plan)


def test_a_one_sided_lift_of_last_time_is_asked_for_once_a_side() -> None:
    sides = tuple(replace(work("60", 8), side=side) for side in "LRLR")
    at = replace(bench(last=sides), sided=True)
    plan = with_warm_up(at, warm_up_sets(at, RACK_KG))
    assert [each.kind.counts for each in plan].count(True) == 2


def test_last_times_own_warm_up_is_replaced_by_the_ramp() -> None:
    at = bench(last=(work("60", 8, SetKind.WARMUP), work("100", 5)))
    plan = with_warm_up(at, warm_up_sets(at, RACK_KG))
    assert words(plan)[0] == ("20", 8)
    assert words(plan)[-1] == ("100", 5)


def test_a_lift_never_done_gets_one_working_set_after_the_ramp() -> None:
    at = bench(edited=work("80", 5))
    plan = with_warm_up(at, warm_up_sets(at, RACK_KG))
    assert [each.kind.counts for each in plan].count(True) == 1


@given(st.integers(30, 500), st.booleans())
def test_a_ramp_stays_under_the_working_load_and_keeps_every_planned_set(load: int, from_floor: bool) -> None:
    planned = (PlannedSet(5, Load.of(str(load), "lb")),) * 2
    at = bench(plan=planned)
    warm = warm_up_sets(at, RACK_LB, from_floor=from_floor)
    assert all(each.load and each.load.grams < kg("1").grams * load * 0.4536 for each in warm)
    assert with_warm_up(at, warm)[len(warm) :] == planned
