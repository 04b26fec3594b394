"""Workouts, the lifts in them and their sets, as values.

A set is never changed: an edit makes a new value, which the store then writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hinge_log.clock import time_text
from hinge_log.text import plural
from hinge_log.training.load import Load


class SetKind(StrEnum):
    """What a set was for; only working, drop and failure sets count as working sets."""

    WARMUP = "warmup"
    WORKING = "working"
    DROP = "drop"
    FAILURE = "failure"

    @property
    def counts(self) -> bool:
        """Whether the set counts in form, records and volume of working sets."""
        return self is not SetKind.WARMUP


class Basis(StrEnum):
    """Where a form label comes from: one key, or the checklist."""

    QUICK = "quick"
    CHECKED = "checked"


class Judge(StrEnum):
    """How a set was judged; ratings of different judges are never averaged."""

    FELT = "felt"
    MIRROR = "mirror"
    VIDEO = "video"
    PERSON = "person"


JUDGE_WORDS = {"felt": "by feel", "mirror": "in a mirror", "video": "on video", "person": "by a coach"}
"""How a set was judged, in words, by the value of its `Judge`."""

LABELS = {1: "lost", 2: "rough", 3: "okay", 4: "solid", 5: "crisp"}
"""The words for form 1 to 5."""


class Form(NamedTuple):
    """How a set looked.

    `label` is 1 to 5, or None when pain closed the set. `percent` (0 to 100) and `slips` belong to a checked
    set: `slips` holds only the items that did not simply hold, as (item id, reps that slipped), with None for
    an item that could not be seen. `checklist` is the list's id and `version` its version, so that a changed
    list never rewrites an old score. `capped_by` names the item that held the label down.
    """

    label: int | None
    basis: Basis
    judged_by: Judge = Judge.FELT
    percent: int | None = None
    slips: tuple[tuple[str, int | None], ...] = ()
    checklist: str = ""
    version: int = 0
    capped_by: str = ""
    clean: bool = False
    stop: bool = False


class Pain(NamedTuple):
    """Pain during a set: where, and 0 to 10."""

    where: str
    level: int


@dataclass(frozen=True, slots=True)
class SetDraft:
    """A set that is not saved yet.

    `reps`, `seconds` and `distance_mm` (whole numbers) are None where they do not apply; `reps` 0 is a missed
    attempt. `load` is None for an unloaded set; a load that is added to or taken off bodyweight says so
    itself. `rpe` runs from 1 to 10 in halves; None is "not given", never 0. `side` is "", "L" or "R". `amrap` says
    that the set was one of as many reps as possible.
    """

    reps: int | None = None
    load: Load | None = None
    seconds: int | None = None
    distance_mm: int | None = None
    kind: SetKind = SetKind.WORKING
    rpe: float | None = None
    side: str = ""
    note: str = ""
    missed: int = 0
    form: Form | None = None
    pain: Pain | None = None
    amrap: bool = False


class SetRecord(NamedTuple):
    """A saved set: `what` was done, and where it stands in the log.

    `position` counts from 0 within its lift of a workout; `day` is the local day number on which the workout
    began; `at_ms` is when it was logged, UTC milliseconds, or None when an import did not know. `body_g` is the
    bodyweight in grams that was known then, of a set whose load comes on top of it.
    """

    id: str
    lift_id: str
    exercise: str
    position: int
    day: int
    at_ms: int | None
    what: SetDraft
    body_g: int | None = None


class PlannedSet(NamedTuple):
    """One prescribed set: a load is fixed, or None when the last one is to be used; `amrap` is `reps` or more.

    `why` is the reason of its load as it was proposed, "" for none; `deload` marks a set of a deload week.
    """

    reps: int | None = None
    load: Load | None = None
    seconds: int | None = None
    kind: SetKind = SetKind.WORKING
    amrap: bool = False
    why: str = ""
    deload: bool = False


@dataclass(frozen=True, slots=True)
class WorkoutLift:
    """One exercise within a workout, in order, with what is planned and what is done."""

    id: str
    exercise: str
    position: int
    sets: tuple[SetRecord, ...] = ()
    plan: tuple[PlannedSet, ...] = ()
    note: str = ""
    superset: int | None = None


@dataclass(frozen=True, slots=True)
class Workout:
    """A workout: `day` is fixed by the local date on which it began, also past midnight."""

    id: str
    name: str
    day: int
    started_ms: int
    offset_min: int
    ended_ms: int | None = None
    lifts: tuple[WorkoutLift, ...] = ()
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether the workout still runs."""
        return self.ended_ms is None

    @property
    def sets(self) -> tuple[SetRecord, ...]:
        """All sets, lift by lift."""
        return tuple(record for lift in self.lifts for record in lift.sets)


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
    by = f" on {' '.join(workout.device.split())}" if workout.device else " on this device"
    days = today - workout.day
    ago = "" if days == 0 else " yesterday" if days == 1 else f" {days} days ago" if days > 0 else " in the future"
    begun = time_text(workout.started_ms, workout.offset_min)
    return f"{name}{by}, begun{ago} {begun}, {plural(workout.sets, 'set')}"


def also_open_words(workouts: tuple[OpenWorkout, ...], today: int, key: str) -> str:
    """The other open workouts, and the key that chooses or joins: for the status line."""
    if not workouts:
        return ""
    more = f" and {len(workouts) - 1} more" if len(workouts) > 1 else ""
    return f"Also open: {open_workout_words(workouts[0], today)}{more}. Press {key} to continue or join one."
