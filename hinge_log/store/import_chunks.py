"""Copies of the rows that imports brought in, kept in the log: an import is redone, rescued and sent from them.

A chunk is compressed (zlib) JSON lines: the first names the columns of each table, each other one is the name of a
table and the values of its rows, one list for each (in older chunks those of one row, without a list). Exercises stand
by their keys, and nothing in a chunk names the import, so that a file gives the same chunks on every device.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from hinge_log.errors import StoreError

TABLES: Mapping[str, tuple[str, ...]] = {
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


def chunk_name(sha256_of_file: str, at_ms: int) -> str:
    """What the chunks of an import are kept under."""
    return f"{sha256_of_file[:16]}-{at_ms}"


def write_chunk(
    connection: sqlite3.Connection, name: str, position: int, rows: Mapping[str, Sequence[Sequence[object]]]
) -> None:
    """Keep rows, table by table as TABLES has their columns, as one chunk of an import."""
    lines = [TABLES, *([table, *rows[table]] for table in TABLES if rows.get(table))]
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
                table not in TABLES
                or not set(names) <= {*TABLES[table]}
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
            f"The import cannot be redone: {error}. Nothing was changed.", "Import the file once more."
        ) from error
    if not written:
        raise StoreError(
            "The import was made by an older hinge-log, which kept no copy. Nothing was changed.",
            "Import the file once more.",
        )
    return sets
