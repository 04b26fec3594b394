"""The spot check: the last job against the everyday checklist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.flow import hanging
from hinge_log.exercises.model import Item
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyBar, KeyHint, KeyRow
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList

Failures = dict[str, int | None]
"""Reps that failed by item id: 1 failed, None could not be seen; an item that is missing passed."""

_NEXT: dict[int | None, int | None] = {0: 1, 1: None, None: 0}


class SpotCheckDialog(Dialog[Failures | None]):
    """Gives the checks that failed, or None when it is closed without saving."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"mark({n})", "failed", id=f"everyday.{n}", tooltip=f"spot check: check {n} failed")
            for n in range(1, 9)
        ),
        Binding("enter", "save", "save", id="everyday.done", tooltip="spot check: save; the other checks passed"),
        Binding("escape,q,s", "leave", "discard", id="everyday.leave", tooltip="spot check: close without saving"),
    ]
    DEFAULT_CSS = """
    SpotCheckDialog {
        KeyRow { height: 3; display: none; dock: bottom; margin-bottom: 1; }
        RowList { padding: 1 1; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
        &.-low RowList, &.-mini RowList { padding: 0; }
    }
    """

    def __init__(self, place: str, items: Sequence[Item]) -> None:
        super().__init__()
        self.place = place
        self.items = tuple(items)
        self.failures: Failures = {}

    def compose(self) -> ComposeResult:
        """The checks, and how to save them."""
        yield PanelTitle(f"Spot check: {self.place}. Which checks failed?", asks=True)
        yield RowList(takes_focus=False)
        save, discard = map(self.hint, ("everyday.done", "everyday.leave"))
        yield KeyRow(save._replace(word="SAVE"), discard, lead=True)
        yield KeyBar(KeyHint(f"1-{len(self.items)}", "failed; again: not seen"), save, discard)

    def on_mount(self) -> None:
        """Show the checks."""
        self._show_items()

    def _show_items(self) -> None:
        rows = self.query_one(RowList)
        rows.show_rows(self._row(number, item) for number, item in enumerate(self.items, 1))
        rows.highlighted = None  # the keys are digits, and a tap marks at once

    def _row(self, number: int, item: Item) -> ListRow:
        failed = self.failures.get(item.id, 0)
        if failed:
            sign, text, style = "▲", item.fault_text, "fault"
        elif failed is None:
            sign, text, style = "?", f"{item.cue}: not seen", "muted"
        else:
            sign, text, style = "□", item.cue, "text"
        lead = ((f"{number} ", "chosen"), (f"{sign} ", style))
        return ListRow(f"check-{number}", partial(_check_rows, lead, (text, style), item.look_for))

    @on(RowList.OptionSelected)
    def _toggle_clicked(self, message: RowList.OptionSelected) -> None:
        self.action_mark(message.option_index + 1)

    def action_mark(self, number: int) -> None:
        """A check failed; again: it could not be seen; again: it passed."""
        if number <= len(self.items):
            item = self.items[number - 1].id
            self.failures[item] = _NEXT[self.failures.get(item, 0)]
            self._show_items()

    def action_save(self) -> None:
        """Give the checks that failed."""
        self.dismiss(self.failures)


def _check_rows(lead: Row, text: tuple[str, str], look_for: str, width: int) -> list[Row]:
    return [*hanging(lead, text[0], width, text[1]), *hanging((("    ", ""),), look_for, width, "muted")]
