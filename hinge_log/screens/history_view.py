"""What the history shows: its keys, the workouts listed, and the one that is highlighted, read from the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from hinge_log.charts.cells import text_width
from hinge_log.charts.set_texts import CHECKED, load_text, pips
from hinge_log.charts.workout_words import WorkoutPart, WorkoutRow, workout_parts
from hinge_log.clock import date_text, to_date
from hinge_log.screens.context import Context
from hinge_log.screens.keys import Bar, BarKey, global_bindings, ids, rating_bindings
from hinge_log.store import history as past
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.queries import WorkoutLine
from hinge_log.store.set_extras import workout_extras
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.coaching import SetExtras
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.keys import KeyHint, large_keys
from hinge_log.widgets.row_list import ListRow

HISTORY_BINDINGS: list[BindingType] = [
    Binding("k", "move('cursor_up')", "up", id="history.up", tooltip="line above (also the up arrow)"),
    Binding("j", "move('cursor_down')", "down", id="history.down", tooltip="line below (also the down arrow)"),
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
    *rating_bindings("rate", "history.form", "form of the selected set"),
    *global_bindings(),
]

HELP_GROUPS = (
    ("The list", ids("history", "next previous up down pagedown pageup left right month.back month today search")),
    ("Workouts", ids("history", "open add copy move times")),
    ("The selection", ids("history", "edit delete note lift form.1 form.2 form.3 form.4 form.5 check video compare")),
    ("As a coach", ids("history", "cue plan")),
)


def touch_keys(*, is_opened: bool, is_coach: bool) -> tuple[KeyHint, ...]:
    """The large keys; what has no room among them is in the help, whose rows act on a tap."""
    if is_coach and is_opened:
        return large_keys("FAULT: check", "video: video", "note: note", "more: help")
    if is_opened:
        return large_keys("EDIT: edit", "add sets: add", "back: back", "more: help")
    if is_coach:
        return large_keys("OPEN: open", "search: search", "more: help")
    return large_keys("OPEN: open", "add past: add", "search: search", "more: help")


_WORKOUT = BarKey(("history.next", "history.previous"), "workout", "move('cursor_down')")
_SELECT = BarKey(("history.down", "history.up"), "select", "move('cursor_down')")
_WEEK = BarKey(("history.left", "history.right"), "week", "go_back(7)")
_RATINGS = ("history.form.1", "history.form.5")


def history_keys(*, is_typing: bool, is_opened: bool, is_coach: bool) -> Bar:
    """The key bar while something is typed, in an opened workout, or in the list of workouts.

    In an athlete's log nothing of it is changed.
    """
    if is_typing:
        return (BarKey(("history.open",), "save"), BarKey(("back",), "discard"))
    if is_coach and is_opened:
        own = ids("history", "check video note cue plan")
        return (_SELECT, BarKey(_RATINGS, "rate"), *own, "undo", "back")
    if is_coach:
        return (_WORKOUT, "history.open", "history.plan", "history.search", "undo", "go")
    if is_opened:
        first = (_SELECT, "history.edit", "history.delete", "history.add: add sets", "undo", "back")
        last = ("history.note", "history.move", "history.lift", "history.copy: do again", "history.compare")
        return (*first, BarKey(_RATINGS, "form"), *last)
    listed = (_WORKOUT, "history.open", "history.add: add past", "history.search", "history.delete")
    return (*listed, "undo", "go", "history.copy: do again", "history.move", _WEEK)


COUNTED_DAYS = 7 * 60
"""Days held for the map on both sides of the workout that is highlighted."""


@dataclass(frozen=True, slots=True)
class HistoryData:
    """The workouts listed, how many there are in all, working sets by day, and the highlighted one in full."""

    lines: tuple[WorkoutLine, ...]
    total: int
    counts: Mapping[int, int]
    workout: Workout | None
    settings: Mapping[str, LiftSettings]
    extras: Mapping[str, SetExtras]


def workout_lines(store: Store, find: str, workout_id: str, limit: int) -> list[WorkoutLine]:
    """The workouts that match a text; without one the newest, or those around the workout where it is older."""
    if find:
        return past.find_workouts(store, find, limit)
    lines = store.workouts(limit=limit)
    place = past.place_of(store, workout_id) if workout_id else None
    if place is not None and all(line.id != workout_id for line in lines):
        return past.around(store, place, limit)
    return lines


def nearest_workout(before: Sequence[WorkoutLine], lines: Sequence[WorkoutLine], workout_id: str) -> str:
    """The workout that stands where one was that is gone; else the newest, "" without any."""
    ids = [line.id for line in before]
    if workout_id not in ids:
        return lines[0].id if lines else ""
    remaining = {line.id for line in lines}
    following = ids[ids.index(workout_id) :]
    return next((each for each in following if each in remaining), lines[-1].id if lines else "")


def neighbour(lift: WorkoutLift, set_id: str) -> str:
    """What is selected after a set is deleted: the next set of its lift, else the one before, else the lift."""
    ids = [each.id for each in lift.sets]
    at = ids.index(set_id)
    return (*ids[at + 1 :], *reversed(ids[:at]), lift.id)[0]


def read_history(store: Store, lines: Sequence[WorkoutLine], workout_id: str, today: int) -> HistoryData:
    """What is shown of these workouts, one of them highlighted."""
    day = next((line.day for line in lines if line.id == workout_id), today)
    counts = past.day_counts(store, day - COUNTED_DAYS, day + COUNTED_DAYS)
    working = {each: count.working for each, count in counts.items()}
    workout = store.workout(workout_id) if workout_id else None
    extras = workout_extras(store, workout_id) if workout_id else {}
    return HistoryData(tuple(lines), past.workout_count(store), working, workout, all_lift_settings(store), extras)


def read_workout(store: Store, workout_id: str) -> tuple[Workout | None, Mapping[str, SetExtras]]:
    """A workout in full, with what a coach and videos add to its sets."""
    return store.workout(workout_id), workout_extras(store, workout_id)


def workout_near(store: Store, day: int, *, on: bool) -> str:
    """The id of the last workout up to a day; of the first after it, with `on` or where there is none before."""
    lines = store.workouts(limit=1, before=(day + 1, -(10**15)))
    later = past.around(store, (day, -(10**15)), 1)[:1] if on or not lines else []
    return next((line.id for line in (later or lines)), "")


def list_rows(lines: Sequence[WorkoutLine], context: Context, empty: str) -> list[ListRow]:
    """The rows of the list; without workouts one that says `empty`."""
    names = max((text_width(each.name) for each in lines), default=0)
    rows = [ListRow(each.id, workout_row(each, names, context)) for each in lines]
    return rows or [ListRow("", (((empty, "muted"),),))]


def workout_row(line: WorkoutLine, names: int, context: Context) -> WorkoutRow:
    """A workout of a list as a row; the median form as marks, with a tick where it was checked."""
    is_open = line.ended_ms is None
    form = "open" if is_open else "" if line.form is None else pips(int(line.form)) + (CHECKED if line.checked else "")
    day = date_text(line.day, weekday=to_date(line.day).year == to_date(context.today).year, today=context.today)
    load = load_text(SetDraft(None, line.top_load), context.gym.unit) if line.top_load else ""
    lift = context.name(line.top_lift) if line.top_lift else ""
    sets = plural(line.sets, "set")
    return WorkoutRow(day, line.name, names, lift, load, sets, form)


def all_parts(workout: Workout, extras: Mapping[str, SetExtras], context: Context) -> tuple[WorkoutPart, ...]:
    """Every line of a workout with what stands beside its sets, loads in the unit of the settings."""
    unit, ascii_only, items_of = context.gym.unit, context.ascii_only, context.catalogue.items_for
    return workout_parts(workout, context.exercise, items_of, unit, ascii_only=ascii_only, extras=extras)


def workout_words(workout: Workout, lift: WorkoutLift | None, record: SetRecord | None, context: Context) -> str:
    """A set, else a lift, else the whole workout in words."""
    if record is not None:
        return phrase(record.what)
    if lift is not None:
        return f"{context.name(lift.exercise)}, {len(lift.sets)} sets"
    name = f", {workout.name}" if workout.name else ""
    return f"{date_text(workout.day, today=context.today)}{name}, {len(workout.sets)} sets"
