"""Measure how fast and lean the program is: `python -m tests.bench [--quick] [--out FOLDER]`.

Ratios of one run against the shortest programs that do the same, in alternated pairs. It prints a Markdown table and
writes `bench.json`. The logs are made once and kept in the folder. Linux alone; nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from hinge_log.clock import to_day
from hinge_log.settings import Look, write_look
from hinge_log.store.store import Store
from tests.bench import commands, importing, screens
from tests.bench.figures import Figure, table
from tests.bench.made_log import make
from tests.support import ROOT


def log_of(folder: Path, sets: int) -> Path:
    """A made log that ends yesterday, with a workout open that has a few sets."""
    path = folder / f"log-{sets}.db"
    kept = folder / f"made-{sets}.db"
    if not kept.exists():
        aside = folder / f"making-{sets}.db"
        make(aside, sets, last_day=to_day(date.today()) - 1)
        aside.rename(kept)
    shutil.copy(kept, path)
    with Store(str(path)) as store:
        store.put_setting("first_run", "done")
        for key in ("squat-back", "deadlift-conventional"):
            last = store.sessions(key)[0].sets[-1].what
            for _ in range(4):
                store.log_lift(key, key, [last])
    os.sync()
    return path


def environment(folder: Path) -> Mapping[str, str]:
    """An environment with nothing of the user's in it, and no guard against a key that bounces."""
    config = folder / "config"
    write_look(Look(bounce_s=0.0), str(config))
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color",
        "HINGE_LOG_DAILY_BACKUP": "0",
        "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT), "HINGE_LOG_CONFIG": str(config),
    }  # fmt: skip


def bytes_a_set(folder: Path, sets: int) -> Figure:
    """What a set takes in the file, with its rating and its row of the journal."""
    path = folder / f"journaled-{sets}.db"
    if not path.exists():
        make(path, sets, journaled=True)
    size = path.stat().st_size / sets
    return Figure("database bytes of a set", "", size, 700, "bytes", f"{size:.0f} bytes", "", sets)


def measured(folder: Path, *, quick: bool, peer: str, rows: int = 1_000_000) -> Iterator[Figure]:
    """Every figure, one after the other."""
    sizes = (1_000, 10_000, 10_000) if quick else (1_000, 100_000, 1_000_000)
    count, times = (3, 16) if quick else (12, 200)
    small, usual, large = (log_of(folder, sets) for sets in sizes)
    env = environment(folder)
    words = [f"{sets:,}" for sets in sizes]
    yield commands.version(2 * count, env)
    yield commands.log_a_set(2 * count, usual, env)
    yield commands.reading(2 * count, usual, env, "next")
    yield commands.reading(2 * count, usual, env, "status")
    yield commands.trend(2 * count, usual, env)
    if peer:
        yield commands.peer(count, usual, env, peer)
    yield screens.start_up(count, usual, env, words[1])
    yield screens.growth(count, small, large, env, (words[0], words[2]))
    yield from screens.keys(times, usual, env)
    yield from screens.idle(5 if quick else 60, usual, env)
    yield from screens.memory(large, env, words[2], 30 if quick else 1_000)
    yield bytes_a_set(folder, 10_000)
    for app in ("strong", "hevy"):
        yield from importing.imported(app, 1 if quick else 5, 30_000, 200, folder, env)
    if not quick:
        yield from importing.imported("strong", 0, rows, 400, folder, env)


def main() -> int:
    """Measure, print and write."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="few pairs and small logs: does it still run?")
    options.add_argument("--out", type=Path, default=Path("bench"), help="folder of the made logs and of bench.json")
    options.add_argument("--peer", default="", help="shell command with which another logger logs a set")
    options.add_argument("--rows", type=int, default=1_000_000, help="rows of the file that is imported")
    given = options.parse_args()
    folder = given.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    figures = []
    for figure in measured(folder, quick=given.quick, peer=given.peer, rows=given.rows):
        figures.append(figure)
        print(f"{figure.name}: {figure.reached:.2f} of {figure.bound:g} {figure.unit}", file=sys.stderr)
    (folder / "bench.json").write_text(json.dumps([each.kept() for each in figures], indent=1) + "\n")
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
