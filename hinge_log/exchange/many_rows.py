"""The rows of a table, thousands at a time: column by column, each text understood once.

It gives exactly what reading them one by one gives. Where a row of a part cannot be used, or something has to be told
about it, the whole part is left to be read one by one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress, groupby
from typing import TypeAlias, TypeVar

from hinge_log.exchange import numbers
from hinge_log.exchange.meanings import Meanings
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import UNIT_NUMBER, Builder, ParsedWorkout
from hinge_log.exchange.records import Block
from hinge_log.exchange.source import Source, note_text

Cells: TypeAlias = "dict[str, tuple[str, ...]]"
"""The cells of some rows by the name of their column."""

_Key = TypeVar("_Key", bound=Hashable)


class ManyRows(ABC):
    """Takes the rows of a file that raise no question.

    `at` says which column is what; one that the file does not have stands right of the last and is empty.
    """

    def __init__(self, source: Source, builder: Builder, at: Mapping[str, int]) -> None:
        self.builder = builder
        self.table = table = builder.file.table
        self._source = source
        self._at = at
        self.exercises: Meanings[str, int] = Meanings(self.exercise)
        self.weights: Meanings[str, int] = Meanings(self._weight)
        self.units: Meanings[str, int] = Meanings(lambda text: UNIT_NUMBER[numbers.weight_unit(text)])
        self.halves: Meanings[str, int] = Meanings(lambda text: round((numbers.rpe(text) or 0) * 2))
        self.notes: Meanings[str, int] = Meanings(lambda text: table.text(note_text(text)))

    def take(self, block: Block) -> bool:
        """Add all sets of a block; False, and nothing is done, when it has to be read row by row."""
        if not block.clean or self._source.seen.other:
            return False
        lines: Sequence[int] = block.lines
        records = block.records
        if not all(records):
            lines, records = list(compress(lines, records)), list(filter(None, records))
        if not records:
            return True
        width = len(records[0])
        columns = list(zip(*records, strict=True))
        columns.append(("",) * len(records))
        try:
            return self.add(lines, {name: columns[min(index, width)] for name, index in self._at.items()})
        except Refused:
            return False

    @abstractmethod
    def add(self, lines: Sequence[int], cells: Cells) -> bool:
        """Understand all cells first, then add their sets; False, or Refused is raised, with nothing added."""

    def exercise(self, text: str) -> int:
        """The number of an exercise's name, -1 for an empty one."""
        name = self.builder.name(text)
        return self.table.text(name) if name else -1

    def _weight(self, text: str) -> int:
        return self.table.text(numbers.weight_text(text, comma=self._source.comma) or "")

    def duration(self, workout: ParsedWorkout, lengths: Iterable[int | None]) -> None:
        """Give a workout the first of some lengths that is known, when it has none."""
        if workout.duration_s is None:
            workout.duration_s = next((length for length in lengths if length is not None), None)

    def workout_note(self, workout: ParsedWorkout, texts: Sequence[str]) -> None:
        """Give a workout the first note of some that says something, when it has none."""
        if not workout.note:
            workout.note = next(filter(None, map(note_text, filter(None, dict.fromkeys(texts)))), "")


def looked_up(meanings: Meanings[_Key, int], keys: Iterable[_Key]) -> list[int]:
    """What some keys mean; raises Refused."""
    return list(map(meanings.__getitem__, keys))


def runs(keys: Iterable[_Key]) -> list[tuple[_Key, int]]:
    """Keys that follow each other and are the same: each with how often it stands there."""
    return [(key, len(list(group))) for key, group in groupby(keys)]


def given(number: int | None) -> int:
    """A number as a table keeps it: -1 for none."""
    return -1 if number is None else number
