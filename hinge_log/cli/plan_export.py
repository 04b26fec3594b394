"""`plans export`: a plan as a TOML file."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.params import PlanName
from hinge_log.cli.plan_files import plan_toml
from hinge_log.text import shown


@click.command(
    cls=Command,
    examples=("hinge-log plans export Hinge -o hinge.toml",),
)
@click.argument("name", type=PlanName())
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@pass_cli
def export(cli: CliContext, name: str, output: str | None, force: bool) -> int:
    """Write a plan as TOML."""
    from hinge_log.cli.exporting import free, save
    from hinge_log.store.routines import routine

    text = plan_toml(cli, routine(cli.store, name))
    if output is None or output == "-":
        cli.out(text.rstrip("\n"))
        return 0
    free(output, force=force)
    save(output, [text])
    cli.say(f"Written: {shown(output)}")
    return 0
