"""One plan: its days, their lifts, supersets and notes; each change is saved at once and is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.figure_rows import bottom_rows
from hinge_log.charts.plan_layout import outline_columns, outline_rows
from hinge_log.errors import EntryError, HingeLogError, NeedsDecision
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey, MainScreen, ScreenRequested, global_bindings
from hinge_log.screens.plan_changes import PlanChange, copy, delete, shift, toggle_superset
from hinge_log.screens.plan_starters import NEW, begin
from hinge_log.screens.plan_texts import (
    NO_PLACE,
    PlanData,
    PlanPlace,
    about_place,
    beside_day,
    beside_lift,
    beside_plan,
    name_hint,
    outline_line,
    plan_keys,
    read_plan,
    touch_keys,
    trial_words,
)
from hinge_log.settings import Gym
from hinge_log.store import routines
from hinge_log.store.journal import Change
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training import routine_edit as edit
from hinge_log.training.load import Load
from hinge_log.training.routine import Day, Routine, RoutineLift, RoutineSet
from hinge_log.training.routine_text import sets_of, text_of, under_bar
from hinge_log.training.suggestion import BODYWEIGHT
from hinge_log.widgets.drawn_panel import DrawnPanel
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.key_row import KeyRow
from hinge_log.widgets.panel_title import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList
from hinge_log.widgets.text_styles import to_content


class PlanScreen(MainScreen[PlanData]):
    """Change a plan."""

    AUTO_FOCUS = "#outline"
    CSS_PATH = "../styles/plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move('cursor_down')", "down", id="plan.down", tooltip="line below"),
        Binding("up,k", "move('cursor_up')", "up", id="plan.up", tooltip="line above"),
        Binding("right,l", "day_by(1)", "day", id="plan.day", tooltip="next day"),
        Binding("left,h", "day_by(-1)", "day", id="plan.day.back", tooltip="day before"),
        Binding("enter", "open", "sets", id="plan.sets", tooltip="type the sets of the lift; on a day, its name"),
        Binding("a", "add", "add lift", id="plan.add", tooltip="add a lift below the highlighted line"),
        Binding("n", "new_day", "new day", id="plan.new", tooltip="add a day"),
        Binding("s", "superset", "superset", id="plan.superset", tooltip="superset with the lift above; again to undo"),
        Binding("o", "note", "note", id="plan.note", tooltip="note on the lift"),
        Binding("r,e", "rename", "rename", id="plan.rename", tooltip="rename the day; on the first line, the plan"),
        Binding("x", "exchange", "other lift", id="plan.exchange", tooltip="replace the lift by another one"),
        Binding("y", "copy", "copy", id="plan.copy", tooltip="copy the lift, or the whole day"),
        Binding("J", "shift(1)", "move", id="plan.later", tooltip="move the lift or day down"),
        Binding("K", "shift(-1)", "move", id="plan.earlier", tooltip="move the lift or day up"),
        Binding("d", "delete", "delete", id="plan.delete", tooltip="delete the lift or day"),
        Binding("t", "use", "active", id="plan.use", tooltip="make this plan the active one; again to clear that"),
        Binding("space", "start", "start", id="plan.start", tooltip="start the highlighted day now"),
        *global_bindings(),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wanted = ""
        self.place: edit.Place = NO_PLACE
        self.trial: routines.DayLift | None = None
        self.warned = ""
        self._asks_sets = False

    def compose_body(self) -> Iterable[Widget]:
        """The outline, and beside or below it what the highlighted line comes to."""
        with Container(id="columns"):
            with Vertical(id="outline-part"):
                yield PanelTitle("Plan", id="outline-title")
                yield RowList(click_selects=False, id="outline")
                yield Static(id="empty", markup=False)
            with VerticalScroll(id="beside-part"):
                yield PanelTitle(id="beside-title")
                yield Static(id="beside", markup=False)
                yield DrawnPanel(id="figure")
        yield KeyRow(lead=True, id="touch")

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def routine(self) -> Routine | None:
        """The plan."""
        return self.data.routine if self.data else None

    @property
    def lift(self) -> str:
        """The highlighted exercise, else the first of the day."""
        routine = self.routine
        if routine is None or not routine.days or self.place[0] >= len(routine.days):
            return ""
        day, at = self.place
        lifts = routine.days[max(0, day)].lifts
        return lifts[max(0, min(at, len(lifts) - 1))].exercise if lifts else ""

    def show_lift(self, key: str) -> None:
        """Ask for a plan by its id, marked when it is new; the key of an exercise leaves things as they are."""
        self._asks_sets = key.startswith(NEW)
        key = key.removeprefix(NEW)
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted = key

    def read(self, store: Store) -> PlanData:
        """Read the plan, and what its lifts come to today."""
        before = self.routine
        data = read_plan(store, self.wanted or (before.id if before else ""), self.context)
        routine = data.routine
        if routine is None or before is None or routine.id != before.id:
            # The day that comes next is looked at first.
            self.place = (data.turn, -1) if routine and routine.days else NO_PLACE
        self.place = data.nearest(self.place)
        made = data.made(self.place)
        return replace(data, last_time=next(iter(store.sessions(made.lift.exercise)), None) if made else None)

    async def load(self) -> None:
        """Read the plan; of a new one, let the sets of its first lift be typed."""
        asked_for, before = self.wanted, self.routine
        await super().load()
        self.wanted = ""
        if self.routine is None and (asked_for or before):
            self.status = "That plan is no longer in the log."
        if self._asks_sets and self.routine is not None and self.children:
            self._asks_sets = False
            await self._type_sets((0, 0))

    def after_undo(self, changes: Sequence[Change]) -> str:
        """Show the plan that was undone or redone, when it is another one."""
        changed = [change.row for change in changes if change.entity == "routine"]
        if changed and (self.routine is None or self.routine.id not in changed):
            self.wanted = changed[0]
        return ""

    # -- showing -------------------------------------------------------------------------------------------

    def _at(self, routine: Routine, data: PlanData, place: edit.Place) -> PlanPlace:
        return PlanPlace(data.plans, routine, place, data.turn)

    def show(self, data: PlanData) -> None:
        """Hand the values out."""
        routine = data.routine
        self.query_one("#columns").display = routine is not None
        self.query_one("#touch", KeyRow).keys = touch_keys(on_lift=self.place[1] >= 0) if routine else ()
        if routine is None:
            self.show_title(("Plan", "strong"))
            self.status = self.status or f"No plan is open. Press {self.key_of('back')} to go back."
            self.show_keys()
            return
        self.show_title((routine.name, "strong"), right="active" if data.plans.active == routine.id else "")
        lines = [outline_line(self._at(routine, data, place), data.days, self.context) for place in data.places]
        columns = outline_columns(lines)
        below = self.has_class("-narrow") and not self.has_class("-low")
        rows: list[ListRow] = []
        for place, line in zip(data.places, lines, strict=True):
            if line.kind == "day" and place[0] >= 0 and not (self.has_class("-low") or self.has_class("-mini")):
                rows.append(ListRow("", [()]))
            rows.append(ListRow(f"{place[0]} {place[1]}", partial(outline_rows, line, columns, below)))
        self.query_one("#outline", RowList).show_rows(rows, highlight=f"{self.place[0]} {self.place[1]}")
        empty = self.query_one("#empty", Static)
        empty.update(f"Press {self.key_of('plan.new')} to add a day: days take turns.")
        empty.set_class(len(routine.days) > 1, "-empty")
        self._show_beside(routine, data)
        self.show_keys()

    def on_resize(self) -> None:
        """Other rows where it is narrow."""
        if self.data is not None:
            self.show(self.data)

    def _show_beside(self, routine: Routine, data: PlanData) -> None:
        at = self._at(routine, data, self.place)
        if self.place[0] < 0:
            lines = beside_plan(at, self.key_of("plan.use"))
        elif self.place[1] < 0:
            lines = beside_day(at, self.key_of("plan.start"), self.key_of("plan.add"))
        else:
            made = self.trial if self.entry.purpose == "sets" and self.trial else data.made(self.place)
            lines = beside_lift(made, data.last_time, self.key_of("plan.sets"), self.context)
        self.query_one("#beside-title", PanelTitle).title = about_place(at, self.context)
        # Where there is room for it, the lift is seen at its lowest point.
        drawing = partial(bottom_rows, self.context.exercise(self.lift), ascii_only=self.context.ascii_only)
        self.query_one("#figure", DrawnPanel).drawing = drawing if self.place[1] >= 0 else None
        self.query_one("#beside", Static).update(
            to_content((((text, style),) for text, style in lines), mono=self.app.theme == "mono")
        )

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        return plan_keys(self.entry.purpose, has_plan=self.routine is not None, on_lift=self.place[1] >= 0)

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The outline", ("plan.up", "plan.down", "plan.day.back", "plan.day")),
            ("A lift", ("plan.sets", "plan.add", "plan.exchange", "plan.superset", "plan.note")),
            ("Days and lifts", ("plan.new", "plan.rename", "plan.copy", "plan.earlier", "plan.later", "plan.delete")),
            ("The plan", ("plan.start", "plan.use")),
        )

    # -- moving --------------------------------------------------------------------------------------------

    async def action_move(self, action: str) -> None:
        """Move the highlight."""
        await self.query_one("#outline", RowList).run_action(action)

    @on(RowList.OptionHighlighted)
    def _line_highlighted(self, message: RowList.OptionHighlighted) -> None:
        if message.option_id != self.query_one("#outline", RowList).highlighted_id:
            return
        day, at = map(int, (message.option_id or "-1 -1").split())
        if (day, at) != self.place:
            self.place, self.status = (day, at), ""
            self.enqueue(self.load())

    @on(RowList.OptionSelected)
    def _line_selected(self) -> None:
        self.action_open()

    def action_day_by(self, step: int) -> None:
        """The next day, or the one before."""
        if self.routine is not None:
            day = max(0, min(len(self.routine.days) - 1, self.place[0] + step))
            self.query_one("#outline", RowList).highlight(f"{day} -1")

    # -- saving --------------------------------------------------------------------------------------------

    async def _save(
        self,
        changed: Routine,
        done: str,
        place: edit.Place,
        *,
        exercise: Exercise | None = None,
        renamed: tuple[str, str] | None = None,
    ) -> None:
        """Save a changed plan, unless it was changed elsewhere meanwhile; then show it."""
        before = self.routine
        if before is None:
            return

        def save(store: Store) -> None:
            now = next((each for each in routines.routines(store) if each.id == before.id), None)
            if now != before:
                raise NeedsDecision("Another window changed this plan.", "Nothing was saved: look, then do it again.")
            routines.put_routine(store, changed, exercise=exercise, renamed=renamed)

        try:
            if changed != before:
                await self.with_store(save)
        except HingeLogError:
            await self.load()
            raise
        self.place = place
        if exercise is not None:
            await self.with_store(self.context.refresh)
        await self.load()
        self.status = f"{done} {self.key_of('undo')} undoes." if changed != before else "Nothing changed."

    def _pick(self, title: str, then: Callable[[Exercise | None], None]) -> None:
        from hinge_log.screens.dialogs.pick_lift import PickLift

        self.app.push_screen(PickLift(self.context, title), then)

    def _line_name(self, routine: Routine) -> str:
        """The short name of the highlighted line."""
        day, at = self.place
        if day < 0:
            return routine.name
        here = routine.days[day]
        return self.context.name(here.lifts[at].exercise) if at >= 0 else here.name or "the day"

    def _on_lift(self) -> Routine | None:
        """The plan, where a lift is highlighted."""
        if self.place[1] < 0:
            self.status = "Choose a lift first."
            return None
        return self.routine

    # -- lifts ---------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Choose a lift to add below the highlighted line."""
        if self.routine is not None:
            day = self.routine.days[max(0, self.place[0])]
            self._pick(f"Add to {day.name or self.routine.name}", self._lift_added)

    def _lift_added(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.enqueue(self._add(exercise))

    async def _add(self, exercise: Exercise) -> None:
        routine = self.routine
        if routine is None:
            return
        day, at = max(0, self.place[0]), self.place[1]
        place = (day, at + 1 if at >= 0 else len(routine.days[day].lifts))
        changed = edit.with_lift(routine, place, RoutineLift(exercise.id))
        await self._save(changed, f"Added {exercise.short or exercise.name}.", place, exercise=exercise)
        await self._type_sets(place)

    def action_exchange(self) -> None:
        """Choose a lift to replace this one."""
        if (routine := self._on_lift()) is not None:
            self._pick(f"Instead of {self._line_name(routine)}", self._lift_exchanged)

    def _lift_exchanged(self, exercise: Exercise | None) -> None:
        if exercise is not None and self.routine is not None and self.place[1] >= 0:
            changed = edit.with_exercise(self.routine, self.place, exercise.id)
            done = f"Replaced by {exercise.short or exercise.name}."
            self.enqueue(self._save(changed, done, self.place, exercise=exercise))

    def _change(self, change: PlanChange | str | None) -> None:
        """Save a change, or say why there is none."""
        if isinstance(change, str):
            self.status = change
        elif change is not None:
            self.enqueue(self._save(change.routine, change.done, change.place))

    def action_superset(self) -> None:
        """Group the lift with the one above, or ungroup them."""
        if (routine := self._on_lift()) is not None:
            self._change(toggle_superset(routine, self.place, self.context.name))

    def action_shift(self, by: int) -> None:
        """Move the lift or the day."""
        if self.routine is not None:
            self._change(shift(self.routine, self.place, by, self._line_name(self.routine)))

    def action_copy(self) -> None:
        """Copy the lift or the day."""
        if self.routine is not None:
            self._change(copy(self.routine, self.place, self._line_name(self.routine)))

    def action_delete(self) -> None:
        """Delete the lift or the day."""
        if self.routine is not None:
            self._change(delete(self.routine, self.place, self._line_name(self.routine)))

    # -- the plan ------------------------------------------------------------------------------------------

    def action_use(self) -> None:
        """Make the plan the active one, or none."""
        if self.routine is not None and self.data is not None:
            self.enqueue(self._use(self.routine, on=self.routine.id != self.data.plans.active))

    async def _use(self, routine: Routine, *, on: bool) -> None:
        await self.with_store(lambda store: routines.use_routine(store, routine.id if on else None))
        await self.load()
        done = f'Plan "{routine.name}" is now active.' if on else "No plan is active now."
        self.status = f"{done} {self.key_of('undo')} undoes."

    def action_start(self) -> None:
        """Start the highlighted day; on the plan, the one that comes next."""
        if self.routine is not None and self.data is not None:
            self.enqueue(self._start(self.routine, self.place[0] if self.place[0] >= 0 else self.data.turn))

    async def _start(self, routine: Routine, day: int) -> None:
        await self.with_store(lambda store: begin(store, routine, day, self.context))
        self.post_message(ScreenRequested("log"))

    # -- typing --------------------------------------------------------------------------------------------

    def _type(self, purpose: str, text: str) -> None:
        self.open_entry(purpose, text, status=self._entry_hint(purpose, text))

    async def _type_sets(self, place: edit.Place) -> None:
        self.place = place
        await self.load()
        done = self.status
        self._type("sets", "")
        self.status = f"{done} {self.status}".strip() if done else self.status

    def action_open(self) -> None:
        """Type the sets of the lift; on a day, its name; on the plan, its name."""
        if self.routine is None or self.entry.purpose:
            return
        if self.place[1] >= 0:
            self._type("sets", text_of(edit.lift_at(self.routine, self.place).sets, self.context.gym.unit))
        else:
            self.action_rename()

    def action_rename(self) -> None:
        """Type the name of the day; on the first line, of the plan."""
        if self.routine is not None:
            day = self.place[0]
            self._type("plan" if day < 0 else "day", self.routine.name if day < 0 else self.routine.days[day].name)

    def action_new_day(self) -> None:
        """Type the name of a further day."""
        if self.routine is not None:
            self._type("new day", edit.next_letter(self.routine))

    def action_note(self) -> None:
        """Type a note on the lift."""
        if (routine := self._on_lift()) is not None:
            self._type("note", edit.lift_at(routine, self.place).note)

    def close_entry(self, status: str = "") -> None:
        """Close the line; what was tried out is forgotten, and the list has the keys again."""
        self.trial, self.warned = None, ""
        super().close_entry(status)
        self.query_one("#outline", RowList).focus()

    def action_back(self) -> None:
        """Close the entry line, else go back."""
        if self.entry.purpose:
            self.close_entry()
        else:
            super().action_back()

    @on(EntryLine.Edited)
    def _entry_edited(self, message: EntryLine.Edited) -> None:
        if not isinstance(message, EntryLine.Completed):
            self.status = self._entry_hint(message.purpose, message.text)

    def _entry_hint(self, purpose: str, text: str) -> str:
        """What the status line says while something is typed."""
        if purpose == "sets":
            self.warned = ""
            return self._sets_hint(text)
        if purpose == "note":
            return "A note that is shown with the lift each time. Empty deletes it."
        return self._name_hint(purpose, clean(text, limit=NAME_LIMIT))

    def _name_hint(self, purpose: str, name: str) -> str:
        if self.data is None or self.routine is None:
            return ""
        return name_hint(self.data.plans, self.routine, self.place, purpose, name)

    def _parsed(self, text: str) -> tuple[RoutineSet, ...]:
        exercise = self.context.exercise(self.lift)
        return sets_of(text, self.context.gym.unit, body=exercise.load_type in BODYWEIGHT)

    def _sets_hint(self, text: str) -> str:
        if not text.strip():
            self.trial = None
            return "→ as last time. Sets are load x reps x sets: 60x5 w, 75%x5x3"
        try:
            sets = self._parsed(text)
        except EntryError as error:
            words = error.message if error.message.endswith(("?", ".")) else f"{error.message}."
            hint = f"^ {words} {error.hint}".rstrip()
            return " " * min(error.at, max(0, self.size.width - len(hint) - 4)) + hint
        self.enqueue(self._try_sets(text, sets))
        # What the sets come to is read from the log: until then the last answer stands.
        return self.status if self.status.startswith("→") else "→"

    async def _try_sets(self, text: str, sets: tuple[RoutineSet, ...]) -> None:
        """Say what the typed sets come to today."""
        routine = self.routine
        if routine is None or self.place[1] < 0 or self.entry.purpose != "sets" or self.entry.value != text:
            return
        lift = replace(edit.lift_at(routine, self.place), sets=sets)
        alone = Routine("", routine.name, (Day("", (lift,)),))
        today, exercise = self.context.today, self.context.exercise(lift.exercise)

        def work(store: Store) -> tuple[routines.DayLift, Gym]:
            made = routines.day_lifts(store, alone, 0, self.context.exercise, today=today)[0]
            return made, lift_settings(store, exercise.id).over(self.context.gym)

        made, gym = await self.with_store(work)
        if self.entry.purpose != "sets" or self.entry.value != text or self.data is None:
            return
        self.trial = made
        self._show_beside(routine, self.data)
        self.warned = under_bar(sets, Load.of(gym.bar, gym.unit)) if exercise.on_bar else ""
        if self.warned:
            self.status = f"? {self.warned}"
            return
        self.status = trial_words(sets, made, self.context.gym.unit)

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        if self.routine is not None and message.purpose:
            self.enqueue(self._save_entry(self.routine, message.purpose, message.text))

    async def _save_entry(self, routine: Routine, purpose: str, text: str) -> None:
        """Save what was typed; what cannot be saved stays in the field."""
        renamed = None
        if purpose == "sets":
            try:
                sets = self._parsed(text) if text.strip() else ()
            except EntryError:
                self.status = self._entry_hint(purpose, text)
                return
            changed = edit.with_sets(routine, self.place, sets)
            done = (
                f"Saved, but {self.warned.rstrip('.')}." if self.warned else f"{self._line_name(routine)}: sets saved."
            )
        elif purpose == "note":
            changed, done = edit.with_note(routine, self.place, clean(text)), "Note saved."
        else:
            name = clean(text, limit=NAME_LIMIT)
            hint = self._name_hint(purpose, name)
            if not hint.startswith("→"):
                self.status = hint
                return
            if purpose == "new day":
                self.close_entry()
                self._pick(f"{name}: first lift", partial(self._day_begun, name))
                return
            if purpose == "plan":
                changed, done = replace(routine, name=name), f"The plan is now {name}."
            else:
                changed, done = edit.with_day_named(routine, self.place[0], name), f"The day is now {name}."
                renamed = (routine.days[self.place[0]].name, name)
        try:
            await self._save(changed, done, self.place, renamed=renamed)
        except HingeLogError as error:
            self.status = f"^ {error}"
            return
        self.close_entry(self.status)

    def _day_begun(self, name: str, exercise: Exercise | None) -> None:
        if exercise is None:
            self.status = "A day needs a first lift. Nothing was saved."
        else:
            self.enqueue(self._add_day(name, exercise))

    async def _add_day(self, name: str, exercise: Exercise) -> None:
        routine = self.routine
        if routine is None:
            return
        at = len(routine.days)
        changed = edit.with_day(routine, at, Day(name, (RoutineLift(exercise.id),)))
        await self._save(changed, f"Added {name}.", (at, 0), exercise=exercise)
        await self._type_sets((at, 0))
