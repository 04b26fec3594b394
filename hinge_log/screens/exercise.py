"""One exercise: good beside fault in motion, its checks and faults, its history, and what to keep in mind."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercise_page import (
    TABS,
    Entry,
    ExerciseView,
    Picture,
    Words,
    dressed,
    exercise_rows,
    figure_place,
    progress_row,
    seen,
)
from hinge_log.charts.pages.exercises_page import LOADS
from hinge_log.charts.pages.parts import date_text, summary
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.base import COMMON, BarKey, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.entry_line import EntryLine
from hinge_log.screens.film import Film
from hinge_log.store import naming
from hinge_log.store.reading import Session
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis
from hinge_log.values import dataclass

if TYPE_CHECKING:
    from hinge_log.charts.figure import Frame, Pair

FIGURE, CHECKS, FAULTS, HISTORY, NOTES = range(len(TABS))
PAGE = 40
"""Sessions read at once; more when the cursor comes near their end."""

LATELY = 20
"""How many of the last checked sets the faults are counted over."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one visit to the log brings back."""

    sessions: tuple[Session, ...]
    cue: str
    aliases: tuple[str, ...]
    used: tuple[str, ...]
    own: tuple[Exercise, ...]


class ExerciseScreen(LogBookScreen):
    """Look at one exercise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "play", "play", id="exercise.play", tooltip="play or pause the figure"),
        Binding("right,l", "step(1)", "step", id="exercise.step", tooltip="one frame on"),
        Binding("left,h", "step(-1)", "step", id="exercise.step.back", tooltip="one frame back"),
        Binding("tab", "fault(1)", "next fault", id="exercise.fault", tooltip="the next fault of the figure"),
        Binding("shift+tab", "fault(-1)", "fault", id="exercise.fault.back", tooltip="the fault before"),
        Binding("s", "layout", "layout", id="exercise.layout", tooltip="side by side, or one after the other"),
        *(
            Binding(str(n), f"tab({n - 1})", name, id=f"exercise.tab.{n}", tooltip=f"{name.lower()} of this exercise")
            for n, name in enumerate(TABS, 1)
        ),
        Binding("down,j", "move(1)", "down", id="exercise.down", tooltip="down the list"),
        Binding("up,k", "move(-1)", "up", id="exercise.up", tooltip="up the list"),
        Binding("pagedown,ctrl+d", "move(10)", "down", id="exercise.pagedown", tooltip="ten down"),
        Binding("pageup,ctrl+u", "move(-10)", "up", id="exercise.pageup", tooltip="ten up"),
        Binding("enter", "open", "open", id="exercise.open", tooltip="open the workout; show the fault's figure"),
        Binding("e,o", "edit", "your cue", id="exercise.cue", tooltip="write your lasting cue for this exercise"),
        Binding("a", "add", "add", id="exercise.add", tooltip="add the exercise to the workout"),
        Binding("n", "lift_by(1)", "next", id="exercise.next", tooltip="next exercise"),
        Binding("p", "lift_by(-1)", "last", id="exercise.previous", tooltip="previous exercise"),
        *COMMON,
    ]
    DEFAULT_CSS = "ExerciseScreen { layers: base above; }"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = ""
        self.tab = FIGURE
        self.at = 0
        self.pairs: tuple[Pair, ...] = ()
        self.pair_at = 0
        self.film: Film | None = None
        self.frame_at: int | None = None
        self.moment = 2
        self.alternate = False
        self.read = _Read((), "", (), (), ())
        self._limit = PAGE
        self._timer: Timer | None = None
        self._laid: list[Row] = []
        self._reel: dict[int, list[Row]] = {}
        self.entry = EntryLine()

    def compose(self) -> ComposeResult:
        """The page, and the entry line over it."""
        yield self.page
        yield self.entry

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.key

    @property
    def exercise(self) -> Exercise:
        """The exercise shown."""
        return self.context.exercise(self.key)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of the exercise shown."""
        return self.context.catalogue.items_for(self.exercise)

    def show_lift(self, key: str) -> None:
        """Show an exercise."""
        if key and key != self.key:
            self._pause()
            self.key, self.at, self.pair_at, self._limit, self.status = key, 0, 0, PAGE, ""
            self.film, self.frame_at, self.moment = None, None, 2

    async def load(self) -> None:
        """Read what the log knows about the exercise."""
        from hinge_log.charts.figure import pairs_for

        self.read = await self.do(self._read)
        self.context.own = self.read.own
        self.pairs = pairs_for(self.exercise)
        self.pair_at = min(self.pair_at, max(0, len(self.pairs) - 1))

    def _read(self, store: Store) -> _Read:
        used = tuple(key for key, _ in store.used_exercises())
        if not self.key:
            self.key = used[0] if used else "deadlift-conventional"
        return _Read(
            tuple(store.sessions(self.key, self._limit)),
            naming.cue_of(store, self.key),
            naming.aliases_of(store, self.key),
            used,
            naming.known(store, self.context.catalogue),
        )

    def on_screen_suspend(self) -> None:
        """Nothing moves while another screen is shown."""
        self._pause()

    # -- the figure ----------------------------------------------------------------------------------------

    @property
    def still_only(self) -> bool:
        """Whether nothing may move: the user said so here, or to the whole terminal."""
        motion = self.context.look.motion
        return motion == "none" or (motion == "auto" and self.app.animation_level == "none")

    def _project(self, width: int, height: int) -> Film | None:
        """The film for a size; its frames are asked for when they are not there yet."""
        place = figure_place(width, height, alternate=self.alternate)
        if place is None or not self.pairs:
            self.film = None
            return None
        film = Film(self.pairs[self.pair_at], place, self.context.ascii_only)
        if self.film is not None and self.film.key == film.key:
            return self.film
        self.film, self.frame_at = film, None
        self._reel.clear()
        if not self.still_only:
            work: Callable[[], Coroutine[None, None, None]] = partial(self._developed, film)
            _: Worker[None] = self.run_worker(work, group="film", exclusive=True)
        return film

    async def _developed(self, film: Film) -> None:
        whole = await film.whole()
        if self.film is not None and self.film.key == film.key:
            self.film = whole
            self.paint()

    def _frame(self, film: Film) -> Frame:
        if self.frame_at is not None and film.frames:
            return film.frames[self.frame_at % len(film.frames)]
        return film.still(self.moment)

    def _picture(self, film: Film) -> Picture:
        frame = self._frame(film)
        rows, arrangement = frame.rows, film.place.arrangement
        if self.still_only and (three := film.three()):
            rows, arrangement = three, "stack"
        titles = (f"kept: {film.pair.kept}", f"slipped: {film.pair.slipped}")
        total = film.pair.tempo.total
        return Picture(arrangement, titles, rows, frame.shown, frame.beat.seconds / total, frame.beat.phase)

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._keys.clear()

    def action_play(self) -> None:
        """Play or pause; where nothing may move, the next still."""
        if self.tab != FIGURE:
            self.action_tab(FIGURE)
            return
        if self._timer is not None:
            self._pause()
            self.paint()
        elif self.still_only:
            self.action_step(1)
        elif self.film is not None and self.film.frames:
            self._to_frame()
            self._timer = self.set_interval(self.film.frames[0].seconds, self._tick)
            self._keys.clear()
            self.paint()

    def _to_frame(self) -> None:
        """From the still to the frame that looks like it."""
        if self.frame_at is None and self.film is not None:
            self.frame_at = self.film.nearest(self.film.still(self.moment).beat.seconds)

    def _tick(self) -> None:
        film = self.film
        if film is None or not film.frames or self.tab != FIGURE or not self.is_current:
            return
        self._to_frame()
        assert self.frame_at is not None
        self.frame_at = (self.frame_at + 1) % len(film.frames)
        width, height = self.size
        # Only the figure and the line under it are laid out anew, once for each frame; the page repaints the lines
        # that differ.
        fresh = self._reel.get(self.frame_at)
        if fresh is None:
            frame = film.frames[self.frame_at]
            titles = (f"kept: {film.pair.kept}", f"slipped: {film.pair.slipped}")
            fresh = dressed(frame.rows, titles, film.place.arrangement, frame.shown, width)
            fresh.append(progress_row(frame.beat.seconds / film.pair.tempo.total, frame.beat.phase, width))
            self._reel[self.frame_at] = fresh
        self._laid[2 : 2 + len(fresh)] = fresh
        self.page.show(self._laid[:height])

    def action_step(self, step: int) -> None:
        """One frame on or back; another still where nothing moves."""
        if self.tab != FIGURE or self.film is None:
            return
        self._pause()
        if self.film.frames:
            self._to_frame()
            self.frame_at = ((self.frame_at or 0) + step) % len(self.film.frames)
        else:
            self.moment = (self.moment + step) % 3
        self.paint()

    def action_fault(self, step: int) -> None:
        """The next or previous fault of the figure."""
        if self.tab == FIGURE and self.pairs:
            self._pause()
            self.pair_at = (self.pair_at + step) % len(self.pairs)
            self.moment = 2
            self.paint()
        elif self.tab != FIGURE:
            self.action_move(step)

    def action_layout(self) -> None:
        """Side by side, or one after the other."""
        self._pause()
        self.alternate = not self.alternate
        self.paint()

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        exercise = self.exercise
        film = self._project(width, height) if self.tab == FIGURE else None
        entries = self._entries()
        self.at = max(0, min(self.at, len(entries) - 1)) if self.tab != NOTES else max(0, self.at)
        view = ExerciseView(
            name=exercise.name,
            stage="" if exercise.stage is None else f"stage {exercise.stage}",
            tab=self.tab,
            picture=self._picture(film) if film else None,
            entries=entries,
            at=self.at,
            words=self._words(film),
            see=seen(film.pair.see, film.place.arrangement) if film else "",
            empty=self._empty(film),
            status=self.status,
            keys=self.keys(),
            help_key="F1" if self.entry.purpose else self.key_of("help"),
            touch=self.context.look.mouse,
            typing=bool(self.entry.purpose),
            first=self.at if self.tab == NOTES else 0,
        )
        self._laid = exercise_rows(view, width, height)
        return self._laid

    def _empty(self, film: Film | None) -> str:
        if self.tab == FIGURE:
            if film is None and self.pairs:
                return "The figure needs a larger window."
            return "No figure fits this exercise." if not self.pairs else ""
        if self.tab == HISTORY:
            return f"Not done yet. {self.key_of('exercise.add')} adds it to the workout."
        return "No checklist for this exercise: form is rated 1 to 5."

    def _entries(self) -> tuple[Entry, ...]:
        if self.tab == CHECKS:
            return tuple(
                Entry(f"{number} {item.cue}", "safety" if item.safety else "gate" if item.gate else "", item.safety)
                for number, item in enumerate(self.items, 1)
            )
        if self.tab == FAULTS:
            slips, checked = self._slips()
            said = "set" if checked == 1 else "sets"
            return tuple(
                Entry(
                    f"{item.fault_text[:1].upper()}{item.fault_text[1:]}",
                    f"{slips[item.id]} of {checked} {said}" if slips.get(item.id) else "",
                    bool(slips.get(item.id)),
                )
                for item in self._by_slips(slips)
            )
        if self.tab == HISTORY:
            unit, today = self.context.gym.unit, self.context.today
            found = []
            for session in self.read.sessions:
                said, form = summary(session.sets, unit)
                found.append(Entry(f"{date_text(session.day, today=today):<11} {said}", form))
            return tuple(found)
        return ()

    def _slips(self) -> tuple[dict[str, int], int]:
        """How often each check slipped in the last checked sets, and how many sets these were."""
        checked = [
            record.what.form
            for session in self.read.sessions
            for record in reversed(session.sets)
            if record.what.form and record.what.form.basis is Basis.CHECKED
        ][:LATELY]
        counted: dict[str, int] = {}
        for form in checked:
            for item, reps in form.slips:
                counted[item] = counted.get(item, 0) + bool(reps)
        return counted, len(checked)

    def _by_slips(self, slips: dict[str, int]) -> list[Item]:
        return sorted(self.items, key=lambda item: -slips.get(item.id, 0))

    def _words(self, film: Film | None) -> Words:
        if self.tab == FIGURE:
            return self._figure_words(film)
        if self.tab == CHECKS and self.items:
            item = self.items[min(self.at, len(self.items) - 1)]
            return (
                ("Look for", item.look_for), ("Feel for", item.feel_for), ("Slipped", item.fault_text),
                ("Fix", item.fix), ("Regress to", self._full_name(item.regress_to)),
            )  # fmt: skip
        if self.tab == FAULTS and self.items:
            items = self._by_slips(self._slips()[0])
            return self._fault_words(items[min(self.at, len(items) - 1)])
        return self._notes() if self.tab == NOTES else ()

    def _figure_words(self, film: Film | None) -> Words:
        if film is None:
            return ()
        item = next((each for each in self.items if each.fault == film.pair.fault), None)
        said = [("Your cue", " ".join(self.read.cue.split()))] if self.read.cue else []
        if item is not None:
            said += [("What to see", item.look_for), ("What to feel", item.feel_for)]
            said.append(("Fix", f"{item.fix} Regress to: {self._full_name(item.regress_to)}."))
        elif (fault := self.context.catalogue.faults.get(film.pair.fault)) is not None:
            said += [("What to see", fault.looks_like), ("First fix", self._full_name(fault.first_fix))]
        if self._timer is None and self.size.height >= 30:
            from hinge_log.charts.figure import describe

            said.append(("In degrees", f"{describe(film.pair, self._frame(film))}."))
        return tuple(said)

    def _fault_words(self, item: Item) -> Words:
        fault = self.context.catalogue.faults.get(item.fault)
        said = [("Check", item.cue)]
        if fault is not None:
            said += [("Fault", fault.name), ("Looks like", fault.looks_like), ("Comes from", fault.cause)]
        said.append(("Fix", item.fix))
        if fault is not None and fault.first_fix:
            said.append(("First drill", self._full_name(fault.first_fix)))
        said.append(("Regress to", self._full_name(item.regress_to)))
        if any(pair.fault == item.fault for pair in self.pairs):
            said.append(("Figure", f"{self.key_of('exercise.open')} shows it"))
        return tuple(said)

    def _full_name(self, key: str) -> str:
        return self.context.exercise(key).name if key in self.context.catalogue.exercises else key

    def _notes(self) -> Words:
        exercise, stage = self.exercise, None
        if exercise.stage is not None:
            stage = self.context.catalogue.stages.get(exercise.stage)
        sides = ", one side at a time" if exercise.unilateral else ""
        family = exercise.family.replace("_", " ")
        listed = self.context.catalogue.exercises.get(exercise.id)
        cue = " ".join(self.read.cue.split()) or f"none yet, {self.key_of('exercise.cue')} writes one"
        pairs = (
            ("Your cue", cue),
            ("What it is", f"{family}, {exercise.pattern.replace('_', ' ')}{sides}" if exercise.pattern else family),
            ("With", ", ".join(each.replace("_", " ") for each in exercise.equipment)),
            ("Muscles", ", ".join(each.replace("_", " ") for each in exercise.primary)),
            ("Load", ", ".join(each for each in (LOADS.get(exercise.load_type, ""), exercise.load_at) if each)),
            ("Knee", _degrees(exercise.knee)),
            ("Trunk", _degrees(exercise.trunk)),
            ("In the hinge", exercise.differs),
            ("Stage", f"{stage.stage}, {stage.name}. {stage.dose} {stage.note}".strip() if stage else ""),
            ("Also called", ", ".join(listed.aliases if listed else ())),
            ("Your names", ", ".join(self.read.aliases)),
        )
        return tuple((label, text) for label, text in pairs if text)

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the tab."""
        if self.entry.purpose:
            return (BarKey(("exercise.open",), "store"), BarKey((), "esc leaves"))
        tabs = BarKey(("exercise.tab.1", "exercise.tab.5"), "tabs", f"tab({(self.tab + 1) % len(TABS)})")
        rest = (
            BarKey(("cues",), "cues", "cue"),
            BarKey(("form.view",), "form", "form_view"),
            BarKey(("back",), "back", "back"),
            BarKey(("exercise.cue",), "your cue", "edit"),
            BarKey(("exercise.add",), "add", "add"),
            BarKey(("exercise.next",), "next lift", "lift_by(1)"),
        )
        if self.tab == FIGURE and self.pairs:
            play = "next still" if self.still_only else "pause" if self._timer else "play"
            return (
                BarKey(("exercise.play",), play, "play"),
                BarKey(("exercise.step.back", "exercise.step"), "step", "step(1)"),
                BarKey(("exercise.fault",), "next fault", "fault(1)"),
                tabs,
                *rest[:3],
                BarKey(("exercise.layout",), "layout", "layout"),
                *rest[3:],
            )
        picked = {HISTORY: "open", FAULTS: "figure"}.get(self.tab)
        opens = (BarKey(("exercise.open",), picked, "open"),) if picked else ()
        if self.tab == NOTES:
            return (rest[3], tabs, *rest[:3], *rest[4:])
        return (BarKey(("exercise.up", "exercise.down"), "choose", "move(1)"), *opens, tabs, *rest)

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The figure", ("exercise.play", "exercise.step", "exercise.step.back", "exercise.fault",
                            "exercise.fault.back", "exercise.layout")),
            ("Tabs and lists", (*(f"exercise.tab.{n}" for n in range(1, 6)), "exercise.up", "exercise.down",
                                "exercise.open")),
            ("The exercise", ("exercise.cue", "exercise.add", "exercise.next", "exercise.previous")),
        )  # fmt: skip

    # -- moving --------------------------------------------------------------------------------------------

    def action_tab(self, tab: int) -> None:
        """Show a tab."""
        self._pause()
        self.tab, self.at, self.status = tab, 0, ""
        self._keys.clear()
        self.paint()

    def action_move(self, step: int) -> None:
        """Up or down the list of the tab."""
        if self.tab == FIGURE:
            return
        self.at = max(0, self.at + step)
        if self.tab == NOTES:
            self.at = min(self.at, 40)
        self.paint()
        if self.tab == HISTORY and self.at >= self._limit - 10 and len(self.read.sessions) >= self._limit:
            self._limit += PAGE
            self.act(self.load())

    def action_pick(self, place: int) -> None:
        """The line that was tapped; a second tap opens it."""
        if place == self.at:
            self.action_open()
        else:
            self.at = place
            self.paint()

    def action_open(self) -> None:
        """Open the workout of a session, or the figure of a fault."""
        if self.tab == HISTORY and self.at < len(self.read.sessions):
            self.post_message(Go("history", self.read.sessions[self.at].workout_id))
        elif self.tab == FAULTS and self.items:
            item = self._by_slips(self._slips()[0])[self.at]
            found = next((place for place, pair in enumerate(self.pairs) if pair.fault == item.fault), None)
            if found is None:
                self.status = "No figure shows this fault."
                self.paint()
            else:
                self.pair_at, self.moment = found, 2
                self.action_tab(FIGURE)

    def action_lift_by(self, step: int) -> None:
        """The next or previous exercise: of those done, else of the family."""
        keys = list(self.read.used)
        if self.key not in keys:
            family = self.exercise.family
            keys = [each.id for each in self.context.catalogue.exercises.values() if each.family == family]
        if self.key in keys:
            tab = self.tab
            self.show_lift(keys[(keys.index(self.key) + step) % len(keys)])
            self.tab = tab
            self.act(self.load())

    # -- doing ---------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add the exercise to the open workout, or begin one with it."""
        self.act(self._add())

    async def _add(self) -> None:
        exercise = self.exercise

        await self.do(lambda store: store.take_up(exercise.id, exercise.name))
        self.post_message(Go("log", exercise.id))

    def action_edit(self) -> None:
        """Write the lasting cue."""
        self._pause()
        self.entry.open_for("cue", self.read.cue)
        self.status = "Your lasting cue for this exercise. Enter stores it, esc leaves it."
        self._keys.clear()
        self.paint()

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.act(self._store_cue(message.value))

    async def _store_cue(self, text: str) -> None:
        exercise = self.exercise
        await self.do(lambda store: naming.set_cue(store, exercise, text))
        await self.load()
        self._shut(f"{'Cue stored' if text.strip() else 'Cue taken away'}. {self.key_of('undo')} undoes.")

    def _shut(self, status: str) -> None:
        self.entry.shut()
        self._keys.clear()
        self.status = status
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """In the entry line esc closes."""
        if self.entry.purpose and event.key == "escape":
            event.stop()
            event.prevent_default()
            self._shut("")

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.entry.purpose:
            self._shut("")
        else:
            super().action_back()


def _degrees(text: str) -> str:
    """A range of angles with its unit; one that says more than a number says it by itself."""
    return f"{text} degrees" if text and not any(letter.isalpha() for letter in text) else text
