"""The exercises as they are listed: what matches, what the log says about the one at hand, its figure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial

from textual.worker import Worker

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercises_page import LOADS, ExercisesView, Line, exercises_rows, figure_size
from hinge_log.charts.pages.parts import date_text, summary
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.screens.typing_screen import TypingScreen
from hinge_log.store import naming
from hinge_log.store.lift_settings import LiftSettings, lift_settings
from hinge_log.store.naming import Done
from hinge_log.store.reading import Session
from hinge_log.store.store import Store


@dataclass(frozen=True, slots=True)
class Beside:
    """What the log says about the exercise under the cursor."""

    key: str = ""
    session: Session | None = None
    settings: LiftSettings = field(default_factory=LiftSettings)


class ExercisesBase(TypingScreen):
    """A list of exercises, narrowed by words and by a filter."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.words = ""
        self.family = ""
        self.matching: tuple[Exercise, ...] = ()
        self.total = 0
        self.at = 0
        self.wanted = ""
        self.done: dict[str, Done] = {}
        self.beside = Beside()
        self.searching = False
        self._figure: tuple[tuple[str, int, int], tuple[Row, ...]] = (("", 0, 0), ())

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def exercise(self) -> Exercise | None:
        """The exercise under the cursor."""
        return self.matching[self.at] if 0 <= self.at < len(self.matching) else None

    @property
    def lift(self) -> str:
        """The key of the exercise under the cursor."""
        return self.exercise.id if self.exercise else ""

    def show_lift(self, key: str) -> None:
        """Put the cursor on an exercise."""
        self.wanted = key

    async def load(self) -> None:
        """Read which exercises there are and when each was last done."""
        catalogue = self.context.catalogue

        def work(store: Store) -> tuple[tuple[Exercise, ...], dict[str, Done]]:
            return naming.known(store, catalogue), naming.lifts_done(store)

        self.context.own, self.done = await self.do(work)
        here = self.wanted or self.lift
        if self.wanted and self.family and self.wanted not in {each.id for each in self.matching}:
            self.family = ""
        self.wanted = ""
        self._match(here)
        await self._look()

    def _match(self, here: str = "") -> None:
        everything = self.context.catalogue.search("", self.context.own)
        found = self.context.catalogue.search(self.words, self.context.own) if self.words.strip() else everything
        self.total = len(everything)
        if not self.words.strip():
            # What is done of late comes first: it is what is looked for.
            found = sorted(found, key=lambda each: -self.done[each.id].day if each.id in self.done else 1)
        self.matching = tuple(each for each in found if self._kept(each))
        places = [each.id for each in self.matching]
        self.at = places.index(here) if here in places else 0

    def _kept(self, exercise: Exercise) -> bool:
        if self.family == "done":
            return exercise.id in self.done
        if self.family == "own":
            return exercise.own
        return not self.family or exercise.family == self.family

    async def _look(self) -> None:
        key = self.lift

        def work(store: Store) -> Beside:
            sessions = store.sessions(key)
            return Beside(key, sessions[0] if sessions else None, lift_settings(store, key))

        self.beside = await self.do(work) if key else Beside()
        self._draw()

    def _draw(self) -> None:
        width, height = figure_size(*self.size)
        wanted = (self.lift, width, height)
        if self.exercise is not None and width and height >= 6 and self._figure[0] != wanted:
            self._figure = (wanted, ())
            work: Callable[[], Coroutine[None, None, None]] = partial(self._drawn, self.exercise, wanted)
            _: Worker[None] = self.run_worker(work, group="figure", exclusive=True)

    async def _drawn(self, exercise: Exercise, wanted: tuple[str, int, int]) -> None:
        from hinge_log.charts.figure import pairs_for, still

        plain = self.context.ascii_only

        def draw() -> tuple[Row, ...]:
            pairs = pairs_for(exercise)
            if not pairs:
                return ()
            size = wanted[1:]
            return tuple(still(pairs[0], "bottom", *size, ascii=plain, layout="good", titles=False).rows)

        rows = await asyncio.to_thread(draw)
        if self._figure[0] == wanted:
            self._figure = (wanted, rows)
            self.paint()

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        self._draw()
        return exercises_rows(
            ExercisesView(
                lines=tuple(self._line(each) for each in self.matching),
                at=self.at,
                total=self.total,
                words=self.words,
                searching=self.searching,
                family=self.family,
                title=self.exercise.name if self.exercise else "",
                about=self._about(),
                figure=self._figure[1] if self._figure[0][0] == self.lift else (),
                status=self.status,
                keys=self.keys(),
                help_key="F1" if self.searching or self.entry.purpose else self.key_of("help"),
                touch=self.context.look.mouse,
                typing=bool(self.entry.purpose),
                mono=self.context.mono,
            ),
            width,
            height,
        )

    def _line(self, exercise: Exercise) -> Line:
        done = self.done.get(exercise.id)
        last = date_text(done.day, weekday=False, today=self.context.today) if done else ""
        form = f"{done.form:g}" if done and done.form is not None else ""
        stage = "" if exercise.stage is None else str(exercise.stage)
        load = "mine" if exercise.own and exercise.family == "own" else LOADS.get(exercise.load_type, "")
        return Line(exercise.name, load, stage, last, form, exercise.short)

    def _about(self) -> tuple[str, ...]:
        exercise = self.exercise
        if exercise is None:
            return ()
        said = []
        stage = self.context.catalogue.stages.get(exercise.stage) if exercise.stage is not None else None
        if stage is not None:
            said.append(f"Stage {stage.stage}, {stage.name[:1].lower()}{stage.name[1:]}")
        items = self.context.catalogue.items_for(exercise)
        safety = sum(item.safety for item in items)
        if items:
            said.append(f"{len(items)} checks{f', {safety} safety' if safety else ''}")
        else:
            said.append("No checklist: form is rated 1 to 5.")
        if self.beside.key == exercise.id:
            if self.beside.session is not None:
                done, form = summary(self.beside.session.sets, self.context.gym.unit)
                said.append(f"Last: {done}")
                if form:
                    said.append(form.capitalize())
            if self.beside.settings.cue:
                said.append(f"Your cue: {' '.join(self.beside.settings.cue.split())}")
        gate = next((item for item in items if item.gate or item.safety), None)
        if gate is not None:
            said.append(f"Focus: {gate.cue[:1].lower()}{gate.cue[1:]}")
        mine = [each for each in self.context.own if each.id == exercise.id]
        listed = self.context.catalogue.exercises.get(exercise.id)
        names = [each for each in (mine[0].aliases if mine else ()) if listed is None or each not in listed.aliases]
        if names:
            said.append(f"Also: {', '.join(names)}")
        return tuple(said)
