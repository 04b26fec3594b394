"""An app on a log with a past, for tests of the screens that look back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.settings import Look
from hinge_log.store import history as past
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from hinge_log.training.workout import SetDraft
from tests.screens.drawn import drawn_rows, resize
from tests.screens.practice_support import settled
from tests.support import FakeClock, moment

T = TypeVar("T")
DEADLIFT = ("deadlift-conventional", "Conventional deadlift")
SIZES = [
    (140, 40), (80, 24), (70, 22), (69, 22), (48, 30), (48, 15), (30, 10), (20, 8), (12, 3), (5, 2), (1, 1), (200, 3),
    (2, 60), (121, 29), (250, 70),
]  # fmt: skip


@asynccontextmanager
async def opened(
    path: Path, first: str, *, size: tuple[int, int] = (80, 24), look: Look | None = None, ascii_only: bool = False
) -> AsyncIterator[tuple[HingeLog, Pilot[Any]]]:
    """The app on a log, standing on a screen."""
    clock = FakeClock("2026-03-10T18:00:00+00:00")
    gateway = Gateway(str(path), clock=clock)
    context = Context(gateway, load(), look=look or Look(), clock=clock, ascii_only=ascii_only)
    app = HingeLog(context, first)
    try:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield app, pilot
    finally:
        gateway.close()


async def settle(pilot: Pilot[Any]) -> None:
    """Wait for all that is under way."""
    await pilot.pause()
    await _finished(pilot)


async def _finished(pilot: Pilot[Any]) -> None:
    assert isinstance(pilot.app, HingeLog)
    await settled(pilot.app, pilot)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each after what the one before started is done."""
    for key in keys:
        await pilot.press(key)
        await _finished(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type a text over what stands in the field, and enter it."""
    field = pilot.app.focused
    assert field is not None, "no field is open"
    field.value = ""  # type: ignore[attr-defined]
    await pilot.press(*(_KEYS.get(character, character) for character in text), "enter")
    await settle(pilot)


def typing(app: HingeLog) -> bool:
    """Whether a text field has the keys."""
    return isinstance(app.focused, Input)


_KEYS = {" ": "space", ",": "comma", "=": "equals_sign", ":": "colon", ".": "full_stop", "-": "minus", "+": "plus"}


async def hold_every_size(app: HingeLog, pilot: Pilot[Any]) -> None:
    """Draw the screen in terminals from the largest to a single cell."""
    before = app.size
    for width, height in SIZES:
        await resize(app, pilot, width, height)
        rows = drawn_rows(app)
        assert len(rows) == height, (width, height)
        assert all(cell_len(row) <= width for row in rows), (width, height, rows)
    await resize(app, pilot, *before)


def lines(app: HingeLog) -> list[str]:
    """The page as it is shown."""
    return drawn_rows(app)


def text(app: HingeLog) -> str:
    """The page as it is shown, in one piece."""
    return "\n".join(lines(app))


def do(app: HingeLog, work: Callable[[Store], T]) -> T:
    """Do some work with the log, as another window would."""
    return app.context.gateway.submit(work).result()


def add(store: Store, day: str, *drafts: SetDraft, name: str = "") -> str:
    """A closed workout of deadlifts; gives its id."""
    return past.add_past_workout(store, moment(f"{day}T18:00:00+00:00"), [DEADLIFT], drafts, name=name).id
