"""One cue in letters that are read from two metres."""

from __future__ import annotations

from collections.abc import Iterable

from textual.message import Message

from hinge_log.charts.banner_font import banner
from hinge_log.charts.cells import Row
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class CueCard(LinePanel):
    """Draws `card` as large as the panel allows, in the middle; a click asks for the next one."""

    class NextRequested(Message):
        """The card was clicked."""

    DEFAULT_CSS = "CueCard { height: 1fr; width: 100%; padding: 0 1; }"

    card: row_reactive[str] = row_reactive("")
    ascii_only: row_reactive[bool] = row_reactive(False)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The letters, with the rows that are left above and below them."""
        picture = banner(self.card, width, height, ascii_only=self.ascii_only) if self.card else []
        above: list[Row] = [()] * ((height - len(picture)) // 2)
        return [*above, *(((line, "big"),) for line in picture)]

    def on_click(self) -> None:
        """Ask for the next cue."""
        self.post_message(self.NextRequested())
