"""A FitNotes backup: an SQLite file, read as an untrusted one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.csv_records import MAX_BYTES, MAX_ROWS
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import ParsedFile, ParsedSet
from hinge_log.exchange.tables import note_text

NAME = "fitnotes-backup"
MAGIC = b"SQLite format 3\0"
_MAX_VALUE = 1_000_000


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database."""
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as handle:
            return handle.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def read(path: Path, *, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a `.fitnotes` backup; raises ImportFileError for any other database and for a damaged one."""
    if path.stat().st_size > MAX_BYTES:
        raise ImportFileError(f"{path.name} is larger than 2 GiB.", "No log is that large. Check the file.")
    builder = Builder("fitnotes-backup", "fitnotes")
    try:
        uri = path.absolute().as_uri() + "?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as db:
            # A file from elsewhere may bring views and triggers that call functions: none may run.
            db.execute("PRAGMA trusted_schema=OFF")
            db.execute("PRAGMA cell_size_check=ON")
            db.execute("PRAGMA query_only=ON")
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
            db.text_factory = lambda raw: raw.decode("utf-8", "replace")
            _check(db, path)
            _take(db, builder, path, progress)
    except (sqlite3.Error, OverflowError) as problem:
        raise ImportFileError(
            f"{path.name} is a damaged database, or not a FitNotes backup.", "Make the backup again in FitNotes."
        ) from problem
    return builder.done(None)


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Raise sqlite3.DatabaseError for a file that is cut off or damaged: half a log is worse than none."""
    pages, size = db.execute("SELECT page_count, page_size FROM pragma_page_count(), pragma_page_size()").fetchone()
    with open(path, "rb") as handle:
        header = handle.read(32)
    if max(pages, int.from_bytes(header[28:32], "big")) * size > path.stat().st_size:
        raise sqlite3.DatabaseError("cut off")
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("damaged")


@dataclass(slots=True)
class _Days:
    """What FitNotes keeps of whole days: comments, start and length of the workout, supersets by exercise."""

    comments: dict[str, str]
    times: dict[str, tuple[datetime, int | None]]
    supersets: dict[tuple[str, object], int]
    used: set[str]

    @classmethod
    def read(cls, db: sqlite3.Connection) -> _Days:
        """Read the tables that are there."""
        days = cls({}, {}, {}, {"training_log", "exercise", "Comment", "android_metadata"})
        if {"date", "comment"} <= _names(db, "WorkoutComment").keys():
            for date, text in _rows(db, f"SELECT date, comment FROM WorkoutComment LIMIT {MAX_ROWS}"):
                days.comments[str(date)[:10]] = note_text(str(text or ""))
        if {"workout_date", "start_date_time", "end_date_time"} <= _names(db, "WorkoutTime").keys():
            query = f"SELECT workout_date, start_date_time, end_date_time FROM WorkoutTime LIMIT {MAX_ROWS}"
            for date, start, end in _rows(db, query):
                with suppress(Refused):
                    begun = when(str(start or "")).at
                    length = None
                    with suppress(Refused):
                        length = int((when(str(end or "")).at - begun).total_seconds())
                    days.times[str(date)[:10]] = begun, length if length is not None and length >= 0 else None
        if {"date", "exercise_id", "workout_group_id"} <= _names(db, "WorkoutGroupExercise").keys():
            query = f"SELECT date, exercise_id, workout_group_id FROM WorkoutGroupExercise LIMIT {MAX_ROWS}"
            for date, exercise, group in _rows(db, query):
                if isinstance(group, int) and 0 <= group < 1 << 31:
                    days.supersets[str(date)[:10], exercise] = group
        return days


def _count(db: sqlite3.Connection, table: str) -> int:
    """The rows of a table."""
    quoted_name = table.replace('"', '""')
    return int(db.execute(f'SELECT count(*) FROM "{quoted_name}"').fetchone()[0])


def _names(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of an ordinary table, by lower-case name; empty when there is no such table."""
    kind = db.execute("SELECT type FROM sqlite_master WHERE lower(name) = ?", (table.lower(),)).fetchone()
    if kind is None or kind[0] != "table":
        return {}
    return {str(row[1]).lower(): str(row[1]) for row in db.execute(f'PRAGMA table_info("{table}")')}


def _take(db: sqlite3.Connection, builder: Builder, path: Path, progress: Callable[[float], None] | None) -> None:
    log, exercise = _names(db, "training_log"), _names(db, "exercise")
    if not {"exercise_id", "date"} <= log.keys() or not {"_id", "name"} <= exercise.keys():
        raise ImportFileError(f"{path.name} is a database, but not a FitNotes backup.", "Export a CSV from its app.")
    titles = {
        number: builder.name(str(name)) for number, name in db.execute("SELECT _id, name FROM exercise LIMIT 100000")
    }
    days = _Days.read(db)
    comments = _comments(db)
    wanted = ("_id", "exercise_id", "date", "metric_weight", "reps", "unit", "distance", "duration_seconds",
              "is_complete", "comment")  # fmt: skip
    parts = ", ".join(f'"{log[name]}"' if name in log else "NULL" for name in wanted)
    total = int(db.execute("SELECT count(*) FROM training_log").fetchone()[0])
    if total > MAX_ROWS:
        raise ImportFileError(f"{path.name} has over 5 million sets.", "No log has that many. Check the file.")
    key = '"_id"' if "_id" in log else "rowid"
    for number, row in enumerate(_rows(db, f'SELECT {parts} FROM training_log ORDER BY "{log["date"]}", {key}'), 1):
        builder.file.records += 1
        if progress is not None and number % 5_000 == 0:
            progress(number / max(1, total))
        try:
            _set(builder, number, row, titles, comments, days)
        except Refused as refused:
            builder.skip(number, str(refused))
    _bodyweights(db, builder, days)
    for table in ("WorkoutComment", "WorkoutTime", "WorkoutGroupExercise"):
        days.used.add(table)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        if name not in days.used and (count := _count(db, str(name))):
            builder.file.unused[f"table {name}"] = count


def _bodyweights(db: sqlite3.Connection, builder: Builder, days: _Days) -> None:
    """Keep what the lifter weighed, in kg as FitNotes keeps it: its own table, or a measurement called body weight."""
    weighed = []
    if {"date", "body_weight_metric"} <= _names(db, "BodyWeight").keys():
        weighed.append(f"SELECT date, body_weight_metric FROM BodyWeight LIMIT {MAX_ROWS}")
        days.used.add("BodyWeight")
    records = {"measurement_id", "date", "value"} <= _names(db, "MeasurementRecord").keys()
    if records and {"_id", "name"} <= _names(db, "Measurement").keys():
        weighed.append(
            "SELECT r.date, r.value FROM MeasurementRecord r JOIN Measurement m ON m._id = r.measurement_id"
            f" WHERE lower(replace(m.name, ' ', '')) = 'bodyweight' ORDER BY r.date LIMIT {MAX_ROWS}"
        )
    for query in weighed:
        for number, (date, value) in enumerate(_rows(db, query), 1):
            try:
                text = numbers.weight_text(_plain(value))
                if text is not None:
                    builder.bodyweight(when(str(date or "")).at.date(), text, "kg")
            except Refused as refused:
                builder.remark(number, f"bodyweight: {refused}")


def _rows(db: sqlite3.Connection, query: str) -> Iterator[tuple[object, ...]]:
    yield from db.execute(query)


def _comments(db: sqlite3.Connection) -> dict[object, str]:
    """Comments on sets, by the set's number; FitNotes keeps them in a table of their own."""
    columns = _names(db, "Comment")
    if not {"owner_id", "comment"} <= columns.keys():
        return {}
    only = " WHERE owner_type_id = 1" if "owner_type_id" in columns else ""
    comments = db.execute(f"SELECT owner_id, comment FROM Comment{only} LIMIT {MAX_ROWS}")
    return {owner: note_text(str(text)) for owner, text in comments if text}


def _plain(value: object) -> str:
    """A database value as the text of a number."""
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def _set(
    builder: Builder,
    line: int,
    row: tuple[object, ...],
    titles: dict[object, str],
    comments: dict[object, str],
    days: _Days,
) -> None:
    """Add one row, `line` being its number in the log; raises Refused."""
    number, exercise_id, date, weight, reps, _, distance, time, _, comment = row
    name = titles.get(exercise_id, "")
    if not name:
        raise Refused("no exercise name")
    moment = when(str(date or ""))
    day = When(moment.at.replace(hour=0, minute=0, second=0), None, False)
    count = numbers.whole(_plain(reps))
    seconds = numbers.seconds(_plain(time)) or None
    length = numbers.distance_mm(_plain(distance), "m") or None
    if count == 0 and (seconds or length):
        count = None
    note = note_text(str(comment)) if comment else comments.get(number, "")
    if count is None and not seconds and not length and not _plain(weight).strip("0."):
        raise Refused("no reps, weight, time or distance")
    workout = builder.workout(day, "")
    key = moment.at.date().isoformat()
    workout.note = workout.note or days.comments.get(key, "")
    if key in days.times:
        workout.start, workout.duration_s = days.times[key]
        workout.timed = True
    builder.add(workout, ParsedSet(line, name, weight=numbers.weight_text(_plain(weight)), unit="kg", reps=count,
                                   seconds=seconds, distance_mm=length, note=note,
                                   superset=days.supersets.get((key, exercise_id))))  # fmt: skip
