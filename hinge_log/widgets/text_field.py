"""A text field of one line into which several lines can be pasted."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input


class TextField(Input):
    """Several pasted lines become one; what goes beyond the limit is left out, and told by `TextField.Cut`.

    Textual's own field keeps the first line, and nothing of a paste that is too long (8.2.8).
    """

    class Cut(Message):
        """So many characters of a paste did not fit."""

        def __init__(self, text_field: TextField, count: int) -> None:
            super().__init__()
            self.text_field = text_field
            self.count = count

        @property
        def control(self) -> TextField:
            """The field that is full."""
            return self.text_field

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
            self.call_later(self.post_message, self.Cut(self, len(text) - room))
