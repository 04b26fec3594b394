"""LiftLog: one row a set, sessions by id, incomplete sets left out by the app."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import Source, note_text
from hinge_log.text import clean


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    return {header_key(cell)[0]: index for index, cell in reversed(list(enumerate(header)))}


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is LiftLog's."""
    return {"sessionid", "timestamp", "exercise", "weight", "reps"} <= _columns(header).keys()


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a LiftLog file; a workout is a session id, its start the earliest time in it."""
    found = _columns(source.header)
    builder = Builder("liftlog", "liftlog")
    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, 1 + max(found["reps"], found["weight"]))
        cells = {name: fields[index] if index < len(fields) else "" for name, index in found.items()}
        try:
            if reason:
                raise Refused(reason)
            moment = when(cells["timestamp"])
            exercise = builder.name(cells["exercise"])
            if not exercise:
                raise Refused("no exercise name")
            weight = numbers.weight_text(cells["weight"], comma=source.comma)
            reps = numbers.whole(cells["reps"])
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        workout = builder.workout(moment, "", identity=clean(cells["sessionid"], limit=80))
        if moment.at < workout.start:
            workout.start = moment.at
        builder.add(
            workout, row.line, exercise, weight=weight, unit=numbers.weight_unit(cells.get("weightunit", "")),
            reps=reps, note=note_text(cells.get("notes", "")),
        )  # fmt: skip
    return builder.done(unit)
