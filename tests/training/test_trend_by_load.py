from __future__ import annotations

from dataclasses import replace

import pytest

from hinge_log.training.clean_load import clean_load, load_counts
from hinge_log.training.periods import fatigue
from hinge_log.training.top_sets import strength
from hinge_log.training.trend import SetPoint, TrendData


def one(day: int, kilos: float, clean: bool = True, position: int = 0, **more: object) -> SetPoint:
    label = 4 if clean else 3
    grams = round(kilos * 1000)
    point = SetPoint(f"w{day}", day, position, reps=5, load_g=grams, label=label, basis="checked", clean=clean)
    return point._replace(**more)  # type: ignore[arg-type]  # the tests name fields by keyword


def window(points: list[SetPoint], end: int = 83) -> TrendData:
    return TrendData("Deadlift", tuple(points), 0, end)


def sets(kilos: float, clean: int, n: int, **more: object) -> list[SetPoint]:
    """`n` checked sets at a load, the first `clean` of them clean."""
    return [one(80, kilos, place < clean, place, **more) for place in range(n)]


def test_the_clean_load_is_the_highest_bin_with_eight_in_ten_clean() -> None:
    found = clean_load(window([*sets(100, 9, 10), *sets(110, 4, 5), *sets(120, 3, 5)]))
    assert (found.grams, found.bin and (found.bin.clean, found.bin.n)) == (110_000, (4, 5))
    # Wilson 1927 by hand: p = 0.8, n = 5, z = 1.96: centre 0.6696, half width 0.2934.
    assert found.interval == pytest.approx((0.3755, 0.9638), abs=1e-4)
    assert found.sentence == "Clean load 110 kg: 4 of 5 checked sets clean (95 %: 38% to 96%), judged by feel."


def test_a_lower_bin_that_fails_ends_the_search_and_one_with_few_sets_does_not() -> None:
    assert clean_load(window([*sets(90, 3, 5), *sets(100, 5, 5)])).grams is None
    assert clean_load(window([*sets(90, 0, 4), *sets(100, 5, 5)])).grams == 100_000


def test_loads_within_five_kilograms_or_ten_pounds_count_together() -> None:
    near = [*sets(100, 2, 2), *sets(102.5, 2, 2), *sets(104, 1, 1)]
    assert clean_load(window(near)).grams == 100_000
    assert clean_load(window([*near[:-1], *sets(105, 1, 1)])).grams is None
    pounds = [one(80, 225 * 0.45359237, position=n) for n in range(5)]
    assert clean_load(replace(window(pounds), unit="lb")).text == "220 lb"


def test_only_checked_working_sets_of_twelve_weeks_with_a_load_count_whoever_judged() -> None:
    kept = [*sets(100, 4, 4), one(1, 100, position=5, judged_by="video")]
    assert clean_load(window(kept)).sentence.endswith("judged by feel and on video.")
    for other in ({"basis": "quick"}, {"kind_counts": False}, {"body": True}, {"label": None}):
        assert clean_load(window([*kept[1:], one(80, 100, position=9, **other)])).grams is None
    assert clean_load(replace(window([*kept[1:], one(0, 100, position=9)]), start=-30, end=84)).grams is None


def test_too_little_data_says_what_is_missing() -> None:
    assert clean_load(window(sets(100, 3, 3))).sentence == (
        "A clean load needs 5 checked sets within 5 kg in 12 weeks (3 so far)."
    )
    assert clean_load(window(sets(100, 3, 5))).sentence == "No clean load yet. At 100 kg 3 of 5 sets were clean."


def test_the_clean_estimate_follows_the_clean_load() -> None:
    points = [*sets(100, 5, 5), one(81, 140, position=9)]
    [first, second] = strength(window(points))
    assert first.clean == pytest.approx(100_000 * (1 + 5 / 30))
    assert second.clean is None


def test_counts_keep_every_rating_of_one_source() -> None:
    rows = load_counts([one(1, 70), one(1, 70, False), one(1, 80), one(1, 80, basis="quick")], "checked")
    assert [(row.load_g, row.counts, row.n) for row in rows] == [
        (70_000, (0, 0, 1, 1, 0), 2),
        (80_000, (0, 0, 0, 1, 0), 1),
    ]


def test_fatigue_is_the_last_set_against_the_first_at_one_load() -> None:
    points = [p for day in range(5) for p in (one(day, 60, False), one(day, 100, position=1, label=5),
                                              one(day, 102, position=2, label=3))]  # fmt: skip
    assert fatigue(window(points)).drop == -2
    assert fatigue(window([p for p in points if p.day < 4])).drop is None
