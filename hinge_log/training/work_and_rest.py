"""How long a workout was work and how long rest, and the rest after each round of a superset.

A set is logged when it is over. How long it took is its time, or three seconds a rep: nobody holds a stop watch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hinge_log.training.rest import FORGOTTEN_S
from hinge_log.training.sides import numbered
from hinge_log.training.superset import tags
from hinge_log.training.workout import SetRecord, Workout

REP_S = 3
"""Seconds that a repetition takes, where nothing else is known (convention)."""


class WorkAndRest(NamedTuple):
    """Seconds of work, by convention, and of rest between the sets; None where the times of sets are not known."""

    work_s: int
    rest_s: int | None


class RoundRests(NamedTuple):
    """The rests after the rounds of a superset: "A" and the seconds after each round but the last."""

    name: str
    seconds: tuple[int, ...]


def work_s(record: SetRecord) -> int:
    """How long a set took, in seconds."""
    return record.what.seconds or REP_S * (record.what.reps or 0)


def work_and_rest(sets: Sequence[SetRecord]) -> WorkAndRest:
    """Add up work and rest of the sets of a workout; a pause of more than an hour is no rest."""
    timed = sorted((each for each in sets if each.at_ms is not None), key=lambda each: (each.at_ms or 0, each.id))
    rests = [_rest_s(before, after) for before, after in pairwise(timed)]
    known = [rest for rest in rests if rest <= FORGOTTEN_S]
    work = sum(map(work_s, sets))
    return WorkAndRest(work, sum(known) if len(timed) == len(sets) and known else None)


def round_rests(workout: Workout, sided: frozenset[str] = frozenset()) -> tuple[RoundRests, ...]:
    """The rests after each round of the supersets of a workout; `sided` are keys of one-sided exercises.

    A round is the set of the same number of each lift. One without times, or done another day, is left out.
    """
    names = tags(workout)
    by_superset = []
    for letter in dict.fromkeys(name[0] for name in names.values()):
        lifts = [lift for lift in workout.lifts if names.get(lift.id, "")[:1] == letter]
        rounds: dict[int, list[SetRecord]] = {}
        for lift in lifts:
            numbers = numbered(lift.sets, sided=lift.exercise in sided)
            for record in lift.sets:
                warm, number = numbers[record.id]
                if not warm and record.at_ms is not None:
                    rounds.setdefault(number, []).append(record)
        order = [sorted(rounds[number], key=lambda each: (each.at_ms or 0, each.id)) for number in sorted(rounds)]
        rests = [_rest_s(before[-1], after[0]) for before, after in pairwise(order)]
        seconds = tuple(rest for rest in rests if 0 < rest <= FORGOTTEN_S)
        if seconds:
            by_superset.append(RoundRests(letter, seconds))
    return tuple(by_superset)


def _rest_s(before: SetRecord, after: SetRecord) -> int:
    """The seconds from the end of a set to the beginning of the next one."""
    return max(0, ((after.at_ms or 0) - (before.at_ms or 0)) // 1000 - work_s(after))
