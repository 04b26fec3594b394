"""Emoji of several code points and CJK in the names of lifts leave every column where plain letters have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from hinge_log.clock import Moment
from hinge_log.screens.context import ScreenRequested
from hinge_log.store.store import Store
from hinge_log.training.form import quick
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
from tests.screens.drawn import drawn_rows
from tests.screens.practice_support import opened, settled
from tests.support import FakeClock

WIDE = ("❤️ pull", "深蹲架", "👍🏽 row", "👨‍👩‍👧‍👦 hinge")
PLAIN = ("ab pull", "cdefgh", "ij row", "kl hinge")
"""Names of as many cells, in the same order."""
SCREENS = ("today", "log", "finish", "history", "exercises", "exercise", "form", "cue")


async def pages(path: Path, names: tuple[str, ...], size: tuple[int, int]) -> dict[str, list[str]]:
    """Every screen with lifts of these names, row by row."""
    clock = FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        draft = SetDraft(5, Load.of("60", "kg"), form=quick(4))
        yesterday = Moment((clock.now().day - 1) * 86_400_000 + 36_000_000, 60)
        for at in (yesterday, None):
            for number, name in enumerate(names):
                store.log_lift(f"own:{number}", name, [draft, draft], at=at)
    rows = {}
    async with opened(path, clock, "today", size) as (app, pilot):
        for name in SCREENS:
            app.post_message(ScreenRequested(name, "own:2"))
            await settled(app, pilot)
            rows[name] = drawn_rows(app)
    return rows


@pytest.mark.parametrize("size", [(80, 24), (48, 30)])
async def test_columns_stand_where_plain_names_leave_them(tmp_path: Path, size: tuple[int, int]) -> None:
    assert [cell_len(name) for name in WIDE] == [cell_len(name) for name in PLAIN]
    wide = await pages(tmp_path / "wide.db", WIDE, size)
    plain = await pages(tmp_path / "plain.db", PLAIN, size)
    shown = 0
    for screen, rows in wide.items():
        for row, wanted in zip(rows, plain[screen], strict=True):
            shown += any(name in row for name in WIDE)
            for name, letters in zip(WIDE, PLAIN, strict=True):
                row = row.replace(name, letters)
            assert row == wanted, screen
    assert shown > 20
