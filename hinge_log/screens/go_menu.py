"""The go menu: where to, in one more key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from hinge_log.charts.cells import Grid
from hinge_log.charts.pages.parts import heading
from hinge_log.screens.context import Context
from hinge_log.widgets.page import Page

PLACES: tuple[tuple[str, str, str], ...] = (
    ("t", "today", "today"),
    ("l", "log", "log"),
    ("c", "cue", "cues"),
    ("f", "form", "form"),
    ("h", "history", "history"),
    ("x", "exercises", "exercises"),
    ("d", "drills", "drills"),
    ("p", "ladder", "progression"),
    ("w", "plans", "workout plans"),
    ("e", "everyday", "everyday hinge"),
    ("s", "settings", "settings"),
)
"""Key, screen and word of every main screen."""


class GoMenu(ModalScreen[str | None]):
    """Gives the name of a screen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"go('{screen}')", word, id=f"go.{screen}", tooltip=f"go to {word}")
            for key, screen, word in PLACES
        ),
        Binding("escape,q,g", "leave", "close", id="go.close", tooltip="close the menu"),
    ]
    DEFAULT_CSS = """
    GoMenu { align: left bottom; background: $background 0%; }
    GoMenu Page { height: 5; dock: bottom; }
    """

    def __init__(self, context: Context, open_screens: tuple[str, ...] | None = None) -> None:
        super().__init__()
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)

    def compose(self) -> ComposeResult:
        """The menu at the foot of the screen."""
        yield self.page

    def on_resize(self) -> None:
        """Lay out in columns."""
        width = self.size.width
        columns = 3 if width >= 60 else 2
        lines = -(-len(PLACES) // columns)
        self.page.styles.height = lines + 1
        grid = Grid(width, lines + 1)
        heading(grid, 0, 0, width, "Go to", style="chosen", heavy=True)
        each = (width - 2) // columns
        for place, (key, screen, word) in enumerate(PLACES):
            x, y = 1 + each * (place % columns), 1 + place // columns
            grid.put(x, y, key, f"chosen>go('{screen}')")
            grid.put(x + 2, y, word, f"text>go('{screen}')")
        self.page.show(grid.rows())

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Go where was tapped."""
        message.stop()
        await self.run_action(message.action)

    def action_go(self, screen: str) -> None:
        """Choose a screen."""
        self.dismiss(screen)

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
