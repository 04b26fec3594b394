"""One skeleton drawn as dots: body, load, things around, floor and plumb line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from hinge_log.charts.figure.kinematics import MID_FOOT, Point, Skeleton, lean
from hinge_log.charts.figure.props import draw_prop, draw_scene
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
SKIN = {"foot": 0.016, "shank": (0.026, 0.020), "thigh": (0.034, 0.026), "trunk": 0.036, "arm": 0.013}


@dataclass(frozen=True, slots=True)
class Look:
    """How one figure is drawn: "good" or "fault", what is marked, what it holds, what stands around."""

    side: str
    mark: str = ""
    prop: str = "none"
    scene: str = "none"

    def layer(self, part: str) -> int:
        """The layer of a part of the body: the fault's own parts stand out."""
        if part in MARKED.get(self.mark, frozenset()):
            return LAYER["mark"]
        return LAYER[self.side]


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


def draw(dots: Dots, skeleton: Skeleton, view: View, look: Look) -> None:
    """Draw the figure and everything that belongs to it."""
    body = skeleton
    draw_around(dots, view, look)
    thin = max(0.55, 0.014 * view.scale)
    _far_limbs(dots, body, view, look, thin)
    _foot(dots, body, view, look)
    _limb(dots, view, body.ankle, body.knee, SKIN["shank"], look.layer("shank"))
    _limb(dots, view, body.knee, body.hip, SKIN["thigh"], look.layer("thigh"))
    back = curve(body.hip, body.t12, body.shoulder)
    for first, second in pairwise(back):
        _limb(dots, view, first, second, SKIN["trunk"], look.layer("trunk"))
    _head(dots, body, view, look)
    for first, second in ((body.shoulder, body.elbow), (body.elbow, body.hand)):
        dots.limb(view.dot(first), view.dot(second), thin, thin, look.layer("arm"))
    draw_load(dots, body, view, look)


def draw_around(dots: Dots, view: View, look: Look) -> None:
    """Draw floor, plumb line and what stands around."""
    floor = view.row(0.0)
    for x in range(0, dots.width, 2):
        dots.set(x, floor, LAYER["floor"])
    middle = view.dot((MID_FOOT, 0.0))[0]
    if look.scene not in _LYING:
        for y in range(floor - 3, int(view.dot((0.0, 1.0))[1]), -4):
            dots.set(int(middle), y, LAYER["plumb"])
    draw_scene(dots, view, look.scene)


def draw_load(dots: Dots, body: Skeleton, view: View, look: Look) -> None:
    """Draw what the figure holds."""
    prop_layer = LAYER["mark"] if "load" in MARKED.get(look.mark, frozenset()) else LAYER["prop"]
    draw_prop(dots, view, look.prop, body, prop_layer)


_LYING = frozenset({"bench", "mat", "bar_above", "flat_bench", "floor_work", "pad", "roman_chair"})


def _limb(dots: Dots, view: View, a: Point, b: Point, skin: object, layer: int) -> None:
    first, second = skin if isinstance(skin, tuple) else (skin, skin)
    least = 0.95
    dots.limb(view.dot(a), view.dot(b), max(least, second * view.scale), max(least, first * view.scale), layer)


def _foot(dots: Dots, body: Skeleton, view: View, look: Look) -> None:
    layer = look.layer("foot")
    thick = max(0.6, 0.014 * view.scale)

    def lifted(point: Point) -> Point:
        x, y = view.dot(point)
        return x, y - thick

    heel, toe = lifted(body.heel), lifted(body.toe)
    dots.limb(heel, toe, thick, thick, layer)
    dots.limb(view.dot(body.ankle), ((heel[0] * 2 + toe[0]) / 3, (heel[1] * 2 + toe[1]) / 3), thick, thick, layer)


def _head(dots: Dots, body: Skeleton, view: View, look: Look) -> None:
    layer = look.layer("head")
    radius = max(1.8, HEAD * view.scale)
    share = 1 - HEAD / hypot(body.head[0] - body.shoulder[0], body.head[1] - body.shoulder[1])
    x, y = (s + (h - s) * share for s, h in zip(body.shoulder, body.head, strict=True))
    dots.ring(view.dot((x, y)), radius, layer)
    neck = tuple(s + (h - s) * 0.28 for s, h in zip(body.shoulder, body.head, strict=True))
    dots.limb(view.dot(body.shoulder), view.dot((neck[0], neck[1])), 0.95, 0.95, layer)


def _far_limbs(dots: Dots, body: Skeleton, view: View, look: Look, thin: float) -> None:
    layer = LAYER["mark"] if "far" in MARKED.get(look.mark, frozenset()) else LAYER[look.side]
    if body.far_knee and body.far_ankle:
        dots.limb(view.dot(body.hip), view.dot(body.far_knee), thin * 1.3, thin, layer)
        dots.limb(view.dot(body.far_knee), view.dot(body.far_ankle), thin, thin, layer)
    if body.far_elbow and body.far_hand:
        dots.limb(view.dot(body.shoulder), view.dot(body.far_elbow), thin, thin, layer)
        dots.limb(view.dot(body.far_elbow), view.dot(body.far_hand), thin, thin, layer)
