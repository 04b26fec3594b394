"""The keys of the history: its key bar, and its bindings by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from hinge_log.screens.main_screen import BarKey, global_bindings
from hinge_log.training.workout import LABELS
from hinge_log.widgets.key_bar import KeyHint

HISTORY_BINDINGS: list[BindingType] = [
    Binding("k", "move('cursor_up')", "up", id="history.up", tooltip="the line above; the up arrow too"),
    Binding("j", "move('cursor_down')", "down", id="history.down", tooltip="the line below; the down arrow too"),
    Binding("n", "move('cursor_down')", "older", id="history.next", tooltip="previous workout, down the list"),
    Binding("p", "move('cursor_up')", "newer", id="history.previous", tooltip="next workout, up the list"),
    Binding("ctrl+d", "move('page_down')", "down", id="history.pagedown", tooltip="a page down"),
    Binding("ctrl+u", "move('page_up')", "up", id="history.pageup", tooltip="a page up"),
    Binding("left,h", "go_back(7)", "week", id="history.left", tooltip="back a week"),
    Binding("right,l", "go_back(-7)", "week", id="history.right", tooltip="forward a week"),
    Binding("left_square_bracket", "go_back(30)", "month", id="history.month.back", tooltip="back 30 days"),
    Binding("right_square_bracket", "go_back(-30)", "month", id="history.month", tooltip="forward 30 days"),
    Binding("G", "newest", "newest", id="history.today", tooltip="back to the newest workout; home too"),
    Binding("slash", "search", "search", id="history.search", tooltip="search exercises, notes, plans and dates"),
    Binding("enter", "open", "open", id="history.open", tooltip="open the workout; on a set, edit it"),
    Binding("e", "edit", "edit", id="history.edit", tooltip="edit the set, or the name of the workout"),
    Binding("d", "delete", "delete", id="history.delete", tooltip="delete the selection; undo brings it back"),
    Binding("a", "add", "add", id="history.add", tooltip="add a past workout; in a workout, add sets"),
    Binding("A", "add_lift", "add lift", id="history.lift", tooltip="add a lift to the open workout"),
    Binding("m", "move_day", "move", id="history.move", tooltip="move the workout to another day"),
    Binding("t", "times", "times", id="history.times", tooltip="start and end times of the workout"),
    Binding("y", "copy", "copy", id="history.copy", tooltip="do this workout again today"),
    Binding("o", "note", "note", id="history.note", tooltip="a note on the set, or on the workout"),
    Binding(
        "b", "compare", "compare", id="history.compare", tooltip="compare the lift with another session, set by set"
    ),
    Binding("f", "check", "fault", id="history.check", tooltip="check the selected set: mark what failed"),
    Binding("V", "video", "video", id="history.video", tooltip="open the video of the selected set"),
    Binding("C", "coach('cue')", "cue", id="history.cue", tooltip="as a coach: a cue for the selected lift"),
    Binding("P", "coach('plan')", "plan", id="history.plan", tooltip="as a coach: a plan for the athlete"),
    *(
        Binding(str(n), f"rate({n})", word, id=f"history.form.{n}", tooltip=f"form of the selected set: {n} {word}")
        for n, word in LABELS.items()
    ),
    *global_bindings(),
]

HELP_GROUPS = (
    ("The list", ("history.next", "history.previous", "history.up", "history.down", "history.pagedown",
                  "history.pageup", "history.left", "history.right", "history.month.back", "history.month",
                  "history.today", "history.search")),
    ("Workouts", ("history.open", "history.add", "history.copy", "history.move", "history.times")),
    ("The selection", ("history.edit", "history.delete", "history.note", "history.lift",
                       *(f"history.form.{n}" for n in LABELS), "history.check", "history.video", "history.compare")),
    ("As a coach", ("history.cue", "history.plan")),
)  # fmt: skip


def touch_keys(*, is_opened: bool, is_coach: bool) -> tuple[KeyHint, ...]:
    """The large keys; what has no room among them is in the help, whose rows act on a tap."""
    more, back = KeyHint("", "more", "help"), KeyHint("", "back", "back")
    if is_coach and is_opened:
        return (KeyHint("", "FAULT", "check"), KeyHint("", "video", "video"), KeyHint("", "note", "note"), more)
    if is_opened:
        return (KeyHint("", "EDIT", "edit"), KeyHint("", "add sets", "add"), back, more)
    if is_coach:
        return (KeyHint("", "OPEN", "open"), KeyHint("", "search", "search"), more)
    return (KeyHint("", "OPEN", "open"), KeyHint("", "add past", "add"), KeyHint("", "search", "search"), more)


def history_keys(*, is_typing: bool, is_opened: bool, is_coach: bool = False) -> Sequence[BarKey]:
    """The key bar while something is typed, in an opened workout, or in the list of workouts."""
    if is_typing:
        return (BarKey(("history.open",), "save"), BarKey(("back",), "discard"))
    if is_coach:
        return _coach_keys(is_opened=is_opened)
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
            BarKey(("history.compare",), "compare", "compare"),
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


def _coach_keys(*, is_opened: bool) -> Sequence[BarKey]:
    """The key bar in an athlete's log: nothing of it is changed."""
    if not is_opened:
        return (
            BarKey(("history.next", "history.previous"), "workout", "move('cursor_down')"),
            BarKey(("history.open",), "open", "open"),
            BarKey(("history.plan",), "plan", "coach('plan')"),
            BarKey(("history.search",), "search", "search"),
            BarKey(("undo",), "undo", "undo"),
            BarKey(("go",), "go", "go_menu"),
        )
    return (
        BarKey(("history.down", "history.up"), "select", "move('cursor_down')"),
        BarKey(("history.form.1", "history.form.5"), "rate"),
        BarKey(("history.check",), "fault", "check"),
        BarKey(("history.video",), "video", "video"),
        BarKey(("history.note",), "note", "note"),
        BarKey(("history.cue",), "cue", "coach('cue')"),
        BarKey(("history.plan",), "plan", "coach('plan')"),
        BarKey(("undo",), "undo", "undo"),
        BarKey(("back",), "back", "back"),
    )
