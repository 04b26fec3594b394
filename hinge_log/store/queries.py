"""Questions to the log. Nothing here writes.

What a key press or a one-line command asks is plain SQL on the log's one connection: sqlite-utils takes longer to load
than such a command has in all. Off that path it owns introspection, migrations and the reading of whole tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from json import loads
from typing import NamedTuple

from hinge_log.errors import NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.store.packed import read_json, read_plan, read_texts
from hinge_log.store.rows import OF_SETS, SET_COLUMNS, SETS, load_of, set_of
from hinge_log.training.load import Load
from hinge_log.training.stats import SETS_PER_POINT, form_of, median
from hinge_log.training.workout import SetRecord, Workout, WorkoutLift

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hinge_log.training.set_records import BestSet

FIRST_DAY, LAST_DAY = -25_567, 73_000
"""The days that the log takes: from 1900-01-01 to 2169."""

_WORKOUT = "SELECT id, name, day, started_ms, offset_min, ended_ms, note FROM workout"


class LoggedSession(NamedTuple):
    """One exercise as done in one workout."""

    workout_id: str
    day: int
    sets: tuple[SetRecord, ...]


class WorkoutLine(NamedTuple):
    """A workout in a list: `sets` are all, `working` those that count.

    `form` is the median of the rated working sets of one kind, that of most sets, and `checked` says which; None where
    no kind has two. `top_lift` is the exercise of the heaviest working set with its `top_load`; without any load that
    of the first set.
    """

    id: str
    name: str
    day: int
    started_ms: int
    offset_min: int
    ended_ms: int | None
    sets: int
    working: int
    form: float | None
    note: str
    checked: bool = False
    top_lift: str = ""
    top_load: Load | None = None


class RatingCount(NamedTuple):
    """How many sets were rated in one way, and their median, None under two sets."""

    sets: int = 0
    median: float | None = None


class LiftForm(NamedTuple):
    """Form of one exercise over some weeks: sessions with a rated working set, ratings by kind, and the worst one.

    `worst_checked` says that the worst is the rating of a checked set.
    """

    exercise: str
    sessions: int
    checked: RatingCount
    quick: RatingCount
    worst: int
    worst_checked: bool


class Totals(NamedTuple):
    """Counts over the log or one exercise; `volume_g` is grams times reps over sets that have both."""

    workouts: int
    sets: int
    warmup_sets: int
    exercises: int
    first: int | None
    last: int | None
    volume_g: int


_LOADED = (
    "FROM sets s WHERE s.exercise_id = ? AND s.hidden = 0 AND s.kind <> 'warmup' AND coalesce(s.reps, 1) > 0"
    " AND s.body = 0"
)
"""The working sets of an exercise that have a load and were not missed."""

_OF_WORKOUTS = (
    "FROM workout w CROSS JOIN lift l ON l.workout_id = w.id CROSS JOIN sets s ON s.lift_id = l.id"
    " WHERE w.hidden = 0 AND l.hidden = 0 AND s.hidden = 0"
)
"""The sets of workouts: the few workouts of some days are looked up first (CROSS JOIN), not all sets."""

ANY_OF = "(SELECT value FROM json_each(?))"
"""Behind IN: a list of any length as one value of a query, given as JSON."""

OF_THIS_DEVICE = "device NOT IN (SELECT id FROM device WHERE own = 0)"
"""The actions that were done on this device, as a condition: only these are undone here."""

CHOSEN_WORKOUT = "workout"
"""The state that names the workout with which this device goes on, where several are open."""

OPEN_WORKOUTS = (
    "WHERE ended_ms IS NULL AND hidden = 0 ORDER BY"
    f" coalesce((SELECT value FROM state WHERE key = '{CHOSEN_WORKOUT}') = '\"' || id || '\"', 0) DESC,"
    " coalesce((SELECT own FROM device WHERE device.id = workout.device), 1) DESC, started_ms DESC"
)
"""The open workouts, as the end of a query: the chosen one, then those begun on this device, the latest first."""


class LogReader:
    """The reading half of the log."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query; the columns of a STRICT table hold what they say."""
        return self._connection.execute(query, values).fetchall()

    def named(self, query: str, *values: object) -> Iterator[dict[str, Any]]:
        """The rows of a query one at a time, with the names of their columns."""
        from sqlite_utils import Database

        database = Database(self._connection, recursive_triggers=False, execute_plugins=False)
        return iter(database.query(query, values))

    def one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def value(self, query: str, *values: object) -> Any:
        """The first value of the first row of a query; None without a row."""
        row = self._connection.execute(query, values).fetchone()
        return None if row is None else row[0]

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self.value("PRAGMA data_version"))

    def stamp(self) -> tuple[int, int]:
        """What changes with every step, undo and redo, here or by another connection."""
        return self.data_version(), self.value("SELECT coalesce(max(id), 0) FROM action")

    def newest_action(self) -> int:
        """The number of the last action on this device, undo and redo among them; 0 for none."""
        return self.value(f"SELECT id FROM action WHERE {OF_THIS_DEVICE} ORDER BY id DESC LIMIT 1") or 0

    def open_workout(self) -> Workout | None:
        """The workout in progress, with everything in it."""
        row = self.one(f"{_WORKOUT} {OPEN_WORKOUTS} LIMIT 1")
        return None if row is None else self._filled(row)

    def workout(self, workout_id: str) -> Workout | None:
        """One workout, with everything in it."""
        row = self.one(f"{_WORKOUT} WHERE id = ? AND hidden = 0", workout_id)
        return None if row is None else self._filled(row)

    def _filled(self, row: tuple[Any, ...]) -> Workout:
        id_, name, day, started_ms, offset_min, ended_ms, note = row
        lifts: dict[str, list[SetRecord]] = {}
        heads = self.rows(
            "SELECT l.id, e.key, l.position, l.plan, l.note, l.superset"
            " FROM lift l JOIN exercise e ON e.id = l.exercise_id"
            " WHERE l.workout_id = ? AND l.hidden = 0 ORDER BY l.position, l.id",
            id_,
        )
        for record in self.rows(
            f"{SETS} WHERE l.workout_id = ? AND s.hidden = 0 AND l.hidden = 0 ORDER BY l.position, s.position, s.id",
            id_,
        ):
            saved = set_of(record)
            lifts.setdefault(saved.lift_id, []).append(saved)
        return Workout(
            id_, name, day, started_ms, offset_min, ended_ms, tuple(_lift(lifts, *head) for head in heads), note
        )

    def set(self, set_id: str) -> SetRecord | None:
        """One set."""
        row = self.one(f"{SETS} WHERE s.id = ? AND s.hidden = 0", set_id)
        return None if row is None else set_of(row)

    def existing_set(self, set_id: str) -> SetRecord:
        """One set; raises NotFound when it is not there."""
        record = self.set(set_id)
        if record is None:
            raise NotFound("That set is no longer in the log.", "Another window may have removed it.")
        return record

    def existing_workout(self, workout_id: str) -> Workout:
        """One workout, with everything in it; raises NotFound when it is not there."""
        workout = self.workout(workout_id)
        if workout is None:
            raise NotFound("That workout is no longer in the log.", "Another window may have removed it.")
        return workout

    def sessions(self, exercise: str, limit: int = 1, *, without: str = "") -> list[LoggedSession]:
        """The last sessions of an exercise, newest first; `without` leaves one workout out."""
        number = self._exercise_id(exercise)
        if number is None:
            return []
        heads: list[tuple[str, str, int]] = []
        # The index on (exercise, day) is walked backwards and left as soon as there are enough; only the sets of one
        # day are sorted, since of two workouts on it the one that began later is the last one.
        cursor = self._connection.execute(
            "SELECT s.lift_id, l.workout_id, s.day FROM sets s CROSS JOIN lift l ON l.id = s.lift_id"
            " CROSS JOIN workout w ON w.id = l.workout_id WHERE s.exercise_id = ? AND s.hidden = 0 AND l.hidden = 0"
            " ORDER BY s.day DESC, w.started_ms DESC, w.id DESC, l.position DESC",
            (number,),
        )
        seen: set[str] = set()
        for lift_id, workout_id, day in cursor:
            if lift_id not in seen and workout_id != without:
                seen.add(lift_id)
                heads.append((lift_id, workout_id, day))
                if len(heads) == limit:
                    break
        cursor.close()
        return [LoggedSession(workout_id, day, self.lift_sets(lift_id)) for lift_id, workout_id, day in heads]

    def lift_sets(self, lift_id: str) -> tuple[SetRecord, ...]:
        """The sets of one exercise in one workout, in the order in which they were done."""
        rows = self.rows(f"{SETS} WHERE s.lift_id = ? AND s.hidden = 0 ORDER BY s.position, s.id", lift_id)
        return tuple(map(set_of, rows))

    def exercise_sets(self, exercise: str, since: int | None = None) -> Iterator[tuple[str, SetRecord]]:
        """All sets of an exercise from a day on, oldest first, each with its workout's id."""
        number = self._exercise_id(exercise)
        if number is None:
            return
        for row in self._connection.execute(
            f"SELECT l.workout_id, {SET_COLUMNS} {OF_SETS} WHERE s.exercise_id = ? AND s.day >= ?"
            " AND s.hidden = 0 AND l.hidden = 0 ORDER BY s.day, s.position, s.id",
            (number, FIRST_DAY if since is None else since),
        ):
            yield row[0], set_of(row[1:])

    def heaviest(self, exercise: str) -> int | None:
        """The heaviest load of a working set of an exercise in which anything was done, in grams."""
        grams: int | None = self.value(f"SELECT max(s.load_g) {_LOADED}", self._exercise_id(exercise))
        return grams

    def heaviest_set(self, exercise: str) -> SetRecord | None:
        """The working set with the heaviest load of an exercise, the first one of several."""
        query = f"SELECT s.id {_LOADED} AND s.load_g IS NOT NULL ORDER BY s.load_g DESC, s.day, s.id LIMIT 1"
        return self.set(self.value(query, self._exercise_id(exercise)))

    def bodyweight_g(self, day: int) -> int | None:
        """The last bodyweight in grams that was logged up to the end of a day."""
        grams: int | None = self.value(
            "SELECT weight_g FROM bodyweight WHERE hidden = 0 AND day <= ?"
            " ORDER BY day DESC, at_ms DESC, id DESC LIMIT 1",
            day,
        )
        return grams

    def workouts(
        self,
        *,
        limit: int = 50,
        before: tuple[int, int] | None = None,
        since: int | None = None,
        exercise: str | None = None,
    ) -> list[WorkoutLine]:
        """Workouts, newest first; `before` is the (day, started_ms) of the last one of the page before."""
        day, started = before or (LAST_DAY + 1, 0)
        where = "w.hidden = 0 AND (w.day, w.started_ms) < (?, ?) AND w.day >= ?"
        values: list[object] = [day, started, FIRST_DAY if since is None else since]
        if exercise is not None:
            where += " AND EXISTS (SELECT 1 FROM lift f"
            where += " WHERE f.workout_id = w.id AND f.exercise_id = ? AND f.hidden = 0)"
            values.append(self._exercise_id(exercise))
        rows = self.rows(
            "SELECT w.id, w.name, w.day, w.started_ms, w.offset_min, w.ended_ms, w.note,"
            " (SELECT json_group_array(json_array(s.kind <> 'warmup', s.form, s.basis, s.exercise_id,"
            "  iif(s.body, NULL, s.load_g), s.load_text, s.unit, l.position * 1000 + s.position))"
            "  FROM lift l JOIN sets s ON s.lift_id = l.id WHERE l.workout_id = w.id AND l.hidden = 0 AND s.hidden = 0)"
            f" FROM workout w WHERE {where} ORDER BY w.day DESC, w.started_ms DESC LIMIT ?",
            *values,
            limit,
        )
        keys = dict(self.rows("SELECT id, key FROM exercise"))
        return [_line(keys, *row) for row in rows]

    def form_since(self, day: int) -> list[LiftForm]:
        """Form of every exercise with a rated working set since `day`, most sessions first."""
        sessions: dict[str, set[str]] = {}
        labels: dict[tuple[str, str], list[int]] = {}
        for key, workout_id, label, basis in self.rows(
            f"SELECT (SELECT key FROM exercise WHERE id = s.exercise_id), w.id, s.form, s.basis {_OF_WORKOUTS}"
            " AND w.day >= ? AND s.form IS NOT NULL AND s.kind <> 'warmup'",
            day,
        ):
            sessions.setdefault(key, set()).add(workout_id)
            labels.setdefault((key, basis), []).append(label)
        lifts = [
            LiftForm(
                key, len(ids), _rating_count(checked := labels.get((key, "checked"), [])),
                _rating_count(quick := labels.get((key, "quick"), [])), worst := min(checked + quick), worst in checked,
            )
            for key, ids in sessions.items()
        ]  # fmt: skip
        return sorted(lifts, key=lambda each: (-each.sessions, each.exercise))

    def seen_since(self, day: int) -> bool:
        """Whether a set since `day` was rated from video or by another person."""
        return self._has_set("w.day >= ? AND s.judged_by IN ('video', 'person')", day)

    def rated_between(self, first: int, last: int) -> bool:
        """Whether a working set of these days, both included, was rated."""
        return self._has_set("w.day BETWEEN ? AND ? AND s.form IS NOT NULL AND s.kind <> 'warmup'", first, last)

    def _has_set(self, where: str, *values: object) -> bool:
        return self.value(f"SELECT 1 {_OF_WORKOUTS} AND {where} LIMIT 1", *values) is not None

    def totals(self, exercise: str | None = None) -> Totals:
        """Counts over the whole log, or over one exercise."""
        where, values = ("", ()) if exercise is None else (" AND s.exercise_id = ?", (self._exercise_id(exercise),))
        (row,) = self.rows(
            "SELECT count(DISTINCT l.workout_id), count(*), count(*) FILTER (WHERE s.kind = 'warmup'),"
            " count(DISTINCT s.exercise_id), min(s.day), max(s.day), coalesce(sum(max(0, s.load_g) * s.reps), 0)"
            f" FROM sets s JOIN lift l ON l.id = s.lift_id WHERE s.hidden = 0 AND l.hidden = 0{where}",
            *values,
        )
        return Totals(*row)

    def own_exercises(self) -> tuple[Exercise, ...]:
        """The exercises that the user made, by name or by import."""
        rows = self.rows(
            "SELECT key, name, aliases FROM exercise WHERE own = 1 AND hidden = 0 AND merged_into = '' ORDER BY name"
        )
        return tuple(
            Exercise(key, name, "own", aliases=read_texts(aliases, f"other names of {key}"), own=True)
            for key, name, aliases in rows
        )

    def merged_exercises(self) -> dict[str, str]:
        """The key that each merged exercise became in the end, also where that one was merged further elsewhere."""
        into: dict[str, str] = dict(self.rows("SELECT key, merged_into FROM exercise WHERE merged_into <> ''"))
        for key in into:
            passed = {key}
            while (further := into.get(into[key])) is not None and further not in passed:
                passed.add(into[key])
                into[key] = further
        return into

    def used_exercises(self) -> list[tuple[str, int]]:
        """Keys of the exercises that were done, with the last day of each, newest first."""
        return self.rows(
            "SELECT e.key, (SELECT max(s.day) FROM sets s WHERE s.exercise_id = e.id AND s.hidden = 0) AS last"
            " FROM exercise e WHERE last IS NOT NULL ORDER BY last DESC, e.id"
        )

    def setting(self, key: str) -> object:
        """A setting that belongs to the data, or None. One with several values is a dict of them."""
        value: object = None
        for name, text in self.rows(
            "SELECT key, value FROM setting WHERE hidden = 0 AND (key = ?1 OR key BETWEEN ?1 || '.' AND ?1 || '/')"
            " ORDER BY key",
            key,
        ):
            part = read_json(text, f"setting {name}")
            if name == key:
                value = part
            else:
                value = {**(value if isinstance(value, dict) else {}), name.removeprefix(f"{key}."): part}
        return {name: part for name, part in value.items() if part is not None} if isinstance(value, dict) else value

    def state(self, key: str) -> object:
        """What a screen kept to go on where it was, or None."""
        row = self.one("SELECT value FROM state WHERE key = ?", key)
        return None if row is None else read_json(row[0], f"state {key}")

    def _exercise_id(self, key: str) -> int | None:
        number: int | None = self.value("SELECT id FROM exercise WHERE key = ?", key)
        return number


def has_extras(log: LogReader) -> bool:
    """Whether anything stands beside any set: most logs hold nothing, and then nothing more is read."""
    query = "SELECT 1 FROM judgement UNION ALL SELECT 1 FROM coach_note UNION ALL SELECT 1 FROM video LIMIT 1"
    return log.value(query) is not None


def _line(keys: Mapping[Any, Any], *row: Any) -> WorkoutLine:
    id_, name, day, at_ms, offset, ended, note, packed = row
    sets = loads(packed)
    form, checked = form_of((label, basis) for counts, label, basis, *_ in sets if counts)
    working = sum(counts for counts, *_ in sets)
    top = max((each for each in sets if each[0] and each[4]), key=lambda each: each[4], default=None)
    lift = (top or min(sets, key=lambda each: each[-1], default=(None,) * 4))[3]
    top_load = load_of((*top[4:7], 0), id_) if top else None
    counts = len(sets), working, form
    return WorkoutLine(id_, name, day, at_ms, offset, ended, *counts, note, checked, keys.get(lift, ""), top_load)


def _lift(sets: dict[str, list[SetRecord]], *row: Any) -> WorkoutLift:
    id_, key, position, plan, note, superset = row
    return WorkoutLift(id_, key, position, tuple(sets.get(id_, ())), read_plan(plan, id_), note, superset)


def _rating_count(labels: list[int]) -> RatingCount:
    return RatingCount(len(labels), median(labels) if len(labels) >= SETS_PER_POINT else None)


def read_bests(store: LogReader, exercise: str, lift_id: str, day: int) -> tuple[BestSet, ...]:
    """The heaviest working sets of an exercise by reps, and the heaviest clean ones, before the workout of a lift.

    Every set of the exercise is read: this is for a moment in which nobody waits.
    """
    from hinge_log.training.set_records import BestSet

    rows = store.rows(
        "SELECT s.reps, s.body, max(s.load_g), max(s.load_g) FILTER (WHERE s.clean = 1) FROM sets s"
        " WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?) AND s.hidden = 0 AND s.kind <> 'warmup'"
        " AND s.reps > 0 AND s.load_g IS NOT NULL AND s.day <= ?"
        " AND s.lift_id NOT IN (SELECT id FROM lift WHERE workout_id = (SELECT workout_id FROM lift WHERE id = ?))"
        " GROUP BY s.reps, s.body",
        exercise,
        day,
        lift_id,
    )
    return tuple(BestSet(reps, bool(body), load, clean) for reps, body, load, clean in rows)
