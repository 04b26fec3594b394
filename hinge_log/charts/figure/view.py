"""The window through which figures are seen: body heights to dots, the same for a pair and all its frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hinge_log.charts.figure.kinematics import Point

LAYERS = ("floor", "ghost", "plate", "muted", "prop", "good", "body", "load", "mark", "move")
"""What is drawn, from the faintest to the strongest: "good" and "body" are the two figures, "ghost" is the line of the
good one behind the faulty one, "mark" the faulty part, "move" the arrows of movement."""

LAYER = {name: number for number, name in enumerate(LAYERS, start=1)}

Box = tuple[float, float, float, float]  # left, bottom, right, top, in body heights


@dataclass(frozen=True, slots=True)
class View:
    """`scale` dots to a body height; the ankle line at dot `left`, the floor at dot row `ground`."""

    scale: float
    left: float
    ground: float

    def dot(self, point: Point) -> Point:
        """Where a point is, in dots from the top left corner."""
        return self.left + point[0] * self.scale, self.ground - point[1] * self.scale


def fit(box: Box, columns: int, rows: int) -> View:
    """Show all of `box` as large as `columns` by `rows` cells allow, standing on the lowest line of dots."""
    width, height = columns * 2, rows * 4
    scale = max(0.0, min((width - 1) / (box[2] - box[0]), (height - 2) / (box[3] - box[1])))
    left = (width - (box[2] - box[0]) * scale) / 2 - box[0] * scale
    return View(scale, left, height - 1 + min(0.0, box[1]) * scale)


def around(points: Iterable[tuple[Point, float]]) -> Box:
    """The box that holds circles given by middle and radius."""
    circles = list(points)
    left, right = min(x - r for (x, _), r in circles), max(x + r for (x, _), r in circles)
    return left, 0.0, right, max(y + r for (_, y), r in circles)
