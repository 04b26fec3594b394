"""Text that is laid out for the width that it gets, as a prompt of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from hinge_log.widgets.text_styles import to_content

Layout = Callable[[int], Sequence[Sequence[tuple[str, str]]]]
"""Gives rows of (text, style name) for a width in cells; a value that compares equal gives equal rows."""


class FittedText(Visual):
    """Rows that a function lays out for the width."""

    def __init__(self, layout: Layout, *, mono: bool) -> None:
        self.layout = layout
        self.mono = mono
        self._width = -1
        self._rows: Sequence[Sequence[tuple[str, str]]] = ()

    def _laid_out(self, width: int) -> Sequence[Sequence[tuple[str, str]]]:
        if width != self._width:
            self._width, self._rows = width, self.layout(width)
        return self._rows

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The rows as strips."""
        content: Content = to_content(map(tuple, self._laid_out(width)), mono=self.mono)
        return content.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many rows as there are."""
        return len(self._laid_out(width))
