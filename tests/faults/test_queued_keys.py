"""Sets typed and rated while another window holds the log: none is lost, and each rating is of its set."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from tests.faults.figures import figure, times
from tests.screens.log_support import LIFTS, lifting
from tests.screens.practice_support import settled
from tests.screens.test_log_queue import send, sets
from tests.support import FakeClock


async def test_no_key_is_lost_while_another_window_holds_the_log(tmp_path: Path, clock: FakeClock) -> None:
    rounds = times(6, 200)
    rng = random.Random(13)
    path, typed = tmp_path / "log.db", []
    async with lifting(path, clock, lifts=LIFTS[:1], plans=((),)) as lifter:
        other = sqlite3.connect(path, isolation_level=None)
        for number in range(rounds):
            other.execute("BEGIN IMMEDIATE")
            for load in rng.sample(range(21, 200), rng.randint(1, 3)):
                label = rng.choice((0, 1, 2, 3, 4, 5))
                send(lifter, f"i{load}x5\r{label or ''}")
                typed.append((str(load), 5, label or None, ""))
                await lifter.pilot.pause(rng.choice((0, 0.002, 0.01)))
            if number % 3 == 0:
                send(lifter, "okeep\r")
                typed[-1] = (*typed[-1][:3], "keep")
            other.execute("ROLLBACK")
            await settled(lifter.app, lifter.pilot)
        other.close()
        lost = [each for each in typed if each not in sets(lifter)]
        figure("keys queued behind a save", rounds=rounds, sets=len(typed), lost=len(lost))
        assert sets(lifter) == typed
