"""The bridge to plotext: data in, rows of styled text out, one cell for one point; and the days along the width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import floor, isfinite

from hinge_log.charts.cells import Row, Segment, is_free, over
from hinge_log.clock import MONTHS, to_date, to_day
from hinge_log.training.trend import TrendData

_FIRST_CODE = 16
"""Colour codes from here on have no second meaning in terminals; each layer gets one, to be found again."""

_COLOUR = re.compile(r"\x1b\[(?:38;5;(\d+)|0)m")


@dataclass(frozen=True, slots=True)
class Layer:
    """One series: `marker` is a single character, None in `xs` and `ys` breaks a line (`joined`)."""

    xs: tuple[float | None, ...]
    ys: tuple[float | None, ...]
    marker: str
    style: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value from `low` to `high` falls among `cells` cells, counted from `low`; rounds as plotext does."""

    low: float
    high: float
    cells: int

    @property
    def limits(self) -> tuple[float, float]:
        """The ends, apart from each other even when all values are one."""
        return (self.low, self.high) if self.high > self.low else (self.low - 1, self.high + 1)

    def cell(self, value: float) -> int:
        """The cell of a value."""
        low, high = self.limits
        return floor(round(0.5 + (self.cells - 1) * (value - low) / (high - low), 8))

    def value(self, cell: float) -> float:
        """The value in the middle of a cell."""
        low, high = self.limits
        return low + (high - low) * cell / max(1, self.cells - 1)


def draw(layers: Sequence[Layer], x: Scale, y: Scale) -> list[Row]:
    """Let plotext draw the layers, later ones over earlier ones, on `x.cells` by `y.cells` cells.

    There is no frame, no tick and no title: whoever calls sets those around it. plotext keeps one figure for
    the whole process, so this is the only place that uses it, and never from two threads at once.
    """
    if x.cells < 1 or y.cells < 1:
        return []
    drawn = [layer for layer in layers if any(value is not None for value in layer.xs)]
    if not drawn:
        return [()] * y.cells
    if any(v is not None and not isfinite(v) for layer in drawn for v in (*layer.xs, *layer.ys)):
        raise ValueError("a chart cannot place a value that is not finite")
    import plotext

    _begun()
    plotext.clear_data()
    plotext.plotsize(x.cells, y.cells)
    plotext.xlim(*x.limits)
    plotext.ylim(*y.limits)
    for code, layer in enumerate(drawn, _FIRST_CODE):
        add = plotext.plot if layer.joined else plotext.scatter
        add(list(layer.xs), list(layer.ys), marker=layer.marker, color=code)
    text = plotext.build()
    styles = {str(code): layer.style for code, layer in enumerate(drawn, _FIRST_CODE)}
    rows = [_styled(line, styles) for line in text.split("\n")[: y.cells]]
    return rows + [()] * (y.cells - len(rows))


@cache
def _begun() -> None:
    """Set up the figure once: to clear all of it for each chart would take a third of the drawing."""
    import plotext

    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.frame(False)
    plotext.xticks([])
    plotext.yticks([])
    plotext.canvas_color("default")
    plotext.axes_color("default")


def steps(points: Sequence[tuple[float, float]]) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Level stretches through the points that change half-way between two of them, broken where they change."""
    if not points:
        return (), ()
    xs: list[float | None] = [points[0][0]]
    ys: list[float | None] = [points[0][1]]
    for (before, level), (after, next_level) in pairwise(points):
        if level != next_level:
            middle = (before + after) / 2
            xs += [middle, None, middle]
            ys += [level, None, next_level]
    return (*xs, points[-1][0]), (*ys, points[-1][1])


def _styled(line: str, styles: dict[str, str]) -> Row:
    segments: list[Segment] = []
    style, at = "", 0
    for match in _COLOUR.finditer(line):
        if match.start() > at:
            segments.append((line[at : match.start()], style))
        style, at = styles.get(match.group(1) or "", ""), match.end()
    segments.append((line[at:], style))
    return tuple(segment for segment in segments if segment[0])


WORDS_LEFT = 9
"""Cells for the words of a rating, "5 crisp", where they take at most a sixth of the width."""
YEARS_FROM_WEEKS = 40
STEPS = (1, 2, 3, 6)
"""The months between two labels."""
MONTHS_FROM = 12
"""How many cells a year needs for a month beside its number."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The days of the window on the cells from `left` on."""

    left: int
    scale: Scale

    def column(self, day: float) -> int:
        """The cell of a day, counted from the left edge of the chart."""
        return self.left + self.scale.cell(day)


def time_axis(data: TrendData, width: int) -> TimeAxis:
    """Leave room for the labels at the left and for a breath at the right."""
    has_words = width >= WORDS_LEFT * 6
    left, right = (WORDS_LEFT, 2) if has_words else (6, 0)
    left = min(left, max(0, width - 1))
    return TimeAxis(left, Scale(data.start, max(data.end, data.start + 1), max(1, width - left - right)))


def day_row(data: TrendData, axis: TimeAxis, width: int, cursor_day: int | None = None) -> Row:
    """The start of the window, the months (years over a long time) and the cursor's mark.

    Months stand at equal steps: each, every second, third or sixth one, as there is room. The first label of a year
    says which one it is: a month without its year is read as one of the year before it.
    """
    row: Row = () if cursor_day is None else over((), axis.column(cursor_day), "▲", "cursor")
    start, end = to_date(data.start), to_date(data.end)
    over_years = data.weeks >= YEARS_FROM_WEEKS
    named = over_years or start.year < end.year
    first_label = f"{start.day} {MONTHS[start.month - 1]}{f' {start.year}' if named else ''}"
    began = _labelled(row, axis, width, start, first_label)
    row = began or row
    labelled_years = {start.year: start} if began or not named else {}
    months, room = _regular_months(axis, start, end, 6 if over_years else 5)
    # Where a year is too narrow for months, it is said in January or not at all.
    wide = axis.column(data.start + 365) - axis.column(data.start) >= MONTHS_FROM
    for first in months:
        month, year = f"{MONTHS[first.month - 1]} {first.year}", str(first.year)
        labels = [year, month] if over_years else [month, year] if room > len(month) + 1 else [year]
        tried = labels if first.month == 1 else [month] if wide else []
        fitting = (_labelled(row, axis, width, first, label) for label in tried if first.year not in labelled_years)
        if labelled := next(filter(None, fitting), None):
            row, labelled_years[first.year] = labelled, first
    for first in months:
        if first > labelled_years.get(first.year, end):
            # "Jun 2022" would be one label: a month stands further from the year after it.
            row = _labelled(row, axis, width, first, MONTHS[first.month - 1], 2 if over_years else 1) or row
    return row


def _labelled(row: Row, axis: TimeAxis, width: int, day: date, label: str, gap: int = 1) -> Row | None:
    """The row with a label at a day, with a gap after it; None where there is no room for all of it."""
    at = axis.column(to_day(day))
    if at + len(label) > width or not is_free(row, at - 1, min(len(label) + 1 + gap, width - at + 1)):
        return None
    return over(row, at, label, "muted")


def _regular_months(axis: TimeAxis, start: date, end: date, least: int) -> tuple[list[date], int]:
    """The months to label and the cells between two of them: January and as many others as have `least` cells each."""
    months = _months(start, end)
    for step in STEPS:
        chosen = [first for first in months if (first.month - 1) % step == 0]
        columns = [axis.column(to_day(first)) for first in chosen]
        room = min((b - a for a, b in pairwise(columns)), default=axis.scale.cells)
        if room >= least:
            return chosen, room
    return [first for first in months if first.month == 1], least


def _months(start: date, end: date) -> list[date]:
    first, months = start.replace(day=1), []
    while (first := (first + timedelta(days=32)).replace(day=1)) <= end:
        months.append(first)
    return months
