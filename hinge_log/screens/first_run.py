"""The first run: units, bar, plates and where to start; enter accepts everything as it is shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.set_texts import MEANINGS, form_words, pips
from hinge_log.errors import EntryError
from hinge_log.screens.context import Context, ScreenRequested
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids, rating_bindings
from hinge_log.screens.main_screen import MainScreen
from hinge_log.screens.options import BARS, STARTS, plates
from hinge_log.settings import Gym
from hinge_log.store.store import Store
from hinge_log.training.workout import LABELS
from hinge_log.widgets.choices import Choice, ChoiceRows
from hinge_log.widgets.entry_line import EntryLine
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import to_content
from hinge_log.widgets.panels import PanelTitle

DONE = "first_run"
"""The setting that says that these questions were answered."""

SAFETY = "Not medical advice. Pain, numbness or weak legs? Stop and get medical help."
"""The one sentence for which there is always room."""

SOURCES = ("no", "Strong", "Hevy", "FitNotes", "other")
UNITS = ("kg", "lb")
_BY_POUND = ("US", "LR", "MM")
"""Countries that weigh in pounds (CLDR measurement systems: US; Liberia and Myanmar by custom)."""
_PLATES = 2
"""The index of the question whose answer is typed."""


def proposed_unit(environ: Mapping[str, str] = os.environ) -> str:
    """The unit of the country that the system is set to, by the rules of POSIX: LC_ALL, LC_MEASUREMENT, LANG."""
    named = next((environ[each] for each in ("LC_ALL", "LC_MEASUREMENT", "LANG") if environ.get(each)), "")
    country = named.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return "lb" if country in _BY_POUND else "kg"


class FirstRunScreen(MainScreen[Gym]):
    """Five questions with an answer each; nothing is saved before enter."""

    CSS_PATH = "../styles/first_run.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="first.begin", tooltip="accept these settings and start"),
        Binding("down,j", "step(1)", "row", id="first.down", tooltip="next question"),
        Binding("up,k", "step(-1)", "row", id="first.up", tooltip="previous question"),
        Binding("right,l", "change(1)", "change", id="first.next", tooltip="next answer"),
        Binding("left,h", "change(-1)", "change", id="first.previous", tooltip="previous answer"),
        Binding("e", "edit", "plates", id="first.edit", tooltip="type the plates you have"),
        Binding("space", "try_set", "try", id="first.try", tooltip="try a set; nothing is saved"),
        *rating_bindings("try_rate", "first", "rate the practice set"),
        Binding("m", "safety", "safety", id="first.safety", tooltip="what to know before lifting"),
        Binding("i", "import_first", "import", id="first.import", tooltip="save the answers, then import a file"),
        *global_bindings(),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (
        ("First run", ids("first", "begin up down previous next edit import safety")),
        ("Try it", ids("first", "try 1 2 3 4 5")),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.gym = context.gym.in_unit(proposed_unit())
        self.settings_before = Gym()
        self.source = 0
        self.current = 0
        self.tried = False
        self.form: int | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The questions, a set to try, and the safety sentence."""
        yield Static(id="welcome", markup=False)
        with Container(id="columns"):
            yield ChoiceRows(id="questions")
            with VerticalScroll(id="trial", can_focus=False):
                yield PanelTitle(id="trial-title")
                yield Static(id="trial-text", markup=False)
        yield Static(id="safety", markup=False)
        yield KeyRow(id="touch", lead=False)

    def read(self, store: Store) -> Gym:
        """The settings that the log has."""
        return Gym.of(store.setting("gym"))

    # -- showing -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """What can be clicked in the text is not underlined."""
        self.query_one("#trial-text", Static).auto_links = False

    def show(self, data: Gym) -> None:
        """Hand the values out; settings that the log has already are where the answers begin."""
        if data != self.settings_before:
            self.gym = self.settings_before = data
        gym, bars = self.gym, self._bars()
        enter = "enter" if self.key_of("first.begin") == "⏎" else self.key_of("first.begin")
        self.show_title(("hinge-log", "strong"), (" · first run", "muted"))
        self.query_one("#welcome", Static).update(f"Press {enter} to accept these settings. You can change them later.")
        questions = self.query_one(ChoiceRows)
        questions.current = self.current
        questions.choices = (
            Choice("Units", UNITS, UNITS.index(gym.unit)),
            Choice("Bar", tuple(_bar_word(bar, gym.unit) for bar in bars), bars.index(gym.bar)),
            Choice("Plates", (" ".join(gym.plates),), -1, f"(pairs)  {self.key_of('first.edit')} edit"),
            Choice("Start at", STARTS, STARTS.index(gym.start_at) if gym.start_at in STARTS else 0),
            Choice("Import data", SOURCES, self.source),
        )
        self._show_trial(enter)
        self.query_one("#safety", Static).update(f"{SAFETY} Press {self.key_of('first.safety')} to read more.")

    def _show_trial(self, enter: str) -> None:
        title, text, touch = (
            self.query_one("#trial-title", PanelTitle), self.query_one("#trial-text", Static), self.query_one(KeyRow)
        )  # fmt: skip
        asks = self.tried and self.form is None
        title.title, title.asks = "How was it?" if asks else "Try it now (nothing is saved)", asks
        trial = f"{self.gym.bar} {self.gym.unit} × 5" if self.gym.bar != "0" else "5 reps"
        meanings = [
            [(f"{n} {word:<7}", f"chosen>try_rate({n})"), (MEANINGS[n], f"text>try_rate({n})")]
            for n, word in sorted(LABELS.items(), reverse=True)
        ]
        begin = KeyHint("", "BEGIN", "begin")
        if not self.tried:
            rows = [
                [("Next: ", "text"), (trial, "strong")],
                [(f"Press {self.key_of('first.try')} when you have finished the set.", "text>try_set")],
                [("Then press 1 to 5 to rate its form.", "text")],
            ]
            touch.keys = (
                KeyHint("◂", "", "change(-1)"),
                KeyHint("▸", "", "change(1)"),
                KeyHint("", "did it", "try_set"),
                begin,
            )
        elif asks:
            rows = [[("Done: ", "text"), (trial, "strong"), (". Press 1 to 5 to rate its form:", "text")], *meanings]
            touch.keys = tuple(KeyHint(str(n), word, f"try_rate({n})") for n, word in LABELS.items())
        else:
            rows = [
                [("✓ ", "data"), (trial, "strong"), (f"  {pips(self.form)}  {form_words(self.form)}", "data")],
                [("That is one set, logged and rated with two keys.", "text")],
                [(f"Press {enter} to start.", "text>begin")],
            ]
            touch.keys = (KeyHint("◂", "", "change(-1)"), KeyHint("▸", "", "change(1)"), begin)
        touch.chosen = frozenset() if asks else frozenset((len(touch.keys) - 1,))
        text.update(to_content(map(tuple, rows), mono=self.app.theme == "mono"))

    def _bars(self) -> tuple[str, ...]:
        bars = BARS[self.gym.unit]
        return bars if self.gym.bar in bars else (self.gym.bar, *bars)

    def bar(self) -> Bar:
        """The key bar."""
        if self.entry.purpose:
            return (BarKey(("first.begin",), "save"), BarKey(("back",), "cancel"))
        row = BarKey(("first.up", "first.down"), "row")
        return ("first.begin", row, "first.previous first.next", "first.import: import first", "back: quit")

    # -- answering -----------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Go to another question."""
        self.current = (self.current + by) % len(self.query_one(ChoiceRows).choices)
        self.show_again("")

    def action_question(self, index: int) -> None:
        """Go to the question that was clicked."""
        self.current = index
        self.show_again("")
        if index == _PLATES:
            self.action_edit()

    def action_change(self, by: int) -> None:
        """Take the next or the previous answer."""
        choice = self.query_one(ChoiceRows).choices[self.current]
        self.action_choose(self.current, (choice.chosen + by) % len(choice.answers))

    def action_choose(self, index: int, number: int) -> None:
        """Take one answer."""
        self.current = index
        if index == 0:
            self.gym = self.gym.in_unit(UNITS[number])
        elif index == 1:
            self.gym = replace(self.gym, bar=self._bars()[number])
        elif index == _PLATES:
            self.action_edit()
            return
        elif index == 3:
            self.gym = replace(self.gym, start_at=STARTS[number])
        else:
            self.source = number
        self.show_again("")

    def action_edit(self) -> None:
        """Type the plates."""
        self.current = _PLATES
        self.show_again("")
        self.open_entry("plates", " ".join(self.gym.plates), status="Type your plate weights, separated by spaces.")

    @on(EntryLine.Completed)
    def _take_plates(self, message: EntryLine.Completed) -> None:
        try:
            self.gym = replace(self.gym, plates=plates(message.text))
        except EntryError as error:
            self.status = str(error)  # the text stays, so that a further enter does not begin without it
        else:
            self.close_entry()
            self.show_again("")

    @on(EntryLine.Edited)
    def _clear_error(self) -> None:
        self.status = ""

    # -- trying --------------------------------------------------------------------------------------------

    def action_try_set(self) -> None:
        """Do as if the set was logged."""
        self.tried, self.form = True, None
        self.show_again("")

    def action_try_rate(self, label: int) -> None:
        """Do as if the set was rated."""
        if self.tried:
            self.form = label
            self.show_again("")

    def action_safety(self) -> None:
        """Show what to know before lifting."""
        from hinge_log.exercises.safety import sections
        from hinge_log.screens.dialogs.text_dialog import TextDialog

        self.app.push_screen(TextDialog("Before you lift", sections()))

    # -- leaving -------------------------------------------------------------------------------------------

    def action_begin(self) -> None:
        """Save the answers and begin."""
        self.enqueue(self._save("import" if self.source else "today"))

    def action_import_first(self) -> None:
        """Save the answers and import a file."""
        self.enqueue(self._save("import"))

    async def _save(self, then: str) -> None:
        gym = self.gym
        await self.with_store(lambda store: store.put_settings({"gym": gym.to_json(), DONE: True}))
        self.context.gym = gym
        self.post_message(ScreenRequested(then))

    def action_back(self) -> None:
        """Quit; the questions are asked again at the next start."""
        self.app.exit()


def _bar_word(bar: str, unit: str) -> str:
    return {"0": "none", "25": "trap 25" if unit == "kg" else "25", "55": "trap 55"}.get(bar, bar)
