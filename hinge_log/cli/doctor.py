"""`doctor`: check the log, its copies and its folder."""

from __future__ import annotations

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext, exercise_folder, need_log
from hinge_log.errors import CatalogueError
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.safety.report import Report

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
    from hinge_log.store.safety.report import Severity

    def add(error: CatalogueError) -> None:
        report.add(Severity.PROBLEM, "exercises", error.message, "The file is ignored until it is fixed.")

    try:
        load(exercise_folder(), add)
    except CatalogueError as error:
        add(error)
    _, problem = read_look()
    if problem:
        report.add(Severity.PROBLEM, "settings", problem, "hinge-log config edit opens the file.")
