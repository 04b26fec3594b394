"""Changes to a plan, one at a time: each gives a new plan and leaves the old one as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinge_log.training.routine import Day, Routine, RoutineLift
from hinge_log.training.routine_text import LiftLine

Place = tuple[int, int]
"""Where something stands: the place of its day, and the place of the lift in it; -1 is the day itself."""


def with_day(routine: Routine, at: int, day: Day) -> Routine:
    """A day more, at a place."""
    return replace(routine, days=(*routine.days[:at], day, *routine.days[at:]))


def without_day(routine: Routine, at: int) -> Routine:
    """A day less."""
    return replace(routine, days=(*routine.days[:at], *routine.days[at + 1 :]))


def with_day_named(routine: Routine, at: int, name: str) -> Routine:
    """A day under another name."""
    return _day(routine, at, replace(routine.days[at], name=name))


def day_moved(routine: Routine, at: int, by: int) -> tuple[Routine, int]:
    """A day earlier or later, and where it stands then."""
    to = max(0, min(len(routine.days) - 1, at + by))
    days = [*routine.days]
    days.insert(to, days.pop(at))
    return replace(routine, days=tuple(days)), to


def with_lift(routine: Routine, place: Place, lift: RoutineLift) -> Routine:
    """A lift more, at a place."""
    day, at = place
    lifts = routine.days[day].lifts
    return _lifts(routine, day, (*lifts[:at], lift, *lifts[at:]))


def without_lift(routine: Routine, place: Place) -> Routine:
    """A lift less; one that is left alone in its superset is in none."""
    day, at = place
    lifts = routine.days[day].lifts
    return _lifts(routine, day, (*lifts[:at], *lifts[at + 1 :]))


def with_line(routine: Routine, place: Place, line: LiftLine) -> Routine:
    """A lift with what was typed of its sets, weeks and progression."""
    return _lift(routine, place, line.applied(lift_at(routine, place)))


def with_note(routine: Routine, place: Place, note: str) -> Routine:
    """A lift with another note."""
    return _lift(routine, place, replace(lift_at(routine, place), note=note))


def with_exercise(routine: Routine, place: Place, exercise: str) -> Routine:
    """Another exercise in the place of one, with its sets."""
    return _lift(routine, place, replace(lift_at(routine, place), exercise=exercise))


def lift_at(routine: Routine, place: Place) -> RoutineLift:
    """The lift at a place."""
    day, at = place
    return routine.days[day].lifts[at]


def lift_moved(routine: Routine, place: Place, by: int) -> tuple[Routine, Place]:
    """A lift one place up (-1) or down (1), and where it stands then.

    It passes a superset as a whole, leaves its own at its end, and goes on to the day before or after.
    """
    day, at = place
    lifts = routine.days[day].lifts
    lift = lifts[at]
    beside = at + by
    if not 0 <= beside < len(lifts):
        if lift.superset is not None:
            # The first press leaves the superset, so that no place is jumped over.
            return _lift(routine, place, replace(lift, superset=None)), place
        return _to_other_day(routine, place, by)
    group = lifts[beside].superset
    if group is not None and group == lift.superset:
        to = beside
    elif lift.superset is not None:
        return _lift(routine, place, replace(lift, superset=None)), place
    else:
        to = beside
        while group is not None and 0 <= to + by < len(lifts) and lifts[to + by].superset == group:
            to += by
    left = [*lifts]
    left.insert(to, left.pop(at))
    return _lifts(routine, day, left), (day, to)


def _to_other_day(routine: Routine, place: Place, by: int) -> tuple[Routine, Place]:
    day, at = place
    to = day + by
    if not 0 <= to < len(routine.days):
        return routine, place
    lift = routine.days[day].lifts[at]
    there = 0 if by > 0 else len(routine.days[to].lifts)
    return with_lift(without_lift(routine, place), (to, there), lift), (to, there)


def joined(routine: Routine, place: Place) -> Routine:
    """A lift put into a superset with the one above it, or taken apart from it when it is in one already.

    What is taken apart keeps those below it with it.
    """
    day, at = place
    lifts = routine.days[day].lifts
    if at < 1:
        return routine
    above, lift = lifts[at - 1], lifts[at]
    fresh = max((each.superset or 0 for each in lifts), default=0) + 1
    changed = [*lifts]
    if lift.superset is not None and lift.superset == above.superset:
        for below in range(at, len(lifts)):
            if lifts[below].superset == lift.superset:
                changed[below] = replace(lifts[below], superset=fresh)
    else:
        number = above.superset or fresh
        changed[at - 1] = replace(above, superset=number)
        for below in range(at, len(lifts)):
            if below == at or (lift.superset is not None and lifts[below].superset == lift.superset):
                changed[below] = replace(lifts[below], superset=number)
    return _lifts(routine, day, changed)


def braces(day: Day) -> tuple[str, ...]:
    """The mark of each lift that ties supersets together: "╭" first, "│" between, "╰" last, "" outside."""
    numbers = [lift.superset for lift in day.lifts]
    signs = []
    for at, number in enumerate(numbers):
        above = number is not None and at > 0 and numbers[at - 1] == number
        below = number is not None and numbers[at + 1 : at + 2] == [number]
        signs.append("│" if above and below else "╰" if above else "╭" if below else "")
    return tuple(signs)


def fresh_name(names: Sequence[str], wanted: str) -> str:
    """A name that is not taken: "Pull", then "Pull 2", "Pull 3"."""
    used = {name.casefold() for name in names}
    if wanted.casefold() not in used:
        return wanted
    number = 2
    while f"{wanted} {number}".casefold() in used:
        number += 1
    return f"{wanted} {number}"


def next_letter(routine: Routine) -> str:
    """The name that a further day gets when nobody gives it one: the first letter that is free."""
    used = {day.name for day in routine.days}
    return next((letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in used), fresh_name([*used], "Day"))


def _day(routine: Routine, at: int, day: Day) -> Routine:
    return replace(routine, days=(*routine.days[:at], day, *routine.days[at + 1 :]))


def _lift(routine: Routine, place: Place, lift: RoutineLift) -> Routine:
    day, at = place
    lifts = routine.days[day].lifts
    return _lifts(routine, day, (*lifts[:at], lift, *lifts[at + 1 :]))


def _lifts(routine: Routine, at: int, lifts: Sequence[RoutineLift]) -> Routine:
    """A day with other lifts, its supersets numbered from 1; a lift alone in one is in none."""
    counts: dict[int, int] = {}
    for lift in lifts:
        if lift.superset is not None:
            counts[lift.superset] = counts.get(lift.superset, 0) + 1
    several = [number for number, count in counts.items() if count > 1]
    numbers = {number: place for place, number in enumerate(several, 1)}
    # "get" of None is None: a lift in no superset stays in none.
    renumbered = tuple(
        lift if lift.superset is None else replace(lift, superset=numbers.get(lift.superset)) for lift in lifts
    )
    return _day(routine, at, replace(routine.days[at], lifts=renumbered))
