"""One skeleton drawn as dots: body, load, things around, floor and plumb line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from hinge_log.charts.figure.kinematics import MID_FOOT, Point, Skeleton, lean
from hinge_log.charts.figure.props import draw_plate, draw_prop, draw_scene
from hinge_log.charts.figure.raster import Dots
from hinge_log.charts.figure.view import LAYER, View

# Which parts of the body a marked joint lights up.
MARKED: dict[str, frozenset[str]] = {
    "knee": frozenset({"shank", "thigh"}),
    "heel": frozenset({"foot", "shank"}),
    "hip": frozenset({"trunk", "thigh"}),
    "back": frozenset({"trunk"}),
    "shoulder": frozenset({"arm"}),
    "head": frozenset({"head"}),
    "load": frozenset({"arm", "load"}),
    "leg": frozenset({"far"}),
    "stick": frozenset({"trunk", "load"}),
}
HEAD = 0.066  # radius
RACKED = 0.2
"""A hand nearer to the shoulder than this holds a bar there: a margin around that arm would cut the trunk in two."""

SKIN = {"foot": 0.016, "shank": (0.026, 0.020), "thigh": (0.034, 0.026), "trunk": 0.036, "arm": 0.013}


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """How one figure is drawn: "good" or "fault", what is marked, what it holds, what stands around."""

    side: str
    mark: str = ""
    prop: str = "none"
    scene: str = "none"

    def layer(self, part: str) -> int:
        """The layer of a part of the body: of the faulty figure only the part at fault stands out."""
        if part in MARKED.get(self.mark, frozenset()):
            return LAYER["mark"]
        return LAYER["good" if self.side == "good" else "body"]


def curve(hip: Point, t12: Point, shoulder: Point, pieces: int = 6) -> tuple[Point, ...]:
    """The back as a curve through hip, the last rib and shoulder: straight when they are in line."""
    if abs(lean(hip, t12) - lean(t12, shoulder)) < 1:
        return hip, shoulder
    span = hypot(t12[0] - hip[0], t12[1] - hip[1])
    share = span / (span + hypot(shoulder[0] - t12[0], shoulder[1] - t12[1]))
    weight = 2 * share * (1 - share)
    pull = tuple((t - (1 - share) ** 2 * h - share**2 * s) / weight for h, t, s in zip(hip, t12, shoulder, strict=True))
    points: list[Point] = []
    for number in range(pieces + 1):
        u = number / pieces
        x, y = ((1 - u) ** 2 * h + 2 * u * (1 - u) * p + u * u * s for h, p, s in zip(hip, pull, shoulder, strict=True))
        points.append((x, y))
    return tuple(points)


def draw(dots: Dots, skeleton: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the figure and everything that belongs to it: what is far first, the load last.

    Arm and load are drawn with a margin of blank dots, so that neither breaks nor melts into the trunk.
    """
    body = skeleton
    draw_around(dots, view, style)
    draw_plate(dots, view, style.prop, body)
    thin = max(0.55, 0.014 * view.scale)
    _far_limbs(dots, body, view, style, thin)
    _foot(dots, body, view, style)
    _limb(dots, view, body.ankle, body.knee, SKIN["shank"], style.layer("shank"))
    _limb(dots, view, body.knee, body.hip, SKIN["thigh"], style.layer("thigh"))
    back = curve(body.hip, body.t12, body.shoulder)
    for first, second in pairwise(back):
        _limb(dots, view, first, second, SKIN["trunk"], style.layer("trunk"))
    _head(dots, body, view, style)
    arm = tuple(view.dot(point) for point in (body.shoulder, body.elbow, body.hand))
    if hypot(body.hand[0] - body.shoulder[0], body.hand[1] - body.shoulder[1]) > RACKED:
        for first, second in pairwise(arm):
            dots.erase(first, second, thin + 0.9, thin + 0.9)
    for first, second in pairwise(arm):
        dots.limb(first, second, thin, thin, style.layer("arm"))
    draw_load(dots, body, view, style)


def draw_ghost(dots: Dots, good: Skeleton, view: View, path: Sequence[Point]) -> None:
    """Draw the key line of the good figure (shin, thigh, back) and the path of its load, dotted and dim."""
    line = (good.ankle, good.knee, *curve(good.hip, good.t12, good.shoulder, 4))
    for first, second in pairwise(line):
        dots.line(view.dot(first), view.dot(second), LAYER["ghost"], gap=2)
    for first, second in pairwise(path):
        dots.line(view.dot(first), view.dot(second), LAYER["ghost"], gap=3)


def draw_level(dots: Dots, view: View, height: float) -> None:
    """Draw a level line of reference across the panel."""
    y = view.row(height)
    for x in range(0, dots.width, 4):
        dots.set(x, y, LAYER["ghost"])


LEAST_MOVE = 0.03
"""Less movement than this, in body heights, has no arrow."""


def draw_move(dots: Dots, view: View, now: Point, before: Point, aside: Point) -> None:
    """Draw an arrow as long as a joint moved, `aside` of it so that it does not cover the figure."""
    dx, dy = now[0] - before[0], now[1] - before[1]
    length = hypot(dx, dy)
    if length < LEAST_MOVE:
        return
    tip, tail = (now[0] + aside[0], now[1] + aside[1]), (before[0] + aside[0], before[1] + aside[1])
    (x1, y1), (x2, y2) = view.dot(tail), view.dot(tip)
    if (x1, y1) == (x2, y2):
        return  # drawn in no space at all
    dots.erase((x1, y1), (x2, y2), 1.6, 1.6)
    dots.line((x1, y1), (x2, y2), LAYER["move"])
    ux, uy = (x2 - x1) / hypot(x2 - x1, y2 - y1), (y2 - y1) / hypot(x2 - x1, y2 - y1)
    for side in (1, -1):
        barb = (x2 - 2.6 * ux + side * 2.2 * uy, y2 - 2.6 * uy - side * 2.2 * ux)
        dots.line((x2, y2), barb, LAYER["move"])


def draw_around(dots: Dots, view: View, style: FigureStyle) -> None:
    """Draw floor, plumb line and what stands around."""
    floor = view.row(0.0)
    for x in range(0, dots.width, 2):
        dots.set(x, floor, LAYER["floor"])
    middle = view.dot((MID_FOOT, 0.0))[0]
    if style.scene not in LYING:
        for y in range(floor - 3, int(view.dot((0.0, 1.0))[1]), -4):
            dots.set(int(middle), y, LAYER["plumb"])
    draw_scene(dots, view, style.scene)


def draw_load(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw what the figure holds."""
    marked = "load" in MARKED.get(style.mark, frozenset())
    draw_prop(dots, view, style.prop, body, LAYER["mark" if marked else "load"])


LYING = frozenset({"bench", "mat", "bar_above", "flat_bench", "floor_work", "pad", "roman_chair"})


def _limb(dots: Dots, view: View, a: Point, b: Point, skin: object, layer: int) -> None:
    first, second = skin if isinstance(skin, tuple) else (skin, skin)
    least = 0.95
    dots.limb(view.dot(a), view.dot(b), max(least, second * view.scale), max(least, first * view.scale), layer)


def _foot(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    layer = style.layer("foot")
    thick = max(0.6, 0.014 * view.scale)

    def lifted(point: Point) -> Point:
        x, y = view.dot(point)
        return x, y - thick

    heel, toe = lifted(body.heel), lifted(body.toe)
    dots.limb(heel, toe, thick, thick, layer)
    dots.limb(view.dot(body.ankle), ((heel[0] * 2 + toe[0]) / 3, (heel[1] * 2 + toe[1]) / 3), thick, thick, layer)


def _head(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the head as a circle with a nose, so that it is seen which way the figure looks."""
    layer = style.layer("head")
    radius = max(1.8, HEAD * view.scale)
    reach = hypot(body.head[0] - body.shoulder[0], body.head[1] - body.shoulder[1])
    share = 1 - HEAD / reach
    x, y = (s + (h - s) * share for s, h in zip(body.shoulder, body.head, strict=True))
    middle = view.dot((x, y))
    dots.erase(middle, middle, radius + 1.0, radius + 1.0)
    dots.ring(middle, radius, layer)
    ux, uy = (body.head[0] - body.shoulder[0]) / reach, (body.head[1] - body.shoulder[1]) / reach
    face = (uy, ux)  # a quarter turn clockwise, in dots that count downwards
    nose = (middle[0] + face[0] * (radius + 1.8), middle[1] + face[1] * (radius + 1.8))
    dots.limb((middle[0] + face[0] * radius, middle[1] + face[1] * radius), nose, 0.8, 0.5, layer)
    neck = tuple(s + (h - s) * 0.28 for s, h in zip(body.shoulder, body.head, strict=True))
    dots.limb(view.dot(body.shoulder), view.dot((neck[0], neck[1])), 0.95, 0.95, layer)


def _far_limbs(dots: Dots, body: Skeleton, view: View, style: FigureStyle, thin: float) -> None:
    layer = (
        LAYER["mark"]
        if "far" in MARKED.get(style.mark, frozenset())
        else LAYER["good" if style.side == "good" else "body"]
    )
    if body.far_knee and body.far_ankle:
        dots.limb(view.dot(body.hip), view.dot(body.far_knee), thin * 1.3, thin, layer)
        dots.limb(view.dot(body.far_knee), view.dot(body.far_ankle), thin, thin, layer)
    if body.far_elbow and body.far_hand:
        dots.limb(view.dot(body.shoulder), view.dot(body.far_elbow), thin, thin, layer)
        dots.limb(view.dot(body.far_elbow), view.dot(body.far_hand), thin, thin, layer)
