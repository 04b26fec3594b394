from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from threading import Thread

import pytest

from .conftest import Hinge

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
GOOD = '2024-05-01 18:00:00,"A",1h,"Bench",1,60,5,0,0,,,\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "strong.csv"


@pytest.mark.parametrize("flags", [["--yes"], ["--dry-run"], ["--yes", "--json"], []])
def test_a_file_without_a_usable_set_is_no_success(hinge: Hinge, file: Path, flags: list[str]) -> None:
    file.write_text(HEAD + GOOD.replace("2024-05-01", "soon") * 500)
    made = hinge("import", str(file), "--unit", "kg", *flags)
    assert made.code == 1
    assert "no usable sets" in made.err
    assert "500 rows left out" in made.err
    file.write_text(HEAD)
    assert hinge("import", str(file), "--unit", "kg", *flags).code == 1


def test_without_a_unit_everything_else_is_shown_and_nothing_written(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD)
    looked = hinge("import", str(file), "--dry-run")
    assert looked.code == 4
    assert "2024-05-01" in looked.out
    assert "Bench" in looked.out
    assert "--unit kg" in looked.err
    assert hinge("import", str(file), "--yes").code == 4
    assert hinge("stats", "--json").json["sets"] == 0


def test_what_is_left_out_of_rows_is_told_before_and_after(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD.replace(",,,", ",,,7-8") + GOOD.replace(",,,", ",,,11"))
    for flags in (["--dry-run"], ["--yes"]):
        out = hinge("import", str(file), "--unit", "kg", *flags).out
        assert "line 2 is kept in part" in out
        assert "'11' is not between 1 and 10" in out
    value = hinge("import", str(file), "--unit", "kg", "--json").json
    assert [each["line"] for each in value["remarks"]] == [2, 3]


def test_rows_that_are_left_out_are_counted_by_their_reason(hinge: Hinge, file: Path) -> None:
    bad = "".join(GOOD.replace("2024-05-01", f"day{number}") for number in range(12))
    file.write_text(HEAD + GOOD + bad + GOOD.replace(",60,", ",heavy,"))
    out = hinge("import", str(file), "--unit", "kg", "--dry-run").out
    assert "12 rows left out: date … cannot be read (lines 3, 4, 5 ...)" in out
    assert "line 15 is left out: weight 'heavy' is not a number" in out
    reasons = hinge("import", str(file), "--unit", "kg", "--json").json["reasons"]
    assert sorted(reasons.values()) == [1, 12]


def test_a_unit_that_the_file_contradicts_is_said(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD.replace("Weight", "Weight (lb)") + GOOD)
    assert "--unit kg has no effect" in hinge("import", str(file), "--unit", "kg", "--dry-run").out
    assert "has no effect" not in hinge("import", str(file), "--unit", "lb", "--dry-run").out


def test_one_set_is_one_set_and_a_look_says_that_nothing_was_written(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD)
    assert "1 set: 1 new" in hinge("import", str(file), "--unit", "kg", "--dry-run").out
    assert "Imported 1 set in 1 new workout" in hinge("import", str(file), "--unit", "kg", "--yes").out
    assert "Nothing was written." in hinge("import", str(file), "--unit", "kg", "--dry-run").err


def test_dates_that_can_be_read_both_ways_are_the_users_to_settle(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD.replace("2024-05-01 18:00:00", "3/5/2023 18:00"))
    looked = hinge("import", str(file), "--unit", "kg", "--dry-run").out
    assert "2023-05-03" in looked
    assert "--dates mdy" in looked
    settled = hinge("import", str(file), "--unit", "kg", "--dates", "mdy", "--dry-run").out
    assert "2023-03-05" in settled
    assert "both ways" not in settled


def test_columns_are_said_once_and_kept(hinge: Hinge, tmp_path: Path) -> None:
    table, mapping = tmp_path / "log.csv", tmp_path / "map.json"
    table.write_text("Kuupäev,Harjutus,Raskus,Kordused,Tuju\n2024-05-01,Deadlift,100,5,hea\n")
    unknown = hinge("import", str(table), "--yes")
    assert (unknown.code, '{"columns": {' in unknown.err) == (1, True)
    columns = {"date": "Kuupäev", "exercise": "Harjutus", "weight": "Raskus", "reps": "Kordused", "unit": "kg"}
    mapping.write_text(json.dumps({"columns": columns, "names": {"Deadlift": "deadlift-conventional"}}))
    looked = hinge("import", str(table), "--map", str(mapping), "--dry-run").out
    assert "Raskus = weight" in looked
    assert "not used: Tuju" in looked
    assert hinge("import", str(table), "--dry-run").code == 1
    assert hinge("import", str(table), "--map", str(mapping), "--yes").code == 0
    assert hinge("stats", "deadlift", "--json").json["sets"] == 1
    table.write_text(table.read_text() + "2024-05-02,Deadlift,105,5,hea\n")
    assert hinge("import", str(table), "--yes", "--json").json["sets"] == 1
    assert hinge("stats", "deadlift", "--json").json["sets"] == 2


def test_a_distance_without_a_unit_is_asked_about(hinge: Hinge, file: Path) -> None:
    file.write_text("Date,Exercise,Weight (kg),Reps,Distance\n2024-05-01,Run,,,5\n")
    refused = hinge("import", str(file), "--yes")
    assert refused.code == 4
    assert "--distance km" in refused.err
    assert hinge("import", str(file), "--yes", "--distance", "mi", "--json").json["sets"] == 1
    assert "8.04672" in hinge("export", "--format", "csv").out or "8046.72" in hinge("export", "--format", "csv").out


def test_a_table_of_runs_alone_is_read_in_the_unit_that_is_chosen(hinge: Hinge, file: Path) -> None:
    file.write_text("Date,Exercise,Distance,Time\n2024-05-01,Run,250000,25:00:00\n2024-05-02,Row,2500,0:10:00\n")
    assert hinge("import", str(file), "--yes").code == 4
    far = hinge("import", str(file), "--distance", "mi", "--dry-run").out
    assert "out of range" in far
    assert hinge("import", str(file), "--yes", "--distance", "m", "--json").json["remark_rows"] == 0
    rows = list(csv.DictReader(hinge("export", "--format", "csv").out.splitlines()))
    assert [(each["distance_m"], each["seconds"]) for each in rows] == [("250000", "90000"), ("2500", "600")]


def test_a_file_comes_from_a_pipe_that_has_a_name(hinge: Hinge, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(HEAD + GOOD,))
    writer.start()
    made = hinge("import", str(pipe), "--unit", "kg", "--yes")
    writer.join()
    assert (made.code, made.out) == (0, "Imported 1 set in 1 new workout. undo: hinge-log undo\n")


def test_a_changed_export_is_told_and_followed_when_asked_for(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD + GOOD.replace("05-01", "05-02") + GOOD.replace("05-01", "05-03"))
    hinge("import", str(file), "--unit", "kg", "--yes")
    file.write_text(HEAD + GOOD.replace(",60,", ",62.5,") + GOOD.replace("05-01", "05-03"))
    looked = hinge("import", str(file), "--unit", "kg", "--dry-run").out
    assert (
        "1 set in the file differs from the log; the log's values are kept (--changed take uses the file's)" in looked
    )
    assert "no longer in the file: kept (use --gone remove to delete them here too)" in looked
    value = hinge("import", str(file), "--unit", "kg", "--yes", "--changed", "take", "--gone", "remove", "--json").json
    assert (value["corrected"], value["removed"], value["sets"]) == (1, 1, 0)
    assert hinge("stats", "--json").json["sets"] == 2
    hinge("undo")
    assert hinge("stats", "--json").json["sets"] == 3


def test_the_formats_are_listed_with_those_that_were_not_seen(hinge: Hinge) -> None:
    out = hinge("import", "--formats").out
    assert "gymbook" in out
    assert "untested" in next(line for line in out.splitlines() if line.startswith("caliber"))


def test_the_way_back_of_an_import_that_is_taken_back_is_true(hinge: Hinge, file: Path) -> None:
    file.write_text(HEAD + GOOD)
    hinge("import", str(file), "--unit", "kg", "--yes")
    assert "Bring it back: hinge-log redo" in hinge("import", "--undo", "--yes").out
    hinge("redo")
    hinge("log", "dl", "100x5")
    assert "import the file again" in hinge("import", "--undo", "--yes").out
    assert "Bench" not in hinge("redo").out
    assert "+ new exercise" in hinge("import", str(file), "--unit", "kg").out


def test_loads_that_are_hardly_meant_are_named_before_anything_is_written(hinge: Hinge, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = ("Deadlift,1000,5,kg", "Leg Press,1400,5,lb", "Deadlift,-50,5,kg", "Pull Up,-20,5,kg", "Deadlift,600,1,kg")
    path.write_text("date,exercise,weight,reps,unit\n" + "".join(f"2026-02-01,{row}\n" for row in rows))
    told = hinge("import", str(path)).out
    assert "2 sets over 600 kg: check 1000 kg Deadlift in line 2" in told
    assert "1 set with a load below 0, read as assistance: -50 kg Deadlift in line 4" in told
    path.write_text("date,exercise,weight,reps,unit\n2026-02-01,Deadlift,100,5,kg\n")
    assert "check" not in hinge("import", str(path)).out
