from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import StoreError, StoreReplaced
from hinge_log.store.safety import backup as backups
from hinge_log.store.safety.backup import (
    Backup,
    backup,
    daily_if_changed,
    different_tables,
    kept,
    listed,
    table_digests,
    thin,
    total_digest,
    verify,
)
from hinge_log.store.safety.restore import restore
from hinge_log.store.store import Store
from tests.support import QUICK_4, FakeClock, work

HOUR = 3_600_000
DAY = 24 * HOUR
NOW = 1_773_000_000_000


@pytest.fixture(autouse=True)
def _fresh_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_paused", set())


@pytest.fixture
def path(store: Store, log_file: Path) -> Path:
    """A log with rows in many tables; it stays open."""
    store.start_workout("Monday")
    saved = store.log_lift("deadlift", "Deadlift", [work("100", 5), work("110", 3)])
    store.rate(saved[0].id, QUICK_4)
    store.put_setting("gym", {"unit": "kg"})
    store.put_state("rest", 90)
    return log_file


def digests(path: Path | str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return table_digests(connection)


def flip(path: str | Path, place: int) -> None:
    raw = bytearray(Path(path).read_bytes())
    raw[place] ^= 1
    Path(path).write_bytes(raw)


def test_a_backup_holds_every_table_of_the_log(path: Path) -> None:
    made = backup(str(path), reason="daily", now_ms=NOW)
    assert digests(made.path) == digests(path)
    assert listed(str(path)) == [made]
    assert (made.reason, made.made_ms, made.action) == ("daily", NOW, 4)
    assert verify(made.path, digest=made.digest).action == 4


def test_only_the_backup_is_left_in_the_folder_and_it_is_the_users_alone(path: Path) -> None:
    made = backup(str(path))
    folder = Path(made.path).parent
    assert [each.name for each in folder.iterdir()] == [Path(made.path).name]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert Path(made.path).stat().st_mode & 0o777 == 0o600


def test_progress_runs_from_zero_to_one(path: Path) -> None:
    seen: list[float] = []
    backup(str(path), progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_backup_of_a_damaged_log_is_thrown_away(path: Path, store: Store) -> None:
    store.close()
    raw = bytearray(path.read_bytes())
    raw[8192:12288] = bytes(4096)
    path.write_bytes(raw)
    with pytest.raises(StoreError):
        backup(str(path))
    assert list((path.parent / "backups").iterdir()) == []
    assert path.read_bytes() == raw


def test_a_set_that_is_logged_while_the_copy_is_made_is_no_reason_to_fail(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def slow(copy: sqlite3.Connection, log: str) -> list[str]:
        if not calls:
            store.log_lift("deadlift", "Deadlift", [work("120", 1)])
        calls.append(1)
        return different_tables(copy, log)

    monkeypatch.setattr(backups, "different_tables", slow)
    made = backup(str(path))
    assert made.digest == total_digest(table_digests(sqlite3.connect(path)))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sets SET reps = reps + 1",
        "UPDATE sets SET note = 'x' WHERE position = 0",
        "DELETE FROM state",
        "DROP VIEW set_log",
    ],
)
def test_a_copy_that_lacks_a_value_a_row_or_a_view_of_the_log_is_no_backup(path: Path, change: str) -> None:
    made = backup(str(path))
    with closing(sqlite3.connect(made.path)) as copy:
        assert different_tables(copy, str(path)) == []
    with closing(sqlite3.connect(made.path, isolation_level=None)) as copy:
        copy.execute(change)
        assert len(different_tables(copy, str(path))) == 1


def test_the_name_of_a_log_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "my log; $(x)\n.db"
    Store(str(path)).close()
    made = backup(str(path))
    assert os.path.dirname(made.path) == str(tmp_path / "backups")
    assert os.path.basename(made.path).startswith("my_log____x__.")
    assert listed(str(path)) == [made]


def test_backups_of_another_log_in_the_folder_are_not_ours(path: Path) -> None:
    other = path.with_name("other.db")
    Store(str(other)).close()
    backup(str(other))
    assert listed(str(path)) == []


def test_the_daily_backup_is_made_once_a_day_and_only_after_a_change(path: Path, store: Store) -> None:
    first = daily_if_changed(str(path), now_ms=NOW)
    assert first is not None
    assert daily_if_changed(str(path), now_ms=NOW + 30 * HOUR) is None, "nothing changed"
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert daily_if_changed(str(path), now_ms=NOW + HOUR) is None, "an hour is no day"
    assert daily_if_changed(str(path), now_ms=NOW + 30 * HOUR) is not None


def test_a_backup_from_the_future_does_not_stop_the_daily_one(path: Path, store: Store) -> None:
    backup(str(path), now_ms=NOW + 400 * DAY)
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert daily_if_changed(str(path), now_ms=NOW) is not None


def test_an_empty_log_gets_no_daily_backup(log_file: Path, store: Store) -> None:
    assert daily_if_changed(str(log_file), now_ms=NOW) is None


def test_no_daily_backup_is_made_after_a_restore(path: Path, store: Store) -> None:
    made = backup(str(path), now_ms=NOW)
    store.close()
    restore(made.path, str(path))
    with Store(str(path)) as again:
        again.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert daily_if_changed(str(path), now_ms=NOW + 3 * DAY) is None


def made_at(ages: list[int]) -> list[Backup]:
    return [Backup(f"{age}", NOW - age, "daily", 1, "") for age in sorted(set(ages))]


AGES = st.lists(st.integers(-DAY, 1200 * DAY), max_size=60)


@given(AGES)
def test_thinning_twice_is_thinning_once_and_keeps_the_ten_newest(ages: list[int]) -> None:
    every = made_at(ages)
    once = kept(every, NOW)
    assert kept(once, NOW) == once
    assert [each for each in every if each in once] == once
    assert once[:10] == every[:10]


@given(AGES)
def test_no_day_of_the_last_two_weeks_loses_all_its_backups(ages: list[int]) -> None:
    every = made_at(ages)
    days = {each.made_ms // DAY for each in every if NOW - each.made_ms < 14 * DAY}
    assert days == {each.made_ms // DAY for each in kept(every, NOW) if NOW - each.made_ms < 14 * DAY}


def test_three_years_of_half_hours_become_a_hundred_and_some_files() -> None:
    every = made_at([number * HOUR // 2 for number in range(2 * 24 * 365 * 3)])
    left = kept(every, NOW)
    ages = [NOW - each.made_ms for each in left]
    assert len([age for age in ages if age < 2 * DAY]) in (96, 97)
    assert len([age for age in ages if 2 * DAY <= age < 14 * DAY]) in (12, 13)
    assert len([age for age in ages if 14 * DAY <= age < 56 * DAY]) in (6, 7)
    assert len([age for age in ages if age >= 56 * DAY]) in (22, 23, 24)
    assert max(ages) < 730 * DAY


def test_thinning_removes_the_files_and_the_last_one_of_a_reason_stays(path: Path) -> None:
    first = backup(str(path), reason="import", now_ms=NOW - 900 * DAY)
    for minutes in range(15):
        backup(str(path), now_ms=NOW - minutes * 60_000)
    gone = thin(str(path), now_ms=NOW)
    left = listed(str(path))
    assert first in left
    assert gone
    assert not any(os.path.exists(each.path) for each in gone)
    assert len(left) + len(gone) == 16


def test_a_restore_brings_back_every_table_and_keeps_the_old_file(path: Path, store: Store) -> None:
    made = backup(str(path))
    wanted = digests(path)
    store.log_lift("deadlift", "Deadlift", [work("200", 1)])
    store.delete_workout(str(store.rows("SELECT id FROM workout")[0][0]))
    before = path.read_bytes()
    done = restore(made.path, str(path))
    assert digests(path) == wanted
    assert done.lost == 2
    assert done.rows["sets"] == (3, 2)
    assert Path(done.kept_as).read_bytes() == before
    with pytest.raises(StoreReplaced):
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])


def test_a_dry_run_says_the_same_and_changes_nothing(path: Path, store: Store) -> None:
    made = backup(str(path))
    store.log_lift("deadlift", "Deadlift", [work("200", 1)])
    files = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    plan = restore(made.path, str(path), dry_run=True)
    assert {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()} == files
    done = restore(made.path, str(path))
    assert (plan.rows, plan.lost) == (done.rows, done.lost) == (done.rows, 1)


def test_a_damaged_backup_is_not_restored(path: Path) -> None:
    made = backup(str(path))
    raw = bytearray(Path(made.path).read_bytes())
    raw[4096:8192] = bytes(4096)
    Path(made.path).write_bytes(raw)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        restore(made.path, str(path))
    assert path.read_bytes() == before


def test_a_restore_over_a_damaged_log_keeps_it_byte_for_byte_with_its_journal(path: Path, store: Store) -> None:
    made = backup(str(path))
    wanted = digests(path)
    store.close()
    path.write_bytes(b"not a database any more" * 100)
    Path(f"{path}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    done = restore(made.path, str(path))
    assert digests(path) == wanted
    assert not Path(f"{path}-journal").exists(), "a journal of the old file would destroy the new one"
    assert Path(done.kept_as).read_bytes() == b"not a database any more" * 100
    assert Path(f"{done.kept_as}-journal").exists()


def test_a_restore_where_the_log_is_gone_makes_it_anew(path: Path, store: Store) -> None:
    made = backup(str(path))
    wanted = digests(path)
    store.close()
    path.unlink()
    assert restore(made.path, str(path)).kept_as == ""
    assert digests(path) == wanted


def test_the_log_itself_is_no_backup(path: Path) -> None:
    with pytest.raises(StoreError, match="log itself"):
        restore(str(path), str(path))


def test_after_a_restore_the_journal_beside_the_log_begins_anew(path: Path, store: Store, clock: FakeClock) -> None:
    made = backup(str(path))
    store.log_lift("deadlift", "Deadlift", [work("200", 1)])
    store.close()
    restore(made.path, str(path))
    assert [each.name for each in path.parent.glob("*.jsonl")] == []
    assert len(list(path.parent.glob("*.jsonl.1"))) == 1
    with Store(str(path), clock=clock) as again:
        again.log_lift("deadlift", "Deadlift", [work("60", 1)])
    assert len(list(path.parent.glob("*.jsonl"))) == 1
