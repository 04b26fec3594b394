"""`export` and `report`, and the file that `-o` and `--svg` name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.output import write_document
from hinge_log.errors import EntryError, NeedsDecision, StoreError, StoreRefused
from hinge_log.files import is_stream, replace_file
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.training.trend import TrendData


@command("hinge-log export --format csv > log.csv", "hinge-log export -o log.jsonl", reads=True)
@click.option("--format", type=click.Choice(("jsonl", "csv", "strong", "md")), default="jsonl", show_default=True)
@click.option("--since", metavar="DAY", help="the first day to export: 2026-03-01, 4w")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="write to this file instead of stdout")
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
    lines = _export_lines(cli, format, day)
    if cli.json and goes_to_stdout(output):
        return cli.data("export", {"format": format, "text": "".join(lines)})
    write_output_file(cli, output, lines)
    return cli.data("export", {"format": format, "path": output}) if cli.json else 0


def _export_lines(cli: CliContext, format: str, since: int | None) -> Iterator[str]:  # noqa: A002
    from hinge_log.exchange.export import export_lines
    from hinge_log.store.safety.dump import documents, iter_workouts
    from hinge_log.store.set_extras import every_extra

    return export_lines(
        format,
        workouts=lambda: iter_workouts(cli.store, since),
        documents=lambda: documents(cli.store, since),
        name_of=lambda key: cli.exercise(key).name,
        extras=lambda: every_extra(cli.store),
    )


@command(
    "hinge-log report",
    "hinge-log report --weeks 12 -o form.md",
    "hinge-log report --format html -o form.html",
    "hinge-log report --weeks 1 | less",
    reads=True,
)
@click.option("--format", type=click.Choice(("md", "html")), default="md", show_default=True, help="Markdown or HTML")
@click.option("--weeks", type=click.IntRange(1, 520), default=4, help="how far back", show_default=True)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="write to this file instead of stdout")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def report(
    cli: CliContext,
    format: str,  # noqa: A002 - the word of the command line
    weeks: int,
    output: str | None,
    force: bool,
) -> int:
    """Write a page for a coach.

    It covers ratings, strength, faults, charts, drills, ladder, plan, pain and notes.
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
        from hinge_log.charts.report import report_html

        text = report_html(markdown, _images(charted(report_data)), f"Form report, {weeks} weeks")
    if to_file or not cli.json:
        write_output_file(cli, output, [text])
    if cli.json:
        values = {"weeks": weeks, "path": output if to_file else None, "markdown": markdown}
        return cli.data("report", values | ({"html": text} if format == "html" else {}))
    return 0


def _images(charts: Iterable[TrendData]) -> Iterator[str]:
    """The form over time of each lift, as SVG."""
    from hinge_log.charts.report import form_picture
    from hinge_log.charts.svg import svg
    from hinge_log.cli.trend import IMAGE

    for data in charts:
        yield svg(form_picture(data, *IMAGE), f"{data.lift}: form over time")


STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
"""The names of standard output."""


def goes_to_stdout(path: str | None) -> bool:
    """Whether a file name, or none, means standard output."""
    return path is None or path in STDOUT


def check_output_file(cli: CliContext, path: str | None, *, force: bool) -> None:
    """Raise NeedsDecision for a file that is there, unless forced, and StoreRefused for one of hinge-log's own."""
    if force and goes_to_stdout(path):
        raise EntryError("force", "--force needs a file to overwrite", "Name the file, or leave out --force.")
    if path is None or goes_to_stdout(path) or is_stream(path):
        return
    if is_own_file(path, cli.path):
        raise StoreRefused(f"{shown(path)} belongs to hinge-log. Nothing was written.", "Choose another file.")
    if os.path.isdir(path):
        raise StoreRefused(f"{shown(path)} is a folder. Nothing was written.", "Name a file in it.")
    if not force and os.path.lexists(path):
        raise NeedsDecision(f"{shown(path)} already exists. Nothing was written.", "Overwrite it with --force.")


def is_own_file(path: str, log: str) -> bool:
    """Whether a path is a log, a file beside this one, a backup, the settings, an exercise file or one for sync."""
    from hinge_log.settings import config_folder

    target, log = os.path.realpath(path), os.path.realpath(log)
    folder, name = os.path.split(target)
    log_folder, log_name = os.path.split(log)
    if os.path.exists(target) and os.path.exists(log) and os.path.samefile(target, log):
        return True
    own = os.path.realpath(config_folder())
    beside = folder == log_folder and (name == log_name or name.startswith((f"{log_name}.", f"{log_name}-")))
    journal = folder == log_folder and name.startswith(os.path.splitext(log_name)[0]) and name.endswith(".jsonl")
    inside = os.path.join(log_folder, "backups"), os.path.join(own, "exercises")
    if beside or target == os.path.join(own, "settings.toml"):
        return True
    return (journal and os.path.exists(target)) or folder.startswith(inside) or _holds_a_log(target)


def _holds_a_log(path: str) -> bool:
    """Whether a file is a log, a backup, a journal or what a device put into a folder for sync, wherever it lies."""
    from hinge_log.store.safety.files import looks_ours
    from hinge_log.sync.entries import FORMAT

    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(200)
    except OSError:
        return False
    return looks_ours(path) or head.startswith((b'{"n":', f'{{"format": "{FORMAT}"'.encode()))


def write_output_file(cli: CliContext, path: str | None, parts: Iterable[str]) -> None:
    """Write a text where `-o` says: to stdout, into a pipe, or to a file. Raises StoreError."""
    if path is None or goes_to_stdout(path):
        write_document(parts)
        return
    try:
        replace_file(path, (part.encode("utf-8", "backslashreplace") for part in parts))
    except BrokenPipeError:
        pass  # whoever read along has seen enough
    except OSError as error:
        message = f"{shown(path)} cannot be written: {error.strerror or error}."
        raise StoreError(message, "The log was not changed.") from error
    cli.say(f"Written: {shown(path)}")
