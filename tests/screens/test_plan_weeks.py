"""Weeks of a plan and the reasons of its loads, as they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.training.plan import Day, Plan, PlanLift, PlanWeek
from hinge_log.training.plan_text import read_line
from tests.screens.plans_support import DEADLIFT, SQUAT, made, plans_of, write
from tests.screens.practice_support import opened, press, seen
from tests.support import FakeClock


def _plan() -> Plan:
    lifts = tuple(
        read_line(line).applied(PlanLift(key))
        for key, line in ((DEADLIFT, "75%x5x3 | 80%x3x3 of 140 then +5"), (SQUAT, "100x8-12x3, then +2.5"))
    )
    return Plan("", "Wave", (Day("A", lifts),))


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (48, 30)])
async def test_a_plan_says_its_week_and_the_reason_of_each_load(tmp_path: Path, size: tuple[int, int]) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    made(path, clock, _plan())
    async with opened(path, clock, "plan", size) as (app, pilot):
        await press(app, pilot, "up")
        assert "Week 1 of 2" in " ".join(seen(app).split())
        await press(app, pilot, "W")
        assert "Now week 2 of 2." in seen(app)
        await press(app, pilot, "down", "down")
        # 80 % of 140 is 112
        assert "112 kg" in " ".join(seen(app).split())
        await press(app, pilot, "u")
        assert "75 % of the training maximum" in " ".join(seen(app).split())


async def test_weeks_are_typed_and_refused_with_the_place(tmp_path: Path) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    made(path, clock, _plan())
    async with opened(path, clock, "plan", (80, 24)) as (app, pilot):
        await press(app, pilot, "w")
        await write(app, pilot, "100%, heavy")
        assert "can't read the week 'heavy'" in seen(app)
        await write(app, pilot, "100%, 105%, deload")
        assert "Weeks saved." in seen(app)
        assert plans_of(app)[0].weeks == (PlanWeek(), PlanWeek(105.0), PlanWeek(60.0, deload=True))
        assert plans_of(app)[0].week_count == 3


async def test_a_line_with_weeks_and_a_step_is_typed_and_read_back(tmp_path: Path) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    made(path, clock, _plan())
    async with opened(path, clock, "plan", (80, 24)) as (app, pilot):
        await press(app, pilot, "down", "down", "enter")
        assert "100x8-12x3 then +2.5" in seen(app)
        await write(app, pilot, "60x5x3 | 65x5x3 then +5")
        lift = plans_of(app)[0].days[0].lifts[1]
        assert (len(lift.weeks), lift.step and lift.step.text) == (1, "5")


@pytest.mark.parametrize("size", [(80, 24), (48, 30)])
async def test_y_tells_why_on_today_and_in_the_workout(tmp_path: Path, size: tuple[int, int]) -> None:
    path, clock = tmp_path / "log.db", FakeClock()
    made(path, clock, _plan())
    async with opened(path, clock, "today", size) as (app, pilot):
        assert "Wave A, week 1 of 2" in seen(app)
        await press(app, pilot, "y")
        text = " ".join(seen(app).split())
        assert "1-3: 75 % of the training maximum 140 kg is 105 kg." in text
        assert "First time: as the plan says." in text
        await press(app, pilot, "escape", "space", "y")
        assert "75 % of the training maximum 140 kg is 105 kg." in " ".join(seen(app).split())
