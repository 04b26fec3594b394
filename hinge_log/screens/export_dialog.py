"""Export: the log as a file, in one of four formats; a file that is there stays as it is."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from hinge_log.charts.cells import Grid, fit
from hinge_log.charts.pages.parts import NARROW, Button, buttons, title_bar
from hinge_log.clock import to_date
from hinge_log.errors import HingeLogError
from hinge_log.screens.context import Context
from hinge_log.store.store import Store
from hinge_log.text import shown
from hinge_log.widgets.page import Page

FORMATS = (
    ("jsonl", "everything, to be read by hinge-log again"),
    ("csv", "a table, one row a set, for spreadsheets"),
    ("strong", "the table of Strong, which other loggers take"),
    ("md", "pages to read"),
)
"""The name of each format, which is its ending too, and what it is for."""

_ENDINGS = {"strong": "csv"}


class ExportDialog(ModalScreen[str | None]):
    """Gives a sentence about the file that was written, or None."""

    AUTO_FOCUS = "#target"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "format", id="export.down"),
        Binding("up", "move(-1)", "format", id="export.up"),
        Binding("escape", "leave", "close", id="export.close"),
    ]
    DEFAULT_CSS = """
    ExportDialog {
        background: $background; layers: base above;
        #target {
            layer: above; dock: top; height: 1; margin: 7 1 0 1; border: none; padding: 0; background: $surface;
        }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)
        self.at = 0
        self.status = ""
        self.writing = False
        self.target = Input(self._path("jsonl"), id="target", max_length=1000, select_on_focus=False)
        self.target.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, and the path over it."""
        yield self.page
        yield self.target

    def _path(self, format: str) -> str:  # noqa: A002 - the word of the command line
        day = to_date(self.context.today).isoformat()
        return os.path.join("~", f"hinge-log-{day}.{_ENDINGS.get(format, format)}")

    def on_resize(self) -> None:
        """Lay out anew."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        if width < 1 or height < 1:
            return
        grid = Grid(width, height)
        for place, (name, words) in enumerate(FORMATS):
            here = place == self.at
            grid.put(1, 1 + place, "▸" if here else " ", "chosen")
            grid.put(3, 1 + place, name, ("chosen" if here else "text") + f">pick({place})")
            grid.put(11, 1 + place, fit(words, width - 12), ("text" if here else "muted") + f">pick({place})")
        grid.put(1, 6, fit("File (it must not be there yet)", width - 2), "muted")
        grid.put(1, 9, fit(self.status, width - 2), "ask")
        if width < NARROW and height >= 16:
            buttons(grid, 1, 11, width - 2, 3, [Button("close", "leave"), Button("WRITE", "write", chosen=True)])
        rows = grid.rows()
        rows[0] = title_bar([("Export", "barstrong")], "the log stays as it is", width)
        if height > 1:
            rows[-1] = ((" ", ""), (fit("↑↓ format  enter writes it  esc closes", width - 2), "muted"))
        self.page.show(rows[:height])

    def on_key(self, event: events.Key) -> None:
        """Let the formats move while the field has the focus."""
        if event.key in ("down", "up"):
            event.stop()
            self.action_move(1 if event.key == "down" else -1)

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Run what was tapped."""
        message.stop()
        await self.run_action(message.action)

    def action_move(self, by: int) -> None:
        """Take another format; the path follows while it is the proposed one."""
        self.action_pick((self.at + by) % len(FORMATS))

    def action_pick(self, place: int) -> None:
        """Take the format that was tapped."""
        if self.target.value == self._path(FORMATS[self.at][0]):
            self.target.value = self._path(FORMATS[place][0])
            self.target.cursor_position = len(self.target.value)
        self.at, self.status = place, ""
        self._paint()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Write the file."""
        if not self.writing:
            self.writing = True
            self.run_worker(self._write())

    async def _write(self) -> None:
        from hinge_log.exchange.out import lines
        from hinge_log.exchange.saving import save_new
        from hinge_log.store.safety.dump import documents, iter_workouts

        path = os.path.expanduser(self.target.value.strip())
        name = FORMATS[self.at][0]

        def work(store: Store) -> None:
            save_new(
                path,
                lines(
                    name,
                    workouts=lambda: iter_workouts(store),
                    documents=lambda: documents(store),
                    name_of=lambda key: self.context.exercise(key).name,
                ),
            )

        self.status = "Writing ..."
        self._paint()
        try:
            if not path or os.path.isdir(path):
                self.status = "Type the name of a file."
                return
            await self.context.gateway.do(work)
        except HingeLogError as error:
            self.status = str(error)
            return
        finally:
            self.writing = False
            self._paint()
        self.dismiss(f"Written: {shown(path)}")

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
