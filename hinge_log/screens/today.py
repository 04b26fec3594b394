"""Today: what to do next, and how form goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from hinge_log.charts import today_words
from hinge_log.charts.bodyweight_words import bodyweight_lines, typed_weight
from hinge_log.charts.coach_words import news_lines
from hinge_log.charts.everyday_words import SHORT, mark, streak_line
from hinge_log.charts.flow import tied
from hinge_log.charts.set_texts import median_mark
from hinge_log.clock import date_text, time_text
from hinge_log.errors import HingeLogError
from hinge_log.screens import today_view
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.dialogs.open_workouts import ask_which_goes_on
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.plan_starters import begin
from hinge_log.store.bodyweights import add_bodyweight
from hinge_log.store.queries import LiftForm
from hinge_log.store.store import Store
from hinge_log.training.drills import practice_streak
from hinge_log.training.everyday import strip
from hinge_log.training.load import read_load
from hinge_log.training.weekly_volume import weekly_volume
from hinge_log.training.workout import also_open_words
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyRow, large_keys
from hinge_log.widgets.panels import DrawnPanel, FlowPanel

FILM_A_SET = "A month rated by feel only. Film one set and check it on video (f, then j)."
MOST_LIFTS = 8
"""How many lifts the table of form holds at most."""


class TodayScreen(MainScreen[today_view.TodayData]):
    """Where a day begins."""

    CSS_PATH = "../styles/today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "start", "start", id="today.start", tooltip="start or resume the workout shown"),
        Binding("full_stop", "swap", "another", id="today.swap", tooltip="show another day or another plan"),
        Binding("y", "why", "why", id="today.why", tooltip="why these loads are suggested"),
        Binding("p", "go_to('plans')", "plans", id="today.plans", tooltip="plans: what comes next"),
        Binding("a", "empty", "another lift", id="today.empty", tooltip="start an empty workout and choose a lift"),
        Binding("h", "go_to('history')", "history", id="today.history", tooltip="history"),
        Binding("w", "weigh", "weight", id="today.weight", tooltip="log your bodyweight"),
        Binding("e", "go_to('everyday')", "everyday", id="today.everyday", tooltip="everyday hinge check-in"),
        Binding("b", "open_workouts", "both", id="today.open", tooltip="open workouts: continue one, or join them"),
        Binding(
            "exclamation_mark",
            "decide_conflicts",
            "decide",
            id="today.conflicts",
            tooltip="resolve conflicting edits from two devices",
        ),
        Binding("escape", "stay", "stay", id="today.stay", show=False),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Today", ids("today", "start swap open conflicts why plans empty history everyday weight")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.details = today_view.TodayDetails()
        self.choice = 0

    def compose_body(self) -> Iterable[Widget]:
        """The next workout, form and the last workout; beside them what to look for, the week and the ladder."""
        with Container(id="columns"):
            with VerticalScroll(id="main"):
                yield FlowPanel(id="next")
                yield KeyRow(lead=True, id="touch")
                yield FlowPanel(id="below")
            with VerticalScroll(id="side"):
                yield FlowPanel(id="beside")
                yield DrawnPanel(id="trend")
                yield FlowPanel(id="beside-trend")
        yield FlowPanel(id="suggestion")

    # -- reading -------------------------------------------------------------------------------------------

    def read(self, store: Store) -> today_view.TodayData:
        """What the first frame shows."""
        data = today_view.read_today(store, self.context, self.choice)
        self.choice %= data.choices
        return data

    async def load(self) -> None:
        """Read what the first frame shows, then the rest."""
        await super().load()
        if self.children:
            self.enqueue(self._load_details())

    async def _load_details(self) -> None:
        if self.data is not None:
            self.details = await self.with_store(partial(today_view.read_details, self.data, self.context))
            self.show(self.data)

    # -- showing -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The lift of the focus cue, else the first of the next workout."""
        if self.details.focus is not None:
            return self.details.focus.lift
        return next(iter(self.data.next_lifts if self.data else ()), "")

    def show(self, data: today_view.TodayData) -> None:
        """Hand the values out."""
        self.show_title(("hinge-log", "strong"), (" · Today", "muted"), right=date_text(self.context.today))
        if data.closed is not None:
            from hinge_log.screens.workout_times import closed_words

            self.status = closed_words(data.closed, self.context.today)
        if data.also_open and not self.status:
            self.status = also_open_words(data.also_open, self.context.today, self.key_of("today.open"))
        if self.context.conflicts and not self.status:
            self.status = f"Two devices changed the same thing. Press {self.key_of('today.conflicts')} to resolve it."
        wide, narrow = self.has_class("-wide"), self._is_narrow
        no_plan = f"Press {self.key_of('today.plans')} to follow a plan."
        lines = self._plan_lines(data)
        self.query_one("#next", FlowPanel).flow = partial(
            today_words.next_rows,
            self._title(data),
            lines,
            self._note(data),
            "" if data.open or data.choices > 1 or narrow else no_plan,
            [self._last_time(line.key) for line in lines] if wide and not data.open and data.last else (),
            is_open=data.open is not None,
        )
        start = "RESUME: start" if data.open else "START: start"
        other = ("other: swap",) if data.choices > 1 and not data.open else ()
        plans = () if data.open else ("plans: go_to('plans')",)
        self.query_one("#touch", KeyRow).keys = large_keys(start, *other, *plans, "go: go_menu", "more: help")
        suggestion = self.query_one("#suggestion", FlowPanel)
        suggestion.set_class(self.details.needs_video, "-open")
        suggestion.flow = partial(today_words.list_rows, "Suggestion", (FILM_A_SET,))
        form = tuple(self._form_line(each) for each in self._next_lifts_first(data)[:MOST_LIFTS])
        last = today_words.last_workout_lines(data.last, self.context.name, self.context.gym.unit, self.context.today)
        inline = narrow or self.has_class("-low") or self.has_class("-mini")  # where the style sheet hides the panel
        self.query_one("#below", FlowPanel).flow = partial(
            today_words.below_rows,
            self._beside() if narrow else (),
            form,
            last if wide or narrow else (),
            FILM_A_SET if self.details.needs_video and inline else "",
        )
        self._show_side(() if wide else last, wide=wide)
        self.show_keys()

    @property
    def _is_narrow(self) -> bool:
        """Whether there is one column, with large keys for what the sentences name."""
        return self.has_class("-narrow") or self.has_class("-tiny")

    def _show_side(self, last: Sequence[str], *, wide: bool) -> None:
        today = self.context.today
        sections = (*self._beside(), *((("Last workout", last),) if last else ()))
        first: Sequence[tuple[str, Sequence[str]]] = sections[:1] if wide else sections
        week = None
        if wide and self.details.sets:
            starts = self.context.gym.first_weekday
            volume = weekly_volume(self.details.sets, self.context.exercise, today, first_weekday=starts)
            by_day = [
                sum(each.sets for each in self.details.sets if each.day == day and not self._is_drill(each.exercise))
                for day in range(volume.start, volume.start + 7)
            ]
            week = partial(today_words.week_rows, volume, by_day, today)
        self.query_one("#beside", FlowPanel).flow = partial(today_words.beside_rows, first, week)
        self.query_one("#beside-trend", FlowPanel).flow = partial(
            today_words.beside_rows, sections[1:] if wide else (), None
        )
        trend = self.details.trend
        chart = None if trend is None else partial(today_words.top_set_rows, trend, ascii_only=self.context.ascii_only)
        panel = self.query_one("#trend", DrawnPanel)
        panel.drawing = chart
        panel.styles.display = "none" if chart is None else None

    def _is_drill(self, key: str) -> bool:
        return self.context.exercise(key).family == "drill"

    def _title(self, data: today_view.TodayData) -> str:
        if data.open:
            return f"Open workout{': ' + data.open.name if data.open.name else ''}"
        if data.plan:
            return f"Next workout: {data.plan.name}{today_view.week_name(data.plan)}"
        if data.upcoming:
            return f"Next workout: {data.upcoming.name or 'same as last time'}"
        return "First workout"

    def _plan_lines(self, data: today_view.TodayData) -> tuple[today_words.PlanLine, ...]:
        workout, unit = data.open or data.upcoming, self.context.gym.unit
        if data.plan:
            return today_view.plan_lines(data.plan, self.context.name, unit)
        if workout is None:
            return tuple(
                today_words.PlanLine(each.short or each.name, "", "", "")
                for each in today_view.first_lifts(self.context)
            )
        sided = {lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral}
        return today_view.done_lines(workout, self.context.name, unit, sided)

    def _last_time(self, key: str) -> today_words.LastTime:
        sessions = (self.details.sessions or {}).get(key, ())
        return today_words.last_time([session.sets for session in sessions], self.context.gym.unit)

    def _note(self, data: today_view.TodayData) -> str:
        start = self.key_of("today.start")
        if data.open:
            sets = [each for each in data.open.sets if each.at_ms]
            if not sets:
                return f"Press {start} to resume."
            last_ms = max(each.at_ms or 0 for each in sets)
            return f"Press {start} to resume. Last set at {time_text(last_ms, data.open.offset_min)}."
        day = data.plan.last if data.plan else data.upcoming.day if data.upcoming else None
        if data.plan or data.upcoming:
            last = "Never done yet." if day is None else f"Last done {date_text(day, today=self.context.today)}."
            return f"Press {start} to start. {last}"
        return f"Press {start} to start, {self.key_of('today.empty')} for another lift."

    def _next_lifts_first(self, data: today_view.TodayData) -> list[LiftForm]:
        keys = list(data.next_lifts)
        return sorted(data.form, key=lambda each: keys.index(each.exercise) if each.exercise in keys else len(keys))

    def _form_line(self, each: LiftForm) -> today_words.FormLine:
        checked, quick = (each.checked.sets, each.checked.median), (each.quick.sets, each.quick.median)
        worst = median_mark(each.worst, checked=each.worst_checked)
        return today_words.FormLine(self.context.name(each.exercise), checked, quick, worst)

    def _beside(self) -> tuple[tuple[str, Sequence[str]], ...]:
        """What stands beside the next workout, as headings with their sentences."""
        every = (
            ("From your coach", self._from_coach()),
            ("Focus cue", self._focus()),
            ("Everyday hinge", self._everyday()),
            ("Bodyweight", self._bodyweight()),
            ("Progression", self.details.ladder),
        )
        return tuple((title, lines) for title, lines in every if lines)

    def _from_coach(self) -> tuple[str, ...]:
        context = self.context
        return news_lines(self.details.news, context.exercise, context.catalogue.items_for, today=context.today)

    def _everyday(self) -> tuple[str, ...]:
        today, known = self.context.today, self.details.checks
        days = strip(known, today)
        answer = days[-1]
        key = self.key_of("today.everyday")
        first = f"Today: {SHORT[answer.answer]}" if answer else f"No answer yet today. Press {key}."
        practice = practice_streak((each.day for each in self.details.sets if self._is_drill(each.exercise)), today)
        drills = f"drills {practice} days in a row" if practice > 1 else ""
        streaks = ", ".join(text for text in (streak_line(known, today), drills) if text)
        if not any(days):
            return (first, *((streaks,) if streaks else ()))
        marks = " ".join(mark(day.answer if day else None, ascii_only=self.context.ascii_only) for day in days)
        answered = f"{sum(day is not None for day in days)} of {len(days)} days answered"
        return (first, tied(marks), *(() if self._is_narrow else (answered,)), *((streaks,) if streaks else ()))

    def _bodyweight(self) -> tuple[str, ...]:
        unit, today = self.context.gym.unit, self.context.today
        return bodyweight_lines(self.details.weighings, unit, today, ascii_only=self.context.ascii_only)

    def _focus_lift(self) -> str:
        """The lift whose cue is shown: a drill's only where nothing is lifted."""
        if self.details.focus is not None:
            return self.details.focus.lift
        keys = self.data.next_lifts if self.data else ()
        following = [self.context.exercise(key) for key in keys] or today_view.first_lifts(self.context)
        return next((each.id for each in following if each.family != "drill" and each.checklist), following[0].id)

    def _focus(self) -> tuple[str, ...]:
        focus = self.details.focus
        key = focus.lift if focus else self._focus_lift()
        items = self.context.catalogue.items_for(self.context.exercise(key))
        big = () if self._is_narrow else (f"Press {self.key_of('cues')} to see it big.",)
        if focus is not None and (item := next((each for each in items if each.id == focus.item), None)) is not None:
            why = f"{self.context.name(key)}: {item.fault_text} in {focus.failed} of {focus.checked} checked sets."
            return (item.cue, why, *big)
        gate = next((item for item in items if item.gate or item.safety), items[0] if items else None)
        return () if gate is None else (gate.cue, f"{self.context.name(key)}: {gate.feel_for}", *big)

    def bar(self) -> Bar:
        """The key bar."""
        if self.entry.purpose:
            return (BarKey(("today.start",), "save"), "back: close")
        is_open = bool(self.data and self.data.open)
        several = not is_open and self.data is not None and self.data.choices > 1
        start = BarKey(("today.start",), "resume" if is_open else "start", "start")
        first = (start, *(("today.swap",) if several else ()), "today.plans", "go", "cues", "form.view")
        why = ("today.why",) if self.data and self.data.plan else ()
        others = ("today.empty", "today.history", "today.everyday", "today.weight", *why)
        return (*first, *others, "back: quit")

    # -- doing ---------------------------------------------------------------------------------------------

    def action_cue(self) -> None:
        """Show the cue card that the focus cue is of."""
        self.post_message(ScreenRequested("cue", self._focus_lift()))

    def action_stay(self) -> None:
        """Do not quit: esc closes what is open, and here nothing is."""
        self.status = f"Press {self.key_of('back')} to quit."

    def action_start(self) -> None:
        """Start the workout shown, or resume the open one."""
        self.enqueue(self._start())

    async def _start(self) -> None:
        data = self.data
        plan = data.plan if data else None
        if plan is not None:
            await self.with_store(lambda store: begin(store, plan.plan, plan.day, self.context))
            self.choice = 0
        elif data is not None and data.open is None:
            first = today_view.first_lifts(self.context)[0]
            if data.upcoming is None and first.family == "drill":
                # A drill is done with its player, which says what to do, counts and saves.
                self.post_message(ScreenRequested("drill", first.id))
                return
            lifts = today_view.lifts_like(data.upcoming, self.context)
            name = data.upcoming.name if data.upcoming else ""
            await self.with_store(lambda store: store.open_workout() or store.start_workout(name, lifts))
        self.post_message(ScreenRequested("log"))

    def action_open_workouts(self) -> None:
        """Choose with which open workout to go on, or join them."""
        self.enqueue(ask_which_goes_on(self))

    def action_swap(self) -> None:
        """Suggest the next day of the plan, then the other plans, then the workout that was not done for longest."""
        if self.data is not None and self.data.open is None and self.data.choices > 1:
            self.choice += 1
            self.status = ""
            self.enqueue(self.load())

    def action_empty(self) -> None:
        """Start an empty workout and choose its first lift."""
        self.pick_exercise("Start with", self.start_with)

    def action_why(self) -> None:
        """Tell why the loads of the planned day are suggested."""
        plan = self.data.plan if self.data else None
        if plan is None:
            self.status = f"No plan sets these loads. Press {self.key_of('today.plans')} to follow a plan."
            return
        from hinge_log.screens.dialogs.text_dialog import TextDialog

        self.app.push_screen(TextDialog("Why these loads", today_view.reasons(plan, self.context.name)))

    # -- bodyweight ----------------------------------------------------------------------------------------

    def action_weigh(self) -> None:
        """Type your bodyweight."""
        self.open_entry("bodyweight", status=self._weight_hint(""))

    def _weight_hint(self, text: str) -> str:
        return typed_weight(text, self.context.gym.unit, self.details.weighings)

    @on(EntryLine.Edited)
    def _weight_edited(self, message: EntryLine.Edited) -> None:
        self.status = self._weight_hint(message.text)

    @on(EntryLine.Completed)
    def _weight_completed(self, message: EntryLine.Completed) -> None:
        if not message.text.strip():
            self.close_entry("Closed. Nothing was saved.")
        else:
            self.enqueue(self._save_weight(message.text))

    async def _save_weight(self, text: str) -> None:
        try:
            weight = read_load(text, self.context.gym.unit)
            added = await self.with_store(lambda store: add_bodyweight(store, weight))
        except HingeLogError as error:
            self.status = f"^ {error}"
            return
        self.close_entry()
        await self.load()
        self.tell_done(f"Bodyweight {added.weight.text} {added.weight.unit}.")
