"""Days of a routine to what the log keeps, and back.

What is kept may come from a file that somebody wrote by hand: whatever is odd in it is left out, never an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hinge_log.store.packed import read_days
from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.routine import LEAST_PERCENT, MOST_PERCENT, Day, RoutineLift, RoutineSet
from hinge_log.training.workout import SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_COUNT = 1_000_000
"""Reps or seconds of a planned set at most."""
_KINDS = {kind.value: kind for kind in SetKind}


def days_json(days: Sequence[Day]) -> str:
    """Days as the log keeps them; what has its usual value is left out."""
    return json.dumps([_day_values(day) for day in days], ensure_ascii=False, separators=(",", ":"))


def days_of(text: str, merged: Mapping[str, str] | None = None, *, plan_id: object = "") -> tuple[Day, ...]:
    """Days of what the log keeps; `merged` are keys of exercises that became part of others.

    A list of lifts alone, as logs of the first schema have it, is one day without a name.
    """
    kept = _list(read_days(text, plan_id))
    if kept and not any("lifts" in each for each in kept):
        kept = [{"name": "", "lifts": kept}]
    return tuple(
        Day(_text(day.get("name")), tuple(_lift(lift, merged or {}) for lift in _list(day.get("lifts"))))
        for day in kept
    )


def _day_values(day: Day) -> dict[str, Any]:
    return {"name": day.name, "lifts": [_lift_values(lift) for lift in day.lifts]}


def _lift_values(lift: RoutineLift) -> dict[str, Any]:
    values: dict[str, Any] = {"exercise": lift.exercise}
    if lift.note:
        values["note"] = lift.note
    if lift.superset is not None:
        values["superset"] = lift.superset
    return values | {"sets": [_set_values(each) for each in lift.sets]}


def _set_values(each: RoutineSet) -> dict[str, Any]:
    load, percent = each.load, each.percent
    values: dict[str, Any] = {
        "reps": each.reps,
        "seconds": each.seconds,
        "percent": int(percent) if percent is not None and percent.is_integer() else percent,
        "load": load.value if load else None,
        "unit": load.unit if load else None,
        "body": (load.body if load else None) or None,
        "kind": None if each.kind is SetKind.WORKING else each.kind.value,
        "amrap": each.amrap or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _lift(kept: dict[str, Any], merged: Mapping[str, str]) -> RoutineLift:
    key = _text(kept.get("exercise"))
    sets = kept.get("sets")
    return RoutineLift(
        merged.get(key, key),
        tuple(_set(each) for each in sets if isinstance(each, (dict, int))) if isinstance(sets, list) else (),
        _text(kept.get("note")),
        _whole(kept.get("superset")),
    )


def _set(kept: dict[str, Any] | int) -> RoutineSet:
    if isinstance(kept, int):
        return RoutineSet(_whole(kept))
    return RoutineSet(
        _whole(kept.get("reps")),
        _whole(kept.get("seconds")),
        _load(kept),
        _percent(kept.get("percent")),
        _KINDS.get(_text(kept.get("kind")), SetKind.WORKING),
        kept.get("amrap") is True,
    )


def _percent(value: object) -> float | None:
    if not isinstance(value, (int, float)) or not LEAST_PERCENT <= value <= MOST_PERCENT:
        return None
    return float(value)


def _load(kept: dict[str, Any]) -> Load | None:
    try:
        return Load.of(_text(kept.get("load")), _text(kept.get("unit")), body=kept.get("body") is True)
    except ValueError:
        return None


def _list(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return clean(value, lines=True) if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= MOST_COUNT else None
