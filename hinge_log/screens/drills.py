"""All drills: when each was last done, its best, how its form moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.drill_words import best_text, last_text, lost_text, trend_text, way_text
from hinge_log.charts.pages.drills_page import DrillLine, DrillsView, drills_rows
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.drills import drill_history
from hinge_log.store.store import Store
from hinge_log.training.drills import DrillDay, described, plan_for


class DrillsScreen(LogBookScreen):
    """Lists the drills in the order of the ladder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "pick(-1)", "up", id="drills.up", tooltip="the drill above"),
        Binding("down,j", "pick(1)", "down", id="drills.down", tooltip="the drill below"),
        Binding("enter,space,s", "start", "start", id="drills.start", tooltip="start the drill under the cursor"),
        Binding("x", "exercise", "page", id="drills.page", tooltip="its page: figure, checks, faults"),
        *COMMON,
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.drills: tuple[Exercise, ...] = tuple(
            sorted(
                (each for each in context.catalogue.exercises.values() if each.family == "drill"),
                key=lambda each: each.stage or 0,
            )
        )
        self.done: Mapping[str, tuple[DrillDay, ...]] = {}
        self.picked = 0

    @property
    def lift(self) -> str:
        """The drill under the cursor."""
        return self.drills[self.picked].id

    def show_lift(self, key: str) -> None:
        """Put the cursor on a drill."""
        keys = [each.id for each in self.drills]
        if key in keys:
            self.picked = keys.index(key)

    async def load(self) -> None:
        """Read what was done of each."""
        self.done = await self.do(self._read)

    def prepare(self, store: Store) -> None:
        """Read it before the app starts."""
        self.done = self._read(store)

    def _read(self, store: Store) -> Mapping[str, tuple[DrillDay, ...]]:
        return drill_history(store, [each.id for each in self.drills])

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        here = self.drills[self.picked]
        days = self.done.get(here.id, ())
        view = DrillsView(
            lines=tuple(self._line(each) for each in self.drills),
            picked=self.picked,
            about=tuple(part for part in (here.differs, f"{described(plan_for(here))}.", lost_text(days)) if part),
            status=self.status,
            keys=self.keys(),
            help_key=self.key_of("help"),
            touch=self.context.look.mouse,
        )
        return drills_rows(view, width, height)

    def _line(self, drill: Exercise) -> DrillLine:
        days = self.done.get(drill.id, ())
        return DrillLine(
            drill.name.split(" (")[0],
            drill.stage,
            last_text(days, self.context.today),
            best_text(days),
            trend_text(days),
            way_text(days),
        )

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        return (
            BarKey(("drills.start",), "start", "start"),
            BarKey(("drills.up", "drills.down"), "drill", "pick(1)"),
            BarKey(("cues",), "cues", "cue"),
            BarKey(("form.view",), "form", "form_view"),
            BarKey(("drills.page",), "page", "exercise"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("back",), "back", "back"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (("Drills", ("drills.start", "drills.up", "drills.down", "drills.page")),)

    def action_pick(self, step: int) -> None:
        """The drill above or below."""
        self.picked = max(0, min(len(self.drills) - 1, self.picked + step))
        self.status = ""
        self.paint()

    def action_open(self, place: int) -> None:
        """A tap picks a drill, a second one starts it."""
        if place == self.picked:
            self.action_start()
        else:
            self.picked = place
            self.paint()

    def action_start(self) -> None:
        """Open the player."""
        self.post_message(Go("drill", self.lift))

    def action_exercise(self) -> None:
        """Open the drill's page."""
        self.post_message(Go("exercise", self.lift))
