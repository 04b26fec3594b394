"""`export`: the log as a file of its own, for spreadsheets, for other loggers, or to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import write_document
from hinge_log.errors import NeedsDecision, StoreError
from hinge_log.text import shown


@click.command(
    cls=Command,
    examples=(
        "hinge-log export --format csv > log.csv",
        "hinge-log export -o log.jsonl",
    ),
)
@click.option("--format", type=click.Choice(("jsonl", "csv", "strong", "md")), default="jsonl", show_default=True)
@click.option("--since", metavar="DAY", help="from this day on: 2026-03-01, 4w")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="a file instead of stdout")
@click.option("--force", is_flag=True, help="write over a file that is there")
@pass_cli
def export(
    cli: CliContext,
    format: str,  # noqa: A002 - the word of the command line
    since: str | None,
    output: str | None,
    force: bool,
) -> int:
    """Write the log to a file or to stdout."""
    if output is not None and output != "-":
        free(output, force=force)
    day = None
    if since:
        from hinge_log.cli.when import day_of

        day = day_of(since, cli.store.clock.now())
    lines = _lines(cli, format, day)
    if output is None or output == "-":
        write_document(lines)
        return 0
    save(output, lines)
    cli.say(f"Written: {shown(output)}")
    return 0


def _lines(cli: CliContext, format: str, since: int | None) -> Iterator[str]:  # noqa: A002
    from hinge_log.exchange.out import lines
    from hinge_log.store.safety.dump import documents, iter_workouts

    return lines(
        format,
        workouts=lambda: iter_workouts(cli.store, since),
        documents=lambda: documents(cli.store, since),
        name_of=lambda key: cli.exercise(key).name,
    )


def free(path: str, *, force: bool) -> None:
    """Raise NeedsDecision when a file is there that was not to be written over."""
    if not force and os.path.lexists(path):
        raise NeedsDecision(f"{shown(path)} is there already. Nothing was written.", "Write over it with --force.")


def save(path: str, lines: Iterable[str]) -> None:
    """Write beside the file, then put it in place: a stop in between leaves the old one."""
    aside = f"{path}.new-{os.getpid()}"
    try:
        with os.fdopen(
            os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline=""
        ) as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError as error:
        raise StoreError(
            f"{shown(path)} cannot be written: {error.strerror}.", "Nothing of the log was changed."
        ) from error
    finally:
        if os.path.lexists(aside):
            os.unlink(aside)
