from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hinge_log.errors import ImportFileError
from hinge_log.exchange.dates import when
from hinge_log.exchange.detect import read
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.numbers import duration
from hinge_log.exchange.parsed import ParsedFile

Give = Callable[..., ParsedFile]


def done(parsed: ParsedFile) -> list[tuple[str, str | None, int | None, int | None]]:
    return [(one.exercise, one.weight, one.reps, one.seconds) for one in parsed.all_sets()]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Date,Exercise,Sets,Reps,Weight (kg)", "2024-05-01,Deadlift,3,5,100"),
        ("Date,Exercise,Sets,Weight (kg)", "2024-05-01,Deadlift,3x5,100"),
        ("Date,Exercise,Weight (kg),Set 1,Set 2,Set 3,Set 4", "2024-05-01,Deadlift,100,5,5,5,"),
        (
            "Date,Exercise,Set 1 Reps,Set 1 Weight,Set 2 Reps,Set 2 Weight,Set 3 Reps,Set 3 Weight",
            "2024-05-01,Deadlift,5,100,5,100,5,100",
        ),
    ],
)
def test_every_set_of_a_row_comes_in(give: Give, header: str, row: str) -> None:
    assert done(give(f"{header}\n{row}\n", unit="kg")) == [("Deadlift", "100", 5, None)] * 3


def test_a_wild_number_of_sets_is_refused(give: Give) -> None:
    parsed = give("Date,Exercise,Sets,Reps,Weight (kg)\n2024-05-01,Deadlift,2024,5,100\n")
    assert (parsed.sets, parsed.skipped_rows) == (0, 1)
    assert "sets" in parsed.skipped[0][1]


def test_sets_with_their_own_times_are_one_workout_until_a_long_pause(give: Give) -> None:
    times = ("18:16", "18:13", "18:10", "21:10", "08:00")
    rows = "".join(f"2024-05-01 {time}:10,Deadlift,100,5\n" for time in times)
    parsed = give("timestamp,exercise,weight_kg,reps\n" + rows)
    found = {(each.start, each.duration_s, len(each.sets)) for each in parsed.workouts}
    assert found == {
        (datetime(2024, 5, 1, 18, 10, 10), 3 * 3600, 4),
        (datetime(2024, 5, 1, 8, 0, 10), None, 1),
    }
    later = give("timestamp,exercise,weight_kg,reps\n2024-05-01 21:11:10,Deadlift,100,5\n" + rows)
    assert {each.key for each in later.workouts} == {each.key for each in parsed.workouts}


def test_a_column_of_workouts_parts_them_whatever_the_time(give: Give) -> None:
    rows = "2024-05-01 18:10,A,Deadlift,100,5\n2024-05-01 18:13,B,Deadlift,100,5\n"
    assert len(give("timestamp,workout,exercise,weight_kg,reps\n" + rows).workouts) == 2


@pytest.mark.parametrize(
    ("rows", "seconds", "start"),
    [
        ("2024-05-01,Deadlift,100,5,\n2024-05-01,Plank,,,0:01:30\n2024-05-01,Plank,,,90\n", [None, 90, 90], 0),
        ("2024-05-01,Plank,,,1:30\n", [90], 0),
        ("2024-05-01,Deadlift,100,5,18:30\n2024-05-01,Squat,100,5,18:30\n", [None, None], 18),
        ("2024-05-01,Deadlift,100,5,6:30 PM\n", [None], 18),
    ],
)
def test_a_column_called_time_is_told_by_what_stands_in_it(
    give: Give, rows: str, seconds: list[int | None], start: int
) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps,Time\n" + rows)
    assert [one.seconds for one in parsed.all_sets()] == seconds
    assert {each.start.hour for each in parsed.workouts} == {start}
    assert parsed.skipped_rows == 0


def test_it_is_kept_what_each_column_was_taken_for(give: Give) -> None:
    parsed = give("Date,Exercise,Colour,Reps,Weight (kg)\n2024-05-01,Deadlift,red,5,100\n")
    assert parsed.columns == {
        "Date": "date", "Exercise": "exercise", "Colour": "", "Reps": "reps", "Weight (kg)": "weight",
    }  # fmt: skip


def test_a_table_that_is_not_understood_says_exactly_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Kuupäev,Harjutus,Raskus,Kordused\n2024-05-01,Deadlift,100,5\n")
    with pytest.raises(ImportFileError) as told:
        read(path)
    assert '{"columns": {"date": "?", "exercise": "?", "weight": "?", "reps": "?"}}' in told.value.hint
    assert "Kuupäev" in told.value.hint
    with pytest.raises(ImportFileError, match="unit"):
        Mapping.from_json('{"date": "a", "exercise": "b", "unit": "stone"}')


STRONG = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


@pytest.mark.parametrize(
    ("date", "unit", "said", "month", "doubt"),
    [
        ("3/5/2023 6:30 PM", "kg", "", 5, "dmy"),
        ("3/5/2023 6:30 PM", "lb", "", 3, "mdy"),
        ("3/5/2023 18:30", "lb", "", 5, "dmy"),
        ("3/5/2023 18:30", "kg", "mdy", 3, ""),
        ("25/3/2023 18:30", "kg", "", 3, ""),
        ("2023-03-05 18:30:00", "kg", "", 3, ""),
    ],
)
def test_dates_that_can_be_read_both_ways_are_said(
    tmp_path: Path, date: str, unit: str, said: str, month: int, doubt: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'{STRONG}{date},"A",1h,"Bench",1,135,5,0,0,,,\n')
    parsed = read(path, unit=unit, dates=said)
    assert (parsed.workouts[0].start.month, parsed.dates) == (month, doubt)


@pytest.mark.parametrize("text", ["7 4월 2026, 10:14", "7 4月 2026, 10:14"])
def test_months_with_a_number_for_a_name(text: str) -> None:
    assert when(text).at == datetime(2026, 4, 7, 10, 14)


@pytest.mark.parametrize("text", ["7 13月 2026, 10:14", "7 0월 2026"])
def test_a_month_that_there_is_not(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        when(text)


@pytest.mark.parametrize("text", ["1 u 5 min", "1 tim 5 min", "1 t 5 min", "1 time 5 min"])
def test_lengths_in_dutch_and_the_north(text: str) -> None:
    assert duration(text) == 3900
