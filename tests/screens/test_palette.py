"""The palette: any action and any exercise by name, for whoever does not know the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandInput, CommandList
from textual.pilot import Pilot

from hinge_log.app import HingeLog
from tests.screens.practice_support import opened, press, seen, settled
from tests.support import FakeClock


async def ask(app: HingeLog, pilot: Pilot[None], words: str) -> None:
    """Type into the palette and take the first entry."""
    await pilot.press("colon")
    await pilot.pause()
    app.screen.query_one(CommandInput).value = words
    await settled(app, pilot)
    await pilot.pause()
    assert app.screen.query_one(CommandList).option_count
    await pilot.press("enter")
    await pilot.pause()
    await settled(app, pilot)
    await pilot.pause()


async def test_an_action_of_the_screen_is_done_by_its_name(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "today") as (app, pilot):
        await ask(app, pilot, "everyday check-in")
        assert app.trail[-1] == "everyday"


async def test_an_exercise_is_opened_by_its_name(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "today") as (app, pilot):
        await ask(app, pilot, "Pendlay")
        assert app.trail[-1] == "exercise"
        assert app.here.lift == "row-pendlay"


@pytest.mark.parametrize("words", ["quit", "go to form", "go to workout plans", "go to import", "theme"])
async def test_ways_out_are_there(log_file: Path, clock: FakeClock, words: str) -> None:
    async with opened(log_file, clock, "today") as (app, pilot):
        await pilot.press("colon")
        await pilot.pause()
        app.screen.query_one(CommandInput).value = words
        await settled(app, pilot)
        await pilot.pause()
        assert words in str(app.screen.query_one(CommandList).get_option_at_index(0).prompt).casefold()


async def test_the_log_is_exported_and_backed_up_from_any_screen(log_file: Path, clock: FakeClock) -> None:
    async with opened(log_file, clock, "today") as (app, pilot):
        await ask(app, pilot, "export")
        assert "everything, for hinge-log" in seen(app)
        await press(app, pilot, "escape")
        await ask(app, pilot, "back up")
        assert "Backed up and verified" in app.here.status
