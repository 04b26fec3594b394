"""`import`: a file of another logger or of hinge-log, looked at first and written only when asked for."""

from __future__ import annotations

import errno
import json
import os
import select
import stat
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import IO

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import UNDO, CliContext, need_file
from hinge_log.cli.output import write_prompt, write_remark
from hinge_log.clock import to_date
from hinge_log.errors import EntryError, ImportFileError, NeedsDecision, NotFound, StoreError
from hinge_log.exchange.csv_records import MAX_BYTES
from hinge_log.exchange.detect import FORMATS, FoundFormat, header_id, read, sniff
from hinge_log.exchange.import_remarks import import_remarks, nothing_usable
from hinge_log.exchange.jsonl import JsonlEntry
from hinge_log.exchange.jsonl import read as read_export
from hinge_log.exchange.mapping import Mapping as Columns
from hinge_log.exchange.names import legend_of, read_map
from hinge_log.exchange.parsed import LENGTHS, ParsedFile, guess_unit
from hinge_log.exchange.preview import ImportPreview, ImportResult, sha256_of
from hinge_log.exchange.readers import ABOUT, UNTESTED
from hinge_log.files import is_stream
from hinge_log.store.importing import add_import, kept_columns, preview_of
from hinge_log.store.merging import Merged, add_log
from hinge_log.text import plural, shown
from hinge_log.training.load import plain

NAMES_SHOWN = 40
PIPE_PATIENCE_S = 3.0
"""So long the first byte out of a pipe with a name is waited for, in seconds."""


@command(
    "hinge-log import strong.csv --unit kg          preview it",
    "hinge-log import strong.csv --unit kg --yes    import it",
    "hinge-log import --undo                        undo the last import",
    name="import",
)
@click.argument("file", required=False, type=click.Path())
@click.option("--format", metavar="NAME", help="the app it comes from, if it is not recognised")
@click.option("--unit", type=click.Choice(("kg", "lb")), help="the unit for weights without one")
@click.option("--map", "mapping", metavar="FILE", type=click.Path(), help="a file that maps names or columns")
@click.option("--distance", type=click.Choice(LENGTHS), help="the unit for distances without one")
@click.option("--dates", type=click.Choice(("dmy", "mdy")), help="the order of dates such as 3/5/2023")
@click.option(
    "--changed", type=click.Choice(("keep", "take")), help="for changed sets, keep the log's values or take the file's"
)
@click.option("--gone", type=click.Choice(("keep", "remove")), help="sets that are no longer in the file")
@click.option("--formats", is_flag=True, help="list the formats")
@click.option("--dry-run", is_flag=True, help="show what would be imported")
@click.option("--yes", is_flag=True, help="import without asking")
@click.option("--undo", is_flag=True, help="undo the last import")
def import_file(
    cli: CliContext,
    file: str | None,
    format: str | None,  # noqa: A002 - the word of the command line
    unit: str | None,
    mapping: str | None,
    distance: str | None,
    dates: str | None,
    changed: str | None,
    gone: str | None,
    formats: bool,
    dry_run: bool,
    yes: bool,
    undo: bool,
) -> int:
    """Import a file from another app. You see a preview first; nothing is saved until you agree."""
    if formats:
        return list_formats(cli)
    if undo and (file is not None or format or unit or mapping or dates):
        raise EntryError("undo", "--undo undoes the last import and needs no file", "hinge-log import --undo")
    if undo:
        return take_back(cli, yes=yes, dry_run=dry_run)
    if file is None:
        raise EntryError("file", "Which file?", "hinge-log import strong.csv; --undo undoes the last import")
    path = click.get_current_context().with_resource(readable(file))
    chosen, mapped = read_map(Path(need_file(mapping))) if mapping else ({}, {})
    asking = cli.asking and not (yes or dry_run) and file != "-"
    file_format = sniff(path, format="generic" if mapped and format is None else format)
    if file_format.format == "hinge-log" and mapping is None:
        return merge(cli, path, asking=asking, dry_run=dry_run, yes=yes)
    columns = _columns(cli, file_format, mapped)
    with showing(cli, "Reading") as progress:
        parsed = read(path, file_format, unit=unit, mapping=columns, dates=dates or "", length=distance or "",
                      progress=progress)  # fmt: skip
    if not parsed.sets:
        raise ImportFileError(f"{shown(path.name)} has no usable sets.", nothing_usable(parsed))
    if parsed.unit is None and asking:
        parsed.choose_unit(_ask_unit(parsed))
    if parsed.length is None and asking:
        parsed.choose_length(_ask("The file does not give a unit for its distances.", LENGTHS))
    columns_key = (header_id(file_format), columns.to_json()) if mapped and columns else None
    plan = preview_of(
        cli.store, cli.catalogue, parsed, file=path.name, sha256=sha256_of(path), chosen=chosen, mapping=columns_key
    )
    plan.choose_changes(take_changed=changed == "take", remove_gone=gone == "remove")
    if not cli.json and not cli.quiet and not (yes and parsed.unit):
        _preview(cli, plan, unit)
    plan.require_decisions()
    write = yes and not dry_run
    if asking:
        take_changed, remove_gone = plan.take_changed, plan.remove_gone
        if changed is None and plan.fresh.changed:
            take_changed = ask(f"Use the file's values for {plural(plan.fresh.differing, 'set')} that differ?")
        if gone is None and plan.fresh.gone_sets:
            remove_gone = ask(f"Delete {plural(plan.fresh.gone_sets, 'set')} that the file no longer has?")
        plan.choose_changes(take_changed=take_changed, remove_gone=remove_gone)
    something = plan.fresh.sets or plan.fresh.corrects(plan)
    if asking and something:
        write = ask(f"Import {plural(plan.fresh.sets, 'set')}?")
    if write and something:
        keep_copy(cli)
    if write:
        with showing(cli, "Importing") as progress:
            result = add_import(cli.store, plan, progress=progress)
        if something:
            keep_copy(cli, after=True)
    else:
        result = plan.result()
    if cli.json:
        return cli.data("import", _figures(plan, result) | {"dry_run": not write})
    if write:
        _tell(cli, plan, result)
    elif not something or asking or dry_run:
        cli.say("Nothing was written.")
    else:
        cli.say("Nothing was written. Add --yes to import it.")
    return 0


@contextmanager
def readable(name: str) -> Iterator[Path]:
    """The path of a file; standard input ("-") and what comes out of a pipe are a file for as long as it is read."""
    if name != "-" and not is_stream(name):
        yield Path(os.path.abspath(need_file(name)))
        return
    with tempfile.TemporaryDirectory(prefix="hinge-log-") as folder:
        path = Path(folder) / ("stdin" if name == "-" else Path(name).name)
        with open(path, "wb") as file:
            try:
                if name != "-":
                    with _open_stream(name) as stream:
                        _copy(stream, file, name)
                elif sys.stdin is not None:  # a shell may have closed it
                    _copy(sys.stdin.buffer, file, name)
            except OSError as error:
                raise ImportFileError(f"{shown(name)} cannot be read: {error.strerror}.", "Name a file.") from error
        yield path


def _open_stream(name: str) -> IO[bytes]:
    """Open a pipe or a device to read. Raises OSError for a pipe with a name into which nobody writes."""
    if sys.platform != "win32" and stat.S_ISFIFO(os.lstat(name).st_mode):
        handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
        if not select.select([handle], [], [], PIPE_PATIENCE_S)[0]:
            os.close(handle)
            raise OSError(errno.ETIMEDOUT, "this pipe is empty")
        os.set_blocking(handle, True)
        return open(handle, "rb")
    return open(name, "rb")


def _copy(stream: IO[bytes], file: IO[bytes], name: str) -> None:
    """Copy a stream into a file; raises ImportFileError for one that is larger than any log, as a device is."""
    while part := stream.read(1 << 20):
        if file.tell() > MAX_BYTES:
            raise ImportFileError(
                f"{shown(name)} is larger than 2 GiB.",
                "No log is that large. Check the file.",
            )
        file.write(part)


def list_formats(cli: CliContext) -> int:
    """Name every format, and the apps whose files were not seen."""
    if cli.json:
        about = {name: ABOUT[name]._asdict() for name in FORMATS}
        return cli.data("import-formats", {"formats": list(FORMATS), "untested": list(UNTESTED), "about": about})
    for name in FORMATS:
        cli.out(f"{name:<18} {ABOUT[name].title}: {ABOUT[name].read}")
        if ABOUT[name].unread:
            cli.out(f"{'':<18} not read: {ABOUT[name].unread}")
    for name in UNTESTED:
        cli.out(f"{name:<18} untested: recognised by its column names")
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


def keep_copy(cli: CliContext, *, after: bool = False) -> None:
    """Make a backup before many rows are written, or after: then a failure is told, the rows are stored."""
    from hinge_log.store.importing import back_up, unsafe_remark

    try:
        path = back_up(cli.store)
    except StoreError as error:
        if not after:
            raise
        write_remark(unsafe_remark(error))
    else:
        if path and cli.verbose:
            cli.say(f"Backup: {shown(path)}")


def take_back(cli: CliContext, *, yes: bool = False, dry_run: bool = False) -> int:
    """Take the last import out of the log; what was edited since is said first, and must be agreed to."""
    from hinge_log.store import importing as store

    lines = store.imports(cli.store)
    if not lines:
        raise NotFound("There is no import in the log.", "Nothing was changed.")
    line = lines[0]
    edited = f", {line.edited:,} of them edited since then" if line.edited else ""
    words = f"{shown(line.file)} ({line.format}): {plural(line.sets, 'set')}{edited}"
    removed = None
    if not dry_run:
        if line.edited and not yes:
            if not cli.asking:
                raise NeedsDecision(f"Sets were edited after the import: {words}.", "With --yes they are deleted too.")
            if not ask(f"Undo the import of {words}?"):
                cli.say("Nothing was changed.")
                return 0
        keep_copy(cli)
        line, removed = store.take_back(cli.store, line.id)
    if cli.json:
        values = {"id": line.id, "file": line.file, "format": line.format, "sets": line.sets, "edited": line.edited}
        return cli.data("import-undo", values | {"dry_run": removed is None})
    if not cli.quiet:
        more = f". {_way_back(cli)}" if removed is not None else ""
        cli.out(f"{'Would undo' if removed is None else 'Undone:'} {words}{more}")
    return 0


def ask(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no."""
    write_prompt(f"{question} [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _columns(cli: CliContext, file_format: FoundFormat, chosen: Mapping[str, str]) -> Columns | None:
    """Which column is what: as the user says now, or as they said for a table with the same header before."""
    if chosen:
        return Columns.from_json(json.dumps(chosen))
    saved = kept_columns(cli.store, header_id(file_format)) if file_format.format == "generic" else None
    return Columns.from_json(saved) if saved else None


def _ask(question: str, answers: Sequence[str]) -> str:
    """Ask until one of the answers is given."""
    while True:
        write_prompt(f"{question} Which? [{'/'.join(answers)}] ")
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        if (answer := line.strip().lower()) in answers:
            return answer


def _ask_unit(parsed: ParsedFile) -> str:
    guess = guess_unit(parsed)
    likely = f" They look like {guess}." if guess else ""
    return _ask(f"The file does not say whether its weights are kg or lb.{likely}", ("kg", "lb"))


def _figures(plan: ImportPreview, result: ImportResult) -> dict[str, object]:
    return asdict(result) | {
        "skipped": [{"line": line, "reason": reason} for line, reason in plan.parsed.skipped],
        "skipped_rows": result.skipped,
        "reasons": dict(plan.parsed.reasons),
        "remarks": [{"line": line, "text": text} for line, text in plan.parsed.remarks],
        "remark_rows": plan.parsed.remarked.total(),
        "columns": plan.parsed.columns,
        "unused": plan.parsed.unused,
        "bodyweights": len(plan.parsed.bodyweights),
        "dates": plan.parsed.dates or None,
        "unsure": [{"name": name.name, "candidates": list(name.candidates)} for name in plan.unsure],
    }


def _preview(cli: CliContext, plan: ImportPreview, unit: str | None) -> None:
    result = plan.result()
    guess = guess_unit(plan.parsed) if result.unit is None else None
    named = result.unit or f"no unit{f' (they look like {guess})' if guess else ''}"
    cli.out(f"{shown(plan.file)}: {result.format}, {named}, {plural(result.records, 'row')}")
    if plan.days:
        cli.out(f"  {plural(result.workouts, 'workout')} from {plan.days[0]} to {plan.days[1]}")
    warm = f", {result.warmup_sets:,} of them warm-ups" if result.warmup_sets else ""
    cli.out(f"  {plural(plan.parsed.sets, 'set')}{warm}: {result.sets:,} new, {result.already_there:,} already there")
    cli.out(f"  {plural(result.exercises, 'exercise')}, {result.matched_exercises} of them in the catalogue")
    names = sorted(plan.names, key=lambda name: -name.sets)
    for name in names[:NAMES_SHOWN]:
        becomes = shown(name.title) if name.key else "left out"
        others = [each for each in name.candidates if each != name.key]
        if others:
            becomes += f"  (or {', '.join(map(shown, others))}: choose with --map)"
        cli.out(f"  {name.mark} {name.sets:>6}  {shown(name.name)[:36]:<36}  {becomes}")
    if len(names) > NAMES_SHOWN:
        cli.out(f"    and {len(names) - NAMES_SHOWN} more names")
    cli.out(f"  {legend_of(name.mark for name in names)}")
    if result.rest_rows:
        cli.out(f"  {plural(result.rest_rows, 'rest timer')} left out")
    if unit and plan.parsed.stated_unit and unit != plan.parsed.stated_unit:
        cli.out(f"  the file says that its weights are {plan.parsed.stated_unit}: --unit {unit} has no effect")
    for line in import_remarks(plan, today=to_date(cli.store.clock.now().day)):
        cli.out(f"  {shown(line)}")


def _tell(cli: CliContext, plan: ImportPreview, result: ImportResult) -> None:
    if cli.quiet:
        return
    for line in import_remarks(plan, today=to_date(cli.store.clock.now().day)):
        cli.out(shown(line))
    there = f", {result.already_there:,} already there" if result.already_there else ""
    skipped = f", {plural(result.skipped, 'row')} left out" if result.skipped else ""
    undo = f". {UNDO}" if result.sets else "."
    cli.out(
        f"Imported {plural(result.sets, 'set')} in {plural(result.new_workouts, 'new workout')}{there}{skipped}{undo}"
    )


def _way_back(cli: CliContext) -> str:
    """How an import that was taken back comes in again: by redo, unless something was done after it."""
    undone = cli.store.one("SELECT 1 FROM action WHERE state = 0 AND target IS NULL AND kind = 'import'")
    return "Bring it back: hinge-log redo" if undone is not None else "To bring it back, import the file again."


class _Counted:
    """What goes by in a file: lines, workouts, sets, exercises, grams times reps."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.exercises: set[str] = set()
        self.grams = 0

    def over(self, entries: Iterator[JsonlEntry]) -> Iterator[JsonlEntry]:
        """The same entries, counted."""
        for entry in entries:
            self.seen["records"] += 1
            self.seen[entry.kind] += 1
            for _, sets in entry.lifts:
                for row in sets:
                    self.seen["set"] += 1
                    self.seen["warmup"] += row.get("kind") == "warmup"
                    self.exercises.add(str(row["exercise"]))
                    self.grams += int(row.get("load_g") or 0) * int(row.get("reps") or 0)
            yield entry


def merge(cli: CliContext, path: Path, *, asking: bool, dry_run: bool, yes: bool) -> int:
    """Add an exported log to this one; without `yes` it is only read through."""
    counted = _Counted()
    merged: Merged | None = None
    if asking and not dry_run:
        for _ in counted.over(read_export(path)):
            pass
        yes = ask(f"Add what is new from {shown(path.name)} ({plural(counted.seen['set'], 'set')})?")
        counted = _Counted()
    if yes and not dry_run:
        keep_copy(cli)
        merged = add_log(cli.store, counted.over(read_export(path)))
        keep_copy(cli, after=True)
    else:
        for _ in counted.over(read_export(path)):
            pass
    if cli.json:
        return cli.data("import", _merge_figures(cli, counted, merged))
    if merged is None:
        sets, workouts = plural(counted.seen["set"], "set"), plural(counted.seen["workout"], "workout")
        cli.out(f"{shown(path.name)}: a hinge-log export, {sets} in {workouts}")
        cli.say("Nothing was written." if asking or dry_run else "Nothing was written. Add --yes to add it.")
    elif not cli.quiet:
        there = merged.already_there.get("set", 0)
        words = f"Added {plural(merged.added.get('set', 0), 'set')}, {there:,} already there"
        cli.out(f"{words}. {UNDO}" if any(merged.added.values()) else f"{words}.")
    return 0


def _merge_figures(cli: CliContext, counted: _Counted, merged: Merged | None) -> dict[str, object]:
    known = cli.catalogue.exercises
    return {
        "format": "hinge-log",
        "unit": "kg",
        "records": counted.seen["records"],
        "workouts": counted.seen["workout"],
        "sets": counted.seen["set"] if merged is None else merged.added.get("set", 0),
        "warmup_sets": counted.seen["warmup"],
        "rest_rows": 0,
        "exercises": len(counted.exercises),
        "matched_exercises": sum(key in known for key in counted.exercises),
        "volume": plain(Decimal(counted.grams) / 1000),
        "skipped": [],
        "already_there": 0 if merged is None else merged.already_there.get("set", 0),
        "dry_run": merged is None,
    }
