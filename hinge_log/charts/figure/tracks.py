"""Good movements as key poses: those of the catalogue, and computed ones in between.

A key is how far on the way it is reached (0 to 1), the pose it starts from ("figure.phase") and what changes.
Changes of shank, knee, trunk, arm and head are added; `lum` and `tho` are added to the trunk's angle; `in_line` puts
the head in line with the trunk; every other option is a value of its own. The computed poses are solved so that body
and load stay balanced over the foot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hinge_log.charts.figure.kinematics import Segments, options
from hinge_log.charts.figure.motion import Key, Motion, Tempo
from hinge_log.exercises.model import Pose

Change = Mapping[str, float]
Step = tuple[float, str, Change]

_DOWN = ("down", "bottom", "up")
_UP = ("up", "top", "down")
HINGE = Tempo(2.0, 0.5, 1.5, _DOWN)
HANG = Tempo(2.0, 0.2, 1.2, _DOWN)
PULL = Tempo(1.5, 0.6, 1.5, _UP)
RETURN = Tempo(1.5, 0.6, 1.5, _DOWN)
SQUAT = Tempo(2.0, 0.2, 1.2, _DOWN)
THRUST = Tempo(1.0, 1.0, 1.5, _UP)
ROW = Tempo(0.8, 0.5, 1.2, ("pull", "top", "lower"))
SWING = Tempo(0.7, 0.15, 0.7, ("back", "backswing", "drive"))
RISE = Tempo(1.8, 0.5, 1.8, ("rise", "tall", "sit"))
SLOW = Tempo(2.0, 0.6, 2.0, ("out", "far end", "home"))


@dataclass(frozen=True, slots=True)
class Track:
    """A good movement; `load` is its weight (in body masses) and place; `free`: more than the feet holds it up."""

    tempo: Tempo
    there: tuple[Step, ...]
    back: tuple[Step, ...] = ()
    load: tuple[float, str] = (0.0, "hand")
    free: bool = False


# Poses from which tracks start that the catalogue does not have: shank, knee, trunk, arm, options.
OWN: dict[str, tuple[float, float, float, float, Change]] = {
    "thrust": (0, 90, -45, 0, {"pin_x": 0.0, "pin_y": 0.285, "pin_r": 0.22, "base_x": 0.465, "head": -35}),
    "bridge": (
        0,
        90,
        -92,
        0,
        {
            "pin_x": 0.0,
            "pin_y": 0.05,
            "pin_r": 0.288,
            "base_x": 0.50,
            "head": -88,
            "reach_x": 0.38,
            "reach_y": 0.03,
            "bend": -1,
        },
    ),
    "upright": (0, 4, 2, 0, {}),
    "kneeling": (90, 90, 2, 0, {"foot": 160, "base_y": 0.045}),
    "on_fours": (90, 90, 78, 0, {"foot": 160, "base_y": 0.045, "reach_x": 0.53, "reach_y": 0.012, "head": 84}),
    "prone": (90, 0, 90, 0, {"foot": 70, "base_y": 0.47, "head": 88}),
    "on_pad": (42, 4, 46, 0, {"heel": 30, "head": 44}),
    "hanging": (-76, 2, -76, 0, {"foot": -40, "base_y": 0.058, "reach_x": -0.70, "reach_y": 0.60, "bend": -1}),
    "on_chair": (45, 2, 45, 0, {"foot": 45, "base_y": 0.16}),
    "sitting": (0, 90, 4, 0, {}),
    "at_seat": (14, 99, 3, -30, {}),
    "split": (0, 8, 3, 0, {"far_thigh": -38, "far_knee": 8}),
}

_BAR = {"hand_x": 0.036}  # the bar stays over mid-foot: the arms hold it there
_ROWED = {"elbow": 95}

TRACKS: dict[str, Track] = {
    "hinge": Track(HINGE, ((0, "hinge.start", {}), (0.5, "hinge.mid", {}), (1, "hinge.bottom", {}))),
    "dowel": Track(
        HINGE,
        ((0, "hinge.start", {"in_line": 1}), (0.5, "hinge.mid", {"in_line": 1}), (1, "hinge.bottom", {"in_line": 1})),
        load=(0.0, "chest"),
    ),
    "goat_bag": Track(
        HINGE, ((0, "hinge.start", {}), (0.5, "hinge.mid", {}), (1, "hinge.bottom", {})), load=(0.15, "belly")
    ),
    "pull_through": Track(
        HINGE,
        (
            (0, "rdl.start", {"reach_x": 0.03, "reach_y": 0.44}),
            (0.5, "rdl.mid", {"reach_x": -0.02, "reach_y": 0.40}),
            (1, "rdl.bottom", {"reach_x": -0.12, "reach_y": 0.38}),
        ),
    ),
    "hike": Track(
        Tempo(1.0, 0.4, 1.0, ("hike", "back", "park")),
        (
            (0, "swing.backswing", {"shank": 3, "knee": 18, "trunk": 8, "reach_x": 0.26, "reach_y": 0.17}),
            (1, "swing.backswing", {}),
        ),
        load=(0.2, "hand"),
    ),
    "kneeling": Track(
        HINGE,
        ((0, "kneeling", {}), (0.5, "kneeling", {"knee": 16, "trunk": 28}), (1, "kneeling", {"knee": 36, "trunk": 54})),
        load=(0.0, "chest"),
        free=True,
    ),
    "rock_back": Track(SLOW, ((0, "on_fours", {}), (1, "on_fours", {"knee": 44, "trunk": -5})), free=True),
    "cat_camel": Track(
        SLOW,
        (
            (0, "on_fours", {"lum": 26, "tho": -20, "head": -34}),
            (1, "on_fours", {"lum": -40, "tho": 30, "head": 60}),
        ),
        free=True,
    ),
    "bird_dog": Track(
        SLOW,
        (
            (0, "on_fours", {"far_thigh": 0, "far_knee": 90, "far_arm": 6}),
            (1, "on_fours", {"far_thigh": -93, "far_knee": 0, "far_arm": -98}),
        ),
        free=True,
    ),
    "rdl": Track(HANG, ((0, "rdl.start", _BAR), (0.5, "rdl.mid", _BAR), (1, "rdl.bottom", _BAR)), load=(0.6, "hand")),
    "stiff_leg": Track(
        HANG,
        ((0, "rdl.start", _BAR), (0.5, "rdl.mid", {"shank": -2, "knee": -6, **_BAR}), (1, "stiff_leg.bottom", _BAR)),
        load=(0.5, "hand"),
    ),
    "single_leg": Track(
        HANG,
        (
            (0, "rdl.start", {"far_thigh": 3, "far_knee": 14}),
            (0.5, "rdl.mid", {"far_thigh": -40, "far_knee": 8}),
            (1, "single_leg_rdl.bottom", {"far_thigh": -82, "far_knee": 4}),
        ),
        load=(0.2, "hand"),
    ),
    "deadlift": Track(
        PULL,
        (
            (0, "deadlift_conventional.start", _BAR),
            (0.45, "deadlift_conventional.knee_pass", _BAR),
            (1, "deadlift_conventional.lockout", _BAR),
        ),
        load=(1.5, "hand"),
    ),
    "sumo": Track(
        PULL,
        (
            (0, "deadlift_sumo.start", _BAR),
            (0.45, "deadlift_sumo.knee_pass", _BAR),
            (1, "deadlift_sumo.lockout", _BAR),
        ),
        load=(1.5, "hand"),
    ),
    "trap_bar": Track(
        PULL,
        (
            (0, "deadlift_trap_bar.start", _BAR),
            (0.5, "deadlift_conventional.knee_pass", {"shank": 8, "knee": 12, "trunk": -14, **_BAR}),
            (1, "deadlift_conventional.lockout", _BAR),
        ),
        load=(1.5, "hand"),
    ),
    "kettlebell": Track(
        PULL,
        (
            (0, "deadlift_kettlebell.start", {"hand_x": 0.023}),
            (0.5, "deadlift_conventional.knee_pass", {"shank": 1, "knee": 2, "trunk": -8, "hand_x": 0.03}),
            (1, "deadlift_conventional.lockout", _BAR),
        ),
        load=(0.3, "hand"),
    ),
    "squat": Track(
        SQUAT,
        (
            (0, "squat_back.start", {}),
            (0.25, "squat_back.quarter", {}),
            (0.55, "squat_back.half", {}),
            (1, "squat_back.bottom", {}),
        ),
        load=(1.0, "back"),
    ),
    "front_squat": Track(
        SQUAT,
        (
            (0, "squat_back.start", {}),
            (0.25, "squat_back.quarter", {"shank": 3, "trunk": -8}),
            (0.55, "squat_back.half", {"shank": 3, "trunk": -10}),
            (1, "squat_front.bottom", {}),
        ),
        load=(0.8, "front"),
    ),
    "goblet_squat": Track(
        SQUAT,
        (
            (0, "squat_back.start", {}),
            (0.25, "squat_back.quarter", {"shank": 3, "trunk": -8}),
            (0.55, "squat_back.half", {"shank": 3, "trunk": -10}),
            (1, "squat_front.bottom", {}),
        ),
        load=(0.3, "chest"),
    ),
    "overhead_squat": Track(
        SQUAT,
        (
            (0, "squat_back.start", {"arm": -177}),
            (0.25, "squat_back.quarter", {"shank": 3, "trunk": -8, "arm": -183}),
            (0.55, "squat_back.half", {"shank": 3, "trunk": -10, "arm": -183}),
            (1, "squat_front.bottom", {"arm": -103}),
        ),
        load=(0.5, "hand"),
    ),
    "air_squat": Track(
        SQUAT,
        (
            (0, "squat_back.start", {"arm": -12}),
            (0.25, "squat_back.quarter", {"arm": -48}),
            (0.55, "squat_back.half", {"arm": -72}),
            (1, "squat_bodyweight.bottom", {}),
        ),
    ),
    "split_squat": Track(
        SQUAT,
        (
            (0, "split", {}),
            (0.5, "split", {"shank": 8, "knee": 44, "trunk": 8, "far_thigh": -26, "far_knee": 48}),
            (1, "split", {"shank": 14, "knee": 90, "trunk": 12, "far_thigh": -6, "far_knee": 92}),
        ),
        free=True,
    ),
    "hip_thrust": Track(
        THRUST,
        (
            (0, "thrust", {}),
            (0.5, "thrust", {"trunk": -22, "head": 20}),
            (1, "thrust", {"trunk": -44, "head": 36}),
        ),
        load=(0.8, "hips"),
        free=True,
    ),
    "bridge": Track(
        THRUST, ((0, "bridge", {}), (1, "bridge", {"trunk": -25, "head": 31})), load=(0.0, "hips"), free=True
    ),
    "row": Track(ROW, ((0, "row.hold", {"hand_x": 0.085}), (1, "row.top", {})), load=(0.5, "hand")),
    "pendlay": Track(
        ROW, ((0, "row_pendlay.start", {}), (1, "row_pendlay.start", {"arm": 50, **_ROWED})), load=(0.5, "hand")
    ),
    "one_arm_row": Track(
        ROW, ((0, "row.hold", {"far_arm": -24}), (1, "row.top", {"far_arm": -24})), load=(0.2, "hand")
    ),
    "pad_row": Track(ROW, ((0, "on_pad", {}), (1, "on_pad", {"arm": 38, **_ROWED})), load=(0.3, "hand"), free=True),
    "seal_row": Track(ROW, ((0, "prone", {}), (1, "prone", {"arm": 48, **_ROWED})), load=(0.4, "hand"), free=True),
    "inverted_row": Track(ROW, ((0, "hanging", {}), (1, "hanging", {"shank": 16, "trunk": 16})), free=True),
    "good_morning": Track(
        HANG,
        ((0, "good_morning.start", {}), (0.5, "good_morning.mid", {}), (1, "good_morning.bottom", {})),
        load=(0.5, "back"),
    ),
    "good_morning_front": Track(
        HANG,
        ((0, "good_morning.start", {}), (0.5, "good_morning.mid", {}), (1, "good_morning.bottom", {"trunk": -6})),
        load=(0.2, "belly"),
    ),
    "seated_good_morning": Track(
        HANG, ((0, "sitting", {}), (1, "sitting", {"trunk": 44})), load=(0.3, "back"), free=True
    ),
    "back_extension": Track(
        HANG, ((0, "on_chair", {}), (1, "on_chair", {"trunk": 72})), load=(0.0, "chest"), free=True
    ),
    "swing": Track(
        SWING,
        (
            (0, "swing.float", {}),
            (0.55, "swing.drive", {"trunk": -14, "arm": 6, "knee": -6, "shank": -2}),
            (1, "swing.backswing", {}),
        ),
        ((0, "swing.float", {}), (0.5, "swing.drive", {}), (1, "swing.backswing", {})),
        load=(0.2, "hand"),
    ),
    "pickup": Track(
        RETURN,
        (
            (0, "upright", {"reach_x": 0.15, "reach_y": 0.58}),
            (0.5, "upright", {"shank": 3, "knee": 36, "trunk": 36, "reach_x": 0.14, "reach_y": 0.40}),
            (1, "box_pickup.start", {"reach_x": 0.10, "reach_y": 0.155}),
        ),
        load=(0.25, "hand"),
    ),
    "over_edge": Track(
        RETURN,
        (
            (0, "hinge.start", {"reach_x": 0.15, "reach_y": 0.58}),
            (0.5, "hinge.mid", {"reach_x": 0.24, "reach_y": 0.52}),
            (1, "hinge.bottom", {"shank": 4, "knee": 14, "trunk": -6, "reach_x": 0.29, "reach_y": 0.42}),
        ),
        load=(0.15, "hand"),
    ),
    "low_shelf": Track(
        RETURN,
        (
            (0, "hinge.start", {}),
            (0.5, "hinge.mid", {"shank": 3, "knee": 14, "reach_x": 0.22, "reach_y": 0.44}),
            (1, "hinge.bottom", {"shank": 8, "knee": 36, "reach_x": 0.26, "reach_y": 0.24}),
        ),
    ),
    "golfers_lift": Track(
        RETURN,
        (
            (0, "hinge.start", {"far_thigh": 4, "far_knee": 12}),
            (0.5, "hinge.mid", {"far_thigh": -34, "far_knee": 4}),
            (1, "golfers_lift.bottom", {"far_thigh": -78, "far_knee": 2, "far_arm": -52}),
        ),
    ),
    "chair_rise": Track(
        RISE,
        (
            (0, "at_seat", {}),
            (0.2, "at_seat", {"trunk": 30, "shank": 4, "knee": 4}),
            (0.45, "chair_rise.seat_off", {}),
            (1, "stand.tall", {}),
        ),
        free=True,
    ),
    "tie_shoe": Track(
        RETURN,
        (
            (0, "hinge.start", {"far_thigh": 72, "far_knee": 84}),
            (0.5, "hinge.mid", {"far_thigh": 72, "far_knee": 86, "reach_x": 0.20, "reach_y": 0.38}),
            (1, "hinge.bottom", {"trunk": 6, "far_thigh": 72, "far_knee": 86, "reach_x": 0.17, "reach_y": 0.21}),
        ),
    ),
    "sink": Track(
        RETURN,
        (
            (0, "hinge.start", {"reach_x": 0.24, "reach_y": 0.56}),
            (1, "hinge.mid", {"trunk": 2, "reach_x": 0.28, "reach_y": 0.54}),
        ),
    ),
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
    return replace(
        pose,
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
    if name in OWN:
        shank, knee, trunk, arm, extra = OWN[name]
        return Pose(
            name,
            "",
            shank,
            knee,
            knee - shank,
            trunk,
            knee - shank + trunk,
            arm,
            0.0,
            "hand",
            tuple(sorted(extra.items())),
        )
    figure, phase = name.split(".")
    return next(pose for pose in poses if pose.figure == figure and pose.phase == phase)


def good(name: str, poses: tuple[Pose, ...]) -> Motion:
    """The good movement of that name."""
    track = TRACKS[name]

    def keys(steps: tuple[Step, ...]) -> tuple[Key, ...]:
        bw, at = track.load
        return tuple(
            Key(way, replace(change(base(source, poses), by), load_bw=bw, load_at=at)) for way, source, by in steps
        )

    return Motion(keys(track.there), keys(track.back))


def deviate(motion: Motion, steps: tuple[Step, ...], poses: tuple[Pose, ...], segments: Segments) -> Motion:
    """The faulty movement beside a good one, on the same beats.

    A step without a source pose changes the good pose of that moment; with one it is that pose.
    """

    def keys(returning: bool) -> tuple[Key, ...]:
        made: list[Key] = []
        for way, source, by in steps:
            origin = motion.pose(way, segments, returning=returning)
            if source:
                origin = replace(base(source, poses), load_bw=origin.load_bw, load_at=origin.load_at)
            made.append(Key(way, change(origin, by)))
        return tuple(made)

    return Motion(keys(False), keys(True) if motion.back else ())
