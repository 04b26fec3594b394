from __future__ import annotations

import pytest

from hinge_log.training.gates import sessions
from hinge_log.training.load_steps import LoadAdvice, in_short, load_advice
from hinge_log.training.workout import SetRecord
from tests.training.practice import BELL, FLOOR, RDL, catalogue, practice
from tests.training.test_ladder import safety_of


def advice(exercise: str, sets: list[SetRecord], today: int = 110, last_day: int | None = None) -> LoadAdvice | None:
    found = catalogue().exercises[exercise]
    judged = sessions(found, sets, catalogue().items_for(found))
    return load_advice(found, judged, today=today, last_day=last_day)


def two(exercise: str, load: str, *, rpe: float | None = 8, reps: int = 8) -> list[SetRecord]:
    return practice(exercise, 100, load=load, rpe=rpe, reps=reps) + practice(
        exercise, 104, load=load, rpe=rpe, reps=reps
    )


@pytest.mark.parametrize(
    ("exercise", "load", "rpe", "to"),
    [
        (RDL, "70", 8, "72.5"),
        (FLOOR, "100", 8, "102.5"),
        (FLOOR, "180", 8, "185"),
        ("hip-thrust-barbell", "100", 7, "105"),
        (BELL, "24", 7, "28"),
        ("deadlift-romanian-dumbbell", "20", 8, "22"),
    ],
)
def test_two_clean_sessions_offer_the_next_load(exercise: str, load: str, rpe: float, to: str) -> None:
    found = advice(exercise, two(exercise, load, rpe=rpe))
    assert found is not None
    assert (found.kind, found.to.text) == ("add", to)
    assert "2 clean sessions" in found.reason


def test_one_clean_session_or_two_at_different_loads_offer_nothing() -> None:
    assert advice(RDL, practice(RDL, 104, load="70", rpe=8)) is None
    assert advice(RDL, practice(RDL, 100, load="65", rpe=8) + practice(RDL, 104, load="70", rpe=8)) is None


def test_ratings_by_one_key_bring_no_offer_and_that_is_said_once() -> None:
    rated = practice(RDL, 100, load="70", rated=5) + practice(RDL, 104, load="70", rated=5)
    found = advice(RDL, rated)
    assert found is not None
    assert (found.kind, found.load, found.to) == ("check", found.to, found.load)
    checked = advice(RDL, practice(RDL, 100, load="70", rated=5) + practice(RDL, 104, load="70"))
    assert checked is None, "sets that are checked need no such word"
    poor = advice(RDL, practice(RDL, 104, load="70", rated=3))
    assert poor is not None
    assert poor.kind == "hold"
    more = advice(FLOOR, two(FLOOR, "100"))
    assert more is not None
    assert in_short([found, more, found]) == (more, found)


def test_form_three_or_a_hard_last_set_says_to_stay() -> None:
    item = safety_of(RDL)
    found = advice(RDL, practice(RDL, 100, load="70") + practice(RDL, 104, load="70", slips={item: 1}, bad_set=2))
    assert found is not None
    assert (found.kind, found.to.text, found.reason) == ("hold", "70", "form was 3")
    hard = advice(RDL, practice(RDL, 100, load="70") + practice(RDL, 104, load="70", rpe=9.5))
    assert hard is not None
    assert (hard.kind, hard.reason) == ("hold", "RPE was 9.5")
    names = [item.id for item in catalogue().items_for(catalogue().exercises[RDL])][:5]
    unseen = advice(RDL, practice(RDL, 104, load="70", rpe=7, slips=dict.fromkeys(names)))
    assert unseen is not None
    assert (unseen.kind, unseen.reason) == ("hold", "fewer than half the checks could be judged")


@pytest.mark.parametrize(("load", "to"), [("100", "80"), ("101", "80"), ("72.5", "57.5")])
def test_a_safety_stop_asks_for_a_load_that_is_a_fifth_lighter_and_can_be_loaded(load: str, to: str) -> None:
    item = safety_of(FLOOR)
    found = advice(FLOOR, practice(FLOOR, 104, load=load, reps=5, slips={item: 2}, bad_set=2))
    assert found is not None
    assert (found.kind, found.to.text) == ("lighter", to)


def test_an_effort_that_was_not_noted_is_asked_about() -> None:
    found = advice(RDL, two(RDL, "70", rpe=None))
    assert found is not None
    assert "if the last set was RPE 8 or less" in found.reason


def test_three_weeks_away_start_again_at_four_fifths() -> None:
    assert advice(RDL, two(RDL, "70"), today=125) is not None
    found = advice(RDL, two(RDL, "70"), today=126)
    assert found is not None
    assert (found.kind, found.to.text) == ("restart", "55")
    still = advice(RDL, two(RDL, "70"), today=126, last_day=120)
    assert still is not None
    assert still.kind == "add", "another lift of the pattern kept it"
