"""Two sessions of a lift compared, as the screen draws them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.history import add_past_workout
from hinge_log.store.store import Store
from hinge_log.training.workout import SetKind
from tests.screens.practice_support import opened, press, seen
from tests.support import FakeClock, moment, work

DEADLIFT = "deadlift-conventional"


def _sessions(path: Path, clock: FakeClock) -> None:
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        for day, loads in (
            ("2026-02-16", ("95", "95")),
            ("2026-02-23", ("100", "100")),
            ("2026-03-02", ("105", "105")),
        ):
            drafts = [work("60", 5, SetKind.WARMUP), *(work(load, 5) for load in loads)]
            add_past_workout(store, moment(f"{day}T10:00:00+00:00"), [(DEADLIFT, "Deadlift")], drafts)


@pytest.mark.parametrize(("screen", "keys"), [("history", ("b",)), ("exercise", ("4", "b"))])
@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30), (30, 20)])
async def test_sessions_stand_side_by_side_or_below_each_other(
    tmp_path: Path, size: tuple[int, int], screen: str, keys: tuple[str, ...]
) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    _sessions(path, clock)
    async with opened(path, clock, screen, size) as (app, pilot):
        await press(app, pilot, *keys)
        rows = seen(app).splitlines()
        assert "23 Feb" in rows[0] or "23 Feb" in seen(app)
        at = next(number for number, row in enumerate(rows) if "100 × 5" in row)
        if size[0] > 48:
            assert "105 × 5" in rows[at]
            assert "+5 kg" in rows[at]
        else:
            assert "105 × 5" in rows[at] or "105 × 5" in rows[at + 1]
        assert "+5 kg" in seen(app)
        await press(app, pilot, "left")
        assert "95 × 5" in seen(app)
        assert "+10 kg" in seen(app)
        await press(app, pilot, "left", "n")
        text = seen(app)
        assert "95 × 5" in text
        assert "100 × 5" in text
        assert "105 × 5" not in text
        await press(app, pilot, "escape")
        assert "95 × 5" not in seen(app) or screen == "exercise"


async def test_one_session_says_what_is_missing(tmp_path: Path) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        add_past_workout(store, moment("2026-03-02T10:00:00+00:00"), [(DEADLIFT, "Deadlift")], [work("100", 5)])
    async with opened(path, clock, "history", (80, 24)) as (app, pilot):
        await press(app, pilot, "b")
        assert "Comparing Deadlift takes two sessions; there is one." in seen(app)
