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
_LETTER = re.compile(r"[^\W\d_]")
_SCALE = {"": 1, "s": 1, "min": 60, "h": 3600}


class Weight(NamedTuple):
    """A weight as plain decimal text, negative for assistance, and the unit beside it, "kg" or "lb".

    None stands for what is not given, `remark` is what has to be said of the weight.
    """

    value: str | None
    unit: str | None
    remark: str = ""


class Done(NamedTuple):
    """The reps of a set, or the seconds of one that was held."""

    reps: int | None
    seconds: int | None


@lru_cache(maxsize=4_096)
def measure(text: str) -> tuple[str, str]:
    """A number and the word behind it: "80 kg" -> ("80", "kg")."""
    found = _MEASURE.fullmatch(text.strip())
    return (found[1], found[2]) if found and found[2] else (text, "")


@lru_cache(maxsize=4_096)
def weight(text: str, *, comma: bool = False) -> Weight:
    """Read a weight: "80", "80 kg", "BW", "BW+10", "BW-20 lb"; raises Refused."""
    text = text.strip()
    body = _ON_BODY.fullmatch(text)
    if body is not None:
        if body[2] is None:
            return Weight(None, None)
        added = weight(body[2], comma=comma)
        if added.value is None or not Decimal(added.value):
            return Weight(None, None)
        if body[1] != "+":
            return added._replace(value=f"-{added.value}")
        said = (
            f"of weight {quoted(text)} what was added is kept: it counts on top of bodyweight where the exercise does"
        )
        return added._replace(remark=added.remark or said)
    if _OF_BODY.fullmatch(text):
        return Weight(None, None, f"weight {quoted(text)} is a part of bodyweight, which is not known: left out")
    number, word = measure(text)
    unit = numbers.weight_unit(word)
    said = f"the unit {quoted(word)} of a weight is not known" if word and unit is None else ""
    return Weight(numbers.weight_text(number, comma=comma), unit, said)


@lru_cache(maxsize=4_096)
def repetitions(text: str) -> Done:
    """Read reps, "8" or "8 reps", or how long a set was held instead: "45s", "0:45", "1 min 30 s"; raises Refused."""
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
    if ":" in text:
        return numbers.seconds(f"{text}:00" if unit == "h" and text.count(":") == 1 else text)
    number, word = measure(text)
    own, kind = unit_word(word)
    if kind != "seconds" and _LETTER.search(text):
        told = numbers.duration(text)
        if told is None:
            raise Refused(f"time {quoted(text)} cannot be read")
        return told
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
