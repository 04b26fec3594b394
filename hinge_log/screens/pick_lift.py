"""Pick an exercise by typing a few letters of its name."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Grid, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import date_text, title_bar
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import FieldDialog
from hinge_log.screens.context import Context
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.widgets.page import Page

TOP = 3
"""Rows over the list: the title, the field, and one between."""

TOUCH_FROM = 22
"""From this height on a narrow screen has taller entries."""

_BOTH_FROM = 70
"""From this width on the family stands beside the day on which a lift was last done."""


class PickLift(FieldDialog[Exercise]):
    """Gives an exercise of the catalogue, one of the user's own, a new own one, or None."""

    AUTO_FOCUS = "#find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "down", id="pick.down"),
        Binding("up", "move(-1)", "up", id="pick.up"),
        Binding("pagedown", "move(10)", "page down", id="pick.pagedown", show=False),
        Binding("pageup", "move(-10)", "page up", id="pick.pageup", show=False),
        Binding("escape", "leave", "close", id="pick.close"),
    ]
    DEFAULT_CSS = """
    PickLift { background: $background; layers: base above; }
    PickLift #find {
        layer: above; dock: top; height: 1; margin: 1 1 0 1; padding: 0 1; border: none; background: $surface;
    }
    """

    def __init__(self, context: Context, title: str = "Add a lift") -> None:
        super().__init__(Input(placeholder="deadlift, rdl, hinge ...", id="find", max_length=NAME_LIMIT))
        self.context = context
        self.title_text = title
        self.page = Page(ascii_only=context.ascii_only, mono=context.mono)
        self.field.cursor_blink = False
        self.found: list[Exercise] = []
        self.done: dict[str, int] = {}
        self.at = 0

    def compose(self) -> ComposeResult:
        """The field over the list."""
        yield self.page
        yield self.field

    async def on_mount(self) -> None:
        """Begin with everything, what was done of late first; what is typed meanwhile waits for that."""
        self.done = dict(await self.context.gateway.do(lambda store: store.used_exercises()))
        self._search(self.field.value)

    def on_resize(self) -> None:
        """Lay out anew."""
        self._paint()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        self._search(message.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._choose(self.at)

    def _search(self, words: str) -> None:
        self.found = self.context.catalogue.search(words, self.context.own, tuple(self.done))
        self.at = 0
        self._paint()

    @property
    def _new(self) -> str:
        name = clean(self.field.value, limit=NAME_LIMIT)
        known = any(name.casefold() == each.name.casefold() for each in self.found)
        return "" if len(name) < 2 or known else name

    def _paint(self) -> None:
        width, height = self.size
        if width < 1 or height < 1:
            return
        grid = Grid(width, height)
        # A finger needs more than one row.
        tall = 2 if width < _BOTH_FROM and height >= TOUCH_FROM else 1
        room = max(1, (height - TOP - 2) // tall)
        entries = len(self.found) + bool(self._new)
        first = max(0, min(self.at - room // 2, entries - room))
        for row in range(min(room, entries - first)):
            place, y = first + row, TOP + row * tall
            here = place == self.at
            action = f">choose({place})"
            mark, style = ("▸", "strong") if here else (" ", "text")
            grid.put(1, y, mark, "chosen")
            if tall > 1:
                grid.put(1, y + 1, " " * (width - 2), f"text{action}")
            if place == len(self.found):
                grid.put(3, y, fit(f'New: "{self._new}", without a checklist', width - 4), f"{style}{action}")
                continue
            exercise = self.found[place]
            about = self._about(exercise, width)
            # The day and the family give way before the end of a name, which tells it from its neighbours.
            names = min(44, width - 4 - (12 if width < _BOTH_FROM else 20))
            name = exercise.name if text_width(exercise.name) <= names else exercise.short or exercise.name
            grid.put(3, y, padded(name, names), f"{style}{action}")
            grid.put(4 + names, y, fit(about, width - names - 5), f"muted{action}")
        if not entries:
            grid.put(3, TOP, fit("No exercise is called that. Two letters make a new one.", width - 4), "muted")
        rows = grid.rows()
        rows[0] = title_bar([(self.title_text, "barstrong")], f"{len(self.found)} match", width)
        keys = [Key("↑↓", "choose"), Key("enter", "take it", f"choose({self.at})"), Key("esc", "close", "leave")]
        rows[-1] = keybar(keys, width, "")
        self.page.show(rows)

    def _about(self, exercise: Exercise, width: int) -> str:
        day = self.done.get(exercise.id)
        kind = exercise.family.replace("_", " ")
        when = "" if day is None else date_text(day, weekday=False, today=self.context.today)
        return " · ".join(filter(None, (when, kind))) if width >= _BOTH_FROM else when or kind

    async def on_page_pressed(self, message: Page.Pressed) -> None:
        """Take what was tapped."""
        message.stop()
        await self.run_action(message.action)

    def on_key(self, event: events.Key) -> None:
        """Let the list move while the field has the focus."""
        if event.key in ("down", "up"):
            event.stop()
            self.action_move(1 if event.key == "down" else -1)

    def action_move(self, step: int) -> None:
        """Move in the list."""
        entries = len(self.found) + bool(self._new)
        self.at = max(0, min(entries - 1, self.at + step))
        self._paint()

    def action_choose(self, place: int) -> None:
        """Take an entry."""
        self._choose(place)

    def _choose(self, place: int) -> None:
        if place < len(self.found):
            self.dismiss(self.found[place])
        elif self._new:
            from hinge_log.exercises.own import own_exercise

            self.dismiss(own_exercise(self._new))

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
