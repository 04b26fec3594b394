"""A whole workout in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hinge_log.charts.cells import Row, fit, padded, text_width
from hinge_log.charts.coach_words import extra_lines
from hinge_log.charts.flow import hanging
from hinge_log.charts.set_texts import form_words, moved_text, summary
from hinge_log.charts.set_words import fitting
from hinge_log.clock import clock_text, date_text, time_text
from hinge_log.exercises.model import Exercise, Item
from hinge_log.text import plural
from hinge_log.training.coaching import NO_EXTRAS, SetExtras
from hinge_log.training.rest import round_rests, work_and_rest
from hinge_log.training.sides import set_labels
from hinge_log.training.suggestion import described
from hinge_log.training.workout import SetRecord, Workout


def work_and_rest_words(sets: Sequence[SetRecord]) -> str:
    """The working sets, and the time split into work and rest: "5 working sets, about 2 min work, 40 min rest"."""
    times = work_and_rest(sets)
    working = sum(each.what.kind.counts for each in sets)
    parts = [plural(working, "working set")]
    if times.rest_s is not None:
        parts.append(f"about {-(-times.work_s // 60)} min work, {times.rest_s // 60} min rest")
    return ", ".join(parts)


def round_words(workout: Workout, sided: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The rests after the rounds of each superset: "Superset A, rest after each round: 1:30, 1:45"."""
    return tuple(
        f"Superset {each.name}, rest after each round: {', '.join(map(clock_text, each.seconds))}"
        for each in round_rests(workout, sided)
    )


class WorkoutPart(NamedTuple):
    """A line of a workout in full.

    `kind` is "workout", "lift", "set", "fault" or "note", or what stands beside a set: "rating", "coach note", "video".
    `id` is that of what can be selected, "" for what cannot; `more` follows in a muted style, `form` are the ratings
    of a lift's sets.
    """

    kind: str
    id: str
    text: str
    more: str = ""
    form: str = ""

    def rows(self, column: int, width: int) -> list[Row]:
        """The part as rows; what follows the text of a set stands at a column, so that it can be read down."""
        indent, style = _STYLES[self.kind]
        if not self.more:
            return hanging(((indent, ""),), self.text, width, style)
        text = padded(self.text, column) if self.kind == "set" else self.text
        first, *others = hanging(((indent, ""), (text, style), ("  ", "")), self.more, width, "muted")
        return [(*first, (f"   {self.form}", "data")) if self.form else first, *others]


_STYLES = {"workout": ("", "strong"), "lift": ("", "strong"), "set": ("  ", "text"), "fault": ("  ", "fault"),
           "note": ("  ", "muted"), "rating": ("      ", "data"),
           "coach note": ("      ", "muted"), "video": ("      ", "muted")}  # fmt: skip


def workout_title(workout: Workout, today: int) -> str:
    """When a workout was: "Mon 9 Mar, 18:00 to 18:50"."""

    def clock(utc_ms: int) -> str:
        return time_text(utc_ms, workout.offset_min)

    start, span = clock(workout.started_ms), ""
    if workout.ended_ms is None:
        span = ", still open"
    elif workout.ended_ms // 60_000 != workout.started_ms // 60_000:
        span = f" to {clock(workout.ended_ms)}"
    return f"{date_text(workout.day, today=today)}, {start}{span}"


def workout_parts(
    workout: Workout,
    exercise_of: Callable[[str], Exercise],
    items_of: Callable[[Exercise], Sequence[Item]],
    unit: str,
    *,
    ascii_only: bool = False,
    extras: Mapping[str, SetExtras] | None = None,
) -> tuple[WorkoutPart, ...]:
    """Every line of a workout: its name and note, then each lift with its sets, failed checks and notes.

    `extras` by set id bring what stands beside the sets.
    """
    number = len(workout.sets)
    name = workout.name or "Untitled workout"
    name = f"Workout {name}" if text_width(name) < 3 else name
    parts = [WorkoutPart("workout", workout.id, name, plural(number, "set"))]
    if workout.note:
        parts.append(WorkoutPart("note", "", f"Note: {' '.join(workout.note.split())}"))
    sided = frozenset(lift.exercise for lift in workout.lifts if exercise_of(lift.exercise).unilateral)
    if work_and_rest(workout.sets).rest_s is not None:
        parts.append(WorkoutPart("note", "", work_and_rest_words(workout.sets)))
    parts += [WorkoutPart("note", "", words) for words in round_words(workout, sided)]
    for lift in workout.lifts:
        exercise = exercise_of(lift.exercise)
        faults = {item.id: item.fault_text for item in items_of(exercise)}
        words, form = summary(lift.sets, unit)
        parts.append(
            WorkoutPart(
                "lift", lift.id, exercise.short or exercise.name, words or "not done", form.removeprefix("form ")
            )
        )
        failed = dict.fromkeys(item for record in lift.sets for item in failed_checks(record))
        if failed:
            parts.append(WorkoutPart("fault", "", "▲ " + ", ".join(faults.get(item, item) for item in failed)))
        labels = set_labels(lift.sets, sided=exercise.unilateral)
        for record in lift.sets:
            what = record.what
            more = [form_words(what.form.label) if what.form else "-"]
            if what.pain is not None:
                more = [f"pain {what.pain.level} {what.pain.where}".strip()]
            more += [faults.get(item, item) for item in failed_checks(record)]
            more += [moved] if (moved := moved_text(record)) else []
            more += [f'"{" ".join(what.note.split())}"'] if what.note else []
            bare = described(replace(what, form=None, pain=None, note=""), ascii_only=ascii_only)
            parts.append(WorkoutPart("set", record.id, f"{labels[record.id]:>2}  {bare}", ", ".join(more)))
            beside = extra_lines((extras or {}).get(record.id, NO_EXTRAS), faults)
            parts += [WorkoutPart(each.kind, "", each.text) for each in beside]
        if lift.note:
            parts.append(WorkoutPart("note", "", f"Note: {' '.join(lift.note.split())}"))
    return tuple(parts)


def failed_checks(record: SetRecord) -> list[str]:
    """The ids of the checks that failed in a set."""
    return [item for item, reps in record.what.form.slips if reps] if record.what.form else []


@dataclass(frozen=True, slots=True)
class WorkoutRow:
    """A workout in a list, laid out for a width: day, name, top lift with its load, sets where they fit, and form.

    `names` is the width of the longest name of the list.
    """

    day: str
    name: str
    names: int
    lift: str
    load: str
    sets: str
    form: str

    def __call__(self, width: int) -> list[Row]:
        """One row; the name of the lift gives way."""
        names = min(self.names, max(5, width // 2 - 13)) + 2 if self.names else 0
        sets = f"{self.sets:>9}" if width >= _DAY + names + _LIFT + _SETS + _FORM else ""
        room = width - _DAY - names - text_width(sets) - _FORM
        load = f" {self.load}" if self.load else ""
        lift = fit(self.lift, room - text_width(load) - 1) + load if room > text_width(load) + 4 else load.strip()
        return [
            (
                (padded(self.day, _DAY), "text"), (padded(self.name, names - 1) + " " if names else "", "text"),
                (padded(lift, room), "strong"), (sets, "muted"), (" " + self.form, "data"),
            )
        ]  # fmt: skip


_DAY, _LIFT, _SETS, _FORM = 11, 22, 9, 7
"""Cells for the day, a lift with its load, the sets, and the marks of the form."""


class SummaryLine(NamedTuple):
    """What was done of one lift: its name, ever shorter ways to say it, and its ratings."""

    name: str
    sets: tuple[str, ...]
    form: str


def summary_rows(lines: Sequence[SummaryLine], width: int) -> list[Row]:
    """One row a lift; ratings, then words are left out where they do not fit, a number never."""
    longest = max((text_width(line.name) for line in lines), default=0)
    names = min(longest, max(8, width * 2 // 5))
    return [_summary_row(line, width, names) for line in lines]


def _summary_row(line: SummaryLine, width: int, names: int) -> Row:
    for form in (line.form, ""):
        left = width - names - 2 - (text_width(form) + 2 if form else 0)
        if words := fitting(line.sets, left):
            gap = " " * (left - text_width(words) + 2) if form else ""
            return (padded(line.name, names), "strong"), ("  ", ""), (words, "text"), (gap, ""), (form, "data")
    return ((padded(line.name, width), "strong"),)
