"""What a page for a coach is made of."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.training.bodyweight import BodyweightTrend
from hinge_log.training.trend import TrendData


@dataclass(frozen=True, slots=True)
class PainEntry:
    """A set that hurt: `day` counts from 1970-01-01, `level` runs from 0 to 10, `set` is what was done."""

    day: int
    lift: str
    set: str
    where: str
    level: int


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note of the lifter; `about` is the lift and set, or the workout, that it is on."""

    day: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class CoachReport:
    """The days `start` to `end` (both included): the lifts with sets in them, those done most often first.

    `month` are the same lifts over the 28 days up to `end`, whatever the span of the report is. `workouts` counts
    those with a set. `by_coach` are ratings and notes of a coach, `videos` where those of the sets are.
    """

    start: int
    end: int
    weeks: int
    workouts: int
    lifts: tuple[TrendData, ...]
    month: tuple[TrendData, ...]
    pains: tuple[PainEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    by_coach: tuple[NoteEntry, ...] = ()
    videos: tuple[NoteEntry, ...] = ()
    bodyweight: BodyweightTrend | None = None
    unit: str = "kg"
