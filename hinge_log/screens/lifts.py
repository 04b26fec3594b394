"""The lifts of the workout over the log screen: every change in one key, the rest clock in sight."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from hinge_log.charts.keybar import Key
from hinge_log.charts.pages.lifts_page import LiftsView, lifts_rows
from hinge_log.charts.pages.parts import NARROW, WIDE, clock_text
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import NAMED, NAMED_ASCII
from hinge_log.screens.log_lifts import LogLifting
from hinge_log.widgets.page import Page

_SHOWN = (
    ("lifts.go", "go to it", "go"), ("lifts.join", "superset", "join"), ("lifts.part", "out of it", "part"),
    ("lifts.skip", "skip", "skip"), ("lifts.swap", "swap", "swap"), ("lifts.add", "add", "add"),
    ("lifts.up", "move up", "carry(-1)"), ("lifts.down", "move down", "carry(1)"), ("lifts.close", "close", "leave"),
    ("lifts.remove", "remove", "remove"), ("lifts.undo", "undo", "undo"), ("lifts.redo", "redo", "redo"),
)  # fmt: skip
"""Binding, word and action of each key in the list of keys; the first nine have buttons on a phone."""


class LiftsPanel(ModalScreen[None]):
    """Lists the lifts; what it does is done by the log screen under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "point_by(1)", "down", id="lifts.next", tooltip="next lift of the list"),
        Binding("up,k", "point_by(-1)", "up", id="lifts.previous", tooltip="previous lift of the list"),
        Binding("enter", "go", "go", id="lifts.go", tooltip="go to the lift"),
        Binding("s", "join", "superset", id="lifts.join", tooltip="superset of the lift and the next one"),
        Binding("o", "part", "out", id="lifts.part", tooltip="take the lift out of its superset"),
        Binding("x", "skip", "skip", id="lifts.skip", tooltip="skip the lift, or take it up again"),
        Binding("r", "swap", "swap", id="lifts.swap", tooltip="another exercise in place of the lift"),
        Binding("a", "add", "add", id="lifts.add", tooltip="add a lift"),
        Binding("K,left_square_bracket", "carry(-1)", "up", id="lifts.up", tooltip="move the lift up"),
        Binding("J,right_square_bracket", "carry(1)", "down", id="lifts.down", tooltip="move the lift down"),
        Binding("d", "remove", "remove", id="lifts.remove", tooltip="take the lift out of the workout"),
        Binding("u", "undo", "undo", id="lifts.undo", tooltip="undo the last change"),
        Binding("U", "redo", "redo", id="lifts.redo", tooltip="redo what was undone"),
        Binding("plus,equals_sign", "rest_by(15)", "rest", id="lifts.more", tooltip="rest 15 s more", show=False),
        Binding("minus", "rest_by(-15)", "rest", id="lifts.less", tooltip="rest 15 s less", show=False),
        Binding("question_mark,f1", "help", "help", id="lifts.help", tooltip="keys of the list of lifts"),
        Binding("escape,q,L", "leave", "close", id="lifts.close", tooltip="back to the set"),
    ]
    DEFAULT_CSS = """
    LiftsPanel { align: left top; background: $background 0%; }
    LiftsPanel Page { dock: top; }
    """

    def __init__(self, log: LogLifting) -> None:
        super().__init__()
        self.log_screen = log
        self.page = Page(ascii_only=log.context.ascii_only, mono=log.context.mono)
        self.at_lift = log.here
        self.message = ""

    def compose(self) -> ComposeResult:
        """One page, over the sets; the rest clock beside it stays."""
        yield self.page

    def on_mount(self) -> None:
        """Keep the clock running where it is not in sight."""
        self.set_interval(1.0, self.paint)
        self.log_screen.listed = True
        self.log_screen.paint()

    def on_unmount(self) -> None:
        """Give the foot of the screen back to the log."""
        self.log_screen.listed = False
        self.log_screen.paint()

    def on_resize(self) -> None:
        """Lay out anew."""
        width, height = self.size
        if width >= WIDE:
            width -= 41
        elif width >= NARROW:
            width -= min(40, max(32, width * 5 // 12)) + 1
        beside = width < self.size.width
        self.page.styles.width, self.page.styles.height = width, height - 2 if beside else height
        self.page.styles.offset = (0, 1 if beside else 0)  # under the name of the lift at hand
        self.paint()

    def paint(self) -> None:
        """Draw the list as it now is."""
        bench = self.log_screen.bench
        if not self.is_attached or bench is None:
            return
        log, lifts = self.log_screen, bench.workout.lifts
        width, height = self.size
        page_width = int(self.page.styles.width.value) if self.page.styles.width else width
        page_height = int(self.page.styles.height.value) if self.page.styles.height else height
        rest = log._rest_now()
        beside = page_width < width
        view = LiftsView(
            bench.workout,
            next((place for place, lift in enumerate(lifts) if lift.id == self.at_lift), bench.index),
            bench.index,
            log.names,
            log.tags,
            log.skipped,
            log.sided,
            self.key_list(),
            self.message,
            "" if beside or rest.left is None else clock_text(rest.left),
            log.context.look.mouse,
        )
        self.page.show(lifts_rows(view, page_width, page_height))

    def _bound(self) -> dict[str, list[str]]:
        named = NAMED_ASCII if self.log_screen.context.ascii_only else NAMED
        bound: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            if active.binding.id:
                bound.setdefault(active.binding.id, []).append(named.get(active.binding.key, active.binding.key))
        return bound

    def key_list(self) -> list[Key]:
        """What can be done to the lift under the cursor, with the keys as they are bound."""
        bound = self._bound()
        return [Key(bound.get(each, [""])[0], word, action) for each, word, action in _SHOWN]

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Do what was tapped."""
        message.stop()
        await self.run_action(message.action)

    # -- doing ---------------------------------------------------------------------------------------------

    def _do(self, work: Callable[[str], Awaitable[None]]) -> None:
        """Do something with the lift under the cursor, after everything asked for before is done."""

        async def done() -> None:
            log = self.log_screen
            before = log.status
            try:
                await work(self._lift())
            finally:
                self.message = log.status if log.status != before else self.message
                self.paint()

        self.log_screen.act(done())

    def _lift(self) -> str:
        bench = self.log_screen.bench
        ids = [lift.id for lift in bench.workout.lifts] if bench else []
        if self.at_lift not in ids:
            self.at_lift = self.log_screen.here
        return self.at_lift

    def action_point_by(self, step: int) -> None:
        """Move the cursor."""
        bench = self.log_screen.bench
        if bench is not None:
            ids = [lift.id for lift in bench.workout.lifts]
            self.at_lift = ids[(ids.index(self._lift()) + step) % len(ids)]
            self.paint()

    def action_point(self, place: int) -> None:
        """Put the cursor on a lift that was tapped; a second tap goes there."""
        bench = self.log_screen.bench
        if bench is not None and place < len(bench.workout.lifts):
            tapped = bench.workout.lifts[place].id
            if tapped == self.at_lift:
                self.action_go()
                return
            self.at_lift = tapped
            self.paint()

    def action_go(self) -> None:
        """Have the lift at hand, and close."""
        self.log_screen.go_to(self._lift())
        self.dismiss(None)

    def action_join(self) -> None:
        """Put the lift and the next one into a superset."""
        self._do(self.log_screen.join)

    def action_part(self) -> None:
        """Take the lift out of its superset."""
        self._do(self.log_screen.part)

    def action_skip(self) -> None:
        """Skip the lift, or take it up again."""
        self._do(self.log_screen.skip)

    def action_carry(self, by: int) -> None:
        """Move the lift up or down."""
        self._do(lambda lift: self.log_screen.move(lift, by))

    def action_remove(self) -> None:
        """Take the lift out of the workout; after the last one the list closes."""

        async def remove(lift: str) -> None:
            await self.log_screen.remove_lift(lift)
            self.at_lift = self.log_screen.here
            if self.log_screen.bench is None:
                self.dismiss(None)

        self._do(remove)

    def action_swap(self) -> None:
        """Choose another exercise for the lift."""
        from hinge_log.screens.pick_lift import PickLift

        lift = self._lift()

        def picked(exercise: Exercise | None) -> None:
            if exercise is not None:
                self._do(lambda _: self._swap(lift, exercise))

        self.app.push_screen(PickLift(self.log_screen.context, "In place of this lift"), picked)

    async def _swap(self, lift: str, exercise: Exercise) -> None:
        await self.log_screen.swap(lift, exercise)
        self._lift()

    def action_add(self) -> None:
        """Add a lift at the end."""
        from hinge_log.screens.pick_lift import PickLift

        def picked(exercise: Exercise | None) -> None:
            if exercise is not None:
                self._do(lambda _: self._add(exercise))

        self.app.push_screen(PickLift(self.log_screen.context), picked)

    async def _add(self, exercise: Exercise) -> None:
        await self.log_screen.add_lift(exercise)
        self.at_lift = self.log_screen.here

    def action_undo(self) -> None:
        """Take back the last change."""
        self._do(lambda _: self.log_screen._turn(back=True))

    def action_redo(self) -> None:
        """Do the last undone change again."""
        self._do(lambda _: self.log_screen._turn(back=False))

    def action_rest_by(self, seconds: int) -> None:
        """Rest longer or shorter."""
        self.log_screen.action_rest_by(seconds)

    def action_help(self) -> None:
        """Show the keys of the list."""
        from hinge_log.screens.dialogs.help import HelpDialog

        bound = self._bound()
        words = {each.id: each.tooltip for each in Binding.make_bindings(self.BINDINGS) if each.id}
        keys = [(" ".join(bound[each]), words[each], "") for each in words if each in bound]
        self.app.push_screen(HelpDialog([("Lifts", keys)]))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
