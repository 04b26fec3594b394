"""How long a change of view takes to reach the terminal, against a key echoed by an Input: `... LOG`.

Both run headless; time is taken from the key's arrival until the frame that answers it is handed to the terminal.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.store.gateway import Gateway
from tests.screens.practice_support import settled
from tests.support import FakeClock

NOW = "2026-11-20T18:24:00+00:00"
TIMES = 24


class Empty(App[None]):
    """An app with one field."""

    def compose(self) -> ComposeResult:
        """The field."""
        yield Input()


async def answered(app: App[Any], key: str, character: str | None) -> float:
    """Seconds from one key to the next frame."""
    seen = asyncio.Event()
    display = app._display

    def shown(*args: Any) -> None:
        display(*args)
        seen.set()

    app._display = shown  # type: ignore[method-assign,assignment]  # where a frame leaves for the terminal
    start = time.perf_counter()
    app.post_message(events.Key(key, character))
    await seen.wait()
    took = time.perf_counter() - start
    app._display = display  # type: ignore[method-assign]
    await asyncio.sleep(0.05)
    return took


async def echo() -> float:
    """The median time of a key in a field."""
    app = Empty()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        return median([await answered(app, "a", "a") for _ in range(TIMES)])


async def views(path: Path, *before: str) -> tuple[float, float]:
    """The median time of a change of view in the form screen: to those not seen yet, and back and forth."""
    gateway = Gateway(str(path), clock=FakeClock(NOW))
    app = HingeLog(Context(gateway, load(), clock=FakeClock(NOW)), "form")
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for key in before:
                await pilot.press(key)
                await settled(app, pilot)
            first = [await answered(app, "m", "m") for _ in range(4)][:3]
            return median(first), median([await answered(app, "m", "m") for _ in range(TIMES)])
    finally:
        gateway.close()


def main(path: Path) -> None:
    """Print the figures."""
    bare = asyncio.run(echo())
    print(f"a key in an Input: {bare * 1e3:.1f} ms")
    for name, before in (("12 weeks", ()), ("all", ("minus",) * 3)):
        for word, took in zip(("first", "again"), asyncio.run(views(path, *before)), strict=True):
            print(f"a change of view, {name}, {word}: {took * 1e3:.1f} ms, {took / bare:.1f}x")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
