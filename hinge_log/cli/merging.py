"""`import` of an export of hinge-log itself: what is not in the log yet is added, nothing is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from hinge_log.cli.context import CliContext
from hinge_log.exchange.jsonl import JsonlEntry, read
from hinge_log.store.merging import Merged, add_log
from hinge_log.text import plural, shown
from hinge_log.training.load import plain


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
        from hinge_log.cli.importing import ask

        for _ in counted.over(read(path)):
            pass
        yes = ask(f"Add what is new of {plural(counted.seen['set'], 'set')} from {shown(path.name)}?")
        counted = _Counted()
    if yes and not dry_run:
        from hinge_log.cli.importing import keep_copy

        keep_copy(cli)
        merged = add_log(cli.store, counted.over(read(path)))
        keep_copy(cli, after=True)
    else:
        for _ in counted.over(read(path)):
            pass
    if cli.json:
        return cli.data("import", _figures(cli, counted, merged))
    if merged is None:
        sets, workouts = plural(counted.seen["set"], "set"), plural(counted.seen["workout"], "workout")
        cli.out(f"{shown(path.name)}: an export of hinge-log, {sets} in {workouts}")
        cli.say("Nothing was written." if asking or dry_run else "Nothing was written. Add --yes to add it.")
    elif not cli.quiet:
        there = merged.already_there.get("set", 0)
        words = f"Added {plural(merged.added.get('set', 0), 'set')}, {there:,} already there"
        cli.out(f"{words}. undo: hinge-log undo" if any(merged.added.values()) else f"{words}.")
    return 0


def _figures(cli: CliContext, counted: _Counted, merged: Merged | None) -> dict[str, object]:
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
