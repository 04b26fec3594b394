"""The readiness questions: what to see a doctor about before the first lift."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from hinge_log.charts.cells import Row
from hinge_log.charts.flow import hanging
from hinge_log.exercises.safety import READINESS
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.widgets.keys import KeyBar, KeyRow
from hinge_log.widgets.panels import FlowPanel, PanelTitle


class ReadinessDialog(Dialog[bool]):
    """Gives whether the lifter says that none of these applies today."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "none", id="ladder.ready", tooltip="readiness questions: none of these apply"),
        Binding("escape,q,enter", "answer(False)", "close", id="ladder.close", tooltip="close the readiness questions"),
    ]
    DEFAULT_CSS = """
    ReadinessDialog {
        VerticalScroll { height: 1fr; }
        FlowPanel { max-width: 82; padding: 0 1; }
        KeyRow { height: 3; margin-bottom: 1; display: none; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """The questions, and how to answer them."""
        yield PanelTitle("Before you lift", asks=True)
        with VerticalScroll():
            yield FlowPanel()
        close = self.hint("ladder.close")
        yield KeyRow(self.hint("ladder.ready: NONE APPLY"), close, lead=True)
        yield KeyBar(self.hint("ladder.ready: none apply today"), close)

    def on_mount(self) -> None:
        """Show the questions."""
        self.query_one(FlowPanel).flow = question_rows

    def action_answer(self, none_applies: bool) -> None:
        """Give the answer."""
        self.dismiss(none_applies)


def question_rows(width: int) -> list[Row]:
    """The questions by what to do about a yes."""
    rows: list[Row] = []
    for heading, entries in READINESS:
        rows += [(), *hanging((), heading, width, "strong")]
        for entry in entries:
            rows += hanging(((" · ", "muted"),), entry, width - 1)
    return rows
