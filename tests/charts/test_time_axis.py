from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from hinge_log.charts.canvas import day_row, time_axis
from hinge_log.charts.cells import plain
from hinge_log.clock import MONTHS, to_date, to_day
from hinge_log.training.trend import TrendData


def labels(start: date, end: date, width: int, cursor: date | None = None) -> str:
    data = TrendData("Deadlift", (), to_day(start), to_day(end))
    return plain(day_row(data, time_axis(data, width), width, None if cursor is None else to_day(cursor))).rstrip()


def test_a_year_whose_number_has_no_room_in_january_is_said_with_the_first_month_that_has() -> None:
    said = labels(date(2021, 2, 10), date(2023, 9, 1), 80, date(2022, 1, 5)).split()
    assert said[:3] == ["10", "Feb", "2021"]
    assert said[said.index("▲") + 1 :][:2] == ["Apr", "2022"]
    assert "2023" in said


def test_a_window_of_weeks_over_new_year_says_both_years() -> None:
    assert labels(date(2025, 11, 3), date(2026, 1, 25), 80).split() == ["3", "Nov", "2025", "Dec", "Jan", "2026"]
    assert labels(date(2025, 3, 3), date(2025, 5, 25), 80).split() == ["3", "Mar", "Apr", "May"]


def test_years_too_narrow_for_months_are_numbers_alone() -> None:
    assert re.fullmatch(r" *\d+ [A-Z][a-z]+ 2001( +20\d\d)+", labels(date(2001, 2, 10), date(2021, 2, 9), 80))


@given(st.dates(date(2015, 1, 1), date(2022, 1, 1)), st.integers(20, 3000), st.integers(20, 140), st.floats(0, 1))
@example(date(2021, 2, 10), 930, 80, 0.353)
def test_a_month_is_never_read_as_one_of_another_year(start: date, days: int, width: int, cursor: float) -> None:
    first = to_day(start)
    text = labels(start, to_date(first + days), width, to_date(first + round(days * cursor)))
    axis = time_axis(TrendData("Deadlift", (), first, first + days), width)
    year = start.year
    for found in re.finditer(r"(?P<first>\d+ )?(?P<month>[A-Z][a-z]{2})?(?: ?(?P<year>\d{4}))?", text):
        if found["year"]:
            year = int(found["year"])
        elif found["month"] and not found["first"]:
            told = [
                each
                for each in (date(year, MONTHS.index(found["month"]) + 1, 1) for year in range(2015, 2032))
                if axis.column(to_day(each)) == found.start()
            ]
            assert year in [each.year for each in told]


@given(st.dates(date(2015, 1, 1), date(2022, 1, 1)), st.integers(60, 1500), st.integers(48, 140))
def test_months_stand_at_equal_steps(start: date, days: int, width: int) -> None:
    first = to_day(start)
    text = labels(start, to_date(first + days), width)
    year, labelled = start.year, []
    after = re.sub(r"^ *\d+ [A-Z][a-z]{2}( \d{4})?", "", text)
    for month, named in re.findall(r"([A-Z][a-z]{2})? ?(\d{4})?", after):
        year = int(named) if named else year
        if month or named:
            labelled.append(12 * year + (MONTHS.index(month) if month else 0))
    steps = [later - earlier for earlier, later in pairwise(labelled)]
    # A month whose place the year beside the one before it takes has no label.
    assert all(step in (min(steps), 2 * min(steps)) for step in steps), text
