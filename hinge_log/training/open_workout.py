"""A workout that is open, in one line."""

from __future__ import annotations

from typing import NamedTuple

from hinge_log.clock import time_text
from hinge_log.text import plural


class OpenWorkout(NamedTuple):
    """`device` is the name of the device that began it, "" for this one."""

    id: str
    name: str
    day: int
    started_ms: int
    offset_min: int
    sets: int
    device: str = ""


def open_workout_words(workout: OpenWorkout, today: int) -> str:
    """What tells open workouts apart: "Hinge A of laptop, begun 12:05, 3 sets"."""
    name = " ".join(workout.name.split()) or "workout"
    by = f" of {' '.join(workout.device.split())}" if workout.device else " of this device"
    days = today - workout.day
    ago = "" if days == 0 else " yesterday" if days == 1 else f" {days} days ago" if days > 0 else " in the future"
    begun = time_text(workout.started_ms, workout.offset_min)
    return f"{name}{by}, begun{ago} {begun}, {plural(workout.sets, 'set')}"
