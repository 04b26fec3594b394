from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.errors import StoreError
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import TableDigest, backup, table_digests
from hinge_log.store.safety.mirror import mirrors_of
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from tests.support import CHECKED_3, QUICK_4, FakeClock, work


@pytest.fixture
def path(log_file: Path, clock: FakeClock) -> Path:
    """A closed log of two workouts, with a backup between them, and everything in its journal."""
    with Store(str(log_file), clock=clock) as store:
        first = store.start_workout("Monday")
        for number in range(30):
            store.rate(store.log_lift("deadlift", "Deadlift", [work(str(100 + number), 5)])[0].id, QUICK_4)
        store.finish_workout(first.id)
        backup(str(log_file))
        clock.advance(86_400)
        store.start_workout("Tuesday")
        for number in range(30):
            store.log_lift("own:rack pull", "Rack pull", [work(str(120 + number), 3)])
        saved = store.log_lift("own:rack pull", "Rack pull", [work("200", 1)])[0]
        store.rate(saved.id, CHECKED_3)
        store.delete_set(saved.id)
        store.undo()
        store.put_setting("gym", {"unit": "kg"})
    return log_file


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "rescued.db"


def rows(path: Path, *, journal: bool = True) -> dict[str, TableDigest]:
    with closing(sqlite3.connect(path)) as connection:
        found = table_digests(connection)
    del found["state"], found["device"]
    return found if journal else {name: each for name, each in found.items() if name not in ("action", "change")}


def drop(path: Path, *what: str) -> None:
    """Lose the backups or the journal."""
    if "backups" in what:
        for each in (path.parent / "backups").iterdir():
            each.unlink()
    if "journal" in what:
        for name in mirrors_of(str(path)):
            os.unlink(name)


def damage(path: Path, *pages: int) -> bytes:
    raw = bytearray(path.read_bytes())
    for page in pages:
        raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(raw)
    return bytes(raw)


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def test_backup_and_journal_give_back_everything(path: Path, out: Path) -> None:
    wanted = rows(path)
    raw = damage(path, root_of(path, "sets"), root_of(path, "action"))
    got = rescue(str(path), str(out))
    assert rows(out) == wanted
    assert got.sets == 61
    assert got.backup
    assert path.read_bytes() == raw
    assert doctor.check(str(out)).healthy


def test_the_journal_alone_gives_back_everything(path: Path, out: Path) -> None:
    wanted = rows(path)
    drop(path, "backups")
    path.write_bytes(b"")
    got = rescue(str(path), str(out))
    assert rows(out) == wanted
    assert got.backup == ""
    assert path.read_bytes() == b""


def test_a_log_that_is_gone_is_built_from_backup_and_journal(path: Path, out: Path) -> None:
    wanted = rows(path)
    path.unlink()
    rescue(str(path), str(out))
    assert rows(out) == wanted


def test_actions_that_the_journal_has_not_seen_come_from_the_damaged_file(path: Path, out: Path) -> None:
    wanted = rows(path)
    (journal,) = map(Path, mirrors_of(str(path)))
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-5]))
    damage(path, root_of(path, "sets"))
    got = rescue(str(path), str(out))
    assert rows(out) == wanted
    assert got.lost == []


def test_a_backup_alone_is_filled_up_from_the_damaged_file(path: Path, out: Path) -> None:
    wanted = rows(path, journal=False)
    drop(path, "journal")
    damage(path, root_of(path, "sets_by_lift"))
    got = rescue(str(path), str(out))
    assert rows(out, journal=False) == wanted
    assert got.from_file == 31
    assert any("no journal" in each for each in got.lost), "it says what it did not have"


def test_the_damaged_file_alone_gives_back_its_rows(path: Path, out: Path) -> None:
    wanted = rows(path, journal=False)
    drop(path, "journal", "backups")
    damage(path, 1)
    got = rescue(str(path), str(out))
    assert rows(out, journal=False) == wanted
    assert got.from_file == got.sets == 61
    with Store(str(out)) as store:
        assert store.log_lift("deadlift", "Deadlift", [work("100", 5)])


def test_sets_whose_workouts_are_unreadable_stand_by_day(path: Path, out: Path) -> None:
    drop(path, "journal", "backups")
    damage(path, root_of(path, "workout"), root_of(path, "lift"))
    got = rescue(str(path), str(out))
    assert got.sets == 61
    assert any("by day" in each for each in got.lost)
    with Store(str(out)) as store:
        assert [line.name for line in store.workouts()] == ["rescued", "rescued"]
        assert sum(line.sets for line in store.workouts()) == 61


def test_a_gap_in_the_journal_is_told(path: Path, out: Path) -> None:
    drop(path, "backups")
    (journal,) = map(Path, mirrors_of(str(path)))
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:40] + lines[41:]))
    path.write_bytes(b"")
    got = rescue(str(path), str(out))
    assert any("action 41 is missing" in each for each in got.lost)
    assert any("57 actions after the gap" in each for each in got.lost), "what came after it is done as far as it goes"
    assert got.actions == 40 + 57
    assert got.sets == 61


def test_nothing_is_ever_written_over(path: Path, out: Path) -> None:
    out.write_bytes(b"mine")
    with pytest.raises(StoreError, match="already exists"):
        rescue(str(path), str(out))
    with pytest.raises(StoreError, match="already exists"):
        rescue(str(path), str(path))
    assert out.read_bytes() == b"mine"


def test_nothing_at_all_gives_an_empty_log_and_says_so(tmp_path: Path, out: Path) -> None:
    damaged = tmp_path / "noise.db"
    damaged.write_bytes(b"no log" * 1000)
    got = rescue(str(damaged), str(out))
    assert got.sets == 0
    assert got.lost


@pytest.mark.parametrize("name", ["-journal", "-wal", ".journal-0000000000000ff.jsonl", ".new-1"])
def test_a_rescued_log_takes_no_name_that_belongs_to_the_log(path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="belongs to the log"):
        rescue(str(path), f"{path}{name}")
    assert not Path(f"{path}{name}").exists()
