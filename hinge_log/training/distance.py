"""Distances as people write them: 18 cm, 12 in, 400 m, 40 yd, 2.5 km."""

from __future__ import annotations

from decimal import Decimal

from hinge_log.training.load import number, plain

MM_PER_UNIT = {
    "cm": Decimal(10), "m": Decimal(1_000), "km": Decimal(1_000_000),
    "in": Decimal("25.4"), "ft": Decimal("304.8"), "yd": Decimal("914.4"), "mi": Decimal(1_609_344),
}  # fmt: skip
_METRE = 1_000

FAR_MM = {"cm": 300, "in": 305}
"""A foot from the heels to the wall is the far end of the wall drill."""


def distance_unit(millimetres: float) -> str:
    """The unit that a distance is written in: cm below a metre, m below a kilometre, or feet and inches if so typed.

    Only the millimetres are stored: a whole number of inches (feet, yards, miles) that is no whole centimetre (tenth of
    a metre) was typed in them.
    """
    short, size = millimetres < _METRE, round(millimetres)
    if size % (10 if short else 100):
        for unit in ("in",) if short else ("mi", "yd", "ft"):
            if _whole(size, unit) is not None:
                return unit
    return "cm" if short else "m" if millimetres < 1_000 * _METRE else "km"


def distance_number(millimetres: float, unit: str) -> str:
    """A distance as a number of a unit, to the cm below a kilometre and to the metre above it."""
    size = round(millimetres)
    if unit not in ("cm", "m", "km"):
        whole = _whole(size, unit)
        return str(whole) if whole is not None else f"{size / MM_PER_UNIT[unit]:.1f}"
    value = size / MM_PER_UNIT[unit]
    return plain(round(value, 3)) if unit == "km" else number(value)


def distance_text(millimetres: float) -> str:
    """A distance for the screen: "18 cm", "12 in", "400 m", "2.5 km"."""
    unit = distance_unit(millimetres)
    return f"{distance_number(millimetres, unit)} {unit}"


def typed_distance(millimetres: int) -> str:
    """A distance as it is typed, to the millimetre: "18cm", "12in", "400m", "2.5km"."""
    unit = distance_unit(millimetres)
    whole = _whole(millimetres, unit)
    return f"{plain(millimetres / MM_PER_UNIT[unit]) if whole is None else whole}{unit}"


def wall_unit(millimetres: int | None) -> str:
    """The unit of a distance to the wall: "in" for one in inches, else "cm"."""
    return "in" if millimetres and distance_unit(millimetres) == "in" else "cm"


def step_text(millimetres: int) -> str:
    """One step of a distance to the wall: "1 cm", or "1 in" for one in inches."""
    return f"1 {wall_unit(millimetres)}"


def stepped(millimetres: int, steps: int) -> int:
    """A distance to the wall so many centimetres, or inches, farther out."""
    if wall_unit(millimetres) == "cm":
        return millimetres + 10 * steps
    return inches_as_mm(round(millimetres / MM_PER_UNIT["in"]) + steps)


def inches_as_mm(inches: Decimal | int) -> int:
    """Inches in whole millimetres, as near as can be.

    Below a metre, whole inches never come to a whole centimetre, which would be shown in cm: 13 in is 331 mm, not 330.
    """
    exact = inches * MM_PER_UNIT["in"]
    nearest = round(exact)
    if inches == int(inches) and nearest % 10 == 0 and 0 < nearest < _METRE:
        return nearest + 1 if nearest < exact else nearest - 1
    return nearest


def _whole(millimetres: int, unit: str) -> int | None:
    """How many of a unit a distance is, rounded to the millimetre; None where it is no whole number of them."""
    whole = round(millimetres / MM_PER_UNIT[unit])
    same = inches_as_mm(whole) if unit == "in" else round(whole * MM_PER_UNIT[unit])
    return whole if same == millimetres else None
