"""The rows of a Strong file, thousands at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from hinge_log.exchange import numbers
from hinge_log.exchange.dates import when
from hinge_log.exchange.many_rows import Cells, ManyRows, given, looked_up, runs
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import KIND_NUMBER
from hinge_log.exchange.source import KINDS, Source, only_numbers
from hinge_log.exchange.strong_rows import REST, Reader, resting
from hinge_log.training.workout import SetKind

_RESTS = -2
_UNKNOWN = -3
_Measures = tuple[int, int, int]


class ManyStrong(ManyRows):
    """Takes the rows that raise no question."""

    def __init__(self, source: Source, reader: Reader) -> None:
        super().__init__(source, reader.builder, reader.at)
        self._reader = reader
        self._orders: Meanings[str, tuple[int, int]] = Meanings(_order)
        self._measures: Meanings[tuple[str, str, str, str], _Measures] = Meanings(self._measured)

    def add(self, lines: Sequence[int], cells: Cells) -> bool:
        """Add the sets of some rows; rest timers are counted."""
        if self._reader.noted is not None:
            return False
        orders = list(map(self._orders.__getitem__, cells["order"]))
        exercises = looked_up(self.exercises, cells["exercise"])
        records, rests = len(lines), 0
        if any(order[0] == _UNKNOWN for order in set(orders)):
            orders = [self._marked(order, cells, row) for row, order in enumerate(orders)]
        if _RESTS in exercises or any(order[0] == _RESTS for order in set(orders)):
            sets = [
                order[0] != _RESTS and exercise != _RESTS for order, exercise in zip(orders, exercises, strict=True)
            ]
            rests = sets.count(False)
            lines, orders = list(compress(lines, sets)), list(compress(orders, sets))
            exercises = list(compress(exercises, sets))
            cells = {name: tuple(compress(column, sets)) for name, column in cells.items()}
        if -1 in exercises:
            return False
        weights = looked_up(self.weights, cells["weight"])
        units = looked_up(self.units, cells["weight_unit"])
        measures = list(
            map(
                self._measures.__getitem__,
                zip(cells["reps"], cells["seconds"], cells["distance"], cells["distance_unit"], strict=True),
            )
        )
        halves = looked_up(self.halves, cells["rpe"])
        workouts = [
            (name, when(date, self._reader.order), rows)
            for (date, name), rows in runs(zip(cells["date"], cells["workout"], strict=True))
        ]
        notes = looked_up(self.notes, cells["note"])

        builder = self.builder
        builder.file.records += records
        builder.file.rest_rows += rests
        if not lines:
            return True
        first = len(self.table)
        reps, seconds, distances = zip(*measures, strict=True)
        order_numbers, kinds = zip(*orders, strict=True)
        self.table.extend(
            lines, exercises, weights=weights, units=units, reps=reps, seconds=seconds, distances=distances,
            halves=halves, notes=notes, kinds=kinds, orders=order_numbers,
        )  # fmt: skip
        place = 0
        for name, moment, count in workouts:
            workout = builder.workout(moment, builder.name(name))
            builder.add_rows(workout, first + place, count)
            end = place + count
            lengths = filter(None, dict.fromkeys(cells["duration"][place:end]))
            self.duration(workout, map(self._reader.duration, lengths))
            self.workout_note(workout, cells["workout_note"][place:end])
            place = end
        return True

    def _marked(self, order: tuple[int, int], cells: Cells, row: int) -> tuple[int, int]:
        """A mark in a language that is not known stands for a rest, or raises Refused: then it has to be told."""
        if order[0] != _UNKNOWN:
            return order
        if not resting(cells["weight"][row], cells["reps"][row], cells["seconds"][row]):
            raise Refused("the mark is not known")
        return _RESTS, 0

    def exercise(self, text: str) -> int:
        """The number of an exercise's name: -1 for an empty one, -2 where it stands for a rest."""
        return _RESTS if self.builder.name(text).casefold() == "rest timer" else super().exercise(text)

    def _measured(self, texts: tuple[str, str, str, str]) -> _Measures:
        """Reps, seconds and mm, -1 for what is not given; raises Refused."""
        reps, seconds, distance, unit = texts
        length = numbers.distance_mm(distance, self._reader.length or unit or "km", comma=self._reader.comma)
        found = only_numbers(numbers.whole(reps), numbers.seconds(seconds), length)
        return given(found[0]), given(found[1]), given(found[2])


def _order(text: str) -> tuple[int, int]:
    """The number of a set (-1 none, -2 a rest timer, -3 an unknown mark) and that of its kind; raises Refused."""
    mark = text.strip().casefold()
    if mark in REST:
        return _RESTS, 0
    if mark.isdecimal() and mark.isascii():
        return given(numbers.whole(mark, "set order")), KIND_NUMBER[SetKind.WORKING]
    kind = KINDS.get(mark)
    return (_UNKNOWN, 0) if kind is None else (-1, KIND_NUMBER[kind])
