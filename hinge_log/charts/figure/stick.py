"""The figure drawn of sticks: for few cells without braille, where a filled body is a blot."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from hinge_log.charts.figure.draw import FigureStyle, spine
from hinge_log.charts.figure.kinematics import Point, Skeleton
from hinge_log.charts.figure.view import LAYERS, View

MOST_ROWS = 11
"""Up to so many rows a body is sticks; with more, one that is filled is read well."""

_UPRIGHT, _LEVEL = 2.2, 0.45
"""From which slope a piece of a limb is "|", and up to which it is "_" or "-"."""

Cells = list[list[tuple[str, str]]]


def draw_sticks(cells: Cells, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the body over what stands around it."""
    if body.far_knee and body.far_ankle:
        _limbs(cells, view, style, "far_leg", (body.hip, body.far_knee, body.far_ankle))
    if body.far_elbow and body.far_hand:
        _limbs(cells, view, style, "arm", (body.shoulder, body.far_elbow, body.far_hand))
    _limbs(cells, view, style, "arm", (body.shoulder, body.elbow, body.hand))
    _limbs(cells, view, style, "shank", (body.ankle, body.knee))
    _limbs(cells, view, style, "thigh", (body.knee, body.hip))
    for part, line in zip(("low", "high"), spine(body, style.mark), strict=True):
        _limbs(cells, view, style, part, line)
    _foot(cells, body, view, style)
    _limbs(cells, view, style, "head", (body.shoulder, body.face))
    x, y = view.dot(body.face)
    _put(cells, int(x) // 2, int(y) // 4, "O", LAYERS[style.layer("head") - 1])


def _limbs(cells: Cells, view: View, style: FigureStyle, part: str, points: tuple[Point, ...]) -> None:
    name = LAYERS[style.layer(part) - 1]
    for first, second in pairwise(points):
        (x1, y1), (x2, y2) = view.dot(first), view.dot(second)
        dx, dy = x2 - x1, y2 - y1
        # One sign in each row of a steep limb, one in each column of a flat one: a cell is 2 by 4 dots.
        across, down = abs(dx) / 2, abs(dy) / 4
        steps = max(1, ceil(max(across, down)) + 1)
        slope = down / max(0.01, across)
        for number in range(steps + 1):
            x, y = x1 + dx * number / steps, y1 + dy * number / steps
            if slope > _UPRIGHT:
                sign = "|"
            elif slope < _LEVEL:
                sign = "_" if int(y) % 4 > 1 else "-"
            else:
                sign = "/" if dx * dy < 0 else "\\"
            _put(cells, int(x) // 2, int(y) // 4, sign, name)


def _foot(cells: Cells, body: Skeleton, view: View, style: FigureStyle) -> None:
    name = LAYERS[style.layer("foot") - 1]
    (heel, low), (toe, _) = view.dot(body.heel), view.dot(body.toe)
    for x in range(int(heel) // 2, int(toe) // 2 + 1):
        if 0 <= (row := int(low) // 4) < len(cells) and 0 <= x < len(cells[row]) and cells[row][x][0] in " .":
            _put(cells, x, row, "_", name)


def _put(cells: Cells, x: int, y: int, sign: str, style: str) -> None:
    if 0 <= y < len(cells) and 0 <= x < len(cells[y]):
        cells[y][x] = (sign, style)
