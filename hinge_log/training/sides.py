"""One-sided exercises: a set of the left and one of the right make one planned set."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.training.workout import PlannedSet, SetKind, SetRecord, WorkoutLift

SIDES = {"": "", "L": "left", "R": "right"}
"""The words for a side; "" is both at once, or an exercise that has none."""

OTHER_SIDE = {"L": "R", "R": "L"}
_AFTER = {"": "L", "L": "R", "R": ""}


def next_side(side: str) -> str:
    """What a key makes of a side: left, right, both, and round again."""
    return _AFTER.get(side, "L")


def halves(sets: Sequence[SetRecord], *, sided: bool) -> int:
    """How much was done, in half sets: of a one-sided exercise one side is half a set."""
    return sum(1 if sided and record.what.side else 2 for record in sets)


def planned_done(lift: WorkoutLift, *, sided: bool = False) -> int:
    """How many of the planned sets are done; a set of one side alone is not done yet."""
    return halves(lift.sets, sided=sided) // 2


def half_done(lift: WorkoutLift, *, sided: bool = False) -> bool:
    """Whether the other side of the last set is still to do."""
    return halves(lift.sets, sided=sided) % 2 == 1


def finished(lift: WorkoutLift, *, sided: bool = False) -> bool:
    """Whether everything that was planned is done; a lift without a plan never is."""
    return bool(lift.plan) and planned_done(lift, sided=sided) >= len(lift.plan)


def whole(sets: Sequence[SetRecord], *, sided: bool = False) -> list[SetRecord]:
    """The sets as a plan counts them: of a left and a right that belong together, the one that was done first."""
    half = {True: False, False: False}
    sets_done = []
    for record in sets:
        warm = record.what.kind is SetKind.WARMUP
        second = half[warm] and sided and bool(record.what.side)
        if not second:
            sets_done.append(record)
        if sided and record.what.side:
            half[warm] = not half[warm]
    return sets_done


def counted_as(sets: Sequence[SetRecord], *, sided: bool = False) -> list[SetRecord]:
    """The sets as they are counted: a left and a right as one, unless something else was done on one side."""

    def work(of: str) -> list[tuple[object, ...]]:
        return [(what.reps, what.seconds, what.load) for what in (each.what for each in sets) if what.side == of]

    left, right = work("L"), work("R")
    return whole(sets, sided=sided and left[: len(right)] == right[: len(left)])


def to_do_again(sets: Sequence[SetRecord], *, sided: bool = False) -> tuple[PlannedSet, ...]:
    """What was done as a plan for another day, on which each set of a one-sided exercise asks for either side."""
    done = [each.what for each in whole(sets, sided=sided)]
    warm, work = SetKind.WARMUP, SetKind.WORKING
    return tuple(
        PlannedSet(each.reps, each.load, each.seconds, warm if each.kind is warm else work, each.amrap) for each in done
    )


def as_last_time(lift: WorkoutLift, *, sided: bool = False) -> tuple[PlannedSet, ...]:
    """A lift as a plan for another day: what was done, then what was planned and not reached."""
    done = to_do_again(lift.sets, sided=sided)
    return (*done, *lift.plan[len(done) :])


def numbered(sets: Sequence[SetRecord], *, sided: bool = False) -> dict[str, tuple[bool, int]]:
    """For each set of a lift by id: whether it is a warm-up, and its number among those or the others, from 1.

    Of a one-sided exercise each side has its own numbers: two lefts and a right are "1 left, 2 left, 1 right".
    """
    done = {True: {"L": 0, "R": 0}, False: {"L": 0, "R": 0}}
    numbers = {}
    for record in sets:
        warm = record.what.kind is SetKind.WARMUP
        sides = record.what.side if sided and record.what.side else "LR"
        number = 1 + max(done[warm][side] for side in sides)
        done[warm].update(dict.fromkeys(sides, number))
        numbers[record.id] = (warm, number)
    return numbers


def next_number(sets: Sequence[SetRecord], side: str, *, warm: bool, sided: bool = False) -> int:
    """The number that a further set of a side would have among the warm-ups, or the others, of a lift."""
    numbers = numbered(sets, sided=sided)
    sides = side if sided and side else "LR"
    same = [numbers[each.id][1] for each in sets if numbers[each.id][0] is warm and _shares(each.what.side, sides)]
    return 1 + max(same, default=0)


def _shares(side: str, sides: str) -> bool:
    return not side or side in sides


def set_label(number: int, *, warm: bool) -> str:
    """The number of a set as it stands in a list: "2", "w1" for a warm-up."""
    return f"w{number}" if warm else str(number)


def set_labels(sets: Sequence[SetRecord], *, sided: bool = False) -> dict[str, str]:
    """The number of each set of a lift by id, as it stands in a list."""
    return {key: set_label(number, warm=warm) for key, (warm, number) in numbered(sets, sided=sided).items()}


def called(number: int, side: str, *, warm: bool) -> str:
    """A set by its number: "set 2", "warm-up 1", "set 3 left"."""
    return f"{'warm-up' if warm else 'set'} {number} {SIDES.get(side, '')}".rstrip()


def set_name(sets: Sequence[SetRecord], record: SetRecord, *, sided: bool = False) -> str:
    """One of the sets of a lift by its number: "set 2", "warm-up 1", "set 3 left"."""
    warm, number = numbered(sets, sided=sided).get(record.id, (False, len(sets)))
    return called(number, record.what.side, warm=warm)


def set_names(sets: Sequence[SetRecord], some: Sequence[SetRecord], *, sided: bool = False) -> str:
    """Some of the sets of a lift in one go: "set 2, 3", "warm-up 1, set 1 left, 1 right"."""
    names: list[str] = []
    before = ""
    for record in some:
        kind, _, number = set_name(sets, record, sided=sided).partition(" ")
        names.append(number if kind == before else f"{kind} {number}")
        before = kind
    return ", ".join(names)
