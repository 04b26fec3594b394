"""A panel whose rows a function draws: charts, figures, and other pictures made of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hinge_log.charts.cells import Row
from hinge_log.widgets.line_panel import LinePanel, row_reactive

Drawing = Callable[[int, int], Sequence[Row]]
"""Gives rows for a width and a height in cells."""


class DrawnPanel(LinePanel):
    """Shows what `drawing` gives for the size that the panel has; a new function draws anew."""

    drawing: row_reactive[Drawing | None] = row_reactive(None)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """What the function draws, none without one."""
        return () if self.drawing is None else self.drawing(width, height)
