from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.cells import (
    Row,
    cut,
    fit,
    in_ascii,
    is_free,
    laid,
    on_rows,
    over,
    padded,
    plain,
    row_width,
    rule,
    split,
    text_width,
)

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


@given(st.lists(st.tuples(st.integers(-5, 25), texts), max_size=6), st.integers(0, 30))
def test_texts_over_a_row_keep_their_cells_and_what_does_not_fit_is_lost(
    puts: list[tuple[int, str]], width: int
) -> None:
    row: Row = ()
    for at, text in puts:
        before = max(row_width(row), at + text_width(text) if text_width(text) > max(0, -at) else 0)
        row = over(row, at, text, "text")
        assert row_width(row) == before
    left, right = split(row, width)
    assert row_width(left) == width
    assert width + row_width(right) == max(width, row_width(row))
    shown = on_rows([row, row, row], width, 2)
    assert len(shown) == 2
    assert all(row_width(each) <= width for each in shown)


def test_spaces_of_a_row_that_is_laid_over_another_are_transparent() -> None:
    row = laid(((".....", "grid"),), 0, ((" ", ""), ("x", "data")))
    assert plain(row) == ".x..."
    assert (is_free(row, 1, 1), is_free(row, 2, 3), is_free(row, 0, 2), is_free(row, -1, 1)) == (
        False,
        True,
        False,
        False,
    )


def test_half_of_a_wide_character_leaves_a_space_behind() -> None:
    row = over(over(over((), 0, "深é蹲", "text"), 1, "x", "text"), 3, "y", "text")
    assert plain(row).rstrip() == " xéy"
    assert row_width(row) <= 8
