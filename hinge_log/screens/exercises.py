"""The exercises: found by typing, opened, added to the workout, made, renamed, merged and called by other names."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.worker import Worker

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercises_page import (
    LOADS,
    ExercisesView,
    Line,
    exercises_rows,
    figure_size,
    narrowed_by,
)
from hinge_log.charts.pages.parts import date_text, summary
from hinge_log.errors import NotFound
from hinge_log.exercises.model import Exercise
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.entry_line import EntryLine
from hinge_log.store import naming
from hinge_log.store.naming import Done
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.values import dataclass


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the log says about the exercise under the cursor."""

    key: str
    session: Session | None
    cue: str


class ExercisesScreen(LogBookScreen):
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
        layers: base above;
        #find {
            layer: above; dock: top; height: 1; margin: 1 1 0 3; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #find.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.words = ""
        self.family = ""
        self.matching: tuple[Exercise, ...] = ()
        self.total = 0
        self.at = 0
        self.wanted = ""
        self.done: dict[str, Done] = {}
        self.beside = _Beside("", None, "")
        self.searching = False
        self._figure: tuple[tuple[str, int, int], tuple[Row, ...]] = (("", 0, 0), ())
        self.entry = EntryLine()
        self.find = Input(id="find", disabled=True, select_on_focus=False, max_length=NAME_LIMIT)
        self.find.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, the search field and the entry line over it."""
        yield self.page
        yield self.find
        yield self.entry

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

        def work(store: Store) -> _Beside:
            sessions = store.sessions(key)
            return _Beside(key, sessions[0] if sessions else None, naming.cue_of(store, key))

        self.beside = await self.do(work) if key else _Beside("", None, "")
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
        return Line(exercise.name, load, stage, last, form)

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
                said.append(f"Last: {done}{f', {form}' if form else ''}")
            if self.beside.cue:
                said.append(f"Your cue: {' '.join(self.beside.cue.split())}")
        gate = next((item for item in items if item.gate or item.safety), None)
        if gate is not None:
            said.append(f"Focus: {gate.cue[:1].lower()}{gate.cue[1:]}")
        mine = [each for each in self.context.own if each.id == exercise.id]
        listed = self.context.catalogue.exercises.get(exercise.id)
        names = [each for each in (mine[0].aliases if mine else ()) if listed is None or each not in listed.aliases]
        if names:
            said.append(f"Also: {', '.join(names)}")
        return tuple(said)

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

    def _say(self, status: str) -> None:
        self.status = status
        self.paint()

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
            self._type("new", self.words.strip())

    def on_key(self, event: events.Key) -> None:
        """While something is typed: esc clears, then leaves; the arrows move in the list."""
        if self.searching and event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            event.prevent_default()
            self.action_move({"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key])
        elif event.key == "escape" and (self.searching or self.entry.purpose):
            event.stop()
            event.prevent_default()
            self.action_back()

    def action_back(self) -> None:
        """Clear the search, close what is open, else go back."""
        if self.entry.purpose:
            self._shut("")
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

    # -- doing ---------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the page of the exercise."""
        if self.exercise is not None:
            self.post_message(Go("exercise", self.exercise.id))

    def action_add(self) -> None:
        """Add the exercise to the open workout, or begin one with it."""
        if self.exercise is not None:
            self.act(self._add(self.exercise))

    async def _add(self, exercise: Exercise) -> None:
        await self.do(lambda store: store.take_up(exercise.id, exercise.name))
        self.post_message(Go("log", exercise.id))

    def action_new(self) -> None:
        """Make an exercise of one's own."""
        self._type("new", self.words.strip() if not self.matching else "")

    def action_rename(self) -> None:
        """Rename an exercise of one's own."""
        mine = self._own_one()
        if mine is not None:
            self._type("rename", mine.name)

    def action_aliases(self) -> None:
        """Write the other names of the exercise."""
        if self.exercise is not None:
            self.act(self._ask_aliases(self.exercise.id))

    async def _ask_aliases(self, key: str) -> None:
        names = await self.do(lambda store: naming.aliases_of(store, key))
        self._type("names", ", ".join(names))

    def action_merge(self) -> None:
        """Choose the exercise into which an own one is merged."""
        from hinge_log.screens.pick_lift import PickLift

        mine = self._own_one()
        if mine is not None:
            self.app.push_screen(PickLift(self.context, f"Merge {mine.name} into"), self._merge_into)

    def _merge_into(self, into: Exercise | None) -> None:
        mine = self._own_one()
        if into is not None and mine is not None:
            self.act(self._merge(mine, into))

    async def _merge(self, mine: Exercise, into: Exercise) -> None:
        moved = await self.do(lambda store: naming.merge(store, mine.id, into))
        self.wanted = into.id
        await self.load()
        sets = f"{moved} set{'' if moved == 1 else 's'}"
        self.status = f"Merged {mine.name} into {into.name}: {sets}. {self.key_of('undo')} undoes."

    def action_delete(self) -> None:
        """Delete an own exercise that has no sets."""
        mine = self._own_one()
        if mine is not None:
            self.act(self._delete(mine))

    async def _delete(self, mine: Exercise) -> None:
        await self.do(lambda store: naming.hide(store, mine.id))
        await self.load()
        self.status = f"Deleted {mine.name}. {self.key_of('undo')} brings it back."

    def _own_one(self) -> Exercise | None:
        exercise = self.exercise
        if exercise is None or not exercise.id.startswith("own:"):
            self._say(f"Only your own exercises change. {self.key_of('exercises.names')} gives this one other names.")
            return None
        return exercise

    # -- typing --------------------------------------------------------------------------------------------

    def _type(self, purpose: str, text: str) -> None:
        self.entry.open_for(purpose, text)
        self._keys.clear()
        self._echo(text)

    def _shut(self, status: str) -> None:
        self.entry.shut()
        self._keys.clear()
        self._say(status)

    @on(Input.Changed, "#entry")
    def _typed(self, message: Input.Changed) -> None:
        if self.entry.purpose:
            self._echo(message.value)

    def _echo(self, text: str) -> None:
        purpose = self.entry.purpose
        if purpose == "new":
            self.status = self._new_echo(text)
        elif purpose == "rename":
            self.status = "The new name. The history stays with it, the old name still finds it."
        else:
            self.status = "Other names, with commas between them."
        self.paint()

    def _new_echo(self, text: str) -> str:
        name, like = self._named(text)
        if not name:
            return "The name. With the checks of another exercise: Pause pull = rdl"
        if "=" not in text:
            return f"→ {name}, without a checklist. Done like another one: {name} = rdl"
        try:
            model = self.context.catalogue.find(like)
        except NotFound as error:
            return f"^ {error}"
        return f"→ {name}, with load, checks and figure of {model.name}"

    @staticmethod
    def _named(text: str) -> tuple[str, str]:
        name, _, like = text.partition("=")
        return clean(name, limit=NAME_LIMIT), like.strip()

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.act(self._submit(self.entry.purpose, message.value))

    async def _submit(self, purpose: str, text: str) -> None:
        everything = self.context.catalogue.search("", self.context.own)
        mine = self.exercise
        said = ""
        if purpose == "new":
            name, like = self._named(text)
            model = self.context.catalogue.find(like).id if "=" in text else ""
            made = await self.do(lambda store: naming.make(store, name, like=model, taken=everything))
            self.words, self.wanted = "", made.id
            said = f"Made {made.name}."
        elif purpose == "rename" and mine is not None:
            await self.do(lambda store: naming.rename(store, mine.id, text, taken=everything))
            said = f"{mine.name} is now {clean(text, limit=NAME_LIMIT)}."
        elif purpose == "names" and mine is not None:
            kept = await self.do(lambda store: naming.set_aliases(store, mine, text.split(",")))
            said = f"Also called {', '.join(kept)}." if kept else "No other names."
        await self.load()
        self._shut(f"{said} {self.key_of('undo')} undoes.")
