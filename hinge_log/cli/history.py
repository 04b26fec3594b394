"""`history`: workouts, newest first."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.cli.words import day_words, span_words
from hinge_log.clock import time_text
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.exercises.model import Exercise

LONGEST_MS = 24 * 3_600_000


@command("hinge-log history", "hinge-log history --lift deadlift --since 2026-01-01 -n 5", reads=True)
@click.option("--since", metavar="DAY", help="from this day on: 2026-03-01, yesterday, 4w")
@click.option("--lift", metavar="LIFT", type=LiftName(), help="workouts with this lift, with its sets")
@click.option(
    "-n", "number", type=click.IntRange(1, 100_000), default=20, help="show at most this many", show_default=True
)
def history(cli: CliContext, since: str | None, lift: str | None, number: int) -> int:
    """List workouts, newest first, or the sets of a lift."""
    from hinge_log.training.typed_days import day_of

    now = cli.store.clock.now()
    exercise = cli.find(lift) if lift else None
    day = day_of(since, now) if since is not None else None
    lines = cli.store.workouts(limit=number, since=day, exercise=exercise.id if exercise else None)
    if cli.json:
        return _json(cli, [line.id for line in lines], exercise)
    if lines and exercise is not None:
        from hinge_log.cli.bests import best_lines

        table = best_lines(cli, exercise)
        if table and not cli.plain:
            cli.out(cli.styled(f"{shown(exercise.short or exercise.name)}, best", "1"))
        for row in table:
            cli.out(row)
        if table and not cli.plain:
            cli.out()
    if not lines:
        cli.say("No workouts yet." if day is None and exercise is None else "No workouts found.")
        return 0
    from hinge_log.charts.form_words import median_mark

    days = [day_words(line.day, now.day) for line in lines]
    for line, at in zip(lines, days, strict=True):
        workout = cli.store.workout(line.id)
        took = span_words(line.ended_ms - line.started_ms) if line.ended_ms is not None else "open"
        if line.ended_ms is not None and not 60_000 <= line.ended_ms - line.started_ms < LONGEST_MS:
            took = ""
        form = (
            ""
            if line.form is None
            else f"form {median_mark(line.form, checked=line.checked, ascii_only=cli.ascii_only)}"
        )
        names = ", ".join(dict.fromkeys(cli.short(each.exercise) for each in workout.lifts)) if workout else ""
        clock = time_text(line.started_ms, line.offset_min)
        if cli.plain:
            cli.out("\t".join((at, clock, took, plural(line.sets, "set"), form, names, shown(line.name))))
            continue
        called = f"{shown(line.name)}: " if line.name and not exercise else ""
        head = f"{at:<{max(map(len, days))}}  {clock}  {took:>10}  {plural(line.sets, 'set'):>7}  {form:<9}"
        cli.out(
            f"{head}  {_fitted(called + names, len(head) + 2)}".rstrip()
            if not exercise
            else cli.styled(head.rstrip(), "1")
        )
        if exercise and workout:
            from hinge_log.cli.today import line_of
            from hinge_log.training.sides import set_labels

            extras = cli.extras(workout.sets)
            for each in workout.lifts:
                if each.exercise == exercise.id:
                    labels = set_labels(each.sets, sided=exercise.unilateral)
                    for record in each.sets:
                        cli.out(f"  {labels[record.id]:>2}  {line_of(record)}")
                        for extra in cli.extra_lines(record, extras):
                            cli.out(f"      {extra}")
    return 0


def _fitted(text: str, used: int) -> str:
    from hinge_log.charts.cells import fit
    from hinge_log.cli.output import screen_size

    return fit(text, max(12, screen_size()[0] - used))


def _json(cli: CliContext, ids: list[str], exercise: Exercise | None) -> int:
    from hinge_log.cli.values import workout_value

    workouts = [workout for workout in map(cli.store.workout, ids) if workout is not None]
    known = {lift.exercise: cli.exercise(lift.exercise) for workout in workouts for lift in workout.lifts}
    extras = cli.extras(record for workout in workouts for record in workout.sets)
    values: dict[str, object] = {"workouts": [workout_value(workout, known, extras) for workout in workouts]}
    if exercise is not None:
        from hinge_log.cli.bests import bests_value

        values["best"] = bests_value(cli, exercise)
    return cli.data("history", values)
