"""The heaviest set of each session and of each rep count, what they say about strength, and the work of each week.

All with and without clean form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import by_period
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.strength import DOUBLED, HARD_FROM_RPE, UNWEIGHED, e1rm
from hinge_log.training.trend import SetPoint, TrendData, sessions

Metric = Literal["load", "distance", "seconds", "reps"]


@dataclass(frozen=True, slots=True)
class TopSet:
    """The best set of a session: `value` in grams, millimetres, seconds or reps."""

    day: int
    workout_id: str
    value: int


@dataclass(frozen=True, slots=True)
class Strength:
    """The best estimated one-rep maximum of a session in grams, of all its sets and of those up to the clean load."""

    day: int
    workout_id: str
    best: float
    clean: float | None


@cached_by_identity
def metric_of(points: Iterable[SetPoint]) -> Metric:
    """What the sets are measured in: the first of load, distance, time, reps that any set has.

    Bodyweight alone is no load: sets with nothing more are measured in what else they have.
    """
    points = tuple(points)
    if not points or any(p.load_g is not None and not (p.body and p.load_g == 0) for p in points):
        return "load"
    if any(p.distance_mm is not None for p in points):
        return "distance"
    if any(p.seconds is not None for p in points):
        return "seconds"
    return "reps"


def value_of(point: SetPoint, metric: Metric) -> int | None:
    """The set in the metric's unit; None when it has none, or was a missed attempt."""
    if point.reps == 0:
        return None
    return {"load": point.load_g, "distance": point.distance_mm, "seconds": point.seconds, "reps": point.reps}[metric]


@cached_by_identity
def top_sets(data: TrendData) -> tuple[TopSet, ...]:
    """The heaviest (furthest, longest) set of each session, oldest first."""
    working = data.working
    metric = metric_of(working)
    tops = []
    for session in sessions(working):
        values = [v for p in session.sets if (v := value_of(p, metric)) is not None]
        if values:
            tops.append(TopSet(session.day, session.workout_id, max(values)))
    return tuple(tops)


@cached_by_identity
def strength(data: TrendData) -> tuple[Strength, ...]:
    """Estimates of each session that allows one.

    Clean ones are of checked clean sets up to the clean load: a set above it may have been luck.
    """
    if not data.e1rm:
        return ()
    clean_bin = clean_load(data).bin
    limit = clean_bin.high_g if clean_bin else 0
    per_session = []
    for session in sessions(data.working):
        every = ((_is_clean(p, limit), _estimate(p, data.formula)) for p in session.sets)
        estimates = [(is_clean, estimate) for is_clean, estimate in every if estimate is not None]
        clean = [estimate for is_clean, estimate in estimates if is_clean]
        if estimates:
            best = max(estimate for _, estimate in estimates)
            per_session.append(Strength(session.day, session.workout_id, best, max(clean, default=None)))
    return tuple(per_session)


def _is_clean(point: SetPoint, limit_g: int) -> bool:
    return point.clean and point.basis == "checked" and point.load_g is not None and point.load_g < limit_g


def _estimate(point: SetPoint, formula: str) -> float | None:
    """An estimate of the load moved, bodyweight included; None where that is not known."""
    moved_g = point.moved_g
    if moved_g is None or not point.reps:
        return None
    return e1rm(moved_g, point.reps, point.rpe, formula=formula)


@dataclass(frozen=True, slots=True)
class PeriodWork:
    """The work of a period: volumes are grams times reps, `hard` counts sets at RPE 6 or more.

    `judged` counts the sets with an RPE: a set without one is not known to be hard or easy. `checked` counts the sets
    with a checklist: another is not known to be clean or not.
    """

    sets: int
    reps: int
    clean_reps: int
    volume: int
    clean_volume: int
    hard: int
    judged: int
    checked: int = 0


@dataclass(frozen=True, slots=True)
class RepBest:
    """The heaviest load in grams for so many reps, of all sets and of the clean ones; whether any was checked."""

    reps: int
    load_g: int
    clean_g: int | None
    is_checked: bool = False


def work_of(points: Iterable[SetPoint], load_type: str) -> PeriodWork:
    """Add up working sets of one exercise; a quick rating never makes a set clean."""
    times = 0 if load_type in UNWEIGHED else 2 if load_type in DOUBLED else 1
    sets = reps = clean_reps = volume = clean_volume = hard = judged = checked = 0
    for p in points:
        done = p.reps or 0
        moved = times * done * max(0, p.moved_g or 0)
        sets += 1
        reps += done
        volume += moved
        checked += p.basis == "checked"
        if p.clean and p.basis == "checked":
            clean_reps += done
            clean_volume += moved
        if p.rpe is not None:
            judged += 1
            hard += p.rpe >= HARD_FROM_RPE
    return PeriodWork(sets, reps, clean_reps, volume, clean_volume, hard, judged, checked)


@cached_by_identity
def work_by_period(data: TrendData) -> tuple[int, tuple[PeriodWork, ...]]:
    """The weeks in a period, and the work of each of at most twelve periods, oldest first."""
    weeks, periods = by_period(data)
    return weeks, tuple(work_of(period, data.load_type) for period in periods)


@cached_by_identity
def bests(data: TrendData) -> tuple[RepBest, ...]:
    """The heaviest set of each rep count within the window; those that more reps at that load outdo are left out."""
    every: dict[int, int] = {}
    clean: dict[int, int] = {}
    checked: set[int] = set()
    for p in data.working:
        if p.load_g is not None and p.reps:
            every[p.reps] = max(p.load_g, every.get(p.reps, p.load_g))
            if p.basis == "checked":
                checked.add(p.reps)
            if p.clean and p.basis == "checked":
                clean[p.reps] = max(p.load_g, clean.get(p.reps, p.load_g))
    lifted = [
        reps
        for reps, load in every.items()
        if not any(other > reps and heavier >= load for other, heavier in every.items())
    ]
    return tuple(RepBest(reps, every[reps], clean.get(reps), reps in checked) for reps in sorted(lifted))
