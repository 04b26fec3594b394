from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.errors import ImportFileError
from hinge_log.exchange.detect import read
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.parsed import ParsedFile

Give = Callable[..., ParsedFile]

RUN_AND_PLANK = "2024-05-01,Deadlift,100,5,,\n2024-05-01,Run,,,5.2,25\n2024-05-01,Plank,,,,1\n"


def times(parsed: ParsedFile) -> list[tuple[str, int | None, int | None]]:
    return [(one.exercise, one.reps, one.seconds) for one in parsed.all_sets()]


@pytest.mark.parametrize(
    ("column", "scale"),
    [
        ("Duration (min)", 60),
        ("Duration (minutes)", 60),
        ("Duration in min", 60),
        ("Duration (m)", 60),
        ("Dauer (Minuten)", 60),
        ("Time (min)", 60),
        ("Duration (s)", 1),
        ("Duration (sec)", 1),
        ("duration_seconds", 1),
        ("Duration", 1),
        ("Time (s)", 1),
        ("Duration (h)", 3600),
    ],
)
def test_times_of_sets_are_read_in_the_unit_of_their_column(give: Give, column: str, scale: int) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps,Distance (km),{column}\n{RUN_AND_PLANK}")
    assert times(parsed) == [("Deadlift", 5, None), ("Run", None, 25 * scale), ("Plank", None, scale)]
    assert [one.distance_mm for one in parsed.all_sets()] == [None, 5_200_000, None]
    assert [each.duration_s for each in parsed.workouts] == [None]
    assert (parsed.columns[column], parsed.skipped_rows) == ("seconds", 0)


@pytest.mark.parametrize("blank", ["", "0", "0:00", "0.0"])
def test_a_time_without_reps_beside_sets_with_none_is_that_of_the_set(give: Give, blank: str) -> None:
    parsed = give(
        f"Date,Exercise,Weight (kg),Reps,Duration\n2024-05-01,Deadlift,100,5,{blank}\n2024-05-01,Plank,,,1:30\n"
    )
    assert times(parsed) == [("Deadlift", 5, None), ("Plank", None, 90)]


def test_times_that_differ_within_a_workout_are_those_of_its_sets(give: Give) -> None:
    rows = "2024-05-01,Push-up,20,40\n2024-05-01,Push-up,18,45\n2024-05-02,Push-up,20,40\n2024-05-02,Push-up,20,40\n"
    parsed = give("Date,Exercise,Reps,Duration\n" + rows)
    assert [one.seconds for one in parsed.all_sets()] == [40, 45, 40, 40]
    assert {each.duration_s for each in parsed.workouts} == {None}


@pytest.mark.parametrize(
    ("column", "value", "length", "meaning"),
    [
        ("Duration (min)", "65", 3900, "duration"),
        ("Duration (s)", "3900", 3900, "duration"),
        ("Time (min)", "65", 3900, "duration"),
        ("Duration", "1h 5m", 3900, "duration"),
        ("Duration", "3900", 3900, "duration"),
        ("Duration", "1:05:00", 3900, "duration"),
        ("Duration", "65", 3900, "duration in min"),
        ("Duration", "1:05", 3900, "duration in h"),
        ("Duration (h:mm)", "1:05", 3900, "duration"),
        ("Duration (h)", "1.5", 5400, "duration"),
    ],
)
def test_a_time_that_is_the_same_in_a_whole_workout_is_its_length(
    give: Give, column: str, value: str, length: int, meaning: str
) -> None:
    rows = "".join(f"2024-05-0{day},Deadlift,100,5,{value}\n" for day in (1, 1, 2, 2, 3))
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{column}\n{rows}2024-05-02,Run,,,{value}\n")
    assert [each.duration_s for each in parsed.workouts] == [length] * 3
    assert {one.seconds for one in parsed.all_sets()} == {None}
    assert parsed.columns[column] == meaning


def test_a_length_may_stand_in_the_first_row_of_its_workout_alone(give: Give) -> None:
    rows = "2024-05-01,Deadlift,100,5,50 min\n2024-05-01,Squat,80,5,\n2024-05-01,Bench,60,5,\n"
    parsed = give("Date,Exercise,Weight (kg),Reps,Duration\n" + rows)
    assert [each.duration_s for each in parsed.workouts] == [3000]
    assert {one.seconds for one in parsed.all_sets()} == {None}


def test_the_same_short_time_in_every_set_is_no_length(give: Give) -> None:
    parsed = give("Date,Exercise,Reps,Duration (s)\n" + "2024-05-01,Push-up,20,40\n" * 3)
    assert [one.seconds for one in parsed.all_sets()] == [40] * 3


def test_two_trainings_on_a_day_do_not_make_lengths_times_of_sets(give: Give) -> None:
    days = "".join(f"2024-05-{day:02} 18:00,A,Deadlift,100,5,60\n" * 2 for day in range(1, 9))
    rows = days + "2024-05-08 07:00,B,Bench,60,5,45\n" * 2
    parsed = give("Date,Workout,Exercise,Weight (kg),Reps,Duration (min)\n" + rows)
    assert sorted(each.duration_s or 0 for each in parsed.workouts) == [2700, *[3600] * 8]
    without = give("Date,Exercise,Weight (kg),Reps,Duration (min)\n" + rows.replace(",A,", ",").replace(",B,", ","))
    assert {one.seconds for one in without.all_sets()} == {None}


def test_a_length_beside_times_of_sets_stays_a_length(give: Give) -> None:
    parsed = give("Date,Exercise,Reps,Seconds,Duration (min)\n2024-05-01,Push-up,20,,50\n2024-05-01,Plank,,90,50\n")
    assert times(parsed) == [("Push-up", 20, None), ("Plank", None, 90)]
    assert [each.duration_s for each in parsed.workouts] == [3000]


def test_times_of_sets_leave_the_length_to_the_column_that_is_called_so(give: Give) -> None:
    parsed = give(
        "Date,Exercise,Weight (kg),Reps,Duration (min),Workout Duration\n"
        "2024-05-01,Squat,100,5,,1:10\n2024-05-01,Run,,,25,1:10\n"
    )
    assert times(parsed) == [("Squat", 5, None), ("Run", None, 1500)]
    assert [each.duration_s for each in parsed.workouts] == [4200]


def test_a_time_that_cannot_be_read_does_not_cost_the_reps(give: Give) -> None:
    parsed = give("Date,Exercise,Reps,Seconds\n2024-05-01,Push-up,20,later\n2024-05-01,Plank,,soon\n")
    assert times(parsed) == [("Push-up", 20, None)]
    assert (parsed.remarks, parsed.skipped) == (
        [(2, "time 'later' cannot be read")],
        [(3, "time 'soon' cannot be read")],
    )


def test_reading_a_table_of_times_twice_gives_the_same(give: Give) -> None:
    content = f"Date,Exercise,Weight (kg),Reps,Distance (km),Duration (min)\n{RUN_AND_PLANK}"
    first, again = give(content), give(content)
    assert [each.key for each in first.workouts] == [each.key for each in again.workouts]
    assert times(first) == times(again)


def test_a_map_may_say_the_units_of_times(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("d,e,r,t,l\n2024-05-01,Plank,,2,1.5\n2024-05-01,Push-up,20,,1.5\n")
    mapping = Mapping(date="d", exercise="e", reps="r", seconds="t", time_unit="min", duration="l", duration_unit="h")
    assert Mapping.from_json(mapping.to_json()) == mapping
    parsed = read(path, mapping=mapping)
    assert times(parsed) == [("Plank", None, 120), ("Push-up", 20, None)]
    assert [each.duration_s for each in parsed.workouts] == [5400]
    for wrong in ('{"time_unit": "m"}', '{"duration_unit": "hours"}'):
        with pytest.raises(ImportFileError, match="unit of time"):
            Mapping.from_json(wrong)


CELLS = st.sampled_from(
    ("", "0", "5", "45s", "1:30", "1:2:3:4", "BW", "BW+", "BW-20", "3x5", "99x9999999", "\u22125", "1e99", "-", "m",
     "٤٠", "999999999999", "x" * 300, "\x1b[31m", "h", "1h 5m", "W1", "ja", "\u202e8"),
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[CELLS] * 8), max_size=6))
def test_no_cell_does_more_than_cost_its_row(give: Give, rows: list[tuple[str, ...]]) -> None:
    header = "Date;Exercise;Weight (kg);Weight (lb);Sets x Reps;Duration (min);Set;Warmup?;Distance in km;Sets\n"
    parsed = give(header + "".join(f"2024-05-01;Squat;{';'.join(row)}\n" for row in rows))
    assert parsed.records == len(rows)
    assert len({one.line for one in parsed.all_sets()}) + parsed.skipped_rows == len(rows)
    assert all("\x1b" not in text for _, text in (*parsed.remarks, *parsed.skipped))
