"""The status line: what just happened, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size

from hinge_log.charts.cells import Row, text_width
from hinge_log.exercises.safety import is_safety
from hinge_log.widgets.line_panel import LinePanel, row_reactive

MOST_ROWS = 3


class StatusLine(LinePanel):
    """One line of text; a longer text wraps to a second and a third, one about safety to as many as it needs.

    The class `-long` is set while the text needs more than one line: a height of `auto` would cost a layout at
    every change.
    """

    DEFAULT_CSS = f"""
    StatusLine {{ height: 1; padding: 0 1; color: $hl-muted; }}
    StatusLine.-long {{ height: auto; max-height: {MOST_ROWS}; }}
    StatusLine.-safety {{ max-height: 100%; }}
    """

    text: row_reactive[str] = row_reactive("")

    def watch_text(self) -> None:
        """Take the height that the text needs."""
        was_long = self.has_class("-long")
        self.set_class(is_safety(self.text), "-safety")
        self.set_class(text_width(self.text) > self.content_size.width > 0, "-long")
        if was_long or self.has_class("-long"):
            self.refresh(layout=True)

    def on_resize(self) -> None:
        """Wrap anew."""
        self.watch_text()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the text needs."""
        return len(self._wrapped(width))

    def _wrapped(self, width: int) -> list[str]:
        return (
            [line.plain for line in Content(self.text).wrap(max(1, width))]
            if text_width(self.text) > width
            else [self.text]
        )

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The text in the colour of the line."""
        return [((line, "text"),) for line in self._wrapped(width)]
