"""The figure drawn of sticks: for few cells without braille, where a filled body is a blot."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from hinge_log.charts.figure.draw import FigureStyle, curve
from hinge_log.charts.figure.kinematics import Point, Skeleton
from hinge_log.charts.figure.view import LAYERS, View

MOST_ROWS = 11
"""Up to so many rows a body is sticks; with more, one that is filled is read well."""

_UPRIGHT, _LEVEL = 2.2, 0.45
"""From which slope a piece of a limb is "|", and up to which it is "_" or "-"."""

_NECK = 0.75
"""How far from shoulder to crown the middle of the head stands."""

Cells = list[list[tuple[str, str]]]


def draw_sticks(cells: Cells, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the body over what stands around it."""
    if body.far_knee and body.far_ankle:
        _limbs(cells, view, style, "far", (body.hip, body.far_knee, body.far_ankle))
    if body.far_elbow and body.far_hand:
        _limbs(cells, view, style, "arm", (body.shoulder, body.far_elbow, body.far_hand))
    _limbs(cells, view, style, "arm", (body.shoulder, body.elbow, body.hand))
    _limbs(cells, view, style, "shank", (body.ankle, body.knee))
    _limbs(cells, view, style, "thigh", (body.knee, body.hip))
    _limbs(cells, view, style, "trunk", curve(body.hip, body.t12, body.shoulder))
    _foot(cells, body, view, style)
    (low_x, low_y), (high_x, high_y) = body.shoulder, body.head
    middle = (low_x + (high_x - low_x) * _NECK, low_y + (high_y - low_y) * _NECK)
    _limbs(cells, view, style, "head", (body.shoulder, middle))
    x, y = view.dot(middle)
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
