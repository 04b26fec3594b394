"""The spot check: the last job against the everyday checklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.exercises.model import Item
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.key_bar import KeyBar, KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.panel_title import PanelTitle
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
        Binding("enter", "save", "save", id="everyday.done", tooltip="spot check: save it, the other checks passed"),
        Binding("s,q,escape", "leave", "discard", id="everyday.leave", tooltip="spot check: close it without saving"),
    ]
    DEFAULT_CSS = """
    SpotCheckDialog {
        background: $background;
        #spot-foot { dock: bottom; }
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
        yield RowList()
        yield KeyRow(KeyHint("⏎", "SAVE", "save"), KeyHint("esc", "discard", "leave"), lead=True)
        yield KeyBar(id="spot-foot")

    def on_mount(self) -> None:
        """Show the checks; the list leaves the keys to the dialog."""
        self.query_one(RowList).can_focus = False
        key_bar = self.query_one(KeyBar)
        last = len(self.items)
        key_bar.keys = (
            KeyHint(f"1-{last}", "failed, again: not seen"),
            KeyHint("⏎", "save", "save"),
            KeyHint("esc", "discard", "leave"),
        )
        key_bar.help_hint = KeyHint("", "")
        self._show_items()

    def _show_items(self) -> None:
        self.query_one(RowList).show_rows(self._row(number, item) for number, item in enumerate(self.items, 1))

    def _row(self, number: int, item: Item) -> ListRow:
        failed = self.failures.get(item.id, 0)
        if failed:
            sign, text, style = "▲", item.fault_text, "fault"
        elif failed is None:
            sign, text, style = "?", f"{item.cue}: not seen", "muted"
        else:
            sign, text, style = "□", item.cue, "text"
        first = ((f"{number} ", "chosen"), (f"{sign} ", style), (text, style))
        return ListRow(f"check-{number}", (first, (("    ", ""), (item.look_for, "muted"))))

    @on(RowList.OptionSelected)
    def _toggle_clicked(self, message: RowList.OptionSelected) -> None:
        self.action_mark(message.option_index + 1)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what was clicked."""
        message.stop()
        await self.run_action(message.action)

    async def on_key_row_pressed(self, message: KeyRow.Pressed) -> None:
        """Do what was tapped."""
        message.stop()
        await self.run_action(message.action)

    def action_mark(self, number: int) -> None:
        """A check failed; again: it could not be seen; again: it passed."""
        if number <= len(self.items):
            item = self.items[number - 1].id
            self.failures[item] = _NEXT[self.failures.get(item, 0)]
            self._show_items()

    def action_save(self) -> None:
        """Give the checks that failed."""
        self.dismiss(self.failures)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
