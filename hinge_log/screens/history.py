"""History: every workout, newest first, to be read, corrected, moved, copied and added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.cells import Row
from hinge_log.charts.date_texts import date_text
from hinge_log.charts.heat_map import LEGEND
from hinge_log.charts.workout_words import WorkoutPart, list_row, workout_parts, workout_title
from hinge_log.clock import Moment
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.screens.context import Context
from hinge_log.screens.day_words import HINT, SPAN_HINT, day_words, moment_of, span_of, span_words, with_time
from hinge_log.screens.dialogs.pick_lift import PickLift
from hinge_log.screens.main_screen import BarKey, MainScreen, ScreenRequested, global_bindings
from hinge_log.settings import Gym
from hinge_log.store import history as past
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.reading import WorkoutLine
from hinge_log.store.store import Store
from hinge_log.training import entry
from hinge_log.training.entry_form import rate_typed
from hinge_log.training.entry_model import Amend, Shown, Typed
from hinge_log.training.first_set import first_set
from hinge_log.training.form import quick
from hinge_log.training.suggestion import again, phrase, shown
from hinge_log.training.workout import LABELS, Basis, SetDraft, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.heat_map import HeatMap
from hinge_log.widgets.key_bar import KeyHint
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList
from hinge_log.widgets.text_styles import to_content

PAGE = 200
"""So many workouts are read at once; more when the end of them comes near."""

NEAR_END = 20
COUNTED_DAYS = 7 * 60
"""Days held for the map on both sides of the workout that is highlighted."""


@dataclass(frozen=True, slots=True)
class HistoryData:
    """The workouts listed, how many there are in all, and the one that is highlighted, in full."""

    lines: tuple[WorkoutLine, ...]
    total: int
    counts: Mapping[int, int]
    workout: Workout | None
    settings: Mapping[str, LiftSettings]


class HistoryScreen(MainScreen[HistoryData]):
    """Look at past workouts and change them; the list is what moves, the map follows it."""

    CSS_PATH = "../styles/history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "move('cursor_up')", "up", id="history.up", tooltip="the line above; the up arrow too"),
        Binding("j", "move('cursor_down')", "down", id="history.down", tooltip="the line below; the down arrow too"),
        Binding("n", "move('cursor_down')", "older", id="history.next", tooltip="the workout before, down the list"),
        Binding("p", "move('cursor_up')", "newer", id="history.previous", tooltip="the workout after, up the list"),
        Binding("ctrl+d", "move('page_down')", "down", id="history.pagedown", tooltip="a page down"),
        Binding("ctrl+u", "move('page_up')", "up", id="history.pageup", tooltip="a page up"),
        Binding("left,h", "go_back(7)", "week", id="history.left", tooltip="a week back"),
        Binding("right,l", "go_back(-7)", "week", id="history.right", tooltip="a week on"),
        Binding("left_square_bracket", "go_back(30)", "month", id="history.month.back", tooltip="30 days back"),
        Binding("right_square_bracket", "go_back(-30)", "month", id="history.month", tooltip="30 days on"),
        Binding("G", "newest", "newest", id="history.today", tooltip="back to the newest workout; home too"),
        Binding("slash", "search", "search", id="history.search", tooltip="search exercises, notes, plans and dates"),
        Binding("enter", "open", "open", id="history.open", tooltip="open the workout; on a set, edit it"),
        Binding("e", "edit", "edit", id="history.edit", tooltip="edit the set, or the name of the workout"),
        Binding("d", "delete", "delete", id="history.delete", tooltip="delete the selection; undo brings it back"),
        Binding("a", "add", "add", id="history.add", tooltip="add a past workout; in a workout, add sets"),
        Binding("A", "add_lift", "add lift", id="history.lift", tooltip="add a lift to the opened workout"),
        Binding("m", "move_day", "move", id="history.move", tooltip="move the workout to another day"),
        Binding("t", "times", "times", id="history.times", tooltip="when the workout began and ended"),
        Binding("y", "copy", "copy", id="history.copy", tooltip="do this workout again today"),
        Binding("o", "note", "note", id="history.note", tooltip="a note on the set, or on the workout"),
        *(
            Binding(str(n), f"rate({n})", word, id=f"history.form.{n}", tooltip=f"form of the selected set: {n} {word}")
            for n, word in LABELS.items()
        ),
        *global_bindings(),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.workout_id = ""
        self.newest_id = ""
        self.wanted_id = ""
        """A workout that another screen asked for, until it is read."""
        self.part_id = ""
        self.opened = False
        self.search_text = ""
        self.limit = PAGE
        self._past: Moment | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The map, the workouts, and the one that is highlighted."""
        yield PanelTitle("Working sets by day", id="map-title")
        yield HeatMap()
        with Horizontal(id="lists"):
            with Vertical(id="workouts-panel"):
                yield PanelTitle("Workouts", id="list-title")
                yield RowList(id="workouts")
            with Vertical(id="detail-panel"):
                yield PanelTitle(id="detail-title")
                with VerticalScroll(id="detail", can_focus=False):
                    yield Static(id="detail-text", markup=False)
                yield RowList(id="parts")
        yield KeyRow(
            KeyHint("⏎", "OPEN", "open"), KeyHint("a", "add past", "add"), KeyHint("d", "delete", "delete"),
            lead=True, id="buttons",
        )  # fmt: skip

    # -- reading -------------------------------------------------------------------------------------------

    def read(self, store: Store) -> HistoryData:
        """The workouts, found by a text where one is searched for, and the highlighted one in full."""
        if self.wanted_id and past.place_of(store, self.wanted_id) is not None:
            self.workout_id, self.opened, self.search_text, self.part_id = self.wanted_id, True, "", ""
        self.wanted_id = ""
        find = self.search_text
        lines = past.find_workouts(store, find, self.limit) if find else store.workouts(limit=self.limit)
        known = {line.id: line for line in lines}
        place = past.place_of(store, self.workout_id) if self.workout_id else None
        if place is not None and self.workout_id not in known and not find:
            lines = past.around(store, place, self.limit)
            known = {line.id: line for line in lines}
        newest = lines[0].id if lines else ""
        if self.workout_id not in known or (self.workout_id == self.newest_id != newest and not self.opened):
            self.workout_id, self.opened = self._nearest(lines), False
        self.newest_id = newest
        day = known[self.workout_id].day if self.workout_id in known else self.context.today
        counts = past.day_counts(store, day - COUNTED_DAYS, day + COUNTED_DAYS)
        workout = store.workout(self.workout_id) if self.workout_id else None
        working = {each: count.working for each, count in counts.items()}
        return HistoryData(tuple(lines), past.workout_count(store), working, workout, all_lift_settings(store))

    def _nearest(self, lines: Sequence[WorkoutLine]) -> str:
        """The workout that stands where the highlighted one was, when that is gone."""
        before = [line.id for line in self.data.lines] if self.data else []
        if self.workout_id in before and self.workout_id != self.newest_id:
            following = before[before.index(self.workout_id) :]
            remaining = {line.id for line in lines}
            return next((each for each in following if each in remaining), lines[-1].id if lines else "")
        return lines[0].id if lines else ""

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

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: HistoryData) -> None:
        """Hand the values out."""
        today, workout = self.context.today, data.workout
        number = f"{data.total} workout{'' if data.total == 1 else 's'}"
        self.show_title(("History", "strong"), right=number)
        heat_map = self.query_one(HeatMap)
        heat_map.today, heat_map.counts = today, data.counts
        heat_map.cursor = workout.day if workout else today
        self.query_one("#map-title", PanelTitle).tail = LEGEND
        title = self.query_one("#list-title", PanelTitle)
        title.title = f'Workouts with "{self.search_text}"' if self.search_text else "Workouts"
        rows = [ListRow(line.id, (_row(line, today),)) for line in data.lines]
        if not rows:
            key = self.key_of("history.add")
            empty = "Nothing matches. Press esc to see all." if self.search_text else None
            text = empty or f"No workouts yet. Press {key} to add one of the past."
            rows = [ListRow("", (((text, "muted"),),))]
        workouts, parts = self.query_one("#workouts", RowList), self.query_one("#parts", RowList)
        workouts.show_rows(rows)
        if self.workout_id:
            workouts.highlight(self.workout_id)
        self._show_workout(workout)
        self.set_class(self.opened, "-opened")
        if self.is_current and not self.entry.purpose:
            self.set_focus(parts if self.opened else workouts)
        self.show_keys()

    def _show_workout(self, workout: Workout | None) -> None:
        title = self.query_one("#detail-title", PanelTitle)
        title.title = workout_title(workout, self.context.today) if workout else "No workout"
        context = self.context
        parts: tuple[WorkoutPart, ...] = ()
        if workout is not None:
            parts = workout_parts(
                workout, context.exercise, context.catalogue.items_for, context.gym.unit, ascii_only=context.ascii_only
            )
        mono = self.app.theme == "mono"
        rows: list[Row] = []
        for part in parts:
            if part.kind == "lift":  # sets and ratings on rows of their own, so that no number wraps
                rows += [((part.text, "strong"),), (("  ", ""), (part.more, "text"))]
                rows += [(("  form ", "muted"), (part.form, "data"))] if part.form else []
            elif part.kind != "set":
                rows.append(part.row)
        self.query_one("#detail-text", Static).update(to_content(rows, mono=mono))
        part_list = self.query_one("#parts", RowList)
        part_list.show_rows(ListRow(part.id, (part.row,)) for part in parts)
        if self.part_id not in {part.id for part in parts if part.id}:
            self.part_id = workout.sets[0].id if workout and workout.sets else workout.id if workout else ""
        part_list.highlight(self.part_id)

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("history.open",), "save"), BarKey(("back",), "discard"))
        if self.opened:
            return (
                BarKey(("history.down", "history.up"), "select", "move('cursor_down')"),
                BarKey(("history.edit",), "edit", "edit"),
                BarKey(("history.delete",), "delete", "delete"),
                BarKey(("history.add",), "add sets", "add"),
                BarKey(("undo",), "undo", "undo"),
                BarKey(("back",), "back", "back"),
                BarKey(("history.form.1", "history.form.5"), "form"),
                BarKey(("history.note",), "note", "note"),
                BarKey(("history.move",), "move", "move_day"),
                BarKey(("history.lift",), "add lift", "add_lift"),
                BarKey(("history.copy",), "do again", "copy"),
            )
        return (
            BarKey(("history.next", "history.previous"), "workout", "move('cursor_down')"),
            BarKey(("history.open",), "open", "open"),
            BarKey(("history.add",), "add past", "add"),
            BarKey(("history.search",), "search", "search"),
            BarKey(("history.delete",), "delete", "delete"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("history.copy",), "do again", "copy"),
            BarKey(("history.move",), "move", "move_day"),
            BarKey(("history.left", "history.right"), "week", "go_back(7)"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The list", ("history.next", "history.previous", "history.up", "history.down", "history.pagedown",
                          "history.pageup", "history.left", "history.right", "history.month.back", "history.month",
                          "history.today", "history.search")),
            ("Workouts", ("history.open", "history.add", "history.copy", "history.move", "history.times")),
            ("The selection", ("history.edit", "history.delete", "history.note", "history.lift",
                               *(f"history.form.{n}" for n in LABELS))),
        )  # fmt: skip

    # -- moving --------------------------------------------------------------------------------------------

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
        workout = await self.with_store(lambda store: store.workout(workout_id))
        if self.data is not None and workout is not None and workout_id == self.workout_id:
            self.data = replace(self.data, workout=workout)
            heat_map = self.query_one(HeatMap)
            if not min(self.data.counts, default=workout.day) <= workout.day <= max(self.data.counts, default=0):
                await self.load()
                return
            heat_map.cursor = workout.day
            self._show_workout(workout)

    @on(RowList.OptionSelected, "#workouts")
    def _workout_selected(self, message: RowList.OptionSelected) -> None:
        if message.option.id == self.workout_id:
            self.action_open()

    @on(RowList.OptionHighlighted, "#parts")
    def _part_highlighted(self) -> None:
        if self.opened:
            self.part_id = self.query_one("#parts", RowList).highlighted_id or self.part_id

    @on(RowList.OptionSelected, "#parts")
    def _part_selected(self) -> None:
        self.action_edit()

    @on(HeatMap.DayPressed)
    def _day_pressed(self, message: HeatMap.DayPressed) -> None:
        self.enqueue(self._go_to_day(message.day))

    def action_go_back(self, days: int) -> None:
        """The newest workout at least so many days back; on, where that is negative."""
        if self.workout is not None and not self.opened:
            self.enqueue(self._go_to_day(min(self.context.today, self.workout.day - days), on=days < 0))

    async def _go_to_day(self, day: int, *, on: bool = False) -> None:
        def nearest(store: Store) -> str:
            lines = store.workouts(limit=1, before=(day + 1, -(10**15)))
            later = past.around(store, (day, -(10**15)), 1)[:1] if on or not lines else []
            return (later or lines)[0].id if later or lines else ""

        self.workout_id = await self.with_store(nearest) or self.workout_id
        await self.load()

    def action_newest(self) -> None:
        """Back to the newest workout."""
        self.opened, self.workout_id, self.search_text, self.limit = False, "", "", PAGE
        self.enqueue(self.load())

    def action_search(self) -> None:
        """Search workouts by a text."""
        if not self.opened:
            status = "Search by exercise, note, plan or date. enter search / esc close"
            self.open_entry("search", self.search_text, status=status)

    def action_open(self) -> None:
        """Open the workout that is highlighted; in an opened one, edit the selection."""
        if self.opened:
            self.action_edit()
        elif self.workout is None:
            self.status = f"There is no workout. Press {self.key_of('history.add')} to add one."
        else:
            self.opened, self.part_id = True, ""
            self._refresh("")

    def action_back(self) -> None:
        """Close what is open, end the search, else go back."""
        if self.opened:
            self.opened = False
            self._refresh("")
        elif self.search_text:
            self.search_text = ""
            self.enqueue(self.load())
        else:
            super().action_back()

    def _refresh(self, status: str) -> None:
        self.status = status
        if self.data is not None:
            self.show(self.data)

    # -- the selection -------------------------------------------------------------------------------------

    def _set_at(self) -> SetRecord | None:
        sets = self.workout.sets if self.opened and self.workout else ()
        return next((each for each in sets if each.id == self.part_id), None)

    def _lift_at(self) -> WorkoutLift | None:
        lifts = self.workout.lifts if self.opened and self.workout else ()
        return next((lift for lift in lifts if self.part_id in (lift.id, *(each.id for each in lift.sets))), None)

    def _exercise(self) -> Exercise:
        lift = self._lift_at()
        return self.context.exercise(lift.exercise if lift else "")

    def _gym(self) -> Gym:
        settings = self.data.settings if self.data else {}
        return settings.get(self._exercise().id, LiftSettings()).over(self.context.gym)

    def _items(self) -> tuple[Item, ...]:
        return self.context.catalogue.items_for(self._exercise())

    def _checklist(self) -> Checklist | None:
        return self.context.catalogue.checklists.get(self._exercise().checklist)

    async def _done(self, status: str, *, undo: str = "undoes.") -> None:
        self.close_entry()
        await self.load()
        self.status = f"{status} {self.key_of('undo')} {undo}"

    # -- typing --------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the set that is selected as text, or the name of the workout."""
        record, lift = self._set_at(), self._lift_at()
        if not self.opened:
            self.action_open()
        elif record is not None:
            form = record.what.form
            slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
            self._type("set", entry.fmt(record.what, slips, unit=self._gym().unit))
        elif lift is not None:
            self.status = f"Select a set to edit it. Press {self.key_of('history.add')} to add sets to this lift."
        elif self.workout is not None:
            self._type("name", self.workout.name)

    def action_note(self) -> None:
        """Write a note on the set that is selected, or on the workout."""
        record = self._set_at()
        if self.workout is not None:
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
        """Ask when the workout began and ended."""
        if self.workout is not None and self.workout.ended_ms is not None:
            self._type("times", span_words(self.workout, self.workout.ended_ms))
        else:
            self.status = "This workout is still open." if self.workout else "There is no workout."

    def action_move_day(self) -> None:
        """Ask for the day to which the workout moves."""
        if self.workout is not None:
            self._type("move", day_words(self.workout.day))

    def _type(self, purpose: str, text: str) -> None:
        self.open_entry(purpose, text)
        self.status = self._echo(purpose, text)
        if purpose in ("day", "move"):
            self.entry.select_all()  # what is typed takes the place of the suggested day

    @on(EntryLine.Edited)
    def _typed(self, message: EntryLine.Edited) -> None:
        self.status = self._echo(message.purpose, message.text)

    def _echo(self, purpose: str, text: str) -> str:
        """How the text is understood."""
        if purpose in _HINTS:
            return _HINTS[purpose]
        if purpose in ("day", "move"):
            try:
                at = moment_of(text, self.context.clock.now())
            except EntryError as error:
                return f"^ {error.message}: {error.hint}"
            clock = f", {at.local.hour}:{at.local.minute:02d}" if with_time(text) else ""
            what = "A past workout on" if purpose == "day" else "Move to"
            return f"→ {what} {date_text(at.day, today=self.context.today)}{clock}.   {HINT}"
        if not text.strip():
            return "Sets of this lift: 60x5 w; 100x5x3 f4"
        try:
            typed = entry.parse(text, self._shown())
        except EntryError as error:
            message = f"^ {error.message}: {error.hint}" if error.hint else f"^ {error.message}"
            return " " * min(error.at, max(0, self.size.width - len(message) - 4)) + message
        return f"→ {entry.echo(typed, self._shown(), ascii_only=self.context.ascii_only)}"

    def _shown(self) -> Shown:
        record, lift, gym = self._set_at(), self._lift_at(), self._gym()
        if self.entry.purpose == "set" and record is not None:
            draft = record.what
        elif lift is not None and lift.sets:
            draft = again(lift.sets[-1].what)
        else:
            draft = first_set(self._exercise(), gym.unit, gym.bar)
        return shown(self._exercise(), self._items(), draft, gym.unit)

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        self.enqueue(self._save_entry(message.purpose, message.text))

    async def _save_entry(self, purpose: str, text: str) -> None:
        """Do what was typed; what cannot be read leaves the line open."""
        record, workout = self._set_at(), self.workout
        try:
            if purpose == "search":
                self.search_text, self.workout_id, self.limit = " ".join(text.split()), "", PAGE
                self.close_entry()
                await self.load()
            elif purpose in ("day", "move"):
                at = moment_of(text, self.context.clock.now())
                await (self._move(at, with_time(text)) if purpose == "move" else self._pick_first_lift(at))
            elif purpose in ("set", "sets"):
                typed = entry.parse(text, self._shown())
                await (self._edit_typed(typed) if purpose == "set" else self._add_sets(typed))
            elif purpose == "set note" and record is not None:
                await self._edit_set(record, replace(record.what, note=text), "Note saved.")
            elif workout is not None and purpose == "times":
                start, end = span_of(text, workout, self.context.clock.now())
                await self.with_store(lambda store: past.set_times(store, workout.id, start, end))
                await self._done("Times saved.")
            elif workout is not None and purpose == "name":
                await self.with_store(lambda store: past.rename_workout(store, workout.id, text))
                await self._done("Name saved.")
            elif workout is not None:
                await self.with_store(lambda store: store.set_workout_note(workout.id, text))
                await self._done("Note saved.")
        except EntryError as error:
            self.status = self._echo(purpose, text) if purpose not in _HINTS else str(error)

    # -- changing ------------------------------------------------------------------------------------------

    async def _edit_set(self, record: SetRecord, what: SetDraft, status: str) -> None:
        await self.with_store(lambda store: store.edit_set(record.id, what))
        await self._done(status)

    async def _edit_typed(self, typed: entry.Entry) -> None:
        record = self._set_at()
        if record is None:
            return
        if isinstance(typed, Amend):
            what, _ = rate_typed(typed.applied(record.what), typed, self._items(), self._checklist())
            await self._edit_set(record, what, "Changed the set.")
        elif len(typed.sets) > 1:
            self.status = f"One set is edited here, not {len(typed.sets)}. Add sets with {self.key_of('history.add')}."
        else:
            what = self._rated(typed.sets[0])
            what = what if what.form else replace(what, form=record.what.form)
            await self._edit_set(record, replace(what, pain=record.what.pain), f"Changed to {phrase(what)}.")

    def _rated(self, typed: Typed) -> SetDraft:
        return rate_typed(typed.draft, typed, self._items(), self._checklist())[0]

    async def _add_sets(self, typed: entry.Entry) -> None:
        lift = self._lift_at()
        if lift is None or isinstance(typed, Amend):
            self.status = "Type the sets to add: 100x5x3"
            return
        drafts = [self._rated(each) for each in typed.sets]
        added = await self.with_store(lambda store: past.add_past_sets(store, lift.id, drafts))
        self.part_id = added[-1].id if added else self.part_id
        await self._done(f"Added {len(added)} set{'' if len(added) == 1 else 's'}.")

    def action_rate(self, label: int) -> None:
        """Rate the set that is selected."""
        record = self._set_at()
        if record is not None and record.what.pain is not None:
            self.status = "A set with pain is not rated."
        elif record is not None:
            self.enqueue(self._rate(record, label))

    async def _rate(self, record: SetRecord, label: int) -> None:
        await self.with_store(lambda store: store.rate(record.id, quick(label)))
        await self._done(f"Form {label} {LABELS[label]}.")

    def action_delete(self) -> None:
        """Delete the set or lift that is selected, else the workout that is highlighted."""
        if self.workout is not None:
            self.enqueue(self._delete(self.workout, self._lift_at(), self._set_at()))

    async def _delete(self, workout: Workout, lift: WorkoutLift | None, record: SetRecord | None) -> None:
        if record is not None:
            await self.with_store(lambda store: store.delete_set(record.id))
            deleted = phrase(record.what)
        elif lift is not None:
            await self.with_store(lambda store: past.delete_lift(store, lift.id))
            deleted = f"{self.context.name(lift.exercise)}, {len(lift.sets)} sets"
        else:
            await self.with_store(lambda store: store.delete_workout(workout.id))
            self.opened = False
            name = f", {workout.name}" if workout.name else ""
            deleted = f"{date_text(workout.day, today=self.context.today)}{name}, {len(workout.sets)} sets"
        await self._done(f"Deleted {deleted}.", undo="brings it back.")

    async def _move(self, at: Moment, timed: bool) -> None:
        workout = self.workout
        if workout is not None:
            started, self.newest_id = at.utc_ms if timed else None, ""
            await self.with_store(lambda store: past.move_workout(store, workout.id, at.day, started))
            await self._done(f"Moved to {date_text(at.day, today=self.context.today)}.")

    def action_copy(self) -> None:
        """Do the workout that is highlighted again today."""
        if self.workout is not None:
            self.enqueue(self._copy(self.workout))

    async def _copy(self, workout: Workout) -> None:
        sided = {lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral}
        await self.with_store(lambda store: past.copy_as_today(store, workout.id, sided))
        self.post_message(ScreenRequested("log"))

    async def _pick_first_lift(self, at: Moment) -> None:
        self._past = at
        self.close_entry()
        title = f"First lift of {date_text(at.day, today=self.context.today)}"
        self.app.push_screen(PickLift(self.context, title), self._first_lift_picked)

    def _first_lift_picked(self, exercise: Exercise | None) -> None:
        if exercise is not None and self._past is not None:
            self.enqueue(self._add_workout(exercise, self._past))

    async def _add_workout(self, exercise: Exercise, at: Moment) -> None:
        lifts = [(exercise.id, exercise.name)]
        workout = await self.with_store(lambda store: past.add_past_workout(store, at, lifts))
        self.workout_id, self.opened, self.part_id, self.search_text = workout.id, True, workout.lifts[0].id, ""
        await self._done(f"Added {date_text(at.day, today=self.context.today)}.")
        self._type("sets", "")

    def action_add_lift(self) -> None:
        """Add a lift to the opened workout."""
        if self.opened and self.workout is not None:
            self.app.push_screen(PickLift(self.context), self._lift_picked)

    def _lift_picked(self, exercise: Exercise | None) -> None:
        if exercise is not None and self.workout is not None:
            self.enqueue(self._add_lift(exercise, self.workout.id))

    async def _add_lift(self, exercise: Exercise, workout_id: str) -> None:
        self.part_id = await self.with_store(
            lambda store: past.add_past_lift(store, workout_id, exercise.id, exercise.name)
        )
        await self._done(f"Added {self.context.name(exercise.id)}.")
        self._type("sets", "")


_HINTS = {
    "search": "Search by exercise, note, plan or date. enter search / esc close",
    "times": SPAN_HINT,
    "name": "The name of this workout. enter save / esc discard",
    "note": "A note on this workout. enter save / esc discard",
    "set note": "A note on this set. enter save / esc discard",
}
"""What the status line says while something is typed."""


def _row(line: WorkoutLine, today: int) -> Row:
    is_open = line.ended_ms is None
    return list_row(line.day, line.name, line.sets, line.form, is_open=is_open, today=today)
