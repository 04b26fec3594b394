"""Changes of a plan at a place of its outline: each gives the changed plan, or a sentence why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hinge_log.exercises.model import Exercise
from hinge_log.text import plural
from hinge_log.training import plan_edit as edit
from hinge_log.training.plan import Day, Plan, PlanLift


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A changed plan, what was done in words, and the place to highlight."""

    plan: Plan
    done: str
    place: edit.Place
    renamed: tuple[str, str] | None = None
    """The old and the new name of a day, so that workouts done with it go with it."""


def line_name(plan: Plan, place: edit.Place, name_of: Callable[[str], str]) -> str:
    """The short name of a line of the outline."""
    day, at = place
    if day < 0:
        return plan.name
    here = plan.days[day]
    return name_of(here.lifts[at].exercise) if at >= 0 else here.name or "the day"


def add_lift(plan: Plan, place: edit.Place, exercise: Exercise) -> PlanChange:
    """Add a lift below a line: at the end of the day, where the line is not a lift."""
    day, at = max(0, place[0]), place[1]
    added = (day, at + 1 if at >= 0 else len(plan.days[day].lifts))
    changed = edit.with_lift(plan, added, PlanLift(exercise.id))
    return PlanChange(changed, f"Added {exercise.short or exercise.name}.", added)


def replace_lift(plan: Plan, place: edit.Place, exercise: Exercise) -> PlanChange:
    """Do another exercise in place of a lift."""
    changed = edit.with_exercise(plan, place, exercise.id)
    return PlanChange(changed, f"Replaced by {exercise.short or exercise.name}.", place)


def add_day(plan: Plan, name: str, exercise: Exercise) -> PlanChange:
    """Add a day with its first lift at the end."""
    at = len(plan.days)
    changed = edit.with_day(plan, at, Day(name, (PlanLift(exercise.id),)))
    return PlanChange(changed, f"Added {name}.", (at, 0))


def rename(plan: Plan, place: edit.Place, name: str) -> PlanChange:
    """Rename a day, or the plan itself."""
    day = place[0]
    if day < 0:
        return PlanChange(replace(plan, name=name), f"The plan is now {name}.", place)
    changed = edit.with_day_named(plan, day, name)
    return PlanChange(changed, f"The day is now {name}.", place, (plan.days[day].name, name))


def toggle_superset(plan: Plan, place: edit.Place, name: str, name_of: Callable[[str], str]) -> PlanChange | str:
    """Group a lift with the one above it, or ungroup them."""
    day, at = place
    if at == 0:
        return "A superset groups a lift with the one above it. This is the first lift."
    lifts = plan.days[day].lifts
    grouped = lifts[at].superset is not None and lifts[at].superset == lifts[at - 1].superset
    above = name_of(lifts[at - 1].exercise)
    done = f"No longer a superset with {above}." if grouped else f"Superset with {above}."
    return PlanChange(edit.joined(plan, place), done, place)


def shift(plan: Plan, place: edit.Place, name: str, by: int) -> PlanChange | str | None:
    """Move a lift or a day; None where it cannot go further."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to move it."
    if at < 0:
        changed, to = edit.day_moved(plan, day, by)
        after: edit.Place = (to, -1)
    else:
        changed, after = edit.lift_moved(plan, place, by)
    if changed == plan:
        return None
    return PlanChange(changed, f"{name} left its superset." if after == place else f"Moved {name}.", after)


def copy(plan: Plan, place: edit.Place, name: str) -> PlanChange | str:
    """Copy a lift below itself, or below its superset; or a whole day."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to copy it."
    here = plan.days[day]
    if at < 0:
        names = [each.name for each in plan.days]
        copied = edit.next_letter(plan) if len(here.name) == 1 else edit.fresh_name(names, here.name)
        changed = edit.with_day(plan, day + 1, replace(here, name=copied))
        return PlanChange(changed, f"Copied as {copied}.", (day + 1, -1))
    below = at + 1
    while edit.braces(here)[below - 1] in ("╭", "│"):
        below += 1
    changed = edit.with_lift(plan, (day, below), replace(here.lifts[at], superset=None))
    return PlanChange(changed, f"Copied {name}.", (day, below))


def delete(plan: Plan, place: edit.Place, name: str) -> PlanChange | str:
    """Delete a lift, or a day; the last lift of a day goes with the day."""
    day, at = place
    if day < 0:
        return "Choose a day or a lift to delete it. To delete the whole plan, use the list of plans."
    here = plan.days[day]
    if at >= 0 and len(here.lifts) > 1:
        return PlanChange(edit.without_lift(plan, place), f"Deleted {name}.", (day, min(at, len(here.lifts) - 2)))
    if len(plan.days) == 1:
        return "A plan needs a day with a lift. To delete the whole plan, use the list of plans."
    changed = edit.without_day(plan, day)
    lifts = plural(len(here.lifts), "lift")
    return PlanChange(changed, f"Deleted {here.name}, {lifts}.", (min(day, len(changed.days) - 1), -1))
