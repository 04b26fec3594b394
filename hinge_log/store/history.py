"""Past workouts: finding them by day, and changing them; each change is one undo step.

Nothing here touches the workout in progress, unless it is the one that is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hinge_log.clock import Moment, to_date
from hinge_log.errors import NeedsDecision
from hinge_log.store.journal import Value
from hinge_log.store.new_rows import add_lift, add_sets, add_workout
from hinge_log.store.queries import FIRST_DAY, LogReader, WorkoutLine
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.sides import to_do_again
from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was done on one day: workouts, and the sets that count in them."""

    workouts: int
    working: int


def day_counts(store: LogReader, first: int, last: int) -> dict[int, DayCount]:
    """Workouts and working sets of each day from `first` to `last` on which there is a workout."""
    rows = store.rows(
        "SELECT w.day, count(DISTINCT w.id), count(s.id) FILTER (WHERE s.kind <> 'warmup')"
        " FROM workout w LEFT JOIN lift l ON l.workout_id = w.id AND l.hidden = 0"
        " LEFT JOIN sets s ON s.lift_id = l.id AND s.hidden = 0"
        " WHERE w.day BETWEEN ? AND ? AND w.hidden = 0 GROUP BY w.day",
        first,
        last,
    )
    return {day: DayCount(workouts, working) for day, workouts, working in rows}


def workout_of_set(log: LogReader, set_id: str) -> str:
    """The id of the workout that a set is in, "" for a set that is not there."""
    return log.value("SELECT l.workout_id FROM sets s JOIN lift l ON l.id = s.lift_id WHERE s.id = ?", set_id) or ""


def workout_count(store: LogReader) -> int:
    """How many workouts are in the log."""
    return int(store.value("SELECT count(*) FROM workout WHERE hidden = 0"))


def around(store: LogReader, at: tuple[int, int], each_way: int) -> list[WorkoutLine]:
    """The workouts before and after (day, started_ms), newest first, at most `each_way` of both."""
    newer = store.rows(
        "SELECT day, started_ms FROM workout WHERE hidden = 0 AND (day, started_ms) > (?, ?)"
        " ORDER BY day, started_ms LIMIT ?",
        *at,
        each_way,
    )
    day, started = newer[-1] if newer else at
    return store.workouts(limit=len(newer) + each_way, before=(day, started + 1))


def find_workouts(store: LogReader, text: str, limit: int) -> list[WorkoutLine]:
    """The workouts whose name, plan, notes, exercises and date hold each word of a text, newest first."""
    patterns = [_pattern(word) for word in text.casefold().split()]
    rows = store.rows(
        "SELECT w.day, w.started_ms, w.name || ' ' || w.note || ' ' || w.routine || ' ' || coalesce((SELECT"
        " group_concat(e.name || ' ' || e.key || ' ' || l.note || ' ' || coalesce((SELECT group_concat(s.note, ' ')"
        " FROM sets s WHERE s.lift_id = l.id AND s.hidden = 0), ''), ' ') FROM lift l JOIN exercise e"
        " ON e.id = l.exercise_id WHERE l.workout_id = w.id AND l.hidden = 0), '') FROM workout w"
        " WHERE w.hidden = 0 ORDER BY w.day DESC, w.started_ms DESC"
    )
    lines: list[WorkoutLine] = []
    for day, started, words_of_workout in rows:
        date = to_date(day)
        dates = f"{date:%A} {date.day} {date:%d %B %Y} {date.day}.{date.month}.{date.year} {date}"
        haystack = f"{dates} {words_of_workout}".casefold()
        if len(lines) < limit and all(re.search(pattern, haystack) for pattern in patterns):
            lines += store.workouts(limit=1, before=(day, started + 1))
    return lines


def _pattern(word: str) -> str:
    """What finds a word: a number is not found inside others, nor a letter or two inside of words."""
    if word.isdigit():
        return rf"(?<![\d.-]){word}(?!\d|[.-]\d)"
    return (r"\b" if len(word) < 3 else "") + re.escape(word)


def place_of(store: LogReader, workout_id: str) -> tuple[int, int] | None:
    """The (day, started_ms) of a workout, or None when it is not in the log."""
    return store.one("SELECT day, started_ms FROM workout WHERE id = ? AND hidden = 0", workout_id)


def add_past_workout(
    store: Store, at: Moment, lifts: Sequence[tuple[str, str]], drafts: Sequence[SetDraft] = (), *, name: str = ""
) -> Workout:
    """Add a closed workout that began at `at`, with lifts given as (exercise key, name); `drafts` go to the first.

    Raises NeedsDecision for a time that is still to come.
    """
    _refuse_day(store, at.day)
    with store.action("past workout") as action:
        workout_id = add_workout(store, action, name, at, ended_ms=at.utc_ms)
        for position, (key, called) in enumerate(lifts):
            lift_id = add_lift(store, action, workout_id, key, called)
            if position == 0:
                add_sets(store, action, lift_id, drafts, at_ms=at.utc_ms)
    return store.existing_workout(workout_id)


def _refuse_day(store: Store, day: int) -> None:
    if day > store.clock.now().day:
        raise NeedsDecision("That day is in the future.", "Choose today or an earlier day.")
    if day < FIRST_DAY:
        raise NeedsDecision("The log starts in 1900.", "Type a later day.")


def add_past_sets(store: Store, lift_id: str, drafts: Sequence[SetDraft]) -> list[SetRecord]:
    """Add sets at the end of a lift of a past workout: their time is that of the workout, not now."""
    ended = store.value("SELECT w.ended_ms FROM lift l JOIN workout w ON w.id = l.workout_id WHERE l.id = ?", lift_id)
    with store.action("log") as action:
        added = add_sets(store, action, lift_id, drafts, at_ms=ended)
    return [store.existing_set(set_id) for set_id in added]


def delete_part(store: Store, workout: Workout, lift: WorkoutLift | None, record: SetRecord | None) -> None:
    """Hide a set, else a lift, else the whole workout; undo brings it back."""
    if record is not None:
        store.delete_set(record.id)
    elif lift is not None:
        delete_lift(store, lift.id)
    else:
        store.delete_workout(workout.id)


def delete_lift(store: Store, lift_id: str) -> None:
    """Hide a lift of a workout with its sets; undo brings it back."""
    with store.action("delete lift") as action:
        for (set_id,) in store.rows("SELECT id FROM sets WHERE lift_id = ? AND hidden = 0", lift_id):
            action.update("sets", set_id, {"hidden": 1})
        action.update("lift", lift_id, {"hidden": 1})


def rename_workout(store: Store, workout_id: str, name: str) -> None:
    """Give a workout another name, or none."""
    with store.action("name") as action:
        action.update("workout", workout_id, {"name": clean(name, limit=NAME_LIMIT)})


def move_workout(store: Store, workout_id: str, day: int, started_ms: int | None = None) -> Workout:
    """Move a workout and its sets to another local day: to the same wall-clock time, or to `started_ms`.

    Raises NeedsDecision for the workout in progress, and for a day that is still to come.
    """
    workout = store.existing_workout(workout_id)
    if workout.open:
        raise NeedsDecision("That workout is still open.", "Finish it, then move it.")
    _refuse_day(store, day)
    shift = (day - workout.day) * DAY_MS if started_ms is None else started_ms - workout.started_ms
    with store.action("move workout") as action:
        action.update(
            "workout",
            workout_id,
            {"day": day, "started_ms": workout.started_ms + shift, "ended_ms": (workout.ended_ms or 0) + shift},
        )
        # Hidden sets go along: bringing one back must not leave it on the day before.
        for set_id, at_ms in store.rows(
            "SELECT s.id, s.at_ms FROM sets s JOIN lift l ON l.id = s.lift_id WHERE l.workout_id = ?", workout_id
        ):
            moved = None if at_ms is None else at_ms + shift
            action.update("sets", set_id, {"day": day, "at_ms": moved})
    return store.existing_workout(workout_id)


def set_times(store: Store, workout_id: str, started_ms: int, ended_ms: int | None) -> Workout:
    """Write when a workout began, and when a closed one ended; the day stays. Raises NeedsDecision for an odd end."""
    workout = store.existing_workout(workout_id)
    values: dict[str, Value] = {"started_ms": started_ms}
    if not workout.open and ended_ms is not None:
        values["ended_ms"] = ended_ms
        if ended_ms < started_ms:
            raise NeedsDecision("A workout cannot end before it starts.", "Nothing was changed.")
    with store.action("times") as action:
        action.update("workout", workout_id, values)
    return store.existing_workout(workout_id)


def copy_as_today(store: Store, workout_id: str, sided: Collection[str] = ()) -> Workout:
    """Begin a workout with the lifts of a past one as its plan; `sided` are the keys of one-sided exercises.

    Raises NeedsDecision while a workout is open.
    """
    if store.open_workout() is not None:
        raise NeedsDecision("A workout is already open.", "Finish it, then copy this one.")
    past = store.existing_workout(workout_id)
    lifts = [(lift.exercise, "", to_do_again(lift.sets, sided=lift.exercise in sided)) for lift in past.lifts]
    return store.start_workout(past.name, lifts)
