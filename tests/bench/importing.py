"""Importing a large file against the shortest script that puts its rows into a table."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.bench.commands import PROGRAM, took
from tests.bench.figures import Figure, pairs, ratio
from tests.bench.made_export import MAKERS

_BOUND, _SECOND = 5, 1.0
"""The import may take so many times as long as the script, or a second, whichever is longer."""
_SCRIPT = """
import csv, sqlite3, sys
log = sqlite3.connect(sys.argv[2], isolation_level=None)
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    header = next(rows)
    log.execute(f"CREATE TABLE sets ({', '.join(f'c{number} TEXT' for number in range(len(header)))})")
    log.execute("BEGIN")
    log.executemany(f"INSERT INTO sets VALUES ({', '.join('?' * len(header))})", rows)
    log.execute("COMMIT")
"""
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def imported(app: str, count: int, rows: int, mib: int, folder: Path, env: Mapping[str, str]) -> Iterator[Figure]:
    """The whole command, from a file of that app to the log, and the memory that it takes at most, in MiB.

    Without a count the memory alone.
    """
    file, log, plain = folder / f"{app}-{rows}.csv", folder / "imported.db", folder / "plain.db"
    if not file.exists():
        MAKERS[app](file, rows)
    what = f"{rows:,} rows of {app.capitalize()}"
    command = (*PROGRAM, "--db", str(log), "import", str(file), "--unit", "kg", "--yes")

    def fresh(path: Path) -> None:
        for each in (path, Path(f"{path}-journal")):
            each.unlink(missing_ok=True)
        shutil.rmtree(path.parent / "backups", ignore_errors=True)
        os.sync()

    def theirs() -> float:
        fresh(plain)
        return took((sys.executable, "-c", _SCRIPT, str(file), str(plain)), env)

    def ours() -> float:
        fresh(log)
        return took(command, env)

    if count:
        script, program = pairs(count, theirs, ours)
        bound = max(_BOUND, _SECOND / median(script))
        yield replace(
            ratio(f"import {what}", "script: csv.reader, executemany", _BOUND, script, program), bound=round(bound, 2)
        )
    fresh(log)
    peak_kib = subprocess.run(
        (sys.executable, "-c", _PEAK, *command), env=dict(env), stdout=subprocess.PIPE, check=True, text=True
    ).stdout
    peak = int(peak_kib) / 1024
    for each in (log, plain):
        fresh(each)
    yield Figure(f"memory of importing {what}", "", peak, mib, "MiB", f"{peak:.0f} MiB", "", 1)
