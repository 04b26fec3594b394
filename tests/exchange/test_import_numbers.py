from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.exchange import numbers
from hinge_log.exchange.numbers import Refused


@pytest.mark.parametrize(
    "text", ["1_000", "inf", "nan", "-inf", "1e999", "٤٠", "４０", "0x10", "1 000", "--5", "1.2.3"]
)
def test_what_python_would_take_for_a_number_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        numbers.weight_text(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("75.0", "75.0"), ("185.00000000000003", "185.00000000000003"), (" 80 ", "80"), ("82,5", "82.5"), (".5", "0.5"),
     ("-20", "-20"), ("\u221220,5", "-20.5"), ("7.1E-15", "0"), ("1.5e2", "150"), ("", None)],
)  # fmt: skip
def test_a_weight_keeps_its_digits(text: str, plain: str | None) -> None:
    assert numbers.weight_text(text) == plain


def test_a_comma_that_may_part_thousands_is_not_guessed() -> None:
    with pytest.raises(Refused, match="thousands"):
        numbers.weight_text("1,250")
    assert numbers.weight_text("61,235", comma=True) == "61.235"


@given(st.decimals(min_value=-99_999, max_value=99_999, places=14))
def test_weights_are_exact(value: Decimal) -> None:
    text = format(value, "f")
    assert Decimal(numbers.weight_text(text) or "none") == value


def test_reps_are_whole_and_bounded() -> None:
    assert numbers.whole("8.0") == 8
    assert numbers.whole("") is None
    for wrong in ("8.5", "-1", "1000000", "8 reps"):
        with pytest.raises(Refused):
            numbers.whole(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52m", 3120),
        ("2h 18m", 8280),
        ("1h", 3600),
        ("20s", 20),
        ("38min", 2280),
        ("264h 1m", 950_460),
        ("1小时13分钟", 4380),
        ("49分钟", 2940),
        ("55秒", 55),
        ("1 Std. 5 Min.", 3900),
        ("1 h 5 min", 3900),
        ("1d 2h", 93_600),
        ("3600", 3600),
        ("1:05:00", 3900),
        ("", None),
        ("soon", None),
        ("5 parsecs", None),
    ],
)
def test_a_workout_s_length_is_read_in_several_languages(text: str, expected: int | None) -> None:
    assert numbers.duration(text) == expected


def test_times_and_distances() -> None:
    assert numbers.seconds("0:01:30") == 90
    assert numbers.seconds("90.0") == 90
    assert numbers.distance_mm("1.5", "km") == 1_500_000
    assert numbers.distance_mm("1", "mi") == 1_609_344
    with pytest.raises(Refused, match="unit"):
        numbers.distance_mm("1", "kg")


def test_an_rpe_of_nothing_is_not_given() -> None:
    assert numbers.rpe("") is None
    assert numbers.rpe("0") is None
    assert numbers.rpe("8.5") == 8.5
    for wrong in ("11", "0.2", "inf"):
        with pytest.raises(Refused):
            numbers.rpe(wrong)


@given(st.text(max_size=30))
def test_no_text_does_more_than_refuse(text: str) -> None:
    for reader in (numbers.weight_text, numbers.whole, numbers.seconds, numbers.rpe, numbers.duration):
        try:
            reader(text)
        except Refused:
            continue
