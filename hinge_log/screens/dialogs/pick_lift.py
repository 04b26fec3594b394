"""Pick an exercise by typing a few letters of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row, drawable, text_width
from hinge_log.charts.flow import lines_of
from hinge_log.clock import date_text
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.widgets.entry_line import TextField
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.panels import TitleBar
from hinge_log.widgets.row_list import ListRow, RowList

NEW = "new exercise"
"""The id of the entry that makes a new exercise; no exercise has a space in its id."""

_LEAST_LETTERS = 2


class PickLift(Dialog[Exercise | None]):
    """Gives an exercise of the catalogue, one of the user's own, a new own one, or None.

    What is no name is first taken for a typing error: near names come first, and a new exercise is asked about.
    """

    AUTO_FOCUS = "#find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "down", id="pick.down"),
        Binding("up", "move('cursor_up')", "up", id="pick.up"),
        Binding("pagedown", "move('page_down')", "page down", id="pick.pagedown", show=False),
        Binding("pageup", "move('page_up')", "page up", id="pick.pageup", show=False),
        Binding("escape", "leave", "close", id="pick.close"),
    ]
    DEFAULT_CSS = """
    PickLift {
        #find { height: 1; margin: 0 1 1 1; padding: 0 1; border: none; background: $surface; width: 100%; }
        RowList { max-width: 80; }
        &.-low #find, &.-mini #find { margin: 0 1; }
    }
    """

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self.context = context
        self.title_text = title
        self.find = TextField(
            placeholder="deadlift, rdl, hinge ...",
            id="find",
            max_length=NAME_LIMIT,
            compact=True,
            select_on_focus=False,
        )
        self.find.cursor_blink = False
        self.matching: dict[str, Exercise] = {}
        self.done: dict[str, int] = {}
        self.is_near = False
        self.has_asked = False

    def compose(self) -> ComposeResult:
        """The field over the list."""
        yield TitleBar(drawable(self.title_text))
        yield self.find
        yield RowList(takes_focus=False)
        yield KeyBar(KeyHint("↑↓", "choose"), KeyHint("enter", "pick", "choose"), self.hint("pick.close"))

    async def on_mount(self) -> None:
        """Begin with everything, what was done last first; what is typed meanwhile waits for that."""
        self.done = dict(await self.context.gateway.do(lambda store: store.used_exercises()))
        self._search()

    def on_key(self, event: events.Key) -> None:
        """Put what was typed before the field had the keys into the field."""
        if self.focused is None and event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self.find.insert_text_at_cursor(event.character)

    def on_resize(self) -> None:
        """Taller rows for a finger; the classes of a size come after the first frame (8.2.8)."""
        self.call_after_refresh(self._show_rows)

    @on(TextField.Cut)
    def _text_cut(self, message: TextField.Cut) -> None:
        self.query_one(TitleBar).right = message.words

    @property
    def new_name(self) -> str:
        """What would be the name of a new exercise, "" where one has that name, or nothing is typed yet."""
        name = clean(self.find.value, limit=NAME_LIMIT)
        is_known = any(name.casefold() == each.name.casefold() for each in self.matching.values())
        return "" if len(name) < _LEAST_LETTERS or is_known else name

    @on(Input.Changed)
    def _search(self) -> None:
        catalogue, own = self.context.catalogue, self.context.own
        matching = catalogue.search(self.find.value, own, tuple(self.done))
        self.is_near = not matching
        self.has_asked = False
        self.matching = {each.id: each for each in matching or catalogue.near(self.find.value, own)}
        self._show_rows()
        self.query_one(RowList).action_first()

    def _show_rows(self) -> None:
        count = 0 if self.is_near else len(self.matching)
        self.query_one(TitleBar).right = f"{count} match"
        is_touch = self.has_class("-narrow") and (self.has_class("-std") or self.has_class("-tall"))
        rows = [ListRow(key, self._row(each, is_touch)) for key, each in self.matching.items()]
        if self.is_near and rows:
            rows.insert(0, ListRow("", ((("Did you mean", "muted"),),)))
        if self.new_name:
            name = drawable(self.new_name)
            text = f'New: "{name}", without a checklist'
            if self.has_asked:
                text = f'Press enter again to create the exercise "{name}".'
            rows.append(ListRow(NEW, PickRow(text, "", "", is_touch, asks=self.has_asked)))
        if not rows:
            rows = [ListRow("", ((("Type a name, such as deadlift or rdl.", "muted"),),))]
        self.query_one(RowList).show_rows(rows)

    def _row(self, exercise: Exercise, is_touch: bool) -> PickRow:
        day = self.done.get(exercise.id)
        when = "" if day is None else date_text(day, weekday=False, today=self.context.today)
        return PickRow(drawable(exercise.name), when, exercise.family.replace("_", " "), is_touch)

    @on(Input.Submitted)
    @on(RowList.OptionSelected)
    def action_choose(self) -> None:
        """Give the highlighted exercise; a new one only after it was asked about."""
        key = self.query_one(RowList).highlighted_id
        if key in self.matching:
            self.dismiss(self.matching[key])
        elif key == NEW and self.matching and not self.has_asked:
            self.has_asked = True
            self._show_rows()
        elif key == NEW:
            from hinge_log.exercises.lookup import own_exercise

            self.dismiss(own_exercise(self.new_name))


@dataclass(frozen=True, slots=True)
class PickRow:
    """An exercise laid out for a width: the name wraps, the day and the family stand behind it where they fit."""

    name: str
    day: str
    family: str
    is_touch: bool
    asks: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows; for a finger at least two."""
        style = "ask" if self.asks else "text"
        about = " · ".join(part for part in (self.day, self.family) if part)
        if self.is_touch:
            lines: list[Row] = [((line, style),) for line in lines_of(self.name, width)]
            return [*lines, (("  " + about, "muted"),)]
        column = width - _ABOUT_CELLS
        names = column - 2 if about and column * 2 > width else width
        first, *others = lines_of(self.name, names)
        tail = ((" " * (column - text_width(first)), ""), (about, "muted")) if names < width else ()
        return [((first, style), *tail), *((("  " + line, style),) for line in others)]


_ABOUT_CELLS = 22
"""What a day and a family need: "20 Nov · good morning"."""
