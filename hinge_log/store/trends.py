"""What the form charts need of the log, read in one go."""

from __future__ import annotations

import json
from typing import Any

from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.store.reading import Reading
from hinge_log.training.trend import SetPoint, TrendData

_POINTS = """SELECT l.workout_id, s.day, l.position * 1000 + s.position, s.kind <> 'warmup', s.reps, s.load_g, s.rpe,
    s.form, s.percent, s.basis, coalesce(s.judged_by, 'felt'), s.clean, s.stop, s.slips, s.seconds, s.distance_mm
    FROM sets s JOIN lift l ON l.id = s.lift_id
    WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?) AND s.day BETWEEN ? AND ?
    AND s.hidden = 0 AND l.hidden = 0"""


def trend_data(
    log: Reading, catalogue: Catalogue, exercise: Exercise, *, today: int, weeks: int | None = 12, unit: str = "kg"
) -> TrendData:
    """One lift's sets of the last `weeks` weeks up to the day number `today`; None takes all there are."""
    items = catalogue.items_for(exercise)
    names = tuple(item.id for item in items)
    start = -25567 if weeks is None else today - 7 * weeks + 1
    points = tuple(_point(names, *row) for row in log.rows(_POINTS, exercise.id, start, today))
    if weeks is None:
        start = min((point.day for point in points), default=today - 83)
    return TrendData(
        exercise.short or exercise.name,
        points,
        start,
        today,
        unit,
        {item.id: item.fault_text for item in items},
        exercise.family == "drill",
        exercise.e1rm,
    )


def _point(items: tuple[str, ...], *row: Any) -> SetPoint:
    workout_id, day, position, counts, reps, load_g, rpe, label, percent, basis, judged_by, *rest = row
    clean, stop, slips, seconds, distance_mm = rest
    return SetPoint(
        workout_id, day, position, bool(counts), reps, load_g, rpe, label, percent, basis, judged_by,
        bool(clean), bool(stop), _slips(slips), items if slips else (), seconds, distance_mm,
    )  # fmt: skip


def _slips(text: object) -> tuple[tuple[str, int | None], ...]:
    return tuple(json.loads(text).items()) if isinstance(text, str) and len(text) > 2 else ()
