"""Export: the log as a file, in one of four formats; a file that is there stays as it is."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Label, RadioButton, RadioSet

from hinge_log.clock import to_date
from hinge_log.errors import HingeLogError
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.text import shown
from hinge_log.widgets.entry_line import TextField
from hinge_log.widgets.keys import KeyBar, KeyHint, KeyRow
from hinge_log.widgets.panels import StatusLine, TitleBar

FORMATS = {
    "jsonl": "everything, for hinge-log",
    "csv": "a table for spreadsheets",
    "strong": "a table for other apps",
    "md": "pages to read",
}
"""What each format is for, by its name, which is its ending too."""

_ENDINGS = {"strong": "csv"}


class ExportDialog(Dialog[str | None]):
    """Gives a sentence about the file that was written, or None."""

    AUTO_FOCUS = "#target"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", "format", id="export.down", tooltip="next format"),
        Binding("up", "choose(-1)", "format", id="export.up", tooltip="previous format"),
        Binding("escape", "leave", "close", id="export.close", tooltip="close without writing"),
    ]
    DEFAULT_CSS = """
    ExportDialog {
        RadioSet { width: 100%; border: none; background: transparent; padding: 0 1; margin: 1 0; }
        RadioButton { width: 100%; padding: 0; background: transparent; }
        RadioButton > .toggle--button, RadioButton.-on > .toggle--button { color: $primary; background: transparent; }
        Label { padding: 0 1; color: $hl-muted; }
        #target {
            height: 1; margin: 0 1 1 1; border: none; padding: 0; background: $surface;
            &:focus { border: none; }
        }
        StatusLine { color: $hl-ask; }
        KeyRow { display: none; height: 3; margin: 1 0; }
        &.-narrow.-std KeyRow, &.-narrow.-tall KeyRow { display: block; }
        &.-low RadioSet, &.-mini RadioSet { margin: 0; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.is_writing = False
        self.format = "jsonl"
        self.target = TextField(self._path(), id="target", max_length=1000, select_on_focus=False, compact=True)
        self.target.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The formats, the path, and how to write it."""
        yield TitleBar("Export", "The log stays as it is.")
        with RadioSet(compact=True):
            for name, words in FORMATS.items():
                yield RadioButton(Content(f"{name:<8}{words}"), value=name == self.format)
        yield Label("Save as (a new file)", markup=False)
        yield self.target
        yield StatusLine()
        yield KeyRow(KeyHint("", "SAVE", "write"), KeyHint("", "close", "leave"), lead=True)
        yield KeyBar(
            KeyHint("⏎", "save", "write"), KeyHint("↑↓", "format", "choose(1)"),
            self.hint("export.close"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """The arrows choose while the path has the focus."""
        self.query_one(RadioSet).can_focus = False
        self._mark_format()

    def _mark_format(self) -> None:
        """Give the chosen format another sign: the library tells it apart by colour alone."""
        for button in self.query(RadioButton):
            button.BUTTON_LEFT, button.BUTTON_RIGHT = " ", " "
            button.BUTTON_INNER = "●" if button.value else "○"
            button.refresh()

    def _path(self) -> str:
        day = to_date(self.context.today).isoformat()
        return os.path.join("~", f"hinge-log-{day}.{_ENDINGS.get(self.format, self.format)}")

    def _say(self, text: str) -> None:
        self.query_one(StatusLine).text = text

    @on(TextField.Cut)
    def _text_cut(self, message: TextField.Cut) -> None:
        self._say(message.words)

    def action_choose(self, by: int) -> None:
        """Choose the next format, or the one before."""
        radio_set = self.query_one(RadioSet)
        buttons = list(radio_set.query(RadioButton))
        buttons[(radio_set.pressed_index + by) % len(buttons)].value = True

    @on(RadioSet.Changed)
    def _use_format(self, message: RadioSet.Changed) -> None:
        """The path follows the format while it is the suggested one."""
        is_suggested = self.target.value == self._path()
        self.format = list(FORMATS)[message.index]
        if is_suggested:
            self.target.value = self._path()
            self.target.cursor_position = len(self.target.value)
        self._mark_format()
        self._say("")

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Write the file."""
        if not self.is_writing:
            self.is_writing = True
            self.run_worker(self._write())

    async def _write(self) -> None:
        from hinge_log.exchange.export import export_lines
        from hinge_log.files import save_new
        from hinge_log.store.safety.dump import documents, iter_workouts
        from hinge_log.store.set_extras import every_extra

        path, name = os.path.expanduser(self.target.value.strip()), self.format

        def work(store: Store) -> None:
            save_new(
                path,
                export_lines(
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


def export_log(screen: MainScreen[Any]) -> None:
    """Ask for the format and the path of a file, write it, and say so."""

    def exported(words: str | None) -> None:
        screen.status = words or screen.status

    screen.app.push_screen(ExportDialog(screen.context), exported)
