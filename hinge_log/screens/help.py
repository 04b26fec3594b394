"""The keys of a screen, as they are bound now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Grid, Row, fit, text_width
from hinge_log.charts.pages.parts import heading, wrapped
from hinge_log.screens.context import Context
from hinge_log.screens.scrolling import ScrollScreen

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class HelpScreen(ScrollScreen):
    """Shows groups of (keys, what they do), and scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,space,pagedown", "scroll_by(1)", "more", id="help.more"),
        Binding("up,k,pageup", "scroll_by(-1)", "back", id="help.back"),
        Binding("escape,q,question_mark,f1,enter", "leave", "close", id="help.close"),
    ]

    heading = "Keys on this screen"

    def __init__(self, context: Context, groups: Groups) -> None:
        super().__init__(context)
        self.groups = groups

    def lines(self, width: int) -> list[Row]:
        """The groups, each with its keys."""
        return _lines(self.groups, width)


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
