from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training.load import Load
from hinge_log.training.strength import (
    best_e1rm,
    brzycki,
    e1rm,
    epley,
    percent_of_max,
    volume,
)
from hinge_log.training.workout import Basis, Form, SetDraft, SetKind, SetRecord

CLEAN = Form(4, Basis.CHECKED, clean=True)


def done(
    load: str,
    reps: int | None = 5,
    *,
    kind: SetKind = SetKind.WORKING,
    rpe: float | None = None,
    form: Form | None = None,
    body: bool = False,
) -> SetDraft:
    return SetDraft(reps=reps, load=Load.of(load, "kg", body=body), kind=kind, rpe=rpe, form=form)


def log(*drafts: SetDraft) -> list[SetRecord]:
    return [SetRecord(f"s{n}", "l", "deadlift", n, 0, None, draft) for n, draft in enumerate(drafts)]


def test_the_formulas_agree_at_ten_reps() -> None:
    assert epley(100, 10) == pytest.approx(400 / 3)
    assert brzycki(100, 10) == pytest.approx(400 / 3)
    assert epley(100, 5) == pytest.approx(116.6667, abs=1e-3)
    assert brzycki(100, 5) == pytest.approx(112.5)


def test_a_single_is_what_was_lifted() -> None:
    assert e1rm(180_000, 1) == 180_000
    assert e1rm(180_000, 1, formula="brzycki") == 180_000


def test_reps_left_count_as_reps() -> None:
    assert e1rm(100_000, 5, 8) == e1rm(100_000, 7)
    assert e1rm(100_000, 5, 8.5) == pytest.approx(100_000 * (1 + 6.5 / 30))


def test_no_estimate_from_long_or_light_or_missed_sets() -> None:
    assert e1rm(100_000, 10) is not None
    assert e1rm(100_000, 11) is None
    assert e1rm(100_000, 8, 7) is None
    assert e1rm(100_000, 0) is None
    assert e1rm(0, 5) is None


@pytest.mark.parametrize(
    ("rpe", "row"),
    [
        (10, [100, 95.5, 92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0]),
        (9.5, [97.8, 93.9, 90.7, 87.8, 85.0, 82.4, 79.9, 77.4, 75.1, 72.3, 69.4, 66.7]),
        (8, [92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0, 65.3, 62.6]),
        (6.5, [87.8, 85.0, 82.4, 79.9, 77.4, 75.1, 72.3, 69.4, 66.7, 64.0, 61.3, 58.6]),
        (6, [86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0, 65.3, 62.6, 59.9, 57.2]),
    ],
)
def test_the_rpe_table(rpe: float, row: list[float]) -> None:
    assert [percent_of_max(reps, rpe) for reps in range(1, 13)] == row


def test_outside_the_rpe_table_nothing_is_guessed() -> None:
    assert percent_of_max(13, 8) is None
    assert percent_of_max(5, 5.5) is None
    assert percent_of_max(5, 8.2) is None


@given(st.integers(1, 9), st.sampled_from(["epley", "brzycki"]))
def test_another_rep_at_the_same_load_is_stronger(reps: int, formula: str) -> None:
    less, more = e1rm(100_000, reps, formula=formula), e1rm(100_000, reps + 1, formula=formula)
    assert less is not None
    assert more is not None
    assert less < more


def test_the_best_estimate_leaves_out_warm_ups_and_bodyweight() -> None:
    records = log(
        done("200", kind=SetKind.WARMUP), done("100"), done("110", 3, rpe=10), done("50", body=True), done("90", None)
    )
    best = best_e1rm(records)
    assert best is not None
    assert best[0] == pytest.approx(121_000)
    assert best[1] is records[2]


def test_the_earlier_of_equal_estimates_keeps_its_day() -> None:
    records = log(done("100"), done("100"))
    best = best_e1rm(records)
    assert best is not None
    assert best[1] is records[0]


@pytest.mark.parametrize(
    ("load_type", "expected"),
    [("barbell_total", 850_000), ("dumbbell_each", 1_700_000), ("kettlebell_single", 850_000), ("band", 0)],
)
def test_volume_counts_two_dumbbells_twice(load_type: str, expected: int) -> None:
    drafts = [done("100"), done("50", 7), done("60", kind=SetKind.WARMUP), SetDraft(seconds=40), done("-20", body=True)]
    assert volume(drafts, load_type) == expected
