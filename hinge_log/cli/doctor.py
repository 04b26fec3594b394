"""`doctor`: check the log, its copies and its folder."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext, need_log
from hinge_log.text import shown

PROBLEMS = 5


@click.command(
    cls=Command,
    examples=(
        "hinge-log doctor",
        "hinge-log doctor --fix",
    ),
)
@click.option("--fix", is_flag=True, help="do what is safe to do")
@pass_cli
def doctor(cli: CliContext, fix: bool) -> int:
    """Check the log, its copies and its folder; 5 when there is a problem."""
    from hinge_log.store.safety.doctor import check
    from hinge_log.store.safety.doctor import fix as fix_log

    need_log(cli.path)
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
