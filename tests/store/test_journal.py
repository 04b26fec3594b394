from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hinge_log.errors import StoreError
from hinge_log.store.action_words import describe_action
from hinge_log.store.journal import Action, changes_of
from hinge_log.store.safety.doctor import check
from hinge_log.store.store import Store
from hinge_log.training.workout import Form, Pain, PlannedSet, SetDraft
from tests.store.actions import Dump, drafts, dump, forms, pains, steps
from tests.support import CHECKED_3, QUICK_4, FakeClock, kg, work

KEYS = ["deadlift", "rdl", "hip-thrust", "own:farmer-s-walk"]


class Undoing(RuleBasedStateMachine):
    """Whatever was done, undo walks back through every state of the log and redo forward again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FakeClock()
        self.store = Store(str(self.folder / "log.db"), clock=self.clock)
        self.store._connection.execute("PRAGMA synchronous = 0")
        self.past: list[Dump] = [dump(self.store)]
        self.future: list[Dump] = []

    def teardown(self) -> None:
        for expected in reversed(self.past[:-1]):
            assert self.store.undo() is not None
            assert dump(self.store) == expected
        assert self.store.undo() is None
        for expected in [*self.past[1:], *reversed(self.future)]:
            assert self.store.redo() is not None
            assert dump(self.store) == expected
        assert self.store.redo() is None
        assert self.store.rows("PRAGMA foreign_key_check") == []
        self.store.close()
        shutil.rmtree(self.folder)

    def did(self) -> None:
        """Take note of the state after an action; one that changed nothing is no step."""
        self.clock.advance(30)
        now = dump(self.store)
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    def sets(self) -> list[str]:
        return [str(row[0]) for row in self.store.rows("SELECT id FROM sets WHERE hidden = 0 ORDER BY rowid")]

    def lifts(self) -> list[str]:
        return [str(row[0]) for row in self.store.rows("SELECT id FROM lift WHERE hidden = 0 ORDER BY rowid")]

    def workouts(self) -> list[str]:
        return [str(row[0]) for row in self.store.rows("SELECT id FROM workout WHERE hidden = 0 ORDER BY rowid")]

    @initialize()
    def begin(self) -> None:
        self.store.start_workout("Monday", [("deadlift", "Deadlift", [PlannedSet(5, kg("100"))] * 3)])
        self.did()

    @rule(key=st.sampled_from(KEYS))
    def start(self, key: str) -> None:
        self.store.start_workout("", [(key, key, [])])
        self.did()

    @rule(given=st.lists(drafts, min_size=1, max_size=3), data=st.data())
    @precondition(lambda self: self.lifts())
    def log(self, given: list[SetDraft], data: st.DataObject) -> None:
        self.store.log_sets(data.draw(st.sampled_from(self.lifts())), given)
        self.did()

    @rule(given=drafts, key=st.sampled_from(KEYS))
    def log_lift(self, given: SetDraft, key: str) -> None:
        self.store.log_lift(key, key, [given])
        self.did()

    @rule(given=st.one_of(st.none(), forms), data=st.data())
    @precondition(lambda self: self.sets())
    def rate(self, given: Form | None, data: st.DataObject) -> None:
        self.store.rate(data.draw(st.sampled_from(self.sets())), given)
        self.did()

    @rule(given=st.one_of(st.none(), pains), data=st.data())
    @precondition(lambda self: self.sets())
    def pain(self, given: Pain | None, data: st.DataObject) -> None:
        self.store.note_pain(data.draw(st.sampled_from(self.sets())), given)
        self.did()

    @rule(given=drafts, data=st.data())
    @precondition(lambda self: self.sets())
    def edit(self, given: SetDraft, data: st.DataObject) -> None:
        self.store.edit_set(data.draw(st.sampled_from(self.sets())), given)
        self.did()

    @rule(data=st.data())
    @precondition(lambda self: self.sets())
    def delete_set(self, data: st.DataObject) -> None:
        self.store.delete_set(data.draw(st.sampled_from(self.sets())))
        self.did()

    @rule(key=st.sampled_from(KEYS), data=st.data())
    @precondition(lambda self: self.workouts())
    def add_lift(self, key: str, data: st.DataObject) -> None:
        self.store.add_lift(data.draw(st.sampled_from(self.workouts())), key, key)
        self.did()

    @rule(data=st.data())
    @precondition(lambda self: self.workouts())
    def finish(self, data: st.DataObject) -> None:
        self.store.finish_workout(data.draw(st.sampled_from(self.workouts())))
        self.did()

    @rule(data=st.data())
    @precondition(lambda self: self.workouts())
    def delete_workout(self, data: st.DataObject) -> None:
        self.store.delete_workout(data.draw(st.sampled_from(self.workouts())))
        self.did()

    @rule(text=st.text(max_size=20), data=st.data())
    @precondition(lambda self: self.workouts())
    def note(self, text: str, data: st.DataObject) -> None:
        self.store.set_workout_note(data.draw(st.sampled_from(self.workouts())), text)
        self.did()

    @rule(unit=st.sampled_from(["kg", "lb"]))
    def setting(self, unit: str) -> None:
        self.store.put_setting("gym", {"unit": unit})
        self.did()

    @rule()
    def undo(self) -> None:
        found = self.store.undo()
        assert (found is None) == (len(self.past) == 1)
        if found is not None:
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        found = self.store.redo()
        assert (found is None) == (not self.future)
        if found is not None:
            self.past.append(self.future.pop())

    @rule(minutes=st.integers(-90, 90))
    def time_goes_wrong(self, minutes: int) -> None:
        self.clock.advance(60 * minutes)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store(str(self.folder / "log.db"), clock=self.clock)

    @invariant()
    def the_log_is_as_expected(self) -> None:
        assert dump(self.store) == self.past[-1]
        assert steps(self.store) == len(self.past) - 1


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


WRITING: dict[str, Callable[[Store, str, str, str], object]] = {
    "start_workout": lambda store, w, lift, s: store.start_workout("Next", [("rdl", "RDL", [PlannedSet(8)])]),
    "add_lift": lambda store, w, lift, s: store.add_lift(w, "own:sled", "Sled", [PlannedSet(5)]),
    "finish_workout": lambda store, w, lift, s: store.finish_workout(w),
    "set_workout_note": lambda store, w, lift, s: store.set_workout_note(w, "heavy day"),
    "delete_workout": lambda store, w, lift, s: store.delete_workout(w),
    "log_sets": lambda store, w, lift, s: store.log_sets(lift, [work("60", 5), work("80", 3)]),
    "log_set": lambda store, w, lift, s: store.log_sets(lift, [work("60", 5)])[0],
    "log_lift": lambda store, w, lift, s: store.log_lift("own:sled", "Sled", [work("60", 5)]),
    "rate": lambda store, w, lift, s: store.rate(s, CHECKED_3),
    "note_pain": lambda store, w, lift, s: store.note_pain(s, Pain("low back", 4)),
    "edit_set": lambda store, w, lift, s: store.edit_set(s, work("97.5", 4)),
    "delete_set": lambda store, w, lift, s: store.delete_set(s),
    "put_setting": lambda store, w, lift, s: store.put_setting("gym", {"unit": "lb"}),
}


@pytest.mark.parametrize("method", WRITING)
def test_one_key_is_one_step_to_undo(store: Store, method: str) -> None:
    workout = store.start_workout("Monday", [("deadlift", "Deadlift", [])])
    record = store.log_sets(workout.lifts[0].id, [work("100", 5)])[0]
    store.rate(record.id, QUICK_4)
    before, done = dump(store), steps(store)
    WRITING[method](store, workout.id, workout.lifts[0].id, record.id)
    after = dump(store)
    assert after != before
    assert steps(store) == done + 1
    assert store.undo() is not None
    assert dump(store) == before
    assert store.redo() is not None
    assert dump(store) == after


def test_doing_something_new_gives_up_what_was_undone(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    store.log_sets(workout.lifts[0].id, [work("100", 5)])
    store.undo()
    store.log_sets(workout.lifts[0].id, [work("60", 5)])
    assert store.redo() is None
    assert [record.what for record in store.sessions("deadlift")[0].sets] == [work("60", 5)]


def test_an_edit_that_changes_nothing_does_not_cost_the_redo(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    record = store.log_sets(workout.lifts[0].id, [work("100", 5)])[0]
    store.log_sets(workout.lifts[0].id, [work("110", 5)])
    store.undo()
    store.edit_set(record.id, work("100", 5))
    assert store.redo() is not None
    assert len(store.sessions("deadlift")[0].sets) == 2


def test_undo_says_what_it_took_back(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    record = store.log_sets(workout.lifts[0].id, [work("100", 5)])[0]
    store.rate(record.id, QUICK_4)
    said = []
    while (found := store.undo()) is not None:
        said.append(describe_action(*found))
    assert said == ["form 4", "set 100 kg × 5", "workout started"]


def test_several_sets_at_once_are_told_as_one(store: Store) -> None:
    store.log_lift("deadlift", "Deadlift", [work("100", 5), work("100", 4)])
    found = store.undo()
    assert found is not None
    assert describe_action(*found) == "2 sets, the first 100 kg × 5"


def test_the_journal_keeps_what_undo_took_away(store: Store) -> None:
    store.log_lift("deadlift", "Deadlift", [work("100", 5)])
    store.undo()
    number = store.one("SELECT id FROM action WHERE kind = 'log'")
    assert number is not None
    kept = changes_of(store._connection, int(str(number[0])))
    after = next(change.after for change in kept if change.entity == "sets")
    assert after is not None
    assert (after["load_g"], after["reps"]) == (100_000, 5)


def test_the_journal_runs_forward_when_the_clock_runs_back(store: Store, clock: FakeClock) -> None:
    store.put_setting("a", 1)
    clock.set("2020-01-01T00:00:00+00:00")
    store.put_setting("b", 2)
    store.undo()
    clocks = [int(str(row[0])) for row in store.rows("SELECT clock FROM action ORDER BY id")]
    assert len(clocks) == 3
    assert all(a < b for a, b in pairwise(clocks))


def test_a_setting_with_several_values_is_written_value_by_value(store: Store) -> None:
    store.put_setting("gym", {"unit": "lb", "bar": "45"})
    before = dump(store)
    store.put_setting("gym", {"unit": "lb"})
    assert store.setting("gym") == {"unit": "lb"}
    store.undo()
    assert dump(store) == before
    assert store.setting("gym") == {"unit": "lb", "bar": "45"}
    store.put_setting("gym", {"unit": "lb", "bar": "35"})
    (change,) = store.rows("SELECT row, after FROM change ORDER BY action DESC, number DESC LIMIT 1")
    assert change == ("gym.bar", '{"value":"\\"35\\""}')


def test_an_exercise_that_was_made_and_undone_can_be_made_again(store: Store) -> None:
    store.log_lift("own:sled", "Sled", [work("60", 5)])
    store.undo()
    assert store.own_exercises() == ()
    store.log_lift("own:sled", "Sled", [work("80", 5)])
    assert [exercise.name for exercise in store.own_exercises()] == ["Sled"]


def test_a_foreign_table_in_the_journal_is_not_written(store: Store) -> None:
    with store.action("setting") as action:
        action.insert("setting", {"key": "gym", "value": "1"})
    store._connection.execute("UPDATE change SET entity = 'sqlite_master'")
    with pytest.raises(StoreError, match="journal of action 1 is damaged"):
        store.undo()
    assert store.setting("gym") == 1


@pytest.mark.parametrize(
    "after",
    [
        '{"note = (SELECT 1), load_g":5}', '{"no_column":1}', "{{}", "{[1]}", '{"value":' + "[" * 200_000 + "}",
        '{"value":1000000000000000000000000000000}', '{"value":[1]}', '{"value":{"a":1}}', '{"value":true}x}',
    ],
)  # fmt: skip
def test_a_hostile_row_of_the_journal_is_refused_by_undo(store: Store, after: str) -> None:
    store.put_setting("gym", 1)
    store.put_setting("gym", 2)
    store._connection.execute("UPDATE change SET before = ? WHERE action = 2", (after,))
    with pytest.raises(StoreError):
        store.undo()
    assert store.setting("gym") == 2


def test_an_action_without_changes_leaves_no_trace(store: Store) -> None:
    with store.action("edit") as action:
        assert isinstance(action, Action)
        action.update("sets", "0" * 26, {"hidden": 1})
    assert store.rows("SELECT * FROM action") == []


@pytest.mark.parametrize(
    ("column", "value"), [("clock", (1 << 63) - 1), ("device", (1 << 63) - 1), ("id", (1 << 63) - 1)]
)
def test_an_action_that_nothing_can_follow_is_named_and_refused_in_words(
    store: Store, log_file: Path, column: str, value: int
) -> None:
    store.put_setting("gym", 1)
    store._connection.execute("PRAGMA foreign_keys = 0")
    store._connection.execute(f"UPDATE action SET {column} = ?", (value,))
    if column == "id":
        store._connection.execute("UPDATE change SET action = ?", (value,))
    store.close()
    report = check(str(log_file))
    assert not report.healthy
    assert any(f"({column})" in each.text for each in report.findings)
    with Store(str(log_file)) as again, suppress(StoreError):
        again.put_setting("gym", 2)
