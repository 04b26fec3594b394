"""History: every workout by day, to be read, put right, moved, copied and added to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.history_page import HistoryView, Line, Part, history_rows, map_shown, monday_of, scrolled
from hinge_log.charts.pages.parts import clock_text, date_text, form_words, summary
from hinge_log.clock import Moment, to_date
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.day_words import HINT, day_words, moment_of
from hinge_log.screens.entry_line import EntryLine
from hinge_log.store import history as past
from hinge_log.store.reading import WorkoutLine
from hinge_log.store.store import Store
from hinge_log.training import entry
from hinge_log.training.entry_model import Amend, Shown, Typed
from hinge_log.training.first_set import first_set
from hinge_log.training.form import quick, score
from hinge_log.training.proposal import again, described, phrase, shown
from hinge_log.training.workout import LABELS, Basis, Form, Judge, SetDraft, SetRecord, Workout, WorkoutLift
from hinge_log.values import dataclass, replace

EACH_WAY = 60
"""Workouts held on each side of the cursor; more are read when it comes near the end of them."""

COUNTED_DAYS = 7 * 60
"""Days held on each side of the cursor for the map."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit to the log brings back."""

    total: int
    lines: tuple[WorkoutLine, ...]
    counts: dict[int, past.DayCount]
    counted: tuple[int, int]
    picked: str
    workout: Workout | None


class HistoryScreen(LogBookScreen):
    """Look at past workouts and change them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "day", id="history.up", tooltip="the day before; in a workout, the line above"),
        Binding("down,j", "move(1)", "day", id="history.down", tooltip="the day after; in a workout, the line below"),
        Binding("left,h", "week(-1)", "week", id="history.left", tooltip="the week before"),
        Binding("right,l", "week(1)", "week", id="history.right", tooltip="the week after"),
        Binding("left_square_bracket", "month(-1)", "month", id="history.month.back", tooltip="the month before"),
        Binding("right_square_bracket", "month(1)", "month", id="history.month", tooltip="the month after"),
        Binding("n", "workout_by(1)", "older", id="history.next", tooltip="the workout before, down the list"),
        Binding("p", "workout_by(-1)", "newer", id="history.previous", tooltip="the workout after, up the list"),
        Binding("pagedown,ctrl+d", "workout_by(10)", "down", id="history.pagedown", tooltip="ten workouts down"),
        Binding("pageup,ctrl+u", "workout_by(-10)", "up", id="history.pageup", tooltip="ten workouts up"),
        Binding("home,G", "today", "today", id="history.today", tooltip="back to today"),
        Binding("enter", "open", "open", id="history.open", tooltip="open the workout; on a set, edit it"),
        Binding("e", "edit", "edit", id="history.edit", tooltip="edit: the set, the lift's sets, the workout's name"),
        Binding("d", "delete", "delete", id="history.delete", tooltip="delete what is picked; undo brings it back"),
        Binding("a", "add", "add", id="history.add", tooltip="add a past workout; in a workout, add sets"),
        Binding("A", "add_lift", "add lift", id="history.lift", tooltip="add a lift to the opened workout"),
        Binding("m", "move_day", "move", id="history.move", tooltip="move the workout to another day"),
        Binding("y", "copy", "copy", id="history.copy", tooltip="do this workout again today"),
        Binding("o", "note", "note", id="history.note", tooltip="note on the set that is picked, or on the workout"),
        *(
            Binding(str(n), f"rate({n})", word, id=f"history.form.{n}", tooltip=f"form of the picked set: {n} {word}")
            for n, word in LABELS.items()
        ),
        *COMMON,
    ]
    DEFAULT_CSS = "HistoryScreen { layers: base above; }"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cursor = context.today
        self.last_week = monday_of(context.today)
        self.lines: tuple[WorkoutLine, ...] = ()
        self.total = 0
        self.counts: dict[int, past.DayCount] = {}
        self.counted = (0, -1)
        self.picked = ""
        self.workout: Workout | None = None
        self.opened = False
        self.chosen = ""
        self.wanted = ""
        self._past: Moment | None = None
        self._parts: tuple[Part, ...] = ()
        self.entry = EntryLine()

    def compose(self) -> ComposeResult:
        """The page, and the entry line over it."""
        yield self.page
        yield self.entry

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The exercise that is picked, else the last one of the workout."""
        picked = self._lift_at()
        if picked is not None:
            return picked.exercise
        return self.workout.lifts[-1].exercise if self.workout and self.workout.lifts else ""

    def show_lift(self, key: str) -> None:
        """Open a workout by its id; the key of an exercise leaves things as they are."""
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted = key

    async def load(self) -> None:
        """Read the workouts around the cursor, and the one under it."""
        if self.cursor > self.context.today:
            self.cursor = self.context.today
        self._take(await self.do(self._read))

    def _read(self, store: Store) -> _Read:
        picked = self.picked
        if self.wanted:
            place = past.place_of(store, self.wanted)
            if place is None:
                self.status = "That workout is no longer in the log."
            else:
                picked, self.cursor, self.opened, self.chosen = self.wanted, place[0], True, ""
            self.wanted = ""
        place = past.place_of(store, picked) if picked else None
        if place is None or place[0] != self.cursor:
            # The cursor stands on a day: the first workout of that day is the one that is meant.
            of_day = store.workouts(limit=1, before=(self.cursor + 1, -(10**15)), since=self.cursor)
            picked = of_day[0].id if of_day else ""
            place = (of_day[0].day, of_day[0].started_ms) if of_day else (self.cursor, 10**15)
        lines = tuple(past.around(store, place, EACH_WAY))
        span = (self.cursor - COUNTED_DAYS, self.cursor + COUNTED_DAYS)
        counts = past.day_counts(store, *span)
        return _Read(past.workout_count(store), lines, counts, span, picked, store.workout(picked) if picked else None)

    def _take(self, read: _Read) -> None:
        self.total, self.lines, self.counts, self.counted = read.total, read.lines, read.counts, read.counted
        self.picked, self.workout = read.picked, read.workout
        if self.workout is None and self.opened:
            self.opened = False
        self._parts = self._made_parts()
        if self.chosen not in {part.id for part in self._parts}:
            self.chosen = self.workout.id if self.workout else ""

    async def _look_at(self, day: int, workout_id: str = "") -> None:
        """Stand on a day, and on one of its workouts; reads only what is not held already."""
        self.cursor = min(day, self.context.today)
        self.status = ""
        near = [line.id for line in self.lines[:5]] + [line.id for line in self.lines[-5:]]
        known = next((each for each in self.lines if each.id == workout_id), None)
        if not workout_id:
            known = next((each for each in self.lines if each.day == self.cursor), None)
        held = self.lines and self.lines[-1].day <= self.cursor <= self.lines[0].day
        inside = self.counted[0] + 371 <= self.cursor <= self.counted[1]
        if known is not None and known.id not in near and inside:
            self.picked = known.id
            self.workout = await self.do(lambda store: store.workout(known.id))
            self._parts = self._made_parts()
            self.chosen = known.id
        elif known is None and held and inside and not workout_id:
            self.picked, self.workout, self._parts, self.chosen = "", None, (), ""
        else:
            self.picked = workout_id
            await self.load()

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        self.last_week = scrolled(self.last_week, self.cursor, self.context.today, width)
        places = {line.id: place for place, line in enumerate(self.lines)}
        view = HistoryView(
            today=self.context.today,
            cursor=self.cursor,
            counts={day: count.working for day, count in self.counts.items()},
            last_week=self.last_week,
            total=self.total,
            lines=tuple(self._line(line) for line in self.lines),
            picked=places.get(self.picked, self._nearest() if not self.picked else None),
            detail=self._title(),
            parts=self._parts,
            at=next((place for place, part in enumerate(self._parts) if part.id == self.chosen), 0),
            opened=self.opened,
            status=self.status,
            keys=self.keys(),
            help_key="F1" if self.entry.purpose else self.key_of("help"),
            touch=self.context.look.mouse,
            typing=bool(self.entry.purpose),
        )
        if not self.picked:
            view = replace(view, picked=None, lines=view.lines[self._nearest() :] if view.lines else ())
        return history_rows(view, width, height)

    def _nearest(self) -> int:
        """The place in the list from which on workouts are older than the day under the cursor."""
        return next((place for place, line in enumerate(self.lines) if line.day <= self.cursor), 0)

    def _line(self, line: WorkoutLine) -> Line:
        sets = f"{line.sets} set{'' if line.sets == 1 else 's'}"
        form = "open" if line.ended_ms is None else "" if line.form is None else f"form {line.form:g}"
        return Line(line.id, date_text(line.day, today=self.context.today), line.name, sets, form)

    def _title(self) -> str:
        workout = self.workout
        if workout is None:
            return date_text(self.cursor, today=self.context.today)

        def clock(utc_ms: int) -> str:
            return clock_text((utc_ms + workout.offset_min * 60_000) // 60_000 % 1440)

        start = clock(workout.started_ms)
        if workout.ended_ms is None:
            span = f", {start}, still open"
        elif workout.ended_ms // 60_000 == workout.started_ms // 60_000:
            span = f", {start}"
        else:
            span = f", {start} to {clock(workout.ended_ms)}"
        return date_text(workout.day, today=self.context.today) + span

    def _made_parts(self) -> tuple[Part, ...]:
        workout = self.workout
        if workout is None:
            return ()
        sets = len(workout.sets)
        named = workout.name or "Without a name"
        parts = [Part("workout", workout.id, named, f"{sets} set{'' if sets == 1 else 's'}")]
        if workout.note:
            parts.append(Part("note", "", f"Note: {' '.join(workout.note.split())}"))
        for lift in workout.lifts:
            parts += self._lift_parts(lift)
        return tuple(parts)

    def _lift_parts(self, lift: WorkoutLift) -> list[Part]:
        unit = self.context.gym.unit
        said, form = summary(lift.sets, unit)
        exercise = self.context.exercise(lift.exercise)
        parts = [Part("lift", lift.id, self.context.name(lift.exercise), said, form.removeprefix("form "))]
        items = {item.id: item.fault_text for item in self.context.catalogue.items_for(exercise)}
        slipped = {item: None for record in lift.sets for item in self._slipped(record)}
        if slipped:
            parts.append(Part("fault", "", "▲ " + ", ".join(items.get(item, item) for item in slipped)))
        for number, record in enumerate(lift.sets, 1):
            what = record.what
            form_said = form_words(what.form.label) if what.form else "not rated"
            more = [form_said if what.pain is None else f"pain {what.pain.level} {what.pain.where}".strip()]
            more += [items.get(item, item) for item in self._slipped(record)]
            more += [f'"{" ".join(what.note.split())}"'] if what.note else []
            bare = described(replace(what, form=None, pain=None, note=""), ascii_only=self.context.ascii_only)
            parts.append(Part("set", record.id, f"{number:>2}  {bare}", ", ".join(more)))
        if lift.note:
            parts.append(Part("note", "", f"Note: {' '.join(lift.note.split())}"))
        return parts

    @staticmethod
    def _slipped(record: SetRecord) -> list[str]:
        return [item for item, reps in record.what.form.slips if reps] if record.what.form else []

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("history.open",), "store"), BarKey((), "esc leaves"))
        if self.opened:
            return (
                BarKey(("history.down", "history.up"), "pick", "move(1)"),
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
            BarKey(("history.left", "history.right", "history.up", "history.down"), "day", "workout_by(1)"),
            BarKey(("history.open",), "open", "open"),
            BarKey(("history.add",), "add past", "add"),
            BarKey(("history.delete",), "delete", "delete"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("history.next", "history.previous"), "workout", "workout_by(1)"),
            BarKey(("history.copy",), "do again", "copy"),
            BarKey(("history.move",), "move", "move_day"),
            BarKey(("history.month.back", "history.month"), "month", "month(-1)"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Days", ("history.up", "history.down", "history.left", "history.right", "history.month.back",
                      "history.month", "history.today")),
            ("Workouts", ("history.open", "history.next", "history.previous", "history.pagedown", "history.pageup",
                          "history.add", "history.copy", "history.move")),
            ("What is picked", ("history.edit", "history.delete", "history.note", "history.lift",
                                *(f"history.form.{n}" for n in LABELS))),
        )  # fmt: skip

    # -- moving --------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """A day back or on; in an opened workout, the line above or below; a workout where no map is shown."""
        if self.opened:
            self._pick_by(step)
        elif map_shown(self.size.height):
            self.act(self._look_at(self.cursor + step))
        else:
            self.action_workout_by(step)

    def action_week(self, step: int) -> None:
        """A week back or on."""
        if not self.opened:
            self.act(self._look_at(self.cursor + 7 * step))

    def action_month(self, step: int) -> None:
        """The same day a month back or on."""
        if self.opened:
            return
        at = to_date(self.cursor)
        months = at.year * 12 + at.month - 1 + step
        day = at.day
        while True:
            try:
                there = at.replace(year=months // 12, month=months % 12 + 1, day=day)
                break
            except ValueError:
                day -= 1
        self.act(self._look_at(self.cursor + (there - at).days))

    def action_today(self) -> None:
        """Back to today."""
        self.opened = False
        self.act(self._look_at(self.context.today))

    def action_workout_by(self, step: int) -> None:
        """So many workouts down or up the list."""
        self.act(self._workout_by(step))

    async def _workout_by(self, step: int) -> None:
        if self.opened and abs(step) > 1:
            self._pick_by(step)
            return
        if not self.lines:
            return
        places = [line.id for line in self.lines]
        if self.picked in places:
            at = places.index(self.picked) + step
        else:
            at = self._nearest() + (step - 1 if step > 0 else step)
        line = self.lines[max(0, min(len(self.lines) - 1, at))]
        await self._look_at(line.day, line.id)

    def action_pick(self, place: int) -> None:
        """The workout that was tapped; a second tap opens it."""
        line = self._tapped(place)
        if line is not None and line.id == self.picked:
            self.action_open()
        elif line is not None:
            self.act(self._look_at(line.day, line.id))

    def _tapped(self, place: int) -> WorkoutLine | None:
        place += 0 if self.picked else self._nearest()
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def action_day(self, day: int) -> None:
        """The day that was tapped."""
        self.act(self._look_at(day))

    def action_part(self, place: int) -> None:
        """The line of the opened workout that was tapped; a second tap edits it."""
        if 0 <= place < len(self._parts) and self._parts[place].id:
            if self.chosen == self._parts[place].id:
                self.action_edit()
            else:
                self.chosen = self._parts[place].id
                self.paint()

    def _pick_by(self, step: int) -> None:
        ids = [part.id for part in self._parts if part.id]
        if ids:
            at = ids.index(self.chosen) if self.chosen in ids else 0
            self.chosen = ids[max(0, min(len(ids) - 1, at + step))]
            self.status = ""
            self.paint()

    def action_open(self) -> None:
        """Open the workout under the cursor; in an opened one, edit what is picked."""
        if self.opened:
            self.action_edit()
        elif self.workout is None:
            self._say(f"No workout on this day. {self.key_of('history.add')} adds one.")
        else:
            self.opened = True
            self.chosen = self.workout.sets[0].id if self.workout.sets else self.workout.id
            self._keys.clear()
            self._say("")

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.entry.purpose:
            self._shut("")
        elif self.opened:
            self.opened = False
            self._keys.clear()
            self._say("")
        else:
            super().action_back()

    def _say(self, status: str) -> None:
        self.status = status
        self.paint()

    # -- what is picked ------------------------------------------------------------------------------------

    def _set_at(self) -> SetRecord | None:
        if not self.opened or self.workout is None:
            return None
        return next((each for each in self.workout.sets if each.id == self.chosen), None)

    def _lift_at(self) -> WorkoutLift | None:
        if not self.opened or self.workout is None:
            return None
        return next(
            (lift for lift in self.workout.lifts if self.chosen in (lift.id, *(each.id for each in lift.sets))), None
        )

    def _exercise(self) -> Exercise:
        lift = self._lift_at()
        return self.context.exercise(lift.exercise if lift else "")

    def _items(self) -> tuple[Item, ...]:
        return self.context.catalogue.items_for(self._exercise())

    # -- typing --------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the set as text, or the name of the workout."""
        record, lift = self._set_at(), self._lift_at()
        if not self.opened:
            self.action_open()
        elif record is not None:
            form = record.what.form
            slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
            self._type("set", entry.fmt(record.what, slips, unit=self.context.gym.unit))
        elif lift is not None:
            self._say(f"Pick a set to edit it. {self.key_of('history.add')} adds sets to this lift.")
        elif self.workout is not None:
            self._type("name", self.workout.name)

    def action_note(self) -> None:
        """Write a note on the set that is picked, or on the workout."""
        record = self._set_at()
        if self.workout is None:
            self._say("Nothing is picked.")
        else:
            self._type("set note" if record else "note", record.what.note if record else self.workout.note)

    def action_add(self) -> None:
        """Add a past workout; in an opened one, add sets to the lift that is picked."""
        if not self.opened:
            self._type("day", day_words(self.cursor))
        elif self._lift_at() is not None:
            self._type("sets", "")
        else:
            self.action_add_lift()

    def action_move_day(self) -> None:
        """Ask for the day to which the workout moves."""
        if self.workout is None:
            self._say("No workout is under the cursor.")
        else:
            self._type("move", day_words(self.workout.day))

    def _type(self, purpose: str, text: str) -> None:
        self.entry.open_for(purpose, text)
        self._keys.clear()
        self._echo(text)

    def _shut(self, status: str) -> None:
        self.entry.shut()
        self._keys.clear()
        self._say(status)

    @on(Input.Changed, "#entry")
    def _typed(self, message: Input.Changed) -> None:
        if self.entry.purpose:
            self._echo(message.value)

    def on_key(self, event: events.Key) -> None:
        """In the entry line esc closes."""
        if self.entry.purpose and event.key == "escape":
            event.stop()
            event.prevent_default()
            self._shut("")

    def _echo(self, text: str) -> None:
        purpose = self.entry.purpose
        if purpose in ("day", "move"):
            try:
                at = moment_of(text, self.context.clock.now())
            except EntryError as error:
                self.status = f"^ {error.message}: {error.hint}"
            else:
                what = "A past workout on" if purpose == "day" else "Moves to"
                self.status = f"→ {what} {date_text(at.day, today=self.context.today)}.   {HINT}"
        elif purpose == "name":
            self.status = "The name of this workout. Enter stores it, esc leaves it."
        elif purpose in ("note", "set note"):
            what = "set" if purpose == "set note" else "workout"
            self.status = f"A note on this {what}. Enter stores it, esc leaves it."
        elif not text.strip():
            self.status = "Sets of this lift: 60x5 w; 100x5x3 f4"
        else:
            try:
                read = entry.parse(text, self._shown())
            except EntryError as error:
                self.status = f"^ {error.message}: {error.hint}" if error.hint else f"^ {error.message}"
                self.status = " " * min(error.at, max(0, self.size.width - len(self.status) - 4)) + self.status
            else:
                self.status = f"→ {entry.echo(read, self._shown(), ascii_only=self.context.ascii_only)}"
        self.paint()

    def _shown(self) -> Shown:
        record, lift, gym = self._set_at(), self._lift_at(), self.context.gym
        if self.entry.purpose == "set" and record is not None:
            draft = record.what
        elif lift is not None and lift.sets:
            draft = again(lift.sets[-1].what)
        else:
            draft = first_set(self._exercise(), gym.unit, gym.bar)
        return shown(self._exercise(), self._items(), draft, gym.unit)

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.act(self._submit(self.entry.purpose, message.value))

    async def _submit(self, purpose: str, text: str) -> None:
        if purpose in ("day", "move"):
            try:
                at = moment_of(text, self.context.clock.now())
            except EntryError:
                self._echo(text)
                return
            await (self._move(at.day) if purpose == "move" else self._add_past(at))
        elif purpose in ("set", "sets"):
            try:
                read = entry.parse(text, self._shown())
            except EntryError:
                self._echo(text)
                return
            await (self._edit_typed(read) if purpose == "set" else self._add_sets(read))
        elif purpose == "set note" and (record := self._set_at()) is not None:
            await self._edit_set(record, replace(record.what, note=text), "Note stored.")
        elif self.workout is not None and purpose in ("name", "note"):
            workout_id = self.workout.id
            if purpose == "name":
                await self.do(lambda store: past.rename_workout(store, workout_id, text))
            else:
                await self.do(lambda store: store.set_workout_note(workout_id, text))
            await self._done("Name stored." if purpose == "name" else "Note stored.")
        if self.entry.purpose == purpose:
            self._shut(self.status)

    # -- writing -------------------------------------------------------------------------------------------

    async def _done(self, said: str) -> None:
        await self.load()
        self.status = f"{said} {self.key_of('undo')} undoes."

    async def _edit_set(self, record: SetRecord, what: SetDraft, said: str) -> None:
        await self.do(lambda store: store.edit_set(record.id, what))
        await self._done(said)

    async def _edit_typed(self, read: entry.Entry) -> None:
        record = self._set_at()
        if record is None:
            return
        if isinstance(read, Amend):
            what = read.applied(record.what)
            if read.slips:
                what = replace(what, form=self._scored(what, dict(read.slips)))
            await self._edit_set(record, what, "Changed the set.")
            return
        what = self._rated(read.sets[0])
        if what.form is None:
            what = replace(what, form=record.what.form)
        await self._edit_set(record, replace(what, pain=record.what.pain), f"Now {phrase(what)}.")

    def _rated(self, typed: Typed) -> SetDraft:
        if not typed.slips or not self._items():
            return typed.draft
        return replace(typed.draft, form=self._scored(typed.draft, dict(typed.slips)))

    def _scored(self, what: SetDraft, slips: dict[str, int]) -> Form:
        checklist = self.context.catalogue.checklists.get(self._exercise().checklist)
        return score(
            self._items(),
            slips,
            max(1, what.reps or 1),
            judged_by=Judge.FELT,
            checklist_id=checklist.id if checklist else "",
            version=checklist.version if checklist else 0,
        )

    async def _add_sets(self, read: entry.Entry) -> None:
        lift = self._lift_at()
        if lift is None:
            return
        if isinstance(read, Amend):
            self.status = "Type the sets to add: 100x5x3"
            return
        drafts = [self._rated(typed) for typed in read.sets]
        added = await self.do(lambda store: past.add_past_sets(store, lift.id, drafts))
        if added:
            self.chosen = added[-1].id
        await self._done(f"Added {len(added)} set{'' if len(added) == 1 else 's'}.")

    def action_rate(self, label: int) -> None:
        """Rate the set that is picked."""
        record = self._set_at()
        if record is not None:
            self.act(self._rate(record, label))

    async def _rate(self, record: SetRecord, label: int) -> None:
        if record.what.pain is not None:
            self.status = "A set with pain keeps no form."
            return
        await self.do(lambda store: store.rate(record.id, quick(label)))
        await self._done(f"Form {label} {LABELS[label]}.")

    def action_delete(self) -> None:
        """Delete the set or lift that is picked, else the workout under the cursor."""
        self.act(self._delete())

    async def _delete(self) -> None:
        record, lift, workout = self._set_at(), self._lift_at(), self.workout
        if workout is None:
            self.status = "Nothing to delete on this day."
            return
        again_key = f"{self.key_of('undo')} brings it back."
        ids = [part.id for part in self._parts if part.id]
        if record is not None:
            after = ids[ids.index(record.id) + 1 :] + ids[: ids.index(record.id)][::-1]
            self.chosen = after[0] if after else workout.id
            await self.do(lambda store: store.delete_set(record.id))
            said = f"Deleted {phrase(record.what)}."
        elif lift is not None:
            await self.do(lambda store: past.delete_lift(store, lift.id))
            said = f"Deleted {self.context.name(lift.exercise)}, {len(lift.sets)} sets."
        else:
            await self.do(lambda store: store.delete_workout(workout.id))
            self.opened = False
            name = f", {workout.name}" if workout.name else ""
            said = f"Deleted {date_text(workout.day, today=self.context.today)}{name}, {len(workout.sets)} sets."
        await self.load()
        self.status = f"{said} {again_key}"

    async def _move(self, day: int) -> None:
        workout = self.workout
        if workout is None:
            return
        await self.do(lambda store: past.move_workout(store, workout.id, day))
        self.cursor, self.picked = day, workout.id
        await self._done(f"Moved to {date_text(day, today=self.context.today)}.")

    def action_copy(self) -> None:
        """Do the workout under the cursor again today."""
        self.act(self._copy())

    async def _copy(self) -> None:
        workout = self.workout
        if workout is None:
            self.status = "No workout is under the cursor."
            return
        await self.do(lambda store: past.copy_as_today(store, workout.id))
        self.post_message(Go("log"))

    async def _add_past(self, at: Moment) -> None:
        from hinge_log.screens.pick_lift import PickLift

        self._past = at
        self._shut("")
        title = f"First lift of {date_text(at.day, today=self.context.today)}"
        self.app.push_screen(PickLift(self.context, title), self._first_lift)

    def _first_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None and self._past is not None:
            self.act(self._added(exercise, self._past))

    async def _added(self, exercise: Exercise, at: Moment) -> None:
        workout = await self.do(lambda store: past.add_past_workout(store, at, [(exercise.id, exercise.name)]))
        self.cursor, self.picked, self.opened, self.chosen = at.day, workout.id, True, workout.lifts[0].id
        self._keys.clear()
        await self._done(f"Added {date_text(at.day, today=self.context.today)}.")
        self._type("sets", "")

    def action_add_lift(self) -> None:
        """Add a lift to the opened workout."""
        from hinge_log.screens.pick_lift import PickLift

        if self.opened and self.workout is not None:
            self.app.push_screen(PickLift(self.context), self._further_lift)

    def _further_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None and self.workout is not None:
            self.act(self._further(exercise, self.workout.id))

    async def _further(self, exercise: Exercise, workout_id: str) -> None:
        added = await self.do(lambda store: past.add_past_lift(store, workout_id, exercise.id, exercise.name))
        self.chosen = added
        await self._done(f"Added {self.context.name(exercise.id)}.")
        self._type("sets", "")
