"""A panel that is as tall as its rows: a text of several parts, each laid out for the width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.geometry import Size

from hinge_log.charts.cells import Row
from hinge_log.widgets.line_panel import LinePanel, row_reactive

Flow = Callable[[int], Sequence[Row]]
"""Gives all rows for a width in cells."""


class FlowPanel(LinePanel):
    """Shows what `flow` gives for its width; it stands in a container that scrolls."""

    DEFAULT_CSS = "FlowPanel { height: auto; }"

    flow: row_reactive[Flow | None] = row_reactive(None)

    def watch_flow(self) -> None:
        """Grow or shrink."""
        if self.is_attached and self.flow is not None and len(self.flow(self.size.width)) != self.size.height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are."""
        return len(self.flow(width)) if self.flow is not None else 0

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """All rows."""
        return self.flow(width) if self.flow is not None else ()
