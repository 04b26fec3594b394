"""Rows of running text for a width: paragraphs that wrap, under a mark or a label that they hang from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, chopped, row_width, wrapped

_TIE = "\ue000"


def tied(text: str) -> str:
    """A text that is not broken at its spaces: ratings in a row are read as one."""
    return text.replace(" ", _TIE)


def lines_of(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells; a longer word is broken."""
    lines: list[str] = []
    for line in wrapped(text.split(), max(1, width)):
        lines += chopped(line, width)
    return [line.replace(_TIE, " ") for line in lines]


def hanging(lead: Sequence[tuple[str, str]], text: str, width: int, style: str = "text") -> list[Row]:
    """A paragraph behind a lead, its further lines under the first one's text."""
    indent = row_width(tuple(lead))
    lines = lines_of(text, width - indent)
    first: Row = (*lead, (lines[0], style))
    return [first, *(((" " * indent, ""), (line, style)) for line in lines[1:])]


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A row with a sentence below it, which is indented by `indent` cells, laid out for a width."""

    head: Row
    sentence: str
    indent: int = 2

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        return [self.head, *paragraph(self.sentence, width, "muted", indent=self.indent)]


def paragraph(text: str, width: int, style: str = "text", *, indent: int = 1) -> list[Row]:
    """A paragraph, indented."""
    return hanging(((" " * indent, ""),), text, width - 1, style)
