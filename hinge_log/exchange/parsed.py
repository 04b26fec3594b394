"""What a file of another logger held, as values that keep a million sets in little memory."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import compress
from struct import pack
from typing import TYPE_CHECKING, overload

from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.load import Load
from hinge_log.training.workout import SetKind

if TYPE_CHECKING:
    from hinge_log.exchange.dates import When

_QUOTED = re.compile(r"'[^']*'")
KEPT_REASONS = 10_000
"""So many refused rows are listed; all are counted."""

_KINDS = tuple(SetKind)
UNITS = (None, "kg", "lb")
KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
UNIT_NUMBER = {unit: number for number, unit in enumerate(UNITS)}
_WORKING = KIND_NUMBER[SetKind.WORKING]
_MILE_PER_KM = Decimal("1.609344")


@dataclass(frozen=True, slots=True)
class ParsedSet:
    """One set as its file has it.

    `line` is the physical line on which its record begins; `weight` is the plain decimal text of the file
    (0 for an unloaded set in most apps, negative for assistance) and `unit` "kg", "lb" or None when nobody
    said; `order` is the number that the file gave the set, whatever it counted from.
    """

    line: int
    exercise: str
    kind: SetKind
    weight: str | None
    unit: str | None
    reps: int | None
    seconds: int | None
    distance_mm: int | None
    rpe: float | None
    note: str
    superset: int | None
    order: int | None

    def load(self, unit: str | None = None) -> Load | None:
        """The load, in `unit` where the file does not say; None for an unloaded set.

        Weight below zero is assistance, so it counts against bodyweight. Raises ValueError without any unit.
        """
        return load_of(self.weight or "", self.unit or unit)


def load_of(weight: str, unit: str | None) -> Load | None:
    """The load of a plain decimal text; None for an empty one and for 0. Raises ValueError without a unit."""
    if not weight:
        return None
    value = Decimal(weight)
    if value == 0:
        return None
    if unit is None:
        raise ValueError("the unit is not known")
    if len(weight.partition(".")[2]) > 15:
        weight = format(round(value, 15), "f")
    return Load.of(weight, unit, body=value < 0)


class SetTable:
    """All sets of a file, column by column; a row becomes a ParsedSet when it is looked at."""

    __slots__ = (
        "_distance", "_exercise", "_kind", "_line", "_note", "_order", "_reps", "_rpe", "_seconds", "_superset",
        "_text_ids", "_texts", "_unit", "_weight", "distance_follows_unit", "unit",
    )  # fmt: skip

    def __init__(self) -> None:
        self._line = array("I")
        self._exercise = array("I")
        self._kind = array("B")
        self._weight = array("I")
        self._unit = array("B")
        self._reps = array("i")
        self._seconds = array("i")
        self._distance = array("q")
        self._rpe = array("B")
        self._note = array("I")
        self._superset = array("i")
        self._order = array("i")
        self._texts: list[str] = [""]
        self._text_ids: dict[str, int] = {"": 0}
        self.unit: str | None = None
        self.distance_follows_unit = False

    def __len__(self) -> int:
        return len(self._line)

    def text(self, text: str) -> int:
        """The number that stands for a text."""
        found = self._text_ids.get(text)
        if found is None:
            found = self._text_ids[text] = len(self._texts)
            self._texts.append(text)
        return found

    def add(
        self,
        line: int,
        exercise: str,
        kind: SetKind,
        weight: str | None,
        unit: str | None,
        reps: int | None,
        seconds: int | None,
        distance_mm: int | None,
        rpe: float | None,
        note: str,
        superset: int | None,
        order: int | None,
    ) -> int:
        """Add a row and give its number."""
        self._line.append(line)
        self._exercise.append(self.text(exercise))
        self._kind.append(KIND_NUMBER[kind])
        self._weight.append(self.text(weight or ""))
        self._unit.append(UNIT_NUMBER[unit])
        self._reps.append(-1 if reps is None else reps)
        self._seconds.append(-1 if seconds is None else seconds)
        self._distance.append(-1 if distance_mm is None else distance_mm)
        self._rpe.append(0 if rpe is None else round(rpe * 2))
        self._note.append(self.text(note))
        self._superset.append(-1 if superset is None else superset)
        self._order.append(-1 if order is None else order)
        return len(self._line) - 1

    def extend(
        self,
        lines: Sequence[int],
        exercises: Sequence[int],
        *,
        weights: Sequence[int],
        units: Sequence[int],
        reps: Sequence[int],
        seconds: Sequence[int],
        distances: Sequence[int],
        halves: Sequence[int],
        notes: Sequence[int],
        kinds: Sequence[int] = (),
        supersets: Sequence[int] = (),
        orders: Sequence[int] = (),
    ) -> None:
        """Add many rows by the numbers that `add` keeps: -1 for what is not given, texts and kinds as numbers.

        Without kinds all are working sets; without supersets, or orders, none has one.
        """
        count = len(lines)
        for column, values in (
            (self._line, lines), (self._exercise, exercises), (self._kind, kinds), (self._weight, weights),
            (self._unit, units), (self._reps, reps), (self._seconds, seconds), (self._distance, distances),
            (self._rpe, halves), (self._note, notes), (self._superset, supersets), (self._order, orders),
        ):  # fmt: skip
            if values:
                # An array takes a list number by number; packed they go in as they are.
                column.frombytes(pack(f"{count}{column.typecode}", *values))
            else:
                column.extend(array(column.typecode, [_WORKING if column is self._kind else -1]) * count)

    def at(self, row: int) -> ParsedSet:
        """The set of one row."""
        texts = self._texts
        reps, seconds, distance = self._reps[row], self._seconds[row], self._distance[row]
        superset, order, halves = self._superset[row], self._order[row], self._rpe[row]
        return ParsedSet(
            line=self._line[row],
            exercise=texts[self._exercise[row]],
            kind=_KINDS[self._kind[row]],
            weight=texts[self._weight[row]] or None,
            unit=UNITS[self._unit[row]] or self.unit,
            reps=None if reps < 0 else reps,
            seconds=None if seconds < 0 else seconds,
            distance_mm=None if distance < 0 else self.distance(distance),
            rpe=halves / 2 if halves else None,
            note=texts[self._note[row]],
            superset=None if superset < 0 else superset,
            order=None if order < 0 else order,
        )

    def distance(self, kept: int) -> int:
        """A distance in mm: what was read as kilometres for want of a unit is miles once pounds are chosen."""
        return round(kept * _MILE_PER_KM) if kept > 0 and self.distance_follows_unit and self.unit == "lb" else kept

    def exercises(self) -> dict[str, int]:
        """The names of the exercises in the order of the file, each with its number of sets."""
        return {self._texts[index]: count for index, count in Counter(self._exercise).items()}

    def unsure(self) -> bool:
        """Whether a set has a weight whose unit the file does not say."""
        zero = {i for i, text in enumerate(self._texts) if not text.strip("-0.")}
        without = set(compress(self._weight, map((0).__eq__, self._unit)))
        return not without <= zero

    def common_unit(self) -> str | None:
        """The unit that most sets name; None when none does."""
        kg, lb = self._unit.count(1), self._unit.count(2)
        if not kg and not lb:
            return None
        return "kg" if kg >= lb else "lb"


class Sets(Sequence[ParsedSet]):
    """The sets of one workout, made when looked at."""

    __slots__ = ("_rows", "_table")

    def __init__(self, table: SetTable, rows: array[int]) -> None:
        self._table = table
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[ParsedSet]:
        return map(self._table.at, self._rows)

    @overload
    def __getitem__(self, index: int) -> ParsedSet: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ParsedSet, ...]: ...
    def __getitem__(self, index: int | slice) -> ParsedSet | tuple[ParsedSet, ...]:
        if isinstance(index, slice):
            return tuple(self._table.at(row) for row in self._rows[index])
        return self._table.at(self._rows[index])


@dataclass(slots=True, eq=False)
class ParsedWorkout:
    """One workout of a file.

    `key` names it in every later export of the same app, also when sets were added to it. `start` is the
    local time without zone; with `utc_offset` (minutes) the file fixes the instant as well, and 0 may mean
    that it knows nothing but UTC. Without `timed` the file has a date alone and `start` is its midnight.
    """

    key: str
    name: str
    start: datetime
    sets: Sets
    duration_s: int | None = None
    note: str = ""
    utc_offset: int | None = None
    timed: bool = True

    @property
    def ended(self) -> datetime | None:
        """The local end, when the file says how long the workout took."""
        return None if self.duration_s is None else self.start + timedelta(seconds=self.duration_s)


@dataclass(slots=True, eq=False)
class ParsedFile:
    """A whole file: `records` counts its rows, of which `rest_rows` are rest timers and `skipped_rows` unusable.

    `skipped` lists (line, reason) of the first ten thousand unusable rows; `remarks` tells what was left out
    of rows that are used. `app` is the name under which the catalogue knows the exercise names; `format` is
    the kind of file. `unit` is None when some weight has no unit and the user must choose; `said_unit` is what the
    file as a whole says. `reasons` and `remarked` count unusable rows and remarks by what is said of them.
    `columns` tells what each column of a table without a known format was taken for, "" for none. `dates` is "dmy"
    or "mdy" where the dates could be read both ways.
    """

    format: str
    app: str
    table: SetTable = field(default_factory=SetTable)
    workouts: list[ParsedWorkout] = field(default_factory=list)
    records: int = 0
    rest_rows: int = 0
    skipped_rows: int = 0
    skipped: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    unit: str | None = None
    said_unit: str | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    remarked: Counter[str] = field(default_factory=Counter)
    columns: dict[str, str] = field(default_factory=dict)
    dates: str = ""

    @property
    def sets(self) -> int:
        """The number of sets."""
        return len(self.table)

    def all_sets(self) -> Iterator[ParsedSet]:
        """Every set, workout by workout."""
        for workout in self.workouts:
            yield from workout.sets

    def choose_unit(self, unit: str) -> None:
        """Settle the unit of the weights that have none (and of distances that go with it)."""
        self.table.unit = self.unit = unit

    def exercises(self) -> dict[str, int]:
        """The names of the exercises in the order of the file, each with its number of sets."""
        return self.table.exercises()


def alike(reason: str) -> str:
    """A reason without what is different from line to line, so that it can be counted."""
    return _QUOTED.sub("…", reason)


class Builder:
    """Collects the rows of a file into a ParsedFile."""

    __slots__ = ("_names", "_workouts", "file")

    def __init__(self, format: str, app: str) -> None:  # noqa: A002 - the word of the field
        self.file = ParsedFile(format, app)
        self._workouts: dict[str, tuple[ParsedWorkout, array[int]]] = {}
        self._names: dict[str, str] = {}

    def name(self, text: str) -> str:
        """A cleaned name; each spelling is cleaned once."""
        found = self._names.get(text)
        if found is None:
            found = clean(text, limit=NAME_LIMIT)
            if len(self._names) < 50_000:
                self._names[text] = found
        return found

    def workout(self, when: When, name: str, *, identity: str = "") -> ParsedWorkout:
        """The workout of that start and name, made when it is new; `identity` stands for both if given."""
        stamp = when.at.isoformat(timespec="seconds") if when.timed else when.at.date().isoformat()
        key = f"{self.file.app}|{identity}" if identity else f"{self.file.app}|{stamp}|{name}"
        found = self._workouts.get(key)
        if found is None:
            rows = array("I")
            made = ParsedWorkout(
                key, name, when.at, Sets(self.file.table, rows), utc_offset=when.offset, timed=when.timed
            )
            self._workouts[key] = found = made, rows
            self.file.workouts.append(made)
        return found[0]

    def add(
        self,
        workout: ParsedWorkout,
        line: int,
        exercise: str,
        *,
        kind: SetKind = SetKind.WORKING,
        weight: str | None = None,
        unit: str | None = None,
        reps: int | None = None,
        seconds: int | None = None,
        distance_mm: int | None = None,
        rpe: float | None = None,
        note: str = "",
        superset: int | None = None,
        order: int | None = None,
    ) -> None:
        """Add a set to a workout."""
        row = self.file.table.add(
            line, exercise, kind, weight, unit, reps, seconds, distance_mm, rpe, note, superset, order
        )
        self._workouts[workout.key][1].append(row)

    def add_rows(self, workout: ParsedWorkout, first: int, count: int) -> None:
        """Give a workout rows that were added to the table at once."""
        self._workouts[workout.key][1].extend(range(first, first + count))

    def skip(self, line: int, reason: str) -> None:
        """Count a row that cannot be used."""
        self.file.skipped_rows += 1
        self.file.reasons[alike(reason)] += 1
        if len(self.file.skipped) < KEPT_REASONS:
            self.file.skipped.append((line, reason))

    def remark(self, line: int, text: str) -> None:
        """Tell what was left out of a row that is used."""
        self.file.remarked[alike(text)] += 1
        if len(self.file.remarks) < KEPT_REASONS:
            self.file.remarks.append((line, text))

    def done(self, unit: str | None, *, said: str | None = None) -> ParsedFile:
        """Finish: `said` is the unit that the file as a whole names, `unit` the one that the user chose."""
        table = self.file.table
        table.unit = self.file.said_unit = said
        if said is not None:
            self.file.unit = said
        elif unit is not None:
            self.file.choose_unit(unit)
        elif not table.unsure():
            self.file.unit = table.common_unit() or "kg"
        self.file.workouts = [workout for workout in self.file.workouts if len(workout.sets)]
        return self.file
