"""Which movement, faults, load and surroundings show an exercise."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.exercises.model import Exercise


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A good movement and its faults, by their names in the tables."""

    track: str
    templates: tuple[str, ...]
    prop: str = "none"
    scene: str = "none"


_FLOOR = ("floor_knees", "floor_round", "hips_shoot", "floor_drift", "floor_lean_back", "floor_squatting")
_BELLS = ("floor_knees", "floor_round", "floor_lean_back")
_HANG = ("knees_bar", "round", "drift", "squatting_bar", "lean_back", "over_reach_bar")
_HANG_FREE = ("knees", "round", "lean_back", "over_reach")
_ONE_LEG = ("round", "over_reach_bar")
_STIFF = ("round", "knees_bar", "drift", "over_reach_bar")
_SQUAT = ("squat_knees", "squat_hips_rise", "wink", "heels", "collapse")
_SQUAT_FRONT = ("squat_knees", "wink", "heels", "collapse")
_THRUST = ("arch", "feet_far", "soft")
_BRIDGE = ("bridge_arch", "bridge_soft")
_ROW = ("rise", "row_round", "row_squat")
_MORNING = ("knees", "round", "over_reach", "lean_back")
_SWING = ("swing_squat", "swing_lean", "swing_arms", "swing_low", "swing_round")
_DRILL = ("knees", "round", "squatting", "lean_back", "over_reach")

# By checklist or family, for what has no line of its own.
_FAMILIES: dict[str, FigureChoice] = {
    "deadlift_floor": FigureChoice("deadlift", _FLOOR, "plates"),
    "deadlift_hang": FigureChoice("rdl", _HANG, "bar"),
    "squat": FigureChoice("squat", _SQUAT, "bar"),
    "hip_thrust": FigureChoice("hip_thrust", _THRUST, "none", "bench"),
    "row": FigureChoice("row", _ROW, "bar"),
    "good_morning": FigureChoice("good_morning", _MORNING, "bar"),
    "swing": FigureChoice("swing", _SWING, "kettlebell"),
    "hinge_drill": FigureChoice("hinge", _DRILL),
    "trunk_control": FigureChoice("rock_back", ("rock_round",), "none", "floor_work"),
    "everyday": FigureChoice("pickup", ("pick_round", "pick_knees", "reach_far"), "box"),
}
_ALIAS = {"deadlift": "deadlift_floor", "drill": "hinge_drill"}

_OWN: dict[str, FigureChoice] = {
    "deadlift-sumo": FigureChoice("sumo", _FLOOR, "plates"),
    "deadlift-trap-bar": FigureChoice("trap_bar", _FLOOR, "plates"),
    "deadlift-suitcase": FigureChoice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-kettlebell": FigureChoice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-kettlebell-double": FigureChoice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-dumbbell": FigureChoice("kettlebell", _BELLS, "dumbbell"),
    "deadlift-band": FigureChoice("kettlebell", _BELLS, "band_feet"),
    "deadlift-romanian-dumbbell": FigureChoice("rdl", _HANG, "dumbbell"),
    "deadlift-stiff-leg": FigureChoice("stiff_leg", _STIFF, "bar"),
    "deadlift-stiff-leg-dumbbell": FigureChoice("stiff_leg", _STIFF, "dumbbell"),
    "deadlift-single-leg-rdl": FigureChoice("single_leg", _ONE_LEG, "dumbbell"),
    "deadlift-single-leg-rdl-barbell": FigureChoice("single_leg", _ONE_LEG, "bar"),
    "deadlift-single-leg-rdl-kettlebell": FigureChoice("single_leg", _ONE_LEG, "kettlebell"),
    "deadlift-single-leg-bodyweight": FigureChoice("single_leg", _ONE_LEG),
    "deadlift-kickstand-rdl": FigureChoice("rdl", _HANG, "dumbbell"),
    "squat-front": FigureChoice("front_squat", _SQUAT_FRONT, "bar"),
    "squat-zercher": FigureChoice("goblet_squat", _SQUAT_FRONT, "bar"),
    "squat-goblet": FigureChoice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-sumo": FigureChoice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-box": FigureChoice("squat", ("squat_knees", "squat_hips_rise", "collapse"), "bar", "box"),
    "squat-overhead": FigureChoice("overhead_squat", _SQUAT_FRONT, "bar"),
    "squat-bodyweight": FigureChoice("air_squat", ("squat_knees", "heels", "wink", "collapse")),
    "squat-dumbbell": FigureChoice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-split": FigureChoice("split_squat", ("heels", "collapse")),
    "squat-bulgarian-split": FigureChoice("split_squat", ("heels", "collapse")),
    "glute-bridge": FigureChoice("bridge", _BRIDGE, "none", "mat"),
    "glute-bridge-barbell": FigureChoice("bridge", _BRIDGE, "plates", "mat"),
    "glute-bridge-single-leg": FigureChoice("bridge", _BRIDGE, "none", "mat"),
    "glute-bridge-banded": FigureChoice("bridge", _BRIDGE, "none", "mat"),
    "frog-pump": FigureChoice("bridge", _BRIDGE, "none", "mat"),
    "hip-thrust-barbell": FigureChoice("hip_thrust", _THRUST, "plates", "bench"),
    "hip-thrust-dumbbell": FigureChoice("hip_thrust", _THRUST, "dumbbell", "bench"),
    "row-pendlay": FigureChoice("pendlay", ("rise", "row_round"), "plates"),
    "row-bent-over-dumbbell": FigureChoice("row", _ROW, "dumbbell"),
    "row-one-arm-dumbbell": FigureChoice("one_arm_row", ("rise", "row_round"), "dumbbell", "hand_bench"),
    "row-gorilla": FigureChoice("row", _ROW, "kettlebell"),
    "row-band": FigureChoice("row", _ROW, "band_feet"),
    "row-chest-supported": FigureChoice("pad_row", ("pad_rise",), "dumbbell", "pad"),
    "row-seal": FigureChoice("seal_row", ("pad_rise",), "bar", "flat_bench"),
    "row-inverted": FigureChoice("inverted_row", ("short",), "bar_above", "bar_above"),
    "good-morning-band": FigureChoice("good_morning", _MORNING, "band_feet"),
    "good-morning-bodyweight": FigureChoice("good_morning", _MORNING),
    "good-morning-seated": FigureChoice("seated_good_morning", ("slump",), "bar", "stool"),
    "good-morning-zercher": FigureChoice("good_morning_front", _MORNING, "bar"),
    "good-morning-goblet": FigureChoice("good_morning_front", _MORNING, "bag"),
    "back-extension-45": FigureChoice("back_extension", ("round", "lean_back"), "none", "roman_chair"),
    "swing-dumbbell": FigureChoice("swing", _SWING, "dumbbell"),
    "drill-wall-hinge": FigureChoice("hinge", _DRILL, "none", "wall"),
    "drill-dowel-hinge": FigureChoice("dowel", ("contact", "knees", "squatting"), "dowel"),
    "drill-rope-hinge": FigureChoice("hinge", ("knees", "squatting", "lean_back"), "band_hips"),
    "drill-kneeling-hinge": FigureChoice("kneeling", ("kneel_round",), "none", "floor_work"),
    "pull-through-band": FigureChoice("pull_through", _HANG_FREE, "band_between"),
    "pull-through-cable": FigureChoice("pull_through", _HANG_FREE, "band_between"),
    "drill-goat-bag": FigureChoice("goat_bag", _DRILL, "bag"),
    "drill-hike-park": FigureChoice("hike", ("swing_round", "hike_squat"), "kettlebell"),
    "drill-quadruped-rock": FigureChoice("rock_back", ("rock_round",), "none", "floor_work"),
    "drill-cat-camel": FigureChoice("cat_camel", ("camel_rock",), "none", "floor_work"),
    "drill-bird-dog": FigureChoice("bird_dog", ("dog_tilt",), "none", "floor_work"),
    "everyday-child-lift": FigureChoice("pickup", ("pick_round", "pick_knees", "reach_far"), "child"),
    "everyday-child-cot": FigureChoice("over_edge", ("reach_far", "round"), "child", "rail"),
    "everyday-car-boot": FigureChoice("over_edge", ("reach_far", "round"), "box", "sill"),
    "everyday-tie-shoes": FigureChoice("tie_shoe", ("round",), "none", "step"),
    "everyday-dishwasher": FigureChoice("low_shelf", ("round", "knees"), "none", "machine"),
    "everyday-golfers-lift": FigureChoice("golfers_lift", ("round",)),
    "everyday-chair-rise": FigureChoice("chair_rise", ("rise_upright",), "none", "seat"),
    "everyday-sink-lean": FigureChoice("sink", ("slump",), "none", "counter"),
}


def choose(exercise: Exercise) -> FigureChoice | None:
    """Choose by the exercise's id, then its checklist, then its family; None when nothing fits.

    An exercise of the user's own comes by its checklist or family.
    """
    for key in (exercise.checklist, exercise.family):
        if exercise.id in _OWN:
            return _OWN[exercise.id]
        choices = _FAMILIES.get(_ALIAS.get(key, key))
        if choices:
            return choices
    return None
