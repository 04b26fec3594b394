"""Today says what is next, and once a month that a set should be filmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hinge_log.app import HingeLog
from hinge_log.charts.cells import plain
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from hinge_log.training.form import quick
from hinge_log.training.workout import Judge
from tests.support import FakeClock, work


@pytest.mark.parametrize("judge", [Judge.FELT, Judge.VIDEO])
async def test_a_month_of_ratings_by_feel_asks_for_a_film(tmp_path: Path, judge: Judge) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.log_lift("deadlift-conventional", "Deadlift", [replace(work("100", 5), form=quick(4, judge))] * 2)
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
    gateway = Gateway(str(path), clock=clock)
    app = HingeLog(Context(gateway, load(), clock=clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = "\n".join(plain(row) for row in app.here.rows(80, 24))
    gateway.close()
    assert "Deadlift" in text
    assert ("Film one set" in text) is (judge is Judge.FELT)
