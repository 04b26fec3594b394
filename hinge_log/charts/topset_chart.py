"""The heaviest set of each session, estimated strength, and the work of each week beside it.

Loads are drawn as steps, because a load stays until it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hinge_log.charts.canvas import Layer, Scale, TimeAxis, day_row, draw, steps, time_axis
from hinge_log.charts.cells import Row, in_ascii, on_rows, over, padded, row_width, rule, text_width
from hinge_log.text import plural
from hinge_log.training.distance import distance_number, distance_text, distance_unit
from hinge_log.training.load import Load
from hinge_log.training.strength import UNWEIGHED
from hinge_log.training.top_sets import Metric, PeriodWork, bests, metric_of, strength, top_sets, work_by_period
from hinge_log.training.trend import GAP_DAYS, TrendData, sessions

TITLES = {"load": "Top set, ", "distance": "Furthest, ", "seconds": "Longest, s", "reps": "Most reps"}


def shown(value: float, metric: Metric, unit: str) -> str:
    """A value of a metric as a number for the screen; `unit` is that of loads or of distances."""
    if metric == "load":
        return Load.from_grams(round(value), unit).text
    return distance_number(value, unit) if metric == "distance" else f"{value:.0f}"


def with_unit(value: float, metric: Metric, unit: str) -> str:
    """A value of a metric with its unit."""
    if metric == "distance":
        return distance_text(value)
    number = shown(value, metric, unit)
    return f"{number} {({'load': unit, 'seconds': 's', 'reps': 'rep' if number == '1' else 'reps'})[metric]}"


def top_value(data: TrendData, value: int) -> str:
    """A top set's value with its unit; a load on top of bodyweight says so: "bw+10 kg", "bw-20 kg", "bw"."""
    metric = metric_of(data.working)
    if metric != "load":
        return with_unit(value, metric, data.unit)
    load = load_number(data, value)
    return load if load == "bw" else f"{load} {data.unit}"


def load_number(data: TrendData, grams: int) -> str:
    """A load of the lift without its unit: "100"; on top of bodyweight "bw+10", "bw-20" or "bw"."""
    number = Load.from_grams(grams, data.unit).text
    if not any(point.body and point.load_g == grams for point in data.working):
        return number
    return f"bw{'+' if grams > 0 else ''}{number}" if grams else "bw"


def topset_chart(
    data: TrendData,
    width: int,
    height: int,
    *,
    cursor: str | None = None,
    days: bool = False,
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """Draw the top set of each session; `days` adds a row of dates."""
    metric = metric_of(data.working)
    tops = top_sets(data)
    axis, levels = time_axis(data, width), height - 1 - days
    values = [top.value for top in tops]
    unit = {"load": data.unit, "distance": distance_unit(max(values, default=0))}.get(metric, "")
    rows = [rule(TITLES[metric] + unit, width)]
    if values and levels > 0:
        scale = Scale(min(values), max(values), levels)
        layers = [
            _levels([(float(t.day), float(t.value)) for t in tops], axis, "grid"),
            _marks(_highest([(t.day, t.value) for t in tops], axis), "■", "muted"),
            _marks([(t.day, t.value) for t in tops if t.workout_id == cursor], "■", "cursor"),
        ]
        rows += _picture(layers, axis, scale, [shown(v, metric, unit) for v in (min(values), max(values))])
    rows = on_rows(rows, width, height - days)
    rows = on_rows([*rows, _days(axis, width, data, cursor)], width, height) if days and height > 2 else rows
    return in_ascii(rows) if ascii else on_rows(rows, width, height)


def strength_chart(data: TrendData, width: int, height: int, *, cursor: str | None = None) -> list[Row]:
    """Draw the estimated one-rep maximum of each session: solid from clean sets, hollow from all of them."""
    estimates, axis = strength(data), time_axis(data, width)
    title = f"Estimated one-rep maximum, {data.unit}, {data.formula.capitalize()}"
    if text_width(title) + 4 > width:
        title = f"Estimated 1RM, {data.unit}, {data.formula.capitalize()}"
    rows, levels = [rule(title, width, tail="● clean sets  ○ any form")], height - 2
    values = [v for s in estimates for v in (s.best, s.clean) if v is not None]
    if values and levels > 0:
        scale = Scale(min(values), max(values), levels)
        clean = [(float(s.day), s.clean) for s in estimates if s.clean is not None]
        layers = [
            _levels(clean, axis, "line"),
            _marks(_highest([(s.day, s.best) for s in estimates], axis), "○", "quick"),
            _marks(_highest(clean, axis), "●", "data"),
            _marks([(s.day, s.clean) for s in estimates if s.clean and s.workout_id == cursor], "◉", "cursor"),
        ]
        ends = [str(round(float(shown(v, "load", data.unit)))) for v in (min(values), max(values))]
        rows += _picture(layers, axis, scale, ends)
    elif levels > 0:
        words = over((), axis.left, "No estimate: it needs loaded sets of 1 to 10 reps.", "muted")
        rows += [()] * (levels // 2) + [words]
    rows = on_rows(rows, width, height - 1)
    return on_rows([*rows, _days(axis, width, data, cursor) if height > 2 else ()], width, height)


def _highest(points: Sequence[tuple[float, float]], axis: TimeAxis) -> list[tuple[float, float]]:
    """At most one point for each cell of the width: the highest of those that fall there."""
    low, high = axis.scale.limits
    cells = (axis.scale.cells - 1) / (high - low)
    highest: dict[int, tuple[float, float]] = {}
    for point in points:
        at = int(0.5 + cells * (point[0] - low))
        if at not in highest or point[1] > highest[at][1]:
            highest[at] = point
    return list(highest.values())


def _levels(points: Sequence[tuple[float, float]], axis: TimeAxis, style: str) -> Layer:
    """A stepped line, broken where more than 14 days lie between two points."""
    runs: list[list[tuple[float, float]]] = []
    for point in points:
        if not runs or point[0] - runs[-1][-1][0] > GAP_DAYS:
            runs.append([])
        runs[-1].append(point)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for run in runs:
        across, up = steps(_highest(run, axis))
        xs += [*across, None]
        ys += [*up, None]
    return Layer(tuple(xs), tuple(ys), "─", style, joined=True)


def _marks(points: Sequence[tuple[float, float]], marker: str, style: str) -> Layer:
    return Layer(tuple(x for x, _ in points), tuple(y for _, y in points), marker, style)


def _picture(layers: Sequence[Layer], axis: TimeAxis, scale: Scale, ends: Sequence[str]) -> list[Row]:
    """The layers with the lowest and the highest value beside them."""
    rows: list[Row] = [((" " * axis.left, ""), *row) for row in draw(layers, axis.scale, scale)]
    for value, label in zip((scale.low, scale.high), ends, strict=True):
        room = max(0, axis.left - 2)
        if len(label) > room:
            label = str(round(float(label)))[:room]
        y = scale.cells - 1 - scale.cell(value)
        rows[y] = over(rows[y], 1, label, "muted")
    return rows


def _days(axis: TimeAxis, width: int, data: TrendData, cursor: str | None) -> Row:
    return day_row(data, axis, width, next((s.day for s in sessions(data.working) if s.workout_id == cursor), None))


BARS = "▁▂▃▄▅▆▇█"
NAME, FIGURE = 15, 5
NARROW_NAME = 12


def work_height(data: TrendData) -> int:
    """The rows of the work of each period, with the title."""
    return 1 + len(_lines(data))


def work_rows(data: TrendData, width: int, height: int) -> list[Row]:
    """The work of each period on `height` rows, the title included; in figures where there is room, else as bars."""
    weeks, periods = work_by_period(data)
    span = "by week" if weeks == 1 else f"every {weeks} weeks"
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
        load, clean = (None if g is None else load_number(data, g) for g in (best.load_g, best.clean_g))
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
