"""What a figure holds, and what stands around it."""

from __future__ import annotations

from math import ceil, cos, floor, hypot, sin

from hinge_log.charts.figure.kinematics import Point, Skeleton, lean, step
from hinge_log.charts.figure.raster import Dots
from hinge_log.charts.figure.view import LAYER, View

PLATE = 0.128  # a full plate of 45 cm beside a lifter of 1.75 m: it rests on the floor
SMALL_PLATE = 0.080

HEAD_ROOM = 0.12
"""How far from the middle of the head a ring has to stay, in body heights."""

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


def _block(left: float, right: float, top: float) -> tuple[Line, ...]:
    return (
        (left, 0.0, left, top),
        (left, top, right, top),
        (right, top, right, 0.0),
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
    """Draw the floor and what stands around, fainter than the figure."""
    for x in range(0, dots.width, 2):
        dots.set(x, floor(view.ground), LAYER["floor"])
    for x1, y1, x2, y2 in SCENES[scene]:
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
