"""A past workout: to be read, or opened as a list in which its sets and lifts can be selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from hinge_log.charts.cells import Row
from hinge_log.charts.workout_words import WorkoutPart
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList
from hinge_log.widgets.text_styles import to_content


class WorkoutDetail(Vertical):
    """The text is `#detail`, the list `#parts`: the styles show one of them. Posts the messages of the list."""

    def compose(self) -> ComposeResult:
        """A title, the text, and the list."""
        yield PanelTitle()
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="detail-text", markup=False)
        yield RowList(id="parts")

    @property
    def part_list(self) -> RowList:
        """The list of the workout's parts."""
        return self.query_one("#parts", RowList)

    def show_workout(self, title: str, parts: Sequence[WorkoutPart], selected: str) -> None:
        """Show the parts of a workout, one of which is selected in the list."""
        self.query_one(PanelTitle).title = title
        self.query_one("#detail-text", Static).update(to_content(_text(parts), mono=self.app.theme == "mono"))
        self.part_list.show_rows(ListRow(part.id, (part.row,)) for part in parts)
        self.part_list.highlight(selected)


def _text(parts: Iterable[WorkoutPart]) -> Iterable[Row]:
    for part in parts:
        if part.kind == "lift":  # sets and ratings on rows of their own, so that no number wraps
            yield ((part.text, "strong"),)
            yield (("  ", ""), (part.more, "text"))
            if part.form:
                yield (("  form ", "muted"), (part.form, "data"))
        elif part.kind != "set":
            yield part.row
