"""The last days as a strip of marks, one of them the day that is shown."""

from __future__ import annotations

from collections.abc import Iterable

from hinge_log.charts.cells import Row
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class DayStrip(LinePanel):
    """`names` and `marks` of the days, oldest first; `current` is the index of the day that is shown.

    The names are left out where they do not fit.
    """

    DEFAULT_CSS = "DayStrip { height: 2; }"

    names: row_reactive[tuple[str, ...]] = row_reactive(())
    marks: row_reactive[tuple[str, ...]] = row_reactive(())
    current: row_reactive[int] = row_reactive(-1)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The names above the marks, or the marks alone."""
        roomy = width >= 4 * len(self.marks)
        if roomy:
            yield tuple((f"{name:<4}", "strong" if i == self.current else "muted") for i, name in enumerate(self.names))
        row: list[tuple[str, str]] = []
        for index, mark in enumerate(self.marks):
            here = index == self.current
            style = "chosen" if here else "muted" if mark in "·." else "data"
            row.append((("▸" if here else " ") + mark + ("  " if roomy else ""), style))
        yield tuple(row)
