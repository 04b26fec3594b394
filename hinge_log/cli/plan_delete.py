"""`plans delete`: take a plan off the list."""

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
    examples=("hinge-log plans delete Hinge",),
)
@click.argument("name", type=PlanName())
@pass_cli
def delete(cli: CliContext, name: str) -> int:
    """Take a plan off the list; its workouts stay."""
    from hinge_log.store.routines import delete_routine, routine

    plan = routine(cli.store, name)
    delete_routine(cli.store, plan.id)
    if cli.json:
        return cli.data("plan", {"id": plan.id, "name": plan.name, "deleted": True})
    if not cli.quiet:
        cli.out(f"Plan {shown(plan.name)} deleted; its workouts stay. {UNDO}")
    return 0
