from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.training.periods import clean_share, compare_periods, line_note, notes, title
from hinge_log.training.top_sets import metric_of, strength, top_sets
from hinge_log.training.trend import SetPoint, TrendData, gaps, line, main_source, session_points


def one(day: int, label: int | None = 4, position: int = 0, **more: object) -> SetPoint:
    point = SetPoint(f"w{day}", day, position, reps=5, load_g=100_000, label=label, basis="checked" if label else None)
    return point._replace(**more)  # type: ignore[arg-type]  # the tests name fields by keyword


def session(day: int, *labels: int | None) -> list[SetPoint]:
    return [one(day, label, position) for position, label in enumerate(labels)]


def window(points: list[SetPoint], end: int = 83, start: int = 0, **more: object) -> TrendData:
    return replace(TrendData("Deadlift", tuple(points), start, end), **more)  # type: ignore[arg-type]


def test_a_median_needs_two_rated_sets_and_never_counts_unrated_ones() -> None:
    alone, pair = session_points([*session(1, 4, None, None), *session(2, 3, None, 5)])
    assert (alone.median, alone.labels) == (None, (4,))
    assert (pair.median, pair.worst, pair.best, pair.n) == (4.0, 3, 5, 2)


def test_what_was_felt_checked_and_filmed_in_one_session_is_never_averaged() -> None:
    points = session_points(
        [
            *(one(1, 5, position, basis="quick") for position in (0, 1)),
            *(one(1, 3, position, judged_by=judge) for position, judge in ((2, "felt"), (3, "mirror"))),
            *(one(1, 1, position, judged_by=judge) for position, judge in ((4, "video"), (5, "person"))),
        ]
    )
    assert [(p.source, p.median) for p in points] == [("quick", 5.0), ("checked", 3.0), ("seen", 1.0)]
    assert [p.judges for p in points[1:]] == [("felt", "mirror"), ("person", "video")]


def test_a_quick_rating_of_a_film_is_seen() -> None:
    assert one(1, 4, basis="quick", judged_by="video").source == "seen"


@pytest.mark.parametrize(("count", "drawn"), [(4, False), (5, True)])
def test_a_line_needs_five_sessions(count: int, drawn: bool) -> None:
    points = session_points([p for day in range(count) for p in session(day, 4, 4)])
    assert bool(line(points)) is drawn
    assert bool(line(points, "weighted")) is drawn


def test_five_sessions_of_two_kinds_make_no_line() -> None:
    points = [p for day in range(4) for p in session(day, 4, 4)]
    points += [p._replace(basis="quick") for p in session(4, 4, 4)]
    assert line(session_points(points)) == ()


def test_five_sessions_with_one_rated_set_each_make_no_line() -> None:
    assert line(session_points([one(day) for day in range(9)])) == ()


@pytest.mark.parametrize(("days", "runs"), [(13, 1), (14, 1), (15, 2)])
def test_the_line_breaks_where_more_than_two_weeks_lie_between(days: int, runs: int) -> None:
    before = [p for day in range(5) for p in session(day, 4, 4)]
    after = [p for day in range(5) for p in session(4 + days + day, 2, 2)]
    lines = line(session_points(before + after))
    assert len(lines) == runs
    assert len(gaps(window(before + after, end=8 + days))) == runs - 1


def test_after_a_break_the_line_waits_for_five_new_sessions() -> None:
    before = [p for day in range(5) for p in session(day, 4, 4)]
    after = [p for day in range(4) for p in session(40 + day, 2, 2)]
    assert [one.points for one in line(session_points(before + after))] == [((4, 4.0),)]


def test_the_line_is_the_median_of_the_last_five() -> None:
    points = session_points([p for day, label in enumerate([1, 5, 2, 4, 3, 5, 5]) for p in session(day, label, label)])
    assert line(points)[0].points == ((4, 3.0), (5, 4.0), (6, 4.0))


def test_the_weighted_line_forgets_with_time() -> None:
    days = [0, 1, 2, 3, 4, 14]
    points = session_points([p for day in days for p in session(day, *((5, 5) if day == 14 else (1, 1)))])
    (_, before), (_, after) = line(points, "weighted")[0].points
    assert before == pytest.approx(1)
    assert after == pytest.approx(1 + 4 * (1 - 2.718281828 ** (-10 / 14)))


def test_two_sessions_on_one_day_weigh_the_same_in_the_weighted_line() -> None:
    twice = [p._replace(workout_id=f"{p.workout_id}b") for p in session(5, 5, 5)]
    points = session_points([p for day in range(6) for p in session(day, 3, 3)] + twice)
    values = [value for day, value in line(points, "weighted")[0].points if day == 5]
    assert len(set(values)) == 1
    assert 3 < values[0] < 4


def test_a_break_that_still_lasts_is_named_too() -> None:
    found = gaps(window(session(10, 4, 4), end=83))
    assert [(gap.start, gap.days) for gap in found] == [(10, 73)]
    assert gaps(window([])) == ()


def test_the_title_counts_warm_ups_for_drills_alone() -> None:
    points = [*session(1, 4, None, 3), one(1, 5, 9, kind_counts=False), *session(3, 4)]
    assert title(window(points)) == "2 sessions, 3 of 4 working sets rated"
    assert title(window(points, drill=True)) == "2 sessions, 4 of 5 sets rated"
    assert title(window([])) == ""
    assert title(window(session(1, 4))) == "1 session, 1 of 1 working set rated"


@pytest.mark.parametrize(("now", "before", "change"), [(9, 10, ""), (10, 9, ""), (10, 10, "up")])
def test_periods_are_compared_from_ten_sets_on_both_sides(now: int, before: int, change: str) -> None:
    points = [one(80, 4, i) for i in range(now)] + [one(50, 3, i) for i in range(before)]
    found = compare_periods(window(points))
    assert found is not None
    assert (found.now_n, found.before_n, found.change) == (now, before, change)


def test_less_than_one_label_is_not_called_a_change() -> None:
    half = [one(80, label, i) for i, label in enumerate([3] * 5 + [4] * 5)]
    found = compare_periods(window([*half, *(one(50, 3, i) for i in range(10))]))
    assert found is not None
    assert (found.now, found.before, found.change) == (3.5, 3.0, "same")


def test_the_four_weeks_end_with_the_window() -> None:
    points = [one(56, 4), one(55, 3), one(28, 3), one(27, 3)]
    found = compare_periods(window(points))
    assert found is not None
    assert (found.now_n, found.before_n) == (1, 2)


def test_a_felt_month_is_not_compared_with_a_filmed_one() -> None:
    points = [one(80, 4, i, judged_by="video") for i in range(12)] + [one(50, 2, i) for i in range(12)]
    found = compare_periods(window(points))
    assert found is not None
    assert (found.source, found.before_n, found.change) == ("seen", 0, "")


def test_the_headline_counts_clean_sets_among_checked_ones_of_four_weeks() -> None:
    points = [one(80, 4, 0, clean=True), one(80, 3, 1), one(80, 5, 2, basis="quick"), one(55, 4, clean=True)]
    share = clean_share(window(points))
    assert (share.clean, share.checked, share.unchecked) == (1, 2, 1)
    assert share.text == "1 of 2 checked sets clean in 4 weeks, 1 not checked"


def test_what_is_not_shown_is_said() -> None:
    assert notes(window([])) == ("No rated sets yet.",)
    thin = window([*session(80, 4, 4), *session(82, 3, 3)])
    assert line_note(thin) == "2 sessions. A trend line needs 5."
    assert len(notes(thin)) == 4
    spread = window([p for day in range(0, 80, 16) for p in session(day, 4, 4)])
    assert line_note(spread) == "A trend line needs 5 sessions of one rating type, at most 14 days apart."
    assert line_note(window([one(3)])) == "A dot with a range needs 2 rated sets in a session."


def test_the_top_set_is_the_heaviest_that_was_lifted() -> None:
    points = [
        one(1, load_g=90_000),
        one(1, position=1, load_g=100_000),
        one(1, position=2, load_g=120_000, reps=0),
        one(1, position=3, load_g=130_000, kind_counts=False),
    ]
    assert [top.value for top in top_sets(window(points))] == [100_000]


def test_a_drill_is_measured_by_what_it_has() -> None:
    drill = one(1, load_g=None, distance_mm=180)
    assert metric_of([drill]) == "distance"
    assert metric_of([one(1, load_g=None, seconds=30)]) == "seconds"
    assert metric_of([one(1, load_g=None)]) == "reps"


def test_clean_strength_comes_from_clean_checked_sets_alone() -> None:
    points = [
        *(one(1, load_g=100_000, reps=5, clean=True) for _ in range(5)),
        one(1, position=1, load_g=120_000, reps=5),
        one(1, position=2, load_g=140_000, reps=5, clean=True, basis="quick"),
    ]
    (found,) = strength(window(points))
    assert found.clean == pytest.approx(100_000 * (1 + 5 / 30))
    assert found.best == pytest.approx(140_000 * (1 + 5 / 30))
    assert strength(window(points, e1rm=False)) == ()


@st.composite
def logs(draw: st.DrawFn) -> list[SetPoint]:
    size = draw(st.integers(0, 16))
    points = []
    for position in range(size):
        label = draw(st.none() | st.integers(1, 5))
        basis = draw(st.sampled_from(["quick", "checked"])) if label else None
        judge = draw(st.sampled_from(["felt", "mirror", "video", "person"]))
        points.append(one(draw(st.integers(0, 83)), label, position, basis=basis, judged_by=judge))
    return points


@settings(max_examples=30)
@given(logs(), st.randoms())
def test_the_order_of_entry_changes_nothing(points: list[SetPoint], chance: object) -> None:
    mixed = points.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hands in a random.Random
    assert session_points(mixed) == session_points(points)
    assert compare_periods(window(mixed)) == compare_periods(window(points))
    assert top_sets(window(mixed)) == top_sets(window(points))


@settings(max_examples=30)
@given(logs())
def test_points_hold_every_rating_once_and_stay_on_the_scale(points: list[SetPoint]) -> None:
    found = session_points(points)
    assert sorted(label for p in found for label in p.labels) == sorted(p.label for p in points if p.label)
    for p in found:
        assert 1 <= p.worst <= (p.median or p.worst) <= p.best <= 5
    for kind in ("median", "weighted"):
        for run in line(found, kind):
            assert all(1 <= value <= 5 for _, value in run.points)
            assert all(0 <= b[0] - a[0] <= 14 for a, b in zip(run.points, run.points[1:], strict=False))


@settings(max_examples=30)
@given(logs())
def test_the_unit_on_the_screen_changes_no_point(points: list[SetPoint]) -> None:
    kg, lb = window(points), window(points, unit="lb")
    assert session_points(kg.working) == session_points(lb.working)
    assert top_sets(kg) == top_sets(lb)


def test_the_source_with_most_ratings_leads_and_the_better_founded_of_equals() -> None:
    assert main_source([one(1), one(1, basis="quick")]) == "checked"
    assert main_source([one(1), one(1, basis="quick"), one(1, basis="quick")]) == "quick"
    assert main_source([one(1, None)]) is None
