"""The rows of imports: taken out again, and kept as copies from which an import is redone, rescued and sent.

A copy is made of chunks. A chunk is compressed (zlib) JSON lines: the first names the columns of each table, each other
one is the name of a table and the values of its rows, one list for each (in older chunks those of one row, without a
list). Exercises stand by their keys, and nothing in a chunk names the import, so that a file gives the same chunks on
every device.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from json import loads
from typing import NamedTuple

from hinge_log.errors import StoreError
from hinge_log.store.journal import DAMAGED, IMPORT_KEY
from hinge_log.store.schema import COLUMNS, KEYS, TABLES

UNUSED_EXERCISE = (
    "id NOT IN (SELECT exercise_id FROM lift)"
    " AND NOT EXISTS (SELECT 1 FROM sets s WHERE s.exercise_id = exercise.id)"
    " AND NOT EXISTS (SELECT 1 FROM routine r WHERE instr(r.days, '\"' || exercise.key || '\"'))"
    " AND NOT EXISTS (SELECT 1 FROM exercise m WHERE m.merged_into = exercise.key)"
)
"""Whether no lift, no set, no plan and no merged exercise names an exercise, as a condition of SQL."""

CHUNK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "exercise": ("key", "name", "own"),
    "import_name": ("app", "name", "key"),
    "workout": ("id", "name", "day", "started_ms", "offset_min", "ended_ms", "note"),
    "imported_workout": ("key", "workout_id"),
    "lift": ("id", "workout_id", "exercise", "position", "superset", "note"),
    "sets": ("id", "lift_id", "exercise", "day", "position", "kind", "side", "reps", "seconds", "distance_mm",
             "load_g", "load_text", "unit", "body", "rpe", "note", "amrap"),
    "imported": ("key",),
    "bodyweight": ("id", "day", "at_ms", "weight_g", "weight_text", "unit"),
}  # fmt: skip
"""What a chunk may hold: table -> columns, in the order in which rows can be written."""

MAX_BODY = 64 * 1024**2
"""Bytes of one chunk, unpacked: no chunk of ours comes near it."""

_PLACE = {table.name: place for place, table in enumerate(TABLES)}

_REFERENCES = {
    parent: tuple((table.name, column) for table in TABLES for column, each in table.parents.items() if each == parent)
    for parent in KEYS
}
"""Which columns of which tables name a row of a table."""

_PARENTS = ("workout", "lift")
_ORDERED_BY_PARENT = ("lift", "sets")


class Removed(NamedTuple):
    """How much an import had left in the log when it was taken back."""

    workouts: int
    sets: int
    exercises: int


def remove_import(connection: sqlite3.Connection, import_id: int) -> Removed:
    """Remove the sets of an import, and its lifts, workouts and exercises as far as nothing else is in them.

    What the import remembers of its file (identities, names) goes with it, so that the file can come in anew.
    """

    def run(statement: str) -> int:
        return connection.execute(statement, {"id": import_id}).rowcount

    sets = run("DELETE FROM sets WHERE import_id = :id")
    run("DELETE FROM bodyweight WHERE import_id = :id")
    run("DELETE FROM lift WHERE import_id = :id AND NOT EXISTS (SELECT 1 FROM sets s WHERE s.lift_id = lift.id)")
    # A later import that added to a lift or a workout takes it over.
    run(
        "UPDATE lift SET import_id = (SELECT max(s.import_id) FROM sets s WHERE s.lift_id = lift.id)"
        " WHERE import_id = :id"
    )
    workouts = run(
        "DELETE FROM workout WHERE import_id = :id"
        " AND NOT EXISTS (SELECT 1 FROM lift l WHERE l.workout_id = workout.id)"
    )
    run(
        "UPDATE workout SET import_id = (SELECT max(l.import_id) FROM lift l WHERE l.workout_id = workout.id)"
        " WHERE import_id = :id"
    )
    exercises = run(f"DELETE FROM exercise WHERE import_id = :id AND {UNUSED_EXERCISE}")
    run("UPDATE exercise SET import_id = NULL WHERE import_id = :id")
    run("DELETE FROM import WHERE id = :id")
    return Removed(workouts, sets, exercises)


def chunk_name(sha256_of_file: str, at_ms: int) -> str:
    """What the chunks of an import are kept under."""
    return f"{sha256_of_file[:16]}-{at_ms}"


def write_chunk(
    connection: sqlite3.Connection, name: str, position: int, rows: Mapping[str, Sequence[Sequence[object]]]
) -> None:
    """Keep rows, table by table as CHUNK_COLUMNS has their columns, as one chunk of an import."""
    lines = [CHUNK_COLUMNS, *([table, *rows[table]] for table in CHUNK_COLUMNS if rows.get(table))]
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    body = zlib.compress(text.encode("utf-8", "surrogatepass"), 3)
    connection.execute(
        "INSERT OR REPLACE INTO import_chunk (sha256, import, position, body) VALUES (?, ?, ?, ?)",
        (sha256(body).hexdigest(), name, position, body),
    )


def chunk_rows(body: bytes) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of a chunk, as the table and its columns; raises ValueError for a chunk that is damaged."""
    try:
        packed = zlib.decompressobj()
        text = packed.decompress(body, MAX_BODY).decode("utf-8", "surrogatepass")
        if packed.unconsumed_tail or not packed.eof:
            raise ValueError("the chunk is cut off or too large")
        lines = text.split("\n")
        columns = json.loads(lines[0])
        for line in lines[1:]:
            table, *values = json.loads(line)
            names = columns[table]
            rows = values if isinstance(values[0], list) else [values]
            width = len(names)
            if (
                table not in CHUNK_COLUMNS
                or not set(names) <= {*CHUNK_COLUMNS[table]}
                or any(not isinstance(row, list) or len(row) != width for row in rows)
            ):
                raise ValueError("the chunk has an unknown table or column")
            for row in rows:
                yield table, dict(zip(names, row, strict=True))
    except (zlib.error, KeyError, TypeError, IndexError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("the chunk is damaged") from error


def import_rows(connection: sqlite3.Connection, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """All rows of an import in the order in which they can be written; raises ValueError for a damaged chunk."""
    bodies = connection.execute("SELECT sha256, body FROM import_chunk WHERE import = ? ORDER BY position", (name,))
    for digest, body in bodies:
        if sha256(body).hexdigest() != digest:
            raise ValueError("the chunk is damaged")
        yield from chunk_rows(body)


def restore_import(connection: sqlite3.Connection, import_id: int, name: str) -> int:
    """Write the rows of an import again under its number; gives the number of sets that came back.

    Raises StoreError when its chunks are missing or damaged. Rows that are there already stay as they are.
    """
    exercises: dict[str, int] = {}

    def exercise_id(key: object) -> int:
        number = exercises.get(str(key))
        if number is None:
            row = connection.execute("SELECT id FROM exercise WHERE key = ?", (key,)).fetchone()
            if row is None:
                raise ValueError("the chunk has an unknown exercise")
            number = exercises[str(key)] = int(row[0])
        return number

    sets = written = 0
    try:
        for table, row in import_rows(connection, name):
            written += 1
            if "exercise" in row:
                row["exercise_id"] = exercise_id(row.pop("exercise"))
            if table != "imported_workout":
                row["import_id"] = import_id
            marks = ", ".join("?" * len(row))
            cursor = connection.execute(
                f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
            )
            sets += cursor.rowcount if table == "sets" else 0
    except ValueError as error:
        raise StoreError(
            f"The import cannot be redone: {error}. Nothing was changed.", "Import the file again."
        ) from error
    if not written:
        raise StoreError(
            "An older hinge-log made this import and kept no copy. Nothing was changed.",
            "Import the file again.",
        )
    return sets


def import_number(connection: sqlite3.Connection, key: str) -> int | None:
    """The number in this file of an import, or None."""
    row = connection.execute(f"SELECT id FROM import WHERE {IMPORT_KEY} = ?", (key,)).fetchone()
    return None if row is None else int(row[0])


def next_import_id(connection: sqlite3.Connection) -> int:
    """The number of a new import: never that of one that was taken back, which the journal still names."""
    row = connection.execute(
        "SELECT max((SELECT coalesce(max(id), 0) FROM import), (SELECT coalesce(max(id), 0) FROM action)) + 1"
    ).fetchone()
    return int(row[0])


def remove_orphans(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    """Remove those of the rows whose every import was taken back and on which nothing hangs.

    They are gone on the device that took the import back, too; and their ids are free for the file to come in anew.
    """
    for entity, row in sorted(set(names), key=lambda name: (-_PLACE.get(name[0], 0), name[1])):
        if "import_id" not in COLUMNS.get(entity, ()):
            continue
        where = f"{KEYS[entity]} = ? AND import_id IS NULL AND "
        where += UNUSED_EXERCISE if entity == "exercise" else "hidden = 1"
        if (
            connection.execute(f"SELECT 1 FROM {entity} WHERE {where}", (row,)).fetchone()
            and _lost_its_imports(connection, entity, row)
            and not any(
                connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (row,)).fetchone()
                for table, column in _REFERENCES[entity]
            )
        ):
            connection.execute(f"DELETE FROM {entity} WHERE {KEYS[entity]} = ?", (row,))


def _lost_its_imports(connection: sqlite3.Connection, entity: str, row: str) -> bool:
    """Whether imports alone made a row, and none of them stands any more."""
    keys: set[str] = set()
    for new, after in connection.execute(
        "SELECT c.before IS NULL, c.after FROM change c JOIN action a ON a.id = c.action"
        " JOIN device d ON d.id = a.device AND d.hidden = 0 WHERE c.entity = ? AND c.row = ? AND c.after IS NOT NULL",
        (entity, row),
    ):
        try:
            key = loads(after).get("import")
        except DAMAGED:
            continue
        if key:
            keys.add(str(key))
        elif new:
            return False  # it was made by hand, too
    return bool(keys) and all(import_number(connection, key) is None for key in keys)


def rows_that_outlive_import(connection: sqlite3.Connection, key: str) -> list[tuple[str, str]]:
    """Rows of an import that are to be worked out anew when it is taken back.

    Another import or the user made them, too, or something that is no part of it hangs on them.
    """
    mark = f'%"import":"{key}"%'
    brought = [
        (entity, row)
        for entity, row in connection.execute("SELECT DISTINCT entity, row FROM change WHERE after LIKE ?", (mark,))
        if entity in KEYS
    ]
    rows = []
    for entity, row in brought:
        several = connection.execute(
            'SELECT 1 FROM change WHERE entity = ? AND row = ? AND (before IS NULL OR after LIKE \'%"import":"%\')'
            " AND after NOT LIKE ?",
            (entity, row, mark),
        ).fetchone()
        there = entity in _PARENTS and connection.execute(f"SELECT 1 FROM {entity} WHERE id = ?", (row,)).fetchone()
        if several or there:
            rows.append((entity, row))
    return rows + _rows_beside(connection, brought)


def _rows_beside(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What stands beside sets, and these: both were removed when their import was taken back."""
    parents = set(names)
    beside: list[tuple[str, str]] = []
    for table in TABLES if parents else ():
        if table.parents and table.name not in _ORDERED_BY_PARENT:
            for row, after in connection.execute(
                "SELECT DISTINCT row, after FROM change WHERE entity = ? AND after IS NOT NULL", (table.name,)
            ):
                values = loads(after)
                hangs_on = {(parent, str(values.get(column))) for column, parent in table.parents.items()}
                if hangs_on & parents:
                    beside += [*sorted(hangs_on & parents), (table.name, row)]
    return beside
