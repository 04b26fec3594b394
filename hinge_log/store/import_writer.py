"""Writing the rows of an import: many at a time, and few questions."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta, tzinfo
from itertools import compress, islice, repeat
from typing import TYPE_CHECKING

from hinge_log.clock import Moment, to_day
from hinge_log.exchange.walk import KINDS, Columns, blocks, identity, in_order, rows_of
from hinge_log.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.parsed import ParsedWorkout
    from hinge_log.exchange.plan import Plan

_BATCH = 20_000

_WORKOUT = (
    "INSERT INTO workout (id, name, day, started_ms, offset_min, ended_ms, note, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LIFT = (
    "INSERT INTO lift (id, workout_id, exercise_id, position, superset, note, import_id) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_SET = (
    "INSERT INTO sets (id, lift_id, exercise_id, day, position, kind, reps, seconds, distance_mm, load_g, load_text,"
    " unit, body, rpe, note, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_NAME = (
    "INSERT INTO import_name (app, name, key, import_id) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (app, name) DO UPDATE SET key = excluded.key, import_id = excluded.import_id"
    " WHERE key <> excluded.key"
)

_Load = tuple[int | None, str | None, str | None, int]


class Writer:
    """Writes one planned file inside the caller's transaction."""

    def __init__(
        self, connection: sqlite3.Connection, plan: Plan, import_id: int, ids: Iterator[str], zone: tzinfo | None
    ) -> None:
        self._connection = connection
        self._plan = plan
        self._import_id = import_id
        self._ids = ids
        self._zone = zone
        self._table = plan.parsed.table
        self._columns = Columns.of(self._table)
        self._workouts: list[tuple[object, ...]] = []
        self._lifts: list[tuple[object, ...]] = []
        self._sets: list[tuple[object, ...]] = []
        self._keys: list[tuple[int, str]] = []
        self._loads: dict[tuple[int, int, int], _Load] = {}
        size = len(self._columns.texts)
        self._exercise = array("q", bytes(8 * size))
        self._group = [-1] * size
        self._body = bytearray(size)
        self._tags = [""] * size

    def write(self, flags: bytearray, progress: Callable[[float], None] | None) -> None:
        """Write the sets whose flag is 1; `flags` are in the order of `in_order`."""
        self._enter_names()
        grown = self._connection.execute("SELECT 1 FROM imported_workout LIMIT 1").fetchone() is not None
        place = 0
        for workout in in_order(self._plan.parsed):
            rows = rows_of(workout)
            new = flags[place : place + len(rows)]
            place += len(rows)
            if any(new):
                self._take(workout, rows, new, grown=grown)
                if len(self._sets) >= _BATCH:
                    self._flush()
                    if progress is not None:
                        progress(0.9 * place / len(flags))
        self._flush()
        self._remember(flags)
        if progress is not None:
            progress(1.0)

    def _enter_names(self) -> None:
        place = {text: number for number, text in enumerate(self._columns.texts)}
        groups: dict[tuple[str, tuple[str, ...]], int] = {}
        for name in self._plan.names:
            number = place[name.name]
            if name.key:
                self._exercise[number] = self._exercise_id(name)
                self._group[number] = groups.setdefault((name.key, name.tags), len(groups))
                self._body[number] = name.body
                self._tags[number] = ", ".join(name.tags).replace("_", " ")
        app = self._plan.parsed.app
        self._connection.executemany(_NAME, [(app, name.name, name.key, self._import_id) for name in self._plan.names])

    def _exercise_id(self, name: PlannedName) -> int:
        found = self._connection.execute("SELECT id FROM exercise WHERE key = ?", (name.key,)).fetchone()
        if found is not None:
            return int(found[0])
        title = clean(name.title, limit=NAME_LIMIT) or name.key
        own = int(name.key.startswith("own:"))
        cursor = self._connection.execute(
            "INSERT INTO exercise (key, name, own, import_id) VALUES (?, ?, ?, ?)",
            (name.key, title, own, self._import_id),
        )
        return int(cursor.lastrowid or 0)

    def _take(self, workout: ParsedWorkout, rows: array[int], new: bytearray, *, grown: bool) -> None:
        known = self._known(workout) if grown else None
        workout_id, day, lifts, position = known or self._new_workout(workout)
        columns, exercise = self._columns, self._exercise
        for first, end in blocks(columns, rows, self._group):
            number = exercise[columns.exercise[rows[first]]]
            # A lift of the file of which something is known is the next lift of that exercise in the log.
            kept = lifts.get(number)
            before = kept.pop(0) if kept and 0 in new[first:end] else None
            if 1 not in new[first:end]:
                continue
            if before is None:
                lift_id, start = next(self._ids), 0
                superset = columns.superset[rows[first]]
                self._lifts.append(
                    (lift_id, workout_id, number, position, None if superset < 0 else superset,
                     self._tags[columns.exercise[rows[first]]], self._import_id)
                )  # fmt: skip
                position += 1
            else:
                lift_id, start = before
            fresh = [row for row, is_new in zip(rows[first:end], new[first:end], strict=True) if is_new]
            self._add_sets(lift_id, number, day, start, fresh)

    def _add_sets(self, lift_id: str, exercise: int, day: int, position: int, rows: list[int]) -> None:
        columns, table, import_id = self._columns, self._table, self._import_id
        texts, kinds, loads, body = columns.texts, columns.kind, self._loads, self._body
        for row in rows:
            if self._group[columns.exercise[row]] < 0:
                continue
            what = columns.weight[row], columns.unit[row], body[columns.exercise[row]]
            load = loads.get(what)
            if load is None:
                load = loads[what] = self._load(row, on_body=bool(what[2]))
            reps, seconds, halves, note = columns.reps[row], columns.seconds[row], columns.rpe[row], columns.note[row]
            distance = columns.distance[row]
            if distance >= 0:
                distance = table.at(row).distance_mm or 0
            self._sets.append(
                (
                    next(self._ids), lift_id, exercise, day, position, KINDS[kinds[row]],
                    None if reps < 0 else reps, None if seconds < 0 else seconds, None if distance < 0 else distance,
                    *load, halves / 2 if halves else None, texts[note] or None, import_id,
                )
            )  # fmt: skip
            position += 1

    def _load(self, row: int, *, on_body: bool) -> _Load:
        load = self._table.at(row).load(self._plan.parsed.unit)
        if load is None:
            return None, None, None, 0
        return load.grams, load.value, load.unit, int(load.body or on_body)

    def _known(self, workout: ParsedWorkout) -> tuple[str, int, dict[int, list[tuple[str, int]]], int] | None:
        """A workout that came in before: its id, day, lifts by exercise as (id, next position), next position."""
        found = self._connection.execute(
            "SELECT w.id, w.day FROM imported_workout k JOIN workout w ON w.id = k.workout_id"
            " WHERE k.key = ? AND w.hidden = 0",
            (identity(workout.key),),
        ).fetchone()
        if found is None:
            return None
        lifts: dict[int, list[tuple[str, int]]] = {}
        following = 0
        for lift_id, number, position, hidden, after in self._connection.execute(
            "SELECT id, exercise_id, position, hidden,"
            " (SELECT coalesce(max(position), -1) + 1 FROM sets WHERE lift_id = lift.id)"
            " FROM lift WHERE workout_id = ? ORDER BY position, id",
            (found[0],),
        ):
            following = max(following, position + 1)
            if not hidden:
                lifts.setdefault(number, []).append((lift_id, after))
        return str(found[0]), int(found[1]), lifts, following

    def _new_workout(self, workout: ParsedWorkout) -> tuple[str, int, dict[int, list[tuple[str, int]]], int]:
        moment, day = started(workout, self._zone)
        workout_id = next(self._ids)
        self._workouts.append(
            (
                workout_id, clean(workout.name, limit=NAME_LIMIT), day, moment.utc_ms, moment.offset_min,
                moment.utc_ms + 1000 * (workout.duration_s or 0), clean(workout.note, lines=True), self._import_id,
            )
        )  # fmt: skip
        self._keys.append((identity(workout.key), workout_id))
        return workout_id, day, {}, 0

    def _flush(self) -> None:
        run = self._connection.executemany
        run(_WORKOUT, self._workouts)
        run("INSERT OR REPLACE INTO imported_workout (key, workout_id) VALUES (?, ?)", self._keys)
        run(_LIFT, self._lifts)
        run(_SET, self._sets)
        for rows in (self._workouts, self._keys, self._lifts, self._sets):
            rows.clear()

    def _remember(self, flags: bytearray) -> None:
        keys = compress(self._plan.identities, flags)
        # In the order of the table, so that its pages are touched once; in parts, so that little is in memory.
        while part := sorted(islice(keys, 10 * _BATCH)):
            self._connection.executemany(
                "INSERT OR IGNORE INTO imported (key, import_id) VALUES (?, ?)",
                zip(part, repeat(self._import_id)),
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
