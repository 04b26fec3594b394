"""`restore`: put a backup in the place of the log."""

from __future__ import annotations

import os

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext, need_file
from hinge_log.text import shown


@command("hinge-log restore FILE --dry-run", "hinge-log restore FILE")
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="show what it would do")
def restore(cli: CliContext, file: str, dry_run: bool) -> int:
    """Replace the log with a backup. The old file is kept beside it."""
    from hinge_log.store.safety.restore import restore as put_back

    replaces = os.path.exists(cli.path)
    done = put_back(need_file(file), cli.path, dry_run=dry_run)
    if cli.json:
        rows = {name: {"now": now, "then": then} for name, (now, then) in done.rows.items()}
        values = {"file": done.file, "path": done.path, "kept_as": done.kept_as or None, "lost": done.lost}
        return cli.data("restore", values | {"rows": rows, "dry_run": dry_run})
    cli.out(f"{'Would restore' if dry_run else 'Restored'} {shown(done.file)}")
    for table, word in (("workout", "workouts"), ("lift", "lifts"), ("sets", "sets")):
        now, then = done.rows.get(table, (None, None))
        if now is not None or then is not None:
            present = f"{_rows(now):>9} now, " if replaces else ""
            cli.out(f"  {word:<8} {present}{_rows(then):>9} in the backup")
    if done.lost:
        cli.out(f"  {done.lost} changes are in the current log but not in the backup")
    if done.kept_as:
        cli.out(f"  the old file is kept: {shown(done.kept_as)}")
    return 0


def _rows(number: int | None) -> str:
    return "unread" if number is None else f"{number:,}"
