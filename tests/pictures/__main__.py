"""Draw pictures of the screens as SVG: `python -m tests.pictures [FOLDER]`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from hinge_log.app import HingeLog
from hinge_log.exercises.catalogue import load
from hinge_log.screens.context import Context
from hinge_log.settings import Look
from hinge_log.store.gateway import Gateway
from tests.bench.made_log import make
from tests.support import FakeClock

HERE = Path(__file__).resolve().parent
NOW = "2026-11-22T18:24:00+00:00"

LOGGED = ("space", "space", "space", "4", "space")
PICTURES: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("today_80x24", (80, 24), ()),
    ("log_80x24", (80, 24), LOGGED),
    ("cue_80x24", (80, 24), (*LOGGED, "c")),
    ("form_80x24", (80, 24), ("space", "v", "minus")),
    ("log_48x30", (48, 30), LOGGED),
    ("check_48x30", (48, 30), (*LOGGED, "f", "7", "9", "9")),
    ("form_48x30", (48, 30), ("space", "v", "minus")),
    ("log_140x40", (140, 40), LOGGED),
)
"""Name, size and the keys that lead to it from a log of 600 sets."""


async def picture(db: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """Press keys on a copy of a log and give the screen as SVG."""
    clock = FakeClock(NOW)
    gateway = Gateway(str(db), clock=clock)
    context = Context(gateway, load(), look=replace(Look(), bounce_s=0.0), clock=clock)
    app = HingeLog(context)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
                clock.advance(40)
            await pilot.pause()
            return app.export_screenshot(title="hinge-log")
    finally:
        gateway.close()


def main(folder: Path) -> None:
    """Draw every picture into a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made.db"
        make(made, 600, seed=4)
        for name, size, keys in PICTURES:
            db = Path(scratch) / f"{name}.db"
            db.write_bytes(made.read_bytes())
            (folder / f"{name}.svg").write_text(asyncio.run(picture(db, size, keys)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
