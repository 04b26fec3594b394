from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.family_view import family_height, family_view
from hinge_log.training.faults import SharedFault
from hinge_log.training.trend import SetPoint, TrendData

END = 20_375


def lift(name: str, *labels: int) -> TrendData:
    points = tuple(
        SetPoint(f"w{n}", END - n, 0, reps=5, load_g=100_000, label=label, basis="checked")
        for n, label in enumerate(labels)
    )
    return TrendData(name, points, END - 83, END)


def whole(lifts: list[TrendData], width: int, *, ascii_only: bool = False) -> list[Row]:
    return family_view(lifts, width, family_height(lifts), ascii=ascii_only)


def test_each_lift_has_its_own_figures() -> None:
    shown = " ".join(" ".join(map(plain, whole([lift("Deadlift", 5, 5), lift("Romanian", 2)], 60))).split())
    assert "Deadlift 2 sessions, 2 sets, form 5 (2 checked)" in shown
    assert "Romanian 1 session, 1 set, form -" in shown, "one rating is no median"


def test_what_gives_way_gives_way_in_every_lift() -> None:
    lifts = [lift("Deadlift", 5, 5), lift("A lift with a long name", *[4] * 12), lift("Swing", 3)]
    for width in (40, 50, 60, 80, 120):
        rows = list(map(plain, whole(lifts, width)))
        figures = [row for each in lifts for row in rows if each.lift[:12] in row]
        assert {"session" in row for row in figures} == {width >= 80}, width
        assert len({row.index("form") for row in figures if "form" in row}) == 1, width


def test_lifts_without_sets_are_named_at_the_foot() -> None:
    rows = whole([lift("Deadlift", 5), lift("Snatch")], 120)
    assert sum("Snatch" in plain(row) for row in rows) == 1
    assert any("Not done in these weeks: Snatch." in plain(row) for row in rows)


def test_another_lift_never_changes_the_figures_and_strip_of_a_lift() -> None:
    alone = [plain(row) for row in whole([lift("Deadlift", 5, 4, 3)], 60)][:2]
    both = [plain(row) for row in whole([lift("Deadlift", 5, 4, 3), lift("Romanian", 1, 1)], 60)]
    assert both[:2] == alone


def test_days_stand_under_each_other_and_a_digit_is_a_median_of_two_sets() -> None:
    twice = [p._replace(workout_id="w0", day=END, label=4) for p in lift("Deadlift", 4, 4).points]
    other = [p._replace(workout_id="v0", day=END) for p in lift("Romanian", 4).points]
    rows = [plain(row) for row in whole([replace(lift("Deadlift"), points=tuple(twice)),
                                         replace(lift("Romanian"), points=tuple(other))], 60)]  # fmt: skip
    assert rows[1].index("4") == rows[3].index("·")


def test_faults_that_lifts_share_are_named_with_their_counts() -> None:
    lifts = [lift("Deadlift", 5), lift("Romanian", 5)]
    shared = (("No brace", SharedFault("no-brace", 2, 3)),)
    said = "\n".join(map(plain, family_view(lifts, 80, family_height(lifts, shared), shared=shared)))
    assert "No brace: in 2 of 3 lifts" in said


@given(
    width=st.integers(20, 200), names=st.lists(st.text(max_size=20), min_size=1, max_size=4), ascii_only=st.booleans()
)
def test_no_row_is_wider_than_the_terminal(width: int, names: list[str], ascii_only: bool) -> None:
    rows = whole([lift(name, 4, 3) for name in names], width, ascii_only=ascii_only)
    assert all(row_width(row) <= width for row in rows)
    if ascii_only:
        assert all(plain(row).isascii() for row in rows)
