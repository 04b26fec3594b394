"""`finish`: close the open workout."""

from __future__ import annotations

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.words import span_words
from hinge_log.text import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.workout import Workout


@command("hinge-log finish", "hinge-log finish --json", reads=True)
def finish(cli: CliContext) -> int:
    """Close the open workout."""
    return finish_workout(cli)


def _say_times(cli: CliContext, workout: Workout) -> None:
    """Print work, rest, the rest after each round of a superset, and the note."""
    from hinge_log.charts.workout_words import round_words, work_and_rest_words
    from hinge_log.text import shown

    sided = frozenset(lift.exercise for lift in workout.lifts if cli.exercise(lift.exercise).unilateral)
    for line in (work_and_rest_words(workout.sets), *round_words(workout, sided)):
        cli.out(f"  {line}")
    if workout.note:
        cli.out(f'  "{shown(workout.note)}"')


def finish_workout(cli: CliContext) -> int:
    """Close the open workout and print what was done in it."""
    workout = cli.store.open_workout()
    if workout is None:
        if cli.json:
            return cli.data("finish", {"workout": None})
        cli.say("No workout is open.")
        return 0
    if not workout.sets:
        cli.store.delete_workout(workout.id)
        if cli.json:
            return cli.data("finish", {"workout": None, "discarded": True})
        if not cli.quiet:
            cli.out("No set was logged: the empty workout is discarded. undo: hinge-log undo")
        return 0
    last = max((record.at_ms or 0 for record in workout.sets), default=0)
    forgotten = cli.workout() is None
    workout = cli.store.finish_workout(workout.id, at_ms=(last or workout.started_ms) if forgotten else None)
    if cli.json:
        from hinge_log.cli.bests import advice_lines, record_value, records_in
        from hinge_log.cli.start import write_workout

        records = [record_value(*each) for each in records_in(cli, workout)]
        return write_workout(cli, "finish", workout, records=records, next=advice_lines(cli, workout))
    if cli.quiet:
        return 0
    from hinge_log.charts.form_words import rating_mark
    from hinge_log.cli.output import screen_size
    from hinge_log.cli.today import work_of

    took = span_words((workout.ended_ms or 0) - workout.started_ms)
    ended = " It ended at its last set." if forgotten else ""
    cli.out(f"Finished: {took}, {plural(len(workout.sets), 'set')}.{ended} undo: hinge-log undo")
    _say_times(cli, workout)
    for lift in workout.lifts:
        if lift.sets:
            forms = [record.what.form for record in lift.sets if record.what.kind.counts]
            rated = any(form is not None and form.label for form in forms)
            marks = [rating_mark(form, ascii_only=cli.ascii_only) for form in forms]
            form = f"form {' '.join(marks)}" if rated else "not rated"
            name = f"  {cli.short(lift.exercise):<12}  "
            work = work_of(cli, lift, max(26, screen_size()[0] - len(name) - len(form) - 2))
            cli.out(f"{name}{work:<26}  {form}")
    from hinge_log.cli.bests import advice_lines, record_lines

    for title, lines in (("Records", record_lines(cli, workout)), ("Next time", advice_lines(cli, workout))):
        if lines:
            cli.out(cli.styled(title, "1"))
        for line in lines:
            cli.out(f"  {line}")
    return 0
