"""The command palette, as still as everything else: no cursor that blinks, and a glyph that every terminal has."""

from __future__ import annotations

from textual.command import CommandInput, CommandPalette, SearchIcon


class Palette(CommandPalette):
    """Textual's palette with nothing in it that moves by itself."""

    def __init__(self) -> None:
        super().__init__(id="--command-palette")

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.query_one(CommandInput).cursor_blink = False
        self.query_one(SearchIcon).icon = "/"
