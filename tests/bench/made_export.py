"""Made exports of the usual shapes, as large as is asked for: FORMAT FILE ROWS."""

from __future__ import annotations

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)
FITNOTES = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
_LIFTS = (
    ("Deadlift (Barbell)", 100), ("Squat (Barbell)", 90), ("Bench Press (Barbell)", 70), ("Leg Press", 150),
    ("Bent Over Row (Barbell)", 60), ("Romanian Deadlift (Barbell)", 80), ("Lat Pulldown (Cable)", 55),
    ("Overhead Press (Barbell)", 45), ("Kettlebell Swing", 24), ("Pull Up", 0), ("Plank", 0),
)  # fmt: skip


def made_strong(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a file of so many rows: five lifts of five sets a workout, warm-ups, RPE, a few notes and holds."""
    chance = random.Random(seed)
    moment = datetime(1999, 1, 1, 7)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for number in range(0, rows, 25):
            moment += timedelta(hours=chance.choice((3, 6, 12)), minutes=chance.randrange(60))
            name_of_day = "ABCD"[number // 25 % 4]
            head = f'{moment:%Y-%m-%d %H:%M:%S},"{name_of_day} day",{chance.randrange(2)}h {chance.randrange(60)}m'
            for place in range(min(25, rows - number)):
                if place % 5 == 0:
                    name, base = chance.choice(_LIFTS)
                done = round(base * chance.uniform(0.5, 1.3) / 2.5) * 2.5
                order = "W" if place % 5 == 0 and base else str(1 + place % 5)
                timed = name == "Plank"
                reps, seconds = (0, chance.choice((30, 60, 90))) if timed else (chance.randrange(1, 13), 0)
                note = '"felt good"' if chance.random() < 0.02 else '""'
                rpe = chance.choice(("", "", "7", "8", "8.5", "9"))
                file.write(f'{head},"{name}",{order},{done},{reps},0,{seconds},{note},,{rpe}\n')


def made_hevy(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a Hevy file of so many rows: newest first, notes of exercises on each of their rows, some supersets."""
    chance = random.Random(seed)
    moment = datetime(2099, 1, 1, 7)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEVY)
        for number in range(0, rows, 20):
            moment -= timedelta(hours=chance.choice((3, 6, 12)), minutes=chance.randrange(60))
            end = moment + timedelta(minutes=chance.randrange(20, 90))
            times = ",".join(f'"{each.day} {each:%b %Y, %H:%M}"' for each in (moment, end))
            head = f'"{"ABCD"[number // 20 % 4]} day",{times},"{chance.choice(("", "", "slept badly"))}"'
            for place in range(min(20, rows - number)):
                if place % 5 == 0:
                    name, base = chance.choice(_LIFTS)
                    note, group = chance.choice(("", "", "", "belt on")), chance.choice(("", "", "0", "1"))
                done = "" if not base else round(base * chance.uniform(0.5, 1.3) / 2.5) * 2.5
                reps, seconds = ("", chance.choice((30, 60))) if name == "Plank" else (chance.randrange(1, 13), "")
                kind = "warmup" if place % 5 == 0 and base else chance.choice(("normal", "normal", "failure"))
                rpe = chance.choice(("", "", "7", "8.5"))
                file.write(f'{head},"{name}",{group},"{note}",{place % 5},"{kind}",{done},{reps},,{seconds},{rpe}\n')


def made_fitnotes(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write a FitNotes file of so many rows: a day at a time, a few comments, holds and runs."""
    chance = random.Random(seed)
    day = datetime(1990, 1, 1)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(FITNOTES)
        for number in range(rows):
            if number % 20 == 0:
                day += timedelta(days=1)
            if number % 4 == 0:
                name, base = chance.choice((*_LIFTS, ("Running (Outdoor)", 0)))
            done, reps, far, unit, time = round(base * chance.uniform(0.5, 1.3) / 2.5) * 2.5, 0, "", "", ""
            if name == "Plank":
                time = chance.choice(("0:00:30", "0:01:00"))
            elif name.startswith("Running"):
                far, unit, time = chance.choice(("3.2", "5.0")), "km", "0:25:00"
            else:
                reps = chance.randrange(1, 13)
            note = chance.choice(("", "", "", "", '"easy, today"'))
            weight, unit_of_it = (done, "kgs") if base else ("", "")
            file.write(f"{day:%Y-%m-%d},{name},Any,{weight},{unit_of_it},{reps or ''},{far},{unit},{time},{note}\n")


MAKERS = {"strong": made_strong, "hevy": made_hevy, "fitnotes": made_fitnotes}

if __name__ == "__main__":
    MAKERS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
