"""Lifters whose form is known, because it was made: what is said of them has to be what they are."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap

from hinge_log.training import by_load
from hinge_log.training.by_load import CLEAN_RATE, RESAMPLES, clean_rates, fit
from hinge_log.training.faults import focus_item, item_counts
from hinge_log.training.trend import SetPoint

LOADS = tuple(range(70_000, 115_000, 5_000))
LIFTERS = 60
COVERED = 0.85
"""Of intervals that hold the truth 95 times in 100, so many at least must do so among 60 lifters; fewer than 51
happen to a true 95 % interval less than once in 1,000 times (binomial)."""


def lifter(chance: Random, breaks_at: int, sets: int = 20) -> list[tuple[int, bool]]:
    """Working sets of a lifter who is clean 95 times in 100 below a load, and half of the time from it on."""
    return [(load, chance.random() < (0.95 if load < breaks_at else 0.5)) for load in LOADS for _ in range(sets)]


@pytest.mark.parametrize("breaks_at", [80_000, 95_000, 105_000])
def test_a_known_breakpoint_lies_within_its_interval(breaks_at: int) -> None:
    held, exact = 0, 0
    for seed in range(LIFTERS):
        found = fit(lifter(Random(seed), breaks_at))
        assert found.low is not None
        held += found.low <= breaks_at <= (found.high or LOADS[-1])
        exact += abs((found.breaks_at or LOADS[-1]) - breaks_at) <= 5_000
    assert held >= COVERED * LIFTERS
    assert exact >= 0.8 * LIFTERS


def test_a_lifter_who_never_breaks_is_rarely_given_a_breakpoint() -> None:
    broke = sum(fit(lifter(Random(seed), 999_000)).reached for seed in range(LIFTERS))
    assert broke <= 0.1 * LIFTERS


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


drawn = st.lists(st.tuples(st.sampled_from(LOADS), st.booleans()), min_size=12, max_size=60)


@settings(deadline=None)
@given(drawn)
def test_the_short_way_to_a_breakpoint_is_the_fit(sets: list[tuple[int, bool]]) -> None:
    loads = sorted({load for load, _ in sets})
    never = float("inf")
    draws = [2 * loads.index(load) + clean for load, clean in sets]
    expected = next((load for load, rate, _ in clean_rates(sets) if rate < CLEAN_RATE), never)
    assert by_load._breaks_in(draws, loads, never) == expected


@pytest.mark.parametrize("seed", range(4))
def test_the_interval_is_scipys_percentile_bootstrap(seed: int) -> None:
    """Both are random: the ends may be one step of load apart."""
    sets = lifter(Random(seed), 95_000, sets=8)
    never = LOADS[-1] + 5_000

    def breakpoint_of(indices: Iterable[float]) -> float:
        rates = clean_rates([sets[int(index)] for index in indices])
        return float(next((load for load, rate, _ in rates if rate < CLEAN_RATE), never))

    theirs = bootstrap(
        (np.arange(len(sets)),), breakpoint_of, n_resamples=RESAMPLES, vectorized=False, method="percentile",
        random_state=np.random.default_rng(seed),
    ).confidence_interval  # fmt: skip
    ours = fit(sets)
    assert ours.low is not None
    assert abs(ours.low - theirs.low) <= 5_000
    assert abs((ours.high or never) - theirs.high) <= 5_000
