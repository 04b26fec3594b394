"""The exercises: found by typing, opened, added to the workout, made, renamed, merged and called by other names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from hinge_log.charts.cells import drawable, text_width
from hinge_log.charts.exercise_words import FILTERS, exercise_header, next_filter
from hinge_log.charts.figure_rows import bottom_rows
from hinge_log.clock import date_text
from hinge_log.errors import NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.screens import exercises_view
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store import naming
from hinge_log.store.naming import LastDone
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean, plural
from hinge_log.widgets.choices import WordRow
from hinge_log.widgets.entry_line import EntryLine, TextField
from hinge_log.widgets.keys import KeyRow, large_keys
from hinge_log.widgets.panels import DrawnPanel, PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList


class ExercisesScreen(MainScreen[exercises_view.ExercisesData]):
    """Find an exercise."""

    CSS_PATH = "../styles/exercises.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move('cursor_down')", "down", id="exercises.down", tooltip="down the list"),
        Binding("up,k", "move('cursor_up')", "up", id="exercises.up", tooltip="up the list"),
        Binding("pagedown,ctrl+d", "move('page_down')", "down", id="exercises.pagedown", tooltip="a page down"),
        Binding("pageup,ctrl+u", "move('page_up')", "up", id="exercises.pageup", tooltip="a page up"),
        Binding("home", "move('first')", "top", id="exercises.top", tooltip="top of the list"),
        Binding("end,G", "move('last')", "end", id="exercises.end", tooltip="end of the list"),
        Binding("enter", "open", "open", id="exercises.open", tooltip="open the page of the exercise"),
        Binding("slash,i", "search", "search", id="exercises.search", tooltip="search as you type; esc clears"),
        Binding("right,l", "family(1)", "filter", id="exercises.filter", tooltip="next filter: family, done, mine"),
        Binding("left,h", "family(-1)", "filter", id="exercises.filter.back", tooltip="previous filter"),
        Binding("a", "add", "add", id="exercises.add", tooltip="add the exercise to the workout"),
        Binding("n", "new", "new", id="exercises.new", tooltip="create an exercise of your own"),
        Binding("e,r", "rename", "rename", id="exercises.rename", tooltip="rename an exercise of your own"),
        Binding("m", "merge", "merge", id="exercises.merge", tooltip="merge one of your exercises into another"),
        Binding("o", "aliases", "names", id="exercises.names", tooltip="other names to search by"),
        Binding(
            "d", "delete", "delete", id="exercises.delete", tooltip="delete one of your exercises that has no sets"
        ),
        *global_bindings(),
    ]
    MOVES_IN = "#list"
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("The list", ids("exercises", "up down pageup pagedown top end search filter filter.back")),
        ("The exercise", ids("exercises", "open add names")),
        ("Your own", ids("exercises", "new rename merge delete")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.family = ""
        self.wanted = ""
        self.shown_exercises: dict[str, Exercise] = {}
        self.opened_for: Exercise | None = None
        """The exercise that a line was opened for: the list may move behind it."""
        self.confirmed_name = ""
        """The new name that was typed although another exercise is called nearly so."""

    def compose_body(self) -> Iterable[Widget]:
        """Search, filters, the list, and beside it what is known about the highlighted exercise."""
        find = TextField(
            id="find", placeholder="/ to search", select_on_focus=False, max_length=NAME_LIMIT, compact=True
        )
        find.cursor_blink = False
        yield find
        yield PanelTitle(id="beside-title")
        yield WordRow(*FILTERS)
        with VerticalScroll(id="beside", can_focus=False):
            yield Static(id="about", markup=False)
            yield Static(id="checks", markup=False)
        yield DrawnPanel(id="header")
        yield RowList(click_selects=False, id="list")
        yield DrawnPanel(id="figure")
        yield KeyRow(*large_keys("OPEN: open", "add to workout: add"), lead=True, id="touch")

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def row_list(self) -> RowList:
        """The list."""
        return self.query_one("#list", RowList)

    @property
    def find(self) -> Input:
        """The search field."""
        return self.query_one("#find", Input)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.find.value.strip() if self.children else ""

    @property
    def exercise(self) -> Exercise | None:
        """The highlighted exercise."""
        return self.shown_exercises.get(self.row_list.highlighted_id) if self.children else None

    @property
    def lift(self) -> str:
        """The key of the highlighted exercise."""
        return self.exercise.id if self.exercise else ""

    def show_lift(self, key: str) -> None:
        """Highlight an exercise when the list is shown next; what hides it is cleared."""
        self.wanted = key
        if self.children and key not in self.shown_exercises:
            self.family, self.find.value = "", ""

    def read(self, store: Store) -> exercises_view.ExercisesData:
        """When each exercise was last done."""
        self.context.own = naming.known(store, self.context.catalogue)
        done = naming.lifts_done(store)
        key = self.wanted or self.lift or next(iter(self._matching(done)), "")
        return exercises_view.ExercisesData(done, key, exercises_view.read_lift_history(store, key))

    async def _read_highlighted(self) -> None:
        key, data = self.lift, self.data
        if data is not None and key and key != data.key:
            history = await self.with_store(lambda store: exercises_view.read_lift_history(store, key))
            self.data = exercises_view.ExercisesData(data.done, key, history)
            self._show_highlighted()

    def _matching(self, done: dict[str, LastDone]) -> dict[str, Exercise]:
        catalogue, own = self.context.catalogue, self.context.own
        matching = catalogue.search(self.words, own)
        if not self.words:
            # What was done last comes first: it is what is looked for.
            matching = sorted(matching, key=lambda each: -done[each.id].day if each.id in done else 1)
        if self.words and not matching:
            matching = list(catalogue.near(self.words, own))
        return {each.id: each for each in matching if self._is_in_family(each, done)}

    def _is_in_family(self, exercise: Exercise, done: dict[str, LastDone]) -> bool:
        if self.family == "done":
            return exercise.id in done
        if self.family == "own":
            return exercise.own
        return not self.family or exercise.family == self.family

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: exercises_view.ExercisesData) -> None:
        """Fill the list and what stands beside it."""
        catalogue, own = self.context.catalogue, self.context.own
        is_near = bool(self.words) and not catalogue.search(self.words, own)
        self.shown_exercises = self._matching(data.done)
        total, count = len(catalogue.search("", own)), 0 if is_near else len(self.shown_exercises)
        narrowed = f"{count} of {total} match"
        self.show_title(("Exercises", "strong"), right=narrowed if self.words or self.family else f"{total} exercises")
        self.query_one(WordRow).chosen = self.family
        dates = {key: date_text(each.day, weekday=False, today=self.context.today) for key, each in data.done.items()}
        last_width = max([6, *(text_width(dates.get(key, "")) for key in self.shown_exercises)])
        self.query_one("#header", DrawnPanel).drawing = lambda width, height: [exercise_header(width, last_width)]
        on_two_lines = self.has_class("-narrow") and (self.has_class("-std") or self.has_class("-tall"))
        rows = [
            ListRow(
                key, exercises_view.exercise_row(each, data.done.get(key), dates.get(key, ""), last_width, on_two_lines)
            )
            for key, each in self.shown_exercises.items()
        ]
        if is_near:
            title = "Did you mean" if rows else f'No exercise is called "{drawable(self.words)}".'
            new = f'New exercise "{drawable(clean(self.words, limit=NAME_LIMIT))}"'
            rows = [ListRow("", (((title, "muted"),),)), *rows, ListRow(exercises_view.NEW, (((new, "text"),),))]
        elif not rows:
            rows = [ListRow("", ((("No exercises here yet.", "muted"),),))]
        self.row_list.show_rows(rows)
        if self.wanted:
            self.row_list.highlight(self.wanted)
            self.wanted = ""
        self._show_highlighted()
        self.show_keys()

    def _show_highlighted(self) -> None:
        exercise = self.exercise
        self.query_one("#beside-title", PanelTitle).title = exercise.name if exercise else ""
        history = (
            self.data.highlighted
            if self.data and exercise and self.data.key == exercise.id
            else exercises_view.KnownLift()
        )
        about = exercises_view.about_lines(exercise, history, self.context) if exercise else []
        items = self.context.catalogue.items_for(exercise) if exercise else ()
        self.query_one("#about", Static).update(exercises_view.printable_lines(about))
        self.query_one("#checks", Static).update(
            exercises_view.printable_lines(f"{n} {each.cue}" for n, each in enumerate(items, 1))
        )
        drawing = None if exercise is None else partial(bottom_rows, exercise, ascii_only=self.context.ascii_only)
        figure = self.query_one("#figure", DrawnPanel)
        if getattr(figure.drawing, "args", ()) != getattr(drawing, "args", ()):
            figure.drawing = drawing

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_other_keys(self) -> None:
        self.show_keys()

    def bar(self) -> Bar:
        """The entries of the key bar."""
        if self.entry.purpose:
            return (BarKey(("exercises.open",), "save"), BarKey(("back",), "cancel"))
        if self.find.has_focus:
            word = "create" if self.row_list.highlighted_id == exercises_view.NEW else "open"
            choose = BarKey(("exercises.up", "exercises.down"), "choose")
            return (BarKey(("exercises.open",), word, "open"), choose,
                    BarKey(("back",), "clear" if self.words else "leave", "back"))  # fmt: skip
        first = ("exercises.open", "exercises.search", "exercises.add", "exercises.filter.back exercises.filter")
        own = ("exercises.new", "exercises.names", "exercises.rename", "exercises.merge")
        return (*first, "cues", "go", *own, "form.view")

    # -- moving and searching ------------------------------------------------------------------------------

    async def action_move(self, action: str) -> None:
        """Move in the list."""
        self.status = ""
        await super().action_move(action)

    @on(RowList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show_highlighted()
        self.enqueue(self._read_highlighted())

    def action_family(self, step: int) -> None:
        """The next or previous filter."""
        self._narrow(next_filter(self.family, step))

    @on(WordRow.Chosen)
    def _filter_clicked(self, message: WordRow.Chosen) -> None:
        self._narrow(message.word_id)

    def _narrow(self, family: str) -> None:
        """Show one family, what was done, or the user's own."""
        self.wanted, self.family, self.status = self.lift, family, ""
        self.show_again()

    def action_search(self) -> None:
        """Go to the search field."""
        self.status = ""
        self.set_focus(self.find)
        self.find.cursor_position = len(self.find.value)

    @on(Input.Changed, "#find")
    def _search_changed(self) -> None:
        self.show_again()
        if self.data is not None and self.words:
            self.row_list.action_first()

    @on(Input.Submitted, "#find")
    def _search_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_open()

    def action_back(self) -> None:
        """Clear the search, leave the field, clear the filter, else go back."""
        if self.words:
            self.wanted, self.find.value = self.lift, ""
        elif self.find.has_focus:
            self.set_focus(None)
        elif self.family:
            self._narrow("")
        else:
            super().action_back()

    @on(RowList.OptionSelected)
    def action_open(self) -> None:
        """Open the page of the exercise, or make a new one of what was searched for."""
        if self.row_list.highlighted_id == exercises_view.NEW:
            self.action_new()
        elif self.exercise is not None:
            self.set_focus(None)
            self.post_message(ScreenRequested("exercise", self.exercise.id))

    # -- changing ------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add the exercise to the open workout, or begin one with it."""
        if self.exercise is not None:
            self.enqueue(self.start_with(self.exercise))

    def action_new(self) -> None:
        """Make an exercise of one's own."""
        name = self.words if self.row_list.highlighted_id == exercises_view.NEW else ""
        self.confirmed_name = name if self.shown_exercises else ""  # near names were offered in the list
        self.open_entry("new", name, status=self._name_echo(name))

    def action_rename(self) -> None:
        """Rename an exercise of one's own."""
        mine = self._own_exercise()
        if mine is not None:
            self.opened_for = mine
            self.open_entry("rename", mine.name, status=_ECHOES["rename"], limit=NAME_LIMIT)

    def action_aliases(self) -> None:
        """Write the other names of the exercise."""
        if self.exercise is not None:
            self.enqueue(self._ask_aliases(self.exercise))

    async def _ask_aliases(self, exercise: Exercise) -> None:
        names = await self.with_store(lambda store: naming.aliases_of(store, exercise.id))
        self.opened_for = exercise
        self.open_entry("names", ", ".join(names), status=_ECHOES["names"])

    def action_merge(self) -> None:
        """Choose the exercise into which an own one is merged."""
        mine = self._own_exercise()
        if mine is not None:
            self.pick_exercise(f"Merge {mine.name} into", partial(self._merge, mine))

    async def _merge(self, mine: Exercise, into: Exercise) -> None:
        moved = await self.with_store(lambda store: naming.merge(store, mine.id, into))
        self.show_lift(into.id)
        await self.load()
        self.tell_done(f"Merged {mine.name} into {into.name}: {plural(moved, 'set')}.")

    def action_delete(self) -> None:
        """Delete an own exercise that has no sets."""
        mine = self._own_exercise()
        if mine is not None:
            self.enqueue(self.save(partial(naming.hide, key=mine.id), f"Deleted {mine.name}."))

    def _own_exercise(self) -> Exercise | None:
        exercise = self.exercise
        if exercise is None or not exercise.id.startswith("own:"):
            other = f"Press {self.key_of('exercises.names')} to give this one more names."
            self.status = f"Only your own exercises can be changed. {other}"
            return None
        return exercise

    # -- typing --------------------------------------------------------------------------------------------

    @on(EntryLine.Edited)
    def _entry_edited(self, message: EntryLine.Edited) -> None:
        echo = self._name_echo(message.text) if message.purpose == "new" else _ECHOES.get(message.purpose, "")
        self.status = echo

    def _name_echo(self, text: str) -> str:
        """What a new name is understood as."""
        name, like = _name_and_model(text)
        if not name:
            return "Type the name. To copy the checks of another exercise: Pause pull = rdl"
        if "=" not in text:
            return f"→ {name}, without a checklist. To copy the checks of another: {name} = rdl"
        try:
            model = self.context.catalogue.find(like)
        except NotFound as error:
            return str(error)
        return f"→ {name}, with the load type, checks and figure of {model.name}"

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        self.enqueue(self._save_entry(message.purpose, message.text))

    async def _save_entry(self, purpose: str, text: str) -> None:
        everything = self.context.catalogue.search("", self.context.own)
        mine, done = self.opened_for, ""
        if purpose == "new":
            name, like = _name_and_model(text)
            near = self.context.catalogue.near(name, self.context.own)
            exists = any(name.casefold() == each.name.casefold() for each in everything)
            if near and "=" not in text and not exists and self.confirmed_name != name:
                self.confirmed_name = name
                names = " or ".join(each.name for each in near[:2])
                self.status = f'Did you mean {names}? Press enter again to create "{name}", esc to cancel.'
                return
            model = self.context.catalogue.find(like).id if "=" in text else ""
            made = await self.with_store(lambda store: naming.make(store, name, like=model, catalogued=everything))
            self.family, self.find.value, self.wanted = "", "", made.id
            done = f"Made {made.name}."
        elif purpose == "rename" and mine is not None:
            await self.with_store(lambda store: naming.rename(store, mine.id, text, catalogued=everything))
            done = f"{mine.name} is now {clean(text, limit=NAME_LIMIT)}."
        elif purpose == "names" and mine is not None:
            names_set = await self.with_store(lambda store: naming.set_aliases(store, mine, text.split(",")))
            done = f"Also called {', '.join(names_set)}." if names_set else "No other names."
        await self.load()
        self.close_entry(f"{done} Press {self.key_of('undo')} to undo.")


_ECHOES = {
    "rename": "Type the new name. Its history stays, and the old name still finds it.",
    "names": "Type other names, separated by commas.",
}
"""What the status line says while something is typed."""


def _name_and_model(text: str) -> tuple[str, str]:
    name, _, like = text.partition("=")
    return clean(name, limit=NAME_LIMIT), like.strip()
