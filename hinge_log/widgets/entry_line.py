"""Text fields of one line: one that takes pasted lines, and the line in which a screen lets something be typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from hinge_log.errors import EntryError
from hinge_log.text import NOTE_LIMIT


class TextField(Input):
    """Several pasted lines become one; what goes beyond the limit is left out, and told by `TextField.Cut`.

    Textual's own field keeps the first line, and nothing of a paste that is too long (8.2.8).
    """

    class Cut(Message):
        """So many characters of a paste did not fit."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

        @property
        def words(self) -> str:
            """What was left out, in a sentence."""
            return f"The last {self.count:,} characters did not fit and were left out."

    def on_paste(self, event: events.Paste) -> None:
        """Paste several lines as one."""
        event.stop()
        event.prevent_default()
        text = " ".join(event.text.split())
        start, end = sorted(self.selection)
        room = max(0, (self.max_length or len(text)) - len(self.value) + end - start)
        self.replace(text[:room], start, end)
        if len(text) > room:
            # Behind `Changed`, to which the screen says back what the field now holds.
            self.call_later(self.post_message, self.Cut(len(text) - room))


class EntryLine(TextField):
    """A text field of one line; `purpose` says what is being typed, "" while the line is closed.

    Posts `EntryLine.Edited` with each change, `EntryLine.Completed` on enter and `EntryLine.Closed` on esc. The line
    stays open until `close` is called.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "close", show=False),
        Binding("up", "recall(1)", "earlier entry", show=False),
        Binding("down", "recall(-1)", "later entry", show=False),
    ]
    DEFAULT_CSS = """
    EntryLine {
        height: 1; margin: 0 1; padding: 0; border: none; display: none; background: $surface; color: $foreground;
        &:focus { border: none; }
        &.-open { display: block; }
        &.-titled { height: 2; border-top: heavy $hl-ask; border-title-color: $hl-ask; border-title-style: bold; }
        &.-titled:focus { border-top: heavy $hl-ask; }
    }
    """

    class Typed(Message):
        """What stands in the line, and what it is for."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Edited(Typed):
        """The text changed while it is typed."""

    class Completed(Typed):
        """Enter was pressed."""

    class Closed(Typed):
        """Esc was pressed: nothing is to be done with the text."""

    def __init__(self, *, id: str = "entry") -> None:  # noqa: A002
        super().__init__(id=id, disabled=True, select_on_focus=False)
        self.cursor_blink = False
        self.purpose = ""
        self.recalls = True
        self.earlier: list[str] = []
        self._recalled = 0

    def open_for(self, purpose: str, text: str = "", *, recalls: bool = True, limit: int = NOTE_LIMIT) -> None:
        """Show the line with a text in it and take the keys, at once: what is typed next belongs here.

        It takes `limit` characters. Without `recalls` up and down are left to the screen: they move in the list that
        is searched.
        """
        self.show_title("")
        self.purpose = purpose
        self.recalls = recalls
        self.max_length = limit
        self.disabled = False
        self._recalled = 0
        self.value = " ".join(text.split("\n"))
        self.add_class("-open")
        self.cursor_position = len(self.value)
        self.screen.set_focus(self)

    def show_title(self, title: str) -> None:
        """Name above the line what is typed."""
        self.border_title = Content(f" {title} ")
        self.set_class(bool(title), "-titled")

    def close(self) -> None:
        """Hide the line and give the keys back to the screen."""
        self.purpose = ""
        self.remove_class("-open")
        self.value = ""
        self.disabled = True
        self.screen.set_focus(None)

    @on(Input.Changed)
    def _post_edited(self, message: Input.Changed) -> None:
        message.stop()
        if self.purpose:
            self.post_message(self.Edited(self.purpose, message.value))

    async def action_submit(self) -> None:
        """Hand the text over."""
        if self.purpose:
            if self.value.strip() and self.recalls:
                self.earlier.append(self.value)
            self.post_message(self.Completed(self.purpose, self.value))

    def action_cancel(self) -> None:
        """Close without doing anything with the text."""
        purpose, text = self.purpose, self.value
        self.close()
        self.post_message(self.Closed(purpose, text))

    def action_recall(self, step: int) -> None:
        """Show an earlier entry."""
        if not self.recalls:
            raise SkipAction
        if self.earlier:
            self._recalled = max(0, min(self._recalled + step, len(self.earlier)))
            self.value = self.earlier[-self._recalled] if self._recalled else ""
            self.cursor_position = len(self.value)


def error_status(error: EntryError, width: int) -> str:
    """An error in what was typed, with a caret under its place; without its hint where both do not fit in a line."""
    status = f"^ {error}"
    if len(status) > width - 2:
        status = f"^ {error.sentence}"  # a whole sentence is worth more than the start of two
    return " " * min(error.at, max(0, width - len(status) - 4)) + status
