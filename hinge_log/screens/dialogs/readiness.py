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
from hinge_log.widgets.flow_panel import FlowPanel
from hinge_log.widgets.key_bar import KeyBar, KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.panel_title import PanelTitle, panel_rule

_KEYS = (KeyHint("y", "NONE APPLIES", "answer(True)"), KeyHint("esc", "close", "answer(False)"))


class ReadinessDialog(Dialog[bool]):
    """Gives whether the lifter says that none of these applies today."""

    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "none", id="ladder.ready", tooltip="readiness questions: none of these applies"),
        Binding("escape,q,enter", "answer(False)", "close", id="ladder.close", tooltip="close the readiness questions"),
    ]
    DEFAULT_CSS = """
    ReadinessDialog {
        background: $background;
        VerticalScroll { height: 1fr; }
        FlowPanel { max-width: 82; }
        KeyRow { height: 3; margin-bottom: 1; display: none; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """The questions, and how to answer them."""
        yield PanelTitle("Before you lift: does any of these apply to you?", asks=True)
        with VerticalScroll():
            yield FlowPanel()
        yield KeyRow(*_KEYS, lead=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the questions."""
        key_bar = self.query_one(KeyBar)
        key_bar.keys = (KeyHint("y", "none applies today", "answer(True)"), KeyHint("esc", "close", "answer(False)"))
        key_bar.help_hint = KeyHint("", "")
        self.query_one(FlowPanel).flow = question_rows

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what was clicked."""
        message.stop()
        await self.run_action(message.action)

    async def on_key_row_pressed(self, message: KeyRow.Pressed) -> None:
        """Do what was tapped."""
        message.stop()
        await self.run_action(message.action)

    def action_answer(self, none_applies: bool) -> None:
        """Give the answer."""
        self.dismiss(none_applies)


def question_rows(width: int) -> list[Row]:
    """The questions by what to do about a yes."""
    rows: list[Row] = []
    for heading, entries in READINESS:
        rows += [(), panel_rule(heading, width)] if rows else [panel_rule(heading, width)]
        for entry in entries:
            rows += hanging(((" · ", "muted"),), entry, width - 1)
    return rows
