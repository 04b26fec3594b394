from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.training.current_lift import lighter
from hinge_log.training.load import LIMIT_G, Load, plain
from hinge_log.training.plates import RACK_KG, RACK_LB
from hinge_log.training.steps import at_most, dumbbell_step, next_bell, next_bell_by, next_loadable, ramp
from hinge_log.training.workout import SetKind

BAR, STEP = Load.of("20", "kg"), Load.of("2.5", "kg")


def kg(value: str, *, body: bool = False) -> Load:
    return Load.of(value, "kg", body=body)


@pytest.mark.parametrize(
    ("load", "direction", "expected"),
    [
        ("100", 1, "102.5"),
        ("100", -1, "97.5"),
        ("101", 1, "102.5"),
        ("101", -1, "100"),
        ("21", -1, "20"),
        ("20", -1, "20"),
        ("5", 1, "20"),
        ("5", -1, "5"),
    ],
)
def test_a_key_moves_to_the_next_load_of_the_bar(load: str, direction: int, expected: str) -> None:
    assert next_loadable(kg(load), direction, STEP, BAR) == kg(expected)


def test_less_than_bodyweight_is_assistance() -> None:
    assert next_loadable(kg("0", body=True), -1, STEP) == kg("-2.5", body=True)
    assert next_loadable(kg("0"), -1, STEP) == kg("0")


def test_a_pound_set_moves_onto_the_kilogram_grid() -> None:
    assert next_loadable(Load.of("225", "lb"), 1, STEP, BAR) == kg("102.5")


def test_no_key_goes_over_the_limit() -> None:
    assert next_loadable(kg("600"), 1, STEP, BAR) == kg("600")


@given(st.integers(20_000, LIMIT_G - 2_500))
def test_up_and_down_are_one_step_apart(grams: int) -> None:
    load = kg(plain(Decimal(grams) / 1000))
    up, down = next_loadable(load, 1, STEP, BAR), next_loadable(load, -1, STEP, BAR)
    assert down.grams <= load.grams < up.grams
    assert (up.in_unit("kg") - 20) % Decimal("2.5") == 0
    assert up.grams - down.grams == (2_500 if grams % 2_500 or grams == 20_000 else 5_000)


def test_kettlebells_come_in_their_own_sizes() -> None:
    assert next_bell(kg("24"), 1) == kg("28")
    assert next_bell(kg("24"), -1) == kg("22")
    assert next_bell(kg("48"), 1) == kg("48")
    assert next_bell(kg("25"), -1) == kg("24")


def test_dumbbell_steps() -> None:
    assert dumbbell_step("kg") == kg("2")
    assert dumbbell_step("lb") == Load.of("5", "lb")


def plan(load: Load, lowest: Load | None = None) -> list[tuple[str, int | None]]:
    sets = ramp(load, RACK_LB if load.unit == "lb" else RACK_KG, lowest)
    assert all(one.kind is SetKind.WARMUP for one in sets)
    return [(one.load.text, one.reps) for one in sets if one.load]


def test_the_ramp_to_a_hundred() -> None:
    assert plan(kg("100")) == [("20", 8), ("55", 5), ("70", 3), ("85", 2)]


def test_steps_too_close_are_dropped() -> None:
    assert plan(kg("60")) == [("20", 8), ("32.5", 5), ("42.5", 3)]
    assert plan(kg("30")) == [("20", 8)]


def test_no_ramp_near_the_empty_bar() -> None:
    assert plan(kg("27.5")) == []


def test_the_first_floor_pull_stands_on_full_size_discs() -> None:
    assert plan(kg("100"), kg("30"))[0] == ("30", 8)


def test_the_ramp_in_pounds() -> None:
    assert plan(Load.of("225", "lb")) == [("45", 8), ("125", 5), ("155", 3), ("190", 2)]


@given(st.integers(20, 500))
def test_a_ramp_rises_and_can_be_loaded(load: int) -> None:
    grams = [one.load.grams for one in ramp(kg(str(load)), RACK_KG) if one.load]
    assert all(later - earlier >= 10_000 for earlier, later in zip(grams, [*grams[1:], load * 1000], strict=False))
    assert all((value - 20_000) % 2_500 == 0 for value in grams)


def test_only_bells_that_there_are_are_next() -> None:
    sizes = ("16", "24")
    assert next_bell_by(kg("16"), 1, 0, sizes).text == "24"
    assert next_bell_by(kg("24"), 1, 0, sizes).text == "24"
    assert next_bell_by(kg("20"), -1, 0, sizes).text == "16"
    assert at_most(kg("23.9"), "kettlebell_single", RACK_KG, sizes=sizes).text == "16"
    assert at_most(kg("24"), "kettlebell_each", RACK_KG, sizes=sizes).text == "24"
    assert at_most(kg("13"), "dumbbell_each", RACK_KG, sizes=("10", "12.5", "15")).text == "12.5"
    assert lighter(kg("24"), RACK_KG, sizes).text == "16"
    assert lighter(kg("16"), RACK_KG, sizes).text == "16"
