"""Shapes of tables that people and apps write: what counts twice, what was not done, what is parted over columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]
BOTH = ("Weight (KG)", "Weight (LB)")


@pytest.mark.parametrize("header", [BOTH, BOTH[::-1]])
@pytest.mark.parametrize(("unit", "weight"), [("kg", "60"), ("lb", "135"), (None, None)])
@pytest.mark.parametrize("family", [False, True])
def test_of_kilograms_and_pounds_the_unit_of_the_user_decides(
    give: Give, header: tuple[str, str], unit: str | None, weight: str | None, *, family: bool
) -> None:
    columns, cells = ",".join(header), ",".join("60" if "KG" in name else "135" for name in header)
    if family:
        columns = ",".join(f"Set 1 {name},Set 2 {name}" for name in header) + ",Set 1 Reps,Set 2 Reps"
        cells = ",".join(f"{each},{each}" for each in cells.split(",")) + ",5,5"
    else:
        columns, cells = f"{columns},Reps", f"{cells},5"
    parsed = give(f"Date,Exercise,{columns}\n2024-05-01,Squat,{cells}\n", unit=unit)
    assert parsed.unit == unit
    if unit is None:
        parsed.choose_unit("lb")
        weight, unit = "135", "lb"
    assert {(one.weight, one.unit, one.reps) for one in parsed.all_sets()} == {(weight, unit, 5)}


def test_a_unit_that_the_file_names_itself_is_never_reported_as_another(give: Give) -> None:
    for column, cell in (("Weight", "60 kg"), ("Weight (kg)", "60"), ("kg", "60")):
        parsed = give(f"Date,Exercise,{column},Reps\n2024-05-01,Squat,{cell},5\n", unit="lb")
        assert (parsed.unit, [(one.weight, one.unit) for one in parsed.all_sets()]) == ("kg", [("60", "kg")])
    agreeing = give("Date,Exercise,Weight (KG),Weight (LB),Reps\n2024-05-01,Squat,60,132.28,5\n", unit="lb")
    assert (agreeing.unit, [(one.weight, one.unit) for one in agreeing.all_sets()]) == ("lb", [("132.28", "lb")])


@pytest.mark.parametrize(
    ("body", "weight", "unit"), [("183lb", "135", "lb"), ("83 kg", "60", "kg"), ("83", None, None)]
)
def test_of_two_weights_the_unit_of_the_body_weight_decides_where_the_user_did_not(
    give: Give, body: str, weight: str | None, unit: str | None
) -> None:
    rows = f"2024-05-01,{body},Squat,60,135,5\n2024-05-02,{body},Squat,62.5,140,5\n"
    parsed = give(f"Date,Body Weight,Exercise,Weight (KG),Weight (LB),Reps\n{rows}")
    assert parsed.unit == unit
    if unit is not None:
        first = next(iter(parsed.all_sets()))
        assert (first.weight, first.unit) == (weight, unit)
    asked = give(f"Date,Body Weight,Exercise,Weight (KG),Weight (LB),Reps\n{rows}", unit="kg")
    assert {one.unit for one in asked.all_sets()} == {"kg"}


@pytest.mark.parametrize("header", ["Distance (km),Distance (mi)", "Distance (mi),Distance (km)"])
@pytest.mark.parametrize("blank", ["", "0", "0.0"])
def test_of_two_columns_of_distances_the_filled_one_is_read(give: Give, header: str, blank: str) -> None:
    km = header.startswith("Distance (km)")
    rows = [f"2024-05-01,Run,,,{blank},3", f"2024-05-02,Run,,,5,{blank}"]
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{header}\n" + "\n".join(rows) + "\n")
    assert [one.distance_mm for one in parsed.all_sets()] == ([4_828_032, 5_000_000] if km else [3_000_000, 8_046_720])


def test_hours_and_minutes_beside_seconds_are_parts_of_one_time(give: Give) -> None:
    parsed = give(
        "Date,Exercise,Weight (kg),Reps,Hours,Minutes,Seconds\n"
        "2024-05-01,Run,,,1,1,30\n2024-05-01,Plank,,,,1,30\n2024-05-01,Row,60,8,,,\n"
    )
    assert [one.seconds for one in parsed.all_sets()] == [3690, 90, None]
    alone = give("Date,Exercise,Weight (kg),Reps,Minutes\n2024-05-01,Run,,,25\n2024-05-01,Row,60,8,\n")
    assert [one.seconds for one in alone.all_sets()] == [1500, None]


@pytest.mark.parametrize(
    ("header", "rows", "sets"),
    [
        ("Weight 1,Reps 1,Weight 2,Reps 2,Weight 4,Reps 4", ["60,5,70,5,80,3"], [("60", 5), ("70", 5), ("80", 3)]),
        ("Reps,Set 1,Set 2,Set 3,Weight", ["15,5,5,5,100"], [("100", 5)] * 3),
        ("Reps,Weight 1,Weight 2", ["5,60,70", "8,60,"], [("60", 5), ("70", 5), ("60", 8)]),
        ("Weight,Set 1,Set 2,Set 3", ["100,5,0,3", "100,5,0,0"], [("100", 5), ("100", 0), ("100", 3), ("100", 5)]),
        ("Weight 1,Reps 1,Weight 2,Reps 2", ["60,5,0,0"], [("60", 5)]),
        ("Set 99 Weight,Set 99 Reps,Set 100 Weight,Set 100 Reps", ["60,5,70,4"], [("60", 5), ("70", 4)]),
    ],
)
def test_a_family_of_columns_is_read_whole_also_with_gaps_and_totals(
    give: Give, header: str, rows: list[str], sets: list[tuple[str, int]]
) -> None:
    content = "".join(f"2024-05-01,Squat,{row}\n" for row in rows)
    parsed = give(f"Date,Exercise,{header}\n{content}", unit="kg")
    assert [(one.weight, one.reps) for one in parsed.all_sets()] == sets


def test_a_family_may_have_distances(give: Give) -> None:
    parsed = give(
        "Date,Exercise,Set 1 Distance (m),Set 1 Time (s),Set 2 Distance (m),Set 2 Time (s)\n"
        "2024-05-01,Row,500,100,600,120\n"
    )
    assert [(one.distance_mm, one.seconds) for one in parsed.all_sets()] == [(500_000, 100), (600_000, 120)]


@pytest.mark.parametrize(
    ("header", "row", "sets"),
    [
        ("Weight,Left Reps,Right Reps", "20,8,7", [("20", 8, "L"), ("20", 7, "R")]),
        ("Weight L,Reps L,Weight R,Reps R", "20,8,22,7", [("20", 8, "L"), ("22", 7, "R")]),
        ("Weight,Reps (links),Reps (rechts)", "20,8,7", [("20", 8, "L"), ("20", 7, "R")]),
        ("Weight,Reps,Reps left,Reps right", "20,8,,", [("20", 8, "")]),
        ("Weight,Reps,Reps left,Reps right", "20,,8,7", [("20", 8, "L"), ("20", 7, "R")]),
    ],
)
def test_columns_of_each_side_are_a_set_of_each(
    give: Give, header: str, row: str, sets: list[tuple[str, int, str]]
) -> None:
    parsed = give(f"Date,Exercise,{header}\n2024-05-01,Split squat,{row}\n", unit="kg")
    assert [(one.weight, one.reps, one.side) for one in parsed.all_sets()] == sets


@pytest.mark.parametrize(
    ("header", "left", "right", "both"),
    [("Side", "left", "RIGHT", "both"), ("Seite", "Links", "rechts", "beide"), ("Lato", "sx", "dx", ""),
     ("Lado", "izquierda", "derecha", "ambos"), ("Côté", "gauche", "droite", "les deux"),
     ("Сторона", "левый", "правый", ""),
     ("Strona", "Lewa", "Prawa", "-"), ("Set Type", "LEFT_SET", "RIGHT_SET", "NORMAL_SET"), ("side", "L", "R", "N/A")],
)  # fmt: skip
def test_a_side_is_told_in_many_languages(give: Give, header: str, left: str, right: str, both: str) -> None:
    rows = "".join(f"2024-05-01,Split squat,20,8,{side}\n" for side in (left, right, both))
    assert [one.side for one in give(f"Date,Exercise,Weight (kg),Reps,{header}\n{rows}").all_sets()] == ["L", "R", ""]


@pytest.mark.parametrize(
    ("header", "done", "left"),
    [
        ("Status", "erledigt", "ausgelassen"), ("Status", "erledigt", "nicht erledigt"),
        ("Estado", "hecho", "omitido"), ("Statut", "effectué", "sauté"), ("Stato", "completato", "non completato"),
        ("Completed", "true", ""), ("Status", "concluído", "pulado"), ("Статус", "выполнено", "не выполнено"),
        ("状态", "已完成", "未完成"), ("完了", "はい", "いいえ"), ("Durum", "tamamlandı", "atlandı"),
        ("Voltooid", "ja", "nee"), ("Wykonane", "tak", "nie"), ("Completed", "100%", "0%"),
        ("is_completed", "1", "0"), ("Set Completed?", "Y", "N"), ("State", "done", "planned"),
        ("Ausgelassen", "nein", "ja"), ("Omitido", "no", "sí"), ("Sauté", "non", "oui"), ("Pominięte", "nie", "tak"),
        ("Пропущено", "нет", "да"), ("Overgeslagen", "nee", "ja"), ("跳过", "否", "是"),
        ("Was skipped", "FALSE", "TRUE"), ("Atlandı", "hayır", "evet"), ("Missed", "", "x"),
    ],
)  # fmt: skip
def test_what_was_not_done_is_told_in_many_languages(give: Give, header: str, done: str, left: str) -> None:
    rows = f"2024-05-01,Row,60,8,{done}\n2024-05-01,Row,70,8,{left}\n2024-05-01,Row,80,8,{done}\n"
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{header}\n{rows}")
    assert [one.weight for one in parsed.all_sets()] == ["60", "80"]
    assert [line for line, reason in parsed.skipped if "done" in reason] == [3]
    assert parsed.remarks == []


def test_a_state_that_is_neither_is_told(give: Give) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps,Status\n2024-05-01,Row,60,8,Florp\n2024-05-01,Row,60,8,skipped\n")
    assert (parsed.sets, parsed.skipped_rows) == (1, 1)
    assert parsed.remarks == [(2, "completed 'Florp' is neither yes nor no: treated as done")]


def test_a_column_called_type_holds_kinds_of_sets_only_where_its_values_are_some(give: Give) -> None:
    head = "Date,Exercise,Weight (kg),Reps,Type\n2024-05-01,Row,1,8,{}\n2024-05-01,Row,2,8,{}\n"
    other = give(head.format("Barbell", "Machine"))
    assert (other.sets, other.unused, other.columns["Type"]) == (2, {"Type": 2}, "")
    kinds = give(head.format("Warm-up", "Giant"))
    assert [one.kind for one in kinds.all_sets()] == [SetKind.WARMUP]
    assert kinds.skipped == [(3, "set type 'Giant' is not known")]


@pytest.mark.parametrize("mark", ["Joker", "Opener", "Florp"])
def test_a_word_in_the_column_of_numbers_is_a_kind_too_and_a_label_is_none(give: Give, mark: str) -> None:
    parsed = give(f"Date,Exercise,Set,Weight (kg),Reps\n2024-05-01,Row,{mark},60,8\n2024-05-01,Row,A1,60,8\n")
    assert (parsed.sets, parsed.skipped) == (1, [(2, f"set type '{mark}' is not known")])


def test_spaces_around_cells_are_no_part_of_them(give: Give) -> None:
    parsed = give("Date, Exercise, Weight (kg), Reps\n2024-05-01, Row, NA, 8\n2024-05-01, Row , 60 , 8\n")
    assert [(one.exercise, one.weight, one.reps) for one in parsed.all_sets()] == [("Row", None, 8), ("Row", "60", 8)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "x.csv"
    rows = "Tagebuch||\n\nDatum|Übung|Gewicht (kg)|Wdh\n1.5.2024|Überzüge|102,5|5\n3.5.2024|Rudern|1,125|8\n"
    path.write_bytes(rows.replace("|", mark).encode(encoding))
    assert [(one.exercise, one.weight, one.reps) for one in read(path).all_sets()] == [
        ("Überzüge", "102.5", 5), ("Rudern", "1.125", 8),
    ]  # fmt: skip


def test_a_decimal_comma_between_commas_is_judged_by_the_whole_file(give: Give) -> None:
    head = "Date,Exercise,Weight (kg),Reps\n"
    assert [one.weight for one in give(head + '2024-05-01,Row,"22,125",5\n2024-05-01,Row,"22,5",5\n').all_sets()] == [
        "22.125", "22.5",
    ]  # fmt: skip
    doubtful = give(head + '2024-05-01,Row,"22,125",5\n2024-05-01,Row,22.5,5\n')
    assert [line for line, _ in doubtful.skipped] == [2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240522", datetime(2024, 5, 22)),
        ("1714546800", datetime(2024, 5, 1, 7)),
        ("1714546800000", datetime(2024, 5, 1, 7)),
        ("2024.05.22", datetime(2024, 5, 22)),
        ("22-May-24", datetime(2024, 5, 22)),
    ],
)
def test_more_ways_to_write_a_date(give: Give, text: str, day: datetime) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps\n{text},Row,60,5\n")
    assert [workout.start for workout in parsed.workouts] == [day]


@pytest.mark.parametrize("column", ["Session ID", "workout_uuid", "Workout ID", "Training ID", "session #"])
def test_rows_of_one_session_are_one_workout_and_those_of_two_are_two(give: Give, column: str) -> None:
    rows = "".join(
        f"2024-05-01 18:{minute:02}:00,{number},Row,60,8\n"
        for number, minute in ((7, 0), (7, 9), (7, 20), (8, 30), (8, 41))
    )
    parsed = give(f"timestamp,{column},exercise,weight_kg,reps\n{rows}")
    assert [len(workout.sets) for workout in parsed.workouts] == [3, 2]
