"""One exercise: good beside fault in motion, its checks and faults, its history, notes, and its settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static, Tab, TabbedContent, TabPane

from hinge_log.charts import exercise_words
from hinge_log.charts.exercise_words import check_entries, fault_entries, session_entries
from hinge_log.charts.figure_rows import fault_rows
from hinge_log.charts.flow import LabelledFlow, Sentences, fitting_rows
from hinge_log.charts.record_words import best_rows
from hinge_log.exercises.model import Exercise, Item
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.lift_options import OPTIONS, OPTIONS_BY_ID, Changes, LiftOption, option_entries
from hinge_log.screens.lift_options import read as read_option
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store import naming
from hinge_log.store.lift_settings import LiftSettings, lift_settings, put_lift_settings
from hinge_log.store.personal_bests import bests_of
from hinge_log.store.queries import LoggedSession
from hinge_log.store.store import Store
from hinge_log.training.form import slips_lately
from hinge_log.training.records import Bests
from hinge_log.widgets.details import ListPane
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.figures import PairFigure
from hinge_log.widgets.keys import KeyRow, large_keys
from hinge_log.widgets.panels import DrawnPanel, FlowPanel
from hinge_log.widgets.row_list import ListRow, RowList

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair

TABS = {
    "figure": ("Figure", "Figure"), "checks": ("Checks", "Checks"), "faults": ("Faults", "Faults"),
    "history": ("History", "Past"), "notes": ("Notes", "Note"), "settings": ("Settings", "Set"),
}  # fmt: skip
"""The tabs with their names, and shorter ones for a narrow screen."""
SESSIONS_AT_ONCE = 40
"""Sessions read at once; more when the end of the list comes near."""
LATELY = 20
"""Over how many of the last checked sets the faults are counted."""


@dataclass(frozen=True, slots=True)
class ExerciseData:
    """What the log and the catalogue know about one exercise; `used` are the exercises that were done, by key."""

    sessions: tuple[LoggedSession, ...] = ()
    bests: Bests = field(default_factory=Bests)
    settings: LiftSettings = field(default_factory=LiftSettings)
    aliases: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    pairs: tuple[FigurePair, ...] = ()


class ExerciseScreen(MainScreen[ExerciseData]):
    """Look at one exercise."""

    CSS_PATH = "../styles/exercise.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "show_figure", "play", id="exercise.play", tooltip="play or pause the figure"),
        Binding("right,l", "turn(1)", "step", id="exercise.step", tooltip="next frame or value"),
        Binding("left,h", "turn(-1)", "step", id="exercise.step.back", tooltip="previous frame or value"),
        Binding("f", "fault(1)", "next fault", id="exercise.fault", tooltip="show the next fault"),
        Binding("F", "fault(-1)", "fault", id="exercise.fault.back", tooltip="show the previous fault"),
        Binding("s", "layout", "layout", id="exercise.layout", tooltip="side by side, or one after the other"),
        *(
            Binding(str(n), f"tab('{tab}')", name, id=f"exercise.tab.{n}", tooltip=f"this exercise's {name.lower()}")
            for n, (tab, (name, _)) in enumerate(TABS.items(), 1)
        ),
        Binding("down,j", "rows('cursor_down')", "choose", id="exercise.down", tooltip="down the list"),
        Binding("up,k", "rows('cursor_up')", "up", id="exercise.up", tooltip="up the list"),
        Binding("pagedown,ctrl+d", "rows('page_down')", "down", id="exercise.pagedown", tooltip="a page down"),
        Binding("pageup,ctrl+u", "rows('page_up')", "up", id="exercise.pageup", tooltip="a page up"),
        Binding("home", "rows('first')", "top", id="exercise.top", tooltip="top of the list"),
        Binding("end,G", "rows('last')", "end", id="exercise.end", tooltip="end of the list"),
        Binding("enter", "open", "open", id="exercise.open", tooltip="open the workout; show the fault's figure"),
        Binding("e,o", "edit", "your cue", id="exercise.cue", tooltip="write your lasting cue for this exercise"),
        Binding(
            "backspace,delete", "as_gym", "gym default", id="exercise.gym", tooltip="settings: reset to the gym default"
        ),
        Binding("a", "add", "add", id="exercise.add", tooltip="add the exercise to the workout"),
        Binding("b", "compare", "compare", id="exercise.compare", tooltip="compare two sessions, set by set"),
        Binding("n", "lift_by(1)", "next lift", id="exercise.next", tooltip="next exercise"),
        Binding("p", "lift_by(-1)", "last", id="exercise.previous", tooltip="previous exercise"),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("The figure", ids("exercise", "play step step.back fault fault.back layout")),
        ("Tabs and lists", ids("exercise", "tab.1 tab.2 tab.3 tab.4 tab.5 tab.6 up down pageup pagedown top end open")),
        ("The exercise", ids("exercise", "cue gym add compare next previous")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pair_index = 0
        self.session_limit = SESSIONS_AT_ONCE

    def compose_body(self) -> Iterable[Widget]:
        """The tabs."""
        figure = TabPane(
            "1 Figure",
            PairFigure(ascii_only=self.context.ascii_only),
            Static(id="no-figure", markup=False),
            DrawnPanel(id="figure-words"),
            id="figure",
        )
        notes_pane = TabPane("5 Notes", VerticalScroll(FlowPanel(id="notes-words"), classes="words"), id="notes")
        keys = large_keys("-: turn(-1)", "TYPE: open", "+: turn(1)")
        panes = {"figure": figure, "notes": notes_pane}
        with TabbedContent(initial="figure"):
            for tab, (name, _) in TABS.items():
                foot = (KeyRow(*keys, id="settings-keys"),) if tab == "settings" else ()
                yield panes.get(tab) or ListPane(name, *foot, id=tab)

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def tab(self) -> str:
        """The tab that is shown."""
        return self.query_one(TabbedContent).active or "figure"

    @property
    def pane(self) -> ListPane | None:
        """The tab, where it is one with a list."""
        pane = self.query_one(TabbedContent).get_pane(self.tab)
        return pane if isinstance(pane, ListPane) else None

    @property
    def figure(self) -> PairFigure:
        """The figures."""
        return self.query_one(PairFigure)

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
            self.key, self.pair_index, self.session_limit, self.status = key, 0, SESSIONS_AT_ONCE, ""
            if self.children:
                self.figure.pause()

    def read(self, store: Store) -> ExerciseData:
        """What the log knows about the exercise."""
        from hinge_log.charts.figure import pairs_for

        used = tuple(key for key, _ in store.used_exercises())
        self.key = self.key or (used[0] if used else "deadlift-conventional")
        self.context.own = naming.known(store, self.context.catalogue)
        return ExerciseData(
            tuple(store.sessions(self.key, self.session_limit)),
            bests_of(store, self.exercise, formula=self.context.gym.formula),
            lift_settings(store, self.key),
            naming.aliases_of(store, self.key),
            used,
            pairs_for(self.exercise),
        )

    def _fault_counts(self, data: ExerciseData) -> tuple[dict[str, int], int]:
        """How often each check failed in the last checked sets, and how many sets these were."""
        lately = (record for session in data.sessions for record in reversed(session.sets))
        return slips_lately(lately, LATELY)

    def _most_common_first(self, data: ExerciseData) -> list[Item]:
        counts = self._fault_counts(data)[0]
        return sorted(self.items, key=lambda item: -counts.get(item.id, 0))

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: ExerciseData) -> None:
        """Fill the tab that is shown."""
        exercise, tab = self.exercise, self.tab
        self.show_title((exercise.name, "strong"), right="" if exercise.stage is None else f"stage {exercise.stage}")
        is_narrow = self.has_class("-narrow") or self.has_class("-tiny")
        tabs = self.query_one(TabbedContent)
        for number, (each, names) in enumerate(TABS.items(), 1):
            label = f"{number} {names[is_narrow]}"
            tab_widget: Tab = tabs.get_tab(each)
            if tab_widget.label_text != label:
                tab_widget.label = label
        if tab == "figure":
            self._show_figure(data)
        elif self.pane is not None:
            self.pane.show_rows(self._rows(data, tab))
            self._show_words(data, self.pane)
        else:
            cue, cue_key = data.settings.cue, self.key_of("exercise.cue")
            sentences = exercise_words.notes(
                self.context.catalogue, exercise, cue=cue, aliases=data.aliases, cue_key=cue_key
            )
            self.query_one("#notes-words", FlowPanel).flow = LabelledFlow(sentences)
        self.show_keys()

    def _show_figure(self, data: ExerciseData) -> None:
        figure = self.figure
        motion = self.context.look.motion
        figure.still_only = motion == "none" or (motion == "auto" and self.app.animation_level == "none")
        self.pair_index = min(self.pair_index, max(0, len(data.pairs) - 1))
        figure.pair = data.pairs[self.pair_index] if data.pairs else None
        missing = self.query_one("#no-figure", Static)
        missing.display = not data.pairs
        missing.update("No figure fits this exercise.")
        self._show_figure_words()

    @on(PairFigure.Changed)
    def _show_figure_words(self) -> None:
        if self.data is not None and self.tab == "figure":
            figure, cue = self.figure, self.data.settings.cue
            degrees = figure.description() if self.has_class("-tall") else ""
            catalogue = self.context.catalogue
            sentences: Sentences = ()
            if figure.pair:
                items, pair = self.items, figure.pair
                sentences = exercise_words.figure_sentences(catalogue, items, pair, cue=cue, degrees=degrees)
            panel = self.query_one("#figure-words", DrawnPanel)
            panel.drawing = partial(fitting_rows, sentences, exercise_words.GIVING_WAY)
            self.show_keys()

    def _show_words(self, data: ExerciseData, pane: ListPane) -> None:
        tab, index, catalogue = self.tab, pane.index, self.context.catalogue
        items = self.items if tab == "checks" else self._most_common_first(data)
        title, figure = "", None
        sentences: Sentences = ()
        if tab == "history":
            rows = best_rows(data.bests, data.settings.over(self.context.gym).unit, self.context.today)
            title, sentences = "Best", tuple((what, f"{value}, {when}") for what, value, when in rows)
        elif tab == "settings":
            option = OPTIONS[min(index, len(OPTIONS) - 1)]
            title, sentences = option.label, (("", option.words),)
        elif items:
            item = items[min(index, len(items) - 1)]
            pair = next((each for each in data.pairs if each.fault == item.fault), None)
            title = item.cue if tab == "checks" else exercise_words.sentence_case(item.fault_text)
            key = self.key_of("exercise.open") if pair else ""
            is_check = tab == "checks"
            sentences = (
                exercise_words.check_sentences(catalogue, item)
                if is_check
                else exercise_words.fault_sentences(catalogue, item, key)
            )
            figure = partial(fault_rows, pair, ascii_only=self.context.ascii_only) if pair else None
        pane.show_words(title, LabelledFlow(sentences), figure)

    def _rows(self, data: ExerciseData, tab: str) -> list[ListRow]:
        is_tall = self.has_class("-narrow") and (self.has_class("-tall") or self.has_class("-std"))
        empty = "No checklist for this exercise: rate form 1 to 5."
        if tab == "checks":
            entries = check_entries(self.items)
        elif tab == "faults":
            entries = fault_entries(self._most_common_first(data), *self._fault_counts(data))
        elif tab == "history":
            unit = data.settings.over(self.context.gym).unit
            past = ((each.workout_id, each.day, each.sets) for each in data.sessions)
            entries = session_entries(past, unit, self.context.today)
            empty = f"Not done yet. Press {self.key_of('exercise.add')} to add it to the workout."
        else:
            entries = option_entries(self.context.gym, data.settings)
        if not entries:
            return [ListRow("", (((empty, "muted"),),))]
        return [ListRow(entry_id, replace(row, is_tall=is_tall)) for entry_id, row in entries]

    @on(events.ScreenSuspend)
    def _rest(self) -> None:
        """Nothing moves while another screen is shown."""
        self.figure.pause()

    def bar(self) -> Bar:
        """The key bar of the tab."""
        if self.entry.purpose:
            return (BarKey(("exercise.open",), "save"), BarKey(("back",), "cancel"))
        play = "next still" if self.figure.still_only else "pause" if self.figure.is_playing else "play"
        return tab_keys(self.tab, play if self.figure.pair is not None else "")

    # -- moving --------------------------------------------------------------------------------------------

    def action_tab(self, tab: str) -> None:
        """Show a tab."""
        self.query_one(TabbedContent).active = tab

    @on(TabbedContent.TabActivated)
    def _tab_shown(self) -> None:
        self.figure.pause()
        self.status = ""
        self.show_again()

    async def action_rows(self, action: str) -> None:
        """Move in the list of the tab, or scroll its text."""
        if self.pane is not None:
            await self.pane.row_list.run_action(action)
        elif self.tab == "notes":
            scroll = _SCROLLS.get(action, action)
            await self.query_one("#notes VerticalScroll", VerticalScroll).run_action(scroll)

    @on(RowList.OptionHighlighted)
    def _row_highlighted(self, message: RowList.OptionHighlighted) -> None:
        if self.data is None or self.pane is None or message.option_list is not self.pane.row_list:
            return
        self._show_words(self.data, self.pane)
        near_end = message.option_index >= self.session_limit - 10
        if self.tab == "history" and near_end and len(self.data.sessions) >= self.session_limit:
            self.session_limit += SESSIONS_AT_ONCE
            self.enqueue(self.load())

    def action_show_figure(self) -> None:
        """The figure: play or pause it; from another tab, show it."""
        if self.tab == "figure":
            self.figure.play_or_pause()
        else:
            self.action_tab("figure")

    def action_turn(self, by: int) -> None:
        """A frame of the figure, or the next value of a setting."""
        if self.tab == "figure" and self.figure.pair is not None:
            self.figure.step(by)
        elif self.tab == "settings" and self.data is not None:
            option = self._option()
            if option.step is None:
                self.action_open()
            else:
                self.enqueue(self._put(option, option.step(self.context.gym, self.data.settings, by)))

    def action_fault(self, step: int) -> None:
        """The next or previous fault of the figure."""
        if self.tab == "figure" and self.data is not None and self.data.pairs:
            self.pair_index = (self.pair_index + step) % len(self.data.pairs)
            self._show_figure(self.data)

    def action_layout(self) -> None:
        """Side by side, or one after the other."""
        if self.tab == "figure":
            self.figure.is_alternating = not self.figure.is_alternating

    @on(RowList.OptionSelected)
    def action_open(self) -> None:
        """Open the workout of a session, the figure of a fault, or a setting to type it."""
        data, pane = self.data, self.pane
        if data is None or pane is None:
            return
        highlighted = pane.row_list.highlighted_id
        if self.tab == "settings":
            option = self._option()
            self.open_entry(option.id, option.typed(self.context.gym, data.settings), status=option.prompt)
        elif self.tab == "history" and highlighted:
            self.post_message(ScreenRequested("history", highlighted))
        elif self.tab == "faults" and highlighted:
            item = next(each for each in self.items if each.id == highlighted)
            index = next((n for n, pair in enumerate(data.pairs) if pair.fault == item.fault), None)
            if index is None:
                self.status = "No figure shows this fault."
            else:
                self.pair_index = index
                self.action_tab("figure")

    def action_compare(self) -> None:
        """Compare the highlighted session, else the last one, with the one before it, set by set."""
        from hinge_log.screens.dialogs.compare import compare_lift

        highlighted = self.pane.row_list.highlighted_id if self.pane is not None and self.tab == "history" else ""
        self.enqueue(compare_lift(self, self.key, highlighted or ""))

    def action_lift_by(self, step: int) -> None:
        """The next or previous exercise: of those done, else of the family."""
        keys = list(self.data.used) if self.data else []
        if self.key not in keys:
            family = self.exercise.family
            keys = [each.id for each in self.context.catalogue.exercises.values() if each.family == family]
        if self.key in keys:
            self.show_lift(keys[(keys.index(self.key) + step) % len(keys)])
            self.enqueue(self.load())

    # -- changing ------------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Add the exercise to the open workout, or begin one with it."""
        self.enqueue(self.start_with(self.exercise))

    def action_edit(self) -> None:
        """Write the lasting cue."""
        self.figure.pause()
        cue = self.data.settings.cue if self.data else ""
        self.open_entry("cue", cue, status=OPTIONS_BY_ID["cue"].prompt)

    def _option(self) -> LiftOption:
        return OPTIONS[min(self.pane.index if self.pane else 0, len(OPTIONS) - 1)]

    def action_as_gym(self) -> None:
        """Set the gym default."""
        if self.tab == "settings" and self.data is not None:
            option = self._option()
            self.enqueue(self._put(option, read_option(option, self.context.gym, self.data.settings, "")))

    @on(EntryLine.Completed)
    def _entry_completed(self, message: EntryLine.Completed) -> None:
        self.enqueue(self._save_entry(message.purpose, message.text))

    async def _save_entry(self, purpose: str, text: str) -> None:
        assert self.data is not None
        option = OPTIONS_BY_ID[purpose]
        await self._put(option, read_option(option, self.context.gym, self.data.settings, text))
        self.close_entry(self.status)

    async def _put(self, option: LiftOption, changes: Changes) -> None:
        exercise = self.exercise
        await self.with_store(lambda store: put_lift_settings(store, exercise.id, exercise.name, **changes))
        await self.load()
        assert self.data is not None
        value = option.text(self.context.gym, self.data.settings)
        self.tell_done(f"{option.label}: {value}.")


def tab_keys(tab: str, play: str) -> Bar:
    """The key bar of a tab; `play` is what its key does to the figure, "" without one."""
    following = list(TABS)[(list(TABS).index(tab) + 1) % len(TABS)]
    tabs = BarKey(("exercise.tab.1", f"exercise.tab.{len(TABS)}"), "tabs", f"tab('{following}')")
    more, last = (tabs, "cues", "form.view", "back"), ("exercise.add", "exercise.next")
    step = ("exercise.step.back", "exercise.step")
    if tab == "figure" and play:
        played = (BarKey(("exercise.play",), play, "show_figure"), BarKey(step, "step", "turn(1)"))
        return (*played, "exercise.fault", *more, "exercise.layout", "exercise.cue", *last)
    if tab == "notes":
        return ("exercise.cue", *more, *last)
    if tab == "settings":
        first = ("exercise.up exercise.down", BarKey(step, "change", "turn(1)"), "exercise.open: type")
        return (*first, "exercise.gym", "undo", *more, "exercise.cue", *last)
    opens = {"history": ("exercise.open: open", "exercise.compare"), "faults": ("exercise.open: figure",)}.get(tab, ())
    return ("exercise.up exercise.down", *opens, *more, "exercise.cue", *last)


_SCROLLS = {"cursor_down": "scroll_down", "cursor_up": "scroll_up", "first": "scroll_home", "last": "scroll_end"}
"""What scrolls a text where there is no list."""
