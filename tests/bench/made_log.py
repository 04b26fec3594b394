"""Made logs of real shape: weeks with gaps, warm-up ramps, 40 % of the sets rated, faults that come with load."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hinge_log.clock import to_day
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.model import Checklist
from hinge_log.store.ids import IdMaker
from hinge_log.store.journal import Change, add_action, written
from hinge_log.store.store import Store
from hinge_log.training.form import score
from hinge_log.training.workout import Judge

LIFTS = (
    ("deadlift-conventional", 100_000), ("deadlift-romanian", 70_000), ("hip-thrust-barbell", 90_000),
    ("row-bent-over-barbell", 60_000), ("squat-back", 85_000), ("swing-two-hand", 24_000),
)  # fmt: skip
SETS_A_WORKOUT = 20
LAST_DAY = to_day(date(2026, 11, 20))


def make(path: Path, sets: int, *, seed: int = 1, last_day: int = LAST_DAY, journaled: bool = False) -> None:
    """Write a log of about `sets` sets that ends on `last_day`; with `journaled`, each set has its journal row."""
    chance = random.Random(seed)
    catalogue = load()
    items = {key: catalogue.items_for(catalogue.exercises[key]) for key, _ in LIFTS}
    with Store(str(path)) as store:
        numbers: dict[str, int] = {}
        with store.action("made") as action:
            for key, _ in LIFTS:
                numbers[key] = store.exercise_number(action, key, catalogue.exercises[key].name)
        connection = store._connection
        connection.execute("BEGIN IMMEDIATE")
        workouts: list[tuple[object, ...]] = []
        lifts: list[tuple[object, ...]] = []
        rows: list[tuple[object, ...]] = []
        ids = IdMaker()
        count = max(1, sets // SETS_A_WORKOUT)
        for number, day in enumerate(_days(count, last_day, chance)):
            started = day * 86_400_000 + 18 * 3_600_000
            workout = ids.next(started)
            workouts.append((workout, "AB"[number % 2], day, started, 0, started + 50 * 60_000))
            progress = number / count
            for position in range(4):
                key, base = LIFTS[(number + position) % len(LIFTS)]
                lift = ids.next(started)
                lifts.append((lift, workout, numbers[key], position))
                top = round(base * (0.7 + 0.5 * progress) / 2500) * 2500
                for place, share in enumerate((0.6, 0.8, 1, 1, 1)):
                    load_g = round(top * share / 2500) * 2500
                    at = started + (position * 5 + place) * 150_000
                    kind = "warmup" if share < 1 else "working"
                    form = _form(chance, items[key], catalogue.exercises[key].checklist, progress)
                    done = (kind, 5, load_g, f"{load_g / 1000:g}", "kg", *form)
                    rows.append((ids.next(at), lift, numbers[key], day, place, at, *done))
        connection.executemany(
            "INSERT INTO workout (id, name, day, started_ms, offset_min, ended_ms) VALUES (?,?,?,?,?,?)", workouts
        )
        connection.executemany("INSERT INTO lift (id, workout_id, exercise_id, position) VALUES (?,?,?,?)", lifts)
        connection.executemany(
            "INSERT INTO sets (id, lift_id, exercise_id, day, position, at_ms, kind, reps, load_g, load_text, unit,"
            " form, basis, percent, slips, checklist, version, clean, stop)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            rows,
        )
        if journaled:
            for row in rows:
                _journal(connection, row)
        connection.execute("COMMIT")


def _journal(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    """Journal a set as the log screen does: logged in one step, rated in another."""
    names = ("id", "lift_id", "exercise_id", "day", "position", "at_ms", "kind", "reps", "load_g", "load_text", "unit",
             "form", "basis", "percent", "slips", "checklist", "version", "clean", "stop")  # fmt: skip
    given: dict[str, Any] = {name: value for name, value in zip(names, row, strict=True) if value is not None}
    rated = {name: given.pop(name) for name in names[11:] if name in given}
    if given["kind"] == "working":
        del given["kind"]
    changes = [("log", Change("sets", given["id"], None, given))]
    if rated:
        changes.append(("rate", Change("sets", given["id"], dict.fromkeys(rated), rated)))
    for kind, change in changes:
        action = add_action(connection, kind, given["at_ms"] << 16, 0xABCDEF)
        connection.execute(
            "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, 0, 'sets', ?, ?, ?)",
            (action, change.row, *written(change)),
        )


def _days(count: int, last_day: int, chance: random.Random) -> list[int]:
    """Two or three workouts a week, with a gap of weeks now and then, ending on `last_day`."""
    days: list[int] = []
    day = last_day
    while len(days) < count and day > -25_000:
        days.append(day)
        day -= (
            0
            if count > 10_000 and chance.random() < 0.8
            else chance.choice((2, 2, 3))
            if chance.random() > 0.01
            else 25
        )
    return days[::-1]


def _form(chance: random.Random, items: tuple[object, ...], checklist: str, progress: float) -> Iterator[object]:
    roll = chance.random()
    if roll > 0.4:
        return iter((None,) * 8)
    if roll > 0.2:
        label = min(5, max(1, round(chance.gauss(3.2 + progress, 0.7))))
        return iter((label, "quick", None, None, None, None, None, None))
    slips = {item.id: chance.choice((1, 1, 2)) for item in items if chance.random() < 0.12 - 0.06 * progress}  # type: ignore[attr-defined]
    form = score(items, slips, 5, judged_by=Judge.FELT, checklist=Checklist(checklist, "", 1, ()))  # type: ignore[arg-type]
    return iter(
        (form.label, "checked", form.percent, json.dumps(slips), checklist, 1, int(form.clean), int(form.stop) or None)
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
