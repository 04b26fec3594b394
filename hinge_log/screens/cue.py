"""The cue card of a lift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.cue_page import CueView, cue_rows, in_order
from hinge_log.charts.pages.parts import clock_text
from hinge_log.exercises.model import Item
from hinge_log.screens.base import COMMON, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.lift_settings import lift_settings
from hinge_log.store.store import Store
from hinge_log.training.form import slips_lately
from hinge_log.training.workout import SetKind

ROTATE_S = 6.0
LATELY = 10
"""How many of the last checked sets decide which cue comes first."""


@dataclass(frozen=True, slots=True)
class _Read:
    key: str
    slips: tuple[tuple[str, int], ...]
    checked: int
    rest_end_ms: int | None


class CueScreen(LogBookScreen):
    """Shows one cue at a time in letters that are read from two metres."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,n", "step(1)", "next", id="cue.next", tooltip="next cue"),
        Binding("left,p", "step(-1)", "last", id="cue.previous", tooltip="previous cue"),
        Binding("r", "rotate", "rotate", id="cue.rotate", tooltip="turn the cues by themselves, 6 s each, or stop"),
        Binding("enter", "all", "all", id="cue.all", tooltip="all checks, or one cue again"),
        Binding("c", "back", "back", id="cue.back", tooltip="back to where you were"),
        *[each for each in COMMON if not (isinstance(each, Binding) and each.id == "cues")],
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = ""
        self.items: tuple[Item, ...] = ()
        self.at = 0
        self.why = ""
        self.all_checks = False
        self._rest_end: int | None = None
        self._rotation: Timer | None = None

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.key

    def show_lift(self, key: str) -> None:
        """Show the cues of an exercise."""
        if key and key != self.key:
            self.key, self.at, self.all_checks = key, 0, False

    def on_mount(self) -> None:
        """Keep the rest clock in the title going."""
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self.is_current and self._rest_end is not None:
            self.paint()

    async def load(self) -> None:
        """Read what slipped of late."""
        read = await self.do(self._read)
        self.key = read.key
        items = self.context.catalogue.items_for(self.context.exercise(read.key)) if read.key else ()
        self.items, self.why = in_order(items, read.slips, read.checked)
        self.at = min(self.at, max(0, len(self.items) - 1))
        self._rest_end = read.rest_end_ms

    def _read(self, store: Store) -> _Read:
        workout = store.open_workout()
        key = self.key
        if not key and workout and workout.lifts:
            key = next((lift.exercise for lift in reversed(workout.lifts) if lift.sets), workout.lifts[0].exercise)
        if not key:
            used = store.used_exercises()
            key = used[0][0] if used else "deadlift-conventional"
        lately = (record for session in store.sessions(key, LATELY) for record in reversed(session.sets))
        slips, checked = slips_lately(lately, LATELY)
        last = max(workout.sets, key=lambda each: each.at_ms or 0, default=None) if workout else None
        end = None
        if last and last.at_ms:
            gym = lift_settings(store, last.exercise).over(self.context.gym)
            rest = gym.rest_warmup_s if last.what.kind is SetKind.WARMUP else gym.rest_s
            end = last.at_ms + 1000 * rest if rest else None
        return _Read(key, tuple(slips.items()), checked, end)

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        left = None if self._rest_end is None else (self._rest_end - self.context.clock.now().utc_ms) // 1000
        view = CueView(
            self.context.name(self.key) if self.key else "",
            self.items,
            self.at,
            clock_text(left) if left is not None and left > -3600 else "",
            self.why if self.at == 0 else "",
            self.all_checks,
            self.keys(),
            self._rotation is not None,
            self.key_of("help"),
        )
        return cue_rows(view, width, height, ascii_only=self.context.ascii_only)

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        return (
            BarKey(("cue.next",), "next cue", "step(1)"),
            BarKey(("back",), "back", "back"),
            BarKey(("cue.all",), "one cue" if self.all_checks else "all checks", "all"),
            BarKey(("cue.previous",), "back one", "step(-1)"),
            BarKey(("cue.rotate",), "rotate", "rotate"),
            BarKey(("go",), "go", "go_menu"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (("Cues", ("cue.next", "cue.previous", "cue.rotate", "cue.all", "cue.back")),)

    def action_step(self, step: int) -> None:
        """The next or previous cue."""
        if self.items:
            self.at = (self.at + step) % len(self.items)
            self.paint()

    def action_all(self) -> None:
        """All checks, or one cue again."""
        self.all_checks = not self.all_checks
        self.paint()

    def action_rotate(self) -> None:
        """Turn the cues by themselves, or stop."""
        if self._rotation is None:
            self._rotation = self.set_interval(ROTATE_S, self._turn_card)
        else:
            self._rotation.stop()
            self._rotation = None
        self.paint()

    def _turn_card(self) -> None:
        if self.is_current:
            self.action_step(1)
