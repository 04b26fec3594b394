from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from hinge_log.training.faults import (
    by_period,
    enough_sessions,
    focus_item,
    focus_note,
    item_counts,
    ranking,
    shade,
)
from hinge_log.training.stats import median, wilson
from hinge_log.training.trend import SetPoint, TrendData

ITEMS = ("back", "knees", "bar")


def checked(day: int, position: int = 0, **slips: int | None) -> SetPoint:
    return SetPoint(f"w{day}", day, position, label=4, basis="checked", slips=tuple(slips.items()), items=ITEMS, reps=5)


def window(points: list[SetPoint], start: int = 0, end: int = 83) -> TrendData:
    return TrendData("Deadlift", tuple(points), start, end)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilsons(counts: tuple[int, int]) -> None:
    hits, checks = counts
    expected = binomtest(hits, checks).proportion_ci(method="wilson")
    assert wilson(hits, checks) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_without_a_check_anything_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_what_could_not_be_seen_was_not_checked() -> None:
    counts = {c.item: (c.slipped, c.checked) for c in item_counts([checked(1, back=2, bar=None), checked(2)])}
    assert counts == {"back": (1, 2), "knees": (0, 2), "bar": (0, 1)}


def test_a_quick_rating_checks_nothing() -> None:
    assert item_counts([checked(1, back=1)._replace(basis="quick")]) == ()


@pytest.mark.parametrize(("sets", "focus"), [(9, None), (10, "back")])
def test_an_item_is_ranked_from_ten_checks_on(sets: int, focus: str | None) -> None:
    points = [checked(1, n, back=1) for n in range(sets)]
    assert focus_item(points) == focus
    assert bool(focus_note(window(points))) is (focus is None)


def test_the_focus_is_the_highest_share_not_the_highest_count() -> None:
    often = [checked(1, n, knees=1 if n < 6 else 0) for n in range(30)]
    seldom_seen = [checked(2, n, bar=1 if n < 5 else 0, knees=None, back=None) for n in range(10)]
    unseen = [p._replace(items=("knees", "back")) for p in often]
    assert [c.item for c in ranking(unseen + seldom_seen)] == ["bar", "knees"]


def test_nothing_slipped_means_no_focus() -> None:
    assert focus_item([checked(1, n) for n in range(20)]) is None


@pytest.mark.parametrize(("count", "enough"), [(4, False), (5, True)])
def test_shares_by_week_need_five_sessions(count: int, enough: bool) -> None:
    assert enough_sessions(window([checked(day) for day in range(count)])) is enough


@pytest.mark.parametrize(
    ("share", "step"), [(0, 0), (0.01, 1), (0.149, 1), (0.15, 2), (0.299, 2), (0.3, 3), (0.499, 3), (0.5, 4), (1, 4)]
)
def test_a_shade_says_what_its_legend_says(share: float, step: int) -> None:
    assert shade(share) == step


@given(st.integers(1, 900), st.lists(st.integers(0, 900), max_size=40))
def test_every_working_set_lands_in_one_of_at_most_twelve_periods(length: int, days: list[int]) -> None:
    data = window([checked(day, n) for n, day in enumerate(days)], end=length)
    weeks, periods = by_period(data)
    assert 1 <= len(periods) <= 12
    assert weeks * len(periods) >= data.weeks
    assert [p for period in periods for p in period] == list(data.working)


def test_a_week_ends_with_the_window() -> None:
    weeks, periods = by_period(window([checked(76), checked(77), checked(83)]))
    assert weeks == 1
    assert [len(period) for period in periods[-2:]] == [1, 2]


def test_middle_values_are_exact() -> None:
    assert (median([3]), median([4, 1]), median([5, 1, 3])) == (3.0, 2.5, 3.0)
    with pytest.raises(ValueError, match="median"):
        median([])
