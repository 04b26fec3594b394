"""The workouts that are open: which one goes on, or all of them joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.open_workouts import choose_workout, join_workouts, open_workouts
from hinge_log.training.workout import OpenWorkout, open_workout_words
from hinge_log.widgets.keys import KeyBar, KeyHint
from hinge_log.widgets.panels import TitleBar
from hinge_log.widgets.row_list import ListRow, RowList

JOIN = "join"


class OpenWorkoutsDialog(Dialog[str | None]):
    """Gives the id of the workout that goes on, `JOIN` to make one of all, or None."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "join", "join", id="open.join", tooltip="join them: one workout with all lifts"),
        Binding("escape,q", "leave", "cancel", id="open.cancel", tooltip="change nothing"),
    ]

    def __init__(self, workouts: Sequence[OpenWorkout], today: int) -> None:
        super().__init__()
        self.workouts, self.today = tuple(workouts), today

    def compose(self) -> ComposeResult:
        """The list."""
        yield TitleBar("Continue", f"{len(self.workouts)} open")
        yield RowList()
        yield KeyBar(KeyHint("⏎", "continue", "move('select')"), *map(self.hint, ("open.join", "open.cancel")))

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


async def ask_which_goes_on(screen: MainScreen[Any]) -> None:
    """List the open workouts, where there are several, and do what is chosen."""
    workouts = await screen.with_store(open_workouts)
    if len(workouts) < 2:
        screen.status = "No other workout is open."
        return

    def chosen(answer: str | None) -> None:
        if answer is not None:
            screen.enqueue(_go_on(screen, workouts, answer))

    screen.app.push_screen(OpenWorkoutsDialog(workouts, screen.context.today), chosen)


async def _go_on(screen: MainScreen[Any], workouts: Sequence[OpenWorkout], answer: str) -> None:
    if answer == JOIN:
        first, *others = (each.id for each in workouts)
        await screen.with_store(lambda store: join_workouts(store, first, others))
        status = f"Joined {len(workouts)} workouts. Press {screen.key_of('undo')} to undo."
    else:
        await screen.with_store(lambda store: choose_workout(store, answer))
        workout = next(each for each in workouts if each.id == answer)
        status = f"Now in {open_workout_words(workout, screen.context.today)}."
    await screen.reload()
    screen.status = status
