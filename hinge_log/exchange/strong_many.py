"""The rows of a Strong file, thousands at a time: column by column, each text understood once.

It gives exactly what reading them one by one gives. Where a row of a part cannot be used, or something has to be told
about it, the whole part is left to be read one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, groupby

from hinge_log.exchange import numbers
from hinge_log.exchange.dates import when
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import KIND_NUMBER, UNIT_NUMBER
from hinge_log.exchange.records import Block
from hinge_log.exchange.source import KINDS, note_text, only_numbers
from hinge_log.exchange.strong_rows import REST, Reader, resting
from hinge_log.training.workout import SetKind

_RESTS = -2
_UNKNOWN = -3
_Measures = tuple[int, int, int]


class ManyRows:
    """Takes the rows of a file that raise no question."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._builder = reader.builder
        self._table = table = reader.builder.file.table
        self._exercises: Meanings[str, int] = Meanings(self._exercise)
        self._orders: Meanings[str, tuple[int, int]] = Meanings(_order)
        self._weights: Meanings[str, int] = Meanings(self._weight)
        self._units: Meanings[str, int] = Meanings(lambda text: UNIT_NUMBER[numbers.weight_unit(text)])
        self._measures: Meanings[tuple[str, str, str, str], _Measures] = Meanings(self._measured)
        self._halves: Meanings[str, int] = Meanings(lambda text: round((numbers.rpe(text) or 0) * 2))
        self._notes: Meanings[str, int] = Meanings(lambda text: table.text(note_text(text)))

    def take(self, block: Block) -> bool:
        """Add all sets of a block; False, and nothing is done, when it has to be read row by row."""
        lines: Sequence[int] = block.lines
        records = block.records
        if not all(records):
            lines, records = list(compress(lines, records)), list(filter(None, records))
        if not records:
            return True
        width = len(records[0])
        columns = list(zip(*records, strict=True))
        columns.append(("",) * len(records))
        at = {name: min(index, width) for name, index in self._reader.at.items()}
        try:
            return self._add(lines, {name: columns[index] for name, index in at.items()}, len(records))
        except Refused:
            return False

    def _add(self, lines: Sequence[int], columns: dict[str, tuple[str, ...]], records: int) -> bool:
        """Understand everything first, so that a refusal leaves the file as it was; raises Refused."""
        orders = list(map(self._orders.__getitem__, columns["order"]))
        exercises = list(map(self._exercises.__getitem__, columns["exercise"]))
        rests = 0
        if any(order[0] == _UNKNOWN for order in set(orders)):
            orders = [self._marked(order, columns, row) for row, order in enumerate(orders)]
        if _RESTS in exercises or any(order[0] == _RESTS for order in set(orders)):
            sets = [
                order[0] != _RESTS and exercise != _RESTS for order, exercise in zip(orders, exercises, strict=True)
            ]
            rests = sets.count(False)
            lines, orders = list(compress(lines, sets)), list(compress(orders, sets))
            exercises = list(compress(exercises, sets))
            columns = {name: tuple(compress(column, sets)) for name, column in columns.items()}
        if -1 in exercises:
            return False
        weights = list(map(self._weights.__getitem__, columns["weight"]))
        units = list(map(self._units.__getitem__, columns["weight_unit"]))
        measures = list(
            map(
                self._measures.__getitem__,
                zip(columns["reps"], columns["seconds"], columns["distance"], columns["distance_unit"], strict=True),
            )
        )
        halves = list(map(self._halves.__getitem__, columns["rpe"]))
        workouts = [
            (key, when(key[0], self._reader.order), len(list(group)))
            for key, group in groupby(zip(columns["date"], columns["workout"], strict=True))
        ]
        notes = list(map(self._notes.__getitem__, columns["note"]))

        first, builder = len(self._table), self._builder
        builder.file.records += records
        builder.file.rest_rows += rests
        if not lines:
            return True
        reps, seconds, distances = zip(*measures, strict=True)
        order_numbers, kinds = zip(*orders, strict=True)
        self._table.extend(
            lines, exercises, kinds, weights, units, reps, seconds, distances, halves, notes, order_numbers
        )
        place = 0
        for (_, name), moment, count in workouts:
            workout = builder.workout(moment, builder.name(name))
            builder.add_rows(workout, first + place, count)
            end = place + count
            if workout.duration_s is None:
                lengths = map(self._reader.duration, filter(None, dict.fromkeys(columns["duration"][place:end])))
                workout.duration_s = next((length for length in lengths if length is not None), None)
            if not workout.note:
                about = map(note_text, filter(None, dict.fromkeys(columns["workout_note"][place:end])))
                workout.note = next(filter(None, about), "")
            place = end
        return True

    def _marked(self, order: tuple[int, int], columns: dict[str, tuple[str, ...]], row: int) -> tuple[int, int]:
        """A mark in a language that is not known stands for a rest, or raises Refused: then it has to be told."""
        if order[0] != _UNKNOWN:
            return order
        if not resting(columns["weight"][row], columns["reps"][row], columns["seconds"][row]):
            raise Refused("the mark is not known")
        return _RESTS, 0

    def _exercise(self, text: str) -> int:
        """The number of an exercise's name: -1 for an empty one, -2 where it stands for a rest."""
        name = self._builder.name(text)
        return _RESTS if name.casefold() == "rest timer" else self._table.text(name) if name else -1

    def _weight(self, text: str) -> int:
        return self._table.text(numbers.weight_text(text, comma=self._reader.comma) or "")

    def _measured(self, texts: tuple[str, str, str, str]) -> _Measures:
        """Reps, seconds and mm, -1 for what is not given; raises Refused."""
        reps, seconds, distance, unit = texts
        length = numbers.distance_mm(distance, self._reader.length or unit or "km", comma=self._reader.comma)
        found = only_numbers(numbers.whole(reps), numbers.seconds(seconds), length)
        return tuple(-1 if each is None else each for each in found)  # type: ignore[return-value]


def _order(text: str) -> tuple[int, int]:
    """The number of a set (-1 none, -2 a rest timer, -3 an unknown mark) and that of its kind; raises Refused."""
    mark = text.strip().casefold()
    if mark in REST:
        return _RESTS, 0
    if mark.isdecimal() and mark.isascii():
        number = numbers.whole(mark, "set order")
        return -1 if number is None else number, KIND_NUMBER[SetKind.WORKING]
    kind = KINDS.get(mark)
    return (_UNKNOWN, 0) if kind is None else (-1, KIND_NUMBER[kind])
