"""`plans week`: which week of a plan it is."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import PlanName
from hinge_log.cli.plan_words import UNDO
from hinge_log.text import shown


@click.command(
    cls=Command,
    examples=(
        "hinge-log plans week 5-3-1        which week it is",
        "hinge-log plans week 5-3-1 2      let it be the second one",
    ),
)
@click.argument("name", type=PlanName())
@click.argument("number", metavar="[WEEK]", required=False, type=click.IntRange(1, 26))
@pass_cli
def week(cli: CliContext, name: str, number: int | None) -> int:
    """Show or choose the week of a plan. A week off does not move it on."""
    from hinge_log.store.routines import plan_time, routine, set_week

    cli.reading = number is None
    plan = routine(cli.store, name)
    if number is None:
        time = plan_time(cli.store, plan, cli.store.clock.now().day)
    else:
        time = set_week(cli.store, plan.id, number - 1)
    if cli.json:
        return cli.data("plan-week", {"name": plan.name, "week": time.week + 1, "of": time.of, "cycle": time.cycle + 1})
    if not cli.quiet:
        undo = "" if number is None else f" {UNDO}"
        cycle = f", round {time.cycle + 1}" if time.cycle else ""
        cli.out(f"{shown(plan.name)}: week {time.week + 1} of {time.of}{cycle}.{undo}")
    return 0
