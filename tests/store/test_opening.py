from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.cli.main import run
from hinge_log.errors import StoreBusy, StoreError, StoreReadOnly, StoreRefused, StoreReplaced
from hinge_log.store import connection
from hinge_log.store.migrations import SCHEMA, STEPS
from hinge_log.store.safety import files
from hinge_log.store.safety.backup import backup, listed
from hinge_log.store.safety.files import folder_kind
from hinge_log.store.store import Store
from tests.support import ROOT, work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with one set, closed."""
    where = tmp_path / "log" / "hinge-log.db"
    with Store(str(where)) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    return where


def refused(path: Path) -> StoreRefused:
    before = path.read_bytes()
    with pytest.raises(StoreRefused) as caught:
        Store(str(path))
    assert path.read_bytes() == before, "a refused file must stay as it is"
    return caught.value


def anew(path: Path, content: bytes) -> None:
    """Put other content under the name, as another program does: the old file is gone."""
    aside = path.with_suffix(".aside")
    aside.write_bytes(content)
    aside.replace(path)


def test_every_pragma_holds_on_an_open_log(path: Path) -> None:
    with Store(str(path)) as store:
        for name, value in connection.PRAGMAS.items():
            assert store.one(f"PRAGMA {name}") == (value,)


def test_an_empty_file_is_no_new_log_and_the_backups_are_named(path: Path) -> None:
    kept = backup(str(path))
    anew(path, b"")
    error = refused(path)
    assert "empty" in error.message
    assert kept.path in error.hint


@pytest.mark.parametrize("content", [b"date,exercise\n2026-01-01,deadlift\n" * 40, b"SQLite form", bytes(8192)])
def test_a_file_that_is_no_database_is_refused_and_the_backups_are_named(path: Path, content: bytes) -> None:
    kept = backup(str(path))
    anew(path, content)
    assert kept.path in refused(path).hint


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE bookmarks (url)")
        other.commit()
    assert "another program" in refused(path).message
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other.db"]


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match="not a file"):
        Store(str(tmp_path))


def test_a_log_with_a_second_name_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LINK_PATIENCE", 0.0)
    os.link(path, path.with_name("same.db"))
    assert "second name" in refused(path).message


def test_the_name_that_a_killed_first_start_left_is_no_obstacle(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LINK_PATIENCE", 0.0)
    left = path.with_name(f"{path.name}.new-4711")
    os.link(path, left)
    with Store(str(path)) as store:
        assert store.totals().sets == 1
    assert not left.exists()


def test_a_log_of_a_newer_version_can_be_read_and_not_written(path: Path) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    with Store(str(path)) as store:
        assert store.read_only
        assert f"schema {SCHEMA + 1}" in store.notice
        assert "Update" in store.notice
        assert store.totals().sets == 1
        with pytest.raises(StoreReadOnly, match="newer"):
            store.start_workout()
    assert path.read_bytes() == before


AS_SOMEBODY = """
import os, sys, urllib.parse
import hinge_log.store.safety.backup
from hinge_log.errors import StoreError
from hinge_log.store.store import Store
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with Store(sys.argv[1]) as store:
        print(store.read_only, store.totals().sets, store.notice, sep="|")
        try:
            store.start_workout()
        except StoreError as error:
            print(type(error).__name__, "Nothing was saved" in str(error), sep="|")
except StoreError as error:
    print(type(error).__name__, error, sep="|")
"""


@pytest.fixture
def public(path: Path) -> Iterator[Path]:
    """The log in a folder that others can reach, since pytest's own folders are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        where = Path(folder) / "log" / path.name
        where.parent.mkdir()
        shutil.copyfile(path, where)
        yield where
        where.parent.chmod(0o700)


def as_somebody(path: Path) -> list[str]:
    """Open a log, and try to write, as a user who is no superuser."""
    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(("file", "folder", "word"), [(0o444, 0o777, "written"), (0o666, 0o555, "folder")])
def test_a_file_or_folder_that_cannot_be_written_is_told_at_the_start(
    public: Path, file: int, folder: int, word: str
) -> None:
    public.chmod(file)
    public.parent.chmod(folder)
    opened, saving = as_somebody(public)
    assert opened.startswith("True|1|")
    assert word in opened
    assert saving == "StoreReadOnly|True"


def test_a_file_of_someone_else_is_told_in_plain_words(public: Path) -> None:
    public.chmod(0o000)
    public.parent.chmod(0o777)
    (said,) = as_somebody(public)
    assert said.startswith("StoreError|")
    assert "permission denied" in said


@pytest.mark.parametrize("how", ["replaced", "removed"])
def test_a_log_that_is_swapped_under_us_is_not_written(path: Path, how: str) -> None:
    with Store(str(path)) as store:
        other = path.read_bytes()
        if how == "replaced":
            anew(path, other)
        else:
            path.unlink()
        with pytest.raises(StoreReplaced, match="Nothing was saved"):
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        if how == "replaced":
            assert path.read_bytes() == other


def test_a_window_can_ask_whether_its_log_was_swapped(path: Path) -> None:
    with Store(str(path)) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert not store.replaced()
        anew(path, path.read_bytes())
        assert store.replaced()
        path.unlink()
        assert store.replaced()


def test_a_log_that_stays_locked_is_given_up_in_plain_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    with Store(str(path)) as store, closing(connection.connect(str(path))) as other:
        connection.begin(other)
        with pytest.raises(StoreBusy, match="Another window") as caught:
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert "locked" not in str(caught.value)
        other.execute("ROLLBACK")
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert store.totals().sets == 2


def test_a_set_waits_for_another_window_and_is_then_saved(path: Path) -> None:
    with Store(str(path)) as store, closing(connection.connect(str(path))) as other:
        connection.begin(other)
        release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
        release.start()
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        release.join()
        assert store.totals().sets == 2


def read_all(path: Path) -> None:
    with connection.translate_errors(str(path)), Store(str(path)) as store:
        store.workouts()
        store.sessions("deadlift")


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeroed(content: bytes) -> bytes:
    return content[:100] + bytes(len(content) - 100)


@pytest.mark.parametrize("damage", [cut, zeroed])
def test_a_damaged_log_is_told_in_plain_words_with_the_backups(path: Path, damage: Callable[[bytes], bytes]) -> None:
    kept = backup(str(path))
    anew(path, damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged") as caught:
        read_all(path)
    assert "doctor" in str(caught.value)
    assert kept.path in str(caught.value)
    assert path.read_bytes() == before


def test_an_older_log_is_backed_up_before_it_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SCHEMA", SCHEMA + 1)
    longer = (*STEPS, ("ALTER TABLE sets ADD COLUMN tempo TEXT",))

    def migrate(opened: sqlite3.Connection, _: object = None, run: Callable[..., None] = connection.migrate) -> None:
        run(opened, longer)

    monkeypatch.setattr(connection, "migrate", migrate)
    with Store(str(path)) as store:
        assert store.one("PRAGMA user_version") == (SCHEMA + 1,)
        assert store.one("SELECT count(tempo) FROM sets") == (0,)
    (kept,) = listed(str(path))
    assert kept.reason == "migration"
    with closing(sqlite3.connect(kept.path)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_a_migration_that_fails_makes_one_backup_however_often_it_is_tried(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(connection, "SCHEMA", SCHEMA + 1)
    broken = (*STEPS, ("ALTER TABLE nowhere ADD COLUMN tempo TEXT",))

    def migrate(opened: sqlite3.Connection, _: object = None, run: Callable[..., None] = connection.migrate) -> None:
        run(opened, broken)

    monkeypatch.setattr(connection, "migrate", migrate)
    before = path.read_bytes()
    for words in ("status", "log deadlift 100x5", "today", "status"):
        assert run(["--db", str(path), *words.split()]) == 1
        said = capsys.readouterr().err
        assert said.count("cannot be upgraded to schema") == 1
        assert "Its backup is" in said
    assert path.read_bytes() == before
    (kept,) = listed(str(path))
    assert kept.reason == "migration"
    monkeypatch.undo()
    with Store(str(path)) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    monkeypatch.setattr(connection, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(connection, "migrate", migrate)
    assert run(["--db", str(path), "status"]) == 1
    assert len(listed(str(path))) == 2, "another log has a backup of its own"


def test_opening_again_in_one_process_does_not_free_the_lock_of_the_first(path: Path) -> None:
    with Store(str(path)) as store:
        with store.action("look") as action:
            action.update("lift", str(action.connection.execute("SELECT id FROM lift").fetchone()[0]), {"note": "x"})
            Store(str(path)).close()
            code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
            done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
        assert "database is locked" in done.stderr


@pytest.mark.parametrize(
    ("mark", "tool"),
    [
        ("sync/.stfolder", "Syncthing"), ("box/.dropbox", "Dropbox"), ("Dropbox/x", "Dropbox"),
        ("OneDrive - Work/x", "OneDrive"), ("Library/Mobile Documents/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"), ("My Drive/x", "Google Drive"),
    ],
)  # fmt: skip
def test_a_folder_that_a_sync_tool_copies_is_known(tmp_path: Path, mark: str, tool: str) -> None:
    (tmp_path / mark).mkdir(parents=True)
    path = (tmp_path / mark).parent / "deeper" / "log.db"
    path.parent.mkdir(exist_ok=True)
    kind = folder_kind(str(path))
    assert (kind.name, kind.network) == (tool, False)
    assert tool in kind.warning


def test_a_network_folder_is_known_by_its_mount_and_a_plain_one_is_plain(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040share nfs4 rw 0 0\n")
    kind = folder_kind(str(tmp_path / "my share" / "log.db"), mounts=str(table))
    assert (kind.name, kind.network) == ("nfs4", True)
    assert "nfs4" in kind.warning
    assert folder_kind(str(tmp_path / "my shared" / "log.db"), mounts=str(table)).warning == ""
    assert folder_kind(str(tmp_path / "log.db"), mounts=str(tmp_path / "absent")).warning == ""
