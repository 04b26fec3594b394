"""Ways in which a file goes wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

_PAGE = 4096


def flip(raw: bytearray, rng: random.Random) -> None:
    """Turn one bit over."""
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def cut(raw: bytearray, rng: random.Random) -> None:
    """Lose the end of the file."""
    del raw[rng.randrange(len(raw)) :]


def zero(raw: bytearray, rng: random.Random) -> None:
    """Have zeros in the place of a page."""
    page = rng.randrange(len(raw) // _PAGE)
    raw[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)


def header(raw: bytearray, rng: random.Random) -> None:
    """Have anything in the place of a few bytes of the header."""
    place = rng.randrange(96)
    raw[place : place + 4] = rng.randbytes(4)


WAYS: dict[str, Callable[[bytearray, random.Random], None]] = {"flip": flip, "cut": cut, "zero": zero, "header": header}
