"""How long each form view takes, against a bare SELECT of its rows: `python -m tests.bench.views LOG [LARGER LOG]`.

"data" is what the view rests on, read and computed; "frame" draws it on 80 x 22 cells for the first time; "switch"
draws it again, as going from view to view does. Medians of several runs, caches of answers emptied before each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from hinge_log.charts.view import Mode, trend_view
from hinge_log.exercises.catalogue import load
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.training import clean_load, faults, periods, top_sets, trend
from hinge_log.training.trend import TrendData
from tests.bench.made_log import LAST_DAY

LIFT = "deadlift-conventional"
RUNS = 5
SELECT = "SELECT * FROM sets WHERE exercise_id = (SELECT id FROM exercise WHERE key = ?) AND day BETWEEN ? AND ?"
NEEDS: dict[Mode, tuple[Callable[[TrendData], Any], ...]] = {
    "time": (
        lambda d: trend.line(trend.session_points(d.working)), top_sets.top_sets, faults.period_counts,
        periods.compare_periods, periods.title,
    ),
    "load": (
        lambda d: clean_load.load_counts(d.working, "checked"), clean_load.clean_load, periods.fatigue,
    ),
    "fault": (faults.shown_items, faults.period_counts, faults.enough_sessions),
    "strength": (
        top_sets.strength, top_sets.work_by_period, top_sets.bests, clean_load.clean_load, periods.clean_share,
    ),
}  # fmt: skip


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of some runs, in seconds."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found)


def measured(path: Path, weeks: int | None) -> dict[str, float]:
    """Seconds for the bare SELECT and for each view's data, frame and switch."""
    catalogue = load()
    exercise = catalogue.exercises[LIFT]
    first = -25567 if weeks is None else LAST_DAY - 7 * weeks + 1
    with Store(str(path)) as store:

        def read() -> TrendData:
            return trend_data(store, catalogue, exercise, today=LAST_DAY, weeks=weeks)

        read()
        found = {"select": timed(lambda: store.rows(SELECT, LIFT, first, LAST_DAY))}
        found["rows"] = float(len(store.rows(SELECT, LIFT, first, LAST_DAY)))
        found["read"] = timed(read)
        again = read()
        for mode, needs in NEEDS.items():

            def ready(needs: tuple[Callable[[TrendData], Any], ...] = needs) -> None:
                # A new window is a new value, so nothing that was remembered answers for it.
                data = read()
                for need in needs:
                    need(data)

            def framed(mode: Mode = mode) -> None:
                trend_view(read(), 80, 22, mode)

            def switched(mode: Mode = mode) -> None:
                trend_view(again, 80, 22, mode)

            found[f"{mode} data"], found[f"{mode} frame"] = timed(ready), timed(framed)
            switched()
            found[f"{mode} switch"] = timed(switched)
    return found


def main(paths: list[Path]) -> None:
    """Print the figures of each log, and the ratios between the first and the last."""
    for weeks in (12, None):
        logs = [measured(path, weeks) for path in paths]
        for path, found in zip(paths, logs, strict=True):
            bare = found["select"]
            print(f"{path.name}, {weeks or 'all'} weeks: {found['rows']:.0f} rows, SELECT {bare * 1e3:.1f} ms,", end="")
            print(f" read {found['read'] / bare:.1f}x")
            for mode in NEEDS:
                data, frame, switch = (found[f"{mode} {what}"] for what in ("data", "frame", "switch"))
                print(
                    f"  {mode:<9} data {data / bare:5.1f}x  frame {frame / bare:5.1f}x ({frame * 1e3:.0f} ms)"
                    f"  switch {switch * 1e3:.0f} ms"
                )
        if len(logs) > 1:
            ratios = (f"{mode} {logs[-1][f'{mode} frame'] / logs[0][f'{mode} frame']:.1f}x" for mode in NEEDS)
            print("  last log against the first:", ", ".join(ratios))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
