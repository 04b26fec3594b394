from __future__ import annotations

import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hinge_log.store import connection
from hinge_log.store.safety.mirror import read_mirrors
from hinge_log.store.store import Store
from tests.faults.figures import figure, times
from tests.support import QUICK_4, work

power: Any = pytest.importorskip("tests.faults.power", reason="APSW is not installed", exc_type=ImportError)
ACTIONS = 40


@pytest.fixture
def platter() -> Iterator[Path]:
    """A folder in memory: the power cuts are simulated, so nothing need reach a disk."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        yield Path(folder)


def recorded(path: Path, monkeypatch: pytest.MonkeyPatch, synchronous: int) -> tuple[bytes, list[Any]]:
    """Log sets and rate them, each promise noted among the writes; gives the file before, and all that was written."""
    with Store(str(path)) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        for _ in range(30):
            store.log_sets(lift, [work("80", 3)])
    before = path.read_bytes()
    recorder = power.Recorder(f"recorder-{synchronous}")
    pragmas = {**connection.PRAGMAS, "synchronous": synchronous}

    def through(name: str, **_: object) -> object:
        return power.Through(name, f"recorder-{synchronous}", pragmas)

    with monkeypatch.context() as patch:
        patch.setattr(connection, "connect", through)
        with Store(str(path)) as store:
            for number in range(ACTIONS):
                saved = store.log_sets(lift, [work("100", 5)] * (1 + number % 3))
                recorder.events += [power.Event("saved", each.id) for each in saved]
                if number % 4 == 0:
                    store.rate(saved[0].id, QUICK_4)
                if number % 9 == 0:
                    store.delete_set(saved[0].id)
                    store.undo()
    recorder.unregister()
    assert read_mirrors([str(each) for each in path.parent.glob("*.jsonl")]).last > ACTIONS
    return before, recorder.events


def cut(before: bytes, events: list[Any], points: int, platter: Path, name: str) -> Counter[str]:
    """Cut the power at so many points, spread over all that was written, and look at what the disk then holds."""
    rng = random.Random(21)
    disk = power.Disk({name: before})
    promised: list[str] = []
    found: Counter[str] = Counter(points=0, corrupt=0, torn=0, lost=0)
    done = 0.0
    for event in events:
        if event.kind == "saved":
            promised.append(event.name)
        else:
            disk.take(event)
        done += points / len(events)
        while found["points"] < round(done):
            found["points"] += 1
            power.laid_out(disk.after_power_cut(rng), platter)
            found["with a journal"] += (platter / f"{name}-journal").exists()
            found[_state(platter / name, promised)] += 1
    del found["well"]
    return found


def _state(path: Path, promised: list[str]) -> str:
    try:
        with closing(sqlite3.connect(path)) as opened:
            if opened.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "corrupt"
            ids = {row[0] for row in opened.execute("SELECT id FROM sets")}
            written = {
                row[0] for row in opened.execute("SELECT row FROM change WHERE entity = 'sets' AND before IS NULL")
            }
            whole = opened.execute(
                "SELECT count(*) FROM action WHERE kind = 'log' AND id NOT IN (SELECT action FROM change)"
            )
            if ids != written or whole.fetchone()[0]:
                return "torn"
            return "well" if ids.issuperset(promised) else "lost"
    except sqlite3.DatabaseError:
        return "corrupt"


def test_a_power_cut_loses_no_acknowledged_set(tmp_path: Path, platter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = times(1_500, 20_000)
    before, events = recorded(tmp_path / "log.db", monkeypatch, 3)
    found = cut(before, events, points, platter, "log.db")
    figure("simulated power cuts", **found)
    assert found["points"] == points
    assert found["with a journal"] > points // 10, "too few cuts fell into a write to show anything"
    assert (found["corrupt"], found["torn"], found["lost"]) == (0, 0, 0)


def test_the_simulation_finds_a_log_that_is_not_synced(
    tmp_path: Path, platter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, events = recorded(tmp_path / "log.db", monkeypatch, 0)
    found = cut(before, events, times(300, 2_000), platter, "log.db")
    figure("the same with synchronous=OFF", **found)
    assert found["corrupt"] > 0
    assert found["lost"] > 0


def test_the_simulation_finds_that_full_is_not_enough(
    tmp_path: Path, platter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, events = recorded(tmp_path / "log.db", monkeypatch, 2)
    found = cut(before, events, times(600, 2_000), platter, "log.db")
    figure("the same with synchronous=FULL", **found)
    assert found["lost"] > 0, "the folder is not synced after the journal is deleted, so a commit can come undone"
    assert (found["corrupt"], found["torn"]) == (0, 0)
