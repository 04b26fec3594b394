"""What is written into empty cells beside a figure: the word at the fault, and arrows of movement."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.charts.figure.kinematics import Point

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
