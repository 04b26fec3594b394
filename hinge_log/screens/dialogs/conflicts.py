"""Edits of one thing on two devices that did not know of each other: which value is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hinge_log.screens.dialogs.dialog import Dialog
from hinge_log.screens.main_screen import MainScreen
from hinge_log.store.store import Store
from hinge_log.sync.conflicts import NamedConflict, conflict_subject, conflict_value, decide, named_conflicts
from hinge_log.text import shown
from hinge_log.widgets.keys import KeyBar
from hinge_log.widgets.panels import TitleBar
from hinge_log.widgets.row_list import ListRow, RowList


class ConflictLine(NamedTuple):
    """A conflict, and what it is about in words."""

    conflict: NamedConflict
    subject: str


class ConflictsDialog(Dialog[tuple[ConflictLine, bool] | None]):
    """Gives the conflict that was decided, and whether use the other value; None when it is closed."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "decide(False)", "stands", id="conflicts.keep", tooltip="keep the current value"),
        Binding("o", "decide(True)", "other", id="conflicts.use", tooltip="use the other value"),
        Binding("escape,q", "leave", "close", id="conflicts.close", tooltip="resolve later"),
    ]

    def __init__(self, conflicts: Sequence[ConflictLine]) -> None:
        super().__init__()
        self.conflicts = tuple(conflicts)

    def compose(self) -> ComposeResult:
        """The list."""
        yield TitleBar("Which value is right?", f"{len(self.conflicts)} to resolve")
        yield RowList(click_selects=False)
        yield KeyBar(*map(self.hint, ("conflicts.keep", "conflicts.use", "conflicts.close")))

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(RowList).show_rows(
            ListRow(
                str(number),
                [
                    ((line.subject, "text"),),
                    (("  stands  ", "muted"), (f"{_value(line.conflict.kept)}  ", "strong"),
                     (f"({shown(line.conflict.kept_by)})", "muted")),
                    (("  other   ", "muted"), (f"{_value(line.conflict.other)}  ", "strong"),
                     (f"({shown(line.conflict.other_by)})", "muted")),
                ],
            )
            for number, line in enumerate(self.conflicts)
        )  # fmt: skip

    def action_decide(self, other: bool) -> None:
        """Decide the highlighted conflict."""
        if highlighted := self.query_one(RowList).highlighted_id:
            self.dismiss((self.conflicts[int(highlighted)], other))


def _value(values: dict[str, Any] | Any) -> str:
    return shown(conflict_value(values))


async def decide_conflicts(screen: MainScreen[Any], status: str = "No conflicts.") -> None:
    """List the conflicts, and decide one after the other; `status` is what is said when none is left."""

    def read(store: Store) -> list[ConflictLine]:
        name_of = screen.context.name
        return [ConflictLine(each, shown(conflict_subject(store, each, name_of))) for each in named_conflicts(store)]

    conflicts = await screen.with_store(read)
    screen.context.conflicts = len(conflicts)
    if not conflicts:
        screen.status = status
        return

    def decided(answer: tuple[ConflictLine, bool] | None) -> None:
        if answer is not None:
            screen.enqueue(_decide(screen, *answer))

    screen.app.push_screen(ConflictsDialog(conflicts), decided)


async def _decide(screen: MainScreen[Any], line: ConflictLine, other: bool) -> None:
    await screen.with_store(lambda store: decide(store, line.conflict, other=other))
    await screen.reload()
    value = _value(line.conflict.other if other else line.conflict.kept)
    screen.status = f"{line.subject}: {value} on every device after it syncs. Press {screen.key_of('undo')} to undo."
    await decide_conflicts(screen, screen.status)
