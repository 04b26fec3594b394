from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hinge_log.clock import to_date
from hinge_log.errors import NeedsDecision, NotFound, StoreError
from hinge_log.exchange.detect import read
from hinge_log.exchange.preview import ImportPreview, ImportResult, preview_import
from hinge_log.exercises import catalogue
from hinge_log.store.importing import (
    ImportLog,
    add_import,
    edited_since,
    imports,
    kept_names,
    known_identities,
    take_back,
)
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis, Form, SetDraft
from tests.content import content_hash
from tests.support import kg, work

HEAD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
FIRST = (
    '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",W,60,5,0,0,"slow","a good day",\n'
    '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",1,100.25,5,0,0,"","",8.5\n'
    '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",2,100.25,5,0,0,"","",\n'
    '2024-05-01 23:30:00,"Evening",1h 10m,"Chest Press",1,40,10,0,0,"","",\n'
    '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",3,90,8,0,0,"","",\n'
)
MORE = '2024-05-01 23:30:00,"Evening",1h 10m,"Deadlift (Barbell)",4,80,12,0,0,"","",\n'
NEXT = '2024-05-03 07:00:00,"",,"Back Extension",1,10,15,0,0,"","",\n'

Bring = Callable[..., ImportResult]


def planned(
    store: Store, path: Path, *, unit: str | None = "kg", chosen: dict[str, str] | None = None
) -> ImportPreview:
    parsed = read(path, unit=unit)
    return preview_import(
        parsed, catalogue.load(), known=known_identities(store), earlier=kept_names(store, parsed.app), chosen=chosen,
        own=store.own_exercises(), file=path.name, sha256="ab",
    )  # fmt: skip


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Bring:
    """Import rows of a Strong file."""

    def made(rows: str, *, zone: str = "Europe/Berlin", chosen: dict[str, str] | None = None) -> ImportResult:
        path = tmp_path / "strong.csv"
        path.write_text(HEAD + rows)
        return add_import(store, planned(store, path, chosen=chosen), zone=ZoneInfo(zone))

    return made


def seen(store: Store) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Each lift of the first workout with the loads and reps of its sets."""
    workout = store.workout(store.workouts()[-1].id)
    assert workout is not None
    return [
        (lift.exercise, [(one.what.load.text if one.what.load else "", one.what.reps) for one in lift.sets])
        for lift in workout.lifts
    ]


FIRST_SEEN = [
    ("deadlift-conventional", [("60", 5), ("100.25", 5), ("100.25", 5)]),
    ("own:chest-press", [("40", 10)]),
    ("deadlift-conventional", [("90", 8)]),
]


def test_a_file_comes_in_as_it_was_lifted(store: Store, bring: Bring) -> None:
    result = bring(FIRST)
    assert (result.sets, result.new_workouts, result.matched_exercises, result.new_exercises) == (5, 1, 1, 1)
    assert seen(store) == FIRST_SEEN
    (line,) = store.workouts()
    assert (line.name, line.note, to_date(line.day).isoformat()) == ("Evening", "a good day", "2024-05-01")
    assert line.started_ms == datetime(2024, 5, 1, 23, 30, tzinfo=ZoneInfo("Europe/Berlin")).timestamp() * 1000
    assert (line.offset_min, line.ended_ms) == (120, line.started_ms + 70 * 60_000)
    assert store.open_workout() is None
    workout = store.workout(line.id)
    assert workout is not None
    warmup, first, second = workout.lifts[0].sets
    assert (warmup.what.kind, warmup.what.note, warmup.what.form, warmup.at_ms) == ("warmup", "slow", None, None)
    assert (first.what.rpe, second.what.rpe) == (8.5, None)


def test_a_load_on_bodyweight_is_added_to_it(store: Store, bring: Bring) -> None:
    bring(NEXT)
    (session,) = store.sessions("back-extension-45")
    load = session.sets[0].what.load
    assert load is not None
    assert (load.text, load.body) == ("10", True)


def test_a_time_that_the_clocks_skipped_stays_on_its_day(store: Store, bring: Bring) -> None:
    bring('2024-03-31 02:30:00,"",20m,"Squat (Barbell)",1,80,3,0,0,"","",\n')
    (line,) = store.workouts()
    assert (to_date(line.day).isoformat(), line.offset_min) == ("2024-03-31", 120)


def test_the_same_file_again_adds_nothing_whatever_became_of_its_sets(store: Store, bring: Bring) -> None:
    bring(FIRST)
    workout = store.workout(store.workouts()[0].id)
    assert workout is not None
    sets = workout.sets
    store.edit_set(sets[0].id, work("200", 1))
    store.delete_set(sets[1].id)
    before = content_hash(store)
    again = bring(FIRST)
    assert (again.sets, again.already_there, again.import_id) == (0, 5, None)
    store.delete_workout(workout.id)
    assert bring(FIRST).sets == 0
    store.undo()
    assert content_hash(store) == before


def test_a_grown_export_adds_only_what_is_new_and_where_it_belongs(store: Store, bring: Bring) -> None:
    bring(FIRST)
    result = bring(FIRST + MORE + NEXT)
    assert (result.sets, result.already_there, result.new_workouts) == (2, 5, 1)
    assert seen(store) == [*FIRST_SEEN[:2], ("deadlift-conventional", [("90", 8), ("80", 12)])]
    assert len(store.workouts()) == 2
    store.undo()
    assert seen(store) == FIRST_SEEN
    assert len(store.workouts()) == 1


def test_undo_takes_an_import_back_whole(store: Store, bring: Bring) -> None:
    store.log_lift("squat-back", "Squat", [work("80", 5)])
    before = content_hash(store)
    bring(FIRST + NEXT)
    after = content_hash(store)
    assert after != before
    undone = store.undo()
    assert undone is not None
    assert undone[0] == "import"
    assert content_hash(store) == before
    assert store.rows("PRAGMA foreign_key_check") == []
    redone = store.redo()
    assert redone is not None
    assert redone[0] == "import"
    assert content_hash(store) == after
    assert store.rows("PRAGMA foreign_key_check") == []
    assert bring(FIRST + NEXT).sets == 0
    store.undo()
    assert content_hash(store) == before
    assert bring(FIRST).sets == 5


def test_a_workout_after_midnight_belongs_to_the_training_day_before(store: Store, bring: Bring) -> None:
    store.put_setting("gym", {"day_ends_h": 4})
    late = FIRST.splitlines()[1]
    times = ("2024-05-02 00:40:00", "2024-05-03 03:59:00", "2024-05-04 04:00:00", "2024-05-05 00:00:00")
    bring("".join(late.replace("2024-05-01 23:30:00", each) + "\n" for each in times))
    days = [to_date(each.day).isoformat() for each in reversed(store.workouts())]
    # Midnight to the second is the date alone.
    assert days == ["2024-05-01", "2024-05-02", "2024-05-04", "2024-05-05"]
    assert bring("".join(late.replace("2024-05-01 23:30:00", each) + "\n" for each in times)).sets == 0


def test_a_deleted_workout_after_midnight_is_seen_to_be_gone_at_the_edge_of_the_file(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    store.put_setting("gym", {"day_ends_h": 4})
    bring(FIRST.replace("2024-05-01 23:30:00", "2024-05-01 00:30:00") + NEXT.replace("-03 07", "-01 07"))
    (tmp_path / "strong.csv").write_text(HEAD + NEXT.replace("-03 07", "-01 07"))
    preview = planned(store, tmp_path / "strong.csv")
    assert preview_import(
        preview.parsed, catalogue.load(), known=preview.known, log=ImportLog(store)
    ).fresh.gone_sets == 5  # fmt: skip


def test_an_import_is_redone_from_a_copy_with_one_row_in_a_line_as_older_ones_have_it(
    store: Store, bring: Bring
) -> None:
    bring(FIRST)
    before = content_hash(store)
    ((body,),) = store.connection.execute("SELECT body FROM import_chunk").fetchall()
    columns, *tables = (json.loads(line) for line in zlib.decompress(body).decode().split("\n"))
    lines = [columns, *([table, *row] for table, *rows in tables for row in rows)]
    old = zlib.compress("\n".join(map(json.dumps, lines)).encode())
    store.connection.execute("UPDATE import_chunk SET body = ?, sha256 = ?", (old, sha256(old).hexdigest()))
    store.undo()
    store.redo()
    assert content_hash(store) == before


def test_an_import_without_its_copy_is_not_redone_and_changes_nothing(store: Store, bring: Bring) -> None:
    bring(FIRST)
    store.undo()
    before = content_hash(store)
    store.one("UPDATE import_chunk SET body = x'00'")
    with pytest.raises(StoreError, match="cannot be redone"):
        store.redo()
    store.one("DELETE FROM import_chunk")
    with pytest.raises(StoreError, match="kept no copy"):
        store.redo()
    assert content_hash(store) == before


def test_an_older_import_can_be_taken_back_and_what_was_edited_is_said_first(store: Store, bring: Bring) -> None:
    bring(FIRST)
    (session, *_) = store.sessions("own:chest-press")
    store.rate(session.sets[0].id, Form(4, Basis.QUICK))
    workout = store.workouts()[0]
    mine = store.add_lift(workout.id, "squat-back", "Squat")
    kept = store.log_sets(mine, [SetDraft(5, kg("70"))])[0]
    (line,) = imports(store)
    assert (line.sets, line.edited) == (5, 1)
    assert edited_since(store, line.id) == [session.sets[0].id]
    _, removed = take_back(store)
    assert (removed.sets, removed.workouts) == (5, 0)
    left = store.workout(workout.id)
    assert left is not None
    assert [one.id for one in left.sets] == [kept.id]
    assert store.rows("PRAGMA foreign_key_check") == []
    assert imports(store) == []
    while store.undo() is not None:
        pass
    assert store.totals().sets == 0
    with pytest.raises(NotFound):
        take_back(store)


def test_taking_back_the_first_of_two_imports_leaves_the_second(store: Store, bring: Bring) -> None:
    first = bring(FIRST)
    bring(FIRST + MORE)
    take_back(store, first.import_id)
    assert seen(store) == [("deadlift-conventional", [("80", 12)])]
    assert bring(FIRST + MORE).sets == 5
    assert len(store.workouts()) == 1
    take_back(store)
    take_back(store)
    assert store.workouts() == []


def test_what_was_chosen_is_kept_until_the_import_is_taken_back(store: Store, bring: Bring) -> None:
    bring(FIRST, chosen={"Chest Press": "row-seal", "Deadlift (Barbell)": ""})
    assert kept_names(store, "strong") == {"Chest Press": "row-seal", "Deadlift (Barbell)": ""}
    assert bring(FIRST).sets == 0
    assert bring(FIRST, chosen={"Deadlift (Barbell)": "deadlift-sumo"}).sets == 4
    assert len(store.workouts()) == 1
    store.undo()
    store.undo()
    assert kept_names(store, "strong") == {}


def test_without_a_unit_nothing_is_written(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    path.write_text(HEAD + FIRST)
    before = content_hash(store)
    with pytest.raises(NeedsDecision):
        add_import(store, planned(store, path, unit=None))
    assert content_hash(store) == before


def test_an_import_that_fails_half_way_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    rows = "".join(f'2024-05-01 07:00:00,"A",,"Squat (Barbell)",{number},80,3,0,0,"","",\n' for number in range(1, 50))
    path.write_text(HEAD + rows)
    before = content_hash(store)

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_import(store, planned(store, path), progress=stop)
    assert content_hash(store) == before
    assert add_import(store, planned(store, path)).sets == 49


def test_the_lifts_of_one_day_without_times_are_one_workout(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "fitnotes.csv"
    row = "2024-05-01,Deadlift,Back,100.0,kgs,5,,,\n"
    path.write_text("Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n" + row * 3)
    result = add_import(store, planned(store, path), zone=ZoneInfo("America/New_York"))
    assert (result.sets, result.new_workouts) == (3, 1)
    (line,) = store.workouts()
    assert to_date(line.day).isoformat() == "2024-05-01"
    assert line.ended_ms == line.started_ms
