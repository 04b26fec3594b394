"""`import`: a file of another logger, looked at first and written only when asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from hinge_log.cli.command import Command, pass_cli
from hinge_log.cli.context import CliContext, need_file
from hinge_log.cli.output import write_prompt
from hinge_log.cli.words import count
from hinge_log.clock import to_date
from hinge_log.errors import EntryError, ImportFileError, NeedsDecision, NotFound
from hinge_log.exchange.detect import FoundFormat, header_id, read_found, sniff
from hinge_log.exchange.mapping import Mapping as Columns
from hinge_log.exchange.names import MARKS, read_map
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.preview import ImportPreview, ImportResult, preview_import, sha256_of
from hinge_log.exchange.summary import unit_hint
from hinge_log.exchange.telling import nothing_usable, told
from hinge_log.store.import_log import ImportLog
from hinge_log.store.importing import add_import, kept_columns, kept_names, known_identities
from hinge_log.text import shown

NAMES_SHOWN = 40


@click.command(
    "import",
    cls=Command,
    examples=(
        "hinge-log import strong.csv --unit kg          look at it",
        "hinge-log import strong.csv --unit kg --yes    take it in",
        "hinge-log import --undo                        take the last import back",
    ),
)
@click.argument("file", required=False, type=click.Path())
@click.option("--format", metavar="NAME", help="the app it comes from, where that is not seen")
@click.option("--unit", type=click.Choice(("kg", "lb")), help="the unit of weights that have none")
@click.option("--map", "mapping", metavar="FILE", type=click.Path(), help="what names become, or which column is what")
@click.option("--dates", type=click.Choice(("dmy", "mdy")), help="how dates like 3/5/2023 are meant")
@click.option("--dry-run", is_flag=True, help="look, and write nothing")
@click.option("--yes", is_flag=True, help="do it without asking")
@click.option("--undo", is_flag=True, help="take the last import out again")
@pass_cli
def import_file(
    cli: CliContext,
    file: str | None,
    format: str | None,  # noqa: A002 - the word of the command line
    unit: str | None,
    mapping: str | None,
    dates: str | None,
    dry_run: bool,
    yes: bool,
    undo: bool,
) -> int:
    """Import the file of another logger: shown first, written when you agree."""
    if undo:
        return take_back(cli, yes=yes, dry_run=dry_run)
    if file is None:
        raise EntryError("file", "Which file?", "hinge-log import strong.csv; --undo takes the last import back")
    path = Path(need_file(file)).expanduser()
    chosen, said = read_map(Path(need_file(mapping))) if mapping else ({}, {})
    asking = cli.asking and not (yes or dry_run)
    found = sniff(path, format="generic" if said and format is None else format)
    if found.format == "hinge-log" and mapping is None:
        from hinge_log.cli.merging import merge

        return merge(cli, path, asking=asking, dry_run=dry_run, yes=yes)
    columns = _columns(cli, found, said)
    with ThreadPoolExecutor(1) as other, showing(cli, "Reading") as progress:
        digest = other.submit(sha256_of, path)
        parsed = read_found(path, found, unit=unit, mapping=columns, dates=dates or "", progress=progress)
    if not parsed.sets:
        raise ImportFileError(f"{shown(path.name)} has no set that can be used.", nothing_usable(parsed))
    if parsed.unit is None and asking:
        parsed.choose_unit(_ask_unit(parsed))
    kept = (header_id(found), columns.to_json()) if said and columns else None
    plan = _plan(cli, path, parsed, chosen, kept, digest.result())
    if not cli.json and not cli.quiet and not (yes and parsed.unit):
        _preview(cli, plan, unit)
    plan.decided()
    write = yes and not dry_run
    if asking and plan.fresh.sets:
        write = ask(f"Import {count(plan.fresh.sets, 'set')}?")
    if write and plan.fresh.sets:
        keep_copy(cli)
    if write:
        with showing(cli, "Importing") as progress:
            result = add_import(cli.store, plan, progress=progress)
        keep_copy(cli)
    else:
        result = plan.result()
    if cli.json:
        return cli.data("import", _figures(plan, result) | {"dry_run": not write})
    if write:
        _tell(cli, plan, result)
    elif not plan.fresh.sets or asking or dry_run:
        cli.say("Nothing was written.")
    else:
        cli.say("Nothing was written. With --yes it is imported.")
    return 0


@contextmanager
def showing(cli: CliContext, doing: str) -> Iterator[Callable[[float], None] | None]:
    """Show how far something is in one line of the terminal, and take the line away at the end."""
    if cli.quiet or cli.json or not sys.stderr.isatty():
        yield None
        return
    shown_last = -1

    def progress(share: float) -> None:
        nonlocal shown_last
        if (now := int(share * 100)) > shown_last:
            shown_last = now
            write_prompt(f"\r{doing} {now} %")

    try:
        yield progress
    finally:
        if shown_last >= 0:
            write_prompt("\r" + " " * (len(doing) + 6))
            write_prompt("\r")


def keep_copy(cli: CliContext) -> None:
    """Make a backup before many rows are written, and after; an empty log needs none.

    What an import brought in is in no journal: `rescue` has it from the backup made after it.
    """
    from hinge_log.store.safety.backup import backup_once

    if cli.store.one("SELECT 1 FROM action LIMIT 1") is not None:
        made = backup_once(cli.path, reason="import", now_ms=cli.store.clock.now().utc_ms)
        if cli.verbose:
            cli.say(f"Backup: {shown(made.path)}")


def take_back(cli: CliContext, *, yes: bool = False, dry_run: bool = False) -> int:
    """Take the last import out of the log; what was edited since is said first, and must be agreed to."""
    from hinge_log.store import importing as store

    lines = store.imports(cli.store)
    if not lines:
        raise NotFound("There is no import in the log.", "Nothing was changed.")
    line = lines[0]
    edited = f", {line.edited:,} of them edited since" if line.edited else ""
    said = f"{shown(line.file)} ({line.format}): {count(line.sets, 'set')}{edited}"
    removed = None
    if not dry_run:
        if line.edited and not yes:
            if not cli.asking:
                raise NeedsDecision(f"The import has sets that were edited since: {said}.", "With --yes they go too.")
            if not ask(f"Take back {said}?"):
                cli.say("Nothing was changed.")
                return 0
        keep_copy(cli)
        line, removed = store.take_back(cli.store, line.id)
    if cli.json:
        values = {"id": line.id, "file": line.file, "format": line.format, "sets": line.sets, "edited": line.edited}
        return cli.data("import-undo", values | {"dry_run": removed is None})
    if not cli.quiet:
        more = ". Import the file again to have it back." if removed is not None else ""
        cli.out(f"{'Would take' if removed is None else 'Taken'} back {said}{more}")
    return 0


def ask(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no."""
    write_prompt(f"{question} [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _columns(cli: CliContext, found: FoundFormat, said: Mapping[str, str]) -> Columns | None:
    """Which column is what: as the user says now, or as he said for a table with the same header before."""
    if said:
        return Columns.from_json(json.dumps(said))
    kept = kept_columns(cli.store, header_id(found)) if found.format == "generic" else None
    return Columns.from_json(kept) if kept else None


def _plan(
    cli: CliContext,
    path: Path,
    parsed: ParsedFile,
    chosen: Mapping[str, str],
    mapping: tuple[str, str] | None,
    sha256: str,
) -> ImportPreview:
    return preview_import(
        parsed,
        cli.catalogue,
        known=known_identities(cli.store),
        log=ImportLog(cli.store),
        mapping=mapping,
        kept=kept_names(cli.store, parsed.app),
        chosen=chosen,
        own=cli.own,
        file=path.name,
        sha256=sha256,
    )


def _ask_unit(parsed: ParsedFile) -> str:
    hint = unit_hint(parsed)
    likely = f" They look like {hint.unit}." if hint.unit else ""
    while True:
        write_prompt(f"The file does not say whether its weights are kg or lb.{likely} Which? [kg/lb] ")
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        if line.strip().lower() in ("kg", "lb"):
            return line.strip().lower()


def _figures(plan: ImportPreview, result: ImportResult) -> dict[str, object]:
    return result.figures() | {
        "skipped": [{"line": line, "reason": reason} for line, reason in plan.skipped],
        "skipped_rows": result.skipped,
        "reasons": dict(plan.parsed.reasons),
        "remarks": [{"line": line, "text": text} for line, text in plan.parsed.remarks],
        "remark_rows": plan.parsed.remarked.total(),
        "columns": plan.parsed.columns,
        "dates": plan.parsed.dates or None,
        "unsure": [{"name": name.name, "candidates": list(name.candidates)} for name in plan.unsure],
    }


def _preview(cli: CliContext, plan: ImportPreview, unit: str | None) -> None:
    result = plan.result()
    hint = unit_hint(plan.parsed).unit if result.unit is None else None
    named = result.unit or f"no unit{f' (they look like {hint})' if hint else ''}"
    cli.out(f"{shown(plan.file)}: {result.format}, {named}, {count(result.records, 'row')}")
    if plan.days:
        cli.out(f"  {count(result.workouts, 'workout')} from {plan.days[0]} to {plan.days[1]}")
    warm = f", {result.warmup_sets:,} of them warm-ups" if result.warmup_sets else ""
    cli.out(f"  {count(plan.parsed.sets, 'set')}{warm}: {result.sets:,} new, {result.already_there:,} already there")
    cli.out(f"  {count(result.exercises, 'exercise')}, {result.matched_exercises} of them in the catalogue")
    names = sorted(plan.names, key=lambda name: -name.sets)
    for name in names[:NAMES_SHOWN]:
        becomes = shown(name.title) if name.key else "left out"
        if name.candidates and name.kind == "unsure":
            becomes += f"  (or {', '.join(map(shown, name.candidates))}: choose with --map)"
        cli.out(f"  {MARKS[name.kind]} {name.sets:>6}  {shown(name.name)[:36]:<36}  {becomes}")
    if len(names) > NAMES_SHOWN:
        cli.out(f"    and {len(names) - NAMES_SHOWN} more names")
    if result.rest_rows:
        cli.out(f"  {count(result.rest_rows, 'rest timer')} left out")
    if unit and plan.parsed.said_unit and unit != plan.parsed.said_unit:
        cli.out(f"  the file says that its weights are {plan.parsed.said_unit}: --unit {unit} changes nothing")
    for line in told(plan, today=to_date(cli.store.clock.now().day)):
        cli.out(f"  {shown(line)}")


def _tell(cli: CliContext, plan: ImportPreview, result: ImportResult) -> None:
    if cli.quiet:
        return
    for line in told(plan, today=to_date(cli.store.clock.now().day)):
        cli.out(shown(line))
    there = f", {result.already_there:,} already there" if result.already_there else ""
    skipped = f", {count(result.skipped, 'row')} left out" if result.skipped else ""
    undo = ". undo: hinge-log undo" if result.sets else "."
    cli.out(
        f"Imported {count(result.sets, 'set')} in {count(result.new_workouts, 'new workout')}{there}{skipped}{undo}"
    )
