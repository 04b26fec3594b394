"""`week`: working sets by pattern and muscle, this week against the four before."""

from __future__ import annotations

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext


@command("hinge-log week", "hinge-log week --json", reads=True)
def week(cli: CliContext) -> int:
    """Show weekly volume by movement pattern and muscle.

    Working sets stand beside the mean of the last four weeks.
    """
    from hinge_log.charts.week_words import week_json, week_lines
    from hinge_log.cli.values import day_value
    from hinge_log.store.weekly import day_sets
    from hinge_log.training.weekly_volume import WEEKS_BEFORE, week_start, weekly_volume

    today = cli.store.clock.now().day
    first = cli.gym.first_weekday
    since = week_start(today, first) - 7 * WEEKS_BEFORE
    volume = weekly_volume(day_sets(cli.store, since), cli.exercise, today, first_weekday=first)
    if cli.json:
        return cli.data("week", week_json(volume, day_value(volume.start)))
    for line in week_lines(volume):
        cli.out(line)
    return 0
