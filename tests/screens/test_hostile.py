"""Text of people and files is shown as it is: it presses nothing, breaks nothing, never reaches the terminal raw."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.app import SCREENS, HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.store.gateway import Gateway
from hinge_log.store.packed import unreadable
from hinge_log.store.store import Store
from tests.faults.figures import times
from tests.hostile import HOSTILE, made
from tests.screens.drawn import drawn_rows
from tests.screens.practice_support import settled
from tests.support import CHECKED_3, FakeClock

BAD_VALUES = (
    "[1]", "[[]]", '["a"]', '[{"load":"9","unit":"stone"}]', '[{"reps":"x"}]', '[{"reps":1e30}]',
    "[" * 5_000 + "]" * 5_000, '[{"kind":[]}]', '["\\ud800"]', '{"\\u001b]52;c;aGk=\\u0007":2}', '{"dl-neutral":[]}',
    '{"unit":7,"plates":[[]],"bar":{}}', "not json", '[{"lifts":[{"exercise":7,"sets":[{"percent":1e308}]}]}]',
)  # fmt: skip


async def walk(path: Path, said: str = "") -> None:
    """Look at every screen of a log; `said` has to stand on one of them."""
    gateway = Gateway(str(path), clock=FakeClock())
    app = HingeLog(Context(gateway, load(), clock=FakeClock()))
    seen = []
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            for name in SCREENS:
                app.post_message(ScreenRequested(name, "own:x" if name in ("exercise", "cue", "form", "log") else ""))
                await settled(app, pilot)
                assert app.trail[-1] == name
                rows = drawn_rows(app)
                seen.append("\n".join(rows))
                assert all(row.isprintable() for row in rows), name
            assert app.is_running
    finally:
        gateway.close()
    assert any(said in text for text in seen)


@pytest.mark.parametrize("first", range(0, len(HOSTILE), times(8, 1)))
async def test_no_text_breaks_or_presses_anything_on_any_screen(tmp_path: Path, first: int) -> None:
    path = tmp_path / "log.db"
    made(path, (HOSTILE * 2)[first : first + 4])
    await walk(path)
    with Store(str(path)) as store:
        assert store.totals().sets == 3


@pytest.mark.parametrize("seed", range(times(3, 100)))
async def test_values_that_cannot_be_read_stop_no_screen_and_are_named(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    path = tmp_path / "log.db"
    made(path, ["x", "y", "z", "w"])
    with Store(str(path), clock=FakeClock()) as store:
        (set_id,) = store.rows("SELECT id FROM sets WHERE note = 'y'")[0]
        store.rate(str(set_id), CHECKED_3)
    columns = (("lift", "plan"), ("exercise", "aliases"), ("setting", "value"), ("state", "value"), ("sets", "slips"))
    with closing(sqlite3.connect(path)) as raw:
        for table, column in columns:
            rows = raw.execute(f"SELECT rowid FROM {table}" if table in ("lift", "sets") else "SELECT 0").fetchall()
            for (row,) in rows:
                value = rng.choice(BAD_VALUES)
                where = f" WHERE rowid = {row}" if row else ""
                try:
                    with raw:
                        raw.execute(f"UPDATE {table} SET {column} = ?{where}", (value,))
                except sqlite3.IntegrityError:
                    continue
        with raw:
            raw.execute("UPDATE sets SET load_text = 'many'")
    unreadable.clear()
    await walk(path, "Unreadable in the log")
    assert unreadable
    unreadable.clear()
