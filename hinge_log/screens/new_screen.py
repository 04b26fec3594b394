"""What a new screen needs for its first frame: the classes of its size, and its styles."""

from __future__ import annotations

from typing import Any

from textual import events
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


def style_once(screen: Screen[Any], event: events.ScreenResume) -> None:
    """Style a new screen alone when it is shown: its widgets have their styles, Textual would give them again (8.2.8).

    The screen itself was styled before its own style sheet was loaded.
    """
    if screen.stack_updates == 0:
        event.refresh_styles = False
        screen.app.stylesheet.apply(screen)
