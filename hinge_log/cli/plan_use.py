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
    reads=True,
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

    plan = None if name.casefold() == "none" else routine(cli.store, name)
    before = active(cli.store)
    if plan != before:
        use_routine(cli.store, plan.id if plan else None)
    if cli.json:
        values: dict[str, object] = (
            {"name": plan.name, "next": plan.days[next_day(cli.store, plan)].name if plan.days else None}
            if plan
            else {}
        )
        return cli.data("plan", {"name": None, **values, "in_use": plan is not None})
    if cli.quiet:
        return 0
    if plan is None:
        cli.out("No plan is active now." + (f" {UNDO}" if before else ""))
        return 0
    turn = shown(plan.called(next_day(cli.store, plan)))
    cli.out(f"{turn} comes next." + (f" {UNDO}" if plan != before else ""))
    return 0
