"""A line through the sessions, and the breaks that it must not bridge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.stats import SETS_PER_POINT, median
from hinge_log.training.trend import SOURCES, SessionPoint, Source, TrendData, session_points

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

SESSIONS_PER_LINE = 5
GAP_DAYS = 14
"""Conventions: four sessions are no trend, and a line bridges two weeks at most."""


class TrendLine(NamedTuple):
    """One unbroken run of a trend: (day, label between 1 and 5), of one source."""

    source: Source
    points: tuple[tuple[int, float], ...]


class Gap(NamedTuple):
    """Days without the lift, from one session's day to the next one's."""

    start: int
    end: int

    @property
    def days(self) -> int:
        """How long it was, in days."""
        return self.end - self.start


@cached_by_identity
def line(points: Iterable[SessionPoint], kind: Literal["median", "weighted"] = "median") -> tuple[TrendLine, ...]:
    """The trend of each source, broken where more than 14 days lie between two sessions.

    "median" is the median of the last five sessions and starts anew after a break. "weighted" is a moving
    average that forgets with time, lambda = 1 - exp(-days / 14), and starts once there were five sessions.
    """
    lines: list[TrendLine] = []
    points = tuple(points)
    for source in SOURCES:
        own = [(p.day, p.median) for p in points if p.source == source and p.median is not None]
        own.sort()
        values = _weighted(own) if kind == "weighted" else own
        for first, last in _runs(own):
            run = values[max(first, SESSIONS_PER_LINE - 1) : last] if kind == "weighted" else _rolling(own[first:last])
            if run:
                lines.append(TrendLine(source, tuple(run)))
    return tuple(lines)


@cached_by_identity
def gaps(data: TrendData) -> tuple[Gap, ...]:
    """Every break of more than 14 days between two sessions, and from the last one to the end of the window."""
    days = sorted({p.day for p in data.working})
    if days:
        days.append(data.end)
    return tuple(Gap(a, b) for a, b in pairwise(days) if b - a > GAP_DAYS)


@cached_by_identity
def period_points(data: TrendData, days: int) -> tuple[SessionPoint, ...]:
    """One point for each period of so many days and each source, of all its sets, in the middle of the period.

    Periods end with the window. The points have no workout: they are for more sessions than a chart has cells.
    """
    periods: dict[tuple[int, int], list[SessionPoint]] = {}
    for p in session_points(data.working):
        periods.setdefault((-((data.end - p.day) // days), SOURCES.index(p.source)), []).append(p)
    medians = []
    for (back, source), points in sorted(periods.items()):
        labels = tuple(label for p in points for label in p.labels)
        judges = tuple(sorted({judge for p in points for judge in p.judges}))
        middle = median(labels) if len(labels) >= SETS_PER_POINT else None
        day = max(data.start, data.end - (days - 1) // 2 + back * days)
        medians.append(SessionPoint(day, "", SOURCES[source], labels, middle, min(labels), max(labels), judges))
    return tuple(medians)


def _runs(own: Sequence[tuple[int, float]]) -> list[tuple[int, int]]:
    starts = [i for i in range(len(own)) if i == 0 or own[i][0] - own[i - 1][0] > GAP_DAYS]
    return list(pairwise([*starts, len(own)]))


def _rolling(run: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    size = SESSIONS_PER_LINE
    return [(run[i - 1][0], median(value for _, value in run[i - size : i])) for i in range(size, len(run) + 1)]


def _weighted(own: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Average within a day first: no time passes between its sessions, so the second would weigh nothing."""
    by_day: dict[int, list[float]] = {}
    for day, value in own:
        by_day.setdefault(day, []).append(value)
    smooth: dict[int, float] = {}
    before: tuple[int, float] | None = None
    for day, values in by_day.items():
        mean = sum(values) / len(values)
        share = 1.0 if before is None else 1 - exp(-(day - before[0]) / GAP_DAYS)
        before = (day, mean if before is None else share * mean + (1 - share) * before[1])
        smooth[day] = before[1]
    return [(day, smooth[day]) for day, _ in own]
