"""Rows of a table, one at a time: each is counted, and becomes a set or a reason."""

from __future__ import annotations

from abc import ABC, abstractmethod

from hinge_log.exchange import numbers
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder
from hinge_log.exchange.records import Row
from hinge_log.exchange.source import Source


class RowReader(ABC):
    """Reads the rows of one file in which a row needs its first `needed` fields; `order` is that of day and month."""

    def __init__(self, source: Source, builder: Builder, order: str, needed: int) -> None:
        self.source = source
        self.builder = builder
        self.order = order
        self.comma = source.comma
        self._needed = needed

    def take_row(self, row: Row) -> None:
        """Count one record, and add its set unless it cannot be used."""
        self.builder.file.records += 1
        fields, reason = self.fitted(row)
        if not reason:
            try:
                self.take(row.line, [*fields, ""])
            except Refused as refused:
                reason = str(refused)
        if reason:
            self.builder.skip(row.line, reason)

    def fitted(self, row: Row) -> tuple[list[str], str]:
        """The row's fields as wide as the header, and why it cannot be used ("" if it can)."""
        return self.source.fitted(row, self._needed)

    @abstractmethod
    def take(self, line: int, cells: list[str]) -> None:
        """Add the set of a row, whose cells end in an empty one for columns that the file has not; raises Refused."""

    def rpe(self, line: int, text: str) -> float | None:
        """The RPE of a row; one that is none is told, and does not cost the set."""
        try:
            return numbers.rpe(text)
        except Refused as refused:
            self.builder.remark(line, str(refused))
            return None
