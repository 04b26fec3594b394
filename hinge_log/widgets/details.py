"""Lists with what is known about the highlighted entry beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static, TabPane

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.workout_words import WorkoutPart
from hinge_log.widgets.line_panel import to_content
from hinge_log.widgets.panels import Drawing, DrawnPanel, Flow, FlowPanel, PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


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


class WorkoutDetail(Vertical):
    """The text is `#detail`, the list `#parts`: the styles show one of them. Posts the messages of the list."""

    def compose(self) -> ComposeResult:
        """A title, the text, and the list."""
        yield PanelTitle()
        with VerticalScroll(id="detail", can_focus=False):
            yield FlowPanel()
        yield RowList(click_selects=False, id="parts")

    @property
    def part_list(self) -> RowList:
        """The list of the workout's parts."""
        return self.query_one("#parts", RowList)

    def show_workout(self, title: str, parts: Sequence[WorkoutPart], selected: str) -> None:
        """Show the parts of a workout, one of which is selected in the list."""
        self.query_one(PanelTitle).title = title
        self.query_one(FlowPanel).flow = partial(_text, parts)
        column = max((text_width(part.text) for part in parts if part.kind == "set"), default=0)
        self.part_list.show_rows((ListRow(part.id, partial(part.rows, column)) for part in parts), highlight=selected)


def _text(parts: Sequence[WorkoutPart], width: int) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        if part.kind == "lift":  # sets and ratings on rows of their own, so that no number wraps
            rows += [((part.text, "strong"),), (("  ", ""), (part.more, "text"))]
            rows += [(("  form ", "muted"), (part.form, "data"))] if part.form else []
        elif part.kind != "set":
            rows += part.rows(0, width)
    return rows
