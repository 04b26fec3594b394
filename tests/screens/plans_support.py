"""A log with plans, and an app on one of the screens of plans."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.store import plans as plan_store
from hinge_log.store.store import Store
from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_text import sets_of
from tests.screens.drawn import click_on
from tests.screens.practice_support import settled, stored
from tests.support import FakeClock, work

DEADLIFT, SQUAT, ROW = "deadlift-conventional", "squat-back", "row-bent-over-barbell"


def two_days(name: str = "Pull") -> Plan:
    """A plan of two days: deadlifts by percentage and rows; squats."""
    return Plan(
        "",
        name,
        (
            Day("A", (PlanLift(DEADLIFT, sets_of("60x5 w, 75%x5x3")), PlanLift(ROW, sets_of("x8x3")))),
            Day("B", (PlanLift(SQUAT, sets_of("100x5x3")),)),
        ),
    )


def made(path: Path, clock: FakeClock, *plans: Plan, use: bool = True) -> tuple[str, ...]:
    """A log with one workout of deadlifts (an estimated maximum of 140 kg) and some plans; gives the plans' ids."""
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        store.log_lift(DEADLIFT, load().exercises[DEADLIFT].name, [work("120", 5)])
        workout = store.open_workout()
        assert workout is not None
        store.finish_workout(workout.id)
        return tuple(plan_store.put_plan(store, each, use=use and not n).id for n, each in enumerate(plans))


def plans_of(app: HingeLog) -> tuple[Plan, ...]:
    """The plans as the log keeps them."""
    return stored(app, plan_store.all_plans)


async def tap(app: HingeLog, pilot: Pilot[None], words: str) -> None:
    """Click on words that are drawn."""
    await click_on(app, pilot, words)
    await settled(app, pilot)


async def write(app: HingeLog, pilot: Pilot[None], text: str) -> None:
    """Type a text over what stands in the open field, and enter it."""
    field = app.focused
    assert field is not None, "no field is open"
    field.value = ""  # type: ignore[attr-defined]
    field.insert_text_at_cursor(text)  # type: ignore[attr-defined]
    await settled(app, pilot)
    await pilot.press("enter")
    await settled(app, pilot)
