"""`backup`, `restore` and `doctor`: looking after the log file."""

from __future__ import annotations

import os

from hinge_log.cli.run import Run, need_file
from hinge_log.errors import NotFound
from hinge_log.text import shown

PROBLEMS = 5


def backup(run: Run, folder: str | None = None) -> int:
    """Make a verified copy of the log."""
    from hinge_log.store.backup import backup as make

    _needs_log(run)
    made = make(run.path, folder)
    if run.json:
        return run.data("backup", {"path": made.path, "reason": made.reason, "digest": made.digest})
    if not run.quiet:
        run.out(f"Backup: {shown(made.path)}")
    return 0


def restore(run: Run, file: str, *, dry_run: bool = False) -> int:
    """Put a backup in the place of the log; the old file is kept beside it."""
    from hinge_log.store.restore import restore as put_back

    done = put_back(need_file(file), run.path, dry_run=dry_run)
    if run.json:
        rows = {name: {"now": now, "then": then} for name, (now, then) in done.rows.items()}
        values = {"file": done.file, "path": done.path, "kept_as": done.kept_as or None, "lost": done.lost}
        return run.data("restore", values | {"rows": rows, "dry_run": dry_run})
    run.out(f"{'Would restore' if dry_run else 'Restored'} {shown(done.file)}")
    for name in ("workout", "lift", "sets"):
        now, then = done.rows.get(name, (None, None))
        if now is not None or then is not None:
            run.out(f"  {name:<8} {_rows(now):>9} now, {_rows(then):>9} in the backup")
    if done.lost:
        run.out(f"  {done.lost} changes are in the present log and not in the backup")
    if done.kept_as:
        run.out(f"  the old file is kept: {shown(done.kept_as)}")
    return 0


def _rows(number: int | None) -> str:
    return "unread" if number is None else f"{number:,}"


def doctor(run: Run, *, fix: bool = False) -> int:
    """Check the log, its copies and its folder; 5 when there is a problem."""
    from hinge_log.store import doctor as care

    _needs_log(run)
    done = care.fix(run.path) if fix else []
    report = care.check(run.path)
    if run.json:
        run.data("doctor", report.as_json() | {"done": done})
    else:
        for line in done:
            run.out(f"done     {shown(line)}")
        for found in report.findings:
            run.out(f"{found.severity.value:<8} {shown(found.text)}")
            if found.hint and found.severity.value != "ok":
                run.out(f"{'':<8} {shown(found.hint)}")
    return 0 if report.healthy else PROBLEMS


def rescue(run: Run, file: str | None, output: str, *, folder: str | None = None) -> int:
    """Build a new log from backups, the journal and what can be read of a damaged file, which stays as it is."""
    from hinge_log.store.rescue import rescue as save

    damaged = file or run.path
    done = save(damaged, output, folder)
    if run.json:
        return run.data("rescue", done.as_json() | {"file": damaged})
    run.out(f"Rescued into {shown(done.path)}: {done.sets:,} sets")
    if done.backup:
        run.out(f"  begun with the backup {shown(done.backup)}")
    if done.actions:
        run.out(f"  {done.actions:,} changes done again from the journal")
    if done.from_file:
        run.out(f"  {done.from_file:,} sets read from the damaged file")
    if done.refused:
        run.out(f"  {done.refused:,} rows made no sense and are left out")
    for line in done.lost:
        run.out(f"  {shown(line)}")
    run.say(f"Look at it: hinge-log --db {shown(done.path)} history. The damaged file is as it was.")
    return 0


def _needs_log(run: Run) -> None:
    if not os.path.lexists(run.path):
        raise NotFound(f"There is no log at {shown(run.path)} yet.", "Log a first set: hinge-log log deadlift 100x5")
