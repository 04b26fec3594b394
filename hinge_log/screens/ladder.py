"""The ladder: what is earned, what is next, and exactly what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.ladder_words import WHY, ladder_summary, load_line, rung_note, step_lines, step_title, warnings
from hinge_log.charts.pages.ladder_page import LadderView, RungLine, StepBlock, ladder_rows
from hinge_log.charts.pages.notice import notice_rows
from hinge_log.exercises.safety import READINESS
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.ladder import Progress, answer_ready, place, progress
from hinge_log.store.store import Store


class LadderScreen(LogBookScreen):
    """Shows the stages, and what leads to the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "pick_by(1)", "stage", id="ladder.up", tooltip="the stage above"),
        Binding("down,j", "pick_by(-1)", "stage", id="ladder.down", tooltip="the stage below"),
        Binding("enter", "open", "open", id="ladder.open", tooltip="open the stage's exercise, or the questions"),
        Binding("s", "start", "start", id="ladder.start", tooltip="start what leads on"),
        Binding("p", "place", "place", id="ladder.place", tooltip="place me at this stage; again takes it away"),
        Binding("y", "ready", "none", id="ladder.ready", tooltip="readiness questions: none goes for me today"),
        *COMMON,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.found: Progress | None = None
        self._stamp: object = None
        self.picked: int | None = None
        self.asking = False

    @property
    def lift(self) -> str:
        """What leads on from here: the exercise of the next step, else of the stage under the cursor."""
        if self.found is None:
            return ""
        return self._leads_on() or self._of_stage(self.at)

    @property
    def at(self) -> int:
        """The stage under the cursor: the next one to begin with."""
        if self.picked is not None:
            return self.picked
        return min(8, self.found.ladder.stage + 1) if self.found else 1

    async def load(self) -> None:
        """Compute the ladder from the log."""
        self.found = await self.do(self._read)

    def prepare(self, store: Store) -> None:
        """Compute it before the app starts."""
        self.found = self._read(store)

    def _read(self, store: Store) -> Progress:
        gym, catalogue = self.context.gym, self.context.catalogue
        # Every set of the log may count, so it is not worked out again before something changed.
        stamp = (store.stamp(), self.context.today, gym)
        if self.found is not None and stamp == self._stamp:
            return self.found
        self._stamp = stamp
        found = progress(store, catalogue, today=self.context.today, step=gym.load(gym.step), start_at=gym.start_at)
        # The day's first screen shows this without computing it: a long log takes a while.
        if not store.read_only:
            store.put_state("ladder", ladder_summary(found.ladder, catalogue))
        return found

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        if self.found is None:
            return notice_rows("Progression", ["Reading the log."], self.status, self.keys(), width, height)
        ladder, catalogue, today = self.found.ladder, self.context.catalogue, self.context.today
        steps = ladder.next_steps(self.at)
        # What is passed already is told only where nothing is left to earn.
        left = [step for step in steps if not step.passed] or list(steps)
        dose = next((r.stage for r in ladder.rungs if r.stage.stage == self.at), None)
        view = LadderView(
            stage=ladder.stage,
            rungs=tuple(
                RungLine(r.state, r.stage.stage, r.stage.name, rung_note(r, catalogue, ladder, today))
                for r in reversed(ladder.rungs)
            ),
            picked=self.at,
            dose=tuple(text for text in (dose.dose, dose.note) if text) if dose else (),
            steps=tuple(
                StepBlock(step_title(s, catalogue), tuple(step_lines(s, catalogue, today)), WHY.get(s.step.gate, ""))
                for s in left
            ),
            loads=tuple(load_line(each, catalogue) for each in self.found.loads),
            warnings=tuple(warnings(ladder, catalogue)),
            status=self.status or self._hint(),
            keys=self.keys(),
            questions=READINESS if self.asking else (),
            help_key=self.key_of("help"),
            touch=self.context.look.mouse,
        )
        return ladder_rows(view, width, height)

    def _hint(self) -> str:
        assert self.found is not None
        ladder = self.found.ladder
        if self.asking:
            return (
                f"{self.key_of('ladder.ready')}: none of these goes for me today.   {self.key_of('ladder.open')}: close"
            )
        if ladder.placed is None and ladder.earned == 1:
            return f"Lifted before? Placement test: {ladder.placement.why}."
        if ladder.placement.stage is not None and ladder.placement.stage > ladder.stage:
            return f"Placement test says stage {ladder.placement.stage}: {ladder.placement.why}."
        return ""

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.asking:
            return (BarKey(("ladder.ready",), "none of these", "ready"), BarKey(("ladder.open",), "close", "open"))
        return (
            BarKey(("ladder.up", "ladder.down"), "stage", "pick_by(1)"),
            BarKey(("ladder.open",), "open", "open"),
            BarKey(("ladder.start",), "start it", "start"),
            BarKey(("ladder.place",), "place me here", "place"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("back",), "back", "back"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("Stages", ("ladder.up", "ladder.down", "ladder.open", "ladder.start")),
            ("Where you stand", ("ladder.place", "ladder.ready")),
        )

    # -- doing ---------------------------------------------------------------------------------------------

    def action_pick(self, stage: int) -> None:
        """Put the cursor on a stage."""
        self.picked, self.status, self.asking = stage, "", False
        self._keys.clear()
        self.paint()

    def action_pick_by(self, step: int) -> None:
        """The stage above or below."""
        stages = self.context.catalogue.stages
        self.action_pick(max(min(stages), min(max(stages), self.at + step)))

    def action_open(self) -> None:
        """Open the exercise of the stage; the ready check has its questions."""
        if self.asking or self.at == 0:
            self.asking, self.status = not self.asking, ""
            self.paint()
            return
        key = self._of_stage(self.at)
        if key:
            self.post_message(Go("exercise", key))

    def action_ready(self) -> None:
        """Note that none of the readiness questions applies."""
        if self.asking:
            self.act(self._ready())
        else:
            self.asking = True
            self.paint()

    async def _ready(self) -> None:
        day = self.context.today
        await self.do(lambda store: answer_ready(store, day))
        self.asking = False
        await self.load()
        self.status = f"Noted for today. {self.key_of('undo')} undoes."

    def action_place(self) -> None:
        """Place the lifter at the stage under the cursor, or take that back."""
        self.act(self._place())

    async def _place(self) -> None:
        if self.found is None:
            return
        if self.at == 0:
            self.status = "Stage 0 is a question, not a place: enter opens it."
            return
        stage = None if self.found.ladder.placed == self.at else self.at
        await self.do(lambda store: place(store, stage))
        await self.load()
        said = "Placement taken away" if stage is None else f"Placed at stage {stage}"
        self.status = f"{said}: advice, nothing is locked. {self.key_of('undo')} undoes."

    def action_start(self) -> None:
        """Start the exercise that leads on."""
        self.act(self._start())

    async def _start(self) -> None:
        key = self.lift
        if not key:
            self.status = "Nothing to start at this stage."
            return
        exercise = self.context.exercise(key)
        if exercise.family == "drill":
            self.post_message(Go("drill", key))
            return

        def work(store: Store) -> None:
            workout = store.open_workout()
            if workout is None:
                store.start_workout("", [(exercise.id, exercise.name, [])])
            elif not any(lift.exercise == exercise.id for lift in workout.lifts):
                store.add_lift(workout.id, exercise.id, exercise.name)

        await self.do(work)
        self.post_message(Go("log", key))

    def _leads_on(self) -> str:
        assert self.found is not None
        ladder = self.found.ladder
        if self.picked is not None and self.picked != ladder.stage + 1:
            return ""
        for state in ladder.next_steps():
            if not state.passed:
                return (
                    state.step.sources[0]
                    if state.met_day is None
                    else next(iter(state.step.also), state.step.targets[0])
                )
        return ""

    def _of_stage(self, stage: int) -> str:
        found = self.context.catalogue.stages.get(stage)
        return found.exercises[0] if found and found.exercises else ""
