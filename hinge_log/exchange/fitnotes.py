"""FitNotes: one row a set, one day is one workout, text not always quoted."""

from __future__ import annotations

import re
from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import Source, note_text

_NUMBER = re.compile(r"\s*-?[0-9]*(?:[.,][0-9]*)?\s*")


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        name, bracket = header_key(cell)
        unit = numbers.weight_unit(bracket) if name == "weight" else None
        found.setdefault(f"weight {unit}" if unit else name, index)
    return found


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is FitNotes', old or new."""
    found = _columns(header)
    weight = any(name in found for name in ("weight", "weight kg", "weight lb"))
    return weight and all(name in found for name in ("date", "exercise", "category", "reps"))


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a FitNotes CSV. Equal rows are equal sets: none is ever dropped as a double."""
    found = _columns(source.header)
    blank = len(source.header)
    at = {name: found.get(name, blank) for name in (
        "date", "exercise", "category", "weight", "weight unit", "reps", "distance", "distance unit", "time",
        "comment", "notes", "rpe")}  # fmt: skip
    note_at = min(at["comment"], at["notes"])
    named = [(found[f"weight {name}"], name) for name in ("kg", "lb") if f"weight {name}" in found]
    order = source.day_order(at["date"], "mdy" if [name for _, name in named] == ["lb"] else "dmy")
    said = named[0][1] if len(named) == 1 else None
    builder = Builder("fitnotes", "fitnotes")
    needed = 1 + max((at["reps"], *(index for index, _ in named)))
    for row in source.rows(progress):
        builder.file.records += 1
        repaired = _rejoined(row.fields, source, at, named) if len(row.fields) > blank else None
        fields, reason = (repaired, "") if repaired is not None else source.fitted(row, needed)
        if reason:
            builder.skip(row.line, reason)
            continue
        cells = [*fields, ""]
        try:
            moment = when(cells[at["date"]], order)
            exercise = builder.name(cells[at["exercise"]])
            if not exercise:
                raise Refused("no exercise name")
            weight, own = cells[at["weight"]], numbers.weight_unit(cells[at["weight unit"]])
            for index, name in named:
                if cells[index].strip():
                    weight, own = cells[index], name
                    break
            value = numbers.weight_text(weight, comma=source.comma)
            reps = numbers.whole(cells[at["reps"]])
            time = numbers.seconds(cells[at["time"]])
            length = _distance(builder, row.line, cells[at["distance"]], cells[at["distance unit"]], source.comma)
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        if reps == 0 and (time or length):
            reps = None
        day = When(moment.at.replace(hour=0, minute=0, second=0), None, False)
        builder.add(
            builder.workout(day, ""), row.line, exercise, weight=value, unit=own, reps=reps, seconds=time or None,
            distance_mm=length or None, note=note_text(cells[note_at]), rpe=_rpe(builder, row.line, cells[at["rpe"]]),
        )  # fmt: skip
    return builder.done(unit, said=said)


def _distance(builder: Builder, line: int, text: str, unit: str, comma: bool) -> int | None:
    """The distance in mm; the app once wrote `kg` as its unit: the number is left out then, the set stays."""
    if not text.strip():
        return None
    try:
        return numbers.distance_mm(text, unit or "m", comma=comma)
    except Refused as refused:
        if "unit" not in str(refused):
            raise
        builder.remark(line, str(refused))
        return None


def _rpe(builder: Builder, line: int, text: str) -> float | None:
    try:
        return numbers.rpe(text)
    except Refused as refused:
        builder.remark(line, str(refused))
        return None


def _rejoined(fields: list[str], source: Source, at: dict[str, int], named: list[tuple[int, str]]) -> list[str] | None:
    """Join what an unquoted comma in an exercise, comment or category parted; None when nothing fits."""
    width = len(source.header)
    extra = len(fields) - width
    note = at["comment"] if at["comment"] < width else at["notes"]
    places = [at["exercise"], at["category"]] if note >= width else [at["exercise"], note, at["category"]]
    checked = [index for index in (at["weight"], at["reps"], at["distance"], *(i for i, _ in named)) if index < width]
    for place in places:
        whole = source.delimiter.join(fields[place : place + extra + 1])
        joined = [*fields[:place], whole, *fields[place + extra + 1 :]]
        if not all(_NUMBER.fullmatch(joined[index]) for index in checked):
            continue
        category = joined[at["category"]].strip()
        if not category or _NUMBER.fullmatch(category) or numbers.weight_unit(category):
            continue
        if at["weight unit"] < width:
            weight, unit = joined[at["weight"]].strip(), joined[at["weight unit"]].strip()
            if (weight or unit) and numbers.weight_unit(unit) is None:
                continue
        return joined
    return None
