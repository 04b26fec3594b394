"""A grid of dots, two by four to a character cell, and its way into braille or ASCII."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, hypot, sin

from hinge_log.charts.figure.kinematics import Point

# Bit of each dot of a braille cell, row by row (Unicode block 2800).
_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)


class Dots:
    """Dots in layers: a cell takes the name of its weightiest layer; a later layer covers an earlier one.

    `layers` names the layers from the faintest to the strongest; layer 0 is empty.
    """

    def __init__(self, columns: int, rows: int, layers: tuple[str, ...]) -> None:
        self.rows = rows
        self.width, self.height = columns * 2, rows * 4
        self.layers = layers
        self._grid = bytearray(self.width * self.height)

    def set(self, x: int, y: int, layer: int) -> None:
        """Set one dot, unless a stronger layer has it; outside is ignored."""
        if 0 <= x < self.width and 0 <= y < self.height:
            place = y * self.width + x
            if self._grid[place] < layer:
                self._grid[place] = layer

    def run(self, y: int, left: float, right: float, layer: int) -> None:
        """Set the dots of row `y`, which must be inside, whose middles lie from `left` to `right`."""
        grid, start = self._grid, y * self.width
        for place in range(start + max(0, ceil(left - 0.5)), start + min(self.width - 1, floor(right - 0.5)) + 1):
            if grid[place] < layer:
                grid[place] = layer

    def erase(self, a: Point, b: Point, near: float, far: float) -> None:
        """Empty the dots of a limb, so that what is drawn there next stands clear of what lies behind it."""
        for row, (left, right) in self._spans(a, b, near, far).items():
            start = row * self.width
            for place in range(start + max(0, ceil(left - 0.5)), start + min(self.width - 1, floor(right - 0.5)) + 1):
                self._grid[place] = 0

    def limb(self, a: Point, b: Point, near: float, far: float, layer: int) -> None:
        """Fill a limb from `a` to `b`, `near` and `far` dots from middle to skin at its ends."""
        for row, (left, right) in self._spans(a, b, near, far).items():
            self.run(row, left, right, layer)

    def _spans(self, a: Point, b: Point, near: float, far: float) -> dict[int, tuple[float, float]]:
        """From where to where a limb covers each row of dots inside."""
        length = hypot(b[0] - a[0], b[1] - a[1])
        steps = max(1, ceil(length * 0.8))
        spans: dict[int, tuple[float, float]] = {}
        for number in range(steps + 1):
            share = number / steps
            x, y, r = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, near + (far - near) * share
            for row in range(ceil(y - r - 0.5), floor(y + r - 0.5) + 1):
                half = (r * r - (row + 0.5 - y) ** 2) ** 0.5 if abs(row + 0.5 - y) < r else 0.0
                left, right = x - half, x + half
                if row in spans:
                    old = spans[row]
                    left, right = left if left < old[0] else old[0], right if right > old[1] else old[1]
                spans[row] = left, right
        return {row: span for row, span in spans.items() if 0 <= row < self.height}

    def hollow(self, layer: int) -> None:
        """Leave of a filled shape of `layer` only its outline: dots with such dots on all four sides are emptied."""
        up, filled = 8 * self.width, int.from_bytes(self._grid.translate(bytes(255 * (n == layer) for n in range(256))))
        inside = filled & filled << 8 & filled >> 8 & filled << up & filled >> up
        outline = int.from_bytes(self._grid) & ~inside
        self._grid = bytearray(outline.to_bytes(len(self._grid)))

    def is_free(self, x: int, y: int, margin: int = 2) -> bool:
        """Whether nothing is drawn within `margin` dots."""
        left, right = max(0, x - margin), min(self.width, x + margin + 1)
        rows = range(max(0, y - margin), min(self.height, y + margin + 1))
        return not any(any(self._grid[row * self.width + left : row * self.width + right]) for row in rows)

    def dotted(self, points: Sequence[Point], layer: int, gap: float = 2.0, least: int = 5) -> None:
        """Draw an even dotted line through `points` where there is room; fewer than `least` dots in a row are noise."""
        free: list[tuple[int, int]] = []
        runs = [free]
        ahead = 0.0
        for (x1, y1), (x2, y2) in pairwise(points):
            length = hypot(x2 - x1, y2 - y1)
            while ahead < length:
                share = ahead / length
                dot = floor(x1 + (x2 - x1) * share), floor(y1 + (y2 - y1) * share)
                if self.is_free(*dot):
                    free.append(dot)
                else:
                    free = []
                    runs.append(free)
                ahead += gap
            ahead -= length
        for run in runs:
            for x, y in run if len(run) >= least else ():
                self.set(x, y, layer)

    def line(self, a: Point, b: Point, layer: int, gap: int = 1) -> None:
        """Draw a line one dot wide; with `gap` 2 or more only every second, third ... dot."""
        steps = max(1, ceil(max(abs(b[0] - a[0]), abs(b[1] - a[1]))))
        for number in range(0, steps + 1, gap):
            share = number / steps
            self.set(floor(a[0] + (b[0] - a[0]) * share), floor(a[1] + (b[1] - a[1]) * share), layer)

    def ring(self, center: Point, radius: float, layer: int) -> None:
        """Draw a circle one dot wide."""
        count = max(8, ceil(radius * 9))
        for number in range(count):
            angle = 6.283185307179586 * number / count
            self.set(floor(center[0] + radius * cos(angle)), floor(center[1] + radius * sin(angle)), layer)

    def disc(self, center: Point, radius: float, layer: int) -> None:
        """Fill a circle."""
        self.limb(center, center, radius, radius, layer)

    def cells(self, *, ascii: bool = False) -> list[list[tuple[str, str]]]:  # noqa: A002 - the name users know
        """Give the rows of cells as character and layer name; an empty cell is a space of layer ""."""
        rows: list[list[tuple[str, str]]] = []
        width, grid = self.width, bytes(self._grid)
        if not width:
            return [[] for _ in range(self.rows)]
        for top in range(0, self.height * width, 4 * width):
            first, second, third, fourth = (grid[at : at + width] for at in range(top, top + 4 * width, width))
            rows.append(
                [
                    _cell(
                        first[x : x + 2] + second[x : x + 2] + third[x : x + 2] + fourth[x : x + 2], self.layers, ascii
                    )
                    for x in range(0, width, 2)
                ]
            )
        return rows


@lru_cache(maxsize=4096)
def _cell(dots: bytes, layers: tuple[str, ...], plain: bool) -> tuple[str, str]:
    """Character and layer name of eight dots, row by row; the same few patterns come again and again."""
    counts = Counter(dots)
    del counts[0]
    if not counts:
        return " ", ""
    strongest = max(counts, key=lambda layer: (counts[layer] * (layer + 1), layer))
    name = layers[strongest - 1]
    if plain:
        return _ascii(name, counts[strongest]), name
    return chr(0x2800 + sum(bit for bit, dot in zip(_BITS, dots, strict=True) if dot)), name


def _ascii(layer: str, dots: int) -> str:
    """One character of .:+# for a cell: the body is the darkest, the floor the faintest."""
    if layer in ("floor", "ghost", "plate"):
        return "."
    if layer in ("prop", "muted"):
        return ":"
    if layer == "load":
        return "@"
    return "#" if dots >= 4 else "+"


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
