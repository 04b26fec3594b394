"""Lifters whose form is known, because it was made: what is said of them has to be what they are."""

from __future__ import annotations

from random import Random

import pytest

from hinge_log.training.clean_load import clean_load
from hinge_log.training.faults import focus_item, item_counts
from hinge_log.training.trend import SetPoint, TrendData

LOADS = tuple(range(70_000, 115_000, 5_000))
LIFTERS = 60
COVERED = 0.85
"""Of intervals that hold the truth 95 times in 100, so many at least must do so among 60 lifters; fewer than 51
happen to a true 95 % interval less than once in 1,000 times (binomial)."""


def lifter(chance: Random, breaks_at: int, sets: int = 20) -> TrendData:
    """Working sets of a lifter who is clean 95 times in 100 below a load, and half of the time from it on."""
    points = [
        SetPoint(f"w{n}", n, place, reps=5, load_g=load, label=4, basis="checked", clean=chance.random() < rate)
        for place, load in enumerate(LOADS)
        for rate in (0.95 if load < breaks_at else 0.5,)
        for n in range(sets)
    ]
    return TrendData("Deadlift", tuple(points), 0, 83)


@pytest.mark.parametrize("breaks_at", [80_000, 95_000, 105_000])
def test_a_clean_load_is_seldom_past_a_known_breakpoint(breaks_at: int) -> None:
    loads = [clean_load(lifter(Random(seed), breaks_at)).grams or 0 for seed in range(LIFTERS)]
    assert sum(load < breaks_at for load in loads) >= 0.95 * LIFTERS
    assert sum(load == breaks_at - 5_000 for load in loads) >= 0.8 * LIFTERS


@pytest.mark.parametrize("rate", [0.05, 0.2, 0.5])
def test_a_known_fault_rate_lies_within_its_interval(rate: float) -> None:
    held = 0
    for seed in range(LIFTERS):
        chance = Random(seed)
        sets = [made(chance, n, back=rate) for n in range(60)]
        low, high = next(c.interval for c in item_counts(sets) if c.item == "back")
        held += low <= rate <= high
    assert held >= COVERED * LIFTERS


def test_the_worst_habit_becomes_the_focus() -> None:
    right = sum(
        focus_item([made(chance, n, back=0.35, knees=0.1, bar=0.05) for n in range(60)]) == "back"
        for chance in map(Random, range(LIFTERS))
    )
    assert right >= 0.95 * LIFTERS


def made(chance: Random, position: int, **rates: float) -> SetPoint:
    slips = tuple((item, 1) for item, rate in rates.items() if chance.random() < rate)
    return SetPoint(
        f"w{position // 3}", position // 3, position, label=4, basis="checked", slips=slips, items=tuple(rates)
    )
