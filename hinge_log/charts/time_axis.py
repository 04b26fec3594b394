"""Days along the width: the scale that form and load share, and its labels."""

from __future__ import annotations

from datetime import date, timedelta

from hinge_log.charts.canvas import Scale
from hinge_log.charts.cells import Grid
from hinge_log.clock import to_date, to_day
from hinge_log.training.trend import TrendData
from hinge_log.values import dataclass

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

GRID_STEP = 4
YEARS_FROM_WEEKS = 40


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
    left, right = (7, 2) if width >= 40 else (6, 0)
    left = min(left, max(0, width - 1))
    return TimeAxis(left, Scale(data.start, max(data.end, data.start + 1), max(1, width - left - right)))


def label_days(board: Grid, axis: TimeAxis, y: int, data: TrendData, cursor_day: int | None) -> None:
    """Write the start of the window, the months (years over a long time) and the cursor's mark on row `y`."""
    if cursor_day is not None:
        board.put(axis.column(cursor_day), y, "▲", "cursor")
    start = to_date(data.start)
    over_years = data.weeks >= YEARS_FROM_WEEKS
    labels = [(data.start, f"{start.day} {MONTHS[start.month - 1]}{f' {start.year}' if over_years else ''}")]
    months = _months(start, to_date(data.end))
    if over_years:
        labels += [(to_day(first), str(first.year)) for first in months if first.month == 1]
    labels += [(to_day(first), MONTHS[first.month - 1]) for first in months]
    for day, label in labels:
        at = axis.column(day)
        if at + len(label) <= board.width and board.free(at - 1, y, min(len(label) + 2, board.width - at + 1)):
            board.put(at, y, label, "muted")


def _months(start: date, end: date) -> list[date]:
    first, found = start.replace(day=1), []
    while (first := (first + timedelta(days=32)).replace(day=1)) <= end:
        found.append(first)
    return found
