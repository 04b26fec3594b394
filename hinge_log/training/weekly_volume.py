"""Weekly volume: working sets by movement pattern and by muscle, this week against the four before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hinge_log.exercises.model import Exercise

WEEKS_BEFORE = 4
PATTERNS = {
    "deadlift": "hinge", "good_morning": "hinge", "squat": "squat", "row": "row", "hip_thrust": "thrust",
    "swing": "swing", "everyday": "everyday",
}  # fmt: skip
"""The movement pattern of each family of the catalogue; drills are practice and no volume."""

OTHER = "other"
"""Exercises of the lifter's own, of which no pattern is known."""

ORDER = ("hinge", "squat", "row", "thrust", "swing", "everyday", OTHER)


@dataclass(frozen=True, slots=True)
class DaySets:
    """How many working sets of an exercise were done on a day (days since 1970-01-01)."""

    exercise: str
    day: int
    sets: int


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """The working sets of one pattern or muscle: this week, and the mean of the four calendar weeks before it."""

    name: str
    this_week: int
    mean: float

    @property
    def mean_text(self) -> str:
        """The mean with one decimal at most."""
        return f"{self.mean:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class WeeklyVolume:
    """The volume of the week that begins on day `start`; rows without a set in the five weeks are left out."""

    start: int
    patterns: tuple[VolumeRow, ...]
    muscles: tuple[VolumeRow, ...]


def week_start(day: int, first_weekday: int = 0) -> int:
    """The day on which the week of a day began; `first_weekday` counts from Monday, 0 to 6."""
    return day - (day + 3 - first_weekday) % 7  # day 0, 1970-01-01, was a Thursday


def weekly_volume(
    sets: Iterable[DaySets], exercise_of: Callable[[str], Exercise], today: int, *, first_weekday: int = 0
) -> WeeklyVolume:
    """Add up the working sets of five weeks; a week without sets counts 0 in the mean.

    A set counts 1 for each primary muscle of its exercise and 0 for others: half counts for secondary muscles are
    a convention that studies of volume do not agree on.
    """
    start = week_start(today, first_weekday)
    patterns: dict[str, list[int]] = {}
    muscles: dict[str, list[int]] = {}
    for each in sets:
        if not start - 7 * WEEKS_BEFORE <= each.day < start + 7:
            continue
        exercise, now = exercise_of(each.exercise), each.day >= start
        pattern = OTHER if exercise.own else PATTERNS.get(exercise.family)
        if pattern is None:
            continue
        for counts in (
            patterns.setdefault(pattern, [0, 0]),
            *(muscles.setdefault(m, [0, 0]) for m in exercise.primary),
        ):
            counts[0 if now else 1] += each.sets
    order = {name: place for place, name in enumerate(ORDER)}
    return WeeklyVolume(
        start,
        tuple(_row(name, patterns[name]) for name in sorted(patterns, key=order.__getitem__)),
        tuple(_row(name, muscles[name]) for name in sorted(muscles, key=lambda m: (-sum(muscles[m]), m))),
    )


def _row(name: str, counts: list[int]) -> VolumeRow:
    return VolumeRow(name.replace("_", " "), counts[0], counts[1] / WEEKS_BEFORE)
