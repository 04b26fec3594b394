from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.fault_view import fault_rows
from hinge_log.charts.form_chart import form_chart
from hinge_log.charts.load_table import load_table
from hinge_log.charts.topset_chart import strength_chart, topset_chart
from hinge_log.charts.view import Mode, comparison_line, session_at, session_lines, step_cursor, trend_view
from hinge_log.training.trend import Session, SetPoint, TrendData

END = 20_375  # 14 October 2025
START = END - 84
FAULTS = {"back": "back changed shape", "bar": "bar drifted"}
MODES: tuple[Mode, ...] = ("time", "load", "fault", "strength")


def session(back: int, *labels: int | None, kilos: float = 100, **more: object) -> list[SetPoint]:
    """A session `back` days before the end of the window."""
    found = []
    for position, label in enumerate(labels):
        point = SetPoint(
            f"w{1000 - back}", END - back, position, reps=5, load_g=round(kilos * 1000), label=label,
            basis="checked" if label else None, clean=(label or 0) >= 4, items=("back", "bar"),
            slips=(("back", 1),) if label and label < 4 else (),
        )  # fmt: skip
        found.append(point._replace(**more))  # type: ignore[arg-type]  # the tests name fields by keyword
    return found


def window(points: list[SetPoint], **more: object) -> TrendData:
    return replace(TrendData("Deadlift", tuple(points), START, END, faults=FAULTS), **more)  # type: ignore[arg-type]


def full() -> list[SetPoint]:
    days = [80, 77, 74, 71, 68, 64, 60, 35, 32, 29, 26, 22, 19, 15, 11, 7, 3]
    return [p for n, back in enumerate(days) for p in session(back, 3 + n // 9, 4, 3, kilos=70 + 2.5 * (n // 2))]


def text(rows: list[Row]) -> str:
    return "\n".join(plain(row) for row in rows)


def styled(rows: list[Row], style: str) -> str:
    return "".join(piece for row in rows for piece, name in row if name == style)


sizes = st.tuples(st.integers(20, 160), st.integers(1, 50))


@st.composite
def logs(draw: st.DrawFn) -> TrendData:
    points: list[SetPoint] = []
    for _ in range(draw(st.integers(0, 8))):
        points += session(
            draw(st.integers(0, 84)),
            *draw(st.lists(st.none() | st.integers(1, 5), max_size=4)),
            kilos=draw(st.sampled_from([-20, 0, 60, 97.5, 102.5, 272.16])),
            basis=draw(st.sampled_from(["quick", "checked"])),
            judged_by=draw(st.sampled_from(["felt", "video"])),
            kind_counts=draw(st.booleans()),
        )
    loads = draw(st.booleans())
    points = [p if loads else p._replace(load_g=None, distance_mm=180) for p in points]
    faults = {"back": draw(st.sampled_from(["back changed shape", "背中が丸い", "dos arrondi à la fin"]))}
    return window(points, unit=draw(st.sampled_from(["kg", "lb"])), faults=faults)


@settings(max_examples=60, deadline=None)
@given(logs(), sizes, st.sampled_from(MODES), st.booleans(), st.sampled_from(["median", "weighted"]))
def test_every_log_fits_every_size(
    data: TrendData, size: tuple[int, int], mode: Mode, plainly: bool, kind: Literal["median", "weighted"]
) -> None:
    width, height = size
    rows = trend_view(data, width, height, mode, ascii=plainly, line_kind=kind, warmups=True)
    assert len(rows) == height
    assert max(map(row_width, rows)) <= width
    assert not plainly or text(rows).isascii()


@pytest.mark.parametrize("width", range(20, 161, 7))
def test_the_full_log_fits_every_width(width: int) -> None:
    data = window(full())
    for draw in (form_chart, topset_chart, strength_chart, fault_rows, load_table):
        for height in (1, 2, 5, 12):
            rows = draw(data, width, height)
            assert len(rows) == height
            assert max(map(row_width, rows)) <= width


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(0, 5), (5, 0), (1, 1), (3, 2), (12, 8)])
def test_a_size_without_room_is_no_error(mode: Mode, size: tuple[int, int]) -> None:
    for points in ([], session(3, 4), full()):
        rows = trend_view(window(points), *size, mode)
        assert all(row_width(row) <= size[0] for row in rows)


def test_the_axis_is_never_cropped() -> None:
    shown = text(form_chart(window(session(3, 4, 4)), 80, 11)).splitlines()
    assert [row[1] for row in shown[1:10:2]] == ["5", "4", "3", "2", "1"]


def test_a_month_off_is_named_and_not_bridged() -> None:
    rows = form_chart(window(full()), 80, 11)
    middle = next(plain(row) for row in rows if "days off" in plain(row))
    assert "25 days off" in middle
    assert "─" not in middle[middle.index("25") - 2 : middle.index("off") + 4]


@pytest.mark.parametrize(("days", "named"), [(14, False), (15, True)])
def test_two_weeks_are_not_yet_a_break(days: int, named: bool) -> None:
    rows = form_chart(window([*session(days, 4, 4), *session(0, 4, 4)]), 140, 11)
    assert ("off" in text(rows) or f"{days} d" in text(rows)) is named


@pytest.mark.parametrize(("count", "drawn"), [(4, False), (5, True)])
def test_a_line_is_drawn_and_named_from_five_sessions(count: int, drawn: bool) -> None:
    rows = form_chart(window([p for n in range(count) for p in session(3 * n, 4, 4)]), 80, 11)
    assert ("line = median of 5" in text(rows)) is drawn
    assert ("─" in styled(rows, "line")) is drawn
    assert ("4 sessions. A trend line needs 5." in text(rows)) is not drawn


def test_how_a_set_was_judged_shows_without_colour() -> None:
    for basis, judge, dot, style in (
        ("quick", "felt", "○", "quick"), ("checked", "mirror", "●", "data"), ("checked", "person", "◆", "seen"),
    ):  # fmt: skip
        older = session(9, 4, 4, basis=basis, judged_by=judge)
        assert dot in styled(form_chart(window([*older, *session(3, 3, 3)]), 80, 11), style)


def test_one_rated_set_is_a_dot_of_the_same_size_without_a_whisker() -> None:
    rows = form_chart(window(session(3, 4, None)), 80, 11)
    assert styled(rows, "data") == "●"
    assert not styled(rows, "whisker")
    assert "A dot with a range needs 2 rated sets" in text(rows)


def test_the_whisker_reaches_from_worst_to_best() -> None:
    rows = form_chart(window(session(3, 2, 3, 5)), 80, 11)
    marked = [plain(row)[1] for row in rows if any(name == "whisker" for _, name in row) and plain(row)[1] != " "]
    assert marked == ["5", "4", "2"]


def test_the_cursor_marks_its_session_and_its_day() -> None:
    data = window([*session(30, 4, 4), *session(3, 3, 3)])
    rows = form_chart(data, 80, 11, cursor="w970")
    assert styled(rows, "cursor") == "◉▲"
    assert plain(rows[3]).index("◉") == plain(rows[-1]).index("▲")


def test_warm_ups_are_shown_on_request_and_never_counted() -> None:
    data = window([*session(3, 4, 4), *session(9, 1, kind_counts=False)])
    assert "◦" not in text(form_chart(data, 80, 11))
    assert styled(form_chart(data, 80, 11, warmups=True), "muted").count("◦") == 1


def test_crowded_sessions_lose_whiskers_not_dots() -> None:
    rows = form_chart(window([p for back in range(60) for p in session(back, 2, 3, 5)]), 80, 11)
    assert not styled(rows, "whisker")
    assert "medians" in plain(rows[0])


def test_more_sessions_than_cells_become_dots_of_weeks() -> None:
    points = [p for back in range(80) for p in session(back, 2, 3, 5)]
    rows = form_chart(window(points), 80, 11, cursor="w990")
    assert "by week: median and range" in plain(rows[0])
    assert "◉" in styled(rows, "cursor")
    assert styled(form_chart(window(points), 80, 11), "data").count("●") == 12


def test_too_few_rows_give_numbers_and_not_a_crushed_scale() -> None:
    assert "checked: 4 3" in text(form_chart(window([*session(9, 4, 4), *session(3, 3, 3)]), 40, 4))


def test_many_loads_share_rows_and_lose_no_set() -> None:
    points = [p for n in range(40) for p in session(3, 4, kilos=50 + 2.5 * n)]
    for height in (30, 16, 6):
        rows = [plain(row).split() for row in load_table(window(points), 48, height)]
        assert sum(int(row[-1]) for row in rows if "kg" in row and row[-1].isdigit()) == 40
    assert "under " in text(load_table(window(points), 48, 16))


def test_the_chart_has_no_dots_but_those_of_sessions() -> None:
    rows = form_chart(window([*session(9, 4, None), *session(3, 3, 3)]), 80, 11)
    assert styled(rows, "data") == "●●"
    assert "·" not in text(rows)
    assert "5 crisp" in text(rows)


@pytest.mark.parametrize(("count", "shares"), [(4, False), (5, True)])
def test_faults_are_counts_alone_under_five_sessions(count: int, shares: bool) -> None:
    rows = fault_rows(window([p for n in range(count) for p in session(3 * n, 3, 4)]), 80, 5)
    assert ("Faults so far" in text(rows)) is not shares
    assert f"{count} of {2 * count}" in text(rows)
    assert any(shade in styled(rows, "fault") for shade in "░▒▓█") is shares


def test_faults_never_seen_do_not_look_like_clean_weeks() -> None:
    quick = [p for n in range(6) for p in session(3 * n, 4, basis="quick")]
    assert "does not say which checks failed" in text(fault_rows(window(quick), 80, 5))


def test_a_log_without_ratings_is_an_invitation() -> None:
    shown = text(trend_view(window([]), 80, 22))
    for words in ("No rated sets yet.", "Log a set, then press 1 to 5.", "Your first dot appears here."):
        assert words in shown
    assert "None of the 3 sets is rated." in text(trend_view(window(session(3, None, None, None)), 80, 22))


def test_the_session_line_tells_what_was_done() -> None:
    data = window(session(3, 3, None, 4))
    (row,) = session_lines(data, data_session(data), 80)
    assert plain(row) == " Sat 11 Oct  median 3.5, sets 3 - 4, 100 kg  ▲ back changed shape 1"
    short = session_lines(data, data_session(data), 48, 2)
    assert [plain(row) for row in short] == [" 11 Oct  median 3.5, sets 3 - 4, 100 kg", " ▲ back changed shape 1"]


def data_session(data: TrendData) -> Session:
    found = session_at(data, None)
    assert found is not None
    return found


def test_a_set_alone_is_not_called_a_median() -> None:
    data = window(session(3, 4, None))
    assert "4 in the only rated set of 2" in text(session_lines(data, data_session(data), 80))


def test_months_that_cannot_be_compared_say_why_at_every_width() -> None:
    data = window([p for back in range(12) for p in session(back, 4)] + session(40, 3, 3, 3))
    long, short = (plain(comparison_line(data, width)) for width in (80, 48))
    assert long == " Last 4 weeks median 4 (12 sets), too few sets before to compare (3)"
    assert short == " Last 4 wk: 4 (12 sets). Before: too few (3)"
    assert plain(comparison_line(window(session(3, 4, 4)), 80)) == " Too little data to compare periods."


def test_arrows_walk_the_sessions_and_stop_at_the_ends() -> None:
    data = window([*session(30, 4), *session(20, 4), *session(3, 4)])
    assert step_cursor(data, None, -1) == "w980"
    assert step_cursor(data, "w980", -5) == "w970"
    assert step_cursor(data, "w980", 9) == "w997"
    assert step_cursor(window([]), None, 1) is None


def test_strength_waits_for_form_when_clean_sets_are_lighter() -> None:
    data = window([*session(9, 4, 4, 4, 4, 4, kilos=90), *session(3, 3, 3, kilos=110)])
    shown = text(trend_view(data, 100, 22, "strength"))
    assert "strength is ahead of form" in shown
    assert "●" in shown
    assert "○" in shown
    assert "No estimate" in text(trend_view(replace(data, e1rm=False), 100, 22, "strength"))


@pytest.mark.parametrize("width", [30, 48, 80])
def test_relative_strength_is_said_whole_at_every_width(width: int) -> None:
    points = tuple(SetPoint(f"w{day}", day, 0, reps=5, load_g=100_000) for day in (20_000, 20_007))
    data = TrendData("Deadlift", points, 19_990, 20_010, body_g=80_000)
    # Epley: 100 x (1 + 5 / 30) = 116.67 kg, which is 1.46 times 80 kg
    rows = [plain(row) for row in trend_view(data, width, 24, "strength")]
    assert any("1.46 × bodyweight" in row for row in rows)
    without = [plain(row) for row in trend_view(replace(data, body_g=None), width, 24, "strength")]
    assert any("Log your bodyweight" in row for row in without)
