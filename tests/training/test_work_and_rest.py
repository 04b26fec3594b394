"""Work, rest and the rest after each round of a superset, worked out by hand."""

from __future__ import annotations

from hinge_log.training.load import Load
from hinge_log.training.rest import round_rests, work_and_rest
from hinge_log.training.superset import rests
from hinge_log.training.workout import SetDraft, SetKind, SetRecord, Workout, WorkoutLift


def _set(lift: str, number: int, at_s: int | None, reps: int = 10, kind: SetKind = SetKind.WORKING) -> SetRecord:
    what = SetDraft(reps, Load.of("60", "kg"), kind=kind)
    return SetRecord(f"{lift}{number}", lift, lift, number, 7, None if at_s is None else at_s * 1000, what)


def test_what_is_not_work_between_two_sets_is_rest() -> None:
    # Three sets of ten at three seconds a rep: 90 s of work; 150 - 30 and 180 - 30 s of rest
    sets = [_set("a", 0, 100), _set("a", 1, 250), _set("a", 2, 430)]
    assert work_and_rest(sets) == (90, 270)
    assert work_and_rest([*sets, _set("a", 3, 430 + 4000)]) == (120, 270)  # over an hour is no rest
    assert work_and_rest([_set("a", 0, None), _set("a", 1, None)]) == (60, None)
    assert work_and_rest([]) == (0, None)
    timed = SetRecord("t", "a", "a", 0, 7, 0, SetDraft(seconds=40))
    assert work_and_rest([timed, _set("a", 1, 130)]) == (70, 100)


def test_the_rest_after_each_round_of_a_superset() -> None:
    first = tuple(_set("a", n, at) for n, at in enumerate((0, 200, 420)))
    second = tuple(_set("b", n, at) for n, at in enumerate((40, 250, 470)))
    lifts = (
        WorkoutLift("a", "a", 0, first, superset=1), WorkoutLift("b", "b", 1, second, superset=1),
        WorkoutLift("c", "c", 2, (_set("c", 0, 900),)),
    )  # fmt: skip
    workout = Workout("w", "", 7, 0, 0, None, lifts)
    # Round 1 ends at 40, round 2 begins with a set that is logged at 200 and took 30 s: 130 s; then 420 - 30 - 250
    assert round_rests(workout) == (("A", (130, 140)),)
    latest = second[-1]
    assert rests(workout, latest, lambda key: (150, 60)) == (150, 60)
    assert rests(workout, latest, lambda key: (150, 60), round_s=90) == (90, 60)
    assert rests(workout, lifts[2].sets[0], lambda key: (150, 60), round_s=90) == (150, 60)
