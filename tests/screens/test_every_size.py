"""No size is refused, and the key bar fits in every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from hinge_log.app import SCREENS
from hinge_log.screens.context import ScreenRequested
from tests.bench.made_log import make
from tests.screens.drawn import drawn_rows, resize
from tests.screens.practice_support import opened, settled
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
    async with opened(path, clock, "today") as (app, pilot):
        app.post_message(ScreenRequested(name, LIFT if name in ("exercise", "cue", "form", "log") else ""))
        await settled(app, pilot)
        assert app.trail[-1] == name
        for width in (200, 140, 120, 119, 80, 70, 69, 48, 30, 20):
            await resize(app, pilot, width, 24)
            await pilot.pause()
            rows = drawn_rows(app)
            assert max(map(cell_len, rows)) <= width, width
            if width >= 30:
                assert rows[-1].endswith("help"), (width, rows[-1])
        for height in (50, 34, 33, 22, 21, 15, 10, 9, 5, 2, 1):
            for width in (140, 48, 19, 5, 2, 1):
                await resize(app, pilot, width, height)
                await pilot.pause()
                assert len(drawn_rows(app)) == height, (width, height)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_the_same_whether_it_is_the_first_or_comes_later(
    made: Path, tmp_path: Path, name: str
) -> None:
    """The style sheet of a screen is loaded with the first one, and with each that is gone to."""
    drawings = []
    for first in (name, "everyday" if name != "everyday" else "settings"):
        path = tmp_path / f"{first}.db"
        path.write_bytes(made.read_bytes())
        async with opened(path, FakeClock(NOW), first) as (app, pilot):
            if first != name:
                app.post_message(ScreenRequested(name))
                await settled(app, pilot)
            drawings.append(drawn_rows(app)[1:-3])
    assert drawings[0] == drawings[1]
