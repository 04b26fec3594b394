"""One plan, changed: its days, their lifts, supersets and notes; each change is kept at once and is one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.notice import notice_rows
from hinge_log.charts.pages.parts import NARROW, WIDE, Button, date_text, summary
from hinge_log.charts.pages.plan_page import Line, PlanView, plan_rows
from hinge_log.charts.plan_words import planned_loads, set_count, sets_in_words, sets_lines, share_words, shorter_sets
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.plan_offers import begin
from hinge_log.screens.plan_typing import PlanTyping
from hinge_log.store import routines as kept
from hinge_log.training import routine_edit as edit
from hinge_log.training.routine import Routine, RoutineLift

_SIDE = 28
"""The cells of a line beside the outline, where it stands beside it on a screen that is not wide."""


class PlanScreen(PlanTyping):
    """Change a plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", id="plan.down", tooltip="line below"),
        Binding("up,k", "move(-1)", "up", id="plan.up", tooltip="line above"),
        Binding("right,l", "day_by(1)", "day", id="plan.day", tooltip="next day"),
        Binding("left,h", "day_by(-1)", "day", id="plan.day.back", tooltip="day before"),
        Binding("enter", "open", "sets", id="plan.sets", tooltip="type the sets of the lift; on a day, its name"),
        Binding("a", "add", "add lift", id="plan.add", tooltip="add a lift below the cursor"),
        Binding("n", "new_day", "new day", id="plan.new", tooltip="add a day"),
        Binding("s", "superset", "superset", id="plan.superset", tooltip="superset with the lift above; again parts"),
        Binding("o", "note", "note", id="plan.note", tooltip="note on the lift"),
        Binding("r,e", "rename", "rename", id="plan.rename", tooltip="rename the day; on the first line, the plan"),
        Binding("x", "exchange", "other lift", id="plan.exchange", tooltip="put another lift in the place of this one"),
        Binding("y", "copy", "copy", id="plan.copy", tooltip="copy the lift, or the whole day"),
        Binding("J", "shift(1)", "move", id="plan.later", tooltip="move the lift or day down"),
        Binding("K", "shift(-1)", "move", id="plan.earlier", tooltip="move the lift or day up"),
        Binding("d", "delete", "delete", id="plan.delete", tooltip="take the lift or day out; undo brings it back"),
        Binding("t", "use", "Today", id="plan.use", tooltip="let Today propose this plan; again stops it"),
        Binding("space", "start", "start", id="plan.start", tooltip="start the day under the cursor now"),
        *COMMON,
    ]

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        routine = self.routine
        if routine is None:
            words = ["No plan is open.", f"{self.key_of('back')} goes back."]
            return notice_rows("Plan", words, self.status, self.keys(), width, height)
        places = self.places
        today = "on Today" if self.plans.active == routine.id else ""
        view = PlanView(
            title=routine.name,
            right=today,
            lines=tuple(self._line(routine, place) for place in places),
            at=places.index(self.place) if self.place in places else 0,
            about=self._about(routine),
            beside=self._beside(routine),
            status=self.status,
            keys=self.keys(),
            taps=self._taps(width),
            asking=self.asking(),
            empty="" if len(routine.days) > 1 else f"{self.key_of('plan.new')} adds a day: days take turns.",
            help_key=self.help_key,
            touch=self.context.look.mouse,
        )
        return plan_rows(view, width, height)

    def _line(self, routine: Routine, place: edit.Place) -> Line:
        day, at = place
        if day < 0:
            days = f"{len(routine.days)} day{'' if len(routine.days) == 1 else 's'}"
            return Line("plan", routine.name, days)
        here = routine.days[day]
        if at < 0:
            last = self.plans.last(routine.id, here.name)
            said = "never done" if last is None else f"last {date_text(last, weekday=False, today=self.context.today)}"
            return Line("day", here.name or "Every time", said, "next" if day == self.turn else "")
        lift = here.lifts[at]
        made = self._made(place)
        return Line(
            "lift",
            self.context.name(lift.exercise),
            sets_in_words(lift.sets, self.context.gym.unit) or "sets as last time",
            planned_loads(made.plan, self.context.gym.unit) if made else "",
            " ".join(lift.note.split()),
            edit.braces(here)[at],
            shorter_sets(lift.sets, self.context.gym.unit),
            self.context.exercise(lift.exercise).name,
        )

    def _about(self, routine: Routine) -> str:
        day, at = self.place
        if day < 0:
            return "The plan"
        if at < 0:
            return routine.days[day].name or "Every time"
        return self.context.exercise(routine.days[day].lifts[at].exercise).name

    def _beside(self, routine: Routine) -> tuple[tuple[str, str], ...]:
        """What stands beside the outline about the line under the cursor."""
        day, at = self.place
        unit = self.context.gym.unit
        if day < 0:
            turn = routine.days[self.turn].name if routine.days else ""
            said = "Today proposes this plan." if self.plans.active == routine.id else "Today does not propose it."
            switch = f"{self.key_of('plan.use')} {'stops' if self.plans.active == routine.id else 'starts'} that."
            return ((f"{turn or 'The day'} is next.", "text"), (f"{said} {switch}", "muted"))
        if at < 0:
            lifts = routine.days[day].lifts
            sets = sum(set_count(lift.sets) for lift in lifts)
            said = f"{len(lifts)} lift{'' if len(lifts) == 1 else 's'}, {sets} set{'' if sets == 1 else 's'}"
            made = f"{self.key_of('plan.start')} starts it now, {self.key_of('plan.add')} adds a lift."
            return ((said, "text"), ("Its turn is next." if day == self.turn else "", "data"), (made, "muted"))
        shown = self.shown_lift()
        found: list[tuple[str, str]] = []
        if shown is not None:
            found += sets_lines(shown.plan, unit)
            share = share_words(shown.lift.sets, shown.plan, shown.best, unit)
            if share:
                whole = len(share) <= _SIDE or not NARROW <= self.size.width < WIDE
                left, equals, right = share.partition(" = ")
                parts = [share] if whole or not equals else [left, f"= {right}"]
                found += [("", ""), *((part, "muted") for part in parts)]
        if not found:
            found = [("As last time.", "text"), (f"{self.key_of('plan.sets')} types its sets.", "muted")]
        if self.last_time is not None and self.last_time.sets:
            done, form = summary(self.last_time.sets, unit)
            when = date_text(self.last_time.day, weekday=False, today=self.context.today)
            found += [("", ""), (f"Last {when}: {done}{f', {form}' if form else ''}", "muted")]
        return tuple(found)

    def _taps(self, width: int) -> tuple[Button, ...]:
        if self.entry.purpose or width >= NARROW:
            return ()
        on_lift = self.place[1] >= 0
        last = [Button("Today", "use"), Button("copy", "copy"), Button("redo", "redo")]
        if on_lift:
            first = (Button("SETS", "open", chosen=True), Button("add lift", "add"), Button("new day", "new_day"))
            last.insert(0, Button("start", "start"))
        else:
            first = (Button("ADD LIFT", "add", chosen=True), Button("start", "start"), Button("new day", "new_day"))
            last.insert(0, Button("rename", "open"))
        pages: list[tuple[Button, ...]] = [
            first,
            (Button("up", "shift(-1)"), Button("down", "shift(1)"), Button("delete", "delete"), Button("undo", "undo")),
            tuple(last),
        ]
        if on_lift:
            more = (Button("superset", "superset"), Button("note", "note"), Button("other", "exchange"))
            pages.insert(1, more)
        return (*pages[self.taps_at % len(pages)], Button("more", "more"))

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            words = () if self.entry.purpose != "sets" else (
                BarKey((), "75%x5x3"), BarKey((), "60x5 w warm-up"), BarKey((), "40s"), BarKey((), "x8 any load"),
            )  # fmt: skip
            return (BarKey(("plan.sets",), "store", "take"), BarKey(("back",), "leave", "back"), *words)
        if self.routine is None:
            return (BarKey(("back",), "back", "back"), BarKey(("go",), "go", "go_menu"))
        on_lift = self.place[1] >= 0
        start = BarKey(("plan.start",), "start", "start")
        first = [BarKey(("plan.sets",), "sets", "open")] if on_lift else []
        later = [start] if on_lift else [BarKey(("plan.sets",), "rename", "open")]
        lift = [
            BarKey(("plan.superset",), "superset", "superset"),
            BarKey(("plan.note",), "note", "note"),
        ] if on_lift else []  # fmt: skip
        return (
            *first,
            BarKey(("plan.add",), "add lift" if not on_lift else "add", "add"),
            *([] if on_lift else [start]),
            BarKey(("plan.new",), "new day", "new_day"),
            *lift,
            BarKey(("plan.later", "plan.earlier"), "move", "shift(1)"),
            BarKey(("plan.delete",), "delete", "delete"),
            BarKey(("undo",), "undo", "undo"),
            *later,
            BarKey(("back",), "back", "back"),
            BarKey(("plan.copy",), "copy", "copy"),
            BarKey(("plan.exchange",), "other lift", "exchange"),
            BarKey(("plan.use",), "Today", "use"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The outline", ("plan.up", "plan.down", "plan.day.back", "plan.day")),
            ("A lift", ("plan.sets", "plan.add", "plan.exchange", "plan.superset", "plan.note")),
            ("Days and lifts", ("plan.new", "plan.rename", "plan.copy", "plan.earlier", "plan.later", "plan.delete")),
            ("The plan", ("plan.start", "plan.use")),
        )

    # -- moving --------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Up or down the outline."""
        places = self.places
        if places:
            at = places.index(self.place) if self.place in places else 0
            self._to(places[max(0, min(len(places) - 1, at + step))])

    def action_pick(self, at: int) -> None:
        """The line that was tapped; a second tap opens it."""
        places = self.places
        if not self.entry.purpose and at < len(places):
            if places[at] == self.place:
                self.action_open()
            else:
                self._to(places[at])

    def action_day_by(self, step: int) -> None:
        """The next day, or the one before."""
        if self.routine is not None:
            self._to((max(0, min(len(self.routine.days) - 1, self.place[0] + step)), -1))

    def _to(self, place: edit.Place) -> None:
        if place != self.place:
            self.place, self.status, self.last_time = place, "", None
            self._keys.clear()
            self.paint()
            self.act(self._look())

    def action_more(self) -> None:
        """The next row of buttons."""
        self.taps_at += 1
        self.paint()

    # -- lifts ---------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Pick a lift to add below the cursor."""
        if self.routine is not None:
            day = self.routine.days[max(0, self.place[0])]
            self._pick(f"Add to {day.name or self.routine.name}", self._added)

    def _added(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.act(self._add(exercise))

    async def _add(self, exercise: Exercise) -> None:
        routine = self.routine
        if routine is None:
            return
        day, at = self.place
        day = max(0, day)
        place = (day, at + 1 if at >= 0 else len(routine.days[day].lifts))
        changed = edit.with_lift(routine, place, RoutineLift(exercise.id))
        await self._write(changed, f"Added {self._called(exercise)}.", place, exercise=exercise)
        self.type_in("sets", "")

    def action_exchange(self) -> None:
        """Pick a lift to stand in the place of this one."""
        if self._on_lift():
            self._pick(f"Instead of {self._about_name()}", self._exchanged)

    def _exchanged(self, exercise: Exercise | None) -> None:
        if exercise is not None and self.routine is not None and self.place[1] >= 0:
            changed = edit.with_exercise(self.routine, self.place, exercise.id)
            self.act(self._write(changed, f"Now {self._called(exercise)}.", self.place, exercise=exercise))

    def action_superset(self) -> None:
        """Tie the lift to the one above, or part them."""
        if not self._on_lift() or self.routine is None:
            return
        day, at = self.place
        if at == 0:
            self.say("A superset joins a lift with the one above it: this is the first.")
            return
        lifts = self.routine.days[day].lifts
        apart = lifts[at].superset is not None and lifts[at].superset == lifts[at - 1].superset
        above = self.context.name(lifts[at - 1].exercise)
        said = f"Parted from {above}." if apart else f"In turn with {above}."
        self.act(self._write(edit.joined(self.routine, self.place), said, self.place))

    # -- days and lifts ------------------------------------------------------------------------------------

    def action_shift(self, by: int) -> None:
        """Move the lift or the day."""
        if self.routine is None or self.place[0] < 0:
            self.say("Pick a day or a lift to move it.")
            return
        day, at = self.place
        if at < 0:
            changed, to = edit.day_moved(self.routine, day, by)
            place: edit.Place = (to, -1)
        else:
            changed, place = edit.lift_moved(self.routine, self.place, by)
        if changed == self.routine:
            return
        left = place == self.place
        said = f"{self._about_name()} left its superset." if left else f"Moved {self._about_name()}."
        self.act(self._write(changed, said, place))

    def action_copy(self) -> None:
        """Copy the lift or the day."""
        if self.routine is None or self.place[0] < 0:
            self.say("Pick a day or a lift to copy it.")
            return
        day, at = self.place
        here = self.routine.days[day]
        if at >= 0:
            copy = replace(here.lifts[at], superset=None)
            below = at + 1
            while edit.braces(here)[below - 1] in ("╭", "│"):
                below += 1
            changed = edit.with_lift(self.routine, (day, below), copy)
            self.act(self._write(changed, f"Copied {self._about_name()}.", (day, below)))
            return
        name = edit.next_letter(self.routine) if len(here.name) == 1 else self._fresh(here.name)
        changed = edit.with_day(self.routine, day + 1, replace(here, name=name))
        self.act(self._write(changed, f"Copied as {name}.", (day + 1, -1)))

    def action_delete(self) -> None:
        """Take the lift or the day out."""
        if self.routine is None or self.place[0] < 0:
            self.say("Pick a day or a lift to take it out. The whole plan is deleted from the list of plans.")
            return
        day, at = self.place
        here = self.routine.days[day]
        whole = at < 0 or len(here.lifts) == 1
        if whole and len(self.routine.days) == 1:
            self.say("A plan keeps a day with a lift. The whole plan is deleted from the list of plans.")
            return
        if whole:
            changed = edit.without_day(self.routine, day)
            place: edit.Place = (min(day, len(changed.days) - 1), -1)
            said = f"Took out {here.name}, {len(here.lifts)} lift{'' if len(here.lifts) == 1 else 's'}."
        else:
            changed = edit.without_lift(self.routine, self.place)
            place = (day, min(at, len(here.lifts) - 2))
            said = f"Took out {self._about_name()}."
        self.act(self._write(changed, said, place))

    # -- the plan ------------------------------------------------------------------------------------------

    def action_use(self) -> None:
        """Let Today propose this plan, or none."""
        self.act(self._use())

    async def _use(self) -> None:
        routine = self.routine
        if routine is None:
            return
        on = routine.id != self.plans.active
        await self.do(lambda store: kept.use_routine(store, routine.id if on else None))
        await self.load()
        said = f"Today proposes {routine.name}." if on else "Today proposes no plan."
        self.status = f"{said} {self.key_of('undo')} undoes."

    def action_start(self) -> None:
        """Begin the day under the cursor; on the plan, the one whose turn it is."""
        self.act(self._start())

    async def _start(self) -> None:
        routine = self.routine
        if routine is not None:
            day = self.place[0] if self.place[0] >= 0 else self.turn
            await self.do(lambda store: begin(store, routine, day, self.context))
            self.post_message(Go("log"))
