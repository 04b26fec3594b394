"""`export`: the log as a file of its own, for spreadsheets, for other loggers, or to read."""

from __future__ import annotations

from collections.abc import Iterator

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output_file import check_output_file, goes_to_stdout, write_output_file


@command("hinge-log export --format csv > log.csv", "hinge-log export -o log.jsonl", reads=True)
@click.option("--format", type=click.Choice(("jsonl", "csv", "strong", "md")), default="jsonl", show_default=True)
@click.option("--since", metavar="DAY", help="from this day on: 2026-03-01, 4w")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def export(
    cli: CliContext,
    format: str,  # noqa: A002 - the word of the command line
    since: str | None,
    output: str | None,
    force: bool,
) -> int:
    """Write the log to a file or to stdout."""
    check_output_file(cli, output, force=force)
    day = None
    if since is not None:
        from hinge_log.training.typed_days import day_of

        day = day_of(since, cli.store.clock.now())
    lines = _lines(cli, format, day)
    if cli.json and goes_to_stdout(output):
        return cli.data("export", {"format": format, "text": "".join(lines)})
    write_output_file(cli, output, lines)
    return cli.data("export", {"format": format, "path": output}) if cli.json else 0


def _lines(cli: CliContext, format: str, since: int | None) -> Iterator[str]:  # noqa: A002
    from hinge_log.exchange.out import lines
    from hinge_log.store.safety.dump import documents, iter_workouts
    from hinge_log.store.set_extras import every_extra

    return lines(
        format,
        workouts=lambda: iter_workouts(cli.store, since),
        documents=lambda: documents(cli.store, since),
        name_of=lambda key: cli.exercise(key).name,
        extras=lambda: every_extra(cli.store),
    )
