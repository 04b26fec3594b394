"""Kill a writer at any moment, over and over, and see what is left: `python -m tests.faults.killing WHAT TIMES FOLDER`.

Runs in a process of its own, without threads, because it forks.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from hinge_log.exchange.detect import read
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises.catalogue import load
from hinge_log.store.connection import connect, migrate
from hinge_log.store.importing import add_import, known_identities
from hinge_log.store.migrations import STEPS
from hinge_log.store.safety import doctor
from hinge_log.store.store import Store
from tests.bench.made_export import made_strong
from tests.faults.logs import faults_of, filled, set_ids
from tests.support import QUICK_4, ROOT, work

Report = Callable[[str], None]

LATER: tuple[tuple[str, ...], ...] = (
    ("ALTER TABLE sets ADD COLUMN tempo TEXT", "UPDATE sets SET tempo = '3010' WHERE kind = 'working'"),
    (
        "CREATE TABLE sets_anew AS SELECT * FROM sets",
        "ALTER TABLE lift ADD COLUMN felt INTEGER",
        "UPDATE lift SET felt = position",
        "CREATE INDEX sets_by_tempo ON sets (tempo, day)",
        "DROP TABLE sets_anew",
    ),
    ("UPDATE sets SET note = coalesce(note, '') || '.'", "DROP INDEX sets_by_tempo"),
)
"""Steps such as a later schema may have: new columns, rows written anew, tables that come and go."""


def killed(task: Callable[[Report], None], after: float, hot_at: Path | None = None) -> list[str]:
    """Fork, let the child do `task`, kill it so many seconds after it said "ready"; gives what else it reported.

    With `hot_at`, the kill then waits for the next moment in which the log of that name is half written.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            task(lambda text: (os.write(writing, text.encode() + b"\n"), None)[1])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        if said.readline() != "ready\n":
            raise RuntimeError("the child did not start")
        time.sleep(after)
        give_up = time.monotonic() + 1.0
        while hot_at is not None and not hot(hot_at) and time.monotonic() < give_up:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return said.read().split("\n")[:-1]


def hot(path: Path) -> bool:
    """Whether a journal lies there that the next one to open the log must roll back."""
    try:
        journal = os.open(f"{path}-journal", os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return os.read(journal, 1) not in (b"", b"\0")  # SQLite writes the first bytes last
    finally:
        os.close(journal)


def kill_writers(times: int, folder: Path, rng: random.Random) -> dict[str, int]:
    """Kill one that logs, rates, edits, deletes and undoes; every action that it reported must be there."""
    found = dict.fromkeys(("kills", "acknowledged", "lost", "faults", "hot journals", "not as journaled"), 0)
    path = folder / "log.db"
    for number in range(times):
        if number % 50 == 0:
            path = folder / f"{number}" / "log.db"
            with Store(str(path)) as store:
                lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")

        def write(report: Report, path: Path = path, lift: str = lift) -> None:
            with Store(str(path)) as store:
                report("ready")
                for turn in count():
                    saved = store.log_sets(lift, [work("100", 5)] * (1 + turn % 3))[-1]
                    report(f"{saved.id}")
                    if turn % 2:
                        store.rate(saved.id, QUICK_4)
                        report(f"{saved.id} 4")
                    if turn % 5 == 0:
                        # An edit writes the whole set, its rating too.
                        store.edit_set(saved.id, replace(work("60", 3), form=QUICK_4 if turn % 2 else None))
                    if turn % 7 == 0:
                        store.delete_set(saved.id)
                        store.undo()
                        report(f"{saved.id}")

        said = killed(write, rng.uniform(0.0, 0.05), path if rng.random() < 0.9 else None)
        found["kills"] += 1
        found["acknowledged"] += len(said)
        found["hot journals"] += hot(path)
        found["faults"] += len(faults_of(path))
        with closing(sqlite3.connect(path)) as connection:
            form = dict(connection.execute("SELECT id, form FROM sets WHERE hidden = 0"))
        # The last undo may have been cut off: then its set is still deleted, as the log never said otherwise.
        for line in said:
            set_id, _, label = line.partition(" ")
            found["lost"] += set_id not in form and not _hidden(path, set_id)
            found["lost"] += bool(label) and set_id in form and form[set_id] != int(label)
        found["not as journaled"] += len(doctor.check(str(path)).problems)
    return found


def _hidden(path: Path, set_id: str) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT 1 FROM sets WHERE id = ?", (set_id,)).fetchone() is not None


def kill_migrations(times: int, folder: Path, rng: random.Random) -> dict[str, int]:
    """Kill inside the steps of a migration; the file must have the schema and rows of before or after a step."""
    pattern, path = folder / "pattern.db", folder / "log.db"
    shutil.copyfile(FIRST_SCHEMA, pattern)
    _fill_first_schema(pattern, 400)
    steps = STEPS + LATER
    states = []
    shutil.copyfile(pattern, path)
    began = time.perf_counter()
    for end in range(1, len(steps) + 1):
        with closing(connect(str(path))) as connection:
            migrate(connection, steps[:end])
        states.append(_state(path))
    took = time.perf_counter() - began
    found = {"kills": 0, "half done": 0, "faults": 0, "hot journals": 0, "steps seen": 0}
    seen = set()
    for _ in range(times):
        shutil.copyfile(pattern, path)

        def step(report: Report) -> None:
            with closing(connect(str(path))) as connection:
                report("ready")
                migrate(connection, steps)

        killed(step, rng.uniform(0.0, took), path if rng.random() < 0.5 else None)
        found["kills"] += 1
        found["hot journals"] += hot(path)
        found["faults"] += len(faults_of(path))
        state = _state(path)
        found["half done"] += state not in states
        seen.add(state[0])
    found["steps seen"] = len(seen)
    return found


FIRST_SCHEMA = ROOT / "tests" / "store" / "fixtures" / "schema_1" / "log.db"
"""A log that a program of the first schema made."""


def _fill_first_schema(path: Path, sets: int) -> None:
    """Give it many more sets, so that a migration lasts long enough to be killed."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(sets)") if row[1] != "id"]
        names = ", ".join(columns)
        one = connection.execute("SELECT id FROM sets WHERE load_g IS NOT NULL LIMIT 1").fetchone()[0]
        for number in range(sets):
            connection.execute(
                f"INSERT INTO sets (id, {names}) SELECT ?, {names} FROM sets WHERE id = ?", (f"{number:026d}", one)
            )
        connection.commit()


def _state(path: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        schema = tuple(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
        rows = tuple(connection.execute("SELECT * FROM sets ORDER BY id"))
        rows += tuple(connection.execute("SELECT * FROM routine ORDER BY id"))
    return version, hash(schema), hash(rows)


def kill_openings(times: int, folder: Path, rng: random.Random) -> dict[str, int]:
    """Kill one that makes a new log; there must be no log, or a whole one that opens."""
    found = {"kills": 0, "broken": 0, "made": 0}
    began = time.perf_counter()
    Store(str(folder / "first" / "log.db")).close()
    took = time.perf_counter() - began
    for number in range(times):
        path = folder / str(number) / "log.db"

        def make(report: Report, path: Path = path) -> None:
            report("ready")
            Store(str(path)).close()
            time.sleep(1)

        killed(make, rng.uniform(0.0, 1.5 * took))
        found["kills"] += 1
        if path.exists():
            found["made"] += 1
            found["broken"] += len(faults_of(path))
        with Store(str(path)) as store:
            lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
            found["broken"] += store.log_sets(lift, [work("100", 5)])[0].position != 0
        shutil.rmtree(path.parent)
    return found


def kill_imports(times: int, folder: Path, rng: random.Random) -> dict[str, int]:
    """Kill inside an import that drops and makes the indexes of the sets; all of the file must be there, or nothing."""
    pattern, path, file = folder / "pattern" / "log.db", folder / "log.db", folder / "strong.csv"
    filled(pattern, 100)
    made_strong(file, 25_000)
    known = load()

    def imported(report: Report) -> None:
        with Store(str(path)) as store:
            plan = preview_import(read(file, unit="kg"), known, known=known_identities(store))
            report("ready")
            add_import(store, plan)

    shutil.copyfile(pattern, path)
    began = time.perf_counter()
    imported(lambda _: None)
    took = time.perf_counter() - began
    whole = (_names(path), 25_100)
    found = {"kills": 0, "by half": 0, "whole": 0, "faults": 0, "hot journals": 0}
    for _ in range(times):
        shutil.copyfile(pattern, path)
        killed(imported, rng.uniform(0.0, took), path if rng.random() < 0.7 else None)
        found["kills"] += 1
        found["hot journals"] += hot(path)
        found["faults"] += len(faults_of(path))
        state = (_names(path), len(set_ids(path)))
        found["whole"] += state == whole
        found["by half"] += state not in (whole, (_names(pattern), 100))
    return found


def _names(path: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(path)) as connection:
        return tuple(name for (name,) in connection.execute("SELECT name FROM sqlite_master ORDER BY name"))


TASKS = {"writers": kill_writers, "migrations": kill_migrations, "openings": kill_openings, "imports": kill_imports}

if __name__ == "__main__":
    what, how_often, where = sys.argv[1:]
    print(json.dumps(TASKS[what](int(how_often), Path(where), random.Random(7))))
