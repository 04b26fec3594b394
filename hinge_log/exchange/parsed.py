"""What a file of another logger held, as values that keep a million sets in little memory; a guess of its unit."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from hinge_log.exchange.numbers import MAX_DISTANCE_MM
from hinge_log.training.load import Load
from hinge_log.training.workout import SetKind

KINDS = tuple(SetKind)
"""What the numbers in the column `kind` stand for."""
SIDES = ("", "L", "R")
"""What the numbers in the column `side` stand for."""
UNITS = (None, "kg", "lb")
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_UNIT_NUMBER = {unit: number for number, unit in enumerate(UNITS)}
_PER_KM = {"km": Decimal(1), "mi": Decimal("1.609344"), "m": Decimal("0.001"), "ft": Decimal("0.0003048"),
           "yd": Decimal("0.0009144")}  # fmt: skip
_TOO_FAR = "a distance without a unit is out of range: left out"
LENGTHS = tuple(_PER_KM)
"""Units in which a file may count distances."""


class ParsedSet(NamedTuple):
    """One set as its file has it.

    `line` is the physical line on which its record begins; `weight` is the plain decimal text of the file
    (0 for an unloaded set in most apps, negative for assistance) and `unit` "kg", "lb" or None when nobody
    said; `order` is the number that the file gave the set, whatever it counted from.
    """

    line: int
    exercise: str
    kind: SetKind = SetKind.WORKING
    weight: str | None = None
    unit: str | None = None
    reps: int | None = None
    seconds: int | None = None
    distance_mm: int | None = None
    rpe: float | None = None
    note: str = ""
    superset: int | None = None
    order: int | None = None
    side: str = ""
    amrap: bool = False

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
    """All sets of a file, column by column; a row becomes a ParsedSet when it is looked at.

    In the columns of numbers -1 is "not given"; texts are numbers in `texts`; `rpe` counts halves, 0 for none.
    `rivals` are rows whose weight stands in the file in kg and in lb (numbers of both texts), which do not agree;
    `assisted` are rows whose weight is help, negative here and not so in the file. `unitless` are rows with a
    distance whose unit the file does not say, and `in_km` what that is in mm if it counts kilometres.
    """

    def __init__(self) -> None:
        self.line = array("I")
        self.exercise = array("I")
        self.kind = array("B")
        self.weight = array("I")
        self.units = array("B")
        self.reps = array("i")
        self.seconds = array("i")
        self.distance = array("q")
        self.rpe = array("B")
        self.note = array("I")
        self.superset = array("i")
        self.order = array("i")
        self.side = array("B")
        self.amrap = array("B")
        self.texts: list[str] = [""]
        self._text_ids: dict[str, int] = {"": 0}
        self.unit: str | None = None
        self.rivals: dict[int, tuple[int, int]] = {}
        self.unitless = array("I")
        self.in_km = array("q")
        self.assisted = array("I")

    def __len__(self) -> int:
        return len(self.line)

    def text(self, text: str) -> int:
        """The number that stands for a text."""
        number = self._text_ids.get(text)
        if number is None:
            number = self._text_ids[text] = len(self.texts)
            self.texts.append(text)
        return number

    def add(self, one: ParsedSet) -> None:
        """Add a row."""
        (line, exercise, kind, weight, unit, reps, seconds, distance_mm, rpe, note, superset, order, side, amrap) = one
        text = self._text_ids.get
        self.line.append(line)
        number = text(exercise)
        self.exercise.append(self.text(exercise) if number is None else number)
        self.kind.append(_KIND_NUMBER[kind])
        number = text(weight or "")
        self.weight.append(self.text(weight or "") if number is None else number)
        self.units.append(_UNIT_NUMBER[unit])
        self.reps.append(-1 if reps is None else reps)
        self.seconds.append(-1 if seconds is None else seconds)
        self.distance.append(-1 if distance_mm is None else distance_mm)
        self.rpe.append(0 if rpe is None else round(rpe * 2))
        number = text(note)
        self.note.append(self.text(note) if number is None else number)
        self.superset.append(-1 if superset is None else superset)
        self.order.append(-1 if order is None else order)
        self.side.append(SIDES.index(side) if side else 0)
        self.amrap.append(amrap)

    def at(self, row: int) -> ParsedSet:
        """The set of one row."""
        texts = self.texts
        reps, seconds, distance = self.reps[row], self.seconds[row], self.distance[row]
        superset, order, halves = self.superset[row], self.order[row], self.rpe[row]
        return ParsedSet(
            line=self.line[row],
            exercise=texts[self.exercise[row]],
            kind=KINDS[self.kind[row]],
            weight=texts[self.weight[row]] or None,
            unit=UNITS[self.units[row]] or self.unit,
            reps=None if reps < 0 else reps,
            seconds=None if seconds < 0 else seconds,
            distance_mm=None if distance < 0 else distance,
            rpe=halves / 2 if halves else None,
            note=texts[self.note[row]],
            superset=None if superset < 0 else superset,
            order=None if order < 0 else order,
            side=SIDES[self.side[row]],
            amrap=bool(self.amrap[row]),
        )

    def choose_unit(self, unit: str) -> None:
        """Settle the weights that have no unit, and those that have two."""
        self.unit = unit
        for row, pair in self.rivals.items():
            self.weight[row] = pair[unit == "lb"]
            self.units[row] = _UNIT_NUMBER[unit]

    def choose_length(self, length: str) -> int:
        """Settle the distances that have no unit; gives how many are too far in that unit and left out.

        Raises KeyError for a unit that is none of LENGTHS.
        """
        far = 0
        for row, in_km in zip(self.unitless, self.in_km, strict=True):
            distance = round(in_km * _PER_KM[length])
            is_far = distance > MAX_DISTANCE_MM
            self.distance[row] = -1 if is_far else distance
            far += is_far
        return far

    def lacks_unit(self) -> bool:
        """Whether a set has a weight whose unit the file does not say, or two that do not agree."""
        if self.rivals and self.unit is None:
            return True
        zero = {i for i, text in enumerate(self.texts) if not text.strip("-0.")}
        without = set(compress(self.weight, map((0).__eq__, self.units)))
        return not without <= zero

    def common_unit(self) -> str | None:
        """The unit that most sets name; None when none does."""
        kg, lb = self.units.count(1), self.units.count(2)
        if not kg and not lb:
            return None
        return "kg" if kg >= lb else "lb"


@dataclass(slots=True, eq=False)
class ParsedWorkout:
    """One workout of a file.

    `key` names it in every later export of the same app, also when sets were added to it. `start` is the
    local time without zone; with `utc_offset` (minutes) the file fixes the instant as well, and 0 may mean
    that it knows nothing but UTC. Without `timed` the file has a date alone and `start` is its midnight. `rows` are
    those of its sets in the `table` of the file.
    """

    key: str
    name: str
    start: datetime
    table: SetTable
    duration_s: int | None = None
    note: str = ""
    utc_offset: int | None = None
    timed: bool = True
    rows: array[int] = field(default_factory=lambda: array("I"))

    @property
    def sets(self) -> list[ParsedSet]:
        """Its sets."""
        return [self.table.at(row) for row in self.rows]

    @property
    def ended(self) -> datetime | None:
        """The local end, when the file says how long the workout took."""
        return None if self.duration_s is None else self.start + timedelta(seconds=self.duration_s)


@dataclass(slots=True, eq=False)
class ParsedFile:
    """A whole file: `records` counts its rows, of which `rest_rows` are rest timers and `skipped_rows` unusable.

    `skipped` lists (line, reason) of the first ten thousand unusable rows; `remarks` tells what was left out
    of rows that are used. `app` is the name under which the catalogue knows the exercise names; `format` is
    the kind of file. `unit` is None when some weight has no unit and the user must choose; `stated_unit` is what the
    file as a whole says. `length` is None when some distance has no unit and the user must choose. `reasons` and
    `remarked` count unusable rows and remarks by what is said of them. `columns` tells what each column of a table
    was taken for, "" for none, and `unused` how many values each column or table held that was not used.
    `dates` is "dmy" or "mdy" where the dates could be read both ways. `bodyweights` are (number, unit) by day.
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
    stated_unit: str | None = None
    length: str | None = ""
    reasons: Counter[str] = field(default_factory=Counter)
    remarked: Counter[str] = field(default_factory=Counter)
    columns: dict[str, str] = field(default_factory=dict)
    unused: dict[str, int] = field(default_factory=dict)
    dates: str = ""
    bodyweights: dict[date, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def sets(self) -> int:
        """The number of sets."""
        return len(self.table)

    def all_sets(self) -> Iterator[ParsedSet]:
        """Every set, workout by workout."""
        for workout in self.workouts:
            yield from workout.sets

    def choose_unit(self, unit: str) -> None:
        """Settle the unit of the weights that have none."""
        self.table.choose_unit(unit)
        self.unit = unit
        if self.length == "":
            # An app without any unit in its file counts kilometres beside kilograms and miles beside pounds.
            self.scale_distances("mi" if unit == "lb" else "km")

    def choose_length(self, length: str) -> None:
        """Settle the unit of the distances that have none."""
        self.scale_distances(length)
        self.length = length

    def scale_distances(self, length: str) -> None:
        """Read the distances that have no unit in this one; tells those that are too far."""
        self.remarked[_TOO_FAR] = self.table.choose_length(length)
        self.remarked += Counter()  # none is nothing to tell

    def exercises(self) -> dict[str, int]:
        """The names of the exercises in the order of the file, each with its number of sets."""
        return {self.table.texts[index]: count for index, count in Counter(self.table.exercise).items()}


_LOOKED_AT = 100_000
_FEWEST, _SHARE = 10, 0.65
"""So many weights have to tell, and such a share of them the same (convention)."""


def guess_unit(parsed: ParsedFile) -> str | None:
    """Guess the unit from plate arithmetic: a hint to show beside the question, never an answer.

    A 20 kg bar with pairs of kg plates ends in 0, 2.5, 5 or 7.5; a 45 lb bar with pairs of lb plates mostly
    in 5. A load such as 44.09 is 20 kg that was turned into lb.
    """
    kg = lb = 0
    for index in range(min(parsed.sets, _LOOKED_AT)):
        one = parsed.table.at(index)
        value = Decimal(one.weight or 0)
        if value <= 0:
            continue
        if abs(value * 4 - round(value * 4)) > Decimal("0.0001"):
            kg += _is_loadable(value * Decimal("2.20462262185"))
            lb += _is_loadable(value * Decimal("0.45359237"))
        elif "barbell" in one.exercise.casefold() or value >= 40:
            kg += value % 10 == 0 or value % 5 == Decimal("2.5")
            lb += value % 10 == 5
    unit, most = ("lb", lb) if lb > kg else ("kg", kg)
    return unit if kg + lb >= _FEWEST and most >= _SHARE * (kg + lb) else None


def _is_loadable(value: Decimal) -> bool:
    """Whether a converted weight is one that plates make: a multiple of a half."""
    return abs(value * 2 - round(value * 2)) < Decimal("0.02")
