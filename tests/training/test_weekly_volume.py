"""Weekly volume against sums worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.clock import to_date, to_day
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.training.weekly_volume import DaySets, VolumeRow, week_start, weekly_volume

MONDAY = to_day(date(2026, 3, 9))
OWN = Exercise("own:carry", "Carry", "own", own=True)


def test_this_week_stands_against_the_mean_of_four_calendar_weeks(catalogue: Catalogue) -> None:
    sets = [
        DaySets("deadlift-conventional", MONDAY, 3),
        DaySets("deadlift-conventional", MONDAY + 6, 2),
        DaySets("deadlift-romanian", MONDAY - 1, 4),
        DaySets("good-morning-barbell", MONDAY - 28, 2),
        DaySets("deadlift-conventional", MONDAY - 29, 9),  # five weeks ago: too old
        DaySets("deadlift-conventional", MONDAY + 7, 9),  # next week, by a clock that was wrong
        DaySets("drill-wall-hinge", MONDAY, 3),
        DaySets("own:carry", MONDAY, 1),
    ]
    volume = weekly_volume(sets, lambda key: catalogue.exercises.get(key, OWN), MONDAY + 2)
    # 4 + 2 sets in four weeks, two of them empty: 1.5 a week.
    assert volume.patterns == (VolumeRow("hinge", 5, 1.5), VolumeRow("other", 1, 0.0))
    rows = {row.name: (row.this_week, row.mean) for row in volume.muscles}
    assert rows["glutes"][0] == 5
    assert rows["hamstrings"] == (5, 1.5)


def test_a_log_without_sets_has_no_rows(catalogue: Catalogue) -> None:
    volume = weekly_volume([], catalogue.exercises.__getitem__, MONDAY)
    assert (volume.start, volume.patterns, volume.muscles) == (MONDAY, (), ())


@pytest.mark.parametrize(("first", "expected"), [(0, 0), (6, -1), (5, -2)])
def test_a_week_begins_on_the_day_of_the_settings(first: int, expected: int) -> None:
    assert week_start(MONDAY, first) == MONDAY + expected


@given(st.integers(-20_000, 60_000), st.integers(0, 6))
def test_every_day_is_in_the_week_that_began_last(day: int, first: int) -> None:
    start = week_start(day, first)
    assert 0 <= day - start < 7
    assert to_date(start).weekday() == first
