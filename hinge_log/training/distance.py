"""Distances as people write them: 18 cm, 400 m, 2.5 km."""

from __future__ import annotations

from decimal import Decimal

from hinge_log.training.load import number, plain

MM_PER_UNIT = {"cm": 10, "m": 1_000, "km": 1_000_000}


def distance_unit(millimetres: float) -> str:
    """The unit that a distance of so many millimetres is written in: cm below a metre, m below a kilometre."""
    return "cm" if millimetres < MM_PER_UNIT["m"] else "m" if millimetres < MM_PER_UNIT["km"] else "km"


def distance_number(millimetres: float, unit: str) -> str:
    """A distance as a number of a unit, to the cm below a kilometre and to the metre above it."""
    value = Decimal(round(millimetres)) / MM_PER_UNIT[unit]
    return plain(round(value, 3)) if unit == "km" else number(value)


def distance_text(millimetres: float) -> str:
    """A distance for the screen: "18 cm", "400 m", "2.5 km"."""
    unit = distance_unit(millimetres)
    return f"{distance_number(millimetres, unit)} {unit}"


def typed_distance(millimetres: int) -> str:
    """A distance as it is typed, to the millimetre: "18cm", "400m", "2.5km"."""
    unit = distance_unit(millimetres)
    return f"{plain(Decimal(millimetres) / MM_PER_UNIT[unit])}{unit}"
