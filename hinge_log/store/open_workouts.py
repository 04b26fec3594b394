"""Workouts that are open at the same time, on one device or on several: which one goes on, and how they become one."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.errors import NotFound
from hinge_log.store.journal import follow_parent
from hinge_log.store.queries import CHOSEN_WORKOUT, OPEN_WORKOUTS, Reading
from hinge_log.store.store import Store
from hinge_log.training.workout import OpenWorkout


def open_workouts(store: Reading) -> tuple[OpenWorkout, ...]:
    """All open workouts, first the one that goes on here."""
    return tuple(
        OpenWorkout(str(id_), str(name), int(str(day)), int(str(started)), int(str(offset)), int(str(sets)), str(by))
        for id_, name, day, started, offset, sets, by in store.rows(
            "SELECT workout.id, workout.name, workout.day, workout.started_ms, workout.offset_min,"
            " (SELECT count(*) FROM lift l JOIN sets s ON s.lift_id = l.id"
            " WHERE l.workout_id = workout.id AND l.hidden = 0 AND s.hidden = 0),"
            " coalesce((SELECT CASE WHEN d.own = 1 THEN '' WHEN d.name = '' THEN 'another device' ELSE d.name END"
            f" FROM device d WHERE d.id = workout.device), '') FROM workout {OPEN_WORKOUTS}"
        )
    )


def choose_workout(store: Store, workout_id: str) -> None:
    """Go on with an open workout on this device. Raises NotFound for one that is not open."""
    if all(each.id != workout_id for each in open_workouts(store)):
        raise NotFound("That workout is no longer open.", "'hinge-log open' lists those that are.")
    store.put_state(CHOSEN_WORKOUT, workout_id)


def join_workouts(store: Store, into: str, others: Sequence[str]) -> None:
    """Move the lifts of other open workouts behind those of one, with their sets; one step, which undo takes back.

    The joined workout began when the first of them did. Raises NotFound for one that is not open.
    """
    by_id = {each.id: each for each in open_workouts(store)}
    joined = [by_id[each] for each in dict.fromkeys(others) if each in by_id and each != into]
    if into not in by_id or not joined:
        raise NotFound("There are no two open workouts to join.", "'hinge-log open' lists those that are open.")
    target = by_id[into]
    with store.action("join workouts") as action:
        rows = store.rows("SELECT position FROM lift WHERE workout_id = ? AND hidden = 0", into)
        position = max((int(str(row[0])) for row in rows), default=-1) + 1
        supersets = store.rows("SELECT coalesce(max(superset), 0) FROM lift WHERE workout_id = ?", into)
        superset = int(str(supersets[0][0]))
        notes = [_note_of(store, each) for each in (into, *(each.id for each in joined))]
        for workout in joined:
            lifts = store.rows(
                "SELECT id, superset FROM lift WHERE workout_id = ? AND hidden = 0 ORDER BY position, id", workout.id
            )
            numbers = [int(str(number)) for _, number in lifts if number is not None]
            for lift_id, number in lifts:
                moved: dict[str, str | int] = {"workout_id": into, "position": position}
                action.update(
                    "lift", str(lift_id), moved | ({} if number is None else {"superset": superset + int(str(number))})
                )
                follow_parent(store.connection, "lift", str(lift_id), moved)
                position += 1
            superset += max(numbers, default=0)
            action.update("workout", workout.id, {"hidden": 1})
        changes: dict[str, str | int] = {}
        written = list(dict.fromkeys(note for note in notes if note))
        if written != [notes[0]] and written:
            changes["note"] = "\n".join(written)
        started = min(each.started_ms for each in (target, *joined))
        if started < target.started_ms and all(each.day == target.day for each in joined):
            changes |= {"started_ms": started}
        if changes:
            action.update("workout", into, changes)


def _note_of(store: Store, workout_id: str) -> str:
    row = store.one("SELECT note FROM workout WHERE id = ?", workout_id)
    return str(row[0] or "") if row else ""
