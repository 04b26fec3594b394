"""What the hub answers to a coach: one value an athlete, a fault, a set that hurt, or a set that waits for a look."""

from __future__ import annotations

from typing import NamedTuple


class Athlete(NamedTuple):
    """A log on the hub of which one is a coach: its number, and what it is called."""

    log: int
    name: str


class AthleteWeek(NamedTuple):
    """What an athlete did in the last seven days and in the seven before; `last_day` is None before a first set."""

    athlete: Athlete
    last_day: int | None
    workouts: int
    sets: int
    sets_before: int
    form: float | None
    rated: int


class AthleteFault(NamedTuple):
    """A check that fails most often in an athlete's sets of an exercise: in `failed` of `checked` sets.

    `sessions` counts the days on which it failed, `last_day` is the newest of them; `newest` is the newest day with a
    checked set of the exercise, so that a fault that is over can be told.
    """

    athlete: Athlete
    exercise: str
    item: str
    failed: int
    checked: int
    sessions: int
    last_day: int
    newest: int


class CoachedSet(NamedTuple):
    """A set of an athlete as the hub has it; `load` is as typed, "" for none, `form` None where it is not rated."""

    athlete: Athlete
    set_id: str
    exercise: str
    day: int
    reps: int | None
    seconds: int | None
    load: str
    form: int | None
    basis: str
    pain: int | None
    pain_where: str
    note: str
    video: str


class CoachAnswers(NamedTuple):
    """Everything that the attention list is made of, as the hub had it at `at_ms`."""

    person: str
    weeks: tuple[AthleteWeek, ...]
    faults: tuple[AthleteFault, ...]
    pains: tuple[CoachedSet, ...]
    waiting: tuple[CoachedSet, ...]
    at_ms: int
