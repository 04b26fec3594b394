"""The checks of a drill's set, the contacts of the stick, and what the rating would be."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from hinge_log.exercises.model import Item
from hinge_log.widgets.check_panel import CheckedSet, CheckPanel
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow


class DrillCheckList(Vertical):
    """A click on a check runs the action `mark`, on a contact that of its KeyHint."""

    DEFAULT_CSS = """
    DrillCheckList {
        CheckPanel { height: 1fr; }
        KeyRow { height: 1; }
        Static { height: auto; padding: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """The checks, the contacts, and the outcome."""
        yield CheckPanel()
        yield KeyRow()
        yield Static(markup=False)

    def show_checks(
        self,
        items: tuple[Item, ...],
        checked: CheckedSet,
        outcome: str,
        contacts: Sequence[KeyHint] = (),
        lost: int | None = None,
    ) -> None:
        """Show the marks of a set; `lost` is the index of the contact that was lost first."""
        panel, row = self.query_one(CheckPanel), self.query_one(KeyRow)
        panel.items, panel.checked = items, checked
        row.display = bool(contacts)
        row.keys = tuple(contacts)
        row.chosen = frozenset(() if lost is None else (lost,))
        self.query_one(Static).update(outcome)
