"""A grid of dots, two by four to a character cell, and its way into braille or ASCII."""

from __future__ import annotations

from math import ceil, cos, floor, hypot, sin

from hinge_log.charts.figure.kinematics import Point

# Bit of each dot of a braille cell, by row and column (Unicode block 2800).
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Dots:
    """Dots in layers: a cell takes the name of its weightiest layer; a later layer covers an earlier one.

    `layers` names the layers from the faintest to the strongest; layer 0 is empty.
    """

    def __init__(self, columns: int, rows: int, layers: tuple[str, ...]) -> None:
        self.columns, self.rows = columns, rows
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
        """Set the dots of row `y` whose middles lie from `left` to `right`."""
        for x in range(max(0, ceil(left - 0.5)), min(self.width - 1, floor(right - 0.5)) + 1):
            self.set(x, y, layer)

    def limb(self, a: Point, b: Point, near: float, far: float, layer: int) -> None:
        """Fill a limb from `a` to `b`, `near` and `far` dots from middle to skin at its ends."""
        length = hypot(b[0] - a[0], b[1] - a[1])
        steps = max(1, ceil(length * 1.5))
        spans: dict[int, tuple[float, float]] = {}
        for number in range(steps + 1):
            share = number / steps
            x, y, r = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, near + (far - near) * share
            for row in range(ceil(y - r - 0.5), floor(y + r - 0.5) + 1):
                half = (max(0.0, r * r - (row + 0.5 - y) ** 2)) ** 0.5
                old = spans.get(row)
                spans[row] = (x - half, x + half) if old is None else (min(old[0], x - half), max(old[1], x + half))
        for row, (left, right) in spans.items():
            if 0 <= row < self.height:
                self.run(row, left, right, layer)

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
        width, grid, top = self.width, self._grid, len(self.layers)
        for row in range(self.rows):
            line: list[tuple[str, str]] = []
            for column in range(self.columns):
                code, counts = 0, [0] * (top + 1)
                for y in range(4):
                    place = (row * 4 + y) * width + column * 2
                    for x in (0, 1):
                        layer = grid[place + x]
                        if layer:
                            code |= _BITS[y][x]
                            counts[layer] += 1
                if not code:
                    line.append((" ", ""))
                    continue
                strongest = max(range(1, top + 1), key=lambda n: (counts[n] * (n + 1), n))
                name = self.layers[strongest - 1]
                line.append((_ascii(name, counts[strongest]) if ascii else chr(0x2800 + code), name))
            rows.append(line)
        return rows


def _ascii(layer: str, dots: int) -> str:
    """One character of .:+# for a cell: the body is the darkest, the floor the faintest."""
    if layer in ("floor", "plumb"):
        return "."
    if layer in ("bar", "muted"):
        return ":"
    return "#" if dots >= 4 else "+"
