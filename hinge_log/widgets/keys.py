"""Keys that can be clicked: the line at the foot of a screen, and rows of keys that look like buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual import events
from textual.geometry import Region
from textual.message import Message

from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.widgets.line_panel import LinePanel, row_reactive


class KeyHint(NamedTuple):
    """What to press, one word for what it does, and the action that a click on it runs, "" for none."""

    key: str
    word: str
    action: str = ""


def large_keys(*texts: str) -> tuple[KeyHint, ...]:
    """Keys for a finger, each of a word and the action that it runs: "SAVE: write"."""
    return tuple(KeyHint("", *text.split(": ")) for text in texts)


class KeyPressed(Message):
    """A key was clicked; `action` is what it runs."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class KeyBar(LinePanel):
    """The keys of a screen, the most important first; the last are dropped when they do not fit, help never.

    The keys of a dialog are handed in and stand without help.
    """

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
            self.post_message(KeyPressed(hint.action))


class KeyRow(LinePanel):
    """One widget for all keys of a row: the compositor asks every widget between two changes for its lines.

    `chosen` are the indexes of the answers that are chosen. With `lead` the first key is the large one: it
    is wider, and in colour. `columns` wraps the keys into several rows of that many.
    """

    DEFAULT_CSS = "KeyRow { height: 1; padding: 0 1; pointer: pointer; }"

    keys: row_reactive[tuple[KeyHint, ...]] = row_reactive(())
    chosen: row_reactive[frozenset[int]] = row_reactive(frozenset())
    hovered: row_reactive[int] = row_reactive(-1)
    columns: row_reactive[int] = row_reactive(0)

    def __init__(self, *keys: KeyHint, lead: bool = False, columns: int = 0, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(KeyRow.keys, keys)
        self.set_reactive(KeyRow.columns, columns)
        self.lead = lead

    def _regions(self) -> list[Region]:
        """Where each key is, in cells of the content."""
        width, height = self.size
        if not self.keys or not width or not height:
            return []
        gap = 1
        columns = self.columns or len(self.keys)
        lines = -(-len(self.keys) // columns)
        tall = max(1, (height - (lines - 1) * (gap if height >= lines * 2 else 0)) // lines)
        regions: list[Region] = []
        first = width * 7 // 20 if self.lead and lines == 1 and columns > 1 else 0
        for index in range(len(self.keys)):
            line, column = divmod(index, columns)
            rest_columns = columns - (1 if first else 0)
            room = width - (first + gap if first else 0) - gap * (rest_columns - 1)
            each, spare = divmod(max(0, room), rest_columns)
            if first and not column:
                regions.append(Region(0, 0, first, tall))
                continue
            place = column - (1 if first else 0)
            x = (first + gap if first else 0) + place * (each + gap) + min(place, spare)
            y = line * (tall + (gap if height >= lines * 2 else 0))
            regions.append(Region(x, y, each + (1 if place < spare else 0), tall))
        return regions

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The keys, each in the middle of its region; where one is too narrow, words stand under keys."""
        rows: list[list[tuple[str, str]]] = [[] for _ in range(height)]
        mono = self.app.theme == "mono"
        regions = self._regions()
        narrow = any(
            hint.key and text_width(f"{hint.key} {hint.word}") > region.width - 2
            for hint, region in zip(self.keys, regions, strict=False)
        )
        for index, (hint, region) in enumerate(zip(self.keys, regions, strict=False)):
            is_chosen = index in self.chosen or (self.lead and not index)
            surface = "taken" if is_chosen else "hover" if index == self.hovered else "button"
            strong = "taken" if is_chosen else "hover" if index == self.hovered else "buttonkey"
            both = f"{hint.key} {hint.word}".strip()
            under = narrow and region.height > 2 and bool(hint.key)
            middle = region.y + region.height // 2
            for y in range(region.y, min(region.bottom, height)):
                row = rows[y]
                row.append((" " * (region.x - sum(text_width(text) for text, _ in row)), ""))
                texts: list[tuple[str, str]] = []
                if y == middle:
                    texts = [(hint.word, surface)] if under else [(hint.key, strong), (both[len(hint.key) :], surface)]
                elif under and y == middle - 1:
                    texts = [(hint.key, strong)]
                row += self._centred(texts, region.width, surface, brackets=mono and not is_chosen and y == middle)
        return [tuple(row) for row in rows]

    def _centred(
        self, texts: list[tuple[str, str]], width: int, surface: str, *, brackets: bool
    ) -> list[tuple[str, str]]:
        room = width - sum(text_width(text) for text, _ in texts)
        if room < 0:
            whole = "".join(text for text, _ in texts)
            return [(fit(whole, width).ljust(width), surface)]
        left, right = " " * (room // 2), " " * (room - room // 2)
        if brackets and len(left) and len(right):
            left, right = "[" + left[1:], right[1:] + "]"  # edges that colour would show
        return [(left, surface), *texts, (right, surface)]

    def _index_at(self, event: events.MouseEvent) -> int:
        offset = event.get_content_offset(self)
        if offset is None:
            return -1
        return next((index for index, region in enumerate(self._regions()) if region.contains_point(offset)), -1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the key under the mouse as such."""
        self.hovered = self._index_at(event)

    def on_leave(self) -> None:
        """Show none as hovered."""
        self.hovered = -1

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        index = self._index_at(event)
        if index >= 0 and self.keys[index].action:
            event.stop()
            self.post_message(KeyPressed(self.keys[index].action))
