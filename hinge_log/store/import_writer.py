"""Writing the rows of an import: many at a time, and few questions."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta, tzinfo
from itertools import chain, compress, count, groupby, islice, tee
from operator import itemgetter, sub
from typing import TYPE_CHECKING, NamedTuple

from hinge_log.clock import Moment, to_day
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.walk import Columns, blocks, identity, in_order, rows_of
from hinge_log.store.import_sets import LiftRows, NewLift, SetRows, insert_many
from hinge_log.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.parsed import ParsedWorkout
    from hinge_log.exchange.plan import Plan
    from hinge_log.store.store import Store

_BATCH = 20_000

_WORKOUT = "INSERT INTO workout (id, name, day, started_ms, offset_min, ended_ms, note, import_id)"
_KEYS = """
    INSERT OR REPLACE INTO imported_workout (key, workout_id)
    SELECT CAST(key AS INTEGER), value FROM json_each(?)
"""
_CAME = "INSERT OR IGNORE INTO imported (key, import_id) SELECT value, ? FROM json_each(?)"
NAME = (
    "INSERT INTO import_name (app, name, key, import_id) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (app, name) DO UPDATE SET key = excluded.key, import_id = excluded.import_id"
    " WHERE key <> excluded.key"
)


class _Batch(NamedTuple):
    """Rows that are ready to be written, and the `share` of the file that is done with them."""

    workouts: list[tuple[object, ...]]
    keys: dict[int, str]
    lifts: LiftRows
    share: float


class Writer:
    """Writes one planned file inside the caller's transaction."""

    def __init__(
        self, store: Store, connection: sqlite3.Connection, plan: Plan, import_id: int, zone: tzinfo | None
    ) -> None:
        self._connection = connection
        self._plan = plan
        self._import_id = import_id
        self._ids = store.rising_ids()
        self._zone = zone
        self._table = plan.parsed.table
        self._columns = Columns.of(self._table)
        self._names: Meanings[str, str] = Meanings(lambda name: clean(name, limit=NAME_LIMIT))
        self._workouts: list[tuple[object, ...]] = []
        self._keys: dict[int, str] = {}
        self._sets = SetRows(connection, self._table, import_id, store.id_block, plan.parsed.unit)
        size = len(self._columns.texts)
        self._exercise = array("q", bytes(8 * size))
        self._group = [-1] * size
        self._body = bytearray(size)
        self._tags = [""] * size
        self._has_supersets = max(self._columns.superset, default=-1) >= 0
        self._leaves_out = not all(name.key for name in plan.names)

    def write(self, flags: bytearray, progress: Callable[[float], None] | None) -> None:
        """Write the sets whose flag is 1; `flags` are in the order of `in_order`."""
        self._enter_names()
        indexes = self._drop_indexes(flags.count(1))
        grown = self._connection.execute("SELECT 1 FROM imported_workout LIMIT 1").fetchone() is not None
        batches = self._batches(flags, grown=grown)
        with ThreadPoolExecutor(1, thread_name_prefix="import") as other:
            batch = next(batches, None)
            while batch is not None:
                self._bring(batch)
                # The next rows are made ready while SQLite works; not where the log is asked for each workout.
                coming = None if grown else other.submit(next, batches, None)
                self._sets.write(batch.lifts)
                if progress is not None:
                    progress(0.9 * batch.share)
                batch = coming.result() if coming is not None else next(batches, None)
            self._sets.close()
            runs = other.submit(_Runs, compress(self._plan.identities, flags))
            for statement in indexes:
                self._connection.execute(statement)
        self._remember(runs.result())
        if progress is not None:
            progress(1.0)

    def _batches(self, flags: bytearray, *, grown: bool) -> Iterator[_Batch]:
        """The rows that are to be written, many at a time; only a log that has `grown` is asked anything."""
        place = 0
        for workout in in_order(self._plan.parsed):
            rows = rows_of(workout)
            new = flags[place : place + len(rows)]
            place += len(rows)
            if any(new):
                self._take(workout, rows, new, grown=grown)
                if len(self._sets) >= _BATCH:
                    yield self._batch(place / len(flags))
        yield self._batch(1.0)

    def _drop_indexes(self, count: int) -> list[str]:
        """Drop the indexes of the sets when most sets will be new; gives what makes them again, all at once.

        All of it is in the transaction of the import: whatever stops it, the indexes are as they were.
        """
        found = self._connection.execute("SELECT count(*) FROM (SELECT 1 FROM sets LIMIT ?)", (count,)).fetchone()
        if count < _BATCH or int(found[0]) >= count:
            return []
        indexes = self._connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'sets' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            self._connection.execute(f'DROP INDEX "{name}"')
        return [str(statement) for _, statement in indexes]

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
        self._connection.executemany(NAME, [(app, name.name, name.key, self._import_id) for name in self._plan.names])

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
        if known is None and not (self._leaves_out or self._has_supersets):
            self._take_whole(workout_id, day, rows)
            return
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
                tags = self._tags[columns.exercise[rows[first]]]
                made = NewLift(workout_id, position, None if superset < 0 else superset, tags)
                position += 1
            else:
                (lift_id, start), made = before, None
            fresh = rows[first:end]
            if self._leaves_out or 0 in new[first:end]:
                fresh = array("I", (row for row in compress(rows[first:end], new[first:end]) if self._taken(row)))
            self._sets.add(fresh, lift_id, number, day, start, self._body[columns.exercise[rows[first]]], made)

    def _take_whole(self, workout_id: str, day: int, rows: array[int]) -> None:
        """Take a new workout in which nothing but the exercise parts the lifts."""
        names = list(map(self._columns.exercise.__getitem__, rows))
        place = 0
        for position, (_, run) in enumerate(groupby(map(self._group.__getitem__, names))):
            name, end = names[place], place + len(list(run))
            number, lift_id = self._exercise[name], next(self._ids)
            new = NewLift(workout_id, position, None, self._tags[name])
            self._sets.add(rows[place:end], lift_id, number, day, 0, self._body[name], new)
            place = end

    def _taken(self, row: int) -> bool:
        return self._group[self._columns.exercise[row]] >= 0

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
        note = clean(workout.note, lines=True) if workout.note else ""
        ended = moment.utc_ms + 1000 * (workout.duration_s or 0)
        self._workouts.append(
            (workout_id, self._names[workout.name], day, moment.utc_ms, moment.offset_min, ended, note, self._import_id)
        )
        self._keys[identity(workout.key)] = workout_id
        return workout_id, day, {}, 0

    def _batch(self, share: float) -> _Batch:
        batch = _Batch(self._workouts, self._keys, self._sets.batch(), share)
        self._workouts, self._keys = [], {}
        return batch

    def _bring(self, batch: _Batch) -> None:
        insert_many(self._connection, _WORKOUT, "(?, ?, ?, ?, ?, ?, ?, ?)", batch.workouts)
        self._connection.execute(_KEYS, (json.dumps(batch.keys),))
        self._sets.bring(batch.lifts)

    def _remember(self, runs: _Runs) -> None:
        """Keep what came in, in the order of its table: its pages are touched once."""
        keys = chain.from_iterable(runs)
        while part := list(islice(keys, _BATCH)):
            self._connection.execute(_CAME, (self._import_id, f"[{','.join(map(str, part))}]"))


class _Runs:
    """Successive numbers in little memory, the lowest run first: sets of one exercise of a workout are known by such.

    `keys` are the numbers, run by run, in any order of runs.
    """

    def __init__(self, keys: Iterable[int]) -> None:
        self._first, self._count = array("q"), array("I")
        values, places = tee(keys)
        for _, run in groupby(zip(map(sub, values, count()), places, strict=True), itemgetter(0)):
            members = list(run)
            self._first.append(members[0][1])
            self._count.append(len(members))
        self._order = sorted(range(len(self._first)), key=self._first.__getitem__)

    def __iter__(self) -> Iterator[range]:
        return (range(self._first[place], self._first[place] + self._count[place]) for place in self._order)


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
