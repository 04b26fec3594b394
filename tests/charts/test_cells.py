from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import Grid, cut, fit, in_ascii, padded, plain, row_width, rule, text_width

texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)


@given(texts, st.integers(0, 40))
def test_a_text_is_cut_to_its_cells(text: str, width: int) -> None:
    assert text_width(fit(text, width)) <= width
    if text_width(text) <= width:
        assert fit(text, width) == text


@given(texts, st.integers(1, 40))
def test_a_column_has_its_width(text: str, width: int) -> None:
    assert text_width(padded(text, width)) == width


@given(st.lists(st.tuples(texts, st.sampled_from(["text", "fault", ""])), max_size=5), st.integers(0, 60))
def test_a_row_is_never_wider_than_asked(row: list[tuple[str, str]], width: int) -> None:
    assert row_width(cut(row, width)) <= width
    if row_width(tuple(row)) <= width:
        assert plain(cut(row, width)) == plain(tuple(row))


def test_what_is_cut_says_so() -> None:
    assert cut((("abc", "text"), ("def", "fault")), 3) == (("ab…", "text"),)
    assert cut((("abc", "text"), ("def", "fault")), 5) == (("abc", "text"), ("d…", "fault"))


@given(texts)
def test_ascii_stays_in_its_cells(text: str) -> None:
    ((written,),) = in_ascii([((text, "text"),)])
    assert written[0].isascii()
    assert text_width(written[0]) == text_width(text)


def test_marks_of_different_meaning_stay_different_in_ascii() -> None:
    ((dots,),) = in_ascii([(("●○◆◉•◦◇·", "data"),)])
    assert len(set(dots[0])) == 8
    assert in_ascii([(("▲", "fault"), ("▲", "cursor"))]) == [(("!", "fault"), ("^", "cursor"))]
    assert plain(in_ascii([(("▲", "fault>panel(7)"),)])[0]) == "!", "also where it can be tapped"


@given(texts, st.integers(0, 60))
def test_a_rule_is_exactly_as_wide_as_asked(title: str, width: int) -> None:
    assert row_width(rule(title, width, tail="more")) == width


@given(st.lists(st.tuples(st.integers(-5, 25), st.integers(-2, 6), texts), max_size=6))
def test_a_board_holds_what_fits_and_loses_the_rest(puts: list[tuple[int, int, str]]) -> None:
    board = Grid(20, 4)
    for x, y, text in puts:
        board.put(x, y, text, "text")
    rows = board.rows()
    assert len(rows) == 4
    assert all(row_width(row) <= 20 for row in rows)


def test_spaces_of_a_stamp_are_transparent() -> None:
    board = Grid(5, 1)
    board.put(0, 0, ".....", "grid")
    board.stamp(0, 0, [((" ", ""), ("x", "data"))])
    assert plain(board.rows()[0]) == ".x..."
    assert (board.style(1, 0), board.free(2, 0, 3), board.free(3, 0, 3)) == ("data", True, False)


def test_half_of_a_wide_character_leaves_a_space_behind() -> None:
    board = Grid(8, 1)
    board.put(0, 0, "深é蹲", "text")
    board.put(1, 0, "x", "text")
    board.put(3, 0, "y", "text")
    assert plain(board.rows()[0]).rstrip() == " xéy"
    assert row_width(board.rows()[0]) <= 8
