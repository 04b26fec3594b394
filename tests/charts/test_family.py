from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import plain, row_width
from hinge_log.charts.family import SMALL, family_view
from hinge_log.training.trend import SetPoint, TrendData

END = 20_375


def lift(name: str, *labels: int) -> TrendData:
    points = tuple(
        SetPoint(f"w{n}", END - n, 0, reps=5, load_g=100_000, label=label, basis="checked")
        for n, label in enumerate(labels)
    )
    return TrendData(name, points, END - 83, END)


def test_each_lift_has_its_own_chart_and_count() -> None:
    said = "\n".join(map(plain, family_view([lift("Deadlift", 5, 5), lift("Romanian", 2)], 80)))
    assert "Deadlift  2 sessions, 2 of 2 working sets rated" in said
    assert "Romanian  1 session, 1 of 1 working set rated" in said


def test_lifts_without_sets_are_left_out() -> None:
    assert len(family_view([lift("Deadlift", 5), lift("Snatch")], 120)) == SMALL + 1


def test_another_lift_never_changes_a_chart() -> None:
    alone = [plain(row) for row in family_view([lift("Deadlift", 5, 4, 3)], 80)]
    both = [plain(row) for row in family_view([lift("Deadlift", 5, 4, 3), lift("Romanian", 1, 1)], 80)]
    assert both[: len(alone)] == alone


def test_a_wide_terminal_shows_two_side_by_side() -> None:
    rows = family_view([lift("Deadlift", 5), lift("Romanian", 2), lift("Sumo", 3)], 120)
    assert "Romanian" in plain(rows[0])
    assert len(rows) == 2 * (SMALL + 1) + 1


@given(
    width=st.integers(20, 200), names=st.lists(st.text(max_size=20), min_size=1, max_size=4), ascii_only=st.booleans()
)
def test_no_row_is_wider_than_the_terminal(width: int, names: list[str], ascii_only: bool) -> None:
    rows = family_view([lift(name, 4, 3) for name in names], width, ascii=ascii_only)
    assert all(row_width(row) <= width for row in rows)
    if ascii_only:
        assert all(plain(row).isascii() for row in rows)
