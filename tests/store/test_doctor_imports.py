from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hinge_log.exchange.detect import read
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises import catalogue
from hinge_log.store.importing import add_import, kept_names, known_identities, take_back
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import backup
from hinge_log.store.safety.doctor import Severity
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from tests.support import work

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
ROWS = "".join(
    f'2025-03-0{day} 18:00:00,"Pull",1h,"Deadlift (Barbell)",{number},{100 + number},5,0,0,"","",8\n'
    for day in range(1, 8)
    for number in range(1, 5)
)


@pytest.fixture
def path(store: Store, log_file: Path, tmp_path: Path) -> Path:
    """A log with sets of its own and an import of 28 sets, open."""
    store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    file = tmp_path / "strong.csv"
    file.write_text(HEAD + ROWS)
    parsed = read(file, unit="kg")
    plan = preview_import(
        parsed, catalogue.load(), file="strong.csv", own=store.own_exercises(), sha256="ab",
        earlier=kept_names(store, parsed.app), known=known_identities(store),
    )  # fmt: skip
    assert add_import(store, plan).sets == 28
    return log_file


def codes(path: Path) -> set[str]:
    return {each.code for each in doctor.check(str(path)).findings if each.severity is not Severity.OK}


def test_an_import_without_a_backup_after_it_cannot_be_compared_and_that_is_told(path: Path) -> None:
    assert codes(path) == {"rows.not-compared", "backups"}
    backup(str(path), reason="import")
    assert codes(path) == set()


def test_a_changed_row_of_an_import_is_found(path: Path) -> None:
    backup(str(path), reason="import")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE sets SET reps = 6 WHERE import_id IS NOT NULL AND position = 1")
        connection.commit()
    assert codes(path) == {"rows.differ"}


@pytest.mark.parametrize("how", ["undo", "take back", "take back later"])
def test_an_import_that_was_taken_back_is_no_damage(path: Path, store: Store, how: str, tmp_path: Path) -> None:
    backup(str(path), reason="import")
    if how == "undo":
        store.undo()
    else:
        if how == "take back later":
            store.log_lift("deadlift", "Deadlift", [work("120", 3)])
        take_back(store)
    assert codes(path) == set()
    store.close()
    path.write_bytes(b"")
    out = tmp_path / "out.db"
    got = rescue(str(path), str(out))
    assert all(
        each.startswith("The damaged file does not show whether anything came after action") for each in got.lost
    )
    assert got.sets == (2 if how == "take back later" else 1)


def test_sets_logged_after_an_import_are_rescued_with_it(path: Path, store: Store, tmp_path: Path) -> None:
    backup(str(path), reason="import")
    store.log_lift("deadlift", "Deadlift", [work("120", 3)])
    store.close()
    path.write_bytes(path.read_bytes()[:5000])
    got = rescue(str(path), str(tmp_path / "out.db"))
    assert got.sets == 30
    assert all(
        each.startswith("The damaged file does not show whether anything came after action") for each in got.lost
    )


def test_a_lost_import_is_brought_in_from_its_copy_in_the_file_when_no_backup_has_it(
    path: Path, store: Store, tmp_path: Path
) -> None:
    store.log_lift("deadlift", "Deadlift", [work("120", 3)])
    store.close()
    got = rescue(str(path), str(tmp_path / "out.db"))
    assert got.sets == 30
    assert got.lost == []
