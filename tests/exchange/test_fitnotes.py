from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from hinge_log.errors import ImportFileError
from hinge_log.exchange.detect import read
from hinge_log.exchange.parsed import ParsedFile

Give = Callable[..., ParsedFile]


NEW = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"


def test_a_day_is_a_workout_and_equal_rows_are_equal_sets(give: Give) -> None:
    row = "2023-11-21,Pull Up,Back,64.0,kgs,8,,,\n"
    parsed = give(NEW + row * 3 + row.replace("21", "22"))
    assert parsed.sets == 4
    assert [len(workout.sets) for workout in parsed.workouts] == [3, 1]
    assert parsed.workouts[0].start == datetime(2023, 11, 21)
    assert not parsed.workouts[0].timed
    assert parsed.unit == "kg"


@pytest.mark.parametrize(("unit", "short"), [("kgs", "kg"), ("lbs", "lb")])
def test_the_old_shape_names_its_unit_in_the_header(give: Give, unit: str, short: str) -> None:
    parsed = give(
        f"Date,Exercise,Category,Weight ({unit}),Reps,Distance,Distance Unit,Time,Comment\n"
        "2016-11-21,Deadlift,Back,100.0,5,0.0,,,easy\n2016-11-21,Running,Cardio,,,2.5,mi,0:20:30,\n"
    )
    lift, run = list(parsed.all_sets())
    assert (lift.unit, lift.weight, lift.note, lift.distance_mm) == (short, "100.0", "easy", None)
    assert (run.distance_mm, run.seconds, run.reps) == (4_023_360, 1230, None)


def test_commas_that_were_not_quoted_are_put_back(give: Give) -> None:
    parsed = give(
        NEW.replace("Time", "Time,Comment")
        + "2023-11-21,Overhead Press (Each Side, Dumbbells),Shoulders,20.0,kgs,8,,,,\n"
        "2023-11-21,Squat,Legs,20.0,kgs,8,,,,low, then deep, then up\n"
        '2023-11-21,"Squat, paused",Legs,20.0,kgs,8,,,,\n'
    )
    first, second, third = list(parsed.all_sets())
    assert (first.exercise, first.weight, first.reps) == ("Overhead Press (Each Side, Dumbbells)", "20.0", 8)
    assert (second.exercise, second.note) == ("Squat", "low, then deep, then up")
    assert third.exercise == "Squat, paused"


def test_a_distance_in_kilograms_costs_the_distance_alone(give: Give) -> None:
    parsed = give(NEW + "2023-11-21,Farmer Walk,Back,64.0,kgs,8,30,kg,\n")
    (one,) = list(parsed.all_sets())
    assert (one.weight, one.distance_mm) == ("64.0", None)
    assert len(parsed.remarks) == 1


def _backup(path: Path, *, exercise: str = "Deadlift") -> None:
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE exercise (_id INTEGER PRIMARY KEY, name TEXT);"
        "CREATE TABLE training_log (_id INTEGER PRIMARY KEY, exercise_id INTEGER, date DATE, metric_weight INTEGER,"
        " reps INTEGER, unit INTEGER, distance INTEGER, duration_seconds INTEGER);"
        "CREATE TABLE Comment (_id INTEGER PRIMARY KEY, owner_type_id INTEGER, owner_id INTEGER, comment TEXT);"
    )
    db.execute("INSERT INTO exercise VALUES (3, ?)", (exercise,))
    db.execute("INSERT INTO training_log VALUES (1, 3, '2023-11-21', 102.5, 5, 1, 0, 0)")
    db.execute("INSERT INTO training_log VALUES (2, 3, '2023-11-21', 102.5, 5, 1, 0, 0)")
    db.execute("INSERT INTO training_log VALUES (3, 9, '2023-11-22', 60, 5, 1, 0, 0)")
    db.execute("INSERT INTO Comment VALUES (1, 1, 2, 'heavy')")
    db.commit()
    db.close()


def test_a_backup_holds_the_same_workouts_as_the_csv(tmp_path: Path, give: Give) -> None:
    path = tmp_path / "any.name"
    _backup(path)
    parsed = read(path)
    sets = list(parsed.all_sets())
    assert [(one.exercise, one.weight, one.unit, one.reps, one.note) for one in sets] == [
        ("Deadlift", "102.5", "kg", 5, ""),
        ("Deadlift", "102.5", "kg", 5, "heavy"),
    ]
    assert (parsed.records, parsed.skipped_rows) == (3, 1)
    same = give(NEW + "2023-11-21,Deadlift,Back,102.5,kgs,5,,,\n")
    assert parsed.workouts[0].key == same.workouts[0].key


def test_a_backup_keeps_comments_times_and_supersets_of_workouts(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    _backup(path)
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE WorkoutComment (_id INTEGER PRIMARY KEY, date TEXT, comment TEXT);"
        "CREATE TABLE WorkoutTime (_id INTEGER PRIMARY KEY, workout_date TEXT, start_date_time TEXT,"
        " end_date_time TEXT);"
        "CREATE TABLE WorkoutGroupExercise (_id INTEGER PRIMARY KEY, exercise_id INTEGER, date TEXT,"
        " routine_section_id INTEGER, workout_group_id INTEGER);"
        "CREATE TABLE Goal (_id INTEGER PRIMARY KEY, target INTEGER);"
        "INSERT INTO WorkoutComment VALUES (1, '2023-11-21', 'a good day');"
        "INSERT INTO WorkoutTime VALUES (1, '2023-11-21', '2023-11-21 18:00:00', '2023-11-21 19:05:00');"
        "INSERT INTO WorkoutGroupExercise VALUES (1, 3, '2023-11-21', 0, 7);"
        "INSERT INTO Goal VALUES (1, 100), (2, 120);"
    )
    db.commit()
    db.close()
    parsed = read(path)
    (workout,) = parsed.workouts
    assert (workout.start, workout.duration_s) == (datetime(2023, 11, 21, 18), 3900)
    assert workout.note == "a good day"
    assert [one.superset for one in parsed.all_sets()] == [7, 7]
    assert parsed.unused == {"table Goal": 2}


def test_a_backup_brings_the_bodyweights_of_both_of_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    _backup(path)
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE BodyWeight (_id INTEGER PRIMARY KEY, date TEXT, body_weight_metric REAL, body_fat REAL);"
        "CREATE TABLE Measurement (_id INTEGER PRIMARY KEY, name TEXT);"
        "CREATE TABLE MeasurementRecord (_id INTEGER PRIMARY KEY, measurement_id INTEGER, date TEXT, value REAL);"
        "INSERT INTO BodyWeight VALUES (1, '2023-11-20', 82.5, 0), (2, 'soon', 80, 0), (3, '2023-11-21', 0, 0);"
        "INSERT INTO Measurement VALUES (1, 'Body Weight'), (2, 'Waist');"
        "INSERT INTO MeasurementRecord VALUES (1, 1, '2023-11-22', 82.1), (2, 2, '2023-11-22', 84);"
    )
    db.commit()
    db.close()
    parsed = read(path)
    assert parsed.bodyweights == {date(2023, 11, 20): ("82.5", "kg"), date(2023, 11, 22): ("82.1", "kg")}
    assert len(parsed.remarks) == 1


def test_another_database_and_a_torn_one_are_refused_in_plain_words(tmp_path: Path) -> None:
    other = tmp_path / "other"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE training_log (x)")
    db.commit()
    db.close()
    with pytest.raises(ImportFileError, match="not a FitNotes backup"):
        read(other)
    torn = tmp_path / "torn"
    _backup(torn)
    content = torn.read_bytes()
    for cut in (20, 100, 4096, len(content) - 1000):
        torn.write_bytes(content[:cut])
        with pytest.raises(ImportFileError):
            read(torn)


def test_a_view_in_the_place_of_a_table_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "view"
    _backup(path)
    db = sqlite3.connect(path)
    db.executescript(
        "ALTER TABLE training_log RENAME TO hidden; CREATE VIEW training_log AS SELECT * FROM hidden, hidden b;"
    )
    db.commit()
    db.close()
    with pytest.raises(ImportFileError):
        read(path)


@pytest.mark.parametrize(
    ("table", "sets"),
    [
        ("Date,Exercise,Category,Sets,Reps,Weight\n2024-03-05,Squat,Legs,3,5,100\n", 3),
        (
            "Date,Workout,Exercise,Category,Set,Weight (kg),Reps,Set Type\n2024-03-05,Legs,Squat,Legs,1,60,5,Warmup\n",
            1,
        ),
    ],
)
def test_a_category_alone_makes_no_table_one_of_fitnotes(give: Give, table: str, sets: int) -> None:
    parsed = give(table, unit="kg")
    assert (parsed.format, parsed.sets) == ("generic", sets)


def test_a_weight_with_an_unquoted_comma_is_not_cut(give: Give) -> None:
    head = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"
    parsed = give(head + "2024-03-05,Squat,Legs,102,5,kgs,5,,,\n2024-03-05,Squat,Legs,100,kgs,5,,,\n")
    assert [one.weight for one in parsed.all_sets()] == ["100"]
    assert [line for line, _ in parsed.skipped] == [2]
