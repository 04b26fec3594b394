"""A conflict in words: what it is about, and a value of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hinge_log.charts.date_texts import date_text
from hinge_log.clock import to_date
from hinge_log.store.store import Store
from hinge_log.sync.conflicts import NamedConflict

_WORDS = {"load_g": "", "load_text": "", "unit": "", "body": "bodyweight", "rpe": "RPE", "workout_id": "", "day": ""}
"""Columns that are told otherwise, or in another word."""

_LONGEST = 60
"""A longer value, such as the days of a plan, is cut."""

_ROWS = {
    "sets": ("Set", "SELECT e.key, s.day, s.position FROM sets s JOIN exercise e ON e.id = s.exercise_id"
             " WHERE s.id = ?"),
    "lift": ("Lift", "SELECT e.key, w.day, NULL FROM lift l JOIN exercise e ON e.id = l.exercise_id"
             " JOIN workout w ON w.id = l.workout_id WHERE l.id = ?"),
    "workout": ("Workout", "SELECT name, day, NULL FROM workout WHERE id = ?"),
    "routine": ("Plan", "SELECT name, NULL, NULL FROM routine WHERE id = ?"),
    "exercise": ("Exercise", "SELECT name, NULL, NULL FROM exercise WHERE key = ?"),
}  # fmt: skip
"""How a row of a table is called, and its name, day and place."""


def conflict_subject(store: Store, conflict: NamedConflict, name_of: Callable[[str], str]) -> str:
    """What two devices changed: "Deadlift, set 2 of Mon 9 Mar: form"; `name_of` names the exercise of a key."""
    entity, row = conflict.entity, conflict.row
    about = _about(conflict.columns)
    called, query = _ROWS.get(entity, (entity, ""))
    known = store.one(query, row) if query else None
    if known is None:
        of = to_date(int(row)).isoformat() if entity == "everyday" and row.lstrip("-").isdigit() else row
        return f"{called} {of}: {about}"
    name, day, position = known
    of_day = "" if day is None else f" of {date_text(int(str(day)), today=store.clock.now().day)}"
    if entity == "sets":
        return f"{name_of(str(name))}, set {int(str(position)) + 1}{of_day}: {about}"
    title = name_of(str(name)) if entity == "lift" else str(name)
    return f"{called} {title}".rstrip() + f"{of_day}: {about}"


def _about(columns: tuple[str, ...]) -> str:
    for column, words in (("load_g", "load"), ("form", "form"), ("started_ms", "day and time"), ("days", "days")):
        if column in columns:
            return words
    return ", ".join(_word(each) for each in columns if _word(each)) or ", ".join(columns)


def conflict_value(value: Mapping[str, object]) -> str:
    """The columns of one side: "100 kg", "form 4"."""
    parts = []
    if value.get("load_g") is not None:
        load = value.get("load_text") or f"{int(str(value['load_g'])) / 1000:g}"
        parts.append(f"{load} {value.get('unit') or 'kg'}")
    for name, part in value.items():
        word = _word(name)
        if part is not None and word and (name != "body" or part):
            text = str(part) if len(str(part)) <= _LONGEST else f"{str(part)[:_LONGEST]}..."
            parts.append(f"{word} {text}" if len(value) > 1 else text)
    return ", ".join(parts) or "empty"


def _word(name: str) -> str:
    return _WORDS.get(name, name.replace("_", " "))
