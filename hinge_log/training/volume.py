"""Work by week: clean reps and clean volume beside all of them, hard sets, and the heaviest set of each rep count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hinge_log.training.faults import by_period
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.strength import DOUBLED, HARD_FROM_RPE, UNWEIGHED
from hinge_log.training.trend import SetPoint, TrendData


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
