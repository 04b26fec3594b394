from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.store.migrations import SCHEMA
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.doctor import Severity
from hinge_log.store.safety.mirror import Line, decoded, mirrors_of, read_mirrors
from hinge_log.store.store import Store
from tests.support import CHECKED_3, QUICK_4, work


@pytest.fixture
def path(store: Store, log_file: Path) -> Path:
    """A log with a backup in its middle, open, with every kind of change in its journal."""
    store.start_workout("Monday")
    first, second = store.log_lift("deadlift", "Deadlift", [work("100", 5), work("110", 3)])
    store.rate(first.id, QUICK_4)
    backup(str(log_file))
    store.rate(second.id, CHECKED_3)
    store.edit_set(first.id, work("60", 3))
    store.undo()
    store.undo()
    store.redo()
    store.delete_set(second.id)
    store.put_setting("gym", {"unit": "kg"})
    return log_file


def codes(path: Path) -> set[str]:
    return {each.code for each in doctor.check(str(path)).findings if each.severity is not Severity.OK}


def change(path: Path, statement: str) -> None:
    """Change the log behind the back of the program, as a bit flip or another program does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_healthy_log_has_nothing_to_report(path: Path) -> None:
    report = doctor.check(str(path))
    assert report.healthy
    assert codes(path) == set()
    assert {"database", "rows", "backups", "folder", "sqlite"} == {each.code for each in report.findings}


def test_the_report_can_be_written_as_json(path: Path) -> None:
    change(path, "UPDATE sets SET reps = 50")
    said = json.loads(json.dumps(doctor.check(str(path)).as_json()))
    assert said["healthy"] is False
    assert {"severity", "code", "text", "hint", "fixable"} == set(said["findings"][0])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sets SET reps = 50 WHERE position = 0",
        "UPDATE sets SET note = 'x' WHERE position = 1",
        "UPDATE sets SET hidden = 0",
        "UPDATE workout SET name = 'Tuesday'",
        "UPDATE exercise SET name = 'Deadlivt'",
        "UPDATE setting SET value = '{}'",
        "UPDATE change SET after = '{}' WHERE action = 3",
        "UPDATE action SET kind = 'rite' WHERE kind = 'rate'",
        "UPDATE action SET state = 2 - state",
        "DELETE FROM setting",
        "INSERT INTO everyday (id, day, answer, at_ms) VALUES ('01234567890123456789012345', 1, 'half', 0)",
    ],
)
def test_a_change_that_no_one_journaled_is_found(path: Path, statement: str) -> None:
    change(path, statement)
    assert codes(path) & {"rows.differ", "journal.differs"}


def test_the_finding_names_the_row_and_both_values(path: Path) -> None:
    change(path, "UPDATE sets SET reps = 50 WHERE position = 0")
    (found,) = doctor.check(str(path)).problems
    assert "reps is 50 but should be 5" in found.text


def test_it_finds_it_without_a_backup_too(path: Path) -> None:
    for each in (path.parent / "backups").iterdir():
        each.unlink()
    assert codes(path) == {"backups"}
    change(path, "UPDATE sets SET reps = 50 WHERE position = 0")
    assert "rows.differ" in codes(path)


def test_an_older_file_in_the_place_of_the_log_is_found(path: Path, store: Store) -> None:
    old = path.read_bytes()
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    store.close()
    path.write_bytes(old)
    assert "journal.ahead" in codes(path)


def test_an_older_file_is_found_by_its_backup_when_the_journal_is_lost(path: Path, store: Store) -> None:
    old = path.read_bytes()
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    backup(str(path))
    store.close()
    path.write_bytes(old)
    for each in mirrors_of(str(path)):
        os.unlink(each)
    assert "journal.ahead" in codes(path)


def test_a_lost_journal_is_told_and_written_anew(path: Path, store: Store) -> None:
    (journal,) = mirrors_of(str(path))
    whole = read_mirrors([journal]).lines
    os.unlink(journal)
    assert codes(path) == {"journal.gaps"}
    doctor.fix(str(path))
    assert codes(path) == set()
    assert read_mirrors(mirrors_of(str(path))).lines.keys() == whole.keys()
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert codes(path) == set(), "a window that was open goes on in the new journal"


def test_a_line_that_was_cut_off_is_written_again_with_the_next_action(path: Path, store: Store) -> None:
    (journal,) = map(Path, mirrors_of(str(path)))
    journal.write_bytes(journal.read_bytes()[:-20])
    store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert codes(path) == {"journal.damaged"}, "what is torn stays, and is told"
    assert not doctor.check(str(path)).problems
    doctor.fix(str(path))
    assert codes(path) == set()


def test_damage_is_never_mended_over(path: Path) -> None:
    change(path, "UPDATE sets SET reps = 50 WHERE position = 0")
    (journal,) = map(Path, mirrors_of(str(path)))
    before = path.read_bytes(), journal.read_bytes()
    assert doctor.fix(str(path)) == []
    assert (path.read_bytes(), journal.read_bytes()) == before


def test_files_that_others_may_read_are_closed(path: Path) -> None:
    every = [path, *map(Path, mirrors_of(str(path))), path.parent / "backups", *(path.parent / "backups").iterdir()]
    for each in every:
        each.chmod(each.stat().st_mode | 0o055)
    assert codes(path) == {"file.mode"}
    assert len(doctor.fix(str(path))) == len(every)
    assert codes(path) == set()
    assert {each.stat().st_mode & 0o777 for each in every} == {0o600, 0o700}


def test_a_changed_backup_is_told(path: Path) -> None:
    (kept,) = (path.parent / "backups").iterdir()
    raw = bytearray(kept.read_bytes())
    raw[raw.index(b"deadlift") + 2] ^= 1
    kept.write_bytes(raw)
    assert codes(path) == {"backup.bad"}


def test_a_sync_folder_is_told(path: Path) -> None:
    (path.parent / ".stfolder").mkdir()
    assert codes(path) == {"folder"}


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "file.empty"), (b"hello" * 100, "database.unreadable"), (None, "file.missing")]
)
def test_what_is_no_log_is_told(path: Path, store: Store, content: bytes | None, code: str) -> None:
    store.close()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert code in codes(path)
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (f"PRAGMA user_version = {SCHEMA + 3}", "database.version"),
        ("PRAGMA user_version = 0", "database.version"),
        ("PRAGMA application_id = 7", "database.foreign"),
        ("DROP INDEX sets_by_lift", "database.schema"),
        ("DELETE FROM exercise", "database.keys"),
    ],
)
def test_a_log_that_is_not_laid_out_as_it_should_be_is_told(path: Path, statement: str, code: str) -> None:
    change(path, statement)
    assert code in codes(path)


def test_a_second_name_is_told(path: Path) -> None:
    os.link(path, path.with_name("again.db"))
    assert "file.links" in codes(path)


def test_a_write_that_was_cut_off_is_looked_at_in_a_copy(path: Path, tmp_path: Path, store: Store) -> None:
    with store.action("half") as action:
        for (row,) in action.connection.execute("SELECT id FROM sets").fetchall():
            action.update("sets", row, {"reps": 99})
        # What a kill after the journal's sync leaves: pages of the log half written, the journal whole.
        action.connection.execute("PRAGMA cache_size = 1")
        action.connection.execute("PRAGMA cache_spill = 1")
        action.connection.execute("CREATE TABLE filler (x)")
        for _ in range(200):
            action.connection.execute("INSERT INTO filler VALUES (randomblob(4000))")
        half = tmp_path / "half.db"
        half.write_bytes(path.read_bytes())
        Path(f"{half}-journal").write_bytes(Path(f"{path}-journal").read_bytes())
        action.connection.execute("DROP TABLE filler")
    before = half.read_bytes()
    report = doctor.check(str(half))
    assert "file.unfinished" in {each.code for each in report.findings}
    assert report.healthy
    assert half.read_bytes() == before
    assert Path(f"{half}-journal").exists()


TEXTS = st.none() | st.dictionaries(
    st.text(max_size=8), st.text(max_size=20) | st.integers(-(1 << 63), (1 << 63) - 1) | st.none(), max_size=3
).map(lambda row: json.dumps(row, ensure_ascii=False, separators=(",", ":")))
LINES = st.builds(
    Line,
    n=st.integers(1, 1 << 40), clock=st.integers(0, 1 << 62), device=st.integers(0, 1 << 24), kind=st.text(max_size=12),
    changes=st.none() | st.lists(st.tuples(st.text(max_size=8), st.text(max_size=26), TEXTS, TEXTS), max_size=3),
    rows=st.just(0), target=st.none(), state=st.none(), seen=st.none(),
)  # fmt: skip


@given(LINES)
def test_a_line_of_the_journal_reads_back_as_it_was(line: Line) -> None:
    raw = line.encoded()
    assert raw.count(b"\n") == 1
    assert decoded(raw[:-1]) == line


@given(LINES, st.data())
def test_a_line_with_one_wrong_bit_is_not_believed(line: Line, data: st.DataObject) -> None:
    raw = bytearray(line.encoded()[:-1])
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert decoded(bytes(raw)) is None


@given(st.binary(max_size=60))
def test_no_line_of_anything_is_an_error(raw: bytes) -> None:
    assert decoded(raw) is None or raw
