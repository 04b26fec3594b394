"""Draws a screen as SVG, the same every time: a clock that is set by hand, no motion, a home of its own."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.screens.drill import DrillScreen
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from tests.pictures.filled import NOW
from tests.pictures.scenes import Scene
from tests.screens.coach_support import made_answers
from tests.screens.practice_support import press, settled
from tests.support import FakeClock

A_LOOK_S = 0.5


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Work in a folder that is at home, with settings that nobody changed."""
    before, environment = Path.cwd(), dict(os.environ)
    os.chdir(folder)
    os.environ |= {"HOME": str(folder.resolve().parent), "HINGE_LOG_CONFIG": str(folder / "config")}
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)


@asynccontextmanager
async def shown(
    db: Path, scene: Scene, size: tuple[int, int], *, theme: str = "slate", mono: bool = False, ascii_only: bool = False
) -> AsyncIterator[HingeLog]:
    """The app on a scene's screen, after its keys."""
    clock = FakeClock(NOW)
    gateway = Gateway(str(db), clock=clock)
    answering = patch("hinge_log.screens.coach.ask_hub", lambda url, today, now_ms: made_answers(today, now_ms))
    answering.start()
    look = replace(Look(), bounce_s=0.0, motion="none", theme=theme)
    context = Context(gateway, load(), look=look, clock=clock, mono=mono, ascii_only=ascii_only)
    try:
        gateway.submit(context.refresh).result()
        app = HingeLog(context, scene.first)
        gateway.submit(app.screen_named(app.first).prepare).result()
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            for key in scene.keys:
                await press(app, pilot, key)
                clock.advance(scene.between_keys_s)
            for _ in range(round(scene.seconds / A_LOOK_S)):
                clock.advance(A_LOOK_S)
                drill = app.here
                assert isinstance(drill, DrillScreen)
                drill.tick()
                await settled(app, pilot)
            for key in scene.then:
                await press(app, pilot, key)
            await settled(app, pilot)
            yield app
    finally:
        answering.stop()
        gateway.close()


def picture(db: Path, scene: Scene, size: tuple[int, int]) -> tuple[str, str]:
    """The main screen on which a scene ends, and the scene as SVG."""

    async def drawn() -> tuple[str, str]:
        async with shown(db, scene, size) as app:
            return app.trail[-1], app.export_screenshot(title="hinge-log")

    ended_on, svg = asyncio.run(drawn())
    return ended_on, lean(svg)


def lean(svg: str) -> str:
    """Take out what a picture does not need: fonts from elsewhere, a clip around each piece of text, long names."""
    svg = re.sub(r"@font-face \{.*?\n    \}\n", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^)]*-line-\d+\)"', "", svg)
    svg = re.sub(r"terminal-\d+-", "t-", svg)
    svg = re.sub(r"<!--.*?-->", "", svg)
    svg = re.sub(r"(\d\.\d\d)\d+", r"\1", svg)
    return re.sub(r"\s*\n\s*", "\n", svg)
