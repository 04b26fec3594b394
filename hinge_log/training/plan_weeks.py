"""The weeks of a plan: how each changes what is planned, which week it is, and both as text.

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
from typing import NamedTuple

from hinge_log.errors import EntryError
from hinge_log.training.weekly_volume import week_start

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
        raise EntryError("week", f"a plan has up to {MAX_WEEKS} weeks", "100%, 105%, deload", at=0, width=len(text))
    return tuple(weeks)


def problem_of(week: PlanWeek) -> str:
    """What is wrong with a week, "" for nothing."""
    if week.rpe is not None and (week.deload or not 5 <= week.rpe <= 10):
        return "an RPE runs from 5 to 10, and a deload has none"
    if not LEAST_WEEK_PERCENT <= week.percent <= MOST_WEEK_PERCENT:
        return f"a week is {LEAST_WEEK_PERCENT:g} to {MOST_WEEK_PERCENT:g} % of what is planned"
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
