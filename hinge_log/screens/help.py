"""The keys of a screen, as they are bound now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from hinge_log.charts.cells import Grid, Row, fit, text_width
from hinge_log.charts.pages.parts import heading, title_bar, wrapped
from hinge_log.screens.context import Context
from hinge_log.widgets.page import Page

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class HelpScreen(ModalScreen[None]):
    """Shows groups of (keys, what they do), and scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space,pagedown", "scroll_by(1)", "more", id="help.more"),
        Binding("up,k,pageup", "scroll_by(-1)", "back", id="help.back"),
        Binding("escape,q,question_mark,f1,enter", "leave", "close", id="help.close"),
    ]

    def __init__(self, context: Context, groups: Groups) -> None:
        super().__init__()
        self.groups = groups
        self.first = 0
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)

    def compose(self) -> ComposeResult:
        """One page."""
        yield self.page

    def on_resize(self) -> None:
        """Lay out anew."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        lines = _lines(self.groups, width)
        self.first = max(0, min(self.first, len(lines) - (height - 2)))
        rows = lines[self.first : self.first + height - 2]
        rows += [()] * (height - 2 - len(rows))
        more = "" if len(lines) <= height - 2 else "↑↓ scroll  "
        foot: Row = ((" ", ""), (fit(f"{more}esc closes", width - 2), "muted>leave"))
        self.page.show([title_bar([("Keys on this screen", "barstrong")], "", width), *rows, foot])

    def action_scroll_by(self, step: int) -> None:
        """Scroll by half a page."""
        self.first += step * max(1, self.size.height // 2)
        self._paint()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    def on_page_pressed(self, message: Page.Pressed) -> None:
        """A tap on the foot closes."""
        message.stop()
        self.dismiss(None)


def _lines(groups: Groups, width: int) -> list[Row]:
    keys = min(18, max([6, *(text_width(key) for _, entries in groups for key, _ in entries)]))
    rows: list[Row] = []
    for title, entries in groups:
        if not entries:
            continue
        grid = Grid(width, 1)
        heading(grid, 0, 0, width, title)
        rows += grid.rows()
        for key, words in entries:
            for place, line in enumerate(wrapped(words, max(10, width - keys - 4))):
                shown = fit(key, keys) if place == 0 else ""
                rows.append(((" ", ""), (f"{shown:<{keys}}", "chosen"), ("  ", ""), (line, "text")))
        rows.append(())
    return rows
