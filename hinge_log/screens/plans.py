"""Plans: whose turn it is, which one Today proposes; begun, changed, copied, put in order, or made of a first one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.errors import HingeLogError
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.plan_offers import NEW, begin
from hinge_log.screens.plans_base import PlansBase
from hinge_log.store import routines as kept
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.routine import Day, Routine, RoutineLift
from hinge_log.training.routine_edit import fresh_name


class PlansScreen(PlansBase):
    """Choose what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", id="plans.down", tooltip="next plan"),
        Binding("up,k", "move(-1)", "up", id="plans.up", tooltip="plan before"),
        Binding("right,l", "day_by(1)", "day", id="plans.day", tooltip="next day of the plan"),
        Binding("left,h", "day_by(-1)", "day", id="plans.day.back", tooltip="day before in the plan"),
        Binding("space", "start", "start", id="plans.start", tooltip="start the day under the cursor now"),
        Binding("enter", "open", "edit", id="plans.open", tooltip="edit the plan; of those to begin with, take it"),
        Binding("t", "use", "Today", id="plans.use", tooltip="let Today propose this plan; again stops it"),
        Binding("n", "new", "new", id="plans.new", tooltip="a new plan, of your own or to begin with"),
        Binding("y", "copy", "copy", id="plans.copy", tooltip="copy the plan"),
        Binding("r,e", "rename", "rename", id="plans.rename", tooltip="rename the plan"),
        Binding("J", "shift(1)", "move", id="plans.later", tooltip="move the plan down the list"),
        Binding("K", "shift(-1)", "move", id="plans.earlier", tooltip="move the plan up the list"),
        Binding("d", "delete", "delete", id="plans.delete", tooltip="delete the plan; undo brings it back"),
        *COMMON,
    ]

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("plans.open",), "store", "take"), BarKey(("back",), "leave", "back"))
        if self.choosing:
            first = BarKey(("plans.open",), "take it", "open")
            start = BarKey(("plans.start",), "start once", "start")
            return (first, BarKey(("plans.up", "plans.down"), "choose"), start, BarKey(("back",), "back", "back"))
        return (
            BarKey(("plans.start",), "start", "start"),
            BarKey(("plans.open",), "edit", "open"),
            BarKey(("plans.use",), "Today", "use"),
            BarKey(("plans.day.back", "plans.day"), "day", "day_by(1)"),
            BarKey(("plans.new",), "new", "new"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("plans.copy",), "copy", "copy"),
            BarKey(("plans.rename",), "rename", "rename"),
            BarKey(("plans.delete",), "delete", "delete"),
            BarKey(("plans.later", "plans.earlier"), "move", "shift(1)"),
            BarKey(("undo",), "undo", "undo"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Plans", ("plans.up", "plans.down", "plans.open", "plans.use", "plans.new", "plans.copy", "plans.rename",
                       "plans.earlier", "plans.later", "plans.delete")),
            ("Days", ("plans.day.back", "plans.day", "plans.start")),
        )  # fmt: skip

    # -- doing ---------------------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Begin the day under the cursor."""
        self.act(self._start())

    async def _start(self) -> None:
        routine = self.routine
        if routine is None or not routine.days:
            self.status = f"{self.key_of('plans.open')} makes a plan of your own first."
            return
        await self.do(lambda store: begin(store, routine, self.day_at, self.context))
        self.day = None
        self.post_message(Go("log"))

    def action_open(self) -> None:
        """Edit the plan; of those to begin with, take it."""
        routine = self.routine
        if not self.choosing:
            if routine is not None:
                self.post_message(Go("plan", routine.id))
        elif routine is None:
            self.type_in("name", "")
        else:
            self.act(self._adopt(routine))

    def action_pick(self, place: int) -> None:
        """The plan that was tapped; a second tap opens it."""
        if place == self.at:
            self.action_open()
        else:
            self._to(place)

    def action_day(self, place: int) -> None:
        """The day that was tapped; a second tap opens the plan."""
        if self.choosing or place == self.day_at:
            self.action_open()
        else:
            self.day = place
            self.say("")

    async def _adopt(self, routine: Routine) -> None:
        first = not self.plans.routines

        def work(store: Store) -> Routine:
            names = [each.name for each in kept.routines(store)]
            named = replace(routine, id="", name=fresh_name(names, routine.name))
            return kept.put_routine(store, named, use=first)

        made = await self.do(work)
        self.picked, self.offering, self.day = made.id, False, None
        await self.load()
        today = " Today proposes it." if first else ""
        self.status = f"Took {made.name}.{today} {self.key_of('undo')} undoes."
        self._keys.clear()

    def action_use(self) -> None:
        """Let Today propose this plan, or none."""
        self.act(self._use())

    async def _use(self) -> None:
        routine = self.routine
        if routine is None or self.choosing:
            return
        on = routine.id != self.plans.active
        await self.do(lambda store: kept.use_routine(store, routine.id if on else None))
        await self.load()
        said = f"Today proposes {routine.name}." if on else "Today proposes the workout that was not done for longest."
        self.status = f"{said} {self.key_of('undo')} undoes."

    def action_new(self) -> None:
        """List plans to begin with."""
        if not self.choosing:
            self._came_from = self.picked
            self.offering, self.at, self.days, self.status = True, 0, (), ""
            self._keys.clear()
            self.act(self.load())

    def action_copy(self) -> None:
        """Copy the plan."""
        if not self.choosing:
            self.act(self._copy())

    async def _copy(self) -> None:
        routine = self.routine
        if routine is None:
            return

        def work(store: Store) -> Routine:
            names = [each.name for each in kept.routines(store)]
            return kept.put_routine(store, replace(routine, id="", name=fresh_name(names, routine.name)))

        made = await self.do(work)
        self.picked = made.id
        await self.load()
        self.status = f"Copied as {made.name}. {self.key_of('undo')} undoes."

    def action_delete(self) -> None:
        """Delete the plan."""
        if not self.choosing:
            self.act(self._delete())

    async def _delete(self) -> None:
        routine = self.routine
        if routine is None:
            return
        await self.do(lambda store: kept.delete_routine(store, routine.id))
        self.picked, self.day = "", None
        await self.load()
        self._keys.clear()
        self.status = f"Deleted {routine.name}. {self.key_of('undo')} brings it back."

    def action_shift(self, by: int) -> None:
        """Move the plan in the list."""
        if not self.choosing:
            self.act(self._shift(by))

    async def _shift(self, by: int) -> None:
        routine = self.routine
        if routine is None or not 0 <= self.at + by < len(self.plans.routines):
            return
        await self.do(lambda store: kept.move_routine(store, routine.id, by))
        self.picked = routine.id
        await self.load()
        self.status = f"Moved {routine.name}. {self.key_of('undo')} undoes."

    # -- typing --------------------------------------------------------------------------------------------

    def action_rename(self) -> None:
        """Type another name."""
        if self.routine is not None and not self.choosing:
            self.type_in("rename", self.routine.name)

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.offering and self.plans.routines and not self.entry.purpose:
            self.offering, self.picked, self.status = False, self._came_from, ""
            self._keys.clear()
            self.act(self.load())
        else:
            super().action_back()

    def told(self, purpose: str, text: str) -> str:
        """What the status line says while a name is typed."""
        name = clean(text, limit=NAME_LIMIT)
        own = self.routine.id if purpose == "rename" and self.routine else ""
        taken = any(each.name.casefold() == name.casefold() and each.id != own for each in self.plans.routines)
        if not name:
            return "A name, such as Hinge, or Monday and Thursday."
        if taken:
            return f'^ There is a plan "{name}" already. Give it another name.'
        if purpose == "name":
            return f"→ {name}. Next: the first lift of its first day."
        return f"→ {name}. What was done with it stays with it."

    def action_take(self) -> None:
        """Store what is typed."""
        if self.entry.purpose:
            self.act(self.entered(self.entry.purpose, self.entry.value))

    async def entered(self, purpose: str, text: str) -> None:
        """Keep the name that was typed; one that cannot be kept stays in the field."""
        name, said = clean(text, limit=NAME_LIMIT), self.told(purpose, text)
        if not said.startswith("→"):
            self.say(said)
        elif purpose == "name":
            from hinge_log.screens.pick_lift import PickLift

            self._named = name
            self.shut("")
            self.app.push_screen(PickLift(self.context, f"{name}: first lift of day A"), self._first_lift)
        elif purpose == "rename" and self.routine is not None:
            routine = self.routine
            try:
                await self.do(lambda store: kept.put_routine(store, replace(routine, name=name)))
            except HingeLogError as error:
                self.status = f"^ {error}"
                return
            await self.load()
            self.shut(f"{routine.name} is now {name}. {self.key_of('undo')} undoes.")

    def _first_lift(self, exercise: Exercise | None) -> None:
        if exercise is None:
            self.say("No lift, no plan: nothing was kept.")
        else:
            self.act(self._make(exercise))

    async def _make(self, exercise: Exercise) -> None:
        first = not self.plans.routines
        routine = Routine("", self._named, (Day("A", (RoutineLift(exercise.id),)),))
        made = await self.do(lambda store: kept.put_routine(store, routine, use=first, exercise=exercise))
        self.picked, self.offering = made.id, False
        self.post_message(Go("plan", f"{NEW}{made.id}"))
