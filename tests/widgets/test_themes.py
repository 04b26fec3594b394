from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from hinge_log.charts.cells import text_width
from hinge_log.widgets.themes import AsciiOnly, Colourless

BLACK = Color(0, 0, 0)


def test_without_colour_nothing_but_weight_and_what_is_clicked_is_left() -> None:
    style = Style(color="#ff0000", bgcolor="blue", bold=True, reverse=True) + Style.from_meta({"press": "start"})
    [segment] = Colourless().apply([Segment("x", style)], BLACK)
    assert segment.style is not None
    assert segment.style.render("x") == "\x1b[1;7mx\x1b[0m"
    assert segment.style.meta == {"press": "start"}


@given(st.text(max_size=40))
def test_in_ascii_every_text_keeps_its_cells(text: str) -> None:
    [segment] = AsciiOnly().apply([Segment(text, Style(bold=True))], BLACK)
    assert segment.text.isascii()
    assert text_width(segment.text) == text_width(text)


@pytest.mark.parametrize("glyph", "▸◂✓→←↑↓□■▲▼●○◆▀▄█░▒▓│─━═╭╮╰╯├┼…×·⣿⠁▁▔▊🔎"[:-1])
def test_every_glyph_of_the_screens_has_a_sign_of_its_own_in_ascii(glyph: str) -> None:
    [segment] = AsciiOnly().apply([Segment(glyph)], BLACK)
    assert segment.text.isascii()
    assert segment.text.strip() not in ("", "?")
