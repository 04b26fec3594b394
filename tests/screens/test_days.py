"""The first day of the week and the hour at which a day ends, on every screen that shows days."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.store import Store
from tests.screens.drawn import drawn_rows
from tests.screens.practice_support import opened, press, seen, settled, stored
from tests.support import FakeClock, work

AFTER_MIDNIGHT = "2026-03-11T01:30:00+01:00"
"""Wednesday morning; until four it is still Tuesday the 10th where days end at four."""


def keys(text: str) -> list[str]:
    """A text as the keys that type it."""
    return [{" ": "space", ":": "colon"}.get(letter, letter) for letter in text]


@pytest.fixture
def late_log(log_file: Path, clock: FakeClock) -> Path:
    """A log of a lifter whose days end at four, with a set at half past one in the night."""
    clock.set(AFTER_MIDNIGHT)
    with Store(str(log_file), clock=clock) as store:
        store.put_setting("first_run", True)
        store.put_setting("gym", {"day_ends_h": 4, "week_start": "sunday"})
    with Store(str(log_file), clock=clock) as store:
        store.log_lift("deadlift-conventional", "Deadlift", [work("100", 5)])
    return log_file


@pytest.mark.parametrize("screen", ["today", "history", "everyday", "log"])
async def test_a_set_after_midnight_is_of_the_day_that_has_not_ended(
    late_log: Path, clock: FakeClock, screen: str
) -> None:
    async with opened(late_log, clock, screen, (140, 40)) as (app, _):
        rows = "\n".join(drawn_rows(app))
        assert "11 Mar" not in rows
        if screen in ("today", "history", "log"):
            assert "10 Mar" in rows
        assert {line.day for line in stored(app, lambda store: store.workouts())} == {20522}


async def test_a_typed_time_after_midnight_is_of_the_day_that_has_not_ended(late_log: Path, clock: FakeClock) -> None:
    async with opened(late_log, clock, "history") as (app, pilot):
        await press(app, pilot, "a", *keys("today 0:30"))
        assert "A past workout on Tue 10 Mar, 00:30" in seen(app)
        await press(app, pilot, "escape", "a", *keys("yesterday 23:00"))
        assert "A past workout on Mon 9 Mar, 23:00" in seen(app)


async def test_weeks_begin_with_the_day_that_is_set(late_log: Path, clock: FakeClock) -> None:
    async with opened(late_log, clock, "history", (140, 40)) as (app, _):
        days = [row.split()[0] for row in drawn_rows(app) if row.split() and row.split()[0] in ("Sun", "Mon", "Sat")]
        assert days[:3] == ["Sun", "Mon", "Sat"]
    async with opened(late_log, clock, "today", (140, 40)) as (app, pilot):
        await settled(app, pilot)
        assert any("Sun  Mon  Tue  Wed  Thu  Fri  Sat" in row for row in drawn_rows(app))
