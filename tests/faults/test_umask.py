from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.safety.restore import restore
from hinge_log.store.store import Store
from tests.faults.figures import figure
from tests.support import work


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["000", "022", "077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield int(request.param)
    os.umask(before)


def test_no_one_else_can_read_what_is_written(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "log"
    path = folder / "log.db"
    with Store(str(path)) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        with store.action("look at the journal") as action:
            action.update("lift", lift, {"note": "x" * 10})
            journal = Path(f"{path}-journal")
            assert stat.S_IMODE(journal.stat().st_mode) == 0o600
        kept = backup(str(path))
        store.log_sets(lift, [work("100", 5)])
        store.complete_copy()
        store.log_sets(lift, [work("100", 5)])
    rescue(str(path), str(folder / "rescued.db"))
    restore(kept.path, str(path))
    every = list(folder.rglob("*"))
    names = {each.name.split(".")[0] for each in every}
    assert {"log", "rescued", "backups"} <= names
    for each in [folder, *every]:
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each.name
    figure(f"umask {umask:03o}", files=len(every), open_to_others=0)
