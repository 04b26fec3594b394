# ruff: noqa: E501 - headers and rows stand here as they do in the files
"""One good file of every shape that is read, small and made."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from hinge_log.exchange import jsonl
from hinge_log.exchange.export import csv_rows, csv_text
from hinge_log.store.safety.dump import documents, iter_workouts
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, SetDraft

_LIFTS = ("Deadlift (Barbell)", "Squat (Barbell)", "Plank")


def _rows(header: str, line: str, end: str = "\n") -> bytes:
    """A file of five days, three lifts and three sets; `line` is filled in."""
    lines = [header]
    for day in range(1, 6):
        lines += [
            line.format(day=f"{day:02}", d=day, lift=lift, n=n, i=n - 1, kg=f"{60 + day * 2.5:g}", reps=8 - n)
            for lift in _LIFTS
            for n in range(1, 4)
        ]
    return (end.join(lines) + end).encode()


def originals(folder: Path) -> list[bytes]:
    """One good file of every shape that is read."""
    head = "Date,Workout Name,"
    return [
        _rows(head + "Exercise Name,Set Order,kg,Reps,km,Seconds,Notes", '2016-05-{day} 17:00:00,A,{lift},{i},{kg},{reps},0,0,""', "\r\n"),
        _rows(head + "Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE", '2018-05-{day} 17:00:00,"A","{lift}",{n},{kg},{reps},0,0,"","",8'),
        _rows("Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes",
              '"{d}";"2021-05-{day} 17:00:00";"A";"3600";"{lift}";"{n}";"{kg}";"{reps}";"";"";"";"";""'),
        _rows(head.replace(",", ";") + "Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration",
              '2022-05-{day} 17:00:00;"A";"{lift}";{n};{kg};kg;{reps};;;;0;"";"";1h 5m'),
        _rows(head + "Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
              '2024-05-{day} 17:00:00,"A",1h 5m,"{lift}",{n},{kg},{reps},0,0,"slow\\n","good",8.5\n2024-05-{day} 17:00:00,"A",1h 5m,"{lift}",Rest Timer,0,0,0,90,,,'),
        _rows("日期,锻炼名称,时长,运动名称,设置顺序,重量,次,距离,秒,备注,锻炼备注,RPE", '2023-05-{day} 17:00:00,"推",1小时5分钟,"{lift}",{n},{kg},{reps},0,0,"","",'),
        _rows('"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"',
              '"Oberkörper","{d} Mai 2026, 17:18","{d} Mai 2026, 18:05","","{lift}",0,"a\nb",{i},"normal",{kg},{reps},,,8'),
        _rows("Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time", "2019-05-{day},Press (Each, Two),Back,{kg},{reps},,,"),
        _rows("Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment", "2024-05-{day},{lift},Back,{kg},kgs,{reps},0.0,m,0:00:30,"),
        _rows('"Date","Note","Workout","Body Weight","Exercise 1","Weight (KG)","Weight (LB)","Set 1","Set 2","Set 3"', '"05/{day}/16","","A","80","{lift}","{kg}","","5","5","0"'),
        b"\xef\xbb\xbf" + _rows("Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Body Weight (KG),Exercise,Start Time (h:mm),End Time (h:mm),Notes,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG)",
              "2024/05/{day},1,A,5x5,80,{lift},17:00,18:00,,5,{kg},{reps},{kg}"),
        _rows("Workout DateTime,Program,Day Name,Exercise,Is Warmup Set?,Required Reps,Completed Reps,Required Weight Value,Required Weight Unit,Completed Weight Value,Completed Weight Unit,Notes",
              "2024-05-{day}T17:00:00.000Z,P,A,{lift},0,5,{reps},{kg},kg,{kg},kg,"),
        _rows("SessionId,Timestamp,Exercise,Weight,WeightUnit,Reps,TargetReps,Notes", "s{day},2024-05-{day}T17:00Z,{lift},{kg},kg,{reps},5,"),
        _rows("Tag;Übung;Gewicht (kg);Wdh.;Bemerkung", "{day}.05.2024;{lift};{kg};{reps};"),
        _rows("Date;Time;Routine;Exercise;Set;Weight;Reps;Duration;Distance;Para6;Note;Type", "{day}.05.2024;17:0{n}:00;A;{lift};{n};{kg};{reps};;;;;1"),
        _rows("Data,Programma,Orario,Esercizio,Zona,Ripetizioni / Tempo,Peso / Distanza,Note,Saltato", '{day}/05/26,A,17:0{n},{lift},X,{reps},"{kg} kg",,No'),
        _rows("Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight", '2026-05-{day} 17:00,2026-05-{day} 18:00,"{lift}",{kg},{reps},"",,,,Back,A,82'),
        _rows("Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier", "2024-05-{day} 17:00:00 +0000,{lift},{reps},{kg},0.0,0.0,0.0,0.0,false,,1.0"),
        _rows('Title,Date,Duration,Exercise,"Superset id",Weight,Reps,Distance,Time,"Set Type"', 'A,"2024-05-{day} 17:00:00",01:00:00,{lift},,{kg},{reps},,,NORMAL_SET'),
        _rows("id,name,reps,weight,created,unit,bodyWeight", "{n},{lift},{reps},{kg},2024-05-{day}T17:0{n}:00.000,kg,80"),
        _rows("Date,Exercise,Weight (Set 1),Reps (Set 1),Weight (Set 2),Reps (Set 2)", "2024-05-{day},{lift},{kg},{reps},{kg},5"),
        b"Training log,,,\n" + _rows("Date,Exercise,Weight (kg),Reps,Completed,side,RIR", "2024-05-{day},{lift},{kg},{reps},TRUE,L,2"),
        "\n".join(f'"A - Day {d}";"2026-05-{d:02} 17:00 h";"1:02 hr"\n"1. Squat - Barbell - 8 reps";"WU1 - 37,5 kg - 9 reps<br>WU2 - 72,5 kg - 7 reps"\n#;KG;REPS;RIR\n1;11{d};8;1\n2;+35;10;0\n'.replace(" - ", " · ") for d in range(1, 6)).encode(),
        _rows("### SETTING ###\nrow_id,mass\n1, lbs\n### EXERCISE LOGS ###\nUSERID,logs,_id,mydate,ename,belongsession", '1,"{kg}x{reps},60x5",{d}{n},2024-05-{day},"{lift}",{d}'),
        json.dumps([{"id": n, "date": f"2024-05-0{d}", "exercise": "Squat", "repetitions": str(n), "weight": "60.00", "weight_unit": 1} for d in range(1, 6) for n in range(1, 9)], indent=1).encode(),
        _backup(folder / "backup.fitnotes"),
        *_own(folder / "own.db"),
    ]  # fmt: skip


def _backup(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE exercise (_id INTEGER PRIMARY KEY, name TEXT)")
        db.execute(
            "CREATE TABLE training_log (_id INTEGER PRIMARY KEY, exercise_id INTEGER, date TEXT, metric_weight REAL,"
            " reps INTEGER, unit INTEGER, distance REAL, duration_seconds INTEGER)"
        )
        db.executemany("INSERT INTO exercise VALUES (?, ?)", enumerate(_LIFTS))
        db.executemany(
            "INSERT INTO training_log (exercise_id, date, metric_weight, reps, unit) VALUES (?, ?, ?, ?, 0)",
            [(number % 3, f"2024-05-{1 + number % 9:02}", 60 + number, 5) for number in range(60)],
        )
        db.commit()
    return path.read_bytes()


def _own(path: Path) -> Iterable[bytes]:
    with Store(str(path)) as store:
        for number in range(12):
            store.log_lift("deadlift-conventional", "Deadlift", [SetDraft(5, Load.of(str(100 + number), "kg"), form=Form(4, Basis.QUICK))])  # fmt: skip
        yield "".join(csv_text(csv_rows(iter_workouts(store), lambda key: key))).encode()
        yield "".join(jsonl.lines(documents(store))).encode()
