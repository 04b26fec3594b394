"""Liftosaur: one row a set, UTC times, planned and completed numbers side by side."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import YES, Source, note_text
from hinge_log.training.workout import SetKind


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    return {header_key(cell)[0]: index for index, cell in reversed(list(enumerate(header)))}


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is Liftosaur's."""
    found = _columns(header)
    return "workout datetime" in found and "exercise" in found and "completed reps" in found


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a Liftosaur file; rows without completed reps were planned and not done."""
    found = _columns(source.header)
    builder = Builder("liftosaur", "liftosaur")
    needed = 1 + max(found["completed reps"], found["exercise"])
    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, needed)
        cells = {name: fields[index] if index < len(fields) else "" for name, index in found.items()}
        try:
            if reason:
                raise Refused(reason)
            moment = when(cells["workout datetime"])
            exercise = builder.name(cells["exercise"])
            if not exercise:
                raise Refused("no exercise name")
            reps = numbers.whole(cells["completed reps"])
            if reps is None:
                raise Refused("planned, not done")
            weight = numbers.weight_text(cells.get("completed weight value", ""), comma=source.comma)
            own = numbers.weight_unit(cells.get("completed weight unit", ""))
            if weight is None:
                weight = numbers.weight_text(cells.get("required weight value", ""), comma=source.comma)
                own = numbers.weight_unit(cells.get("required weight unit", ""))
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        try:
            rpe = numbers.rpe(cells.get("completed rpe", ""))
        except Refused as refused:
            rpe = None
            builder.remark(row.line, str(refused))
        warmup = cells.get("is warmup set?", "").strip().casefold() in YES
        builder.add(
            builder.workout(moment, builder.name(cells.get("day name", ""))), row.line, exercise,
            kind=SetKind.WARMUP if warmup else SetKind.WORKING, weight=weight, unit=own, reps=reps, rpe=rpe,
            note=note_text(cells.get("notes", "")),
        )  # fmt: skip
    return builder.done(unit)
