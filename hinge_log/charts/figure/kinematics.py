"""From joint angles to joint positions: the side view of a body that faces right.

Lengths are body heights, angles degrees. Proportions after Drillis and Contini; the arm to the grip is a little longer
than theirs, because loaded shoulders slide forward.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin

from hinge_log.exercises.model import Pose

Point = tuple[float, float]

BALL = 0.092  # the heel lifts about the ball of the foot, this far in front of the ankle
MID_FOOT = 0.036
FACE = 0.64  # how far from shoulder to crown the middle of the head is


@dataclass(frozen=True, slots=True)
class Segments:
    """Lengths of the body's parts, in body heights."""

    foot_heel: float = 0.040
    foot_toe: float = 0.112
    ankle_h: float = 0.039
    shank: float = 0.246
    thigh: float = 0.245
    lumbar: float = 0.115
    thorax: float = 0.173
    neck_head: float = 0.182
    upper_arm: float = 0.186
    forearm_grip: float = 0.205

    @classmethod
    def of(cls, lengths: Mapping[str, float]) -> Segments:
        """Take the lengths by name; a name that is not a segment is an error."""
        return cls(**lengths)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where the joints are, in body heights: x forward, y up, the floor at 0.

    `far_*` is the other leg or arm, when it does something else than the near one.
    """

    heel: Point
    toe: Point
    ankle: Point
    knee: Point
    hip: Point
    t12: Point
    shoulder: Point
    head: Point
    elbow: Point
    hand: Point
    load: Point
    far_knee: Point | None = None
    far_ankle: Point | None = None
    far_elbow: Point | None = None
    far_hand: Point | None = None

    @property
    def face(self) -> Point:
        """The middle of the head; `head` is its crown."""
        (x, y), (top_x, top_y) = self.shoulder, self.head
        return x + (top_x - x) * FACE, y + (top_y - y) * FACE

    def at(self, joint: str) -> Point:
        """Give the position of the joint of that name."""
        point: Point = getattr(self, joint)
        return point


def options(pose: Pose) -> dict[str, float]:
    """Give the pose's options by name."""
    return dict(pose.options)


def step(start: Point, length: float, angle: float) -> Point:
    """Go from `start` along `length`, `angle` degrees forward of straight up."""
    return start[0] + length * sin(radians(angle)), start[1] + length * cos(radians(angle))


def turn(point: Point, center: Point, angle: float) -> Point:
    """Turn `point` about `center`, `angle` degrees clockwise (the toe goes down)."""
    x, y = point[0] - center[0], point[1] - center[1]
    c, s = cos(radians(angle)), sin(radians(angle))
    return center[0] + x * c + y * s, center[1] - x * s + y * c


def two_bones(start: Point, goal: Point, first: float, second: float, bend: float) -> tuple[Point, Point]:
    """Reach from `start` to `goal` with two bones; give the middle joint and the end.

    `bend` +1 puts the middle joint to the left of the way there, -1 to the right. A goal out of reach is
    approached as far as the bones allow: their lengths never change.
    """
    away = hypot(goal[0] - start[0], goal[1] - start[1])
    direction = atan2(goal[1] - start[1], goal[0] - start[0]) if away > 1e-9 else -1.5708
    reach = min(max(away, abs(first - second) + 1e-6), first + second - 1e-6)
    inside = acos((first**2 + reach**2 - second**2) / (2 * first * reach))
    angle = direction + bend * inside
    middle = (start[0] + first * cos(angle), start[1] + first * sin(angle))
    return middle, (start[0] + reach * cos(direction), start[1] + reach * sin(direction))


def _foot(extra: dict[str, float], s: Segments) -> tuple[Point, Point, Point]:
    ankle = (extra.get("base_x", 0.0), extra.get("base_y", s.ankle_h))
    heel = (ankle[0] - s.foot_heel, ankle[1] - s.ankle_h)
    toe = (ankle[0] + s.foot_toe, ankle[1] - s.ankle_h)
    pitch = extra.get("heel", 0.0)
    if pitch:
        ball = (ankle[0] + BALL, ankle[1] - s.ankle_h)
        return turn(heel, ball, pitch), toe, turn(ankle, ball, pitch)
    swing = extra.get("foot", 0.0)
    return turn(heel, ankle, swing), turn(toe, ankle, swing), ankle


def _legs_and_trunk(
    pose: Pose, extra: dict[str, float], ankle: Point, s: Segments
) -> tuple[Point, Point, Point, Point]:
    low, high = extra.get("lum", pose.trunk), extra.get("tho", pose.trunk)
    if "pin_r" in extra:
        # Lying: the trunk is pinned to bench or floor, the foot to the floor, and the knee follows.
        pin = (extra["pin_x"], extra["pin_y"])
        t12 = step(pin, s.lumbar - extra["pin_r"], high)
        hip = step(t12, -s.lumbar, low)
        knee, _ = two_bones(ankle, hip, s.shank, s.thigh, -1.0)
        return knee, hip, t12, step(t12, s.thorax, high)
    knee = step(ankle, s.shank * extra.get("shp", 1.0), pose.shank)
    hip = step(knee, s.thigh * extra.get("thp", 1.0), -pose.thigh)
    t12 = step(hip, s.lumbar, low)
    return knee, hip, t12, step(t12, s.thorax, high)


def _arm(
    pose: Pose, extra: dict[str, float], shoulder: Point, hip: Point, trunk: float, s: Segments
) -> tuple[Point, Point]:
    length = s.upper_arm + s.forearm_grip
    if "reach_x" in extra:
        goal = (extra["reach_x"], extra["reach_y"])
        return two_bones(shoulder, goal, s.upper_arm, s.forearm_grip, -extra.get("bend", 1.0))
    if pose.load_at == "hips":
        return two_bones(shoulder, (hip[0] + 0.10, hip[1] + 0.06), s.upper_arm, s.forearm_grip, -1.0)
    if pose.load_at in _HELD:
        place, _, bend = _HELD[pose.load_at]
        return two_bones(shoulder, _beside(shoulder, trunk, place), s.upper_arm, s.forearm_grip, bend)
    arm = pose.arm
    if "hand_x" in extra:
        arm = degrees(asin(max(-1.0, min(1.0, (shoulder[0] - extra["hand_x"]) / length))))
    fold = extra.get("elbow", 0.0) / 2
    elbow = step(shoulder, -s.upper_arm, arm + fold)
    return elbow, step(elbow, -s.forearm_grip, arm - fold)


# Hands and load when the load is not in hanging hands: each along the trunk from the shoulder (down is negative) and
# out in front of it; and the side on which the elbow is. Hugging arms lie along the chest.
_HELD: dict[str, tuple[Point, Point, float]] = {
    "back": ((0.022, -0.05), (-0.02, -0.068), 1.0),
    "front": ((0.06, 0.01), (0.01, 0.065), -1.0),
    "chest": ((0.00, 0.05), (-0.06, 0.12), -1.0),
}


def _beside(shoulder: Point, trunk: float, place: Point) -> Point:
    return step(step(shoulder, place[0], trunk), place[1], trunk + 90)


def _load(pose: Pose, shoulder: Point, hip: Point, hand: Point, trunk: float) -> Point:
    if pose.load_at in _HELD:
        return _beside(shoulder, trunk, _HELD[pose.load_at][1])
    if pose.load_at == "hips":
        return hip[0] + 0.02, hip[1] + 0.06
    return hand


def solve(pose: Pose, segments: Segments) -> Skeleton:
    """Place every joint of `pose`. Lengths are those of `segments` whatever the angles."""
    s, extra = segments, options(pose)
    heel, toe, ankle = _foot(extra, s)
    knee, hip, t12, shoulder = _legs_and_trunk(pose, extra, ankle, s)
    trunk = extra.get("tho", pose.trunk)
    head = step(shoulder, s.neck_head, extra.get("head", 0.85 * pose.trunk))
    elbow, hand = _arm(pose, extra, shoulder, hip, trunk, s)
    skeleton = Skeleton(
        heel, toe, ankle, knee, hip, t12, shoulder, head, elbow, hand, _load(pose, shoulder, hip, hand, trunk)
    )
    if "far_thigh" in extra:
        bent = extra["far_thigh"] - extra.get("far_knee", 0.0)
        far_knee = step(hip, -s.thigh, -extra["far_thigh"])
        skeleton = replace(skeleton, far_knee=far_knee, far_ankle=step(far_knee, -s.shank, -bent))
    if "far_arm" in extra:
        far_elbow = step(shoulder, -s.upper_arm, extra["far_arm"])
        far_hand = step(far_elbow, -s.forearm_grip, extra["far_arm"])
        skeleton = replace(skeleton, far_elbow=far_elbow, far_hand=far_hand)
    return skeleton


def lean(lower: Point, upper: Point) -> float:
    """Angle of the way from `lower` to `upper`, degrees forward of straight up."""
    return degrees(atan2(upper[0] - lower[0], upper[1] - lower[1]))


def fold(first: Point, joint: Point, last: Point) -> float:
    """Flexion of a joint in degrees: 0 when the two bones are in one line."""
    angle = abs(lean(first, joint) - lean(joint, last)) % 360
    return min(angle, 360 - angle)
