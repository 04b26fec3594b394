"""What the history shows, read from the log: the workouts listed, and the one that is highlighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import text_width
from hinge_log.charts.set_texts import CHECKED, load_text, pips
from hinge_log.charts.workout_words import WorkoutPart, WorkoutRow, workout_parts
from hinge_log.clock import date_text, to_date
from hinge_log.screens.context import Context
from hinge_log.store import history as past
from hinge_log.store.lift_settings import LiftSettings, all_lift_settings
from hinge_log.store.queries import WorkoutLine
from hinge_log.store.set_extras import workout_extras
from hinge_log.store.store import Store
from hinge_log.text import plural
from hinge_log.training.coaching import SetExtras
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import SetDraft, SetRecord, Workout, WorkoutLift
from hinge_log.widgets.row_list import ListRow

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
