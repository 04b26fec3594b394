"""The one-line commands against the shortest click programs that do the same to the file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from hinge_log.store.connection import PRAGMAS
from tests.bench.figures import Figure, pairs, ratio

PROGRAM = (sys.executable, "-c", "import sys; from hinge_log.__main__ import main; sys.exit(main())")
"""What an installed `hinge-log` runs."""

_OPEN = f"""
import click, sqlite3, sys, time
log = sqlite3.connect(sys.argv[1], isolation_level=None)
for name, value in {PRAGMAS!r}.items():
    log.execute(f"PRAGMA {{name}} = {{value}}")
"""
_INSERT = f"""{_OPEN}
click.command(params=[click.Argument(["words"], nargs=-1)])(lambda words: None).main(["x"], standalone_mode=False)
log.execute("BEGIN IMMEDIATE")
lift, exercise, day = log.execute("SELECT lift_id, exercise_id, day FROM sets ORDER BY id DESC LIMIT 1").fetchone()
log.execute(
    "INSERT INTO sets (id, lift_id, exercise_id, day, position, at_ms, reps, load_g, load_text, unit, form, basis)"
    " VALUES (?, ?, ?, ?, 99, ?, 5, 100000, '100', 'kg', 4, 'quick')",
    (f"zz{{time.time_ns():024}}", lift, exercise, day, time.time_ns() // 1_000_000),
)
log.execute("COMMIT")
"""
_SELECT = f"""{_OPEN}
click.command(params=[click.Argument(["words"], nargs=-1)])(lambda words: None).main(["x"], standalone_mode=False)
first = int(time.time()) // 86_400 - 83
log.execute(
    "SELECT * FROM sets WHERE exercise_id = (SELECT id FROM exercise WHERE key = 'deadlift-conventional')"
    " AND day >= ? AND hidden = 0", (first,)
).fetchall()
"""


def version(count: int, env: Mapping[str, str]) -> Figure:
    """`--version` against an interpreter that does nothing."""
    theirs, ours = pairs(
        count, lambda: took((sys.executable, "-c", "pass"), env), lambda: took((*PROGRAM, "--version"), env)
    )
    return ratio("`hinge-log --version`", "`python -c pass`", 2, theirs, ours)


def log_a_set(count: int, log: Path, env: Mapping[str, str]) -> Figure:
    """Logging a set against inserting a row; each set is taken away again, so that the workout stays as it is."""
    took((*PROGRAM, "--db", str(log), "log", "deadlift", "100x5", "f4"), env)
    last = _newest(log)

    def timed(command: Sequence[str]) -> float:
        seconds = took(command, env)
        with sqlite3.connect(log) as connection:
            connection.execute("DELETE FROM sets WHERE id > ?", (last,))
        connection.close()
        return seconds

    theirs, ours = pairs(
        count,
        lambda: timed((sys.executable, "-c", _INSERT, str(log))),
        lambda: timed((*PROGRAM, "--db", str(log), "log", "deadlift", "100x5", "f4")),
    )
    return ratio("`hinge-log log deadlift 100x5 f4`", "click program that inserts one row", 2, theirs, ours)


def _newest(log: Path) -> str:
    connection = sqlite3.connect(log)
    found = connection.execute("SELECT max(id) FROM sets").fetchone()
    connection.close()
    return str(found[0])


def trend(count: int, log: Path, env: Mapping[str, str]) -> Figure:
    """The trend of a lift against selecting its rows."""
    theirs, ours = pairs(
        count,
        lambda: took((sys.executable, "-c", _SELECT, str(log)), env),
        lambda: took((*PROGRAM, "--db", str(log), "trend", "deadlift", "--json"), env),
    )
    return ratio("`hinge-log trend deadlift --json`", "click program that selects the rows", 2, theirs, ours)


def reading(count: int, log: Path, env: Mapping[str, str], command: str) -> Figure:
    """A command that reads the open workout against selecting rows."""
    theirs, ours = pairs(
        count,
        lambda: took((sys.executable, "-c", _SELECT, str(log)), env),
        lambda: took((*PROGRAM, "--db", str(log), command), env),
    )
    return ratio(f"`hinge-log {command}`", "click program that selects the rows", 2, theirs, ours)


def peer(count: int, log: Path, env: Mapping[str, str], command: str) -> Figure:
    """Logging a set against another logger's command line, given as a shell command."""
    theirs, ours = pairs(
        count,
        lambda: took(("/bin/sh", "-c", command), env),
        lambda: took((*PROGRAM, "--db", str(log), "log", "deadlift", "100x5", "f4"), env),
    )
    return ratio("log a set on the command line", f"`{command}`", 1, theirs, ours)


def took(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Seconds that a command takes; it must succeed."""
    begun = time.perf_counter()
    done = subprocess.run(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return seconds
