from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples

from hinge_log.errors import NotFound, StoreError
from hinge_log.store.connection import PRAGMAS
from hinge_log.store.gateway import Gateway
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, Judge, Pain, PlannedSet, SetDraft, SetKind
from tests.store.actions import drafts, dump, steps
from tests.support import CHECKED_3, QUICK_4, ROOT, FakeClock, kg, moment, work

HOUR = 3600
PLAN = [PlannedSet(5, kg("60"), kind=SetKind.WARMUP), PlannedSet(5, kg("100")), PlannedSet(seconds=40)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One log for all examples of a property."""
    with Store(str(tmp_path_factory.mktemp("shared") / "log.db"), clock=FakeClock()) as opened:
        opened._connection.execute("PRAGMA synchronous = 0")  # no example outlives the test
        yield opened


# -- what was typed comes back --------------------------------------------------------------------------------


@given(drafts)
@examples(max_examples=150)
def test_a_set_comes_back_as_it_was(shared: Store, draft: SetDraft) -> None:
    (record,) = shared.log_lift("deadlift", "Deadlift", [draft], at=shared.clock.now())
    assert record.what == draft
    assert shared.set(record.id) == record


@given(drafts, drafts)
@examples(max_examples=80)
def test_an_edited_set_is_the_new_one_where_the_old_one_was(shared: Store, first: SetDraft, second: SetDraft) -> None:
    (record,) = shared.log_lift("deadlift", "Deadlift", [first], at=shared.clock.now())
    edited = shared.edit_set(record.id, second)
    assert edited == record._replace(what=second)


def test_pounds_stay_what_was_typed(store: Store) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [SetDraft(5, Load.of("225", "lb"))])
    assert record.what.load == Load(102_058, "225", "lb")


def test_a_plan_comes_back(store: Store) -> None:
    started = store.start_workout("Monday", [("deadlift", "Deadlift", PLAN), ("own:sled", "Sled", [])])
    found = store.workout(started.id)
    assert found is not None
    assert found == started
    assert [lift.exercise for lift in found.lifts] == ["deadlift", "own:sled"]
    assert found.lifts[0].plan == tuple(PLAN)


def test_pain_takes_the_rating_away(store: Store) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    store.rate(record.id, CHECKED_3)
    hurt = store.note_pain(record.id, Pain("low back", 6))
    assert (hurt.what.form, hurt.what.pain) == (None, Pain("low back", 6))


def test_pain_with_a_check_keeps_what_slipped_and_no_label_in_one_step(store: Store) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    hurt = store.note_pain(record.id, Pain("low back", 6), CHECKED_3._replace(clean=True))
    assert hurt.what.form == CHECKED_3._replace(label=None, clean=False)
    store.undo()
    again = store.set(record.id)
    assert again is not None
    assert (again.what.form, again.what.pain) == (None, None)


def test_a_quick_rating_replaces_all_of_a_checked_one(store: Store) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    assert store.rate(record.id, CHECKED_3).what.form == CHECKED_3
    assert store.rate(record.id, QUICK_4).what.form == QUICK_4
    assert store.rate(record.id, None).what.form is None


@pytest.mark.parametrize(
    "form",
    [
        Form(None, Basis.QUICK),
        Form(2, Basis.CHECKED, Judge.FELT, 0, (), "deadlift", 1, "", False, True),
        Form(5, Basis.CHECKED, Judge.PERSON, 100, (), "deadlift", 3, "", True, False),
    ],
)
def test_odd_ratings_come_back(store: Store, form: Form) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    assert store.rate(record.id, form).what.form == form


# -- the workout in progress ----------------------------------------------------------------------------------


def test_the_open_workout_survives_the_end_of_the_program(log_file: Path, clock: FakeClock) -> None:
    with Store(str(log_file), clock=clock) as store:
        workout = store.start_workout("Monday", [("deadlift", "Deadlift", PLAN)])
        record = store.log_sets(workout.lifts[0].id, [work("100", 5)])[0]
        store.put_state("rest", {"end": 12})
    with Store(str(log_file), clock=clock) as store:
        found = store.open_workout()
        assert found is not None
        assert (found.id, found.name, found.sets) == (workout.id, "Monday", (record,))
        assert store.state("rest") == {"end": 12}


def test_a_killed_program_loses_no_set_that_it_said_was_saved(log_file: Path) -> None:
    script = f"""
import os, signal, sys
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.workout import SetDraft
store = Store({str(log_file)!r})
for reps in range(1, 200):
    record = store.log_lift("deadlift", "Deadlift", [SetDraft(reps, Load.of("100", "kg"))])[0]
    print(record.id, flush=True)
    if reps == 7:
        store._connection.execute("BEGIN IMMEDIATE")
        store._connection.execute("DELETE FROM sets")
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    acknowledged = done.stdout.split()
    assert len(acknowledged) == 7, done.stderr
    with Store(str(log_file)) as store:
        workout = store.open_workout()
        assert workout is not None
        assert [record.id for record in workout.sets] == acknowledged


def test_past_midnight_the_workout_is_still_of_the_day_on_which_it_began(store: Store, clock: FakeClock) -> None:
    clock.set("2026-03-10T23:50:00+01:00")
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    store.log_sets(workout.lifts[0].id, [work("100", 5)])
    clock.advance(20 * 60)
    late = store.log_sets(workout.lifts[0].id, [work("110", 5)])[0]
    assert late.day == workout.day == moment("2026-03-10T12:00:00+01:00").day
    store.log_lift("deadlift", "Deadlift", [work("120", 3)])
    (session,) = store.sessions("deadlift", 5)
    assert len(session.sets) == 3


def test_the_day_is_that_of_the_place_not_of_greenwich(store: Store, clock: FakeClock) -> None:
    clock.set("2026-03-10T22:00:00-08:00")
    assert store.start_workout().day == moment("2026-03-10T00:00:00+00:00").day


def test_sets_stay_in_order_when_the_clock_runs_back(store: Store, clock: FakeClock) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    for reps in (5, 4, 3):
        store.log_sets(workout.lifts[0].id, [work("100", reps)])
        clock.advance(-HOUR)
    found = store.workout(workout.id)
    assert found is not None
    assert [record.what.reps for record in found.sets] == [5, 4, 3]


def test_a_forgotten_workout_ends_with_its_last_set(store: Store, clock: FakeClock) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    clock.advance(600)
    last = store.log_sets(workout.lifts[0].id, [work("100", 5)])[0]
    clock.advance(3 * HOUR - 1)
    assert store.close_forgotten() is None
    clock.advance(1)
    closed = store.close_forgotten()
    assert closed is not None
    assert closed.ended_ms == last.at_ms
    assert store.open_workout() is None
    assert store.close_forgotten() is None


def test_a_workout_forgotten_before_its_first_set_ends_where_it_began(store: Store, clock: FakeClock) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    clock.advance(4 * HOUR)
    closed = store.close_forgotten()
    assert closed is not None
    assert closed.ended_ms == workout.started_ms


def test_closing_a_forgotten_workout_can_be_undone(store: Store, clock: FakeClock) -> None:
    store.start_workout("Monday")
    clock.advance(4 * HOUR)
    store.close_forgotten()
    store.undo()
    found = store.open_workout()
    assert found is not None
    assert found.name == "Monday"
    assert store.close_forgotten() is None, "who takes the closing back is still at it"
    clock.advance(3 * HOUR)
    assert store.close_forgotten() is not None


def test_sets_of_a_given_time_do_not_join_the_open_workout(store: Store) -> None:
    opened = store.start_workout("now")
    at = moment("2025-12-31T08:00:00+01:00")
    (record,) = store.log_lift("deadlift", "Deadlift", [work("100", 5)], at=at)
    assert (record.day, record.at_ms) == (at.day, at.utc_ms)
    kept = store.open_workout()
    assert kept is not None
    assert (kept.id, kept.sets) == (opened.id, ())


def test_a_second_line_for_a_lift_goes_on_where_the_first_ended(store: Store) -> None:
    store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    store.log_lift("rdl", "RDL", [work("60", 8)])
    store.log_lift("deadlift", "Deadlift", [work("110", 3)])
    workout = store.open_workout()
    assert workout is not None
    assert [(lift.exercise, len(lift.sets)) for lift in workout.lifts] == [("deadlift", 2), ("rdl", 1)]
    assert [record.position for record in workout.lifts[0].sets] == [0, 1]


def test_a_set_for_a_lift_that_another_window_removed_is_refused(
    log_file: Path, store: Store, clock: FakeClock
) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    with Store(str(log_file), clock=clock) as other:
        other.delete_workout(workout.id)
    before = dump(store)
    with pytest.raises(NotFound):
        store.log_sets(workout.lifts[0].id, [work("100", 5)])
    assert dump(store) == before


# -- nothing half done ----------------------------------------------------------------------------------------


class Interrupted(Exception):
    """Stands for any failure in the middle of an action."""


def half(store: Store, workout_id: str) -> None:
    with store.action("log") as action:
        action.insert("setting", {"key": "a", "value": "1"})
        action.update("workout", workout_id, {"note": "half"})
        raise Interrupted


def test_an_action_that_fails_half_way_leaves_nothing(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    before, done = dump(store), steps(store)
    with pytest.raises(Interrupted):
        half(store, workout.id)
    assert dump(store) == before
    assert steps(store) == done
    assert store.log_sets(workout.lifts[0].id, [work("100", 5)])[0].position == 0


def test_of_several_sets_either_all_are_saved_or_none(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    before = dump(store)
    with pytest.raises(StoreError, match="refused a value"):
        store.log_sets(workout.lifts[0].id, [work("100", 5), SetDraft(-1, kg("100"))])
    assert dump(store) == before


@pytest.mark.parametrize(
    "draft",
    [
        SetDraft(-1),
        SetDraft(100_001),
        SetDraft(5, rpe=10.5),
        SetDraft(5, rpe=7.25),
        SetDraft(5, rpe=0.5),
        SetDraft(5, Load(10**9, "1000000", "kg")),
        SetDraft(5, Load(1000, "1", "stone")),
        SetDraft(5, side="X"),
        SetDraft(seconds=-1),
        SetDraft(5, missed=-1),
        SetDraft(5, form=Form(6, Basis.QUICK)),
        SetDraft(5, form=Form(0, Basis.QUICK)),
        SetDraft(5, form=Form(4, Basis.CHECKED, percent=101)),
        SetDraft(5, pain=Pain("back", 11)),
        SetDraft(5.5),  # type: ignore[arg-type]  # a table that is STRICT takes no half rep
        SetDraft("five"),  # type: ignore[arg-type]
        SetDraft(5, rpe="hard"),  # type: ignore[arg-type]
    ],
)
def test_the_log_refuses_what_cannot_be(store: Store, draft: SetDraft) -> None:
    with pytest.raises(StoreError):
        store.log_lift("deadlift", "Deadlift", [draft])
    assert store.rows("SELECT * FROM sets") == []
    assert store.rows("SELECT * FROM workout") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sets SET load_g = NULL",
        "UPDATE sets SET unit = NULL",
        "UPDATE sets SET form = 3, basis = NULL",
        "UPDATE sets SET slips = '{}', basis = 'quick'",
        "UPDATE sets SET slips = 'x', basis = 'checked'",
        "UPDATE sets SET lift_id = '00000000000000000000000000'",
        "UPDATE sets SET kind = 'easy'",
        "UPDATE sets SET hidden = 2",
        "UPDATE workout SET day = 'today'",
        "UPDATE workout SET id = 'short'",
        "UPDATE workout SET offset_min = 6000",
        "DELETE FROM workout",
        "DELETE FROM exercise",
        "UPDATE action SET state = 9",
    ],
)
def test_the_file_itself_refuses_rows_that_contradict_themselves(store: Store, statement: str) -> None:
    store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute(statement)


# -- the file -------------------------------------------------------------------------------------------------


def test_every_safety_switch_is_set(store: Store) -> None:
    found = {name: (store.one(f"PRAGMA {name}") or (None,))[0] for name in PRAGMAS}
    assert found == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
    }


def test_nobody_else_may_read_the_log(store: Store, log_file: Path) -> None:
    assert log_file.stat().st_mode & 0o777 == 0o600
    assert log_file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in log_file.parent.iterdir()] == [log_file.name]


def test_two_windows_see_each_others_sets(store: Store, log_file: Path, clock: FakeClock) -> None:
    with Store(str(log_file), clock=clock) as other:
        version = other.data_version()
        workout = store.start_workout("", [("deadlift", "Deadlift", [])])
        assert other.data_version() != version
        lift = workout.lifts[0].id
        here = store.log_sets(lift, [work("100", 5)])[0]
        there = other.log_sets(lift, [work("110", 5)])[0]
        assert there.position == here.position + 1
        for window in (store, other):
            found = window.open_workout()
            assert found is not None
            assert found.sets == (here, there)
        assert other.undo() is not None
        assert store.set(there.id) is None


def test_two_windows_writing_at_once_lose_nothing(store: Store, log_file: Path) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    lift = workout.lifts[0].id
    failed: list[BaseException] = []

    def write(load: str) -> None:
        try:
            with Store(str(log_file)) as window:
                for reps in range(1, 26):
                    window.log_sets(lift, [work(load, reps)])[0]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(load,)) for load in ("100", "110")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = store.workout(workout.id)
    assert found is not None
    assert len(found.sets) == 50
    assert sorted(record.position for record in found.sets) == list(range(50))
    for load in ("100", "110"):
        own = [record.what.reps for record in found.sets if record.what.load == kg(load)]
        assert own == list(range(1, 26))


def test_a_set_takes_at_most_600_bytes_with_rating_and_journal(store: Store, log_file: Path, clock: FakeClock) -> None:
    store._connection.execute("PRAGMA synchronous = 0")  # the size is asked for, not the safety
    lift = store.start_workout("", [("deadlift", "Deadlift", [])]).lifts[0].id

    def log(many: int) -> int:
        for _ in range(many):
            clock.advance(150)
            store.rate(store.log_sets(lift, [work("100", 5)])[0].id, QUICK_4)
        return log_file.stat().st_size

    small = log(200)
    assert (log(800) - small) / 800 <= 600


# -- hostile text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("felt 8/10 [/ hips", "felt 8/10 [/ hips"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\x1b]52;c;aGVsbG8=\x07back", "]52;c;aGVsbG8=back"),
        ("\x1b[31mred\x9b0m", "[31mred0m"),
        ("a\x00b", "ab"),
        ("pair\u202egnirts", "pairgnirts"),
        ("e\u0301", "\u00e9"),
        ("'; DROP TABLE sets; --", "'; DROP TABLE sets; --"),
    ],
)
def test_names_and_notes_are_kept_literally_without_control_characters(store: Store, typed: str, kept: str) -> None:
    workout = store.start_workout(typed, [("own:x", typed, [])])
    record = store.log_sets(workout.lifts[0].id, [SetDraft(5, note=typed)])[0]
    hurt = store.note_pain(record.id, Pain(typed, 3))
    store.set_workout_note(workout.id, typed)
    found = store.workout(workout.id)
    assert found is not None
    assert (found.name, found.note, record.what.note) == (kept, kept, kept)
    assert hurt.what.pain == Pain(kept, 3)
    assert [(each.id, each.name) for each in store.own_exercises()] == [("own:x", kept)]
    assert store.edit_set(record.id, SetDraft(5, note=typed)).what.note == kept


@pytest.mark.parametrize("typed", ["\x1b[2Jback", "low\x00 back", "a\u202eb"])
def test_where_it_hurt_is_cleaned_however_it_comes_in(store: Store, typed: str) -> None:
    (record,) = store.log_lift("deadlift", "Deadlift", [SetDraft(5, pain=Pain(typed, 3))])
    edited = store.edit_set(record.id, SetDraft(5, pain=Pain(typed, 4)))
    for pain in (record.what.pain, edited.what.pain):
        assert pain is not None
        assert pain.where.isprintable()


def test_a_name_of_control_characters_alone_leaves_the_key(store: Store) -> None:
    store.log_lift("own:x", "\x1b\x07", [work("60", 5)])
    assert [(each.id, each.name) for each in store.own_exercises()] == [("own:x", "own:x")]


# -- the gateway ----------------------------------------------------------------------------------------------


async def test_what_screens_ask_is_done_in_order(log_file: Path, clock: FakeClock) -> None:
    gateway = Gateway(str(log_file), clock=clock)
    started = await gateway.do(lambda store: store.start_workout("", [("deadlift", "Deadlift", [])]))
    lift = started.lifts[0].id
    waiting = [gateway.submit(lambda store, r=reps: store.log_sets(lift, [work("100", r)])[0]) for reps in range(1, 9)]  # type: ignore[misc]
    assert [each.result().position for each in waiting] == list(range(8))
    with pytest.raises(NotFound):
        await gateway.do(lambda store: store.log_sets("0" * 26, [work("100", 5)])[0])
    again = await gateway.do(lambda store: store.log_sets(lift, [work("100", 9)])[0])
    assert again.position == 8
    gateway.close()
    with Store(str(log_file)) as store:
        assert len(store.sessions("deadlift")[0].sets) == 9


async def test_a_log_that_cannot_be_opened_tells_every_caller(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a log, but somebody's notes")
    gateway = Gateway(str(path))
    for _ in range(2):
        with pytest.raises(StoreError):
            await gateway.do(lambda store: store.open_workout())
    gateway.close()
    assert path.read_text() == "not a log, but somebody's notes"


def test_taking_up_an_exercise_begins_a_workout_in_one_step(store: Store) -> None:
    first = store.take_up("deadlift-conventional", "Deadlift")
    second = store.take_up("squat-back", "Squat")
    workout = store.open_workout()
    assert workout is not None
    assert [lift.id for lift in workout.lifts] == [first, second]
    store.undo()
    store.undo()
    assert store.open_workout() is None
