"""A screen on which something can be typed: what every such screen does with its entry line."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from hinge_log.screens.base import LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.entry_line import EntryLine


class TypingScreen(LogBookScreen):
    """A page with an entry line over it.

    Subclasses open it with `type_in`, say in `told` what stands in the status line meanwhile, and do in `entered` what
    was asked for; they end with `shut`.
    """

    DEFAULT_CSS = "TypingScreen { layers: base above; }"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.entry = EntryLine()

    def compose(self) -> ComposeResult:
        """The page, and the entry line over it."""
        yield self.page
        yield self.entry

    # -- for subclasses ------------------------------------------------------------------------------------

    def told(self, purpose: str, text: str) -> str:
        """What the status line says while `text` is typed for a purpose."""
        return ""

    async def entered(self, purpose: str, text: str) -> None:
        """Do what was typed for a purpose, and shut the line; an error of ours leaves it open."""

    # -- what they use -------------------------------------------------------------------------------------

    @property
    def help_key(self) -> str:
        """The key of the help, also while letters are text."""
        return "F1" if self.entry.purpose else self.key_of("help")

    def say(self, status: str) -> None:
        """Say something in the status line."""
        self.status = status
        self.paint()

    def type_in(self, purpose: str, text: str = "") -> None:
        """Open the entry line for a purpose, with a text in it."""
        self.entry.open_for(purpose, text)
        self._keys.clear()
        self.say(self.told(purpose, text))

    def shut(self, status: str) -> None:
        """Close the entry line and say something."""
        self.entry.shut()
        self._keys.clear()
        self.say(status)

    # -- what it does by itself ----------------------------------------------------------------------------

    @on(Input.Changed, "#entry")
    def _typed(self, message: Input.Changed) -> None:
        if self.entry.purpose:
            self.say(self.told(self.entry.purpose, message.value))

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if self.entry.purpose:
            self.act(self.entered(self.entry.purpose, message.value))

    def on_key(self, event: events.Key) -> None:
        """In the entry line esc closes."""
        if self.entry.purpose and event.key == "escape":
            event.stop()
            event.prevent_default()
            self.shut("")

    def action_back(self) -> None:
        """Close the entry line, else go back."""
        if self.entry.purpose:
            self.shut("")
        else:
            super().action_back()
