"""Good movements as key poses: those of the catalogue, and computed ones in between; the table is data/movements.toml.

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
from typing import Any

from hinge_log.charts.figure.kinematics import Segments, options
from hinge_log.charts.figure.motion import KeyPose, Motion, Tempo
from hinge_log.exercises.model import Pose

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
def _table() -> Mapping[str, Any]:
    text = (files("hinge_log.exercises") / "data" / "movements.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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
        for name, row in _table()["movement"].items()
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
    own = _table()["pose"].get(name)
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
