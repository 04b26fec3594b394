"""How a sync ends in the middle: at an instruction of SQLite, between two of its steps, or by a power cut.

The power cut is that of `tests.faults.power`: what the log wrote and did not sync may be lost, sector by sector, and so
may what stands in the shared folder behind the last sync of a file or of the folder.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import pytest

from hinge_log.clock import Clock
from hinge_log.errors import HingeLogError
from hinge_log.store import connection
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.state import FullSpeed

T = TypeVar("T")


class SmallSteps(FullSpeed):
    """A pace with many steps to stop between."""

    def entries(self) -> int:
        return 7


def stop_at_instruction(store: Store, instructions: int) -> bool:
    """Sync until SQLite has done so many instructions at once; gives whether the sync was stopped."""
    store.connection.set_progress_handler(lambda: 1, instructions)
    try:
        syncing.sync(store)
    except (sqlite3.Error, HingeLogError):
        return True
    finally:
        store.connection.set_progress_handler(None, 0)
    return False


def stop_at_step(store: Store, number: int, event: Callable[[], None], *, after: bool) -> bool:
    """Sync, and let something happen before or after that piece of work with the log; gives whether it came to it."""
    steps = 0

    def run(work: Callable[[Store], T], /) -> T:
        nonlocal steps
        steps += 1
        if steps == number and not after:
            event()
        result = work(store)
        if steps == number and after:
            event()
        return result

    with suppress(sqlite3.Error, HingeLogError):
        syncing.sync_log(run, SmallSteps())
    return steps >= number


def die() -> None:
    """End a sync as a kill does, whatever it would do next."""
    raise sqlite3.OperationalError("killed")


def cut_power(path: Path, clock: Clock, writes: int, chance: random.Random) -> bool:
    """Sync a closed log until so many writes were done, then lose the power; gives whether it came to that."""
    power: Any = pytest.importorskip("tests.faults.power", reason="APSW is not installed", exc_type=ImportError)
    folder = path.parent / "sync"
    before = {file: file.stat().st_size for file in folder.glob("*.jsonl")}
    names = (path.name, f"{path.name}-journal")  # a journal that no longer counts may lie there
    content = {name: path.with_name(name).read_bytes() for name in names if path.with_name(name).exists()}
    recorder = power.Recorder("sync", writes)
    durable = dict(before)
    new_names = set[Path]()

    def fsync(handle: int) -> None:
        target = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if target == folder:
            new_names.update(durable.keys() - before.keys())
        elif target.parent == folder:
            durable[target] = os.fstat(handle).st_size

    def through(name: str, **_: object) -> object:
        return power.Through(name, "sync", connection.PRAGMAS)

    with (
        patch.object(connection, "connect", through),
        patch("os.fsync", fsync),
        suppress(HingeLogError, sqlite3.Error),
        Store(str(path), clock=clock) as store,
    ):
        syncing.sync_log(lambda work: work(store), SmallSteps())
    recorder.unregister()
    disk = power.Disk(content)
    for event in recorder.events:
        disk.take(event)
    files = disk.after_power_cut(chance)
    for name in names:
        path.with_name(name).unlink(missing_ok=True)
    for name, raw in files.items():
        path.with_name(name).write_bytes(raw)
    for file in folder.glob("*.jsonl"):
        if file not in before and file not in new_names and chance.random() < 0.5:
            file.unlink()
        else:
            os.truncate(file, chance.randint(durable.get(file, 0), file.stat().st_size))
    return bool(recorder.cut)
