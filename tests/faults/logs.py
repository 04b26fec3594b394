"""Logs for the harnesses to be hard on, and questions about what is left of them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from hinge_log.store.safety.backup import TableDigest, backup, table_digests
from hinge_log.store.store import Store
from tests.support import CHECKED_3, QUICK_4, ROOT, FakeClock, work


def filled(path: Path, sets: int, *, backup_at: int | None = None) -> None:
    """Write a log of so many sets in workouts of 20, rated, noted and edited; with a backup after `backup_at` sets."""
    clock = FakeClock()
    with Store(str(path), clock=clock) as store:
        workout = lift = ""
        for number in range(sets):
            if number % 20 == 0:
                if lift:
                    store.finish_workout(workout)
                clock.advance(86_400)
                workout = store.start_workout("a day's work").id
                lift = store.add_lift(workout, ("deadlift", "own:rack pull")[number // 20 % 2], "Deadlift")
            clock.advance(60)
            saved = store.log_sets(lift, [work(str(100 + number % 30), 1 + number % 9)])[0]
            if number % 3 == 0:
                store.rate(saved.id, QUICK_4 if number % 2 else CHECKED_3)
            if number % 7 == 0:
                store.edit_set(saved.id, work("60.5", 3))
            if number % 11 == 0:
                store.delete_set(saved.id)
                store.undo()
            if number == backup_at:
                backup(str(path))
        store.set_workout_note(workout, "felt heavy\nbut moved well")


def contents(path: Path) -> dict[str, TableDigest]:
    """The digest of every table of a log. Raises sqlite3.Error for what cannot be read."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return table_digests(connection)


def set_ids(path: Path) -> set[str]:
    """The ids of all sets."""
    with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=60)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM sets")}


def faults_of(path: Path) -> list[str]:
    """What SQLite finds wrong with a log: its integrity, its references."""
    with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=60)) as connection:
        said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return said + [f"loose {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]


def run(module: str, *words: object) -> dict[str, int]:
    """Run a module of this folder in a process of its own; gives the numbers that it prints as JSON."""
    done = started(module, *words).communicate()
    return read(done[0])


def started(module: str, *words: object) -> subprocess.Popen[str]:
    """Start a module of this folder in a process of its own."""
    command = [sys.executable, "-m", f"tests.faults.{module}", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def read(said: str) -> dict[str, int]:
    """The numbers in the last line that a module printed."""
    found: dict[str, int] = json.loads(said.splitlines()[-1])
    return found
