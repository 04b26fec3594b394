"""The rows of a FitNotes file, one at a time and thousands at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hinge_log.exchange import numbers
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.many_rows import Cells, ManyRows, given, looked_up, runs
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import UNIT_NUMBER, Builder
from hinge_log.exchange.records import Row
from hinge_log.exchange.row_reader import RowReader
from hinge_log.exchange.source import Source, note_text

_NUMBER = re.compile(r"\s*-?[0-9]*(?:[.,][0-9]*)?\s*")


class Reader(RowReader):
    """Reads the rows of one file; knows its columns. `named` are weight columns that name their unit."""

    def __init__(
        self, source: Source, builder: Builder, at: dict[str, int], named: list[tuple[int, str]], order: str
    ) -> None:
        super().__init__(source, builder, order, 1 + max((at["reps"], *(index for index, _ in named))))
        self.at = at
        self.named = named
        self._width = len(source.header)

    def fitted(self, row: Row) -> tuple[list[str], str]:
        """The row's fields as wide as the header, joined again where an unquoted comma parted one."""
        repaired = self._rejoined(row.fields) if len(row.fields) > self._width else None
        return (repaired, "") if repaired is not None else super().fitted(row)

    def take(self, line: int, cells: list[str]) -> None:
        """Read one row; raises Refused."""
        at, builder = self.at, self.builder
        day = self.day(cells[at["date"]])
        exercise = builder.name(cells[at["exercise"]])
        if not exercise:
            raise Refused("no exercise name")
        weight, unit = self.weight(
            (cells[at["weight"]], cells[at["weight unit"]], *(cells[index] for index, _ in self.named))
        )
        reps, time = numbers.whole(cells[at["reps"]]), numbers.seconds(cells[at["time"]])
        length = self._distance(line, cells[at["distance"]], cells[at["distance unit"]])
        reps, time, length = only_done(reps, time, length)
        builder.add(
            builder.workout(day, ""), line, exercise, weight=weight, unit=unit, reps=reps, seconds=time,
            distance_mm=length, note=note_text(cells[at["note"]]), rpe=self.rpe(line, cells[at["rpe"]]),
        )  # fmt: skip

    def day(self, text: str) -> When:
        """The day of a set: all of one day are one workout; raises Refused."""
        return When(when(text, self.order).at.replace(hour=0, minute=0, second=0), None, False)

    def weight(self, texts: tuple[str, ...]) -> tuple[str | None, str | None]:
        """The weight of the cells of weight, its unit and columns that name one, and its unit; raises Refused."""
        text, unit, *named = texts
        own = numbers.weight_unit(unit)
        for cell, (_, name) in zip(named, self.named, strict=True):
            if cell.strip():
                text, own = cell, name
                break
        return numbers.weight_text(text, comma=self.comma), own

    def distance(self, text: str, unit: str) -> int | None:
        """The distance in mm; raises Refused."""
        return numbers.distance_mm(text, unit or "m", comma=self.comma) if text.strip() else None

    def _distance(self, line: int, text: str, unit: str) -> int | None:
        """The app once wrote `kg` as a distance's unit: the number is left out then, the set stays."""
        try:
            return self.distance(text, unit)
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            self.builder.remark(line, str(refused))
            return None

    def _rejoined(self, fields: list[str]) -> list[str] | None:
        """Join what an unquoted comma in an exercise, comment or category parted; None when nothing fits."""
        at, width = self.at, self._width
        extra = len(fields) - width
        places = [at["exercise"], at["category"]]
        if at["note"] < width:
            places.insert(1, at["note"])
        numeric = (at["weight"], at["reps"], at["distance"], *(index for index, _ in self.named))
        checked = [index for index in numeric if index < width]
        for place in places:
            whole = self.source.delimiter.join(fields[place : place + extra + 1])
            joined = [*fields[:place], whole, *fields[place + extra + 1 :]]
            if not all(_NUMBER.fullmatch(joined[index]) for index in checked):
                continue
            category = joined[at["category"]].strip()
            if not category or _NUMBER.fullmatch(category.rpartition(self.source.delimiter)[2]):
                continue
            if numbers.weight_unit(category):
                continue
            if at["weight unit"] < width:
                weight, unit = joined[at["weight"]].strip(), joined[at["weight unit"]].strip()
                if (weight or unit) and numbers.weight_unit(unit) is None:
                    continue
            return joined
        return None


class ManyFitNotes(ManyRows):
    """Takes the rows that raise no question."""

    def __init__(self, source: Source, reader: Reader) -> None:
        named = {f"weight {place}": index for place, (index, _) in enumerate(reader.named)}
        super().__init__(source, reader.builder, {**reader.at, **named})
        self._reader = reader
        self._weight_names = ["weight", "weight unit", *named]
        self._loads: Meanings[tuple[str, ...], tuple[int, int]] = Meanings(self._load)
        self._measures: Meanings[tuple[str, ...], tuple[int, int, int]] = Meanings(self._measured)

    def add(self, lines: Sequence[int], cells: Cells) -> bool:
        """Add the sets of some rows."""
        exercises = looked_up(self.exercises, cells["exercise"])
        if -1 in exercises:
            return False
        loads = list(map(self._loads.__getitem__, zip(*(cells[name] for name in self._weight_names), strict=True)))
        done = zip(cells["reps"], cells["time"], cells["distance"], cells["distance unit"], strict=True)
        measures = list(map(self._measures.__getitem__, done))
        halves = looked_up(self.halves, cells["rpe"])
        notes = looked_up(self.notes, cells["note"])
        days = [(self._reader.day(date), count) for date, count in runs(cells["date"])]

        builder = self.builder
        builder.file.records += len(lines)
        first = len(self.table)
        weights, units = zip(*loads, strict=True)
        reps, seconds, distances = zip(*measures, strict=True)
        self.table.extend(
            lines, exercises, weights=weights, units=units, reps=reps, seconds=seconds, distances=distances,
            halves=halves, notes=notes,
        )  # fmt: skip
        for day, count in days:
            builder.add_rows(builder.workout(day, ""), first, count)
            first += count
        return True

    def _load(self, texts: tuple[str, ...]) -> tuple[int, int]:
        """The numbers of a weight's text and of its unit; raises Refused."""
        value, unit = self._reader.weight(texts)
        return self.table.text(value or ""), UNIT_NUMBER[unit]

    def _measured(self, texts: tuple[str, ...]) -> tuple[int, int, int]:
        reps, time, distance, unit = texts
        found = only_done(numbers.whole(reps), numbers.seconds(time), self._reader.distance(distance, unit))
        return given(found[0]), given(found[1]), given(found[2])


def only_done(reps: int | None, time: int | None, length: int | None) -> tuple[int | None, int | None, int | None]:
    """Take a zero for "not measured": a set with a time or a distance has no reps then."""
    return None if reps == 0 and (time or length) else reps, time or None, length or None
