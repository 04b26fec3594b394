"""What is asked of a screen is done by one worker, so that it is done in the order in which it was asked for.

A handler such as `on_mount` that calls the one of its base class would run that twice, for Textual calls both.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.app import SCREENS
from hinge_log.screens.main_screen import MainScreen
from tests.screens.practice_support import opened
from tests.support import FakeClock


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_has_one_worker_for_its_actions(log_file: Path, clock: FakeClock, name: str) -> None:
    async with opened(log_file, clock, name) as (app, _):
        if isinstance(app.here, MainScreen):
            assert [worker.group for worker in app.workers].count("actions") == 1
