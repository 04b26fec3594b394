from __future__ import annotations

from collections.abc import Callable

import pytest

from hinge_log.errors import NotFound
from hinge_log.store.action_words import describe_action
from hinge_log.store.lifting import (
    move_lift,
    plan_sets,
    put_supersets,
    set_lift_note,
    skip_lift,
    skipped_lifts,
    swap_lift,
)
from hinge_log.store.store import Store
from hinge_log.training.superset import tags
from hinge_log.training.workout import PlannedSet, SetKind, Workout
from tests.support import kg, work

WARM = PlannedSet(5, kg("60"), kind=SetKind.WARMUP)
FIVES = (PlannedSet(5, kg("100")),) * 3


def begun(store: Store) -> Workout:
    return store.start_workout(
        "A", [("deadlift-conventional", "Deadlift", (WARM, *FIVES)), ("squat-back", "Squat", FIVES), ("own:x", "X", ())]
    )


def now(store: Store) -> Workout:
    found = store.open_workout()
    assert found is not None
    return found


def keys(store: Store) -> list[str]:
    return [lift.exercise for lift in now(store).lifts]


CHANGES: dict[str, Callable[[Store, Workout], object]] = {
    "superset changed": lambda store, w: put_supersets(store, {w.lifts[0].id: 0, w.lifts[1].id: 0}),
    "lift moved": lambda store, w: move_lift(store, w, w.lifts[0].id, 1),
    "exercise swapped": lambda store, w: swap_lift(store, w, w.lifts[0].id, "deadlift-sumo", "Sumo deadlift"),
    "lift skipped": lambda store, w: skip_lift(store, w, w.lifts[1].id),
    "warm-up sets planned": lambda store, w: plan_sets(store, w.lifts[2].id, (WARM, *FIVES)),
    "lift note written": lambda store, w: set_lift_note(store, w.lifts[0].id, "belt on"),
}


@pytest.mark.parametrize("said", CHANGES)
def test_each_change_is_one_step_back_and_one_forth(store: Store, said: str) -> None:
    before = begun(store)
    skipped = skipped_lifts(store, before)
    CHANGES[said](store, before)
    after, then = now(store), skipped_lifts(store, now(store))
    assert (after, then) != (before, skipped)
    undone = store.undo()
    assert undone is not None
    assert describe_action(*undone) == said
    assert (now(store), skipped_lifts(store, now(store))) == (before, skipped)
    assert store.redo() is not None
    assert (now(store), skipped_lifts(store, now(store))) == (after, then)


def test_a_moved_lift_takes_the_place_of_its_neighbour_and_no_more(store: Store) -> None:
    workout = begun(store)
    assert move_lift(store, workout, workout.lifts[2].id, -1)
    assert keys(store) == ["deadlift-conventional", "own:x", "squat-back"]
    assert not move_lift(store, now(store), workout.lifts[0].id, -1)
    assert not move_lift(store, now(store), workout.lifts[1].id, 1)


def test_a_lift_without_sets_becomes_the_other_exercise_with_reps_but_without_loads(store: Store) -> None:
    workout = begun(store)
    assert swap_lift(store, workout, workout.lifts[0].id, "deadlift-sumo", "Sumo deadlift") == workout.lifts[0].id
    lift = now(store).lifts[0]
    assert lift.exercise == "deadlift-sumo"
    assert lift.plan == (PlannedSet(5),) * 3


def test_sets_that_are_done_stay_with_their_exercise(store: Store) -> None:
    workout = begun(store)
    first = workout.lifts[0].id
    store.log_sets(first, [work("60", 5, SetKind.WARMUP), work("100", 5)])
    new = swap_lift(store, now(store), first, "deadlift-sumo", "Sumo deadlift")
    lifts = now(store).lifts
    assert [lift.exercise for lift in lifts] == ["deadlift-conventional", "deadlift-sumo", "squat-back", "own:x"]
    assert lifts[1].id == new
    assert len(lifts[0].sets) == len(lifts[0].plan) == 2
    assert lifts[1].plan == (PlannedSet(5),) * 2


def test_an_unplanned_lift_that_was_swapped_counts_as_finished(store: Store) -> None:
    workout = begun(store)
    put_supersets(store, {workout.lifts[1].id: 0, workout.lifts[2].id: 0})
    store.log_sets(workout.lifts[2].id, [work("20", 5)])
    swap_lift(store, now(store), workout.lifts[2].id, "squat-front", "Front squat")
    old, new = now(store).lifts[2:]
    assert len(old.plan) == 1
    assert new.superset == 0


def test_the_lift_that_is_done_instead_takes_the_place_in_the_superset(store: Store) -> None:
    workout = store.start_workout("A", [(f"own:{name}", name, FIVES) for name in "xyz"])
    put_supersets(store, {lift.id: 0 for lift in workout.lifts})
    store.log_sets(workout.lifts[1].id, [work("20", 5)])
    new = swap_lift(store, now(store), workout.lifts[1].id, "squat-front", "Front squat")
    first, _, last = workout.lifts
    assert tags(now(store)) == {first.id: "A1", new: "A2", last.id: "A3"}


def test_logging_in_a_skipped_lift_takes_it_up_again_and_undo_skips_it_again(store: Store) -> None:
    workout = begun(store)
    lift = workout.lifts[1].id
    skip_lift(store, workout, lift)
    assert skipped_lifts(store, now(store)) == {lift}
    store.log_sets(lift, [work("100", 5)])
    assert skipped_lifts(store, now(store)) == frozenset()
    store.undo()
    assert skipped_lifts(store, now(store)) == {lift}
    skip_lift(store, now(store), lift, skip=False)
    assert skipped_lifts(store, now(store)) == frozenset()


def test_skips_of_an_earlier_workout_are_forgotten(store: Store) -> None:
    workout = begun(store)
    skip_lift(store, workout, workout.lifts[0].id)
    store.finish_workout(workout.id)
    fresh = begun(store)
    assert skipped_lifts(store, fresh) == frozenset()
    skip_lift(store, fresh, fresh.lifts[1].id)
    kept = store.setting("skipped")
    assert isinstance(kept, dict)
    assert set(kept) == {fresh.lifts[1].id}


def test_whatever_stands_in_the_setting_nothing_breaks(store: Store) -> None:
    workout = begun(store)
    for odd in ("x", [1], {workout.lifts[0].id: "many"}, {"no such lift": 1}):
        store.put_setting("skipped", odd)
        assert skipped_lifts(store, workout) == frozenset()


def test_a_lift_that_another_window_removed_is_named(store: Store) -> None:
    workout = begun(store)
    with pytest.raises(NotFound):
        move_lift(store, workout, "gone", 1)


def test_a_note_is_cleaned(store: Store) -> None:
    workout = begun(store)
    set_lift_note(store, workout.lifts[0].id, "belt\x1b[2J on")
    assert "\x1b" not in now(store).lifts[0].note
