from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from hinge_log.errors import StoreError
from hinge_log.store.connection import translate_errors
from hinge_log.store.safety import doctor
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from tests.faults.damage import WAYS
from tests.faults.figures import figure, times
from tests.faults.logs import contents, filled, set_ids

SETS = 160


def read(path: Path) -> object:
    """What is in a log, or None when SQLite cannot tell; a state that no one entered is no content."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            version = (
                connection.execute("PRAGMA user_version").fetchone(),
                connection.execute("PRAGMA application_id").fetchone(),
            )
            schema = tuple(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))
        digests = contents(path)
        digests.pop("state", None)
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return version, schema, digests


def passes_integrity_check(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def test_damaged_logs_are_left_alone_told_and_rescued(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, SETS, backup_at=SETS // 2)
    whole = bytes(path.read_bytes())
    truth, ids = read(path), set_ids(path)
    assert doctor.check(str(path)).healthy
    rng = random.Random(11)
    found: Counter[str] = Counter()
    unseen = []
    for number in range(times(80, 2_000)):
        way = list(WAYS)[number % len(WAYS)]
        raw = bytearray(whole)
        WAYS[way](raw, rng)
        path.write_bytes(raw)
        changed = read(path) != truth
        found["files"] += 1
        found["changed"] += changed
        report = doctor.check(str(path))
        if changed:
            found["silent for integrity_check"] += passes_integrity_check(path)
            if report.healthy:
                unseen.append((number, way))
        out = tmp_path / f"out-{number}.db"
        rescue(str(path), str(out))
        found["rescued whole"] += read(out) == truth
        found["sets"] += len(ids)
        found["sets back"] += len(ids & set_ids(out))
        found["files touched"] += path.read_bytes() != bytes(raw)
        out.unlink()
    figure("damaged files", **found, unseen=len(unseen))
    assert not unseen
    assert found["files touched"] == 0
    assert found["silent for integrity_check"] > 0, "no damage that only the journal can show"
    assert found["sets back"] >= 0.999 * found["sets"]


def test_a_damaged_log_opens_with_plain_words_or_not_at_all(tmp_path: Path) -> None:
    pattern = tmp_path / "pattern.db"
    filled(pattern, 40)
    whole = pattern.read_bytes()
    rng = random.Random(12)
    said: Counter[str] = Counter()
    for number in range(times(80, 1_000)):
        # A name of its own each time: the first bytes of a file are looked at once per process.
        path = tmp_path / f"{number}.db"
        raw = bytearray(whole)
        WAYS[list(WAYS)[number % len(WAYS)]](raw, rng)
        path.write_bytes(raw)
        try:
            with translate_errors(str(path)), Store(str(path)) as store:
                store.workouts()
                store.sessions("deadlift", 100)
                store.totals()
            said["opened"] += 1
        except StoreError as error:
            said[type(error).__name__] += 1
        except (ValueError, TypeError, AssertionError) as error:  # a row that no longer makes sense
            said[f"unexplained {type(error).__name__}"] += 1
        assert path.read_bytes() == bytes(raw)
        path.unlink()
    figure("opening damaged files", **said)
    assert not [name for name in said if name.startswith("unexplained")]


def test_without_backup_and_journal_most_sets_of_a_damaged_file_come_back(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, SETS)
    for each in tmp_path.glob("*.jsonl"):
        each.unlink()
    whole, ids = path.read_bytes(), set_ids(path)
    rng = random.Random(13)
    found: Counter[str] = Counter()
    for number in range(times(20, 400)):
        raw = bytearray(whole)
        WAYS[("zero", "flip", "header")[number % 3]](raw, rng)
        path.write_bytes(raw)
        out = tmp_path / f"out-{number}.db"
        result = rescue(str(path), str(out))
        back = len(ids & set_ids(out))
        assert result.lost, "it must say that there was neither backup nor journal"
        found["sets"] += len(ids)
        found["sets back"] += back
        assert path.read_bytes() == bytes(raw)
    figure("rescue from the damaged file alone", **found)
    assert found["sets back"] >= 0.9 * found["sets"]


def test_a_flip_in_the_journal_beside_the_log_is_found_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, 40, backup_at=20)
    (journal,) = tmp_path.glob("*.jsonl")
    whole = journal.read_bytes()
    rng = random.Random(14)
    for _ in range(times(30, 500)):
        raw = bytearray(whole)
        WAYS["flip"](raw, rng)
        journal.write_bytes(raw)
        report = doctor.check(str(path))
        assert [each for each in report.findings if each.code in ("journal.damaged", "journal.gaps")]
        assert report.healthy, "the log itself is sound"
    doctor.fix(str(path))
    assert not [each for each in doctor.check(str(path)).findings if each.code.startswith("journal")]
