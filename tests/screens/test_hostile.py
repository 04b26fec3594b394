"""Text of people and files is shown as it is: it presses nothing, breaks nothing, never reaches the terminal raw."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.app import SCREENS, HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import ScreenRequested
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from tests.faults.figures import times
from tests.hostile import HOSTILE, made
from tests.screens.drawn import drawn_rows
from tests.screens.practice_support import settled
from tests.support import FakeClock


@pytest.mark.parametrize("first", range(0, len(HOSTILE), times(4, 1)))
async def test_no_text_breaks_or_presses_anything_on_any_screen(tmp_path: Path, first: int) -> None:
    path = tmp_path / "log.db"
    made(path, (HOSTILE * 2)[first : first + 4])
    gateway = Gateway(str(path), clock=FakeClock())
    app = HingeLog(Context(gateway, load(), clock=FakeClock()))
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            for name in SCREENS:
                app.post_message(ScreenRequested(name, "own:x" if name in ("exercise", "cue", "form", "log") else ""))
                await settled(app, pilot)
                assert app.trail[-1] == name
                assert all(row.isprintable() for row in drawn_rows(app)), name
            assert app.is_running
    finally:
        gateway.close()
    with Store(str(path)) as store:
        assert store.totals().sets == 3
