"""`stats` and `week`: counts over the log, and the sets of this week by pattern and muscle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from hinge_log.cli.command import LiftName, command
from hinge_log.cli.context import CliContext
from hinge_log.cli.values import attributes, day_value
from hinge_log.text import shown

if TYPE_CHECKING:
    from hinge_log.training.weekly_volume import VolumeRow, WeeklyVolume


@command("hinge-log stats", "hinge-log stats deadlift --json", reads=True)
@click.argument("lift", required=False, type=LiftName())
def stats(cli: CliContext, lift: str | None) -> int:
    """Count workouts, sets and volume, in total or for one lift."""
    exercise = cli.find(lift) if lift else None
    totals = cli.store.totals(exercise.id if exercise else None)
    first, last = day_value(totals.first), day_value(totals.last)
    if cli.json:
        values = attributes(totals, "workouts", "sets", "warmup_sets", "exercises", "volume_g")
        of_lift = {"exercise": exercise.id} if exercise else {}
        return cli.data("stats", {**of_lift, **values, "first": first, "last": last})
    if not totals.sets:
        cli.say("No sets yet.")
        return 0
    from hinge_log.training.load import Load

    volume = Load.from_grams(totals.volume_g, cli.gym.unit)
    rows = [
        ("workouts", f"{totals.workouts:,}"),
        ("sets", f"{totals.sets:,}, {totals.warmup_sets:,} of them warm-ups"),
        ("exercises", f"{totals.exercises:,}"),
        ("first", first or ""),
        ("last", last or ""),
        ("volume", f"{round(float(volume.value)):,} {volume.unit}, load times reps over all sets"),
    ]
    if exercise:
        cli.out(cli.styled(shown(exercise.name), "1"))
    for name, value in rows:
        cli.out(f"{name:<10} {value}")
    return 0


@command("hinge-log week", "hinge-log week --json", reads=True)
def week(cli: CliContext) -> int:
    """Show weekly volume by movement pattern and muscle.

    Working sets are compared with the mean of the last four weeks.
    """
    from hinge_log.store.trends import day_sets
    from hinge_log.training.weekly_volume import WEEKS_BEFORE, week_start, weekly_volume

    today = cli.store.clock.now().day
    first = cli.gym.first_weekday
    since = week_start(today, first) - 7 * WEEKS_BEFORE
    volume = weekly_volume(day_sets(cli.store, since), cli.exercise, today, first_weekday=first)
    if cli.json:
        values = {"week": day_value(volume.start), "patterns": _json(volume.patterns), "muscles": _json(volume.muscles)}
        return cli.data("week", values)
    for line in _lines(volume):
        cli.out(line)
    return 0


def _lines(volume: WeeklyVolume) -> Iterator[str]:
    """The volume as lines of text, patterns first."""
    from hinge_log.clock import date_text
    from hinge_log.training.weekly_volume import WEEKS_BEFORE

    if not volume.patterns:
        yield "No working sets in the last five weeks. Log one to see it counted here."
        return
    yield f"Working sets, week of {date_text(volume.start)}, and the mean of the previous {WEEKS_BEFORE} weeks"
    yield ""
    yield from _table(volume.patterns)
    if volume.muscles:
        yield from ("", "By primary muscle", *_table(volume.muscles))


def _table(rows: Sequence[VolumeRow]) -> Iterator[str]:
    from hinge_log.charts.cells import text_width

    wide = max(text_width(row.name) for row in rows)
    return (f"{row.name.ljust(wide)}  {row.this_week:>3}  ({row.mean_text})" for row in rows)


def _json(rows: Sequence[VolumeRow]) -> dict[str, object]:
    return {row.name: {"this_week": row.this_week, "mean": row.mean} for row in rows}
