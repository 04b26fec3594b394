"""What is known about the entry that is highlighted in a list: a title, lines of text, and a figure below them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from hinge_log.charts.cells import Row
from hinge_log.widgets.drawn_panel import Drawing, DrawnPanel
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.text_styles import to_content


class DetailPanel(VerticalScroll):
    """A title, a text and a figure, which the styles show where there is room."""

    DEFAULT_CSS = """
    DetailPanel {
        .text { height: auto; padding: 0 1; }
        .figure { display: none; }
    }
    """

    def compose(self) -> ComposeResult:
        """The title, the text and the figure."""
        yield PanelTitle()
        yield Static(classes="text", markup=False)
        yield DrawnPanel(classes="figure")

    def show_detail(self, title: str, rows: Iterable[Row], figure: Drawing | None = None) -> None:
        """Show a title, rows of (text, style name), and what draws the figure."""
        self.query_one(PanelTitle).title = title
        self.query_one(Static).update(to_content(rows, mono=self.app.theme == "mono"))
        self.query_one(DrawnPanel).drawing = figure
