"""The shortest walk through the whole product: a set from the shell and back, and each main screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hinge_log.app import SCREENS
from tests.screens.practice_support import opened
from tests.support import FakeClock


def test_a_set_is_logged_and_taken_back_in_the_shell(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        words = ("--db", str(tmp_path / "log.db"), *words)
        return subprocess.run(
            [sys.executable, "-m", "hinge_log", *words], capture_output=True, text=True, check=True
        ).stdout

    assert "100" in run("log", "deadlift", "100x5")
    assert "Deadlift" in run("status")
    assert "100" in run("undo")


@pytest.mark.parametrize("name", SCREENS)
async def test_each_main_screen_opens(tmp_path: Path, clock: FakeClock, name: str) -> None:
    async with opened(tmp_path / "log.db", clock, name) as (app, pilot):
        await pilot.press("question_mark")
        assert len(app.screen_stack) == 2
