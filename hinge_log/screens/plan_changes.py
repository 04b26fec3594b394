"""Changes of a plan, by a key at a place of its outline or by what is typed: the changed plan, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hinge_log.charts.set_words import planned_loads, set_count, share_words, top_reason
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.screens.plan_view import NO_PLACE, plan_name_hint
from hinge_log.store import plans as plan_store
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.plans import Plans
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, plural
from hinge_log.training import plan_edit as edit
from hinge_log.training.load import Load
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet, read_weeks
from hinge_log.training.plan_edit import Place
from hinge_log.training.plan_text import read_lift_line, under_bar


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


ENTRY_TITLES = {
    "sets": "Sets of {name}: load x reps x sets", "weeks": "How each week changes the loads", "note": "Note on {name}",
    "plan": "Name of the plan", "day": "Name of the day", "new day": "Name of the new day",
}  # fmt: skip
"""What is typed, by purpose; `name` is that of the highlighted line."""


def entry_hint(plans: Plans, plan: Plan, place: Place, purpose: str, text: str) -> str:
    """What is said of a note, or of a name of the plan, a day or a new day, while it is typed."""
    if purpose == "note":
        return "A note shown with the lift every time. Leave it empty to delete it."
    if purpose == "weeks":
        return _weeks_hint(text)
    name = clean(text, limit=NAME_LIMIT)
    if not name:
        return "Type a name, such as A, Monday or Heavy."
    if purpose == "plan":
        return plan_name_hint(plans, plan.id, name)
    if "/" in name:
        return f"{' ' * name.index('/')}^ The name of a day can't contain /. Leave it out."
    renamed = place[0] if purpose == "day" else -1
    if name.casefold() in {day.name.casefold() for at, day in enumerate(plan.days) if at != renamed}:
        return f'^ There is already a day "{name}". Choose another name.'
    return f"→ {name}. Next: its first lift." if purpose == "new day" else f"→ {name}"


def _weeks_hint(text: str) -> str:
    try:
        weeks = read_weeks(text)
    except EntryError as error:
        return f"{' ' * error.at}^ {error}"
    if not weeks:
        return "How each week changes the loads: 100%, 102.5%, 105%, deload. Leave it empty for equal weeks."
    return f"→ {plural(len(weeks), 'week')}, then back to the first."


def typed_change(
    plan: Plan, place: Place, purpose: str, text: str, context: Context, *, warning: str = ""
) -> PlanChange:
    """The change that the text makes; `warning` was shown of its sets. Raises EntryError for what cannot be read."""
    if purpose == "sets":
        line = read_lift_line(text, context.exercise(edit.lift_at(plan, place).exercise), context.gym.unit)
        name = line_name(plan, place, context.name)
        done = f"Saved, but {warning.rstrip('.')}." if warning else f"{name}: sets saved."
        return PlanChange(edit.with_line(plan, place, line), done, place)
    if purpose == "weeks":
        return PlanChange(replace(plan, weeks=read_weeks(text)), "Weeks saved.", place)
    if purpose == "note":
        return PlanChange(edit.with_note(plan, place, clean(text)), "Note saved.", place)
    change = rename(plan, place if purpose == "day" else NO_PLACE, clean(text, limit=NAME_LIMIT))
    return replace(change, place=place)


def trial_words(sets: Sequence[PlanSet], made: plan_store.DayLift) -> str:
    """What sets that are being typed come to today."""
    top = planned_loads(made.plan)
    share = top_reason(made.plan) if made.lift.is_progressive else share_words(sets, made.plan, made.best)
    count = plural(set_count(sets), "set")
    return f"→ {count}. {share}" if share else f"→ {count}{f', {top}' if top else ', with the previous load'}."


def try_sets(store: Store, plan: Plan, lift: PlanLift, context: Context) -> tuple[plan_store.DayLift, str]:
    """What a lift of a plan comes to today, and a warning where a load is less than the empty bar."""
    alone, exercise = replace(plan, days=(Day("", (lift,)),)), context.exercise(lift.exercise)
    trial = plan_store.day_lifts(store, alone, 0, context.exercise, today=context.today)[0]
    gym = lift_settings(store, exercise.id).over(context.gym)
    return trial, under_bar(lift.all_sets, Load.of(gym.bar, gym.unit)) if exercise.on_bar else ""
