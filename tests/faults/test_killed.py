from __future__ import annotations

from pathlib import Path

from tests.faults.figures import figure, times
from tests.faults.logs import run


def test_a_killed_writer_loses_no_acknowledged_set(tmp_path: Path) -> None:
    kills = times(60, 1000)
    found = run("killing", "writers", kills, tmp_path)
    figure("kill -9 in a write", **found)
    assert found["kills"] == kills
    assert found["acknowledged"] > kills // 2
    assert found["hot journals"] >= times(kills // 4, 500), "too few kills hit a transaction to show anything"
    assert (found["lost"], found["faults"], found["not as journaled"]) == (0, 0, 0)


def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(tmp_path: Path) -> None:
    kills = times(30, 500)
    found = run("killing", "migrations", kills, tmp_path)
    figure("kill -9 in a migration", **found)
    assert found["kills"] == kills
    assert found["hot journals"] > kills // 20, "too few kills hit a step to show anything"
    assert found["steps seen"] > 1
    assert (found["half done"], found["faults"]) == (0, 0)


def test_a_log_whose_making_was_killed_is_whole_or_absent(tmp_path: Path) -> None:
    kills = times(30, 300)
    found = run("killing", "openings", kills, tmp_path)
    figure("kill -9 while a log is made", **found)
    assert found["made"] > 0
    assert found["broken"] == 0


def test_a_killed_import_leaves_all_of_the_file_or_nothing(tmp_path: Path) -> None:
    kills = times(12, 300)
    found = run("killing", "imports", kills, tmp_path)
    figure("kill -9 in an import", **found)
    assert found["kills"] == kills
    assert found["hot journals"] > kills // 20, "too few kills hit the transaction to show anything"
    assert (found["by half"], found["faults"]) == (0, 0)
