"""`plans export`: a plan as a TOML file."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output_file import check_output_file, goes_to_stdout, write_output_file
from hinge_log.cli.params import plan_names
from hinge_log.cli.plan_files import plan_toml


@command("hinge-log plans export Hinge -o hinge.toml", reads=True)
@click.argument("name", shell_complete=plan_names)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def export(cli: CliContext, name: str, output: str | None, force: bool) -> int:
    """Write a plan as TOML."""
    from hinge_log.store.plans import find_plan

    check_output_file(cli, output, force=force)
    plan = find_plan(cli.store, name)
    text = plan_toml(cli, plan)
    if cli.json and goes_to_stdout(output):
        return cli.data("plan", {"name": plan.name, "toml": text})
    write_output_file(cli, output, [text.rstrip("\n") + "\n"])
    return cli.data("plan", {"name": plan.name, "path": output}) if cli.json else 0
