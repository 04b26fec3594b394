"""Our own table in again: what a spreadsheet may have been used on since."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.dates import when
from hinge_log.exchange.export import CSV_COLUMNS, unsafe
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import KINDS, Source, note_text
from hinge_log.training.workout import SetKind


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is that of our own table."""
    return {"start", "exercise_id", "distance_m", "form_percent"} <= set(header)


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read our own table; form ratings are not in it in full and stay out."""
    width = len(source.header)
    at = {name: source.header.index(name) if name in source.header else width for name in CSV_COLUMNS}
    builder = Builder("hinge-log-csv", "hinge-log")
    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, width)
        cells = [unsafe(cell) for cell in fields] + [""]
        try:
            if reason:
                raise Refused(reason)
            moment = when(cells[at["start"]] or cells[at["date"]])
            exercise = builder.name(cells[at["exercise"]])
            if not exercise:
                raise Refused("no exercise name")
            weight = numbers.weight_text(cells[at["weight"]], comma=source.comma)
            reps, time = numbers.whole(cells[at["reps"]]), numbers.seconds(cells[at["seconds"]])
            length = numbers.distance_mm(cells[at["distance_m"]], "m", comma=source.comma)
            rpe = numbers.rpe(cells[at["rpe"]])
            minutes = numbers.whole(cells[at["minutes"]], "minutes")
            superset, order = (numbers.whole(cells[at[name]], name) for name in ("superset", "set"))
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        workout = builder.workout(moment, builder.name(cells[at["workout"]]))
        workout.duration_s = None if minutes is None else minutes * 60
        workout.note = workout.note or note_text(cells[at["workout_note"]])
        builder.add(
            workout, row.line, exercise, kind=KINDS.get(cells[at["kind"]].strip().casefold(), SetKind.WORKING),
            weight=weight, unit=numbers.weight_unit(cells[at["unit"]]), reps=reps, seconds=time, distance_mm=length,
            rpe=rpe, note=note_text(cells[at["note"]]), superset=superset, order=order,
        )  # fmt: skip
    return builder.done(unit)
