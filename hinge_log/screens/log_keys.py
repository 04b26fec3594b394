"""The keys of the log screen: its bindings, the help by groups, and the key bar of each mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding, BindingType

from hinge_log.screens.main_screen import GLOBAL_BINDINGS, BarKey
from hinge_log.training.distance import wall_unit
from hinge_log.training.open_entry import NOTES
from hinge_log.training.session import WorkoutSession
from hinge_log.training.workout import LABELS
from hinge_log.widgets.key_bar import KeyHint

KeyOf = Callable[[str], str]
"""Gives the key that is bound to an id."""
Bar = Sequence[BarKey | str]
"""A key bar, as `MainScreen.bar` gives it."""

BINDINGS: list[BindingType] = [
    Binding("space", "log_set", "log", id="log.set", tooltip="log the next set as shown and start the rest clock"),
    *(
        Binding(str(n), f"digit({n})", word, id=f"form.{n}", tooltip=f"form of the last set: {n} {word}")
        for n, word in LABELS.items()
    ),
    *(
        Binding(str(n), f"digit({n})", "check", id=f"check.{n}", tooltip=f"in the check panel: check {n} failed")
        for n in (6, 7, 8, 9, 0)
    ),
    Binding("f", "check", "fault", id="log.check", tooltip="check panel: mark what failed in the last set"),
    Binding("enter,i", "enter", "type", id="log.type", tooltip="type it: 100x5@8  +2.5  x6  40s  bw+10x5"),
    Binding("up,k", "upward(1)", "heavier", id="load.more", tooltip="load up, by the smallest plate pair"),
    Binding("down", "upward(-1)", "lighter", id="load.less", tooltip="load down, by the smallest plate pair"),
    Binding("j", "down", "lighter", id="load.less2", tooltip="load down; in the check panel: judged by"),
    Binding("K,pageup", "big(1)", "much heavier", id="load.bigmore", tooltip="load up by a big step"),
    Binding("J,pagedown", "big(-1)", "much lighter", id="load.bigless", tooltip="load down by a big step"),
    Binding("right,l", "sideways(1)", "reps", id="reps.more", tooltip="one rep more"),
    Binding("left,h", "sideways(-1)", "reps", id="reps.less", tooltip="one rep less"),
    Binding("full_stop", "swap", "swap", id="log.swap", tooltip="next suggestion: previous set, last time, plan"),
    Binding("y", "why", "why", id="log.why", tooltip="why this load is suggested"),
    Binding("w", "warmup", "warm-up", id="log.warmup", tooltip="the next set, or the selected one, is a warm-up"),
    Binding("W", "warm_up", "ramp", id="log.ramp", tooltip="plan the suggested warm-up sets"),
    Binding("s", "side", "side", id="log.side", tooltip="left, right or both sides of a one-sided exercise"),
    Binding("L", "lifts", "lifts", id="lift.list", tooltip="lifts: superset, skip, swap, move, remove"),
    Binding("a", "add_lift", "add", id="lift.add", tooltip="add a lift"),
    Binding("n", "lift_by(1)", "next lift", id="lift.next", tooltip="next lift"),
    Binding("p", "lift_by(-1)", "last lift", id="lift.previous", tooltip="previous lift"),
    Binding("plus,equals_sign", "rest_by(15)", "rest", id="rest.more", tooltip="15 s more rest"),
    Binding("minus", "rest_by(-15)", "rest", id="rest.less", tooltip="15 s less rest"),
    Binding("t", "rest_pause", "pause", id="rest.pause", tooltip="pause or resume the rest clock; twice: no rest"),
    Binding("tab", "pick(1)", "select", id="set.pick", tooltip="select a set to edit or delete; then up and down"),
    Binding("shift+tab", "pick(-1)", "select", id="set.pickback", tooltip="select a set, going up", show=False),
    Binding("e", "edit", "edit", id="set.edit", tooltip="edit the last or selected set"),
    Binding("d", "delete", "delete", id="set.delete", tooltip="delete the last or selected set"),
    Binding("o", "note", "note", id="set.note", tooltip="note on the last or selected set; tab: on the lift"),
    Binding(
        "O", "note_on('lift note')", "lift note", id="lift.note", tooltip="today's note on the lift; tab: lasting cue"
    ),
    Binding("N", "note_on('workout note')", "workout note", id="log.note", tooltip="note on the workout"),
    Binding("R", "read_notes", "read", id="log.read", tooltip="read this lift's cue and notes in full"),
    Binding("V", "video", "video", id="set.video", tooltip="video of the last or selected set: open or add"),
    Binding("r", "rpe_by(0)", "RPE", id="rpe.same", tooltip="same RPE as the previous set, when asked for RPE"),
    Binding("right_square_bracket", "rpe_by(1)", "RPE", id="rpe.more", tooltip="raise the last set's RPE by a half"),
    Binding("left_square_bracket", "rpe_by(-1)", "RPE", id="rpe.less", tooltip="lower the last set's RPE by a half"),
    Binding("b", "open_workouts", "both", id="log.open", tooltip="other open workouts: continue one, or join"),
    Binding("F", "finish", "finish", id="log.finish", tooltip="finish the workout"),
    *GLOBAL_BINDINGS,
]

HELP_GROUPS = (
    ("Every set", ("log.set", *(f"form.{n}" for n in LABELS), "log.check")),
    ("The next set", ("load.more", "load.less", "load.bigmore", "load.bigless", "reps.less", "reps.more", "log.swap",
                      "log.why", "log.type", "log.warmup", "log.ramp", "log.side")),
    ("Rest", ("rest.more", "rest.less", "rest.pause")),
    ("Fix", ("set.pick", "set.edit", "set.delete", "rpe.same", "rpe.less", "rpe.more")),
    ("Notes", ("set.note", "lift.note", "log.note", "log.read", "set.video")),
    ("The workout", ("lift.list", "lift.add", "lift.next", "lift.previous", "log.open", "log.finish")),
)  # fmt: skip


CLOSE = BarKey(("back",), "close", "back")
PAIN_BAR: Bar = (BarKey(("log.type",), "save", "submit"), CLOSE)
NOTE_BAR: Bar = (*PAIN_BAR, BarKey(("set.pick",), "where", "note_where"))
EMPTY_BAR: Bar = (BarKey(("lift.add",), "add lift", "add_lift"), "go")
SELECTED_BAR: Bar = (
    BarKey(("load.more", "load.less"), "select"), "set.edit", "set.delete", CLOSE, "set.note",
    BarKey(("form.1", "form.5"), "form"), "log.check",
)  # fmt: skip
PHONE_BAR: Bar = (
    "undo", BarKey(("lift.next",), "next", "lift_by(1)"), "lift.list", "log.finish", "go", "log.swap",
)  # fmt: skip


def entry_bar(purpose: str) -> Bar:
    """The keys while a line is typed, and what can be typed."""
    if purpose in NOTES or purpose in ("pain", "video"):
        return NOTE_BAR if purpose in NOTES else PAIN_BAR
    enter = BarKey(("log.type",), "log it" if purpose == "log" else "save", "submit")
    marks = ("x3 3 sets", "f4 form", "!4 fault", '" note', "w warm-up")
    return (enter, CLOSE, *(BarKey((), mark) for mark in marks))


def check_bar(count: int) -> Bar:
    """The keys while a set with so many checks is checked."""
    pain = BarKey(("check.0",), "pain", "pain")
    if not count:
        return (pain, CLOSE)
    ids = ("form.1", f"check.{count % 10}" if count > 5 else f"form.{count}")
    save, discard = BarKey(("log.type",), "save", "enter"), BarKey(("back",), "discard", "back")
    return (BarKey(ids, "failed"), save, discard, BarKey(("load.less2",), "judged by", "judge"), pain)


def set_bar(session: WorkoutSession, *, rpe: bool) -> Bar:
    """The keys of the next set."""
    wall = session.exercise.metric == "distance_cm"
    unit = wall_unit(session.current.next.distance_mm) if wall else session.unit
    form, load = BarKey(("form.1", "form.5"), "form"), BarKey(("load.more", "load.less"), unit)
    first = ("log.set", form, *(("rpe.same",) if rpe else ()), "log.check", "log.type", "undo")
    side = ("log.side",) if session.current.sided else ()
    last = ("cues", "go", "lift.list", "lift.next", "log.swap", "log.why", "log.finish")
    return (*first, *side, load, "reps.less reps.more", *last)


def touch_keys(key_of: KeyOf, *, checks: bool, selected: bool) -> tuple[KeyHint, ...]:
    """The keys for a finger: while a set is checked, while one is selected, else those of the next set."""
    if checks:
        return (
            KeyHint(key_of("log.type"), "SAVE", "enter"), KeyHint("", "judge", "judge"), KeyHint("", "pain", "pain"),
            KeyHint("", "discard", "check"),
        )  # fmt: skip
    log, more = KeyHint(key_of("log.set"), "LOG SET", "log_set"), KeyHint("", "more", "help")
    if selected:
        return (log, *(KeyHint("", word, word) for word in ("edit", "delete", "note")), more)
    check, enter = KeyHint(key_of("log.check"), "fault", "check"), KeyHint(key_of("log.type"), "type", "enter")
    return log, check, enter, KeyHint(key_of("cues"), "cues", "cue"), more


def merge_ratings(lines: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The lines of a help group with the five ratings in one line."""
    ratings = {f"form of the last set: {n} {word}": n for n, word in LABELS.items()}
    keys = [keys for keys, words, _ in lines if words in ratings]
    if len(keys) < len(LABELS):
        return lines
    usual = "1-5" if [each.split()[0] for each in keys] == [str(n) for n in LABELS] else " ".join(keys)
    second = " ".join(each.partition(" ")[2] for each in keys).strip() if usual == "1-5" else ""
    merged = (f"{usual}  {second}".rstrip(), f"form of the last set: {' '.join(LABELS.values())}", "")
    rest = [line for line in lines if line[1] not in ratings]
    return [*rest[:1], merged, *rest[1:]]
