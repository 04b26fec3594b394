from __future__ import annotations

import sqlite3
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.store import history as past
from hinge_log.store.queries import LiftForm, RatingCount
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.training.load import Load
from hinge_log.training.workout import Basis, Form, SetDraft, SetKind
from tests.support import CHECKED_3, kg, moment, work


def rated(label: int) -> Form:
    return Form(label, Basis.QUICK)


def session(store: Store, day: str, *drafts: SetDraft, key: str = "deadlift") -> str:
    """Log a closed workout of one exercise and give its id."""
    record = store.log_lift(key, key, drafts, at=moment(f"{day}T18:00:00+01:00"))[0]
    found = store.one("SELECT workout_id FROM lift WHERE id = ?", record.lift_id)
    assert found is not None
    return str(found[0])


# -- sessions -------------------------------------------------------------------------------------------------


def test_the_last_session_is_that_of_the_latest_day_not_the_one_typed_last(store: Store) -> None:
    session(store, "2026-03-01", work("100", 5))
    session(store, "2026-02-01", work("80", 5))
    days = [each.day for each in store.sessions("deadlift", 5)]
    assert days == [moment("2026-03-01T12:00:00+01:00").day, moment("2026-02-01T12:00:00+01:00").day]


def test_of_two_workouts_on_a_day_the_one_that_began_later_is_the_last(store: Store) -> None:
    for hour, load, count in (("18", "100", 1), ("07", "60", 4)):
        past.add_past_workout(
            store, moment(f"2026-03-01T{hour}:00:00+01:00"), [("deadlift", "Deadlift")], [work(load, 5)] * count
        )
    evening, morning = store.sessions("deadlift", 2)
    assert [each.what for each in evening.sets] == [work("100", 5)]
    assert [each.what for each in morning.sets] == [work("60", 5)] * 4


def test_a_lift_that_was_taken_up_again_in_a_workout_is_the_last_one(store: Store) -> None:
    workout = store.start_workout("", [("deadlift", "Deadlift", []), ("deadlift", "Deadlift", [])])
    for lift, loads in zip(workout.lifts, (("60", "60", "60"), ("100",)), strict=True):
        store.log_sets(lift.id, [work(load, 5) for load in loads])
    (found,) = store.sessions("deadlift")
    assert [each.what for each in found.sets] == [work("100", 5)]


def test_the_last_session_is_found_without_sorting_all_the_others(store: Store) -> None:
    statements: list[str] = []
    session(store, "2026-03-01", work("100", 5))
    store._connection.set_trace_callback(statements.append)
    store.sessions("deadlift")
    store._connection.set_trace_callback(None)
    statement = next(each for each in statements if "ORDER BY s.day" in each)
    plan = [str(row[3]) for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]
    assert plan[0] == "SEARCH s USING INDEX sets_by_exercise (exercise_id=?)"
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_a_session_gives_its_sets_in_the_order_in_which_they_were_done(store: Store) -> None:
    session(store, "2026-03-01", work("60", 8, SetKind.WARMUP), work("100", 5), work("90", 6))
    (found,) = store.sessions("deadlift")
    assert [each.what for each in found.sets] == [work("60", 8, SetKind.WARMUP), work("100", 5), work("90", 6)]


def test_the_workout_in_progress_is_not_its_own_last_time(store: Store) -> None:
    session(store, "2026-03-01", work("100", 5))
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    store.log_sets(workout.lifts[0].id, [work("110", 5)])
    (found,) = store.sessions("deadlift", 1, without=workout.id)
    assert found.sets[0].what == work("100", 5)


def test_a_limit_counts_sessions_not_sets(store: Store) -> None:
    for day in ("01", "03", "05"):
        session(store, f"2026-03-{day}", *[work("100", 5)] * 4)
    assert [len(each.sets) for each in store.sessions("deadlift", 2)] == [4, 4]


def test_nobody_did_an_exercise_that_is_not_in_the_log(store: Store) -> None:
    assert store.sessions("deadlift") == []
    assert list(store.exercise_sets("deadlift")) == []
    assert store.heaviest("deadlift") is None
    assert store.workouts(exercise="deadlift") == []
    assert store.totals("deadlift").sets == 0


def test_what_was_deleted_is_gone_from_every_page(store: Store) -> None:
    kept = session(store, "2026-03-01", work("100", 5))
    gone = session(store, "2026-03-03", SetDraft(5, kg("200"), form=rated(2)))
    store.delete_workout(gone)
    assert [each.workout_id for each in store.sessions("deadlift", 9)] == [kept]
    assert [each.id for each in store.workouts()] == [kept]
    assert [workout_id for workout_id, _ in store.exercise_sets("deadlift")] == [kept]
    assert store.heaviest("deadlift") == 100_000
    assert store.form_since(0) == []
    assert store.totals().sets == 1
    assert store.used_exercises() == [("deadlift", moment("2026-03-01T12:00:00+01:00").day)]
    assert store.workout(gone) is None
    assert store.rows("SELECT load FROM set_log") == [("100",)]


def test_a_deleted_set_is_in_no_count(store: Store) -> None:
    records = store.log_lift("deadlift", "Deadlift", [work("100", 5), work("200", 5)])
    store.delete_set(records[1].id)
    assert store.heaviest("deadlift") == 100_000
    assert store.totals().volume_g == 500_000
    assert store.workouts()[0].sets == 1
    assert store.set(records[1].id) is None


# -- lists and counts -----------------------------------------------------------------------------------------


def test_a_workout_line_counts_and_takes_the_median_of_working_sets(store: Store) -> None:
    session(
        store,
        "2026-03-01",
        SetDraft(8, kg("60"), kind=SetKind.WARMUP, form=rated(1)),
        SetDraft(5, kg("100"), form=rated(5)),
        SetDraft(5, kg("100"), form=rated(4)),
        work("100", 5),
    )
    (line,) = store.workouts()
    assert (line.sets, line.working, line.form) == (4, 3, 4.5)


def test_pages_of_workouts_follow_one_another_without_gap_or_overlap(store: Store) -> None:
    made = [session(store, f"2026-0{1 + n // 20}-{1 + n % 20:02}", work("100", 5)) for n in range(40)]
    seen: list[str] = []
    before = None
    while page := store.workouts(limit=7, before=before):
        seen += [line.id for line in page]
        before = (page[-1].day, page[-1].started_ms)
    assert seen == made[::-1]


def test_workouts_of_one_exercise_and_since_a_day(store: Store) -> None:
    session(store, "2026-03-01", work("100", 5))
    second = session(store, "2026-03-03", work("60", 8), key="rdl")
    assert [line.id for line in store.workouts(exercise="rdl")] == [second]
    assert [line.id for line in store.workouts(since=moment("2026-03-02T12:00:00+01:00").day)] == [second]


def test_form_of_every_exercise(store: Store) -> None:
    session(store, "2026-01-01", SetDraft(5, kg("100"), form=rated(1)))
    session(store, "2026-03-01", SetDraft(5, kg("100"), form=rated(5)), SetDraft(5, kg("100"), form=rated(2)))
    session(store, "2026-03-03", SetDraft(5, kg("100"), form=rated(4)))
    session(store, "2026-03-03", SetDraft(5, kg("60"), form=rated(3)), key="rdl")
    found = store.form_since(moment("2026-02-01T12:00:00+01:00").day)
    none, one = RatingCount(), RatingCount(1)
    assert found == [
        LiftForm("deadlift", 2, none, RatingCount(3, 4), 2, False),
        LiftForm("rdl", 1, none, one, 3, False),
    ]


def test_quick_and_checked_ratings_have_medians_of_their_own(store: Store) -> None:
    checked = [SetDraft(5, kg("100"), form=Form(label, Basis.CHECKED)) for label in (5, 5, 4)]
    session(store, "2026-03-01", *checked, SetDraft(5, kg("100"), form=rated(1)), SetDraft(5, kg("100"), form=rated(2)))
    assert store.form_since(0) == [LiftForm("deadlift", 1, RatingCount(3, 5), RatingCount(2, 1.5), 1, False)]
    session(store, "2026-03-01", SetDraft(5, kg("60"), form=Form(2, Basis.CHECKED)), key="rdl")
    assert store.form_since(0)[1][-2:] == (2, True)  # the worst is of a checked set


@given(st.lists(st.integers(1, 5), min_size=1, max_size=7))
@examples(max_examples=20)
def test_the_median_is_that_of_the_statistics_module(
    tmp_path_factory: pytest.TempPathFactory, labels: list[int]
) -> None:
    with Store(str(tmp_path_factory.mktemp("median") / "log.db")) as store:
        store.log_lift("deadlift", "Deadlift", [SetDraft(5, kg("100"), form=rated(label)) for label in labels])
        assert store.form_since(0)[0].quick.median == (median(labels) if len(labels) > 1 else None)
        assert store.workouts()[0].form == (median(labels) if len(labels) > 1 else None)


def test_totals(store: Store) -> None:
    session(store, "2026-03-01", work("60", 8, SetKind.WARMUP), work("100", 5), SetDraft(seconds=40))
    session(store, "2026-03-04", SetDraft(10, Load.of("100", "lb")), key="rdl")
    total = store.totals()
    assert (total.workouts, total.sets, total.warmup_sets, total.exercises) == (2, 4, 1, 2)
    assert (total.first, total.last) == (
        moment("2026-03-01T12:00:00+01:00").day,
        moment("2026-03-04T12:00:00+01:00").day,
    )
    assert total.volume_g == 60_000 * 8 + 100_000 * 5 + 45_359 * 10
    assert store.totals("rdl").volume_g == 453_590
    assert store.totals("rdl").workouts == 1


def test_the_heaviest_load_was_lifted(store: Store) -> None:
    session(store, "2026-03-01", work("100", 5), work("200", 0), SetDraft(5, Load.of("250", "kg", body=True)))
    assert store.heaviest("deadlift") == 100_000


def test_own_exercises_are_told_from_those_of_the_catalogue(store: Store) -> None:
    session(store, "2026-03-01", work("100", 5))
    session(store, "2026-03-01", work("40", 10), key="own:sled")
    assert [(each.id, each.name) for each in store.own_exercises()] == [("own:sled", "own:sled")]


def test_settings_come_back_as_they_were(store: Store) -> None:
    for value in ({"unit": "lb", "plates": ["45", "25"]}, [1, 2.5, None], "x", 0, False):
        store.put_setting("any", value)
        assert store.setting("any") == value
    assert store.setting("other") is None


def test_where_a_screen_was_is_no_step_to_undo(store: Store) -> None:
    store.put_state("rest", 12)
    assert store.undo() is None
    assert store.state("rest") == 12


# -- speed that does not depend on the size of the log --------------------------------------------------------


def asked(store: Store, catalogue: Catalogue) -> list[str]:
    """Every statement that the screens' questions send to SQLite, with its values."""
    deadlift = catalogue.exercises["deadlift-conventional"]
    workout = store.start_workout("", [("deadlift", "Deadlift", [])])
    (record,) = store.log_lift("deadlift", "Deadlift", [SetDraft(5, kg("100"), form=CHECKED_3)])
    store.log_lift(deadlift.id, "Deadlift", [work("100", 5)])
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    try:
        store.open_workout()
        store.workout(workout.id)
        store.set(record.id)
        store.sessions("deadlift", 5)
        store.sessions("deadlift", 1, without=workout.id)
        list(store.exercise_sets("deadlift"))
        list(store.exercise_sets("deadlift", since=20_000))
        store.heaviest("deadlift")
        store.workouts()
        store.workouts(limit=20, before=(20_000, 5), exercise="deadlift")
        store.form_since(20_000)
        store.used_exercises()
        store.own_exercises()
        trend_data(store, catalogue, deadlift, today=20_600)
        trend_data(store, catalogue, deadlift, today=20_600, weeks=None)
        store.log_sets(record.lift_id, [work("100", 5)])
        store.rate(record.id, None)
        store.undo()
        store.redo()
        store.close_forgotten()
    finally:
        store._connection.set_trace_callback(None)
    return [each for each in statements if each.lstrip().upper().startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))]


def test_no_screen_reads_all_sets(store: Store, catalogue: Catalogue) -> None:
    statements = asked(store, catalogue)
    assert len(statements) > 30
    for statement in statements:
        plan = [str(row[3]) for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]
        scans = [
            line for line in plan if line.startswith("SCAN") and line.split()[1] in ("s", "sets", "l", "lift", "change")
        ]
        assert scans == [], statement


def test_the_test_above_would_see_a_scan(store: Store) -> None:
    plan = store.rows("EXPLAIN QUERY PLAN SELECT count(*) FROM sets s WHERE s.reps > 3")
    assert any(str(row[3]).startswith("SCAN s") for row in plan)


def test_the_readable_views_can_be_read_by_another_program(store: Store, log_file: Path) -> None:
    session(store, "2026-03-01", SetDraft(5, Load.of("225", "lb"), form=CHECKED_3))
    other = sqlite3.connect(f"file:{log_file}?mode=ro", uri=True)
    try:
        row = other.execute("SELECT date, exercise, number, reps, load, unit, form, judged_by FROM set_log").fetchone()
        assert row == ("2026-03-01", "deadlift", 1, 5, "225", "lb", 3, "video")
        slips = other.execute("SELECT item, reps FROM slip_log ORDER BY item").fetchall()
        assert slips == [("dl-close", None), ("dl-neutral", 2)]
    finally:
        other.close()
