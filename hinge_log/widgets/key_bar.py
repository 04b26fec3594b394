"""The line of keys at the foot of a screen: it always fits, and always ends with help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual import events
from textual.message import Message

from hinge_log.charts.cells import Row, text_width
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class KeyHint(NamedTuple):
    """What to press, one word for what it does, and the action that a click on it runs, "" for none."""

    key: str
    word: str
    action: str = ""


class KeyBar(LinePanel):
    """The keys of a screen, the most important first; the last are dropped when they do not fit, help never.

    The keys of a dialog are handed in and stand without help.
    """

    class Pressed(Message):
        """A key of the bar was clicked."""

        def __init__(self, key_bar: KeyBar, action: str) -> None:
            super().__init__()
            self.key_bar = key_bar
            self.action = action

        @property
        def control(self) -> KeyBar:
            """The key bar that was clicked."""
            return self.key_bar

    DEFAULT_CSS = "KeyBar { height: 1; padding: 0 1; }"

    keys: row_reactive[tuple[KeyHint, ...]] = row_reactive(())
    help_hint: row_reactive[KeyHint] = row_reactive(KeyHint("?", "help", "help"))
    hovered: row_reactive[str] = row_reactive("")

    def __init__(self, *keys: KeyHint, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        if keys:
            self.set_reactive(KeyBar.keys, keys)
            self.set_reactive(KeyBar.help_hint, KeyHint("", ""))

    def _places(self, width: int) -> list[tuple[int, KeyHint]]:
        """The cell at which each key that fits begins."""
        end = text_width(self.help_hint.key) + text_width(self.help_hint.word) + 1
        x, places = 0, []
        for hint in self.keys:
            needs = text_width(hint.key) + 1 + text_width(hint.word)
            if x + needs + 2 + end > width:
                break
            places.append((x, hint))
            x += needs + 2
        return [*places, (max(0, width - end), self.help_hint)] if self.help_hint.key else places

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """One row."""
        row: list[tuple[str, str]] = []
        x = 0
        for start, hint in self._places(width):
            hovered = bool(hint.action) and hint.action == self.hovered
            word = (f" {hint.word}", "strong" if hovered else "muted")
            row += [(" " * (start - x), ""), (hint.key, "chosen" if hovered else "strong"), word]
            x = start + text_width(hint.key) + 1 + text_width(hint.word)
        yield tuple(row)

    def _hint_at(self, event: events.MouseEvent) -> KeyHint | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        ends = ((start, start + text_width(hint.key) + 1 + text_width(hint.word), hint)
                for start, hint in self._places(self.size.width))  # fmt: skip
        return next((hint for start, end, hint in ends if start <= offset.x < end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would run."""
        hint = self._hint_at(event)
        self.hovered = hint.action if hint else ""

    def on_leave(self) -> None:
        """Show nothing as hovered."""
        self.hovered = ""

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        hint = self._hint_at(event)
        if hint and hint.action:
            event.stop()
            self.post_message(self.Pressed(self, hint.action))
