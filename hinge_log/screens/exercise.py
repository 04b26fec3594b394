"""One exercise: good beside fault in motion, its checks and faults, its history, notes, and what is set for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.exercise_page import TABS, ExerciseView, exercise_rows, seen
from hinge_log.screens.base import COMMON, Go
from hinge_log.screens.exercise_base import FAULTS, FIGURE, HISTORY, NOTES, PAGE, SETTINGS
from hinge_log.screens.exercise_figure import ExerciseFigure
from hinge_log.screens.film import Film
from hinge_log.screens.lift_options import OPTIONS, Changes, LiftOption, read
from hinge_log.screens.main_screen import BarKey
from hinge_log.store.lift_settings import put_lift_settings


class ExerciseScreen(ExerciseFigure):
    """Look at one exercise."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "show", "play", id="exercise.play", tooltip="play or pause the figure"),
        Binding("right,l", "turn(1)", "step", id="exercise.step", tooltip="one frame on; settings: the next value"),
        Binding("left,h", "turn(-1)", "step", id="exercise.step.back", tooltip="one frame back; the value before"),
        Binding("tab", "other(1)", "next fault", id="exercise.fault", tooltip="the next fault of the figure"),
        Binding("shift+tab", "other(-1)", "fault", id="exercise.fault.back", tooltip="the fault before"),
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
        Binding("backspace,delete", "as_gym", "as gym", id="exercise.gym", tooltip="settings: as the gym has it"),
        Binding("a", "add", "add", id="exercise.add", tooltip="add the exercise to the workout"),
        Binding("n", "lift_by(1)", "next", id="exercise.next", tooltip="next exercise"),
        Binding("p", "lift_by(-1)", "last", id="exercise.previous", tooltip="previous exercise"),
        *COMMON,
    ]

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
            words=self._figure_words(film) if self.tab == FIGURE else self._words(),
            words_title="Best" if self.tab == HISTORY else "",
            see=seen(film.pair.see, film.place.arrangement) if film else "",
            empty=self._empty(film),
            status=self.status,
            keys=self.keys(),
            help_key=self.help_key,
            touch=self.context.look.mouse,
            typing=bool(self.entry.purpose),
            first=self.at if self.tab == NOTES else 0,
            mono=self.context.mono,
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

    def bar(self) -> Sequence[BarKey]:
        """The key bar of the tab."""
        if self.entry.purpose:
            return (BarKey(("exercise.open",), "store"), BarKey((), "esc leaves"))
        tabs = BarKey(("exercise.tab.1", f"exercise.tab.{len(TABS)}"), "tabs", f"tab({(self.tab + 1) % len(TABS)})")
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
                BarKey(("exercise.play",), play, "show"),
                BarKey(("exercise.step.back", "exercise.step"), "step", "turn(1)"),
                BarKey(("exercise.fault",), "next fault", "other(1)"),
                tabs,
                *rest[:3],
                BarKey(("exercise.layout",), "layout", "layout"),
                *rest[3:],
            )
        picked = {HISTORY: "open", FAULTS: "figure"}.get(self.tab)
        opens = (BarKey(("exercise.open",), picked, "open"),) if picked else ()
        if self.tab == NOTES:
            return (rest[3], tabs, *rest[:3], *rest[4:])
        if self.tab == SETTINGS:
            return (
                BarKey(("exercise.up", "exercise.down"), "choose", "move(1)"),
                BarKey(("exercise.step.back", "exercise.step"), "change", "change(1)"),
                BarKey(("exercise.open",), "type", "open"),
                BarKey(("exercise.gym",), "as the gym", "as_gym"),
                BarKey(("undo",), "undo", "undo"),
                tabs,
                *rest,
            )
        return (BarKey(("exercise.up", "exercise.down"), "choose", "move(1)"), *opens, tabs, *rest)

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("The figure", ("exercise.play", "exercise.step", "exercise.step.back", "exercise.fault",
                            "exercise.fault.back", "exercise.layout")),
            ("Tabs and lists", (*(f"exercise.tab.{n}" for n in range(1, len(TABS) + 1)), "exercise.up", "exercise.down",
                                "exercise.open")),
            ("The exercise", ("exercise.cue", "exercise.gym", "exercise.add", "exercise.next",
                              "exercise.previous")),
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

    def action_show(self) -> None:
        """The figure: play or pause it; from another tab, show it."""
        if self.tab != FIGURE:
            self.action_tab(FIGURE)
        else:
            self.action_play()

    def action_turn(self, by: int) -> None:
        """A frame of the figure, or the next value of a setting."""
        if self.tab == FIGURE:
            self.action_step(by)
        elif self.tab == SETTINGS:
            self.action_change(by)

    def action_other(self, step: int) -> None:
        """Another fault of the figure, or another line of a list."""
        if self.tab == FIGURE:
            self.action_fault(step)
        else:
            self.action_move(step)

    def action_open(self) -> None:
        """Open the workout of a session, the figure of a fault, or a setting to type it."""
        if self.tab == SETTINGS:
            option = OPTIONS[min(self.at, len(OPTIONS) - 1)]
            self.type_in(option.id, option.typed(self.context.gym, self.read.settings))
            return
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

    # -- what is set for it --------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Write the lasting cue."""
        self._pause()
        self.type_in("cue", self.read.settings.cue)

    def action_change(self, by: int) -> None:
        """The next or previous value of the setting at hand."""
        option = OPTIONS[min(self.at, len(OPTIONS) - 1)]
        if option.step is None:
            self.action_open()
        else:
            self.act(self._put(option, option.step(self.context.gym, self.read.settings, by)))

    def action_as_gym(self) -> None:
        """The setting at hand as the gym has it."""
        if self.tab == SETTINGS:
            option = OPTIONS[min(self.at, len(OPTIONS) - 1)]
            self.act(self._put(option, read(option, self.context.gym, self.read.settings, "")))

    def told(self, purpose: str, text: str) -> str:
        """What is asked for."""
        option = next(each for each in OPTIONS if each.id == purpose)
        return f"{option.label}: {option.words[:1].lower()}{option.words[1:]}"

    async def entered(self, purpose: str, text: str) -> None:
        """Keep what was typed."""
        option = next(each for each in OPTIONS if each.id == purpose)
        await self._put(option, read(option, self.context.gym, self.read.settings, text))
        self.shut(self.status)

    async def _put(self, option: LiftOption, changes: Changes) -> None:
        exercise = self.exercise
        await self.do(lambda store: put_lift_settings(store, exercise.id, exercise.name, **changes))
        await self.load()
        said = option.text(self.context.gym, self.read.settings)
        self.status = f"{option.label}: {said}. {self.key_of('undo')} undoes."
