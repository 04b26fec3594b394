"""Workouts that nothing happened in for hours, and when a workout ends."""

from __future__ import annotations

from hinge_log.store.queries import CHOSEN_WORKOUT, OPEN_WORKOUTS, Reading

IDLE_MS = 3 * 3_600_000
"""A workout that nothing happened in for 3 h was forgotten: it is closed at its last set."""


def end_of_workout(store: Reading, workout_id: str, now_ms: int, elapsed_ms: int | None) -> int:
    """When a workout that is finished now ends; `elapsed_ms` is how long it ran by a clock that nobody sets.

    The clock may have been set back: a workout lasts as long as it lasted, and never ends before a set in it.
    """
    row = store.one(
        "SELECT w.started_ms, max(w.started_ms, coalesce((SELECT max(s.at_ms) FROM sets s JOIN lift l"
        " ON l.id = s.lift_id WHERE l.workout_id = w.id), 0)) FROM workout w WHERE w.id = ?",
        workout_id,
    )
    started, last = (int(str(value)) for value in row or (0, 0))
    return max(now_ms, last, 0 if elapsed_ms is None else started + elapsed_ms)


def forgotten_workout(store: Reading, now_ms: int) -> tuple[str, int] | None:
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
    workout_id, last = str(row[0]), int(str(row[1]))
    return (workout_id, last) if is_idle(store, now_ms, last) else None


def is_idle(store: Reading, now_ms: int, last_ms: int) -> bool:
    """Whether nothing happened for 3 h in a workout with its last set at `last_ms`."""
    return now_ms - max(last_ms, _reopened_ms(store, now_ms)) >= IDLE_MS


def _reopened_ms(store: Reading, now_ms: int) -> int:
    """When closing a workout was last undone, among the latest actions: who did that is still at it."""
    row = store.one(
        "SELECT max(u.clock) FROM (SELECT clock, target FROM action ORDER BY id DESC LIMIT 50) u"
        " JOIN action f ON f.id = u.target WHERE f.kind = 'finish' AND f.state <> 1"
    )
    reopened = 0 if row is None or row[0] is None else int(str(row[0])) >> 16
    # The clock of the journal runs ahead when another device's clock does: then it says nothing about the time.
    return reopened if reopened <= now_ms else 0


def workout_here(store: Reading, now_ms: int) -> str | None:
    """The id of the open workout that goes on here; one that another device left open for hours only when chosen."""
    for id_, device, started in store.rows(f"SELECT id, device, started_ms FROM workout {OPEN_WORKOUTS}"):
        workout_id = str(id_)
        if not is_elsewhere(store, device) or store.state(CHOSEN_WORKOUT) == workout_id:
            return workout_id
        last = store.one(
            "SELECT max(s.at_ms) FROM lift l JOIN sets s ON s.lift_id = l.id"
            " WHERE l.workout_id = ? AND l.hidden = 0 AND s.hidden = 0",
            workout_id,
        )
        if not is_idle(store, now_ms, int(str(last[0] if last and last[0] else started))):
            return workout_id
    return None


def is_elsewhere(store: Reading, device: object) -> bool:
    """Whether a workout was begun on another device."""
    return device is not None and store.one("SELECT 1 FROM device WHERE id = ? AND own = 0", device) is not None
