"""A page of lines to read over a screen: it scrolls, and closes with any of the keys that close things."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from hinge_log.charts.cells import Row
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import title_bar
from hinge_log.screens.context import Context
from hinge_log.widgets.page import Page

WHEEL_LINES = 3
"""How far one step of a wheel turns a page, as terminals do by convention."""


class ScrollScreen(ModalScreen[None]):
    """Shows `heading` over the lines that a kind of it makes, half a page at a time."""

    heading = ""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.first_line = 0
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)

    def compose(self) -> ComposeResult:
        """One page."""
        yield self.page

    def lines(self, width: int) -> list[Row]:
        """Everything there is to read, at a width."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Lay out anew."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        if width < 1 or height < 1:
            return
        lines = self.lines(width)
        room = max(1, height - 2)
        self.first_line = max(0, min(self.first_line, len(lines) - room))
        rows = lines[self.first_line : self.first_line + room]
        rows += [()] * (room - len(rows))
        left = len(lines) - room - self.first_line
        keys = [*([Key("↑↓", "scroll")] if len(lines) > room else []), Key("esc", "close", "leave")]
        more = f"{left} more below" if left > 0 else ""
        foot = keybar(keys, width, "")
        self.page.show([title_bar([(self.heading, "barstrong")], more, width), *rows, foot][:height])

    def action_scroll_by(self, step: int) -> None:
        """Scroll by half a page."""
        self._scroll(step * max(1, self.size.height // 2))

    def on_mouse_scroll_down(self) -> None:
        """Scroll on by a few lines."""
        self._scroll(WHEEL_LINES)

    def on_mouse_scroll_up(self) -> None:
        """Scroll back by a few lines."""
        self._scroll(-WHEEL_LINES)

    def _scroll(self, lines: int) -> None:
        self.first_line += lines
        self._paint()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        """A tap on the foot closes."""
        message.stop()
        self.dismiss(None)
