"""The workouts that are open: which one goes on, or all of them joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.training.workout import OpenWorkout, open_workout_words
from hinge_log.widgets.key_bar import KeyBar, KeyHint
from hinge_log.widgets.row_list import ListRow, RowList
from hinge_log.widgets.title_bar import TitleBar

JOIN = "join"


class OpenWorkoutsDialog(Dialog[str | None]):
    """Gives the id of the workout that goes on, `JOIN` to make one of all, or None."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "join", "join", id="open.join", tooltip="join them: one workout with all lifts"),
        Binding("escape,q", "leave", "cancel", id="open.cancel", tooltip="change nothing"),
    ]
    DEFAULT_CSS = """
    OpenWorkoutsDialog { background: $background; RowList { height: 1fr; } KeyBar { dock: bottom; } }
    """

    def __init__(self, workouts: Sequence[OpenWorkout], today: int) -> None:
        super().__init__()
        self.workouts, self.today = tuple(workouts), today

    def compose(self) -> ComposeResult:
        """The list."""
        yield TitleBar("Continue", f"{len(self.workouts)} open")
        yield RowList()
        yield KeyBar(
            KeyHint("⏎", "continue", "move('select')"), KeyHint("j", "join", "join"), KeyHint("esc", "cancel", "leave")
        )

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(RowList)
        marks = ("● ", *("  " for _ in self.workouts[1:]))
        listed = [
            ListRow(each.id, [((mark, "chosen"), (open_workout_words(each, self.today), "text"))])
            for mark, each in zip(marks, self.workouts, strict=True)
        ]
        rows.show_rows([*listed, ListRow(JOIN, [(("  Join them: one workout with all lifts", "text"),)])])
        rows.highlight(self.workouts[0].id)

    @on(RowList.OptionSelected)
    def _choose(self, message: RowList.OptionSelected) -> None:
        self.dismiss(message.option.id)

    def action_join(self) -> None:
        """Make one workout of all."""
        self.dismiss(JOIN)
