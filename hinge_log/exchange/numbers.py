"""Numbers, durations and distances as text files write them, read by strict patterns with bounds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

MAX_WEIGHT = 100_000
"""In kg or lb. Far over any lift: typing errors of an old log stay as they were, nonsense does not come in."""

MAX_REPS = 100_000
MAX_SECONDS = 1_000_000
MAX_DURATION = 400 * 24 * 3600
MAX_DISTANCE_MM = 10_000_000_000

# ASCII digits alone: float() and int() also take 1_000, inf, nan and the digits of other scripts.
_NUMBER = re.compile(r"([+-]?)([0-9]{1,12})?(?:([.,])([0-9]{0,25}))?(?:[eE]([+-]?[0-9]{1,2}))?")

_LENGTHS = {
    "1": "mm", "10": "cm", "1000": "m/meter/meters/metre/metres/米", "25.4": "in", "304.8": "ft/feet",
    "914.4": "yd/yds/yards", "1000000": "km/kms/kilometers/kilometres/公里/千米", "1609344": "mi/mile/miles/英里",
}  # fmt: skip
"""Millimetres of the units of length, with all spellings of each."""

_MM = {word: Decimal(mm) for mm, words in _LENGTHS.items() for word in words.split("/")}

_UNITS = {
    "kg": ("kg", "kgs", "kilogram", "kilograms", "kilogramm", "kilos", "kilo", "公斤", "千克", "кг"),
    "lb": ("lb", "lbs", "pound", "pounds", "#", "磅", "libras", "funt", "фунт"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}


class Refused(ValueError):
    """A field cannot be used; the text is the plain reason."""


@lru_cache(maxsize=16_384)
def decimal_text(text: str, what: str = "number", *, comma: bool = False) -> str | None:
    """The plain decimal number that `text` holds, with a dot; None when it is empty.

    A comma is a decimal comma. With three digits after it, it could part thousands as well, so it is taken
    only with `comma` (files that are not parted by commas). U+2212 is a minus as well. Raises Refused.
    """
    text = text.strip().replace("\u2212", "-")
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Refused(f"{what} {quoted(text)} is not a number")
    sign, whole, mark, part, power = match.groups()
    if not whole and not part:
        raise Refused(f"{what} {quoted(text)} is not a number")
    if mark == "," and part and len(part) == 3 and not comma:
        raise Refused(f"{what} {quoted(text)} may mean thousands or decimals")
    plain = (whole or "0") + (f".{part}" if part else "")
    if power is not None:
        value = Decimal(f"{plain}e{power}")
        plain = "0" if value < Decimal("1e-12") else format(value, "f")
    return f"-{plain}" if sign == "-" else plain


@lru_cache(maxsize=16_384)
def weight_text(text: str, *, comma: bool = False) -> str | None:
    """A weight as plain decimal text, negative for assistance; None when empty; raises Refused."""
    value = decimal_text(text, "weight", comma=comma)
    if value is not None and abs(Decimal(value)) >= MAX_WEIGHT:
        raise Refused(f"weight {quoted(text.strip())} is out of range")
    return value


@lru_cache(maxsize=4_096)
def whole(text: str, what: str = "reps", limit: int = MAX_REPS) -> int | None:
    """A whole number from 0 to `limit`, also written as 8.0; None when empty; raises Refused."""
    value = decimal_text(text, what)
    if value is None:
        return None
    exact = Decimal(value)
    if exact < 0 or exact > limit:
        raise Refused(f"{what} {quoted(text.strip())} is out of range")
    if exact != exact.to_integral_value():
        raise Refused(f"{what} {quoted(text.strip())} is not a whole number")
    return int(exact)


@lru_cache(maxsize=4_096)
def seconds(text: str, *, limit: int = MAX_SECONDS) -> int | None:
    """Seconds, as a number (rounded) or as H:MM:SS or M:SS; None when empty; raises Refused."""
    text = text.strip()
    if ":" in text:
        parts = text.split(":")
        if len(parts) > 3 or not all(re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{0,9})?", part) for part in parts):
            raise Refused(f"time {quoted(text)} cannot be read")
        exact = Decimal(0)
        for part in parts:
            exact = exact * 60 + Decimal(part)
    else:
        value = decimal_text(text, "time", comma=True)
        if value is None:
            return None
        exact = Decimal(value)
    if exact < 0 or exact > limit:
        raise Refused(f"time {quoted(text)} is out of range")
    return int(exact.to_integral_value(ROUND_HALF_EVEN))


@lru_cache(maxsize=4_096)
def distance_mm(text: str, unit: str, *, comma: bool = False, limit: int = MAX_DISTANCE_MM) -> int | None:
    """A distance in whole millimetres; `unit` is any spelling that the apps use; None when empty."""
    value = decimal_text(text, "distance", comma=comma)
    if value is None:
        return None
    per = _MM.get(unit.strip().casefold().rstrip("."))
    if per is None:
        raise Refused(f"distance unit {quoted(unit)} is not known")
    exact = Decimal(value) * per
    if exact < 0 or exact > limit:
        raise Refused(f"distance {quoted(text.strip())} is out of range")
    return int(exact.to_integral_value(ROUND_HALF_EVEN))


@lru_cache(maxsize=512)
def rpe(text: str) -> float | None:
    """An RPE from 1 to 10, to the nearest half; None when empty or 0 (not given); raises Refused."""
    value = decimal_text(text, "RPE", comma=True)
    if value is None or Decimal(value) == 0:
        return None
    halves = int((Decimal(value) * 2).to_integral_value(ROUND_HALF_EVEN))
    if not 2 <= halves <= 20:
        raise Refused(f"RPE {quoted(text.strip())} is not between 1 and 10")
    return halves / 2


@lru_cache(maxsize=256)
def weight_unit(text: str) -> str | None:
    """The unit "kg" or "lb" that `text` names; None for anything else."""
    return _UNIT_OF.get(text.strip().strip("()[]").casefold().rstrip("."))


_HOURS = (
    r"h|hr|hrs|hour|hours|std|stunde|stunden|小时|小時|時間|시간|ч|час|godz|heure|heures|hora|horas|ora|ore|sa|saat"
    r"|u|uur|uren|tim|timme|timmar|t|time|timer"
)
_MINUTES = r"m|min|mins|minute|minutes|minuten|分钟|分鐘|分|분|мин|минут|minuto|minutos|minuti|dk|dakika"
_SECONDS = r"s|sec|secs|second|seconds|sek|sekunde|sekunden|秒钟|秒|초|с|сек|segundo|segundos|secondi|sn"
_DAYS = r"d|day|days|tag|tage|天|日|일"
_PART = re.compile(
    rf"([0-9]{{1,9}})(?:[.,]([0-9]{{1,6}}))?\s*(?:(?P<d>{_DAYS})|(?P<h>{_HOURS})|(?P<m>{_MINUTES})|(?P<s>{_SECONDS}))"
    rf"(?![^\W\d_])\.?[\s,]*"
)
_CJK_PART = re.compile(r"(?<=[小时時間分钟鐘시간분天日일])(?=[0-9])")
_SCALE = {"d": 86_400, "h": 3600, "m": 60, "s": 1}


@lru_cache(maxsize=4_096)
def duration(text: str) -> int | None:
    """How long a workout took, in seconds: "1h 5m", "52m", "20s", "1小时13分钟", "1 Std. 5 Min.", "3600".

    Gives None when the text says nothing that can be read: a workout is never lost for it.
    """
    text = _CJK_PART.sub(" ", text.strip().casefold())
    if not text:
        return None
    total, at = Decimal(0), 0
    for part in _PART.finditer(text):
        if part.start() != at:
            return None
        at = part.end()
        scale = _SCALE[str(part.lastgroup)]
        total += Decimal(f"{part[1]}.{part[2] or 0}") * scale
    if at == 0:
        try:
            plain = seconds(text, limit=MAX_DURATION)
        except Refused:
            return None
        return plain
    if at != len(text) or total > MAX_DURATION:
        return None
    return int(total)


def quoted(text: str) -> str:
    """A field as shown in a reason: cut, on one line, without control characters."""
    from hinge_log.text import clean

    short = clean(text, limit=24)
    return f"'{short}'"
