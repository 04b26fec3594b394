"""Days of a plan to what the log keeps, and back.

What is kept may come from a file that somebody wrote by hand: whatever is odd in it is left out, never an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hinge_log.store.journal import Value
from hinge_log.store.packed import read_days, read_json
from hinge_log.text import clean
from hinge_log.training.load import Load
from hinge_log.training.plan import LEAST_PERCENT, MAX_WEEKS, MOST_PERCENT, Day, PlanLift, PlanSet, PlanWeek, problem_of
from hinge_log.training.workout import SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_COUNT = 1_000_000
"""Reps or seconds of a planned set at most."""
_MOST_WEEKS_DONE = 10_000
_KINDS = {kind.value: kind for kind in SetKind}


def days_json(days: Sequence[Day]) -> str:
    """Days as the log keeps them; what has its usual value is left out."""
    return json.dumps([_day_values(day) for day in days], ensure_ascii=False, separators=(",", ":"))


def days_of(text: str, merged: Mapping[str, str], plan_id: str) -> tuple[Day, ...]:
    """Days of what the log keeps; `merged` are keys of exercises that became part of others.

    A list of lifts alone, as logs of the first schema have it, is one day without a name.
    """
    days = _list(read_days(text, plan_id))
    if days and not any("lifts" in each for each in days):
        days = [{"name": "", "lifts": days}]
    return tuple(
        Day(_text(day.get("name")), tuple(_lift(lift, merged) for lift in _list(day.get("lifts")))) for day in days
    )


def weeks_json(weeks: Sequence[PlanWeek]) -> str:
    """The weeks of a plan as the log keeps them."""
    return json.dumps([_week_values(each) for each in weeks], separators=(",", ":"))


def weeks_of(text: object, plan_id: str) -> tuple[PlanWeek, ...]:
    """The weeks of what the log keeps; what is no week is a usual one, so that the others stay in their places."""
    weeks = read_json(text, f"weeks of plan {plan_id}") if text else None
    return tuple(_week(each) for each in weeks[:MAX_WEEKS]) if isinstance(weeks, list) else ()


def progress_of(text: object, started: object, plan_id: str) -> tuple[int, int | None]:
    """The weeks done, and the day from which weeks are counted, as `progress_values` wrote them.

    The day stands beside the weeks, so that two devices never mix theirs; logs from before have it in its column alone.
    """
    progress = read_json(text, f"progression of plan {plan_id}") if text else None
    progress = progress if isinstance(progress, dict) else {}
    done, day = progress.get("weeks_done"), progress.get("started_day", started)
    weeks = done if type(done) is int and 0 <= done <= _MOST_WEEKS_DONE else 0
    return weeks, day if type(day) is int else None


def progress_values(weeks_done: int, started_day: int) -> dict[str, Value]:
    """How many weeks were done, and the day from which weeks are counted, as a plan's row has them."""
    together = {"weeks_done": weeks_done, "started_day": started_day}
    return {"progression": json.dumps(together), "started_day": started_day}


def _week_values(week: PlanWeek) -> dict[str, Any]:
    values: dict[str, Any] = {} if week.percent == 100 else {"percent": week.percent}
    values |= {} if week.rpe is None else {"rpe": week.rpe}
    return values | ({"deload": True} if week.deload else {})


def _week(kept: object) -> PlanWeek:
    if not isinstance(kept, dict):
        return PlanWeek()
    percent = kept.get("percent", 100)
    made = PlanWeek(
        float(percent) if isinstance(percent, (int, float)) else 100.0,
        _effort(kept.get("rpe")),
        kept.get("deload") is True,
    )
    return PlanWeek() if problem_of(made) else made


def _day_values(day: Day) -> dict[str, Any]:
    return {"name": day.name, "lifts": [_lift_values(lift) for lift in day.lifts]}


def _lift_values(lift: PlanLift) -> dict[str, Any]:
    values: dict[str, Any] = {"exercise": lift.exercise}
    if lift.note:
        values["note"] = lift.note
    if lift.superset is not None:
        values["superset"] = lift.superset
    values["sets"] = [_set_values(each) for each in lift.sets]
    if lift.weeks:
        values["weeks"] = [[_set_values(each) for each in week] for week in lift.weeks]
    for name, load in (("step", lift.step), ("training_max", lift.training_max)):
        if load is not None:
            values[name] = {"load": load.value, "unit": load.unit}
    return values if lift.percent_of is None else values | {"percent_of": lift.percent_of}


def _set_values(each: PlanSet) -> dict[str, Any]:
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
        "reps_to": each.reps_to,
        "rpe": each.rpe,
    }
    return {name: value for name, value in values.items() if value is not None}


def _lift(kept: dict[str, Any], merged: Mapping[str, str]) -> PlanLift:
    key = _text(kept.get("exercise"))
    weeks = kept.get("weeks")
    return PlanLift(
        merged.get(key, key),
        _sets(kept.get("sets")),
        _text(kept.get("note")),
        _whole(kept.get("superset")),
        tuple(map(_sets, weeks)) if isinstance(weeks, list) else (),
        _amount(kept.get("step")),
        _amount(kept.get("training_max")),
        _percent(kept.get("percent_of")),
    )


def _sets(kept: object) -> tuple[PlanSet, ...]:
    return tuple(_set(each) for each in kept if isinstance(each, (dict, int))) if isinstance(kept, list) else ()


def _amount(kept: object) -> Load | None:
    """A step or a training maximum, None for what is no weight."""
    load = _load(kept) if isinstance(kept, dict) else None
    return load if load is not None and load.grams > 0 else None


def _set(kept: dict[str, Any] | int) -> PlanSet:
    if isinstance(kept, int):
        return PlanSet(_whole(kept))
    return PlanSet(
        _whole(kept.get("reps")),
        _whole(kept.get("seconds")),
        _load(kept),
        _percent(kept.get("percent")),
        _KINDS.get(_text(kept.get("kind")), SetKind.WORKING),
        kept.get("amrap") is True,
        _whole(kept.get("reps_to")),
        _effort(kept.get("rpe")),
    )


def _effort(value: object) -> float | None:
    return (
        float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 1 <= value <= 10 else None
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
