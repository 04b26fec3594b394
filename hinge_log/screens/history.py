"""History: every workout, newest first, to be read, corrected, moved, copied and added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from hinge_log.charts.heat_map import LEGEND
from hinge_log.charts.workout_words import workout_title
from hinge_log.clock import Moment, date_text
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Exercise
from hinge_log.screens import history_view, past_sets
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.dialogs.check_set import CheckSetDialog
from hinge_log.screens.keys import Bar, HelpGroups
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.workout_times import day_words, span_hint, span_words
from hinge_log.store import history as past
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, NOTE_LIMIT, plural
from hinge_log.training.coaching import NO_EXTRAS, Video
from hinge_log.training.entry_model import Entry, Sets
from hinge_log.training.form import quick
from hinge_log.training.suggestion import phrase
from hinge_log.training.typed_days import moment_of
from hinge_log.training.workout import Form, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.details import WorkoutDetail
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.heat_map import HeatMap
from hinge_log.widgets.keys import KeyRow
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import RowList

PAGE, NEAR_END = 200, 20
"""So many workouts are read at once; more when the end of them comes so near."""


class HistoryScreen(MainScreen[history_view.HistoryData]):
    """Look at past workouts and change them; the list is what moves, the map follows it."""

    CSS_PATH = "../styles/history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = history_view.HISTORY_BINDINGS
    HELP_GROUPS: ClassVar[HelpGroups] = history_view.HELP_GROUPS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.workout_id = self.newest_id = self.part_id = self.search_text = ""
        self.wanted_id = self.wanted_part = ""
        """A workout that another screen asked for, and its set, until it is read."""
        self.opened, self.limit = False, PAGE
        self._typed_for: past_sets.PastEntry | None = None
        """What the line was opened for: it holds while another window changes what is selected."""
        self._typed_workout: Workout | None = None
        self._confirmed = ""

    def compose_body(self) -> Iterable[Widget]:
        """The map, the workouts, and the one that is highlighted."""
        yield PanelTitle("Working sets by day", id="map-title")
        yield HeatMap()
        with Horizontal(id="lists"):
            with Vertical(id="workouts-panel"):
                yield PanelTitle("Workouts", id="list-title")
                yield RowList(click_selects=False, id="workouts")
            yield WorkoutDetail(id="detail-panel")
        yield KeyRow(lead=True, id="buttons")

    def read(self, store: Store) -> history_view.HistoryData:
        """The workouts, found by a text where one is searched for, and the highlighted one in full."""
        if self.wanted_id and past.place_of(store, self.wanted_id) is not None:
            self.workout_id, self.opened, self.search_text, self.part_id = self.wanted_id, True, "", self.wanted_part
        self.wanted_id = self.wanted_part = ""
        lines = history_view.workout_lines(store, self.search_text, self.workout_id, self.limit)
        newest, was_newest = lines[0].id if lines else "", self.workout_id == self.newest_id
        is_gone = all(line.id != self.workout_id for line in lines)
        if is_gone or (was_newest and newest != self.newest_id and not self.opened):
            before = self.data.lines if self.data and not was_newest else ()
            self.workout_id, self.opened = history_view.nearest_workout(before, lines, self.workout_id), False
        self.newest_id = newest
        return history_view.read_history(store, lines, self.workout_id, self.context.today)

    @property
    def workout(self) -> Workout | None:
        """The workout that is highlighted."""
        return self.data.workout if self.data else None

    @property
    def lift(self) -> str:
        """The exercise that is selected, else the last one of the workout."""
        selected = self._lift_at()
        if selected is not None:
            return selected.exercise
        return self.workout.lifts[-1].exercise if self.workout and self.workout.lifts else ""

    def show_lift(self, key: str) -> None:
        """Open a workout by its id; the key of an exercise leaves things as they are."""
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted_id = key

    def show_set(self, workout_id: str, set_id: str) -> None:
        """Open a workout at one of its sets."""
        self.wanted_id, self.wanted_part = workout_id, set_id

    def show(self, data: history_view.HistoryData) -> None:
        """Hand the values out."""
        today, workout = self.context.today, data.workout
        self.show_title(("History", "strong"), right=plural(data.total, "workout"))
        cursor, first_weekday = workout.day if workout else today, self.context.gym.first_weekday
        self.query_one(HeatMap).show_days(today, data.counts, cursor, first_weekday)
        self.query_one("#map-title", PanelTitle).tail = LEGEND
        title = self.query_one("#list-title", PanelTitle)
        title.title = f'Workouts with "{self.search_text}"' if self.search_text else "Workouts"
        none = f"No workouts yet. Press {self.key_of('history.add')} to add a past one."
        empty = "Nothing matches. Press esc to see all." if self.search_text else none
        workouts = self.query_one("#workouts", RowList)
        workouts.show_rows(history_view.list_rows(data.lines, self.context, empty), highlight=self.workout_id)
        self._show_workout(workout)
        self.set_class(self.opened, "-opened")
        is_coach = self.context.coached is not None
        self.query_one("#buttons", KeyRow).keys = history_view.touch_keys(is_opened=self.opened, is_coach=is_coach)
        if self.is_current and not self.entry.purpose:
            self.set_focus(self.detail.part_list if self.opened else workouts)
        self.show_keys()

    @property
    def detail(self) -> WorkoutDetail:
        """The panel of the highlighted workout."""
        return self.query_one(WorkoutDetail)

    def _show_workout(self, workout: Workout | None) -> None:
        context = self.context
        title = workout_title(workout, context.today) if workout else "No workout"
        extras = self.data.extras if self.data else {}
        parts = history_view.all_parts(workout, extras, context) if workout else ()
        if self.part_id not in {part.id for part in parts if part.id}:
            self.part_id = workout.sets[0].id if workout and workout.sets else workout.id if workout else ""
        self.detail.show_workout(title, parts, self.part_id)

    def bar(self) -> Bar:
        """The key bar of the mode."""
        is_coach = self.context.coached is not None
        return history_view.history_keys(is_typing=bool(self.entry.purpose), is_opened=self.opened, is_coach=is_coach)

    async def action_move(self, action: str) -> None:
        """Move in the list that is shown, as the arrow keys do."""
        await self.query_one("#parts" if self.opened else "#workouts", RowList).run_action(action)

    @on(RowList.OptionHighlighted, "#workouts")
    def _workout_highlighted(self, message: RowList.OptionHighlighted) -> None:
        current = self.query_one("#workouts", RowList).highlighted_id  # a message may be older than the list
        if current == message.option.id != self.workout_id and not self.opened:
            self.workout_id, self.part_id, self.status = current, "", ""
            lines = self.data.lines if self.data else ()
            if len(lines) >= self.limit and message.option_index >= len(lines) - NEAR_END:
                self.limit += PAGE
                self.enqueue(self.load())
            else:
                self.enqueue(self._load_workout())

    async def _load_workout(self) -> None:
        workout_id = self.workout_id
        workout, extras = await self.with_store(lambda store: history_view.read_workout(store, workout_id))
        if self.data is not None and workout is not None and workout_id == self.workout_id:
            self.data = replace(self.data, workout=workout, extras=extras)
            if not min(self.data.counts, default=workout.day) <= workout.day <= max(self.data.counts, default=0):
                await self.load()
                return
            self.query_one(HeatMap).cursor = workout.day
            self._show_workout(workout)

    @on(RowList.OptionHighlighted, "#parts")
    def _part_highlighted(self) -> None:
        if self.opened:
            self.part_id = self.detail.part_list.highlighted_id or self.part_id

    @on(HeatMap.DayPressed)
    def _day_pressed(self, message: HeatMap.DayPressed) -> None:
        self.enqueue(self._go_to_day(message.day))

    def action_go_back(self, days: int) -> None:
        """The newest workout at least so many days back; on, where that is negative."""
        if self.workout is not None and not self.opened:
            self.enqueue(self._go_to_day(min(self.context.today, self.workout.day - days), on=days < 0))

    async def _go_to_day(self, day: int, *, on: bool = False) -> None:
        nearest = await self.with_store(lambda store: history_view.workout_near(store, day, on=on))
        self.workout_id = nearest or self.workout_id
        await self.load()

    def action_newest(self) -> None:
        """Back to the newest workout."""
        self.opened, self.workout_id, self.search_text, self.limit = False, "", "", PAGE
        self.enqueue(self.load())

    def action_search(self) -> None:
        """Search workouts by a text."""
        if not self.opened:
            self.open_entry("search", self.search_text, status=past_sets.HINTS["search"])

    @on(RowList.OptionSelected)
    def action_open(self) -> None:
        """Open the workout that is highlighted; in an opened one, edit the selection, or check it as a coach."""
        if self.opened and self.context.coached is not None:
            self.action_check()
        elif self.opened:
            self.action_edit()
        elif self.workout is None:
            self.status = f"No workouts yet. Press {self.key_of('history.add')} to add one."
        else:
            self.opened, self.part_id = True, ""
            self.show_again("")

    def action_back(self) -> None:
        """Close what is open, end the search, else go back."""
        if self.opened:
            self.opened = False
            self.show_again("")
        elif self.search_text:
            self.search_text = ""
            self.enqueue(self.load())
        else:
            super().action_back()

    def action_compare(self) -> None:
        """Compare the selected lift with another session of it, set by set."""
        from hinge_log.screens.dialogs.compare import compare_lift

        self.enqueue(compare_lift(self, self.lift, self.workout_id))

    def _set_at(self) -> SetRecord | None:
        sets = self.workout.sets if self.opened and self.workout else ()
        return next((each for each in sets if each.id == self.part_id), None)

    def _lift_at(self) -> WorkoutLift | None:
        lifts = self.workout.lifts if self.opened and self.workout else ()
        return next((lift for lift in lifts if self.part_id in (lift.id, *(each.id for each in lift.sets))), None)

    def _past_entry(self) -> past_sets.PastEntry:
        if self._typed_for is not None and self.entry.purpose:
            return self._typed_for
        settings = self.data.settings if self.data else {}
        return past_sets.past_entry(self.context, settings, self._lift_at(), self._set_at())

    def action_edit(self) -> None:
        """Edit the set that is selected as text, or the name of the workout."""
        record, lift = self._set_at(), self._lift_at()
        if not self.opened:
            self.action_open()
        elif record is not None:
            self._type("set", self._past_entry().text())
        elif lift is not None:
            self.status = f"Select a set to edit it. Press {self.key_of('history.add')} to add sets to this lift."
        elif self.workout is not None:
            self._type("name", self.workout.name)

    def action_note(self) -> None:
        """Write a note on the set that is selected, or on the workout."""
        record = self._set_at()
        if self.context.coached is not None:
            self.action_coach("note")
        elif self.workout is not None:
            self._type("set note" if record else "note", record.what.note if record else self.workout.note)

    def action_add(self) -> None:
        """Add a past workout; in an opened one, add sets to the lift that is selected."""
        if not self.opened:
            self._type("day", day_words(self.context.today))
        elif self._lift_at() is not None:
            self._type("sets", "")
        else:
            self.action_add_lift()

    def action_times(self) -> None:
        """Ask for the start and end times of the workout."""
        if self.workout is not None and self.workout.ended_ms is not None:
            self._type("times", span_words(self.workout, self.workout.ended_ms))
        else:
            self.status = "This workout is still open." if self.workout else "No workout is selected."

    def action_move_day(self) -> None:
        """Ask for the day to which the workout moves."""
        if self.workout is not None:
            self._type("move", day_words(self.workout.day))

    def _type(self, purpose: str, text: str) -> None:
        self._typed_for, self._typed_workout, self._confirmed = self._past_entry(), self.workout, ""
        self.open_entry(purpose, text, limit=NAME_LIMIT if purpose == "name" else NOTE_LIMIT)
        self.entry.show_title(self._typed_for.title(purpose))
        self.status = self._echo(purpose, text)
        if purpose in ("day", "move"):
            self.entry.select_all()  # what is typed takes the place of the suggested day

    @on(EntryLine.Edited)
    def _typed(self, message: EntryLine.Edited) -> None:
        self.status = self._echo(message.purpose, message.text)

    def _echo(self, purpose: str, text: str) -> str:
        """How the text is understood."""
        now, ascii_only = self.context.now(), self.context.ascii_only
        if purpose == "times" and self._typed_workout is not None:
            return span_hint(text, self._typed_workout, now)
        return self._past_entry().hint(purpose, text, now, self.size.width, ascii_only=ascii_only)

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        self.enqueue(self._save_entry(message.purpose, message.text))

    async def _save_entry(self, purpose: str, text: str) -> None:
        """Do what was typed, to what the line was opened for; what cannot be read leaves the line open."""
        lift_entry, workout = self._past_entry(), self._typed_workout
        try:
            if purpose == "search":
                self.search_text, self.workout_id, self.limit = " ".join(text.split()), "", PAGE
                self.close_entry()
                await self.load()
            elif purpose == "day":
                at = moment_of(text, self.context.now())
                self.close_entry()
                title = f"First lift of {date_text(at.day, today=self.context.today)}"
                self.pick_exercise(title, partial(self._add_workout, at))
            elif purpose in ("set", "sets"):
                typed = lift_entry.parse(purpose, text)
                question = lift_entry.under_bar(purpose, text, typed)
                if question and text != self._confirmed:
                    self._confirmed = text
                    self.status = f"{question} Press {self.key_of('history.open')} again to save it."
                    return
                await (self._edit_typed if purpose == "set" else self._add_sets)(lift_entry, typed)
            elif workout is not None:
                self.newest_id = "" if purpose == "move" else self.newest_id
                write, done = past_sets.text_change(purpose, text, workout, lift_entry, self.context)
                await self.save(write, done)
        except EntryError as error:
            self.status = self._echo(purpose, text) if purpose not in past_sets.HINTS else str(error)

    async def _edit_typed(self, lift_entry: past_sets.PastEntry, typed: Entry) -> None:
        record = lift_entry.record
        if record is None:
            return
        what = lift_entry.edited(record.what, typed)
        done = f"Changed to {phrase(what)}." if isinstance(typed, Sets) else "Changed the set."
        await self.save(lambda store: past_sets.write_edit(store, record, what), done)

    async def _add_sets(self, lift_entry: past_sets.PastEntry, typed: Entry) -> None:
        lift = lift_entry.lift
        if lift is None or not isinstance(typed, Sets):
            self.status = "Type the sets to add: 100x5x3"
            return
        drafts = [lift_entry.rated(each) for each in typed.sets]
        add = partial(past.add_past_sets, lift_id=lift.id, drafts=drafts)
        added = await self.save(add, f"Added {plural(len(drafts), 'set')}.")
        self.query_one("#parts", RowList).highlight(added[-1].id)

    def action_coach(self, kind: str) -> None:
        """In an athlete's log: write a note on the selected set, a cue for its lift, or a plan."""
        self.status = past_sets.coach_refusal(kind, self._set_at(), self._lift_at(), self.context.coached)
        if not self.status:
            self._type(f"coach {kind}", "")

    def _videos(self) -> tuple[Video, ...]:
        extras = self.data.extras if self.data is not None else {}
        return extras.get(self.part_id, NO_EXTRAS).videos if self.opened else ()

    def action_rate(self, label: int) -> None:
        """Rate the set that is selected."""
        record = self._set_at()
        if record is not None and record.what.pain is not None:
            self.status = "A set with pain is not rated."
        elif record is not None:
            self._save_rating(record, self._videos(), quick(label))

    def action_check(self) -> None:
        """Check the selected set: mark what failed."""
        lift_entry, videos, context = self._past_entry(), self._videos(), self.context
        record = lift_entry.record
        if record is None:
            self.status = "Open a workout and select a set first."
            return
        check = past_sets.begin_check(record, lift_entry.items, lift_entry.checklist, context.coached, bool(videos))
        whose = f"{context.coached.athlete}, " if context.coached is not None else ""
        name = f"{whose}{context.name(record.exercise)} {phrase(record.what)}"
        self.app.push_screen(CheckSetDialog(check, name), partial(self._save_rating, record, videos))

    def _save_rating(self, record: SetRecord, videos: tuple[Video, ...], form: Form | None) -> None:
        if form is not None:
            coached = self.context.coached
            write = partial(past_sets.write_rating, record.id, form, coached, bool(videos))
            self.enqueue(self.save(write, past_sets.rating_words(form, coached)))

    def action_video(self) -> None:
        """Open the newest video of the selected set."""
        if videos := self._videos():
            self.enqueue(self.show_video(videos[-1].location))
        else:
            self.status = "This set has no video." if self._set_at() is not None else "Select a set first."

    def action_delete(self) -> None:
        """Delete the set or lift that is selected, else the workout that is highlighted."""
        if self.workout is not None:
            self.enqueue(self._delete(self.workout, self._lift_at(), self._set_at()))

    async def _delete(self, workout: Workout, lift: WorkoutLift | None, record: SetRecord | None) -> None:
        words = history_view.workout_words(workout, lift, record, self.context)
        await self.with_store(partial(past.delete_part, workout=workout, lift=lift, record=record))
        self.opened = self.opened and lift is not None
        if lift is not None and record is not None:
            self.part_id = history_view.neighbour(lift, record.id)
        await self.load()
        self.tell_done(f"Deleted {words}.", undo="bring it back")

    def action_copy(self) -> None:
        """Do the workout that is highlighted again today."""
        if self.workout is not None:
            self.enqueue(self._copy(self.workout))

    async def _copy(self, workout: Workout) -> None:
        sided = {lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral}
        await self.with_store(lambda store: past.copy_as_today(store, workout.id, sided))
        self.post_message(ScreenRequested("log"))

    async def _add_workout(self, at: Moment, exercise: Exercise) -> None:
        workout = await self.with_store(lambda store: past.add_past_workout(store, at, [(exercise.id, exercise.name)]))
        self.workout_id, self.opened, self.part_id, self.search_text = workout.id, True, workout.lifts[0].id, ""
        await self.load()
        self._type("sets", "")

    def action_add_lift(self) -> None:
        """Add a lift to the opened workout."""
        if self.opened and self.workout is not None:
            self.pick_exercise("Add a lift", partial(self._add_lift, self.workout.id))

    async def _add_lift(self, workout_id: str, exercise: Exercise) -> None:
        lift = (workout_id, exercise.id, exercise.name)
        self.part_id = await self.with_store(lambda store: store.add_lift(*lift))
        await self.load()
        self._type("sets", "")
