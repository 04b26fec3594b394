"""What was done of each lift of a workout: its name, its sets in the longest words that fit, its ratings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.set_words import fitting
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class SummaryLine(NamedTuple):
    """One lift: its name, ever shorter ways to say what was done, and its ratings."""

    name: str
    sets: tuple[str, ...]
    form: str


class LiftSummary(LinePanel):
    """One row a lift; ratings, then words are left out where they do not fit, a number never."""

    DEFAULT_CSS = "LiftSummary { height: 1; width: 100%; padding: 0 1; }"

    lifts: row_reactive[tuple[SummaryLine, ...]] = row_reactive(())

    def show_lifts(self, lifts: tuple[SummaryLine, ...]) -> None:
        """Show these lifts, one row each."""
        self.styles.height = max(1, len(lifts))
        self.lifts = lifts

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The rows, with names in a column of their own."""
        longest = max((text_width(line.name) for line in self.lifts), default=0)
        name_width = min(longest, max(8, width * 2 // 5))
        return [self._row(line, width, name_width) for line in self.lifts]

    def _row(self, line: SummaryLine, width: int, name_width: int) -> Row:
        room = width - name_width - 2
        for form in (line.form, ""):
            left = room - (text_width(form) + 2 if form else 0)
            words = fitting(line.sets, left)
            if words:
                gap = " " * (left - text_width(words) + 2) if form else ""
                return (padded(line.name, name_width), "strong"), ("  ", ""), (words, "text"), (gap, ""), (form, "data")
        return ((padded(line.name, width), "strong"),)
