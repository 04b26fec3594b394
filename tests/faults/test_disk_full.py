from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinge_log.errors import StoreFull
from hinge_log.store.safety import doctor
from hinge_log.store.store import Store
from hinge_log.training.workout import SetRecord
from tests.faults.figures import figure
from tests.faults.logs import faults_of, set_ids
from tests.support import ROOT, FakeClock, work

LIMITS = 40


def log_until_full(store: Store, lift: str) -> list[SetRecord]:
    """Log sets until one is refused, which must say how much is free; gives those that were saved."""
    saved = []
    for _ in range(10_000):
        try:
            saved.append(store.log_sets(lift, [work("100", 5)])[0])
        except StoreFull as full:
            if "bytes free" not in full.message:
                raise
            return saved
    raise RuntimeError("the disk did not get full")


def test_a_full_disk_at_any_page_loses_no_saved_set(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    acknowledged: list[SetRecord] = []
    refused = 0
    with Store(str(path)) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        first = int(str(store.rows("PRAGMA page_count")[0][0]))
        for limit in range(first, first + LIMITS):
            store.rows(f"PRAGMA max_page_count = {limit}")
            acknowledged += log_until_full(store, lift)
            refused += 1
            workout = store.open_workout()
            assert workout is not None, "the rest of the app must still read"
            assert len(workout.sets) == len(acknowledged)
        store.rows("PRAGMA max_page_count = 1000000")
        acknowledged.append(store.log_sets(lift, [work("100", 5)])[0])
    lost = {each.id for each in acknowledged} - set_ids(path)
    figure("disk full at a page limit", limits=refused, acknowledged=len(acknowledged), lost=len(lost))
    assert refused == LIMITS
    assert not lost
    assert faults_of(path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only a superuser may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_truly_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    path, filler = small_disk / "log.db", small_disk / "filler"
    with Store(str(path)) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        with filler.open("wb", buffering=0) as file:
            file.write(bytes(200_000))
        acknowledged = [each.id for each in log_until_full(store, lift)]
        assert len(store.sessions("deadlift")[0].sets) == len(acknowledged)
        filler.unlink()
        acknowledged.append(store.log_sets(lift, [work("100", 5)])[0].id)
    figure("a full tmpfs", acknowledged=len(acknowledged), lost=len(set(acknowledged) - set_ids(path)))
    assert set(acknowledged) == set_ids(path)
    assert faults_of(path) == []


def test_a_limit_on_the_size_of_files_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with Store(str(path), clock=FakeClock()) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    before = path.read_bytes()
    code = (
        "import os, resource, sys; from hinge_log.cli.main import run;"
        "size = os.path.getsize(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size));"
        "codes = [run(['--db', sys.argv[1], 'log', 'deadlift', '100x5', '--note', 'x' * 1900]) for _ in range(60)];"
        "sys.exit(max(codes))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "file size is limited on this system" in done.stderr
    assert "disk I/O error" not in done.stderr
    assert "Traceback" not in done.stderr
    assert path.stat().st_size == len(before)
    assert doctor.check(str(path)).healthy
