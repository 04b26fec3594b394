"""What a sync costs the one who presses keys: `python -m tests.sync.keys [--times 60] [--entries 20000]`.

Three apps in terminals, pressed in turn in one run: without sync, with sync set up, and while entries of another device
are pulled. Told are the times from `space` to the frame that says that the set is saved, and their ratios.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from contextlib import ExitStack, closing
from json import dumps
from pathlib import Path
from statistics import median

from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import FORMAT
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.bench.__main__ import environment
from tests.bench.figures import ms, quantile
from tests.bench.screens import FIRST, SET, pressed, program
from tests.bench.timed import Timed
from tests.sync.load import lines_of_year

NAMES = ("no sync", "sync set up", "while pulling")


def main() -> None:
    """Make the logs, press the keys, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--entries", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.times, options.entries)


def measure(folder: Path, times: int, entries: int) -> None:
    """Press `space` so many times in each app."""
    env = environment(folder)
    logs = [folder / name.replace(" ", "-") / "log.db" for name in NAMES]
    for log in logs:
        log.parent.mkdir()
        with Store(str(log)) as store:
            store.put_setting("first_run", "done")
            store.log_lift("deadlift-conventional", "Deadlift", [SetDraft(5, Load.of("60", "kg"))] * 2)
            if log != logs[0]:
                syncing.set_up_folder(store, str(log.parent / "shared"), "phone")
                syncing.sync(store)
    samples: dict[str, list[float]] = {name: [] for name in NAMES}
    with ExitStack() as stack:
        terminals = {name: stack.enter_context(Timed(program(log), env)) for name, log in zip(NAMES, logs, strict=True)}
        for terminal in terminals.values():
            terminal.until(FIRST)
            terminal.quiet(1.0)
            pressed(terminal, SET, 2)
        write_entries(logs[2].parent / "shared" / "laptop.jsonl", entries)
        begun = actions(logs[2])
        while actions(logs[2]) < begun + 100:  # the pull goes on from here
            time.sleep(0.05)
        since = time.monotonic()
        for _ in range(times):
            for name, terminal in terminals.items():
                samples[name] += pressed(terminal, SET, 1)[:1]
        done, took = actions(logs[2]), time.monotonic() - since
    print(f"{done - begun} of {entries} entries were pulled in the {took:.0f} s of {times} presses each")
    base = samples[NAMES[0]]
    for name in NAMES:
        p50, p99 = median(samples[name]), quantile(samples[name], 0.99)
        print(
            f"{name:14} p50 {ms(p50):>8} ({p50 / median(base):.2f} x)   p99 {ms(p99):>8}"
            f" ({p99 / quantile(base, 0.99):.2f} x)"
        )


def write_entries(path: Path, entries: int) -> None:
    """What another device did, as its file in a shared folder."""
    lines = lines_of_year(1, 20_160, workouts=entries // 80 + 1)[:entries]
    head = {"format": FORMAT, "device": 1, "name": "laptop", "after": lines[0].previous}
    path.write_bytes(b"".join([dumps(head).encode() + b"\n", *(line.encoded() for line in lines)]))


def actions(log: Path) -> int:
    """How many actions a log knows."""
    with closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True, timeout=30)) as connection:
        return int(connection.execute("SELECT count(*) FROM action").fetchone()[0])


if __name__ == "__main__":
    main()
