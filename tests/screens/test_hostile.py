"""Text of people and files is shown as it is: it presses nothing, breaks nothing, never reaches the terminal raw."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hinge_log.app import SCREENS, HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.base import Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from tests.support import FakeClock, work

HOSTILE = (
    "felt 8/10 [/ hips [@click=app.quit]x[/]",
    "[bold red]x[/bold red] [/]",
    "$(reboot) `x` %s {0} {x!r}",
    "\x1b]52;c;aGk=\x07 \x1b[2J\x1b[31mred",
    "\x9b31m \x90 \x00 \x07 \x7f",
    "‮ gnp.exe ⁦x⁩ \u200b\ufeff",
    "深蹲 デッドリフト 데드리프트 " * 6,
    "é" + "\u0301" * 40 + " zalgo",
    "👩‍👩‍👧‍👦 🏋️",
    "'; DROP TABLE sets; --",
    "=cmd|'/c calc'!A1",
    "a" * 2000,
)


def made(path: Path, text: str) -> None:
    """A log whose names and notes are hostile, written past every door as another program would."""
    with Store(str(path), clock=FakeClock()) as store:
        store.put_setting("first_run", True)
        added = store.log_lift("own:x", "x", [work("60", 5), work("70", 5)])
        store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
        set_id = added[0].id
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE exercise SET name = ?, cue = ? WHERE key = 'own:x'", (text[:120], text))
        raw.execute("UPDATE workout SET name = ?, note = ?", (text, text))
        raw.execute("UPDATE lift SET note = ?", (text,))
        raw.execute("UPDATE sets SET note = ?, pain = 3, pain_where = ? WHERE id = ?", (text, text, set_id))
    raw.close()


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_text_breaks_or_presses_anything_on_any_screen(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.db"
    made(path, text)
    gateway = Gateway(str(path), clock=FakeClock())
    app = HingeLog(Context(gateway, load(), clock=FakeClock()))
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            for name in SCREENS:
                app.post_message(Go(name, "own:x" if name in ("exercise", "cue", "form", "log") else ""))
                await pilot.pause()
                await app.workers.wait_for_complete()
                await pilot.pause()
                screen = app.screen
                assert isinstance(screen, LogBookScreen), name
                for y in range(screen.page.size.height):
                    assert all(c.isprintable() for c in screen.page.render_line(y).text), name
            assert app.is_running
    finally:
        gateway.close()
    with Store(str(path)) as store:
        assert store.totals().sets == 3
