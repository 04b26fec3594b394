"""Finding an exercise: a lifter's word gets the lift, and two candidates are never guessed between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import Ambiguous, NotFound
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Exercise
from hinge_log.exercises.words import fold, key
from hinge_log.text import shown

CATALOGUE = load()


@pytest.mark.parametrize(
    ("typed", "exercise_id"),
    [
        ("deadlift", "deadlift-conventional"),
        ("DL", "deadlift-conventional"),
        ("rdl", "deadlift-romanian"),
        ("db rdl", "deadlift-romanian-dumbbell"),
        ("SLDL", "deadlift-stiff-leg"),
        ("trap bar", "deadlift-trap-bar"),
        ("Hex-Bar Deadlift", "deadlift-trap-bar"),
        ("squat", "squat-back"),
        ("goblet", "squat-goblet"),
        ("hip thrust", "hip-thrust-barbell"),
        ("bridge", "glute-bridge"),
        ("row", "row-bent-over-barbell"),
        ("db row", "row-one-arm-dumbbell"),
        ("good morning", "good-morning-barbell"),
        ("swing", "swing-two-hand"),
        ("wall drill", "drill-wall-hinge"),
        ("dowel", "drill-dowel-hinge"),
        ("golfers lift", "everyday-golfers-lift"),
        ("squat-smith", "squat-smith"),
        ("Squat (Smith Machine)", "squat-smith"),
        ("smith machine squat", "squat-smith"),
        ("pendl", "row-pendlay"),
        ("deadlift trap", "deadlift-trap-bar"),
        ("  Sumo   Deadlift ", "deadlift-sumo"),
    ],
)
def test_what_a_lifter_types(typed: str, exercise_id: str) -> None:
    assert CATALOGUE.find(typed).id == exercise_id


def test_every_name_on_the_screen_finds_its_exercise() -> None:
    for exercise in CATALOGUE.exercises.values():
        for name in (exercise.id, exercise.name, exercise.short, *exercise.aliases, *exercise.typed):
            assert CATALOGUE.find(name).id == exercise.id, name


@pytest.mark.parametrize("typed", ["dead", "single leg", "romanian d"])
def test_what_may_be_several_is_not_guessed(typed: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        CATALOGUE.find(typed)
    assert len(caught.value.candidates) >= 2
    for candidate in caught.value.candidates:
        assert CATALOGUE.find(candidate).name == candidate


def test_a_slip_of_the_pen_is_offered_not_taken() -> None:
    with pytest.raises(NotFound) as caught:
        CATALOGUE.find("deadlfit")
    assert not isinstance(caught.value, Ambiguous)
    assert "Conventional deadlift" in caught.value.candidates
    assert "Conventional deadlift" in str(caught.value)


def test_own_exercises_are_found_and_replace_those_of_the_same_id() -> None:
    mine = Exercise("reverse-lunge", "Reverse lunge", "squat", own=True)
    changed = Exercise("squat-smith", "My rail squat", "squat", own=True)
    assert CATALOGUE.find("reverse lu", [mine]) is mine
    assert CATALOGUE.find("squat-smith", [changed]) is changed
    assert mine in CATALOGUE.search("lunge", [mine])


def test_an_own_exercise_that_shares_a_name_is_asked_about() -> None:
    with pytest.raises(Ambiguous):
        CATALOGUE.find("Front squat", [Exercise("my-front", "Front Squat", "squat", own=True)])


@given(st.text())
def test_any_text_finds_one_or_says_why_not(text: str) -> None:
    answer: str
    try:
        answer = CATALOGUE.find(text).name
    except NotFound as problem:
        answer = str(problem)
    # What is said goes to a terminal: nothing in it may move the cursor or turn the text round.
    assert answer
    assert shown(answer) == answer


WORDS = ["RDL", "1", "one", "leg", "legged", "dead", "lift", "İ", "ß", "ﬁ", "hex", "body", "weight", "2", "handed"]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_making_names_comparable_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(st.sampled_from(sorted(CATALOGUE.exercises)))
def test_case_and_punctuation_make_no_difference(exercise_id: str) -> None:
    name = CATALOGUE.exercises[exercise_id].name
    assert key(name.upper()) == key(name) == key(name.replace(" ", " - "))


def test_of_two_names_that_begin_alike_the_one_with_less_left_to_type_comes_first() -> None:
    assert CATALOGUE.search("dead")[0].id == "deadlift-conventional"


def test_what_a_lifter_does_comes_before_what_is_found_as_well() -> None:
    assert CATALOGUE.search("dead", used=["swing-dead-stop"])[0].id == "swing-dead-stop"
    assert [each.id for each in CATALOGUE.search("", used=["row-pendlay", "squat-box"])[:2]] == [
        "row-pendlay",
        "squat-box",
    ]


@given(st.lists(st.sampled_from(sorted(CATALOGUE.exercises)), max_size=5), st.sampled_from(["", "dead", "row", "kb"]))
def test_what_was_done_changes_the_order_and_nothing_else(used: list[str], words: str) -> None:
    assert sorted(each.id for each in CATALOGUE.search(words, used=used)) == sorted(
        each.id for each in CATALOGUE.search(words)
    )


def test_a_better_match_stays_before_what_was_done() -> None:
    assert CATALOGUE.search("deadlift", used=["deadlift-sumo"])[0].id == "deadlift-conventional"


def test_searching_for_nothing_gives_everything_in_order() -> None:
    found = CATALOGUE.search("")
    assert len(found) == 99
    assert found[0].family == "deadlift"
    assert found[-1].family == "everyday"


@pytest.mark.parametrize(
    ("words", "first"),
    [("deadlift", "deadlift-conventional"), ("rd", "deadlift-romanian"), ("kb sw", "swing-two-hand"),
     ("squ smi", "squat-smith"), ("thrust", "hip-thrust-barbell"), ("kroc", "row-one-arm-dumbbell"),
     ("multipress", "squat-smith")],
)  # fmt: skip
def test_the_best_hit_is_on_top(words: str, first: str) -> None:
    assert CATALOGUE.search(words)[0].id == first


@given(st.text(max_size=12))
def test_more_words_never_find_more(words: str) -> None:
    assert len(CATALOGUE.search(f"{words} squat")) <= len(CATALOGUE.search("squat"))


def test_what_is_in_no_name_is_not_found() -> None:
    assert CATALOGUE.search("bench press zzz") == []
