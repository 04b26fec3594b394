"""Gyms in the shell: their plates, bells and steps are those of every load that is worked out."""

from __future__ import annotations

import pytest

from .conftest import FixedClock, Hinge


def test_a_gym_that_is_used_changes_plates_proposals_and_steps(hinge: Hinge, clock: FixedClock) -> None:
    added = hinge("gym", "add", "Home", "bar=15", "plates=20x2 10x1 5", "bells=16 24", "dumbbells=10", "12.5")
    assert "Home added: bar 15; plates 20x2 10x1 5; bells 16 24; dumbbells 10 12.5; unit kg" in added.out
    assert hinge("plates", "100").out == "20 kg bar, 25 + 15 per side\n"
    assert "Home is now in use" in hinge("gym", "use", "home").out
    # 15 kg bar: 20 + 20 and 2.5 per side are missing; 5 + 5 is the finest pair, so 95 and 105 are next to it
    assert hinge("plates", "100").out == "100 kg cannot be loaded: 95 kg or 105 kg\n"
    assert hinge("plates", "225").out.startswith("15 kg bar, 20 + 20 + 10 + ")  # no more than there are
    assert hinge("gym", "--json").json["in_use"] == "Home"
    hinge("log", "goblet squat", "16x8")
    hinge("log", "deadlift", "100x1")
    hinge("finish")
    clock.pass_(days=1)
    # 75 % of 100 is 75: on a 15 kg bar with 20, 10, 5: 20 + 10 per side
    plan = '[[day]]\nname = "A"\n[[day.lift]]\nexercise = "deadlift"\nsets = "75%x5"\n'
    text = f'name = "Mine"\n{plan}[[day.lift]]\nexercise = "goblet squat"\nsets = "20x8"\n'
    assert _plan(hinge, text) == ["75"]
    hinge("gym", "use", "default")
    assert hinge("plates", "100").out == "20 kg bar, 25 + 15 per side\n"
    hinge("undo")
    assert hinge("gym", "--json").json["in_use"] == "Home"


def _plan(hinge: Hinge, text: str) -> list[str]:
    import pathlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "mine.toml"
        path.write_text(text, encoding="utf-8")
        hinge("plans", "add", str(path), "--use")
    sets = hinge("plans", "show", "Mine", "--json").json["days"][0]["lifts"][0]["sets"]
    return [f"{each['planned']['value']:g}" for each in sets]


def test_a_gym_is_changed_and_deleted_and_mistakes_are_named(hinge: Hinge) -> None:
    hinge("gym", "add", "Home", "bar=15")
    assert "plates 20x2 10" in hinge("gym", "edit", "Home", "plates=20x2, 10").out
    assert hinge("gym", "use", "Garage").code == 3
    assert hinge("gym", "add", "Home").code == 4
    for wrong in ("plates=20xx", "bar=heavy", "bells=1 two", "rack=2", "unit=st"):
        assert hinge("gym", "edit", "Home", wrong).code == 2
    assert hinge("gym", "edit", "Home").code == 2
    assert hinge("gym", "use").code == 2
    hinge("gym", "use", "Home")
    assert "Another gym is in use" in hinge("config", "set", "bar", "10").err
    assert hinge("config", "get", "bar").out == "10\n"
    assert "Home deleted" in hinge("gym", "delete", "Home").out
    assert hinge("gym", "--json").json == {**hinge("gym", "--json").json, "gyms": [], "in_use": None}
    hinge("undo")
    assert [each["name"] for each in hinge("gym", "--json").json["gyms"]] == ["Home"]


def test_bells_of_the_settings_are_all_that_is_suggested(hinge: Hinge) -> None:
    assert hinge("config", "set", "bells", "24 16 32").code == 0
    assert hinge("config", "get", "bells").out == "16 24 32\n"
    hinge("start", "--empty")
    hinge("log", "goblet squat", "16x8")
    assert hinge("config", "set", "bells", "all").code == 0
    assert hinge("config", "get", "bells", "--json").json["value"] == []
    assert hinge("config", "set", "dumbbells", "ten").code == 2


@pytest.mark.parametrize("unit", ["kg", "lb"])
def test_a_gym_counts_in_its_own_unit(hinge: Hinge, unit: str) -> None:
    hinge("gym", "add", "Away", f"unit={unit}", "plates=45x2 25 10")
    hinge("gym", "use", "Away")
    hinge("log", "deadlift", "135x5")
    assert hinge("history", "--json").json["workouts"][0]["lifts"][0]["sets"][0]["load"]["unit"] == unit
