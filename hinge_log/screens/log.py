"""The workout in progress: one key logs the set as shown, one more rates it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar

from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from hinge_log.clock import time_text
from hinge_log.exercises.model import Checklist, Item
from hinge_log.screens import log_view
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, HelpGroups
from hinge_log.screens.log_lifts import LiftRequests, plan_warm_up
from hinge_log.screens.log_rest import RestControl
from hinge_log.screens.log_sets import SetChecking, SetQueue, SetSelection
from hinge_log.screens.log_view import capital
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.journal import Change
from hinge_log.store.queries import read_bests
from hinge_log.store.session_queries import read_session
from hinge_log.store.store import Store
from hinge_log.training.coaching import NO_EXTRAS
from hinge_log.training.form import SetCheck
from hinge_log.training.session import WorkoutSession, lift_to_log
from hinge_log.training.sides import SIDES
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import LABELS, SetRecord, Workout, also_open_words
from hinge_log.widgets.check_panel import CheckPanel
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.form_strip import FormStrip, StripQuestion
from hinge_log.widgets.keys import KeyRow
from hinge_log.widgets.lift_overview import LiftOverview
from hinge_log.widgets.next_set import NextSet
from hinge_log.widgets.panels import StyledLine
from hinge_log.widgets.rest_clock import RestClock
from hinge_log.widgets.set_list import SetList

if TYPE_CHECKING:
    from hinge_log.screens.log_typing import SetTyping
    from hinge_log.training.open_entry import OpenEntry
    from hinge_log.widgets.lift_list import LiftList

T = TypeVar("T")

WHILE_TYPING = frozenset(("complete_entry", "back", "help", "quit_now", "pick", "to_shell", "note_where"))
WHILE_LISTING = frozenset(("back", "help", "quit_now", "to_shell", "rest_by", "rest_pause"))


class LogData(NamedTuple):
    """What the log screen shows; None where no workout is open, or none with a lift."""

    session: WorkoutSession | None


class LogScreen(MainScreen[LogData]):
    """Logs the workout in progress.

    `checked` is the open check, `opened` what the entry line is open for, `listing` whether the lifts are listed.
    """

    CSS_PATH = "../styles/log.tcss"
    BINDINGS: ClassVar[list[BindingType]] = log_view.BINDINGS
    HELP_GROUPS: ClassVar[HelpGroups] = log_view.HELP_GROUPS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.selected = ""
        self.queue, self.selection, self.checking = SetQueue(self), SetSelection(self), SetChecking(self)
        self.rest_control, self.lifts = RestControl(self), LiftRequests(self)
        self.checked: SetCheck | None = None
        self.opened: OpenEntry | None = None
        self.listing, self._next_words = False, ""
        self.wanted, self._wanted_exercise, self._fresh = "", "", False
        self._others_told: tuple[str, ...] = ()

    @cached_property
    def typing(self) -> SetTyping:
        """What is typed in the entry line; the first frame does not wait for what reads it."""
        from hinge_log.screens.log_typing import SetTyping

        return SetTyping(self)

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
        wanted, workout = self.wanted, store.open_workout()
        if workout is not None and self._wanted_exercise and self.lift != self._wanted_exercise:
            lift = lift_to_log(workout, self._wanted_exercise, frozenset(), frozenset())
            wanted = wanted or (lift.id if lift is not None else "")
        return LogData(self.read_session(store, wanted=wanted, workout=workout, fresh=self._fresh))

    def read_session(
        self, store: Store, *, after: str = "", wanted: str = "", workout: Workout | None = None, fresh: bool = False
    ) -> WorkoutSession | None:
        """The workout in progress as `read_session` of the store gives it, after the one that is shown."""
        find, gym = self.context.exercise, self.context.gym
        return read_session(store, find, gym, self.session, workout=workout, after=after, wanted=wanted, fresh=fresh)

    def prepare(self, store: Store) -> None:
        """Read before the app starts; say that the workout goes on."""
        super().prepare(store)
        session = self.session
        if session is not None and session.latest is not None and session.latest.at_ms:
            resumed = f"Resumed. Last set at {time_text(session.latest.at_ms, session.workout.offset_min)}."
            self.set_reactive(MainScreen.status, self.context.banner or resumed)

    async def load(self) -> None:
        """Read again; what the keys made of the next set meanwhile stays."""
        data = await self.with_store(self.read)
        self.wanted, self._wanted_exercise, self._fresh = "", "", False
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
        if session is not None and session.lift.exercise not in session.bests:
            self.enqueue(self._load_bests())
        if self.children:
            self.show(self.data)

    async def _load_bests(self) -> None:
        session = self.session
        if session is None or session.lift.exercise in session.bests:
            return
        key, lift_id, day = session.lift.exercise, session.lift.id, session.workout.day
        bests = await self.with_store(lambda store: read_bests(store, key, lift_id, day))
        if self.session is not None:
            self.data = LogData(replace(self.session, bests={**self.session.bests, key: bests}))
            self.query_one(SetList).session = self.session

    def others_wrote(self, before: LogData | None, who: str) -> None:
        """Say what another window or device did to this workout."""
        if self.opened is None:
            self.status = log_view.others_words(before.session if before else None, self.session, who) or self.status

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
            LiftOverview(id="overview"), SetList(id="sets"), RestClock(id="rest"), CheckPanel(id="checks"),
            NextSet(id="next"), id="panels",
        )  # fmt: skip
        yield FormStrip(id="strip")
        yield KeyRow(lead=True, id="touch")

    def on_mount(self) -> None:
        """Start the clock."""
        self.set_interval(1.0, self.rest_control.tick)

    def show(self, data: LogData) -> None:
        """Hand every panel what it shows; what is as it was paints nothing."""
        session = data.session
        self.set_class(session is None, "-empty")
        self.show_keys()
        if session is None:
            self.show_title(("Log", "strong"))
            words = f"No lifts here yet. Press {self.key_of('lift.add')} to add one"
            full = f"{words}, {self.key_of('back')} to go back."
            self.query_one("#last", StyledLine).choices = (((full, "text"),), ((f"{words}.", "text"),))
            return
        minutes = f"{max(0, (self.context.clock.now().utc_ms - session.workout.started_ms) // 60_000)} min"
        link = "" if self.checked or self.opened else ">lifts"
        beside = len(minutes) + (len(self.context.sync_note[-1]) + 3 if self.context.sync_note else 0)
        self.show_title(*log_view.fitting_title(session, link, self.size.width - beside - 4), right=minutes)
        items, today = self.checklist_of(session.lift.exercise)[0], self.context.today
        self.query_one("#last", StyledLine).choices = log_view.last_time_rows(session, items, today)
        notes = self.query_one("#cue", StyledLine)
        notes.choices = log_view.note_pieces(session, today, self.key_of("log.open"))
        self._tell_also_open(session)
        notes.set_class(not notes.choices, "-empty")
        overview = self.query_one(LiftOverview)
        overview.session, overview.today = session, today
        self.lifts.show(session)
        self.show_next()
        self.show_rest()
        self.show_checks()

    def _tell_also_open(self, session: WorkoutSession) -> None:
        """Say once in the status that another workout is open: the line for it has no room at every size."""
        others = tuple(each.id for each in session.also_open)
        if others and others != self._others_told and self.opened is None and self.checked is None:
            self.status = also_open_words(session.also_open, self.context.today, self.key_of("log.open"))
        self._others_told = others

    def show_next(self) -> None:
        """Show the next set, the list and the strip: what shaping it changes."""
        session, opened, sets = self.session, self.opened, self.query_one(SetList)
        if session is None:
            return
        self.query_one(NextSet).session = session
        sets.session, sets.offers = session, log_view.offers(session, self.key_of)
        sets.items = self.checklist_of(session.lift.exercise)[0] if session.extras else ()
        about = opened.record if opened is not None and opened.purpose in ("edit", "note") else None
        sets.selected = about.id if about is not None else self.selected
        question = StripQuestion(opened.title, asks=True) if opened is not None else None
        question = question or log_view.strip_question(session, self.selected, self.asked_rpe(), self.key_of)
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
            panel.show_lift(session, self.checklist_of(session.lift.exercise)[0])
        else:
            panel.show_check(check, capital(session.set_name(check.record)), self.key_of("load.less2"))
        self.set_class(check is not None, "-checking")
        touch = log_view.touch_keys(self.key_of, checks=check is not None, selected=bool(self.selected))
        self.query_one("#touch", KeyRow).keys = touch

    def bar(self) -> Bar:
        """The key bar of the mode."""
        session = self.session
        if self.listing:
            return (log_view.CLOSE,)
        if session is None:
            return log_view.EMPTY_BAR
        if self.opened is not None:
            return log_view.entry_bar(self.opened.purpose)
        if self.checked is not None:
            return log_view.check_bar(len(self.checked.items))
        if self.selected:
            return log_view.SELECTED_BAR
        if self.has_class("-narrow") and self.query_one("#touch").display:
            return log_view.PHONE_BAR  # the rest stands on the buttons, with its keys
        return log_view.set_bar(session, rpe=self.asked_rpe() is not None)

    def _help_lines(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        return [(title, log_view.merge_ratings(lines)) for title, lines in super()._help_lines()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed or the lifts are listed, keys do nothing to what lies behind."""
        if self.opened is not None:
            return action in WHILE_TYPING
        return action in WHILE_LISTING if self.listing else True

    # -- for the conversations that the screen has ---------------------------------------------------------

    def checklist_of(self, exercise: str) -> tuple[tuple[Item, ...], Checklist | None]:
        """The checks of an exercise, and the list that they are of."""
        known = self.context.exercise(exercise)
        return self.context.catalogue.items_for(known), self.context.catalogue.checklists.get(known.checklist)

    def asked_rpe(self) -> float | None:
        """The RPE that is suggested for the set just done, None where none is asked for."""
        return self.session.current.asked_rpe if self.session is not None and self.context.gym.ask_rpe else None

    def target(self) -> SetRecord | None:
        """The set that the editing keys are about: the selected one, else the one just done."""
        return self.session.target(self.selected) if self.session is not None else None

    def fits(self, status: str) -> bool:
        """Whether the status has room for a text as it is laid out now: another height would move everything."""
        size = self.query_one("#status").content_size
        return len(status) <= size.width * size.height

    def put_session(self, session: WorkoutSession | None) -> None:
        """Go on with a session that was changed without the log; nothing is shown yet."""
        self.data = LogData(session)

    async def write(self, work: Callable[[Store], T]) -> T:
        """Write something and read the session again; HingeLogError leaves everything as it was."""
        result, session = await self.with_store(lambda store: (work(store), self.read_session(store)))
        self.take(session)
        return result

    # -- the set just done ---------------------------------------------------------------------------------

    async def action_log_set(self) -> None:
        """Log the next set as shown."""
        await self.queue.log_next()

    def action_digit(self, number: int) -> None:
        """Rate the last or selected set; while a set is checked, mark the check of that number."""
        if self.checked is not None:
            self.checking.mark(number)
        elif number in LABELS:
            self.queue.about_last(str(number), lambda record: self.queue.rate(record, number))
        else:
            self.status = "Form is rated 1 to 5."

    def action_rpe(self, value: float) -> None:
        """Give the last or selected set an RPE."""
        self.queue.put_rpe(lambda _: float(value))

    def action_rpe_by(self, direction: int) -> None:
        """Half an RPE more or less than the set has, or than the set before it; 0 gives it that of the set before."""
        self.queue.put_rpe(change=direction / 2)

    async def action_check(self) -> None:
        """Check the last or selected set; discard the check while one is open."""
        await self.checking.toggle()

    def action_mark(self, number: int) -> None:
        """Change the mark of a check."""
        self.checking.mark(number)

    def action_judge(self) -> None:
        """Change how the set is judged."""
        self.checking.change_judge()

    def action_pain(self) -> None:
        """Say where it hurts."""
        if self.checked is not None:
            self.typing.open("pain", self.checked.record)

    def action_delete(self) -> None:
        """Delete the last or selected set."""
        if not self.checking.is_open():
            self.queue.about_last("d", self.queue.delete)

    # -- typing --------------------------------------------------------------------------------------------

    async def action_enter(self) -> None:
        """Type a set; with a check open save it, with a set selected edit it."""
        check = self.checked
        if check is not None:
            self.checking.show(None)
            if check.items:
                self.enqueue(self.queue.change(check.record.id, self.checking.save(check)))
        elif self.selected:
            await self.action_edit()
        elif self.session is not None:
            await self.queue.settle()
            self.typing.open("log")

    async def action_edit(self) -> None:
        """Edit the last or selected set as text."""
        if not self.checking.is_open():
            await self.typing.open_about_set("edit", "Nothing to edit yet.")

    async def action_note(self) -> None:
        """Write a note on the last or selected set; before the first one, on the lift."""
        if not self.checking.is_open():
            record = await self.queue.saved_target()
            self.typing.open("note" if record is not None else "lift note", record)

    async def action_note_on(self, purpose: str) -> None:
        """Write today's note on the lift, or a note on the workout."""
        if not self.checking.is_open():
            await self.wait_for_actions()
            self.typing.open(purpose, self.target())

    def action_note_where(self) -> None:
        """Write the note elsewhere: on the set, on the lift for today, on the workout, or as the lasting cue."""
        self.typing.move_note()

    async def action_video(self) -> None:
        """Open the video of the last or selected set, or add one."""
        if not self.checking.is_open():
            await self.typing.open_about_set("video", "Log a set first, then add its video.")

    def action_open_video(self, set_id: str) -> None:
        """Open the newest video of a set that was clicked."""
        videos = self.session.extras.get(set_id, NO_EXTRAS).videos if self.session is not None else ()
        if videos and self.opened is None and self.checked is None:
            self.enqueue(self.show_video(videos[-1].location))

    def on_entry_line_edited(self, message: EntryLine.Edited) -> None:
        """Say back what is typed."""
        self.typing.say_back(message.text)

    async def on_entry_line_completed(self, message: EntryLine.Completed) -> None:
        """Enter was pressed."""
        await self.typing.complete(message.text)

    def on_entry_line_closed(self, message: EntryLine.Closed) -> None:
        """Esc was pressed."""
        message.prevent_default()
        self.typing.close("Closed. Nothing was saved.")

    # -- the next set --------------------------------------------------------------------------------------

    def _show_shaped(self, session: WorkoutSession | None, words: str | None = None) -> None:
        """Go on with what the keys made of the next set, unless a set is checked."""
        if session is None or self.checked is not None:
            return
        self.put_session(session)
        if words is not None:
            self.say_of_next(words)
        elif self.status == self._next_words:
            self.status = self._next_words = ""  # it would name another set than the one that is shown now
        self.show_next()

    def say_of_next(self, words: str) -> None:
        """Say something about the next set as it is shown: it is gone when the set is another one."""
        self.status = self._next_words = words

    def action_load(self, direction: int, big: bool = False) -> None:
        """The next load up or down, or a big step."""
        if self.session is not None and self.checked is None:
            session = self.session.with_load(direction, big=big)
            if session is None:
                self.status = "Bodyweight: type bw+10 for added load."
            self._show_shaped(session)

    def action_reps(self, change: int) -> None:
        """One rep more or less."""
        self._show_shaped(self.session.with_reps(change) if self.session is not None else None)

    def action_upward(self, direction: int) -> None:
        """The next load up or down; while a set is selected, the one above or below it."""
        if self.selected:
            self.selection.move(-direction)
        else:
            self.action_load(direction)

    def action_down(self) -> None:
        """One load down, or the set below; while a set is checked, how it is judged."""
        if self.checked is not None:
            self.checking.change_judge()
        else:
            self.action_upward(-1)

    def action_big(self, direction: int) -> None:
        """A big step up or down, unless a set is selected."""
        if not self.selection.is_in_the_way():
            self.action_load(direction, big=True)

    def action_sideways(self, change: int) -> None:
        """One rep more or less, unless a set is selected."""
        if not self.selection.is_in_the_way():
            self.action_reps(change)

    def action_swap(self) -> None:
        """Take the next suggestion for the next set."""
        if self.session is not None:
            session = self.session.with_next_suggestion()
            source = session.current.source or "typed"
            source = log_view.SOURCES.get(source, source)
            self._show_shaped(session, f"As {source}: {phrase(session.current.next)}.")

    def action_why(self) -> None:
        """Say why the next set is suggested as it is."""
        if self.session is not None:
            current = self.session.current
            self.say_of_next(f"{phrase(current.next) or 'Next set'}: {current.why}")

    def action_warmup(self) -> None:
        """Make the next set, or the selected one, a warm-up, or a working set again."""
        if self.selected and self.session is not None:
            self.queue.about_last("w", self.queue.toggle_warm_up)
        else:
            self._show_shaped(self.session.with_warm_up() if self.session is not None else None)

    def action_side(self) -> None:
        """Make the next set one of the left, the right, or both sides."""
        if self.session is not None:
            session = self.session.with_next_side()
            side = capital(SIDES[session.current.next.side] or "both sides")
            one_sided = session.exercise.takes_side
            self._show_shaped(session, f"{side}." if one_sided else "This lift works both sides at once.")

    # -- a selected set ------------------------------------------------------------------------------------

    def action_pick(self, direction: int) -> None:
        """Select a set for the editing keys; while a note is typed, write it elsewhere."""
        if self.opened is not None:
            self.typing.move_note()
        elif not self.checking.is_open():
            self.selection.pick(direction)

    def on_set_list_moved(self, message: SetList.Moved) -> None:
        """The arrows moved in the list."""
        self.selection.move(message.by)

    def action_select_set(self, record_id: str) -> None:
        """Select a set that was clicked; a second click edits it."""
        if self.opened is None and self.checked is None:
            if self.selected == record_id:
                self.run_worker(self.action_edit(), group="edit")
            else:
                self.selection.select(record_id)

    # -- lifts, rest, workout ------------------------------------------------------------------------------

    def action_lift_by(self, step: int) -> None:
        """Go to the next or previous lift."""
        self.lifts.go_by(step)

    def action_lift(self, index: int) -> None:
        """Go to a lift."""
        self.lifts.go_to_index(index)

    async def action_lifts(self) -> None:
        """List the lifts over the sets."""
        await self.lifts.open()

    def on_lift_list_requested(self, message: LiftList.Requested) -> None:
        """Do what was asked for in the list of lifts."""
        self.lifts.do(message.command, message.lift_id)

    def action_warm_up(self) -> None:
        """Plan the warm-up sets that are offered."""
        if self.session is not None and self.checked is None:
            self.enqueue(self.lifts.change(plan_warm_up, self.session.lift.id))

    def action_add_lift(self) -> None:
        """Add a lift to the workout."""
        self.lifts.add()

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        self.rest_control.lengthen(seconds)

    def action_rest_pause(self) -> None:
        """Pause or resume the rest clock; pressed twice, there is no rest after this set."""
        self.rest_control.pause()

    def action_read_notes(self) -> None:
        """Show the cue and the notes of the lift and of its sets in full."""
        session = self.session
        sections = log_view.note_sections(session) if session is not None else []
        if session is None or not sections:
            self.status = f"No notes here yet. Press {self.key_of('set.note')} to write one."
            return
        from hinge_log.screens.dialogs.text_dialog import TextDialog

        self.app.push_screen(TextDialog(f"Notes, {session.name}", sections))

    def action_open_workouts(self) -> None:
        """Choose with which open workout to go on, or join them."""
        if not self.checking.is_open():
            from hinge_log.screens.dialogs.open_workouts import ask_which_goes_on

            self.enqueue(ask_which_goes_on(self))

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Go to the lift in which something was undone; say where it was when it is in no lift of this workout."""
        self._fresh = True
        touched = log_view.changed_lifts(self.session, changes) if self.session is not None else []
        self.wanted = "" if not touched or self.session is None or self.session.lift.id in touched else touched[0]
        return where if log_view.changed_elsewhere(self.session, changes) else ""

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.opened is not None:
            self.typing.close("Closed. Nothing was saved.")
        elif self.listing:
            self.lifts.close()
        elif self.checked is not None:
            self.checking.show(None, "Check discarded. Nothing was saved.")
        elif self.selected:
            self.selection.select("")
        else:
            super().action_back()

    def action_finish(self) -> None:
        """Show the summary, where the workout is closed."""
        if self.session is None:
            self.status = f"Nothing to finish yet. Press {self.key_of('lift.add')} to add a lift."
        elif not self.checking.is_open():
            self.post_message(ScreenRequested("finish"))
