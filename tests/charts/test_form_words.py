"""A rating is drawn the same everywhere: filled marks, a tick where it was checked, no marks without one."""

from __future__ import annotations

import pytest

from hinge_log.charts.set_texts import form_pips
from hinge_log.training.workout import Basis, Form


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
