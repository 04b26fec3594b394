from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.canvas import Layer, Scale, draw, steps
from hinge_log.charts.cells import plain, row_width


def dots(*points: tuple[float, float], marker: str = "x", style: str = "data") -> Layer:
    return Layer(tuple(x for x, _ in points), tuple(y for _, y in points), marker, style)


@given(st.integers(1, 90), st.integers(1, 20), st.floats(0, 100), st.floats(0, 100))
def test_a_dot_stands_where_labels_are_put_for_it(width: int, height: int, x: float, y: float) -> None:
    across, up = Scale(0, 100, width), Scale(0, 100, height)
    rows = draw([dots((x, y))], across, up)
    assert len(rows) == height
    assert plain(rows[height - 1 - up.cell(y)]).index("x") == across.cell(x)


def test_a_narrow_terminal_does_not_shrink_the_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("LINES", "5")
    rows = draw([dots((0, 0), (99, 29))], Scale(0, 99, 100), Scale(0, 29, 30))
    assert (len(rows), row_width(rows[0])) == (30, 100)


def test_later_layers_lie_on_top_and_keep_their_style() -> None:
    rows = draw([dots((0, 0), marker="a", style="line"), dots((0, 0), marker="b")], Scale(0, 1, 2), Scale(0, 1, 1))
    assert rows[0][0] == ("b", "data")


def test_a_line_is_not_drawn_across_a_break() -> None:
    layer = Layer((0, 2, None, 6, 8), (1, 1, None, 1, 1), "-", "line", joined=True)
    assert plain(draw([layer], Scale(0, 8, 9), Scale(0, 2, 3))[1]) == "---   ---"


def test_one_picture_leaves_nothing_behind_for_the_next() -> None:
    scale = Scale(0, 4, 5)
    draw([dots((0, 0), (4, 4))], scale, scale)
    assert [plain(row) for row in draw([dots((2, 2))], scale, scale)] == ["", "", "  x", "", ""]


def test_a_single_value_and_no_value_can_be_drawn() -> None:
    assert plain(draw([dots((3, 3))], Scale(3, 3, 5), Scale(3, 3, 3))[1]) == "  x"
    assert draw([], Scale(0, 1, 5), Scale(0, 1, 2)) == [(), ()]
    assert draw([dots((1, 1))], Scale(0, 1, 0), Scale(0, 1, 2)) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_has_no_place_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        draw([dots((0, value))], Scale(0, 1, 5), Scale(0, 1, 5))


def test_a_level_holds_half_way_to_the_next() -> None:
    assert steps([(0, 1), (4, 1), (8, 2)]) == ((0, 6.0, None, 6.0, 8), (1, 1, None, 2, 2))
    assert steps([]) == ((), ())
