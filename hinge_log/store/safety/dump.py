"""The log read from end to end: for an export, and to tell whether two logs hold the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from hinge_log import __version__
from hinge_log.exchange import jsonl
from hinge_log.store.queries import ANY_OF, FIRST_DAY, LogReader
from hinge_log.store.safety.values import readable
from hinge_log.store.schema import BY_NAME, TABLES
from hinge_log.training.workout import Workout

_PAGE = 200
_KEYS_A_LINE = 1_000
_WITH_WORKOUTS = ("workout", "lift", "sets", "imported", "import_name")
AFTER_WORKOUTS = tuple(
    table for table in TABLES if table.exported and table.name not in (*_WITH_WORKOUTS, "import", "exercise")
)
"""The tables whose rows stand behind the workouts in an export, each row in a line."""
_ORDER = {"routine": "position, id"}

_Row = dict[str, Any]


def iter_workouts(store: LogReader, since: int | None = None) -> Iterator[Workout]:
    """All workouts that are seen, with everything in them, oldest first; `since` is a day number."""
    query = "SELECT id FROM workout WHERE hidden = 0 AND day >= ? ORDER BY day, started_ms, id"
    for (workout_id,) in store.rows(query, FIRST_DAY if since is None else since):
        if (workout := store.workout(workout_id)) is not None:
            yield workout


def documents(store: LogReader, since: int | None = None) -> Iterator[jsonl.Document]:
    """The whole log as the lines of an export, also what is hidden; `since` leaves out the workouts before a day.

    It is read as it is at one moment: what another window writes meanwhile waits.
    """
    store.one("BEGIN")
    try:
        yield jsonl.head(_counts(store, since), __version__)
        for kind, query in (
            ("import", "SELECT * FROM import ORDER BY id"),
            ("exercise", "SELECT * FROM exercise ORDER BY id"),
            ("import-name", "SELECT * FROM import_name ORDER BY app, name"),
        ):
            for row in store.named(query):
                yield jsonl.document(kind, readable(kind.replace("-", "_"), row))
        yield from _identities(store)
        yield from _workouts(store, since)
        for table in AFTER_WORKOUTS:
            for row in store.named(f"SELECT * FROM {table.name} ORDER BY {_ORDER.get(table.name, table.key)}"):
                yield jsonl.document(table.exported, readable(table.name, row))
    finally:
        store.one("COMMIT")


def _counts(store: LogReader, since: int | None) -> dict[str, int]:
    first = FIRST_DAY if since is None else since
    tables = [*(BY_NAME[name] for name in ("import", "exercise", "import_name")), *AFTER_WORKOUTS]
    counts = {table.exported: store.value(f"SELECT count(*) FROM {table.name}") for table in tables}
    # An older hinge-log takes an export in as long as it holds nothing that it does not know.
    counts = {table.exported: counts[table.exported] for table in tables if table.since < 3 or counts[table.exported]}
    counts["workout"] = store.value("SELECT count(*) FROM workout WHERE day >= ?", first)
    counts["set"] = store.value(
        "SELECT count(*) FROM sets s JOIN lift l ON l.id = s.lift_id JOIN workout w ON w.id = l.workout_id"
        " WHERE w.day >= ?",
        first,
    )
    return counts


def _identities(store: LogReader) -> Iterator[jsonl.Document]:
    for (import_id,) in store.rows("SELECT id FROM import ORDER BY id"):
        after = -1
        while keys := store.rows(
            "SELECT key FROM imported WHERE import_id = ? AND key > ? ORDER BY key LIMIT ?",
            import_id,
            after,
            _KEYS_A_LINE,
        ):
            numbers = [key for (key,) in keys]
            yield jsonl.keys_document(import_id, numbers)
            after = numbers[-1]


def _workouts(store: LogReader, since: int | None) -> Iterator[jsonl.Document]:
    for page in _pages(store, since):
        ids = dumps([row["id"] for row in page])
        sets: dict[str, list[_Row]] = {}
        for row in store.named(
            "SELECT s.*, e.key AS exercise FROM sets s JOIN exercise e ON e.id = s.exercise_id"
            f" JOIN lift l ON l.id = s.lift_id WHERE l.workout_id IN {ANY_OF} ORDER BY s.position, s.id",
            ids,
        ):
            sets.setdefault(row["lift_id"], []).append(readable("sets", row))
        lifts: dict[str, list[tuple[_Row, list[_Row]]]] = {}
        for row in store.named(
            "SELECT l.*, e.key AS exercise FROM lift l JOIN exercise e ON e.id = l.exercise_id"
            f" WHERE l.workout_id IN {ANY_OF} ORDER BY l.position, l.id",
            ids,
        ):
            lifts.setdefault(row["workout_id"], []).append((readable("lift", row), sets.get(row["id"], [])))
        keys: dict[str, list[int]] = {}
        for workout_id, key in store.rows(
            f"SELECT workout_id, key FROM imported_workout WHERE workout_id IN {ANY_OF} ORDER BY key", ids
        ):
            keys.setdefault(str(workout_id), []).append(key)
        for row in page:
            yield jsonl.workout_document(row, lifts.get(row["id"], ()), keys.get(row["id"], ()))


def _pages(store: LogReader, since: int | None) -> Iterator[list[_Row]]:
    """Workouts, oldest first, some at a time; each page goes on behind the last row of the one before."""
    after: tuple[object, ...] = (FIRST_DAY if since is None else since, -(1 << 62), "")
    query = "SELECT * FROM workout WHERE (day, started_ms, id) > (?, ?, ?) ORDER BY day, started_ms, id LIMIT ?"
    while page := list(store.named(query, *after, _PAGE)):
        yield page
        last: Mapping[str, Any] = page[-1]
        after = last["day"], last["started_ms"], last["id"]
