"""What the list of exercises shows: read from the log, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hinge_log.charts.cells import drawable
from hinge_log.charts.exercise_words import LOADS, ExerciseRow
from hinge_log.charts.set_texts import median_mark, summary
from hinge_log.exercises.model import Exercise
from hinge_log.screens.context import Context
from hinge_log.store.lift_settings import LiftSettings, lift_settings
from hinge_log.store.naming import LastDone
from hinge_log.store.queries import LoggedSession
from hinge_log.store.store import Store

NEW = "new exercise"
"""The id of the entry that makes what was searched for an exercise; no exercise has a space in its id."""


@dataclass(frozen=True, slots=True)
class KnownLift:
    """What the log knows about one exercise: its last session and the user's settings for it."""

    session: LoggedSession | None = None
    settings: LiftSettings = field(default_factory=LiftSettings)


@dataclass(frozen=True, slots=True)
class ExercisesData:
    """When each exercise was last done, by key, and what is known about the highlighted one."""

    done: dict[str, LastDone]
    key: str
    highlighted: KnownLift


def read_lift_history(store: Store, key: str) -> KnownLift:
    """What the log knows about an exercise, "" for none."""
    sessions = store.sessions(key) if key else []
    return KnownLift(sessions[0] if sessions else None, lift_settings(store, key))


def exercise_row(
    exercise: Exercise, done: LastDone | None, last: str, last_width: int, on_two_lines: bool
) -> ExerciseRow:
    """An exercise as an entry of the list."""
    form = median_mark(done.form, checked=done.checked) if done and done.form is not None else ""
    stage = "" if exercise.stage is None else str(exercise.stage)
    load = "mine" if exercise.own and exercise.family == "own" else LOADS.get(exercise.load_type, "")
    return ExerciseRow(drawable(exercise.name), load, stage, last, form, last_width, on_two_lines)


def about_lines(exercise: Exercise, history: KnownLift, context: Context) -> list[str]:
    """What is known about an exercise, in short lines."""
    lines = []
    stage = context.catalogue.stages.get(exercise.stage) if exercise.stage is not None else None
    if stage is not None:
        lines.append(f"Stage {stage.stage}, {stage.name[:1].lower()}{stage.name[1:]}")
    items = context.catalogue.items_for(exercise)
    safety = sum(item.safety for item in items)
    if items:
        lines.append(f"{len(items)} checks{f', {safety} for safety' if safety else ''}")
    else:
        lines.append("No checklist: rate form 1 to 5.")
    if history.session is not None:
        done, form = summary(history.session.sets, context.gym.unit)
        lines.append(f"Last: {done}")
        if form:
            lines.append(form.capitalize())
    if history.settings.cue:
        lines.append(f"Your cue: {' '.join(history.settings.cue.split())}")
    gate = next((item for item in items if item.gate or item.safety), None)
    if gate is not None:
        lines.append(f"Focus: {gate.cue[:1].lower()}{gate.cue[1:]}")
    mine = next((each for each in context.own if each.id == exercise.id), None)
    listed = context.catalogue.exercises.get(exercise.id)
    names = [each for each in (mine.aliases if mine else ()) if listed is None or each not in listed.aliases]
    if names:
        lines.append(f"Also: {', '.join(names)}")
    return lines


def printable_lines(lines: Iterable[str]) -> str:
    """Lines of text that is safe to show."""
    return "\n".join(drawable(line) for line in lines)
