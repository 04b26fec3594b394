"""Export: the log as a file, in one of four formats; a file that is there stays as it is."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Label, RadioButton, RadioSet

from hinge_log.clock import to_date
from hinge_log.errors import HingeLogError
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.store.store import Store
from hinge_log.text import shown
from hinge_log.widgets.key_bar import KeyBar, KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.status_line import StatusLine
from hinge_log.widgets.title_bar import TitleBar

FORMATS = (
    ("jsonl", "everything, for hinge-log"),
    ("csv", "a table for spreadsheets"),
    ("strong", "a table for other apps"),
    ("md", "pages to read"),
)
"""The name of each format, which is its ending too, and what it is for."""

_ENDINGS = {"strong": "csv"}


class ExportDialog(Dialog[str | None]):
    """Gives a sentence about the file that was written, or None."""

    AUTO_FOCUS = "#target"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "format", id="export.down", tooltip="next format"),
        Binding("up", "move(-1)", "format", id="export.up", tooltip="previous format"),
        Binding("escape", "leave", "close", id="export.close", tooltip="close without writing"),
    ]
    DEFAULT_CSS = """
    ExportDialog {
        background: $background;
        RadioSet { width: 100%; height: auto; border: none; background: transparent; padding: 0 1; margin: 1 0; }
        RadioButton { background: transparent; padding: 0; width: 100%; }
        RadioButton > .toggle--button { color: $primary; background: transparent; }
        RadioButton.-on > .toggle--button { color: $primary; background: transparent; }
        Label { padding: 0 1; color: $hl-muted; }
        #target {
            height: 1; margin: 0 1 1 1; border: none; padding: 0; background: $surface;
            &:focus { border: none; }
        }
        StatusLine { color: $hl-ask; }
        KeyRow { display: none; height: 3; margin: 1 0; }
        KeyBar { dock: bottom; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
        &.-low RadioSet, &.-mini RadioSet { margin: 0; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.is_writing = False
        self.target = Input(self._path("jsonl"), id="target", max_length=1000, select_on_focus=False, compact=True)
        self.target.cursor_blink = False
        self.format_at = 0

    def compose(self) -> ComposeResult:
        """The formats, the path, and how to write it."""
        yield TitleBar()
        with RadioSet(compact=True):
            for index, (name, words) in enumerate(FORMATS):
                yield RadioButton(Content(f"{name:<8}{words}"), value=not index)
        yield Label("Save as (a new file)", markup=False)
        yield self.target
        yield StatusLine()
        yield KeyRow(KeyHint("", "SAVE", "write"), KeyHint("", "close", "leave"), lead=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Write title and keys; the arrows change the format while the path has the focus."""
        self.query_one(RadioSet).can_focus = False
        self._mark_format()
        title_bar, key_bar = self.query_one(TitleBar), self.query_one(KeyBar)
        title_bar.left, title_bar.right = (("Export", "strong"),), "The log stays as it is."
        key_bar.keys = (KeyHint("⏎", "save", "write"), KeyHint("↑↓", "format", "move(1)"),
                        KeyHint("esc", "close", "leave"))  # fmt: skip
        key_bar.help_hint = KeyHint("", "")

    def _path(self, format: str) -> str:  # noqa: A002 - the word of the command line
        day = to_date(self.context.today).isoformat()
        return os.path.join("~", f"hinge-log-{day}.{_ENDINGS.get(format, format)}")

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).text = text

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what was clicked."""
        message.stop()
        await self.run_action(message.action)

    async def on_key_row_pressed(self, message: KeyRow.Pressed) -> None:
        """Do what was tapped."""
        message.stop()
        await self.run_action(message.action)

    def action_move(self, by: int) -> None:
        """Take another format."""
        buttons = list(self.query(RadioButton))
        buttons[(self.format_at + by) % len(buttons)].value = True

    @on(RadioSet.Changed)
    def _use_format(self, message: RadioSet.Changed) -> None:
        """The path follows the format while it is the suggested one."""
        if self.target.value == self._path(FORMATS[self.format_at][0]):
            self.target.value = self._path(FORMATS[message.index][0])
            self.target.cursor_position = len(self.target.value)
        self.format_at = message.index
        self._mark_format()
        self._say("")

    def _mark_format(self) -> None:
        """Give the chosen format another sign: colour alone would tell it apart."""
        for index, button in enumerate(self.query(RadioButton)):
            button.BUTTON_INNER = "●" if index == self.format_at else "○"
            button.refresh()

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file."""
        if not self.is_writing:
            self.is_writing = True
            self.run_worker(self._write())

    async def _write(self) -> None:
        from hinge_log.exchange.out import lines
        from hinge_log.exchange.saving import save_new
        from hinge_log.store.safety.dump import documents, iter_workouts
        from hinge_log.store.set_extras import every_extra

        path = os.path.expanduser(self.target.value.strip())
        name = FORMATS[self.format_at][0]

        def work(store: Store) -> None:
            save_new(
                path,
                lines(
                    name,
                    workouts=lambda: iter_workouts(store),
                    documents=lambda: documents(store),
                    name_of=lambda key: self.context.exercise(key).name,
                    extras=lambda: every_extra(store),
                ),
            )

        self._say("Writing ...")
        try:
            if not path or os.path.isdir(path):
                self._say("Type the name of a file.")
                return
            await self.context.gateway.do(work)
        except HingeLogError as error:
            self._say(str(error))
            return
        finally:
            self.is_writing = False
        self.dismiss(f"Written: {shown(path)}")

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
