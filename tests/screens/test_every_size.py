"""No size is refused, and the key bar fits in every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.app import SCREENS, HingeLog
from hinge_log.charts.cells import plain, row_width
from hinge_log.exercises.catalogue import load
from hinge_log.screens.base import Go
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from tests.bench.made_log import make
from tests.screens.practice_support import painted
from tests.support import FakeClock

NOW = "2026-11-22T18:24:00+00:00"
LIFT = "deadlift-conventional"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "log.db"
    make(path, 200)
    return path


@pytest.mark.parametrize("name", SCREENS)
async def test_every_line_fits_and_help_is_always_offered(made: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(made.read_bytes())
    clock = FakeClock(NOW)
    gateway = Gateway(str(path), clock=clock)
    app = HingeLog(Context(gateway, load(), clock=clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.post_message(Go(name, LIFT if name in ("exercise", "cue", "form", "log") else ""))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.here
        assert screen is app.main[name]
        for width in range(20, 201, 3):
            rows = painted(screen, width, 24)
            assert len(rows) <= 24, width
            assert max(map(row_width, rows)) <= width, width
            if width >= 30:
                assert plain(rows[-1]).endswith("help"), width
        for height in range(1, 51, 3):
            for width in (2, 5, 19, 48, 80, 140):
                rows = painted(screen, width, height)
                assert len(rows) <= height, (width, height)
                assert max(map(row_width, rows), default=0) <= width, (width, height)
    gateway.close()
