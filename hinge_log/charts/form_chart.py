"""Form over time: a dot for each session, a whisker from worst to best, a line only where it is earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hinge_log.charts.canvas import Layer, Scale, TimeAxis, day_row, draw, steps, time_axis
from hinge_log.charts.cells import Row, fit, is_free, on_rows, over, rule, split, text_width
from hinge_log.training.periods import line_note
from hinge_log.training.trend import (
    SOURCES,
    SessionPoint,
    TrendData,
    TrendLine,
    gaps,
    line,
    ordered,
    period_points,
    session_points,
    sessions,
)
from hinge_log.training.workout import LABELS

LineKind = Literal["median", "weighted"]

DOTS = {"quick": "○", "checked": "●", "seen": "◆"}
STYLES = {"quick": "quick", "checked": "data", "seen": "seen"}
LINES = {"quick": "╌", "checked": "─", "seen": "━"}
PERIODS = (7, 14, 28, 91, 182, 364)
"""Days that one dot stands for when there are more sessions than cells."""

LOW, HIGH = 1, 5
"""The axis always shows every label: a cropped one makes noise look like progress."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """The rows of the labels, from the top, with the scale of days and that of labels."""

    rows: list[Row]
    width: int
    axis: TimeAxis
    labels: Scale

    def row(self, label: float) -> int:
        return self.labels.cells - 1 - self.labels.cell(label)

    def put(self, x: int, y: int, text: str, style: str) -> None:
        self.rows[y] = over(self.rows[y], x, text, style)

    def is_free(self, x: int, y: int, width: int) -> bool:
        return x + width <= self.width and is_free(self.rows[y], x, width)


def form_chart(
    data: TrendData,
    width: int,
    height: int,
    *,
    cursor: str | None = None,
    line_kind: LineKind = "median",
    warmups: bool = False,
) -> list[Row]:
    """Draw the chart with its title and its days on `height` rows; `cursor` is a workout's id."""
    axis = time_axis(data, width)
    points, days = _points(data, axis)
    lines = _thinned(line(session_points(data.working), line_kind), axis)
    head = _title(points, lines, axis, width, line_kind, days)
    if height - 2 < HIGH:
        return on_rows([head, *_brief(points, width)], width, height)
    labels = Scale(LOW, HIGH, (height - 3) // 4 * 4 + 1)
    drawn = draw(_layers(data, axis, points, lines, cursor, warmups), axis.scale, labels)
    picture = _Picture([((" " * axis.left, ""), *row) for row in drawn], width, axis, labels)
    for label in range(LOW, HIGH + 1):
        name = f"{label} {LABELS[label]}"
        text = name if text_width(name) + 2 <= axis.left else str(label)
        picture.put(min(1, width - 1), picture.row(label), text, "muted")
    _corners(picture, lines)
    _words(picture, data, points)
    under = next((s.day for s in sessions(data.working) if s.workout_id == cursor), None)
    return on_rows([head, *picture.rows, day_row(data, axis, width, under)], width, height)


def _points(data: TrendData, axis: TimeAxis) -> tuple[tuple[SessionPoint, ...], int]:
    """The dots to draw, at most as many as there are cells, and the days that each stands for (0: a session)."""
    points = session_points(data.working)
    if len(points) <= axis.scale.cells:
        return points, 0
    each = 2 * len({p.source for p in points})
    length = data.end - data.start + 1
    days = next((d for d in PERIODS if length / d * each <= axis.scale.cells), PERIODS[-1])
    return period_points(data, days), days


def _thinned(lines: tuple[TrendLine, ...], axis: TimeAxis) -> tuple[TrendLine, ...]:
    """The same lines with one point in a cell, the last of those that fall there."""
    low, high = axis.scale.limits
    cells = (axis.scale.cells - 1) / (high - low)
    return tuple(
        TrendLine(one.source, tuple({int(0.5 + cells * (p[0] - low)): p for p in one.points}.values())) for one in lines
    )


def _crowded(points: tuple[SessionPoint, ...], axis: TimeAxis) -> bool:
    """Whether sessions stand so close that whiskers would cover the dots of others."""
    return len(points) * 2 > axis.scale.cells


def _title(
    points: tuple[SessionPoint, ...],
    lines: tuple[TrendLine, ...],
    axis: TimeAxis,
    width: int,
    kind: LineKind,
    days: int = 0,
) -> Row:
    """The most that fits: what is drawn, what the line is, and the marks where there is more than one kind."""
    if not points:
        return rule("Self-rated form", width)
    present = [s for s in reversed(SOURCES) if any(p.source == s for p in points)]
    name = "Observed form" if present == ["seen"] else "Self-rated form" if "seen" not in present else "Form"
    span = "" if not days else " by week" if days == 7 else f" every {days // 7} weeks"
    title = f"{name}{span}: {'medians' if _crowded(points, axis) else 'median and range'}"
    marks = "  ".join(f"{DOTS[s]} {s}" for s in present) if len(present) > 1 else ""
    middle = "median of 5 sessions" if kind == "median" else "average weighted toward the last 2 weeks"
    longest = f"{title}, line = {middle}"
    shorter = f"{title}, line = {middle.removesuffix(' sessions')}"
    for text in (longest, shorter, title, "Form") if lines else (title, "Form"):
        if text_width(f"{text}   {marks}" if marks else text) + 4 <= width:
            return rule(text, width, tail=marks)
    return rule(title, width)


def _brief(points: tuple[SessionPoint, ...], width: int) -> list[Row]:
    """Too few rows to keep the labels apart: the latest medians as numbers instead of a crushed picture."""
    rows: list[Row] = []
    for source in (s for s in reversed(SOURCES) if any(p.source == s for p in points)):
        medians = [f"{p.median:g}" for p in points if p.source == source and p.median is not None]
        front = f"{DOTS[source]} {source}: "
        while medians and text_width(front + " ".join(medians)) > width - 1:
            medians.pop(0)
        rows.append(((" ", ""), (front + (" ".join(medians) or "no median yet"), STYLES[source])))
    return rows or [((" ", ""), (fit("No rated sets yet.", width - 1), "text"))]


def _layers(
    data: TrendData,
    axis: TimeAxis,
    points: tuple[SessionPoint, ...],
    lines: tuple[TrendLine, ...],
    cursor: str | None,
    warmups: bool,
) -> list[Layer]:
    """The line lies lowest, then whiskers, then dots: what was logged is never hidden by what was computed.

    A line of one session reaches a cell to both sides, or its dot would hide it.
    """
    place, cell = _places(points, axis), _cell_days(axis)
    layers = []
    for one in lines:
        (first, start), (last, end) = one.points[0], one.points[-1]
        run = one.points if first < last else ((first - cell, start), (last + cell, end))
        within = [(min(axis.scale.high, max(axis.scale.low, day)), value) for day, value in run]
        layers.append(Layer(*steps(within), LINES[one.source], "line", joined=True))
    ranged = () if _crowded(points, axis) else points
    whiskers = [(place[p], p) for p in ranged if p.median is not None and p.worst < p.best]
    layers.append(
        Layer(
            tuple(x for at, _ in whiskers for x in (at, at, None)),
            tuple(y for _, p in whiskers for y in (p.worst, p.best, None)),
            "│",
            "whisker",
            joined=True,
        )
    )
    if warmups and not data.drill:
        warm = [p for p in ordered(data.points) if not p.kind_counts and p.label and data.start <= p.day <= data.end]
        layers.append(Layer(tuple(p.day for p in warm), tuple(p.label for p in warm), "◦", "muted"))
    for source in SOURCES:
        own = [p for p in points if p.source == source]
        layers.append(_dots(own, place, DOTS[source], STYLES[source]))
    under = [p for p in session_points(data.working) if p.workout_id == cursor]
    layers.append(_dots(under, place if under and under[0] in place else _places(under, axis), "◉", "cursor"))
    return layers


def _dots(points: list[SessionPoint], place: dict[SessionPoint, float], marker: str, style: str) -> Layer:
    values = tuple(p.median if p.median is not None else p.worst for p in points)
    return Layer(tuple(place[p] for p in points), values, marker, style)


def _places(points: Sequence[SessionPoint], axis: TimeAxis) -> dict[SessionPoint, float]:
    """The day of each point; a session with several sources puts the weaker ones a cell to the left."""
    cell = _cell_days(axis)
    together: dict[tuple[str, int], list[SessionPoint]] = {}
    for point in points:
        together.setdefault((point.workout_id, point.day), []).append(point)
    place: dict[SessionPoint, float] = {}
    for group in together.values():
        for better, point in enumerate(sorted(group, key=lambda p: -SOURCES.index(p.source))):
            place[point] = max(axis.scale.low, point.day - better * cell)
    return place


def _cell_days(axis: TimeAxis) -> float:
    return axis.scale.value(1) - axis.scale.value(0)


def _corners(picture: _Picture, lines: tuple[TrendLine, ...]) -> None:
    for one in lines:
        for (before, low), (after, high) in pairwise(one.points):
            x = picture.axis.column((before + after) / 2)
            top, bottom = sorted((picture.row(low), picture.row(high)))
            cells = [split(split(picture.rows[y], x)[1], 1)[0] for y in range(top, bottom + 1)]
            clear = all(style in ("", "grid", "line") for cell in cells for _, style in cell)
            if top < bottom and clear and picture.axis.column(before) < x < picture.axis.column(after):
                for y in range(top + 1, bottom):
                    picture.put(x, y, "│", "line")
                picture.put(x, top, "╭" if high > low else "╮", "line")
                picture.put(x, bottom, "╯" if high > low else "╰", "line")


def _words(picture: _Picture, data: TrendData, points: tuple[SessionPoint, ...]) -> None:
    axis, middle = picture.axis, picture.row(3)
    if not points:
        sets = len(data.working)
        first = f"None of the {sets} sets is rated." if sets > 1 else "No rated sets yet."
        for offset, text in enumerate((first, "Log a set, then press 1 to 5.", "Your first dot appears here.")):
            x = axis.left + (axis.scale.cells - text_width(text)) // 2
            y = middle - 1 + offset
            if 0 <= y < picture.labels.cells and x > 1:
                picture.put(x - 1, y, f" {text} ", "text")
        return
    for gap in gaps(data):
        start, end = axis.column(gap.start) + 1, axis.column(gap.end)
        for text in (f" {gap.days} days off ", f" {gap.days} d off ", f" {gap.days} d "):
            x = start + (end - start - len(text)) // 2
            if len(text) <= end - start and picture.is_free(x, middle, len(text)):
                picture.put(x, middle, text, "muted")
                break
    note = line_note(data)
    between = [y for y in range(picture.labels.cells) if y not in {picture.row(label) for label in LABELS}]
    spots = ((x, y) for y in between for x in range(axis.left + 3, picture.width - text_width(note)))
    spot = next((s for s in spots if note and picture.is_free(s[0] - 1, s[1], text_width(note) + 2)), None)
    if spot:
        picture.put(*spot, note, "line")
