from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import NotFound
from hinge_log.exercises.catalogue import load
from hinge_log.training.drills import practice_streak
from hinge_log.training.everyday import (
    CHECKLIST,
    PLACES,
    Answer,
    Check,
    Spot,
    caught,
    parse_answer,
    parse_places,
    places_of,
    spot_due,
    spot_form,
    streak,
    strip,
    tip,
    weeks,
)

checks = st.dictionaries(st.integers(0, 60), st.sampled_from(Answer), max_size=30).map(
    lambda found: [Check(day, answer) for day, answer in found.items()]
)


def said(*answers: str) -> list[Check]:
    """One answer a day; "" is a day without one."""
    return [Check(day, Answer(answer)) for day, answer in enumerate(answers) if answer]


def test_the_share_is_of_bends_and_not_of_days() -> None:
    assert caught(said("always", "half", "rarely", "none", "", "")) == 0.5
    assert caught(said("none", "")) is None


@given(checks, st.integers(61, 90))
def test_a_missed_day_costs_nothing(found: list[Check], later: int) -> None:
    idle = [*found, Check(later, Answer.NONE)]
    assert caught(idle) == caught(found)


def test_a_streak_ends_at_a_day_without_an_answer_but_not_at_today() -> None:
    assert streak(said("always", "", "always", "none", "always"), today=4) == 2
    assert streak(said("always", "always"), today=2) == 2
    assert streak(said("always", "always"), today=3) == 0
    assert streak(said("always", "always", "half"), today=2) == 0


@given(checks, st.integers(0, 80))
def test_a_streak_is_never_longer_than_its_answers(found: list[Check], today: int) -> None:
    length = streak(found, today)
    assert 0 <= length <= sum(check.answer is Answer.ALWAYS and check.day <= today for check in found)
    answered = [check for check in found if check.day != today - 1 and check.day != today]
    assert streak(answered, today) == 0


def test_a_streak_of_practice_counts_days_with_a_drill() -> None:
    assert practice_streak([1, 2, 3, 3, 5], today=5) == 1
    assert practice_streak([1, 2, 3, 3], today=4) == 3
    assert practice_streak([1, 2, 3], today=5) == 0


@given(checks, st.integers(0, 80))
def test_the_strip_has_a_place_for_every_day(found: list[Check], today: int) -> None:
    shown = strip(found, today)
    assert len(shown) == 14
    assert [check for check in shown if check] == sorted(
        (check for check in found if today - 14 < check.day <= today), key=lambda check: check.day
    )


@given(checks, st.integers(0, 80))
def test_weeks_share_out_the_answers(found: list[Check], today: int) -> None:
    counted = [check for check in found if today - 56 < check.day <= today and check.answer is not Answer.NONE]
    assert sum(week.answers for week in weeks(found, today)) == len(counted)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("always", "always"), ("AL", "always"), ("h", "half"), ("2", "half"), ("none ", "none"), ("r", "rarely")],
)
def test_an_answer_is_read_by_word_start_or_number(text: str, answer: str) -> None:
    assert parse_answer(text) is Answer(answer)


@pytest.mark.parametrize("text", ["", "0", "5", "often", "²", "a b"])
def test_another_answer_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(NotFound) as raised:
        parse_answer(text)
    assert raised.value.candidates == ("always", "half", "rarely", "none")


@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_refused(text: str) -> None:
    try:
        assert parse_answer(text) in Answer
    except NotFound as error:
        assert error.hint  # noqa: PT017 - either way is fine, a crash is not


def test_places_are_read_in_the_order_of_the_screen() -> None:
    assert parse_places("box, Laundry,,box") == ("laundry", "box")
    assert parse_places("") == ()
    with pytest.raises(NotFound, match="moon"):
        parse_places("box,moon")


def test_every_place_has_an_exercise_that_shows_it_and_a_tip() -> None:
    catalogue = load()
    for place, exercise in PLACES.items():
        assert exercise in catalogue.exercises
        assert tip([Check(1, Answer.HALF, (place,))], 1)


def test_the_tip_is_for_the_place_that_came_up_most() -> None:
    found = [Check(1, Answer.HALF, ("car", "box")), Check(2, Answer.HALF, ("car",))]
    assert places_of(found) == (("car", 2), ("box", 1))
    assert "bumper" in tip(found, 3)
    assert "dishwasher" in tip(found, 30).casefold(), "what was two weeks ago is no news"


def test_a_spot_check_is_offered_once_a_week() -> None:
    assert spot_due((), 10)
    assert not spot_due((Spot(4, "box", (), 100),), 10)
    assert spot_due((Spot(3, "box", (), 100),), 10)


def test_a_spot_check_leaves_out_what_was_not_seen() -> None:
    checklist = load().checklists[CHECKLIST]
    first = checklist.items[0].id
    assert spot_form(checklist, {}).percent == 100
    assert spot_form(checklist, {first: 1}).percent == 88
    assert spot_form(checklist, {first: None}).percent == 100
