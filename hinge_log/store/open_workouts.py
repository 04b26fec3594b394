"""Open workouts: which one goes on here, when one was forgotten and ends, and how several become one."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.errors import NotFound
from hinge_log.store.journal import follow_parent
from hinge_log.store.queries import CHOSEN_WORKOUT, OPEN_WORKOUTS, LogReader
from hinge_log.training.workout import OpenWorkout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.store import Store

IDLE_MS = 3 * 3_600_000
"""A workout that nothing happened in for 3 h was forgotten: it is closed at its last set."""


def end_of_workout(store: LogReader, workout_id: str, now_ms: int, elapsed_ms: int | None) -> int:
    """When a workout that is finished now ends; `elapsed_ms` is how long it ran by a clock that nobody sets.

    The clock may have been set back: a workout lasts as long as it lasted, and never ends before a set in it.
    """
    started, last = store.one(
        "SELECT w.started_ms, max(w.started_ms, coalesce((SELECT max(s.at_ms) FROM sets s JOIN lift l"
        " ON l.id = s.lift_id WHERE l.workout_id = w.id), 0)) FROM workout w WHERE w.id = ?",
        workout_id,
    ) or (0, 0)
    return int(max(now_ms, last, 0 if elapsed_ms is None else started + elapsed_ms))


def forgotten_workout(store: LogReader, now_ms: int) -> tuple[str, int] | None:
    """The id and the last set's time of the open workout, when nothing happened in it for 3 h."""
    row = store.one(
        "SELECT w.id, coalesce((SELECT max(s.at_ms) FROM lift l JOIN sets s ON s.lift_id = l.id"
        " WHERE l.workout_id = w.id AND l.hidden = 0 AND s.hidden = 0), w.started_ms)"
        " FROM workout w WHERE w.ended_ms IS NULL AND w.hidden = 0"
        # One that another device began is that device's to close.
        " AND (w.device IS NULL OR w.device NOT IN (SELECT id FROM device WHERE own = 0))"
        " ORDER BY w.started_ms DESC LIMIT 1"
    )
    if row is None:
        return None
    return row if is_idle(store, now_ms, row[1]) else None


def is_idle(store: LogReader, now_ms: int, last_ms: int) -> bool:
    """Whether nothing happened for 3 h in a workout with its last set at `last_ms`."""
    return now_ms - max(last_ms, _reopened_ms(store, now_ms)) >= IDLE_MS


def _reopened_ms(store: LogReader, now_ms: int) -> int:
    """When closing a workout was last undone, among the latest actions: who did that is still at it."""
    clock = store.value(
        "SELECT max(u.clock) FROM (SELECT clock, target FROM action ORDER BY id DESC LIMIT 50) u"
        " JOIN action f ON f.id = u.target WHERE f.kind = 'finish' AND f.state <> 1"
    )
    reopened = (clock or 0) >> 16
    # The clock of the journal runs ahead when another device's clock does: then it says nothing about the time.
    return reopened if reopened <= now_ms else 0


def workout_here(store: LogReader, now_ms: int) -> str | None:
    """The id of the open workout that goes on here; one that another device left open for hours only when chosen."""
    for workout_id, device, started in store.rows(f"SELECT id, device, started_ms FROM workout {OPEN_WORKOUTS}"):
        if not is_elsewhere(store, device) or store.state(CHOSEN_WORKOUT) == workout_id:
            return str(workout_id)
        last = store.value(
            "SELECT max(s.at_ms) FROM lift l JOIN sets s ON s.lift_id = l.id"
            " WHERE l.workout_id = ? AND l.hidden = 0 AND s.hidden = 0",
            workout_id,
        )
        if not is_idle(store, now_ms, last or started):
            return str(workout_id)
    return None


def is_elsewhere(store: LogReader, device: object) -> bool:
    """Whether a workout was begun on another device."""
    return device is not None and store.one("SELECT 1 FROM device WHERE id = ? AND own = 0", device) is not None


def open_workouts(store: LogReader) -> tuple[OpenWorkout, ...]:
    """All open workouts, first the one that goes on here."""
    return tuple(
        OpenWorkout(*row)
        for row in store.rows(
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
        raise NotFound("That workout is no longer open.", "'hinge-log open' lists the open ones.")
    store.put_state(CHOSEN_WORKOUT, workout_id)


def join_workouts(store: Store, into: str, others: Sequence[str]) -> None:
    """Move the lifts of other open workouts behind those of one, with their sets; one step, which undo takes back.

    The joined workout began when the first of them did. Raises NotFound for one that is not open.
    """
    by_id = {each.id: each for each in open_workouts(store)}
    joined = [by_id[each] for each in dict.fromkeys(others) if each in by_id and each != into]
    if into not in by_id or not joined:
        raise NotFound("Fewer than two workouts are open.", "'hinge-log open' lists the open ones.")
    target = by_id[into]
    with store.action("join workouts") as action:
        position, superset = store.rows(
            "SELECT coalesce(max(position) FILTER (WHERE hidden = 0), -1) + 1, coalesce(max(superset), 0)"
            " FROM lift WHERE workout_id = ?",
            into,
        )[0]
        notes = [store.value("SELECT note FROM workout WHERE id = ?", each.id) for each in (target, *joined)]
        for workout in joined:
            lifts = store.rows(
                "SELECT id, superset FROM lift WHERE workout_id = ? AND hidden = 0 ORDER BY position, id", workout.id
            )
            numbers = [number for _, number in lifts if number is not None]
            for lift_id, number in lifts:
                moved: dict[str, str | int] = {"workout_id": into, "position": position}
                action.update("lift", lift_id, moved | ({} if number is None else {"superset": superset + number}))
                follow_parent(store.connection, "lift", lift_id, moved)
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
