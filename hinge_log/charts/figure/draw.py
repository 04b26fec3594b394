"""One skeleton drawn as dots: body, what it holds, things around and floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, floor, hypot, sin

from hinge_log.charts.figure.kinematics import MID_FOOT, Point, Skeleton, lean, step
from hinge_log.charts.figure.motion import table
from hinge_log.charts.figure.raster import LAYER, Dots, View

PLATE = 0.128  # a full plate of 45 cm beside a lifter of 1.75 m: it rests on the floor
SMALL_PLATE = 0.080

HEAD_ROOM = 0.12
"""How far from the middle of the head a ring has to stay, in body heights."""

REACH = {
    "plates": PLATE, "bar": SMALL_PLATE, "kettlebell": 0.11, "box": 0.14, "child": 0.10, "dumbbell": 0.05,
    "bag": 0.06,
}  # fmt: skip
"""How far a thing held reaches from the hands: for the window."""


def scene_lines(scene: str) -> Sequence[tuple[float, float, float, float]]:
    """What stands around, as lines in body heights from the ankle."""
    return [(x1, y1, x2, y2) for x1, y1, x2, y2 in table("scenes")[scene]]


def draw_scene(dots: Dots, view: View, scene: str) -> None:
    """Draw the floor and what stands around, fainter than the figure."""
    for x in range(0, dots.width, 2):
        dots.set(x, floor(view.ground), LAYER["floor"])
    for x1, y1, x2, y2 in scene_lines(scene):
        dots.line(view.dot((x1, y1)), view.dot((x2, y2)), LAYER["muted"])
    if scene == "wall":
        left, bottom = view.dot((-0.165, 0.0))
        for y in range(int(bottom) - 1, int(view.dot((0.0, 1.0))[1]), -4):
            dots.line((left - 1, y), (left - 2, y + 1), LAYER["muted"])


def draw_plate(dots: Dots, view: View, prop: str, body: Skeleton) -> None:
    """Draw the plate of a bar as a faint ring behind the figure; its arc near the head is left out."""
    if prop not in ("plates", "bar"):
        return
    radius = (PLATE if prop == "plates" else SMALL_PLATE) * view.scale
    (x, y), (head_x, head_y) = view.dot(body.load), view.dot(body.face)
    for number in range(ceil(radius * 3.1)):
        angle = 2 * number / radius
        dot = floor(x + radius * cos(angle)), floor(y + radius * sin(angle))
        if hypot(dot[0] - head_x, dot[1] - head_y) > HEAD_ROOM * view.scale:
            dots.set(*dot, LAYER["plate"])


_DISCS = {"plates": 0.031, "bar": 0.031, "bag": 0.055, "bar_above": 0.025}
"""What is seen as a solid disc with a blank margin, and its radius in body heights."""


def draw_prop(dots: Dots, view: View, prop: str, body: Skeleton, layer: int) -> None:
    """Draw what the figure holds."""
    (x, y), center = body.load, view.dot(body.load)
    if prop in _DISCS:
        radius = max(1.3, _DISCS[prop] * view.scale)
        dots.erase(center, center, radius + 1.0, radius + 1.0)
        dots.disc(center, radius, layer)
    elif prop == "kettlebell":
        angle = lean(body.elbow, body.hand)
        dots.ring(view.dot(step(body.load, 0.012, angle)), max(0.9, 0.028 * view.scale), layer)
        dots.disc(view.dot(step(body.load, 0.062, angle)), max(1.5, 0.050 * view.scale), layer)
    elif prop == "dumbbell":
        half, tall = max(1.5, 0.05 * view.scale), max(0.9, 0.022 * view.scale)
        dots.limb((center[0] - half, center[1]), (center[0] + half, center[1]), tall, tall, layer)
    elif prop == "box":
        (left, top), (right, bottom) = view.dot((x - 0.07, y + 0.065)), view.dot((x + 0.12, y - 0.085))
        for row in range(max(0, round(top)), min(dots.height, round(bottom))):
            dots.run(row, left, right, layer)
    elif prop == "child":
        crown, seat = view.dot((x + 0.03, y + 0.10)), view.dot((x + 0.02, y - 0.06))
        thick = max(1.2, 0.03 * view.scale)
        dots.erase(crown, seat, thick * 2, thick * 2)
        dots.ring(crown, thick * 1.5, layer)
        dots.limb(view.dot((x + 0.025, y + 0.03)), seat, thick, thick, layer)
        for knee in (0.08, 0.05):
            dots.limb(seat, view.dot((x + knee, y - 0.1)), 0.9, 0.9, layer)
    elif prop == "dowel":
        tail, end = dowel(body)
        dots.limb(view.dot(tail), view.dot(end), 0.6, 0.6, layer)
    elif prop == "band_hips":
        dots.line(view.dot(body.hip), view.dot((-0.55, 0.53)), layer)
    elif prop == "band_between":
        dots.line(view.dot(body.hand), view.dot((-0.55, 0.16)), layer)
    elif prop == "band_feet":
        dots.line(view.dot(body.load), view.dot((0.036, 0.02)), layer, 2)


def dowel(body: Skeleton) -> tuple[Point, Point]:
    """A stick along the back, from under the tail to over the head.

    It lies along tail and head, pushed out as far as the furthest of tail, back and head: a bowed back carries
    it away from both ends.
    """
    dx, dy = body.shoulder[0] - body.hip[0], body.shoulder[1] - body.hip[1]
    length = hypot(dx, dy)
    ux, uy = dx / length, dy / length
    nx, ny = -uy, ux  # towards the back of a figure that faces right
    out = max((x - body.hip[0]) * nx + (y - body.hip[1]) * ny for x, y in (body.hip, body.t12, body.shoulder)) + 0.075
    start = (body.hip[0] + nx * out - ux * 0.13, body.hip[1] + ny * out - uy * 0.13)
    return start, (start[0] + ux * 0.62, start[1] + uy * 0.62)


# Which parts of the body a marked joint lights up.
MARKED: dict[str, frozenset[str]] = {
    "knee": frozenset({"shank", "thigh"}),
    "heel": frozenset({"foot", "shank"}),
    "hip": frozenset({"low", "high", "thigh"}),
    "back": frozenset({"low", "high"}),
    "pelvis": frozenset({"low"}),
    "shoulder": frozenset({"arm"}),
    "load": frozenset({"arm", "load"}),
    "leg": frozenset({"far_leg"}),
    "stick": frozenset({"low", "high", "load"}),
}
HEAD = 0.066  # radius
RACKED = 0.2
"""A hand nearer to the shoulder than this holds a bar there: a margin around that arm would cut the trunk in two."""

SKIN = {"shank": (0.026, 0.020), "thigh": (0.034, 0.026), "low": (0.036, 0.036), "high": (0.036, 0.036)}
"""Half the width of a part where it begins and where it ends, in body heights."""


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """How one figure is drawn: "good" or "fault", what is marked, what it holds, what stands around."""

    side: str
    mark: str = ""
    prop: str = "none"
    scene: str = "none"

    def marks(self, part: str) -> bool:
        """Whether a part is the one to compare: it is filled in both figures, all others are outlines."""
        return part in MARKED.get(self.mark, frozenset())

    def layer(self, part: str) -> int:
        """The layer of a part of the body: of the faulty figure only the part at fault stands out."""
        return LAYER["good" if self.side == "good" else "mark" if self.marks(part) else "body"]


def curve(hip: Point, t12: Point, shoulder: Point) -> tuple[Point, ...]:
    """The back as a curve through hip, the last rib and shoulder: straight when they are in line."""
    span = hypot(t12[0] - hip[0], t12[1] - hip[1])
    share = span / (span + hypot(shoulder[0] - t12[0], shoulder[1] - t12[1]))
    weight = 2 * share * (1 - share)
    pull = tuple((t - (1 - share) ** 2 * h - share**2 * s) / weight for h, t, s in zip(hip, t12, shoulder, strict=True))
    x, y = pull
    return tuple(_bow(hip, (x, y), shoulder))


def _bow(first: Point, pull: Point, last: Point, pieces: int = 6) -> Iterator[Point]:
    """Points of a curve (of second degree) that leaves `first` towards `pull` and comes to `last` from there."""
    for number in range(pieces + 1):
        u = number / pieces
        x, y = ((1 - u) ** 2 * a + 2 * u * (1 - u) * p + u * u * b for a, p, b in zip(first, pull, last, strict=True))
        yield x, y


def spine(body: Skeleton, mark: str) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Low and upper back as lines: one bow, or with a marked pelvis a straight upper back over a bent low one."""
    if mark == "pelvis":
        x, y = (t + (t - s) * 0.35 for t, s in zip(body.t12, body.shoulder, strict=True))
        return tuple(_bow(body.hip, (x, y), body.t12)), (body.t12, body.shoulder)
    back = curve(body.hip, body.t12, body.shoulder)
    middle = len(back) // 2
    return back[: middle + 1], back[middle:]


def draw(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the figure and everything that belongs to it: what is far first, the load last.

    The part to compare is filled, the rest of the body an outline, so that it is seen without colours too. Arm and
    load are drawn with a margin of blank dots, so that neither melts into the trunk; a trunk to compare is not broken
    by the arm before it.
    """
    draw_scene(dots, view, style.scene)
    draw_plate(dots, view, style.prop, body)
    thin = max(0.55, 0.014 * view.scale)
    low, high = spine(body, style.mark)
    far = {
        "far_leg": (body.hip, body.far_knee, body.far_ankle),
        "far_arm": (body.shoulder, body.far_elbow, body.far_hand),
    }
    lines = {"shank": (body.ankle, body.knee), "thigh": (body.knee, body.hip), "low": low, "high": high}
    for marked in (False, True):
        for part, points in far.items():
            if style.marks(part) is marked:
                dots_of = [view.dot(point) for point in points if point]
                for first, second in pairwise(dots_of):
                    dots.limb(first, second, thin * (1.0 + marked), thin * (1.0 + marked), style.layer(part))
        if style.marks("foot") is marked:
            _foot(dots, body, view, style.layer("foot"))
        for part, line in lines.items():
            if style.marks(part) is marked:
                for first, second in pairwise(line):
                    _limb(dots, view, first, second, SKIN[part], style.layer(part), 1.45 if marked else 0.95)
        if style.mark and not marked:
            dots.hollow(style.layer(""))
        if marked is not style.marks("high"):
            _arm(dots, body, view, thin * (1.7 if style.marks("arm") else 1), style.layer("arm"))
    _head(dots, body, view, style)
    draw_load(dots, body, view, style)


def _arm(dots: Dots, body: Skeleton, view: View, thin: float, layer: int) -> None:
    arm = tuple(view.dot(point) for point in (body.shoulder, body.elbow, body.hand))
    if hypot(body.hand[0] - body.shoulder[0], body.hand[1] - body.shoulder[1]) > RACKED:
        for first, second in pairwise(arm):
            dots.erase(first, second, thin + 0.9, thin + 0.9)
    for first, second in pairwise(arm):
        dots.limb(first, second, thin, thin, layer)


GHOSTS: dict[str, tuple[str, ...]] = {
    "knee": ("ankle", "knee", "hip"), "heel": ("ankle", "knee"), "hip": ("knee", "hip", "shoulder"),
    "back": ("hip", "shoulder", "head"), "shoulder": ("shoulder", "elbow", "hand"),
    "load": ("shoulder", "elbow", "hand"), "stick": ("hip", "shoulder", "head"),
    "leg": ("hip", "far_knee", "far_ankle"),
}  # fmt: skip
"""The line of the good figure that is seen behind the faulty one, by what is marked."""


def draw_ghost(dots: Dots, good: Skeleton, view: View, mark: str) -> None:
    """Draw the key line of the good figure, dotted and dim, where there is room."""
    line = [view.dot(point) for name in GHOSTS.get(mark, ()) if (point := good.at(name))]
    dots.dotted(line, LAYER["ghost"])


def draw_level(dots: Dots, view: View, height: float) -> None:
    """Draw a level line of reference across the panel."""
    y = view.dot((0.0, height))[1]
    dots.dotted([(0.0, y), (dots.width - 1.0, y)], LAYER["ghost"], gap=4)


def draw_gap(dots: Dots, view: View, body: Skeleton) -> None:
    """Draw the way from mid-foot to the load: how far the load is from the body."""
    (x, y), (load_x, _) = view.dot((MID_FOOT, body.load[1])), view.dot(body.load)
    if load_x - x > 0.15 * view.scale:
        dots.line((x, y), (load_x, y), LAYER["move"], gap=2)
        dots.line((x, y - 2), (x, y + 2), LAYER["move"])


def draw_load(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw what the figure holds."""
    marked = style.side == "fault" and style.marks("load")
    draw_prop(dots, view, style.prop, body, LAYER["mark" if marked else "load"])


def _limb(dots: Dots, view: View, a: Point, b: Point, skin: tuple[float, float], layer: int, least: float) -> None:
    near, far = (max(least, half * view.scale) for half in skin)
    dots.limb(view.dot(a), view.dot(b), far, near, layer)


def _foot(dots: Dots, body: Skeleton, view: View, layer: int) -> None:
    thick = max(0.6, 0.014 * view.scale)
    (heel_x, heel_y), (toe_x, toe_y) = view.dot(body.heel), view.dot(body.toe)
    heel, toe = (heel_x, heel_y - thick), (toe_x, toe_y - thick)
    dots.limb(heel, toe, thick, thick, layer)
    dots.limb(view.dot(body.ankle), ((heel[0] * 2 + toe[0]) / 3, (heel[1] * 2 + toe[1]) / 3), thick, thick, layer)


def _head(dots: Dots, body: Skeleton, view: View, style: FigureStyle) -> None:
    """Draw the head as a circle with a nose, so that it is seen which way the figure looks."""
    layer = style.layer("head")
    radius = max(1.8, HEAD * view.scale)
    reach = hypot(body.head[0] - body.shoulder[0], body.head[1] - body.shoulder[1])
    middle = view.dot(body.face)
    dots.erase(middle, middle, radius + 1.0, radius + 1.0)
    dots.ring(middle, radius, layer)
    ux, uy = (body.head[0] - body.shoulder[0]) / reach, (body.head[1] - body.shoulder[1]) / reach
    face = (uy, ux)  # a quarter turn clockwise, in dots that count downwards
    nose = (middle[0] + face[0] * (radius + 1.8), middle[1] + face[1] * (radius + 1.8))
    dots.limb((middle[0] + face[0] * radius, middle[1] + face[1] * radius), nose, 0.8, 0.5, layer)
    neck = tuple(s + (h - s) * 0.28 for s, h in zip(body.shoulder, body.head, strict=True))
    dots.limb(view.dot(body.shoulder), view.dot((neck[0], neck[1])), 0.95, 0.95, layer)
