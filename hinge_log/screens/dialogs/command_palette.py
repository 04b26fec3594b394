"""The command palette: what the screen can do, every main screen, every exercise, themes, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from hinge_log.screens.context import ScreenRequested
from hinge_log.screens.main_screen import MainScreen
from hinge_log.text import shown


class PaletteCommand(NamedTuple):
    """One command: its words, a help line, what it runs, and whether it is listed before anything is typed."""

    words: str
    help: str
    run: Callable[[], Any]
    listed: bool = True


class LogCommands(Provider):
    """Everything that can be done from a main screen."""

    def _commands(self) -> Iterator[PaletteCommand]:
        from hinge_log.screens.dialogs.export import export_log
        from hinge_log.screens.dialogs.go_menu import ATHLETES, PLACES

        app, here = self.app, cast("MainScreen[Any]", self.screen)
        for words, keys, action in here.key_names.commands():
            yield PaletteCommand(words[:1].upper() + words[1:], f"key {keys}", partial(here.run_action, action))
        for _, name, word in (*PLACES, ("", "import", "import"), ATHLETES):
            yield PaletteCommand(f"Go to {word}", f"show {word}", partial(app.post_message, ScreenRequested(name)))
        if here.context.coached is None:
            yield PaletteCommand("Export the log", "write it to a file", partial(export_log, here))
            yield PaletteCommand("Back up the log", "make a verified copy now", lambda: here.enqueue(_back_up(here)))
        yield PaletteCommand("Change theme", "colours of the app, with a preview", app.action_change_theme)
        if here.context.sync_note:
            run = partial(app.run_action, "app.sync_now")
            yield PaletteCommand("Sync now", "send and receive the changes of all devices", run)
            if here.context.conflicts:
                words, help_line = "Resolve conflicts", "conflicting edits from two devices"
                yield PaletteCommand(words, help_line, partial(here.run_action, "decide_conflicts"))
        context = here.context
        for exercise in (*context.catalogue.exercises.values(), *context.own):
            show = partial(app.post_message, ScreenRequested("exercise", exercise.id))
            yield PaletteCommand(shown(exercise.name), "its checklist, faults and figure", show, listed=False)
        yield PaletteCommand("Quit", "close the app; saved data is kept", app.exit)

    async def discover(self) -> Hits:
        """What is listed before anything is typed."""
        for command in self._commands():
            if command.listed:
                yield DiscoveryHit(command.words, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the text that is typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(command.words)) > 0:
                yield Hit(score, matcher.highlight(command.words), command.run, text=command.words, help=command.help)


async def _back_up(screen: MainScreen[Any]) -> None:
    from hinge_log.store.safety.backup import backup

    made = await screen.with_store(lambda store: backup(store.path, now_ms=store.clock.now().utc_ms))
    screen.status = f"Backed up and verified: {shown(made.path)}"


class CommandSearch(CommandPalette):
    """Textual's palette with nothing in it that moves by itself."""

    def __init__(self) -> None:
        super().__init__(providers=[LogCommands], id="--command-palette")

    def on_mount(self) -> None:
        """Hold the cursor still, and show a glyph that every terminal has."""
        self.query_one(CommandInput).cursor_blink = False
        self.query_one(SearchIcon).icon = "/"
