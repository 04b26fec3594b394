"""What a key does on a main screen a finger does at 48 columns: the list of keys is a tap away, and its rows act."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.app import SCREENS
from hinge_log.screens.context import ScreenRequested
from hinge_log.screens.dialogs.go_menu import GoMenu
from hinge_log.screens.dialogs.help import HelpDialog
from tests.bench.made_log import make
from tests.screens.drawn import click_on, turn_wheel
from tests.screens.practice_support import opened, settled
from tests.support import FakeClock

LIFT = "deadlift-conventional"
FOR_A_LIFT = ("exercise", "cue", "form", "log")
TAPPED_ELSEWHERE = frozenset((
    *(f"form.{n}" for n in range(1, 6)), *(f"check.{n}" for n in (6, 7, 8, 9, 0)),  # ratings and checks are buttons
    "load.less2", "set.pickback", "import.unitback",  # the other direction of a key that is a row
    "help", "today.stay",  # the list itself, and a key that does nothing
))  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "log.db"
    make(path, 60)
    return path


@pytest.mark.parametrize("name", SCREENS)
async def test_every_key_of_a_screen_is_a_row_that_a_tap_runs(made: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(made.read_bytes())
    async with opened(path, FakeClock("2026-11-22T18:24:00+00:00"), "today", (48, 30)) as (app, pilot):
        app.post_message(ScreenRequested(name, LIFT if name in FOR_A_LIFT else ""))
        await settled(app, pilot)
        screen = app.here
        active = [each.binding for each in screen.active_bindings.values() if each.node is screen and each.binding.id]
        await click_on(app, pilot, "help", nth=-1)
        await settled(app, pilot)
        dialog = app.screen
        assert isinstance(dialog, HelpDialog)
        rows = {action for _, entries in dialog.groups for _, _, action in entries}
        assert {each.id for each in active if each.action not in rows} <= TAPPED_ELSEWHERE
        written = [keys for _, entries in dialog.groups for keys, _, _ in entries]
        assert not [keys for keys in written if "_" in keys or not keys.isprintable()]  # "!", and not its name
        turn_wheel(app, 10, 10, steps=80)
        await settled(app, pilot)
        await click_on(app, pilot, "go to another screen" if "go_menu" in rows else "quit now", nth=-1)
        await settled(app, pilot)
        assert isinstance(app.screen, GoMenu) or "go_menu" not in rows
