"""What stands in the cells of a table that people keep by hand: numbers with words behind them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import NamedTuple

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import unit_word
from hinge_log.exchange.numbers import MAX_SECONDS, Refused, quoted

_MEASURE = re.compile(r"([-+\u2212]?[0-9.,]+)\s*([^\W\d_]*)\.?")
_BODY = r"bw|b/w|body|body[\s-]?weight|bodywt|körpergewicht|eigengewicht|poids du corps|pdc|peso corporal|corpo libero"
_ON_BODY = re.compile(rf"(?:{_BODY})\s*(?:([-+\u2212])\s*([0-9].*))?", re.IGNORECASE)
_OF_BODY = re.compile(rf"[0-9.,]+\s*[%x×*]?\s*(?:{_BODY})", re.IGNORECASE)
_EFFORT = re.compile(r"(rpe|rir|@)?[\s:]*([0-9]+(?:[.,][0-9]+)?)\+?\s*(rpe|rir)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SCALE = {"": 1, "s": 1, "min": 60, "h": 3600}


class Weight(NamedTuple):
    """A weight as plain decimal text, negative for assistance, and the unit beside it, "kg" or "lb".

    None stands for what is not given, `remark` is what has to be said of the weight. Where a distance or a time
    stands in the cell, there is no weight. `rival` are the weights in kg and in lb where columns of both do not agree
    and nobody chose.
    """

    value: str | None
    unit: str | None
    remark: str = ""
    distance_mm: int | None = None
    seconds: int | None = None
    rival: tuple[str, str] | None = None


class Done(NamedTuple):
    """The reps of a set, or the seconds of one that was held."""

    reps: int | None
    seconds: int | None


@lru_cache(maxsize=4_096)
def measure(text: str) -> tuple[str, str]:
    """A number and the word behind it: "80 kg" -> ("80", "kg")."""
    match = _MEASURE.fullmatch(text.strip())
    return (match[1], match[2]) if match and match[2] else (text, "")


@lru_cache(maxsize=8_192)
def heavy(text: str, *, comma: bool = False) -> Weight:
    """Read a weight: "80", "80 kg", "BW", "BW+10", "BW-20 lb", "+35", or a distance, "0.55 km"; raises Refused."""
    if not text:
        return Weight(None, None)
    text = text.strip()
    body = _ON_BODY.fullmatch(text)
    if body is not None:
        if body[2] is None:
            return Weight(None, None)
        added = heavy(body[2], comma=comma)
        if added.value is None or not Decimal(added.value):
            return Weight(None, None)
        if body[1] != "+":
            return added._replace(value=f"-{added.value}")
        remark = (
            f"weight {quoted(text)}: only the added load is kept; it counts on top of bodyweight"
            " for bodyweight exercises"
        )
        return added._replace(remark=added.remark or remark)
    if _OF_BODY.fullmatch(text):
        return Weight(None, None, f"weight {quoted(text)} is a share of an unknown bodyweight: left out")
    number, word = measure(text)
    unit = numbers.weight_unit(word) if word else None
    remark = ""
    if word and unit is None:
        length, kind = unit_word(word)
        if kind == "distance":
            return Weight(None, None, "", numbers.distance_mm(number, length, comma=comma), None)
        if kind == "seconds":
            return Weight(None, None, "", None, seconds(text))
        if " " not in text:
            numbers.weight_text(text)  # "8O" is a slip of the finger, no weight of 8: refused
        remark = f"weight unit {quoted(word)} is not known"
    return Weight(numbers.weight_text(number, comma=comma), unit, remark)


@lru_cache(maxsize=1_024)
def effort(text: str, *, reserve: bool = False, either: bool = False) -> float | None:
    """An RPE: "8", "RPE 8", "@8", or from the reps in reserve "2 RIR", "RIR 2"; raises Refused.

    A bare number counts reps in reserve with `reserve`, and with `either` when it is 5 or less.
    """
    marked = _EFFORT.fullmatch(text.strip())
    if marked is None or not marked[2]:
        return numbers.rpe(text)
    word = (marked[1] or marked[3] or "").casefold()
    left = Decimal(numbers.decimal_text(marked[2], "effort", comma=True) or 0)
    if word == "rir" or (not word and (reserve or (either and left <= 5))):
        if not 0 <= left <= 9:
            raise Refused(f"reps in reserve {quoted(text)} is out of range")
        return numbers.rpe(str(10 - left))
    return numbers.rpe(marked[2])


@lru_cache(maxsize=4_096)
def repetitions(text: str) -> Done:
    """Read reps, "8" or "8 reps", or how long a set was held instead: "45s", "0:45", "1 min 30 s"; raises Refused."""
    if not text:
        return Done(None, None)
    number, word = measure(text)
    unit, kind = unit_word(word)
    if unit == "m":
        raise Refused(f"reps {quoted(text)} may mean minutes or metres")
    if kind == "distance":
        raise Refused(f"reps {quoted(text)} are a distance")
    if kind == "seconds" or ":" in text:
        return Done(None, seconds(text))
    if not word and _LETTER.search(text) and (held := numbers.duration(text)) is not None:
        return Done(None, held)
    return Done(numbers.whole(number), None)


@lru_cache(maxsize=4_096)
def seconds(text: str, unit: str = "") -> int | None:
    """Read a time: a number in `unit` ("s", "min", "h" or "" for seconds), "1:30", "1:02:03", "25 min", "1h 5m".

    Two numbers with a colon are minutes and seconds, or hours and minutes where the unit is "h". None when it is
    empty; raises Refused.
    """
    text = text.strip()
    if not text:
        return None
    if ":" in text:
        return numbers.seconds(f"{text}:00" if unit == "h" and text.count(":") == 1 else text)
    number, word = measure(text)
    own, kind = unit_word(word)
    if kind != "seconds" and _LETTER.search(text):
        length = numbers.duration(text)
        if length is None:
            raise Refused(f"time {quoted(text)} cannot be read")
        return length
    value = numbers.decimal_text(number, "time", comma=True)
    if value is None:
        return None
    exact = Decimal(value) * _SCALE[own or unit]
    if not 0 <= exact <= MAX_SECONDS:
        raise Refused(f"time {quoted(text)} is out of range")
    return int(exact.to_integral_value(ROUND_HALF_EVEN))


@lru_cache(maxsize=4_096)
def duration(text: str, unit: str = "") -> int | None:
    """How long a workout took, in seconds; `unit` as for `seconds`. None for what cannot be read."""
    if not unit or _LETTER.search(text):
        return numbers.duration(text)
    try:
        return seconds(text, unit)
    except Refused:
        return None
