from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.charts.ladder_words import warnings
from hinge_log.training.gates import Verdict, sessions
from hinge_log.training.ladder import StepState
from hinge_log.training.workout import Judge, Pain, SetKind, SetRecord
from tests.training.practice import BELL, DOWEL, FLOOR, FREE, RDL, WALL, catalogue, climbed, practice

SLIP = {"hd-hips-first": 3}


def plain_of(exercise: str, number: int) -> dict[str, int | None]:
    """Slips on every rep of so many items that are neither for safety nor for gates."""
    found = catalogue().items_for(catalogue().exercises[exercise])
    return dict.fromkeys([item.id for item in found if not item.safety and not item.gate][:number], 8)


def safety_of(exercise: str) -> str:
    found = catalogue().exercises[exercise]
    return next(item.id for item in catalogue().items_for(found) if item.safety)


def state(sets: list[SetRecord], gate: str, today: int = 400) -> StepState:
    return next(each for each in climbed(sets, today).steps if each.step.gate == gate)


# -- a ladder walked end to end, each gate first with near misses ------------------------------------------

WAY: list[tuple[str, int, list[SetRecord], list[list[SetRecord]]]] = [
    (
        "wall->dowel",
        2,
        practice(WALL, 100, cm=18) + practice(WALL, 102, cm=20),
        [
            practice(WALL, 100, cm=18),
            practice(WALL, 100, cm=18, sets=6),
            practice(WALL, 100, cm=21) + practice(WALL, 102, cm=17),
            practice(WALL, 100, cm=18) + practice(WALL, 122, cm=18),
            practice(WALL, 100, cm=18) + practice(WALL, 101, cm=18, slips=SLIP, bad_set=2) + practice(WALL, 102, cm=18),
            practice(WALL, 100, cm=18) + practice(WALL, 102, cm=18, rated=5),
            practice(WALL, 100, cm=18) + practice(WALL, 102, cm=18, sets=1),
            practice(WALL, 100, cm=18) + practice(WALL, 102, cm=18, reps=7),
            practice(WALL, 100) + practice(WALL, 102),
        ],
    ),
    (
        "dowel->free",
        3,
        practice(DOWEL, 104) + practice(DOWEL, 106),
        [
            practice(DOWEL, 104) + practice(DOWEL, 106, slips={"hd-stick": 1}, bad_set=1),
            practice(DOWEL, 104) + practice(DOWEL, 126),
            practice(DOWEL, 104) + practice(DOWEL, 106, pain=Pain("low back", 3)),
        ],
    ),
    (
        "free->light",
        4,
        practice(FREE, 108) + practice(FREE, 110, judge=Judge.VIDEO),
        [
            practice(FREE, 108) + practice(FREE, 110),
            practice(FREE, 108, judge=Judge.MIRROR) + practice(FREE, 110, judge=Judge.MIRROR),
            practice(FREE, 108, reps=9, judge=Judge.VIDEO) + practice(FREE, 110),
        ],
    ),
    (
        "light->rdl",
        5,
        practice(BELL, 112, load="16", rpe=6) + practice(BELL, 115, load="16", rpe=7),
        [
            practice(BELL, 112, load="16", rpe=6) + practice(BELL, 115, load="16", rpe=7.5),
            practice(BELL, 112, load="16") + practice(BELL, 115, load="16"),
            practice(BELL, 112, load="16", rpe=6, sets=2) + practice(BELL, 115, load="16", rpe=7),
        ],
    ),
    (
        "rdl->floor",
        6,
        practice(RDL, 118, load="30", judge=Judge.PERSON)
        + practice(RDL, 120, load="30")
        + practice(RDL, 122, load="30", slips=plain_of(RDL, 3))
        + practice(RDL, 124, load="30"),
        [
            practice(RDL, 118, load="30") + practice(RDL, 120, load="30") + practice(RDL, 124, load="30"),
            practice(RDL, 118, load="30", judge=Judge.VIDEO) + practice(RDL, 120, load="30"),
            practice(RDL, 118, load="30", judge=Judge.VIDEO)
            + practice(RDL, 120, load="30")
            + practice(RDL, 122, load="30", slips={safety_of(RDL): 1}, bad_set=3)
            + practice(RDL, 124, load="30"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(WAY)))
def test_each_gate_opens_for_what_it_asks_and_for_nothing_less(place: int) -> None:
    gate, stage, enough, near_misses = WAY[place]
    before = [record for earlier in WAY[:place] for record in earlier[2]]
    assert climbed(before).stage == stage - 1
    for number, miss in enumerate(near_misses):
        assert climbed(before + miss).stage == stage - 1, f"{gate}: near miss {number} passed"
        found = state(before + miss, gate)
        assert not found.passed
        assert found.missing
    after = climbed(before + enough)
    assert after.stage == stage
    assert state(before + enough, gate).passed_day == max(record.day for record in enough)
    assert not state(before + enough, gate).missing


def test_the_whole_way_is_walked_from_the_wall_to_the_floor() -> None:
    log: list[SetRecord] = []
    stages = [climbed(log).stage]
    for _, _, enough, _ in WAY:
        log += enough
        stages.append(climbed(log).stage)
    assert stages == [1, 2, 3, 4, 5, 6]
    here = climbed(log)
    assert [rung.state for rung in here.rungs[1:]] == ["earned"] * 5 + ["here"] + ["later"] * 2
    assert {target for step in here.next_steps() if step.trunk for target in step.step.targets} >= {
        "good-morning-barbell"
    }


def test_the_two_sessions_of_one_day_are_one() -> None:
    morning, evening = practice(DOWEL, 104), practice(DOWEL, 104)
    assert not state(morning + evening, "dowel->free").passed
    assert state(morning + evening, "dowel->free", today=104).have == 1


def test_what_is_missing_is_said_exactly() -> None:
    found = state(practice(FREE, 395), "free->light")
    assert found.missing == ("1 clean session on another day", "one of them judged on video or by a coach")
    assert (found.have, found.need, found.until) == (1, 2, 416)
    found = state(practice(FREE, 395, sets=1), "free->light")
    assert found.not_counted is not None
    assert found.not_counted.why == "1 of 2 sets"


def test_a_session_that_was_not_checked_shows_nothing_and_breaks_nothing() -> None:
    log = practice(DOWEL, 104) + practice(DOWEL, 105, checked=False) + practice(DOWEL, 106)
    assert state(log, "dowel->free").passed
    spoiled = practice(DOWEL, 104) + practice(DOWEL, 105, rated=2) + practice(DOWEL, 106)
    assert not state(spoiled, "dowel->free").passed


def test_pain_moves_no_gate_and_closes_the_exercise_for_the_day() -> None:
    log = practice(DOWEL, 396) + practice(DOWEL, 400, pain=Pain("low back", 2))
    assert climbed(log).closed == (DOWEL,)
    assert climbed(log, today=401).closed == ()
    assert state(log, "dowel->free").have == 1


def test_the_same_place_three_sessions_running_is_for_a_professional() -> None:
    hurt = [practice(DOWEL, day, pain=Pain(where, 3)) for day, where in ((1, "Knee"), (2, "knee"), (3, "knee"))]
    assert climbed([*hurt[0], *hurt[1]]).doctor == ()
    assert climbed([*hurt[0], *hurt[1], *hurt[2]]).doctor == ((DOWEL, "knee"),)


def test_two_safety_stops_of_three_send_one_stage_down_until_a_clean_session_there() -> None:
    item = safety_of(FLOOR)
    log = [record for way in WAY for record in way[2]]
    log += practice(FLOOR, 130, load="60", reps=5) + practice(FLOOR, 132, load="60", reps=5, slips={item: 2})
    assert climbed(log).stage == 6
    log += practice(FLOOR, 134, load="60", reps=5, slips={item: 2}, bad_set=1)
    down = climbed(log)
    assert (down.stage, down.earned) == (5, 6)
    assert down.regress[0].exercise == FLOOR
    assert RDL in down.regress[0].to
    [line] = [each for each in warnings(down, catalogue()) if "safety stops" in each]
    assert line.endswith("Do one clean session of Romanian deadlift first.")
    assert climbed([*log, *practice(RDL, 136, load="30", reps=8)]).stage == 6


def test_a_squat_that_stopped_says_nothing_about_the_hinge() -> None:
    item = safety_of("squat-back")
    log = [record for way in WAY for record in way[2]]
    for day in (130, 132):
        log += practice("squat-back", day, load="60", reps=5, slips={item: 2})
    assert climbed(log).stage == 6
    assert climbed(log).regress[0].exercise == "squat-back"


def test_who_knows_how_to_lift_places_themselves() -> None:
    assert climbed([], placed=5).stage == 5
    test = practice(FREE, 300, sets=1, judge=Judge.VIDEO)
    assert climbed(test).placement.stage is None
    assert climbed(test + practice(RDL, 300, sets=1, reps=5, load="20")).placement.stage == 5
    assert climbed(test + practice(RDL, 300, sets=1, reps=5, load="20", slips={safety_of(RDL): 1})).placement.stage == 4
    assert climbed(practice(FREE, 300, sets=1, slips=SLIP, judge=Judge.VIDEO)).placement.stage == 3
    assert climbed(practice(FREE, 300, sets=1)).placement.stage is None


def test_a_row_asks_for_a_hold_as_well() -> None:
    log = practice(RDL, 100, load="30", reps=8) + practice(RDL, 102, load="30", reps=8)
    assert not state(log, "rdl->row").passed
    assert "hold of 30 s" in " ".join(state(log, "rdl->row").missing)
    hold = practice("row-bent-over-barbell", 103, load="20", seconds=30, sets=1, checked=False)
    assert state(log + hold, "rdl->row").passed


def test_the_swing_asks_for_the_hike_as_well_and_comes_in_steps() -> None:
    log = [record for day in (100, 102, 104) for record in practice(BELL, day, load="16", rpe=7)]
    steps = [each for each in climbed(log).steps if each.step.gate == "kb-deadlift->swing"]
    assert [each.step.targets for each in steps] == [("swing-dead-stop",), ("swing-two-hand",)]
    assert not steps[0].passed
    hikes = practice("drill-hike-park", 105, load="16") + practice("drill-hike-park", 106, load="16")
    steps = [each for each in climbed(log + hikes).steps if each.step.gate == "kb-deadlift->swing"]
    assert [each.passed for each in steps] == [True, False]


def test_a_drill_counts_its_warm_ups_and_a_lift_does_not() -> None:
    for exercise, verdict in ((DOWEL, Verdict.CLEAN), (RDL, Verdict.OPEN)):
        found = catalogue().exercises[exercise]
        sets = practice(exercise, 1, kind=SetKind.WARMUP)
        assert sessions(found, sets, catalogue().items_for(found))[0].verdict is verdict


# -- properties --------------------------------------------------------------------------------------------

LIFTS = (WALL, DOWEL, FREE, BELL, RDL, FLOOR, "pull-through-band", "drill-hike-park", "squat-bodyweight")
days = st.integers(300, 345)


@st.composite
def one_day(draw: st.DrawFn, *, clean: bool | None = None) -> list[SetRecord]:
    exercise = draw(st.sampled_from(LIFTS))
    slips: dict[str, int | None] = {}
    pain = None
    rated = None
    if clean is None:
        items = catalogue().items_for(catalogue().exercises[exercise])
        slips = draw(
            st.dictionaries(st.sampled_from([item.id for item in items]), st.sampled_from([None, 1, 2]), max_size=2)
        )
        pain = draw(st.sampled_from([None, None, None, Pain("hip", 2)]))
        rated = draw(st.sampled_from([None, None, 2, 5]))
    return practice(
        exercise,
        draw(days),
        sets=3 if clean else draw(st.integers(1, 4)),
        reps=10,
        slips=slips,
        bad_set=draw(st.integers(0, 2)),
        judge=draw(st.sampled_from(Judge)),
        load="" if exercise.startswith("drill") else "20",
        rpe=7 if clean else draw(st.sampled_from([None, 6, 7, 9])),
        cm=draw(st.integers(15, 25)) if exercise == WALL else None,
        pain=pain,
        rated=rated,
    )  # fmt: skip


logs = st.lists(st.one_of(one_day(), one_day(clean=True)), max_size=14).map(
    lambda found: [r for day in found for r in day]
)


def opened(sets: list[SetRecord]) -> set[tuple[str, tuple[str, ...]]]:
    return {(each.step.gate, each.step.targets) for each in climbed(sets).steps if each.passed}


@settings(max_examples=40)
@given(logs, one_day(clean=True))
def test_a_clean_session_more_never_loses_a_stage(log: list[SetRecord], more: list[SetRecord]) -> None:
    assert climbed(log + more).stage >= climbed(log).stage
    assert opened(log + more) >= opened(log)


@settings(max_examples=40)
@given(logs, st.sampled_from([RDL, FLOOR, BELL]), days)
def test_a_safety_stop_never_gains_a_stage(log: list[SetRecord], exercise: str, day: int) -> None:
    more = practice(exercise, day, sets=1, reps=8, load="20", rpe=7, slips={safety_of(exercise): 2})
    assert more[0].what.form is not None
    assert more[0].what.form.stop
    assert climbed(log + more).stage <= climbed(log).stage
    assert opened(log + more) <= opened(log)


@settings(max_examples=40)
@given(logs, st.randoms(use_true_random=False))
def test_the_order_in_which_a_log_was_brought_in_does_not_matter(log: list[SetRecord], chance: random.Random) -> None:
    shuffled = list(log)
    chance.shuffle(shuffled)
    assert climbed(shuffled) == climbed(log)


@settings(max_examples=40)
@given(logs)
def test_what_is_open_says_what_is_missing_and_what_is_passed_misses_nothing(log: list[SetRecord]) -> None:
    for each in climbed(log).steps:
        assert bool(each.missing) is not each.passed


def test_stages_go_up_one_by_one() -> None:
    numbers = [rung.stage.stage for rung in climbed([]).rungs]
    assert all(after == before + 1 for before, after in pairwise(numbers))
