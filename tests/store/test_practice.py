from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.clock import Moment
from hinge_log.store.everyday import answer, checks, forget, keep_spot, spots
from hinge_log.store.ladder import answer_ready, place, progress
from hinge_log.store.set_writes import rate_drill
from hinge_log.store.store import Store
from hinge_log.store.trends import drill_history
from hinge_log.training.everyday import PLACES, Answer, Check
from hinge_log.training.form import quick
from hinge_log.training.load import Load
from tests.store.actions import dump
from tests.support import FakeClock
from tests.training.practice import FLOOR, RDL, WALL, catalogue, practice

steps = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from(Answer), st.lists(st.sampled_from(list(PLACES)), max_size=3), st.booleans()
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(steps)
def test_answers_are_one_a_day_and_all_can_be_undone(
    store: Store, done: list[tuple[int, Answer, list[str], bool]]
) -> None:
    while store.undo():
        pass
    before = dump(store)
    expected: dict[int, Check] = {}
    for day, said, places, gone in done:
        if gone:
            assert forget(store, day) is (day in expected)
            expected.pop(day, None)
        else:
            expected[day] = answer(store, day, said, places)
    assert checks(store) == tuple(expected[day] for day in sorted(expected))
    after = dump(store)
    undone = 0
    while store.undo():
        undone += 1
    assert dump(store) == before
    for _ in range(undone):
        store.redo()
    assert dump(store) == after


def test_answers_are_read_by_day(store: Store) -> None:
    for day in (1, 5, 9):
        answer(store, day, Answer.HALF, ("box", "nowhere", "laundry"))
    assert checks(store, 2, 6) == (Check(5, Answer.HALF, ("laundry", "box")),)


def test_spot_checks_stay_out_of_the_workouts(store: Store) -> None:
    keep_spot(store, 20, "box", {"ev-hips": 1, "ev-brace": None, "ev-hug": 0}, 86)
    keep_spot(store, 9, "car", {}, 100)
    assert [(spot.day, spot.place, spot.percent) for spot in spots(store)] == [(9, "car", 100), (20, "box", 86)]
    assert dict(spots(store)[1].slips) == {"ev-hips": 1, "ev-brace": None}
    assert store.workouts() == []


def logged(store: Store, exercise: str, day: int, **how: object) -> None:
    drafts = [record.what for record in practice(exercise, day, **how)]  # type: ignore[arg-type]  # handed on
    at = Moment(day * 86_400_000 + 43_200_000, 0)
    store.log_lift(exercise, catalogue().exercises[exercise].name, drafts, at=at)


def test_the_ladder_is_read_from_the_log(store: Store, clock: FakeClock) -> None:
    today = clock.now().day
    logged(store, WALL, today - 4, cm=18)
    logged(store, WALL, today - 2, cm=19)
    logged(store, RDL, today - 4, load="70", rpe=8, reps=8)
    logged(store, RDL, today - 2, load="70", rpe=8, reps=8)
    logged(store, FLOOR, today - 3, load="100", reps=5, checked=False)
    found = progress(store, catalogue(), today=today, step=Load.of("5", "kg"))
    assert found.ladder.stage == 2
    assert [(each.exercise, each.to.text) for each in found.loads] == [(RDL, "75")]
    store.undo()
    store.undo()
    assert progress(store, catalogue(), today=today).loads == ()


def test_an_undone_clean_session_takes_its_stage_back(store: Store, clock: FakeClock) -> None:
    today = clock.now().day
    logged(store, WALL, today - 4, cm=18)
    logged(store, WALL, today - 2, cm=18)
    assert progress(store, catalogue(), today=today).ladder.stage == 2
    store.undo()
    assert progress(store, catalogue(), today=today).ladder.stage == 1


def test_placement_and_readiness_are_kept_and_undone(store: Store, clock: FakeClock) -> None:
    today = clock.now().day
    assert progress(store, catalogue(), today=today, start_at="barbell").ladder.stage == 5
    place(store, 3)
    answer_ready(store, today)
    found = progress(store, catalogue(), today=today, start_at="barbell").ladder
    assert (found.stage, found.placed, found.ready_day) == (3, 3, today)
    place(store, None)
    assert progress(store, catalogue(), today=today).ladder.stage == 1
    store.undo()
    assert progress(store, catalogue(), today=today).ladder.stage == 3
    with pytest.raises(ValueError, match="1 to 8"):
        place(store, 9)


def test_a_ladder_setting_that_makes_no_sense_is_passed_over(store: Store) -> None:
    odds: list[object] = [[], {"placed": 99, "ready": "x"}, {"placed": True}, "5"]
    for odd in odds:
        store.put_setting("ladder", odd)
        found = progress(store, catalogue(), today=20000).ladder
        assert (found.stage, found.placed, found.ready_day) == (1, None, None)


def test_a_drill_keeps_its_rating_its_note_and_the_contact_lost_first(store: Store) -> None:
    [record] = store.log_lift("drill-dowel-hinge", "Dowel drill", [practice("drill-dowel-hinge", 1, sets=1)[0].what])
    rated = rate_drill(store, record.id, quick(3), "tail")
    assert rated.what.note == "first contact lost: tail"
    assert rate_drill(store, record.id, quick(4)).what.note == ""
    store.undo()
    days = drill_history(store, ["drill-dowel-hinge", "drill-bird-dog"])
    assert days["drill-bird-dog"] == ()
    assert days["drill-dowel-hinge"][0].lost == ("tail",)
    assert store.existing_set(record.id).what.form == quick(3)
