"""`stats`: counts over the log."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import LiftName
from hinge_log.text import shown


@click.command(
    cls=Command,
    reads=True,
    examples=(
        "hinge-log stats",
        "hinge-log stats deadlift --json",
    ),
)
@click.argument("lift", required=False, type=LiftName())
@pass_cli
def stats(cli: CliContext, lift: str | None) -> int:
    """Count workouts, sets and volume, in all or of one lift."""
    exercise = cli.find(lift) if lift else None
    found = cli.store.totals(exercise.id if exercise else None)
    from hinge_log.cli.values import day_value

    if cli.json:
        values: dict[str, object] = {"exercise": exercise.id} if exercise else {}
        return cli.data(
            "stats",
            values
            | {
                "workouts": found.workouts,
                "sets": found.sets,
                "warmup_sets": found.warmup_sets,
                "exercises": found.exercises,
                "first": day_value(found.first),
                "last": day_value(found.last),
                "volume_g": found.volume_g,
            },
        )
    if not found.sets:
        cli.say("No sets yet.")
        return 0
    from hinge_log.training.load import Load

    volume = Load.from_grams(found.volume_g, cli.gym.unit)
    rows = [
        ("workouts", f"{found.workouts:,}"),
        ("sets", f"{found.sets:,}, {found.warmup_sets:,} of them warm-ups"),
        ("exercises", f"{found.exercises:,}"),
        ("first", day_value(found.first) or ""),
        ("last", day_value(found.last) or ""),
        ("volume", f"{round(float(volume.value)):,} {volume.unit}, load times reps of all sets"),
    ]
    if exercise:
        cli.out(cli.styled(shown(exercise.name), "1"))
    for name, value in rows:
        cli.out(f"{name:<10} {value}")
    return 0
