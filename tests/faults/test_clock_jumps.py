from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hinge_log.clock import SystemClock, to_date
from hinge_log.store.store import Store
from tests.faults.figures import figure
from tests.support import work

ZONES = (
    *("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
    *("Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns"),
)

DST = {
    "Europe/Berlin": ("2026-03-29T01:40", "2026-10-25T02:40"),
    "America/New_York": ("2026-03-08T01:40", "2026-11-01T01:40"),
    "Australia/Lord_Howe": ("2026-10-04T01:40", "2026-04-05T01:40"),
    "America/St_Johns": ("2026-03-08T01:40", "2026-11-01T01:40"),
}
"""Shortly before the clocks go forward, and before they go back; the other zones have no such days."""


class Machine(SystemClock):
    """The system's clock on a machine whose wall clock can be set wrong, and whose ticks go on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.ticks = 500.0

    def time(self) -> float:
        return self.seconds

    def monotonic(self) -> float:
        return self.ticks

    def advance(self, seconds: float) -> None:
        self.seconds += seconds
        self.ticks += seconds


def jump_of(name: str, zone: str) -> tuple[str, float]:
    """When a workout begins by the wall clock, and by how many seconds the clock is then set wrong."""
    forward, back = DST.get(zone, ("2026-03-29T01:40", "2026-10-25T01:40"))
    return {
        "back": ("2026-05-05T18:00", -2 * 3600.0),
        "forward": ("2026-05-05T18:00", 5 * 3600.0),
        "daylight saving begins": (forward, 0.0),
        "daylight saving ends": (back, 0.0),
        "midnight": ("2026-05-05T23:40", 0.0),
        "leap day": ("2028-02-28T23:40", 0.0),
    }[name]


@pytest.mark.parametrize("restart", [False, True], ids=["one window", "started again"])
@pytest.mark.parametrize("zone", ZONES)
def test_a_workout_stays_whole_on_its_day(
    zone: str, restart: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    for name in ("back", "forward", "daylight saving begins", "daylight saving ends", "midnight", "leap day"):
        begins, jump = jump_of(name, zone)
        machine = Machine(datetime.fromisoformat(begins).replace(tzinfo=ZoneInfo(zone)).timestamp())
        monkeypatch.setattr("hinge_log.clock.time.time", machine.time)
        path = tmp_path / zone.replace("/", "-") / f"{name}.db"
        store = Store(str(path), clock=machine)
        workout = store.start_workout(name)
        lift = store.add_lift(workout.id, "deadlift", "Deadlift")
        logged = []
        for number in range(8):
            machine.advance(600)
            machine.seconds += jump if number == 4 else 0
            logged.append(store.log_sets(lift, [work("100", number + 1)])[0].id)
        if restart:
            store.close()
            store = Store(str(path), clock=machine)
            assert store.open_workout() is not None, f"{zone}, {name}: the workout did not resume"
            assert store.close_forgotten() is None
        done = store.finish_workout(workout.id)
        line = store.workouts()[0]
        store.close()
        assert to_date(workout.day) == date.fromisoformat(begins[:10]), f"{zone}, {name}: wrong day"
        assert {done.day, line.day, *(each.day for each in done.sets)} == {workout.day}
        assert [each.id for each in done.sets] == logged, f"{zone}, {name}: order"
        assert done.ended_ms is not None
        length = timedelta(milliseconds=done.ended_ms - done.started_ms)
        if jump == 0 or (jump < 0 and not restart):
            assert length == timedelta(seconds=8 * 600), f"{zone}, {name}: duration"
        assert timedelta(seconds=4 * 600) <= length <= timedelta(seconds=8 * 600 + max(jump, 0)), f"{zone}, {name}"
    figure(f"clock in {zone}", jumps=6, restart=restart, wrong=0)
