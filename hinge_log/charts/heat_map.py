"""Working sets by day as a map of weeks: a column a week, a row a weekday, darker where more was done."""

from __future__ import annotations

from collections.abc import Mapping

from hinge_log.charts.cells import Row
from hinge_log.clock import MONTHS, WEEKDAYS, to_date
from hinge_log.training.weekly_volume import week_start

SHADES = ((1, "░"), (6, "▒"), (11, "▓"), (16, "█"))
"""From how many working sets a day has which shade (convention: a lift has 3 to 5 of them)."""

LEGEND = "  ".join(
    f"{cell} {least}{f' to {SHADES[place + 1][0] - 1}' if place + 1 < len(SHADES) else ' or more'}"
    for place, (least, cell) in enumerate(SHADES)
)
_LABELS = 4
_CELL = 2
MOST_WEEKS = 52


def weeks_in(width: int) -> int:
    """How many weeks fit."""
    return max(1, min(MOST_WEEKS, (width - _LABELS) // _CELL))


def last_week(before: int, cursor: int, today: int, width: int, first_weekday: int = 0) -> int:
    """The first day of the last week shown, moved as little as needed for the cursor to be on the map."""
    week = week_start(cursor, first_weekday)
    last = max(min(week_start(before, first_weekday), week_start(today, first_weekday)), week)
    return min(last, week + 7 * (weeks_in(width) - 1))


def shade(sets: int) -> str:
    """The cell of a day with so many working sets, -1 for a day without a workout."""
    return next((cell for least, cell in reversed(SHADES) if sets >= least), "·")


def heat_map_rows(counts: Mapping[int, int], cursor: int, today: int, last: int, width: int) -> list[Row]:
    """The map as rows: months, with the year for January, then the days of the week; days to come stay empty.

    `last` is the first day of the last week.
    """
    weeks = weeks_in(width)
    first = last - 7 * (weeks - 1)
    months = " " * _LABELS
    for week in range(weeks):
        start = to_date(first + 7 * week)
        x = _LABELS + week * _CELL
        if start.day <= 7 and len(months) <= x:
            months = months.ljust(x) + MONTHS[start.month - 1] + (f" {start.year}" if start.month == 1 else "") + " "
    rows: list[Row] = [((months[:width], "muted"),)]
    for weekday in range(7):
        name = WEEKDAYS[to_date(last + weekday).weekday()]
        row: list[tuple[str, str]] = [(f"{name:<{_LABELS - 1}}", "muted")]
        for week in range(weeks):
            day = first + 7 * week + weekday
            sets = counts.get(day, -1)
            style = "data" if sets > 0 else "text" if sets == 0 else "grid"
            edge = "[" if day == cursor else "]" if day - 7 == cursor else " "
            row += [(edge, "strong"), (" ", "") if day > today else (shade(sets), style)]
        row.append(("]" if last + weekday == cursor else " ", "strong"))
        rows.append(tuple(row))
    return rows


def day_at(x: int, y: int, last: int, width: int) -> int | None:
    """The day of a cell of the map, None beside it."""
    week, weekday = (x - _LABELS) // _CELL, y - 1
    if not 0 <= week < weeks_in(width) or not 0 <= weekday < len(WEEKDAYS):
        return None
    return last - 7 * (weeks_in(width) - 1) + 7 * week + weekday
