"""The workout in progress: one key logs the set as shown, one more rates it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from hinge_log.charts.date_texts import clock_text
from hinge_log.clock import to_date
from hinge_log.errors import EntryError, HingeLogError, NotFound
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens import lift_changes, set_video
from hinge_log.screens.context import Context
from hinge_log.screens.log_entry import NOTES, OpenEntry, entry_text
from hinge_log.screens.log_texts import (
    EMPTY_BAR,
    HELP_GROUPS,
    NOTE_BAR,
    PAIN_BAR,
    PHONE_BAR,
    SELECTED_BAR,
    changed_elsewhere,
    changed_lifts,
    check_bar,
    entry_bar,
    fitting_title,
    last_time_rows,
    merge_ratings,
    note_pieces,
    offers,
    set_bar,
)  # fmt: skip
from hinge_log.screens.main_screen import GLOBAL_BINDINGS, BarKey, MainScreen, ScreenRequested
from hinge_log.screens.open_workout_actions import also_open_words, ask_which_goes_on
from hinge_log.store.journal import Change
from hinge_log.store.lift_settings import put_lift_settings
from hinge_log.store.lifting import set_lift_note
from hinge_log.store.session_queries import read_bests, read_session
from hinge_log.store.store import Store
from hinge_log.store.videos import put_video
from hinge_log.terminal import run_hook, tell_terminal
from hinge_log.training.coaching import NO_EXTRAS
from hinge_log.training.entry_model import Amend, Sets
from hinge_log.training.form import outcome_words, quick
from hinge_log.training.rest import RestChange
from hinge_log.training.session import WorkoutSession, lift_to_log
from hinge_log.training.set_check import JUDGED_BY, SetCheck
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, SetDraft, SetKind, SetRecord, Workout
from hinge_log.widgets.check_panel import CheckedSet, CheckPanel
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.form_strip import FormStrip
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.lift_list import LiftList
from hinge_log.widgets.lift_overview import LiftOverview
from hinge_log.widgets.next_set import NextSet, work_text
from hinge_log.widgets.rest_clock import RestClock
from hinge_log.widgets.set_list import SetList
from hinge_log.widgets.styled_line import StyledLine

T = TypeVar("T")

TWICE_S = 1.2
"""Two presses of the pause key within this time are one gesture."""
QUIET_S = 15
"""A quiet clock changes this often, in seconds."""

LIFT_COMMANDS: Mapping[str, lift_changes.LiftCommand] = {
    "join": lift_changes.join, "part": lift_changes.part, "skip": lift_changes.skip, "up": lift_changes.move(-1),
    "down": lift_changes.move(1), "remove": lift_changes.remove,
}  # fmt: skip

ABOUT_A_SET = frozenset(("note", "pain", "video"))
WHILE_TYPING = frozenset(("submit", "back", "help", "quit_now", "pick", "to_shell", "note_where"))
WHILE_LISTING = frozenset(("lift_command", "back", "help", "quit_now", "to_shell", "rest_by", "rest_pause"))


class LogData(NamedTuple):
    """What the log screen shows; None where no workout is open, or none with a lift."""

    session: WorkoutSession | None


@dataclass
class QueuedSets:
    """Sets on their way into the log: what is typed meanwhile is about the last of them."""

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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "log_set", "log", id="log.set", tooltip="log the next set as shown; rest starts"),
        *(
            Binding(str(n), f"digit({n})", word, id=f"form.{n}", tooltip=f"form of the last set: {n} {word}")
            for n, word in LABELS.items()
        ),
        *(
            Binding(str(n), f"digit({n})", "check", id=f"check.{n}", tooltip=f"in the check panel: check {n} failed")
            for n in (6, 7, 8, 9, 0)
        ),
        Binding("f", "check", "fault", id="log.check", tooltip="check panel: mark what failed in the last set"),
        Binding("enter,i", "enter", "type", id="log.type", tooltip="type it: 100x5@8  +2.5  x6  40s  bw+10x5"),
        Binding("up,k", "upward(1)", "heavier", id="load.more", tooltip="load up, by the smallest plate pair"),
        Binding("down", "upward(-1)", "lighter", id="load.less", tooltip="load down, by the smallest plate pair"),
        Binding("j", "down", "lighter", id="load.less2", tooltip="load down; in the check panel: judged by"),
        Binding("K,pageup", "big(1)", "much heavier", id="load.bigmore", tooltip="load up by a big step"),
        Binding("J,pagedown", "big(-1)", "much lighter", id="load.bigless", tooltip="load down by a big step"),
        Binding("right,l", "sideways(1)", "reps", id="reps.more", tooltip="one rep more"),
        Binding("left,h", "sideways(-1)", "reps", id="reps.less", tooltip="one rep less"),
        Binding("full_stop", "swap", "swap", id="log.swap", tooltip="next suggestion: previous set, last time, plan"),
        Binding("y", "why", "why", id="log.why", tooltip="why this load is suggested"),
        Binding("w", "warmup", "warm-up", id="log.warmup", tooltip="the next set, or the selected one, is a warm-up"),
        Binding("W", "warm_up", "ramp", id="log.ramp", tooltip="plan the warm-up sets that are offered"),
        Binding("s", "side", "side", id="log.side", tooltip="left, right or both sides, of a one-sided exercise"),
        Binding("L", "lifts", "lifts", id="lift.list", tooltip="lifts: superset, skip, swap, move, remove"),
        Binding("a", "add_lift", "add", id="lift.add", tooltip="add a lift"),
        Binding("n", "lift_by(1)", "next lift", id="lift.next", tooltip="next lift"),
        Binding("p", "lift_by(-1)", "last lift", id="lift.previous", tooltip="previous lift"),
        Binding("plus,equals_sign", "rest_by(15)", "rest", id="rest.more", tooltip="rest 15 s more"),
        Binding("minus", "rest_by(-15)", "rest", id="rest.less", tooltip="rest 15 s less"),
        Binding("t", "rest_pause", "pause", id="rest.pause", tooltip="pause or resume the rest clock; twice: no rest"),
        Binding("tab", "pick(1)", "select", id="set.pick", tooltip="select a set to edit or delete; then up and down"),
        Binding("shift+tab", "pick(-1)", "select", id="set.pickback", tooltip="select a set, upwards", show=False),
        Binding("e", "edit", "edit", id="set.edit", tooltip="edit the last or selected set"),
        Binding("d", "delete", "delete", id="set.delete", tooltip="delete the last or selected set"),
        Binding("o", "note", "note", id="set.note", tooltip="note on the last or selected set; tab: on the lift"),
        Binding("O", "lift_note", "lift note", id="lift.note", tooltip="today's note on the lift; tab: lasting cue"),
        Binding("N", "workout_note", "workout note", id="log.note", tooltip="note on the workout"),
        Binding("V", "video", "video", id="set.video", tooltip="video of the last or selected set: open or add"),
        Binding("r", "rpe_same", "RPE", id="rpe.same", tooltip="RPE of the last set as before, when RPE is asked for"),
        Binding("right_square_bracket", "rpe_by(1)", "RPE", id="rpe.more", tooltip="RPE of the last set up by a half"),
        Binding(
            "left_square_bracket", "rpe_by(-1)", "RPE", id="rpe.less", tooltip="RPE of the last set down by a half"
        ),
        Binding("b", "open_workouts", "both", id="log.open", tooltip="other open workouts: go on with one, or join"),
        Binding("F", "finish", "finish", id="log.finish", tooltip="finish the workout"),
        *GLOBAL_BINDINGS,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.checked: SetCheck | None = None
        self.opened: OpenEntry | None = None
        self.queued: QueuedSets | None = None
        self.changing: QueuedChange | None = None
        self.selected = ""
        self.listing = False
        self._wanted, self._wanted_exercise, self._fresh = "", "", False
        self._logged_at = self._paused_at = -1e9
        self._rang = self._suggested = ""
        self._error_text: str | None = None
        self._confirmed = ""
        self._dropped: list[str] = []
        self._others_told: tuple[str, ...] = ()

    # -- reading and showing -------------------------------------------------------------------------------

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
        wanted, fresh = self._wanted, self._fresh
        workout = store.open_workout()
        if workout is not None and self._wanted_exercise and self.lift != self._wanted_exercise:
            lift = lift_to_log(workout, self._wanted_exercise, frozenset(), frozenset())
            wanted = wanted or (lift.id if lift is not None else "")
        return LogData(self._read(store, wanted=wanted, workout=workout, fresh=fresh))

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
        self._wanted = self._wanted_exercise = ""
        self._fresh = False
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
        old, new = before.session if before else None, self.session
        if old is None or self.opened is not None or (new is not None and new.workout.sets == old.workout.sets):
            return
        if new is None or new.workout.id != old.workout.id:
            self.status = f"{who} finished the workout."
            return
        change = len(new.workout.sets) - len(old.workout.sets)
        self.status = f"{who} {'logged a set' if change > 0 else 'took a set back' if change else 'changed a set'}."

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
        """Show what was read, and start the clock."""
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
        minutes = max(0, (self.context.clock.now().utc_ms - session.workout.started_ms) // 60_000)
        link = "" if self.checked or self.opened else ">lifts"
        beside = len(f"{minutes} min") + (len(self.context.sync_note[-1]) + 3 if self.context.sync_note else 0)
        self.show_title(*fitting_title(session, link, self.size.width - beside - 4), right=f"{minutes} min")
        items = self.items_of(session.exercise)
        self.query_one("#last", StyledLine).choices = last_time_rows(session, items, self.context.today)
        notes = self.query_one("#cue", StyledLine)
        notes.choices = note_pieces(session, self.context.today, self.key_of("log.open"))
        self._tell_also_open(session)
        self.set_class(bool(notes.choices), "-cue")
        overview = self.query_one(LiftOverview)
        overview.session, overview.today = session, self.context.today
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
        session = self.session
        if session is None:
            return
        self.query_one(NextSet).session = session
        sets = self.query_one(SetList)
        opened = self.opened.record if self.opened is not None and self.opened.purpose in ("edit", "note") else None
        sets.session, sets.offers = session, offers(session, self.key_of)
        sets.items = self.items_of(session.exercise) if session.extras else ()
        sets.selected = opened.id if opened is not None else self.selected
        self._show_strip(session)

    def _show_strip(self, session: WorkoutSession) -> None:
        strip, record = self.query_one(FormStrip), session.target(self.selected)
        words = tuple(KeyHint(self.key_of(f"form.{n}"), word, f"digit({n})") for n, word in LABELS.items())
        if self.opened is not None:
            strip.ask(self.opened.title, (), asks=True)
        elif record is None:
            strip.ask("Form, after the set", words, asks=False)
        elif record.what.pain is not None:
            strip.ask(f"{capital(session.set_name(record))}: pain reported, form not rated", (), asks=False)
        elif (rpe := self._rpe_offer(session)) is not None and not self.selected:
            keys = ", ".join(
                f"{self.key_of(name)} {word}"
                for name, word in (("rpe.same", f"{rpe:g}"), ("rpe.less", "less"), ("rpe.more", "more"))
            )
            around = sorted({max(1.0, min(10.0, rpe + half / 2)) for half in range(-2, 3)})
            answers = tuple(KeyHint("", f"{each:g}", f"rpe({each:g})") for each in around)
            strip.ask(f"RPE of {session.set_name(record)}?  {keys}", answers, around.index(rpe), asks=True)
        else:
            form, unrated = record.what.form, record.what.form is None and not self.selected
            name = session.set_name(record)
            title = f"How was {name}?  {work_text(record.what, session.unit)}" if unrated else f"Form of {name}"
            label = form.label if form is not None else None
            strip.ask(title, words, (label or 0) - 1, asks=unrated, tail=self._ratings(session))

        if self.has_class("-mini") or self.has_class("-tiny"):
            strip.set_class(
                strip.asks and self.opened is None, "-asking"
            )  # the answers have a row only while asked for

    def _ratings(self, session: WorkoutSession) -> str:
        """What the ratings mean, until the lifter has used them."""
        sets = (*session.workout.sets, *(each for past in session.past_sessions for each in past.sets))
        if any(record.what.form is not None for record in sets):
            return ""
        return "5 crisp: you would show it to a coach, 1 lost: a safety position lost"

    def show_rest(self) -> None:
        """Show the rest clock as it is now."""
        if self.session is not None:
            clock = self.query_one(RestClock)
            clock.note, clock.rest = self.session.rest_note, self.session.rest(self._since())

    def show_checks(self) -> None:
        """Show the checks of the lift, or those of the set that is checked, and the keys for a finger."""
        session, panel, check = self.session, self.query_one(CheckPanel), self.checked
        if session is None:
            return
        if check is None:
            failed: dict[str, int] = {}
            for record in session.lift.sets:
                for item, reps in record.what.form.slips if record.what.form else ():
                    failed[item] = failed.get(item, 0) + bool(reps)
            panel.items, panel.failed_today = self.items_of(session.exercise), failed
            panel.title, panel.checked = f"{session.name} checks", None
        else:
            panel.items = check.items
            name = capital(session.set_name(check.record))
            panel.checked = CheckedSet(name, check.marks, JUDGED_BY[check.judge], self.key_of("load.less2"))
        self.set_class(check is not None, "-checking")
        keys = self.query_one("#touch", KeyRow)
        if check is not None:
            keys.keys = (
                KeyHint(self.key_of("log.type"), "SAVE", "enter"), KeyHint("", "judge", "judge"),
                KeyHint("", "pain", "pain"), KeyHint("", "discard", "check"),
            )  # fmt: skip
        elif self.selected:
            edits = (KeyHint("", word, word) for word in ("edit", "delete", "note"))
            keys.keys = (KeyHint(self.key_of("log.set"), "LOG SET", "log_set"), *edits, KeyHint("", "more", "help"))
        else:
            keys.keys = (
                KeyHint(self.key_of("log.set"), "LOG SET", "log_set"),
                KeyHint(self.key_of("log.check"), "fault", "check"),
                KeyHint(self.key_of("log.type"), "type", "enter"), KeyHint(self.key_of("cues"), "cues", "cue"),
                KeyHint("", "more", "help"),
            )  # fmt: skip

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        session, purpose = self.session, self.opened.purpose if self.opened is not None else ""
        if self.listing or session is None:
            return () if self.listing else EMPTY_BAR
        if purpose:
            return (
                NOTE_BAR
                if purpose in NOTES
                else PAIN_BAR
                if purpose in ("pain", "video")
                else entry_bar("log it" if purpose == "log" else "save")
            )
        if self.checked is not None:
            return check_bar(len(self.checked.items))
        if self.selected:
            return SELECTED_BAR
        if self.has_class("-narrow") and self.query_one("#touch").display:
            return PHONE_BAR  # the rest stands on the buttons, with its keys
        return set_bar(session, rpe=self._rpe_offer(session) is not None)

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return HELP_GROUPS

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        return [(title, merge_ratings(lines)) for title, lines in super()._help_lines()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed or the lifts are listed, keys do nothing to what lies behind."""
        if self.opened is not None:
            return action in WHILE_TYPING
        return action in WHILE_LISTING if self.listing else True

    def items_of(self, exercise: Exercise) -> tuple[Item, ...]:
        """The checks of an exercise."""
        return self.context.catalogue.items_for(exercise)

    def _since(self) -> int:
        return self.context.rest_timer.seconds_since(self.session.latest if self.session is not None else None)

    def tick(self) -> None:
        """Let the clock run, and tell when the rest is over."""
        session = self.session
        if session is None:
            return
        rest, latest = session.rest(self._since()), session.latest
        if rest.over and latest and self._rang != latest.id and (rest.left or 0) > -3:
            self._rang = latest.id
            self.enqueue(self._tell_rest_is_over(latest.id))
        quiet = self.context.look.clock == "quiet" and not rest.over and (rest.left or 0) % QUIET_S
        if self.is_current and not quiet:
            self.show_rest()

    async def _tell_rest_is_over(self, set_id: str) -> None:
        """Tell it whatever screen is shown, unless the set or its workout is gone meanwhile."""
        workout = await self.with_store(lambda store: store.open_workout())
        session = self.session
        if session is None or workout is None or all(each.id != set_id for each in workout.sets):
            return
        look = self.context.look
        words = f"GO - {session.name} {phrase(session.current.next)}"
        if "bell" in look.rest_end:
            self.app.bell()
        for how, code in (("title", "0"), ("osc9", "9")):
            if how in look.rest_end:
                tell_terminal(code, words)
        if look.notify_cmd:
            run_hook(look.notify_cmd, words)

    # -- writing -------------------------------------------------------------------------------------------

    async def _write(self, work: Callable[[Store], T], *, wanted: str = "") -> T:
        """Write something and read the session again; HingeLogError leaves everything as it was."""

        def both(store: Store) -> tuple[T, WorkoutSession | None]:
            result = work(store)
            return result, self._read(store, wanted=wanted)

        result, session = await self.with_store(both)
        self.take(session)
        return result

    def _about_last(self, key: str, act: Callable[[SetRecord], Awaitable[None]]) -> None:
        """Do something with the selected set, or with the last one that was asked for before, once it is saved.

        What is asked for while a set is on its way is about that set, and is dropped with it when it is not saved.
        """
        self._logged_at = -1e9
        queued, changing = None if self.selected else self.queued, self.changing
        session = self.session
        record = session.target(self.selected) if session is not None else None
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
        error = (
            self.status.removesuffix(f" Dropped as well: {', '.join(self._dropped)}.") if self._dropped else self.status
        )
        self._dropped.append(key)
        self.status = f"{error} Dropped as well: {', '.join(self._dropped)}."

    def _change(self, set_id: str, save: Awaitable[None]) -> Coroutine[Any, Any, None]:
        """The saving of a change of a set; what is asked of that set before it is done is dropped if it fails."""
        self._dropped.clear()
        changing = self.changing = QueuedChange(set_id)

        async def change() -> None:
            try:
                await save
            except HingeLogError:
                changing.failed = True
                raise
            finally:
                if self.changing is changing:
                    self.changing = None

        return change()

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
            self._log(session, [session.current.next])

    async def _tell_double_press(self) -> None:
        """Said after the set before it is shown as saved, which would else write over it."""
        self.status = "Double press ignored."

    async def _settle(self) -> None:
        """Wait for what is being read: the next set of a lift is not known before."""
        if self.session is not None and self.session.lift.exercise not in self.session.past:
            await self.wait_for_actions()

    def _log(self, session: WorkoutSession, drafts: Sequence[SetDraft], warning: str = "") -> None:
        self._dropped.clear()
        self.queued = QueuedSets(session.lift.id)
        self.enqueue(self._save_sets(self.queued, session, drafts, warning))

    async def _save_sets(
        self, queued: QueuedSets, pressed: WorkoutSession, drafts: Sequence[SetDraft], warning: str
    ) -> None:
        lift_id, stays = queued.lift_id, pressed.lift.id

        def work(store: Store) -> tuple[list[SetRecord], Workout | None, WorkoutSession | None]:
            records, closed = store.log_after_gap(lift_id, drafts)
            now = self.session
            if now is not None and now.lift.id != stays:
                return records, closed, self._read(store, wanted=now.lift.id)
            return records, closed, self._read(store, after=records[0].lift_id)

        try:
            queued.records, closed, session = await self.with_store(work)
        except HingeLogError as error:
            queued.failed = True
            typed = f" Press {self.key_of('log.type')}, then ↑, to get the text back." if warning is None else ""
            raise HingeLogError(f"Set not saved. {error.message}", f"{error.hint}{typed}") from error
        finally:
            if self.queued is queued:
                self.queued = None
        self._take_logged(session, pressed, lift_id)
        if self._logged_at > 0:
            self._logged_at = self.context.clock.monotonic()  # what was pressed before it was shown as saved counts
        self.status = self._logged_words(queued.records, closed, warning)

    def _take_logged(self, session: WorkoutSession | None, pressed: WorkoutSession, lift_id: str) -> None:
        """Show the log after a set: what was shaped since the key was pressed is about the set after it."""
        now = self.session
        self.selected = ""
        before = pressed.shapes.get(lift_id)
        since = now.shapes.get(lift_id) if now is not None else None
        if now is not None:
            self.data = LogData(now.unshaped(lift_id))
        if session is not None:
            session = session.unshaped(lift_id)
            if since is not None and since != before and since.edited is not None and session.lift.id == lift_id:
                session = session.with_current(replace(session.current, edited=since.edited))
        self.take(session)

    def _logged_words(self, records: Sequence[SetRecord], closed: Workout | None, warning: str) -> str:
        session, last = self.session, records[-1]
        many = f"{len(records)} sets, " if len(records) > 1 else ""
        parts = [f"Logged {many}{phrase(last.what, ascii_only=self.context.ascii_only)}"]
        form = last.what.form
        parts[0] += f", form {form.label}." if form is not None and form.label else ". Rate it 1-5."
        if session is not None and session.lift.id != last.lift_id:
            parts.append(f"Next {session.tagged_name(session.lift)}.")
        if session is not None and session.records.get(last.id):
            parts.append(f"{capital(session.records[last.id])}.")
        if closed is not None:
            day = to_date(closed.day)
            parts.append(f"New workout: the one of {day.day} {day:%b} is closed.")
        return " ".join([*parts, f"{self.key_of('undo')} undoes.", *([warning] if warning else [])])

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
        session = self.session
        name = session.set_name(record) if session is not None else "set"
        undo = f"{self.key_of('undo')} undoes."
        if record.what.pain is not None:
            self.status = f"{capital(name)}: pain reported, form not rated. {undo}"
            return
        await self._write(lambda store: store.rate(record.id, quick(label)))
        rated = f"Form {label}, {LABELS[label]} ({name})."
        offer = self._rpe_offer(self.session) if self.session is not None else None
        if label <= 2 and self._items_for(record):
            self.status = f"{rated} Press {self.key_of('log.check')} to mark what failed."
        elif offer is not None:
            self.status = f"{rated} RPE? {self.key_of('rpe.same')} is {offer:g}. {undo}"
        elif label >= 4 and self._items_for(record):
            keys = f"{self.key_of('log.check')} {self.key_of('log.type')}"
            hint = f"{rated} {undo} {keys} makes it a checked set."
            self.status = hint if self._fits(hint) else f"{rated} {undo}"
        else:
            self.status = f"{rated} {undo}"

    def _fits(self, status: str) -> bool:
        """Whether the status has room for a text as it is laid out now: another height would move everything."""
        size = self.query_one("#status").content_size
        return len(status) <= size.width * size.height

    def _items_for(self, record: SetRecord) -> tuple[Item, ...]:
        return self.items_of(self.context.exercise(record.exercise))

    def _check_of(self, record: SetRecord) -> SetCheck:
        exercise = self.context.exercise(record.exercise)
        checklist = self.context.catalogue.checklists.get(exercise.checklist)
        return SetCheck.begin(record, self.items_of(exercise), checklist)

    def _check_is_open(self) -> bool:
        if self.checked is not None:
            self.status = (
                f"The check is open. Press {self.key_of('log.type')} to save it, {self.key_of('back')} to discard it."
            )
        return self.checked is not None

    async def action_check(self) -> None:
        """Check the last or selected set; discard the check while one is open."""
        if self.checked is not None:
            self._show_check(None, "Check discarded. Nothing was saved.")
            return
        await self._wait_for_set()
        record = self.session.target(self.selected) if self.session is not None else None
        if record is None:
            self.status = "Log a set first, then check it."
        else:
            check = self._check_of(record)
            self._show_check(check, check.outcome(self.key_of("load.less2")))

    async def _wait_for_set(self) -> None:
        """Wait for a set that is on its way: the key that was pressed is about it."""
        if self.queued is not None:
            await self.wait_for_actions()

    def _show_check(self, check: SetCheck | None, status: str) -> None:
        self.checked, self.status = check, status
        self.show_checks()
        self.show_keys()

    def action_mark(self, number: int) -> None:
        """Change the mark of a check; 0 is the tenth check where there are ten, else pain."""
        check = self.checked
        if check is None:
            return
        number = 10 if number == 0 and len(check.items) >= 10 else number
        if number == 0:
            self.action_pain()
        elif number > len(check.items):
            self.status = f"There is no check {number}."
        else:
            check = check.toggle(number)
            outcome, again = check.outcome(self.key_of("load.less2")), " Again: several reps, none."
            self._show_check(check, outcome + again if self._fits(outcome + again) else outcome)

    def action_judge(self) -> None:
        """Change how the set is judged."""
        if self.checked is not None:
            check = self.checked.with_next_judge()
            self._show_check(check, check.outcome(self.key_of("load.less2")))

    def action_pain(self) -> None:
        """Say where it hurts."""
        if self.checked is not None:
            self._open("pain", self.checked.record)

    async def _save_check(self, check: SetCheck) -> None:
        form = check.form()

        def work(store: Store) -> None:
            now = store.set(check.record.id)
            if now is None:
                raise NotFound("This set is no longer in the log.", "Nothing was saved.")
            if now.what.reps != check.record.what.reps or now.what.form != check.record.what.form:
                raise NotFound("This set was changed in another window.", "Nothing was saved: look, then save again.")
            store.rate(check.record.id, form)

        try:
            await self._write(work)
        except HingeLogError as error:
            await self.load()
            fresh = self.session.set_by_id(check.record.id) if self.session is not None else None
            if self.checked is None and self.opened is None and fresh is not None:
                self._show_check(replace(check, record=fresh), "")
            raise HingeLogError(f"Check not saved. {error.message}", error.hint) from error
        session, name = self.session, self.session.set_name(check.record) if self.session else "set"
        outcome = outcome_words(form, check.items) or "nothing could be seen."
        self.status = f"Checked: {name}, {outcome} {self.key_of('undo')} undoes."
        if form.stop and session is not None:
            self.status = "A safety check failed: stop this set and unload."
            if session.lift.id == check.record.lift_id and session.current.stops > 1:
                self.status += f" It is the second time: press {self.key_of('lift.next')} for the next lift."
            elif session.current.backoff_load is not None and session.lift.id == check.record.lift_id:
                load = session.current.backoff_load
                self.status += f" Next {load.text} {load.unit}; {self.key_of('log.swap')} swaps it back."

    # -- effort --------------------------------------------------------------------------------------------

    def _rpe_offer(self, session: WorkoutSession) -> float | None:
        """The RPE that is suggested for the set just done, once it has a form; None when none is asked for."""
        record = session.current.latest
        if not self.context.gym.ask_rpe or record is None:
            return None
        what = record.what
        rated = what.form is not None and what.kind.counts and what.pain is None
        return session.current.rpe_offer(record) if rated and what.rpe is None else None

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
        await self._write(lambda store: store.edit_set(record.id, replace(record.what, rpe=value)))
        left = f"{10 - value:g} reps left" if value < 10 else "nothing left"
        self.status = f"RPE {value:g}: {left}. {self.key_of('undo')} undoes."

    # -- typing --------------------------------------------------------------------------------------------

    def _entry_for(self, purpose: str, session: WorkoutSession, record: SetRecord | None) -> OpenEntry:
        edits = record is not None and purpose == "edit"
        exercise = self.context.exercise(record.exercise) if record is not None and edits else session.exercise
        checklist = self.context.catalogue.checklists.get(exercise.checklist)
        return OpenEntry(purpose, session, record, self.items_of(exercise), checklist, self.selected)

    def _open(self, purpose: str, record: SetRecord | None = None, text: str | None = None) -> None:
        if self.session is not None:
            self._open_again(self._entry_for(purpose, self.session, record), text)

    def _open_again(self, opened: OpenEntry, text: str | None = None, status: str = "") -> None:
        self.opened, self._confirmed = opened, ""
        self._error_text = text if status else None
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
        if self.opened is not None and message.text != self._error_text:
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
        if opened.purpose in NOTES or opened.purpose in ("pain", "video"):
            self._close()
            save = {"pain": self._save_pain, "video": self._save_video}.get(opened.purpose, self._save_note)
            set_id = opened.record.id if opened.record is not None and opened.purpose in ABOUT_A_SET else ""
            self.enqueue(self._keep_text(self._change(set_id, save(opened, text)), opened, text))
            return
        if not text.strip():
            self._close()
            if opened.purpose == "log":
                await self.action_log_set()
            return
        try:
            typed = opened.read(text)
            edited = opened.edited(typed) if opened.purpose == "edit" else None
            drafts = opened.drafts(typed) if isinstance(typed, Sets) and edited is None else []
        except EntryError as error:
            echo = self._echo(text)
            self.status = echo if echo.lstrip().startswith("^") else str(error)
            return
        question = opened.under_bar(text, [edited] if edited is not None else drafts)
        if question and text != self._confirmed:
            self._confirmed = text
            self.status = f"{question} Press {self.key_of('log.type')} again to save it, or type x and the reps."
            return
        self._close()
        if edited is not None:
            assert opened.record is not None
            save_edit = self._change(opened.record.id, self._save_edit(opened, edited))
            self.enqueue(self._keep_text(save_edit, opened, text))
        elif isinstance(typed, Amend):
            self._about_last(text, lambda record: self._amend(record, typed))
        else:
            warning = typed.warnings[0].message if typed.warnings else ""
            self._log(opened.session, drafts, warning)

    async def _keep_text(self, save: Awaitable[None], opened: OpenEntry, text: str) -> None:
        """Save; when that fails, open the line again with its text, unless something else is open."""
        try:
            await save
        except HingeLogError as error:
            if isinstance(error, NotFound):
                await self.load()  # another window changed what is shown
            if self.opened is None and self.checked is None:
                self._open_again(opened, text, status=str(error))
                return
            raise HingeLogError(f'"{text}" was not saved. {error.message}', "Type it again.") from error

    async def _save_edit(self, opened: OpenEntry, what: SetDraft) -> None:
        record = opened.record
        assert record is not None

        def work(store: Store) -> None:
            now = store.set(record.id)
            if now is None:
                raise NotFound("This set is no longer in the log.", "Your text is kept.")
            if now.what != record.what:
                raise NotFound("This set was changed meanwhile.", "Your text is kept; close it to see the set.")
            store.edit_set(record.id, what)

        await self._write(work)
        self.status = f"Changed to {phrase(what)}. {self.key_of('undo')} undoes."

    async def _amend(self, record: SetRecord, typed: Amend) -> None:
        if self.session is None:
            return
        what = self._entry_for("edit", self.session, record).amended(record, typed)
        await self._write(lambda store: store.edit_set(record.id, what))
        self.status = f"Changed {self.session.set_name(record)}. {self.key_of('undo')} undoes."

    async def _save_note(self, opened: OpenEntry, text: str) -> None:
        session, record, exercise = opened.session, opened.record, opened.session.exercise

        def work(store: Store) -> None:
            if opened.purpose == "cue":
                put_lift_settings(store, exercise.id, exercise.name, cue=text)
            elif opened.purpose == "workout note":
                store.set_workout_note(session.workout.id, text)
            elif opened.purpose == "lift note":
                set_lift_note(store, session.lift.id, text)
            else:
                now = store.set(record.id) if record is not None else None
                if now is None:
                    raise NotFound("This set is no longer in the log.", "Your text is kept.")
                store.edit_set(now.id, replace(now.what, note=text))

        await self._write(work)
        done = "Cue saved. It is shown every time." if opened.purpose == "cue" else "Note saved."
        self.status = f"{done} {self.key_of('undo')} undoes."

    async def _save_pain(self, opened: OpenEntry, text: str) -> None:
        from hinge_log.training.pain import parse_pain

        record, pain = opened.record, parse_pain(text)
        check = self.checked
        assert record is not None
        form = check.form() if check is not None and check.slips else None
        await self._write(lambda store: store.note_pain(record.id, pain, form))
        self._show_check(None, "")
        noted = "Pain and failed checks saved." if form is not None else "Pain saved."
        following = f"Stop this exercise for today; {self.key_of('lift.next')} is the next lift."
        self.status = f"{noted} {following} Numbness or weak legs? Get medical help now."

    async def _save_video(self, opened: OpenEntry, text: str) -> None:
        assert opened.record is not None
        if text.strip() and text.strip() == opened.written():
            self.status = await set_video.show(text.strip())
        elif text.strip():
            located = await set_video.read_location(text)
            set_id = opened.record.id
            await self._write(lambda store: put_video(store, set_id, *located))
            self.status = f"Video saved. {self.key_of('set.video')} opens it, {self.key_of('undo')} undoes."

    async def action_video(self) -> None:
        """Open the video of the last or selected set, or add one."""
        if self._check_is_open():
            return
        await self._wait_for_set()
        record = self.session.target(self.selected) if self.session is not None else None
        if record is None:
            self.status = "Log a set first, then add its video."
        else:
            self._open("video", record)

    async def action_open_video(self, set_id: str) -> None:
        """Open the newest video of a set that was clicked."""
        videos = self.session.extras.get(set_id, NO_EXTRAS).videos if self.session is not None else ()
        if videos and self.opened is None and self.checked is None:
            location = videos[-1].location

            async def show() -> None:
                self.status = await set_video.show(location)

            self.enqueue(show())

    async def action_enter(self) -> None:
        """Type a set; with a check open save it, with a set selected edit it."""
        check = self.checked
        if check is not None:
            self._show_check(None, "")
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
        await self._wait_for_set()
        record = self.session.target(self.selected) if self.session is not None else None
        if record is None or self.session is None:
            self.status = "Nothing to edit yet."
        else:
            self._open("edit", record, entry_text(record, self.session.unit))

    async def action_note(self) -> None:
        """Write a note on the last or selected set; before the first one, on the lift."""
        if self._check_is_open():
            return
        await self._wait_for_set()
        record = self.session.target(self.selected) if self.session is not None else None
        self._open("note" if record is not None else "lift note", record)

    def action_lift_note(self) -> None:
        """Write today's note on the lift."""
        if self.session is not None and not self._check_is_open():
            self._open("lift note", self.session.target(self.selected))

    def action_workout_note(self) -> None:
        """Write a note on the workout."""
        if self.session is not None and not self._check_is_open():
            self._open("workout note", self.session.target(self.selected))

    def action_note_where(self) -> None:
        """Write the note elsewhere: on the set, on the lift for today, on the workout, or as the lasting cue."""
        opened = self.opened
        if opened is None or opened.purpose not in NOTES:
            return
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
            source = {"lighter": "lighter after a failed safety check"}.get(
                session.current.source, session.current.source
            )
            self._shape(session, f"As {source or 'typed'}: {phrase(session.current.next)}.")

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
        await self._write(lambda store: store.edit_set(record.id, replace(record.what, kind=kind)))
        self.status = f"Now a {'warm-up' if kind is SetKind.WARMUP else 'working set'}. {self.key_of('undo')} undoes."

    def action_side(self) -> None:
        """Make the next set one of the left, the right, or both sides."""
        if self.session is not None and self.checked is None:
            session = self.session.with_next_side()
            side = SIDES[session.current.next.side] or "both sides"
            self._shape(
                session, f"{capital(side)}." if session.exercise.takes_side else "Both sides work at once here."
            )

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
                self._select(sets[-1 if direction > 0 else 0].id if direction > 0 else sets[-1].id)

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
        record = self.session.set_by_id(record_id) if self.session is not None else None
        self.status = ""
        if record is not None and self.session is not None:
            keys = [self.key_of(each) for each in ("set.edit", "set.delete", "set.note")]
            name = capital(self.session.set_name(record))
            rates = "" if record.what.pain is not None else ", 1-5 rates"
            self.status = f"{name}, {phrase(record.what)}: {keys[0]} edits, {keys[1]} deletes, {keys[2]} notes{rates}."
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
        index = next((i for i, each in enumerate(session.workout.lifts) if each.id == lift_id), -1) if session else -1
        if session is None or index < 0:
            return
        self.selected, self.status, self._wanted = "", "", lift_id
        self._logged_at = -1e9
        self.data = LogData(session.go_to(index))
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
        if command in LIFT_COMMANDS:
            self.enqueue(self._change_lift(LIFT_COMMANDS[command], lift_id))
        elif command in ("go", "close"):
            self._close_lifts()
            if command == "go":
                self._go_to(lift_id)
        elif command == "swap":
            self._choose_lift("In place of this lift", lambda exercise: self._swap(lift_id, exercise))
        elif command == "add":
            self.action_add_lift()
        elif command in ("undo", "redo"):
            self.enqueue(self._undo_or_redo(back=command == "undo"))
        elif command in ("more", "less"):
            self.action_rest_by(15 if command == "more" else -15)
        else:
            self.action_help()

    async def _change_lift(self, command: lift_changes.LiftCommand, lift_id: str) -> None:
        session = self.session
        lift = session.lift_by_id(lift_id) if session is not None else None
        if session is None or lift is None:
            self.status = "That lift is no longer in the workout."
            return

        def work(store: Store) -> tuple[lift_changes.LiftChange, WorkoutSession | None]:
            change = command(store, session, lift)
            return change, self._read(store, wanted=change.wanted)

        change, read = await self.with_store(work)
        self.take(read)
        self.status = f"{change.status} {self.key_of('undo')} undoes." if change.undoable else change.status
        if self.session is None:
            self._close_lifts()
        elif self.listing and self.query_one(LiftList).highlighted != lift_id:
            self.query_one(LiftList).open_at(lift_id if self.session.lift_by_id(lift_id) else self.session.lift.id)

    async def _swap(self, lift_id: str, exercise: Exercise) -> None:
        await self._change_lift(lift_changes.swap(exercise), lift_id)

    def action_warm_up(self) -> None:
        """Plan the warm-up sets that are offered."""
        if self.session is not None and self.checked is None:
            self.enqueue(self._change_lift(lift_changes.plan_warm_up, self.session.lift.id))

    def _choose_lift(self, title: str, then: Callable[[Exercise], Awaitable[None]]) -> None:
        from hinge_log.screens.dialogs.pick_lift import PickLift

        async def chosen(exercise: Exercise) -> None:
            await then(exercise)

        def picked(exercise: Exercise | None) -> None:
            if exercise is not None:
                self.enqueue(chosen(exercise))

        self.app.push_screen(PickLift(self.context, title) if title else PickLift(self.context), picked)

    def action_add_lift(self) -> None:
        """Add a lift to the workout."""
        self._choose_lift("", self._add_lift)

    async def _add_lift(self, exercise: Exercise) -> None:
        def work(store: Store) -> WorkoutSession | None:
            lift_id = store.take_up(exercise.id, exercise.name)
            return self._read(store, wanted=lift_id)

        self.take(await self.with_store(work))
        if self.listing and self.session is not None:
            self.query_one(LiftList).open_at(self.session.lift.id)
        self.status = f"Added {exercise.short or exercise.name}. {self.key_of('undo')} undoes."

    # -- the rest, undo, leaving ---------------------------------------------------------------------------

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        session = self.session
        if session is not None and session.latest is not None:
            change = session.rest_change.after(session.latest).longer(seconds)
            self._change_rest(session, change, f"Rest {'+' if seconds > 0 else '-'}{abs(seconds)} s.")

    def action_rest_pause(self) -> None:
        """Pause or resume the rest clock; pressed twice, there is no rest after this set."""
        session, key, now = self.session, self.key_of("rest.pause"), self.context.clock.monotonic()
        if session is None or session.latest is None:
            return
        change = session.rest_change.after(session.latest)
        twice = now - self._paused_at < TWICE_S
        self._paused_at = -1e9 if twice else now
        if twice and not change.off:
            self._change_rest(session, change.ended(), f"No rest after this set. {key} brings it back.")
            return
        changed = change.toggled(session.rest(self._since()), self._since())
        paused = f"Rest paused. Press {key} to resume, {key} twice to skip it."
        self._change_rest(session, changed, "Rest resumed." if changed.paused is None else paused)

    def _change_rest(self, session: WorkoutSession, change: RestChange, status: str) -> None:
        self.data = LogData(replace(session, rest_change=change))
        self.show_rest()

        async def save() -> None:
            await self.with_store(lambda store: store.put_state("rest", change.kept()))
            self.status = status

        self.enqueue(save())

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Go to the lift in which something was undone; say where it was when it is in no lift of this workout."""
        self._fresh = True
        touched = changed_lifts(self.session, changes) if self.session is not None else []
        self._wanted = "" if not touched or self.session is None or self.session.lift.id in touched else touched[0]
        return where if changed_elsewhere(self.session, changes) else ""

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


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
