"""Bodyweight: what is moved with it, its trend, and records of loads on top of it, worked out by hand."""

from __future__ import annotations

import pytest

from hinge_log.exercises.model import Exercise
from hinge_log.training.bodyweight import Weighing, bodyweight_trend, moved_load, relative_strength
from hinge_log.training.load import Load
from hinge_log.training.records import Effort, bests, session_volume
from hinge_log.training.workout import SetDraft, SetRecord

PULL_UP = Exercise("own:pull-up", "Pull-up", "own", own=True)


@pytest.mark.parametrize(
    ("load", "body_g", "expected"),
    [
        (Load.of("10", "kg", body=True), 82_400, 92_400),
        (Load.of("0", "kg", body=True), 82_400, 82_400),
        (Load.of("-20", "kg", body=True), 82_400, 62_400),
        (Load.of("-100", "kg", body=True), 82_400, 0),
        (Load.of("25", "lb", body=True), 82_400, 93_740),
        (Load.of("10", "kg", body=True), None, None),
        (Load.of("100", "kg"), None, 100_000),
        (None, 82_400, None),
    ],
)
def test_a_load_on_top_of_bodyweight_moves_both(load: Load | None, body_g: int | None, expected: int | None) -> None:
    moved = moved_load(load, body_g)
    assert (None if moved is None else moved.grams) == expected
    assert moved is None or not moved.body


def test_volume_and_estimated_maximum_are_of_what_was_moved() -> None:
    load = Load.of("10", "kg", body=True)
    sets = [SetRecord(f"s{n}", "l", PULL_UP.id, n, 7, None, SetDraft(5, load), 82_400) for n in range(2)]
    total = session_volume(PULL_UP, sets)
    assert total is not None
    assert total.value == 2 * 5 * 92_400
    unknown = [SetRecord("s", "l", PULL_UP.id, 0, 7, None, SetDraft(5, load))]
    assert session_volume(PULL_UP, unknown) is None
    best = bests(PULL_UP, [Effort(7, 5, load, body_g=82_400)])
    assert best.e1rm is not None
    assert best.e1rm.value == pytest.approx(92_400 * (1 + 5 / 30))
    assert [each.value for each in best.loads] == [10_000]  # loads are still compared among themselves
    assert bests(PULL_UP, [Effort(7, 5, load)]).e1rm is None


def test_the_trend_is_of_weekly_means() -> None:
    assert bodyweight_trend(()) is None
    days = [(0, 83_000), (3, 82_600), (28, 82_000), (30, 82_400), (31, 82_200)]
    trend = bodyweight_trend([Weighing(*each) for each in days])
    assert trend is not None
    # 82.0, 82.4 and 82.2 in the last seven days; 83.0 and 82.6 in the seven up to day 3
    assert (trend.last, trend.mean_g, trend.change_g) == (Weighing(31, 82_200), 82_200, -600)
    assert bodyweight_trend([Weighing(0, 83_000), Weighing(27, 82_000)]) == (Weighing(27, 82_000), 82_000, None)


def test_strength_relative_to_bodyweight() -> None:
    assert relative_strength(180_000, 82_400) == 2.18
