"""Changes of a plan at a place of its outline: each gives the changed plan, or a sentence why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hinge_log.training import routine_edit as edit
from hinge_log.training.routine import Routine


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A changed plan, what was done in words, and the place to highlight."""

    routine: Routine
    done: str
    place: edit.Place


def toggle_superset(routine: Routine, place: edit.Place, name_of: Callable[[str], str]) -> PlanChange | str:
    """Group a lift with the one above it, or ungroup them."""
    day, at = place
    if at == 0:
        return "A superset groups a lift with the one above it. This is the first lift."
    lifts = routine.days[day].lifts
    grouped = lifts[at].superset is not None and lifts[at].superset == lifts[at - 1].superset
    above = name_of(lifts[at - 1].exercise)
    done = f"No longer a superset with {above}." if grouped else f"Superset with {above}."
    return PlanChange(edit.joined(routine, place), done, place)


def shift(routine: Routine, place: edit.Place, by: int, name: str) -> PlanChange | str | None:
    """Move a lift or a day; None where it cannot go further."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to move it."
    if at < 0:
        changed, to = edit.day_moved(routine, day, by)
        after: edit.Place = (to, -1)
    else:
        changed, after = edit.lift_moved(routine, place, by)
    if changed == routine:
        return None
    return PlanChange(changed, f"{name} left its superset." if after == place else f"Moved {name}.", after)


def copy(routine: Routine, place: edit.Place, name: str) -> PlanChange | str:
    """Copy a lift below itself, or below its superset; or a whole day."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to copy it."
    here = routine.days[day]
    if at < 0:
        names = [each.name for each in routine.days]
        copied = edit.next_letter(routine) if len(here.name) == 1 else edit.fresh_name(names, here.name)
        changed = edit.with_day(routine, day + 1, replace(here, name=copied))
        return PlanChange(changed, f"Copied as {copied}.", (day + 1, -1))
    below = at + 1
    while edit.braces(here)[below - 1] in ("╭", "│"):
        below += 1
    changed = edit.with_lift(routine, (day, below), replace(here.lifts[at], superset=None))
    return PlanChange(changed, f"Copied {name}.", (day, below))


def delete(routine: Routine, place: edit.Place, name: str) -> PlanChange | str:
    """Delete a lift, or a day; the last lift of a day goes with the day."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to delete it. Delete the whole plan in the list of plans."
    here = routine.days[day]
    if at >= 0 and len(here.lifts) > 1:
        return PlanChange(edit.without_lift(routine, place), f"Deleted {name}.", (day, min(at, len(here.lifts) - 2)))
    if len(routine.days) == 1:
        return "A plan needs a day with a lift. Delete the whole plan in the list of plans."
    changed = edit.without_day(routine, day)
    lifts = f"{len(here.lifts)} lift{'' if len(here.lifts) == 1 else 's'}"
    return PlanChange(changed, f"Deleted {here.name}, {lifts}.", (min(day, len(changed.days) - 1), -1))
