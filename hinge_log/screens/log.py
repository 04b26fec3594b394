"""The workout in progress: one key logs the set as shown, one more rates it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, ClassVar, NamedTuple, TypeVar

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from hinge_log.charts.date_texts import clock_text
from hinge_log.errors import EntryError, HingeLogError, NotFound
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens import lift_changes, log_keys, log_texts, set_video
from hinge_log.screens.context import Context
from hinge_log.screens.log_texts import capital
from hinge_log.screens.main_screen import BarKey, MainScreen, ScreenRequested
from hinge_log.screens.open_workout_actions import also_open_words, ask_which_goes_on
from hinge_log.screens.rest_control import RestControl, announce, is_skipped_by_quiet_clock
from hinge_log.store.journal import Change
from hinge_log.store.session_queries import read_bests, read_session
from hinge_log.store.set_writes import save_check, save_entry
from hinge_log.store.store import Store
from hinge_log.store.videos import put_video
from hinge_log.training.coaching import NO_EXTRAS
from hinge_log.training.entry_model import Amend
from hinge_log.training.form import quick
from hinge_log.training.open_entry import NOTES, NewSets, OpenEntry, entry_text
from hinge_log.training.rest import RestChange
from hinge_log.training.session import WorkoutSession, lift_to_log
from hinge_log.training.set_check import SetCheck
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, Pain, SetDraft, SetKind, SetRecord, Workout
from hinge_log.widgets.check_panel import CheckPanel
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.form_strip import FormStrip, StripQuestion
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.lift_list import LiftList
from hinge_log.widgets.lift_overview import LiftOverview
from hinge_log.widgets.next_set import NextSet
from hinge_log.widgets.rest_clock import RestClock
from hinge_log.widgets.set_list import SetList
from hinge_log.widgets.styled_line import StyledLine

T = TypeVar("T")

ABOUT_A_SET = frozenset(("edit", "note", "pain", "video"))
WHILE_TYPING = frozenset(("submit", "back", "help", "quit_now", "pick", "to_shell", "note_where"))
WHILE_LISTING = frozenset(("lift_command", "back", "help", "quit_now", "to_shell", "rest_by", "rest_pause"))


class LogData(NamedTuple):
    """What the log screen shows; None where no workout is open, or none with a lift."""

    session: WorkoutSession | None


@dataclass
class QueuedSets:
    """Sets on their way into the log: what is pressed meanwhile is about the last of them, and dropped with it."""

    lift_id: str
    records: list[SetRecord] = field(default_factory=list)
    failed: bool = False


@dataclass
class QueuedChange:
    """An edit, check or note of a set on its way into the log: what is asked of that set meanwhile depends on it."""

    set_id: str
    failed: bool = False


class LogScreen(MainScreen[LogData]):
    """Logs the workout in progress."""

    CSS_PATH = "../styles/log.tcss"
    BINDINGS: ClassVar[list[BindingType]] = log_keys.BINDINGS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.checked: SetCheck | None = None
        self.opened: OpenEntry | None = None
        self.queued: QueuedSets | None = None
        self.changing: QueuedChange | None = None
        self.selected = ""
        self.listing = False
        self.rest_control = RestControl(context.clock, context.rest_timer)
        self._wanted, self._wanted_exercise, self._fresh = "", "", False
        self._logged_at = -1e9
        self._suggested = ""
        self._refused_text: str | None = None
        self._confirmed_text = ""
        self._others_told: tuple[str, ...] = ()
        self._dropped: list[str] = []

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def session(self) -> WorkoutSession | None:
        """The workout in progress."""
        return self.data.session if self.data is not None else None

    @property
    def lift(self) -> str:
        """The key of the current exercise."""
        return self.session.lift.exercise if self.session is not None else ""

    def show_lift(self, key: str) -> None:
        """Go to the lift of an exercise when the screen is shown next."""
        self._wanted_exercise = key

    def read(self, store: Store) -> LogData:
        """The workout in progress, at the lift that is wanted, or at the same one as before."""
        wanted, workout = self._wanted, store.open_workout()
        if workout is not None and self._wanted_exercise and self.lift != self._wanted_exercise:
            lift = lift_to_log(workout, self._wanted_exercise, frozenset(), frozenset())
            wanted = wanted or (lift.id if lift is not None else "")
        return LogData(self._read(store, wanted=wanted, workout=workout, fresh=self._fresh))

    def _read(
        self, store: Store, *, after: str = "", wanted: str = "", workout: Workout | None = None, fresh: bool = False
    ) -> WorkoutSession | None:
        find, gym = self.context.exercise, self.context.gym
        return read_session(store, find, gym, self.session, workout=workout, after=after, wanted=wanted, fresh=fresh)

    def prepare(self, store: Store) -> None:
        """Read before the app starts; say that the workout goes on."""
        super().prepare(store)
        session = self.session
        if session is not None and session.latest is not None and session.latest.at_ms:
            minutes = (session.latest.at_ms // 60_000 + session.workout.offset_min) % 1440
            resumed = f"Resumed. Last set at {clock_text(minutes)}."
            self.set_reactive(MainScreen.status, self.context.banner or resumed)

    async def load(self) -> None:
        """Read again; what the keys made of the next set meanwhile stays."""
        data = await self.with_store(self.read)
        self._wanted, self._wanted_exercise, self._fresh = "", "", False
        self.take(data.session)

    async def reload(self) -> None:
        """Read everything anew: another screen may have changed earlier workouts."""
        self._fresh = True
        await super().reload()

    def take(self, session: WorkoutSession | None) -> None:
        """Show a session as it was read just now, with the sets that were shaped since."""
        if session is not None and self.session is not None:
            session = replace(session, shapes={**session.shapes, **self.session.shapes})
        self.data = LogData(session)
        if session is None or session.set_by_id(self.selected) is None:
            self.selected = ""
        if session is not None:
            self._data_version = session.version
            if session.lift.exercise not in session.bests:
                self.enqueue(self._load_bests())
        if self.children:
            self.show(self.data)

    async def _load_bests(self) -> None:
        session = self.session
        if session is None or session.lift.exercise in session.bests:
            return
        key, workout = session.lift.exercise, session.workout
        bests = await self.with_store(lambda store: read_bests(store, key, workout))
        if self.session is not None:
            self.data = LogData(replace(self.session, bests={**self.session.bests, key: bests}))
            self.query_one(SetList).session = self.session

    def others_wrote(self, before: LogData | None, who: str) -> None:
        """Say what another window or device did to this workout."""
        if self.opened is None:
            words = log_texts.others_words(before.session if before else None, self.session, who)
            self.status = words or self.status

    # -- showing -------------------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        """The panels of one grid; which are shown where is in styles/log.tcss."""
        for panel in (NextSet, RestClock):
            panel.ascii_only = self.context.ascii_only
        if not self.context.look.mouse:
            self.add_class("-no-mouse")
        yield StyledLine(id="last")
        yield StyledLine(id="cue")
        yield Container(
            LiftList(id="lifts"), LiftOverview(id="overview"), SetList(id="sets"), RestClock(id="rest"),
            CheckPanel(id="checks"), NextSet(id="next"), id="panels",
        )  # fmt: skip
        yield FormStrip(id="strip")
        yield KeyRow(lead=True, id="touch")

    def on_mount(self) -> None:
        """Start the clock."""
        self._data_version = self.session.version if self.session is not None else None
        self.set_interval(1.0, self.tick)

    def on_resize(self) -> None:
        """Choose the texts that fit anew."""
        if self.data is not None:
            self.show(self.data)

    def show(self, data: LogData) -> None:
        """Hand every panel what it shows; what is as it was paints nothing."""
        session = data.session
        self.set_class(session is None, "-empty")
        self.show_keys()
        if session is None:
            self.show_title(("Log", "strong"))
            words = f"No lift here yet. Press {self.key_of('lift.add')} to add one, {self.key_of('back')} to go back."
            self.query_one("#last", StyledLine).choices = (((words, "text"),),)
            return
        minutes = f"{max(0, (self.context.clock.now().utc_ms - session.workout.started_ms) // 60_000)} min"
        link = "" if self.checked or self.opened else ">lifts"
        beside = len(minutes) + (len(self.context.sync_note[-1]) + 3 if self.context.sync_note else 0)
        self.show_title(*log_texts.fitting_title(session, link, self.size.width - beside - 4), right=minutes)
        items, today = self._checks_of(session.exercise), self.context.today
        self.query_one("#last", StyledLine).choices = log_texts.last_time_rows(session, items, today)
        notes = self.query_one("#cue", StyledLine)
        notes.choices = log_texts.note_pieces(session, today, self.key_of("log.open"))
        self._tell_also_open(session)
        self.set_class(bool(notes.choices), "-cue")
        overview = self.query_one(LiftOverview)
        overview.session, overview.today = session, today
        if self.listing:
            self.query_one(LiftList).show_lifts(session)
        self.show_next()
        self.show_rest()
        self.show_checks()

    def _tell_also_open(self, session: WorkoutSession) -> None:
        """Say once in the status that another workout is open: the line for it has no room at every size."""
        others = tuple(each.id for each in session.also_open)
        if others and others != self._others_told and self.opened is None and self.checked is None:
            self.status = also_open_words(session.also_open, self.context.today, self.key_of("log.open"))
        self._others_told = others

    def action_open_workouts(self) -> None:
        """Choose with which open workout to go on, or join them."""
        if not self._check_is_open():
            self.enqueue(ask_which_goes_on(self))

    def show_next(self) -> None:
        """Show the next set, the list and the strip: what shaping it changes."""
        session, opened, sets = self.session, self.opened, self.query_one(SetList)
        if session is None:
            return
        self.query_one(NextSet).session = session
        sets.session, sets.offers = session, log_texts.offers(session, self.key_of)
        sets.items = self._checks_of(session.exercise) if session.extras else ()
        about = opened.record if opened is not None and opened.purpose in ("edit", "note") else None
        sets.selected = about.id if about is not None else self.selected
        question = StripQuestion(opened.title, asks=True) if opened is not None else None
        question = question or log_texts.strip_question(session, self.selected, self._asked_rpe(), self.key_of)
        strip = self.query_one(FormStrip)
        strip.question = question
        small = self.has_class("-mini") or self.has_class("-tiny")  # the answers have a row only while asked for
        strip.set_class(small and question.asks and opened is None, "-asking")

    def show_rest(self) -> None:
        """Show the rest clock as it is now."""
        if self.session is not None:
            clock = self.query_one(RestClock)
            clock.note, clock.rest = self.session.rest_note, self.rest_control.now(self.session)

    def show_checks(self) -> None:
        """Show the checks of the lift, or those of the set that is checked, and the keys for a finger."""
        session, panel, check = self.session, self.query_one(CheckPanel), self.checked
        if session is None:
            return
        if check is None:
            panel.show_lift(session, self._checks_of(session.exercise))
        else:
            panel.show_check(check, capital(session.set_name(check.record)), self.key_of("load.less2"))
        self.set_class(check is not None, "-checking")
        touch = log_keys.touch_keys(self.key_of, checks=check is not None, selected=bool(self.selected))
        self.query_one("#touch", KeyRow).keys = touch

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        session = self.session
        if session is None or self.listing:
            return () if self.listing else log_keys.EMPTY_BAR
        if self.opened is not None:
            return log_keys.entry_bar(self.opened.purpose)
        if self.checked is not None:
            return log_keys.check_bar(len(self.checked.items))
        if self.selected:
            return log_keys.SELECTED_BAR
        if self.has_class("-narrow") and self.query_one("#touch").display:
            return log_keys.PHONE_BAR  # the rest stands on the buttons, with its keys
        return log_keys.set_bar(session, rpe=self._asked_rpe() is not None)

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return log_keys.HELP_GROUPS

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        return [(title, log_keys.merge_ratings(lines)) for title, lines in super()._help_lines()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed or the lifts are listed, keys do nothing to what lies behind."""
        if self.opened is not None:
            return action in WHILE_TYPING
        return action in WHILE_LISTING if self.listing else True

    def _checks_of(self, exercise: Exercise) -> tuple[Item, ...]:
        return self.context.catalogue.items_for(exercise)

    def _asked_rpe(self) -> float | None:
        return self.session.current.asked_rpe if self.session is not None and self.context.gym.ask_rpe else None

    def _done(self, words: str) -> None:
        """Say what was saved, and how it is taken back."""
        self.status = f"{words} {self.key_of('undo')} undoes."

    # -- writing -------------------------------------------------------------------------------------------

    async def _write(self, work: Callable[[Store], T]) -> T:
        """Write something and read the session again; HingeLogError leaves everything as it was."""
        result, session = await self.with_store(lambda store: (work(store), self._read(store)))
        self.take(session)
        return result

    async def _edit(self, record: SetRecord, what: SetDraft) -> None:
        await self._write(lambda store: store.edit_set(record.id, what))

    def _about_last(self, key: str, act: Callable[[SetRecord], Awaitable[None]]) -> None:
        """Do something with the selected set, or with the last one that was asked for before, once it is saved.

        What is asked for while a set is on its way is about that set, and is dropped with it when it is not saved.
        """
        self._logged_at = -1e9
        queued, changing, record = None if self.selected else self.queued, self.changing, self._target()
        if queued is None and record is None:
            self.status = f"Nothing to rate yet. Press {self.key_of('log.set')} to log the set first."
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
            known = self.session.set_by_id(target.id) if self.session is not None else None
            await act(known or target)

        self.enqueue(done())

    def _drop(self, key: str) -> None:
        """Name a key that was about something that could not be saved."""
        error = self.status
        if self._dropped:
            error = error.removesuffix(f" Dropped as well: {', '.join(self._dropped)}.")
        self._dropped.append(key)
        self.status = f"{error} Dropped as well: {', '.join(self._dropped)}."

    def _change(self, set_id: str, save: Awaitable[T]) -> Coroutine[Any, Any, T]:
        """The saving of a change of a set; what is asked of that set before it is done is dropped if it fails."""
        self._dropped.clear()
        changing = self.changing = QueuedChange(set_id)

        async def change() -> T:
            try:
                return await save
            except HingeLogError as error:
                changing.failed = True
                if isinstance(error, NotFound):
                    await self.load()  # another window changed what is shown
                raise
            finally:
                if self.changing is changing:
                    self.changing = None

        return change()

    def _target(self) -> SetRecord | None:
        return self.session.target(self.selected) if self.session is not None else None

    async def _saved_target(self) -> SetRecord | None:
        """The selected or last set, once one that is on its way is saved: the key that was pressed is about it."""
        if self.queued is not None:
            await self.wait_for_actions()
        return self._target()

    async def _settle(self) -> None:
        """Wait for what is being read: the next set of a lift is not known before."""
        if self.session is not None and self.session.lift.exercise not in self.session.past:
            await self.wait_for_actions()

    async def action_log_set(self) -> None:
        """Log the next set as shown, unless it is a double press, or a check or a missing number is in the way."""
        if self.session is None:
            self.action_add_lift()
            return
        await self._settle()
        session, now = self.session, self.context.clock.monotonic()
        if session is None or self._check_is_open():
            return
        if now - self._logged_at < self.context.look.bounce_s:
            self._logged_at = now
            self.enqueue(self._tell_double_press())
        elif not session.is_loggable():
            self.status = f"How many reps? Arrows change the set, {self.key_of('log.type')} types it: 100x5"
        else:
            self._logged_at = now
            self._log(session, (session.current.next,))

    async def _tell_double_press(self) -> None:
        """Said after the set before it is shown as saved, which would else write over it."""
        self.status = "Double press ignored."

    def _log(self, session: WorkoutSession, drafts: Sequence[SetDraft], warning: str = "") -> None:
        self._dropped.clear()
        self.queued = QueuedSets(session.lift.id)
        self.enqueue(self._save_sets(self.queued, session, drafts, warning))

    async def _save_sets(
        self, queued: QueuedSets, pressed: WorkoutSession, drafts: Sequence[SetDraft], warning: str
    ) -> None:
        def work(store: Store) -> tuple[list[SetRecord], Workout | None, WorkoutSession | None]:
            records, closed = store.log_after_gap(queued.lift_id, drafts)
            now = self.session
            if now is not None and now.lift.id != queued.lift_id:
                return records, closed, self._read(store, wanted=now.lift.id)
            return records, closed, self._read(store, after=records[0].lift_id)

        try:
            queued.records, closed, session = await self.with_store(work)
        except HingeLogError as error:
            queued.failed = True
            raise HingeLogError(f"Set not saved. {error.message}", error.hint) from error
        finally:
            if self.queued is queued:
                self.queued = None
        before, now = pressed.shapes.get(queued.lift_id), self.session
        self.selected = ""
        self.data = LogData(now.unshaped(queued.lift_id) if now is not None else None)
        self.take(session.shaped_since(now, before, queued.lift_id) if session is not None else None)
        if self._logged_at > 0:
            self._logged_at = self.context.clock.monotonic()  # what was pressed before it was shown as saved counts
        ascii_only = self.context.ascii_only
        words = log_texts.logged_words(self.session, queued.records, closed, ascii_only=ascii_only)
        self.status = f"{words} {self.key_of('undo')} undoes. {warning}".rstrip()

    # -- rating and checking -------------------------------------------------------------------------------

    def action_digit(self, number: int) -> None:
        """Rate the last or selected set; while a set is checked, mark the check of that number."""
        if self.checked is not None:
            self.action_mark(number)
        elif number in LABELS:
            self._about_last(str(number), lambda record: self._rate(record, number))
        else:
            self.status = "Form is rated 1 to 5."

    async def _rate(self, record: SetRecord, label: int) -> None:
        name = self.session.set_name(record) if self.session is not None else "set"
        if record.what.pain is not None:
            self._done(f"{capital(name)}: pain reported, form not rated.")
            return
        await self._write(lambda store: store.rate(record.id, quick(label)))
        has_checks = bool(self._checks_of(self.context.exercise(record.exercise)))
        texts = log_texts.rated_words(label, name, self.key_of, rpe=self._asked_rpe(), has_checks=has_checks)
        self.status = next(filter(self._fits, texts), texts[-1])

    def _fits(self, status: str) -> bool:
        """Whether the status has room for a text as it is laid out now: another height would move everything."""
        size = self.query_one("#status").content_size
        return len(status) <= size.width * size.height

    def _check_is_open(self) -> bool:
        if self.checked is not None:
            save, discard = self.key_of("log.type"), self.key_of("back")
            self.status = f"The check is open. Press {save} to save it, {discard} to discard it."
        return self.checked is not None

    async def action_check(self) -> None:
        """Check the last or selected set; discard the check while one is open."""
        if self.checked is not None:
            self._show_check(None, "Check discarded. Nothing was saved.")
            return
        record = await self._saved_target()
        if record is None:
            self.status = "Log a set first, then check it."
            return
        exercise = self.context.exercise(record.exercise)
        checklist = self.context.catalogue.checklists.get(exercise.checklist)
        self._show_check(SetCheck.begin(record, self._checks_of(exercise), checklist))

    def _show_check(self, check: SetCheck | None, status: str | None = None, hint: str = "") -> None:
        """Show a check, by default with what it comes to, or close the open one."""
        self.checked = check
        outcome = check.outcome(self.key_of("load.less2")) if check is not None and status is None else status or ""
        self.status = outcome + hint if self._fits(outcome + hint) else outcome
        self.show_checks()
        self.show_keys()

    def action_mark(self, number: int) -> None:
        """Change the mark of a check; 0 is the tenth check where there are ten, else pain."""
        if self.checked is None:
            return
        number = 10 if number == 0 and len(self.checked.items) >= 10 else number
        if number == 0:
            self.action_pain()
        elif number > len(self.checked.items):
            self.status = f"There is no check {number}."
        else:
            self._show_check(self.checked.toggle(number), hint=" Again: several reps, none.")

    def action_judge(self) -> None:
        """Change how the set is judged."""
        if self.checked is not None:
            self._show_check(self.checked.with_next_judge())

    def action_pain(self) -> None:
        """Say where it hurts."""
        if self.checked is not None:
            self._open("pain", self.checked.record)

    async def _save_check(self, check: SetCheck) -> None:
        try:
            await self._write(lambda store: save_check(store, check))
        except HingeLogError as error:
            await self.load()
            fresh = self.session.set_by_id(check.record.id) if self.session is not None else None
            if self.checked is None and self.opened is None and fresh is not None:
                self._show_check(replace(check, record=fresh), "")
            raise HingeLogError(f"Check not saved. {error.message}", error.hint) from error
        if self.session is not None:
            self.status = log_texts.checked_words(self.session, check, self.key_of)

    # -- effort --------------------------------------------------------------------------------------------

    def action_rpe(self, value: float) -> None:
        """Give the last or selected set an RPE."""
        self._put_rpe(lambda _: float(value))

    def action_rpe_same(self) -> None:
        """Give the last or selected set the RPE of the set before it."""
        self._put_rpe(lambda suggested: suggested)

    def action_rpe_by(self, direction: int) -> None:
        """Half an RPE more or less than the set has, or than the set before it."""
        self._put_rpe(lambda suggested: suggested, direction / 2)

    def _put_rpe(self, choose: Callable[[float], float], change: float = 0.0) -> None:
        if not self.context.gym.ask_rpe:
            self.status = "RPE is not asked for. Settings change that; @8 can be typed."
        elif self.checked is None:
            self._about_last("RPE", lambda record: self._save_rpe(record, choose, change))

    async def _save_rpe(self, record: SetRecord, choose: Callable[[float], float], change: float) -> None:
        assert self.session is not None
        start = record.what.rpe if change and record.what.rpe else choose(self.session.current.rpe_offer(record))
        value = max(1.0, min(10.0, start + change))
        await self._edit(record, replace(record.what, rpe=value))
        self._done(f"RPE {value:g}: {f'{10 - value:g} reps' if value < 10 else 'nothing'} left.")

    # -- typing --------------------------------------------------------------------------------------------

    def _open(self, purpose: str, record: SetRecord | None = None, text: str | None = None) -> None:
        """Open the entry line for a purpose of `OpenEntry`."""
        session = self.session
        if session is not None:
            edits = record is not None and purpose == "edit"
            exercise = self.context.exercise(record.exercise) if record is not None and edits else session.exercise
            checklist = self.context.catalogue.checklists.get(exercise.checklist)
            self._open_again(OpenEntry(purpose, session, record, self._checks_of(exercise), checklist), text)

    def _open_again(self, opened: OpenEntry, text: str | None = None, status: str = "") -> None:
        self.opened, self._confirmed_text = opened, ""
        self._refused_text = text if status else None
        text = opened.written() if text is None else text
        self.open_entry(opened.purpose, text, status=status or self._echo(text))
        self.show_next()

    def _echo(self, text: str) -> str:
        width, ascii_only = self.size.width, self.context.ascii_only
        return self.opened.echo(text, width, ascii_only=ascii_only) if self.opened is not None else ""

    def _close(self, status: str = "") -> None:
        self.opened = None
        self.close_entry(status)
        if self.selected:
            self.set_focus(self.query_one(SetList))
        self.show_next()

    def on_entry_line_edited(self, message: EntryLine.Edited) -> None:
        """Say back what is typed."""
        if self.opened is not None and message.text != self._refused_text:
            self.status = self._echo(message.text)

    def on_entry_line_closed(self, message: EntryLine.Closed) -> None:
        """Esc was pressed."""
        message.prevent_default()
        self._close("Closed. Nothing was saved.")

    def on_entry_line_cut(self, message: EntryLine.Cut) -> None:
        """Say what of a paste did not fit."""
        self.status = f"The last {message.count:,} characters did not fit and were left out."

    async def action_submit(self) -> None:
        """Do what enter does in the line."""
        await self.entry.action_submit()

    async def on_entry_line_completed(self, message: EntryLine.Completed) -> None:
        """Read what was typed against what the line was opened for, and save it after all that was asked before."""
        opened, text = self.opened, message.text
        if opened is None:
            return
        try:
            typed = opened.complete(text)
        except EntryError as error:
            echo = self._echo(text)
            self.status = echo if echo.lstrip().startswith("^") else str(error)
            return
        drafts = typed.drafts if isinstance(typed, NewSets) else [typed] if isinstance(typed, SetDraft) else []
        question = opened.under_bar(text, drafts) if drafts else ""
        if question and text != self._confirmed_text:
            self._confirmed_text = text
            self.status = f"{question} Press {self.key_of('log.type')} again to save it, or type x and the reps."
            return
        self._close()
        if isinstance(typed, NewSets):
            self._log(opened.session, typed.drafts, typed.warning)
        elif isinstance(typed, Amend):
            self._about_last(text, lambda record: self._amend(record, opened, typed))
        elif typed is not None:
            set_id = opened.record.id if opened.record is not None and opened.purpose in ABOUT_A_SET else ""
            self.enqueue(self._keep_text(self._change(set_id, self._save_typed(opened, typed)), opened, text))
        elif opened.purpose == "log":
            await self.action_log_set()

    async def _keep_text(self, save: Awaitable[str], opened: OpenEntry, text: str) -> None:
        """Save, and say so; when that fails, open the line again with its text, unless something else is open."""
        try:
            self.status = await save
        except HingeLogError as error:
            if self.opened is None and (self.checked is None or opened.purpose == "pain"):
                self._open_again(opened, text, status=str(error))
                return
            raise HingeLogError(f'"{text}" was not saved. {error.message}', "Type it again.") from error

    async def _save_typed(self, opened: OpenEntry, typed: SetDraft | Pain | str) -> str:
        if opened.purpose == "video" and opened.record is not None and isinstance(typed, str):
            return await self._save_video(opened.record.id, opened.written(), typed.strip())
        form = self.checked.form() if self.checked is not None and self.checked.slips else None
        words = await self._write(lambda store: save_entry(store, opened, typed, form))
        if not isinstance(typed, Pain):
            return f"{words} {self.key_of('undo')} undoes."
        self._show_check(None)
        following = f"Stop this exercise for today; {self.key_of('lift.next')} is the next lift."
        return f"{words} {following} Numbness or weak legs? Get medical help now."

    async def _save_video(self, set_id: str, before: str, text: str) -> str:
        """Open the video that is there, or add another one."""
        if text in ("", before):
            return await set_video.show(text) if text else ""
        location = await set_video.read_location(text)
        await self._write(lambda store: put_video(store, set_id, *location))
        return f"Video saved. {self.key_of('set.video')} opens it, {self.key_of('undo')} undoes."

    async def action_video(self) -> None:
        """Open the video of the last or selected set, or add one."""
        if self._check_is_open():
            return
        record = await self._saved_target()
        if record is None:
            self.status = "Log a set first, then add its video."
        else:
            self._open("video", record)

    async def action_open_video(self, set_id: str) -> None:
        """Open the newest video of a set that was clicked."""
        videos = self.session.extras.get(set_id, NO_EXTRAS).videos if self.session is not None else ()
        if videos and self.opened is None and self.checked is None:
            self.enqueue(self._show_video(videos[-1].location))

    async def _show_video(self, location: str) -> None:
        self.status = await set_video.show(location)

    async def _amend(self, record: SetRecord, opened: OpenEntry, typed: Amend) -> None:
        exercise = self.context.exercise(record.exercise)
        checklist = self.context.catalogue.checklists.get(exercise.checklist)
        opened = replace(opened, items=self._checks_of(exercise), checklist=checklist)
        await self._edit(record, opened.amended(record, typed))
        if self.session is not None:
            self._done(f"Changed {self.session.set_name(record)}.")

    async def action_enter(self) -> None:
        """Type a set; with a check open save it, with a set selected edit it."""
        check = self.checked
        if check is not None:
            self._show_check(None)
            if check.items:
                self.enqueue(self._change(check.record.id, self._save_check(check)))
        elif self.selected:
            await self.action_edit()
        elif self.session is not None:
            await self._settle()
            self._open("log", text="")

    async def action_edit(self) -> None:
        """Edit the last or selected set as text."""
        if self._check_is_open():
            return
        record = await self._saved_target()
        if record is None or self.session is None:
            self.status = "Nothing to edit yet."
        else:
            self._open("edit", record, entry_text(record, self.session.unit))

    async def action_note(self) -> None:
        """Write a note on the last or selected set; before the first one, on the lift."""
        if not self._check_is_open():
            record = await self._saved_target()
            self._open("note" if record is not None else "lift note", record)

    def action_note_on(self, purpose: str) -> None:
        """Write today's note on the lift, or a note on the workout."""
        if not self._check_is_open():
            self._open(purpose, self._target())

    def action_note_where(self) -> None:
        """Write the note elsewhere: on the set, on the lift for today, on the workout, or as the lasting cue."""
        opened = self.opened
        if opened is not None and opened.purpose in NOTES:
            typed, there = self.entry.value, " ".join(opened.written().splitlines())
            self._open_again(opened.at_next_place(), None if typed == there else typed)

    # -- shaping the next set ------------------------------------------------------------------------------

    def _shape(self, session: WorkoutSession | None, status: str | None = None) -> None:
        if session is None or self.checked is not None:
            return
        self.data = LogData(session)
        if status is not None:
            self.status = self._suggested = status
        elif self.status == self._suggested:
            self.status = self._suggested = ""  # it would name another set than the one that is shown now
        self.show_next()

    def action_load(self, direction: int, big: bool = False) -> None:
        """The next load up or down."""
        if self.session is not None and self.checked is None:
            session = self.session.with_load(direction, big=big)
            if session is None:
                self.status = "Bodyweight: type bw+10 for added load."
            self._shape(session)

    def action_upward(self, direction: int) -> None:
        """The next load up or down; while a set is selected, the one above or below it."""
        if self.selected:
            self._select_by(-direction)
        else:
            self.action_load(direction)

    def action_down(self) -> None:
        """One load down, or the set below; while a set is checked, how it is judged."""
        if self.checked is not None:
            self.action_judge()
        else:
            self.action_upward(-1)

    def action_big(self, direction: int) -> None:
        """A big step up or down, unless a set is selected."""
        if not self._set_is_selected():
            self.action_load(direction, True)

    def action_sideways(self, change: int) -> None:
        """One rep more or less, unless a set is selected."""
        if not self._set_is_selected():
            self.action_reps(change)

    def action_reps(self, change: int) -> None:
        """One rep more or less."""
        self._shape(self.session.with_reps(change) if self.session is not None else None)

    def action_swap(self) -> None:
        """Take the next suggestion for the next set."""
        if self.session is not None:
            session = self.session.with_next_suggestion()
            source = session.current.source
            source = "lighter after a failed safety check" if source == "lighter" else source or "typed"
            self._shape(session, f"As {source}: {phrase(session.current.next)}.")

    def action_why(self) -> None:
        """Say why the next set is suggested as it is."""
        if self.session is not None:
            current = self.session.current
            self.status = f"{phrase(current.next) or 'Next set'}: {current.why}"

    def action_warmup(self) -> None:
        """Make the next set, or the selected one, a warm-up, or a working set again."""
        if self.selected and self.session is not None:
            self._about_last("w", self._toggle_warm_up)
        else:
            self._shape(self.session.with_warm_up() if self.session is not None else None)

    async def _toggle_warm_up(self, record: SetRecord) -> None:
        kind = SetKind.WORKING if record.what.kind is SetKind.WARMUP else SetKind.WARMUP
        await self._edit(record, replace(record.what, kind=kind))
        self._done(f"Now a {'warm-up' if kind is SetKind.WARMUP else 'working set'}.")

    def action_side(self) -> None:
        """Make the next set one of the left, the right, or both sides."""
        if self.session is not None:
            session = self.session.with_next_side()
            side = capital(SIDES[session.current.next.side] or "both sides")
            self._shape(session, f"{side}." if session.exercise.takes_side else "Both sides work at once here.")

    # -- selecting -----------------------------------------------------------------------------------------

    def action_pick(self, direction: int) -> None:
        """Select a set for the editing keys: at first the last one."""
        if self.opened is not None:
            self.action_note_where()
        elif not self._check_is_open():
            sets = self.session.lift.sets if self.session is not None else ()
            if not sets:
                self.status = "No set to select yet."
            elif self.selected:
                self._select_by(direction, around=True)
            else:
                self._select(sets[-1].id)

    def _select_by(self, by: int, *, around: bool = False) -> None:
        ids = [record.id for record in self.session.lift.sets] if self.session is not None else []
        if self.selected in ids and self.checked is None:
            place = ids.index(self.selected) + by
            self._select(ids[place % len(ids) if around else max(0, min(len(ids) - 1, place))])

    def on_set_list_moved(self, message: SetList.Moved) -> None:
        """The arrows moved in the list."""
        self._select_by(message.by)

    def action_select_set(self, record_id: str) -> None:
        """Select a set that was clicked; a second click edits it."""
        if self.opened is not None or self.checked is not None:
            return
        if self.selected == record_id:
            self.run_worker(self.action_edit(), group="edit")
        else:
            self._select(record_id)

    def _select(self, record_id: str) -> None:
        self.selected = record_id
        self.set_focus(self.query_one(SetList) if record_id else None)
        session = self.session
        record = session.set_by_id(record_id) if session is not None else None
        self.status = log_texts.selected_words(session, record, self.key_of) if session and record else ""
        self.show_next()
        self.show_checks()
        self.show_keys()

    def _set_is_selected(self) -> bool:
        session = self.session
        record = session.set_by_id(self.selected) if session is not None else None
        if record is not None and session is not None and self.checked is None:
            name = capital(session.set_name(record))
            self.status = f"{name} is selected. Press {self.key_of('back')} to go back to the next set."
        return record is not None

    def action_delete(self) -> None:
        """Delete the last or selected set."""
        if not self._check_is_open():
            self._about_last("d", self._delete)

    async def _delete(self, record: SetRecord) -> None:
        await self._write(lambda store: store.delete_set(record.id))
        self._select("")
        self.status = f"Deleted {phrase(record.what)}. {self.key_of('undo')} brings it back."

    # -- lifts ---------------------------------------------------------------------------------------------

    def action_lift_by(self, step: int) -> None:
        """Go to the next or previous lift."""
        session = self.session
        if self._check_is_open():
            return
        if session is None or len(session.workout.lifts) == 1:
            first = "This is the only lift." if session is not None else "No lift yet."
            self.status = f"{first} Press {self.key_of('lift.add')} to add one."
        else:
            self.action_lift((session.index + step) % len(session.workout.lifts))

    def action_lift(self, index: int) -> None:
        """Go to a lift."""
        if self.session is not None and self.checked is None and index < len(self.session.workout.lifts):
            self._go_to(self.session.workout.lifts[index].id)

    def _go_to(self, lift_id: str) -> None:
        session = self.session
        lift = session.lift_by_id(lift_id) if session is not None else None
        if session is not None and lift is not None:
            self.selected, self.status, self._wanted = "", "", lift_id
            self._logged_at = -1e9
            self.data = LogData(session.go_to(session.workout.lifts.index(lift)))
            self.enqueue(self.load())

    def action_lifts(self) -> None:
        """List the lifts over the sets."""
        if self.session is not None and not self._check_is_open():
            self.listing = True
            self.add_class("-lifts")
            self.query_one(LiftList).show_lifts(self.session, self.session.lift.id)
            self.query_one(LiftList).open_at(self.session.lift.id)
            self.show_keys()

    def _close_lifts(self) -> None:
        self.listing = False
        self.remove_class("-lifts")
        self.set_focus(None)
        self.show_keys()

    def action_lift_command(self, command: str) -> None:
        """Do something with the highlighted lift."""
        self.query_one(LiftList).action_request(command)

    def on_lift_list_requested(self, message: LiftList.Requested) -> None:
        """Do what was asked for in the list of lifts."""
        command, lift_id = message.command, message.lift_id
        if command in lift_changes.COMMANDS:
            self.enqueue(self._change_lift(lift_changes.COMMANDS[command], lift_id))
        elif command == "swap":
            self._choose_lift(
                lambda chosen: self._change_lift(lift_changes.swap(chosen), lift_id), "In place of this lift"
            )
        elif command in ("go", "close"):
            self._close_lifts()
            if command == "go":
                self._go_to(lift_id)
        else:
            actions: dict[str, Callable[[], None]] = {
                "add": self.action_add_lift, "undo": self.action_undo, "redo": self.action_redo,
                "more": partial(self.action_rest_by, 15), "less": partial(self.action_rest_by, -15),
                "help": self.action_help,
            }  # fmt: skip
            actions[command]()

    async def _change_lift(self, command: lift_changes.LiftCommand, lift_id: str) -> None:
        session = self.session
        lift = session.lift_by_id(lift_id) if session is not None else None
        if session is None or lift is None:
            self.status = "That lift is no longer in the workout."
            return
        await self._change_lifts(lambda store: command(store, session, lift))
        if self.session is None:
            self._close_lifts()
        elif self.listing and self.query_one(LiftList).highlighted != lift_id:
            self.query_one(LiftList).open_at(lift_id if self.session.lift_by_id(lift_id) else self.session.lift.id)

    async def _change_lifts(self, work: Callable[[Store], lift_changes.LiftChange]) -> None:
        def work_and_read(store: Store) -> tuple[lift_changes.LiftChange, WorkoutSession | None]:
            change = work(store)
            return change, self._read(store, wanted=change.wanted)

        change, session = await self.with_store(work_and_read)
        self.take(session)
        self.status = f"{change.status} {self.key_of('undo')} undoes." if change.undoable else change.status

    def action_warm_up(self) -> None:
        """Plan the warm-up sets that are offered."""
        if self.session is not None and self.checked is None:
            self.enqueue(self._change_lift(lift_changes.plan_warm_up, self.session.lift.id))

    def _choose_lift(self, then: Callable[[Exercise], Coroutine[Any, Any, None]], *title: str) -> None:
        from hinge_log.screens.dialogs.pick_lift import PickLift

        def chosen(exercise: Exercise | None) -> None:
            if exercise is not None:
                self.enqueue(then(exercise))

        self.app.push_screen(PickLift(self.context, *title), chosen)

    def action_add_lift(self) -> None:
        """Add a lift to the workout."""
        self._choose_lift(self._add_lift)

    async def _add_lift(self, exercise: Exercise) -> None:
        await self._change_lifts(lambda store: lift_changes.add(store, exercise))
        if self.listing and self.session is not None:
            self.query_one(LiftList).open_at(self.session.lift.id)

    # -- the rest, undo, leaving ---------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the clock run, and tell when the rest is over."""
        session = self.session
        if session is None:
            return
        rest = self.rest_control.now(session)
        set_id = self.rest_control.set_to_announce(session, rest)
        if set_id:
            self.enqueue(self._announce_end_of_rest(set_id))
        if self.is_current and not is_skipped_by_quiet_clock(rest, self.context.look):
            self.show_rest()

    async def _announce_end_of_rest(self, set_id: str) -> None:
        """Tell it whatever screen is shown, unless the set or its workout is gone meanwhile."""
        workout, session = await self.with_store(lambda store: store.open_workout()), self.session
        if session is not None and workout is not None and any(each.id == set_id for each in workout.sets):
            announce(f"GO - {session.name} {phrase(session.current.next)}", self.context.look, self.app.bell)

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        if self.session is not None:
            self._change_rest(self.rest_control.longer(self.session, seconds))

    def action_rest_pause(self) -> None:
        """Pause or resume the rest clock; pressed twice, there is no rest after this set."""
        if self.session is not None:
            self._change_rest(self.rest_control.paused(self.session, self.key_of("rest.pause")))

    def _change_rest(self, changed: tuple[RestChange, str] | None) -> None:
        if changed is None or self.session is None:
            return
        change, words = changed
        self.data = LogData(replace(self.session, rest_change=change))
        self.show_rest()

        async def save() -> None:
            await self.with_store(lambda store: store.put_state("rest", change.kept()))
            self.status = words

        self.enqueue(save())

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Go to the lift in which something was undone; say where it was when it is in no lift of this workout."""
        self._fresh = True
        touched = log_texts.changed_lifts(self.session, changes) if self.session is not None else []
        self._wanted = "" if not touched or self.session is None or self.session.lift.id in touched else touched[0]
        return where if log_texts.changed_elsewhere(self.session, changes) else ""

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.opened is not None:
            self._close("Closed. Nothing was saved.")
        elif self.listing:
            self._close_lifts()
        elif self.checked is not None:
            self._show_check(None, "Check discarded. Nothing was saved.")
        elif self.selected:
            self._select("")
        else:
            super().action_back()

    def action_finish(self) -> None:
        """Show the summary, where the workout is closed."""
        if self.session is None:
            self.status = f"Nothing to finish yet. Press {self.key_of('lift.add')} to add a lift."
        elif not self._check_is_open():
            self.post_message(ScreenRequested("finish"))
