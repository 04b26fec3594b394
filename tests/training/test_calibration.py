from __future__ import annotations

import pytest

from hinge_log.training.trend import RatedTwice, calibrated


def pairs(count: int, felt: int, seen: int) -> list[RatedTwice]:
    return [RatedTwice(4, 4, felt, seen)] * count


@pytest.mark.parametrize(("count", "said"), [(4, False), (5, True)])
def test_five_sets_rated_both_ways_are_compared_and_four_are_not(count: int, said: bool) -> None:
    found = calibrated(pairs(count, 90, 70))
    assert (found.gap is not None) is said
    assert ("20 points higher" in found.text) is said
    assert ("needs 5" in found.text) is not said


@pytest.mark.parametrize(("felt", "words"), [(79, "agree"), (80, "10 points higher"), (61, "agree"), (60, "lower")])
def test_under_ten_points_is_no_difference(felt: int, words: str) -> None:
    assert words in calibrated(pairs(5, felt, 70)).text


def test_the_last_five_count() -> None:
    assert calibrated([*pairs(5, 100, 50), *pairs(5, 70, 70)]).gap == 0


def test_quick_ratings_are_compared_by_label() -> None:
    found = calibrated([RatedTwice(5, 3, None, 78)] * 5)
    assert (found.gap, found.unit) == (2, "labels")
    assert "2.0 ratings higher" in found.text


def test_without_a_pair_nothing_is_said() -> None:
    assert calibrated([]).text == ""


@pytest.mark.parametrize(
    ("judges", "words", "against"),
    [
        (["video"] * 5, "higher than your video", "video"),
        (["person"] * 5, "higher than a coach beside you", "person"),
        (["person", "video"] * 3, "higher than video or coach", "video or person"),
        (["person", *["video"] * 5], "higher than your video", "video"),  # the last five count
        (["person"] * 3, "3 sets rated by feel, then by a coach", "person"),
    ],
)
def test_it_says_who_saw_the_sets(judges: list[str], words: str, against: str) -> None:
    compared = calibrated([RatedTwice(5, 3, 100, 80, judge) for judge in judges])
    assert words in compared.text
    assert compared.against == against
    assert len(compared.finding) < 80
    assert len(compared.brief) < 48


def test_where_both_agree_it_says_so() -> None:
    compared = calibrated(pairs(5, 84, 80))
    assert compared.text == "Ratings by feel and on video agree: 4 points apart (5 sets)."
    assert compared.brief == "You and video agree: 4 points (5 sets)"
