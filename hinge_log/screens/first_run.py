"""The first run: units, bar, plates and where to start; enter takes it all as it stands."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from hinge_log.charts.cells import Row
from hinge_log.charts.pages.first_run_page import ChoiceRow, FirstRunView, Trial, first_run_rows
from hinge_log.errors import EntryError
from hinge_log.screens.base import COMMON, Go, LogBookScreen
from hinge_log.screens.context import Context
from hinge_log.screens.main_screen import BarKey
from hinge_log.screens.options import BARS, STARTS, plates, with_unit
from hinge_log.settings import Gym
from hinge_log.store.setting_up import put_settings
from hinge_log.training.workout import LABELS

DONE = "first_run"
"""The setting that says that these questions were answered."""

SAFETY = "Not medical advice. Pain, numbness, weak legs: stop and see someone."
"""The one sentence for which there is always room."""

SOURCES = ("no", "Strong", "Hevy", "FitNotes", "other")
_BY_POUND = ("US", "LR", "MM")
"""Countries that weigh in pounds (CLDR measurement systems: US; Liberia and Myanmar by custom)."""


def proposed_unit(environ: Mapping[str, str] = os.environ) -> str:
    """The unit of the country that the system is set to, by the rules of POSIX: LC_ALL, LC_MEASUREMENT, LANG."""
    named = next((environ[each] for each in ("LC_ALL", "LC_MEASUREMENT", "LANG") if environ.get(each)), "")
    country = named.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return "lb" if country in _BY_POUND else "kg"


class FirstRunScreen(LogBookScreen):
    """Five questions with an answer each; nothing is kept before enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="first.begin", tooltip="take all of it as it stands and begin"),
        Binding("down,j", "move(1)", "row", id="first.down", tooltip="next question"),
        Binding("up,k", "move(-1)", "row", id="first.up", tooltip="previous question"),
        Binding("right,l", "change(1)", "change", id="first.next", tooltip="next answer"),
        Binding("left,h", "change(-1)", "change", id="first.previous", tooltip="previous answer"),
        Binding("e", "edit", "plates", id="first.edit", tooltip="type the plates that are there"),
        Binding("space", "try_set", "try", id="first.try", tooltip="try a set: nothing is saved"),
        *(
            Binding(str(n), f"try_rate({n})", word, id=f"first.{n}", tooltip=f"rate the tried set: {n} {word}")
            for n, word in LABELS.items()
        ),
        Binding("m", "safety", "safety", id="first.safety", tooltip="what to know before lifting"),
        Binding("i", "import_first", "import", id="first.import", tooltip="keep the answers and bring in a file first"),
        *COMMON,
    ]
    DEFAULT_CSS = """
    FirstRunScreen {
        layers: base above;
        #plates {
            layer: above; dock: bottom; height: 1; margin: 0 1 1 1; padding: 0; border: none; display: none;
            background: $surface; color: $foreground;
        }
        #plates.-open { display: block; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.gym = with_unit(context.gym, proposed_unit())
        self.source = 0
        self.at = 0
        self.logged = False
        self.form: int | None = None
        self.typing = False
        self.refusal = ""
        self.entry = Input(id="plates", disabled=True, max_length=120)
        self.entry.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The page, and the field for plates."""
        yield self.page
        yield self.entry

    # -- showing -------------------------------------------------------------------------------------------

    def rows(self, width: int, height: int) -> list[Row]:
        """The page for a size."""
        gym = self.gym
        bars = self._bars()
        asked = (
            ChoiceRow("Units", ("kg", "lb"), ("kg", "lb").index(gym.unit)),
            ChoiceRow("Bar", tuple(_bar_word(bar, gym.unit) for bar in bars), bars.index(gym.bar)),
            ChoiceRow("Plates", (" ".join(gym.plates),), -1, f"(pairs)  {self.key_of('first.edit')} edits"),
            ChoiceRow("Start at", STARTS, STARTS.index(gym.start_at) if gym.start_at in STARTS else 0),
            ChoiceRow("Bring data", SOURCES, self.source),
        )
        named = tuple(self.key_of(each) or each for each in ("first.begin", "first.try", "first.safety"))
        view = FirstRunView(
            rows=asked,
            at=self.at,
            trial=Trial(f"{gym.bar} {gym.unit} × 5" if gym.bar != "0" else "5 reps", self.logged, self.form),
            safety=SAFETY,
            status=self.status,
            keys=self.keys(),
            names=("enter" if named[0] == "⏎" else named[0], named[1], named[2]),
            help_key="F1" if self.typing else self.key_of("help"),
            touch=self.context.look.mouse,
            typing=self.typing,
            refusal=self.refusal,
        )
        return first_run_rows(view, width, height)

    def _bars(self) -> tuple[str, ...]:
        bars = BARS[self.gym.unit]
        return bars if self.gym.bar in bars else (self.gym.bar, *bars)

    def bar(self) -> Sequence[BarKey]:
        """The key bar."""
        if self.typing:
            return (BarKey(("first.begin",), "takes them"), BarKey(("back",), "leaves it"))
        return (
            BarKey(("first.begin",), "begin", "begin"),
            BarKey(("first.up", "first.down"), "row"),
            BarKey(("first.previous", "first.next"), "change"),
            BarKey(("first.import",), "import first", "import_first"),
            BarKey(("back",), "quit", "back"),
        )

    def help_groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The bindings by what they are for."""
        return (
            ("First run", ("first.begin", "first.up", "first.down", "first.previous", "first.next", "first.edit",
                           "first.import", "first.safety")),
            ("Try it", ("first.try", *(f"first.{n}" for n in LABELS))),
        )  # fmt: skip

    # -- answering -----------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another question."""
        self.at = (self.at + by) % 5
        self.paint()

    def action_row(self, place: int) -> None:
        """Go to the question that was tapped."""
        self.at = place
        if place == 2:
            self.action_edit()
        self.paint()

    def action_change(self, by: int) -> None:
        """Take the next or the previous answer."""
        counts = (2, len(self._bars()), 0, len(STARTS), len(SOURCES))
        if counts[self.at] == 0:
            self.action_edit()
            return
        gym = self.gym
        now = (
            ("kg", "lb").index(gym.unit), self._bars().index(gym.bar), 0,
            STARTS.index(gym.start_at) if gym.start_at in STARTS else 0, self.source,
        )[self.at]  # fmt: skip
        self.action_choose(self.at, (now + by) % counts[self.at])

    def action_choose(self, place: int, number: int) -> None:
        """Take one answer."""
        self.at = place
        if place == 0:
            self.gym = with_unit(self.gym, ("kg", "lb")[number])
        elif place == 1:
            self.gym = replace(self.gym, bar=self._bars()[number])
        elif place == 2:
            self.action_edit()
        elif place == 3:
            self.gym = replace(self.gym, start_at=STARTS[number])
        else:
            self.source = number
        self.paint()

    def action_edit(self) -> None:
        """Type the plates."""
        self.at, self.typing = 2, True
        self.entry.disabled = False
        self.entry.value = " ".join(self.gym.plates)
        self.entry.add_class("-open")
        self.set_focus(self.entry)
        self.paint()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.refusal:
            self.refusal = ""
            self.paint()

    @on(Input.Submitted)
    def _plates(self, message: Input.Submitted) -> None:
        try:
            self.gym = replace(self.gym, plates=plates(message.value))
        except EntryError as error:
            # What was typed stays in the field, so that a further enter does not begin without it.
            self.refusal = str(error)
            self.paint()
        else:
            self._close()

    def _close(self) -> None:
        self.typing = False
        self.refusal = ""
        self.set_focus(None)
        self.entry.remove_class("-open")
        self.entry.disabled = True
        self.paint()

    def on_key(self, event: events.Key) -> None:
        """Leave the field with escape, whatever the field makes of it."""
        if self.typing and event.key == "escape":
            event.stop()
            self._close()

    # -- trying --------------------------------------------------------------------------------------------

    def action_try_set(self) -> None:
        """Do as if the set was logged."""
        self.logged, self.form = True, None
        self.paint()

    def action_try_rate(self, label: int) -> None:
        """Do as if the set was rated."""
        if self.logged:
            self.form = label
            self.paint()

    def action_safety(self) -> None:
        """Show what to know before lifting."""
        from hinge_log.exercises.safety import sections
        from hinge_log.screens.dialogs.text_dialog import TextDialog

        self.app.push_screen(TextDialog("Before you lift", sections()))

    # -- leaving -------------------------------------------------------------------------------------------

    def action_begin(self) -> None:
        """Keep the answers and begin."""
        self.act(self._keep("import" if self.source else "today"))

    def action_import_first(self) -> None:
        """Keep the answers and bring in a file."""
        self.act(self._keep("import"))

    async def _keep(self, then: str) -> None:
        gym: Gym = self.gym
        await self.do(lambda store: put_settings(store, {"gym": gym.kept(), DONE: True}))
        self.context.gym = gym
        self.post_message(Go(then))

    def action_back(self) -> None:
        """Leave the field; or quit, and be asked again at the next start."""
        if self.typing:
            self._close()
        else:
            self.app.exit()


def _bar_word(bar: str, unit: str) -> str:
    return {"0": "none", "25": "trap 25" if unit == "kg" else "25", "55": "trap 55"}.get(bar, bar)
