"""`start` and `finish`: the workout as a whole. Both may be said twice."""

from __future__ import annotations

from hinge_log.cli.log import close_forgotten
from hinge_log.cli.words import count, span_words
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.run import Run
    from hinge_log.training.workout import Workout


def start(run: Run, name: str = "") -> int:
    """Begin a workout, unless one is open."""
    close_forgotten(run)
    found = run.store.open_workout()
    workout = found or run.store.start_workout(name)
    if run.json:
        return _json(run, "start", workout, began=found is None)
    called = f" {shown(workout.name)}" if workout.name else ""
    if not run.quiet:
        run.out(f"Workout{called} is open already." if found else f"Workout{called} started. undo: hinge-log undo")
    return 0


def finish(run: Run) -> int:
    """Close the open workout."""
    workout = run.store.open_workout()
    if workout is None:
        if run.json:
            return run.data("finish", {"workout": None})
        run.say("No workout is open.")
        return 0
    last = max((record.at_ms or 0 for record in workout.sets), default=0)
    forgotten = run.workout() is None
    workout = run.store.finish_workout(workout.id, at_ms=(last or workout.started_ms) if forgotten else None)
    if run.json:
        return _json(run, "finish", workout)
    if run.quiet:
        return 0
    from hinge_log.cli.today import best_of

    took = span_words((workout.ended_ms or 0) - workout.started_ms)
    ended = " It ended at its last set." if forgotten else ""
    run.out(f"Finished: {took}, {count(len(workout.sets), 'set')}.{ended} undo: hinge-log undo")
    for lift in workout.lifts:
        if lift.sets:
            labels = [r.what.form.label for r in lift.sets if r.what.form and r.what.form.label and r.what.kind.counts]
            form = f"form {' '.join(map(str, labels))}" if labels else "not rated"
            run.out(f"  {run.short(lift.exercise):<12}  {best_of(lift):<26}  {form}")
    return 0


def _json(run: Run, kind: str, workout: Workout, **more: object) -> int:
    from hinge_log.cli.values import workout_value

    known = {lift.exercise: run.exercise(lift.exercise) for lift in workout.lifts}
    return run.data(kind, {"workout": workout_value(workout, known), **more})
