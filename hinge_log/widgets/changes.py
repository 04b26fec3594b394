"""What a terminal is sent when cells of a page change: the changed cells alone, each style named once.

The library's own partial update repaints a row from its left edge to the last changed cell; a clock that ticks at the
right edge would paint whole rows each second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import CompositorUpdate

from hinge_log.charts.cells import Row, narrow

Cells = Sequence[tuple[str, str]]
"""The cells of a line: character and style name."""

_NEAR = 4
"""Cells that are painted again rather than stepped over: moving the cursor takes as many bytes."""


def cells_of(row: Row, width: int) -> Cells | None:
    """The cells of a row, filled to `width`; None when a character takes none or two of them."""
    texts = "".join([text for text, _ in row])
    if not narrow(texts):
        return None
    styles: list[str] = []
    for text, style in row:
        styles += [style or "text"] * len(text)
    room = width - len(styles)
    if room:
        texts, styles = texts + " " * room, styles + ["text"] * room
    return list(zip(texts[:width], styles, strict=False))


def runs(before: Cells, after: Cells) -> list[tuple[int, int]]:
    """From which cell to which one two lines differ; runs that lie near each other are one."""
    found: list[tuple[int, int]] = []
    for x, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            if found and x - found[-1][1] < _NEAR:
                found[-1] = (found[-1][0], x + 1)
            else:
                found.append((x, x + 1))
    return found


class Changes(CompositorUpdate):
    """Runs of changed cells as (x, y, cells), in the place that the page has on the screen."""

    def __init__(self, parts: Iterable[tuple[int, int, Cells]], style_of: Callable[[str], Style]) -> None:
        self._parts = parts
        self._style_of = style_of

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal: moves, styles where they change, texts."""
        system = console._color_system or ColorSystem.TRUECOLOR
        sent: list[str] = []
        present: tuple[str, str, str] = ("", "", "")
        for x, y, cells in self._parts:
            sent.append(f"\x1b[{y + 1};{x + 1}H")
            for name, run in groupby(cells, _style_name):
                wanted = codes(self._style_of(name), system)
                if wanted != present:
                    sent.append(_change(present, wanted))
                    present = wanted
                sent += [char for char, _ in run]
        if any(present):
            sent.append("\x1b[0m")
        return "".join(sent)


def _style_name(cell: tuple[str, str]) -> str:
    return cell[1]


def _change(present: tuple[str, str, str], wanted: tuple[str, str, str]) -> str:
    """The sequence that leads from one style to another; only what it adds is said where nothing is taken off."""
    gone = any(old and not new for old, new in zip(present, wanted, strict=True))
    if gone or (present[0] and present[0] != wanted[0]):
        return f"\x1b[{';'.join(('0', *filter(None, wanted)))}m"
    return f"\x1b[{';'.join(new for old, new in zip(present, wanted, strict=True) if old != new)}m"


@lru_cache(1024)
def codes(style: Style, system: ColorSystem) -> tuple[str, str, str]:
    """The SGR parameters of a style (ECMA-48 8.3.117): those of its attributes, its colour, its background."""
    marks = (style.bold, style.dim, style.italic, style.underline, None, None, style.reverse, None, style.strike)
    attributes = ";".join(str(number) for number, mark in enumerate(marks, 1) if mark)
    colour, background = (
        "" if each is None else ";".join(each.downgrade(system).get_ansi_codes(foreground=front))
        for each, front in ((style.color, True), (style.bgcolor, False))
    )
    return attributes, colour, background
