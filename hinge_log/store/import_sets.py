"""Writing very many sets at a time: SQLite puts their rows together from what was done, from lifts and from new ids.

In a file of a log the same is done again and again. It goes to SQLite once, with the number that stands for it; a set
is then two small numbers, and so a row costs little more than its place in the table.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, repeat
from operator import add
from typing import NamedTuple

from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.parsed import UNITS, SetTable, load_of
from hinge_log.exchange.walk import KINDS, Columns

AT_ONCE = 25
"""Rows in one statement; more gain nothing."""

_LIFT_BITS = 23
"""The lower bits of a set say what was done: there are fewer sets in any file than these can tell apart."""

_MAKE_LIFTS = (
    "CREATE TEMP TABLE lifts (n INTEGER PRIMARY KEY, id, exercise_id, day, first, workout_id, position, superset, note)"
)
"""Without types: a value stays what it was."""

_LIFTS = """
    INSERT INTO lift (id, workout_id, exercise_id, position, superset, note, import_id)
    SELECT id, workout_id, exercise_id, position, superset, note, :import FROM temp.lifts WHERE workout_id IS NOT NULL
"""

_DONE = (
    "INSERT INTO temp.done (rowid, id, lift_id, exercise_id, day, position, kind, reps, seconds, distance_mm, load_g,"
    " load_text, unit, body, rpe, note)"
)
_REFERENCES = re.compile(r"REFERENCES \w+ \(id\)")
_SETS = f"""
    INSERT INTO sets (id, lift_id, exercise_id, day, position, kind, reps, seconds, distance_mm, load_g, load_text,
                      unit, body, rpe, note, import_id)
    SELECT :head || substr(:ends, 1 + 4 * s.key, 4),
           l.id, l.exercise_id, l.day, l.first + s.key, d.kind, d.reps, d.seconds, d.distance_mm, d.load_g,
           d.load_text, d.unit, d.body, d.rpe, d.note, :import
    FROM json_each(:sets) s CROSS JOIN temp.lifts l ON l.n = s.value >> {_LIFT_BITS}
         CROSS JOIN temp.done d ON d.rowid = s.value & {(1 << _LIFT_BITS) - 1}
"""


def insert_many(connection: sqlite3.Connection, head: str, marks: str, rows: Iterable[Iterable[object]]) -> None:
    """Insert rows; `head` is a statement up to VALUES, `marks` its values for one row, `?` for each in a row of `rows`.

    The rows stand in the table in the order in which they come.
    """
    width = marks.count("?")
    values = chain.from_iterable(rows)
    rest: list[object] = []

    def whole() -> Iterator[list[object]]:
        nonlocal rest
        while len(rest := list(islice(values, width * AT_ONCE))) == width * AT_ONCE:
            yield rest

    connection.executemany(f"{head} VALUES {', '.join([marks] * AT_ONCE)}", whole())
    connection.executemany(f"{head} VALUES {marks}", zip(*[iter(rest)] * width, strict=True))


class NewLift(NamedTuple):
    """A lift that the log does not have yet; its `note` may be empty."""

    workout_id: str
    position: int
    superset: int | None
    note: str


class LiftRows(NamedTuple):
    """Lifts and their sets, ready to be written: what was done, the lifts, and what stands for the sets."""

    done: list[tuple[object, ...]]
    lifts: list[tuple[object, ...]]
    values: dict[str, object]


class SetRows:
    """Collects sets by their rows in a file's table, and writes them with new ids in the order in which they came.

    Collecting and `batch` leave the log alone: they can go on in another thread while something is written.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: SetTable,
        import_id: int,
        ids: Callable[[int], tuple[str, bytes]],
        unit: str | None,
    ) -> None:
        self._connection = connection
        self._table = table
        self._columns = Columns.of(table)
        self._import_id = import_id
        self._ids = ids
        self._unit = unit
        self._number: Meanings[tuple[int, ...], int] = Meanings(self._new)
        self._numbers = 0
        self._done: list[tuple[object, ...]] = []
        self._rows = array("I")
        self._lifts: list[tuple[object, ...]] = []
        self._counts: list[int] = []
        self._bodies: list[int] = []
        (sets,) = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'sets'").fetchone()
        # What was done is held to the same rules as a set, once for all sets in which it was done.
        done = _REFERENCES.sub("", sets).replace("CREATE TABLE sets", "CREATE TEMP TABLE done", 1)
        for statement in (done, _MAKE_LIFTS):
            connection.execute(statement)

    def __len__(self) -> int:
        return len(self._rows)

    def add(
        self, rows: array[int], lift: str, exercise: int, day: int, first: int, body: int, new: NewLift | None
    ) -> None:
        """Add the sets of one lift, the first of them at place `first`; `body` is 1 for a load on top of bodyweight."""
        about = new or (None, None, None, None)
        self._lifts.append((len(self._lifts), lift, exercise, day, first - len(self._rows), *about))
        self._rows.extend(rows)
        self._counts.append(len(rows))
        self._bodies.append(body)

    def batch(self) -> LiftRows:
        """Hand over what was collected, and begin anew."""
        places = chain.from_iterable(
            map(repeat, range(0, len(self._lifts) << _LIFT_BITS, 1 << _LIFT_BITS), self._counts)
        )
        sets = ",".join(map(str, map(add, places, self._whats())))
        head, ends = self._ids(len(self._rows))
        values = {"sets": f"[{sets}]", "head": head, "ends": ends, "import": self._import_id}
        batch = LiftRows(self._done, self._lifts, values)
        self._rows, self._done, self._lifts = array("I"), [], []
        self._counts.clear()
        self._bodies.clear()
        return batch

    def bring(self, batch: LiftRows) -> None:
        """Write the lifts of a batch, and bring its sets to SQLite; batches come in the order in which they were made.

        What was done is checked here, once for all sets in which it was done: it is not checked again with each set.
        """
        run = self._connection.execute
        run("PRAGMA ignore_check_constraints = 0").close()
        insert_many(self._connection, _DONE, f"(?, ?, '', 0, 0, 0, {', '.join('?' * 10)})", batch.done)
        run("DELETE FROM temp.lifts")
        insert_many(self._connection, "INSERT INTO temp.lifts", "(?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.lifts)
        run(_LIFTS, batch.values)
        self._refuse_loose()
        run("PRAGMA ignore_check_constraints = 1").close()

    def write(self, batch: LiftRows) -> None:
        """Write the sets of a batch that was brought, in one long statement: other threads can work meanwhile."""
        self._connection.execute(_SETS, batch.values)

    def _refuse_loose(self) -> None:
        """Raise sqlite3.IntegrityError when a lift, its workout or its exercise is not there."""
        loose = self._connection.execute(
            "SELECT count(*) FROM temp.lifts s LEFT JOIN lift l ON l.id = s.id"
            " LEFT JOIN workout w ON w.id = l.workout_id"
            " LEFT JOIN exercise e ON e.id = s.exercise_id AND e.id = l.exercise_id"
            " WHERE w.id IS NULL OR e.id IS NULL"
        ).fetchone()
        if loose[0]:
            raise sqlite3.IntegrityError(f"{loose[0]} lifts belong to nothing")

    def close(self) -> None:
        """Take away what was made to write, and forget what was done."""
        self._number.clear()
        self._connection.execute("PRAGMA ignore_check_constraints = 0").close()
        for table in ("done", "lifts"):
            self._connection.execute(f"DROP TABLE temp.{table}")

    def _whats(self) -> Iterator[int]:
        """The number of what was done in each set."""
        columns, rows = self._columns, self._rows
        if not rows:
            return iter(())
        taken = (columns.weight, columns.unit, columns.kind, columns.reps, columns.seconds, columns.distance,
                 columns.rpe, columns.note)  # fmt: skip
        bodies = chain.from_iterable(map(repeat, self._bodies, self._counts))
        first, last = rows[0], rows[-1] + 1
        if last - first == len(rows) and rows == array("I", range(first, last)):
            parts: Iterable[Iterable[int]] = (column[first:last] for column in taken)
        else:
            parts = (map(column.__getitem__, rows) for column in taken)
        return map(self._number.__getitem__, zip(*parts, bodies, strict=True))

    def _new(self, key: tuple[int, ...]) -> int:
        """Give a number to what was not done before."""
        weight, unit, kind, reps, seconds, distance, halves, note, body = key
        load = load_of(self._columns.texts[weight], UNITS[unit] or self._unit)
        self._numbers += 1
        self._done.append(
            (
                self._numbers,
                f"{self._numbers:026}",
                KINDS[kind],
                None if reps < 0 else reps,
                None if seconds < 0 else seconds,
                None if distance < 0 else self._table.distance(distance),
                *(
                    (None, None, None, 0)
                    if load is None
                    else (load.grams, load.value, load.unit, int(load.body or body))
                ),
                halves / 2 if halves else None,
                self._columns.texts[note] or None,
            )
        )
        return self._numbers
