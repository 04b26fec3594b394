"""The preview of an import: what the file is, its names with what they become, and what would be imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Checkbox, Static

from hinge_log.widgets.choices import WordRow
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


@dataclass(frozen=True, slots=True)
class ImportView:
    """What the panel shows; `legend` explains the marks of the names.

    `unit` and `length` are a question, its answers, and the chosen one ("" for none); None where nothing is asked.
    `changed` and `gone` are the words of a check box and whether it is ticked; None where there is nothing to tick.
    """

    about: Sequence[str]
    names_title: str
    names: Sequence[ListRow]
    current: str
    legend: str
    result_title: str
    result: Sequence[str]
    unit: tuple[str, tuple[str, ...], str] | None = None
    length: tuple[str, tuple[str, ...], str] | None = None
    changed: tuple[str, bool] | None = None
    gone: tuple[str, bool] | None = None


class ImportPanel(Container):
    """Shows an `ImportView`; what is clicked in it comes as `WordRow.Chosen`, `Checkbox.Changed` and from `#names`."""

    def compose(self) -> ComposeResult:
        """The names on one side, what would be imported on the other."""
        with Vertical(id="names-side"):
            yield Static(id="about", markup=False)
            yield WordRow(id="unit")
            yield WordRow(id="length")
            yield PanelTitle(id="names-title")
            yield RowList(click_selects=False, takes_focus=False, id="names")
            yield Static(id="legend", markup=False)
        with Vertical(id="result-side"):
            yield PanelTitle(id="result-title")
            with VerticalScroll(id="result-scroll", can_focus=False):
                yield Checkbox("", id="changed", compact=True)
                yield Checkbox("", id="gone", compact=True)
                yield Static(id="result", markup=False)

    def show_view(self, view: ImportView) -> None:
        """Show other values."""
        self.query_one("#about", Static).update("\n".join(view.about))
        for row_id, question in (("unit", view.unit), ("length", view.length)):
            row = self.query_one(f"#{row_id}", WordRow)
            row.set_class(question is None, "-none")
            if question is not None:
                words, answers, chosen = question
                row.words = (("", words), *((each, each) for each in answers))
                row.chosen = chosen or "?"  # none of the words: the question itself stands out
        self.query_one("#names", RowList).show_rows(view.names, highlight=view.current)
        self.query_one("#names-title", PanelTitle).title = view.names_title
        self.query_one("#legend", Static).update(view.legend)
        for each in ("names-title", "names", "legend"):
            self.query_one(f"#{each}").set_class(not view.names, "-none")
        self.query_one("#result-title", PanelTitle).title = view.result_title
        self.query_one("#result", Static).update("\n".join(view.result))
        self._show_box("changed", view.changed)
        self._show_box("gone", view.gone)

    def _show_box(self, box_id: str, choice: tuple[str, bool] | None) -> None:
        box = self.query_one(f"#{box_id}", Checkbox)
        box.set_class(choice is None, "-none")
        words, ticked = choice or ("", False)
        box.label = Content(words)
        with box.prevent(Checkbox.Changed):
            box.value = ticked
        box.BUTTON_INNER = "X" if ticked else " "  # else colour alone would tell them apart
