"""Writing the rows of an import, workout by workout, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from hashlib import sha256
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from hinge_log.clock import Moment, to_day
from hinge_log.exchange.log_comparison import identity, in_order, lift_blocks
from hinge_log.exchange.parsed import KINDS, SIDES, UNITS, ParsedWorkout, load_of
from hinge_log.store.ids import encode
from hinge_log.store.import_rows import CHUNK_COLUMNS, write_chunk
from hinge_log.text import NAME_LIMIT, clean

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview
    from hinge_log.store.store import Store

_EPOCH = datetime(1970, 1, 1)
_AT_ONCE = 5_000
"""Rows that are collected before they go to SQLite."""

_STATEMENTS = {
    "workout": "INSERT INTO workout (id, name, day, started_ms, offset_min, ended_ms, note, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, {import_id})",
    "imported_workout": "INSERT OR REPLACE INTO imported_workout (key, workout_id) VALUES (?, ?)",
    "lift": "INSERT INTO lift (id, workout_id, exercise_id, position, superset, note, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, {import_id})",
    "sets": "INSERT INTO sets (id, lift_id, exercise_id, day, position, kind, side, reps, seconds, distance_mm, load_g,"
    " load_text, unit, body, rpe, note, amrap, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {import_id})",
    "imported": "INSERT OR IGNORE INTO imported (key, import_id) VALUES (?, {import_id})",
    "bodyweight": "INSERT INTO bodyweight (id, day, at_ms, weight_g, weight_text, unit, import_id)"
    " VALUES (?, ?, ?, ?, ?, ?, {import_id})",
}
"""How the rows of each table are written; their values are in the order of a chunk's columns."""

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
        self,
        store: Store,
        connection: sqlite3.Connection,
        preview: ImportPreview,
        import_id: int,
        zone: tzinfo | None,
        *,
        chunk: str,
    ) -> None:
        self._connection = connection
        self._preview = preview
        self._import_id = import_id
        self._fresh_ids = store.rising_ids()
        self._zone = zone
        self._day_ends_h = store.clock.now().day_ends_h
        self._chunk = chunk
        self._chunks = 0
        self._table = preview.parsed.table
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in CHUNK_COLUMNS}
        self._keys: dict[int, str] = {}
        size = len(self._table.texts)
        self._exercise = array("q", bytes(8 * size))
        self._group = [-1] * size
        self._body = bytearray(size)
        self._tags = [""] * size
        self._grown = False
        unit, texts = preview.parsed.unit, self._table.texts

        @lru_cache(maxsize=65_536)
        def load_columns(weight: int, own: int, body: int) -> tuple[object, ...]:
            load = load_of(texts[weight], UNITS[own] or unit)
            if load is None:
                return None, None, None, 0
            return load.grams, load.value, load.unit, int(load.body or body)

        self._load_columns = load_columns

    def write(self, flags: bytearray, progress: Callable[[float], None] | None) -> None:
        """Write the sets whose flag is 1; `flags` are in the order of `in_order`."""
        self._enter_names()
        self._grown = self._connection.execute("SELECT 1 FROM imported_workout LIMIT 1").fetchone() is not None
        place, every = 0, max(1, len(flags))
        for workout in in_order(self._preview.parsed):
            rows = workout.rows
            new = flags[place : place + len(rows)]
            if any(new):
                keys = self._preview.identities[place : place + len(rows)]
                self._add_workout(workout, rows, new, keys)
                self._rows["imported"].extend((key,) for key in compress(keys, new))
            place += len(rows)
            if len(self._rows["sets"]) >= _AT_ONCE:
                self._flush()
                if progress is not None:
                    progress(0.95 * place / every)
        self._add_bodyweights()
        self._flush()
        if progress is not None:
            progress(1.0)

    def _flush(self) -> None:
        """Write what was collected, and a copy of it as a chunk."""
        for table, statement in _STATEMENTS.items():
            self._connection.executemany(statement.format(import_id=self._import_id), self._rows[table])
        rows = self._rows
        keys = self._keys  # the number of an exercise is another elsewhere
        by_key = {table: [(*row[:2], keys[row[2]], *row[3:]) for row in rows[table]] for table in ("lift", "sets")}
        if any(rows.values()):
            write_chunk(self._connection, self._chunk, self._chunks, {**rows, **by_key})
            self._chunks += 1
        for each in rows.values():
            each.clear()

    def _content_id(self, table: str, milliseconds: int, key: int) -> str:
        """The id of a new row, the same on every device; another where the log has a row of that id."""
        made = content_id(milliseconds, f"{table}|{key}")
        if self._grown and self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (made,)).fetchone():
            return next(self._fresh_ids)
        return made

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
        names = [(app, name.name, name.key) for name in self._preview.names]
        self._connection.executemany(NAME, ((*name, self._import_id) for name in names))
        self._rows["import_name"].extend(names)

    def _exercise_id(self, name: PlannedName) -> int:
        title = clean(name.title, limit=NAME_LIMIT) or name.key
        own = int(name.key.startswith("own:"))
        self._rows["exercise"].append((name.key, title, own))
        row = self._connection.execute("SELECT id FROM exercise WHERE key = ?", (name.key,)).fetchone()
        if row is None:
            row = self._connection.execute(
                "INSERT INTO exercise (key, name, own, import_id) VALUES (?, ?, ?, ?) RETURNING id",
                (name.key, title, own, self._import_id),
            ).fetchone()
        self._keys[row[0]] = name.key
        return int(row[0])

    def _add_workout(self, workout: ParsedWorkout, rows: array[int], new: bytearray, keys: array[int]) -> None:
        known = self._workout_in_log(workout) if self._grown else None
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
                milliseconds = _local_ms(workout)
                lift_id, start = self._content_id("lift", milliseconds, keys[first + new[first:end].index(1)]), 0
                superset = table.superset[rows[first]]
                self._rows["lift"].append(
                    (lift_id, workout_id, number, position, None if superset < 0 else superset, self._tags[name])
                )
                position += 1
            else:
                lift_id, start = before
            fresh = [
                place
                for place in range(first, end)
                if new[place] and self._group[table.exercise[rows[place]]] >= 0
            ]  # fmt: skip
            self._add_sets(workout, [(rows[place], keys[place]) for place in fresh], lift_id, number, day, start,
                           self._body[name])  # fmt: skip

    def _add_sets(
        self,
        workout: ParsedWorkout,
        sets: list[tuple[int, int]],
        lift: str,
        exercise: int,
        day: int,
        first: int,
        body: int,
    ) -> None:
        table, texts = self._table, self._table.texts
        milliseconds = _local_ms(workout)
        for position, (row, key) in enumerate(sets, first):
            reps, seconds, distance = table.reps[row], table.seconds[row], table.distance[row]
            halves = table.rpe[row]
            self._rows["sets"].append((
                self._content_id("sets", milliseconds, key), lift, exercise, day, position,
                KINDS[table.kind[row]].value, SIDES[table.side[row]],
                None if reps < 0 else reps, None if seconds < 0 else seconds, None if distance < 0 else distance,
                *self._load_columns(table.weight[row], table.units[row], body), halves / 2 if halves else None,
                texts[table.note[row]] or None, table.amrap[row],
            ))  # fmt: skip

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
        moment, day = started(workout, self._zone, self._day_ends_h)
        key = identity(workout.key)
        workout_id = self._content_id("workout", _local_ms(workout), key)
        name = clean(workout.name, limit=NAME_LIMIT)
        note = clean(workout.note, lines=True) if workout.note else ""
        ended = moment.utc_ms + 1000 * (workout.duration_s or 0)
        self._rows["workout"].append(
            (workout_id, name, day, moment.utc_ms, moment.offset_min, ended, note)
        )  # fmt: skip
        self._rows["imported_workout"].append((key, workout_id))
        return _LogWorkout(workout_id, day, {}, 0)

    def _add_bodyweights(self) -> None:
        """Keep what the lifter weighed; a day that has a weight keeps its own."""
        for day, (text, own) in self._preview.parsed.bodyweights.items():
            load = load_of(text, own or self._preview.parsed.unit)
            number = to_day(day)
            milliseconds = int((datetime.combine(day, time(12)) - _EPOCH).total_seconds()) * 1000
            if load is None or not 1 <= load.grams <= 1_000_000:
                continue
            if self._connection.execute("SELECT 1 FROM bodyweight WHERE day = ?", (number,)).fetchone() is None:
                row_id = self._content_id("bodyweight", milliseconds, number)
                self._rows["bodyweight"].append((row_id, number, milliseconds, load.grams, load.value, load.unit))


def content_id(milliseconds: int, what: str) -> str:
    """The id of a row that an import brings: the same on every device. `milliseconds` place it in time."""
    tail = int.from_bytes(sha256(what.encode("utf-8", "surrogatepass")).digest()[:9], "big")
    # Version 8 of RFC 9562: made in a way of one's own.
    return _time_text(milliseconds) + encode(8 << 76 | (tail >> 62 & 0x3FF) << 66 | 2 << 62 | tail & (1 << 62) - 1, 8)


@lru_cache(maxsize=16)
def _time_text(milliseconds: int) -> str:
    """The first characters of an id: the same for all sets of a workout."""
    return encode(milliseconds & (1 << 48) - 1, 5)


def _local_ms(workout: ParsedWorkout) -> int:
    """The start of a workout as its file has it, in milliseconds: the same in every time zone."""
    return int((workout.start - _EPOCH).total_seconds()) * 1000


def started(workout: ParsedWorkout, zone: tzinfo | None, day_ends_h: int = 0) -> tuple[Moment, int]:
    """When a workout began, and its local day, which ends some hours after midnight.

    A local time is taken in `zone` (default: that of this machine, with the rules of that date). An offset of 0 is
    what programs write that know nothing but UTC: the day is then that of `zone`. Midnight to the second stands for
    the date alone.
    """
    start = workout.start
    if workout.utc_offset is None:
        aware = start.replace(tzinfo=zone) if zone is not None else start.astimezone()
        # By way of UTC: a time that the clocks skipped gets the offset that holds from then on.
        local = aware.astimezone(UTC).astimezone(zone)
    else:
        there = timezone(timedelta(minutes=workout.utc_offset)) if workout.utc_offset else zone
        local = (start.replace(tzinfo=UTC) - timedelta(minutes=workout.utc_offset)).astimezone(there)
        start = local.replace(tzinfo=None)
    early = timedelta(hours=day_ends_h if workout.timed and start.time() != time.min else 0)
    return Moment.of(local), to_day((start - early).date())
