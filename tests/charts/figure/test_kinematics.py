from __future__ import annotations

from math import hypot

import pytest

from hinge_log.charts.figure.frames import skeletons
from hinge_log.charts.figure.kinematics import MID_FOOT, Point, Segments, Skeleton, fold, lean, solve, two_bones
from hinge_log.charts.figure.motion import good, tracks
from hinge_log.charts.figure.pairs import FigurePair, pairs_for, shipped
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Pose

SHIPPED = shipped()
PAIRS: dict[str, FigurePair] = {pair.id: pair for exercise in load().exercises.values() for pair in pairs_for(exercise)}
BONES = {
    ("ankle", "knee"): "shank",
    ("knee", "hip"): "thigh",
    ("hip", "t12"): "lumbar",
    ("t12", "shoulder"): "thorax",
    ("shoulder", "head"): "neck_head",
    ("shoulder", "elbow"): "upper_arm",
    ("elbow", "hand"): "forearm_grip",
}
BASE = (-0.040, 0.112)  # heel and toe: a balanced body keeps its centre of mass between them

# Share of the body's mass, and where it sits between the two joints (0 the first, 1 the second).
MASSES: tuple[tuple[str, str, float, float], ...] = (
    ("knee", "ankle", 0.093, 0.433), ("hip", "knee", 0.200, 0.433), ("hip", "shoulder", 0.497, 0.55),
    ("shoulder", "head", 0.081, 0.60), ("shoulder", "elbow", 0.056, 0.436), ("elbow", "hand", 0.044, 0.682),
)  # fmt: skip
FOOT_MASS = 0.029


def center_of_mass(skeleton: Skeleton, load: float) -> float:
    """The x of the joint centre of mass of body and `load` (in body masses), in body heights from the ankle."""
    total, moment = FOOT_MASS, FOOT_MASS * (skeleton.ankle[0] + MID_FOOT)
    for first, second, mass, share in MASSES:
        a, b = skeleton.at(first)[0], skeleton.at(second)[0]
        x = a + (b - a) * share
        if first in ("hip", "knee") and second in ("knee", "ankle") and skeleton.far_knee and skeleton.far_ankle:
            far_a = skeleton.hip[0] if first == "hip" else skeleton.far_knee[0]
            far_b = skeleton.far_knee[0] if first == "hip" else skeleton.far_ankle[0]
            x = (x + far_a + (far_b - far_a) * share) / 2
        total += mass
        moment += mass * x
    return (moment + load * skeleton.load[0]) / (total + load)


def far(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


@pytest.mark.parametrize("name", PAIRS)
def test_no_bone_grows_or_shrinks_while_a_figure_moves(name: str) -> None:
    pair = PAIRS[name]
    for beat in pair.tempo.beats():
        for skeleton in skeletons(pair, beat):
            for (a, b), bone in BONES.items():
                length, real = far(skeleton.at(a), skeleton.at(b)), getattr(pair.segments, bone)
                if name.startswith("sumo") and bone in ("thigh", "shank"):
                    assert 0.78 * real - 1e-9 <= length <= real + 1e-9  # the legs point out of the page
                else:
                    assert length == pytest.approx(real, abs=1e-9), (bone, beat)


@pytest.mark.parametrize("name", PAIRS)
def test_feet_stay_planted_and_only_a_lifted_heel_leaves_the_floor(name: str) -> None:
    pair = PAIRS[name]
    lifts = {key for motion in (pair.good, pair.bad) for k in motion.there for key, v in k.pose.options if v}
    toes: dict[int, set[Point]] = {0: set(), 1: set()}
    for beat in pair.tempo.beats():
        for side, skeleton in enumerate(skeletons(pair, beat)):
            toes[side].add((round(skeleton.toe[0], 9), round(skeleton.toe[1], 9)))
            if not lifts & {"heel", "foot", "base_y"}:
                assert skeleton.heel[1] == pytest.approx(0.0, abs=1e-9)
            assert skeleton.heel[1] > -0.01
    assert [len(places) for places in toes.values()] == [1, 1]


@pytest.mark.parametrize("name", [name for name, track in tracks().items() if not track.free])
def test_every_good_figure_that_stands_keeps_its_weight_over_its_feet(name: str) -> None:
    track, motion = tracks()[name], good(name, SHIPPED.poses)
    for beat in track.tempo.beats():
        pose = motion.pose(beat.way, SHIPPED.segments, returning=beat.returning)
        assert BASE[0] <= center_of_mass(solve(pose, SHIPPED.segments), pose.load_bw) <= BASE[1], beat


@pytest.mark.parametrize("name", PAIRS)
def test_nothing_of_the_body_sinks_into_the_floor(name: str) -> None:
    pair = PAIRS[name]
    for beat in pair.tempo.beats():
        for skeleton in skeletons(pair, beat):
            for joint in ("ankle", "knee", "hip", "t12", "shoulder", "hand", "elbow"):
                assert skeleton.at(joint)[1] > -0.03, (joint, beat)


def test_the_bar_of_a_good_deadlift_rises_in_one_line_and_the_drifting_one_does_not() -> None:
    pair = PAIRS["deadlift/floor_drift"]
    bars = [[s.load[0] for s in skeletons(pair, beat)] for beat in pair.tempo.beats()]
    assert max(g for g, _ in bars) - min(g for g, _ in bars) < 0.01
    assert max(b for _, b in bars) - min(b for _, b in bars) > 0.10


def test_hips_first_moves_the_hips_back_before_the_knees_and_knees_first_the_reverse() -> None:
    for name in (
        "rdl/knees_bar",
        "hinge/knees",
        "squat/squat_knees",
        "air_squat/squat_knees",
        "good_morning/knees",
    ):
        pair = PAIRS[name]
        start, early = pair.tempo.beat(0.0), pair.tempo.beat(pair.tempo.there * 0.32)
        (good0, bad0), (good1, bad1) = skeletons(pair, start), skeletons(pair, early)
        assert good0.hip[0] - good1.hip[0] > 0.02
        assert good1.knee[0] - good0.knee[0] < 0.03
        assert bad1.knee[0] - bad0.knee[0] > 0.08
        assert bad0.hip[0] - bad1.hip[0] < 0.02


def test_a_rounded_back_bends_and_a_kept_one_does_not() -> None:
    for name in (
        n for n in PAIRS if n.endswith(("/round", "/floor_round", "/row_round", "/swing_round", "/pick_round"))
    ):
        pair = PAIRS[name]
        bends = [[lean(s.t12, s.shoulder) - lean(s.hip, s.t12) for s in skeletons(pair, b)] for b in pair.tempo.beats()]
        assert max(abs(g) for g, _ in bends) < 1, name
        assert max(b for _, b in bends) > 40, name


def test_published_positions_come_out_of_the_angles() -> None:
    # Start of the conventional deadlift: the bar over mid-foot, hips between knee and shoulder height.
    pose = Pose("deadlift_conventional", "start", 7, 64, 57, 68, 125, 8, 1.5, "hand")
    skeleton = solve(pose, Segments())
    for joint, place in (
        ("knee", (0.030, 0.283)),
        ("hip", (-0.175, 0.417)),
        ("shoulder", (0.092, 0.524)),
        ("hand", (0.037, 0.137)),
    ):
        assert skeleton.at(joint) == pytest.approx(place, abs=0.001)
    assert center_of_mass(skeleton, 1.5) == pytest.approx(0.019, abs=0.003)
    assert fold(skeleton.ankle, skeleton.knee, skeleton.hip) == pytest.approx(64)


def test_a_goal_out_of_reach_stretches_no_bone() -> None:
    middle, end = two_bones((0.0, 0.0), (5.0, 1.0), 0.2, 0.3, 1.0)
    assert far((0.0, 0.0), middle) == pytest.approx(0.2)
    assert far(middle, end) == pytest.approx(0.3)
