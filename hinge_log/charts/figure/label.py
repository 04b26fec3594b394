"""The word beside the joint that shows the fault."""

from __future__ import annotations

from hinge_log.charts.figure.kinematics import Point

# Where the word may stand relative to the joint, best first: in front of it, behind it.
_FRONT = ("knee", "load", "elbow", "shoulder", "far_knee")


def place(cells: list[list[tuple[str, str]]], joint: Point, word: str, at: str, plain: bool) -> None:
    """Write glyph and word into empty cells near `joint` (in dots), on the side where the joint stands out.

    Nothing is written when there is no room: the caption names the joint as well.
    """
    text = f"{'^' if plain else '▲'} {word}"
    width, height = len(cells[0]) if cells else 0, len(cells)
    if len(text) > width:
        return
    row, column = int(joint[1]) // 4, int(joint[0]) // 2
    front = at in _FRONT
    best: tuple[float, int, int] | None = None
    for y in range(max(0, row - 6), min(height, row + 7)):
        occupied = [style not in ("", "floor", "plumb") for _, style in cells[y]]
        for x in range(width - len(text) + 1):
            ahead = x - column if x > column else column - (x + len(text)) if x + len(text) <= column else 0
            wrong = (x + len(text) <= column) if front else (x > column)
            under = 0.0 if y >= row else 1.5
            cost = ahead + 2.2 * abs(y - row) + (6.0 if wrong else 0.0) + under + (2.0 if y == height - 1 else 0.0)
            if (best is None or cost < best[0]) and not any(occupied[max(0, x - 1) : x + len(text) + 1]):
                best = (cost, y, x)
    if best:
        _, y, x = best
        for offset, character in enumerate(text):
            cells[y][x + offset] = (character, "mark")
