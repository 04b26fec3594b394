"""Bodyweight, names of own exercises, and the settings of weeks, days and plates."""

from __future__ import annotations

import pytest

from .conftest import FixedClock, Hinge


def test_bodyweight_is_logged_listed_and_undone(hinge: Hinge, clock: FixedClock) -> None:
    assert "82.4 kg" in hinge("weight", "82.4").out
    clock.pass_(days=28)
    value = hinge("weight", "181lb", "--json").json
    assert value["weight"] == {"value": 181, "unit": "lb", "g": 82_100}
    assert value["change_28_days_g"] == -300
    assert [each["date"] for each in value["weights"]] == ["2026-03-02", "2026-03-30"]
    assert hinge("weight").out.splitlines()[-1] == "-0.3 kg in four weeks"
    hinge("undo")
    assert len(hinge("weight", "--json").json["weights"]) == 1
    assert hinge("weight", "5000").code != 0
    assert hinge("weight", "--at", "yesterday").code == 2


def test_an_own_exercise_is_renamed_and_merged(hinge: Hinge) -> None:
    hinge("log", "my pull", "100x5", "--new")
    assert "is now Odd pull" in hinge("rename", "my pull", "Odd pull").out
    assert hinge("show", "odd pull", "--json").json["name"] == "Odd pull"
    assert hinge("show", "my pull", "--json").json["name"] == "Odd pull"
    assert hinge("rename", "odd pull", "Back squat").code == 4
    assert hinge("rename", "deadlift", "Lifting").code == 3
    assert hinge("merge", "odd pull", "deadlift", "--json").json["sets"] == 1
    assert hinge("stats", "deadlift", "--json").json["sets"] == 1
    hinge("undo")
    assert hinge("stats", "deadlift", "--json").json["sets"] == 0


def test_limited_pairs_of_plates_are_all_that_is_loaded(hinge: Hinge) -> None:
    assert hinge("config", "set", "plates", "25x1 20x2 10 2.5").code == 0
    assert hinge("config", "get", "plates").out == "25x1 20x2 10 2.5\n"
    assert hinge("plates", "200").out == "20 kg bar, 25 + 20 + 20 + 10 + 10 + 2.5 + 2.5 per side\n"
    assert hinge("config", "set", "plates", "20x0").code == 2
    assert hinge("config", "set", "plates", "20xx").code == 2


def test_plates_answer_in_the_unit_that_was_asked(hinge: Hinge) -> None:
    assert hinge("plates", "225lb", "--bar", "45lb").out == "45 lb bar, 45 + 45 per side\n"
    assert hinge("plates", "225lb", "--json").json["unit"] == "lb"
    assert hinge("plates", "101lb").out == "101 lb cannot be loaded: 100 lb or 105 lb\n"
    hinge("log", "deadlift", "230lbx5")
    assert "230 lb x 5, 45 lb bar" in hinge("next").out
    assert hinge("config", "set", "bar", "45lb").code == 0
    assert hinge("config", "get", "bar").out == "20.412\n"


def test_rest_is_turned_off_by_its_word(hinge: Hinge) -> None:
    assert hinge("config", "set", "rest_s", "off").code == 0
    assert hinge("config", "get", "rest_s").out == "0\n"


@pytest.mark.parametrize(("hour", "date"), [("0", "2026-03-03"), ("3", "2026-03-02")])
def test_a_day_ends_at_the_hour_that_is_set(hinge: Hinge, clock: FixedClock, hour: str, date: str) -> None:
    hinge("config", "set", "day_ends_h", hour)
    clock.pass_(seconds=13 * 3600)  # 02:00 on the next day, as the clock of the place has it
    assert hinge("log", "deadlift", "100x5", "--json").json["date"] == date
    assert hinge("today", "--json").json["date"] == date
    assert hinge("config", "set", "day_ends_h", "9").code == 2


def test_the_week_begins_on_the_day_that_is_set(hinge: Hinge) -> None:
    starts = {}
    for day in ("monday", "sunday", "saturday"):
        hinge("config", "set", "week_start", day)
        starts[day] = hinge("week", "--json").json["week"]
    assert starts == {"monday": "2026-03-02", "sunday": "2026-03-01", "saturday": "2026-02-28"}
