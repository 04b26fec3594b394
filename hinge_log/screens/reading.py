"""A text to read: it scrolls, and closes with any of the keys that close things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from hinge_log.charts.cells import Row, fit
from hinge_log.charts.pages.parts import title_bar, wrapped
from hinge_log.screens.context import Context
from hinge_log.widgets.page import Page

_WIDEST = 80
"""Longer lines are hard to read."""


class ReadScreen(ModalScreen[None]):
    """Shows headings, each with its sentences: one as a paragraph, several as a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space,pagedown", "scroll_by(1)", "more", id="read.more"),
        Binding("up,k,pageup", "scroll_by(-1)", "back", id="read.back"),
        Binding("escape,q,m,enter", "leave", "close", id="read.close"),
    ]

    def __init__(self, context: Context, heading: str, sections: Sequence[tuple[str, Sequence[str]]]) -> None:
        super().__init__()
        self.heading = heading
        self.sections = sections
        self.first_line = 0
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)

    def compose(self) -> ComposeResult:
        """One page."""
        yield self.page

    def on_resize(self) -> None:
        """Lay out anew."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        if width < 1 or height < 1:
            return
        lines: list[Row] = []
        for heading, sentences in self.sections:
            lines += [(), ((" ", ""), (fit(heading, width - 2), "chosen"))]
            for sentence in sentences:
                mark = "- " if len(sentences) > 1 else ""
                for place, line in enumerate(wrapped(sentence, max(8, min(_WIDEST, width - 4)))):
                    lines.append(((" ", ""), (mark if place == 0 else " " * len(mark), "muted"), (line, "text")))
        room = max(1, height - 2)
        self.first_line = max(0, min(self.first_line, len(lines) - room))
        rows = lines[self.first_line : self.first_line + room]
        rows += [()] * (room - len(rows))
        more = "↑↓ scroll  " if len(lines) > room else ""
        foot: Row = ((" ", ""), (fit(f"{more}esc closes", width - 2), "muted>leave"))
        self.page.show([title_bar([(self.heading, "barstrong")], "", width), *rows, foot][:height])

    def action_scroll_by(self, step: int) -> None:
        """Scroll by half a page."""
        self.first_line += step * max(1, self.size.height // 2)
        self._paint()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        """A tap on the foot closes."""
        message.stop()
        self.dismiss(None)
