"""`report`: a page that a coach can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output_file import check_output_file, goes_to_stdout, write_output_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.trend import TrendData


@command(
    "hinge-log report",
    "hinge-log report --weeks 12 -o form.md",
    "hinge-log report --format html -o form.html",
    "hinge-log report --weeks 1 | less",
    reads=True,
)
@click.option("--format", type=click.Choice(("md", "html")), default="md", show_default=True, help="Markdown or HTML")
@click.option("--weeks", type=click.IntRange(1, 520), default=4, help="how far back", show_default=True)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def report(
    cli: CliContext,
    format: str,  # noqa: A002 - the word of the command line
    weeks: int,
    output: str | None,
    force: bool,
) -> int:
    """Write a page for a coach.

    It has ratings, strength, faults, charts, drills, ladder, plan, pain and notes.
    """
    from hinge_log.charts.report import charted, report_page
    from hinge_log.store.coach import report_of

    to_file = not goes_to_stdout(output)
    check_output_file(cli, output, force=force)
    today = cli.store.clock.now().day
    report_data = report_of(cli.store, cli.catalogue, cli.exercise, today=today, weeks=weeks, gym=cli.gym)
    text = report_page(report_data, ascii=cli.ascii_document and not to_file)
    markdown = text
    if format == "html":
        from hinge_log.charts.report_html import report_html

        text = report_html(markdown, _images(charted(report_data)), f"Form report, {weeks} weeks")
    if to_file or not cli.json:
        write_output_file(cli, output, [text])
    if cli.json:
        values = {"weeks": weeks, "path": output if to_file else None, "markdown": markdown}
        return cli.data("report", values | ({"html": text} if format == "html" else {}))
    return 0


def _images(charts: Iterable[TrendData]) -> Iterator[str]:
    """The form over time of each lift, as SVG."""
    from hinge_log.charts.svg import svg
    from hinge_log.charts.view import trend_view
    from hinge_log.cli.trend import IMAGE

    for data in charts:
        yield svg(trend_view(data, *IMAGE, "time"), f"{data.lift}: form over time")
