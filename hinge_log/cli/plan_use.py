"""`plans use`: set or clear the active plan."""

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
        "hinge-log plans use Hinge",
        "hinge-log plans use none",
    ),
)
@click.argument("name", metavar="NAME|none", type=PlanName())
@pass_cli
def use(cli: CliContext, name: str) -> int:
    """Set or clear the active plan."""
    from hinge_log.store.routines import active, next_day, routine, use_routine

    found = None if name.casefold() == "none" else routine(cli.store, name)
    before = active(cli.store)
    if found != before:
        use_routine(cli.store, found.id if found else None)
    if cli.json:
        values: dict[str, object] = (
            {"name": found.name, "next": found.days[next_day(cli.store, found)].name if found.days else None}
            if found
            else {}
        )
        return cli.data("plan", {"name": None, **values, "in_use": found is not None})
    if cli.quiet:
        return 0
    if found is None:
        cli.out("No plan is in use: workouts take turns as they are." + (f" {UNDO}" if before else ""))
        return 0
    turn = shown(found.called(next_day(cli.store, found)))
    cli.out(f"{turn} comes next." + (f" {UNDO}" if found != before else ""))
    return 0
