"""`stats`: counts over the log."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.text import shown


@command("hinge-log stats", "hinge-log stats deadlift --json", reads=True)
@click.argument("lift", required=False, type=LiftName())
def stats(cli: CliContext, lift: str | None) -> int:
    """Count workouts, sets and volume, in all or of one lift."""
    exercise = cli.find(lift) if lift else None
    totals = cli.store.totals(exercise.id if exercise else None)
    from hinge_log.cli.values import day_value

    if cli.json:
        values: dict[str, object] = {"exercise": exercise.id} if exercise else {}
        return cli.data(
            "stats",
            values
            | {
                "workouts": totals.workouts,
                "sets": totals.sets,
                "warmup_sets": totals.warmup_sets,
                "exercises": totals.exercises,
                "first": day_value(totals.first),
                "last": day_value(totals.last),
                "volume_g": totals.volume_g,
            },
        )
    if not totals.sets:
        cli.say("No sets yet.")
        return 0
    from hinge_log.training.load import Load

    volume = Load.from_grams(totals.volume_g, cli.gym.unit)
    rows = [
        ("workouts", f"{totals.workouts:,}"),
        ("sets", f"{totals.sets:,}, {totals.warmup_sets:,} of them warm-ups"),
        ("exercises", f"{totals.exercises:,}"),
        ("first", day_value(totals.first) or ""),
        ("last", day_value(totals.last) or ""),
        ("volume", f"{round(float(volume.value)):,} {volume.unit}, load times reps of all sets"),
    ]
    if exercise:
        cli.out(cli.styled(shown(exercise.name), "1"))
    for name, value in rows:
        cli.out(f"{name:<10} {value}")
    return 0
