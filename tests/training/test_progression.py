"""Weeks of plans and loads that follow from the last sessions, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.errors import EntryError
from hinge_log.training.load import Load
from hinge_log.training.plan import PlanLift, PlanTime, PlanWeek, plan_time, read_weeks, weeks_text
from hinge_log.training.plan_text import line_of_lift, read_line
from hinge_log.training.progression import LiftHistory, planned_sets
from hinge_log.training.suggestion import OPEN
from hinge_log.training.workout import Basis, Form, Pain, PlannedSet, SetDraft, SetKind, SetRecord

MONDAY = 20_514  # 2026-03-02
FORM_2 = Form(2, Basis.QUICK)


def kg(value: str) -> Load:
    return Load.of(value, "kg")


def fit(load: Load) -> Load:
    """Steps of 2.5 kg, rounded down."""
    return Load.from_grams(load.grams // 2500 * 2500, load.unit)


def lift(line: str) -> PlanLift:
    return read_line(line).applied(PlanLift("deadlift-conventional"))


def session(load: str, *reps: int, form: Form | None = None, pain: Pain | None = None) -> tuple[SetRecord, ...]:
    drafts = (SetDraft(each, kg(load), form=form, pain=pain) for each in reps)
    return tuple(SetRecord(f"s{n}", "l", "deadlift-conventional", n, 0, None, each) for n, each in enumerate(drafts))


def told(sets: tuple[PlannedSet, ...]) -> list[tuple[str | None, int | None]]:
    return [(each.load.text if each.load else None, each.reps) for each in sets]


def test_without_a_maximum_an_effort_and_an_open_load_say_what_to_do() -> None:
    (effort,) = planned_sets(lift("x5 @8"), LiftHistory(), fit)
    assert effort.why == "No e1RM from the last 8 weeks: choose a load for 5 reps at RPE 8."
    (share,) = planned_sets(lift("75%x5"), LiftHistory(), fit)
    assert share.why == "No e1RM from the last 8 weeks, so last time's load is suggested."
    assert planned_sets(lift("x8"), LiftHistory(), fit)[0].why == OPEN


def test_the_weeks_of_531_are_shares_of_a_training_maximum_that_grows_with_each_round() -> None:
    wave = lift(
        "65%x5, 75%x5, 85%x5+ | 70%x3, 80%x3, 90%x3+ | 75%x5, 85%x3, 95%x1+ | 40%x5, 50%x5, 60%x5 of 140 then +5"
    )
    # 65, 75, 85 % of 140: 91, 105, 119
    assert told(planned_sets(wave, LiftHistory(), fit, time=PlanTime(0, 4))) == [("90", 5), ("105", 5), ("117.5", 5)]
    third = planned_sets(wave, LiftHistory(), fit, time=PlanTime(2, 4))
    assert told(third) == [("105", 5), ("117.5", 3), ("132.5", 1)]  # 105, 119, 133
    assert [each.amrap for each in third] == [False, False, True]
    # the second round is of 145: 94.25, 108.75, 123.25
    second = planned_sets(wave, LiftHistory(), fit, time=PlanTime(0, 4, 1))
    assert told(second) == [("92.5", 5), ("107.5", 5), ("122.5", 5)]
    assert second[2].why == (
        "85 % of the training maximum 145 kg (140 kg and 1 x 5 kg) is 123.25 kg, 122.5 kg can be loaded."
    )
    of_estimate = lift("75%x5 of 90%")
    best = planned_sets(of_estimate, LiftHistory(kg("160")), fit)
    assert told(best) == [("107.5", 5)]  # 75 % of 144 = 108
    assert "144 kg (90 % of the estimated maximum 160 kg)" in best[0].why
    assert told(planned_sets(of_estimate, LiftHistory(), fit)) == [(None, 5)]


@pytest.mark.parametrize(
    ("line", "sessions", "expected", "why"),
    [
        ("60x8-12x3, then +2.5", [], [("60", 8)] * 3, "First time"),
        ("60x8-12x3, then +2.5", [session("60", 12, 12, 12)], [("62.5", 8)] * 3, "every set reached 12: 2.5 kg"),
        ("60x8-12x3, then +2.5", [session("60", 12, 10, 9)], [("60", 12), ("60", 11), ("60", 10)], "Add reps, up"),
        ("60x8-12x3, then +2.5", [session("60", 8, 7, 6)], [("60", 9), ("60", 8), ("60", 8)], "Add reps"),
        ("60x8-12x3, then +2.5", [session("60", 12, 12)], [("60", 12), ("60", 12), ("60", 8)], "Add reps"),
        ("60x8-12x3, then +2.5", [session("60", 12, 12, 12, form=FORM_2)], [("60", 12)] * 3, "form was 2"),
        ("x5x3 then +2.5", [session("100", 5, 5, 5)], [("102.5", 5)] * 3, "every set reached 5"),
        ("x5x3 then +2.5", [session("100", 5, 5, 4)], [("100", 5)] * 3, "same load again"),
        ("x5x3 then +2.5", [session("100", 5, 5, 4)] * 3, [("90", 5)] * 3, "3 sessions in a row fell short at 100 kg"),
        ("x5x3 then +2.5", [session("100", 5, 5, 4)] * 2 + [session("97.5", 5, 5, 4)], [("100", 5)] * 3, "again"),
        ("x5x3 then +2.5", [session("100", 5, 5, 5, pain=Pain("back", 3))], [("100", 5)] * 3, "pain was reported"),
    ],
)  # fmt: skip
def test_the_next_load_follows_from_the_last_sessions(
    line: str, sessions: list[tuple[SetRecord, ...]], expected: list[tuple[str, int]], why: str
) -> None:
    planned = planned_sets(lift(line), LiftHistory(sessions=tuple(sessions)), fit)
    assert told(planned) == expected
    assert why in planned[0].why


def test_a_set_by_effort_is_a_share_of_the_estimated_maximum() -> None:
    # 5 reps at RPE 8 are 81.1 % in the table; of 150 kg that is 121.65
    planned = planned_sets(lift("60x5 w, x5x2 @8"), LiftHistory(kg("150")), fit)
    assert told(planned) == [("60", 5), ("120", 5), ("120", 5)]
    assert "81.1 % of the estimated maximum 150 kg, so 121.65 kg, 120 kg can be loaded" in planned[1].why


def test_a_week_of_the_plan_changes_all_lifts_and_a_deload_halves_the_sets() -> None:
    usual = lift("60x5 w, 100x5+x3")
    heavier = planned_sets(usual, LiftHistory(), fit, week=PlanWeek(105.0))
    assert told(heavier) == [("62.5", 5), *[("105", 5)] * 3]
    deload = planned_sets(usual, LiftHistory(), fit, week=PlanWeek(60.0, deload=True))
    assert told(deload) == [("35", 5), ("60", 5), ("60", 5)]  # 36 is loaded as 35; two of three sets
    assert all(each.deload and not each.amrap for each in deload)
    assert deload[1].why == "Deload week: 60 % of 100 kg is 60 kg."
    by_effort = planned_sets(lift("x5x2"), LiftHistory(kg("150")), fit, week=PlanWeek(rpe=8.0))
    assert told(by_effort) == [("120", 5), ("120", 5)]
    after = planned_sets(lift("x5x2 then +2.5"), LiftHistory(sessions=(session("100", 5, 5),)), fit,
                         week=PlanWeek(60.0, deload=True))  # fmt: skip
    assert told(after) == [("60", 5)]  # 102.5 x 60 % = 61.5


def test_a_week_off_does_not_move_the_plan_on() -> None:
    assert plan_time(4, 0, [], MONDAY) == PlanTime(0, 4, 0)
    assert plan_time(4, 0, [MONDAY - 5, MONDAY - 3], MONDAY) == PlanTime(1, 4, 0)
    assert plan_time(4, 0, [MONDAY - 33, MONDAY - 5, MONDAY], MONDAY + 2) == PlanTime(2, 4, 0)
    assert plan_time(4, 3, [MONDAY - 5], MONDAY) == PlanTime(0, 4, 1)
    sunday = MONDAY - 1
    assert plan_time(2, 0, [sunday], MONDAY).week == 1
    assert plan_time(2, 0, [sunday], MONDAY, first_weekday=6).week == 0  # the same week, where it begins on Sunday


@pytest.mark.parametrize(
    "text",
    [
        "75%x5x3 | 80%x3x3 of 140 then +5",
        "60x8-12x3 then +2.5lb",
        "x5x3 @8",
        "65%x5, 85%x5+ of 90%",
        "same x3",
        "",
        "x8-12x3",
    ],
)
def test_a_line_reads_back_the_same(text: str) -> None:
    line = read_line(text)
    again = line_of_lift(line.applied(PlanLift("x")))
    assert read_line(again) == line
    assert line_of_lift(read_line(again).applied(PlanLift("x"))) == again


@given(st.text('0123456789.,;: x×*%kglbsmwofthen+-@|"', max_size=30), st.sampled_from(["kg", "lb"]))
def test_any_line_is_read_or_refused_with_a_place_in_it(text: str, unit: str) -> None:
    refused = None
    try:
        line = read_line(text, unit)
    except EntryError as error:
        refused = error
    if refused is not None:
        assert refused.message
        assert 0 <= refused.at <= len(text)
    else:
        assert read_line(line_of_lift(line.applied(PlanLift("x")), unit), unit) == line


@pytest.mark.parametrize(
    "text", ["x12-8x3", "x8-8", "75%x5 |", "x5x3 then +0", "x5 then +900", "75%x5 of 300%", "100x5 @8", "x5 f4"]
)
def test_a_line_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(EntryError):
        read_line(text)


def test_weeks_as_text() -> None:
    weeks = read_weeks("100%, 102.5%; @8, deload, deload 50%")
    assert weeks == (
        PlanWeek(), PlanWeek(102.5), PlanWeek(rpe=8.0), PlanWeek(60.0, deload=True), PlanWeek(50.0, deload=True),
    )  # fmt: skip
    assert read_weeks(weeks_text(weeks)) == weeks
    assert read_weeks("") == ()
    for wrong in ("heavy", "100%,,", "@11", "@4", "5%", "deload @8", "100% " * 3, ", ".join(["100%"] * 27)):
        with pytest.raises(EntryError):
            read_weeks(wrong)


def test_warm_ups_and_what_is_asked_of_them_stay_as_they_are() -> None:
    planned = planned_sets(lift("60x5 w, x5x2 then +2.5"), LiftHistory(sessions=(session("100", 5, 5),)), fit)
    assert [(each.kind, each.load and each.load.text) for each in planned] == [
        (SetKind.WARMUP, "60"), (SetKind.WORKING, "102.5"), (SetKind.WORKING, "102.5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("60x8-12x3, then +2.5", [("60", 8)] * 3, "First time on this plan"),
        ("x5x2 then +2.5", [("82.5", 5)] * 2, "82.5 kg x 5 last time: start there."),
        # 82.5 x (1 + 5 / 30) = 96.25 for one, which is 75.99 for eight
        ("x8-12x3, then +2.5", [("75", 8)] * 3, "about 75 kg for 8 reps"),
    ],
)
def test_what_was_done_before_the_plan_is_where_it_begins_and_no_failure(
    line: str, expected: list[tuple[str, int]], why: str
) -> None:
    history = LiftHistory(sessions=(session("82.5", 5, 5, 5),) * 4, planned=0)  # none of them followed a plan
    planned = planned_sets(lift(line), history, fit)
    assert told(planned) == expected
    assert why in planned[0].why
