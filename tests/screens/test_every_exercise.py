"""Everything that the catalogue holds opens: with its checks, its figure and its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.app import HingeLog
from hinge_log.charts.figure import pairs_for
from hinge_log.exercises.catalogue import FAMILIES, load
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from tests.screens.practice_support import seen, settled
from tests.support import FakeClock


@pytest.mark.parametrize("family", FAMILIES)
async def test_every_exercise_opens_with_its_checks_and_a_figure(tmp_path: Path, family: str) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=FakeClock()) as store:
        store.put_setting("first_run", True)
    catalogue = load()
    gateway = Gateway(str(path), clock=FakeClock())
    app = HingeLog(Context(gateway, catalogue, look=Look(motion="none"), clock=FakeClock()))
    async with app.run_test(size=(140, 60)) as pilot:
        await pilot.pause()
        for exercise in catalogue.exercises.values():
            if exercise.family != family:
                continue
            assert pairs_for(exercise), exercise.id
            app.post_message(ScreenRequested("exercise", exercise.id))
            await settled(app, pilot)
            await pilot.press("2")
            await settled(app, pilot)
            screen = app.here
            assert screen.lift == exercise.id
            text = seen(app)
            for item in catalogue.items_for(exercise):
                assert item.cue in text, (exercise.id, item.id)
    gateway.close()
