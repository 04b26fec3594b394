"""The app: it opens screens, and holds the theme and the key map."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from threading import Timer
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from hinge_log.clock import time_text
from hinge_log.errors import HingeLogError
from hinge_log.screens.context import BackRequested, Context, LookChanged, ScreenRequested
from hinge_log.screens.keys import KeySequence
from hinge_log.screens.main_screen import SLOW_WRITE_NOTICE_S, WAITING, MainScreen
from hinge_log.screens.new_screen import set_size_classes
from hinge_log.settings import Look, write_changes
from hinge_log.terminal import light_by_environment
from hinge_log.text import plural
from hinge_log.widgets.themes import MONO, THEMES, AsciiOnly, Colourless, variable_defaults

if TYPE_CHECKING:
    from hinge_log.screens.context import LogRequested
    from hinge_log.screens.dialogs.theme_list import ThemeDialog
    from hinge_log.sync.background import BackgroundSync, SyncNews

T = TypeVar("T")

SCREENS = {
    "today": ("hinge_log.screens.today", "TodayScreen"),
    "log": ("hinge_log.screens.log", "LogScreen"),
    "cue": ("hinge_log.screens.cue", "CueScreen"),
    "form": ("hinge_log.screens.form", "FormScreen"),
    "finish": ("hinge_log.screens.finish", "FinishScreen"),
    "history": ("hinge_log.screens.history", "HistoryScreen"),
    "exercises": ("hinge_log.screens.exercises", "ExercisesScreen"),
    "exercise": ("hinge_log.screens.exercise", "ExerciseScreen"),
    "drills": ("hinge_log.screens.drills", "DrillsScreen"),
    "drill": ("hinge_log.screens.drill", "DrillScreen"),
    "ladder": ("hinge_log.screens.ladder", "LadderScreen"),
    "everyday": ("hinge_log.screens.everyday", "EverydayScreen"),
    "plans": ("hinge_log.screens.plans", "PlansScreen"),
    "plan": ("hinge_log.screens.plan", "PlanScreen"),
    "settings": ("hinge_log.screens.settings", "SettingsScreen"),
    "first run": ("hinge_log.screens.first_run", "FirstRunScreen"),
    "import": ("hinge_log.screens.import_preview", "ImportScreen"),
    "coach": ("hinge_log.screens.coach", "CoachScreen"),
}
"""The main screens; a module is imported when its screen is first shown."""


class SyncReported(Message):
    """The thread of the sync has news."""

    def __init__(self, news: SyncNews) -> None:
        super().__init__()
        self.news = news


class HingeLog(App[None]):
    """The terminal app."""

    TITLE = "hinge-log"
    ENABLE_COMMAND_PALETTE = True
    # Not ClassVar: the library annotates them as instance variables.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (30, "-narrow"),
        (70, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-mini"), (10, "-low"), (22, "-std"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "to_shell", "shell", id="suspend", tooltip="suspend to the shell; fg resumes", priority=True)
    ]

    def __init__(self, context: Context, first: str = "today", *, syncs: bool = False) -> None:
        # The styles of the first screen are loaded with those of all: `Screen.CSS_PATH` comes too late for it (8.2.8).
        super().__init__(css_path=["styles/app.tcss", *first_style_sheet(first)])
        self._plain = [*([Colourless()] if context.mono else []), *([AsciiOnly()] if context.ascii_only else [])]
        self.context = context
        self.first = first
        self.trail: list[str] = []
        self.main: dict[str, MainScreen[Any]] = {}
        self.next_log: tuple[str, str] | None = None
        """The file of a log that is to be opened in place of this one, and the set to show first there."""
        self.went_back = False
        self.syncs = syncs
        self.sync: BackgroundSync | None = None
        self._key_sequence = KeySequence(self, lambda: self.focused or self.screen, super().on_event)
        for theme in (*THEMES, MONO):
            self.register_theme(theme)
        # The theme to begin with is set before a style sheet is parsed: watching it would have them all parsed twice.
        self.set_reactive(App.theme, self._theme_named(context.look.theme))
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode")
        self.set_class(not self.current_theme.dark, "-light-mode")

    def _theme_named(self, name: str) -> str:
        """The theme for a name in the settings: slate for an unknown one, "mono" for all where there is no colour."""
        if self.context.mono:
            return "mono"
        if name == "auto":
            return "chalk" if light_by_environment() else "slate"
        return name if name in self.available_themes else "slate"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The line filters: monochrome and ASCII, where they are wanted."""
        return [*([] if self.context.mono else super().get_line_filters()), *self._plain]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of ours, for themes that do not name them."""
        return variable_defaults(dark=self.current_theme.dark)

    def get_default_screen(self) -> Screen[None]:
        """Start right on the first screen: pushing it later would draw an empty one before."""
        self.trail = [self.first]
        return self.screen_named(self.first)

    def screen_named(self, name: str) -> MainScreen[Any]:
        """The one screen of a name."""
        if name not in self.main:
            module, kind = SCREENS[name]
            make: Callable[[Context], MainScreen[Any]] = getattr(import_module(module), kind)
            self.main[name] = make(self.context)
            self.install_screen(self.main[name], name)
        screen = self.main[name]
        if not screen.is_attached:
            set_size_classes(screen, self)
        return screen

    def on_ready(self) -> None:
        """Exempt what stays for good from garbage collection: with it, a collection takes 100 ms, in mid-key."""
        gc.freeze()
        gc.enable()
        if self.syncs:
            from hinge_log.sync.background import BackgroundSync  # not before there is a first frame

            self.sync = BackgroundSync(self.context.gateway, self._sync_news)
            self.sync.start()

    def _sync_news(self, news: SyncNews) -> None:
        """Pass news of the sync thread to the app."""
        with suppress(RuntimeError):  # the event loop is closed: the app has ended
            self.post_message(SyncReported(news))

    def on_sync_reported(self, message: SyncReported) -> None:
        """Show where the sync stands."""
        news = message.news
        self.context.sync_note = sync_note(news, self.context.clock.now().offset_min)
        self.context.conflicts = news.conflicts
        self.here.show_sync(received=news.received, failure=news.failure)

    def action_sync_now(self) -> None:
        """Sync at once."""
        if self.sync is not None:
            self.sync.sync_now()

    async def on_mount(self) -> None:
        """Bind the user's keys, and exit cleanly on signals, so that the terminal is left as it was."""
        if self.context.look.keys or self.context.look.preset:
            self.run_worker(self._take_keys())
        if sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(1.0, self._exit_without_terminal)
        loop = asyncio.get_running_loop()
        self.app_resume_signal.subscribe(self, self._back_from_shell)
        if sys.platform != "win32":  # its event loop knows no signals; ctrl+q and a closed window end the app there
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
                loop.add_signal_handler(number, self._exit_on_signal, number)

    async def _take_keys(self) -> None:
        """Bind the user's own keys; all screens are looked through for clashes, so this waits for the first frame."""
        from hinge_log.keymap import keymap_for

        def read() -> tuple[dict[str, str], str]:
            from hinge_log.screens.dialogs.keys import key_contexts

            return keymap_for(self.context.look, key_contexts())

        keymap, refused = await asyncio.to_thread(read)
        self.set_keymap(keymap)
        self.here.rebound(refused)

    async def on_event(self, event: events.Event) -> None:
        """Dispatch keys and pastes one after the other."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            if self.sync is not None:
                self.sync.pace.key_pressed()
            await self._key_sequence.add(event)
        else:
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Put what was typed faster than a field could open into the field, so that it is no command."""
        if not (event.is_printable and event.character):
            return
        if isinstance(self.focused, Input):
            # A field takes its keys itself: one that comes here was typed before the field had the focus.
            self.focused.insert_text_at_cursor(event.character)
            event.stop()
            event.prevent_default()

    def _exit_without_terminal(self) -> None:
        """Exit when the terminal is gone and no signal came: reading from it would spin for ever."""
        lost = sys.__stdin__ is None or not os.isatty(sys.__stdin__.fileno())
        if sys.platform != "win32" and lost:
            self._exit_on_signal(signal.SIGHUP)

    def _exit_on_signal(self, number: int) -> None:
        # What was shown as saved is saved; a terminal that takes no more output must not keep the program alive.
        forced_exit = Timer(1.5, os._exit, (128 + number,))
        forced_exit.daemon = True
        forced_exit.start()
        self.exit(return_code=128 + number)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from hinge_log.screens.dialogs.command_palette import CommandSearch

        if not isinstance(self.screen, CommandSearch):
            self.push_screen(CommandSearch())

    def action_change_theme(self) -> None:
        """Show the themes: each is previewed while it is highlighted."""
        from hinge_log.screens.dialogs.theme_list import ThemeDialog

        names = [name for name in self.available_themes if name != "mono"]
        ours = [theme.name for theme in THEMES]
        ordered = ("auto", *ours, *sorted(name for name in names if name not in ours))
        self.push_screen(ThemeDialog(ordered, self.context.look.theme), self._use_chosen_theme)

    def on_theme_dialog_highlighted(self, message: ThemeDialog.Highlighted) -> None:
        """Preview a theme."""
        self.theme = self._theme_named(message.theme)

    def _use_chosen_theme(self, name: str | None) -> None:
        before = self.context.look
        self.theme = self._theme_named(name or before.theme)
        if name is None or name == before.theme:
            return
        self.context.look = replace(before, theme=name)
        self.here.enqueue(self._save_theme(before, self.context.look))

    async def _save_theme(self, before: Look, after: Look) -> None:
        await self.here.load()
        write_changes(before, after)
        self._tell(f"Theme: {after.theme}.")

    def on_look_changed(self, message: LookChanged) -> None:
        """Use another theme or other keys."""
        if message.after.theme != message.before.theme:
            self.theme = self._theme_named(message.after.theme)
        if (message.after.preset, message.after.keys) != (message.before.preset, message.before.keys):
            from hinge_log.keymap import keymap_for
            from hinge_log.screens.dialogs.keys import key_contexts

            self.set_keymap(keymap_for(message.after, key_contexts())[0])
            self.here.rebound("")

    async def action_quit(self) -> None:
        """Quit as the main screen does, which may have something to save first."""
        self.here.action_quit_now()

    async def action_to_shell(self) -> None:
        """Stop here and give the terminal to the shell, where there is one to come back from."""
        if _under_a_shell():
            # A write that is under way would keep other windows waiting for as long as this one is stopped.
            await self.context.gateway.do(lambda store: None)
            self.action_suspend_process()
        else:
            self._tell("This window has no shell to return to.")

    def _back_from_shell(self, _: App[None]) -> None:
        """Paint everything again: nothing is left of it on the terminal."""
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh()

    @property
    def here(self) -> MainScreen[Any]:
        """The main screen that is shown."""
        return self.main[self.trail[-1]]

    def _tell(self, status: str) -> None:
        """Say something in the status line of the main screen that is shown."""
        self.here.status = status

    async def on_screen_requested(self, message: ScreenRequested) -> None:
        """Show a main screen."""
        await self.show_main(message.screen, message.lift)
        if message.status:
            self._tell(message.status)

    async def show_main(self, name: str, lift: str = "") -> None:
        """Show a main screen in place of the present one and of dialogs over it; the way back to it is remembered."""
        new = name not in self.main
        screen, shown, bottom = self.screen_named(name), self.here, self.main[self.first]
        if lift:
            screen.show_lift(lift)
        if not screen.is_attached and not await self._load_before_shown(screen, shown):
            return
        # The stack changes without await from here on: only the last screen is painted.
        while self.screen is not shown:
            self.pop_screen()
        if screen is shown:
            screen.enqueue(screen.load())
            return
        # What was said there is about what was done there: it must not stand there at the next visit.
        shown.status = ""
        if name == "today":
            self.trail = []
        elif name in self.trail:
            self.trail = self.trail[: self.trail.index(name)]
        self.trail.append(name)
        # The first screen stays at the bottom of the stack; at most one other lies on it.
        if screen is bottom:
            self.pop_screen()
        elif shown is bottom:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)
        if new:
            self.call_after_refresh(gc.freeze)

    async def _load_before_shown(self, screen: MainScreen[Any], shown: MainScreen[Any]) -> bool:
        """Read what a screen shows, so that its first frame is the whole screen; tell on the shown one what keeps it.

        Gives whether it could be read.
        """

        def tell(status: str) -> None:
            while self.screen is not shown:
                self.pop_screen()
            shown.status = status

        loading = asyncio.ensure_future(screen.load())
        while not (await asyncio.wait({loading}, timeout=SLOW_WRITE_NOTICE_S))[0]:
            if screen.status == WAITING:
                tell(WAITING)
        try:
            loading.result()
        except HingeLogError as error:
            tell(str(error))
            return False
        return True

    def on_log_requested(self, message: LogRequested) -> None:
        """End here, so that another log is opened; `launch.run` comes back to the Coach screen."""
        self.next_log = (message.path, message.set_id)
        self.exit()

    async def on_back_requested(self, message: BackRequested) -> None:
        """Go back one level; at the root the first press says what stays open, the second quits."""
        at_root = self.context.coached is not None or self.trail in (["today"], ["first run"])
        if len(self.trail) > 1 or not at_root:
            await self.show_main(self.trail[-2] if len(self.trail) > 1 else "today")
            if message.status:
                self._tell(message.status)
            return
        leaving = f"The workout stays open. Press {self.here.key_of('back')} again to quit."
        opened = await self.context.gateway.do(lambda store: store.may_log and store.open_workout() is not None)
        if not opened or self.here.status == leaving:
            self.went_back = True
            self.exit()
        else:
            self._tell(leaving)


def sync_note(news: SyncNews, offset_min: int) -> tuple[str, ...]:
    """Where the sync stands, from the longest to the shortest form."""
    if news.failure:
        waiting = f", {news.waiting} not sent yet" if news.waiting else ""
        return f"sync failed{waiting}", "sync failed"
    if news.conflicts:
        return (plural(news.conflicts, "conflict"),)
    if news.waiting:
        return f"{news.waiting} not sent yet", f"{news.waiting} unsent"
    if news.last_ms:
        return f"synced {time_text(news.last_ms, offset_min)}", "synced"
    return ("not synced yet",)


def first_style_sheet(name: str) -> list[str]:
    """The style sheet of a main screen, where it has one of its own."""
    module = SCREENS[name][0].rpartition(".")[2]
    path = f"styles/{module}.tcss"
    return [path] if os.path.isfile(os.path.join(os.path.dirname(__file__), path)) else []


def _under_a_shell() -> bool:
    """Whether whoever started this could bring it back: it is of our session, and we are a job of its own there."""
    under_shell = False
    if sys.platform != "win32":
        parent = os.getppid()
        with suppress(OSError):
            under_shell = os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    return under_shell
