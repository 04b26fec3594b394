"""`backup`: make a verified copy of the log."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext, need_log
from hinge_log.text import shown


@click.command(
    cls=Command,
    examples=(
        "hinge-log backup",
        "hinge-log backup /media/stick",
    ),
)
@click.argument("folder", required=False, type=click.Path())
@pass_cli
def backup(cli: CliContext, folder: str | None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.store.safety.backup import backup as make

    need_log(cli.path)
    made = make(cli.path, folder)
    if cli.json:
        return cli.data("backup", {"path": made.path, "reason": made.reason, "digest": made.digest})
    if not cli.quiet:
        cli.out(f"Backup: {shown(made.path)}")
    return 0
