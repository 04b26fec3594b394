"""`backup`: make a verified copy of the log."""

from __future__ import annotations

import os

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext, need_log
from hinge_log.errors import NotFound
from hinge_log.text import shown


@command("hinge-log backup", "hinge-log backup /media/stick")
@click.argument("folder", required=False, type=click.Path())
def backup(cli: CliContext, folder: str | None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.store.safety.backup import backup as make

    need_log(cli.path)
    if folder is not None and os.path.exists(folder) and not os.path.isdir(folder):
        raise NotFound(f"{shown(folder)} is not a folder.", "Name the folder for the backup.")
    made = make(cli.path, folder)
    if cli.json:
        return cli.data("backup", {"path": made.path, "reason": made.reason, "digest": made.digest})
    if not cli.quiet:
        cli.out(f"Backup: {shown(made.path)}")
    return 0
