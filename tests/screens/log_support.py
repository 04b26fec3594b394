"""A workout on the log screen, with keys pressed far enough apart to be no bounce."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.screens.log import LogScreen
from hinge_log.store.lifting import skipped_lifts
from hinge_log.store.store import Store
from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.rest import Rest, seconds_since
from hinge_log.training.workout import PlannedSet, Workout
from hinge_log.widgets.rest_clock import RestClock
from tests.screens.drawn import click_on
from tests.screens.practice_support import opened, press, seen, settled, stored
from tests.support import FakeClock, kg

LIFTS = ("deadlift-conventional", "hip-thrust-barbell", "deadlift-single-leg-rdl")


def fives(load: str = "100", sets: int = 3) -> tuple[PlannedSet, ...]:
    return (PlannedSet(5, kg(load)),) * sets


PLANS = (fives(), fives("80"), (PlannedSet(8, kg("12")),) * 2)


class Lifter:
    """Presses keys and looks."""

    def __init__(self, app: HingeLog, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def log(self) -> LogScreen:
        found = self.app.main["log"]
        assert isinstance(found, LogScreen)
        return found

    async def keys(self, *keys: str) -> None:
        for key in keys:
            self.clock.advance(5)
            await press(self.app, self.pilot, key)

    async def at_once(self, *keys: str) -> None:
        """Keys with no time between them."""
        await press(self.app, self.pilot, *keys)

    async def typed(self, text: str) -> None:
        for char in text:
            await self.pilot.press({" ": "space", "@": "at", ".": "full_stop"}.get(char, char))

    def rest(self) -> Rest:
        session, log = self.log.session, self.log
        assert session is not None
        since = seconds_since(session.latest, self.clock.now().utc_ms)
        assert log.query_one(RestClock).rest == session.rest(since)
        return session.rest(since)

    @property
    def current(self) -> CurrentLift:
        session = self.log.session
        assert session is not None
        return session.current

    async def tap(self, *texts: str, nth: int = 0) -> None:
        """Tap the middle of the first of some texts that is drawn."""
        self.clock.advance(5)
        screen = self.seen()
        text = next((each for each in texts if each in screen), texts[0])
        await click_on(self.app, self.pilot, text, nth=nth)
        await settled(self.app, self.pilot)

    def seen(self) -> str:
        return seen(self.app)

    def title(self) -> str:
        return self.seen().splitlines()[0]

    def workout(self) -> Workout:
        found = stored(self.app, lambda store: store.open_workout())
        assert found is not None
        return found

    def skipped(self) -> frozenset[str]:
        return stored(self.app, lambda store: skipped_lifts(store, self.workout_of(store)))

    @staticmethod
    def workout_of(store: Store) -> Workout:
        found = store.open_workout()
        assert found is not None
        return found

    def order(self) -> list[str]:
        """The exercises of the sets, as they were logged."""
        sets = sorted(self.workout().sets, key=lambda record: (record.at_ms or 0, record.id))
        return [record.exercise.partition("-")[0] for record in sets]


@asynccontextmanager
async def lifting(
    path: Path, clock: FakeClock, *, size: tuple[int, int] = (80, 24), gym: dict[str, object] | None = None,
    plans: tuple[tuple[PlannedSet, ...], ...] = PLANS, lifts: tuple[str, ...] = LIFTS,
) -> AsyncIterator[Lifter]:  # fmt: skip
    """The log screen with a workout of some lifts, no set done yet."""
    with Store(str(path), clock=clock) as store:
        store.put_setting("first_run", True)
        if gym is not None:
            store.put_setting("gym", gym)
        store.start_workout("A", [(key, key, plan) for key, plan in zip(lifts, plans, strict=True)])
    async with opened(path, clock, "log", size) as (app, pilot):
        yield Lifter(app, pilot, clock)
