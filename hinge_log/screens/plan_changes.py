"""Changes of a plan at a place of its outline: each gives the changed plan, or a sentence why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hinge_log.exercises.model import Exercise
from hinge_log.text import plural
from hinge_log.training import routine_edit as edit
from hinge_log.training.routine import Day, Routine, RoutineLift


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A changed plan, what was done in words, and the place to highlight."""

    routine: Routine
    done: str
    place: edit.Place
    renamed: tuple[str, str] | None = None
    """The old and the new name of a day, so that workouts done with it go with it."""


def line_name(routine: Routine, place: edit.Place, name_of: Callable[[str], str]) -> str:
    """The short name of a line of the outline."""
    day, at = place
    if day < 0:
        return routine.name
    here = routine.days[day]
    return name_of(here.lifts[at].exercise) if at >= 0 else here.name or "the day"


def add_lift(routine: Routine, place: edit.Place, exercise: Exercise) -> PlanChange:
    """Add a lift below a line: at the end of the day, where the line is not a lift."""
    day, at = max(0, place[0]), place[1]
    added = (day, at + 1 if at >= 0 else len(routine.days[day].lifts))
    changed = edit.with_lift(routine, added, RoutineLift(exercise.id))
    return PlanChange(changed, f"Added {exercise.short or exercise.name}.", added)


def replace_lift(routine: Routine, place: edit.Place, exercise: Exercise) -> PlanChange:
    """Do another exercise in place of a lift."""
    changed = edit.with_exercise(routine, place, exercise.id)
    return PlanChange(changed, f"Replaced by {exercise.short or exercise.name}.", place)


def add_day(routine: Routine, name: str, exercise: Exercise) -> PlanChange:
    """Add a day with its first lift at the end."""
    at = len(routine.days)
    changed = edit.with_day(routine, at, Day(name, (RoutineLift(exercise.id),)))
    return PlanChange(changed, f"Added {name}.", (at, 0))


def rename(routine: Routine, place: edit.Place, name: str) -> PlanChange:
    """Rename a day, or the plan itself."""
    day = place[0]
    if day < 0:
        return PlanChange(replace(routine, name=name), f"The plan is now {name}.", place)
    changed = edit.with_day_named(routine, day, name)
    return PlanChange(changed, f"The day is now {name}.", place, (routine.days[day].name, name))


def toggle_superset(routine: Routine, place: edit.Place, name: str, name_of: Callable[[str], str]) -> PlanChange | str:
    """Group a lift with the one above it, or ungroup them."""
    day, at = place
    if at == 0:
        return "A superset groups a lift with the one above it. This is the first lift."
    lifts = routine.days[day].lifts
    grouped = lifts[at].superset is not None and lifts[at].superset == lifts[at - 1].superset
    above = name_of(lifts[at - 1].exercise)
    done = f"No longer a superset with {above}." if grouped else f"Superset with {above}."
    return PlanChange(edit.joined(routine, place), done, place)


def shift(routine: Routine, place: edit.Place, name: str, by: int) -> PlanChange | str | None:
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
    lifts = plural(len(here.lifts), "lift")
    return PlanChange(changed, f"Deleted {here.name}, {lifts}.", (min(day, len(changed.days) - 1), -1))
