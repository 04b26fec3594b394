"""The rows of a Hevy file, one at a time and thousands at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, repeat

from hinge_log.exchange import numbers
from hinge_log.exchange.dates import when
from hinge_log.exchange.many_rows import Cells, ManyRows, given, looked_up, runs
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import KIND_NUMBER, UNIT_NUMBER, Builder
from hinge_log.exchange.row_reader import RowReader
from hinge_log.exchange.source import KINDS, Source, note_text
from hinge_log.training.workout import SetKind

_Named = list[tuple[int, str]]
"""Columns of one measure, each with the unit in which it counts."""


class Reader(RowReader):
    """Reads the rows of one file; knows its columns."""

    def __init__(
        self, source: Source, builder: Builder, at: dict[str, int], weights: _Named, distances: _Named, order: str
    ) -> None:
        blank = len(source.header)
        needed = (at["exercise"], at["reps"], at["seconds"], *(index for index, _ in weights))
        super().__init__(source, builder, order, 1 + max(index for index in needed if index < blank))
        self.at = at
        self.weights, self.distances = weights, distances
        self.before: tuple[str, str, str] = "", "", ""

    def take(self, line: int, cells: list[str]) -> None:
        """Read one row; raises Refused."""
        at, builder = self.at, self.builder
        moment = when(cells[at["start"]], self.order)
        exercise = builder.name(cells[at["exercise"]])
        if not exercise:
            raise Refused("no exercise name")
        weight, unit = self.weight(tuple(cells[index] for index, _ in self.weights))
        reps, seconds, length = self.measured(
            (cells[at["reps"]], cells[at["seconds"]], *(cells[index] for index, _ in self.distances))
        )
        workout = builder.workout(moment, builder.name(cells[at["title"]]))
        # The note of an exercise stands on each of its rows: it is kept once.
        note, this = cells[at["note"]], (workout.key, exercise, cells[at["note"]])
        if workout.duration_s is None:
            workout.duration_s = self.length(cells[at["start"]], cells[at["end"]])
        if not workout.note and cells[at["about"]]:
            workout.note = note_text(cells[at["about"]])
        builder.add(
            workout, line, exercise, kind=kind(cells[at["type"]]), weight=weight, unit=unit, reps=reps,
            seconds=seconds, distance_mm=length, rpe=self.rpe(line, cells[at["rpe"]]),
            note="" if this == self.before else note_text(note), superset=number(cells[at["superset"]]),
            order=number(cells[at["index"]]),
        )  # fmt: skip
        self.before = this

    def weight(self, texts: tuple[str, ...]) -> tuple[str | None, str | None]:
        """The weight in the first column that has one, and its unit; raises Refused."""
        text, unit = _first(texts, self.weights, "")
        value = numbers.weight_text(text, comma=self.comma)
        return value, unit or None if value is not None else None

    def measured(self, texts: tuple[str, ...]) -> tuple[int | None, int | None, int | None]:
        """Reps, seconds and mm of the cells of reps, seconds and distances; raises Refused."""
        reps, seconds, *lengths = texts
        text, unit = _first(lengths, self.distances, "km")
        distance = numbers.distance_mm(text, unit, comma=self.comma)
        return numbers.whole(reps), numbers.seconds(seconds) or None, distance or None

    def length(self, start: str, end: str) -> int | None:
        """How long a workout took, in seconds."""
        if not end.strip():
            return None
        try:
            seconds = int((when(end, self.order).at - when(start, self.order).at).total_seconds())
        except Refused:
            return None
        return seconds if seconds >= 0 else None


class ManyHevy(ManyRows):
    """Takes the rows that raise no question."""

    def __init__(self, source: Source, reader: Reader) -> None:
        weights = {f"weight {place}": index for place, (index, _) in enumerate(reader.weights)}
        distances = {f"distance {place}": index for place, (index, _) in enumerate(reader.distances)}
        super().__init__(source, reader.builder, {**reader.at, **weights, **distances})
        self._reader = reader
        self._weight_names, self._distance_names = list(weights), list(distances)
        self._loads: Meanings[tuple[str, ...], tuple[int, int]] = Meanings(self._load)
        self._measures: Meanings[tuple[str, ...], tuple[int, int, int]] = Meanings(self._measured)
        self._kinds: Meanings[str, int] = Meanings(lambda text: KIND_NUMBER[kind(text)])
        self._numbers: Meanings[str, int] = Meanings(lambda text: given(number(text)))

    def add(self, lines: Sequence[int], cells: Cells) -> bool:
        """Add the sets of some rows."""
        exercises = looked_up(self.exercises, cells["exercise"])
        if -1 in exercises:
            return False
        rows, reader, builder = len(lines), self._reader, self.builder
        loads = list(map(self._loads.__getitem__, _rows(cells, self._weight_names, rows)))
        names = ["reps", "seconds", *self._distance_names]
        measures = list(map(self._measures.__getitem__, _rows(cells, names, rows)))
        halves = looked_up(self.halves, cells["rpe"])
        kinds = looked_up(self._kinds, cells["type"])
        supersets = looked_up(self._numbers, cells["superset"])
        orders = looked_up(self._numbers, cells["index"])
        notes = looked_up(self.notes, cells["note"])
        found = [
            (when(start, reader.order), title, count)
            for (start, title), count in runs(zip(cells["start"], cells["title"], strict=True))
        ]

        builder.file.records += rows
        workouts = [(builder.workout(moment, builder.name(title)), count) for moment, title, count in found]
        keys = list(chain.from_iterable(repeat(workout.key, count) for workout, count in workouts))
        for row in compress(range(rows), cells["note"]):
            note = cells["note"][row]
            if row:
                before = keys[row - 1], exercises[row - 1], cells["note"][row - 1]
                again = before == (keys[row], exercises[row], note)
            else:
                again = reader.before == (keys[0], builder.name(cells["exercise"][0]), note)
            if again:
                notes[row] = 0
        reader.before = keys[-1], builder.name(cells["exercise"][-1]), cells["note"][-1]
        first = len(self.table)
        weights, units = zip(*loads, strict=True)
        reps, seconds, distances = zip(*measures, strict=True)
        self.table.extend(
            lines, exercises, weights=weights, units=units, reps=reps, seconds=seconds, distances=distances,
            halves=halves, notes=notes, kinds=kinds, supersets=supersets, orders=orders,
        )  # fmt: skip
        place = 0
        for workout, count in workouts:
            end = place + count
            builder.add_rows(workout, first + place, count)
            times = dict.fromkeys(zip(cells["start"][place:end], cells["end"][place:end], strict=True))
            self.duration(workout, (reader.length(*each) for each in times))
            self.workout_note(workout, cells["about"][place:end])
            place = end
        return True

    def _load(self, texts: tuple[str, ...]) -> tuple[int, int]:
        """The numbers of a weight's text and of its unit; raises Refused."""
        value, unit = self._reader.weight(texts)
        return self.table.text(value or ""), UNIT_NUMBER[unit]

    def _measured(self, texts: tuple[str, ...]) -> tuple[int, int, int]:
        reps, seconds, distance = self._reader.measured(texts)
        return given(reps), given(seconds), given(distance)


def _rows(cells: Cells, names: Sequence[str], count: int) -> Sequence[tuple[str, ...]]:
    """Some columns row by row; empty rows without any column."""
    return list(zip(*(cells[name] for name in names), strict=True)) if names else [()] * count


def _first(texts: Sequence[str], columns: _Named, unit: str) -> tuple[str, str]:
    """The first text that says something, and the unit of its column; ("", unit) without any."""
    return next(((text, own) for text, (_, own) in zip(texts, columns, strict=True) if text.strip()), ("", unit))


def kind(text: str) -> SetKind:
    """What a set was for."""
    return KINDS.get(text.strip().casefold(), SetKind.WORKING)


def number(text: str) -> int | None:
    """A group or index number; 0 is a real one."""
    try:
        return numbers.whole(text, "number", 1_000_000)
    except Refused:
        return None
