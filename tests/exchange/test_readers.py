"""A short made-up file of each format, with what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest

from hinge_log.errors import ImportFileError
from hinge_log.exchange.detect import FORMATS
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.readers import ABOUT, TABLES, TEXTS
from hinge_log.training.workout import SetKind

Give = Callable[..., ParsedFile]

SOURCES = {
    "hinge-log-csv": "this program's own table",
    "hevy": "github.com/StvrvDimitris/hevy-analyzer workout_data.csv",
    "liftosaur": "github.com/astashov/liftosaur: the history export of its web app",
    "liftlog": "github.com/LiamMorrow/LiftLog: its plain text export",
    "stronglifts": "StrongLifts 5x5, exports of 2016 (a workout a row) and of 2024 (an exercise a row)",
    "lyfta": "github.com/piertv21/Lyfta-progress-visualizer (lyfta.app's export; the title has a leading space)",
    "fitbod": "github.com/sinan92/fitbod-to-hevy-converter and rhnfzl/fitbod-report (Fitbod 6.48)",
    "repcount": "github.com/rahulka915/rka-os scripts/repcount-import/parse.test.mjs",
    "gymbook": "github.com/GB1609/GymBookToStrong GymBook-Logs-2025-01-16.csv (Italian)",
    "gymrun": "github.com/aimarchirico/gymruntohevy gymrun.csv, AchrafYndz/StrongToGymRun fix_double.py",
    "flexify": "github.com/brandonp2412/Flexify lib/export_data.dart, brandonp2412/Massive DrawerMenu.tsx",
    "fitnotes": "github.com/lukaszebedin/PersonalWeightTracker data/FitNotes_Export.csv (Android); "
    "carpenike/replog docs/adr/006-import-export.md (iOS)",
    "strong": "github.com/DericMei/My-WorkOut-Project, breinsp/strong-charts, ys-math/strength-training",
    "jefit": "github.com/sondrealf/JeFit2Hevy converter.py",
    "alpha-progression": "github.com/meltforce/FreeReps specs/alpha-progression.md",
    "wger": "wger.de/api/v2/workoutlog/",
    "fitnotes-backup": "a .fitnotes backup of FitNotes for Android",
}
"""Where the header of each format was seen; apps whose files were not seen are in UNTESTED."""


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
        "id,name,reps,weight,created,unit,bodyWeight,duration,distance,cardio,hidden\n"
        "1,Deadlift,5.0,100.0,2024-01-15T10:00:00.000,kg,80,0.0,0.0,false,false\n"
        "2,Run,1.0,0.0,2024-01-15T10:20:00.000,km,80,25.0,5.0,true,false\n"
        "3,Weight,1.0,81.0,2024-01-16T10:20:00.000,kg,0,0.0,0.0,false,false\n"
        "4,Arnold press,0.0,0.0,2024-01-15T10:20:00.000,kg,0,0.0,0.0,false,true\n",
        1,
        [("working", "100.0", 5, None, None, ""), ("working", "0.0", 1, 1500, 5_000_000, "")],
        2,
    ),
    Case(
        "flexify",
        "id,name,reps,weight,created,unit,hidden,sets,minutes,seconds\n"
        "1,Deadlift,5,100,2022-08-01T10:00:00,kg,0,3,3,30\n2,Squat,0,0,2022-08-01T10:00:00,kg,1,3,3,30\n",
        1,
        [("working", "100", 5, None, None, "")],
        1,
    ),
    Case(
        "gymbook",
        "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
        "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato\n"
        '09/01/25,"Alto",19:30,"Alzate",Addome,"A","B, C",Set di riscaldamento,"20 ripetizioni","10,00 kg",hm,No\n'
        '09/01/25,"Alto",19:32,"Alzate",Addome,"A","B, C",Set,"20 ripetizioni","0,00 kg",,No\n'
        '09/01/25,"Alto",19:36,"Planks",Addome,"A","B",Set,"60 secondi","0,00 kg",,Si\n'
        '09/01/25,"Alto",19:40,"Planks",Addome,"A","B",Set,"2 minuti","0,00 kg",,No\n'
        '09/01/25,"Alto",19:45,"Corsa",Addome,"A","B",Set di defaticamento,"10 minuti","1,50 km",,No\n',
        1,
        [
            ("warmup", "10.00", 20, None, None, ""),
            ("working", "0.00", 20, None, None, ""),
            ("working", "0.00", None, 120, None, ""),
            ("warmup", None, None, 600, 1_500_000, ""),
        ],
        1,
    ),
    Case(
        "gymrun",
        "Date;Time;Routine;Exercise;Set;Weight;Reps;Duration;Distance;Para6;Para7;Para8;Para9;Para10;Note;Type;Book;"
        "Version1\n29.04.2025;12:00:00;Chest;Bench Press;1;102,5;10;;;;;;;;;1;1;1\n",
        1,
        [("working", "102.5", 10, None, None, "")],
    ),
    Case(
        "fitbod",  # of a version that gives each set a time of its own
        "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
        "2026-09-05 10:12:33 +0100,Lat Pulldown,10,20.0,0,0,0,0,true,,1\n"
        "2026-09-05 10:14:33 +0100,Lat Pulldown,10,33.0,0,0,0,0,false,,1\n"
        "2026-09-05 10:16:33 +0100,Row,10,33.0,0,0,0,0,false,,1\n"
        "2026-09-07 10:18:33 +0100,Row,10,33.0,0,0,0,0,false,,1\n",
        2,
        [("warmup", "20.0", 10, None, None, ""), *[("working", "33.0", 10, None, None, "")] * 3],
    ),
    Case(
        "lyfta",
        ' Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"\n'
        '"Push","2026-07-13 07:30:19",01:07:22,"Bench Press",,55.000,10,null,null,NORMAL_SET\n'
        '"Push","2026-07-13 07:30:19",01:07:22,"Walk",,null,null,1.5,16:00,DROP_SET\n',
        1,
        [("working", "55.000", 10, None, None, ""), ("drop", None, None, 960, 1_500_000, "")],
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
        "jefit",
        "### WORKOUT SESSIONS ###\nrowid,_id,USERID,total_time,starttime,endtime\n1,9,7,3600,1770220318,1770223918\n"
        "### EXERCISE LOGS ###\n"
        "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,"
        'auto_generated\n7,0,0,"64.9998x5",1,75.83,2026-02-04,8,Bench Press,8,9,0,,0\n'
        "7,0,0,,2,0,2026-02-04,8,Treadmill,8,9,0,,0\n### EXERCISE SET LOGS ###\n"
        "_id,userid,exercise_log_id,set_index,weight_lbs,reps,calories,distance_mi,speed_mph,laps,duration\n"
        "1,7,1,0,143.2999,5,0,0,0,0,0\n2,7,2,0,0,0,0,2,0,0,1200\n",
        1,
        [("working", "143.2999", 5, None, None, ""), ("working", "0", None, 1200, 3_218_688, "")],
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


def test_the_source_of_every_header_is_named() -> None:
    assert set(SOURCES) == {*TABLES, *TEXTS, "fitnotes-backup"}
    assert set(ABOUT) == set(FORMATS)


def test_what_is_not_used_is_told_with_its_values(give: Give) -> None:
    parsed = give("Date,Exercise,Colour,Reps,Weight (kg)\n2024-05-01,Row,red,5,1\n2024-05-02,Row,,5,1\n")
    assert parsed.unused == {"Colour": 1}
    assert give(next(case.content for case in CASES if case.format == "wger")).unused == {"iteration": 1}


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
    assert parsed.skipped == [(2, "set type 'Florp' is not known")]


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
