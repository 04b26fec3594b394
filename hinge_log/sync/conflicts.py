"""Edits of one thing on two devices that had not seen each other: listed with both values, until somebody decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from json import dumps

from hinge_log.clock import date_text, to_date
from hinge_log.errors import NotFound
from hinge_log.store.folding import Folded
from hinge_log.store.ids import ALPHABET
from hinge_log.store.journal import Change, Value, apply
from hinge_log.store.store import Store
from hinge_log.sync.own_entries import write_unseen_action
from hinge_log.text import NAME_LIMIT, clean

_STATE = "sync_conflicts"
_MOST = 1_000

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


@dataclass(frozen=True, slots=True)
class NamedConflict:
    """A conflict as it is shown: what it is about, the value that stands, the other one, and whose they are."""

    entity: str
    row: str
    columns: tuple[str, ...]
    kept: Mapping[str, Value]
    other: Mapping[str, Value]
    kept_by: str
    other_by: str


def conflicts_of(store: Store) -> list[dict[str, object]]:
    """The conflicts that stand, as they are kept."""
    value = store.state(_STATE)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def keep_conflicts(store: Store, folded: Folded) -> None:
    """Replace the conflicts of rows that were folded; the caller holds the transaction."""
    before = conflicts_of(store)
    conflicts = [each for each in before if (each.get("entity"), each.get("row")) not in folded.conflicts]
    for row_conflicts in folded.conflicts.values():
        conflicts += [{**asdict(each), "columns": list(each.columns)} for each in row_conflicts]
    if conflicts != before:
        store.put_state_within(_STATE, conflicts[:_MOST])


def named_conflicts(store: Store) -> list[NamedConflict]:
    """The conflicts with the names of the devices."""
    names = {str(id_): name for id_, name in store.rows("SELECT id, name FROM device")}
    named = []
    for each in conflicts_of(store):
        standing, other, columns = each.get("kept"), each.get("other"), each.get("columns")
        if isinstance(standing, dict) and isinstance(other, dict) and isinstance(columns, list):
            kept_by, other_by = (names.get(str(each.get(side))) or "?" for side in ("kept_by", "other_by"))
            entity, row = str(each.get("entity")), str(each.get("row"))
            named.append(NamedConflict(entity, row, tuple(map(str, columns)), standing, other, kept_by, other_by))
    return named


def decide(store: Store, conflict: NamedConflict, *, other: bool) -> None:
    """Let the value that stands, or the other one, stand on every device; one step, which undo takes back.

    Raises NotFound when the row has another value by now.
    """
    with store.action("decide") as action:
        if conflict not in named_conflicts(store):
            raise NotFound("That conflict is already resolved.", "'hinge-log sync conflicts' lists the open ones.")
        after = conflict.other if other else conflict.kept
        action.put(Change(conflict.entity, conflict.row, dict(conflict.kept), dict(after)))
        store.put_state_within(
            _STATE,
            [
                each
                for each in conflicts_of(store)
                if (each.get("entity"), each.get("row"), each.get("columns"))
                != (conflict.entity, conflict.row, list(conflict.columns))
            ],
        )


def add_second_plans(store: Store) -> int:
    """Keep the other version of a plan that was changed on two devices as a plan of its own, named with the device.

    Every device would give it the same id, so that it is one plan wherever it is made. Gives how many are new.
    """
    plans = [each for each in named_conflicts(store) if each.entity == "routine" and each.other.get("days")]
    missing = [
        (each, _plan_id(each))
        for each in plans
        if store.value("SELECT 1 FROM change WHERE entity = 'routine' AND row = ?", _plan_id(each)) is None
    ]
    if not missing:
        return 0
    with store.writing_sync() as connection:
        for conflict, plan_id in missing:
            row = connection.execute("SELECT name, position FROM routine WHERE id = ?", (conflict.row,)).fetchone()
            if row is None:
                continue
            name = clean(f"{row[0]} ({conflict.other_by})", limit=NAME_LIMIT)
            values: dict[str, Value] = {"id": plan_id, **conflict.other, "name": name, "position": row[1]}
            values = {column: value for column, value in values.items() if value is not None}
            apply(connection, "routine", plan_id, None, values)
            change = Change("routine", plan_id, None, values)
            write_unseen_action(connection, store.device_number(), "new plan", [change])
    return len(missing)


def _plan_id(conflict: NamedConflict) -> str:
    digest = blake2b(dumps([conflict.row, conflict.other["days"]]).encode(), digest_size=20).digest()
    return "0" + "".join(ALPHABET[each % len(ALPHABET)] for each in digest + digest)[:25]


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
    of_day = "" if day is None else f" of {date_text(day, today=store.clock.now().day)}"
    if entity == "sets":
        return f"{name_of(name)}, set {position + 1}{of_day}: {about}"
    title = name_of(name) if entity == "lift" else name
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
