"""Logs that older versions of hinge-log made open, mean the same, and can be undone and rescued."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.store.everyday import checks
from hinge_log.store.migrations import SCHEMA
from hinge_log.store.plans import all_plans
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.schema import BY_NAME
from hinge_log.store.store import Store
from tests.support import FakeClock, work

FIXTURES = Path(__file__).parent / "fixtures"
VERSIONS = (1, 2)

pytestmark = pytest.mark.parametrize("version", VERSIONS)


@pytest.fixture
def old(version: int, tmp_path: Path) -> Path:
    """The folder of a log with 5 workouts' worth of history, whose last edit is undone and whose workout is open."""
    return Path(shutil.copytree(FIXTURES / f"schema_{version}", tmp_path / "old"))


@pytest.fixture
def path(old: Path) -> str:
    return str(old / "log.db")


def sets(store: Store, columns: int = 25) -> list[list[object]]:
    return [list(row)[:columns] for row in store.rows("SELECT * FROM set_log ORDER BY 1")]


def by_id(rows: list[list[object]]) -> list[list[object]]:
    return sorted(rows, key=lambda row: str(row[23]))


def expected(old: Path) -> list[list[object]]:
    rows: list[list[object]] = json.loads((old / "set_log.json").read_text())
    return by_id(rows)


def test_the_fixture_is_of_that_schema(version: int, path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


def test_it_opens_and_means_the_same(old: Path, path: str) -> None:
    with Store(path) as store:
        assert not store.notice
        assert store.one("PRAGMA user_version") == (SCHEMA,)
        assert by_id(sets(store)) == expected(old)
        workout = store.open_workout()
        assert workout is not None
        assert [each.what.reps for each in workout.sets] == [5, 4]
        assert store.setting("gym") == {
            "unit": "kg", "bar": "15", "plates": ["25", "20", "10", "5", "2.5", "1.25"], "rest_s": 120,
        }  # fmt: skip
        assert [(check.day, check.answer.value) for check in checks(store)] == [(20523, "half")]
        (plan,) = all_plans(store)
        (lift,) = plan.days[0].lifts
        assert lift.exercise == "deadlift-conventional"
        assert lift.sets[0].reps == 5
        assert [exercise.name for exercise in store.own_exercises()] == ["Chest Press", "Zercher GM"]
        assert store.rows("PRAGMA foreign_key_check") == []
        # Numbers of a device have no gaps.
        numbers = [int(str(n)) for (n,) in store.rows("SELECT n FROM action ORDER BY id")]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_backup_is_made_before_it_is_changed(version: int, old: Path, path: str) -> None:
    with Store(path):
        pass
    schemas = []
    for each in (old / "backups").glob("*.migration.*.db"):
        with closing(sqlite3.connect(each)) as connection:
            schemas.append(connection.execute("PRAGMA user_version").fetchone()[0])
    assert schemas == [version]


def test_what_was_done_long_ago_is_undone_and_redone(old: Path, path: str) -> None:
    with Store(path, clock=FakeClock("2026-03-12T18:00:00+01:00")) as store:
        assert store.redo() is not None  # the edit that was undone
        assert [row[7] for row in sets(store) if row[11] == "105"] == [5, 6]
        steps: list[str] = []
        while len(steps) < 12 and (step := store.undo()) is not None:
            steps.append(step[0])
        assert steps == [
            *("edit", "rate", "log", "start", "new plan", "finish", "everyday", "everyday", "everyday"),
            *("setting", "setting", "delete set"),
        ]
        assert [row[10] for row in sets(store) if row[2] == "deadlift-conventional"].count(110.0) == 1
        assert [check.day for check in checks(store)] == []
        workout = store.open_workout()
        assert workout is not None
        assert len(workout.sets) == 4
        while store.redo() is not None:
            pass
        assert [row[7] for row in sets(store) if row[11] == "105"] == [5, 6]
        assert len(sets(store)) == len(expected(old))


def test_a_set_can_be_logged_and_is_in_the_journal_beside_it(path: str) -> None:
    with Store(path) as store:
        store.log_lift("deadlift-conventional", "Deadlift", [work("120", 3)])
        assert store.mirror.failure == ""
        assert [row[11] for row in sets(store) if row[10] == 120.0] == ["120"]


def test_a_damaged_one_is_rescued_from_its_backup_and_its_journal(old: Path, path: str) -> None:
    raw = bytearray(Path(path).read_bytes())
    raw[4096:] = bytes(len(raw) - 4096)
    Path(path).write_bytes(raw)
    result = rescue(path, str(old / "new.db"), str(old / "backups"))
    assert result.backup
    assert result.sets == len(expected(old))
    with Store(str(old / "new.db")) as store:
        assert by_id(sets(store)) == expected(old)


def test_a_damaged_one_without_backups_gives_what_can_be_read(old: Path, path: str) -> None:
    shutil.rmtree(old / "backups")
    for journal in old.glob("*.jsonl"):
        journal.unlink()
    result = rescue(path, str(old / "new.db"), str(old / "backups"))
    assert result.sets == len(expected(old))
    assert not [line for line in result.lost if any(BY_NAME[name].words in line for name in ("gym", "video"))]
    assert not [line for line in result.lost if "cannot be read" in line]
