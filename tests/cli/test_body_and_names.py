"""Bodyweight, names of own exercises, and the settings of weeks, days and plates."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import FixedClock, Hinge


def test_bodyweight_is_logged_listed_and_undone(hinge: Hinge, clock: FixedClock) -> None:
    assert "82.4 kg" in hinge("weight", "82.4").out
    clock.pass_(days=28)
    value = hinge("weight", "181lb", "--json").json
    assert value["weight"] == {"value": 181, "unit": "lb", "g": 82_100}
    assert value["change_28_days_g"] == -300
    assert [each["date"] for each in value["weights"]] == ["2026-03-02", "2026-03-30"]
    assert hinge("weight").out.splitlines()[-1] == "7-day mean 82.1 kg, -0.3 kg in four weeks"
    hinge("undo")
    assert len(hinge("weight", "--json").json["weights"]) == 1
    assert hinge("weight", "5000").code != 0
    assert hinge("weight", "--at", "yesterday").code == 2


def test_loads_on_top_of_bodyweight_count_with_it_from_then_on(hinge: Hinge) -> None:
    hinge("log", "pull up", "bw+5x5", "--new", "--at", "2026-02-23 10:00")
    hinge("weight", "82.4", "--at", "2026-03-01")
    hinge("log", "pull up", "bw+7.5x5", "--at", "2026-03-01 10:00")
    logged = hinge("log", "pull up", "bw+10x5")
    assert "bw+10 kg x 5 (92.4 kg including bodyweight)" in logged.out
    last = hinge("history", "--lift", "pull up", "-n", "1", "--json").json["workouts"][0]["lifts"][0]["sets"][0]
    assert last["moved"] == {"value": 92.4, "unit": "kg", "g": 92_400}
    assert "92.4 kg including bodyweight" in hinge("next").out
    finished = hinge("finish", "--json").json["records"]
    # Before: 89.9 kg moved for 5, 89.9 x 5 = 449.5 kg; now 92.4 x 5 = 462 kg and 92.4 x (1 + 5 / 30) = 107.8 kg
    assert {each["kind"]: each["value"] for each in finished} == {"load": 10_000, "e1rm": 107_800, "volume": 462_000}
    shown = hinge("show", "pull up", "--json").json
    assert (shown["e1rm_g"], shown["bodyweight_g"], shown["x_bodyweight"]) == (107_800, 82_400, 1.31)
    assert "1.31 x bodyweight (82.4 kg)" in hinge("show", "pull up").out
    report = hinge("report").out
    assert "**Bodyweight:** 7-day mean 82.4 kg. A four-week change needs an earlier weight.\n" in report
    assert "1.31 × bodyweight" in report
    assert "Relative strength: 1.31 × bodyweight (82.4 kg)" in hinge("trend", "pull up", "--by", "strength").out


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


@pytest.mark.parametrize(("name", "value"), [("rest_s", "0"), ("rest_warmup_s", "0"), ("rest_round_s", "-1")])
def test_rest_is_turned_off_by_its_word(hinge: Hinge, name: str, value: str) -> None:
    assert hinge("config", "set", name, "off").out == f"{name}: off. undo: hinge-log undo\n"
    assert hinge("config", "get", name).out == f"{value}\n"
    listed = {line.split()[0]: line.split()[1] for line in hinge("config", "list").out.splitlines() if "rest_" in line}
    assert listed[name] == "off"
    assert hinge("config", "set", "rest_round_s", "0").out.startswith("rest_round_s: 0.")


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


def test_a_workout_note_work_and_rest_are_told_at_finish(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "deadlift", "100x5", "--workout-note", "short sleep")
    clock.pass_(seconds=149)
    hinge("log", "deadlift", "100x5")
    # two sets of five at three seconds a rep: 30 s of work; 150 s between them, less the 15 s of the second one
    finished = hinge("finish", "--json").json["workout"]
    assert (finished["note"], finished["work_s"], finished["rest_s"]) == ("short sleep", 30, 135)
    hinge("undo")
    said = hinge("finish").out
    assert "2 working sets, about 1 min work, 2 min rest" in said
    assert '"short sleep"' in said
    assert hinge("log", "deadlift", "f4", "--workout-note", "x").code == 2
    assert hinge("config", "set", "rest_round_s", "1:30").code == 0


def test_assistance_is_no_volume(hinge: Hinge) -> None:
    hinge("log", "machine pull", "bw-30x8", "--new")
    assert hinge("stats", "--json").json["volume_g"] == 0
    hinge("log", "machine pull", "bw+5x2")
    assert hinge("stats", "--json").json["volume_g"] == 10_000
    assert "-" not in hinge("stats").out.partition("volume")[2].splitlines()[0]


def test_distances_are_said_as_people_write_them(hinge: Hinge) -> None:
    assert "400 m." in hinge("log", "sled", "400m", "--new").out
    assert "24 kg x 40 m." in hinge("log", "sled", "24x40m").out
    assert "2.5 km." in hinge("log", "sled", "2.5km").out
    assert "50 yd." in hinge("log", "sled", "50yd").out
    assert "12 in." in hinge("log", "sled", "1ft").out
    assert "2:00." in hinge("log", "sled", "2min").out  # m alone is metres
    assert hinge("edit", "last", "400m").code == 0
    said = hinge("history", "--lift", "sled").out + hinge("show", "sled").out + hinge("export", "--format", "md").out
    assert "400 m" in said
    assert "000 cm" not in said
    assert "000 m" not in said


def test_a_change_is_one_of_the_load_shown_and_units_are_named(hinge: Hinge) -> None:
    hinge("log", "dl", "225lbx5")
    assert "230 lb x 5" in hinge("log", "dl", "+5").out
    hinge("config", "set", "unit", "lb")
    hinge("log", "squat", "100kgx5")
    assert "105 kg x 5" in hinge("log", "squat", "+5").out
    hinge("config", "set", "unit", "kg")
    assert hinge("plates", "225lb", "--bar", "45lb").out == "45 lb bar, 45 + 45 per side\n"
    assert "bar: 20.41 kg" in hinge("config", "set", "bar", "45lb").out
    hinge("log", "dl", "230lbx5")
    assert "230 lb x 5, 45 lb bar, 45 + 45 + 2.5 per side" in hinge("next").out


def test_a_warm_up_is_no_heaviest_set_and_the_heaviest_one_keeps_its_unit(hinge: Hinge) -> None:
    hinge("log", "dl", "140x1 w", "225lbx5", "100x5")
    said = hinge("show", "dl").out
    assert "heaviest   225 lb x 5" in said
    assert "140 kg x 1 w" in said
    assert hinge("show", "dl", "--json").json["heaviest_g"] == 102_058


def test_an_undo_says_which_lift_and_which_day(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "dl", "100x5")
    hinge("finish")
    clock.pass_(days=2)
    hinge("log", "squat", "80x5")
    assert hinge("undo").out == "Undone: set 80 kg x 5, Back squat\n"
    assert hinge("undo", "2").out.splitlines()[1] == "Undone: set 100 kg x 5, Deadlift, Mon 2 Mar"


def test_the_name_of_a_merged_exercise_means_what_it_became(hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "my lift", "50x5", "--new")
    hinge("merge", "my lift", "dl")
    assert hinge("log", "My lift", "60x5", "--new", "--json").json["exercise"] == "deadlift-conventional"
    assert hinge("log", "my", "lift", "70x5").out.startswith("Deadlift set 3: 70 kg")
    table = tmp_path / "t.csv"
    table.write_text("date,exercise,weight,reps\n2026-01-03,My Lift,100,5\n", encoding="utf-8")
    hinge("import", str(table), "--unit", "kg", "--yes")
    shown = hinge("show", "my lift", "--json").json
    assert (shown["name"], hinge("stats", "dl", "--json").json["sets"]) == ("Conventional deadlift", 4)


def test_a_day_in_a_sentence_has_single_spaces(hinge: Hinge) -> None:
    assert " on Sun 1 Mar. undo" in hinge("weight", "82.4", "--at", "2026-03-01").out
