"""Only what changed of a row is painted: whatever is left out must already stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import Row
from hinge_log.widgets.page import _span

WIDTH = 20
rows = st.lists(st.tuples(st.text("ab×", max_size=6), st.sampled_from(["text", "muted"])), max_size=5).map(tuple)


def cells(row: Row) -> list[tuple[str, str]]:
    found = [(char, style) for text, style in row for char in text]
    return (found + [(" ", "text")] * WIDTH)[:WIDTH]


@given(rows, rows)
def test_what_is_not_painted_is_the_same_in_both_rows(before: Row, after: Row) -> None:
    start, end = _span(before, after, WIDTH)
    old, new = cells(before), cells(after)
    assert 0 <= start <= end <= WIDTH
    assert old[:start] + new[start:end] + old[end:] == new


def test_a_clock_at_the_end_of_a_row_does_not_paint_the_row() -> None:
    before = (("Sets", "text"), ("  ", ""), ("1:30", "big"), (" rest", "muted"))
    after = (("Sets", "text"), ("  ", ""), ("1:29", "big"), (" rest", "muted"))
    assert _span(before, after, WIDTH) == (6, 10)
