from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.errors import Ambiguous, NeedsDecision, NotFound
from hinge_log.exchange import jsonl
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store import naming
from hinge_log.store.connection import connect, migrate
from hinge_log.store.merging import add_log
from hinge_log.store.migrations import SCHEMA, STEPS
from hinge_log.store.plan_rows import days_json, days_of
from hinge_log.store.plans import (
    active,
    all_plans,
    day_done,
    delete_plan,
    find_plan,
    move_plan,
    next_day,
    plan_time,
    put_plan,
    set_week,
    start_day,
    use_plan,
)
from hinge_log.store.safety import doctor
from hinge_log.store.safety.backup import listed, verify
from hinge_log.store.safety.dump import documents
from hinge_log.store.safety.files import make_file
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from hinge_log.training.load import Load
from hinge_log.training.plan import Day, Plan, PlanLift, PlanSet, PlanWeek
from hinge_log.training.workout import SetDraft, SetKind
from tests.content import content_hash
from tests.store.actions import dump, steps
from tests.support import FakeClock, kg, work
from tests.training import plans

DEADLIFT, SQUAT = "deadlift-conventional", "squat-back"
HINGE = Plan(
    "",
    "Hinge",
    (
        Day(
            "A",
            (
                PlanLift(
                    DEADLIFT,
                    (PlanSet(5, load=kg("60"), kind=SetKind.WARMUP), *(PlanSet(5, percent=75.0),) * 2),
                    "long spine",
                ),
                PlanLift(SQUAT, (PlanSet(8),), superset=1),
                PlanLift("row-seal", (PlanSet(8),), superset=1),
            ),
        ),
        Day("B", (PlanLift("swing-two-hand", (PlanSet(10),) * 5),)),
    ),
)


@pytest.fixture
def known(catalogue: Catalogue) -> Callable[[str], Exercise]:
    return catalogue.exercises.__getitem__


@pytest.fixture
def hinge(store: Store) -> Plan:
    return put_plan(store, HINGE)


def done(store: Store, plan: Plan, day: int, known: Callable[[str], Exercise]) -> None:
    """Do one set of a day and close it."""
    workout = start_day(store, plan, day, known)
    store.log_sets(workout.lifts[0].id, [SetDraft(5)])
    store.finish_workout(workout.id)


def test_a_plan_is_kept_as_it_was_given(store: Store, hinge: Plan) -> None:
    assert replace(hinge, id="") == HINGE
    assert all_plans(store) == (hinge,)
    assert find_plan(store, "hinge") == find_plan(store, hinge.id) == find_plan(store, "Hi") == hinge


@given(plans.any_plans())
def test_days_come_back_from_the_log_as_they_were(made: Plan) -> None:
    assert days_of(days_json(made.days), {}, "") == made.days


def test_every_change_of_a_plan_is_one_step_back_and_forth(store: Store, hinge: Plan) -> None:
    second = put_plan(store, replace(HINGE, name="Second"))
    changes: list[Callable[[], object]] = [
        lambda: put_plan(store, replace(hinge, name="Other", days=hinge.days[:1])),
        lambda: move_plan(store, second.id, -1),
        lambda: use_plan(store, second.id),
        lambda: use_plan(store, hinge.id),
        lambda: delete_plan(store, hinge.id),
        lambda: use_plan(store, None),
        lambda: start_day(store, second, 0, lambda key: Exercise(key, key, "own")),
    ]
    seen = [dump(store)]
    for change in changes:
        before = steps(store)
        change()
        assert steps(store) == before + 1
        seen.append(dump(store))
    for state in reversed(seen[:-1]):
        store.undo()
        assert dump(store) == state
    for state in seen[1:]:
        store.redo()
        assert dump(store) == state


def test_plans_stand_in_the_order_they_were_put_in(store: Store, hinge: Plan) -> None:
    for name in ("B", "C"):
        put_plan(store, replace(HINGE, name=name))
    move_plan(store, hinge.id, 1)
    assert [each.name for each in all_plans(store)] == ["B", "Hinge", "C"]
    move_plan(store, hinge.id, 9)
    assert [each.name for each in all_plans(store)] == ["B", "C", "Hinge"]


def test_a_plan_that_makes_no_sense_or_is_there_already_is_refused(store: Store, hinge: Plan) -> None:
    before = dump(store)
    with pytest.raises(NeedsDecision, match="no day"):
        put_plan(store, Plan("", "Empty"))
    with pytest.raises(NeedsDecision, match="already"):
        put_plan(store, replace(HINGE, name="HINGE"))
    assert dump(store) == before
    assert put_plan(store, replace(hinge, name="HINGE")).name == "HINGE"


def test_a_name_that_may_be_two_plans_is_not_guessed(store: Store, hinge: Plan) -> None:
    put_plan(store, replace(HINGE, name="Hinge heavy"))
    assert find_plan(store, "hinge") == hinge
    with pytest.raises(Ambiguous):
        find_plan(store, "hin")
    with pytest.raises(NotFound):
        find_plan(store, "pull")


def test_a_day_begins_with_its_lifts_loads_notes_and_supersets(
    store: Store, hinge: Plan, known: Callable[[str], Exercise], clock: FakeClock
) -> None:
    store.log_lift(DEADLIFT, "Deadlift", [work("100", 5)])
    opened = store.open_workout()
    assert opened is not None
    store.finish_workout(opened.id)
    clock.advance(86_400)

    before = steps(store)
    workout = start_day(store, hinge, 0, known)

    assert steps(store) == before + 1
    assert (workout.name, workout.open) == ("Hinge A", True)
    deadlift, squat, row = workout.lifts
    assert [(each.reps, each.load, each.kind) for each in deadlift.plan] == [
        (5, kg("60"), SetKind.WARMUP),
        (5, kg("87.5"), SetKind.WORKING),  # 75 % of 116.67 is 87.50
        (5, kg("87.5"), SetKind.WORKING),
    ]
    assert deadlift.note == "long spine"
    assert (deadlift.superset, squat.superset, row.superset) == (None, 1, 1)
    assert squat.plan[0].load is None
    assert day_done(store, workout.id) == (hinge.id, "A")


def test_percentages_are_loaded_with_the_bar_of_the_exercise(
    store: Store, hinge: Plan, known: Callable[[str], Exercise], clock: FakeClock
) -> None:
    store.put_setting("gym", {"unit": "kg", "bar": "20", "plates": ["20", "10"]})
    store.log_lift(DEADLIFT, "Deadlift", [work("100", 5)], at=clock.now())
    assert start_day(store, hinge, 0, known).lifts[0].plan[1].load == kg("80")
    with store.action("exercise bar") as action:
        action.update("exercise", store.exercise_number(action, DEADLIFT, "Deadlift"), {"bar_g": 25_000})
    assert start_day(store, hinge, 0, known).lifts[0].plan[1].load == kg("85")


def test_days_take_turns_by_what_was_done(
    store: Store, hinge: Plan, known: Callable[[str], Exercise], clock: FakeClock
) -> None:
    other = put_plan(store, replace(HINGE, name="Other"))
    assert next_day(store, hinge) == 0
    empty = start_day(store, hinge, 0, known)
    store.finish_workout(empty.id)
    assert next_day(store, hinge) == 0, "a workout without a set was not done"
    for _ in range(2):
        for day in range(2):
            clock.advance(86_400)
            done(store, hinge, day, known)
            assert next_day(store, hinge) == 1 - day
    assert next_day(store, other) == 0
    last = store.workouts(limit=1)[0]
    store.delete_workout(last.id)
    assert next_day(store, hinge) == 1


def test_a_deleted_plan_is_in_use_again_when_it_comes_back(store: Store, hinge: Plan) -> None:
    use_plan(store, hinge.id)
    assert active(store) == hinge
    delete_plan(store, hinge.id)
    assert (active(store), all_plans(store)) == (None, ())
    with pytest.raises(NotFound):
        use_plan(store, hinge.id)
    store.undo()
    assert active(store) == hinge
    use_plan(store, None)
    assert active(store) is None


def test_a_merge_of_two_exercises_takes_their_plans_along(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    plan = put_plan(store, Plan("", "A", (Day("", (PlanLift(made.id, (PlanSet(5),), made.id),)),)))
    with pytest.raises(NeedsDecision, match="plan"):
        naming.hide(store, made.id)

    naming.merge(store, made.id, catalogue.exercises[DEADLIFT])

    (lift,) = find_plan(store, plan.id).days[0].lifts
    assert (lift.exercise, lift.sets) == (DEADLIFT, (PlanSet(5),))
    store.undo()
    assert find_plan(store, plan.id) == plan


def test_a_plan_that_still_names_a_merged_exercise_goes_on_with_the_other(store: Store, catalogue: Catalogue) -> None:
    made = naming.make(store, "Bar lift")
    naming.merge(store, made.id, catalogue.exercises[DEADLIFT])
    with store.action("plan") as action:
        days = days_json((Day("", (PlanLift(made.id),)),))
        action.insert("routine", {"id": store.new_id(), "name": "Old", "position": 0, "days": days})
    assert find_plan(store, "Old").days[0].lifts[0].exercise == DEADLIFT


@given(st.lists(plans.any_plans(), max_size=3, unique_by=lambda each: each.name.casefold()))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_plans_go_through_an_export_unchanged(made: list[Plan]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        with Store(str(Path(folder) / "a.db")) as store, Store(str(Path(folder) / "b.db")) as other:
            for each in made:
                use_plan(store, put_plan(store, each).id)
            if made:
                delete_plan(store, all_plans(store)[0].id)
            path.write_text("".join(jsonl.lines(documents(store))), encoding="utf-8")
            add_log(other, jsonl.read(path))
            assert content_hash(other) == content_hash(store)
            assert all_plans(other) == all_plans(store)
            assert active(other) == active(store)


NAMES = st.sampled_from(["name", "lifts", "exercise", "sets", "reps", "percent", "load", "unit"])
ODD = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner),
)


@given(ODD)
def test_odd_rows_are_read_as_far_as_they_make_sense(value: object) -> None:
    days_of(json.dumps([value]), {}, "")
    days_of(json.dumps(value), {}, "")


# -- logs of the first schema --------------------------------------------------------------------------------

OLD = '[{"exercise":"deadlift-conventional","sets":[5,5]}]'


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A log of the first schema with a set and a plan that was changed once, both in the journal."""
    path = tmp_path / "old" / "log.db"
    path.parent.mkdir()
    make_file(str(path))
    with closing(connect(str(path))) as connection:
        migrate(connection, STEPS[:1])
        connection.execute("BEGIN")
        connection.execute("INSERT INTO exercise (id, key, name) VALUES (1, ?, 'Deadlift')", (DEADLIFT,))
        connection.execute("INSERT INTO workout (id, day, started_ms) VALUES (?, 20000, 1728000000000)", ("w" * 26,))
        connection.execute(
            "INSERT INTO lift (id, workout_id, exercise_id, position) VALUES (?, ?, 1, 0)", ("l" * 26, "w" * 26)
        )
        connection.execute(
            "INSERT INTO sets (id, lift_id, exercise_id, day, position, reps) VALUES (?, ?, 1, 20000, 0, 5)",
            ("s" * 26, "l" * 26),
        )
        connection.execute("INSERT INTO routine (id, name, position, lifts) VALUES (?, 'Old', 0, ?)", ("r" * 26, OLD))
        connection.execute("INSERT INTO action (id, clock, device, kind) VALUES (1, 1, 1, 'plan')")
        connection.execute(
            "INSERT INTO change VALUES (1, 0, 'routine', ?, ?, ?)",
            ("r" * 26, json.dumps({"lifts": "[]"}), json.dumps({"lifts": OLD})),
        )
        connection.execute("COMMIT")
    return path


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = sorted(set(names) - {"state"})
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}


def test_a_log_of_the_first_schema_keeps_everything(old: Path) -> None:
    before = rows_of(old)
    with Store(str(old)) as store:
        assert store.one("PRAGMA user_version") == (SCHEMA,)
        assert find_plan(store, "Old").days == (Day("", (PlanLift(DEADLIFT, (PlanSet(5), PlanSet(5))),)),)
    # Columns may be added behind those that were there; tables may be added.
    after = rows_of(old)
    for table, rows in before.items():
        assert [now[: len(was)] for was, now in zip(rows, after[table], strict=True)] == rows
    (kept,) = listed(str(old))
    assert (kept.reason, verify(kept.path).schema) == ("migration", 1)
    assert rows_of(Path(kept.path)) == before


def test_what_was_done_before_the_new_schema_can_still_be_undone(old: Path) -> None:
    with Store(str(old)) as store:
        store.undo()
        assert store.one("SELECT days FROM routine") == ("[]",)
        store.redo()
        assert store.one("SELECT days FROM routine") == (OLD,)


def test_a_rescue_of_a_log_of_the_first_schema_saves_its_plans(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "saved.db"
    rescue(str(old), str(out))
    with Store(str(out)) as store:
        assert store.one("SELECT days FROM routine") == (OLD,)
        assert store.totals().sets == 1


def test_an_export_of_the_first_schema_is_still_taken_in(store: Store, tmp_path: Path) -> None:
    head = {"schema": "hinge-log/1", "kind": "head", "counts": {"routine": 1}}
    line = {"schema": "hinge-log/1", "kind": "routine", "id": "r" * 26, "name": "Old", "position": 0}
    path = tmp_path / "log.jsonl"
    path.write_text(f"{json.dumps(head)}\n{json.dumps({**line, 'lifts': json.loads(OLD)})}\n", encoding="utf-8")
    add_log(store, jsonl.read(path))
    assert find_plan(store, "Old").days[0].lifts[0].exercise == DEADLIFT


def test_loads_in_pounds_keep_what_was_typed(store: Store) -> None:
    load = Load.of("225.0", "lb")
    made = put_plan(store, Plan("", "P", (Day("", (PlanLift(DEADLIFT, (PlanSet(5, load=load),)),)),)))
    assert find_plan(store, made.id).days[0].lifts[0].sets[0].load == load


def test_a_log_brought_up_to_date_agrees_with_the_backup_of_before(old: Path) -> None:
    with Store(str(old)) as store:
        put_plan(store, HINGE)
        store.complete_copy()
    assert doctor.check(str(old)).problems == []


def test_the_week_of_a_plan_and_the_day_it_is_counted_from_are_merged_as_one(store: Store) -> None:
    waves = replace(HINGE, name="Waves", weeks=(PlanWeek(100), PlanWeek(105), PlanWeek(60, deload=True)))
    kept = put_plan(store, waves)
    set_week(store, kept.id, 2)
    change = store.one("SELECT after FROM change WHERE entity = 'routine' ORDER BY action DESC LIMIT 1")
    assert change is not None
    together = json.loads(json.loads(str(change[0]))["progression"])
    assert together == {"weeks_done": 2, "started_day": find_plan(store, kept.id).started_day}
    assert plan_time(store, find_plan(store, kept.id), store.clock.now().day) == (2, 3, 0)
    with store.action("change plan") as action:  # the day in the column came from another device: its week did not
        action.update("routine", kept.id, {"started_day": 1})
    assert plan_time(store, find_plan(store, kept.id), store.clock.now().day) == (2, 3, 0)
