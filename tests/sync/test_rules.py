"""The rules of conflict, each on two devices that meet in both orders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hinge_log.errors import StoreError
from hinge_log.exchange.detect import read
from hinge_log.exchange.preview import preview_import
from hinge_log.exercises.catalogue import load
from hinge_log.store.importing import add_import, kept_names, known_identities, take_back
from hinge_log.store.journal import LAST_CLOCK
from hinge_log.store.naming import make, merge, rename
from hinge_log.store.set_extras import judge_set
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.entries import SyncEntry, chained, root_hash
from hinge_log.sync.folder import FolderCarrier
from hinge_log.sync.state import load_state
from hinge_log.training.workout import Basis, Form, Judge, SetRecord
from tests.support import FakeClock, kg, work
from tests.sync.replicas import EXERCISES, STRONG, visible

KEY = EXERCISES[0]
Pair = tuple[Store, Store]


@pytest.fixture(params=["phone first", "laptop first"])
def pair(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Two devices with clocks hours apart; the one whose clock is behind is the first or the second."""
    starts = ["2026-03-10T18:00:00+01:00", "2026-03-11T04:00:00+01:00"]
    stores = []
    for number, start in enumerate(starts if request.param == "phone first" else starts[::-1]):
        (tmp_path / str(number)).mkdir()
        stores.append(Store(str(tmp_path / str(number) / "log.db"), clock=FakeClock(start)))
        syncing.set_up_folder(stores[-1], str(tmp_path / "shared"), f"device {number}")
    yield stores[0], stores[1]
    for store in stores:
        store.close()


def meet(pair: Pair) -> None:
    for store in (*pair, *pair):
        syncing.sync(store)
    assert visible(pair[0]) == visible(pair[1])


def shared_set(pair: Pair) -> SetRecord:
    record = pair[0].log_lift(KEY, KEY, [work("100", 5)])[0]
    meet(pair)
    return record


def known(pair: Pair, set_id: str) -> SetRecord:
    record = pair[0].set(set_id)
    assert record is not None
    return record


@pytest.mark.parametrize("deletes", [0, 1])
@pytest.mark.parametrize(
    "edit",
    [
        lambda store, record: store.edit_set(record.id, work("110", 3)),
        lambda store, record: store.rate(record.id, Form(4, Basis.QUICK, Judge.FELT)),
        lambda store, record: judge_set(store, record.id, "Ann", Form(2, Basis.QUICK, Judge.PERSON)),
    ],
    ids=["edit", "rating", "judgement"],
)
def test_an_edit_that_a_deletion_had_not_seen_brings_the_set_back(
    pair: Pair, edit: Callable[[Store, SetRecord], object], deletes: int, request: pytest.FixtureRequest
) -> None:
    record = shared_set(pair)
    pair[deletes].delete_set(record.id)
    edit(pair[1 - deletes], record)
    meet(pair)
    if "judgement" in request.node.name:
        assert visible(pair[0])["judgement"]
    else:
        assert known(pair, record.id).id == record.id


@pytest.mark.parametrize("deletes", [0, 1])
def test_a_set_logged_in_a_workout_that_is_deleted_elsewhere_keeps_it(pair: Pair, deletes: int) -> None:
    record = shared_set(pair)
    (workout,) = {str(row[0]) for row in pair[0].rows("SELECT id FROM workout")}
    pair[deletes].delete_workout(workout)
    late = pair[1 - deletes].log_sets(record.lift_id, [work("60", 8)])[0]
    meet(pair)
    assert known(pair, late.id).what.reps == 8
    assert pair[0].workout(workout) is not None


@pytest.mark.parametrize("deletes", [0, 1])
def test_an_undone_deletion_stands_whatever_the_other_device_did(pair: Pair, deletes: int) -> None:
    record = shared_set(pair)
    pair[deletes].delete_set(record.id)
    meet(pair)
    assert pair[0].set(record.id) is None
    pair[deletes].undo()
    meet(pair)
    assert known(pair, record.id).what.reps == 5


def test_load_and_form_of_one_set_at_once_are_both_kept(pair: Pair) -> None:
    record = shared_set(pair)
    pair[0].edit_set(record.id, work("110", 5))
    pair[1].rate(record.id, Form(3, Basis.QUICK, Judge.FELT))
    meet(pair)
    what = known(pair, record.id).what
    assert what.load == kg("110")
    assert what.form is not None
    assert what.form.label == 3


def test_a_set_logged_offline_follows_a_merge_and_a_rename(pair: Pair) -> None:
    own = make(pair[0], "Hip snap")
    meet(pair)
    rename(pair[0], own.id, "Snap")
    merge(pair[0], own.id, load().exercises[KEY])
    late = pair[1].log_lift(own.id, own.name, [work("60", 8)])[0]
    meet(pair)
    assert known(pair, late.id).exercise == KEY


def test_the_same_new_exercise_on_two_devices_is_one(pair: Pair) -> None:
    for store in pair:
        own = make(store, "Hip snap")
        store.log_lift(own.id, own.name, [work("60", 8)])
    meet(pair)
    assert pair[0].rows("SELECT count(*) FROM exercise WHERE name = 'Hip snap' AND hidden = 0") == [(1,)]
    assert pair[0].rows("SELECT count(DISTINCT exercise_id), count(*) FROM sets") == [(1, 2)]


def bring(store: Store, path: Path) -> None:
    """Import a file of two sets."""
    path.write_text(STRONG.format(day=1, load=100))
    parsed = read(path, unit="kg")
    preview = preview_import(
        parsed, load(), known=known_identities(store), earlier=kept_names(store, parsed.app), file="strong.csv",
        sha256="ab" * 32,
    )  # fmt: skip
    add_import(store, preview)


@pytest.mark.parametrize("seen", [False, True], ids=["before the other synced", "after it"])
def test_an_import_that_is_taken_back_leaves_the_same_on_every_device(pair: Pair, tmp_path: Path, seen: bool) -> None:
    bring(pair[0], tmp_path / "strong.csv")
    syncing.sync(pair[0])
    if seen:
        meet(pair)
    take_back(pair[0])
    meet(pair)
    for store in pair:
        for table in ("exercise", "workout", "lift", "sets"):
            assert store.rows(f"SELECT * FROM {table}") == []
        bring(store, tmp_path / "strong.csv")  # the same rows again, and not a second time
    meet(pair)
    assert pair[1].rows("SELECT count(*) FROM sets") == [(2,)]


def test_an_import_that_stands_again_brings_its_sets_again_everywhere(pair: Pair, tmp_path: Path) -> None:
    bring(pair[0], tmp_path / "strong.csv")
    meet(pair)
    take_back(pair[1])
    meet(pair)
    assert pair[0].rows("SELECT id FROM sets") == []
    pair[1].undo()
    meet(pair)
    assert pair[0].rows("SELECT count(*) FROM sets WHERE hidden = 0") == [(2,)]


def test_a_set_of_an_exercise_whose_import_was_taken_back_elsewhere_is_kept(pair: Pair, tmp_path: Path) -> None:
    bring(pair[0], tmp_path / "strong.csv")
    meet(pair)
    take_back(pair[0])
    late = pair[1].log_lift("back-extension-45", "Back extension", [work("60", 8)])[0]
    meet(pair)
    assert known(pair, late.id).exercise == "back-extension-45"


def test_a_set_of_an_exercise_merged_into_one_whose_import_was_taken_back_is_kept(pair: Pair, tmp_path: Path) -> None:
    own = make(pair[0], "Hip snap")
    bring(pair[0], tmp_path / "strong.csv")
    meet(pair)
    merge(pair[0], own.id, load().exercises[KEY])
    take_back(pair[0])
    late = pair[1].log_lift(own.id, own.name, [work("60", 8)])[0]
    meet(pair)
    assert [store.set(late.id) is not None for store in pair] == [True, True]
    assert known(pair, late.id).exercise == KEY


def test_an_own_exercise_outlives_an_import_that_was_taken_back(pair: Pair, tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    text = STRONG.format(day=1, load=100).replace("Back Extension", "Hip snap")
    make(pair[1], "Hip snap")
    path.write_text(text)
    parsed = read(path, unit="kg")
    preview = preview_import(parsed, load(), own=pair[0].own_exercises(), file="strong.csv", sha256="ab" * 32)
    add_import(pair[0], preview)
    meet(pair)
    take_back(pair[0])
    meet(pair)
    for store in pair:
        assert [each.name for each in store.own_exercises()] == ["Hip snap"]


@pytest.mark.parametrize("after", ["nothing", "one undone", "both undone", "undone and again"])
def test_one_file_imported_on_two_devices_is_in_the_log_once(pair: Pair, tmp_path: Path, after: str) -> None:
    for store in pair:
        bring(store, tmp_path / "strong.csv")
    meet(pair)
    assert pair[0].rows("SELECT count(*) FROM sets WHERE hidden = 0") == [(2,)]
    for store in {"nothing": (), "both undone": pair}.get(after, pair[:1]):
        take_back(store)
    meet(pair)
    if after == "undone and again":
        bring(pair[0], tmp_path / "strong.csv")
        meet(pair)
    stands = 0 if after == "both undone" else 2
    assert pair[1].rows("SELECT count(*) FROM sets WHERE hidden = 0") == [(stands,)]


def test_undo_takes_back_what_this_device_did_and_redo_outlives_a_pull(pair: Pair) -> None:
    mine = pair[0].log_lift(KEY, KEY, [work("100", 5)])[0]
    theirs = pair[1].log_lift(KEY, KEY, [work("60", 8)])[0]
    pair[0].undo()
    meet(pair)
    assert pair[0].set(mine.id) is None
    assert known(pair, theirs.id).what.reps == 8
    pair[0].redo()
    meet(pair)
    assert known(pair, mine.id).what.reps == 5


def test_a_device_with_the_last_clock_there_is_locks_nobody_out(pair: Pair) -> None:
    phone, laptop = pair
    record = shared_set(pair)
    change = ("sets", record.id, {"note": "from the end of time"}, False)
    line = chained(root_hash(7), SyncEntry(LAST_CLOCK, "edit", {}, (change,)).body())
    state = load_state(phone)
    assert state is not None
    FolderCarrier(state.place).append(7, "odd", [line], anew=False)
    meet(pair)
    for store in pair:
        for reps in (3, 4):
            made = store.log_lift(KEY, KEY, [work("80", reps)])[0]
            store.rate(made.id, Form(4, Basis.QUICK, Judge.FELT))
        undone = store.undo()
        assert undone is not None
    meet(pair)
    assert len(phone.rows("SELECT 1 FROM sets WHERE hidden = 0")) == 5
    assert len(phone.rows("SELECT 1 FROM sets WHERE form IS NOT NULL")) == 2
    with Store(str(Path(laptop.path).parent / "fresh.db")) as fresh:
        syncing.set_up_folder(fresh, state.place, "fresh")
        syncing.sync(fresh)
        assert visible(fresh) == visible(phone)


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are no text, pipes")
def test_a_folder_with_odd_files_in_it_stops_no_sync_and_leads_nowhere_else(pair: Pair, tmp_path: Path) -> None:
    shared, target = tmp_path / "shared", tmp_path / "target"
    shared_set(pair)
    head = b'{"format":"hinge-log-sync/1","device":5,"name":"x","after":"%s"}\n' % root_hash(5).encode()
    (shared / os.fsdecode(b"\xff\xfe\n\x1b[31m.jsonl")).write_bytes(head)
    os.mkfifo(shared / "pipe.jsonl")
    (shared / "folder.jsonl").mkdir()
    target.write_bytes(head)
    (shared / "link.jsonl").symlink_to(target)
    (shared / "zeros.jsonl").write_bytes(bytes(100_000))
    meet(pair)
    state = load_state(pair[0])
    assert state is not None
    own = shared / str(state.carrier["file"])
    own.unlink()
    own.symlink_to(target)
    pair[0].log_lift(KEY, KEY, [work("90", 5)])
    meet(pair)
    assert target.read_bytes() == head
    assert len(pair[1].rows("SELECT 1 FROM sets WHERE hidden = 0")) == 2
    with Store(str(tmp_path / "new.db")) as store, pytest.raises(StoreError, match="invalid characters"):
        syncing.set_up_folder(store, os.fsdecode(os.fsencode(tmp_path) + b"/\xff"), "new")
