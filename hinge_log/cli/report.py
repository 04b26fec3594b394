"""`report`: a page that a coach can read."""

from __future__ import annotations

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import write_document


@click.command(
    cls=Command,
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

    to_file = output is not None and output != "-"
    if output is not None and to_file:
        from hinge_log.cli.exporting import free

        free(output, force=force)
    today = cli.store.clock.now().day
    found = report_of(cli.store, cli.catalogue, cli.exercise, today=today, weeks=weeks, unit=cli.gym.unit)
    text = report_page(found, ascii=cli.ascii_only and not to_file)
    if output is not None and to_file:
        from hinge_log.cli.exporting import save
        from hinge_log.text import shown

        save(output, [text])
        cli.say(f"Written: {shown(output)}")
    if cli.json:
        return cli.data("report", {"weeks": weeks, "path": output if to_file else None, "markdown": text})
    if not to_file:
        write_document([text])
    return 0
