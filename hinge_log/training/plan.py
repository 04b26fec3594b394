"""Plans: what is planned for each training day.

A plan has days that take turns; a day has lifts, a lift has sets, which may differ from week to week. A set says its
load, or a percentage of a maximum, or its effort, or neither: then the last load is taken. What a day comes to when it
is its turn is in `progression`. The weeks of a plan change what is planned:

    weeks = [ week { , week } ]             100%, 102.5%, 105%, deload
    week  = PERCENT%                        of the planned loads
          | @RPE                            loads by the effort: reps at this RPE, of the estimated maximum
          | deload [PERCENT%]               lighter (60 % unless it says another), half the sets, none to the limit

A week of a plan is a calendar week in which a workout of the plan was done: a week off does not move the plan on. After
the last week comes the first one again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import groupby
from typing import NamedTuple

from hinge_log.errors import EntryError
from hinge_log.text import NAME_LIMIT, NOTE_LIMIT
from hinge_log.training.entry_work import MAX_REPS, MAX_SECONDS
from hinge_log.training.load import LIMIT_G, Load, plain
from hinge_log.training.strength import best_e1rm
from hinge_log.training.weekly_volume import week_start
from hinge_log.training.workout import SetKind, SetRecord

LEAST_PERCENT, MOST_PERCENT = 1.0, 150.0
"""Percentages that may be planned: over 100 is for pulls from blocks and pins, beyond 150 is a slip."""

MAX_DAYS, MAX_LIFTS, MAX_SETS = 14, 30, 40
"""Two weeks of days, and more lifts and sets than anybody does in one (conventions)."""

RECENT_DAYS = 56
"""Eight weeks: a percentage is of what can be lifted now (convention).

Long enough that the last hard sets before a lighter block still count, short enough that the best of another year
does not.
"""


@dataclass(frozen=True, slots=True)
class PlanSet:
    """One planned set: `reps` or `seconds`, and `load`, or `percent` (1 to 150) of the estimated maximum, or neither.

    Without reps and seconds those of last time are taken, as the load is. With `amrap` it is as many reps as
    possible, `reps` or more. `reps_to` is the upper end of a range that begins with `reps`; `rpe` the effort asked for.
    """

    reps: int | None = None
    seconds: int | None = None
    load: Load | None = None
    percent: float | None = None
    kind: SetKind = SetKind.WORKING
    amrap: bool = False
    reps_to: int | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class PlanLift:
    """One exercise of a day, by its key; lifts with the same `superset` number are done in turn.

    `sets` are those of the first week, or of every week; `weeks` those of the second week and on. With `step` the load
    goes up by so much: after a session in which every set was done, or, with a `training_max`, with each round of the
    weeks. Percentages are of `training_max`, else of `percent_of` percent of the estimated maximum.
    """

    exercise: str
    sets: tuple[PlanSet, ...] = ()
    note: str = ""
    superset: int | None = None
    weeks: tuple[tuple[PlanSet, ...], ...] = ()
    step: Load | None = None
    training_max: Load | None = None
    percent_of: float | None = None

    def sets_of_week(self, week: int) -> tuple[PlanSet, ...]:
        """The sets of a week, from 0; after the last one the first comes again."""
        return (self.sets, *self.weeks)[week % (1 + len(self.weeks))]

    @property
    def is_progressive(self) -> bool:
        """Whether its loads follow from more than the sets as they are written."""
        by_effort = any(each.rpe is not None for each in self.all_sets)
        return self.step is not None or self.training_max is not None or self.percent_of is not None or by_effort

    @property
    def all_sets(self) -> tuple[PlanSet, ...]:
        """The sets of all weeks."""
        return (*self.sets, *(each for week in self.weeks for each in week))


@dataclass(frozen=True, slots=True)
class Day:
    """One training day: its name is what the log remembers it by. A plan of one day may leave it empty."""

    name: str
    lifts: tuple[PlanLift, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Days that take turns. `id` is "" until it is stored.

    `weeks` say how each week changes all lifts. `weeks_done` of its weeks were done before `started_day`, a local day
    number; None counts from its first workout on.
    """

    id: str
    name: str
    days: tuple[Day, ...] = ()
    weeks: tuple[PlanWeek, ...] = ()
    weeks_done: int = 0
    started_day: int | None = None

    @property
    def week_count(self) -> int:
        """After how many weeks it begins again: 1 for a plan whose weeks are all the same."""
        return max([1, len(self.weeks), *(1 + len(lift.weeks) for day in self.days for lift in day.lifts)])

    def called(self, index: int) -> str:
        """The name of a workout of this day: "Hinge A", or the plan's own when the day has none, or is not there."""
        return f"{self.name} {self.days[index].name}".strip() if index < len(self.days) else self.name


def due(plan: Plan, last_day: str | None) -> int:
    """Give the place of the day whose turn it is: the one after `last_day`, the first when that is not known."""
    names = [day.name.casefold() for day in plan.days]
    if last_day is None or last_day.casefold() not in names:
        return 0
    return (names.index(last_day.casefold()) + 1) % len(names)


def best_recent(sets: Iterable[SetRecord], today: int, *, formula: str = "epley") -> Load | None:
    """Give the best estimated maximum of the working sets of the last eight weeks, or None without one.

    A set that hurt, or in which the position was lost, is nothing to build on and does not count.
    """
    recent = (
        record
        for record in sets
        if today - RECENT_DAYS < record.day <= today
        and record.what.pain is None
        and not (record.what.form and record.what.form.stop)
    )
    best = best_e1rm(recent, formula=formula)
    if best is None or best[1].what.load is None:
        return None
    return Load.from_grams(int(best[0]), best[1].what.load.unit)


def best_before(sets: Sequence[SetRecord], today: int, *, formula: str = "epley") -> tuple[Load, int] | None:
    """Give the best estimate of the last eight weeks in which there was one, and how many days ago they ended.

    Without any estimate (only sets of many reps) it is the heaviest load that was lifted: nobody lifts less than that
    once, so a percentage of it is never more than the plan asks for. None where no load was lifted.
    """
    for record in sorted((each for each in sets if each.day <= today), key=lambda each: -each.day):
        if best_recent([record], record.day, formula=formula) is not None:
            best = best_recent(sets, record.day, formula=formula)
            assert best is not None  # the set above has one
            return best, today - record.day
    lifted = [each for each in sets if each.day <= today and each.what.load and not each.what.load.body]
    heaviest = max(lifted, key=lambda each: each.what.load.grams if each.what.load else 0, default=None)
    return None if heaviest is None or heaviest.what.load is None else (heaviest.what.load, today - lifted[-1].day)


def share(best: Load, percent: float) -> Load:
    """Give so many percent of a load, in its unit, rounded down to two decimals."""
    exact = best.in_unit(best.unit) * Decimal(str(percent)) / 100
    return Load.of(plain(exact.quantize(Decimal("0.01"), ROUND_FLOOR)), best.unit)


def problems(plan: Plan) -> list[str]:
    """Say in plain words what is wrong with a plan, each with what to do; nothing when it can be kept."""
    complaints = [*_name(plan.name, "The plan")]
    if not plan.days:
        complaints.append("The plan has no days: add one.")
    if len(plan.weeks) > MAX_WEEKS:
        complaints.append(f"The plan has {len(plan.weeks)} weeks; the limit is {MAX_WEEKS}.")
    complaints += [
        f"Week {number}: {wrong}." for number, each in enumerate(plan.weeks, 1) if (wrong := problem_of(each))
    ]
    if len(plan.days) > MAX_DAYS:
        complaints.append(f"The plan has {len(plan.days)} days; the limit is {MAX_DAYS}.")
    names = sorted(day.name.casefold() for day in plan.days)
    for name, same in groupby(names):
        if len(list(same)) > 1:
            complaints.append(f'Two days are called "{name}": give each its own name.')
    for number, day in enumerate(plan.days, 1):
        where = f'Day "{day.name}"' if day.name else f"Day {number}"
        if not day.name and len(plan.days) > 1:
            complaints.append(f"Day {number} has no name: give it one, such as A or B.")
        if "/" in day.name:
            complaints.append(f"{where}: leave the / out of its name.")
        if len(day.name) > NAME_LIMIT:
            complaints.append(f"{where}; the limit is {NAME_LIMIT} characters.")
        if not day.lifts:
            complaints.append(f"{where} has no lifts: add one, or delete the day.")
        if len(day.lifts) > MAX_LIFTS:
            complaints.append(f"{where} has {len(day.lifts)} lifts; the limit is {MAX_LIFTS}.")
        for lift in day.lifts:
            complaints += [f"{where}, {lift.exercise}: {each}" for each in _lift(lift)]
    return complaints


def _name(name: str, what: str) -> list[str]:
    if not name.strip():
        return [f"{what} has no name: give it one."]
    return (
        [f"{what} has a name of {len(name)} characters; the limit is {NAME_LIMIT}."] if len(name) > NAME_LIMIT else []
    )


def _lift(lift: PlanLift) -> list[str]:
    complaints = []
    if len(lift.note) > NOTE_LIMIT:
        complaints.append(f"a note of {len(lift.note)} characters; the limit is {NOTE_LIMIT}.")
    if 1 + len(lift.weeks) > MAX_WEEKS:
        complaints.append(f"{1 + len(lift.weeks)} weeks; the limit is {MAX_WEEKS}.")
    if lift.step is not None and lift.step.grams <= 0:
        complaints.append("a step must be more than 0.")
    for week, sets in enumerate((lift.sets, *lift.weeks), 1):
        where = f"week {week}, " if lift.weeks else ""
        if len(sets) > MAX_SETS:
            complaints.append(f"{where}{len(sets)} sets; the limit is {MAX_SETS}.")
        for number, each in enumerate(sets, 1):
            complaints += [f"{where}set {number}: {wrong}" for wrong in _set(each)]
    return complaints


def _set(each: PlanSet) -> list[str]:
    complaints = []
    if each.reps is not None and each.seconds is not None:
        complaints.append("reps and a time: leave one out.")
    if each.reps is not None and not 1 <= each.reps <= MAX_REPS:
        complaints.append(f"{each.reps} reps is not between 1 and {MAX_REPS}.")
    if each.seconds is not None and not 1 <= each.seconds <= MAX_SECONDS:
        complaints.append(f"{each.seconds} s is not between 1 s and 2 hours.")
    if each.reps_to is not None and not (each.reps or 0) < each.reps_to <= MAX_REPS:
        complaints.append(f"{each.reps} to {each.reps_to} reps: type the smaller number first.")
    if each.percent is not None and each.load is not None:
        complaints.append("a load and a percentage: leave one out.")
    if each.percent is not None and not LEAST_PERCENT <= each.percent <= MOST_PERCENT:
        complaints.append(f"{each.percent:g} % is not between 1 and 150 %.")
    if each.load is not None and (abs(each.load.grams) > LIMIT_G or (each.load.grams < 0 and not each.load.body)):
        complaints.append(f"{each.load.text} {each.load.unit} is not between 0 and {LIMIT_G // 1000} kg.")
    return complaints


DELOAD_PERCENT = 60.0
"""How heavy a deload is, in percent of what is planned (convention)."""

LEAST_WEEK_PERCENT, MOST_WEEK_PERCENT = 20.0, 150.0
MAX_WEEKS = 26
"""Half a year of weeks, and more than anybody plans in one go (convention)."""

_WEEK = re.compile(
    r"(?P<deload>deload|light)?\s*(?:(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*%|@\s*(?P<rpe>[0-9]{1,2}(?:\.[05])?))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """How a week changes what is planned: loads times `percent`, or by `rpe` (5 to 10 in halves); or a deload."""

    percent: float = 100.0
    rpe: float | None = None
    deload: bool = False

    @property
    def text(self) -> str:
        """The week as it is typed: "102.5%", "@8", "deload"."""
        if self.rpe is not None:
            return f"@{self.rpe:g}"
        if not self.deload:
            return f"{self.percent:g}%"
        return "deload" if self.percent == DELOAD_PERCENT else f"deload {self.percent:g}%"


class PlanTime(NamedTuple):
    """Where a plan stands: the place of its week, from 0, of so many, and how often they were gone through."""

    week: int = 0
    of: int = 1
    cycle: int = 0


FIRST_WEEK = PlanTime()
"""Where a plan stands whose weeks are all the same."""


def weeks_text(weeks: Sequence[PlanWeek]) -> str:
    """The weeks as they are typed."""
    return ", ".join(each.text for each in weeks)


def read_weeks(text: str) -> tuple[PlanWeek, ...]:
    """The weeks of a line; none of an empty one. Raises EntryError with the place."""
    weeks: list[PlanWeek] = []
    at = 0
    for part in re.split(r"[,;|]", text) if text.strip() else ():
        word = part.strip()
        start, at = at + len(part) - len(part.lstrip()), at + len(part) + 1
        matched = _WEEK.fullmatch(word) if word else None
        if matched is None:
            raise EntryError(
                "week", f"can't read the week '{word[:24]}'", "100%, @8 or deload", at=start, width=max(1, len(word))
            )
        deload, percent, rpe = matched["deload"], matched["percent"], matched["rpe"]
        week = PlanWeek(
            float(percent) if percent else DELOAD_PERCENT if deload else 100.0,
            float(rpe) if rpe else None,
            bool(deload),
        )
        wrong = problem_of(week)
        if wrong:
            raise EntryError("week", wrong, "100%, @8 or deload", at=start, width=len(word))
        weeks.append(week)
    if len(weeks) > MAX_WEEKS:
        raise EntryError(
            "week", f"a plan can have up to {MAX_WEEKS} weeks", "100%, 105%, deload", at=0, width=len(text)
        )
    return tuple(weeks)


def problem_of(week: PlanWeek) -> str:
    """What is wrong with a week, "" for nothing."""
    if week.rpe is not None and (week.deload or not 5 <= week.rpe <= 10):
        return "an RPE is 5 to 10, and a deload has none"
    if not LEAST_WEEK_PERCENT <= week.percent <= MOST_WEEK_PERCENT:
        return f"a week is {LEAST_WEEK_PERCENT:g} to {MOST_WEEK_PERCENT:g} % of the planned load"
    return ""


def plan_time(count: int, weeks_done: int, days_done: Iterable[int], today: int, *, first_weekday: int = 0) -> PlanTime:
    """Where a plan of `count` weeks stands on a day.

    `days_done` are the days on which it was done since `weeks_done` of its weeks were counted; only the calendar weeks
    before the present one count.
    """
    now = week_start(today, first_weekday)
    trained = {week_start(day, first_weekday) for day in days_done}
    done = weeks_done + sum(week < now for week in trained)
    count = max(1, count)
    return PlanTime(done % count, count, done // count)
