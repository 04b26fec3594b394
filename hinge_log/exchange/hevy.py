"""Hevy: one row a set, newest workout first, month names in the language of the phone."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import KINDS, Source, note_text
from hinge_log.training.workout import SetKind

_WEIGHTS = {"weight kg": "kg", "weight kgs": "kg", "weight lbs": "lb", "weight lb": "lb"}
_DISTANCES = {
    "distance km": "km",
    "distance miles": "mi",
    "distance mi": "mi",
    "distance meters": "m",
    "distance m": "m",
}


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        name, bracket = header_key(cell)
        found.setdefault(f"{name} {bracket}".strip(), index)
    return found


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is Hevy's."""
    found = _columns(header)
    return "exercise title" in found and ("set type" in found or "set index" in found) and "start time" in found


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a Hevy file; its weight column names the unit."""
    found = _columns(source.header)
    blank = len(source.header)
    builder = Builder("hevy", "hevy")

    def column(*names: str) -> int:
        return next((found[name] for name in names if name in found), blank)

    title, start, end = column("title"), column("start time"), column("end time")
    exercise_at, note_at, about = column("exercise title"), column("exercise notes"), column("description")
    superset_at, index_at, type_at = column("superset id", "supersets id"), column("set index"), column("set type")
    reps_at, seconds_at, rpe_at = column("reps"), column("duration seconds"), column("rpe")
    weights = [(found[name], unit_) for name, unit_ in _WEIGHTS.items() if name in found]
    distances = [(found[name], unit_) for name, unit_ in _DISTANCES.items() if name in found]
    if not weights and "weight" in found:
        weights = [(found["weight"], "")]
    units = {unit_ for _, unit_ in weights}
    said = next(iter(units)) if len(units) == 1 and "" not in units else None
    order = source.day_order(start, "mdy" if said == "lb" else "dmy")
    needed = 1 + max(index for index in (exercise_at, reps_at, seconds_at, *(at for at, _ in weights)) if index < blank)
    block: tuple[str, str, str] = "", "", ""

    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, needed)
        if reason:
            builder.skip(row.line, reason)
            continue
        cells = [*fields, ""]
        try:
            moment = when(cells[start], order)
            exercise = builder.name(cells[exercise_at])
            if not exercise:
                raise Refused("no exercise name")
            weight, own = next(((cells[at], unit_) for at, unit_ in weights if cells[at].strip()), ("", ""))
            length, per = next(((cells[at], unit_) for at, unit_ in distances if cells[at].strip()), ("", "km"))
            values = (
                numbers.weight_text(weight, comma=source.comma),
                numbers.whole(cells[reps_at]),
                numbers.seconds(cells[seconds_at]) or None,
                numbers.distance_mm(length, per, comma=source.comma) or None,
            )
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        workout = builder.workout(moment, builder.name(cells[title]))
        # The note of an exercise stands on each of its rows: it is kept once.
        note, this = cells[note_at], (workout.key, exercise, cells[note_at])
        if workout.duration_s is None and cells[end].strip():
            workout.duration_s = _length(cells[start], cells[end], order)
        if not workout.note and cells[about]:
            workout.note = note_text(cells[about])
        builder.add(
            workout,
            row.line,
            exercise,
            kind=KINDS.get(cells[type_at].strip().casefold(), SetKind.WORKING),
            weight=values[0],
            unit=own or None if values[0] is not None else None,
            reps=values[1],
            seconds=values[2],
            distance_mm=values[3],
            rpe=_optional(builder, row.line, cells[rpe_at]),
            note="" if this == block else note_text(note),
            superset=_group(cells[superset_at]),
            order=_group(cells[index_at]),
        )
        block = this
    return builder.done(unit, said=said)


def _length(start: str, end: str, order: str) -> int | None:
    try:
        length = int((when(end, order).at - when(start, order).at).total_seconds())
    except Refused:
        return None
    return length if length >= 0 else None


def _group(text: str) -> int | None:
    """A group or index number; 0 is a real one."""
    try:
        return numbers.whole(text, "number", 1_000_000)
    except Refused:
        return None


def _optional(builder: Builder, line: int, text: str) -> float | None:
    try:
        return numbers.rpe(text)
    except Refused as refused:
        builder.remark(line, str(refused))
        return None
