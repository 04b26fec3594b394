"""What lies beside the log after a command: the daily backup, the copy after an import; and what rescue makes of it."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.store.safety.backup import Backup, listed
from hinge_log.store.safety.daily import failure_of, make_daily_backup
from hinge_log.store.safety.rescue import rescue

from .conftest import FixedClock, Hinge

HEAD = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"


def strong(path: Path, first_day: int, days: int, lift: str = "Deadlift (Barbell)") -> Path:
    rows = (
        f"2025-01-{day:02d} 18:00:00,Morning,{lift},{number},100,5,0,0,,,\n"
        for day in range(first_day, first_day + days)
        for number in range(1, 5)
    )
    path.write_text(HEAD + "".join(rows))
    return path


def sets(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM sets WHERE hidden = 0").fetchone()[0])


def wait_for_backup(path: Path) -> list[Backup]:
    give_up = time.monotonic() + 20
    while not (backups := listed(str(path))) and time.monotonic() < give_up:
        time.sleep(0.02)
    return backups


def test_rows_of_imports_and_the_sets_after_them_are_rescued(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    assert hinge("import", str(strong(tmp_path / "a.csv", 1, 20)), "--yes", "--unit", "kg").code == 0
    more = strong(tmp_path / "b.csv", 25, 1, "My strange lift")
    assert hinge("import", str(more), "--yes", "--unit", "kg").code == 0
    assert hinge("log", "squat", "100x5").code == 0
    assert sets(log_file) == 85
    log_file.write_bytes(b"damaged" * 1000)
    out = tmp_path / "out.db"
    result = rescue(str(log_file), str(out))
    assert result.sets == sets(out) == 85
    assert [each for each in result.lost if "cannot be done" in each] == []


def test_a_later_set_is_rescued_past_an_import_that_is_lost(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    assert hinge("import", str(strong(tmp_path / "a.csv", 1, 20)), "--yes", "--unit", "kg").code == 0
    assert hinge("log", "squat", "60x5").code == 0
    before = {each.path for each in listed(str(log_file))}
    assert hinge("import", str(strong(tmp_path / "b.csv", 25, 1)), "--yes", "--unit", "kg").code == 0
    assert hinge("log", "squat", "100x5").code == 0
    for each in listed(str(log_file)):
        if each.path not in before:
            os.unlink(each.path)
    log_file.write_bytes(b"")
    out = tmp_path / "out.db"
    result = rescue(str(log_file), str(out))
    assert result.sets == 82, "all but the four rows of the second import"
    assert any("(import) cannot be replayed" in each for each in result.lost)


def test_an_import_without_a_backup_is_rescued_from_its_own_copy(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    assert hinge("log", "squat", "60x5").code == 0
    assert hinge("import", str(strong(tmp_path / "a.csv", 1, 20)), "--yes", "--unit", "kg").code == 0
    assert hinge("undo").code == 0
    assert hinge("redo").code == 0
    assert hinge("log", "squat", "100x5").code == 0
    for each in listed(str(log_file)):
        os.unlink(each.path)
    with closing(sqlite3.connect(log_file)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'workout'").fetchone()[0]
    raw = bytearray(log_file.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    log_file.write_bytes(raw)
    result = rescue(str(log_file), str(tmp_path / "out.db"))
    assert result.sets == 82
    assert result.lost == []


def test_an_import_whose_backup_fails_is_stored_and_says_so(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    (log_file.parent / "backups").write_text("in the way")
    first = hinge("import", str(strong(tmp_path / "a.csv", 1, 2)), "--yes", "--unit", "kg")
    assert first.code == 0
    assert "Imported 8 sets" in first.out
    assert "The import is saved, but its backup could not be made" in first.err
    more = hinge("import", str(strong(tmp_path / "b.csv", 5, 1)), "--yes", "--unit", "kg")
    assert more.code == 1, "nothing is written into a log with sets before there is a copy of it"
    assert "cannot be opened: not a directory" in more.err
    assert sets(log_file) == 8


def test_the_first_command_of_a_day_that_writes_starts_a_backup(
    hinge: Hinge, log_file: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINGE_LOG_DAILY_BACKUP", "1")
    assert hinge("history").code == 0
    assert listed(str(log_file)) == [], "reading makes none"
    assert hinge("log", "deadlift", "100x5").code == 0
    (first,) = wait_for_backup(log_file)
    assert first.reason == "daily"
    assert hinge("log", "deadlift", "100x5").code == 0
    assert len(listed(str(log_file))) == 1, "once a day"
    clock.pass_(days=1, seconds=60)
    assert hinge("log", "deadlift", "100x5").code == 0
    give_up = time.monotonic() + 20
    while len(listed(str(log_file))) < 2 and time.monotonic() < give_up:
        time.sleep(0.02)
    assert len(listed(str(log_file))) == 2


def test_a_backup_that_fails_is_told_by_the_next_command(hinge: Hinge, log_file: Path) -> None:
    assert hinge("log", "deadlift", "100x5").code == 0
    (log_file.parent / "backups").write_text("in the way")
    make_daily_backup(str(log_file), 1_772_452_800_000)
    assert "could not be made" in failure_of(str(log_file))
    answer = hinge("log", "deadlift", "100x5")
    assert answer.code == 0
    assert f"The daily backup could not be made: not a directory ({log_file.parent}" in answer.err
    assert any("daily backup" in line for line in hinge("doctor").out.splitlines())
    (log_file.parent / "backups").unlink()
    make_daily_backup(str(log_file), 1_772_452_800_000)
    assert "could not be made" not in hinge("log", "deadlift", "100x5").err
    assert len(listed(str(log_file))) == 1


def test_two_processes_make_one_daily_backup(hinge: Hinge, log_file: Path) -> None:
    import fcntl

    assert hinge("log", "deadlift", "100x5").code == 0
    folder = log_file.parent / "backups"
    folder.mkdir()
    with open(folder / f".{log_file.name}.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        make_daily_backup(str(log_file), 1_772_452_800_000)
        assert listed(str(log_file)) == []
        assert failure_of(str(log_file)) == ""
    make_daily_backup(str(log_file), 1_772_452_800_000)
    assert len(listed(str(log_file))) == 1


def test_through_a_link_all_is_kept_beside_the_file(
    hinge: Hinge, log_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, links = tmp_path / "home", tmp_path / "links"
    home.mkdir()
    links.mkdir()
    link = links / "log.db"
    monkeypatch.setenv("HINGE_LOG_DB", str(home / "mine.db"))
    assert hinge("log", "deadlift", "100x5").code == 0
    link.symlink_to(home / "mine.db")
    monkeypatch.setenv("HINGE_LOG_DB", str(link))
    assert hinge("log", "deadlift", "100x6").code == 0
    assert hinge("backup").code == 0
    assert [each.name for each in links.iterdir()] == ["log.db"]
    assert len(list(home.glob("mine.db.journal-*.jsonl"))) == 1
    (made,) = (home / "backups").glob("*.db")
    assert hinge("log", "deadlift", "100x7").code == 0
    assert hinge("restore", str(made)).code == 0
    assert link.is_symlink()
    assert sets(home / "mine.db") == 2
    assert hinge("doctor").code == 0
    (home / "mine.db").unlink()
    answer = hinge("log", "deadlift", "100x5")
    assert answer.code == 1
    assert "which does not exist" in answer.err
    assert not (home / "mine.db").exists()


def test_redo_says_what_it_did_before_it_stopped_at_an_import(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    assert hinge("log", "deadlift", "100x5").code == 0
    assert hinge("import", str(strong(tmp_path / "a.csv", 1, 1)), "--yes", "--unit", "kg").code == 0
    assert hinge("undo", "2").code == 0
    answer = hinge("redo", "2")
    if answer.code == 0:  # the import is done again from its own copy
        assert sets(log_file) == 5
        return
    assert "Done again: 1 change" in answer.err
    assert "Nothing was changed" not in answer.err
    assert sets(log_file) == 1


def test_a_backup_becomes_the_log_of_a_new_machine(hinge: Hinge, tmp_path: Path) -> None:
    assert hinge("log", "deadlift", "100x5 f4").code == 0
    assert hinge("backup", str(tmp_path / "stick")).code == 0
    backup = next((tmp_path / "stick").glob("*.db"))
    new = str(tmp_path / "elsewhere" / "new.db")
    restored = hinge("restore", str(backup), "--db", new)
    assert restored.code == 0
    assert "now" not in restored.out
    assert "sets             1 in the backup" in restored.out
    assert "100" in hinge("show", "deadlift", "--db", new).out
