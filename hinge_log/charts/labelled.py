"""Sentences behind their labels: "Fix  Push the hips back first.", as rows for a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.flow import hanging, lines_of

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


def fitting_rows(sentences: Sentences, width: int, height: int, giving_way: Sequence[str]) -> list[Row]:
    """As many of the sentences as fit whole; those of the labels `giving_way` are left out first, in that order."""
    rows = labelled_rows(sentences, width)
    for label in giving_way:
        if len(rows) <= height:
            break
        sentences = tuple(each for each in sentences if each[0] != label)
        rows = labelled_rows(sentences, width)
    return rows[:height]


@dataclass(frozen=True, slots=True)
class LabelledFlow:
    """Lays sentences out for a width; that of the label `strong` stands out."""

    sentences: Sentences
    strong: str = ""

    def __call__(self, width: int) -> list[Row]:
        """All rows."""
        return labelled_rows(self.sentences, width, self.strong)


@dataclass(frozen=True, slots=True)
class FittingSentences:
    """Lays out as many sentences as fit whole; where not all do, those labelled "Fix" come first."""

    sentences: Sentences
    giving_way: tuple[str, ...]

    def __call__(self, width: int, height: int) -> list[Row]:
        """At most `height` rows."""
        rows = labelled_rows(self.sentences, width)
        if len(rows) <= height:
            return rows
        fix_first = tuple(sorted(self.sentences, key=lambda each: each[0] != "Fix"))
        return fitting_rows(fix_first, width, height, self.giving_way)
