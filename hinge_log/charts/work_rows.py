"""Clean reps, clean volume and hard sets week by week, and the best sets, beside estimated strength."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.charts.cells import Row, on_rows, over, padded, row_width, rule
from hinge_log.text import plural
from hinge_log.training.load import Load
from hinge_log.training.strength import UNWEIGHED
from hinge_log.training.top_sets import PeriodWork, bests, work_by_period
from hinge_log.training.trend import TrendData

BARS = "▁▂▃▄▅▆▇█"
NAME, FIGURE = 15, 5
NARROW_NAME = 12


def work_height(data: TrendData) -> int:
    """The rows of the work of each period, with the title."""
    return 1 + len(_lines(data))


def work_rows(data: TrendData, width: int, height: int) -> list[Row]:
    """The work of each period on `height` rows, the title included; in figures where there is room, else as bars."""
    weeks, periods = work_by_period(data)
    span = "each week" if weeks == 1 else f"each {weeks} weeks"
    rows: list[Row] = [rule(f"Work {span}", width)]
    has_figures = 1 + NAME + len(periods) * FIGURE <= width
    for words, style, values in _lines(data):
        name = words if has_figures else words.replace(f"{data.unit} × reps", "volume")
        row: Row = ((f" {padded(name, NAME)}", "text"),)
        figures = [values(period) for period in periods]
        # What was not checked is not known to be clean or not: it is no zero.
        known = [bool(period.checked) or not words.startswith("clean") for period in periods]
        most = max(figures, default=0)
        for index, (period, figure) in enumerate(zip(periods, figures, strict=True)):
            if not period.sets:
                continue
            if has_figures:
                shown = f"{_short(figure) if known[index] else '-':>{FIGURE}}"
                row = over(row, 1 + NAME + index * FIGURE, shown, style if figure else "grid")
            else:
                bar = "-" if not known[index] else BARS[min(7, int(8 * figure / most))] if figure else "·"
                row = over(row, 1 + NAME + 2 * index, bar, style if figure else "grid")
        if not has_figures:
            last = _short(figures[-1]) if known[-1] or not periods[-1].sets else "-"
            row = over(row, 2 + NARROW_NAME + 2 * len(periods), f"last {last}", "muted")
        rows.append(row)
    return on_rows(rows, width, height)


def best_row(data: TrendData, width: int) -> Row:
    """The heaviest set of each rep count in the window, and the clean one where it was lighter."""
    best_sets = bests(data)
    if not best_sets:
        return ()
    row: Row = ((" ", ""), (f"Best in {plural(data.weeks, 'week')}", "muted"))
    for best in best_sets:
        load, clean = (None if g is None else Load.from_grams(g, data.unit).text for g in (best.load_g, best.clean_g))
        more: Row = ((f"  {load} × {best.reps}", "text"),)
        if clean is None:
            more += ((" (none clean)" if best.is_checked else " (not checked)", "muted"),)
        elif clean != load:
            more += ((f" (clean {clean})", "muted"),)
        if row_width((*row, *more)) > width:
            break
        row += more
    return row


def _lines(data: TrendData) -> list[tuple[str, str, Callable[[PeriodWork], int]]]:
    """Name, style and figure of each row; hard sets need an effort, volume a weight."""
    lines: list[tuple[str, str, Callable[[PeriodWork], int]]] = [
        ("clean reps", "data", lambda w: w.clean_reps),
        ("all reps", "muted", lambda w: w.reps),
    ]
    if data.load_type not in UNWEIGHED and any(p.load_g for p in data.working):
        per = Load.of("1", data.unit).grams
        lines.insert(1, (f"clean {data.unit} × reps", "data", lambda w: w.clean_volume // per))
    if any(p.rpe is not None for p in data.working):
        lines.append(("hard sets", "text", lambda w: w.hard))
    return lines


def _short(figure: int) -> str:
    """A figure in at most four characters: 950, 3.2k, 12k."""
    if figure < 1000:
        return str(figure)
    return f"{figure / 1000:.1f}k" if figure < 9950 else f"{round(figure / 1000)}k"
