"""The go menu: where to, in one more key."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from hinge_log.charts.cells import Grid, padded
from hinge_log.charts.pages.parts import LOW, NARROW, Button, buttons, heading
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
        self.touch = context.look.mouse
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)

    def compose(self) -> ComposeResult:
        """The menu at the foot of the screen."""
        yield self.page

    def on_resize(self) -> None:
        """Lay out in columns; as buttons where a finger may choose."""
        width, height = self.size
        if self.touch and width < NARROW and height >= LOW:
            self._lay_out_buttons(width, height)
            return
        columns = 3 if width >= 60 else 2
        lines = -(-len(PLACES) // columns)
        self.page.styles.height = lines + 1
        grid = Grid(width, lines + 1)
        heading(grid, 0, 0, width, "Go to", style="chosen", heavy=True)
        each = (width - 2) // columns
        for place, (key, screen, word) in enumerate(PLACES):
            x, y = 1 + each * (place % columns), 1 + place // columns
            grid.put(x, y, key, f"chosen>go('{screen}')")
            grid.put(x + 1, y, padded(f" {word}", each - 1), f"text>go('{screen}')")
        self.page.show(grid.rows())

    def _lay_out_buttons(self, width: int, height: int) -> None:
        columns = 3 if width >= 46 else 2
        shown = [Button(word, f"go('{screen}')", key) for key, screen, word in PLACES]
        shown.append(Button("close", "leave", "esc"))
        lines = -(-len(shown) // columns)
        gap = 1 if lines * 4 + 3 <= height else 0
        grid = Grid(width, 1 + lines * (3 + gap))
        self.page.styles.height = grid.height
        heading(grid, 0, 0, width, "Go to", style="chosen", heavy=True)
        wide = (width - 1) // columns * columns - 1  # of the same width in every line
        for line in range(lines):
            among = shown[line * columns : (line + 1) * columns]
            buttons(grid, 1, 1 + line * (3 + gap), wide, 3, among, under=True)
        self.page.show(grid.rows())

    def on_click(self, event: events.Click) -> None:
        """Close the menu where was tapped beside it."""
        if not self.page.region.contains(event.screen_x, event.screen_y):
            event.stop()
            self.dismiss(None)

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
