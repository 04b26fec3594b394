"""`backup`, `restore` and `doctor`: looking after the log file."""

from __future__ import annotations

import os

from hinge_log.cli.context import CliContext, need_file
from hinge_log.errors import NotFound
from hinge_log.text import shown

PROBLEMS = 5


def backup(cli: CliContext, folder: str | None = None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.store.safety.backup import backup as make

    _needs_log(cli)
    made = make(cli.path, folder)
    if cli.json:
        return cli.data("backup", {"path": made.path, "reason": made.reason, "digest": made.digest})
    if not cli.quiet:
        cli.out(f"Backup: {shown(made.path)}")
    return 0


def restore(cli: CliContext, file: str, *, dry_run: bool = False) -> int:
    """Put a backup in the place of the log; the old file is kept beside it."""
    from hinge_log.store.safety.restore import restore as put_back

    done = put_back(need_file(file), cli.path, dry_run=dry_run)
    if cli.json:
        rows = {name: {"now": now, "then": then} for name, (now, then) in done.rows.items()}
        values = {"file": done.file, "path": done.path, "kept_as": done.kept_as or None, "lost": done.lost}
        return cli.data("restore", values | {"rows": rows, "dry_run": dry_run})
    cli.out(f"{'Would restore' if dry_run else 'Restored'} {shown(done.file)}")
    for name in ("workout", "lift", "sets"):
        now, then = done.rows.get(name, (None, None))
        if now is not None or then is not None:
            cli.out(f"  {name:<8} {_rows(now):>9} now, {_rows(then):>9} in the backup")
    if done.lost:
        cli.out(f"  {done.lost} changes are in the present log and not in the backup")
    if done.kept_as:
        cli.out(f"  the old file is kept: {shown(done.kept_as)}")
    return 0


def _rows(number: int | None) -> str:
    return "unread" if number is None else f"{number:,}"


def doctor(cli: CliContext, *, fix: bool = False) -> int:
    """Check the log, its copies and its folder; 5 when there is a problem."""
    from hinge_log.store.safety.doctor import check
    from hinge_log.store.safety.doctor import fix as fix_log

    _needs_log(cli)
    done = fix_log(cli.path) if fix else []
    report = check(cli.path)
    if cli.json:
        cli.data("doctor", report.as_json() | {"done": done})
    else:
        for line in done:
            cli.out(f"done     {shown(line)}")
        for found in report.findings:
            cli.out(f"{found.severity.value:<8} {shown(found.text)}")
            if found.hint and found.severity.value != "ok":
                cli.out(f"{'':<8} {shown(found.hint)}")
    return 0 if report.healthy else PROBLEMS


def rescue(cli: CliContext, file: str | None, output: str, *, folder: str | None = None) -> int:
    """Build a new log from backups, the journal and what can be read of a damaged file, which stays as it is."""
    from hinge_log.store.safety.rescue import rescue as save

    damaged = file or cli.path
    done = save(damaged, output, folder)
    if cli.json:
        return cli.data("rescue", done.as_json() | {"file": damaged})
    cli.out(f"Rescued into {shown(done.path)}: {done.sets:,} sets")
    if done.backup:
        cli.out(f"  begun with the backup {shown(done.backup)}")
    if done.actions:
        cli.out(f"  {done.actions:,} changes done again from the journal")
    if done.from_file:
        cli.out(f"  {done.from_file:,} sets read from the damaged file")
    if done.refused:
        cli.out(f"  {done.refused:,} rows made no sense and are left out")
    for line in done.lost:
        cli.out(f"  {shown(line)}")
    cli.say(f"Look at it: hinge-log --db {shown(done.path)} history. The damaged file is as it was.")
    return 0


def _needs_log(cli: CliContext) -> None:
    if not os.path.lexists(cli.path):
        raise NotFound(f"There is no log at {shown(cli.path)} yet.", "Log a first set: hinge-log log deadlift 100x5")
