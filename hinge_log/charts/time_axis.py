"""Days along the width: the scale that form and load share, and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hinge_log.charts.canvas import Scale
from hinge_log.charts.cells import Row, is_free, over
from hinge_log.clock import MONTHS, to_date, to_day
from hinge_log.training.trend import TrendData

GRID_STEP = 4
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
