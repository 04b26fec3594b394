"""One repetition as poses over time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hinge_log.charts.figure.kinematics import Segments, options, solve
from hinge_log.exercises.model import Pose

Moment = Literal["start", "middle", "bottom", "telling"]
FRAMES = (8, 36)
RATE = 9.0  # frames a second: enough for the eye, cheap for the terminal


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A pose, and how far on the way (0 to 1) it is reached."""

    at: float
    pose: Pose


@dataclass(frozen=True, slots=True)
class RepMoment:
    """A moment of the repetition: seconds since its start, the phase's name, the way (0 to 1) and which way."""

    seconds: float
    phase: str
    way: float
    returning: bool


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds there, held and back, and what the three are called; `rest` seconds pass before the next repetition."""

    there: float
    hold: float
    back: float
    words: tuple[str, str, str] = ("down", "bottom", "up")
    rest: float = 0.3

    @property
    def total(self) -> float:
        """Seconds of one repetition."""
        return self.there + self.hold + self.back + self.rest

    def beats(self) -> tuple[RepMoment, ...]:
        """The moments at which a frame is drawn: 8 to 36 of them, evenly in time."""
        count = min(FRAMES[1], max(FRAMES[0], round(self.total * RATE)))
        return tuple(self.beat(self.total * number / count) for number in range(count))

    def beat(self, seconds: float) -> RepMoment:
        """Where the repetition is after `seconds`."""
        if seconds < self.there:
            return RepMoment(seconds, self.words[0], ease(seconds / self.there), False)
        if seconds < self.there + self.hold:
            return RepMoment(seconds, self.words[1], 1.0, False)
        done = (seconds - self.there - self.hold) / self.back
        return RepMoment(seconds, self.words[2], 1.0 - ease(min(1.0, done)), True)


@dataclass(frozen=True, slots=True)
class Motion:
    """The poses on the way there and, where it differs, on the way back (also by way from 0 to 1)."""

    there: tuple[KeyPose, ...]
    back: tuple[KeyPose, ...] = ()

    def pose(self, way: float, segments: Segments, *, returning: bool = False) -> Pose:
        """The pose `way` of the way, on the way out or back."""
        keys = self.back if returning and self.back else self.there
        for before, after in pairwise(keys):
            if way <= after.at:
                return blend(before.pose, after.pose, (way - before.at) / (after.at - before.at), segments)
        return keys[-1].pose


def ease(share: float) -> float:
    """Start and stop softly (smoothstep)."""
    return share * share * (3 - 2 * share)


def blend(first: Pose, second: Pose, share: float, segments: Segments) -> Pose:
    """Give the pose `share` of the way from `first` to `second`.

    An option that one of the two lacks takes the value that its pose has anyway.
    """
    if share <= 0 or first == second:
        return first
    if share >= 1:
        return second

    def between(a: float, b: float) -> float:
        return a + (b - a) * share

    one, two = options(first), options(second)
    names = sorted(one.keys() | two.keys())
    extra = tuple(
        (name, between(one.get(name, natural(first, name, segments)), two.get(name, natural(second, name, segments))))
        for name in names
    )
    return first._replace(
        shank=between(first.shank, second.shank),
        knee=between(first.knee, second.knee),
        thigh=between(first.thigh, second.thigh),
        trunk=between(first.trunk, second.trunk),
        hip=between(first.hip, second.hip),
        arm=between(first.arm, second.arm),
        load_bw=between(first.load_bw, second.load_bw),
        options=extra,
    )


def natural(pose: Pose, name: str, segments: Segments) -> float:
    """The value that an option has in a pose that does not name it."""
    own = options(pose)
    if name in own:
        return own[name]
    if name in ("hand_x", "reach_x", "reach_y"):
        return solve(pose, segments).hand[name == "reach_y"]
    values = {"lum": pose.trunk, "tho": pose.trunk, "head": 0.85 * pose.trunk, "thp": 1.0, "shp": 1.0, "bend": 1.0}
    values |= {"far_thigh": pose.thigh, "far_knee": pose.knee, "far_arm": pose.arm, "base_y": segments.ankle_h}
    return values.get(name, 0.0)
