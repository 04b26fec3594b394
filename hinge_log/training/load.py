"""Loads: exact grams beside the number and unit as typed."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from hinge_log.errors import EntryError
from hinge_log.text import shown

GRAMS_PER_LB = Decimal("453.59237")
"""The international avoirdupois pound (1959 agreement)."""

GRAMS_PER = {"kg": Decimal(1000), "lb": GRAMS_PER_LB}

LIMIT_G = 600_000
"""No load that a person lifts is over 600 kg: beyond it a number is a slip of the finger."""


class Load(NamedTuple):
    """A load: `grams` (whole, may be negative for assistance), and `value` and `unit` as typed.

    `body` marks a load that is added to bodyweight (0 is bodyweight alone, negative is assistance).
    """

    grams: int
    value: str
    unit: str
    body: bool = False

    @classmethod
    def of(cls, value: str, unit: str, *, body: bool = False) -> Load:
        """Make a load of a plain decimal number and "kg" or "lb"; raises ValueError for anything else."""
        if not _plain_number(value) or unit not in GRAMS_PER:
            raise ValueError(f"not a load: {value!r} {unit!r}")
        exact = Decimal(value) * GRAMS_PER[unit]
        return cls(int(exact.to_integral_value(ROUND_HALF_EVEN)), value, unit, body)

    @classmethod
    def from_grams(cls, grams: int, unit: str, *, body: bool = False) -> Load:
        """Make a load of whole grams, its value rounded to two decimals of `unit`."""
        return cls(grams, number(Decimal(grams) / GRAMS_PER[unit]), unit, body)

    @property
    def text(self) -> str:
        """The number as shown: at most two decimals, no trailing zeros."""
        return number(Decimal(self.value))

    @property
    def named(self) -> str:
        """The load with its unit: "100 kg", "bw", "bw+10 kg", "bw-20 kg"."""
        if not self.body:
            return f"{self.text} {self.unit}"
        return f"bw{'' if self.grams < 0 else '+'}{self.text} {self.unit}" if self.grams else "bw"

    def in_unit(self, unit: str) -> Decimal:
        """The load in kg or lb, exact for the unit as typed."""
        if unit == self.unit:
            return Decimal(self.value)
        return Decimal(self.grams) / GRAMS_PER[unit]

    def plus(self, step: Load) -> Load:
        """Add a step; the result keeps this load's unit."""
        if step.unit == self.unit:
            return Load.of(plain(Decimal(self.value) + Decimal(step.value)), self.unit, body=self.body)
        return Load.from_grams(self.grams + step.grams, self.unit, body=self.body)


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def number(value: Decimal) -> str:
    """Write a number for the screen: at most two decimals, no trailing zeros."""
    return plain(value.quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def _plain_number(text: str) -> bool:
    """Whether a text is up to seven digits, a sign before and up to 15 decimals behind them; `re` loads slowly."""
    whole, point, decimals = text.removeprefix("-").partition(".")
    digits = whole + decimals
    return (
        digits.isascii()
        and digits.isdigit()
        and 0 < len(whole) <= 7
        and len(decimals) <= 15
        and (decimals != "" or not point)
    )


_ENDINGS = (("kg", "kg"), ("kgs", "kg"), ("lbs", "lb"), ("lb", "lb"), ("#", "lb"))


def read_load(text: str, unit: str) -> Load:
    """A load as typed, a bare number in `unit`; raises EntryError."""
    bare = text.strip().lower().replace(",", ".")
    for ending, named in _ENDINGS:
        if bare.endswith(ending):
            bare, unit = bare.removesuffix(ending).strip(), named
            break
    try:
        load = Load.of(bare, unit)
    except ValueError:
        raise EntryError("load", f"can't read the load '{shown(text)}'", "102.5, 102.5kg or 225lb") from None
    if not 0 <= load.grams <= LIMIT_G:
        raise EntryError("load", f"{shown(text)} is not between 0 and {LIMIT_G // 1000} kg", "102.5 or 225lb")
    return load
