"""The cue card of a lift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from hinge_log.charts.banner_font import banner
from hinge_log.charts.cells import Row, padded
from hinge_log.charts.coach_words import note_text
from hinge_log.charts.flow import ExplainedRow
from hinge_log.clock import clock_text
from hinge_log.exercises.model import Item
from hinge_log.screens.context import Context
from hinge_log.screens.keys import Bar, BarKey, HelpGroups, global_bindings, ids
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.session_queries import read_session
from hinge_log.store.set_extras import latest_cues
from hinge_log.store.store import Store
from hinge_log.text import printable
from hinge_log.training.form import cue_order, slips_lately
from hinge_log.training.session import WorkoutSession
from hinge_log.widgets.panels import DrawnPanel
from hinge_log.widgets.row_list import ListRow, RowList

ROTATE_S = 6.0
LAST_SETS = 10
"""How many of the last checked sets decide which cue comes first."""


@dataclass(frozen=True, slots=True)
class CueData:
    """The checks of a lift in the order in which they are read, the workout in progress, and the coach's cue."""

    key: str
    items: tuple[Item, ...]
    why: str
    session: WorkoutSession | None
    coach: str = ""


class CueScreen(MainScreen[CueData]):
    """Shows one cue at a time in letters that are read from two metres, or all checks."""

    CSS_PATH = "../styles/cue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,n", "step(1)", "next cue", id="cue.next", tooltip="next cue"),
        Binding("left,p", "step(-1)", "previous", id="cue.previous", tooltip="previous cue"),
        Binding("r", "rotate", "rotate", id="cue.rotate", tooltip="rotate the cues every 6 s, or stop"),
        Binding("enter", "all", "all", id="cue.all", tooltip="all checks, or one cue again"),
        Binding("c", "back", "back", id="cue.back", tooltip="go back to where you were"),
        *global_bindings(without=("cues",)),
    ]
    HELP_GROUPS: ClassVar[HelpGroups] = (("Cues", ids("cue", "next previous rotate all back")),)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.key = ""
        self.index = 0
        self.all_checks = False
        self._rotation: Timer | None = None

    @property
    def lift(self) -> str:
        """The key of the exercise shown."""
        return self.data.key if self.data else self.key

    def show_lift(self, key: str) -> None:
        """Show the cues of an exercise."""
        if key != self.lift:
            self.key, self.index, self.all_checks = key, 0, False

    def compose_body(self) -> Iterable[Widget]:
        """The card with its cue, or the list of all checks."""
        yield DrawnPanel(id="card")
        yield Static(id="coach", markup=False)
        yield Static(id="cue", markup=False)
        yield Static(id="why", markup=False)
        yield Static(id="safety", markup=False)
        yield Static(id="gap")
        yield RowList()

    def on_mount(self) -> None:
        """Keep the rest clock in the title going."""
        self.set_interval(1.0, self._show_clock)

    def read(self, store: Store) -> CueData:
        """What failed of late, and how long the rest still is."""
        workout = store.open_workout()
        key = self.key
        if not key and workout and workout.lifts:
            key = next((lift.exercise for lift in reversed(workout.lifts) if lift.sets), workout.lifts[0].exercise)
        if not key:
            used = store.used_exercises()
            key = used[0][0] if used else "deadlift-conventional"
        latest = (record for session in store.sessions(key, LAST_SETS) for record in reversed(session.sets))
        failures, checked = slips_lately(latest, LAST_SETS)
        items, why = cue_order(
            self.context.catalogue.items_for(self.context.exercise(key)), tuple(failures.items()), checked
        )
        session = read_session(store, self.context.exercise, self.context.gym, workout=workout, past_sessions=1)
        cues = latest_cues(store)
        cue = cues.get(key) or cues.get("")
        return CueData(key, items, why, session, note_text(cue) if cue is not None else "")

    # -- showing -------------------------------------------------------------------------------------------

    def show(self, data: CueData) -> None:
        """Show the card, or the checks."""
        self.index = min(self.index, max(0, len(data.items) - 1))
        self.set_class(self.all_checks and bool(data.items), "-all")
        self._show_clock()
        card, ascii_only = self.query_one("#card", DrawnPanel), self.context.ascii_only
        cue, why, safety = (self.query_one(f"#{name}", Static) for name in ("cue", "why", "safety"))
        coach = self.query_one("#coach", Static)
        coach.update(printable(data.coach))
        coach.display = bool(data.coach) and not self.all_checks
        if not data.items:
            card.drawing = None
            cue.update("No checklist for this exercise.")
            why.update("")
            safety.display = False
            return
        item = data.items[self.index]
        card.drawing = partial(_card_rows, item.card, ascii_only)
        cue.update(item.cue + ("." if item.cue[-1].isalnum() else ""))
        why.update(data.why if not self.index else "")
        safety.display = item.safety
        safety.update("Safety check: if it fails on two reps, stop and unload.")
        if self.all_checks:
            checks = self.query_one(RowList)
            checks.show_rows(_row(number, each) for number, each in enumerate(data.items, 1))
            checks.highlight(f"check-{self.index + 1}")
            self.set_focus(checks)

    def _show_clock(self) -> None:
        data = self.data
        if data is None or not self.is_current:
            return
        count = f"{self.index + 1} of {len(data.items)}" if data.items and not self.all_checks else ""
        rest = ""
        if data.session is not None:
            clock = data.session.rest(self.context.rest_timer.seconds_since(data.session.latest))
            if clock.left is not None:
                rest = f"rest {clock_text(clock.left)}{' paused' if clock.paused else ''}"
        parts = ("rotating" if self._rotation else "", count, rest)
        self.show_title((f"{self.context.name(data.key)} cues", "strong"), right="   ".join(p for p in parts if p))

    def bar(self) -> Bar:
        """The key bar."""
        shown = BarKey(("cue.all",), "one cue" if self.all_checks else "all checks", "all")
        return ("cue.next", "back", shown, "cue.previous", "cue.rotate", "go")

    # -- doing ---------------------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """The next or previous cue."""
        if self.data and self.data.items:
            self.index = (self.index + step) % len(self.data.items)
            self.show(self.data)

    def action_all(self) -> None:
        """All checks, or one cue again."""
        self.all_checks = not self.all_checks
        if not self.all_checks:
            self.set_focus(None)
        if self.data:
            self.show(self.data)
        self.show_keys()

    def on_option_list_option_selected(self, message: RowList.OptionSelected) -> None:
        """Show the check that was chosen as a card."""
        self.index = message.option_index
        self.action_all()

    def action_rotate(self) -> None:
        """Rotate the cues by themselves, or stop."""
        if self._rotation is None:
            self._rotation = self.set_interval(ROTATE_S, self._show_next_card)
        else:
            self._rotation.stop()
            self._rotation = None
        self._show_clock()

    def _show_next_card(self) -> None:
        if self.is_current and not self.all_checks:
            self.action_step(1)


def _row(number: int, item: Item) -> ListRow:
    flag = ("  safety", "fault") if item.safety else ("  must pass", "muted") if item.gate else ("", "")
    first = ((f"{number} ", "chosen"), (item.cue, "strong"), flag)
    return ListRow(f"check-{number}", ExplainedRow(first, item.look_for))


def _card_rows(card: str, ascii_only: bool, width: int, height: int) -> list[Row]:
    """A cue as large as the panel allows, in the middle; a click anywhere on it shows the next one."""
    picture = banner(card, width, height, ascii_only=ascii_only) if card else []
    above = (height - len(picture)) // 2
    lines = [*[""] * above, *picture, *[""] * (height - len(picture) - above)]
    return [((padded(line, width), "big>step(1)"),) for line in lines]
