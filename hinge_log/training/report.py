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
class WorstSet:
    """The set of a lift with the lowest rating of all kinds: `how` is its kind, `faults` the checks that failed."""

    day: int
    lift: str
    set: str
    label: int
    how: str
    faults: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrillTally:
    """What was done of a drill: days, sets and reps, the farthest distance kept, and the contacts lost first."""

    drill: str
    days: int
    sets: int
    reps: int
    kept_mm: int | None = None
    lost: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PlanShare:
    """What was done of the planned sets: `done` of `sets`, in `lifts` lifts, of which `skipped` have no set at all."""

    sets: int
    done: int
    lifts: int
    skipped: int


@dataclass(frozen=True, slots=True)
class CoachReport:
    """The days `start` to `end` (both included): the lifts with sets in them, those done most often first.

    `month` are the same lifts over the 28 days up to `end`, whatever the span of the report is. `workouts` counts
    those with a set. `by_coach` are ratings and notes of a coach, `videos` where those of the sets are. `ladder` and
    `everyday` are lines of text, the stage first; `plan` is None without a planned set.
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
    worst: tuple[WorstSet, ...] = ()
    drills: tuple[DrillTally, ...] = ()
    ladder: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    plan: PlanShare | None = None
    bodyweight: BodyweightTrend | None = None
    unit: str = "kg"
