"""A past workout: to be read, or opened as a list in which its sets and lifts can be selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.workout_words import WorkoutPart
from hinge_log.widgets.flow_panel import FlowPanel
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


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
