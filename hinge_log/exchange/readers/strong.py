"""Strong: eight shapes of one table, one row a set, in the language of the phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import islice

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.columns import header_key, locate_measured, named, time_unit
from hinge_log.exchange.csv_records import Row
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.table_reader import TableReader
from hinge_log.exchange.tables import Rules, Source, looks_like_header
from hinge_log.exchange.time_columns import has_set_times, timed_columns

COLUMNS = (
    "date", "workout", "duration", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "distance",
    "distance_unit", "seconds", "note", "workout_note", "number",
)  # fmt: skip
_MORE = ("side", "done", "skipped", "warmup", "rir", "body_weight")
"""Columns that programs which write Strong's table add to it."""

NEEDED = ("date", "exercise", "order", "weight", "reps")

_SHAPES = (
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,duration,exercise,order,weight,reps,distance,seconds,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note,rpe",
    "date,workout,exercise,order,weight,reps,distance,seconds,note,workout_note",
    "number,date,workout,duration,exercise,order,weight,reps,rpe,distance,seconds,note,workout_note",
    "date,workout,exercise,order,weight,weight_unit,reps,rpe,distance,distance_unit,seconds,note,workout_note,duration",
)
NAME = "strong"
RULES = Rules(stamps=True, zeros=True, marks=True, length="")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}.*")
_MOST_PARTS = 20
"""So many joined exports are read: each is looked for from the start of the file."""

_NUMERIC = re.compile(r"[0-9.,]*")
_ORDER = re.compile(r"[0-9]{1,4}|[A-Za-z]|Rest Timer")


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is Strong's, in a language that is known by its words."""
    places = locate_measured(header, COLUMNS)
    keys = {header_key(cell)[0] for cell in header}
    return (
        all(name in places for name in NEEDED)
        and "set type" not in keys
        and header_key(header[places["order"]])[0] not in ("set", "set number", "set #", "set no", "set index")
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
                or _is_rest(fields, at)
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
    stated_unit = None
    part: Source | None = source
    for number in range(_MOST_PARTS):
        if part is None:
            break
        mapping = _mapping(part)
        rules = replace(RULES, stamps=False) if has_set_times(part, mapping) else RULES
        reader = TableReader(part, mapping, builder, rules, unit=unit)
        if not number:
            stated_unit = reader.stated_unit
        last = number == _MOST_PARTS - 1
        part = reader.read(progress, following=None if last else partial(_following, part))
    return builder.done(unit, stated_unit=stated_unit, length=source.length)


def _mapping(source: Source) -> Mapping:
    """Which column is what: by the words of the header, or by the shape of the table."""
    header = source.header
    at = None if matches(header) else shape(source)
    at = at or locate_measured(header, COLUMNS)
    at.pop("number", None)
    used = set(at.values())
    at |= locate_measured([cell if i not in used else "" for i, cell in enumerate(header)], _MORE)
    mapping = Mapping(**{name: header[index] for name, index in at.items()})
    mapping = replace(mapping, unit=_header_unit(header, at) or "", length=_distance_unit(header, at) or "")
    if "seconds" not in at and mapping.duration and time_unit(mapping.duration) == "min":
        return timed_columns(source, mapping)
    if time_unit(mapping.duration) == "s":
        return replace(mapping, duration_unit="s")
    return mapping


def _following(source: Source, row: Row) -> Source | None:
    """The rest of the file under a header of another shape that says the same of units; None for any other header."""
    header = tuple(cell.strip() for cell in row.fields)
    while header and not header[-1]:
        header = header[:-1]
    if header == source.header or not looks_like_header(header) or not matches(header):
        return None
    here, there = locate_measured(source.header, COLUMNS), locate_measured(header, COLUMNS)
    same = all(unit(source.header, here) == unit(header, there) for unit in (_header_unit, _distance_unit))
    if not same or ("distance_unit" in here) != ("distance_unit" in there):
        return None
    source.seen.other = 0
    return replace(source, header=header, header_line=row.line)


def _is_rest(fields: list[str], at: dict[str, int]) -> bool:
    """Whether a row has seconds, and neither weight nor reps."""
    weight, reps, seconds = (fields[at[name]].strip("0., ") for name in ("weight", "reps", "seconds"))
    return not weight and not reps and bool(seconds)


def _header_unit(header: tuple[str, ...], at: dict[str, int]) -> str | None:
    """The unit that the weight column names: `kg`, `Weight (lb)`, `Gewicht (kg)`."""
    return named(header[at["weight"]]).unit or None if "weight" in at else None


def _distance_unit(header: tuple[str, ...], at: dict[str, int]) -> str | None:
    """The unit that the distance column names: `km`, `mi`, `Distance (meters)`."""
    if "distance" not in at:
        return None
    column = named(header[at["distance"]])
    return column.unit if column.kind == "distance" else None
