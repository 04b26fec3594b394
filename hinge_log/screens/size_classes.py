"""The classes of a size, from the breakpoints of the app."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def set_size_classes(screen: Screen[Any], app: App[Any]) -> None:
    """Give a screen the classes of the size before its first frame: Textual gives them after it (8.2.8).

    The styles follow when the screen is shown.
    """
    for breakpoints, size in (
        (app.HORIZONTAL_BREAKPOINTS or (), app.size.width),
        (app.VERTICAL_BREAKPOINTS or (), app.size.height),
    ):
        fitting = [name for least, name in breakpoints if least <= size]
        for _, name in breakpoints:
            screen.set_class(name == fitting[-1], name, update=False)
