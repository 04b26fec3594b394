from __future__ import annotations

from hinge_log.training.sides import as_last_time, counted_as, set_labels, set_names, to_do_again, whole
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord, WorkoutLift
from tests.support import kg

WARM, WORK = SetKind.WARMUP, SetKind.WORKING


def sets(*done: str) -> tuple[SetRecord, ...]:
    """Sets of 16 kg written as kind, reps and side: "w5L" is a warm-up of 5 left, "8" 8 reps of both sides."""
    found = []
    for place, text in enumerate(done):
        kind = WARM if text.startswith("w") else SetKind.FAILURE if text.startswith("f") else WORK
        side = text[-1] if text[-1] in "LR" else ""
        draft = SetDraft(int(text.strip("wfLR")), kg("16"), kind=kind, side=side)
        found.append(SetRecord(f"{place}", "lift", "rdl", place, 20_000, None, draft))
    return tuple(found)


def planned(reps: int, kind: SetKind = WORK) -> PlannedSet:
    return PlannedSet(reps, kg("16"), kind=kind)


def test_a_left_and_a_right_are_one_set_to_do_again() -> None:
    assert to_do_again(sets("8L", "8R", "8L", "8R"), sided=True) == (planned(8), planned(8))


def test_a_set_of_both_sides_is_one_of_its_own() -> None:
    assert to_do_again(sets("8L", "6", "8R", "4L"), sided=True) == (planned(8), planned(6), planned(4))


def test_a_warm_up_of_one_side_takes_no_working_set_for_its_other_half() -> None:
    assert to_do_again(sets("w5L", "8L", "8R", "7L", "7R"), sided=True) == (planned(5, WARM), planned(8), planned(7))


def test_a_set_to_failure_is_not_asked_for_again_as_one() -> None:
    assert to_do_again(sets("f8")) == (planned(8),)


def test_sides_of_an_exercise_that_has_none_are_sets_of_their_own() -> None:
    assert len(whole(sets("8L", "8R"))) == 2


def test_a_set_that_was_planned_and_not_reached_stays_planned_when_the_others_were_done_side_by_side() -> None:
    lift = WorkoutLift("lift", "rdl", 0, sets("8L", "8R", "8L"), (planned(10), planned(10), planned(12)))
    assert as_last_time(lift, sided=True) == (planned(8), planned(8), planned(12))


def test_a_list_counts_warm_ups_and_the_two_sides_of_a_set_apart() -> None:
    done = sets("w5L", "w5R", "8L", "8R", "8L")
    assert [*set_labels(done, sided=True).values()] == ["w1", "w1", "1", "1", "2"]
    assert [*set_labels(sets("w5", "w5", "8", "8")).values()] == ["w1", "w2", "1", "2"]


def test_several_sets_are_named_without_saying_set_each_time() -> None:
    done = sets("w5L", "w5R", "8L", "8R", "8L")
    assert set_names(done, [done[1], done[2], done[3], done[4]], sided=True) == (
        "warm-up 1 right, set 1 left, 1 right, 2 left"
    )
    plain = sets("w5", "8", "8", "8")
    assert set_names(plain, plain[2:]) == "set 2, 3"


def test_two_sides_are_counted_as_one_set_only_where_the_same_was_done_on_both() -> None:
    assert len(counted_as(sets("8L", "8R", "8L", "8R", "8L"), sided=True)) == 3
    assert len(counted_as(sets("8L", "6R", "8L", "6R"), sided=True)) == 4
