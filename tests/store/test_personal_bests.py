from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store import personal_bests as reading
from hinge_log.store.bodyweights import add_bodyweight
from hinge_log.store.history import add_past_workout, move_workout
from hinge_log.store.personal_bests import bests_of, records_of
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.records import PersonalBest, bests, effort_of
from hinge_log.training.workout import Basis, Form, SetDraft, SetKind, Workout
from tests.support import moment, work

DEADLIFT = "deadlift-conventional"
CLEAN = Form(4, Basis.CHECKED, checklist="deadlift", version=1, percent=90, clean=True)


def past(store: Store, day: str, *drafts: SetDraft) -> Workout:
    return add_past_workout(store, moment(f"{day}T10:00:00+00:00"), [(DEADLIFT, "Deadlift")], drafts)


def told(store: Store, catalogue: Catalogue, workout: Workout) -> list[tuple[str, float]]:
    exercise = catalogue.exercises[DEADLIFT]
    return [(r.best.kind, r.best.value) for r in records_of(store, exercise, workout)]


def test_a_workout_is_compared_with_what_came_before_it(store: Store, catalogue: Catalogue) -> None:
    first = past(store, "2026-01-05", work("100", 5))
    second = past(store, "2026-01-12", work("105", 5), work("60", 5, SetKind.WARMUP))
    third = past(store, "2026-01-19", work("102.5", 5))

    assert told(store, catalogue, first) == []
    assert [kind for kind, _ in told(store, catalogue, second)] == ["load", "e1rm", "volume"]
    assert told(store, catalogue, third) == []


def test_a_moved_or_deleted_workout_is_no_longer_in_the_way(store: Store, catalogue: Catalogue) -> None:
    heavy = past(store, "2026-01-05", work("120", 5))
    past(store, "2026-01-06", work("90", 5))
    now = past(store, "2026-01-12", work("100", 5))
    assert told(store, catalogue, now) == []

    move_workout(store, heavy.id, moment("2026-02-01T10:00:00+00:00").day)
    assert told(store, catalogue, now)
    store.undo()
    assert told(store, catalogue, now) == []
    store.delete_workout(heavy.id)
    assert told(store, catalogue, now)


loads = st.sampled_from([Load.of(str(n * 5), "kg", body=body) for n in range(-4, 9) for body in (False, True)])
drafts = st.builds(
    SetDraft,
    st.sampled_from([None, 0, 1, 3, 5, 12]),
    st.one_of(st.none(), loads),
    st.sampled_from([None, 30]),
    st.none(),
    st.sampled_from(list(SetKind)),
    st.sampled_from([None, 8.0]),
    form=st.sampled_from([None, CLEAN, Form(5, Basis.QUICK)]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(drafts, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
def test_the_database_finds_what_all_sets_together_show(
    store: Store, catalogue: Catalogue, sessions: list[list[SetDraft]], is_weighed: bool
) -> None:
    exercise = Exercise("own:tried", "Tried", "own", own=True)
    start = moment("2026-01-01T10:00:00+00:00")
    weighing = add_bodyweight(store, Load.of("80", "kg"), at=start) if is_weighed else None
    made = [add_past_workout(store, start, [(exercise.id, "Tried")], each) for each in sessions]
    sets = [record for workout in made for record in workout.sets]
    efforts = [effort for record in sets if (effort := effort_of(record)) is not None]
    volumes = [
        PersonalBest("volume", total, start.day)
        for workout in made
        if (total := sum(
            max(0, each.what.load.grams + 80_000 * each.what.load.body) * each.what.reps
            for each in workout.sets
            if each.what.kind.counts and each.what.load and each.what.reps
            if is_weighed or not each.what.load.body
        ))
    ]  # fmt: skip

    assert bests_of(store, exercise) == bests(exercise, efforts, volumes)
    for workout in made:
        store.delete_workout(workout.id)
    if weighing is not None:
        with store.action("delete bodyweight") as action:
            action.update("bodyweight", weighing.id, {"hidden": 1})


def test_no_more_is_read_than_the_sets_of_the_lift(store: Store) -> None:
    past(store, "2026-01-05", work("100", 5))
    for query in (reading._EFFORTS, reading._VOLUME):
        plan = [str(row[-1]) for row in store.rows(f"EXPLAIN QUERY PLAN {query}", DEADLIFT, 100_000, "")]

        assert not any(step.startswith("SCAN") for step in plan), plan
        assert any("sets_by_exercise" in step for step in plan), plan
