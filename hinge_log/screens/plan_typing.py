"""What is typed on the plan screen: sets, notes and names; what they would do, and the change that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinge_log.charts.set_words import planned_loads, set_count, share_words, top_reason
from hinge_log.errors import EntryError
from hinge_log.screens.context import Context
from hinge_log.screens.plan_changes import PlanChange, line_name, rename
from hinge_log.screens.plan_texts import NO_PLACE, plan_name_hint
from hinge_log.store import plans as plan_store
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.plans_read import Plans
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, plural
from hinge_log.training import plan_edit as edit
from hinge_log.training.load import Load
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet, read_weeks
from hinge_log.training.plan_edit import Place
from hinge_log.training.plan_text import read_lift_line, under_bar

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
