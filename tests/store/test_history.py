from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.clock import to_day
from hinge_log.errors import NeedsDecision, NotFound
from hinge_log.store import history as past
from hinge_log.store.queries import FIRST_DAY
from hinge_log.store.store import Store
from hinge_log.training.workout import SetKind, Workout
from tests.store.actions import dump, steps
from tests.support import QUICK_4, FakeClock, moment, work

DAY = moment("2026-03-10T18:00:00+01:00").day


def done(store: Store, day: str, *loads: str, name: str = "") -> Workout:
    """A closed workout of deadlifts that began at six in the evening of a day."""
    return past.add_past_workout(
        store, moment(f"{day}T18:00:00+01:00"), [("deadlift-conventional", "Deadlift")],
        [work(load, 5) for load in loads], name=name,
    )  # fmt: skip


def test_a_past_workout_stands_on_its_day_and_is_closed(store: Store) -> None:
    workout = done(store, "2026-03-02", "100", "100", name="A")

    assert not workout.open
    assert workout.day == DAY - 8
    assert [record.day for record in workout.sets] == [DAY - 8, DAY - 8]
    assert {record.at_ms for record in workout.sets} == {workout.started_ms}
    assert store.undo() is not None
    assert store.workouts() == []


def test_the_workout_in_progress_is_left_alone_by_all_that_is_done_to_a_past_one(store: Store) -> None:
    now = store.start_workout("Now", [("deadlift-conventional", "Deadlift", [])])
    store.log_sets(now.lifts[0].id, [work("120", 3)])
    before = store.open_workout()
    workout = done(store, "2026-03-02", "100", "105")

    past.add_past_sets(store, workout.lifts[0].id, [work("110", 5)])
    store.add_lift(workout.id, "deadlift-romanian", "Romanian deadlift")
    past.rename_workout(store, workout.id, "Then")
    past.move_workout(store, workout.id, DAY - 3)
    past.delete_lift(store, workout.lifts[0].id)
    store.delete_workout(workout.id)

    assert store.open_workout() == before


def test_a_set_added_later_belongs_to_the_day_of_its_workout(store: Store, clock: FakeClock) -> None:
    workout = done(store, "2026-03-02", "100")
    clock.advance(3 * 86_400)

    (added,) = past.add_past_sets(store, workout.lifts[0].id, [work("110", 5)])

    assert (added.day, added.at_ms, added.position) == (DAY - 8, workout.ended_ms, 1)


def test_a_moved_workout_keeps_its_hour_and_takes_its_sets_along(store: Store) -> None:
    workout = done(store, "2026-03-02", "100", "105")
    store.delete_set(workout.sets[1].id)

    moved = past.move_workout(store, workout.id, DAY - 1)

    assert moved.day == DAY - 1
    assert moved.started_ms - workout.started_ms == 7 * 86_400_000
    assert [record.day for record in moved.sets] == [DAY - 1]
    # The deleted set comes back on the day on which the workout now is.
    assert store.one("SELECT day FROM sets WHERE id = ?", workout.sets[1].id) == (DAY - 1,)
    store.undo()
    again = store.workout(workout.id)
    assert again is not None
    assert (again.day, again.started_ms) == (workout.day, workout.started_ms)


@pytest.mark.parametrize("day", [DAY + 1, DAY + 400, FIRST_DAY - 1])
def test_a_workout_moves_to_no_day_that_cannot_be(store: Store, day: int) -> None:
    workout = done(store, "2026-03-02", "100")

    with pytest.raises(NeedsDecision):
        past.move_workout(store, workout.id, day)

    assert store.workout(workout.id) == workout


def test_a_workout_is_not_added_on_a_day_to_come(store: Store) -> None:
    with pytest.raises(NeedsDecision):
        done(store, "2026-03-11", "100")


def test_the_open_workout_is_not_moved(store: Store) -> None:
    opened = store.start_workout()

    with pytest.raises(NeedsDecision, match="open"):
        past.move_workout(store, opened.id, DAY - 1)


def test_a_lift_that_is_deleted_comes_back_with_its_sets(store: Store) -> None:
    workout = done(store, "2026-03-02", "100", "105")

    past.delete_lift(store, workout.lifts[0].id)
    gone = store.workout(workout.id)
    store.undo()

    assert gone is not None
    assert gone.lifts == ()
    assert store.workout(workout.id) == workout


def test_a_copy_begins_today_with_what_was_done_as_its_plan(store: Store) -> None:
    workout = past.add_past_workout(
        store, moment("2026-03-02T18:00:00+01:00"), [("deadlift-conventional", "Deadlift")],
        [work("60", 5, SetKind.WARMUP), work("100", 5), work("100", 4)], name="A",
    )  # fmt: skip

    copy = past.copy_as_today(store, workout.id)

    assert copy.open
    assert (copy.day, copy.name) == (DAY, "A")
    (lift,) = copy.lifts
    assert lift.sets == ()
    assert [(each.reps, each.load and each.load.value, each.kind) for each in lift.plan] == [
        (5, "60", SetKind.WARMUP), (5, "100", SetKind.WORKING), (4, "100", SetKind.WORKING),
    ]  # fmt: skip
    with pytest.raises(NeedsDecision, match="open"):
        past.copy_as_today(store, workout.id)


def test_a_copy_of_a_one_sided_lift_asks_for_each_set_once(store: Store) -> None:
    sides = [replace(work("16", 8), side=side) for side in "LRLR"]
    workout = past.add_past_workout(
        store, moment("2026-03-02T18:00:00+01:00"), [("deadlift-single-leg-rdl", "Single-leg RDL")], sides
    )

    (lift,) = past.copy_as_today(store, workout.id, {"deadlift-single-leg-rdl"}).lifts

    assert [each.reps for each in lift.plan] == [8, 8]


def test_what_another_window_removed_is_named(store: Store) -> None:
    workout = done(store, "2026-03-02", "100")
    store.delete_workout(workout.id)

    with pytest.raises(NotFound):
        past.move_workout(store, workout.id, DAY)
    with pytest.raises(NotFound):
        past.add_past_sets(store, workout.lifts[0].id, [work("100", 5)])


def test_days_count_working_sets_alone(store: Store) -> None:
    past.add_past_workout(
        store, moment("2026-03-02T18:00:00+01:00"), [("deadlift-conventional", "Deadlift")],
        [work("60", 5, SetKind.WARMUP), work("100", 5), work("100", 5)],
    )  # fmt: skip
    hidden = done(store, "2026-03-03", "100")
    store.delete_workout(hidden.id)
    past.add_past_workout(store, moment("2026-03-04T08:00:00+01:00"), [("deadlift-conventional", "Deadlift")])
    later = done(store, "2026-03-02", "70")
    store.delete_set(later.sets[0].id)

    assert past.day_counts(store, DAY - 30, DAY) == {
        DAY - 8: past.DayCount(2, 2),
        DAY - 6: past.DayCount(1, 0),
    }


@settings(max_examples=15)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=20), st.integers(1, 6), st.data())
def test_the_window_of_workouts_around_one_is_a_piece_of_the_whole_list(
    days: list[int], each_way: int, data: st.DataObject
) -> None:
    # A log of its own: what is drawn must hang on nothing that an example before it has left.
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "log.db"), clock=FakeClock()) as store:
        for day in days:
            done(store, f"2026-02-{day % 28 + 1:02d}", "100")
        whole = [line.id for line in store.workouts(limit=10_000)]
        line = data.draw(st.sampled_from(store.workouts(limit=10_000)))

        window = [each.id for each in past.around(store, (line.day, line.started_ms), each_way)]

        at = whole.index(window[0])
        assert whole[at : at + len(window)] == window
        assert len(window) <= 2 * each_way
        places = past.place_of(store, line.id)
        assert places == (line.day, line.started_ms)


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["move", "name", "sets", "lift", "drop lift", "note"]), st.integers(0, 60)), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(ACTIONS)
def test_each_change_is_one_step_and_goes_back_and_on_without_a_trace(
    store: Store, actions: list[tuple[str, int]]
) -> None:
    workout = done(store, "2026-03-02", "100", "105")
    store.rate(workout.sets[0].id, QUICK_4)
    states, counts = [dump(store)], [steps(store)]
    for kind, number in actions:
        now = store.workout(workout.id)
        assert now is not None
        if kind == "move":
            past.move_workout(store, workout.id, DAY - number)
        elif kind == "name":
            past.rename_workout(store, workout.id, f"Name {number}")
        elif kind == "note":
            store.set_workout_note(workout.id, f"Note {number}")
        elif kind == "lift":
            store.add_lift(workout.id, "deadlift-romanian", "Romanian deadlift")
        elif now.lifts and kind == "sets":
            past.add_past_sets(store, now.lifts[0].id, [work("80", number)])
        elif now.lifts and kind == "drop lift":
            past.delete_lift(store, now.lifts[0].id)
        if dump(store) != states[-1]:
            states.append(dump(store))
            counts.append(steps(store))
    assert [after - before for before, after in pairwise(counts)] == [1] * (len(counts) - 1)
    for state in reversed(states[:-1]):
        store.undo()
        assert dump(store) == state
    for state in states[1:]:
        store.redo()
        assert dump(store) == state


def test_every_action_here_is_told_in_words(store: Store) -> None:
    from hinge_log.store.action_words import describe_action

    workout = done(store, "2026-03-02", "100")
    past.move_workout(store, workout.id, DAY)
    assert describe_action(*(store.undo() or ("", []))) == "workout moved"
    assert describe_action(*(store.undo() or ("", []))) == "past workout added"


def test_the_first_day_of_the_log_is_the_year_1900() -> None:
    from datetime import date

    assert to_day(date(1900, 1, 1)) == FIRST_DAY


def test_the_times_of_a_workout_are_put_right_and_never_end_before_they_begin(store: Store) -> None:
    at = moment("2026-03-01T10:00:00+00:00")
    made = past.add_past_workout(store, at, [("deadlift-conventional", "Deadlift")], [work("100", 5)])

    changed = past.set_times(store, made.id, at.utc_ms - 60_000, at.utc_ms + 60_000)
    assert (changed.ended_ms or 0) - changed.started_ms == 120_000
    with pytest.raises(NeedsDecision):
        past.set_times(store, made.id, at.utc_ms, at.utc_ms - 1)
    store.undo()
    assert store.workout(made.id) == made
