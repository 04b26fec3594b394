"""Taking a whole exported log into this one: what is there stays as it is, the rest is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import TYPE_CHECKING

from hinge_log.errors import ImportFileError
from hinge_log.store.queries import ANY_OF
from hinge_log.store.schema import TABLES
from hinge_log.text import shown

if TYPE_CHECKING:
    from hinge_log.exchange.jsonl import JsonlEntry
    from hinge_log.store.journal import Action, Row
    from hinge_log.store.queries import LogReader
    from hinge_log.store.store import Store

_HINT = "Nothing was written."
_TABLES = {table.exported: table.name for table in TABLES if table.exported}
_ONE_BY_ONE = {
    table.exported: table for table in TABLES if table.exported and table.journaled and table.exported not in (
        "import", "workout", "lift", "set", "everyday",
    )
}  # fmt: skip
"""The tables whose rows are lines of their own, known by their key."""


@dataclass(frozen=True, slots=True)
class Merged:
    """How many of each kind (workout, lift, set, exercise, setting ...) were added, and how many were there."""

    added: dict[str, int]
    already_there: dict[str, int]


def add_log(store: Store, entries: Iterable[JsonlEntry]) -> Merged:
    """Add the lines of an export as one undo step; whatever goes wrong in any of them, nothing is kept.

    Rows are the same when their ids are; an exercise when its key, a setting when its name, an everyday answer also
    when its day is. Raises ImportFileError.
    """
    with store.action("merge") as action:
        merger = _Merger(store, action)
        for entry in entries:
            merger.take(entry)
        return Merged(dict(merger.added), dict(merger.there))


def count_new(store: LogReader, entries: Iterable[JsonlEntry]) -> Counter[str]:
    """How many of each kind an export would add, looked up and not written. Raises ImportFileError."""
    new: Counter[str] = Counter()
    for entry in entries:
        refuse_unreadable(entry)
        if entry.kind == "workout":
            new["workout"] += _absent(store, "workout", [entry.row["id"]])
            new["lift"] += _absent(store, "lift", [lift["id"] for lift, _ in entry.lifts])
            new["set"] += _absent(store, "sets", [one["id"] for _, sets in entry.lifts for one in sets])
        elif entry.kind == "everyday":
            known = "SELECT 1 FROM everyday WHERE id = ? OR day = ?"
            new["everyday"] += store.one(known, entry.row["id"], entry.row["day"]) is None
        elif entry.kind in _ONE_BY_ONE:
            table = _ONE_BY_ONE[entry.kind]
            known = f"SELECT 1 FROM {table.name} WHERE {table.key} = ?"
            new[entry.kind] += store.one(known, entry.row[table.key]) is None
    return new


def refuse_unreadable(entry: JsonlEntry) -> None:
    """Raise ImportFileError, with the line, for a packed value or a load that could not be read from the log again."""
    from hinge_log.store.safety.values import bad_columns

    rows = [(_TABLES.get(entry.kind, entry.kind), entry.row)]
    for lift, sets in entry.lifts:
        rows += [("lift", lift), *(("sets", one) for one in sets)]
    for table, row in rows:
        for column, text_only in bad_columns(table, row):
            if not text_only:
                raise ImportFileError(f"Line {entry.line}: {column} cannot be read.", _HINT)


def _absent(store: LogReader, table: str, ids: Sequence[object]) -> int:
    present: int = store.value(f"SELECT count(*) FROM {table} WHERE id IN {ANY_OF}", dumps(ids))
    return len(set(ids)) - present


class _Merger:
    def __init__(self, store: Store, action: Action) -> None:
        self._store = store
        self._action = action
        self._exercises: dict[str, int] = dict(store.rows("SELECT key, id FROM exercise"))
        self._imports: dict[int, int] = {}
        self._new_imports: set[int] = set()
        self.added: Counter[str] = Counter()
        self.there: Counter[str] = Counter()

    def take(self, entry: JsonlEntry) -> None:
        refuse_unreadable(entry)
        row = dict(entry.row)
        if entry.kind == "import":
            self._import(row)
            return
        self._import_of(row, entry.line)
        if entry.kind == "imported":
            self._remember(row, entry)
        elif entry.kind == "import-name":
            self._name(row)
        elif entry.kind == "workout":
            self._workout(row, entry)
        elif entry.kind == "exercise":
            self._exercise(row)
        elif entry.kind == "everyday":
            self._add("everyday", row, "SELECT 1 FROM everyday WHERE id = ? OR day = ?", row["id"], row["day"])
        else:
            key = _ONE_BY_ONE[entry.kind].key
            self._set_exists(row, entry.line)
            self._add(entry.kind, row, f"SELECT 1 FROM {_TABLES[entry.kind]} WHERE {key} = ?", row[key])

    def _set_exists(self, row: Row, line: int) -> None:
        set_id = row.get("set_id")
        if set_id is not None and self._store.one("SELECT 1 FROM sets WHERE id = ?", set_id) is None:
            raise ImportFileError(f"Line {line}: no earlier line has the set {shown(str(set_id))}.", _HINT)

    def _add(self, kind: str, row: Row, known: str, *values: object) -> bool:
        if self._store.one(known, *values) is not None:
            self.there[kind] += 1
            return False
        self._action.insert(_TABLES[kind], row)
        self.added[kind] += 1
        return True

    def _import(self, row: dict[str, str | int | float | None]) -> None:
        file_id = int(str(row["id"]))
        present = self._store.one(
            "SELECT id FROM import WHERE at_ms = ? AND sha256 = ? AND format = ?",
            row["at_ms"], row.get("sha256", ""), row.get("format", ""),
        )  # fmt: skip
        if present is not None:
            self._imports[file_id] = present[0]
            self.there["import"] += 1
            return
        number = file_id
        if self._store.one("SELECT 1 FROM import WHERE id = ?", file_id) is not None:
            number = self._store.value("SELECT max(id) + 1 FROM import")
        self._imports[file_id] = number
        self._new_imports.add(number)
        self._action.insert("import", {"format": "", "file": "", "sha256": ""} | row | {"id": number})
        self.added["import"] += 1

    def _import_of(self, row: dict[str, str | int | float | None], line: int) -> None:
        """Give a row the number that its import has in this log."""
        file_id = row.get("import_id")
        if file_id is not None:
            if file_id not in self._imports:
                raise ImportFileError(f"Line {line}: no earlier line has import {file_id}.", _HINT)
            row["import_id"] = self._imports[int(file_id)]

    def _remember(self, row: Row, entry: JsonlEntry) -> None:
        # An import that was there already knows its sets itself.
        if row.get("import_id") in self._new_imports:
            self._action.connection.executemany(
                "INSERT OR IGNORE INTO imported (key, import_id) VALUES (?, ?)",
                ((key, row["import_id"]) for key in entry.keys),
            )

    def _name(self, row: Row) -> None:
        if row.get("import_id") in self._new_imports:
            self._action.connection.execute(
                "INSERT OR IGNORE INTO import_name (app, name, key, import_id) VALUES (?, ?, ?, ?)",
                (row["app"], row["name"], row.get("key", ""), row["import_id"]),
            )

    def _exercise(self, row: dict[str, str | int | float | None]) -> None:
        key = str(row["key"])
        if key in self._exercises:
            self.there["exercise"] += 1
            return
        number = max(self._exercises.values(), default=0) + 1
        self._exercises[key] = number
        self._action.insert("exercise", row | {"id": number})
        self.added["exercise"] += 1

    def _workout(self, row: dict[str, str | int | float | None], entry: JsonlEntry) -> None:
        if self._add("workout", row, "SELECT 1 FROM workout WHERE id = ?", row["id"]):
            self._action.connection.executemany(
                "INSERT OR IGNORE INTO imported_workout (key, workout_id) VALUES (?, ?)",
                ((key, row["id"]) for key in entry.keys),
            )
        for lift, sets in entry.lifts:
            made = self._with_exercise(lift, entry.line) | {"workout_id": row["id"]}
            self._add("lift", made, "SELECT 1 FROM lift WHERE id = ?", made["id"])
            for one in sets:
                each = self._with_exercise(one, entry.line) | {"lift_id": made["id"]}
                self._add("set", each, "SELECT 1 FROM sets WHERE id = ?", each["id"])

    def _with_exercise(self, fields: Row, line: int) -> dict[str, str | int | float | None]:
        row = dict(fields)
        key = str(row.pop("exercise"))
        if key not in self._exercises:
            raise ImportFileError(f"Line {line}: no earlier line has the exercise {shown(key)}.", _HINT)
        self._import_of(row, line)
        return row | {"exercise_id": self._exercises[key]}
