"""What to propose for an exercise that was never done: light, and as the catalogue loads it."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.exercises.model import Exercise
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft

HAND_SPAN_MM = {"kg": 150, "lb": 152}
"""Where the wall drill starts, by the unit of the gym: heels a hand-span, 15 cm or 6 in, from the wall."""

_REPS = {"drill": 8, "everyday": 5, "swing": 10, "hip_thrust": 8, "row": 8, "good_morning": 8}
_LIGHT = {
    "kettlebell": {"kg": "12", "lb": "25"},
    "dumbbell": {"kg": "8", "lb": "20"},
    "plates": {"kg": "10", "lb": "25"},
}


def first_set(exercise: Exercise, unit: str, bar: str, sizes: Sequence[str] = ()) -> SetDraft:
    """A first set: the empty bar, a light bell, or the body alone. Conventions all.

    `bar` is a number in `unit`, as are `sizes`, the bells or dumbbells that there are.
    """
    reps = _REPS.get(exercise.family, 5)
    kind = exercise.load_type.partition("_")[0]
    if exercise.metric == "distance_cm":
        return SetDraft(reps=reps, distance_mm=HAND_SPAN_MM[unit])
    if exercise.metric == "seconds":
        return SetDraft(seconds=30)
    if exercise.load_type == "barbell_total":
        return SetDraft(reps=reps, load=Load.of(bar, unit))
    if kind in _LIGHT:
        light = Load.of(_LIGHT[kind][unit], unit)
        bells = [Load.of(size, unit) for size in sizes]
        return SetDraft(reps=reps, load=min(bells, key=lambda bell: abs(bell.grams - light.grams), default=light))
    return SetDraft(reps=8 if exercise.load_type == "bodyweight" else reps)
