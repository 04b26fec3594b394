from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.chart_legend import caveats, legend
from hinge_log.charts.family_view import family_view
from hinge_log.charts.fault_view import fault_at, fault_view
from hinge_log.charts.load_table import load_table
from hinge_log.charts.topset_chart import best_row, work_rows
from hinge_log.charts.view import Mode, trend_view, view_with_legend
from hinge_log.training.trend import Calibration, Remedy, SetPoint, TrendData, only, session_points

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
    assert "Practise it with: Block pull" in shown
    assert "100%" in shown
    assert "Back changed shape, share by week" in shown
    chart = shown[shown.index("share by week") :]
    assert "·" not in chart, "no dotted grid lies behind the shares"
    assert "•" not in chart, "dots are of one size"
    narrow = text(fault_view(lift(weeks(8, 3, 2, 4)), 48, 24, "back"))
    assert "back changed shape" in narrow, "a name takes the room that there is"


@pytest.mark.parametrize(("sets", "compared"), [(9, False), (10, True)])
def test_a_fault_is_compared_from_ten_checks_on_both_sides(sets: int, compared: bool) -> None:
    points = [p for at in (3, 31) for p in done(at, *[3 if at > 28 else 4] * sets)]
    shown = text(fault_view(lift(points), 80, 20))
    assert ("Less often" in shown) is compared
    assert ("Too few checks to compare" in shown) is not compared


def test_the_list_of_faults_is_walked_and_ends() -> None:
    data = lift(weeks(8, 3, 2, 4))
    assert fault_at(data, None, 1) == "knees"
    assert fault_at(data, "knees", 1) == "knees"
    assert fault_at(data, "knees", -5) == "back"
    assert fault_at(lift([]), None, 1) is None


def counts_of(rows: list[Row]) -> dict[str, list[str]]:
    """The cells of each bin by its load: ratings 5 to 1, and n."""
    words = [plain(row).split() for row in rows[2:]]
    return {" ".join(row[:-6]): row[-6:] for row in words if len(row) > 6 and row[-1].isdigit()}


def test_sets_are_counted_in_bins_of_five_kilograms_and_one_sentence_says_what_is_known() -> None:
    points = [*done(9, 4, 4, 3, kilos=100), *done(8, 5, 4, 4, kilos=102.5), *done(7, 3, 2, kilos=107.5)]
    rows = load_table(lift(points), 80, 24)
    assert counts_of(rows) == {
        "105 to 110 kg": ["-", "-", "1", "1", "-", "2"],
        "100 to 105 kg": ["1", "4", "1", "-", "-", "6"],
    }
    assert "Clean load 100 kg: 5 of 6 checked sets clean" in text(rows)
    assert not any(shade in text(rows) for shade in "░▒▓█")


def test_pounds_are_counted_in_bins_of_ten() -> None:
    rows = load_table(lift(done(9, 4, 4, kilos=102.058), unit="lb"), 48, 24)  # 225 lb
    assert counts_of(rows) == {"220 to 230 lb": ["-", "2", "-", "-", "-", "2"]}


def test_quick_ratings_say_what_a_checked_set_would_add() -> None:
    quick = lift(weeks(6, 4, 3, basis="quick", items=(), slips=()))
    for width, words in ((80, "Press f after a set to add faults and a clean load."), (48, "f after a set")):
        for mode in get_args(Mode):
            assert words in " ".join(text(trend_view(quick, width, 20, mode)).split()), mode
        assert words in " ".join(text(family_view([quick], width, 20)).split())
        checked = lift([*quick.points, *done(1, 4, 4)])
        assert "Only quick" not in text(trend_view(checked, width, 20)) + text(family_view([quick, checked], width, 20))


@pytest.mark.parametrize(("count", "said"), [(4, "Fatigue needs 5 sessions"), (5, "The last set")])
def test_fatigue_is_said_from_five_sessions_on(count: int, said: str) -> None:
    assert said in " ".join(caveats(lift([p for at in range(count) for p in done(at, 4, 3)])))


def test_later_sets_are_told_from_heavier_ones() -> None:
    said = " ".join(caveats(lift([p for week in range(6) for p in done(7 * week, 4, 4, 2, 2)])))
    assert (
        "The last set is 2 ratings below the first at the same load (6 sessions). That points to fatigue, not load."
        in said
    )


def test_the_legend_says_what_is_known_what_is_missing_and_what_the_ratings_mean() -> None:
    shown = " ".join(text(legend(lift(weeks(3, 4, 4, 2)), 44, 36)).split())
    assert "What is known 6 of 9 checked sets clean in 4 weeks." in shown
    assert "What is missing No clean load yet. At 100 kg 6 of 9 sets were clean." in shown
    assert "5 crisp you would show it to a coach" in shown
    assert "1 lost a safety position lost" in shown


def test_what_is_missing_stands_once_beside_the_charts() -> None:
    shown = text(view_with_legend(lift(weeks(3, 4, 4)), 140, 38))
    assert "What is known" in shown
    assert shown.count("A trend line needs") == 1


def test_what_was_not_checked_is_unknown_and_no_zero() -> None:
    quick = lift(weeks(4, 4, 4, basis="quick", items=(), slips=()))
    for width in (80, 48):
        rows = {plain(row).strip()[:10]: plain(row)[11:] for row in work_rows(quick, width, 5)}
        assert "0" not in rows["clean reps"].replace("100", "")
        assert "-" in rows["clean reps"]
        assert "10" in rows["all reps".ljust(10)[:10]] or "last 10" in text(work_rows(quick, width, 5))
    assert "(not checked)" in plain(best_row(quick, 80))
    assert "(none clean)" in plain(best_row(lift(weeks(4, 3, 3)), 80))
    loads = ((0, 5), (10, 3), (-20, 8))
    on_bodyweight = [each for kilos, reps in loads for each in done(reps, 4, kilos=kilos, body=True, reps=reps)]
    assert plain(best_row(lift(on_bodyweight), 80)) == " Best in 12 weeks  bw+10 × 3  bw × 5  bw-20 × 8"


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


@pytest.mark.parametrize(("width", "height"), [(80, 20), (48, 26), (94, 36), (46, 12)])
def test_the_gap_between_feeling_and_film_stands_in_each_view_of_ratings(width: int, height: int) -> None:
    data = lift(weeks(8, 3, 3), calibration=Calibration(5, 20.0), coach=Calibration(3, against="coach"))
    for mode in ("time", "load", "fault"):
        rows = text(trend_view(data, width, height, mode))
        sentences = ("You tend to score yourself 20 points higher than your video (5 sets). Film more often.",
                     "3 sets rated by you and by your coach. Comparing the two needs 5.")  # fmt: skip
        briefly = "You rate 20 points above video (5 sets)", "You and your coach: 3 of 5 sets"
        for sentence, brief in zip(sentences, briefly, strict=True):
            if height > 12 or brief == briefly[0]:
                finding = sentence.removesuffix(" Film more often.")
                fitting = [each for each in (sentence, finding, brief) if len(each) < width]
                assert fitting[0] in rows, (mode, sentence)
    assert "score yourself 20 points higher than your video" in " ".join(caveats(data))


def test_lifts_of_a_family_are_never_one_score() -> None:
    lifts = [lift(weeks(8, 4, 4)), lift(weeks(3, 2, 2), "Romanian"), lift([], "Sumo")]
    shown = text(family_view(lifts, 80, 22, "romanian"))
    assert "  Deadlift  8 sessions, 16 sets, form 4 (16 checked)" in shown
    assert "▸ Romanian  3 sessions,  6 sets, form 2 (6 checked)" in shown, "figures stand in columns"
    assert "Not done in these weeks: Sumo." in shown
    assert "Lifts are not combined into one score." in shown


def test_lifts_without_room_are_named() -> None:
    lifts = [lift(weeks(2, 4, 4), name) for name in ("One", "Two", "Three", "Four", "Five")]
    assert "No room for: Four, Five." in text(family_view(lifts, 48, 8))


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
