"""Rows of running text for a width: paragraphs that wrap, under a mark or beside a label, "Fix  Hips back first."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, chopped, row_width, text_width, wrapped

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


Sentences = tuple[tuple[str, str], ...]
"""Labels with a sentence each; a label may be empty."""


def labelled_rows(sentences: Sequence[tuple[str, str]], width: int, strong: str = "") -> list[Row]:
    """All sentences, each beside its label, or behind it in one paragraph where labels would take a third.

    The sentence of the label `strong` stands out.
    """
    labels = max([0, *(text_width(label) + 2 for label, _ in sentences if label)])
    rows: list[Row] = []
    for label, text in sentences:
        style = "strong" if label and label == strong else "text"
        if labels * 3 <= width:
            rows += hanging(((label.ljust(labels), "muted"),), text, width, style)
        else:
            head = f"{label}: " if label else ""
            first, *others = lines_of(head + text, width - 2)
            rows.append(((head, "muted"), (first.removeprefix(head), style)))
            rows += [(("  " if label else "", ""), (line, style)) for line in others]
    return rows


def fitting_rows(sentences: Sentences, giving_way: Sequence[str], width: int, height: int) -> list[Row]:
    """As many of the sentences as fit whole.

    Where not all do, those labelled "Fix" come first, and those labelled `giving_way` are left out, in that order.
    """
    rows = labelled_rows(sentences, width)
    if len(rows) <= height:
        return rows
    remaining = sorted(sentences, key=lambda each: each[0] != "Fix")
    for label in (None, *giving_way):
        remaining = [each for each in remaining if each[0] != label]
        rows = labelled_rows(remaining, width)
        if len(rows) <= height:
            break
    return rows[:height]


@dataclass(frozen=True, slots=True)
class LabelledFlow:
    """Lays sentences out for a width; that of the label `strong` stands out."""

    sentences: Sentences
    strong: str = ""

    def __call__(self, width: int) -> list[Row]:
        """All rows."""
        return labelled_rows(self.sentences, width, self.strong)
