from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.charts.banner_font import banner, digits, digits_width
from hinge_log.charts.cells import text_width
from hinge_log.exercises.catalogue import Catalogue

numbers = st.text("0123456789.:+-x ", min_size=1, max_size=8)


@given(numbers, st.sampled_from([1, 2]), st.booleans())
def test_every_line_of_a_number_is_as_wide_as_said(text: str, scale: int, ascii_only: bool) -> None:
    drawn = digits(text, scale, ascii_only=ascii_only)
    assert len(drawn) == (3 if ascii_only or scale == 1 else 6)
    assert {text_width(line) for line in drawn} == {digits_width(text, scale, ascii_only=ascii_only)}
    if ascii_only:
        assert "".join(drawn).isascii()


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("scale", [1, 2])
def test_no_two_digits_look_alike(scale: int, ascii_only: bool) -> None:
    shapes = {tuple(digits(digit, scale, ascii_only=ascii_only)) for digit in "0123456789+-x"}
    assert len(shapes) == 13


def test_both_sizes_show_the_same_pixels() -> None:
    small, large = digits("1:24"), digits("1:24", 2)
    for y, line in enumerate(small):
        for x, block in enumerate(line):
            upper, lower = large[2 * y][2 * x] == "█", large[2 * y + 1][2 * x] == "█"
            assert block == " ▀▄█"[upper + 2 * lower]


def test_a_digit_is_read_from_its_pixels() -> None:
    assert digits("7", 2) == ["████████", "      ██", "    ██  ", "    ██  ", "  ██    ", "  ██    "]


def test_what_cannot_be_drawn_is_left_out_and_nothing_gives_nothing() -> None:
    assert digits("5kg") == digits("5")
    assert digits_width("") == 0
    assert digits_width("kg", ascii_only=True) == 0


@given(st.text(max_size=30), st.integers(1, 200), st.integers(1, 60), st.booleans())
def test_a_banner_never_leaves_its_place(text: str, width: int, height: int, ascii_only: bool) -> None:
    drawn = banner(text, width, height, ascii_only=ascii_only)
    assert len(drawn) <= height
    assert all(text_width(line) <= width for line in drawn)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 35), (200, 60)])
def test_every_card_is_drawn_large(catalogue: Catalogue, width: int, height: int) -> None:
    cards = {item.card for lift in catalogue.exercises.values() for item in catalogue.items_for(lift)}
    assert len(cards) > 10
    for card in cards:
        drawn = banner(card, width, height - 4)
        assert len(drawn) >= 7, card
        assert set("".join(drawn)) <= {"█", " "}, card


def test_every_letter_of_every_card_can_be_drawn(catalogue: Catalogue) -> None:
    cards = {item.card for lift in catalogue.exercises.values() for item in catalogue.items_for(lift)}
    for character in sorted(set("".join(cards).upper()) - {" "}):
        assert any(line.strip() for line in banner(character, 80, 24)), character
        assert character not in "".join(banner(character, 80, 24)), character


def test_more_room_never_draws_smaller() -> None:
    before = 0
    for size in range(10, 200, 5):
        drawn = banner("HIPS BACK", size, size // 2)
        ink = sum(line.count("█") for line in drawn)
        assert ink >= before
        before = ink


def test_a_card_that_does_not_fit_is_still_read() -> None:
    assert banner("brace", 10, 3) == ["  BRACE"]


@pytest.mark.parametrize("text", ["брюшной пресс", "硬拉", "4 reps", "brace!"])
def test_a_card_in_letters_that_have_no_shape_is_still_read(text: str) -> None:
    (line,) = banner(text, 80, 24)
    assert line.strip() == text
    assert abs(2 * (text_width(line) - text_width(text)) + text_width(text) - 80) <= 1
