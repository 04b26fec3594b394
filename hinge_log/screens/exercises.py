"""The exercises: found by typing, opened, added to the workout, made, renamed, merged and called by other names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.pages.exercises_page import narrowed_by
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.context import Context
from hinge_log.screens.exercises_edit import ExercisesEditing
from hinge_log.screens.main_screen import BarKey
from hinge_log.text import NAME_LIMIT


class ExercisesScreen(ExercisesEditing):
    """Find an exercise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", id="exercises.down", tooltip="down the list"),
        Binding("up,k", "move(-1)", "up", id="exercises.up", tooltip="up the list"),
        Binding("pagedown,ctrl+d", "move(10)", "down", id="exercises.pagedown", tooltip="ten down"),
        Binding("pageup,ctrl+u", "move(-10)", "up", id="exercises.pageup", tooltip="ten up"),
        Binding("home", "move(-9999)", "top", id="exercises.top", tooltip="top of the list"),
        Binding("end,G", "move(9999)", "end", id="exercises.end", tooltip="end of the list"),
        Binding("enter", "open", "open", id="exercises.open", tooltip="open the page of the exercise"),
        Binding("slash,i", "search", "search", id="exercises.search", tooltip="search as you type; esc clears"),
        Binding("right,l", "family(1)", "filter", id="exercises.filter", tooltip="next filter: family, done, mine"),
        Binding("left,h", "family(-1)", "filter", id="exercises.filter.back", tooltip="filter before"),
        Binding("a", "add", "add", id="exercises.add", tooltip="add the exercise to the workout"),
        Binding("n", "new", "new", id="exercises.new", tooltip="make an exercise of your own"),
        Binding("e,r", "rename", "rename", id="exercises.rename", tooltip="rename an exercise of your own"),
        Binding("m", "merge", "merge", id="exercises.merge", tooltip="merge an own exercise into another one"),
        Binding("o", "aliases", "names", id="exercises.names", tooltip="other names by which it is found"),
        Binding("d", "delete", "delete", id="exercises.delete", tooltip="delete an own exercise that has no sets"),
        *COMMON,
    ]
    DEFAULT_CSS = """
    ExercisesScreen {
        #find {
            layer: above; dock: top; height: 1; margin: 1 1 0 3; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #find.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.find = Input(id="find", disabled=True, select_on_focus=False, max_length=NAME_LIMIT)
        self.find.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, the search field and the entry line over it."""
        yield self.page
        yield self.find
        yield self.entry

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the mode."""
        if self.entry.purpose:
            return (BarKey(("exercises.open",), "store"), BarKey((), "esc leaves"))
        if self.searching:
            return (
                BarKey(("exercises.open",), "open" if self.matching else "make it"),
                BarKey(("exercises.up", "exercises.down"), "choose"),
                BarKey((), "esc clears" if self.words else "esc leaves"),
            )
        return (
            BarKey(("exercises.open",), "open", "open"),
            BarKey(("exercises.search",), "search", "search"),
            BarKey(("exercises.add",), "add", "add"),
            BarKey(("exercises.filter.back", "exercises.filter"), "filter", "family(1)"),
            BarKey(("cues",), "cues", "cue"),
            BarKey(("go",), "go", "go_menu"),
            BarKey(("exercises.new",), "new", "new"),
            BarKey(("exercises.names",), "names", "aliases"),
            BarKey(("exercises.rename",), "rename", "rename"),
            BarKey(("exercises.merge",), "merge", "merge"),
            BarKey(("form.view",), "form", "form_view"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The list", ("exercises.up", "exercises.down", "exercises.pageup", "exercises.pagedown", "exercises.top",
                          "exercises.end", "exercises.search", "exercises.filter", "exercises.filter.back")),
            ("The exercise", ("exercises.open", "exercises.add", "exercises.names")),
            ("Your own", ("exercises.new", "exercises.rename", "exercises.merge", "exercises.delete")),
        )  # fmt: skip

    # -- moving and searching ------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Up or down the list."""
        self._to(max(0, min(len(self.matching) - 1, self.at + step)))

    def action_pick(self, place: int) -> None:
        """The exercise that was tapped; a second tap opens it."""
        if place == self.at:
            self.action_open()
        else:
            self._to(place)

    def _to(self, place: int) -> None:
        if 0 <= place < len(self.matching):
            self.at = place
            self.status = ""
            self.paint()
            self.act(self._look())

    def action_family(self, step: int) -> None:
        """The next or previous filter."""
        self.action_narrow(narrowed_by(self.family, step))

    def action_narrow(self, family: str) -> None:
        """Show one family, what was done, or the user's own."""
        self.family = family
        self._match(self.lift)
        self.status = ""
        self.act(self._look())

    def action_search(self) -> None:
        """Open the search field."""
        self.searching = True
        self.status = ""
        self.find.disabled = False
        self.find.value = self.words
        self.find.add_class("-open")
        self.find.cursor_position = len(self.words)
        self.find.focus()
        self._keys.clear()
        self.paint()

    def _leave_search(self) -> None:
        self.searching = False
        self.find.remove_class("-open")
        self.find.disabled = True
        self.set_focus(None)
        self._keys.clear()
        self.paint()

    @on(Input.Changed, "#find")
    def _searched(self, message: Input.Changed) -> None:
        if self.searching and message.value != self.words:
            self.words = message.value
            self._match()
            self.paint()
            self.act(self._look())

    @on(Input.Submitted, "#find")
    def _found(self, message: Input.Submitted) -> None:
        message.stop()
        self._leave_search()
        if self.matching:
            self.action_open()
        else:
            self.type_in("new", self.words.strip())

    def on_key(self, event: events.Key) -> None:
        """While something is typed: esc clears, then leaves; the arrows move in the list."""
        if self.searching and event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            event.prevent_default()
            self.action_move({"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key])
        elif self.searching and event.key == "escape":
            event.stop()
            event.prevent_default()
            self.action_back()
        else:
            super().on_key(event)

    def action_back(self) -> None:
        """Clear the search, close what is open, else go back."""
        if self.entry.purpose:
            super().action_back()
        elif self.words:
            self.words = self.find.value = ""
            self._match(self.lift)
            self._keys.clear()
            self.paint()
        elif self.searching:
            self._leave_search()
        elif self.family:
            self.action_narrow("")
        else:
            super().action_back()

    def action_open(self) -> None:
        """Open the page of the exercise."""
        if self.exercise is not None:
            self.post_message(Go("exercise", self.exercise.id))
