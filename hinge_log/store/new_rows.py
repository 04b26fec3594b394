"""New workouts, lifts and sets, written as parts of an action."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.clock import Moment
from hinge_log.errors import NotFound
from hinge_log.store.journal import Action, Value
from hinge_log.store.open_workouts import IDLE_MS, is_elsewhere, is_idle, workout_here
from hinge_log.store.queries import LogReader
from hinge_log.store.rows import SET_DEFAULTS, plan_json, set_values, short
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.workout import PlannedSet, SetDraft

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.store import Store


def add_workout(
    store: Store, action: Action, name: str, at: Moment, ended_ms: int | None = None, plan_day: str = ""
) -> str:
    """Write a workout; gives its id."""
    workout_id = store.new_id(at.utc_ms)
    action.insert(
        "workout",
        {
            "id": workout_id,
            "name": clean(name, limit=NAME_LIMIT),
            "day": at.day,
            "started_ms": at.utc_ms,
            "offset_min": at.offset_min,
            "ended_ms": ended_ms,
            "routine": plan_day or None,
            "device": action.device,
        },
    )
    if ended_ms is None:
        store.begun[workout_id] = store.clock.monotonic()
    return workout_id


def add_lift(
    store: Store,
    action: Action,
    workout_id: str,
    key: str,
    name: str,
    plan: Sequence[PlannedSet] = (),
    mark: tuple[str, int | None] = ("", None),
) -> str:
    """Write a lift at the end of a workout; `mark` is its note and superset. Gives its id."""
    lift_id = store.new_id()
    note, superset = mark
    action.insert(
        "lift",
        {
            "id": lift_id,
            "workout_id": workout_id,
            "exercise_id": store.exercise_number(action, key, name),
            "position": store.value(
                "SELECT coalesce(max(position), -1) + 1 FROM lift WHERE workout_id = ? AND hidden = 0", workout_id
            ),
            "plan": plan_json(plan) if plan else None,
            "note": clean(note, lines=True) or None,
            "superset": superset,
        },
    )
    return lift_id


def add_sets(
    store: Store, action: Action, lift_id: str, drafts: Sequence[SetDraft], *, at_ms: int | None = None
) -> list[str]:
    """Write sets at the end of a lift; gives their ids. Raises NotFound for a lift that is hidden or not there."""
    head = store.one(
        "SELECT l.exercise_id, w.day,"
        " (SELECT coalesce(max(position), -1) + 1 FROM sets WHERE lift_id = l.id AND hidden = 0)"
        " FROM lift l JOIN workout w ON w.id = l.workout_id WHERE l.id = ? AND l.hidden = 0",
        lift_id,
    )
    if head is None:
        raise NotFound("That lift is no longer in the workout.", "Another window may have removed it.")
    exercise, day, position = head
    set_ids = []
    for number, draft in enumerate(drafts):
        set_id = store.new_id()
        row: dict[str, Value] = {
            "id": set_id,
            "lift_id": lift_id,
            "exercise_id": exercise,
            "day": day,
            "position": position + number,
            "at_ms": at_ms or store.clock.now().utc_ms,
        }
        action.insert("sets", row | short(set_values(draft), SET_DEFAULTS))
        set_ids.append(set_id)
    return set_ids


def workout_at(store: Store, action: Action, at: Moment) -> str | None:
    """The workout of a day that a time belongs to, stretched to hold it; None where there is none.

    It lies within 3 h of that workout; noon, which stands for the day alone, belongs to the only one of its day.
    """
    that_day = store.rows(
        "SELECT w.id, w.started_ms, w.ended_ms, coalesce((SELECT max(s.at_ms) FROM lift l JOIN sets s"
        " ON s.lift_id = l.id WHERE l.workout_id = w.id AND l.hidden = 0 AND s.hidden = 0), w.started_ms)"
        " FROM workout w WHERE w.day = ? AND w.hidden = 0",
        at.day,
    )
    near = [each for each in that_day if each[1] - IDLE_MS <= at.utc_ms <= (each[2] or each[3]) + IDLE_MS]
    is_noon = (at.local.hour, at.local.minute) == (12, 0)
    if not near and len(that_day) == 1 and is_noon:
        near = that_day
    if not near:
        return None
    workout_id, started, ended, _ = min(near, key=lambda each: abs(each[1] - at.utc_ms))
    if near != that_day or not is_noon:
        if at.utc_ms < started:
            action.update("workout", workout_id, {"started_ms": at.utc_ms, "offset_min": at.offset_min})
        if ended is not None and at.utc_ms > ended:
            action.update("workout", workout_id, {"ended_ms": at.utc_ms})
    return str(workout_id)


def lift_after_gap(store: Store, action: Action, lift_id: str) -> tuple[str, str]:
    """The lift that sets go to which are meant for a lift, and the id of its workout where that is over, else "".

    After 3 h without a set a new workout begins, and the old one is closed at its last set; one without any set has not
    begun yet: it begins now. Where another window finished the workout, they go to the open one, or to a new one.
    """
    row = store.one(
        "SELECT w.id, (SELECT max(s.at_ms) FROM lift o JOIN sets s ON s.lift_id = o.id WHERE o.hidden = 0"
        " AND o.workout_id = w.id AND s.hidden = 0), w.started_ms, e.key, e.name, w.ended_ms, w.device"
        " FROM lift l JOIN workout w ON w.id = l.workout_id JOIN exercise e ON e.id = l.exercise_id"
        " WHERE l.id = ? AND l.hidden = 0",
        lift_id,
    )
    if row is None:
        return lift_id, ""
    workout_id, last_set, started, key, name, ended, device = row
    now, last = store.clock.now(), last_set or started
    if ended is not None:
        open_id = workout_here(store, now.utc_ms) or add_workout(store, action, "", now)
        return last_lift(store, open_id, key) or add_lift(store, action, open_id, key, name), workout_id
    if not is_idle(store, now.utc_ms, last):
        return lift_id, ""
    elsewhere = is_elsewhere(store, device)  # it is that device's to close
    if last_set is None and not elsewhere:
        action.update("workout", workout_id, {"day": now.day, "started_ms": now.utc_ms, "offset_min": now.offset_min})
        return lift_id, ""
    if not elsewhere:
        action.update("workout", workout_id, {"ended_ms": last})
    new_lift = add_lift(store, action, add_workout(store, action, "", now), key, name)
    return new_lift, "" if elsewhere else workout_id


def last_lift(store: LogReader, workout_id: str, key: str, lift_id: str | None = None) -> str | None:
    """The id of the last lift of an exercise in a workout; with `lift_id`, of that lift alone."""
    last: str | None = store.value(
        "SELECT l.id FROM lift l JOIN exercise e ON e.id = l.exercise_id"
        " WHERE l.workout_id = ? AND e.key = ? AND l.hidden = 0 AND l.id = coalesce(?, l.id)"
        " ORDER BY l.position DESC, l.id DESC LIMIT 1",
        workout_id,
        key,
        lift_id,
    )
    return last
