"""Plans: whose turn it is and which one is active; started, edited, copied, put in order, or made from a starter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.plan_layout import PlanEntry, day_columns, day_rows, entry_rows
from hinge_log.errors import HingeLogError
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.plan_starters import NEW, StarterPlan, begin, stage_of, starter_plans
from hinge_log.screens.plan_view import day_blocks, plan_entries, plan_name_hint
from hinge_log.store import plans as plan_store
from hinge_log.store.journal import Change
from hinge_log.store.plans import Plans, read_days, read_plans
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, plural
from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_edit import fresh_name
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyHint, KeyRow, large_keys
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList

STARTER = "starter "
"""Stands before the place of a starter plan in the id of its row."""


@dataclass(frozen=True, slots=True)
class PlansData:
    """All plans, the starter plans where they are listed, which of them is shown, and its days as they are today."""

    plans: Plans
    starters: tuple[StarterPlan, ...]
    shown: str
    days: tuple[tuple[plan_store.DayLift, ...], ...]

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The ids of the list's rows."""
        if self.starters:
            return tuple(f"{STARTER}{place}" for place in range(len(self.starters)))
        return tuple(each.id for each in self.plans.plans)

    @property
    def place(self) -> int:
        """Which row of the list is shown."""
        return self.row_ids.index(self.shown) if self.shown in self.row_ids else 0

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown; None for a blank one."""
        if self.starters:
            return self.starters[self.place].plan
        return self.plans.plans[self.place] if self.plans.plans else None


class PlansScreen(MainScreen[PlansData]):
    """Choose what comes next."""

    AUTO_FOCUS = "#plans"
    CSS_PATH = "../styles/plans.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move('cursor_down')", "down", id="plans.down", tooltip="next plan"),
        Binding("up,k", "move('cursor_up')", "up", id="plans.up", tooltip="previous plan"),
        Binding("right,l", "day_by(1)", "day", id="plans.day", tooltip="next day of the plan"),
        Binding("left,h", "day_by(-1)", "day", id="plans.day.back", tooltip="previous day of the plan"),
        Binding("space", "start", "start", id="plans.start", tooltip="start the highlighted day now"),
        Binding("enter", "open", "edit", id="plans.open", tooltip="edit the plan; use a starter plan"),
        Binding("t", "use", "active", id="plans.use", tooltip="make this plan active; press again to deactivate"),
        Binding("n", "new", "new", id="plans.new", tooltip="new plan, blank or from a starter plan"),
        Binding("y", "copy", "copy", id="plans.copy", tooltip="copy the plan"),
        Binding("r,e", "rename", "rename", id="plans.rename", tooltip="rename the plan"),
        Binding("J", "shift(1)", "move", id="plans.later", tooltip="move the plan down the list"),
        Binding("K", "shift(-1)", "move", id="plans.earlier", tooltip="move the plan up the list"),
        Binding("d", "delete", "delete", id="plans.delete", tooltip="delete the plan"),
        *global_bindings(),
    ]
    MOVES_IN = "#plans"
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Plans", ids("plans", "up down open use new copy rename earlier later delete")),
        ("Days", ids("plans", "day.back day start")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wanted = ""
        self.renaming: Plan | None = None
        self.choosing_starter = False
        self.day: int | None = None
        self._before_choosing = ""
        self._stage = 0

    def compose_body(self) -> Iterable[Widget]:
        """The plans, and the days of the one that is shown."""
        with Container(id="columns"):
            with Vertical(id="plans-part"):
                yield PanelTitle(id="plans-title")
                yield RowList(click_selects=False, id="plans")
            with Vertical(id="days-part"):
                yield PanelTitle(id="days-title")
                yield Static(id="about", markup=False)
                yield RowList(click_selects=False, id="days")
        yield KeyRow(lead=True, id="touch")

    # -- reading -------------------------------------------------------------------------------------------

    def read(self, store: Store) -> PlansData:
        """Read the plans, and the one that is shown whole."""
        plans = read_plans(store)
        starters: tuple[StarterPlan, ...] = ()
        if self.choosing_starter or not plans.plans:
            # The stage is computed from the whole log: once is enough, and not before the screen is shown.
            self._stage = self._stage or (stage_of(store, self.context) if self.children else 0)
            starters = starter_plans(self._stage, self.context.gym.unit)
        data = PlansData(plans, starters, "", ())
        before = self.data.place if self.data else 0
        first = plans.active if self.data is None else ""
        wanted = next((each for each in (self.wanted, first) if each in data.row_ids), "")
        shown = wanted or data.row_ids[min(before, len(data.row_ids) - 1)]
        plan = replace(data, shown=shown).plan
        days = () if plan is None else read_days(store, plan, self.context.exercise, today=self.context.today)
        return PlansData(plans, starters, shown, days)

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self.data.plan if self.data else None

    @property
    def choosing(self) -> bool:
        """Whether starter plans are listed: because they were asked for, or because there are no others."""
        return bool(self.data and self.data.starters)

    @property
    def day_at(self) -> int:
        """The place of the highlighted day: at first the one whose turn it is."""
        plan = self.plan
        if self.data is None or plan is None or self.choosing:
            return 0
        turn = self.data.plans.turns[self.data.place] if self.day is None else self.day
        return max(0, min(turn, len(plan.days) - 1))

    @property
    def lift(self) -> str:
        """The first lift of the highlighted day."""
        days = self.plan.days if self.plan else ()
        lifts = days[self.day_at].lifts if self.day_at < len(days) else ()
        return lifts[0].exercise if lifts else ""

    def show_lift(self, key: str) -> None:
        """Highlight a plan by its id; the key of an exercise leaves things as they are."""
        if self.data is not None and key in {each.id for each in self.data.plans.plans}:
            self.wanted, self.choosing_starter = key, False

    def after_undo(self, changes: Sequence[Change], where: str) -> str:
        """Highlight the plan that came back or changed."""
        for change in changes:
            if change.entity == "routine":
                self.wanted, self.choosing_starter, self.day = change.row, False, None
        return where

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: PlansData) -> None:
        """Hand the values out."""
        self.wanted = data.shown
        count = len(data.plans.plans)
        right = "no plan yet" if not count else plural(count, "plan")
        self.show_title(("New plan" if data.starters else "Plans", "strong"), right=right)
        self.query_one("#plans-title", PanelTitle).title = "Starter plans" if data.starters else "Plans"
        entries = tuple(PlanEntry(each.name, each.about) for each in data.starters)
        entries = entries or plan_entries(data.plans, self.context)
        rows = (ListRow(row_id, partial(entry_rows, each)) for row_id, each in zip(data.row_ids, entries, strict=True))
        self.query_one("#plans", RowList).show_rows(rows, highlight=data.shown)
        starter = data.starters[data.place] if data.starters else None
        plan = data.plan
        self.query_one("#days-title", PanelTitle).title = starter.name if starter else plan.name if plan else ""
        about = self.query_one("#about", Static)
        about.update(starter.words if starter else "")
        about.set_class(starter is None, "-empty")
        turn = 0 if starter else data.plans.turns[data.place]
        blocks = day_blocks(plan, data.days, None if starter else data.plans, turn, self.context)
        columns = day_columns(blocks)
        days = [ListRow(str(place), partial(day_rows, block, columns)) for place, block in enumerate(blocks)]
        spaced = [row for day in days for row in (ListRow("", [()]), day)][1:]
        self.query_one("#days", RowList).show_rows(spaced, highlight=str(self.day_at))
        self._show_touch(data)
        if not self.status and not self.entry.purpose:
            self.status = self._hint(data)
        self.show_keys()

    def _show_touch(self, data: PlansData) -> None:
        if data.starters:
            keys = large_keys("USE IT: open", "start: start", "back: back")
        else:
            plan = data.plan
            day = plan.days[self.day_at].name if plan and plan.days else ""
            active = plan is not None and plan.id == data.plans.active
            first = KeyHint("", f"START {day}" if len(day) < 6 else "START", "start")
            keys = (first, *large_keys("edit: open", "clear: use" if active else "activate: use", "more: help"))
        self.query_one("#touch", KeyRow).keys = keys

    def _hint(self, data: PlansData) -> str:
        if data.starters:
            return "" if data.plans.plans else "A plan says what comes next. You can change it at any time."
        return "" if data.plans.active else f"Press {self.key_of('plans.use')} to make this plan active."

    def bar(self) -> Bar:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("plans.open",), "save"), BarKey(("back",), "discard"))
        if self.choosing:
            first, start = "plans.open: use it", "plans.start: start once"
            return (first, BarKey(("plans.up", "plans.down"), "choose"), start, "back")
        usual = ("plans.start", "plans.open", "plans.use", "plans.day.back plans.day", "plans.new", "go")
        move = BarKey(("plans.later", "plans.earlier"), "move", "shift(1)")
        return (*usual, "plans.copy", "plans.rename", "plans.delete", move, "undo")

    # -- moving --------------------------------------------------------------------------------------------

    @on(RowList.OptionHighlighted, "#plans")
    def _plan_highlighted(self, message: RowList.OptionHighlighted) -> None:
        row_id = message.option_id or ""
        if self.data is None or row_id == self.data.shown or row_id != self.query_one("#plans", RowList).highlighted_id:
            return
        self.wanted, self.day, self.status = row_id, None, ""
        self.enqueue(self.load())

    @on(RowList.OptionHighlighted, "#days")
    def _day_highlighted(self, message: RowList.OptionHighlighted) -> None:
        day_list = self.query_one("#days", RowList)
        if self.data is not None and not self.choosing and message.option_id == day_list.highlighted_id:
            if int(message.option_id or 0) != self.day_at:
                self.day, self.status = int(message.option_id or 0), ""
            self._show_touch(self.data)

    def action_day_by(self, step: int) -> None:
        """The next day of the plan, or the one before."""
        plan = self.plan
        if plan is not None and plan.days and not self.choosing:
            self.day = (self.day_at + step) % len(plan.days)
            self.query_one("#days", RowList).highlight(str(self.day))

    # -- doing ---------------------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Start the highlighted day."""
        self.enqueue(self._start())

    async def _start(self) -> None:
        plan = self.plan
        if plan is None or not plan.days:
            self.status = f"Press {self.key_of('plans.open')} to make a plan first."
            return
        await self.with_store(lambda store: begin(store, plan, self.day_at, self.context))
        self.day = None
        self.post_message(ScreenRequested("log"))

    @on(RowList.OptionSelected)
    def action_open(self) -> None:
        """Edit the plan; use a starter plan."""
        plan = self.plan
        if not self.choosing:
            if plan is not None:
                self.post_message(ScreenRequested("plan", plan.id))
        elif plan is None:
            self.open_entry("name", status=self._name_hint("name", ""), limit=NAME_LIMIT)
        else:
            self.enqueue(self._use_starter(plan))

    async def _save_new(self, plan: Plan, exercise: Exercise | None = None) -> tuple[Plan, bool]:
        """Save a plan under a name that is free; the first one becomes the active one."""

        def save(store: Store) -> tuple[Plan, bool]:
            names = [each.name for each in plan_store.all_plans(store)]
            named = replace(plan, id="", name=fresh_name(names, plan.name))
            return plan_store.put_plan(store, named, use=not names, exercise=exercise), not names

        saved, active = await self.with_store(save)
        self.wanted, self.choosing_starter, self.day = saved.id, False, None
        return saved, active

    async def _use_starter(self, plan: Plan) -> None:
        saved, active = await self._save_new(plan)
        await self.load()
        what = f'Plan "{saved.name}" is now active.' if active else f'Plan "{saved.name}" added.'
        self.tell_done(what)

    def action_use(self) -> None:
        """Make the plan the active one, or none."""
        self.enqueue(self._use())

    async def _use(self) -> None:
        plan = self.plan
        if plan is None or self.data is None or self.choosing:
            return
        on = plan.id != self.data.plans.active
        done = f'Plan "{plan.name}" is now active.' if on else "No plan is active now."
        await self.save(lambda store: plan_store.use_plan(store, plan.id if on else None), done)

    def action_new(self) -> None:
        """List the starter plans."""
        if not self.choosing:
            self._before_choosing = self.wanted
            self.choosing_starter, self.wanted, self.status = True, f"{STARTER}0", ""
            self.enqueue(self.load())

    def action_copy(self) -> None:
        """Copy the plan."""
        if not self.choosing and self.plan is not None:
            self.enqueue(self._copy(self.plan))

    async def _copy(self, plan: Plan) -> None:
        saved, _ = await self._save_new(plan)
        await self.load()
        self.tell_done(f"Copied as {saved.name}.")

    def action_delete(self) -> None:
        """Delete the plan."""
        if not self.choosing and self.plan is not None:
            self.enqueue(self._delete(self.plan))

    async def _delete(self, plan: Plan) -> None:
        self.day = None
        done = f"Deleted {plan.name}."
        await self.save(lambda store: plan_store.delete_plan(store, plan.id), done, undo="bring it back")

    def action_shift(self, by: int) -> None:
        """Move the plan in the list."""
        data, plan = self.data, self.plan
        if data and plan and not self.choosing and 0 <= data.place + by < len(data.plans.plans):
            done = f"Moved {plan.name}."
            self.enqueue(self.save(lambda store: plan_store.move_plan(store, plan.id, by), done))

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.entry.purpose:
            self.close_entry()
        elif self.choosing_starter and self.data and self.data.plans.plans:
            self.choosing_starter, self.wanted, self.status = False, self._before_choosing, ""
            self.enqueue(self.load())
        else:
            super().action_back()

    # -- typing --------------------------------------------------------------------------------------------

    def close_entry(self, status: str = "") -> None:
        """Close the line; the list has the keys again."""
        super().close_entry(status)
        self.query_one("#plans", RowList).focus()

    def action_rename(self) -> None:
        """Type another name."""
        if self.plan is not None and not self.choosing:
            self.renaming = self.plan
            name = self.plan.name
            self.open_entry("rename", name, status=self._name_hint("rename", name), limit=NAME_LIMIT)

    def _name_hint(self, purpose: str, text: str) -> str:
        """What the status line says while a name is typed."""
        name = clean(text, limit=NAME_LIMIT)
        if not name or self.data is None:
            return "Type a name, such as Hinge or Monday and Thursday."
        if purpose == "name":
            return plan_name_hint(self.data.plans, "", name, ". Next: the first lift of its first day.")
        own = self.renaming.id if self.renaming else ""
        return plan_name_hint(self.data.plans, own, name, ". Workouts done with the plan stay with it.")

    @on(EntryLine.Edited)
    def _entry_edited(self, message: EntryLine.Edited) -> None:
        self.status = self._name_hint(message.purpose, message.text)

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        name, hint = clean(message.text, limit=NAME_LIMIT), self._name_hint(message.purpose, message.text)
        if not hint.startswith("→"):
            self.status = hint
        elif message.purpose == "name":
            self.close_entry()
            without = "A plan needs at least one lift. Nothing was saved."
            self.pick_exercise(f"{name}: first lift of day A", partial(self._save_blank, name), without)
        elif self.renaming is not None:
            self.enqueue(self._rename(self.renaming, name))

    async def _rename(self, plan: Plan, name: str) -> None:
        try:
            done = f"{plan.name} is now {name}."
            await self.save(lambda store: plan_store.put_changed(store, plan, replace(plan, name=name)), done)
        except HingeLogError as error:
            self.status = f"^ {error}"

    async def _save_blank(self, name: str, exercise: Exercise) -> None:
        plan = Plan("", name, (Day("A", (PlanLift(exercise.id),)),))
        saved, _ = await self._save_new(plan, exercise)
        self.post_message(ScreenRequested("plan", f"{NEW}{saved.id}"))
