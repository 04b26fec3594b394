"""The app on one screen with a clock that is set by hand, for the screens of practice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from textual.pilot import Pilot

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import MainScreen
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from tests.screens.drawn import drawn
from tests.support import FakeClock

SIZES = [(140, 40), (80, 24), (48, 30), (48, 15), (29, 9), (10, 3), (1, 1)]
T = TypeVar("T")


@asynccontextmanager
async def opened(
    path: Path,
    clock: FakeClock,
    screen: str,
    size: tuple[int, int] = (80, 24),
    *,
    look: Look | None = None,
    ascii_only: bool = False,
) -> AsyncIterator[tuple[HingeLog, Pilot[None]]]:
    """The app with `screen` as its first, settled."""
    gateway = Gateway(str(path), clock=clock)
    app = HingeLog(Context(gateway, load(), look=look or Look(), clock=clock, ascii_only=ascii_only), screen)
    try:
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            yield app, pilot
    finally:
        gateway.close()


async def settled(app: HingeLog, pilot: Pilot[None]) -> None:
    """Wait until everything that was asked for is done and drawn; the worker of a screen never ends by itself."""
    await pilot.pause()
    for screen in list(app.main.values()):
        if isinstance(screen, MainScreen) and screen.is_attached:
            await screen.wait_for_actions()
    ending = [worker for worker in app.workers if worker.group != "actions"]
    if ending:
        await app.workers.wait_for_complete(ending)
    await pilot.pause()


async def press(app: HingeLog, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


def seen(app: HingeLog) -> str:
    """What the terminal shows, as text."""
    return drawn(app)


def stored(app: HingeLog, work: Callable[[Store], T]) -> T:
    return app.context.gateway.submit(work).result()
