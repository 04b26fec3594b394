"""The keys of the plan screen: its bindings, its key bar, its large keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from hinge_log.screens.main_screen import BarKey, global_bindings
from hinge_log.widgets.key_bar import KeyHint

PLAN_BINDINGS: list[BindingType] = [
    Binding("down,j", "move('cursor_down')", "down", id="plan.down", tooltip="line below"),
    Binding("up,k", "move('cursor_up')", "up", id="plan.up", tooltip="line above"),
    Binding("right,l", "day_by(1)", "day", id="plan.day", tooltip="next day"),
    Binding("left,h", "day_by(-1)", "day", id="plan.day.back", tooltip="previous day"),
    Binding("enter", "open", "sets", id="plan.sets", tooltip="type the sets of the lift; on a day, its name"),
    Binding("a", "add", "add lift", id="plan.add", tooltip="add a lift below the highlighted line"),
    Binding("n", "new_day", "new day", id="plan.new", tooltip="add a day"),
    Binding("s", "superset", "superset", id="plan.superset", tooltip="superset with the lift above; again to undo"),
    Binding("o", "note", "note", id="plan.note", tooltip="note on the lift"),
    Binding("r,e", "rename", "rename", id="plan.rename", tooltip="rename the day; on the first line, the plan"),
    Binding("x", "exchange", "replace lift", id="plan.exchange", tooltip="replace the lift with another"),
    Binding("y", "copy", "copy", id="plan.copy", tooltip="copy the lift, or the whole day"),
    Binding("J", "shift(1)", "move", id="plan.later", tooltip="move the lift or day down"),
    Binding("K", "shift(-1)", "move", id="plan.earlier", tooltip="move the lift or day up"),
    Binding("d", "delete", "delete", id="plan.delete", tooltip="delete the lift or day"),
    Binding("t", "use", "active", id="plan.use", tooltip="make this plan active; press again to deactivate"),
    Binding("w", "weeks", "weeks", id="plan.weeks", tooltip="type how each week changes the loads"),
    Binding("W", "next_week", "week", id="plan.week", tooltip="move on to the next week of the plan"),
    Binding("space", "start", "start", id="plan.start", tooltip="start the highlighted day now"),
    *global_bindings(),
]

HELP_GROUPS = (
    ("The outline", ("plan.up", "plan.down", "plan.day.back", "plan.day")),
    ("A lift", ("plan.sets", "plan.add", "plan.exchange", "plan.superset", "plan.note")),
    ("Days and lifts", ("plan.new", "plan.rename", "plan.copy", "plan.earlier", "plan.later", "plan.delete")),
    ("The plan", ("plan.start", "plan.use", "plan.weeks", "plan.week")),
)
"""The bindings of the outline by what they are for."""


def touch_keys(*, on_lift: bool) -> tuple[KeyHint, ...]:
    """The large keys of the outline."""
    more, undo = KeyHint("", "more", "help"), KeyHint("", "undo", "undo")
    if on_lift:
        return (KeyHint("", "SETS", "open"), KeyHint("", "add", "add"), undo, more)
    return (KeyHint("", "ADD LIFT", "add"), KeyHint("", "start", "start"), undo, more)


def plan_keys(purpose: str, *, has_plan: bool, on_lift: bool) -> Sequence[BarKey]:
    """The key bar of the outline; `purpose` is what is being typed, "" for nothing."""
    back = BarKey(("back",), "back", "back")
    if purpose:
        typed = {
            "sets": ("75%x5x3", "60x5 w warm-up", "x8-12x3 then +2.5", "75%x5 | 80%x3 weeks", "40s"),
            "weeks": ("100%", "105%", "@8", "deload"),
        }
        words = typed.get(purpose, ())
        examples = (BarKey((), each) for each in words)
        return (BarKey(("plan.sets",), "save"), BarKey(("back",), "discard"), *examples)
    if not has_plan:
        return (back, BarKey(("go",), "go", "go_menu"))
    start, rename = BarKey(("plan.start",), "start", "start"), BarKey(("plan.sets",), "rename", "open")
    lift = (BarKey(("plan.superset",), "superset", "superset"), BarKey(("plan.note",), "note", "note"))
    return (
        *((BarKey(("plan.sets",), "sets", "open"),) if on_lift else ()),
        BarKey(("plan.add",), "add" if on_lift else "add lift", "add"),
        *(() if on_lift else (start,)),
        BarKey(("plan.new",), "new day", "new_day"),
        *(lift if on_lift else ()),
        BarKey(("plan.later", "plan.earlier"), "move", "shift(1)"),
        BarKey(("plan.delete",), "delete", "delete"),
        BarKey(("undo",), "undo", "undo"),
        start if on_lift else rename,
        back,
        BarKey(("plan.copy",), "copy", "copy"),
        BarKey(("plan.exchange",), "replace lift", "exchange"),
        BarKey(("plan.use",), "active", "use"),
        BarKey(("plan.weeks",), "weeks", "weeks"),
        BarKey(("plan.week",), "next week", "next_week"),
    )
