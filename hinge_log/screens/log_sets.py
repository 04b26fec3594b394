"""What is done with sets: logged, selected, rated by one key, checked, also on their way into the log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from hinge_log.errors import HingeLogError, NotFound
from hinge_log.screens import log_view
from hinge_log.screens.log_view import capital
from hinge_log.store.set_writes import save_check
from hinge_log.store.store import Store
from hinge_log.training.form import SetCheck, quick
from hinge_log.training.session import WorkoutSession
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetDraft, SetKind, SetRecord, Workout
from hinge_log.widgets.set_list import SetList

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
            self.screen.say_of_next(f"How many reps? Press arrows to change the set, {key} to type it: 100x5")
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
        words = log_view.logged_words(self.screen.session, queued.records, closed, ascii_only=ascii_only)
        self.screen.status = f"{words} Press {self.screen.key_of('undo')} to undo. {warning}".rstrip()

    # -- what one key changes of a set that is saved -------------------------------------------------------

    async def rate(self, record: SetRecord, label: int) -> None:
        """Rate the form of a set from 1 to 5."""
        session = self.screen.session
        name = session.set_name(record) if session is not None else "set"
        if record.what.pain is not None:
            self.screen.tell_done(f"{capital(name)}: pain reported, form not rated.")
            return
        await self.screen.write(lambda store: store.rate(record.id, quick(label)))
        rpe, has_checks = self.screen.asked_rpe(), bool(self.screen.checklist_of(record.exercise)[0])
        texts = log_view.rated_words(label, name, self.screen.key_of, rpe=rpe, has_checks=has_checks)
        self.screen.status = next(filter(self.screen.fits, texts), texts[-1])

    def put_rpe(self, choose: Callable[[float], float] = float, *, change: float = 0.0) -> None:
        """Give the last or selected set the RPE that is chosen of the suggested one, or change the one that it has."""
        if not self.screen.context.gym.ask_rpe:
            self.screen.status = "Asking for RPE is off in Settings. You can still type @8."
        elif self.screen.checked is None:
            self.about_last("RPE", lambda record: self._save_rpe(record, choose, change))

    async def _save_rpe(self, record: SetRecord, choose: Callable[[float], float], change: float) -> None:
        session = self.screen.session
        assert session is not None
        start = record.what.rpe if change and record.what.rpe else choose(session.current.rpe_offer(record))
        value = max(1.0, min(10.0, start + change))
        await self.edit(record, replace(record.what, rpe=value))
        self.screen.tell_done(f"RPE {value:g}: {f'{10 - value:g} reps' if value < 10 else 'nothing'} left.")

    async def delete(self, record: SetRecord) -> None:
        """Delete a set, and select none."""
        await self.screen.write(lambda store: store.delete_set(record.id))
        self.screen.selection.select("")
        self.screen.tell_done(f"Deleted {phrase(record.what)}.", undo="bring it back")

    async def edit(self, record: SetRecord, what: SetDraft) -> None:
        """Save another work for a set."""
        await self.screen.write(lambda store: store.edit_set(record.id, what))

    async def toggle_warm_up(self, record: SetRecord) -> None:
        """Make a set a warm-up, or a working set again."""
        kind = SetKind.WORKING if record.what.kind is SetKind.WARMUP else SetKind.WARMUP
        await self.edit(record, replace(record.what, kind=kind))
        self.screen.tell_done(f"Now a {'warm-up' if kind is SetKind.WARMUP else 'working set'}.")


class SetSelection:
    """The set that the editing keys are about; `LogScreen.selected` is its id, "" for the last one."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen

    def pick(self, direction: int) -> None:
        """Select the next set, going round: at first the last one."""
        session = self.screen.session
        sets = session.lift.sets if session is not None else ()
        if not sets:
            self.screen.status = "No set to select yet."
        elif self.screen.selected:
            self.move(direction, around=True)
        else:
            self.select(sets[-1].id)

    def move(self, by: int, *, around: bool = False) -> None:
        """Select a set above or below the selected one, `around` from the last to the first."""
        session, selected = self.screen.session, self.screen.selected
        ids = [record.id for record in session.lift.sets] if session is not None else []
        if selected in ids and self.screen.checked is None:
            place = ids.index(selected) + by
            self.select(ids[place % len(ids) if around else max(0, min(len(ids) - 1, place))])

    def select(self, record_id: str) -> None:
        """Select a set, "" for none."""
        self.screen.selected = record_id
        self.screen.set_focus(self.screen.query_one(SetList) if record_id else None)
        session = self.screen.session
        record = session.set_by_id(record_id) if session is not None else None
        self.screen.status = log_view.selected_words(session, record, self.screen.key_of) if session and record else ""
        self.screen.show_next()
        self.screen.show_checks()
        self.screen.show_keys()

    def is_in_the_way(self) -> bool:
        """Whether a set is selected, which the status then says: the next set is not changed meanwhile."""
        session = self.screen.session
        record = session.set_by_id(self.screen.selected) if session is not None else None
        if record is not None and session is not None and self.screen.checked is None:
            name = capital(session.set_name(record))
            self.screen.status = f"{name} is selected. Press {self.screen.key_of('back')} to go back to the next set."
        return record is not None


class SetChecking:
    """`LogScreen.checked` is the open check, None while there is none."""

    def __init__(self, screen: LogScreen) -> None:
        self.screen = screen

    def is_open(self) -> bool:
        """Whether a check is open, which the status then says: other keys wait for it."""
        if self.screen.checked is not None:
            save, discard = self.screen.key_of("log.type"), self.screen.key_of("back")
            self.screen.status = f"The check is open. Press {save} to save it, {discard} to discard it."
        return self.screen.checked is not None

    async def toggle(self) -> None:
        """Check the last or selected set; discard the check while one is open."""
        if self.screen.checked is not None:
            self.show(None, "Check discarded. Nothing was saved.")
            return
        record = await self.screen.queue.saved_target()
        if record is None:
            self.screen.status = "Log a set first, then check it."
            return
        check = SetCheck.begin(record, *self.screen.checklist_of(record.exercise))
        none = "This exercise has no checks. Close this, then rate the set 1-5, or press 0 for pain."
        self.show(check, None if check.items else none)

    def show(self, check: SetCheck | None, status: str | None = None, hint: str = "") -> None:
        """Show a check, by default with what it comes to, or close the open one."""
        self.screen.checked = check
        outcome = status or ""
        if check is not None and status is None:
            outcome = check.outcome(self.screen.key_of("load.less2"))
        self.screen.status = outcome + hint if self.screen.fits(outcome + hint) else outcome
        self.screen.show_checks()
        self.screen.show_keys()

    def mark(self, number: int) -> None:
        """Change the mark of a check; 0 is the tenth check where there are ten, else pain."""
        if self.screen.checked is None:
            return
        number = 10 if number == 0 and len(self.screen.checked.items) >= 10 else number
        if number == 0:
            self.screen.action_pain()
        elif number > len(self.screen.checked.items):
            self.screen.status = f"There is no check {number}."
        else:
            self.show(self.screen.checked.toggle(number), hint=" Press again for several reps, then none.")

    def change_judge(self) -> None:
        """Change how the set is judged."""
        if self.screen.checked is not None:
            self.show(self.screen.checked.with_next_judge())

    async def save(self, check: SetCheck) -> None:
        """Save a check; when that fails, open it again."""
        try:
            await self.screen.write(lambda store: save_check(store, check))
        except HingeLogError as error:
            await self.screen.load()
            session = self.screen.session
            fresh = session.set_by_id(check.record.id) if session is not None else None
            if self.screen.checked is None and self.screen.opened is None and fresh is not None:
                self.show(replace(check, record=fresh), "")
            raise HingeLogError(f"Check not saved. {error.message}", error.hint) from error
        if self.screen.session is not None:
            self.screen.status = log_view.checked_words(self.screen.session, check, self.screen.key_of)
