"""`report`: a page that a coach can read."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.output_file import check_output_file, goes_to_stdout, write_output_file


@click.command(
    cls=Command,
    reads=True,
    examples=(
        "hinge-log report",
        "hinge-log report --weeks 12 -o form.md",
        "hinge-log report --weeks 1 | less",
    ),
)
@click.option("--weeks", type=click.IntRange(1, 520), default=4, help="how far back", show_default=True)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@pass_cli
def report(cli: CliContext, weeks: int, output: str | None, force: bool) -> int:
    """Write a page for a coach: form, faults, charts, pain, notes."""
    from hinge_log.charts.report import report_page
    from hinge_log.store.coach import report_of

    to_file = not goes_to_stdout(output)
    check_output_file(cli, output, force=force)
    today = cli.store.clock.now().day
    found = report_of(cli.store, cli.catalogue, cli.exercise, today=today, weeks=weeks, unit=cli.gym.unit)
    text = report_page(found, ascii=cli.ascii_document and not to_file)
    if to_file or not cli.json:
        write_output_file(cli, output, [text])
    if cli.json:
        return cli.data("report", {"weeks": weeks, "path": output if to_file else None, "markdown": text})
    return 0
