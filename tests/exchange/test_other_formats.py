from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hinge_log.errors import ImportFileError
from hinge_log.exchange.detect import read, sniff
from hinge_log.exchange.mapping import Mapping, propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exercises.catalogue import load
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]


def test_stronglifts_has_its_sets_in_columns(give: Give) -> None:
    parsed = give(
        "\ufeffDate (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Sets×Reps,Sets×Time,"
        "Top Set (Reps×KG),e1RM (KG),Reps,Volume (KG),Workout Volume (KG),Duration (hours),Start Time (h:mm),"
        "End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG),Set 3 (Reps),Set 3 (KG)\n"
        "2024/03/05,1,Workout A,5x5,80,Squat,3×5,,5×100,116,12,,,1:05,17:30,18:35,good,5,100,0,100,2,97.5\n"
        "2024/03/05,1,Workout A,5x5,80,Bench Press,3×5,,5×60,70,10,,,1:05,17:30,18:35,,5,60,5,60,0,0\n"
    )
    assert parsed.format == "stronglifts"
    assert [(one.exercise, one.weight, one.unit, one.reps) for one in list(parsed.all_sets())] == [
        ("Squat", "100", "kg", 5),
        ("Squat", "100", "kg", 0),
        ("Squat", "97.5", "kg", 2),
        ("Bench Press", "60", "kg", 5),
        ("Bench Press", "60", "kg", 5),
    ]
    (workout,) = parsed.workouts
    assert (workout.start, workout.duration_s, workout.note) == (datetime(2024, 3, 5, 17, 30), 3900, "good")
    assert parsed.records == 2


def test_stronglifts_of_2016_has_a_workout_in_a_row(give: Give) -> None:
    block = '"Exercise {0}","Weight (KG)","Weight (LB)","Set 1","Set 2","Set 3"'
    parsed = give(
        '"Date","Note","Workout","Body Weight",' + block.format(1) + "," + block.format(2) + "\n"
        '"07/05/16","hot","A","80","Squat","100","220","5","5","","Bench","60","132","5","4","0"\n'
    )
    assert [(one.exercise, one.weight, one.reps) for one in list(parsed.all_sets())] == [
        ("Squat", "100", 5),
        ("Squat", "100", 5),
        ("Bench", "60", 5),
        ("Bench", "60", 4),
    ]
    assert parsed.workouts[0].start == datetime(2016, 7, 5)


def test_liftosaur_knows_the_instant_and_what_was_only_planned(give: Give) -> None:
    parsed = give(
        "Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Is AMRAP?,Required RPE,"
        "Completed RPE,Log RPE?,Required Weight Value,Required Weight Unit,Completed Weight Value,"
        "Completed Weight Unit,Ask Weight?,Completed Reps Time,Target Muscles,Synergist Muscles,Notes\n"
        '2024-03-05T17:30:00.000Z,GZCLP,Day 1,Deadlift,1,5,5,0,,,0,60,kg,60,kg,0,,,,"a\nb"\n'
        "2024-03-05T17:30:00.000Z,GZCLP,Day 1,Deadlift,0,5,6,1,,8,1,135,lb,135,lb,0,,,,\n"
        "2024-03-05T17:30:00.000Z,GZCLP,Day 1,Deadlift,0,5,,1,,,1,135,lb,,,0,,,,\n"
    )
    warm, work = list(parsed.all_sets())
    assert (parsed.format, parsed.workouts[0].utc_offset) == ("liftosaur", 0)
    assert (warm.kind, warm.note) == (SetKind.WARMUP, "a\nb")
    assert (work.weight, work.unit, work.reps, work.rpe) == ("135", "lb", 6, 8)
    assert parsed.skipped_rows == 1


def test_liftlog_sessions(give: Give) -> None:
    parsed = give(
        "SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes\n"
        "aa-1,2024-01-15T10:05Z,Squat,100,kg,5,5,\naa-1,2024-01-15T10:00Z,Squat,,,5,5,\n"
        "aa-2,2024-10-16T10:45:06,Squat,225,lb,5,5,\n"
    )
    assert [len(workout.sets) for workout in parsed.workouts] == [2, 1]
    assert parsed.workouts[0].start == datetime(2024, 1, 15, 10, 0)
    assert [workout.utc_offset for workout in parsed.workouts] == [0, None]


@pytest.mark.parametrize(
    ("content", "weight", "unit", "reps"),
    [
        ("Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
         "2024-01-15 10:00:00 +0000,Deadlift,5,100.5,0,0,0,0,false,,1\n", "100.5", "kg", 5),
        ("Data;Programma;Orario;Esercizio;Peso;Ripetizioni\n09/01/25;A;17:30;Stacco;82,50 kg;20 ripetizioni\n",
         "82.50", "kg", 20),
        ("id,name,reps,weight,created,unit,bodyWeight\n1,Deadlift,5.0,100.0,2024-01-15T10:00:00.000,kg,80\n",
         "100.0", "kg", 5),
        ("date\texercise\tweight (lbs)\treps\n1/15/2024\tDeadlift\t225\t5\n", "225", "lb", 5),
        ("Tag;Übung;Gewicht;Wdh\n15.1.2024;Kreuzheben;82,5;5\n", "82.5", None, 5),
    ],
)  # fmt: skip
def test_any_table_with_telling_columns(give: Give, content: str, weight: str, unit: str | None, reps: int) -> None:
    parsed = give(content)
    (one,) = list(parsed.all_sets())
    assert (one.weight, one.unit, one.reps) == (weight, unit, reps)
    assert parsed.workouts[0].start.year in (2024, 2025)


def test_a_table_whose_columns_do_not_tell_is_read_by_a_map(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("when,what,how heavy,how often\n2024-01-15,Deadlift,100,5\n")
    with pytest.raises(ImportFileError, match="date, exercise"):
        read(path)
    mapping = Mapping(date="when", exercise="what", weight="how heavy", reps="how often", unit="kg")
    assert Mapping.from_json(mapping.to_json()) == mapping
    (one,) = list(read(path, mapping=mapping).all_sets())
    assert (one.exercise, one.weight, one.unit, one.reps) == ("Deadlift", "100", "kg", 5)
    with pytest.raises(ImportFileError, match="no column"):
        read(path, mapping=Mapping(date="day", exercise="what", reps="how often"))


@pytest.mark.parametrize("text", ["", "[]", '{"date": 1}', '{"colour": "x"}', "[" * 5000])
def test_a_broken_map_is_told(text: str) -> None:
    with pytest.raises(ImportFileError):
        Mapping.from_json(text)


def test_a_proposed_map_says_what_is_missing() -> None:
    assert propose(("Date", "Exercise", "Reps")).missing() == ()
    assert propose(("Date", "Colour")).missing() == ("exercise", "reps or weight")


def test_our_own_lines_are_known(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text('{"schema": "hinge-log/1", "kind": "set"}\n')
    assert sniff(path).format == "hinge-log"
    path.write_text('{"name": "other"}\n')
    with pytest.raises(ImportFileError, match="another program"):
        sniff(path)


@pytest.mark.parametrize(("order", "month"), [("mm/dd/yyyy", 5), ("dd/mm/yyyy", 6)])
def test_stronglifts_says_in_its_header_how_its_dates_are_written(give: Give, order: str, month: int) -> None:
    parsed = give(
        f"Date ({order}),Workout,Exercise,Set 1 (Reps),Set 1 (KG),Set 1 (Time)\n"
        "05/06/2023,A,Squat,5,100,\n05/06/2023,A,Plank,0,0,45\n"
    )
    assert {workout.start.month for workout in parsed.workouts} == {month}
    assert [(one.reps, one.seconds) for one in parsed.all_sets()] == [(5, None), (None, 45)]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Squat", "squat-back"), ("Deadlift", "deadlift-conventional"), ("Barbell Row", "row-bent-over-barbell")],
)
def test_the_lifts_of_stronglifts_are_done_with_a_barbell(name: str, key: str) -> None:
    assert load().match_import("stronglifts", name).exercise_id == key
    assert load().match_import("stronglifts", name).kind in ("known", "alias")
