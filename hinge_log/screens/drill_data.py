"""What a guided drill shows, read from the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hinge_log.exercises.model import Exercise
from hinge_log.store.store import Store
from hinge_log.store.trends import drill_history
from hinge_log.training.drills import DrillDay
from hinge_log.training.load import Load
from hinge_log.training.workout import SetRecord

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair


@dataclass(frozen=True, slots=True)
class DrillData:
    """The days of the drill, oldest first, its last load, the set that was saved last, and its figure."""

    days: tuple[DrillDay, ...]
    load: Load | None
    saved: SetRecord | None
    pair: FigurePair | None


def read_drill(store: Store, exercise: Exercise, saved: SetRecord | None) -> DrillData:
    """Read what was done of a drill, and the set that was saved last as it is now."""
    from hinge_log.charts.figure import pairs_for

    last = store.sessions(exercise.id, 1)
    loads = [record.what.load for record in last[0].sets if record.what.load] if last else []
    pairs = pairs_for(exercise)
    days = drill_history(store, [exercise.id])[exercise.id]
    return DrillData(
        days, loads[-1] if loads else None, store.set(saved.id) if saved else None, next(iter(pairs), None)
    )
