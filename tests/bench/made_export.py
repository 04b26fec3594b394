"""Made exports of Strong's usual shape, as large as is asked for."""

from __future__ import annotations

import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
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


if __name__ == "__main__":
    made_strong(Path(sys.argv[1]), int(sys.argv[2]))
