"""The drawn screen: its text as a terminal shows it, and clicks on what can be read there."""

from __future__ import annotations

import html
import re
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

_TEXT = re.compile(
    r'<text class="[^"]*-r\d+" x="([\d.]+)"[^>]*clip-path="url\(#[^)]*-line-(\d+)\)">(.*?)</text>', re.DOTALL
)
_CELL = 12.2
"""The width of a cell in Textual's screenshots."""


def drawn_rows(app: App[Any]) -> list[str]:
    """The rows of the terminal, from the exported screenshot."""
    rows = [""] * app.size.height
    for x, line, text in _TEXT.findall(app.export_screenshot()):
        row = rows[int(line)]
        rows[int(line)] = (
            row + " " * (round(float(x) / _CELL) - cell_len(row)) + html.unescape(text).replace("\xa0", " ")
        )
    return [row.rstrip() for row in rows]


def drawn(app: App[Any]) -> str:
    """The whole terminal as text."""
    return "\n".join(drawn_rows(app))


def place_of(app: App[Any], text: str, *, nth: int = 0) -> tuple[int, int]:
    """The cell in which the `nth` occurrence of a text begins, (x, y)."""
    places = [
        (cell_len(row[: match.start()]), y)
        for y, row in enumerate(drawn_rows(app))
        for match in re.finditer(re.escape(text), row)
    ]
    assert places, f"{text!r} is not on the screen:\n{drawn(app)}"
    return places[nth]


async def click_on(app: App[Any], pilot: Pilot[Any], text: str, *, nth: int = 0) -> None:
    """Click on the first character of a text that is drawn."""
    await pilot.click(offset=place_of(app, text, nth=nth))


async def resize(app: App[Any], pilot: Pilot[Any], width: int, height: int) -> None:
    """Give the terminal another size, and wait until the screen has it: it follows some messages later."""
    await pilot.resize_terminal(width, height)
    for _ in range(200):
        await pilot.pause()
        if app.screen.size == (width, height):
            return
    raise AssertionError(f"the screen did not follow to {width}x{height}")


def turn_wheel(app: App[Any], x: int, y: int, *, steps: int) -> None:
    """Turn the wheel of the mouse over a cell, down by so many steps; up when they are negative."""
    widget, _ = app.screen.get_widget_at(x, y)
    turned = events.MouseScrollDown if steps > 0 else events.MouseScrollUp
    for _ in range(abs(steps)):
        widget.post_message(turned(widget, x, y, 0, 1 if steps > 0 else -1, 0, False, False, False))
