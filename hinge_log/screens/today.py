"""Today: what to do next, and how form goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.everyday_words import MARKS, SHORT
from hinge_log.charts.pages.parts import clock_text, date_text, pain_words, summary, tied
from hinge_log.charts.pages.today_page import FormLine, PlanLine, TodayView, today_rows
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.plan_offers import begin
from hinge_log.screens.today_plan import Proposed, choices, done_lines, keys_of, plan_lines, proposed, whose_turn
from hinge_log.store.everyday import checks
from hinge_log.store.reading import LiftForm
from hinge_log.store.store import Store
from hinge_log.store.trends import trend_data
from hinge_log.training.everyday import Check, strip
from hinge_log.training.faults import ranking
from hinge_log.training.sides import as_last_time
from hinge_log.training.workout import PlannedSet, Workout

FOCUS_WEEKS = 12
FILM_DAYS = 28
"""A set should be filmed once in four weeks (convention): nothing is said of it before so long was rated by feel."""

LATELY = 6
"""How many of the last workouts tell which ones take turns."""

MOST_LIFTS = 8
"""How many lifts the table of form holds at most."""

FIRST_LIFTS = ("drill-wall-hinge", "deadlift-kettlebell", "deadlift-conventional")
"""Where the first workout of a new log starts, by what the first run was told."""


@dataclass(frozen=True, slots=True)
class _Read:
    open: Workout | None
    upcoming: Workout | None
    last: Workout | None
    form: tuple[LiftForm, ...]
    closed: Workout | None
    plan: Proposed | None = None
    choices: int = 1


@dataclass(frozen=True, slots=True)
class _More:
    """What may come after the first frame."""

    focus: tuple[str, str, int, int] | None = None
    checks: tuple[Check, ...] = ()
    ladder: tuple[str, ...] = ()
    unseen: bool = False


class TodayScreen(LogBookScreen):
    """Where a day begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "start", "start", id="today.start", tooltip="start the workout shown, or go on with it"),
        Binding("full_stop", "swap", "other", id="today.swap", tooltip="propose another day or another plan"),
        Binding("p", "go_to('plans')", "plans", id="today.plans", tooltip="plans: what comes next"),
        Binding("a", "empty", "empty", id="today.empty", tooltip="start an empty workout and pick a lift"),
        Binding("h", "go_to('history')", "history", id="today.history", tooltip="history"),
        Binding("e", "go_to('everyday')", "everyday", id="today.everyday", tooltip="everyday hinge check-in"),
        *COMMON,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.read: _Read | None = None
        self.more = _More()
        self.choice = 0

    @property
    def lift(self) -> str:
        """The lift of the focus cue, else the first of the next workout."""
        if self.more.focus is not None:
            return self.more.focus[0]
        return next(iter(self._next_lifts()), "")

    def _focus_lift(self) -> str:
        """The lift whose cue is shown: a drill's only where nothing is lifted."""
        if self.more.focus is not None:
            return self.more.focus[0]
        following = [self.context.exercise(key) for key in self._next_lifts()] or self._first()
        return next((each.id for each in following if each.family != "drill" and each.checklist), following[0].id)

    def action_cue(self) -> None:
        """Show the cue card that the focus cue is of."""
        self.post_message(Go("cue", self._focus_lift()))

    def _next_lifts(self) -> Sequence[str]:
        """The exercises of what is next."""
        if self.read is None:
            return ()
        if self.read.plan is not None and self.read.open is None:
            return keys_of(self.read.plan)
        workout = self.read.open or self.read.upcoming
        return [lift.exercise for lift in workout.lifts] if workout else ()

    async def load(self) -> None:
        """Read what today shows."""
        await self.do(self.prepare)
        self.paint()
        self.more = await self.do(self._read_more)

    def _read_more(self, store: Store) -> _More:
        today = self.context.today
        found: list[tuple[str, str, int, int]] = []
        for key in set(self._next_lifts()):
            exercise = self.context.exercise(key)
            if exercise.checklist:
                data = trend_data(store, self.context.catalogue, exercise, today=today, weeks=FOCUS_WEEKS)
                found += [(key, each.item, each.slipped, each.checked) for each in ranking(data.working)[:1]]
        focus = max(found, key=lambda each: each[2] / each[3], default=None)
        kept = store.state("ladder")
        ladder = tuple(str(line) for line in kept) if isinstance(kept, list) else ()
        felt = (
            bool(self.read and self.read.form)
            and store.rated_between(today - 7 * FOCUS_WEEKS, today - FILM_DAYS)
            and not store.seen_since(today - FILM_DAYS)
        )
        return _More(focus, checks(store, today - 13, today), ladder, felt)

    def prepare(self, store: Store) -> None:
        """Read what today shows."""
        self.read = self._read_log(store)
        closed = self.read.closed
        if closed is not None:
            from hinge_log.screens.day_words import closed_words

            self.status = closed_words(closed, self.context.today)

    def _read_log(self, store: Store) -> _Read:
        """Everything that the screen shows, in one visit to the log."""
        closed = None if store.read_only else store.close_forgotten()
        done = [line for line in store.workouts(limit=LATELY) if line.ended_ms is not None]
        last = store.workout(done[0].id) if done else None
        following = whose_turn(done)
        upcoming = last if following is None or following is done[0] else store.workout(following.id)
        form = tuple(store.form_since(self.context.today - 27))
        opened = store.open_workout()
        every = choices(store)
        self.choice %= len(every)
        chosen = every[self.choice]
        plan = proposed(store, *chosen, self.context.exercise, today=self.context.today) if chosen else None
        return _Read(opened, upcoming, last, form, closed, None if opened else plan, len(every))

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        read = self.read
        today = self.context.today
        start = self.key_of("today.start")
        if read is None:
            read = _Read(None, None, None, (), None)
        view = TodayView(
            date=date_text(today),
            next_title=self._title(read),
            plan=self._plan(read),
            plan_note=self._note(read, start),
            form=tuple(self._form(each) for each in self._next_first(read.form)[:MOST_LIFTS]),
            last=self._last(read),
            focus=self._focus(),
            everyday=self._everyday(),
            ladder=self.more.ladder,
            since="A month of ratings by feel. Film one set and check it on video (f, then j)."
            if self.more.unseen
            else "",
            status=self.status,
            keys=self.keys(),
            open_text="open" if read.open else "",
            offer=""
            if read.open or read.choices > 1
            else f"{self.key_of('today.plans')}: a plan can say what is next.",
            others=read.choices > 1 and not read.open,
            help_key=self.key_of("help"),
            touch=self.context.look.mouse,
        )
        return today_rows(view, width, height)

    def _title(self, read: _Read) -> str:
        if read.open:
            return f"Open workout{': ' + read.open.name if read.open.name else ''}"
        if read.plan:
            return f"Next workout: {read.plan.name}"
        if read.upcoming:
            return f"Next workout: {read.upcoming.name or 'as last time'}"
        return "First workout"

    def _plan(self, read: _Read) -> tuple[PlanLine, ...]:
        workout = read.open or read.upcoming
        unit = self.context.gym.unit
        if read.plan:
            return plan_lines(read.plan, self.context.name, unit)
        if workout is None:
            return tuple(PlanLine(each.short or each.name, "", "", "") for each in self._first())
        sided = {lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral}
        return done_lines(workout, self.context.name, unit, sided)

    def _note(self, read: _Read, start: str) -> str:
        if read.open:
            sets = [each for each in read.open.sets if each.at_ms]
            if not sets:
                return f"{start} goes on."
            at = max(each.at_ms or 0 for each in sets) + read.open.offset_min * 60_000
            return f"{start} goes on. Last set {clock_text(at // 60_000 % 1440)}."
        if read.plan:
            day = read.plan.last
            last = "Never done yet." if day is None else f"Last done {date_text(day, today=self.context.today)}."
            return f"{start} starts it. {last}"
        if read.upcoming:
            return f"{start} starts it. Last done {date_text(read.upcoming.day, today=self.context.today)}."
        return f"{start} starts with it, {self.key_of('today.empty')} picks another lift."

    def _next_first(self, form: Sequence[LiftForm]) -> list[LiftForm]:
        """The lifts of what is next before the others."""
        keys = list(self._next_lifts())
        return sorted(form, key=lambda each: keys.index(each.exercise) if each.exercise in keys else len(keys))

    def _form(self, each: LiftForm) -> FormLine:
        return FormLine(
            self.context.name(each.exercise), each.sessions, each.rated, f"{each.median:g}", str(each.worst)
        )

    def _last(self, read: _Read) -> tuple[str, ...]:
        if read.last is None:
            return ()
        last = read.last
        minutes = max(0, ((last.ended_ms or last.started_ms) - last.started_ms) // 60_000)
        took = f", {minutes} min" if minutes else ""
        faults = sum(1 for each in last.sets if each.what.form for _, slipped in each.what.form.slips if slipped)
        found = ", " + tied(f"{faults} fault{'s' if faults != 1 else ''}") if faults else ""
        sets = tied(f"{len(last.sets)} set{'s' if len(last.sets) != 1 else ''}")
        lines = [f"{date_text(last.day, today=self.context.today)}{took}, {sets}{found}"]
        for lift in last.lifts:
            if not lift.sets:
                continue
            said, form = summary(lift.sets, self.context.gym.unit)
            more = [tied(each) for each in (pain_words(lift.sets), form) if each]
            lines.append(", ".join([f"{self.context.name(lift.exercise)} {said}", *more]))
        return tuple(lines)

    def _everyday(self) -> tuple[str, ...]:
        key = self.key_of("today.everyday")
        days = strip(self.more.checks, self.context.today)
        said = days[-1]
        first = f"Today: {SHORT[said.answer]}" if said else f"Not answered today: press {key}."
        if not self.more.checks:
            return (first,)
        marks = " ".join(MARKS[day.answer if day else None] for day in days)
        return (first, marks, f"{len(self.more.checks)} of {len(days)} days answered")

    def _focus(self) -> tuple[str, ...]:
        if self.more.focus is not None:
            key, item_id, slipped, checked = self.more.focus
            items = self.context.catalogue.items_for(self.context.exercise(key))
            item = next((each for each in items if each.id == item_id), None)
            if item is not None:
                why = f"{self.context.name(key)}: {item.fault_text} in {slipped} of {checked} checked sets."
                return (item.cue, why, f"{self.key_of('cues')} shows it big")
        key = self._focus_lift()
        items = self.context.catalogue.items_for(self.context.exercise(key))
        gate = next((item for item in items if item.gate or item.safety), items[0] if items else None)
        if gate is None:
            return ()
        return (gate.cue, f"{self.context.name(key)}: {gate.feel_for}", f"{self.key_of('cues')} shows it big")

    def _first(self) -> list[Exercise]:
        start = self.context.gym.start_at
        key = {"kettlebell": FIRST_LIFTS[1], "barbell": FIRST_LIFTS[2]}.get(start, FIRST_LIFTS[0])
        return [self.context.exercise(key)]

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        going = bool(self.read and self.read.open)
        other = () if going or not self.read or self.read.choices < 2 else (BarKey(("today.swap",), "another", "swap"),)
        return (
            BarKey(("today.start",), "go on" if going else "start", "start"),
            *other,
            BarKey(("today.plans",), "plans", "go_to('plans')"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("cues",), "cue", "cue"),
            BarKey(("form.view",), "form", "form_view"),
            BarKey(("today.empty",), "other lift", "empty"),
            BarKey(("today.history",), "history", "go_to('history')"),
            BarKey(("today.everyday",), "everyday", "go_to('everyday')"),
            BarKey(("back",), "quit", "back"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Today", ("today.start", "today.swap", "today.plans", "today.empty", "today.history", "today.everyday")),
        )

    # -- doing ---------------------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Start the workout shown, or go on with the open one."""
        self.act(self._start())

    async def _start(self) -> None:
        read = self.read
        plan = read.plan if read else None
        if plan is not None:
            await self.do(lambda store: begin(store, plan.routine, plan.day, self.context))
            self.choice = 0
        elif read is not None and read.open is None:
            lifts = self._lifts_like(read.upcoming)
            name = read.upcoming.name if read.upcoming else ""
            await self.do(lambda store: store.open_workout() or store.start_workout(name, lifts))
        self.post_message(Go("log"))

    def _lifts_like(self, last: Workout | None) -> list[tuple[str, str, tuple[PlannedSet, ...]]]:
        if last is None:
            return [(each.id, each.name, ()) for each in self._first()]
        lifts = []
        for lift in last.lifts:
            exercise = self.context.exercise(lift.exercise)
            plan = as_last_time(lift, sided=exercise.unilateral)
            if plan:
                lifts.append((lift.exercise, exercise.name, plan))
        return lifts

    def action_swap(self) -> None:
        """Propose the next day of the plan, then the other plans, then the workout that was not done for longest."""
        if self.read is not None and self.read.open is None and self.read.choices > 1:
            self.choice += 1
            self.status = ""
            self.act(self.load())

    def action_empty(self) -> None:
        """Start an empty workout and pick its first lift."""
        from hinge_log.screens.pick_lift import PickLift

        self.app.push_screen(PickLift(self.context, "Start with"), self._picked)

    def _picked(self, exercise: Exercise | None) -> None:
        if exercise is not None:
            self.act(self._begin(exercise))

    async def _begin(self, exercise: Exercise) -> None:
        await self.do(lambda store: store.take_up(exercise.id, exercise.name))
        self.post_message(Go("log", exercise.id))

    def action_go_to(self, screen: str) -> None:
        """Go to another main screen."""
        self.post_message(Go(screen))
