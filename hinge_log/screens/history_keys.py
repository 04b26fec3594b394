"""The keys of the history: its key bar, and its bindings by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.screens.main_screen import BarKey
from hinge_log.training.workout import LABELS
from hinge_log.widgets.key_bar import KeyHint

HELP_GROUPS = (
    ("The list", ("history.next", "history.previous", "history.up", "history.down", "history.pagedown",
                  "history.pageup", "history.left", "history.right", "history.month.back", "history.month",
                  "history.today", "history.search")),
    ("Workouts", ("history.open", "history.add", "history.copy", "history.move", "history.times")),
    ("The selection", ("history.edit", "history.delete", "history.note", "history.lift",
                       *(f"history.form.{n}" for n in LABELS))),
)  # fmt: skip


TOUCH_KEYS = (KeyHint("⏎", "OPEN", "open"), KeyHint("a", "add past", "add"), KeyHint("d", "delete", "delete"))


def history_keys(*, is_typing: bool, is_opened: bool) -> Sequence[BarKey]:
    """The key bar while something is typed, in an opened workout, or in the list of workouts."""
    if is_typing:
        return (BarKey(("history.open",), "save"), BarKey(("back",), "discard"))
    if is_opened:
        return (
            BarKey(("history.down", "history.up"), "select", "move('cursor_down')"),
            BarKey(("history.edit",), "edit", "edit"),
            BarKey(("history.delete",), "delete", "delete"),
            BarKey(("history.add",), "add sets", "add"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("back",), "back", "back"),
            BarKey(("history.form.1", "history.form.5"), "form"),
            BarKey(("history.note",), "note", "note"),
            BarKey(("history.move",), "move", "move_day"),
            BarKey(("history.lift",), "add lift", "add_lift"),
            BarKey(("history.copy",), "do again", "copy"),
        )
    return (
        BarKey(("history.next", "history.previous"), "workout", "move('cursor_down')"),
        BarKey(("history.open",), "open", "open"),
        BarKey(("history.add",), "add past", "add"),
        BarKey(("history.search",), "search", "search"),
        BarKey(("history.delete",), "delete", "delete"),
        BarKey(("undo",), "undo", "undo"),
        BarKey(("go",), "go", "go_menu"),
        BarKey(("history.copy",), "do again", "copy"),
        BarKey(("history.move",), "move", "move_day"),
        BarKey(("history.left", "history.right"), "week", "go_back(7)"),
    )
