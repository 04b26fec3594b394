"""Values packed into text columns, read strictly and with bounds.

`read_*` never raise: a value that no hinge-log wrote is noted in `unreadable` and left out, so that one bad row stops
nothing. `parse_*` raise ValueError for it; `hinge-log doctor` names the rows by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from json import JSONDecoder, dumps
from typing import TypeVar

from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.workout import PlannedSet, SetKind

T = TypeVar("T")

unreadable: dict[str, None] = {}
"""What could not be read since this was last emptied, in order: "plan of lift 01J...". Kept for one command, or while
the app runs."""

_MOST_NOTED = 100
_LONGEST = 1_000_000
_DEEPEST = 40
_MOST_DIGITS = 20
_MOST_SETS = 200
_LONGEST_WHY = 300
_MOST_REPS = 100_000
_MOST_SECONDS = 1_000_000
_MOST_GRAMS = 100_000_000
MOST_PAIRS = 50
"""So many pairs of a plate a gym has at most."""
_KINDS = {kind.value: kind for kind in SetKind}

Slips = tuple[tuple[str, "int | None"], ...]


def _whole_number(text: str) -> int:
    if len(text) > _MOST_DIGITS or abs(number := int(text)) >= 1 << 63:
        raise ValueError("a number with too many digits")
    return number


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number that is too large")
    return value


def _no_constant(text: str) -> object:
    raise ValueError(f"{text} is not JSON")


_DECODER = JSONDecoder(parse_int=_whole_number, parse_float=_number, parse_constant=_no_constant)


def parse_json(text: object) -> object:
    """Read JSON: no whole number beyond 63 bits, no text that is no Unicode, not deeper than 40. Raises ValueError."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise ValueError("not text, or too long")
    if text.count("[") + text.count("{") > _DEEPEST and _depth(text) > _DEEPEST:
        raise ValueError("nested too deeply")
    value: object = _DECODER.decode(text)
    if "\\u" in text:
        dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    return value


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def read_json(text: object, what: str) -> object:
    """A value of JSON, None when it cannot be read."""
    return _or_note(parse_json, text, None, what)


def parse_slips(text: object) -> Slips:
    """The failed checks of a set: in how many reps each, None for some. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, dict) or len(value) > _MOST_SETS:
        raise ValueError("not a list of failed checks")
    for item, reps in value.items():
        if not item or len(item) > 200 or clean(item, limit=200) != item:
            raise ValueError("not the id of a check")
        if reps is not None:
            bounded(reps, 0, _MOST_REPS)
    return tuple(value.items())


def read_slips(text: object, set_id: object = "") -> Slips:
    """The failed checks of a set, none when they cannot be read."""
    return _or_note(parse_slips, text, (), f"checks of set {set_id}") if text else ()


def parse_plan(text: object) -> tuple[PlannedSet, ...]:
    """The planned sets of a lift. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, list) or len(value) > _MOST_SETS:
        raise ValueError("not a list of sets")
    return tuple(map(_planned, value))


def _planned(value: object) -> PlannedSet:
    if not isinstance(value, dict):
        raise ValueError("not a planned set")
    kind = value.get("kind", "working")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError("not a kind of set")
    reps, seconds = value.get("reps"), value.get("seconds")
    load = None
    if value.get("load") is not None:
        load = parse_load(value["load"], value.get("unit"), body=value.get("body") is True)
    return PlannedSet(
        reps=None if reps is None else bounded(reps, 0, _MOST_REPS),
        seconds=None if seconds is None else bounded(seconds, 0, _MOST_SECONDS),
        kind=_KINDS[kind],
        load=load,
        amrap=value.get("amrap") is True,
        why=clean(why, limit=_LONGEST_WHY) if isinstance(why := value.get("why", ""), str) else "",
        deload=value.get("deload") is True,
    )


def read_plan(text: object, lift_id: object = "") -> tuple[PlannedSet, ...]:
    """The planned sets of a lift, none when they cannot be read."""
    return () if text == "[]" else _or_note(parse_plan, text, (), f"plan of lift {lift_id}")


def parse_load(text: object, unit: object, *, body: bool = False) -> Load:
    """A load as it was typed. Raises ValueError."""
    if not isinstance(text, str) or not isinstance(unit, str):
        raise ValueError("not a load")
    load = Load.of(text, unit, body=body)
    if abs(load.grams) > _MOST_GRAMS:
        raise ValueError("a load that is too heavy")
    return load


def read_load(
    grams: int, text: str, unit: str, *, body: bool = False, row_id: object = "", kind: str = "load of set"
) -> Load:
    """The load of a set, or a bodyweight; one whose text is no number is read from its grams."""
    try:
        parse_load(text, unit)
    except ValueError:
        note(f"{kind} {row_id}")
        return Load.from_grams(grams, "lb" if unit == "lb" else "kg", body=body)
    return Load(grams, text, unit, body)


def parse_texts(text: object) -> tuple[str, ...]:
    """A list of short texts: other names, places. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, list) or len(value) > _MOST_SETS:
        raise ValueError("not a list of texts")
    if not all(isinstance(each, str) and len(each) <= 200 for each in value):
        raise ValueError("not a list of texts")
    return tuple(value)


def read_texts(text: object, what: str) -> tuple[str, ...]:
    """A list of short texts, empty when it cannot be read; `what` names it."""
    return () if text == "[]" else _or_note(parse_texts, text, (), what)


def parse_weights(text: object) -> tuple[str, ...]:
    """Weights of kettlebells or dumbbells as they were typed. Raises ValueError."""
    weights = parse_texts(text)
    for each in weights:
        _weight(each)
    return weights


def parse_plates(text: object) -> tuple[tuple[str, int | None], ...]:
    """Plates of a gym: the weight as it was typed, and how many pairs, None for enough. Raises ValueError."""
    value = parse_list(text)
    if len(value) > _MOST_SETS or not all(isinstance(each, list) and 1 <= len(each) <= 2 for each in value):
        raise ValueError("not a list of plates")
    return tuple(
        (_weight(weight), bounded(pairs[0], 1, MOST_PAIRS) if pairs else None)
        for weight, *pairs in (each for each in value if isinstance(each, list))
    )


def _weight(text: object) -> str:
    if not isinstance(text, str) or parse_load(text, "kg").grams <= 0:
        raise ValueError("not a weight")
    return text


def read_plates(text: object, gym_id: object = "") -> tuple[tuple[str, int | None], ...]:
    """The plates of a gym, none when they cannot be read."""
    return _or_note(parse_plates, text, (), f"plates of gym {gym_id}")


def read_weights(text: object, what: str) -> tuple[str, ...]:
    """Weights of kettlebells or dumbbells, none when they cannot be read; `what` names them."""
    return _or_note(parse_weights, text, (), what)


def parse_word(words: Mapping[str, T], text: object) -> T:
    """What a word stands for that is one of few, as the schema has it. Raises ValueError for another."""
    if not isinstance(text, str) or text not in words:
        raise ValueError("not a value of this column")
    return words[text]


def read_word(words: Mapping[str, T], text: object, otherwise: T, what: str) -> T:
    """What a word stands for, `otherwise` for one that another program wrote past the checks of the schema."""
    return _or_note(partial(parse_word, words), text, otherwise, what)


def parse_days(text: object) -> list[dict[str, object]]:
    """The days of a plan as they are stored, their shape and numbers checked. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError("not a list of days")
    for day in value:
        lifts = day.get("lifts", [])
        if not isinstance(lifts, list):
            raise ValueError("not a list of lifts")
        for lift in (*lifts, day):
            if not isinstance(lift, dict) or not isinstance(lift.get("sets", []), list):
                raise ValueError("not a lift")
            if not all(isinstance(each, dict | int) for each in lift.get("sets", [])):
                raise ValueError("not a set")
    return value


def read_days(text: object, plan_id: object = "") -> list[dict[str, object]]:
    """The days of a plan as they are stored, none when they cannot be read."""
    return _or_note(parse_days, text, [], f"days of plan {plan_id}")


def parse_list(text: object) -> list[object]:
    """A list of JSON. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def parse_object(text: object) -> dict[str, object]:
    """An object of JSON. Raises ValueError."""
    value = parse_json(text)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def bounded(value: object, least: int, most: int) -> int:
    """A whole number between two bounds. Raises ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"not a number from {least} to {most}")
    return value


def _or_note(parse: Callable[[object], T], text: object, otherwise: T, what: str) -> T:
    try:
        return parse(text)
    except (ValueError, RecursionError):
        note(what)
        return otherwise


def note(what: str) -> None:
    """Keep in mind that something could not be read."""
    if len(unreadable) < _MOST_NOTED:
        unreadable[clean(what, limit=200)] = None


def unreadable_remark() -> str:
    """What could not be read, in a sentence or two; "" when all could."""
    if not unreadable:
        return ""
    first = ", ".join(list(unreadable)[:3])
    more = f" and {len(unreadable) - 3} more" if len(unreadable) > 3 else ""
    return f"Unreadable in the log: {first}{more}. Everything else is shown; 'hinge-log doctor' names each row."
