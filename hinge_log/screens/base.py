"""What every screen has in common: a page, a key bar made of its live bindings, and actions done in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.colourless import bracketed
from hinge_log.charts.keybar import Key
from hinge_log.errors import HingeLogError
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import (
    GLOBAL_BINDINGS,
    KEY_LABELS,
    KEY_LABELS_ASCII,
    SLOW_WRITE_NOTICE_S,
    WAITING,
    BackRequested,
    BarKey,
    ScreenRequested,
)
from hinge_log.store.journal import Change
from hinge_log.store.store import Store
from hinge_log.widgets.page import Page

T = TypeVar("T")

NAMED, NAMED_ASCII = KEY_LABELS, KEY_LABELS_ASCII


COMMON = GLOBAL_BINDINGS
Go, Back = ScreenRequested, BackRequested


def turn(screen: Screen[Any], key: str) -> None:
    """Do what an arrow key does on a screen, for a wheel that was turned."""
    found = screen.active_bindings.get(key)
    if found is not None and found.enabled:
        screen.call_later(screen.run_action, found.binding.action)


def _common_ids() -> list[str]:
    return [each.id for each in COMMON if isinstance(each, Binding) and each.id]


class LogBookScreen(Screen[None]):
    """A screen that is one page of rows.

    Subclasses give `rows`, `load` (read what is shown) and `bar`; they change their state inside `act`, which
    runs one action after the other and turns errors of ours into the status line.
    """

    AUTO_FOCUS = ""
    BLANK = True  # the page covers it all
    BINDINGS: ClassVar[list[BindingType]] = COMMON
    DEFAULT_CSS = "LogBookScreen { background: $background; }"
    wheel: ClassVar[bool] = True
    """Whether a wheel is the arrow keys; not where those change a number, for a finger that slips."""
    title_text = ""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)
        self.status = context.banner
        self._asked: deque[Coroutine[Any, Any, None]] = deque()
        self._acting = False
        self._keys: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """One page."""
        yield self.page

    @property
    def is_current(self) -> bool:
        """Whether anything of it can be seen: only what shines through lies over it.

        The library also counts the one right under the shown one, seen or not, and then paints the whole terminal anew
        each time that something stirs there: a clock under a page of settings sent tens of kilobytes a second.
        """
        stack = self.app.screen_stack if self.is_attached else []
        return self in stack and all(each.styles.background.a < 1 for each in stack[stack.index(self) + 1 :])

    # -- for subclasses ------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read what the screen shows."""

    def prepare(self, store: Store) -> None:
        """Read what the screen shows before the app starts, so that its first frame is the whole screen."""

    def bar(self) -> Sequence[BarKey]:
        """The entries of the key bar, the most important first."""
        return ()

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings of this screen by heading, as ids; the common ones are added."""
        return ()

    @property
    def lift(self) -> str:
        """The key of the exercise at hand, "" for none."""
        return ""

    # -- painting ------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Draw the page as it now is."""
        width, height = self.size
        if self.is_attached and width > 0 and height > 0:
            rows = self.rows(width, height)[:height]
            self.page.show(bracketed(rows) if self.context.mono else rows)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew."""
        self.paint()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was shown."""
        self._keys.clear()
        self.act(self._reload())

    async def _reload(self) -> None:
        await self.do(self.context.refresh)
        await self.load()

    def keys(self) -> tuple[Key, ...]:
        """The key bar with the keys as they are bound now."""
        return tuple(Key(self._written(each.ids), each.word, each.action) for each in self.bar())

    def key_of(self, binding_id: str) -> str:
        """The first key bound to an id, as it is written; what a field takes for text is bound again after it."""
        if not self._keys and not isinstance(self.focused, Input):
            self._keys = self._bound()
        return self._keys.get(binding_id) or self._by_default(binding_id)

    def _bound(self) -> dict[str, str]:
        named = NAMED_ASCII if self.context.ascii_only else NAMED
        keys: dict[str, str] = {}
        for active in self.active_bindings.values():
            if active.binding.id:
                keys.setdefault(active.binding.id, named.get(active.binding.key, active.binding.key))
        return keys

    def _by_default(self, binding_id: str) -> str:
        named = NAMED_ASCII if self.context.ascii_only else NAMED
        for binding in Binding.make_bindings(self.BINDINGS):
            if binding.id == binding_id:
                return named.get(binding.key, binding.key)
        return ""

    def _written(self, ids: tuple[str, ...]) -> str:
        if isinstance(self.focused, Input):
            # Letters are text there: the field is left with the key that is none.
            keys = ["esc" if each == "back" else self.key_of(each) for each in ids]
        else:
            keys = [self.key_of(each) for each in ids]
        if len(keys) == 2 and keys[0].isdigit() and keys[1].isdigit():
            return "-".join(keys)
        if len(keys) > 1 and self.context.ascii_only:
            return "/".join(keys)
        return "".join(keys)

    # -- doing ---------------------------------------------------------------------------------------------

    def act(self, action: Coroutine[Any, Any, None]) -> None:
        """Do something after everything asked for before is done."""
        self._asked.append(action)
        if not self._acting:
            self._acting = True
            self.run_worker(self._drain(), group="act", exit_on_error=True)

    def enqueue(self, action: Coroutine[Any, Any, None]) -> None:
        """As screens made of widgets call it."""
        self.act(action)

    async def _drain(self) -> None:
        try:
            while self._asked:
                try:
                    await self._asked.popleft()
                except HingeLogError as error:
                    self.status = str(error)
                self.paint()
        finally:
            self._acting = False

    async def do(self, work: Callable[[Store], T]) -> T:
        """Do some work with the log; when another window holds it for longer than a moment, that is said."""
        import asyncio

        asked = asyncio.ensure_future(self.context.gateway.do(work))
        before = self.status
        try:
            while not (await asyncio.wait({asked}, timeout=SLOW_WRITE_NOTICE_S))[0]:
                if self.status != WAITING and await asyncio.to_thread(self.context.gateway.held_elsewhere):
                    before, self.status = self.status, WAITING
                    self.paint()
            return asked.result()
        finally:
            asked.cancel()
            if self.status == WAITING:
                self.status = before

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Run what was clicked or tapped."""
        message.stop()
        await self.run_action(message.action)

    def on_mouse_scroll_down(self) -> None:
        """Move on, as the arrow key does."""
        if self.wheel:
            turn(self, "down")

    def on_mouse_scroll_up(self) -> None:
        """Move back, as the arrow key does."""
        if self.wheel:
            turn(self, "up")

    # -- actions that every screen has ---------------------------------------------------------------------

    def action_go_menu(self) -> None:
        """Open the go menu."""
        from hinge_log.screens.dialogs.go_menu import GoMenu

        self.app.push_screen(GoMenu(self.lift))

    def action_cue(self) -> None:
        """Show the cue card of the lift at hand."""
        self.post_message(Go("cue", self.lift))

    def action_form_view(self) -> None:
        """Show the form view of the lift at hand."""
        self.post_message(Go("form", self.lift))

    def action_back(self) -> None:
        """Go back one level."""
        self.post_message(Back())

    def action_quit_now(self) -> None:
        """Quit; what is saved is saved."""
        self.app.exit()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from hinge_log.screens.dialogs.help import HelpDialog

        self.app.push_screen(HelpDialog(self._help_lines()), self._run_from_help)

    async def _run_from_help(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        named = NAMED_ASCII if self.context.ascii_only else NAMED
        keys: dict[str, list[str]] = {}
        words: dict[str, tuple[str, str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip:
                keys.setdefault(binding.id, []).append(named.get(binding.key, binding.key))
                words[binding.id] = (binding.tooltip, binding.action)
        grouped = [*self.help_groups(), ("Everywhere", [*_common_ids(), "suspend"])]
        return [
            (title, [(" ".join(keys[each]), *words[each]) for each in ids if each in keys]) for title, ids in grouped
        ]

    def commands(self) -> list[tuple[str, str, str]]:
        """What can be done here: in words, the key, and the action."""
        named = NAMED_ASCII if self.context.ascii_only else NAMED
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip and active.node is self:
                key = named.get(binding.key, binding.key)
                found.setdefault(binding.tooltip, (binding.tooltip, key, binding.action))
        return list(found.values())

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.act(self._turn(back=True))

    def rebound(self, refused: str) -> None:
        """Show the keys as they are bound now, and say which were refused."""
        self._keys.clear()
        # What was said at the start is not said again: a refused key is, at every start.
        if not (self.status and self.status == self.context.banner):
            self.status = refused or self.status
        self.paint()

    def turned(self, changes: Sequence[Change]) -> None:
        """Go to where something was undone or redone, before it is shown."""

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self.act(self._turn(back=False))

    async def _turn(self, *, back: bool) -> None:
        from hinge_log.store.telling import told

        found = await self.do(lambda store: store.undo() if back else store.redo())
        if found is None:
            self.status = "Nothing left to undo." if back else "Nothing to redo."
        else:
            await self.do(self.context.refresh)
            self.turned(found[1])
            again = f"{self.key_of('redo')} redoes." if back else f"{self.key_of('undo')} undoes."
            self.status = f"{'Undid' if back else 'Redid'}: {told(*found)}. {again}"
        await self.load()
