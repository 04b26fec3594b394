"""What a figure holds, and what stands around it."""

from __future__ import annotations

from math import hypot

from hinge_log.charts.figure.kinematics import Point, Skeleton, lean, step
from hinge_log.charts.figure.raster import Dots
from hinge_log.charts.figure.view import LAYER, View

PLATE = 0.128  # a full plate of 45 cm beside a lifter of 1.75 m: it rests on the floor
SMALL_PLATE = 0.080

HEAD_ROOM = 0.16
"""How far from the crown a ring has to stay, in body heights: the head and a gap."""

# How far a thing held reaches from the hands: for the window.
REACH = {
    "plates": PLATE,
    "bar": SMALL_PLATE,
    "kettlebell": 0.11,
    "box": 0.14,
    "child": 0.10,
    "dumbbell": 0.05,
    "bag": 0.06,
}

Line = tuple[float, float, float, float]


def _block(left: float, right: float, top: float, bottom: float = 0.0) -> tuple[Line, ...]:
    return (
        (left, bottom, left, top),
        (left, top, right, top),
        (right, top, right, bottom),
    )


# Things around, as lines in body heights from the ankle.
SCENES: dict[str, tuple[Line, ...]] = {
    "none": (),
    "mat": (),
    "floor_work": (),
    "wall": ((-0.165, 0.0, -0.165, 1.0),),
    "bench": (*_block(-0.20, 0.015, 0.225), (-0.20, 0.19, 0.015, 0.19)),
    "seat": (*_block(-0.34, -0.11, 0.215), (-0.34, 0.215, -0.34, 0.50)),
    "stool": _block(-0.36, -0.12, 0.22),
    "box": _block(-0.40, -0.17, 0.24),
    "sill": _block(0.19, 0.52, 0.26),
    "rail": ((0.17, 0.0, 0.17, 0.36), (0.17, 0.36, 0.50, 0.36), (0.50, 0.36, 0.50, 0.0), (0.17, 0.14, 0.50, 0.14)),
    "counter": (*_block(0.24, 0.52, 0.50), (0.21, 0.50, 0.52, 0.50)),
    "machine": (*_block(0.26, 0.60, 0.46), (0.26, 0.10, 0.26, 0.36)),
    "hand_bench": _block(0.16, 0.56, 0.25),
    "step": _block(0.06, 0.30, 0.13),
    "flat_bench": ((-0.05, 0.415, 0.92, 0.415), (0.15, 0.415, 0.15, 0.0), (0.70, 0.415, 0.70, 0.0)),
    "pad": ((0.42, 0.44, 0.60, 0.61), (0.50, 0.52, 0.50, 0.0), (0.42, 0.0, 0.62, 0.0)),
    "roman_chair": (
        (0.27, 0.34, 0.37, 0.42),
        (0.32, 0.38, 0.32, 0.0),
        (0.00, 0.02, 0.32, 0.02),
        (-0.04, 0.19, 0.04, 0.11),
    ),
    "bar_above": ((0.0, 0.0, 0.0, 0.0),),
    "block": _block(-0.06, 0.16, 0.0),
}


def draw_scene(dots: Dots, view: View, scene: str) -> None:
    """Draw what stands around, fainter than the figure."""
    for x1, y1, x2, y2 in SCENES[scene]:
        dots.line(view.dot((x1, y1)), view.dot((x2, y2)), LAYER["muted"])
    if scene == "wall":
        x, bottom = view.dot((-0.165, 0.0))
        for y in range(int(bottom) - 1, int(view.dot((0.0, 1.0))[1]), -4):
            dots.line((x - 1, y), (x - 2, y + 1), LAYER["muted"])


def draw_plate(dots: Dots, view: View, prop: str, body: Skeleton) -> None:
    """Draw the plate of a bar as a faint ring behind the figure; it is left out where it would touch the head."""
    if prop not in ("plates", "bar"):
        return
    size = PLATE if prop == "plates" else SMALL_PLATE
    for radius in (size, SMALL_PLATE * 0.6):
        if hypot(body.load[0] - body.head[0], body.load[1] - body.head[1]) > radius + HEAD_ROOM:
            dots.ring(view.dot(body.load), radius * view.scale, LAYER["plate"])
            return


def draw_prop(dots: Dots, view: View, prop: str, body: Skeleton, layer: int) -> None:
    """Draw what the figure holds; a bar is a solid disc at the hand."""
    center = view.dot(body.load)
    if prop in ("plates", "bar"):
        radius = max(1.3, 0.026 * view.scale)
        dots.erase(center, center, radius + 1.0, radius + 1.0)
        dots.disc(center, radius, layer)
    elif prop == "kettlebell":
        _kettlebell(dots, view, body, layer)
    elif prop == "dumbbell":
        x, y = center
        half, tall = max(1.5, 0.05 * view.scale), max(0.9, 0.022 * view.scale)
        dots.limb((x - half, y), (x + half, y), tall, tall, layer)
    elif prop == "box":
        x, y = body.load
        left, right, low, high = x - 0.07, x + 0.12, y - 0.085, y + 0.065
        for a, b in (
            ((left, low), (right, low)),
            ((right, low), (right, high)),
            ((right, high), (left, high)),
            ((left, high), (left, low)),
            ((left, (low + high) / 2), (right, (low + high) / 2)),
        ):
            dots.line(view.dot(a), view.dot(b), layer)
    elif prop == "child":
        x, y = body.load
        dots.ring(view.dot((x + 0.03, y + 0.07)), max(1.3, 0.042 * view.scale), layer)
        dots.limb(view.dot((x + 0.02, y + 0.01)), view.dot((x + 0.01, y - 0.08)), 1.2, 1.2, layer)
    elif prop == "bag":
        dots.disc(center, max(1.5, 0.055 * view.scale), layer)
    elif prop == "dowel":
        tail, top = dowel(body)
        dots.limb(view.dot(tail), view.dot(top), 0.6, 0.6, layer)
    elif prop == "band_hips":
        dots.line(view.dot(body.hip), view.dot((-0.55, 0.53)), layer)
    elif prop == "band_between":
        dots.line(view.dot(body.hand), view.dot((-0.55, 0.16)), layer)
    elif prop == "band_feet":
        dots.line(view.dot(body.load), view.dot((0.036, 0.02)), layer, 2)
    elif prop == "bar_above":
        dots.disc(center, max(1.0, 0.025 * view.scale), layer)


def _kettlebell(dots: Dots, view: View, body: Skeleton, layer: int) -> None:
    angle = lean(body.elbow, body.hand)
    dots.ring(view.dot(step(body.load, 0.012, angle)), max(0.9, 0.028 * view.scale), layer)
    dots.disc(view.dot(step(body.load, 0.062, angle)), max(1.5, 0.050 * view.scale), layer)


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
