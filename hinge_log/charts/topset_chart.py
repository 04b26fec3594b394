"""The heaviest set of each session, and estimated strength: steps, because a load stays until it changes."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.canvas import Layer, Scale, draw, steps
from hinge_log.charts.cells import Row, in_ascii, on_rows, over, rule, text_width
from hinge_log.charts.time_axis import TimeAxis, day_row, time_axis
from hinge_log.training.distance import distance_number, distance_text, distance_unit
from hinge_log.training.load import Load
from hinge_log.training.top_sets import Metric, metric_of, strength, top_sets
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
    if metric == "load" and any(point.body and point.load_g == value for point in data.working):
        sign, number = "" if value < 0 else "+", shown(value, metric, data.unit)
        return f"bw{sign}{number} {data.unit}" if value else "bw"
    return with_unit(value, metric, data.unit)


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


def strength_chart(
    data: TrendData,
    width: int,
    height: int,
    *,
    cursor: str | None = None,
) -> list[Row]:
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
