"""The word beside the joint that shows the fault."""

from __future__ import annotations

from hinge_log.charts.figure.kinematics import Point

_FRONT = ("knee", "load", "elbow", "shoulder", "far_knee")
"""Joints that stand out to the front: their word stands there too, that of all others behind."""
_ASCII = {"◀": "<", "▶": ">", "▲": "^", "▼": "v"}


def place(cells: list[list[tuple[str, str]]], joint: Point, word: str, at: str, plain: bool) -> None:
    """Write a word into empty cells near `joint` (in dots), where it stands out, and a pointer between the two.

    Nothing is written when there is no room: the caption names the joint as well.
    """
    width, height = len(cells[0]) if cells else 0, len(cells)
    length = len(word) + 2
    row, column = int(joint[1]) // 4, int(joint[0]) // 2
    front = at in _FRONT
    best: tuple[float, int, int] | None = None
    for y in range(max(0, row - 6), min(height, row + 7)):
        occupied = [style not in ("", "floor", "plumb") for _, style in cells[y]]
        for x in range(width - length + 1):
            ahead = x - column if x > column else column - (x + length) if x + length <= column else 0
            wrong = (x + length <= column) if front else (x > column)
            above = 0.0 if y >= row else 1.5
            cost = ahead + 2.2 * abs(y - row) + (6.0 if wrong else 0.0) + above + (2.0 if y == height - 1 else 0.0)
            if (best is None or cost < best[0]) and not any(occupied[max(0, x - 1) : x + length + 1]):
                best = (cost, y, x)
    if best is None:
        return
    _, y, x = best
    if x > column:
        text = f"◀ {word}"
    elif x + length <= column:
        text = f"{word} ▶"
    else:
        glyph, before = ("▲" if y > row else "▼"), column - x < length / 2
        text = f"{glyph} {word}" if before else f"{word} {glyph}"
    for offset, character in enumerate(text):
        cells[y][x + offset] = (_ASCII[character] if plain and character in _ASCII else character, "mark")
