"""What the list and the outline of plans show: their lines, what is said beside them, and the keys of the outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hinge_log.charts import set_words
from hinge_log.charts.plan_layout import DayBlock, OutlineLine, PlanEntry, PlannedLift, outline_columns, outline_rows
from hinge_log.charts.set_texts import summary
from hinge_log.clock import date_text
from hinge_log.screens.context import Context
from hinge_log.screens.keys import Bar, BarKey
from hinge_log.store import plans as plan_store
from hinge_log.store.plans import Plans, read_days, read_plans
from hinge_log.store.queries import LoggedSession
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.plan import FIRST_WEEK, Plan, PlanTime
from hinge_log.training.plan_edit import Place, braces
from hinge_log.widgets.keys import KeyHint, large_keys
from hinge_log.widgets.row_list import ListRow

Days = tuple[tuple[plan_store.DayLift, ...], ...]
"""The lifts of each day of a plan with the loads that they have today."""


NO_PLACE: Place = (-1, -1)
"""The first line of the outline, which is the plan itself."""


@dataclass(frozen=True, slots=True)
class PlanData:
    """The plan, its days as they are today, and the last session of the highlighted lift."""

    plans: Plans
    plan: Plan | None
    days: Days
    last_time: LoggedSession | None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every line of the outline by its place: the plan, then each day and its lifts."""
        if self.plan is None:
            return ()
        lifts = ((day, at) for day, here in enumerate(self.plan.days) for at in range(-1, len(here.lifts)))
        return (NO_PLACE, *lifts)

    @property
    def turn(self) -> int:
        """The place of the day that comes next."""
        ids = [each.id for each in self.plans.plans]
        if self.plan is None or self.plan.id not in ids:
            return 0
        return max(0, min(self.plans.turns[ids.index(self.plan.id)], len(self.plan.days) - 1))

    def lift_at(self, place: Place) -> str:
        """The exercise of a place; on a day, its first."""
        days, (day, at) = self.plan.days if self.plan else (), place
        lifts = days[max(0, day)].lifts if max(0, day) < len(days) else ()
        return lifts[max(0, min(at, len(lifts) - 1))].exercise if lifts else ""

    @property
    def time(self) -> PlanTime:
        """The week in which the plan stands."""
        return next((made.time for day in self.days for made in day), FIRST_WEEK)

    def at(self, place: Place) -> PlanPlace | None:
        """A place of the plan with what is said about it; None without a plan."""
        return None if self.plan is None else PlanPlace(self.plans, self.plan, place, self.turn, self.time)

    def nearest(self, place: Place) -> Place:
        """The place itself, or the one that is left near it."""
        if self.plan is None or not self.plan.days:
            return NO_PLACE
        if place in self.places:
            return place
        day = max(0, min(place[0], len(self.plan.days) - 1))
        return (day, min(place[1], len(self.plan.days[day].lifts) - 1))

    def made(self, place: Place) -> plan_store.DayLift | None:
        """The lift of a place as it would be today."""
        day, at = place
        return self.days[day][at] if 0 <= day < len(self.days) and 0 <= at < len(self.days[day]) else None


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A plan with a place in it: the day and the lift, -1 for none; `turn` is the day that comes next."""

    plans: Plans
    plan: Plan
    place: Place
    turn: int
    time: PlanTime = FIRST_WEEK


def plan_entries(plans: Plans, context: Context) -> tuple[PlanEntry, ...]:
    """All plans with whose turn it is and when they were last done."""
    entries = []
    for each, turn in zip(plans.plans, plans.turns, strict=True):
        days = plural(len(each.days), "day")
        name = each.days[turn].name if each.days else ""
        last = plans.last(each.id)
        done = "never done" if last is None else date_text(last, weekday=False, today=context.today)
        about: tuple[str, ...] = (f"{days} · {done}", done)
        if name and len(each.days) > 1:
            about = (f"{days}, {name} next · {done}", f"{name} next · {done}", f"{name} next")
        entries.append(PlanEntry(each.name, about[0], "active" if each.id == plans.active else "", about[1:]))
    return tuple(entries)


def day_blocks(plan: Plan | None, days: Days, plans: Plans | None, turn: int, context: Context) -> list[DayBlock]:
    """The days of a plan; without `plans` those of a starter plan, which has no turn and was never done."""
    blocks: list[DayBlock] = []
    for place, day in enumerate(plan.days if plan else ()):
        made = days[place] if place < len(days) else ()
        lifts = tuple(
            PlannedLift(
                context.name(lift.exercise),
                set_words.amount(made[at].sets if at < len(made) else lift.sets),
                set_words.asked(made[at].sets if at < len(made) else lift.sets),
                set_words.planned_loads(made[at].plan) if at < len(made) else "",
                mark,
                set_words.sets_in_words(lift.sets),
                context.exercise(lift.exercise).name,
            )
            for at, (lift, mark) in enumerate(zip(day.lifts, braces(day), strict=True))
        )
        last = ""
        if plan is not None and plans is not None:
            done = plans.last(plan.id, day.name)
            last = "never done" if done is None else f"last {date_text(done, today=context.today)}"
        blocks.append(DayBlock(day.name or "Every time", lifts, plans is not None and place == turn, last))
    return blocks


def outline_line(at: PlanPlace, days: Days, context: Context) -> OutlineLine:
    """The line of a place in the outline of a plan."""
    (day, lift_at), plan = at.place, at.plan
    if day < 0:
        week = f", week {at.time.week + 1} of {at.time.of}" if at.time.of > 1 else ""
        return OutlineLine("plan", plan.name, f"{plural(len(plan.days), 'day')}{week}")
    here = plan.days[day]
    if lift_at < 0:
        last = at.plans.last(plan.id, here.name)
        done = "never done" if last is None else f"last {date_text(last, weekday=False, today=context.today)}"
        return OutlineLine("day", here.name or "Every time", done, "next" if day == at.turn else "")
    lift = here.lifts[lift_at]
    made = days[day][lift_at] if day < len(days) and lift_at < len(days[day]) else None
    return OutlineLine(
        "lift",
        context.name(lift.exercise),
        set_words.line_in_words(lift) or "same sets as last time",
        set_words.planned_loads(made.plan) if made else "",
        " ".join(lift.note.split()),
        braces(here)[lift_at],
        set_words.shorter_line(lift),
        context.exercise(lift.exercise).name,
    )


def about_place(at: PlanPlace, context: Context) -> str:
    """The heading over what is said about a place."""
    day, lift = at.place
    if day < 0:
        return "The plan"
    here = at.plan.days[day]
    return context.exercise(here.lifts[lift].exercise).name if lift >= 0 else here.name or "Every time"


def beside(
    at: PlanPlace,
    made: plan_store.DayLift | None,
    last_time: LoggedSession | None,
    context: Context,
    key_of: Callable[[str], str],
) -> Sequence[tuple[str, str]]:
    """What is said about a place: `made` is its lift as it would be today."""
    if at.place[0] < 0:
        return (*beside_plan(at, key_of("plan.use")), *beside_weeks(at, key_of("plan.weeks"), key_of("plan.week")))
    if at.place[1] < 0:
        return beside_day(at, key_of("plan.start"), key_of("plan.add"))
    return beside_lift(made, last_time, key_of("plan.sets"), context)


def beside_plan(at: PlanPlace, key: str) -> Sequence[tuple[str, str]]:
    """What is said about the plan itself; `key` makes it the active one or clears that."""
    active = at.plans.active == at.plan.id
    turn = at.plan.days[at.turn].name if at.plan.days else ""
    state = "This plan is active: Today suggests it." if active else "This plan is not active."
    return (
        (f"{turn or 'The day'} is next.", "text"),
        (f"{state} Press {key} to {'deactivate it' if active else 'make it active'}.", "muted"),
    )


def beside_weeks(at: PlanPlace, weeks_key: str, week_key: str) -> Sequence[tuple[str, str]]:
    """In which of its weeks a plan stands, and what the weeks change."""
    plan, time = at.plan, at.time
    if plan.week_count == 1:
        return (("", ""), (f"All weeks are the same. Press {weeks_key} to type weeks: 100%, 105%, deload.", "muted"))
    rounds = f", round {time.cycle + 1}" if time.cycle else ""
    lines = [("", ""), (f"Week {time.week + 1} of {time.of}{rounds}. A week off does not advance it.", "text")]
    for number, week in enumerate(plan.weeks):
        lines.append((f"{'▸' if number == time.week else ' '} {number + 1}  {week.text}", "text"))
    return (*lines, (f"Press {week_key} for the next week, {weeks_key} to change the weeks.", "muted"))


def beside_day(at: PlanPlace, start_key: str, add_key: str) -> Sequence[tuple[str, str]]:
    """What is said about a day."""
    lifts = at.plan.days[at.place[0]].lifts
    sets = sum(set_words.set_count(lift.sets) for lift in lifts)
    count = f"{plural(len(lifts), 'lift')}, {plural(sets, 'set')}"
    keys = f"Press {start_key} to start it now, {add_key} to add a lift."
    return ((count, "text"), *((("Up next.", "data"),) if at.place[0] == at.turn else ()), (keys, "muted"))


def beside_lift(
    made: plan_store.DayLift | None, last_time: LoggedSession | None, sets_key: str, context: Context
) -> Sequence[tuple[str, str]]:
    """What is said about a lift: its sets as they are today, and the last time."""
    unit = context.gym.unit
    lines: list[tuple[str, str]] = []
    if made is not None:
        lines += set_words.sets_lines(made.plan)
        reasons = [(label, why) for label, why in set_words.reason_lines(made.plan) if why]
        lines += [("", ""), *((f"{label}: {why}", "muted") for label, why in reasons)] if reasons else []
        if made.time.of > 1:
            lines.append((f"Week {made.time.week + 1} of {made.time.of}.", "muted"))
    if not lines:
        lines = [("Same as last time.", "text"), (f"Press {sets_key} to type the sets.", "muted")]
    if last_time is not None and last_time.sets:
        done, form = summary(last_time.sets, unit)
        when = date_text(last_time.day, weekday=False, today=context.today)
        lines += [("", ""), (f"Last {when}: {done}{f', {form}' if form else ''}", "muted")]
    return lines


def plan_name_hint(plans: Plans, own_id: str, name: str, then: str = "") -> str:
    """What is said of the name of a plan while it is typed; one that will do has an arrow, and `then` after it."""
    if any(each.name.casefold() == name.casefold() and each.id != own_id for each in plans.plans):
        return f'^ There is already a plan "{name}". Choose another name.'
    return f"→ {name}{then}"


def read_plan(store: Store, wanted: str, context: Context) -> PlanData:
    """Read a plan by its id, or the active one, with what its lifts come to today."""
    plans = read_plans(store)
    plan = next((each for each in plans.plans if each.id == (wanted or plans.active)), None)
    days = read_days(store, plan, context.exercise, today=context.today) if plan else ()
    return PlanData(plans, plan, days, None)


def row_id(place: Place) -> str:
    """The id of a place's row in the outline."""
    return f"{place[0]} {place[1]}"


def outline_list(
    places: Sequence[Place], lines: Sequence[OutlineLine], *, loads_below: bool, spaced: bool
) -> list[ListRow]:
    """The rows of the outline, with an empty one above each day where they are spaced."""
    columns, rows = outline_columns(lines), list[ListRow]()
    for place, line in zip(places, lines, strict=True):
        if line.kind == "day" and place[0] >= 0 and spaced:
            rows.append(ListRow("", [()]))
        rows.append(ListRow(row_id(place), partial(outline_rows, line, columns, loads_below)))
    return rows


def touch_keys(*, on_lift: bool) -> tuple[KeyHint, ...]:
    """The large keys of the outline."""
    if on_lift:
        return large_keys("SETS: open", "add: add", "undo: undo", "more: help")
    return large_keys("ADD LIFT: add", "start: start", "undo: undo", "more: help")


def plan_keys(purpose: str, *, has_plan: bool, on_lift: bool) -> Bar:
    """The key bar of the outline; `purpose` is what is being typed, "" for nothing."""
    if purpose:
        typed = {
            "sets": ("75%x5x3", "60x5 w warm-up", "x8-12x3 then +2.5", "75%x5 | 80%x3 weeks", "40s"),
            "weeks": ("100%", "105%", "@8", "deload"),
        }
        words = typed.get(purpose, ())
        examples = (BarKey((), each) for each in words)
        return (BarKey(("plan.sets",), "save"), BarKey(("back",), "discard"), *examples)
    if not has_plan:
        return ("back", "go")
    move = BarKey(("plan.later", "plan.earlier"), "move", "shift(1)")
    last = ("back", "plan.copy", "plan.exchange", "plan.use", "plan.weeks", "plan.week: next week")
    if on_lift:
        first = ("plan.sets", "plan.add: add", "plan.new", "plan.superset", "plan.note")
        return (*first, move, "plan.delete", "undo", "plan.start", *last)
    return ("plan.add", "plan.start", "plan.new", move, "plan.delete", "undo", "plan.sets: rename", *last)
