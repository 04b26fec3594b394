"""Values of the log as JSON: loads with value, unit and grams, times in ISO 8601 with offset."""

from __future__ import annotations

from hinge_log.clock import Moment, to_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.load import Load
    from hinge_log.training.workout import Form, PlannedSet, SetDraft, SetRecord, Workout


def load_value(load: Load | None) -> dict[str, object] | None:
    """A load; `body` is there when it is added to bodyweight."""
    if load is None:
        return None
    number = float(load.value)
    value: dict[str, object] = {
        "value": int(number) if number.is_integer() else number,
        "unit": load.unit,
        "g": load.grams,
    }
    return value | {"body": True} if load.body else value


def form_value(form: Form | None) -> dict[str, object] | None:
    """How a set looked."""
    if form is None:
        return None
    return {
        "label": form.label,
        "basis": form.basis.value,
        "judged_by": form.judged_by.value,
        "percent": form.percent,
        "slips": dict(form.slips),
        "clean": form.clean,
        "stop": form.stop,
        "capped_by": form.capped_by or None,
    }


def draft_value(what: SetDraft) -> dict[str, object]:
    """What was done in a set."""
    return {
        "set_kind": what.kind.value,
        "load": load_value(what.load),
        "reps": what.reps,
        "seconds": what.seconds,
        "distance_mm": what.distance_mm,
        "rpe": what.rpe,
        "side": what.side or None,
        "missed": what.missed,
        "amrap": what.amrap,
        "form": form_value(what.form),
        "pain": None if what.pain is None else {"where": what.pain.where, "level": what.pain.level},
        "note": what.note,
    }


def set_value(record: SetRecord, exercise: Exercise, offset_min: int) -> dict[str, object]:
    """A saved set: `number` counts from 1 within its lift."""
    return {
        "id": record.id,
        "exercise": exercise.id,
        "name": exercise.name,
        "number": record.position + 1,
        "date": day_value(record.day),
        "at": at_value(record.at_ms, offset_min),
        **draft_value(record.what),
    }


def workout_value(workout: Workout, exercise_of: dict[str, Exercise]) -> dict[str, object]:
    """A workout with its lifts and sets."""
    return {
        "id": workout.id,
        "name": workout.name,
        "date": day_value(workout.day),
        "started": at_value(workout.started_ms, workout.offset_min),
        "ended": at_value(workout.ended_ms, workout.offset_min),
        "note": workout.note,
        "lifts": [
            {
                "exercise": lift.exercise,
                "name": exercise_of[lift.exercise].name,
                "planned": len(lift.plan),
                "note": lift.note,
                "superset": lift.superset,
                "plan": [planned_value(each) for each in lift.plan],
                "sets": [set_value(record, exercise_of[lift.exercise], workout.offset_min) for record in lift.sets],
            }
            for lift in workout.lifts
        ],
    }


def planned_value(each: PlannedSet) -> dict[str, object]:
    """A planned set."""
    return {
        "set_kind": each.kind.value,
        "load": load_value(each.load),
        "reps": each.reps,
        "seconds": each.seconds,
        "amrap": each.amrap,
    }


def at_value(at_ms: int | None, offset_min: int) -> str | None:
    """A time with its offset."""
    return None if at_ms is None else Moment(at_ms, offset_min).iso()


def day_value(day: int | None) -> str | None:
    """A local date."""
    return None if day is None else to_date(day).isoformat()
