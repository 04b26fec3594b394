"""FitNotes: one row a set, one day is one workout, text not always quoted."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.fitnotes_rows import ManyFitNotes, Reader
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import Source

_OWN = (
    "date", "exercise", "category", "weight unit", "reps", "distance", "distance unit", "time", "comment", "notes",
    "rpe",
)  # fmt: skip
_OTHERS = ("sets", "order", "kind", "workout", "rir", "warmup", "superset", "clock", "duration", "number")
"""Columns that FitNotes does not have: a table with one of them is somebody else's, and means more by its rows."""


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
    ours = all(name in found for name in ("date", "exercise", "category", "reps"))
    rest = [cell for cell in header if header_key(cell)[0] not in (*_OWN, "weight")]
    return weight and ours and not locate(rest, _OTHERS)


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a FitNotes CSV. Equal rows are equal sets: none is ever dropped as a double."""
    found = _columns(source.header)
    blank = len(source.header)
    at = {name: found.get(name, blank) for name in (*_OWN, "weight")}
    at["note"] = min(found.get(name, blank) for name in ("comment", "notes"))
    named = [(found[f"weight {name}"], name) for name in ("kg", "lb") if f"weight {name}" in found]
    order = source.day_order(at["date"], "mdy" if [name for _, name in named] == ["lb"] else "dmy")
    said = named[0][1] if len(named) == 1 else None
    reader = Reader(source, Builder("fitnotes", "fitnotes"), at, named, order)
    many = ManyFitNotes(source, reader)
    for block in source.blocks(progress):
        if not many.take(block):
            for row in block.rows():
                reader.take_row(row)
    return reader.builder.done(unit, said=said)
