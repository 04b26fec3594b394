"""What every main screen has: a title, a status line, a key bar, and actions that are done one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from hinge_log.errors import HingeLogError, NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import BackRequested, Context, ScreenRequested
from hinge_log.screens.keys import GLOBAL_BINDINGS, Bar, HelpGroups, KeyNames
from hinge_log.screens.new_screen import style_once
from hinge_log.store.journal import Change
from hinge_log.store.packed import unreadable, unreadable_remark
from hinge_log.store.store import Store
from hinge_log.text import NOTE_LIMIT
from hinge_log.widgets.entry_line import EntryLine, TextField
from hinge_log.widgets.keys import KeyBar, KeyHint, KeyPressed
from hinge_log.widgets.panels import StatusLine, TitleBar, WhoseLog

T = TypeVar("T")
D = TypeVar("D")

SLOW_WRITE_NOTICE_S = 0.7
"""A wait for another window that is longer is told, in seconds; convention."""
WAITING = "Waiting: another window is writing to the log. Nothing is lost."


class MainScreen(Screen[None], Generic[D]):
    """A main screen shows one value, `data`, that `read` gets from the log.

    A subclass gives `compose_body`, `read` (in the thread of the log), `show` (hands parts of `data` to widgets) and
    `bar`. What writes is done by `enqueue(coroutine)`: one action after the other; errors of ours become the status.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = GLOBAL_BINDINGS
    HELP_GROUPS: ClassVar[HelpGroups] = ()
    """The bindings of this screen by what they are for; the global ones are added."""
    MOVES_IN: ClassVar[str] = "RowList"
    """The list in which `action_move` moves."""
    status: reactive[str] = reactive("", repaint=False)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.data: D | None = None
        self.set_reactive(MainScreen.status, context.banner)
        self._actions: asyncio.Queue[Coroutine[Any, Any, object]] = asyncio.Queue()
        self.key_names = KeyNames(self, ascii_only=context.ascii_only)
        self.key, self._overtaken = "", False

    # -- for subclasses ------------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between the title and the status line."""
        return ()

    def read(self, store: Store) -> D:
        """Everything that the screen shows."""
        raise NotImplementedError

    def show(self, data: D) -> None:
        """Hand the values out to the widgets; called whenever they may have changed."""
        raise NotImplementedError

    def bar(self) -> Bar:
        """The entries of the key bar, the most important first.

        A text is an id whose binding says what it does ("log.check"), several of them ("reps.less reps.more": the last
        one counts), or with another word ("log.set: log").
        """
        return ()

    def caveats(self) -> Sequence[str]:
        """What is told with the keys in the help: how to read what is shown, and what it does not show."""
        return ()

    @property
    def lift(self) -> str:
        """The key of the exercise that is shown, "" for none: cue card and form view open with it."""
        return self.key

    def show_lift(self, key: str) -> None:
        """Show an exercise by its key when the screen is shown next."""

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Move to where something was undone or redone; gives `where`, which says it in words, or "" if it is shown."""
        return where

    def others_wrote(self, before: D | None, who: str) -> None:
        """Say what another window or device changed, `before` being what was shown until now."""

    # -- showing -------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, body, and the foot with entry line, status line and key bar."""
        yield TitleBar(id="title-bar")
        if self.context.coached is not None:
            self.add_class("-coached")
            yield WhoseLog(self.context.coached.athlete, self.key_of("back"))
        yield from self.compose_body()
        with Vertical(id="foot"):
            yield EntryLine()
            yield StatusLine(id="status")
            yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Show what was read before, and begin to do what is asked for."""
        if self.data is not None:
            self.show(self.data)
        self.watch_status(self.status)
        self.show_keys()
        self.run_worker(self._run_actions(), group="actions")
        self.set_interval(1.0, self._look_for_other_windows)

    def show_again(self, status: str | None = None) -> None:
        """Show what was read in another way, or at another size, and say something."""
        if status is not None:
            self.status = status
        if self.data is not None and self.children:
            self.show(self.data)

    def on_resize(self) -> None:
        """Show what there is room for now."""
        self.show_again()

    def show_title(self, *left: tuple[str, str], right: str = "") -> None:
        """Write the title bar: styled texts, the most important first, and a word on the right."""
        title_bar = self.query_one(TitleBar)
        title_bar.left, title_bar.right, title_bar.note = left, right, self.context.sync_note

    def watch_status(self, status: str) -> None:
        """Show the status."""
        if self.children:
            self.query_one("#status", StatusLine).text = status

    @property
    def is_current(self) -> bool:
        """Whether anything of the screen can be seen: only what shines through lies over it.

        Textual also counts the screen under the top one, seen or not, and then paints the whole terminal each time
        that something changes there (8.2.8).
        """
        stack = self.app.screen_stack if self.is_attached else []
        return self in stack and all(each.styles.background.a < 1 for each in stack[stack.index(self) + 1 :])

    # -- keys ----------------------------------------------------------------------------------------------

    def show_keys(self) -> None:
        """Write the key bar from the keys as they are bound now."""
        if self.children:
            key_bar = self.query_one(KeyBar)
            typing = bool(self.entry.purpose)
            key_bar.keys = tuple(self.key_names.bar_hint(each, typing=typing) for each in self.bar())
            key_bar.help_hint = KeyHint("F1" if typing else self.key_of("help"), "help", "help")

    def key_of(self, binding_id: str) -> str:
        """The first key bound to an id, as it is written; "" for none."""
        return self.key_names.key_of(binding_id)

    def rebound(self, refused: str) -> None:
        """Show the keys as they are bound now, and which of the user's were refused."""
        self.key_names.clear()
        if not (self.status and self.status == self.context.banner):
            self.status = refused or self.status
        self.show_keys()

    # -- doing ---------------------------------------------------------------------------------------------

    def enqueue(self, action: Coroutine[Any, Any, object]) -> None:
        """Do something after everything that was asked for before is done."""
        self._actions.put_nowait(action)

    async def wait_for_actions(self) -> None:
        """Wait until everything that was asked for is done."""
        await self._actions.join()

    async def _run_actions(self) -> None:
        # One worker for all actions: one for each would cost three messages more a key.
        while True:
            action = await self._actions.get()
            try:
                await self._show_what_others_wrote()
                await action
                if len(unreadable) > self.context.unreadable_named:  # what could not be read was left out: say it once
                    self.context.unreadable_named = len(unreadable)
                    self.status = unreadable_remark()
            except HingeLogError as error:
                self.status = str(error)
                if isinstance(error, NotFound):
                    with suppress(HingeLogError):
                        await self.load()  # another window changed what is shown
            finally:
                self._actions.task_done()

    async def with_store(self, work: Callable[[Store], T]) -> T:
        """Do some work with the log; a wait for another window that is longer than a moment is told."""
        result = asyncio.wrap_future(self.context.gateway.submit(work))
        before = self.status
        try:
            while not (await asyncio.wait({result}, timeout=SLOW_WRITE_NOTICE_S))[0]:
                if self.status != WAITING and await asyncio.to_thread(self.context.gateway.held_elsewhere):
                    before, self.status = self.status, WAITING
            return result.result()
        finally:
            result.cancel()
            if self.status == WAITING:
                self.status = before

    async def save(self, work: Callable[[Store], T], done: str | Callable[[T], str], *, undo: str = "undo") -> T:
        """Write to the log, show it again, and say what was done; an open entry line is closed."""
        result = await self.with_store(work)
        if self.entry.purpose:
            self.close_entry()
        await self.load()
        self.tell_done(done if isinstance(done, str) else done(result), undo=undo)
        return result

    def tell_done(self, words: str, *, undo: str = "undo") -> None:
        """Say what was saved, and how it is taken back."""
        self.status = f"{words} Press {self.key_of('undo')} to {undo}."

    def prepare(self, store: Store) -> None:
        """Read before the app starts, so that its first frame is the whole screen."""
        self.data = self.read(store)

    async def load(self) -> None:
        """Read again, and show it."""
        self.data = await self.with_store(self.read)
        if self.children:
            self.show(self.data)

    async def reload(self) -> None:
        """Read also what belongs to all screens."""
        await self.with_store(self.context.refresh)
        await self.load()
        self.show_keys()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Read what may have changed while another screen was shown."""
        style_once(self, event)
        self.key_names.clear()
        self.enqueue(self.reload())

    def _look_for_other_windows(self) -> None:
        if self.is_current and self._actions.empty():
            self.enqueue(asyncio.sleep(0))  # what others wrote is shown before each action

    async def _show_what_others_wrote(self) -> None:
        """Read again what another window changed, so that nothing is done about what is no longer so."""
        with suppress(HingeLogError):  # the action itself meets the same error, and tells it
            wrote, self._overtaken = await self.with_store(Store.written_elsewhere)
            if wrote:
                await self._reload_after("Another window")

    def show_sync(self, *, received: int, failure: str) -> None:
        """Show where the sync stands, and what it brought; what is typed and what is open stays."""
        if not self.children:
            return
        title_bar = self.query_one(TitleBar)
        before, title_bar.note = title_bar.note, self.context.sync_note
        # Where there is no room for a title the status says it, unless it has something else to say.
        words = failure or ("" if title_bar.display else self.context.sync_note[0])
        if words and self.status in ("", *before):
            self.status = words
        if received and self.is_current:
            self.enqueue(self._reload_after("Another device"))

    async def action_sync_or_decide(self) -> None:
        """What a click on the note of the sync does."""
        await self.run_action("decide_conflicts" if self.context.conflicts else "app.sync_now")

    def action_decide_conflicts(self) -> None:
        """Decide between edits of two devices that did not know of each other."""
        from hinge_log.screens.dialogs.conflicts import decide_conflicts

        self.enqueue(decide_conflicts(self))

    async def _reload_after(self, who: str) -> None:
        before = self.data
        await self.reload()
        self.others_wrote(before, who)

    # -- the entry line ------------------------------------------------------------------------------------

    @property
    def entry(self) -> EntryLine:
        """The line in which something can be typed."""
        return self.query_one(EntryLine)

    def open_entry(
        self, purpose: str, text: str = "", *, status: str = "", recalls: bool = True, limit: int = NOTE_LIMIT
    ) -> None:
        """Let something be typed; `EntryLine.Completed` brings it. Without `recalls` up and down move in a list."""
        self.entry.open_for(purpose, text, recalls=recalls, limit=limit)
        self.add_class("-typing")
        self.status = status
        self.show_keys()

    def close_entry(self, status: str = "") -> None:
        """Close the line and give the keys back to the screen."""
        if self.entry.purpose:
            self.entry.close()
        self.remove_class("-typing")
        self.key_names.clear()
        self.status = status
        self.show_keys()

    async def action_complete_entry(self) -> None:
        """Save what is typed, as enter does: for a click."""
        await self.entry.action_submit()

    def action_cancel_entry(self) -> None:
        """Close the line, as esc does: for a click."""
        self.entry.action_cancel()

    def on_entry_line_closed(self, message: EntryLine.Closed) -> None:
        """Esc was pressed in the line."""
        self.close_entry()

    def on_text_field_cut(self, message: TextField.Cut) -> None:
        """Say what of a paste did not fit."""
        self.status = message.words

    # -- actions that every main screen has ----------------------------------------------------------------

    @on(KeyPressed)
    async def run_clicked(self, message: KeyPressed) -> None:
        """Run what was clicked in the key bar, or in a row of keys."""
        await self.run_action(message.action)

    async def action_move(self, action: str) -> None:
        """Move in the list of the screen, as the arrows do."""
        await self.query_one(self.MOVES_IN).run_action(action)

    def pick_exercise(
        self, title: str, then: Callable[[Exercise], Coroutine[Any, Any, object]], otherwise: str = ""
    ) -> None:
        """Let an exercise be chosen and do something with it; `otherwise` is said where none was chosen."""
        from hinge_log.screens.dialogs.pick_lift import PickLift

        def picked(exercise: Exercise | None) -> None:
            if exercise is not None:
                self.enqueue(then(exercise))
            elif otherwise:
                self.status = otherwise

        self.app.push_screen(PickLift(self.context, title), picked)

    async def start_with(self, exercise: Exercise) -> None:
        """Add an exercise to the open workout, or begin one with it, and go there."""
        await self.with_store(lambda store: store.take_up(exercise.id, exercise.name))
        self.post_message(ScreenRequested("log", exercise.id))

    async def show_video(self, location: str) -> str:
        """Open a video in the platform's program; gives the sentence that says so. Raises HingeLogError."""
        from hinge_log.opener import open_location
        from hinge_log.screens.daemon_call import call_in_daemon

        await call_in_daemon(open_location, location)
        self.status = f"Opened {location}."
        return self.status

    def action_go_menu(self) -> None:
        """Open the go menu."""
        from hinge_log.screens.dialogs.go_menu import GoMenu

        self.app.push_screen(GoMenu(self.lift, coaches=self.context.coaches))

    def action_go_to(self, screen: str) -> None:
        """Go to another main screen."""
        self.post_message(ScreenRequested(screen))

    def action_cue(self) -> None:
        """Show the cue card of the lift."""
        self.post_message(ScreenRequested("cue", self.lift))

    def action_form_view(self) -> None:
        """Show the form view of the lift."""
        self.post_message(ScreenRequested("form", self.lift))

    def action_back(self) -> None:
        """Go go back one level."""
        self.post_message(BackRequested())

    def action_quit_now(self) -> None:
        """Quit; everything saved stays saved."""
        self.app.exit()

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show the keys of this screen; a click on one does what it does."""
        from hinge_log.screens.dialogs.help import HelpDialog

        self.app.push_screen(HelpDialog(self._help_lines(), self.caveats()), self._run_from_help)

    async def _run_from_help(self, action: str | None) -> None:
        if action:
            await self.run_action(action)

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        every = [each.id for each in GLOBAL_BINDINGS if isinstance(each, Binding) and each.id]
        return self.key_names.help_lines([*self.HELP_GROUPS, ("Everywhere", [*every, "suspend"])])

    def action_undo(self) -> None:
        """Take back the last change."""
        self.enqueue(self._undo_or_redo(back=True))

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self.enqueue(self._undo_or_redo(back=False))

    async def _undo_or_redo(self, *, back: bool) -> None:
        from hinge_log.screens.workout_times import place_words
        from hinge_log.store.action_words import action_place, describe_action

        if self._overtaken:
            key = self.key_of("undo" if back else "redo")
            self.status = f"Another window changed the log, so nothing was done. Press {key} again to do it."
            return

        def work(store: Store) -> tuple[tuple[str, list[Change]] | None, str]:
            result = store.undo() if back else store.redo()
            self.context.refresh(store)
            place = action_place(store, result[1]) if result is not None else None
            return result, place_words(place, self.context.name, self.context.today) if place is not None else ""

        result, where = await self.with_store(work)
        if result is None:
            self.status = "Nothing left to undo." if back else "Nothing to redo."
            return
        elsewhere = self.after_undo(result[1], where)
        await self.load()
        again = f"Press {self.key_of('redo' if back else 'undo')} to {'redo' if back else 'undo'}."
        done = f"{'Undid' if back else 'Redid'}: {describe_action(*result)}."
        self.status = " ".join(part for part in (done, elsewhere, again) if part)
