"""Writing the rows of an import, workout by workout, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta, tzinfo
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from hinge_log.clock import Moment, to_day
from hinge_log.exchange.parsed import KINDS, SIDES, UNITS, ParsedWorkout, load_of
from hinge_log.exchange.set_keys import identity, in_order, lift_blocks, rows_of
from hinge_log.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview
    from hinge_log.store.store import Store

_AT_ONCE = 5_000
"""Rows that are collected before they go to SQLite."""

_WORKOUT = (
    "INSERT INTO workout (id, name, day, started_ms, offset_min, ended_ms, note, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_WORKOUT_KEY = "INSERT OR REPLACE INTO imported_workout (key, workout_id) VALUES (?, ?)"
_LIFT = (
    "INSERT INTO lift (id, workout_id, exercise_id, position, superset, note, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SET_COLUMNS = (
    "id", "lift_id", "exercise_id", "day", "position", "kind", "side", "reps", "seconds", "distance_mm", "load_g",
    "load_text", "unit", "body", "rpe", "note", "import_id",
)  # fmt: skip
_SET_KEY = "INSERT OR IGNORE INTO imported (key, import_id) VALUES (?, ?)"
NAME = (
    "INSERT INTO import_name (app, name, key, import_id) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (app, name) DO UPDATE SET key = excluded.key, import_id = excluded.import_id"
    " WHERE key <> excluded.key"
)


class _LogWorkout(NamedTuple):
    """A workout to which sets go: its lifts by exercise as (id, next position), and the next lift's position."""

    id: str
    day: int
    lifts: dict[int, list[tuple[str, int]]]
    position: int


class Writer:
    """Writes one previewed file."""

    def __init__(
        self, store: Store, connection: sqlite3.Connection, preview: ImportPreview, import_id: int, zone: tzinfo | None
    ) -> None:
        self._connection = connection
        self._preview = preview
        self._import_id = import_id
        self._ids = store.rising_ids()
        self._zone = zone
        self._table = preview.parsed.table
        self._workouts: list[tuple[object, ...]] = []
        self._workout_keys: list[tuple[int, str]] = []
        self._lifts: list[tuple[object, ...]] = []
        self._sets: list[tuple[object, ...]] = []
        self._set_keys: list[tuple[int, int]] = []
        size = len(self._table.texts)
        self._exercise = array("q", bytes(8 * size))
        self._group = [-1] * size
        self._body = bytearray(size)
        self._tags = [""] * size
        unit = preview.parsed.unit
        texts = self._table.texts

        @lru_cache(maxsize=65_536)
        def load_columns(weight: int, own: int, body: int) -> tuple[object, ...]:
            load = load_of(texts[weight], UNITS[own] or unit)
            return (None, None, None, 0) if load is None else (
                load.grams, load.value, load.unit, int(load.body or body)
            )  # fmt: skip

        self._load_columns = load_columns
        columns = [*_SET_COLUMNS]
        self._has_amrap = any(
            row[1] == "amrap" for row in connection.execute("PRAGMA table_info(sets)")
        )  # fmt: skip
        if self._has_amrap:
            columns.append("amrap")
        self._set_statement = f"INSERT INTO sets ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

    def write(self, flags: bytearray, progress: Callable[[float], None] | None) -> None:
        """Write the sets whose flag is 1; `flags` are in the order of `in_order`."""
        self._enter_names()
        grown = self._connection.execute("SELECT 1 FROM imported_workout LIMIT 1").fetchone() is not None
        place, every = 0, max(1, len(flags))
        for workout in in_order(self._preview.parsed):
            rows = rows_of(workout)
            new = flags[place : place + len(rows)]
            if any(new):
                self._add_workout(workout, rows, new, grown=grown)
                keys = self._preview.identities[place : place + len(rows)]
                self._set_keys.extend((key, self._import_id) for key in compress(keys, new))
            place += len(rows)
            if len(self._sets) >= _AT_ONCE:
                self._flush()
                if progress is not None:
                    progress(0.95 * place / every)
        self._flush()
        self._add_bodyweights()
        if progress is not None:
            progress(1.0)

    def _flush(self) -> None:
        for statement, rows in (
            (_WORKOUT, self._workouts), (_WORKOUT_KEY, self._workout_keys), (_LIFT, self._lifts),
            (self._set_statement, self._sets), (_SET_KEY, self._set_keys),
        ):  # fmt: skip
            self._connection.executemany(statement, rows)
            rows.clear()

    def _enter_names(self) -> None:
        place = {text: number for number, text in enumerate(self._table.texts)}
        groups: dict[tuple[str, tuple[str, ...]], int] = {}
        for name in self._preview.names:
            number = place[name.name]
            if name.key:
                self._exercise[number] = self._exercise_id(name)
                self._group[number] = groups.setdefault((name.key, name.tags), len(groups))
                self._body[number] = name.body
                self._tags[number] = ", ".join(name.tags).replace("_", " ")
        app = self._preview.parsed.app
        names = ((app, name.name, name.key, self._import_id) for name in self._preview.names)
        self._connection.executemany(NAME, names)

    def _exercise_id(self, name: PlannedName) -> int:
        row = self._connection.execute("SELECT id FROM exercise WHERE key = ?", (name.key,)).fetchone()
        if row is not None:
            return int(row[0])
        title = clean(name.title, limit=NAME_LIMIT) or name.key
        own = int(name.key.startswith("own:"))
        cursor = self._connection.execute(
            "INSERT INTO exercise (key, name, own, import_id) VALUES (?, ?, ?, ?)",
            (name.key, title, own, self._import_id),
        )
        return int(cursor.lastrowid or 0)

    def _add_workout(self, workout: ParsedWorkout, rows: array[int], new: bytearray, *, grown: bool) -> None:
        known = self._workout_in_log(workout) if grown else None
        workout_id, day, lifts, position = known or self._new_workout(workout)
        table = self._table
        for first, end in lift_blocks(table, rows, self._group):
            name = table.exercise[rows[first]]
            number = self._exercise[name]
            # A lift of the file of which something is known is the next lift of that exercise in the log.
            before = lifts[number].pop(0) if lifts.get(number) and 0 in new[first:end] else None
            if 1 not in new[first:end]:
                continue
            if before is None:
                lift_id, start = next(self._ids), 0
                superset = table.superset[rows[first]]
                self._lifts.append((lift_id, workout_id, number, position, None if superset < 0 else superset,
                                    self._tags[name], self._import_id))  # fmt: skip
                position += 1
            else:
                lift_id, start = before
            fresh = (row for row in compress(rows[first:end], new[first:end]) if self._group[table.exercise[row]] >= 0)
            self._add_sets(fresh, lift_id, number, day, start, self._body[name])

    def _add_sets(self, rows: Iterator[int], lift: str, exercise: int, day: int, first: int, body: int) -> None:
        table, texts, ids = self._table, self._table.texts, self._ids
        for position, row in enumerate(rows, first):
            reps, seconds, distance = table.reps[row], table.seconds[row], table.distance[row]
            halves = table.rpe[row]
            one = (
                next(ids), lift, exercise, day, position, KINDS[table.kind[row]].value, SIDES[table.side[row]],
                None if reps < 0 else reps, None if seconds < 0 else seconds, None if distance < 0 else distance,
                *self._load_columns(table.weight[row], table.units[row], body), halves / 2 if halves else None,
                texts[table.note[row]] or None, self._import_id,
            )  # fmt: skip
            self._sets.append((*one, table.amrap[row]) if self._has_amrap else one)

    def _workout_in_log(self, workout: ParsedWorkout) -> _LogWorkout | None:
        """A workout that came in before; None when it did not, or is deleted."""
        row = self._connection.execute(
            "SELECT w.id, w.day FROM imported_workout k JOIN workout w ON w.id = k.workout_id"
            " WHERE k.key = ? AND w.hidden = 0",
            (identity(workout.key),),
        ).fetchone()
        if row is None:
            return None
        lifts: dict[int, list[tuple[str, int]]] = {}
        following = 0
        for lift_id, number, position, hidden, after in self._connection.execute(
            "SELECT id, exercise_id, position, hidden,"
            " (SELECT coalesce(max(position), -1) + 1 FROM sets WHERE lift_id = lift.id)"
            " FROM lift WHERE workout_id = ? ORDER BY position, id",
            (row[0],),
        ):
            following = max(following, position + 1)
            if not hidden:
                lifts.setdefault(number, []).append((lift_id, after))
        return _LogWorkout(str(row[0]), int(row[1]), lifts, following)

    def _new_workout(self, workout: ParsedWorkout) -> _LogWorkout:
        moment, day = started(workout, self._zone)
        workout_id = next(self._ids)
        name = clean(workout.name, limit=NAME_LIMIT)
        note = clean(workout.note, lines=True) if workout.note else ""
        ended = moment.utc_ms + 1000 * (workout.duration_s or 0)
        self._workouts.append(
            (workout_id, name, day, moment.utc_ms, moment.offset_min, ended, note, self._import_id)
        )  # fmt: skip
        self._workout_keys.append((identity(workout.key), workout_id))
        return _LogWorkout(workout_id, day, {}, 0)

    def _add_bodyweights(self) -> None:
        """Keep what the lifter weighed, in logs that have a place for it; a day that has a weight keeps its own."""
        columns = {str(row[1]) for row in self._connection.execute("PRAGMA table_info(bodyweight)")}
        if not {"id", "day", "load_g", "load_text", "unit"} <= columns:
            return
        for day, (text, own) in self._preview.parsed.bodyweights.items():
            load = load_of(text, own or self._preview.parsed.unit)
            number = to_day(day)
            taken = self._connection.execute("SELECT 1 FROM bodyweight WHERE day = ?", (number,)).fetchone()
            if load is None or taken is not None:
                continue
            values: dict[str, object] = {
                "id": next(self._ids), "day": number, "load_g": load.grams, "load_text": load.value, "unit": load.unit,
                "import_id": self._import_id,
            }  # fmt: skip
            names = [name for name in values if name in columns]
            self._connection.execute(
                f"INSERT INTO bodyweight ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                [values[name] for name in names],
            )


def started(workout: ParsedWorkout, zone: tzinfo | None) -> tuple[Moment, int]:
    """When a workout began, and its local day.

    A local time is taken in `zone` (default: that of this machine, with the rules of that date). An offset of 0 is
    what programs write that know nothing but UTC: the day is then that of `zone`.
    """
    if workout.utc_offset is None:
        aware = workout.start.replace(tzinfo=zone) if zone is not None else workout.start.astimezone()
        # By way of UTC: a time that the clocks skipped gets the offset that holds from then on.
        return Moment.of(aware.astimezone(UTC).astimezone(zone)), to_day(workout.start.date())
    exact = workout.start.replace(tzinfo=UTC) - timedelta(minutes=workout.utc_offset)
    if workout.utc_offset == 0:
        local = exact.astimezone(zone)
        return Moment.of(local), to_day(local.date())
    return Moment(Moment.of(exact).utc_ms, workout.utc_offset), to_day(workout.start.date())
