"""A tab with a list, and beside or under it what is known about the highlighted entry."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import TabPane

from hinge_log.widgets.drawn_panel import Drawing, DrawnPanel
from hinge_log.widgets.flow_panel import Flow, FlowPanel
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


class ListPane(TabPane):
    """A RowList, a title and a text, a figure where there is room for one, and further widgets at the foot."""

    DEFAULT_CSS = """
    ListPane {
        layout: grid; grid-size: 2; grid-columns: 11fr 9fr; grid-rows: 1 1fr; grid-gutter: 0 1;
        RowList { row-span: 2; height: 100%; }
        .words { height: 100%; padding: 0 1; }
        .figure { display: none; height: 16; }
    }
    """

    def __init__(self, title: str, *foot: Widget, id: str) -> None:  # noqa: A002
        super().__init__(title, id=id)
        self._foot = foot

    def compose(self) -> ComposeResult:
        """The list and what belongs to it."""
        yield RowList(click_selects=False)
        yield PanelTitle()
        with VerticalScroll(classes="words", can_focus=False):
            yield FlowPanel()
        yield DrawnPanel(classes="figure")
        yield from self._foot

    @property
    def row_list(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    @property
    def index(self) -> int:
        """The index of the highlighted entry, 0 without one."""
        return self.row_list.highlighted or 0

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these entries, one of them highlighted."""
        self.row_list.show_rows(rows)
        if self.row_list.highlighted is None:
            self.row_list.action_first()

    def show_words(self, title: str, flow: Flow, figure: Drawing | None = None) -> None:
        """Show what is known about the highlighted entry."""
        self.query_one(PanelTitle).title = title
        self.query_one(FlowPanel).flow = flow
        self.query_one(DrawnPanel).drawing = figure
