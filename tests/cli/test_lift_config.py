from __future__ import annotations

import pytest

from .conftest import FixedClock, Hinge


def test_what_is_set_for_a_lift_is_shown_and_undone_in_one_step(hinge: Hinge) -> None:
    said = hinge("config", "lift", "deadlift", "rest=3:00", "bar=15", "cue=long", "spine")

    assert said.code == 0
    assert said.out == ("Conventional deadlift: rest 3:00; bar 15 kg; cue long spine. undo: hinge-log undo\n")
    found = hinge("config", "lift", "deadlift", "--json").json
    assert found["own"] == {"unit": None, "bar_g": 15_000, "step_g": None, "rest_s": 180, "cue": "long spine"}
    assert (found["unit"], found["bar"], found["rest_s"]) == ("kg", "15", 180)
    assert "rest   3:00" in hinge("config", "lift").out
    hinge("undo")
    assert "gym default, 2:30" in hinge("config", "lift", "deadlift").out


def test_a_lift_is_as_the_gym_again_when_asked(hinge: Hinge) -> None:
    hinge("config", "lift", "romanian", "deadlift", "rest=off", "unit=lb", "bar=35", "step=1")
    hinge("config", "lift", "romanian", "deadlift", "rest=gym", "unit=gym")

    own = hinge("config", "lift", "romanian deadlift", "--json").json["own"]
    assert own == {"unit": None, "bar_g": None, "step_g": None, "rest_s": None, "cue": None}


@pytest.mark.parametrize(
    ("word", "code"), [("rest=soon", 2), ("unit=stone", 2), ("bar=-3", 2), ("step=0", 2), ("weight=5", 3)]
)
def test_what_cannot_be_set_is_refused_with_nothing_written(hinge: Hinge, word: str, code: int) -> None:
    said = hinge("config", "lift", "deadlift", "rest=1:00", word)

    assert said.code == code
    assert said.err
    assert hinge("config", "lift", "deadlift", "--json").json["own"]["rest_s"] is None


def test_bar_and_step_are_numbers_of_the_unit_that_is_set_with_them(hinge: Hinge) -> None:
    hinge("config", "lift", "deadlift", "bar=35", "unit=lb", "step=2.5")

    found = hinge("config", "lift", "deadlift", "--json").json
    assert (found["unit"], found["bar"], found["step"]) == ("lb", "35", "2.5")


def test_a_number_without_unit_is_in_that_of_the_lift(hinge: Hinge) -> None:
    hinge("config", "lift", "deadlift", "unit=lb")

    assert "225 lb x 5" in hinge("log", "deadlift", "225x5").out
    assert "60 kg x 5" in hinge("log", "rdl", "60x5").out


def test_next_and_plates_go_by_the_bar_of_the_lift_at_hand(hinge: Hinge) -> None:
    hinge("config", "lift", "deadlift", "bar=15")
    hinge("log", "deadlift", "65x5")

    assert "15 kg bar, 25 per side" in hinge("next").out
    assert hinge("plates", "65", "--lift", "deadlift").out == "15 kg bar, 25 per side\n"
    said = hinge("plates", "65")
    assert said.out == "15 kg bar, 25 per side\n"
    assert "15 kg" in said.err
    assert hinge("plates", "65", "--lift", "rdl").out == "20 kg bar, 20 + 2.5 per side\n"


def test_the_rest_is_that_of_the_lift_done_last_or_none(hinge: Hinge, clock: FixedClock) -> None:
    hinge("config", "lift", "deadlift", "rest=5:00")
    hinge("config", "lift", "rdl", "rest=off")
    hinge("log", "deadlift", "100x5")
    clock.pass_(seconds=200)

    left = hinge("today", "--json").json["rest_s"]
    assert 90 <= left <= 100
    assert hinge("status", "--format", "{rest}").out.startswith("1:3")
    hinge("log", "rdl", "60x5")
    assert hinge("today", "--json").json["rest_s"] is None
    assert hinge("status", "--format", "{rest}").out == "\n"
