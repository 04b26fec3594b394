from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.errors import StoreError, StoreReadOnly
from hinge_log.store.connection import migrate
from hinge_log.store.migrations import unknown_objects
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.safety.restore import restore
from hinge_log.store.store import Store
from tests.support import work

OBJECTS = {
    "trigger thief": "CREATE TRIGGER thief AFTER INSERT ON sets BEGIN DELETE FROM sets; END",
    "trigger sets": "CREATE TRIGGER sets BEFORE INSERT ON action BEGIN UPDATE sets SET reps = 99; END",
    "view sets_too": "CREATE VIEW sets_too AS SELECT * FROM sets",
    "index once": "CREATE UNIQUE INDEX once ON sets (reps)",
    "table mine": "CREATE TABLE mine (a)",
    "table words": "CREATE VIRTUAL TABLE words USING fts5 (a)",
}


@pytest.fixture
def path(log_file: Path, store: Store) -> Path:
    store.log_lift("deadlift", "Deadlift", [work("100", 5), work("100", 6)])
    store.close()
    return log_file


def add(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def reps(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT reps FROM sets ORDER BY id")]


@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_not_ours_never_runs_and_is_named(name: str, path: Path, tmp_path: Path) -> None:
    good = backup(str(path))
    add(path, OBJECTS[name])
    before = path.read_bytes()
    with Store(str(path)) as store:
        assert name in store.notice
        assert store.totals()
        with pytest.raises(StoreReadOnly):
            store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    with pytest.raises(StoreError, match=name):
        backup(str(path))
    assert path.read_bytes() == before
    report = doctor.check(str(path))
    assert not report.healthy
    assert any(name in each.text for each in report.findings)

    out = tmp_path / "out.db"
    path.write_bytes(before)
    rescue(str(path), str(out))
    assert reps(out) == [5, 6]
    with closing(sqlite3.connect(out)) as connection:
        assert unknown_objects(connection) == []

    spoiled = Path(good.path)
    add(spoiled, OBJECTS[name])
    with pytest.raises(StoreError, match=name):
        restore(str(spoiled), str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", OBJECTS)
def test_doctor_removes_what_holds_no_rows(name: str, path: Path) -> None:
    add(path, OBJECTS[name])
    done = doctor.fix(str(path))
    if name.startswith("table"):
        assert not doctor.check(str(path)).healthy, "rows of somebody else's are not thrown away"
        return
    assert any(name in each for each in done)
    assert doctor.check(str(path)).healthy
    with Store(str(path)) as store:
        store.log_lift("deadlift", "Deadlift", [work("120", 1)])
    assert reps(path) == [5, 6, 1]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE sets ADD COLUMN extra TEXT DEFAULT 'x'",
        "ALTER TABLE sets ADD COLUMN made TEXT GENERATED ALWAYS AS (hex(zeroblob(9))) VIRTUAL",
    ],
)
def test_a_table_that_another_program_altered_is_neither_backed_up_nor_rescued_with_it(
    path: Path, tmp_path: Path, change: str
) -> None:
    good = backup(str(path))
    add(path, change)
    add(Path(good.path), change)
    for spoiled in (lambda: backup(str(path)), lambda: restore(good.path, str(path))):
        with pytest.raises(StoreError, match="does not have hinge-log's layout: table sets"):
            spoiled()
    assert not doctor.check(str(path)).healthy
    out = tmp_path / "out.db"
    rescue(str(path), str(out))
    assert reps(out) == [5, 6]
    assert doctor.check(str(out)).healthy


def test_rescue_says_what_it_did_not_copy(path: Path, tmp_path: Path) -> None:
    add(path, OBJECTS["trigger thief"])
    assert any("trigger thief" in each for each in rescue(str(path), str(tmp_path / "out.db")).lost)


def test_all_that_the_steps_of_the_schema_make_is_known() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("ANALYZE")
        assert unknown_objects(connection) == []
