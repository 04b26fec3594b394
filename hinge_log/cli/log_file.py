"""The log as a file: `where` it is, its `backup`, `restore`, `rescue`, and the `doctor` that looks at all of them."""

from __future__ import annotations

import os

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext, exercise_folder, need_file, need_log
from hinge_log.cli.values import attributes
from hinge_log.errors import CatalogueError, NotFound
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.safety.doctor import Report


@command("hinge-log where", reads=True)
def where(cli: CliContext) -> int:
    """Print where the log, settings and exercises are."""
    from hinge_log.settings import config_folder

    folder = config_folder()
    rows = [
        ("log", os.path.abspath(cli.path)),
        ("settings", os.path.join(folder, "settings.toml")),
        ("exercises", os.path.join(folder, "exercises")),
    ]
    if cli.json:
        return cli.data("where", dict(rows) | {"exists": os.path.exists(rows[0][1])})
    for name, path in rows:
        absent = "" if os.path.exists(path) else "  (does not exist yet)"
        cli.out(f"{name:<10} {shown(path)}{absent}")
    return 0


@command("hinge-log backup", "hinge-log backup /media/stick")
@click.argument("folder", required=False, type=click.Path())
def backup(cli: CliContext, folder: str | None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.store.safety.backup import backup as make

    need_log(cli.path)
    if folder is not None and os.path.exists(folder) and not os.path.isdir(folder):
        raise NotFound(f"{shown(folder)} is not a folder.", "Name the folder for the backup.")
    made = make(cli.path, folder)
    return cli.done("backup", attributes(made, "path", "reason", "digest"), f"Backup: {shown(made.path)}")


@command("hinge-log restore FILE --dry-run", "hinge-log restore FILE")
@click.argument("file", type=click.Path())
@click.option("--dry-run", is_flag=True, help="show what would be restored")
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
        cli.out(f"  {plural(done.actions, 'change')} replayed from the journal")
    if done.from_file:
        cli.out(f"  {plural(done.from_file, 'set')} read from the damaged file")
    if done.refused:
        cli.out(f"  {plural(done.refused, 'row')} left out: unreadable")
    for line in done.lost:
        cli.out(f"  {shown(line)}")
    cli.say(f"Check it: hinge-log --db {shown(done.path)} history. The damaged file was not changed.")
    return 0


PROBLEMS = 5


@command("hinge-log doctor", "hinge-log doctor --fix")
@click.option("--fix", is_flag=True, help="fix what can be fixed safely")
def doctor(cli: CliContext, fix: bool) -> int:
    """Check the log, its copies and its folder.

    The exit code is 5 when there is a problem.
    """
    from hinge_log.store.safety.doctor import check
    from hinge_log.store.safety.doctor import fix as fix_log

    need_log(cli.path)
    done = fix_log(cli.path) if fix else []
    report = check(cli.path)
    _check_own_files(report)
    if cli.json:
        cli.data("doctor", report.as_json() | {"done": done})
    else:
        for line in done:
            cli.out(f"done     {shown(line)}")
        for finding in report.findings:
            cli.out(f"{finding.severity.value:<8} {shown(finding.text)}")
            if finding.hint and finding.severity.value != "ok":
                cli.out(f"{'':<8} {shown(finding.hint)}")
    return 0 if report.healthy else PROBLEMS


def _check_own_files(report: Report) -> None:
    """Add what is wrong with the user's exercise files and settings: each is left out until it is right."""
    from hinge_log.exercises.catalogue import load
    from hinge_log.settings import read_look
    from hinge_log.store.safety.doctor import Severity

    def add(error: CatalogueError) -> None:
        report.add(Severity.PROBLEM, "exercises", error.message, "The file is ignored until it is fixed.")

    try:
        load(exercise_folder(), add)
    except CatalogueError as error:
        add(error)
    _, problem = read_look()
    if problem:
        report.add(Severity.PROBLEM, "settings", problem, "Open it: hinge-log config edit")
