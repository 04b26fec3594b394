from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.family_view import family_view
from hinge_log.charts.fault_view import fault_at, fault_view
from hinge_log.charts.load_grid import load_grid
from hinge_log.charts.reading import reading
from hinge_log.charts.view import Mode, trend_view
from hinge_log.charts.work_rows import best_row, work_rows
from hinge_log.training.calibration import Calibration
from hinge_log.training.trend import Remedy, SetPoint, TrendData, only, session_points

END = 20_375  # 14 October 2025
REMEDIES = {"back": Remedy("Raise the bar.", "block-pull", "Block pull")}


def done(back: int, *labels: int | None, kilos: float = 100, **more: object) -> list[SetPoint]:
    """A session `back` days before the end; the back slips in sets under 4, the knees in those under 3."""
    found = []
    for position, label in enumerate(labels):
        slips = [(item, 1) for item, limit in (("back", 4), ("knees", 3)) if label and label < limit]
        point = SetPoint(
            f"w{1000 - back}", END - back, position, reps=5, load_g=round(kilos * 1000), label=label,
            basis="checked" if label else None, clean=(label or 0) >= 4, items=("back", "knees"), slips=tuple(slips),
        )  # fmt: skip
        found.append(point._replace(**more))  # type: ignore[arg-type]  # the tests name fields by keyword
    return found


def lift(points: list[SetPoint], name: str = "Deadlift", **more: object) -> TrendData:
    faults = {"back": "back changed shape", "knees": "knees bent first"}
    data = TrendData(name, tuple(points), END - 83, END, faults=faults, remedies=REMEDIES, key=name.lower())
    return replace(data, **more)  # type: ignore[arg-type]  # the tests name fields by keyword


def weeks(count: int, *labels: int, **more: object) -> list[SetPoint]:
    points = (p for week in range(count) for p in done(7 * week + 1, *labels))
    return [p._replace(**more) for p in points]  # type: ignore[arg-type]  # the tests name fields by keyword


def text(rows: list[Row]) -> str:
    return "\n".join(plain(row) for row in rows)


def test_the_fault_in_hand_says_what_to_do_about_it() -> None:
    shown = text(fault_view(lift(weeks(8, 3, 2, 4)), 80, 20, "back"))
    assert "▸back changed shape" in shown
    assert "Fix: Raise the bar." in shown
    assert "Learn it on: Block pull" in shown
    assert "100%" in shown
    assert "Back changed shape, share each week" in shown


@pytest.mark.parametrize(("sets", "compared"), [(9, False), (10, True)])
def test_a_fault_is_compared_from_ten_checks_on_both_sides(sets: int, compared: bool) -> None:
    points = [p for at in (3, 31) for p in done(at, *[3 if at > 28 else 4] * sets)]
    shown = text(fault_view(lift(points), 80, 20))
    assert ("less often" in shown) is compared
    assert ("too few checks to compare" in shown) is not compared


def test_the_list_of_faults_is_walked_and_ends() -> None:
    data = lift(weeks(8, 3, 2, 4))
    assert fault_at(data, None, 1) == "knees"
    assert fault_at(data, "knees", 1) == "knees"
    assert fault_at(data, "knees", -5) == "back"
    assert fault_at(lift([]), None, 1) is None


def test_later_sets_are_told_from_heavier_ones() -> None:
    points = [p for week in range(6) for p in done(7 * week, 4, 4, 2, 2)]
    rows = load_grid(lift(points), 80, 24)
    medians = {plain(row).split()[0]: plain(row).split()[1] for row in rows if plain(row)[:3] in ("1st", "3+ ")}
    assert medians == {"1st": "4", "3+": "2"}
    assert "12+" in text(rows)
    said = " ".join(text(rows).split())
    assert "The last set is 2 ratings below the first at the same load (6 sessions). That is fatigue, not load." in said


@pytest.mark.parametrize(("count", "said"), [(4, "Fatigue needs 5 sessions"), (5, "The last set")])
def test_fatigue_is_said_from_five_sessions_on(count: int, said: str) -> None:
    assert said in text(load_grid(lift([p for at in range(count) for p in done(at, 4, 3)]), 80, 24))


def test_clean_work_stands_beside_all_of_it() -> None:
    points = [p._replace(rpe=rpe) for p, rpe in zip(done(1, 4, 3, 4), (8.0, 5.0, 9.0), strict=True)]
    rows = [plain(row).split() for row in work_rows(lift(points), 80, 5)]
    assert [row[-1] for row in rows[1:]] == ["10", "1.0k", "15", "2"]
    assert [row[:2] for row in rows[1:]] == [["clean", "reps"], ["clean", "kg"], ["all", "reps"], ["hard", "sets"]]


def test_two_dumbbells_move_twice_the_load_and_a_band_none() -> None:
    pair = text(work_rows(lift(done(1, 4), load_type="dumbbell_each"), 80, 5))
    assert "1.0k" in pair
    assert "×" not in text(work_rows(lift(done(1, 4), load_type="band"), 80, 5))


def test_bests_name_the_clean_one_where_it_was_lighter() -> None:
    points = [*done(9, 4, kilos=100), *done(2, 3, kilos=110), *done(3, 4, kilos=90, reps=3)]
    assert plain(best_row(lift(points), 80)) == " Best in 12 weeks  110 × 5 (clean 100)"


def test_another_formula_gives_another_estimate() -> None:
    shown = {
        name: text(trend_view(lift(weeks(6, 4, 4), formula=name), 80, 22, "strength")) for name in ("epley", "brzycki")
    }
    assert "Epley" in shown["epley"]
    assert "Brzycki" in shown["brzycki"]
    assert "Clean 111 to 122 kg" in shown["epley"]  # 100 (1 + 5/30) = 116.7, 5 % to either side
    assert "Clean 107 to 118 kg" in shown["brzycki"]  # 3600 / 32 = 112.5


def test_what_is_added_to_bodyweight_is_no_estimate() -> None:
    assert "No estimate" in text(trend_view(lift(weeks(6, 4, 4, body=True)), 80, 22, "strength"))


def test_felt_and_seen_are_looked_at_one_by_one() -> None:
    both = lift([*done(1, 4, 4), *done(1, 2, 2, judged_by="video"), *done(2, 3, 3, judged_by="mirror")])
    assert [p.source for p in session_points(only(both, "felt").working)] == ["checked", "checked"]
    assert [p.median for p in session_points(only(both, "seen").working)] == [2]
    assert len(only(both, "seen").working) == len(both.working)
    assert only(both, "both") is both


def test_the_panel_names_the_gap_between_feeling_and_film() -> None:
    data = lift(weeks(8, 4, 4), calibration=Calibration(5, 20.0))
    assert "score yourself 20 points higher than your video" in " ".join(text(reading(data, 44, 36)).split())


def test_lifts_of_a_family_are_never_one_score() -> None:
    lifts = [lift(weeks(8, 4, 4)), lift(weeks(3, 2, 2), "Romanian"), lift([], "Sumo")]
    shown = text(family_view(lifts, 80, 22, "romanian"))
    assert "Deadlift, 16 of 16 sets rated" in shown
    assert "▸ Romanian, 6 of 6 sets rated" in shown
    assert "Not done in these weeks: Sumo." in shown
    assert shown.count(" 5 ") == 2


def test_lifts_without_room_are_named() -> None:
    lifts = [lift(weeks(2, 4, 4), name) for name in ("One", "Two", "Three", "Four", "Five")]
    assert "No room: Four, Five." in text(family_view(lifts, 48, 28))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 160), st.integers(1, 45), st.integers(0, 7), st.sampled_from(get_args(Mode)), st.booleans())
def test_every_view_fits_every_size(width: int, height: int, count: int, mode: str, plainly: bool) -> None:
    lifts = [lift(weeks(n + 1, 4, 3, 2), f"Lift {n}") for n in range(count)]
    views = [family_view(lifts, width, height, "lift 1", ascii=plainly)]
    views += [trend_view(each, width, height, mode, fault="knees", ascii=plainly) for each in lifts[:1]]  # type: ignore[arg-type]
    for rows in views:
        assert len(rows) == height
        assert max(map(row_width, rows)) <= width
        assert not plainly or text(rows).isascii()
