"""Hevy: one row a set, newest workout first, month names in the language of the phone."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange.columns import header_key
from hinge_log.exchange.hevy_rows import ManyHevy, Reader
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import Source

_WEIGHTS = {"weight kg": "kg", "weight kgs": "kg", "weight lbs": "lb", "weight lb": "lb", "weight": ""}
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

    at = {
        "title": column("title"), "start": column("start time"), "end": column("end time"),
        "exercise": column("exercise title"), "note": column("exercise notes"), "about": column("description"),
        "superset": column("superset id", "supersets id"), "index": column("set index"), "type": column("set type"),
        "reps": column("reps"), "seconds": column("duration seconds"), "rpe": column("rpe"),
    }  # fmt: skip
    weights = [(found[name], unit_) for name, unit_ in _WEIGHTS.items() if name in found]
    if any(unit_ for _, unit_ in weights):
        weights = [each for each in weights if each[1]]
    distances = [(found[name], unit_) for name, unit_ in _DISTANCES.items() if name in found]
    units = {unit_ for _, unit_ in weights}
    said = next(iter(units)) if len(units) == 1 and "" not in units else None
    order = source.day_order(at["start"], "mdy" if said == "lb" else "dmy")
    reader = Reader(source, builder, at, weights, distances, order)
    many = ManyHevy(source, reader)
    for block in source.blocks(progress):
        if not many.take(block):
            for row in block.rows():
                reader.take_row(row)
    return builder.done(unit, said=said)
