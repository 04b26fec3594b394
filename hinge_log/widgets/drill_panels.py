"""The panels of a guided drill: its pace in large figures, and its checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from hinge_log.charts.banner_font import digits
from hinge_log.charts.cells import Row, fit, text_width
from hinge_log.charts.drill_words import large_number, rep_text
from hinge_log.charts.flow import lines_of
from hinge_log.exercises.model import Item
from hinge_log.training.drills import Beat, Phase, Player, described
from hinge_log.widgets.check_panel import CheckedSet, CheckPanel
from hinge_log.widgets.keys import KeyHint, KeyRow
from hinge_log.widgets.line_panel import LinePanel, row_reactive
from hinge_log.widgets.panels import panel_rule


class DrillPace(NamedTuple):
    """`big` is the number shown large (rep, or seconds until the set), `word` what to do in this part of the rep.

    `part` names the part, `share` is how far it is (0 to 1), `beat` the seconds of it so far.
    """

    title: str = ""
    big: str = ""
    word: str = ""
    hint: str = ""
    part: str = ""
    share: float = 0.0
    beat: str = ""


class DrillKeys(NamedTuple):
    """How the keys are written that start a drill, open the checks, and skip."""

    start: str
    check: str
    skip: str


def pace_of(player: Player, beat: Beat, keys: DrillKeys) -> DrillPace:
    """What is shown of a drill at this moment."""
    phase = player.phase
    words = {Phase.MOVE: beat.words, Phase.RATE: "HOW WAS IT?", Phase.REST: "REST", Phase.DONE: "WELL DONE"}
    words[Phase.READY] = f"Press {keys.start} to start" if player.paused else "GET READY"
    tempo = described(player.plan).partition(": ")[2]
    hints = {
        Phase.READY: tempo,
        Phase.MOVE: tempo,
        Phase.RATE: f"Press 1 to 5, or {keys.check} for the checks.",
        Phase.REST: f"Press {keys.skip} to start now.",
        Phase.DONE: "The workout stays open.",
    }
    part = "ready" if phase is Phase.READY else ("out", "hold", "back", "rest")[beat.part]
    count = str(beat.count) if beat.count else ""
    return DrillPace(rep_text(player), large_number(player), words[phase], hints[phase], part, beat.share, count)


class DrillPacer(LinePanel):
    """Shows `pace`; in one or two rows without the large figures."""

    DEFAULT_CSS = "DrillPacer { height: 6; }"

    pace: row_reactive[DrillPace] = row_reactive(DrillPace())

    def __init__(self, *, ascii_only: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ascii_only = ascii_only

    def build_rows(self, width: int, height: int) -> Iterable[Row]:
        """The rows for the height that there is."""
        pace = self.pace
        picture = digits(pace.big, 1, ascii_only=self.ascii_only) if pace.big else []
        if height < len(picture) + 2 or not picture:
            short = f"{pace.title}  {pace.word}" if height == 1 else f"{pace.big}  {pace.word}"
            rows: list[Row] = [((" ", ""), (fit(short, width - 1), "strong"))]
            return rows if height == 1 else [panel_rule(pace.title, width), *rows, self._count(width)]
        indent = max(map(text_width, picture)) + 3
        beside = [(pace.word, "strong"), *((line, "muted") for line in lines_of(pace.hint, width - indent - 1))]
        rows = [panel_rule(pace.title, width)]
        for index, line in enumerate(picture):
            text, style = beside[index] if index < len(beside) else ("", "")
            rows.append(((" ", ""), (line.ljust(indent - 1), "big"), (fit(text, width - indent), style)))
        return [*rows, (), self._count(width)] if height > len(rows) + 1 else [*rows, self._count(width)]

    def _count(self, width: int) -> Row:
        """How far this part of the rep is."""
        pace, room = self.pace, max(0, width - 12)
        done = round(pace.share * room)
        bar = (("━" * done, "data"), ("─" * (room - done), "grid"))
        return ((" ", ""), (f"{pace.part:<6}", "muted"), *bar, (f" {pace.beat}", "strong"))


class DrillCheckList(Vertical):
    """A click on a check runs the action `mark`, on a contact that of its KeyHint."""

    DEFAULT_CSS = """
    DrillCheckList {
        CheckPanel { height: 1fr; }
        KeyRow { height: 1; }
        Static { height: auto; padding: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """The checks, the contacts, and the outcome."""
        yield CheckPanel()
        yield KeyRow()
        yield Static(markup=False)

    def show_checks(
        self,
        items: tuple[Item, ...],
        checked: CheckedSet,
        outcome: str,
        contacts: Sequence[KeyHint] = (),
        lost: int | None = None,
    ) -> None:
        """Show the marks of a set; `lost` is the index of the contact that was lost first."""
        panel, row = self.query_one(CheckPanel), self.query_one(KeyRow)
        panel.items, panel.checked = items, checked
        row.display = bool(contacts)
        row.keys = tuple(contacts)
        row.chosen = frozenset(() if lost is None else (lost,))
        self.query_one(Static).update(outcome)
