"""Sets and changes of sets on their way into the log, and what is pressed meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hinge_log.errors import HingeLogError, NotFound
from hinge_log.screens import log_texts
from hinge_log.store.store import Store
from hinge_log.training.session import WorkoutSession
from hinge_log.training.workout import SetDraft, SetRecord, Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.screens.log import LogScreen

T = TypeVar("T")


@dataclass
class QueuedSets:
    """New sets: what is pressed meanwhile is about the last of them, and dropped when they are not saved."""

    lift_id: str
    records: list[SetRecord] = field(default_factory=list)
    failed: bool = False


@dataclass
class QueuedChange:
    """An edit, check or note of a set: what is asked of that set meanwhile depends on it."""

    set_id: str
    failed: bool = False


class SetQueue:
    """Logs the next set, and does what is asked about a set once that set and its changes are saved.

    `logged_at` is when the key that logs was pressed last and nothing else since, on the monotonic clock.
    """

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen
        self.queued: QueuedSets | None = None
        self.changing: QueuedChange | None = None
        self.logged_at = -1e9
        self._dropped: list[str] = []

    def about_last(self, key: str, act: Callable[[SetRecord], Awaitable[None]]) -> None:
        """Do something with the selected set, or with the last one that was asked for before, once it is saved.

        What is asked for while a set is on its way is about that set, and is dropped with it when it is not saved.
        """
        self.logged_at = -1e9
        queued, changing, record = None if self.screen.selected else self.queued, self.changing, self.screen.target()
        if queued is None and record is None:
            self.screen.status = f"Nothing to rate yet. Press {self.screen.key_of('log.set')} to log the set first."
            return

        async def done() -> None:
            if queued is not None and queued.failed:
                self._drop(key)
                return
            target = queued.records[-1] if queued is not None else record
            assert target is not None
            if changing is not None and changing.failed and changing.set_id == target.id:
                self._drop(key)
                return
            session = self.screen.session
            known = session.set_by_id(target.id) if session is not None else None
            await act(known or target)

        self.screen.enqueue(done())

    def _drop(self, key: str) -> None:
        """Name a key that was about something that could not be saved."""
        error = self.screen.status
        if self._dropped:
            error = error.removesuffix(f" Also dropped: {', '.join(self._dropped)}.")
        self._dropped.append(key)
        self.screen.status = f"{error} Also dropped: {', '.join(self._dropped)}."

    def change(self, set_id: str, save: Awaitable[T]) -> Coroutine[Any, Any, T]:
        """The saving of a change of a set; what is asked of that set before it is done is dropped if it fails."""
        self._dropped.clear()
        changing = self.changing = QueuedChange(set_id)

        async def change() -> T:
            try:
                return await save
            except HingeLogError as error:
                changing.failed = True
                if isinstance(error, NotFound):
                    await self.screen.load()  # another window changed what is shown
                raise
            finally:
                if self.changing is changing:
                    self.changing = None

        return change()

    async def saved_target(self) -> SetRecord | None:
        """The selected or last set, once one that is on its way is saved: the key that was pressed is about it."""
        if self.queued is not None:
            await self.screen.wait_for_actions()
        return self.screen.target()

    async def settle(self) -> None:
        """Wait for what is being read: the next set of a lift is not known before."""
        session = self.screen.session
        if session is not None and session.lift.exercise not in session.past:
            await self.screen.wait_for_actions()

    async def log_next(self) -> None:
        """Log the next set as shown, unless it is a double press, or a check or a missing number is in the way."""
        if self.screen.session is None:
            self.screen.action_add_lift()
            return
        await self.settle()
        session, now = self.screen.session, self.screen.context.clock.monotonic()
        if session is None or self.screen.checking.is_open():
            return
        if now - self.logged_at < self.screen.context.look.bounce_s:
            self.logged_at = now
            self.screen.enqueue(self._tell_double_press())
        elif not session.is_loggable():
            key = self.screen.key_of("log.type")
            self.screen.shaping.say(f"How many reps? Press arrows to change the set, {key} to type it: 100x5")
        else:
            self.logged_at = now
            self.log(session, (session.current.next,))

    async def _tell_double_press(self) -> None:
        """Said after the set before it is shown as saved, which would else write over it."""
        self.screen.status = "Double press ignored."

    def log(self, session: WorkoutSession, drafts: Sequence[SetDraft], warning: str = "") -> None:
        """Log sets of the current lift; `warning` is told with them."""
        self._dropped.clear()
        self.queued = QueuedSets(session.lift.id)
        self.screen.enqueue(self._save_sets(self.queued, session, drafts, warning))

    async def _save_sets(
        self, queued: QueuedSets, pressed: WorkoutSession, drafts: Sequence[SetDraft], warning: str
    ) -> None:
        def work(store: Store) -> tuple[list[SetRecord], Workout | None, WorkoutSession | None]:
            records, closed = store.log_after_gap(queued.lift_id, drafts)
            now = self.screen.session
            if now is not None and now.lift.id != queued.lift_id:
                return records, closed, self.screen.read_session(store, wanted=now.lift.id)
            return records, closed, self.screen.read_session(store, after=records[0].lift_id)

        try:
            queued.records, closed, session = await self.screen.with_store(work)
        except HingeLogError as error:
            queued.failed = True
            raise HingeLogError(f"Set not saved. {error.message}", error.hint) from error
        finally:
            if self.queued is queued:
                self.queued = None
        before, now = pressed.shapes.get(queued.lift_id), self.screen.session
        self.screen.selected = ""
        self.screen.put_session(now.unshaped(queued.lift_id) if now is not None else None)
        self.screen.take(session.shaped_since(now, before, queued.lift_id) if session is not None else None)
        if self.logged_at > 0:
            # What was pressed before it was shown as saved counts.
            self.logged_at = self.screen.context.clock.monotonic()
        ascii_only = self.screen.context.ascii_only
        words = log_texts.logged_words(self.screen.session, queued.records, closed, ascii_only=ascii_only)
        self.screen.status = f"{words} Press {self.screen.key_of('undo')} to undo. {warning}".rstrip()
