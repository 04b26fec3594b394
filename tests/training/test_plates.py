from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.training.load import Load
from hinge_log.training.plates import (
    PLATES_KG,
    PLATES_LB,
    RACK_KG,
    RACK_LB,
    Between,
    Plates,
    Rack,
    breakdown,
    describe,
    smallest_step,
)


def kg(value: str) -> Load:
    return Load.of(value, "kg")


@pytest.mark.parametrize(
    ("load", "text", "plain"),
    [
        ("100", "20 kg bar, 25 + 15 per side", "20 kg bar, 25 + 15 per side"),
        ("20", "20 kg bar, no plates", "20 kg bar, no plates"),
        ("142.5", "20 kg bar, 25 + 25 + 10 + 1.25 per side", "20 kg bar, 25 + 25 + 10 + 1.25 per side"),
        ("220", "20 kg bar, 4×25 per side", "20 kg bar, 4x25 per side"),
        ("103", "103 kg cannot be loaded: 102.5 kg or 105 kg", "103 kg cannot be loaded: 102.5 kg or 105 kg"),
        ("15", "15 kg cannot be loaded: 20 kg", "15 kg cannot be loaded: 20 kg"),
    ],
)
def test_what_goes_on_the_bar(load: str, text: str, plain: str) -> None:
    assert describe(RACK_KG.fit(kg(load)), "kg") == text
    assert describe(RACK_KG.fit(kg(load)), "kg", ascii_only=True) == plain


def test_pound_plates_are_exact() -> None:
    assert RACK_LB.fit(Load.of("225", "lb")) == Plates(45_000, (45_000, 45_000))
    assert isinstance(RACK_LB.fit(kg("100")), Between)


def test_collars_are_part_of_the_load() -> None:
    rack = Rack(collar=2_500)
    assert describe(rack.fit(kg("75")), "kg") == "20 kg bar with collars of 2.5, 25 per side"


def test_a_small_rack_uses_what_there_is() -> None:
    rack = Rack(plates=(20_000, 15_000, 10_000), pairs=(1, 2, 1))
    assert rack.fit(kg("80")) == Plates(20_000, (20_000, 10_000))
    assert rack.fit(kg("70")) == Plates(20_000, (15_000, 10_000))
    # the largest plate first would leave 10 kg a side twice
    assert breakdown(32_000, 20_000, {5_000: 1, 3_000: 2}) == Plates(20_000, (3_000, 3_000))
    # 8 first would leave 2 a side; 5 and 5 are fewer than 4, 3 and 3
    assert breakdown(40, 20, {8: 1, 5: 2, 4: 1, 3: 2}) == Plates(20, (5, 5))
    full = rack.fit(kg("500"))
    assert isinstance(full, Between)
    assert full.above is None
    assert full.below == Plates(20_000, (20_000, 15_000, 15_000, 10_000))


def test_the_nearest_load_is_the_lighter_of_two() -> None:
    assert RACK_KG.nearest(kg("101.25")) == kg("100")
    assert RACK_KG.nearest(kg("102")) == kg("102.5")
    assert RACK_KG.nearest(kg("5")) == kg("20")


def test_the_smallest_step_is_a_pair_of_the_smallest_plates() -> None:
    assert smallest_step(RACK_KG) == kg("2.5")
    assert smallest_step(RACK_LB) == Load.of("5", "lb")


@given(st.integers(0, 240))
def test_kilogram_plates_come_out_with_the_fewest(steps: int) -> None:
    found = breakdown(20_000 + 2_500 * steps, 20_000, PLATES_KG)
    assert isinstance(found, Plates)
    assert found.total == 20_000 + 2_500 * steps
    fewest = [0]
    for total in range(1, steps + 1):
        fewest.append(1 + min(fewest[total - size // 1_250] for size in PLATES_KG if size // 1_250 <= total))
    assert len(found.per_side) == fewest[steps]


@given(st.integers(0, 1_300_000), st.sampled_from([(20_000, PLATES_KG), (45_000, PLATES_LB)]))
@settings(max_examples=50)
def test_what_cannot_be_loaded_lies_between_two_loads_one_step_apart(
    target: int, rack: tuple[int, tuple[int, ...]]
) -> None:
    bar, plates = rack
    found = breakdown(target, bar, plates)
    step = 2 * min(plates)
    if isinstance(found, Plates):
        assert found.total == target
    elif target < bar:
        assert found == Between(target, None, Plates(bar))
    else:
        assert found.below is not None
        assert found.above is not None
        assert found.below.total < target < found.above.total
        assert found.above.total - found.below.total == step


@given(st.integers(0, 120), st.dictionaries(st.integers(1, 15), st.integers(0, 3), max_size=4))
def test_a_limited_rack_agrees_with_trying_everything(target: int, plates: dict[int, int]) -> None:
    totals = {
        10 + 2 * sum(size * number for size, number in zip(plates, numbers, strict=True))
        for numbers in product(*(range(number + 1) for number in plates.values()))
    }
    found = breakdown(target, 10, plates)
    if target in totals:
        assert isinstance(found, Plates)
        assert found.total == target
        assert all(found.per_side.count(size) <= plates[size] for size in set(found.per_side))
    else:
        assert isinstance(found, Between)
        assert (found.below.total if found.below else None) == max((t for t in totals if t < target), default=None)
        assert (found.above.total if found.above else None) == min((t for t in totals if t > target), default=None)
