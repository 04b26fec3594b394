"""Values of the log as JSON: loads with value, unit and grams, times in ISO 8601 with offset."""

from __future__ import annotations

from hinge_log.clock import Moment, to_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.coaching import CoachNote, SetExtras, Video
    from hinge_log.training.load import Load
    from hinge_log.training.workout import Form, PlannedSet, SetDraft, SetRecord, Workout


def attributes(value: object, *names: str) -> dict[str, object]:
    """Attributes of a value that JSON has under the same names; a tuple is a list there."""
    picked = {name: getattr(value, name) for name in names}
    return {name: list(each) if isinstance(each, tuple) else each for name, each in picked.items()}


def load_value(load: Load | None) -> dict[str, object] | None:
    """A load; `body` is there when it is added to bodyweight."""
    if load is None:
        return None
    number = float(load.value)
    value = int(number) if number.is_integer() else number
    return {"value": value, "unit": load.unit, "g": load.grams, **({"body": True} if load.body else {})}


def form_value(form: Form | None) -> dict[str, object] | None:
    """How a set looked."""
    if form is None:
        return None
    return attributes(form, "label", "percent", "clean", "stop") | {
        "basis": form.basis.value,
        "judged_by": form.judged_by.value,
        "slips": dict(form.slips),
        "capped_by": form.capped_by or None,
    }


def draft_value(what: SetDraft) -> dict[str, object]:
    """What was done in a set."""
    return attributes(what, "reps", "seconds", "distance_mm", "rpe", "missed", "amrap", "note") | {
        "set_kind": what.kind.value,
        "load": load_value(what.load),
        "side": what.side or None,
        "form": form_value(what.form),
        "pain": None if what.pain is None else attributes(what.pain, "where", "level"),
    }


def set_value(
    record: SetRecord, exercise: Exercise, offset_min: int, extras: Mapping[str, SetExtras] | None = None
) -> dict[str, object]:
    """A saved set: `number` counts from 1 within its lift; `extras` by set id bring what stands beside it."""
    value = {
        "id": record.id,
        "exercise": exercise.id,
        "name": exercise.name,
        "number": record.position + 1,
        "date": day_value(record.day),
        "at": at_value(record.at_ms, offset_min),
        **draft_value(record.what),
        **moved_value(record.what.load, record.body_g),
    }
    if extras is None:
        return value
    from hinge_log.training.coaching import NO_EXTRAS

    return value | extras_value(extras.get(record.id, NO_EXTRAS), offset_min)


def extras_value(extras: SetExtras, offset_min: int) -> dict[str, object]:
    """What stands beside a set: ratings by others (`person` is empty for the lifter), a coach's notes, videos."""
    return {
        "judgements": [
            {"person": each.person, **(form_value(each.form) or {}), "note": each.note,
             "at": at_value(each.at_ms, offset_min)}
            for each in extras.judgements
        ],
        "coach_notes": [coach_note_value(each, offset_min) for each in extras.notes],
        "videos": [video_value(each) for each in extras.videos],
    }  # fmt: skip


def coach_note_value(each: CoachNote, offset_min: int) -> dict[str, object]:
    """A cue, note or plan that a coach wrote."""
    return {
        "id": each.id, "person": each.person, "note_kind": each.kind, "exercise": each.exercise or None,
        "set": each.set_id or None, "text": each.text, "at": at_value(each.at_ms, offset_min),
    }  # fmt: skip


def video_value(each: Video) -> dict[str, object]:
    """Where a video is; `sha256` is null for a link."""
    return {"id": each.id, "location": each.location, "sha256": each.sha256 or None}


def moved_value(load: Load | None, body_g: int | None) -> dict[str, object]:
    """What a load on top of bodyweight moves, as `moved`; nothing for another load."""
    from hinge_log.training.bodyweight import moved_load

    return {"moved": load_value(moved_load(load, body_g))} if load is not None and load.body else {}


def workout_value(
    workout: Workout, exercise_of: dict[str, Exercise], extras: Mapping[str, SetExtras] | None = None
) -> dict[str, object]:
    """A workout with its lifts and sets."""
    lifts = [
        {
            **attributes(lift, "exercise", "note", "superset"),
            "name": exercise_of[lift.exercise].name,
            "planned": len(lift.plan),
            "plan": [planned_value(each) for each in lift.plan],
            "sets": [set_value(each, exercise_of[lift.exercise], workout.offset_min, extras) for each in lift.sets],
        }
        for lift in workout.lifts
    ]
    return attributes(workout, "id", "name", "note") | {
        "date": day_value(workout.day),
        "started": at_value(workout.started_ms, workout.offset_min),
        "ended": at_value(workout.ended_ms, workout.offset_min),
        **times_value(workout, exercise_of),
        "lifts": lifts,
    }


def times_value(workout: Workout, exercise_of: dict[str, Exercise]) -> dict[str, object]:
    """Seconds of work and of rest, null where the times of sets are not known, and the rests of each superset."""
    from hinge_log.training.rest import round_rests, work_and_rest

    times = work_and_rest(workout.sets)
    sided = frozenset(key for key, exercise in exercise_of.items() if exercise.unilateral)
    rounds = [{"superset": each.name, "rest_s": list(each.seconds)} for each in round_rests(workout, sided)]
    return {"work_s": times.work_s, "rest_s": times.rest_s, "rounds": rounds}


def planned_value(each: PlannedSet) -> dict[str, object]:
    """A planned set."""
    values = attributes(each, "reps", "seconds", "amrap", "why")
    return values | {"set_kind": each.kind.value, "load": load_value(each.load)}


def at_value(at_ms: int | None, offset_min: int) -> str | None:
    """A time with its offset."""
    return None if at_ms is None else Moment(at_ms, offset_min).iso()


def day_value(day: int | None) -> str | None:
    """A local date."""
    return None if day is None else to_date(day).isoformat()
