"""The one line in which a screen lets something be typed: hidden and out of the way until it is opened."""

from __future__ import annotations

from textual.widgets import Input

from hinge_log.text import NOTE_LIMIT


class EntryLine(Input):
    """A text field of one line at the foot of a screen, two rows above its end.

    `purpose` says what is being typed, "" while the line is closed. The screen needs `layers: base above`.
    """

    DEFAULT_CSS = """
    EntryLine {
        layer: above; dock: bottom; height: 1; margin: 0 1 2 1; padding: 0; border: none; display: none;
        background: $surface; color: $foreground;
        &:focus { border: none; }
        &.-open { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="entry", disabled=True, select_on_focus=False, max_length=NOTE_LIMIT)
        self.cursor_blink = False
        self.purpose = ""

    def open_for(self, purpose: str, text: str = "") -> None:
        """Show the line with a text in it and take the keys."""
        self.purpose = purpose
        self.disabled = False
        text = " ".join(text.splitlines())  # one line shows one line
        self.value = text
        self.add_class("-open")
        self.cursor_position = len(text)
        self.screen.set_focus(self)  # at once: what is typed next belongs here

    def shut(self) -> None:
        """Hide the line and give the keys back to the screen."""
        self.purpose = ""
        self.remove_class("-open")
        self.value = ""
        self.disabled = True
        self.screen.set_focus(None)
