"""Strong: eight shapes of one table, one row a set, in the language of the phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile, ParsedWorkout
from hinge_log.exchange.source import KINDS, Source, note_text, only_numbers
from hinge_log.training.workout import SetKind

COLUMNS = (
    "date", "workout", "duration", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "distance",
    "distance_unit", "seconds", "note", "workout_note", "number",
)  # fmt: skip
NEEDED = ("date", "exercise", "order", "weight", "reps")

_SHAPES = (
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note",
    "number,date,workout,duration,exercise,order,weight,reps,rpe,distance,seconds,note,workout_note",
    "date,workout,exercise,order,weight,weight_unit,reps,rpe,distance,distance_unit,seconds,note,workout_note,duration",
)
_REST = frozenset(
    ("rest timer", "rest", "ruhetimer", "pausentimer", "休息计时器", "休息计时", "temporizador de descanso")
)
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}.*")
_NUMERIC = re.compile(r"[0-9.,]*")
_ORDER = re.compile(r"[0-9]{1,4}|[A-Za-z]|Rest Timer")


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is Strong's, in a language that is known by its words."""
    found = locate(header, COLUMNS)
    keys = {header_key(cell)[0] for cell in header}
    return (
        all(name in found for name in NEEDED)
        and "set type" not in keys
        and header_key(header[found["order"]])[0] not in ("set", "set number", "set #", "set no", "set index")
    )


def shape(source: Source) -> dict[str, int] | None:
    """The columns of a Strong file in an unknown language, told by what stands in them; None if it is not one."""
    sample = [row.fields for row in islice(source.rows(), 50)]
    for names in (text.split(",") for text in _SHAPES):
        at = {name: index for index, name in enumerate(names)}
        if len(names) != len(source.header) or not sample:
            continue
        fits = sum(
            len(fields) == len(names)
            and _STAMP.fullmatch(fields[at["date"]]) is not None
            and fields[at["exercise"]].strip() != ""
            and _NUMERIC.fullmatch(fields[at["exercise"]]) is None
            and (_ORDER.fullmatch(fields[at["order"]]) is not None or not fields[at["order"]].isascii())
            and all(_NUMERIC.fullmatch(fields[at[name]]) for name in ("weight", "reps", "distance", "seconds", "rpe")
                    if name in at)
            for fields in sample
        )  # fmt: skip
        if fits >= 0.8 * len(sample):
            return at
    return None


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a Strong file; `unit` settles weights whose unit the file does not say."""
    at = locate(source.header, COLUMNS) if matches(source.header) else shape(source)
    if at is None:
        at = locate(source.header, COLUMNS)
    said = _header_unit(source, at)
    length = _distance_unit(source, at)
    order = source.day_order(at.get("date", 0), "mdy" if said == "lb" else "dmy")
    builder = Builder("strong", "strong")
    builder.file.table.distance_follows_unit = length is None and "distance_unit" not in at
    reader = _Reader(source, builder, at, length, order)
    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, reader.needed)
        if not reason:
            try:
                reader.take(row.line, fields)
            except Refused as refused:
                reason = str(refused)
        if reason:
            builder.skip(row.line, reason)
    return builder.done(unit, said=said)


def _header_unit(source: Source, at: dict[str, int]) -> str | None:
    """The unit that the weight column names: `kg`, `Weight (lb)`, `Gewicht (kg)`."""
    if "weight" not in at:
        return None
    name, bracket = header_key(source.header[at["weight"]])
    return numbers.weight_unit(bracket) or numbers.weight_unit(name.split(" ")[-1])


def _distance_unit(source: Source, at: dict[str, int]) -> str | None:
    """The unit that the distance column names: `km`, `mi`, `Distance (meters)`."""
    if "distance" not in at:
        return "m"
    name, bracket = header_key(source.header[at["distance"]])
    for word in (bracket, name):
        if word in ("m", "meter", "meters", "metros", "metres", "метры", "km", "mi", "miles"):
            return word if word in ("km", "mi", "miles") else "m"
    return None


class _Reader:
    """Reads the rows of one file; knows its columns."""

    def __init__(self, source: Source, builder: Builder, at: dict[str, int], length: str | None, order: str) -> None:
        self.builder = builder
        self.comma = source.comma
        self.length = length
        self.order = order
        blank = len(source.header)
        self.at = {name: at.get(name, blank) for name in COLUMNS}
        numeric = ("exercise", "order", "weight", "reps", "distance", "seconds")
        self.needed = 1 + max(at.get(name, 0) for name in numeric)
        self.duration_in_seconds = "duration" in at and "sec" in header_key(source.header[at["duration"]])[1]
        self.last: tuple[str, str, ParsedWorkout] | None = None

    def take(self, line: int, fields: list[str]) -> None:
        """Read one row; raises Refused."""
        cells = [*fields, ""]
        at = self.at
        stamp, set_order = cells[at["date"]], cells[at["order"]].strip()
        exercise = self.builder.name(cells[at["exercise"]])
        mark = set_order.casefold()
        if mark in _REST or exercise.casefold() == "rest timer":
            self.builder.file.rest_rows += 1
            return
        moment = when(stamp, self.order)
        if not exercise:
            raise Refused("no exercise name")
        weight = numbers.weight_text(cells[at["weight"]], comma=self.comma)
        unit = numbers.weight_unit(cells[at["weight_unit"]])
        distance = self._distance(cells[at["distance"]], cells[at["distance_unit"]], line)
        time = numbers.seconds(cells[at["seconds"]])
        reps, time, distance = only_numbers(numbers.whole(cells[at["reps"]]), time, distance)
        number = numbers.whole(set_order, "set order") if set_order.isdecimal() and set_order.isascii() else None
        kind = SetKind.WORKING if number is not None else KINDS.get(mark, SetKind.WORKING)
        rpe = self._rpe(cells[at["rpe"]], line)
        workout = self._workout(stamp, cells[at["workout"]])
        if workout is None:
            name = self.builder.name(cells[at["workout"]])
            workout = self.builder.workout(moment, name)
            self.last = (stamp, cells[at["workout"]], workout)
        self.builder.add(
            workout, line, exercise, kind=kind, weight=weight, unit=unit, reps=reps, seconds=time,
            distance_mm=distance, rpe=rpe, note=note_text(cells[at["note"]]), order=number,
        )  # fmt: skip
        if workout.duration_s is None and cells[at["duration"]]:
            workout.duration_s = self._duration(cells[at["duration"]])
        if not workout.note and cells[at["workout_note"]]:
            workout.note = note_text(cells[at["workout_note"]])

    def _workout(self, stamp: str, name: str) -> ParsedWorkout | None:
        """The workout of the row before, when this row belongs to it."""
        if self.last is not None and self.last[0] == stamp and self.last[1] == name:
            return self.last[2]
        return None

    def _duration(self, text: str) -> int | None:
        return numbers.duration(f"{text.strip()}s" if self.duration_in_seconds and text.strip().isdecimal() else text)

    def _distance(self, text: str, unit: str, line: int) -> int | None:
        """The distance in mm; without any unit it is kilometres, or miles once pounds are chosen."""
        try:
            return numbers.distance_mm(text, self.length or unit or "km", comma=self.comma)
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            self.builder.remark(line, str(refused))
            return None

    def _rpe(self, text: str, line: int) -> float | None:
        try:
            return numbers.rpe(text)
        except Refused as refused:
            self.builder.remark(line, str(refused))
            return None
