"""What an import would do, before anything is written."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from hinge_log.errors import NeedsDecision
from hinge_log.exchange.log_comparison import ImportComparison, Log, Met, identities, identity, in_order, meet
from hinge_log.exchange.names import Naming, PlannedName
from hinge_log.exchange.parsed import KINDS, ParsedFile
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.load import plain
from hinge_log.training.workout import SetKind

Known: TypeAlias = "Callable[[array[int]], bytearray]"
"""Asks the log which identities came in before: one byte for each, 1 for known."""

_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do.

    `records`, `workouts`, `warmup_sets`, `rest_rows`, `exercises` (distinct names), `volume` (weight x reps in the
    numbers of the file) and `skipped` count the file; `sets`, `new_workouts` and `new_exercises` what is added;
    `already_there`, `left_out` and `held_back` the sets that are not; `differing` of those that are there have other
    values in the log. `renamed` workouts are in the log under another name, `same_start` ones start at the minute of
    one in the log. `gone` sets of the log, and `gone_workouts` of those whole workouts, are not in the file any more;
    `corrected` and `removed` are what the user had changed and deleted for it. `import_id` is None when nothing was
    written.
    """

    import_id: int | None
    file: str
    format: str
    unit: str | None
    records: int
    workouts: int
    sets: int
    warmup_sets: int
    rest_rows: int
    exercises: int
    matched_exercises: int
    volume: str
    skipped: int
    already_there: int
    left_out: int
    new_workouts: int
    new_exercises: int
    differing: int = 0
    held_back: int = 0
    renamed: int = 0
    same_start: int = 0
    gone: int = 0
    gone_workouts: int = 0
    corrected: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Fresh:
    """Which sets are new, one byte for each set in file order, and how many of each sort there are.

    `grown` of the new ones belong to workouts that are in the log; `held_back` are not new to be added because sets
    before them differ from the log, as `differing` do. `changed` are the rows of those in the file by the id of the
    set in the log; `gone` the ids of sets that are no longer in the file, `gone_workouts` those of whole workouts
    with the ids of their sets.
    """

    flags: bytearray
    sets: int
    already_there: int
    left_out: int
    workouts: int
    grown: int = 0
    differing: int = 0
    held_back: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    gone_workouts: dict[str, list[str]] = field(default_factory=dict)

    def corrects(self, preview: ImportPreview) -> bool:
        """Whether something in the log is to be changed or deleted for the file."""
        return bool((preview.take_changed and self.changed) or (preview.remove_gone and self.gone_sets))

    @property
    def gone_sets(self) -> int:
        """How many sets the file does not have any more."""
        return len(self.gone) + sum(map(len, self.gone_workouts.values()))


@dataclass(eq=False)
class ImportPreview:
    """A file, what its names become, and what of it is new; nothing is written.

    `identities` are in the order of `in_order(parsed)`; `known` and `log` ask the log. `mapping` says which column is
    what where the user did, as (its key in the log, JSON). With `take_changed` sets that differ from the log get the
    values of the file, with `remove_gone` what the file does not have any more is deleted from the log.
    """

    parsed: ParsedFile
    names: tuple[PlannedName, ...]
    identities: array[int]
    known: Known
    file: str = ""
    sha256: str = ""
    in_log: frozenset[str] = field(default_factory=frozenset)
    log: Log | None = None
    met: Met = field(default_factory=Met)
    mapping: tuple[str, str] | None = None
    take_changed: bool = False
    remove_gone: bool = False

    @property
    def needs_unit(self) -> bool:
        """Whether some weight has no unit, so that the user must choose."""
        return self.parsed.unit is None

    @property
    def needs_length(self) -> bool:
        """Whether some distance has no unit, so that the user must choose."""
        return self.parsed.length is None

    @property
    def unsure(self) -> tuple[PlannedName, ...]:
        """The names that may be one of ours: each becomes an own exercise unless the user picks."""
        return tuple(name for name in self.names if name.kind == "unsure")

    def require_decisions(self) -> None:
        """Raise NeedsDecision while the unit is not known."""
        if self.needs_unit:
            raise NeedsDecision(
                f"{self.file or 'The file'} does not say whether its weights are kg or lb. Nothing was written.",
                "Choose one with --unit kg or --unit lb.",
            )
        if self.needs_length:
            raise NeedsDecision(
                f"{self.file or 'The file'} does not give a unit for its distances. Nothing was written.",
                "Choose one with --distance km, mi, m, yd or ft.",
            )

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day with a workout."""
        starts = [workout.start for workout in self.parsed.workouts]
        return (min(starts).date(), max(starts).date()) if starts else None

    @cached_property
    def fresh(self) -> Fresh:
        """What is new, as the log was when it was first asked."""
        return self.ask(self.known, self.log)

    def ask(self, known: Known, log: Log | None = None) -> Fresh:
        """Ask the log which sets are new, and with `log` whether those that are not still look the same."""
        there = known(self.identities)
        columns = self.parsed.table
        out = {name.name for name in self.names if not name.key}
        skip = bytearray(text in out for text in columns.texts) if out else None
        flags = bytearray(len(there))
        place = left_out = workouts = grown = differing = held_back = already = 0
        changed: dict[str, int] = {}
        gone: list[str] = []
        compared = ImportComparison(self.parsed, {name.name: name.key for name in self.names}, log) if log else None
        came_in = log.came_in(identity(each.key) for each in self.parsed.workouts) if log else set()
        known_ones = (each for each in in_order(self.parsed) if identity(each.key) in came_in)
        ahead = compared.ahead(known_ones) if compared and came_in else None
        for workout in in_order(self.parsed):
            rows = workout.rows
            before = there[place : place + len(rows)]
            in_log = next(ahead) if ahead is not None and identity(workout.key) in came_in else None
            if compared is not None and in_log:
                before = compared.under_other_names(workout, before, in_log)
            already += before.count(1)
            if skip is None and in_log is None and not any(before):
                flags[place : place + len(rows)] = b"\1" * len(rows)
                workouts += 1
            else:
                new = bytearray(
                    not seen and not (skip is not None and skip[columns.exercise[row]])
                    for row, seen in zip(rows, before, strict=True)
                )
                left_out += 0 if skip is None else sum(
                    skip[columns.exercise[row]] and not seen for row, seen in zip(rows, before, strict=True)
                )  # fmt: skip
                if compared is not None and in_log is not None and any(before):
                    difference = compared.differing(workout, before, in_log)
                    differing += len(difference.places)
                    changed.update(zip(difference.ids, (rows[each] for each in difference.places), strict=True))
                    gone += difference.gone
                    for each in () if self.take_changed else difference.held_back:
                        held_back += new[each]
                        new[each] = 0
                flags[place : place + len(rows)] = new
                grown += new.count(1) if in_log is not None or any(before) else 0
                workouts += any(new) and in_log is None and not any(before)
            place += len(rows)
        keys = {identity(each.key) for each in self.parsed.workouts}
        whole = log.gone(self.parsed.format, keys, *self.days) if log and came_in and self.days else {}
        return Fresh(flags, flags.count(1), already, left_out, workouts, grown, differing, held_back, changed,
                     tuple(gone), whole)  # fmt: skip

    def choose_changes(self, *, take_changed: bool, remove_gone: bool) -> None:
        """Settle what becomes of sets that differ from the log or are gone from the file."""
        self.take_changed, self.remove_gone = take_changed, remove_gone
        self.__dict__.pop("fresh", None)

    def result(self, fresh: Fresh | None = None, *, import_id: int | None = None) -> ImportResult:
        """The figures of the import."""
        counts, new = self._counts, fresh or self.fresh
        return ImportResult(
            import_id=import_id,
            file=clean(self.file, limit=NAME_LIMIT),
            format=self.parsed.format,
            unit=self.parsed.unit,
            records=self.parsed.records,
            workouts=len(self.parsed.workouts),
            sets=new.sets,
            warmup_sets=counts[0],
            rest_rows=self.parsed.rest_rows,
            exercises=len(self.names),
            matched_exercises=sum(bool(name.key) and not name.own for name in self.names),
            volume=counts[1],
            skipped=self.parsed.skipped_rows,
            already_there=new.already_there,
            left_out=new.left_out,
            new_workouts=new.workouts,
            new_exercises=len({name.key for name in self.names if name.own and name.key} - self.in_log),
            differing=new.differing,
            held_back=new.held_back,
            renamed=self.met.renamed,
            same_start=self.met.same_start,
            gone=new.gone_sets,
            gone_workouts=len(new.gone_workouts),
            corrected=new.differing if self.take_changed else 0,
            removed=new.gone_sets if self.remove_gone else 0,
        )

    @cached_property
    def _counts(self) -> tuple[int, str]:
        """Warm-up sets, and the exact sum of weight x reps over all sets."""
        columns = self.parsed.table
        volume = Decimal(0)
        for (weight, reps), times in Counter(zip(columns.weight, columns.reps, strict=True)).items():
            if weight and reps > 0:
                part = _EXACT.multiply(Decimal(columns.texts[weight]), Decimal(reps * times))
                volume = _EXACT.add(volume, part)
        for row in columns.assisted:
            if columns.reps[row] > 0:
                help_ = Decimal(columns.texts[columns.weight[row]]) * columns.reps[row]
                volume = _EXACT.subtract(volume, help_ * 2)  # in the numbers of the file, which have no sign
        warmups = columns.kind.count(KINDS.index(SetKind.WARMUP))
        return warmups, plain(volume)


def preview_import(
    parsed: ParsedFile,
    catalogue: Catalogue,
    *,
    known: Known | None = None,
    log: Log | None = None,
    earlier: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
    own: Iterable[Exercise] = (),
    file: str = "",
    sha256: str = "",
    mapping: tuple[str, str] | None = None,
) -> ImportPreview:
    """Work out what the import of a file would do.

    `known` asks the log which sets came in before and `log` what became of their workouts. `earlier` is what names
    became last time, `chosen` what the user says now; `own` are the exercises that the user made. Raises NotFound when
    `chosen` names an exercise that is not there.
    """
    mine = tuple(own)
    naming = Naming(parsed.app, catalogue, own=mine, earlier=earlier, chosen=chosen)
    names = tuple(naming.decide(name, sets) for name, sets in parsed.exercises().items())
    in_log = frozenset(exercise.id for exercise in mine)
    met = meet(parsed, log) if log is not None else Met()
    return ImportPreview(parsed, names, identities(parsed), known or _nothing, file, sha256, in_log, log, met, mapping)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    import hashlib

    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _nothing(identities: array[int]) -> bytearray:
    return bytearray(len(identities))
