"""One of two windows on the same log: `python -m tests.faults.windows HOW PATH TIMES`."""

from __future__ import annotations

import json
import sys

from hinge_log.errors import StoreError
from hinge_log.store.store import Store
from tests.support import work


def keep_open(path: str, times: int) -> dict[str, int]:
    """Log sets one after the other in a log that stays open."""
    found = {"saved": 0, "errors": 0}
    with Store(path) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        for _ in range(times):
            try:
                store.log_sets(lift, [work("100", 5)])
                found["saved"] += 1
            except StoreError as error:
                print(error, file=sys.stderr)
                found["errors"] += 1
    return found


def open_each_time(path: str, times: int) -> dict[str, int]:
    """Log sets as the command line does: open, log, close."""
    found = {"saved": 0, "errors": 0}
    for _ in range(times):
        try:
            with Store(path) as store:
                store.log_lift("deadlift", "Deadlift", [work("100", 5)])
            found["saved"] += 1
        except StoreError as error:
            print(error, file=sys.stderr)
            found["errors"] += 1
    return found


if __name__ == "__main__":
    how, where, how_often = sys.argv[1:]
    print(json.dumps((keep_open if how == "open" else open_each_time)(where, int(how_often))))
