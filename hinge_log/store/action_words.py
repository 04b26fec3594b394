"""An action of the journal in words."""

from __future__ import annotations

from collections.abc import Sequence
from json import loads
from typing import NamedTuple

from hinge_log.settings import Gym
from hinge_log.store.journal import DAMAGED, Change, Row
from hinge_log.store.queries import LogReader
from hinge_log.training.load import Load
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetDraft

_PLAIN = {
    "start": "workout started",
    "finish": "workout finished",
    "join workouts": "workouts joined",
    "decide": "conflict resolved",
    "add lift": "lift added",
    "delete workout": "workout deleted",
    "delete set": "set deleted",
    "delete lift": "lift deleted",
    "superset": "superset changed",
    "move lift": "lift moved",
    "swap lift": "exercise swapped",
    "skip lift": "lift skipped",
    "take up lift": "skipped lift resumed",
    "warm-up sets": "warm-up sets planned",
    "lift note": "lift note written",
    "past workout": "past workout added",
    "move workout": "workout moved",
    "name": "workout renamed",
    "times": "workout times changed",
    "new exercise": "exercise created",
    "delete exercise": "exercise deleted",
    "rename": "exercise renamed",
    "merge exercises": "exercises merged",
    "other names": "other names changed",
    "cue": "lasting cue written",
    "exercise unit": "exercise unit changed",
    "exercise bar": "exercise bar changed",
    "exercise step": "exercise step changed",
    "exercise rest": "exercise rest changed",
    "exercise settings": "exercise settings changed",
    "note": "note written",
    "pain": "pain reported",
    "edit": "set edited",
    "import": "import",
    "everyday": "everyday hinge answered",
    "new plan": "plan added",
    "change plan": "plan changed",
    "delete plan": "plan deleted",
    "move plan": "plan moved",
    "use plan": "plan made active",
    "judge": "second rating added",
    "video": "video added",
    "bodyweight": "bodyweight logged",
    "delete bodyweight": "bodyweight deleted",
    "coach cue": "coach's cue written",
    "coach note": "coach's note written",
    "coach plan": "coach's plan written",
    "new gym": "gym added",
    "change gym": "gym changed",
    "delete gym": "gym deleted",
}


_GYM = {
    "unit": "units",
    "bar": "bar",
    "plates": "plates",
    "step": "load step",
    "big_step": "big load step",
    "rest_s": "rest after working sets",
    "rest_warmup_s": "rest after warm-up sets",
    "ask_rpe": "asking for RPE",
    "start_at": "start of the first workout",
    "formula": "one-rep maximum",
}
"""What is set for the gym, in words."""


def describe_action(kind: str, changes: Sequence[Change]) -> str:
    """What an action did, in a few words: "set 100 kg × 5", "form 4"."""
    try:
        return _described(kind, changes)
    except (*DAMAGED, ArithmeticError):  # rows that no hinge-log wrote
        return _PLAIN.get(kind, kind)


class ActionPlace(NamedTuple):
    """Where an action happened: the exercises (their keys) whose sets or lifts it changed, and the day."""

    exercises: tuple[str, ...]
    day: int


def action_place(store: LogReader, changes: Sequence[Change]) -> ActionPlace | None:
    """Where an action happened, None for one that changed no workout; the day is that of its first change."""
    exercises: dict[str, None] = {}
    days: list[int] = []
    lifts: dict[str, None] = {}
    for change in changes:
        if change.entity == "workout":
            days += [row[0] for row in store.rows("SELECT day FROM workout WHERE id = ?", change.row)]
        elif change.entity == "lift":
            lifts[change.row] = None
        elif change.entity == "sets":
            known = next((row["lift_id"] for row in (change.before, change.after) if row and "lift_id" in row), None)
            parent = None if known else store.one("SELECT lift_id FROM sets WHERE id = ?", change.row)
            lifts[str(known or (parent[0] if parent else ""))] = None
    for lift_id in lifts:
        for key, day in store.rows(
            "SELECT e.key, w.day FROM lift l JOIN exercise e ON e.id = l.exercise_id"
            " JOIN workout w ON w.id = l.workout_id WHERE l.id = ?",
            lift_id,
        ):
            exercises[key] = None
            days.append(day)
    return ActionPlace(tuple(exercises), days[0]) if days else None


def _described(kind: str, changes: Sequence[Change]) -> str:
    sets = [change for change in changes if change.entity == "sets"]
    if kind == "log" and sets:
        work = _work(sets[0].after or {})
        return f"{len(sets)} sets, the first {work}" if len(sets) > 1 else f"set {work}"
    if kind == "rate" and sets:
        after = sets[0].after or {}
        if after.get("basis") == "checked" or "slips" in after:
            return "set check"
        return f"form {after['form']}" if after.get("form") else "rating removed"
    if kind == "edit" and sets and set(sets[0].after or {}) == {"note"}:
        return "set note"
    if kind == "setting":
        return f"{_settings(changes)} changed"
    return _PLAIN.get(kind, kind)


def _settings(changes: Sequence[Change]) -> str:
    """The settings that an action changed, in words: "bar", "first-run answers"."""
    keys = [change.row for change in changes if change.entity == "setting"]
    if "first_run" in keys:
        return "first-run answers"
    for change in changes:
        if change.row == "ladder" or change.row.startswith("ladder."):
            return "your place on the ladder"
        if change.row.startswith("spot."):
            return "everyday spot check"
        if change.row == "gym" or change.row.startswith("gym."):
            # Another unit brings its own bar and plates along.
            names = _gym_changes(changes)
            return "units" if "unit" in names else ", ".join(_GYM[name] for name in names) or "setting"
    return "setting"


def _gym_changes(changes: Sequence[Change]) -> list[str]:
    """Which values of the gym an action changed; an older hinge-log kept them all in one."""
    before, after = (Gym.of(_gym_values(changes, side)) for side in ("before", "after"))
    return [name for name in _GYM if getattr(before, name) != getattr(after, name)]


def _gym_values(changes: Sequence[Change], side: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for change in changes:
        row: Row | None = getattr(change, side)
        if row is None or row.get("value") is None:
            continue
        value = loads(str(row["value"]))
        if change.row == "gym" and isinstance(value, dict):
            values |= value
        elif change.row.startswith("gym."):
            values[change.row.removeprefix("gym.")] = value
    return values


def _work(row: Row) -> str:
    load = None
    if isinstance(row.get("load_g"), int):
        load = Load(int(str(row["load_g"])), str(row["load_text"]), str(row["unit"]), bool(row.get("body")))

    def whole(name: str) -> int | None:
        value = row.get(name)
        return value if isinstance(value, int) else None

    return phrase(SetDraft(whole("reps"), load, whole("seconds"), whole("distance_mm")))
