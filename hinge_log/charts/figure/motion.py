"""One repetition as poses over time: good movements, and faulty ones beside them; the table is data/movements.toml.

A key is how far on the way it is reached (0 to 1), the pose it starts from ("figure.phase") and what changes.
Changes of shank, knee, trunk, arm and head are added; `lum` and `tho` are added to the trunk's angle; `in_line` puts
the head in line with the trunk; every other option is a value of its own. The computed poses are solved so that body
and load stay balanced over the foot.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

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


Change = Mapping[str, float]
Step = tuple[float, str, Change]


@dataclass(frozen=True, slots=True)
class Track:
    """A good movement; `load` is its weight (in body masses) and place; `free`: more than the feet holds it up."""

    tempo: Tempo
    there: tuple[Step, ...]
    back: tuple[Step, ...]
    load: tuple[float, str]
    free: bool


def steps_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a table."""
    return tuple((float(row["at"]), row.get("pose", ""), row["change"]) for row in rows)


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the catalogue's tables of figures, by the name of its file."""
    return tomllib.loads((files("hinge_log.exercises") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def tracks() -> Mapping[str, Track]:
    """Every good movement by its name in the table."""
    return {
        name: Track(
            Tempo(**{**row["tempo"], "words": tuple(row["tempo"]["words"])}),
            steps_of(row["there"]),
            steps_of(row.get("back", ())),
            (float(row["load"][0]), row["load"][1]),
            row["free"],
        )
        for name, row in table("movements")["movement"].items()
    }


_ADDED = frozenset({"shank", "knee", "trunk", "arm", "lum", "tho", "head", "in_line"})


def change(pose: Pose, by: Change) -> Pose:
    """Give `pose` with changes: joint angles added, the back's relative to the trunk, other options set."""
    if not by:
        return pose
    shank, knee = pose.shank + by.get("shank", 0.0), pose.knee + by.get("knee", 0.0)
    trunk = pose.trunk + by.get("trunk", 0.0)
    extra = options(pose)
    moved = trunk - pose.trunk
    for name in ("lum", "tho"):
        if name in by:
            extra[name] = trunk + by[name]
        elif name in extra:
            extra[name] += moved
    if "head" in by:
        extra["head"] = extra.get("head", 0.85 * trunk) + by["head"]
    if "in_line" in by:
        extra["head"] = trunk
    extra |= {k: v for k, v in by.items() if k not in _ADDED}
    return pose._replace(
        shank=shank,
        knee=knee,
        thigh=knee - shank,
        trunk=trunk,
        hip=knee - shank + trunk,
        arm=pose.arm + by.get("arm", 0.0),
        options=tuple(sorted(extra.items())),
    )


def base(name: str, poses: tuple[Pose, ...]) -> Pose:
    """Find a pose by "figure.phase", or one of the few that the catalogue does not have."""
    own = table("movements")["pose"].get(name)
    if own is not None:
        shank, knee, trunk = own["shank"], own["knee"], own["trunk"]
        options_of = tuple(sorted(own["options"].items()))
        return Pose(
            name, "", shank, knee, knee - shank, trunk, knee - shank + trunk, own["arm"], 0.0, "hand", options_of
        )
    figure, phase = name.split(".")
    return next(pose for pose in poses if pose.figure == figure and pose.phase == phase)


def good(name: str, poses: tuple[Pose, ...]) -> Motion:
    """The good movement of that name."""
    track = tracks()[name]

    def keys(steps: tuple[Step, ...]) -> tuple[KeyPose, ...]:
        bw, at = track.load
        return tuple(
            KeyPose(way, change(base(source, poses), by)._replace(load_bw=bw, load_at=at)) for way, source, by in steps
        )

    return Motion(keys(track.there), keys(track.back))


def deviate(motion: Motion, steps: tuple[Step, ...], poses: tuple[Pose, ...], segments: Segments) -> Motion:
    """The faulty movement beside a good one, on the same beats.

    A step without a source pose changes the good pose of that moment; with one it is that pose.
    """

    def keys(returning: bool) -> tuple[KeyPose, ...]:
        made: list[KeyPose] = []
        for way, source, by in steps:
            origin = motion.pose(way, segments, returning=returning)
            if source:
                origin = base(source, poses)._replace(load_bw=origin.load_bw, load_at=origin.load_at)
            made.append(KeyPose(way, change(origin, by)))
        return tuple(made)

    return Motion(keys(False), keys(True) if motion.back else ())
