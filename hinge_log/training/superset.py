"""Supersets: lifts of a workout that are done in turn, and which of them comes next.

Lifts with the same number are one superset, in the order in which they stand in the workout. A round is one set of
each. Warm-up sets of a lift are done in a row before its first round. A lift that is finished or skipped is passed
over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from hinge_log.training.sides import finished, half_done, halves, planned_done
from hinge_log.training.workout import SetKind, SetRecord, Workout, WorkoutLift

NONE: frozenset[str] = frozenset()


def members(workout: Workout, index: int) -> tuple[int, ...]:
    """The places of the lifts in the superset of a lift, itself included; itself alone when it is in none."""
    number = workout.lifts[index].superset
    if number is None:
        return (index,)
    return tuple(place for place, lift in enumerate(workout.lifts) if lift.superset == number)


def tags(workout: Workout) -> dict[str, str]:
    """What a superset's lifts are called, by the lift's id: "A1", "A2", "B1"; a lift in none has no entry."""
    groups: dict[int, list[str]] = {}
    for lift in workout.lifts:
        if lift.superset is not None:
            groups.setdefault(lift.superset, []).append(lift.id)
    real = [ids for ids in groups.values() if len(ids) > 1]
    return {
        lift_id: f"{chr(65 + letter % 26)}{number}"
        for letter, ids in enumerate(real)
        for number, lift_id in enumerate(ids, 1)
    }


def open_lift(lift: WorkoutLift, passed: Collection[str] = NONE, sided: Collection[str] = NONE) -> bool:
    """Whether there is still something to do in a lift: not finished and not passed over (`passed` are ids)."""
    return lift.id not in passed and not finished(lift, sided=lift.exercise in sided)


def next_after_set(workout: Workout, index: int, passed: Collection[str] = NONE, sided: Collection[str] = NONE) -> int:
    """The place of the lift whose set comes after the last one of the lift at `index`.

    `passed` are ids of skipped lifts, `sided` keys of one-sided exercises. Outside a superset, and when nothing of
    it is left, that is the lift itself.
    """
    places = members(workout, index)
    here = workout.lifts[index]
    if len(places) < 2 or (half_done(here, sided=here.exercise in sided) and here.id not in passed):
        return index
    later = [place for place in places if place > index] + [place for place in places if place <= index]
    waiting = [place for place in later if open_lift(workout.lifts[place], passed, sided)]
    if not waiting:
        return index
    warming = [place for place in waiting if _warms_up(workout.lifts[place], sided)]
    if warming:
        return index if index in warming else warming[0]
    if here.sets and here.sets[-1].what.kind is SetKind.WARMUP:
        # The first round begins with its first lift, and goes on where it was when the warm-ups came in between.
        return min(waiting, key=lambda place: (_rounds(workout.lifts[place], sided), place))
    return waiting[0]


def _warms_up(lift: WorkoutLift, sided: Collection[str]) -> bool:
    done = planned_done(lift, sided=lift.exercise in sided)
    return done < len(lift.plan) and lift.plan[done].kind is SetKind.WARMUP


def _rounds(lift: WorkoutLift, sided: Collection[str]) -> int:
    working = [record for record in lift.sets if record.what.kind.counts]
    return halves(working, sided=lift.exercise in sided) // 2


def rest_free_next(
    workout: Workout, record: SetRecord, passed: Collection[str] = NONE, sided: Collection[str] = NONE
) -> int | None:
    """The place of the lift that follows a set without rest, or None when a rest comes first.

    There is none between the two sides of a set, and none within a round: the rest starts after its last lift
    (convention).
    """
    index = next((place for place, lift in enumerate(workout.lifts) if lift.id == record.lift_id), None)
    if index is None:
        return None
    lift = workout.lifts[index]
    if lift.id not in passed and half_done(lift, sided=lift.exercise in sided):
        return index
    following = next_after_set(workout, index, passed, sided)
    return following if following > index else None


def rests(
    workout: Workout,
    record: SetRecord,
    usual: Callable[[str], tuple[int, int]],
    passed: Collection[str] = NONE,
    sided: Collection[str] = NONE,
    round_s: int = 0,
) -> tuple[int, int]:
    """The seconds of rest after a set, had it been a working one or a warm-up; 0 for none.

    `usual` gives both for an exercise. After a round it is `round_s`: 0 is the longest rest of its lifts, below 0 none.
    """
    place = next((place for place, lift in enumerate(workout.lifts) if lift.id == record.lift_id), None)
    if place is None:
        return usual(record.exercise)
    if rest_free_next(workout, record, passed, sided) is not None:
        return 0, 0
    both = [usual(workout.lifts[each].exercise) for each in members(workout, place)]
    if round_s < 0 and len(both) > 1:
        return 0, 0
    work_s = round_s if round_s and len(both) > 1 else max(work for work, _ in both)
    return work_s, max(warm for _, warm in both)


def superset_from(workout: Workout, index: int) -> SetRecord | None:
    """The set last done in a superset, when that was in another lift than the one at `index`."""
    places = members(workout, index)
    sets = [record for place in places for record in workout.lifts[place].sets]
    last = max(sets, key=lambda record: (record.at_ms or 0, record.id), default=None)
    return None if last is None or last.lift_id == workout.lifts[index].id else last


def next_index(workout: Workout, index: int, passed: Collection[str] = NONE, sided: Collection[str] = NONE) -> int:
    """The place to go to when a lift is left: the rest of its superset, then the next lift with something to do."""
    following = next_after_set(workout, index, passed, sided)
    if following != index:
        return following
    places = [*range(index + 1, len(workout.lifts)), *range(index)]
    return next((place for place in places if open_lift(workout.lifts[place], passed, sided)), index)


def current_index(workout: Workout, passed: Collection[str] = NONE, sided: Collection[str] = NONE) -> int:
    """Where a workout goes on: at the lift of the last set, or at what follows it."""
    latest = latest_set(workout)
    if latest is None:
        places = range(len(workout.lifts))
        return next((place for place in places if workout.lifts[place].id not in passed), 0)
    index = next(place for place, lift in enumerate(workout.lifts) if lift.id == latest.lift_id)
    following = next_after_set(workout, index, passed, sided)
    return (
        following if open_lift(workout.lifts[following], passed, sided) else next_index(workout, index, passed, sided)
    )


def latest_set(workout: Workout) -> SetRecord | None:
    """The set that was logged last, in any lift."""
    return max(workout.sets, key=lambda record: (record.at_ms or 0, record.id), default=None)


def group(workout: Workout, index: int) -> Mapping[str, int | None]:
    """The superset numbers, by lift id, that put a lift and the one after it together; nothing when they are.

    The last lift of a workout is put together with the one before it. Two supersets become one.
    """
    lifts = workout.lifts
    other = index + 1 if index + 1 < len(lifts) else index - 1
    if other < 0:
        return {}
    mine, theirs = lifts[index].superset, lifts[other].superset
    if mine is not None and mine == theirs:
        return {}
    numbers = [lift.superset for lift in lifts if lift.superset is not None]
    number = next((each for each in (mine, theirs) if each is not None), max(numbers, default=-1) + 1)
    both = {place for at in (index, other) for place in members(workout, at)}
    return {lifts[place].id: number for place in both if lifts[place].superset != number}


def ungroup(workout: Workout, index: int) -> Mapping[str, int | None]:
    """The superset numbers, by lift id, that take a lift out of its superset; one that is left alone is in none."""
    places = members(workout, index)
    if workout.lifts[index].superset is None:
        return {}
    return {workout.lifts[place].id: None for place in (places if len(places) <= 2 else (index,))}
