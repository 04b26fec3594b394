"""A rating is drawn the same everywhere: filled marks, a tick where it was checked, no marks without one."""

from __future__ import annotations

import pytest

from hinge_log.charts.exercise_words import session_entries
from hinge_log.charts.set_texts import form_pips
from hinge_log.training.workout import Basis, Form, SetRecord
from tests.support import work


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        (None, "·····"),
        (Form(1, Basis.QUICK), "●○○○○"),
        (Form(5, Basis.QUICK), "●●●●●"),
        (Form(5, Basis.CHECKED), "●●●●●✓"),
        (Form(3, Basis.CHECKED), "●●●○○✓"),
    ],
)
def test_a_rating_fills_as_many_marks_and_a_checked_one_has_a_tick(form: Form | None, marks: str) -> None:
    assert form_pips(form).rstrip() == marks


def test_a_day_stands_once_beside_sets_that_take_several_lines() -> None:
    sets = [SetRecord(f"s{n}", "l", "deadlift-conventional", n, 20_000, None, work(f"{100 + n}", 5)) for n in range(8)]
    ((_, entry),) = session_entries([("w", 20_000, sets)], "kg", 20_001)
    rows = ["".join(text for text, _ in row) for row in entry(36)]
    assert len(rows) > 1
    assert sum("Oct" in row or "Nov" in row for row in rows) == 1
