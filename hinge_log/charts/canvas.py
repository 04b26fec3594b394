"""The bridge to plotext: data in, rows of styled text out, one cell for one point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import floor, isfinite

from hinge_log.charts.cells import Row, Segment

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
