"""The lifts of the workout as a list, with what each key does to the highlighted one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList

from hinge_log.charts.cells import Row, Segment, padded, row_width, text_width
from hinge_log.training.session import WorkoutSession
from hinge_log.training.sides import finished, planned_done
from hinge_log.training.workout import WorkoutLift
from hinge_log.widgets.keys import KeyHint, KeyPressed, KeyRow
from hinge_log.widgets.lift_overview import amount_planned, bracket
from hinge_log.widgets.panels import PanelTitle
from hinge_log.widgets.row_list import ListRow, RowList

_LARGE_KEYS = (
    ("⏎", "select", "go"), ("s", "superset", "join"), ("o", "ungroup", "part"),
    ("x", "skip", "skip"), ("r", "swap", "swap"), ("a", "add", "add"),
    ("K", "move up", "up"), ("J", "move down", "down"), ("d", "remove", "remove"),
)  # fmt: skip


class LiftList(Vertical):
    """Shown over the sets; posts `LiftList.Requested` with a command for the highlighted lift."""

    class Requested(Message):
        """A command ("go", "join", "skip" ...) for the lift of an id."""

        def __init__(self, command: str, lift_id: str) -> None:
            super().__init__()
            self.command, self.lift_id = command, lift_id

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "down", id="lifts.next", tooltip="next lift in the list"),
        Binding("up,k", "move(-1)", "up", id="lifts.previous", tooltip="previous lift in the list"),
        Binding("enter", "request('go')", "go", id="lifts.go", tooltip="go to the lift"),
        Binding("s", "request('join')", "superset", id="lifts.join", tooltip="superset with the next lift"),
        Binding("o", "request('part')", "out", id="lifts.part", tooltip="remove the lift from its superset"),
        Binding("x", "request('skip')", "skip", id="lifts.skip", tooltip="skip the lift, or resume it"),
        Binding("r", "request('swap')", "swap", id="lifts.swap", tooltip="replace the lift with another exercise"),
        Binding("a", "request('add')", "add", id="lifts.add", tooltip="add a lift"),
        Binding("K,left_square_bracket", "request('up')", "up", id="lifts.up", tooltip="move the lift up"),
        Binding("J,right_square_bracket", "request('down')", "down", id="lifts.down", tooltip="move the lift down"),
        Binding("d", "request('remove')", "remove", id="lifts.remove", tooltip="remove the lift from the workout"),
        Binding("u", "request('undo')", "undo", id="lifts.undo", tooltip="undo the last change"),
        Binding("U", "request('redo')", "redo", id="lifts.redo", tooltip="redo the last undone change"),
        Binding("plus,equals_sign", "request('more')", "rest", id="lifts.more", tooltip="15 s more rest", show=False),
        Binding("minus", "request('less')", "rest", id="lifts.less", tooltip="15 s less rest", show=False),
        Binding("question_mark,f1", "request('help')", "help", id="lifts.help", tooltip="keys for the list of lifts"),
        Binding("escape,q,L", "request('close')", "close", id="lifts.close", tooltip="back to the set"),
    ]
    DEFAULT_CSS = "LiftList { display: none; } LiftList KeyRow { height: 3; }"

    def compose(self) -> ComposeResult:
        """A rule, the lifts, and the keys."""
        yield PanelTitle("Lifts", asks=True)
        yield RowList(id="lift-rows")
        keys = (KeyHint(key, word, f"request('{command}')") for key, word, command in _LARGE_KEYS)
        yield KeyRow(*keys, columns=3, id="lift-keys")

    def show_lifts(self, session: WorkoutSession, highlighted: str = "") -> None:
        """List the lifts of a workout, at first with the current one highlighted."""
        lifts = session.workout.lifts
        amounts = [_amount(lift, session) for lift in lifts]
        wide = max([7, *map(len, amounts)])
        names = max([13, *(text_width(session.name_of(lift.exercise)) for lift in lifts)])
        rows = [
            ListRow(lift.id, _lift_row(session, index, lift, amounts[index].rjust(wide), names))
            for index, lift in enumerate(lifts)
        ]
        row_list = self.query_one(RowList)
        row_list.show_rows(rows)
        if highlighted or not row_list.highlighted_id:
            row_list.highlight(highlighted or session.lift.id)

    def open_at(self, lift_id: str) -> None:
        """Take the keys, with a lift highlighted."""
        row_list = self.query_one(RowList)
        row_list.highlight(lift_id)
        self.screen.set_focus(row_list)

    @property
    def highlighted(self) -> str:
        """The id of the highlighted lift."""
        return self.query_one(RowList).highlighted_id

    def action_move(self, by: int) -> None:
        """Highlight another lift, going round."""
        row_list = self.query_one(RowList)
        if by > 0:
            row_list.action_cursor_down()
        else:
            row_list.action_cursor_up()

    def action_request(self, command: str) -> None:
        """Ask for a command."""
        self.post_message(self.Requested(command, self.highlighted))

    @on(KeyPressed)
    async def _run_clicked(self, message: KeyPressed) -> None:
        message.stop()
        await self.run_action(message.action)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Go to the lift that was chosen."""
        message.stop()
        self.action_request("go")


@dataclass(frozen=True, slots=True)
class ListedLift:
    """A lift as an entry of the list: the name gives way where the row is too narrow for the longest, `names` cells."""

    lead: Row
    name: Segment
    amount: str
    state: str
    names: int

    def __call__(self, width: int) -> list[Row]:
        """One row."""
        name, style = self.name
        longest = text_width(self.amount) + 9  # " 2 of 3 current"
        cells = max(4, min(self.names, width - row_width(self.lead) - longest))
        return [(*self.lead, (padded(name, cells), style), (f" {self.amount} {self.state}", "muted"))]


def _lift_row(session: WorkoutSession, index: int, lift: WorkoutLift, amount: str, names: int) -> ListedLift:
    current, skipped = index == session.index, lift.id in session.skipped
    full = finished(lift, sided=lift.exercise in session.unilateral)
    state = "skipped" if skipped else "done" if full else "current" if current else ""
    tag = padded(bracket(session.workout, index) + session.tags.get(lift.id, ""), 4) if session.tags else ""
    lead = ("✗ " if skipped else "✓ " if full else "· ", "chosen"), (tag, "chosen")
    name = session.name_of(lift.exercise), "dim" if skipped else "strong" if current else "text"
    return ListedLift(lead, name, amount, state, names)


def _amount(lift: WorkoutLift, session: WorkoutSession) -> str:
    """How many sets are done of those planned; those beyond the plan are named."""
    done = planned_done(lift, sided=lift.exercise in session.unilateral)
    planned = len(lift.plan)
    if not planned:
        return f"{done} done" if done else amount_planned(lift)
    return f"{done} of {planned}" if done <= planned else f"{planned} + {done - planned} extra"
