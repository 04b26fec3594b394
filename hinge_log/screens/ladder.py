"""The ladder: what is earned, what is next, and exactly what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from hinge_log.charts.cells import Row, fit, row_width
from hinge_log.charts.figure_rows import fault_rows
from hinge_log.charts.flow import hanging, paragraph
from hinge_log.charts.ladder_words import WHY, ladder_summary, load_line, rung_note, step_lines, step_title, warnings
from hinge_log.charts.set_words import fitting
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.dialogs.readiness import ReadinessDialog
from hinge_log.screens.keys import Bar, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.ladder import Progress, answer_ready, place, progress
from hinge_log.store.store import Store
from hinge_log.training.ladder import Rung
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.panels import DrawnPanel, FlowPanel, PanelTitle, panel_rule
from hinge_log.widgets.row_list import ListRow, RowList

_MARKS = {"earned": ("✓", "chosen", "text"), "here": ("▸", "chosen", "strong"), "later": ("·", "muted", "muted")}
"""Mark of a stage's state, its style, and that of the name."""

_NAME_CELLS = 26
READING = "Reading the log ..."


@dataclass(frozen=True, slots=True)
class StepText:
    """What leads to a stage: a title, lines as (marks, words), and why it is asked for."""

    title: str
    lines: tuple[tuple[str, str], ...]
    why: str


class LadderScreen(MainScreen[Progress]):
    """Shows the stages, and what leads to the highlighted one."""

    AUTO_FOCUS = "#stages"
    CSS_PATH = "../styles/ladder.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move('cursor_up')", "stage", id="ladder.up", tooltip="the stage above"),
        Binding("down,j", "move('cursor_down')", "stage", id="ladder.down", tooltip="the stage below"),
        Binding("enter", "open", "open", id="ladder.open", tooltip="open the stage's exercise, or the questions"),
        Binding("s", "start", "start it", id="ladder.start", tooltip="start the exercise that leads to the next stage"),
        Binding("p", "place", "place me here", id="ladder.place", tooltip="place yourself here; press again to clear"),
        Binding("y", "ready", "readiness", id="ladder.ready", tooltip="readiness questions"),
        *global_bindings(),
    ]
    MOVES_IN = "#stages"
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("Stages", ids("ladder", "up down open start")),
        ("Where you are", ids("ladder", "place ready")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.stage_shown: int | None = None
        self._stamp: object = None

    def compose_body(self) -> Iterable[Widget]:
        """The stages, and beside or below them what leads to one of them."""
        with Container(id="ladder"):
            with Vertical(id="left"):
                yield PanelTitle("Hardest at the top; every stage is open.", id="stages-title")
                yield RowList(click_selects=False, id="stages")
            with VerticalScroll(id="details"):
                yield FlowPanel()
        yield PanelTitle(id="figure-title")
        yield DrawnPanel(id="figure")
        yield KeyRow(
            KeyHint("s", "START", "start"), KeyHint("⏎", "open", "open"), KeyHint("p", "place me", "place"),
            KeyHint("?", "more", "help"), lead=True, id="touch",
        )  # fmt: skip

    def read(self, store: Store) -> Progress:
        """Compute the ladder from the log."""
        settings, catalogue = self.context.gym, self.context.catalogue
        # Every set of the log may count, so it is not computed again before something changed.
        stamp = (store.stamp(), self.context.today, settings)
        if self.data is not None and stamp == self._stamp:
            return self.data
        self._stamp = stamp
        step, start_at = settings.load(settings.step), settings.start_at
        ladder = progress(store, catalogue, today=self.context.today, step=step, start_at=start_at)
        # Today shows this without computing it: that takes a while in a long log.
        if store.may_log:
            store.put_state("ladder", ladder_summary(ladder.ladder, catalogue))
        return ladder

    async def load(self) -> None:
        """Read the log; the first time only when the screen is shown, for in a long log that takes a while."""
        if self.data is None and not self.children:
            self.status = READING
            return
        await super().load()

    @property
    def lift(self) -> str:
        """The exercise of the next step, else that of the highlighted stage."""
        if self.data is None:
            return ""
        return self._next_exercise(self.data) or self._exercise_of(self.stage(self.data))

    def stage(self, data: Progress) -> int:
        """The highlighted stage: the next one to begin with."""
        return min(8, data.ladder.stage + 1) if self.stage_shown is None else self.stage_shown

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: Progress) -> None:
        """Hand the values out."""
        self.show_title(("Progression: earn the load", "strong"), right=f"stage {data.ladder.stage}")
        stage_list = self.query_one("#stages", RowList)
        rows = [self._rung_row(data, rung) for rung in reversed(data.ladder.rungs)]
        stage_list.show_rows(rows, highlight=str(self.stage(data)))
        self._show_details(data)
        if self.status in ("", READING):
            self.status = self._hint(data)

    def _rung_row(self, data: Progress, rung: Rung) -> ListRow:
        mark, mark_style, style = _MARKS[rung.state]
        note = rung_note(rung, self.context.catalogue, data.ladder, self.context.today)
        name: Row = ((f"{mark} ", mark_style), (f"{rung.stage.stage}  ", "muted"), (rung.stage.name, style))
        beside = not (self.has_class("-narrow") or self.has_class("-wide") or self.has_class("-tiny"))
        if beside or self.has_class("-low"):
            gap = max(2, _NAME_CELLS + 5 - row_width(name))
            room = self.size.width - row_width(name) - gap - 3
            note = fitting((note, note.replace(" clean sessions", " clean")), room) or note
            return ListRow(str(rung.stage.stage), ((*name, (" " * gap + fit(note, room), "muted")),))
        rows: list[Row] = [name]
        if note and not self.has_class("-tiny"):
            texts = (note, note.replace(" clean sessions", " clean"), note.split(", ")[0])
            rows.append((("     ", ""), (fitting(texts, self.size.width - 9) or texts[-1], "muted")))
        return ListRow(str(rung.stage.stage), rows)

    def _show_details(self, data: Progress) -> None:
        ladder, catalogue, today = data.ladder, self.context.catalogue, self.context.today
        number = self.stage(data)
        states = ladder.next_steps(number)
        # Passed steps are shown only where nothing is left to earn.
        to_earn = [state for state in states if not state.passed] or list(states)
        steps = tuple(
            StepText(step_title(s, catalogue), tuple(step_lines(s, catalogue, today)), WHY.get(s.step.gate, ""))
            for s in to_earn
        )
        stage = next((rung.stage for rung in ladder.rungs if rung.stage.stage == number), None)
        dose = tuple(text for text in (stage.dose, stage.note) if text) if stage else ()
        title = f"Stage {number}" if stage is None else f"Stage {number}: {stage.name}"
        loads = tuple(load_line(each, catalogue) for each in data.loads)
        cautions = tuple(warnings(ladder, catalogue))
        panel, rows = self.query_one(FlowPanel), partial(details_rows, cautions, steps, title, dose, loads)
        panel.tight, panel.flow = partial(rows, tight=True), rows
        self._show_figure(number)

    def _show_figure(self, stage: int) -> None:
        """Good form beside a fault, for the exercise of a stage, where the layout has the room."""
        from hinge_log.charts.figure import pairs_for

        key = self._exercise_of(stage)
        roomy = self.has_class("-wide") and self.has_class("-tall")
        exercise = self.context.exercise(key)
        pairs = pairs_for(exercise) if roomy and key else ()
        figure = partial(fault_rows, pairs[0], ascii_only=self.context.ascii_only) if pairs else None
        self.query_one("#figure-title", PanelTitle).title = f"{exercise.name}: see the difference"
        self.set_class(figure is not None, "-figure")
        self.query_one("#figure", DrawnPanel).drawing = figure

    def _hint(self, data: Progress) -> str:
        ladder = data.ladder
        if ladder.placed is None and ladder.earned == 1:
            return f"Lifted before? Placement test: {ladder.placement.why}."
        if ladder.placement.stage is not None and ladder.placement.stage > ladder.stage:
            return f"Placement test says stage {ladder.placement.stage}: {ladder.placement.why}."
        return ""

    def bar(self) -> Bar:
        """The key bar."""
        return ("ladder.up ladder.down", "ladder.open", "ladder.start", "ladder.place", "go", "back", "ladder.ready")

    # -- doing ---------------------------------------------------------------------------------------------

    @on(RowList.OptionHighlighted, "#stages")
    def _stage_highlighted(self, message: RowList.OptionHighlighted) -> None:
        stage = int(message.option_id or 0)
        if self.data is None or stage == self.stage(self.data):
            return
        self.stage_shown, self.status = stage, ""
        self._show_details(self.data)
        self.query_one("#details").scroll_home(animate=False)

    @on(RowList.OptionSelected, "#stages")
    def action_open(self) -> None:
        """Open the exercise of the stage; stage 0 has its questions."""
        if self.data is None:
            return
        stage = self.stage(self.data)
        if stage == 0:
            self.action_ready()
        elif key := self._exercise_of(stage):
            self.post_message(ScreenRequested("exercise", key))

    def action_ready(self) -> None:
        """Ask the readiness questions."""
        self.app.push_screen(ReadinessDialog(), self._readiness_answered)

    def _readiness_answered(self, none_applies: bool | None) -> None:
        if none_applies:
            self.enqueue(self._save_ready())

    async def _save_ready(self) -> None:
        day = self.context.today
        await self.save(lambda store: answer_ready(store, day), "Ready check saved for today.")

    def action_place(self) -> None:
        """Place the lifter at the highlighted stage, or clear that."""
        self.enqueue(self._place())

    async def _place(self) -> None:
        if self.data is None:
            return
        stage: int | None = self.stage(self.data)
        if stage == 0:
            key = self.key_of("ladder.open")
            self.status = f"You can't place yourself at stage 0. Press {key} to answer its questions."
            return
        stage = None if self.data.ladder.placed == stage else stage
        done = "Placement cleared" if stage is None else f"Placed at stage {stage}"
        await self.save(lambda store: place(store, stage), f"{done}. Every stage stays open.")

    def action_start(self) -> None:
        """Start the exercise that leads on."""
        self.enqueue(self._start())

    async def _start(self) -> None:
        key = self.lift
        if not key:
            self.status = "This stage has no exercise to start."
            return
        exercise = self.context.exercise(key)
        if exercise.family == "drill":
            self.post_message(ScreenRequested("drill", key))
            return

        def start(store: Store) -> None:
            workout = store.open_workout()
            if workout is None:
                store.start_workout("", [(exercise.id, exercise.name, [])])
            elif not any(lift.exercise == exercise.id for lift in workout.lifts):
                store.add_lift(workout.id, exercise.id, exercise.name)

        await self.with_store(start)
        self.post_message(ScreenRequested("log", key))

    def _next_exercise(self, data: Progress) -> str:
        if self.stage_shown is not None and self.stage_shown != data.ladder.stage + 1:
            return ""
        for state in data.ladder.next_steps():
            if not state.passed:
                step = state.step
                return step.sources[0] if state.met_day is None else next(iter(step.also), step.targets[0])
        return ""

    def _exercise_of(self, stage: int) -> str:
        known = self.context.catalogue.stages.get(stage)
        return known.exercises[0] if known and known.exercises else ""


def details_rows(
    cautions: Sequence[str],
    steps: Sequence[StepText],
    stage_title: str,
    dose: Sequence[str],
    loads: Sequence[str],
    width: int,
    *,
    tight: bool = False,
) -> list[Row]:
    """What leads to a stage, what to do with the loads, and the dose of the stage.

    `tight` leaves out blank rows, and the dose of a stage that is still to be earned.
    """
    gap: list[Row] = [] if tight else [()]
    dose = () if tight and steps else dose
    rows: list[Row] = [row for text in cautions for row in paragraph(text, width, "fault")]
    for step in steps:
        title, colon, goals = step.title.partition(": ")
        # A title that is too long for its rule goes on below it.
        long = bool(colon) and row_width(((step.title, ""),)) > width - 5
        rows.append(panel_rule(title if long else step.title, width))
        rows += paragraph(goals, width, "strong") if long else []
        for marks, words in step.lines:
            if marks:
                rows += hanging(((f" {marks} ", "chosen"),), words, width - 1, "text")
        remarks = [words for marks, words in step.lines if not marks]
        remarks += [f"Why: {step.why}"] if step.why else []
        for words in [" ".join(remarks)] if tight and remarks else remarks:
            rows += paragraph(words, width, "muted")
        rows += gap
    if dose:
        rows += [panel_rule(stage_title, width), *(row for text in dose for row in paragraph(text, width)), *gap]
    if loads:
        rows.append(panel_rule("Add load?", width))
        rows += [row for text in loads for row in paragraph(text, width)]
    return rows
