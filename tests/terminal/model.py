"""What a terminal keeps: its screen, its bells and titles, and which of its modes a program has left switched on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

import pyte

Cell = tuple[str, str, str, bool, bool]
"""A character with its colours, bold and reverse."""

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
AFTER = {1049: False, 1000: False, 1002: False, 1003: False, 1004: False, 1006: False, 1015: False, 1016: False,
         2004: False, 2048: False, 25: True, 7: True}  # fmt: skip
"""How a shell wants its terminal back (DEC private modes): no alternate screen, no mouse, cursor on, wrapping."""


class Model(pyte.Screen):
    """A screen that counts bells and keeps titles; it may draw ambiguous glyphs wide, and answer questions."""

    def __init__(
        self, columns: int, rows: int, *, wide: bool = False, answer: Callable[[str], None] | None = None
    ) -> None:
        self.bells = 0
        self.titles: list[str] = []
        self._wide = wide
        self._answer = answer
        self._shell: dict[int, Any] | None = None
        super().__init__(columns, rows)

    def bell(self, *_: Any) -> None:
        """Count it."""
        self.bells += 1

    def set_title(self, param: str) -> None:
        """Keep it; what is left of another command that the library takes for a title is none."""
        if not param.startswith(";"):
            super().set_title(param)
            self.titles.append(param)

    def set_mode(self, *modes: int, **how: Any) -> None:
        """Put the shell's screen aside for an empty one (xterm, mode 1049), besides what the library knows."""
        super().set_mode(*modes, **how)
        if how.get("private") and 1049 in modes and self._shell is None:
            self._shell = {y: copy(line) for y, line in self.buffer.items()}
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **how: Any) -> None:
        """Bring the shell's screen back."""
        super().reset_mode(*modes, **how)
        if how.get("private") and 1049 in modes and self._shell is not None:
            self.buffer.clear()
            self.buffer.update(self._shell)
            self._shell = None
            self.dirty.update(range(self.lines))

    def write_process_input(self, data: str) -> None:
        """Answer what was asked, where the terminal is one that answers."""
        if self._answer:
            self._answer(data)

    def draw(self, data: str) -> None:
        """Draw text; glyphs of ambiguous width (UAX #11) take two columns in a terminal that is set so."""
        if not self._wide:
            super().draw(data)
            return
        for character in data:
            super().draw(character)
            if unicodedata.east_asian_width(character) == "A":
                super().draw(" ")

    def cells(self, dead: Mapping[str, str] | None = None) -> list[list[Cell]]:
        """Every cell, row by row; `dead` gives characters to be read as others."""
        return [
            [
                ((dead or {}).get(c.data, c.data), str(c.fg), str(c.bg), bool(c.bold), bool(c.reverse))
                for c in (self.buffer[y][x] for x in range(self.columns))
            ]
            for y in range(self.lines)
        ]


def left_on(raw: bytes) -> dict[str, bool]:
    """The modes that a program switched and did not switch back, and whether the keyboard protocol is still on."""
    modes: dict[int, bool] = {}
    for match in _MODE.finditer(raw):
        for number in match[1].split(b";"):
            modes[int(number)] = match[2] == b"h"
    found = {str(number): on for number, on in modes.items() if number in AFTER and on is not AFTER[number]}
    pushed, popped = len(re.findall(rb"\x1b\[>\d+u", raw)), len(re.findall(rb"\x1b\[<\d*u", raw))
    return found | ({"keyboard": True} if pushed > popped else {})
