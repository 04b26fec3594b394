"""Changes to a plan, one at a time: each gives a new plan and leaves the old one as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_text import LiftLine

Place = tuple[int, int]
"""Where something stands: the place of its day, and the place of the lift in it; -1 is the day itself."""


def with_day(plan: Plan, at: int, day: Day) -> Plan:
    """A day more, at a place."""
    return replace(plan, days=(*plan.days[:at], day, *plan.days[at:]))


def without_day(plan: Plan, at: int) -> Plan:
    """A day less."""
    return replace(plan, days=(*plan.days[:at], *plan.days[at + 1 :]))


def with_day_named(plan: Plan, at: int, name: str) -> Plan:
    """A day under another name."""
    return _day(plan, at, replace(plan.days[at], name=name))


def day_moved(plan: Plan, at: int, by: int) -> tuple[Plan, int]:
    """A day earlier or later, and where it stands then."""
    to = max(0, min(len(plan.days) - 1, at + by))
    days = [*plan.days]
    days.insert(to, days.pop(at))
    return replace(plan, days=tuple(days)), to


def with_lift(plan: Plan, place: Place, lift: PlanLift) -> Plan:
    """A lift more, at a place."""
    day, at = place
    lifts = plan.days[day].lifts
    return _lifts(plan, day, (*lifts[:at], lift, *lifts[at:]))


def without_lift(plan: Plan, place: Place) -> Plan:
    """A lift less; one that is left alone in its superset is in none."""
    day, at = place
    lifts = plan.days[day].lifts
    return _lifts(plan, day, (*lifts[:at], *lifts[at + 1 :]))


def with_line(plan: Plan, place: Place, line: LiftLine) -> Plan:
    """A lift with what was typed of its sets, weeks and progression."""
    return _lift(plan, place, line.applied(lift_at(plan, place)))


def with_note(plan: Plan, place: Place, note: str) -> Plan:
    """A lift with another note."""
    return _lift(plan, place, replace(lift_at(plan, place), note=note))


def with_exercise(plan: Plan, place: Place, exercise: str) -> Plan:
    """Another exercise in the place of one, with its sets."""
    return _lift(plan, place, replace(lift_at(plan, place), exercise=exercise))


def lift_at(plan: Plan, place: Place) -> PlanLift:
    """The lift at a place."""
    day, at = place
    return plan.days[day].lifts[at]


def lift_moved(plan: Plan, place: Place, by: int) -> tuple[Plan, Place]:
    """A lift one place up (-1) or down (1), and where it stands then.

    It passes a superset as a whole, leaves its own at its end, and goes on to the day before or after.
    """
    day, at = place
    lifts = plan.days[day].lifts
    lift = lifts[at]
    beside = at + by
    if not 0 <= beside < len(lifts):
        if lift.superset is not None:
            # The first press leaves the superset, so that no place is jumped over.
            return _lift(plan, place, replace(lift, superset=None)), place
        return _to_other_day(plan, place, by)
    group = lifts[beside].superset
    if group is not None and group == lift.superset:
        to = beside
    elif lift.superset is not None:
        return _lift(plan, place, replace(lift, superset=None)), place
    else:
        to = beside
        while group is not None and 0 <= to + by < len(lifts) and lifts[to + by].superset == group:
            to += by
    left = [*lifts]
    left.insert(to, left.pop(at))
    return _lifts(plan, day, left), (day, to)


def _to_other_day(plan: Plan, place: Place, by: int) -> tuple[Plan, Place]:
    day, at = place
    to = day + by
    if not 0 <= to < len(plan.days):
        return plan, place
    lift = plan.days[day].lifts[at]
    there = 0 if by > 0 else len(plan.days[to].lifts)
    return with_lift(without_lift(plan, place), (to, there), lift), (to, there)


def joined(plan: Plan, place: Place) -> Plan:
    """A lift put into a superset with the one above it, or taken apart from it when it is in one already.

    What is taken apart keeps those below it with it.
    """
    day, at = place
    lifts = plan.days[day].lifts
    if at < 1:
        return plan
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
    return _lifts(plan, day, changed)


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


def next_letter(plan: Plan) -> str:
    """The name that a further day gets when nobody gives it one: the first letter that is free."""
    used = {day.name for day in plan.days}
    return next((letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in used), fresh_name([*used], "Day"))


def _day(plan: Plan, at: int, day: Day) -> Plan:
    return replace(plan, days=(*plan.days[:at], day, *plan.days[at + 1 :]))


def _lift(plan: Plan, place: Place, lift: PlanLift) -> Plan:
    day, at = place
    lifts = plan.days[day].lifts
    return _lifts(plan, day, (*lifts[:at], lift, *lifts[at + 1 :]))


def _lifts(plan: Plan, at: int, lifts: Sequence[PlanLift]) -> Plan:
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
    return _day(plan, at, replace(plan.days[at], lifts=renumbered))
