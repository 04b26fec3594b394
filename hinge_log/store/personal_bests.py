"""What an exercise has to beat, read by the lift: of all its sets only the best of each kind leave the database."""

from __future__ import annotations

from hinge_log.exercises.model import Exercise
from hinge_log.store.queries import LAST_DAY, LogReader
from hinge_log.store.rows import BODYWEIGHT_G
from hinge_log.training.load import Load
from hinge_log.training.records import Bests, Effort, PersonalBest, Record, bests, effort_of, records, session_volume
from hinge_log.training.strength import DOUBLED, UNWEIGHED
from hinge_log.training.workout import Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OF_LIFT = (
    "FROM sets s JOIN lift l ON l.id = s.lift_id WHERE s.exercise_id = (SELECT id FROM exercise WHERE key = ?)"
    " AND s.day <= ? AND s.hidden = 0 AND l.hidden = 0 AND l.workout_id <> ? AND s.kind <> 'warmup'"
)
# max() picks the row that the other columns are of; of equal ones the earliest is wanted, so the day weighs as well,
# by less than a gram: days lie between -25,567 and 73,000.
_EFFORTS = (
    "SELECT max(coalesce(s.load_g, s.seconds, 0) * 131072 - s.day), s.day, s.reps, s.load_g, s.load_text, s.unit,"
    f" s.body, s.seconds, s.rpe, s.clean = 1 AND s.basis = 'checked', {BODYWEIGHT_G}"
    f" {_OF_LIFT} AND coalesce(s.reps, 1) > 0 GROUP BY s.reps, s.load_g IS NULL, s.body, s.rpe, 10, 11"
)
_VOLUME = (
    f"SELECT min(s.day), sum(max(0, s.load_g + CASE WHEN s.body = 1 THEN {BODYWEIGHT_G} ELSE 0 END) * s.reps)"
    f" {_OF_LIFT} AND s.load_g IS NOT NULL AND s.reps > 0 GROUP BY l.workout_id ORDER BY 2 DESC, 1 LIMIT 1"
)


def bests_of(
    store: LogReader, exercise: Exercise, *, without: str = "", until: int = LAST_DAY, formula: str = "epley"
) -> Bests:
    """The bests of an exercise up to a day; `without` leaves one workout out."""
    values = (exercise.id, until, without)
    volumes = []
    if exercise.load_type not in UNWEIGHED:
        row = store.one(_VOLUME, *values)
        if row is not None and row[1]:
            times = 2 if exercise.load_type in DOUBLED else 1
            volumes.append(PersonalBest("volume", times * row[1], row[0]))
    return bests(exercise, map(_effort, store.rows(_EFFORTS, *values)), volumes, formula=formula)


def records_of(store: LogReader, exercise: Exercise, workout: Workout, *, formula: str = "epley") -> tuple[Record, ...]:
    """What one exercise in a workout beat of all that was done up to that day."""
    sets = [record for record in workout.sets if record.exercise == exercise.id]
    efforts = [effort for record in sets if (effort := effort_of(record)) is not None]
    if not efforts or exercise.family == "drill":
        return ()
    total = session_volume(exercise, sets)
    now = bests(exercise, efforts, () if total is None else (total,), formula=formula)
    return records(now, bests_of(store, exercise, without=workout.id, until=workout.day, formula=formula))


def _effort(row: tuple[Any, ...]) -> Effort:
    _, day, reps, grams, text, unit, body, seconds, rpe, clean, body_g = row
    load = None if grams is None else Load(grams, text, unit, body == 1)
    return Effort(day, reps, load, seconds, rpe, clean == 1, body_g)
