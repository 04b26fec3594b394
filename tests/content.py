"""Whether two logs hold the same."""

from __future__ import annotations

import hashlib
import json

from hinge_log.store.packed import parse_json
from hinge_log.store.queries import LogReader
from hinge_log.store.schema import DATA

_JSON = frozenset(
    ("aliases", "summary", "plan", "slips", "places", "days", "value", "weeks", "progression", "plates", "bells")
) | {"dumbbells"}
_LOCAL = {("exercise", "id"), ("workout", "device")}
"""Columns that say nothing about what was done."""


def content_hash(store: LogReader) -> str:
    """One SHA-256 over all data: equal for two logs that hold the same, whatever became of their journals.

    Every column of every table counts, apart from the numbers that a log gives its exercises.
    """
    digest = hashlib.sha256()
    for table in sorted(DATA):
        if table == "import_chunk":  # a copy of what stands in other tables
            continue
        columns = [str(row[1]) for row in store.rows(f"PRAGMA table_info({table})")]
        if not columns:  # a log of an older schema
            continue
        key = {"exercise": "key", "import_name": "app, name"}.get(str(table), columns[0])
        read = ", ".join(
            "(SELECT e.key FROM exercise e WHERE e.id = exercise_id)" if name == "exercise_id" else name
            for name in columns
            if (table, name) not in _LOCAL
        )
        names = [name for name in columns if (table, name) not in _LOCAL]
        for row in store.rows(f"SELECT {read} FROM {table} ORDER BY {key}"):
            plain = {name: _plain(name, value) for name, value in zip(names, row, strict=True)}
            digest.update(json.dumps([table, plain], sort_keys=True).encode())
    return digest.hexdigest()


def _plain(column: str, value: object) -> object:
    # How JSON is spaced in a column says nothing.
    if column not in _JSON or not isinstance(value, str):
        return value
    try:
        return parse_json(value)
    except (ValueError, RecursionError):
        return value
