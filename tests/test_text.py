from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.text import NOTE_LIMIT, clean, shown

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(max_size=200), st.booleans())
def test_nothing_that_steers_a_terminal_is_left(text: str, lines: bool) -> None:
    for character in clean(text, lines=lines).replace("\n", "" if lines else "\n"):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn"), hex(ord(character))
        assert character not in BIDI


@given(st.text(max_size=200), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(st.text(string.ascii_letters + string.digits + string.punctuation, max_size=80))
def test_plain_text_stays_as_it_was_typed(text: str) -> None:
    assert clean(text) == text
    assert shown(text) == text


@given(st.text(max_size=300), st.integers(0, 50))
def test_no_text_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit=limit)) <= limit


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Bulgarian split squat", "Bulgarian split squat"),
        ("Kniebeuge über 90°", "Kniebeuge über 90°"),
        ("硬拉", "硬拉"),
        ("рывок", "рывок"),
        ("  tired  ", "tired"),
        ("a\tb", "a b"),
        ("a\r\nb", "a b"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b31mred", "31mred"),
        ("a\u202eb\u2066c", "abc"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\x00b\x7fc", "abc"),
        ("e\u0301", "é"),
        ("half a pair \ud800", "half a pair"),
        ("\ufeffname", "name"),
    ],
)
def test_names_in_any_language_survive_and_tricks_do_not(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


def test_a_note_may_have_lines() -> None:
    assert clean("one\r\ntwo\rthree\n", lines=True) == "one\ntwo\nthree"


def test_a_family_emoji_stays_one_picture() -> None:
    family = "👨\u200d👩\u200d👧"
    assert clean(family) == family


def test_a_book_pasted_as_a_note_is_cut() -> None:
    assert len(clean("deadlift " * 1000)) <= NOTE_LIMIT


def test_what_is_stored_with_line_breaks_is_shown_on_one_line() -> None:
    assert "\n" not in shown("a\nb\u2028c")
