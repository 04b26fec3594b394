"""Which movement, faults, load and surroundings show an exercise."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.exercises.model import Exercise


@dataclass(frozen=True, slots=True)
class Choice:
    """A good movement and its faults, by their names in the tables."""

    track: str
    templates: tuple[str, ...]
    prop: str = "none"
    scene: str = "none"


_FLOOR = ("floor_knees", "floor_round", "hips_shoot", "floor_drift", "floor_lean_back", "floor_squatting")
_BELLS = ("floor_knees", "floor_round", "floor_lean_back")
_HANG = ("knees_bar", "round", "drift", "squatting_bar", "lean_back", "over_reach")
_HANG_FREE = ("knees", "round", "lean_back", "over_reach")
_ONE_LEG = ("round", "over_reach")
_SQUAT = ("squat_knees", "squat_hips_rise", "wink", "heels", "collapse")
_SQUAT_FRONT = ("squat_knees", "wink", "heels", "collapse")
_THRUST = ("arch", "feet_far", "soft")
_BRIDGE = ("bridge_arch", "bridge_soft")
_ROW = ("rise", "row_round", "row_squat")
_MORNING = ("knees", "round", "over_reach", "lean_back")
_SWING = ("swing_squat", "swing_lean", "swing_arms", "swing_low", "swing_round")
_DRILL = ("knees", "round", "squatting", "lean_back", "over_reach")

# By checklist or family, for what has no line of its own.
_FAMILIES: dict[str, Choice] = {
    "deadlift_floor": Choice("deadlift", _FLOOR, "plates"),
    "deadlift_hang": Choice("rdl", _HANG, "bar"),
    "squat": Choice("squat", _SQUAT, "bar"),
    "hip_thrust": Choice("hip_thrust", _THRUST, "none", "bench"),
    "row": Choice("row", _ROW, "bar"),
    "good_morning": Choice("good_morning", _MORNING, "bar"),
    "swing": Choice("swing", _SWING, "kettlebell"),
    "hinge_drill": Choice("hinge", _DRILL),
    "trunk_control": Choice("rock_back", ("rock_round",), "none", "floor_work"),
    "everyday": Choice("pickup", ("pick_round", "pick_knees", "reach_far"), "box"),
}
_ALIAS = {"deadlift": "deadlift_floor", "drill": "hinge_drill"}

_OWN: dict[str, Choice] = {
    "deadlift-sumo": Choice("sumo", _FLOOR, "plates"),
    "deadlift-trap-bar": Choice("trap_bar", _FLOOR, "plates"),
    "deadlift-suitcase": Choice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-kettlebell": Choice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-kettlebell-double": Choice("kettlebell", _BELLS, "kettlebell"),
    "deadlift-dumbbell": Choice("kettlebell", _BELLS, "dumbbell"),
    "deadlift-band": Choice("kettlebell", _BELLS, "band_feet"),
    "deadlift-romanian-dumbbell": Choice("rdl", _HANG, "dumbbell"),
    "deadlift-stiff-leg": Choice("stiff_leg", ("round", "knees_bar", "drift", "over_reach"), "bar"),
    "deadlift-stiff-leg-dumbbell": Choice("stiff_leg", ("round", "knees_bar", "drift", "over_reach"), "dumbbell"),
    "deadlift-single-leg-rdl": Choice("single_leg", _ONE_LEG, "dumbbell"),
    "deadlift-single-leg-rdl-barbell": Choice("single_leg", _ONE_LEG, "bar"),
    "deadlift-single-leg-rdl-kettlebell": Choice("single_leg", _ONE_LEG, "kettlebell"),
    "deadlift-single-leg-bodyweight": Choice("single_leg", _ONE_LEG),
    "deadlift-kickstand-rdl": Choice("rdl", _HANG, "dumbbell"),
    "squat-front": Choice("front_squat", _SQUAT_FRONT, "bar"),
    "squat-zercher": Choice("goblet_squat", _SQUAT_FRONT, "bar"),
    "squat-goblet": Choice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-sumo": Choice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-box": Choice("squat", ("squat_knees", "squat_hips_rise", "collapse"), "bar", "box"),
    "squat-overhead": Choice("overhead_squat", _SQUAT_FRONT, "bar"),
    "squat-bodyweight": Choice("air_squat", ("air_squat_knees", "heels", "wink", "collapse")),
    "squat-dumbbell": Choice("goblet_squat", _SQUAT_FRONT, "bag"),
    "squat-split": Choice("split_squat", ("heels", "collapse")),
    "squat-bulgarian-split": Choice("split_squat", ("heels", "collapse")),
    "glute-bridge": Choice("bridge", _BRIDGE, "none", "mat"),
    "glute-bridge-barbell": Choice("bridge", _BRIDGE, "plates", "mat"),
    "glute-bridge-single-leg": Choice("bridge", _BRIDGE, "none", "mat"),
    "glute-bridge-banded": Choice("bridge", _BRIDGE, "none", "mat"),
    "frog-pump": Choice("bridge", _BRIDGE, "none", "mat"),
    "hip-thrust-barbell": Choice("hip_thrust", _THRUST, "plates", "bench"),
    "hip-thrust-dumbbell": Choice("hip_thrust", _THRUST, "dumbbell", "bench"),
    "row-pendlay": Choice("pendlay", ("rise", "row_round"), "plates"),
    "row-bent-over-dumbbell": Choice("row", _ROW, "dumbbell"),
    "row-one-arm-dumbbell": Choice("one_arm_row", ("rise", "row_round"), "dumbbell", "hand_bench"),
    "row-gorilla": Choice("row", _ROW, "kettlebell"),
    "row-band": Choice("row", _ROW, "band_feet"),
    "row-chest-supported": Choice("pad_row", ("pad_rise",), "dumbbell", "pad"),
    "row-seal": Choice("seal_row", ("pad_rise",), "bar", "flat_bench"),
    "row-inverted": Choice("inverted_row", ("short",), "bar_above", "bar_above"),
    "good-morning-band": Choice("good_morning", _MORNING, "band_feet"),
    "good-morning-bodyweight": Choice("good_morning", _MORNING),
    "good-morning-seated": Choice("seated_good_morning", ("slump",), "bar", "stool"),
    "good-morning-zercher": Choice("good_morning_front", _MORNING, "bar"),
    "good-morning-goblet": Choice("good_morning_front", _MORNING, "bag"),
    "back-extension-45": Choice("back_extension", ("round", "lean_back"), "none", "roman_chair"),
    "swing-dumbbell": Choice("swing", _SWING, "dumbbell"),
    "drill-wall-hinge": Choice("hinge", _DRILL, "none", "wall"),
    "drill-dowel-hinge": Choice("dowel", ("contact", "knees", "squatting"), "dowel"),
    "drill-rope-hinge": Choice("hinge", ("knees", "squatting", "lean_back"), "band_hips"),
    "drill-kneeling-hinge": Choice("kneeling", ("kneel_round",), "none", "floor_work"),
    "pull-through-band": Choice("pull_through", _HANG_FREE, "band_between"),
    "pull-through-cable": Choice("pull_through", _HANG_FREE, "band_between"),
    "drill-goat-bag": Choice("goat_bag", _DRILL, "bag"),
    "drill-hike-park": Choice("hike", ("swing_round", "hike_squat"), "kettlebell"),
    "drill-quadruped-rock": Choice("rock_back", ("rock_round",), "none", "floor_work"),
    "drill-cat-camel": Choice("cat_camel", ("camel_rock",), "none", "floor_work"),
    "drill-bird-dog": Choice("bird_dog", ("dog_tilt",), "none", "floor_work"),
    "everyday-child-lift": Choice("pickup", ("pick_round", "pick_knees", "reach_far"), "child"),
    "everyday-child-cot": Choice("over_edge", ("reach_far", "round"), "child", "rail"),
    "everyday-car-boot": Choice("over_edge", ("reach_far", "round"), "box", "sill"),
    "everyday-tie-shoes": Choice("tie_shoe", ("round",), "none", "step"),
    "everyday-dishwasher": Choice("low_shelf", ("round", "knees"), "none", "machine"),
    "everyday-golfers-lift": Choice("golfers_lift", ("round",)),
    "everyday-chair-rise": Choice("chair_rise", ("rise_upright",), "none", "seat"),
    "everyday-sink-lean": Choice("sink", ("slump",), "none", "counter"),
}


def choose(exercise: Exercise) -> Choice | None:
    """Choose by the exercise's id, then its checklist, then its family; None when nothing fits.

    An exercise of the user's own comes by its checklist or family.
    """
    for key in (exercise.checklist, exercise.family):
        if exercise.id in _OWN:
            return _OWN[exercise.id]
        found = _FAMILIES.get(_ALIAS.get(key, key))
        if found:
            return found
    return None
