"""A hub with many athletes: `python -m tests.sync.load --athletes 200` makes a year of each and measures.

A few made-up years are sent as devices send them; the other athletes get copies of these, which is quicker by far.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path

from hinge_log.coach import questions
from hinge_log.coach.answers import Athlete
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import ChainLine, SyncEntry, chained, root_hash
from hinge_log.sync.hub.transport import HubCarrier
from tests.support import FakeClock
from tests.sync.postgres import HubServer, running_hub, running_server

DAY_MS = 86_400_000
LIFTS = ("deadlift-conventional", "rdl", "squat-back", "hip-thrust", "good-morning", "row-barbell", "swing-kb", "bench")
CHECKS = ("dl-neutral", "dl-close", "dl-hips", "dl-knees", "dl-lockout")
YEARS = 5
"""So many different years are made."""


def year_of(seed: int, first_day: int, workouts: int = 200) -> Iterator[SyncEntry]:
    """A year of one athlete: workouts of 8 lifts and 5 sets each, every set rated in an action of its own."""
    chance = random.Random(seed)
    count = 0
    exercises: list[tuple[str, str, dict[str, object], bool]] = [
        ("exercise", key, {"name": key}, True) for key in LIFTS
    ]
    yield SyncEntry(first_day * DAY_MS << 16, "baseline", {}, tuple(exercises))
    for number in range(workouts):
        day = first_day + number * 365 // workouts
        at = day * DAY_MS + 64_800_000
        workout = f"{seed:02d}w{number:023d}"
        for place, lift in enumerate(LIFTS):
            lift_id = f"{seed:02d}l{number:022d}{place}"
            for position in range(5):
                at += 150_000
                count += 1
                set_id = f"{seed:02d}s{count:023d}"
                rows: list[tuple[str, str, dict[str, object], bool]] = []
                if not place and not position:
                    columns = {"day": day, "started_ms": at, "offset_min": 60, "name": "Hinge", "device": seed}
                    rows.append(("workout", workout, columns, True))
                if not position:
                    rows.append(("lift", lift_id, {"workout_id": workout, "exercise": lift, "position": place}, True))
                load = 2_500 * chance.randrange(8, 60)
                done: dict[str, object] = {
                    "lift_id": lift_id, "position": position, "at_ms": at, "load_g": load,
                    "reps": chance.randrange(1, 9), "rpe": chance.choice((6, 7, 8.5)),
                }  # fmt: skip
                rows.append(("sets", set_id, done | ({"kind": "warmup"} if position == 0 else {}), True))
                yield SyncEntry(at << 16, "log", {}, tuple(rows))
                yield SyncEntry((at + 9_000) << 16, "rate", {}, (("sets", set_id, rating(chance), False),))
                if chance.random() < 0.01:
                    pain = {"pain": chance.randrange(1, 6), "pain_where": "back"}
                    yield SyncEntry((at + 12_000) << 16, "pain", {}, (("sets", set_id, pain, False),))
                if chance.random() < 0.02:
                    video = {"set_id": set_id, "location": f"https://example.org/{set_id}", "at_ms": at}
                    yield SyncEntry((at + 15_000) << 16, "video", {}, (("video", f"v{set_id[1:]}", video, True),))
        yield SyncEntry(at << 16, "finish", {}, (("workout", workout, {"ended_ms": at}, False),))


def rating(chance: random.Random) -> dict[str, object]:
    """A quick rating, or in one of five a checked one with the checks that failed."""
    columns: dict[str, object] = dict.fromkeys(
        ("percent", "slips", "checklist", "version", "capped_by", "clean", "stop")
    )
    columns |= {"form": chance.randrange(2, 6), "basis": "quick", "judged_by": None}
    if chance.random() < 0.2:
        failed = {name: chance.randrange(1, 4) for name in chance.sample(CHECKS, chance.randrange(3))}
        columns |= {"basis": "checked", "judged_by": "video", "percent": 80, "slips": dumps(failed),
                    "checklist": "deadlift", "version": 2, "clean": int(not failed)}  # fmt: skip
    return columns


def lines_of_year(seed: int, first_day: int, workouts: int = 200) -> list[ChainLine]:
    lines: list[ChainLine] = []
    for entry in year_of(seed, first_day, workouts):
        lines.append(chained(lines[-1].hash if lines else root_hash(seed), entry.body()))
    return lines


@contextmanager
def timed(what: str, per: float = 0.0, unit: str = "") -> Iterator[None]:
    """Print how long something took, how much of it was work of this process, and a rate."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    took, worked = time.perf_counter() - began, time.process_time() - worked
    rate = f"   {per / took:9.0f} {unit}/s" if per else ""
    print(f"{what:<60} {took * 1000:10.1f} ms (CPU {worked * 1000:7.1f}){rate}", flush=True)


def fill(hub: HubServer, athletes: int, first_day: int) -> list[int]:
    """Give a coach so many athletes with a year each; gives their logs."""
    for person in ("coach", *(f"athlete{number}" for number in range(athletes))):
        hub.add_person(person)
    logs = [hub.add_log(f"athlete{number}", f"Athlete {number}") for number in range(athletes)]
    for seed in range(1, min(YEARS, athletes) + 1):
        lines = lines_of_year(seed, first_day)
        changes = sum(line.body.count(b'["sets","') + line.body.count(b'["lift","') + line.body.count(b'["workout","')
                      + line.body.count(b'["video","') for line in lines)  # fmt: skip
        carrier = HubCarrier(hub.url(f"athlete{seed - 1}"), logs[seed - 1])
        with timed(f"push one year: {len(lines)} entries, {changes} changes", changes, "changes"):
            carrier.append(seed, "phone", lines, anew=False)
        carrier.close()
    with hub.connect() as admin, timed(f"copy the years to {athletes} athletes"):
        admin.rows("SET statement_timeout = 0")
        for log in logs:
            admin.rows("INSERT INTO member (log, person, part) VALUES (%s, 'coach', 'coach')", log)
        admin.rows("ALTER TABLE entry DISABLE TRIGGER ALL")
        tables = ("device", "entry", "workout_now", "lift_now", "set_now", "video_now")
        for number, log in enumerate(logs[YEARS:], YEARS):
            for table in tables:
                columns = [
                    name
                    for (name,) in admin.rows(
                        "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 1", table
                    )
                ]
                names = ", ".join(columns)
                chosen = names.replace("person", f"'athlete{number}'") if table == "device" else names
                admin.rows(f"INSERT INTO {table} (log, {names}) SELECT %s, {chosen} FROM {table} WHERE log = %s",
                           log, logs[number % YEARS])  # fmt: skip
        admin.rows("ALTER TABLE entry ENABLE TRIGGER ALL")
        admin.rows("ANALYZE")
    return logs


def measure(hub: HubServer, logs: list[int], folder: Path) -> None:
    """Print what a device waits for."""
    with hub.connect() as admin:
        entries = admin.value("SELECT count(*) FROM entry")
        size = admin.value("SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r'"
                           " AND relnamespace = 'hinge_log'::regnamespace")  # fmt: skip
        print(f"{entries} entries, {size / 1e6:.0f} MB: {size / 1e6 / len(logs):.1f} MB an athlete-year")
    carrier = HubCarrier(hub.url("coach"), logs[-1])
    with timed("connect and read a year from the hub"):
        carried = carrier.read(None, lambda: None)
    with timed("read with nothing new"):
        carrier.read(carried.position, lambda: None)
    carrier.close()
    with Store(str(folder / "log.db"), clock=FakeClock()) as store:
        syncing.set_up(store, carrier, "coach")
        with timed("first copy of an athlete-year, merged into a log", len(carried.lines), "entries"):
            syncing.sync(store)
        for _ in range(3):
            with timed("sync with nothing new, with connecting"):
                syncing.sync(store)
    carrier = HubCarrier(hub.url("athlete0"), logs[0])
    stamp = carrier.stamp()
    n, head = next((n, head) for device, n, head in stamp if device == 1)
    assert isinstance(head, str)
    for number in range(5):
        line = chained(head, SyncEntry((number + 1) << 62, "note", {}, ()).body())
        with timed(f"push one entry (after {n})"):
            carrier.append(1, "phone", [line], anew=False)
        head = line.hash
    carrier.close()


def ask(hub: HubServer, logs: list[int], today: int) -> None:
    """Print how long each question of a coach over all athletes takes, the second time."""
    with hub.connect("coach") as connection:
        athlete = Athlete(logs[-1], "Athlete")
        asked: dict[str, Callable[[], object]] = {
            "who trained this week": lambda: questions.week(connection, today),
            "the fault that comes back most, 12 weeks": lambda: questions.faults(connection, today, 12),
            "who reported pain": lambda: questions.pains(connection, today),
            "sets with a video that wait": lambda: questions.waiting(connection, today),
            "all sets that wait": lambda: questions.waiting(connection, today, every=True),
            "form of one lift over a year": lambda: questions.points(
                connection, athlete, "rdl", today - 364, today, "deadlift", CHECKS
            ),
            "all of the Coach screen": lambda: questions.ask_all(connection, today, today * DAY_MS),
        }
        for what, question in asked.items():
            question()
            with timed(f"coach of {len(logs)}: {what}"):
                question()


def main() -> None:
    """Make the athletes and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=200)
    parser.add_argument("--postgres", default="", help="version of the server, the newest where it is left out")
    options = parser.parse_args()
    with running_server(options.postgres) as server, running_hub(server) as hub, tempfile.TemporaryDirectory() as name:
        logs = fill(hub, options.athletes, first_day=20_160)
        measure(hub, logs, Path(name))
        ask(hub, logs, 20_160 + 365)


if __name__ == "__main__":
    main()
