"""`rescue`: save what can be read of a damaged log."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.text import plural, shown


@command("hinge-log rescue -o saved.db", "hinge-log rescue damaged.db -o saved.db")
@click.argument("file", required=False, type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(), required=True, help="the new log; the file must not exist yet"
)
@click.option("--backups", "folder", metavar="DIR", type=click.Path(), help="where the backups are")
def rescue(cli: CliContext, file: str | None, output: str, folder: str | None) -> int:
    """Build a new log from backups and a damaged file.

    The damaged file stays as it is.
    """
    from hinge_log.store.safety.rescue import rescue as save

    damaged = file or cli.path
    done = save(damaged, output, folder)
    if cli.json:
        return cli.data("rescue", done.as_json() | {"file": damaged})
    cli.out(f"Rescued into {shown(done.path)}: {plural(done.sets, 'set')}")
    if done.backup:
        cli.out(f"  started from the backup {shown(done.backup)}")
    if done.actions:
        cli.out(f"  {plural(done.actions, 'change')} applied again from the journal")
    if done.from_file:
        cli.out(f"  {plural(done.from_file, 'set')} read from the damaged file")
    if done.refused:
        cli.out(f"  {plural(done.refused, 'row')} left out: not readable")
    for line in done.lost:
        cli.out(f"  {shown(line)}")
    cli.say(f"Look at it: hinge-log --db {shown(done.path)} history. The damaged file is as it was.")
    return 0
