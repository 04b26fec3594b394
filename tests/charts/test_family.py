from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import Row, plain, row_width
from hinge_log.charts.family_view import family_height, family_view
from hinge_log.training.trend import SetPoint, TrendData

END = 20_375


def lift(name: str, *labels: int) -> TrendData:
    points = tuple(
        SetPoint(f"w{n}", END - n, 0, reps=5, load_g=100_000, label=label, basis="checked")
        for n, label in enumerate(labels)
    )
    return TrendData(name, points, END - 83, END)


def whole(lifts: list[TrendData], width: int, *, ascii_only: bool = False) -> list[Row]:
    return family_view(lifts, width, family_height(lifts, width), ascii=ascii_only)


def test_each_lift_has_its_own_chart_and_count() -> None:
    said = "\n".join(map(plain, whole([lift("Deadlift", 5, 5), lift("Romanian", 2)], 60)))
    assert "Deadlift, 2 sessions, 2 of 2 working sets rated" in said
    assert "Romanian, 1 session" in said


def test_lifts_without_sets_are_left_out() -> None:
    alone, with_idle = ([lift("Deadlift", 5), *more] for more in ([], [lift("Snatch")]))
    assert len(whole(with_idle, 120)) == len(whole(alone, 120))
    assert "Not done in these weeks: Snatch." in plain(whole(with_idle, 120)[-1])


def test_another_lift_never_changes_a_chart() -> None:
    alone = [plain(row) for row in whole([lift("Deadlift", 5, 4, 3)], 60)][:-1]
    both = [plain(row) for row in whole([lift("Deadlift", 5, 4, 3), lift("Romanian", 1, 1)], 60)]
    assert both[: len(alone)] == alone


def test_a_wide_terminal_shows_lifts_side_by_side_and_none_is_left_out() -> None:
    names = ["Deadlift", "Romanian", "Sumo", "Snatch"]
    rows = whole([lift(name, 5) for name in names], 120)
    assert all(name in plain(rows[0]) for name in names[:2])
    assert all(any(name in plain(row) for row in rows) for name in names)
    assert "No room" not in plain(rows[-1])


@given(
    width=st.integers(20, 200), names=st.lists(st.text(max_size=20), min_size=1, max_size=4), ascii_only=st.booleans()
)
def test_no_row_is_wider_than_the_terminal(width: int, names: list[str], ascii_only: bool) -> None:
    rows = whole([lift(name, 4, 3) for name in names], width, ascii_only=ascii_only)
    assert all(row_width(row) <= width for row in rows)
    if ascii_only:
        assert all(plain(row).isascii() for row in rows)
