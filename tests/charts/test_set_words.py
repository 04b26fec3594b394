from __future__ import annotations

import pytest

from hinge_log.charts.set_words import brief, fitting, group_words
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.support import work

MIXED = [*[work("100", 5)] * 5, work("105", 5)]


def test_each_group_of_equal_sets_is_said_and_shortened_without_making_them_equal() -> None:
    assert group_words(MIXED, "kg") == (
        "5 × 5 at 100, 1 × 5 at 105 kg",
        "5 × 5 100, 1 × 5 105 kg",
        "6 sets, 100 to 105 kg",
        "6 sets",
    )


def test_sets_that_are_all_equal_and_sets_that_differ_in_reps_alone_say_their_load_once() -> None:
    assert group_words([work("100", 5)] * 3, "kg")[0] == "3 × 5 at 100 kg"
    assert group_words([work("100", 5), work("100", 5), work("100", 4)], "kg")[::2] == (
        "2 × 5, 1 × 4 at 100 kg",
        "3 sets at 100 kg",
    )


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([SetDraft(8), SetDraft(8)], "2 × 8"),
        ([SetDraft(seconds=40)] * 2, "2 × 40 s"),
        ([SetDraft(8, distance_mm=180), SetDraft(8, distance_mm=200)], "1 × 8 at 18 cm, 1 × 8 at 20 cm"),
        ([SetDraft(8, Load.of("0", "kg", body=True)), SetDraft(8, Load.of("10", "kg", body=True))],
         "1 × 8 at bw, 1 × 8 at bw+10 kg"),
        ([work("100", 5), SetDraft(5, Load.of("225", "lb"))], "1 × 5 at 100 kg, 1 × 5 at 225 lb"),
        ([work("100", 5), SetDraft(8)], "1 × 5 at 100 kg, 1 × 8"),
        ([], ""),
    ],
)  # fmt: skip
def test_what_is_measured_otherwise_keeps_its_own_unit(sets: list[SetDraft], said: str) -> None:
    assert group_words(sets, "kg")[0] == said


def test_the_fullest_words_that_fit_are_taken_and_a_word_is_never_cut() -> None:
    words = group_words(MIXED, "kg")
    assert [fitting(words, room) for room in (40, 28, 22, 8, 3)] == [words[0], words[1], words[2], words[3], ""]
    assert brief(words[0]) == words[1]
