from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinge_log.store.ids import IdMaker, encode

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
times = st.integers(0, (1 << 48) - 1)


def decoded(text: str) -> int:
    value = 0
    for character in text:
        value = value << 5 | ALPHABET.index(character)
    return value


@given(st.integers(0, (1 << 128) - 1))
def test_an_id_keeps_all_its_bits(value: int) -> None:
    assert decoded(encode(value)) == value
    assert len(encode(value)) == 26


@given(st.lists(st.integers(0, (1 << 128) - 1)))
def test_ids_sort_as_their_numbers_do(values: list[int]) -> None:
    assert sorted(map(encode, values)) == [encode(value) for value in sorted(values)]


@given(times)
def test_an_id_is_a_uuid_of_version_7_that_holds_its_time(at: int) -> None:
    value = decoded(IdMaker().next(at))
    assert value >> 80 == at
    assert value >> 76 & 0xF == 7
    assert value >> 62 & 0b11 == 0b10


@given(st.lists(times, min_size=2, max_size=50))
def test_ids_rise_in_the_order_in_which_they_were_made_whatever_the_clock_says(clock: list[int]) -> None:
    maker = IdMaker()
    made = [maker.next(at) for at in clock]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_two_devices_in_one_millisecond_make_different_ids() -> None:
    made = {IdMaker().next(1_773_000_000_000) for _ in range(2000)}
    assert len(made) == 2000


def test_an_id_holds_no_letter_that_is_misread() -> None:
    maker = IdMaker()
    assert not set("ilouILOU") & set("".join(maker.next(n) for n in range(500)))
