"""A short made-up file of each format, with what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest

from hinge_log.errors import ImportFileError
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]


class Case(NamedTuple):
    """A file, and the workouts and sets in it: kind, weight, reps, seconds, distance in mm, side; and rows left out."""

    format: str
    content: str
    workouts: int
    sets: list[tuple[str, str | None, int | None, int | None, int | None, str]]
    skipped: int = 0


CASES = (
    Case(
        "gymrun",
        "Date;Time;Routine;Exercise;Set;Weight;Reps;Duration;Distance;Para6;Note;Type\n"
        "29.04.2025;12:00:00;Chest;Bench Press;1;100;10;;;;;1\n29.04.2025;12:05:00;Chest;Deadlift;1;140,5;5;;;;;1\n",
        1,
        [("working", "100", 10, None, None, ""), ("working", "140.5", 5, None, None, "")],
    ),
    Case(
        "gymbook",
        "Data,Programma,Orario,Esercizio,Zona,Ripetizioni / Tempo,Peso / Distanza,Note,Saltato\n"
        '21/05/26,A,12:10,Panca,Petto,8,"60,5 kg",,No\n21/05/26,A,12:18,Plank,Core,60 s,,,No\n'
        '21/05/26,A,12:19,Corsa,Cardio,120 s,"0,55 km",,No\n21/05/26,A,12:20,Stacco,Schiena,5,100 kg,,Sì\n',
        1,
        [
            ("working", "60.5", 8, None, None, ""),
            ("working", None, None, 60, None, ""),
            ("working", None, None, 120, 550_000, ""),
        ],
        1,
    ),
    Case(
        "gymbook",
        "Datum,Training,Uhrzeit,Übung,Region,Wiederholungen / Zeit,Gewicht / Strecke,Notizen,Übersprungen\n"
        '21.05.26,A,12:10,Bankdrücken,Brust,8 Wdh.,"60,5 kg",,Nein\n21.05.26,A,12:20,Kniebeuge,Beine,5,100 kg,,Ja\n',
        1,
        [("working", "60.5", 8, None, None, "")],
        1,
    ),
    Case(
        "repcount",
        "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight\n"
        '2026-06-08 14:11,2026-06-08 15:08,"Lat Pull-down ",85,8,"",,,,Back,"Pull ",\n'
        '2026-06-10 14:11,2026-06-10 15:08,"Deadlift",120,5,"",,,,Back,"Legs",82\n',
        2,
        [("working", "85", 8, None, None, ""), ("working", "120", 5, None, None, "")],
    ),
    Case(
        "fitbod",
        "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
        "2021-01-17 08:14:35 +0000,Squat,4,60.0,0.0,0.0,0.0,0.0,true,,1.0\n"
        "2021-01-17 08:14:35 +0000,Row,4,90.0,0.0,0.0,0.0,0.0,false,,1.0\n"
        "2021-01-17 10:02:10 +0000,Row,8,22.5,0.0,0.0,0.0,0.0,false,,1.0\n"
        "2021-01-17 10:02:10 +0000,Running,0,0.0,600.0,2000.0,0.0,0.0,false,,1.0\n",
        2,
        [
            ("warmup", "60.0", 4, None, None, ""),
            ("working", "90.0", 4, None, None, ""),
            ("working", "22.5", 8, None, None, ""),
            ("working", "0.0", None, 600, 2_000_000, ""),
        ],
    ),
    Case(
        "lyfta",
        'Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"\n'
        'Pull,"2023-02-02 10:00:00",01:00:00,Row,,50.000,10,,,WARM_UP_SET\n'
        'Pull,"2023-02-02 10:00:00",01:00:00,Split squat,1,20,8,,,LEFT_SET\n'
        'Pull,"2023-02-02 10:00:00",01:00:00,Plank,,,,,1:30,NORMAL_SET\n'
        'Pull,"2023-02-02 10:00:00",01:00:00,Plank,,,,,,NORMAL_SET\n',
        1,
        [
            ("warmup", "50.000", 10, None, None, ""),
            ("working", "20", 8, None, None, "L"),
            ("working", None, None, 90, None, ""),
        ],
        1,
    ),
    Case(
        "flexify",
        "id,name,reps,weight,created,unit,bodyWeight\n1,Deadlift,5.0,100.0,2024-01-15T10:00:00.000,kg,80\n",
        1,
        [("working", "100.0", 5, None, None, "")],
    ),
    Case(
        "fitnotes",
        "Date,Exercise,Category,Weight (kg),Weight (lbs),Reps,Distance,Distance Unit,Time,Notes,Kind\n"
        "2024-01-15,Deadlift,Back,100,220.46,5,,,,,\n",
        1,
        [("working", "100", 5, None, None, "")],
    ),
    Case(
        "alpha-progression",
        '"Legs · Day 2";"2026-02-19 4:54 h";"1:02 hr"\n'
        '"1. Hack Squats · Machine · 8 reps";"WU1 · 37,5 kg · 9 reps<br>WU2 · 72,5 kg · 7 reps"\n'
        '#;KG;REPS;RIR\n1;115;8;1\n"2. Hyperextensions · Bodyweight · 10 reps"\n#;KG;REPS;RIR\n1;+35;10;0\n2;x;10;0\n',
        1,
        [
            ("warmup", "37.5", 9, None, None, ""),
            ("warmup", "72.5", 7, None, None, ""),
            ("working", "115", 8, None, None, ""),
            ("working", "35", 10, None, None, ""),
        ],
        1,
    ),
    Case(
        "jefit",
        "### SETTING ###\n\nrow_id,mass\n1, lbs\n\n### EXERCISE LOGS ###\n\n"
        "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime\n"
        '1,"2025-06-02 06:53:50",1,"60x5,80x5",7,117,2025-06-02,93,"Barbell Deadlift",3,11,1\n'
        '1,"2025-06-02 06:53:50",1,"1x1",8,117,2025-06-02,93,"Row",3,11,1\n\n### EXERCISE SET LOGS ###\n\n'
        "exercise_log_id,set_index,weight_lbs,reps,set_type\n8,1,135,8,warmup\n8,2,155,8,\n",
        1,
        [
            ("working", "60", 5, None, None, ""),
            ("working", "80", 5, None, None, ""),
            ("warmup", "135", 8, None, None, ""),
            ("working", "155", 8, None, None, ""),
        ],
    ),
    Case(
        "wger",
        json.dumps({"results": [
            {"id": 1, "date": "2024-05-01", "session": 3, "exercise": {"name": "Deadlift"}, "repetitions_unit": 1,
             "repetitions": "5", "weight_unit": 1, "weight": "100.00", "rir": "2", "iteration": 4},
            {"id": 2, "date": "2024-05-01", "session": 3, "exercise": 9, "repetitions_unit": 3, "repetitions": "60"},
            {"id": 3, "date": "2024-05-01", "session": 3, "exercise": "Row"},
        ]}),
        1,
        [("working", "100.00", 5, None, None, ""), ("working", None, None, 60, None, "")],
        1,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.format}" for case in CASES])
def test_each_format_gives_its_sets(give: Give, case: Case) -> None:
    parsed = give(case.content, unit="kg")
    sets = [(one.kind.value, one.weight, one.reps, one.seconds, one.distance_mm, one.side) for one in parsed.all_sets()]
    assert (parsed.format, len(parsed.workouts), sets) == (case.format, case.workouts, case.sets)
    assert parsed.skipped_rows == case.skipped


def test_what_is_not_used_is_told_with_its_values(give: Give) -> None:
    parsed = give("Date,Exercise,Colour,Reps,Weight (kg)\n2024-05-01,Row,red,5,1\n2024-05-02,Row,,5,1\n")
    assert parsed.unused == {"Colour": 1}
    assert give(CASES[-1].content).unused == {"iteration": 1}


def test_of_two_weights_that_do_not_agree_the_unit_of_the_user_decides(give: Give) -> None:
    head = "Date,Note,Workout,Body Weight,Exercise 1,Weight (KG),Weight (LB),Set 1,Set 2\n"
    for row, body in (('07/25/16,"",A,{},Squat,60,135,5,5\n', "183lb"), ('07/25/16,"",A,{},Squat,60,135,5,5\n', "83")):
        content = head + row.format(body)
        for unit, weight in (("kg", "60"), ("lb", "135")):
            chosen = give(content, unit=unit)
            assert [(one.weight, one.unit) for one in chosen.all_sets()] == [(weight, unit)] * 2
            assert chosen.unit == unit
        asked = give(content)
        assert asked.unit == ("lb" if body == "183lb" else None)
        asked.choose_unit("lb")
        assert [(one.weight, one.unit) for one in asked.all_sets()] == [("135", "lb")] * 2
    generic = give("Date,Exercise,Weight (kg),Weight (lb),Reps\n2024-05-01,Squat,60,135,5\n")
    assert generic.unit is None


@pytest.mark.parametrize(
    "header",
    [
        "Weight (Set 1),Reps (Set 1),Weight (Set 2),Reps (Set 2)",
        "Set 1 Weight,Set 1 Reps,Set 2 Weight,Set 2 Reps",
        "S1 kg,S1 Reps,S2 kg,S2 Reps",
        "Weight 1,Reps 1,Weight 2,Reps 2",
        "Weight1,Reps1,Weight2,Reps2",
        "set_1_weight,set_1_reps,set_2_weight,set_2_reps",
        "Gewicht 1,Wdh 1,Gewicht 2,Wdh 2",
        "Set #1 Weight (kg),Set #1,Set #2 Weight (kg),Set #2",
        "Set 1 (kg),Set 1 (Reps),Set 2 (kg),Set 2 (Reps)",
    ],
)
def test_a_family_of_numbered_columns_is_read_whole(give: Give, header: str) -> None:
    parsed = give(f"Date,Exercise,{header}\n2025-03-04,Deadlift,100,5,110,4\n2025-03-04,Row,60,8,,\n", unit="kg")
    assert [(one.weight, one.reps) for one in parsed.all_sets()] == [("100", 5), ("110", 4), ("60", 8)]
    assert parsed.unused == {}


def test_a_family_may_have_efforts_and_times(give: Give) -> None:
    parsed = give(
        "Date,Exercise,Set 1 (kg),Set 1 (Reps),Set 1 (RPE),Set 2 (kg),Set 2 (Reps),Set 2 (RPE)\n"
        "2025-03-04,Row,50,5,8,60,4,9\n"
    )
    assert [(one.weight, one.reps, one.rpe) for one in parsed.all_sets()] == [("50", 5, 8.0), ("60", 4, 9.0)]
    held = give("Date,Exercise,Set 1 Time (s),Set 2 Time (s)\n2025-03-04,Plank,50,60\n")
    assert [one.seconds for one in held.all_sets()] == [50, 60]


@pytest.mark.parametrize("empty", ["NA", "N/A", "-", "--", "nan", "NaN", "None", "null", "–"])
def test_placeholders_are_empty(give: Give, empty: str) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps,RPE\n2024-01-01,Row,{empty},8,{empty}\n2024-01-01,{empty},1,8,\n")
    assert [(one.weight, one.reps, one.rpe) for one in parsed.all_sets()] == [(None, 8, None)]
    assert (parsed.skipped_rows, parsed.remarks) == (1, [])


@pytest.mark.parametrize(
    ("header", "done", "left"),
    [
        ("Completed", "TRUE", "FALSE"),
        ("Skipped", "No", "Yes"),
        ("Status", "completed", "skipped"),
        ("Saltato", "No", "Si"),
        ("Übersprungen", "Nein", "Ja"),
        ("Done", "x", ""),
        ("Erledigt", "ja", "nein"),
    ],
)
def test_rows_that_were_not_done_are_left_out_and_told(give: Give, header: str, done: str, left: str) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{header}\n2024-01-01,Row,1,8,{done}\n2024-01-01,Row,2,8,{left}\n")
    assert [one.weight for one in parsed.all_sets()] == ["1"]
    assert [line for line, _ in parsed.skipped] == [3]
    assert "done" in parsed.skipped[0][1]


def test_a_kind_of_set_that_is_not_known_is_told_and_no_working_set(give: Give) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps,Set Type\n2024-01-01,Row,1,8,Florp\n2024-01-01,Row,2,8,myo reps\n")
    assert [(one.weight, one.kind) for one in parsed.all_sets()] == [("2", SetKind.WORKING)]
    assert parsed.skipped == [(2, "the kind of set 'Florp' is not known")]


@pytest.mark.parametrize(
    ("text", "header", "rpe"),
    [("2", "RIR", 8.0), ("RPE 8", "RPE", 8.0), ("2", "RIR/RPE", 8.0), ("8.5", "RIR/RPE", 8.5), ("2 RIR", "RPE", 8.0)],
)
def test_effort_is_read_as_rpe_or_as_reps_in_reserve(give: Give, text: str, header: str, rpe: float) -> None:
    parsed = give(f"Date,Exercise,Weight (kg),Reps,{header}\n2024-01-01,Row,1,8,{text}\n")
    assert [one.rpe for one in parsed.all_sets()] == [rpe]


def test_the_weight_of_an_assisted_exercise_is_help(give: Give) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps\n2024-01-01,Pull Up (Assisted),30,8\n2024-01-01,Row,30,8\n")
    helped, row = parsed.all_sets()
    assert [(one.load().grams, one.load().body) for one in (helped, row) if one.load()] == [  # type: ignore[union-attr]
        (-30_000, True), (30_000, False),
    ]  # fmt: skip
    assert [line for line, _ in parsed.remarks] == [2]


def test_distances_without_a_unit_are_asked_about(give: Give) -> None:
    parsed = give("Date,Exercise,Weight (kg),Reps,Distance\n2024-01-01,Carry,30,,400\n")
    assert parsed.length is None
    parsed.choose_length("m")
    assert [one.distance_mm for one in parsed.all_sets()] == [400_000]
    parsed.choose_length("mi")
    assert [one.distance_mm for one in parsed.all_sets()] == [643_737_600]
    assert give("Date,Exercise,Weight (kg),Reps,Distance\n2024-01-01,Carry,30,,400 m\n").length == ""


def test_sets_with_times_of_their_own_beside_a_name_are_one_workout(give: Give) -> None:
    rows = "".join(f"2024-05-01 18:{minute}:00,Legs,Squat,{minute},5\n" for minute in (10, 14, 19))
    parsed = give("timestamp,workout,exercise,weight_kg,reps\n" + rows + "2024-05-01 22:30:00,Legs,Row,1,5\n")
    assert [(each.start, len(each.sets)) for each in parsed.workouts] == [
        (datetime(2024, 5, 1, 18, 10), 3), (datetime(2024, 5, 1, 22, 30), 1),
    ]  # fmt: skip
    strong = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n" + "".join(
        f"2024-05-01 18:{minute}:00,Legs,Squat,1,{minute},5\n" for minute in (10, 14, 19, 24)
    )
    assert [(each.format, len(each.workouts)) for each in [give(strong)]] == [("strong", 1)]
    by_id = give("timestamp,workout id,exercise,weight_kg,reps\n" + rows.replace("Legs", "7"))
    assert len(by_id.workouts) == 1


def test_a_file_that_is_no_table_says_what_would_work(give: Give) -> None:
    with pytest.raises(ImportFileError, match="not a table of sets") as told:
        give("My training log\nSquats went well today\n")
    assert "Export it as CSV" not in told.value.hint
    assert (
        give("Training log,,,\nExported 2025-03-05,,,\nDate,Exercise,Weight (kg),Reps\n2025-03-04,Row,1,5\n").sets == 1
    )
