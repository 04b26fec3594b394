"""A text to read: it scrolls, and closes with any of the keys that close things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row, fit
from hinge_log.charts.pages.parts import wrapped
from hinge_log.screens.context import Context
from hinge_log.screens.scrolling import ScrollScreen

_WIDEST = 80
"""Longer lines are hard to read."""


class ReadScreen(ScrollScreen):
    """Shows headings, each with its sentences: one as a paragraph, several as a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space,pagedown", "scroll_by(1)", "more", id="read.more"),
        Binding("up,k,pageup", "scroll_by(-1)", "back", id="read.back"),
        Binding("escape,q,m,enter", "leave", "close", id="read.close"),
    ]

    def __init__(self, context: Context, heading: str, sections: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__(context)
        self.heading = heading
        self.sections = sections

    def lines(self, width: int) -> list[Row]:
        """Each heading with its sentences."""
        lines: list[Row] = []
        for heading, sentences in self.sections:
            lines += [(), ((" ", ""), (fit(heading, width - 2), "chosen"))]
            for sentence in sentences:
                mark = "- " if len(sentences) > 1 else ""
                for place, line in enumerate(wrapped(sentence, max(8, min(_WIDEST, width - 4)))):
                    lines.append(((" ", ""), (mark if place == 0 else " " * len(mark), "muted"), (line, "text")))
        return lines
