"""A line that names whose log this is, on every screen of an athlete's log and at every size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hinge_log.charts.cells import Row, fit, padded, text_width
from hinge_log.widgets.line_panel import LinePanel


class WhoseLog(LinePanel):
    """Takes the first of several texts that fits, over the whole width."""

    DEFAULT_CSS = "WhoseLog { dock: top; height: 1; }"

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = tuple(texts)

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row in the colour of what is chosen."""
        text = next((each for each in self.texts if text_width(each) + 2 <= width), fit(self.texts[-1], width))
        yield ((padded(f" {text}" if text_width(text) < width else text, width), "taken"),)
