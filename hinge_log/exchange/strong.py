"""Strong: eight shapes of one table, one row a set, in the language of the phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.headers import looks_like_header
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.records import Row
from hinge_log.exchange.source import Source
from hinge_log.exchange.strong_many import ManyStrong
from hinge_log.exchange.strong_rows import COLUMNS, Reader, resting

NEEDED = ("date", "exercise", "order", "weight", "reps")

_SHAPES = (
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note",
    "number,date,workout,duration,exercise,order,weight,reps,rpe,distance,seconds,note,workout_note",
    "date,workout,exercise,order,weight,weight_unit,reps,rpe,distance,distance_unit,seconds,note,workout_note,duration",
)
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}.*")
_MOST_PARTS = 20
"""So many joined exports are read: each is looked for from the start of the file."""

_NUMERIC = re.compile(r"[0-9.,]*")
_ORDER = re.compile(r"[0-9]{1,4}|[A-Za-z]|Rest Timer")


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is Strong's, in a language that is known by its words."""
    found = locate(header, COLUMNS)
    keys = {header_key(cell)[0] for cell in header}
    return (
        all(name in found for name in NEEDED)
        and "set type" not in keys
        and header_key(header[found["order"]])[0] not in ("set", "set number", "set #", "set no", "set index")
    )


def shape(source: Source) -> dict[str, int] | None:
    """The columns of a Strong file in an unknown language, told by what stands in them; None if it is not one."""
    sample = [row.fields for row in islice(source.rows(), 50)]
    for names in (text.split(",") for text in _SHAPES):
        at = {name: index for index, name in enumerate(names)}
        if len(names) != len(source.header) or not sample:
            continue
        fits = sum(
            len(fields) == len(names)
            and _STAMP.fullmatch(fields[at["date"]]) is not None
            and fields[at["exercise"]].strip() != ""
            and _NUMERIC.fullmatch(fields[at["exercise"]]) is None
            and (
                _ORDER.fullmatch(fields[at["order"]]) is not None
                or not fields[at["order"]].isascii()
                or resting(fields[at["weight"]], fields[at["reps"]], fields[at["seconds"]])
            )
            and all(_NUMERIC.fullmatch(fields[at[name]]) for name in ("weight", "reps", "distance", "seconds", "rpe")
                    if name in at)
            for fields in sample
        )  # fmt: skip
        if fits >= 0.8 * len(sample):
            return at
    return None


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a Strong file; `unit` settles weights whose unit the file does not say.

    Exports of different years that somebody joined are read each by its own header, as long as their units agree.
    """
    builder = Builder("strong", "strong")
    said = None
    part: Source | None = source
    for number in range(_MOST_PARTS):
        if part is None:
            break
        at = locate(part.header, COLUMNS) if matches(part.header) else shape(part)
        if at is None:
            at = locate(part.header, COLUMNS)
        length = _distance_unit(part, at)
        if not number:
            said = _header_unit(part, at)
            builder.file.table.distance_follows_unit = length is None and "distance_unit" not in at
        order = part.day_order(at.get("date", 0), "mdy" if said == "lb" else "dmy")
        part = _read_part(part, Reader(part, builder, at, length, order), progress, last=number == _MOST_PARTS - 1)
    return builder.done(unit, said=said)


def _read_part(
    source: Source, reader: Reader, progress: Callable[[float], None] | None, *, last: bool
) -> Source | None:
    """Read the rows up to the next header that can be read on with; gives what is under that."""
    many = ManyStrong(source, reader)
    for block in source.blocks(progress):
        if many.take(block):
            continue
        for row in block.rows():
            if not last and (following := _joined(source, row)) is not None:
                return following
            reader.take_row(row)
    reader.end()
    return None


def _joined(source: Source, row: Row) -> Source | None:
    """The rest of the file under a header of another shape that says the same of units; None for any other row."""
    header = tuple(cell.strip() for cell in row.fields)
    while header and not header[-1]:
        header = header[:-1]
    if source.seen.other or header == source.header or not looks_like_header(header) or not matches(header):
        return None
    following = replace(source, header=header, header_line=row.line)
    here, there = (locate(each.header, COLUMNS) for each in (source, following))
    same = all(unit(source, here) == unit(following, there) for unit in (_header_unit, _distance_unit))
    return following if same and ("distance_unit" in here) == ("distance_unit" in there) else None


def _header_unit(source: Source, at: dict[str, int]) -> str | None:
    """The unit that the weight column names: `kg`, `Weight (lb)`, `Gewicht (kg)`."""
    if "weight" not in at:
        return None
    name, bracket = header_key(source.header[at["weight"]])
    return numbers.weight_unit(bracket) or numbers.weight_unit(name.split(" ")[-1])


def _distance_unit(source: Source, at: dict[str, int]) -> str | None:
    """The unit that the distance column names: `km`, `mi`, `Distance (meters)`."""
    if "distance" not in at:
        return "m"
    name, bracket = header_key(source.header[at["distance"]])
    for word in (bracket, name):
        if word in ("m", "meter", "meters", "metros", "metres", "метры", "km", "mi", "miles"):
            return word if word in ("km", "mi", "miles") else "m"
    return None
