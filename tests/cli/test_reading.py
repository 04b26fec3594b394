from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import FixedClock, Hinge

READING = (
    ["today"], ["next"], ["status"], ["history"], ["stats"], ["exercises"], ["where"], ["plates", "100"],
    ["cues", "deadlift"], ["trend", "deadlift"], ["show", "deadlift"], ["help", "safety"],
)  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_every_reading_command_answers_an_empty_log(hinge: Hinge, words: list[str]) -> None:
    for options in ([], ["--plain"], ["--no-color"]):
        said = hinge(*words, *options)
        assert said.code == 0
        assert "\x1b" not in said.out
    value = hinge(*words, "--json").json
    assert isinstance(value, list) or value["schema"] == "hinge-log/1"


@pytest.mark.parametrize(
    "words", [w for w in READING if w[0] not in ("exercises", "help", "where")], ids=lambda words: words[0]
)
def test_nothing_is_wider_than_the_terminal(hinge: Hinge, words: list[str]) -> None:
    for set_ in ("60x8 w", "100x5@8 f4", "100x5 !spine", "102.5x4 f3"):
        hinge("log", "dl", *set_.split())
    assert max(map(len, hinge(*words).out.splitlines())) <= 80


def test_today_shows_what_is_done_what_is_next_and_last_time(hinge: Hinge, clock: FixedClock) -> None:
    hinge("log", "dl", "97.5x5", "f4", "100x5")
    hinge("finish")
    clock.pass_(days=3)
    hinge("log", "dl", "100x5", "f4", '"smooth"')
    out = hinge("today").out
    assert "100 kg x 5, form 4 solid" in out
    assert '"smooth"' in out
    assert "next: 100 kg x 5, 20 kg bar, 25 + 15 per side" in out
    assert "last time (Mon 2 Mar): 100 kg x 5" in out
    assert "rest 2:2" in out
    clock.pass_(seconds=200)
    assert "rest" not in hinge("today").out


def test_without_a_terminal_the_program_prints_today(hinge: Hinge) -> None:
    hinge("log", "dl", "100x5")
    assert hinge("finish").code == 0
    alone = hinge()
    assert "Last one: Mon 2 Mar, 1 set" in alone.out
    assert alone == hinge("today")


def test_next_and_status_are_one_line_each_and_empty_without_a_workout(hinge: Hinge) -> None:
    assert (hinge("next").out, hinge("status").out) == ("", "")
    hinge("log", "dl", "102.5x5")
    assert hinge("next").out == "Deadlift set 2: 102.5 kg x 5, 20 kg bar, 25 + 15 + 1.25 per side\n"
    assert hinge("status").out == "Deadlift 1/1 2:28\n"
    assert hinge("status", "--format", "{next}").out == "102.5 kg x 5\n"


def test_warm_ups_and_sides_have_the_numbers_of_the_log_screen_everywhere(hinge: Hinge) -> None:
    said = hinge("log", "single-leg rdl", "8x8 w L", "8x8 w R", "16x8 L", "16x8 R", "16x8 L").out.splitlines()
    assert [line.partition(": ")[0].partition(" RDL ")[2].replace("DB ", "") for line in said] == [
        "warm-up 1 left", "warm-up 1 right", "set 1 left", "set 1 right", "set 2 left",
    ]  # fmt: skip
    assert " set 2 right: 16 kg x 8" in hinge("next").out
    assert hinge("next", "--json").json["number"] == 2
    listed = [" w1  8 kg", " w1  8 kg", "  1  16 kg", "  1  16 kg", "  2  16 kg", "  2  next: 16 kg x 8, right"]
    found = [line for line in hinge("today").out.splitlines() if " kg" in line and "last time" not in line]
    assert [line.startswith(f" {label}") for line, label in zip(found, listed, strict=True)] == [True] * 6
    found = [line for line in hinge("history", "--lift", "single-leg rdl").out.splitlines() if line.startswith("  ")]
    assert [line.split()[0] for line in found[-5:]] == ["w1", "w1", "1", "1", "2"]
    assert "Changed" in hinge("edit", "last", "16x7").out
    assert " 1/1" in hinge("status").out


def test_finish_and_today_say_each_group_of_equal_sets_and_which_of_them_were_rated(hinge: Hinge) -> None:
    hinge("log", "dl", "40x5", "w", "60x5", "w", "100x5", "f4")
    hinge("log", "dl", "100x5", "f3")
    hinge("log", "dl", "100x5x3")
    hinge("log", "dl", "105x5")
    out = hinge("finish").out
    assert "5 x 5 at 100, 1 x 5 at 105 kg  form 4 3 - - - -" in out
    assert "5 x 5 at 100, 1 x 5 at 105 kg" in hinge("today").out


def test_start_and_finish_may_be_said_twice(hinge: Hinge) -> None:
    assert "started" in hinge("start", "Pull day").out
    assert hinge("start").out == "Workout Pull day is already open.\n"
    hinge("log", "dl", "100x5", "f4")
    assert "Deadlift" in hinge("finish").out
    said = hinge("finish")
    assert (said.code, said.out) == (0, "")
    assert hinge("history", "--json").json["workouts"][0]["name"] == "Pull day"


def test_stats_count_what_was_logged(hinge: Hinge) -> None:
    hinge("log", "dl", "60x5", "w", "100x5x3")
    hinge("log", "goblet", "24x8")
    value = hinge("stats", "--json").json
    assert {key: value[key] for key in ("workouts", "sets", "warmup_sets", "exercises", "volume_g")} == {
        "workouts": 1,
        "sets": 5,
        "warmup_sets": 1,
        "exercises": 2,
        "volume_g": 60_000 * 5 + 3 * 100_000 * 5 + 24_000 * 8,
    }
    assert (value["first"], value["last"]) == ("2026-03-02", "2026-03-02")
    assert hinge("stats", "goblet", "--json").json["sets"] == 1


def test_a_trend_keeps_quick_and_checked_ratings_apart(hinge: Hinge, clock: FixedClock) -> None:
    for _ in range(5):
        hinge("log", "dl", "100x5x2", "f4")
        hinge("log", "dl", "100x5", "!drift")
        hinge("log", "dl", "100x5", "!drift:3")
        hinge("finish")
        clock.pass_(days=3)
    value = hinge("trend", "deadlift", "--weeks", "8", "--json").json
    assert [point["basis"] for point in value["points"]] == ["quick", "checked"] * 5
    assert value["points"][0] | {"workout": ""} == {
        "date": "2026-03-02", "median": 4, "worst": 4, "best": 4, "n": 2, "basis": "quick", "judged_by": "felt",
        "workout": "",
    }  # fmt: skip
    assert {each["date"] for each in value["line"]} == {"2026-03-14"}
    drift = next(each for each in value["faults"] if each["item"] == "df-close")
    assert (drift["slips"], drift["checks"]) == (10, 10)
    assert (value["rated"], value["working_sets"]) == (20, 20)
    assert all(isinstance(note, str) for note in value["notes"])
    assert hinge("trend", "dl", "--weeks", "1", "--json").json["working_sets"] == 8


def test_a_trend_without_sets_says_why_nothing_is_shown(hinge: Hinge) -> None:
    value = hinge("trend", "deadlift", "--json").json
    assert (value["points"], value["line"], value["rated"]) == ([], [], 0)
    assert value["notes"]
    said = hinge("trend", "deadlift")
    assert (said.code, said.out) == (0, "")
    assert "No sets" in said.err


@pytest.mark.parametrize("by", ["time", "load", "fault", "strength"])
def test_every_chart_is_drawn_in_the_terminal(hinge: Hinge, by: str) -> None:
    hinge("log", "dl", "100x5x3", "f4")
    assert "100" in hinge("trend", "dl", "--by", by).out or by == "fault"


def test_exercises_as_json_are_a_list(hinge: Hinge) -> None:
    hinge("log", "zottman curl", "12x10", "--new")
    value = hinge("exercises", "--json").json
    named = {each["id"]: each for each in value}
    assert set(value[0]) >= {"id", "name", "family", "checklist", "aliases"}
    assert named["deadlift-conventional"]["checklist"] == "deadlift_floor"
    assert any(each["name"] == "zottman curl" for each in value)
    assert hinge("exercises", "sumo", "deadlift", "--json").json[0]["id"] == "deadlift-sumo"


def test_cues_come_in_the_order_of_their_numbers(hinge: Hinge) -> None:
    value = hinge("cues", "deadlift", "--json").json
    assert (value["kind"], value["id"]) == ("cues", "deadlift-conventional")
    keys = {"id", "cue", "card", "phase", "safety", "gate", "fault", "fix"}
    assert all(set(item) >= keys for item in value["items"])
    lines = [line for line in hinge("cues", "deadlift").out.splitlines() if "  " in line]
    assert len(lines) == len(value["items"])
    assert all(item["cue"] in line for item, line in zip(value["items"], lines, strict=True))
    assert value["items"][0]["fix"].split()[0] in hinge("cues", "deadlift", "--faults").out
    assert "█" in hinge("cues", "deadlift", "--big").out or "#" in hinge("cues", "deadlift", "--big").out


def test_history_is_cut_by_day_lift_and_number(hinge: Hinge, clock: FixedClock) -> None:
    for lift in ("dl", "goblet", "dl"):
        hinge("log", lift, "60x5")
        hinge("finish")
        clock.pass_(days=1)

    def days(*words: str) -> list[str]:
        return [each["date"] for each in hinge("history", "--json", *words).json["workouts"]]

    assert days() == ["2026-03-04", "2026-03-03", "2026-03-02"]
    assert days("--since", "2026-03-03") == ["2026-03-04", "2026-03-03"]
    assert days("--lift", "deadlift") == ["2026-03-04", "2026-03-02"]
    assert days("-n", "1") == ["2026-03-04"]
    assert "60 kg x 5" in hinge("history", "--lift", "deadlift").out


def test_plates_that_do_not_fit_name_the_nearest(hinge: Hinge) -> None:
    assert hinge("plates", "102.5").out == "20 kg bar, 25 + 15 + 1.25 per side\n"
    assert hinge("plates", "101").out == "101 kg cannot be loaded: 100 kg or 102.5 kg\n"
    assert hinge("plates", "60", "--bar", "15", "--json").json["exact"]["per_side"] == [20, 2.5]
    assert hinge("plates", "heavy").code == 2
    assert hinge("plates", "9000").code == 2


def test_an_ambiguous_lift_is_listed(hinge: Hinge) -> None:
    error = json.loads(hinge("trend", "kettlebell", "--json").err)["error"]
    assert error["code"] == "ambiguous"
    assert len(error["candidates"]) > 1


def test_an_import_is_looked_at_first_and_written_once(hinge: Hinge, tmp_path: Path) -> None:
    file = tmp_path / "strong.csv"
    file.write_text(
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
        '2024-01-05 18:00:00,"Pull",1h,"Deadlift (Barbell)",1,100,5,0,0,"","",8\n'
        '2024-01-05 18:00:00,"Pull",1h,"Deadlift (Barbell)",2,102.5,5,0,0,"","",\n'
        '2024-01-05 18:00:00,"Pull",1h,"Zottman Curl",1,12,10,0,0,"","",\n'
    )
    unknown = hinge("import", str(file), "--yes", "--json")
    assert (unknown.code, json.loads(unknown.err)["error"]["code"]) == (4, "needs-decision")
    looked = hinge("import", str(file), "--unit", "kg")
    assert (looked.code, "3 new" in looked.out, "--yes" in looked.err) == (0, True, True)
    assert hinge("stats", "--json").json["sets"] == 0
    value = hinge("import", str(file), "--unit", "kg", "--yes", "--json").json
    expected = {
        "schema": "hinge-log/1", "kind": "import", "format": "strong", "unit": "kg", "records": 3, "workouts": 1,
        "sets": 3,
        "warmup_sets": 0, "rest_rows": 0, "exercises": 2, "matched_exercises": 1, "volume": "1132.5", "skipped": [],
        "already_there": 0,
    }  # fmt: skip
    assert {key: value[key] for key in expected} == expected
    again = hinge("import", str(file), "--unit", "kg", "--yes", "--json").json
    assert (again["sets"], again["already_there"]) == (0, 3)
    assert hinge("import", str(tmp_path / "none.csv")).code == 3
    hinge("undo")
    assert hinge("stats", "--json").json["sets"] == 0


def test_an_export_never_overwrites_unasked(hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "dl", "100x5", '"=1+1"')
    rows = list(csv.DictReader(io.StringIO(hinge("export", "--format", "csv").out)))
    assert [(row["weight"], row["unit"], row["reps"], row["note"]) for row in rows] == [("100", "kg", "5", "'=1+1")]
    file = tmp_path / "log.md"
    file.write_text("mine")
    assert hinge("export", "--format", "md", "-o", str(file)).code == 4
    assert file.read_text() == "mine"
    assert hinge("export", "--format", "md", "-o", str(file), "--force").code == 0
    assert "100 kg" in file.read_text()
    assert hinge("export", "--format", "csv", "--since", "2026-03-03").out.count("\n") == 1


def test_a_whole_log_goes_out_and_comes_back(hinge: Hinge, tmp_path: Path) -> None:
    hinge("log", "dl", "60x5", "w", "100x5@8", "!drift")
    hinge("log", "zottman curl", "25lbx10", "f4", '"slow"', "--new")
    file, other = tmp_path / "log.jsonl", str(tmp_path / "other.db")
    assert hinge("export", "--format", "jsonl", "-o", str(file)).code == 0
    assert all(json.loads(line) for line in file.read_text().splitlines())
    looked = hinge("import", str(file), "--json", "--db", other).json
    assert (looked["dry_run"], looked["sets"]) == (True, 3)
    value = hinge("import", str(file), "--yes", "--json", "--db", other).json
    assert (value["format"], value["workouts"], value["sets"], value["warmup_sets"]) == ("hinge-log", 1, 3, 1)
    assert hinge("history", "--json", "--db", other).json == hinge("history", "--json").json
    again = hinge("import", str(file), "--yes", "--json", "--db", other).json
    assert (again["sets"], again["already_there"]) == (0, 3)


def test_a_backup_brings_back_what_was_lost(hinge: Hinge, tmp_path: Path) -> None:
    assert hinge("backup").code == 3
    hinge("log", "dl", "100x5")
    made = hinge("backup", str(tmp_path / "backups"), "--json").json["path"]
    hinge("log", "dl", "105x5")
    looked = hinge("restore", made, "--dry-run", "--json").json
    assert (looked["lost"], looked["rows"]["sets"]) == (1, {"now": 2, "then": 1})
    assert hinge("stats", "--json").json["sets"] == 2
    assert "kept" in hinge("restore", made).out
    assert hinge("stats", "--json").json["sets"] == 1
    assert hinge("restore", str(tmp_path / "none.db")).code == 3


def test_a_damaged_log_is_a_problem_to_the_doctor(hinge: Hinge, log_file: Path) -> None:
    assert hinge("doctor").code == 3
    hinge("log", "dl", "100x5")
    assert hinge("doctor").code == 0
    log_file.write_bytes(log_file.read_bytes()[:5000] + bytes(4000))
    said = hinge("doctor", "--json")
    assert (said.code, said.json["healthy"]) == (5, False)


def test_a_figure_is_shown_and_told(hinge: Hinge) -> None:
    drawn = hinge("show", "rdl", "--figure").out
    assert "Good: hips go back first" in drawn
    told = hinge("--plain", "show", "rdl", "--figure").out
    assert "trunk" in told
    assert "degrees" in told
    assert not any("\u2800" <= character <= "\u28ff" for character in told)
    value = hinge("--json", "show", "rdl", "--figure").json
    assert {"knees-first", "lumbar-rounding"} <= {pair["fault"] for pair in value["pairs"]}


def test_kinds_of_ratings_are_never_one_median_and_one_rating_is_none(hinge: Hinge) -> None:
    hinge("log", "deadlift", "100x5 f5; 100x5 f5; 100x5 f4")
    hinge("log", "deadlift", "100x5 held video; 100x5 held video")
    assert "form 5 " in hinge("history").out
    hinge("finish")
    hinge("log", "squat", "100x5 held person; 100x5 held person", "--at", "2026-01-02 10:00")
    hinge("log", "row", "60x5 f3", "--at", "2026-01-03 10:00")
    lines = {line.split()[1] + line.split()[2]: line for line in hinge("history").out.splitlines()}
    assert "form 5✓" in lines["2Jan"]
    assert "form" not in lines["3Jan"]


def test_the_clean_load_is_the_same_in_every_command(hinge: Hinge) -> None:
    """Bins of 12 weeks: 100 kg 6 of 6 clean, 140 kg 3 of 7, so 150 kg (5 of 5) does not count."""
    for day, *words in (
        ("2026-01-06", "100x5x3", "held", "video"), ("2026-01-13", "102.5x5x3", "held"),
        ("2026-01-20", "140x3x2", "!5"), ("2026-01-27", "140x3x3", "held"), ("2026-02-03", "142.5x3x2", "!5:2"),
        ("2026-02-24", "150x1x5", "held"), ("2026-02-26", "150x3x4", "f5"),
    ):  # fmt: skip
        hinge("log", "deadlift", *words, "--at", f"{day} 18:00")
    # Wilson 1927 by hand: p = 1, n = 6: (1 + z2 / 12 - z2 / 12) / (1 + z2 / 6) = 1 / 1.6402 = 0.6097.
    sentence = "Clean load 100 kg: 6 of 6 checked sets clean (95 %: 61% to 100%), judged by feel and on video."
    for weeks in ("4", "12", "52"):
        known = hinge("trend", "deadlift", "--json", "--weeks", weeks).json["clean_load"]
        assert (known["g"], known["sets"], known["clean"], known["sentence"]) == (100_000, 6, 6, sentence)
        assert sentence in hinge("trend", "deadlift", "--plain", "--weeks", weeks).out
        for command in (("trend", "deadlift", "--by", "load"), ("report",), ("report", "--format", "html")):
            page = " ".join(hinge(*command, "--weeks", weeks).out.split())
            assert sentence in page.replace("\\", ""), (command, weeks)


def test_the_figures_of_the_report_are_worked_out_by_hand(hinge: Hinge, tmp_path: Path) -> None:
    """Epley: 100 x 5 is 100 (1 + 5 / 30) = 116.7, 110 x 3 is 121.0. Wilson, 5 of 5: 1 / (1 + 3.8415 / 5) = 57 %."""
    plan = 'name = "P"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "split squat"\nsets = "20x8x3"\n'
    (tmp_path / "p.toml").write_text(plan, encoding="utf-8")
    hinge("plans", "add", str(tmp_path / "p.toml"), "--use")
    hinge("weight", "80", "--at", "2026-02-20")
    hinge("log", "deadlift", "100x5x5", "held", "--at", "2026-02-24 18:00")
    hinge("log", "deadlift", "110x3", "!5", '"grip went', "--at", "2026-02-24 18:30")
    hinge("log", "deadlift", "95x5", "f2", "--at", "2026-02-26 18:00")
    hinge("hinge", "always", "--at", "2026-02-27")
    hinge("hinge", "half", "--at", "2026-02-28")
    hinge("start")
    for side in ("l", "r", "l"):  # one set of both sides, and half of another
        hinge("log", "split squat", "20x8", side)
    hinge("finish")
    page = " ".join(hinge("report").out.replace("\\", "").split())
    for figure in (
        "**Clean sets, last 28 days:** 5 of 6 checked working sets (83%); 4 more not checked.",
        "| Deadlift | 2 | 7 | 2 in one set | 4 (6 sets) | - | 110 kg |",
        "| Deadlift | 121.0 kg | 116.7 kg | 1.51 × bodyweight | Clean load 100 kg: 5 of 5 checked sets clean (95 %:",
        "| Deadlift | 2 rough | quick, by feel | 95 kg × 5 | - | - | 26 Feb 2026 |",
        "- Hinged: 75% (2 answers).",
        "1 of 3 planned sets done (33%), in 1 lift.",
    ):
        assert figure in page, figure
