"""One plan: its days, their lifts, supersets and notes; each change is saved at once and is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.figure_rows import bottom_rows
from hinge_log.errors import EntryError, HingeLogError
from hinge_log.exercises.model import Exercise
from hinge_log.screens import plan_changes, plan_view
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.plan_starters import NEW, begin
from hinge_log.store import plans as plan_store
from hinge_log.store.journal import Change
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, NOTE_LIMIT, clean
from hinge_log.training import plan_edit as edit
from hinge_log.training.plan import Plan, weeks_text
from hinge_log.training.plan_text import LiftLine, line_of_lift, read_lift_line
from hinge_log.widgets.details import DetailPanel
from hinge_log.widgets.entry_line import EntryLine, error_status
from hinge_log.widgets.keys import KeyRow
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import RowList


class PlanScreen(MainScreen[plan_view.PlanData]):
    """Change a plan."""

    AUTO_FOCUS = "#outline"
    CSS_PATH = "../styles/plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move('cursor_down')", "down", id="plan.down", tooltip="line below"),
        Binding("up,k", "move('cursor_up')", "up", id="plan.up", tooltip="line above"),
        Binding("right,l", "day_by(1)", "day", id="plan.day", tooltip="next day"),
        Binding("left,h", "day_by(-1)", "day", id="plan.day.back", tooltip="previous day"),
        Binding("enter", "open", "sets", id="plan.sets", tooltip="type the sets of the lift; on a day, its name"),
        Binding("a", "add", "add lift", id="plan.add", tooltip="add a lift below the highlighted line"),
        Binding("n", "new_day", "new day", id="plan.new", tooltip="add a day"),
        Binding("s", "superset", "superset", id="plan.superset", tooltip="superset with the lift above; again to undo"),
        Binding("o", "note", "note", id="plan.note", tooltip="note on the lift"),
        Binding("r,e", "rename", "rename", id="plan.rename", tooltip="rename the day; on the first line, the plan"),
        Binding("x", "exchange", "replace lift", id="plan.exchange", tooltip="replace the lift with another"),
        Binding("y", "copy", "copy", id="plan.copy", tooltip="copy the lift, or the whole day"),
        Binding("J", "shift(1)", "move", id="plan.later", tooltip="move the lift or day down"),
        Binding("K", "shift(-1)", "move", id="plan.earlier", tooltip="move the lift or day up"),
        Binding("d", "delete", "delete", id="plan.delete", tooltip="delete the lift or day"),
        Binding("t", "use", "active", id="plan.use", tooltip="make this plan active; press again to deactivate"),
        Binding("w", "weeks", "weeks", id="plan.weeks", tooltip="type how each week changes the loads"),
        Binding("W", "next_week", "week", id="plan.week", tooltip="move on to the next week of the plan"),
        Binding("space", "start", "start", id="plan.start", tooltip="start the highlighted day now"),
        *global_bindings(),
    ]
    MOVES_IN = "#outline"
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("The outline", ids("plan", "up down day.back day")),
        ("A lift", ids("plan", "sets add exchange superset note")),
        ("Days and lifts", ids("plan", "new rename copy earlier later delete")),
        ("The plan", ids("plan", "start use weeks week")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wanted = ""
        self.place: edit.Place = plan_view.NO_PLACE
        self.trial: plan_store.DayLift | None = None
        self.warned = ""
        self._asks_sets, self._typed_for = False, self.plan

    def compose_body(self) -> Iterable[Widget]:
        """The outline, and beside or below it what the highlighted line comes to."""
        with Container(id="columns"):
            with Vertical(id="outline-part"):
                yield PanelTitle("Plan", id="outline-title")
                yield RowList(click_selects=False, id="outline")
                yield Static(id="empty", markup=False)
            yield DetailPanel(id="beside-part")
        yield KeyRow(lead=True, id="touch")

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan | None:
        """The plan."""
        return self.data.plan if self.data else None

    @property
    def lift(self) -> str:
        """The highlighted exercise, else the first of the day."""
        return self.data.lift_at(self.place) if self.data else ""

    def show_lift(self, key: str) -> None:
        """Ask for a plan by its id, marked when it is new; the key of an exercise leaves things as they are."""
        self._asks_sets = key.startswith(NEW)
        key = key.removeprefix(NEW)
        if len(key) == 26 and key.isalnum() and key not in self.context.catalogue.exercises:
            self.wanted = key

    def read(self, store: Store) -> plan_view.PlanData:
        """Read the plan, and what its lifts come to today."""
        before = self.plan
        data = plan_view.read_plan(store, self.wanted or (before.id if before else ""), self.context)
        plan = data.plan
        if plan is None or before is None or plan.id != before.id:
            # The day that comes next is looked at first.
            self.place = (data.turn, -1) if plan and plan.days else plan_view.NO_PLACE
        self.place = data.nearest(self.place)
        made = data.made(self.place)
        return replace(data, last_time=next(iter(store.sessions(made.lift.exercise)), None) if made else None)

    async def load(self) -> None:
        """Read the plan; of a new one, let the sets of its first lift be typed."""
        asked_for, before = self.wanted, self.plan
        await super().load()
        self.wanted = ""
        if self.plan is None and (asked_for or before):
            self.status = "That plan is no longer in the log."
        if self._asks_sets and self.plan is not None and self.children:
            self._asks_sets = False
            await self._type_sets((0, 0))

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Show the plan that was undone or redone, when it is another one."""
        changed = [change.row for change in changes if change.entity == "routine"]
        if changed and (self.plan is None or self.plan.id not in changed):
            self.wanted = changed[0]
        return where

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: plan_view.PlanData) -> None:
        """Hand the values out."""
        plan = data.plan
        self.query_one("#columns").display = plan is not None
        self.query_one("#touch", KeyRow).keys = plan_view.touch_keys(on_lift=self.place[1] >= 0) if plan else ()
        if plan is None:
            self.show_title(("Plan", "strong"))
            self.status = self.status or f"No plan is open. Press {self.key_of('back')} to go back."
            self.show_keys()
            return
        self.show_title((plan.name, "strong"), right="active" if data.plans.active == plan.id else "")
        lines = [plan_view.outline_line(at, data.days, self.context) for at in map(data.at, data.places) if at]
        is_low = self.has_class("-low") or self.has_class("-mini")
        below = self.has_class("-narrow") and not self.has_class("-low")
        rows = plan_view.outline_list(data.places, lines, loads_below=below, spaced=not is_low)
        self.query_one("#outline", RowList).show_rows(rows, highlight=plan_view.row_id(self.place))
        empty = self.query_one("#empty", Static)
        empty.update(f"Press {self.key_of('plan.new')} to add a day. Days take turns.")
        empty.set_class(len(plan.days) > 1, "-empty")
        self._show_beside(data)
        self.show_keys()

    def _show_beside(self, data: plan_view.PlanData) -> None:
        at = data.at(self.place)
        if at is not None:
            made = self.trial if self.entry.purpose == "sets" and self.trial else data.made(self.place)
            lines = plan_view.beside(at, made, data.last_time, self.context, self.key_of)
            figure = partial(bottom_rows, self.context.exercise(self.lift), ascii_only=self.context.ascii_only)
            self.query_one(DetailPanel).show_detail(
                plan_view.about_place(at, self.context),
                ((line,) for line in lines),
                figure if self.place[1] >= 0 else None,
            )

    def bar(self) -> Bar:
        """The key bar of the mode."""
        return plan_view.plan_keys(self.entry.purpose, has_plan=self.plan is not None, on_lift=self.place[1] >= 0)

    # -- moving --------------------------------------------------------------------------------------------

    @on(RowList.OptionHighlighted)
    def _line_highlighted(self, message: RowList.OptionHighlighted) -> None:
        if message.option_id != self.query_one("#outline", RowList).highlighted_id:
            return
        day, at = map(int, (message.option_id or "-1 -1").split())
        if (day, at) != self.place:
            self.place, self.status = (day, at), ""
            self.enqueue(self.load())

    def action_day_by(self, step: int) -> None:
        """The next day, or the one before."""
        if self.plan is not None:
            day = max(0, min(len(self.plan.days) - 1, self.place[0] + step))
            self.query_one("#outline", RowList).highlight(f"{day} -1")

    # -- saving --------------------------------------------------------------------------------------------

    async def _save(self, before: Plan, change: plan_changes.PlanChange, exercise: Exercise | None = None) -> None:
        """Save a change of `before`, unless the plan was changed elsewhere since; then show it.

        `exercise` is new to it.
        """
        changed = change.plan
        try:
            if changed != before:
                renamed = change.renamed
                await self.with_store(
                    lambda store: plan_store.put_changed(store, before, changed, exercise=exercise, renamed=renamed)
                )
        except HingeLogError:
            await self.load()
            raise
        self.place = change.place
        if exercise is not None:
            await self.with_store(self.context.refresh)
        await self.load()
        self.status = f"{change.done} Press {self.key_of('undo')} to undo." if changed != before else "Nothing changed."

    def _line_name(self, plan: Plan) -> str:
        """The short name of the highlighted line."""
        return plan_changes.line_name(plan, self.place, self.context.name)

    def _on_lift(self) -> Plan | None:
        """The plan, where a lift is highlighted."""
        if self.place[1] < 0:
            self.status = "Choose a lift first."
            return None
        return self.plan

    # -- lifts ---------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Choose a lift to add below the highlighted line."""
        if self.plan is not None:
            day = self.plan.days[max(0, self.place[0])]
            then = partial(self._add, self.plan, self.place)
            self.pick_exercise(f"Add to {day.name or self.plan.name}", then)

    async def _add(self, plan: Plan, place: edit.Place, exercise: Exercise) -> None:
        await self._save_new(plan, plan_changes.add_lift(plan, place, exercise), exercise)

    async def _save_new(self, before: Plan, change: plan_changes.PlanChange, exercise: Exercise) -> None:
        """Save a plan with a new lift, and let its sets be typed."""
        await self._save(before, change, exercise)
        await self._type_sets(change.place)

    def action_exchange(self) -> None:
        """Choose a lift to replace this one."""
        if (plan := self._on_lift()) is not None:
            then = partial(self._exchange, plan, self.place)
            self.pick_exercise(f"Replace {self._line_name(plan)}", then)

    async def _exchange(self, plan: Plan, place: edit.Place, exercise: Exercise) -> None:
        await self._save(plan, plan_changes.replace_lift(plan, place, exercise), exercise)

    def _change(self, make: Callable[[Plan, edit.Place, str], plan_changes.PlanChange | str | None]) -> None:
        """Save the change of the highlighted line, or say why there is none."""
        if (plan := self.plan) is not None:
            change = make(plan, self.place, self._line_name(plan))
            if isinstance(change, str):
                self.status = change
            elif change is not None:
                self.enqueue(self._save(plan, change))

    def action_superset(self) -> None:
        """Group the lift with the one above, or ungroup them."""
        if self._on_lift() is not None:
            self._change(partial(plan_changes.toggle_superset, name_of=self.context.name))

    def action_shift(self, by: int) -> None:
        """Move the lift or the day."""
        self._change(partial(plan_changes.shift, by=by))

    def action_copy(self) -> None:
        """Copy the lift or the day."""
        self._change(plan_changes.copy)

    def action_delete(self) -> None:
        """Delete the lift or the day."""
        self._change(plan_changes.delete)

    # -- the plan ------------------------------------------------------------------------------------------

    def action_use(self) -> None:
        """Make the plan the active one, or none."""
        if self.plan is not None and self.data is not None:
            wanted = self.plan.id if self.plan.id != self.data.plans.active else None
            done = f'Plan "{self.plan.name}" is now active.' if wanted else "No plan is active now."
            self.enqueue(self.save(lambda store: plan_store.use_plan(store, wanted), done))

    def action_start(self) -> None:
        """Start the highlighted day; on the plan, the one that comes next."""
        if self.plan is not None and self.data is not None:
            self.enqueue(self._start(self.plan, self.place[0] if self.place[0] >= 0 else self.data.turn))

    async def _start(self, plan: Plan, day: int) -> None:
        await self.with_store(lambda store: begin(store, plan, day, self.context))
        self.post_message(ScreenRequested("log"))

    # -- typing --------------------------------------------------------------------------------------------

    def _type(self, purpose: str, text: str) -> None:
        self._typed_for = self.plan  # another window may change the plan while the line is open
        limit = NAME_LIMIT if purpose in ("plan", "day", "new day") else NOTE_LIMIT
        self.open_entry(purpose, text, status=self._entry_hint(purpose, text), limit=limit)
        name = self._line_name(self.plan) if self.plan else ""
        self.entry.show_title(plan_changes.ENTRY_TITLES[purpose].format(name=name.replace("{", "(")))

    async def _type_sets(self, place: edit.Place) -> None:
        self.place = place
        await self.load()
        done = self.status
        self._type("sets", "")
        self.status = f"{done} {self.status}".strip() if done else self.status

    @on(RowList.OptionSelected)
    def action_open(self) -> None:
        """Type the sets of the lift; on a day, its name; on the plan, its name."""
        if self.plan is None or self.entry.purpose:
            return
        if self.place[1] >= 0:
            self._type("sets", line_of_lift(edit.lift_at(self.plan, self.place), self.context.gym.unit))
        else:
            self.action_rename()

    def action_rename(self) -> None:
        """Type the name of the day; on the first line, of the plan."""
        if self.plan is not None:
            day = self.place[0]
            self._type("plan" if day < 0 else "day", self.plan.name if day < 0 else self.plan.days[day].name)

    def action_new_day(self) -> None:
        """Type the name of a further day."""
        if self.plan is not None:
            self._type("new day", edit.next_letter(self.plan))

    def action_note(self) -> None:
        """Type a note on the lift."""
        if (plan := self._on_lift()) is not None:
            self._type("note", edit.lift_at(plan, self.place).note)

    def action_weeks(self) -> None:
        """Type how each week changes what is planned."""
        if self.plan is not None:
            self._type("weeks", weeks_text(self.plan.weeks))

    def action_next_week(self) -> None:
        """Let the plan stand in its next week from now on."""
        if self.plan is None or self.data is None:
            return
        if self.plan.week_count == 1:
            self.status = f"All weeks of this plan are the same. Press {self.key_of('plan.weeks')} to type weeks."
        else:
            self.enqueue(self._set_week(self.plan, (self.data.time.week + 1) % self.plan.week_count))

    async def _set_week(self, plan: Plan, week: int) -> None:
        time = await self.with_store(lambda store: plan_store.set_week(store, plan.id, week))
        await self.load()
        self.tell_done(f"Now week {time.week + 1} of {time.of}.")

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
        self.status = self._entry_hint(message.purpose, message.text)

    def _entry_hint(self, purpose: str, text: str) -> str:
        """What the status line says while something is typed."""
        if purpose == "sets":
            self.warned = ""
            return self._sets_hint(text)
        if self.data is None or self.plan is None:
            return ""
        return plan_changes.entry_hint(self.data.plans, self.plan, self.place, purpose, text)

    def _sets_hint(self, text: str) -> str:
        if not text.strip():
            self.trial = None
            return "→ same as last time. Sets are load x reps x sets: 60x5 w, 75%x5x3"
        try:
            line = read_lift_line(text, self.context.exercise(self.lift), self.context.gym.unit)
        except EntryError as error:
            return error_status(error, self.size.width)
        self.enqueue(self._try_sets(text, line))
        # What the sets come to is read from the log: until then the last answer stands.
        return self.status if self.status.startswith("→") else "→"

    async def _try_sets(self, text: str, line: LiftLine) -> None:
        """Say what the typed sets come to today."""
        plan = self.plan
        if plan is None or self.place[1] < 0 or self.entry.purpose != "sets" or self.entry.value != text:
            return
        lift = line.applied(edit.lift_at(plan, self.place))
        trial, warning = await self.with_store(lambda store: plan_changes.try_sets(store, plan, lift, self.context))
        if self.entry.purpose != "sets" or self.entry.value != text or self.data is None:
            return
        self.trial, self.warned = trial, warning
        self._show_beside(self.data)
        self.status = f"? {warning}" if warning else plan_changes.trial_words(trial.sets, trial)

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        if self._typed_for is not None and message.purpose:
            self.enqueue(self._save_entry(self._typed_for, message.purpose, message.text))

    async def _save_entry(self, plan: Plan, purpose: str, text: str) -> None:
        """Save what was typed; what cannot be saved stays in the field."""
        hint = "" if purpose == "sets" else self._entry_hint(purpose, text)
        if purpose not in ("sets", "note", "weeks") and not hint.startswith("→"):
            self.status = hint
            return
        if purpose == "new day":
            name = clean(text, limit=NAME_LIMIT)
            self.close_entry()
            without = "A day needs at least one lift. Nothing was saved."
            self.pick_exercise(f"{name}: first lift", partial(self._add_day, name), without)
            return
        try:
            change = plan_changes.typed_change(plan, self.place, purpose, text, self.context, warning=self.warned)
            await self._save(plan, change)
        except EntryError:
            self.status = self._entry_hint(purpose, text)
        except HingeLogError as error:
            self.status, self._typed_for = f"^ {error}", self.plan
        else:
            self.close_entry(self.status)

    async def _add_day(self, name: str, exercise: Exercise) -> None:
        if self.plan is not None:
            await self._save_new(self.plan, plan_changes.add_day(self.plan, name, exercise), exercise)
