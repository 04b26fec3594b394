"""One line of styled texts, the most important first."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.charts.cells import Row, cut
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class StyledLine(LinePanel):
    """Takes the first of several rows that fits; the last one is cut where none does."""

    DEFAULT_CSS = "StyledLine { height: 1; padding: 0 1; }"

    choices: row_reactive[tuple[Row, ...]] = row_reactive(())

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row."""
        fitting = (row for row in self.choices if sum(len(text) for text, _ in row) <= width)
        row = next(fitting, self.choices[-1] if self.choices else ())
        yield cut(row, width)
