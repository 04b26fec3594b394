"""Signs in cells: the word at the fault and arrows of movement beside a figure, and a figure that is drawn of sticks.

Sticks are for few cells without braille, where a filled body is a blot.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import ceil

from hinge_log.charts.figure.draw import FigureStyle, spine
from hinge_log.charts.figure.kinematics import Point, Skeleton
from hinge_log.charts.figure.raster import LAYERS, View

Cells = list[list[tuple[str, str]]]
FRONT = ("knee", "load", "elbow", "shoulder", "far_knee")
"""Joints that stand out to the front: their word stands there too, that of all others behind."""
_ASCII = str.maketrans("◀▶▲▼←→↑↓─│", "<>^v<>^v-|")


def place(cells: Cells, joint: Point, word: str, at: str, plain: bool) -> None:
    """Write a word into empty cells near `joint` (in dots), where it stands out, and a pointer between the two.

    Nothing is written when there is no room: the caption names the joint as well.
    """
    row, column, length = int(joint[1]) // 4, int(joint[0]) // 2, len(word) + 2

    def text(x: int, y: int) -> str:
        """The word with its pointer on the side of the joint."""
        if x > column:
            return f"◀ {word}"
        if x + length <= column:
            return f"{word} ▶"
        glyph = "▲" if y > row else "▼"
        return f"{glyph} {word}" if column - x < length / 2 else f"{word} {glyph}"

    def cost(x: int, y: int) -> float:
        pointer = x if text(x, y)[0] in "◀▲▼" else x + length - 1
        wrong = (x + length <= column) if at in FRONT else (x > column)
        edge = 8.0 if y == 0 else 2.0 if y == len(cells) - 1 else 0.0
        return abs(pointer - column) + 2.2 * abs(y - row) + (4.0 if wrong else 0.0) + (1.0 if y < row else 0.0) + edge

    spot = _free_spot(cells, (column, row), (length, 1), cost)
    if spot:
        _write(cells, spot, [text(*spot)], "mark", plain)


def arrow(cells: Cells, joint: Point, move: Point, front: bool, plain: bool) -> None:
    """Write an arrow as long as `joint` moved (both in dots) into empty cells in front of it or behind."""
    dx, dy = move
    if abs(dy) > abs(dx):
        shaft = ["│"] * (min(5, round(abs(dy) / 3)) - 1)
        rows = [*shaft, "↓"] if dy > 0 else ["↑", *shaft]
    else:
        line = "─" * max(1, min(5, round(abs(dx) / 1.5)) - 1)
        rows = [f"{line}→" if dx > 0 else f"←{line}"]
    wide, tall = len(rows[0]), len(rows)
    row, column = int(joint[1]) // 4, int(joint[0]) // 2

    def cost(x: int, y: int) -> float:
        ahead = x - column if x > column else column - (x + wide) if x + wide <= column else 3
        wrong = x <= column if front else x + wide > column
        return ahead + 2.5 * abs(y + (tall - 1) / 2 - row) + (3.5 if wrong else 0.0)

    spot = _free_spot(cells, (column, row), (wide, tall), cost, 12.0)
    if spot:
        _write(cells, spot, rows, "move", plain)


def _free_spot(
    cells: Cells, near: tuple[int, int], size: tuple[int, int], cost: Callable[[int, int], float], most: float = 99.0
) -> tuple[int, int] | None:
    """The cheapest place near a cell, as column and row, at which a block of cells and one beside it are empty."""
    (column, row), (wide, tall), width = near, size, len(cells[0]) if cells else 0
    spots = [
        (cost(x, y), x, y)
        for y in range(max(0, row - 6), min(len(cells) - tall + 1, row + 7))
        for x in range(max(0, column - wide - 12), min(width - wide + 1, column + 13))
    ]
    for price, x, y in sorted(spots):
        if price > most:
            break
        around = (style for line in cells[y : y + tall] for _, style in line[max(0, x - 1) : x + wide + 1])
        if all(style in ("", "floor", "ghost") for style in around):
            return x, y
    return None


def _write(cells: Cells, spot: tuple[int, int], rows: list[str], style: str, plain: bool) -> None:
    for y, text in enumerate(rows, start=spot[1]):
        for x, character in enumerate(text.translate(_ASCII) if plain else text, start=spot[0]):
            cells[y][x] = (character, style)


MOST_ROWS = 11
"""Up to so many rows a body is sticks; with more, one that is filled is read well."""

_UPRIGHT, _LEVEL = 2.2, 0.45
"""From which slope a piece of a limb is "|", and up to which it is "_" or "-"."""


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
