"""Which column of a table is what: proposed by the words of its header, or said by the user."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import NamedTuple

from hinge_log.errors import ImportFileError
from hinge_log.exchange.columns import header_key, locate_measured, named, time_unit
from hinge_log.exchange.marks import side_of

_LOCATED = (
    "date", "clock", "workout", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "rir", "distance",
    "distance_unit", "seconds", "note", "workout_note", "kind", "warmup", "superset", "duration", "sets",
    "session", "end", "side", "done", "skipped", "body_weight", "amrap", "minutes", "hours",
)  # fmt: skip
COLUMNS = (*_LOCATED, "other_weight", "other_distance")
"""What a column can be."""

_BY = re.compile(r"[x×*х/]\s?(?:rep|w|rip|pow|пов)")
_NUMBER = re.compile(r"(?<![0-9])([0-9]{1,3})(?![0-9])")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])")
_SET_WORD = re.compile(r"\b(?:sets?|satz|serie|seria|sarja|s)\b|组|組|セット|세트|подход")
_SHORT_WORD = 3
"""Shorter names of sides, but for one letter, are words of other languages as well."""

_FAMILY = ("reps", "weight", "seconds", "distance", "rpe", "rir", "note")
"""What a numbered set may have in columns of its own."""


class SetColumn(NamedTuple):
    """The column of one measure of one set: its place, and the unit and the side ("L", "R") that its header names."""

    place: int
    unit: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a file is what, by the column's name in the header; "" is none.

    `unit`, `length`, `time_unit` (of sets) and `duration_unit` (of workouts; both "s", "min" or "h") are the units of
    columns that do not say; `day_order` is "dmy", "mdy" or "" (look). A table with a column for kilograms and one for
    pounds has both as `weight` and `other_weight`, and so for distances; `hours` and `minutes` are parts of a time
    beside its `seconds`.
    """

    date: str = ""
    clock: str = ""
    workout: str = ""
    exercise: str = ""
    order: str = ""
    weight: str = ""
    weight_unit: str = ""
    other_weight: str = ""
    reps: str = ""
    rpe: str = ""
    rir: str = ""
    distance: str = ""
    distance_unit: str = ""
    seconds: str = ""
    note: str = ""
    workout_note: str = ""
    kind: str = ""
    warmup: str = ""
    superset: str = ""
    duration: str = ""
    sets: str = ""
    session: str = ""
    end: str = ""
    side: str = ""
    done: str = ""
    skipped: str = ""
    body_weight: str = ""
    amrap: str = ""
    minutes: str = ""
    hours: str = ""
    other_distance: str = ""
    unit: str = ""
    length: str = ""
    time_unit: str = ""
    duration_unit: str = ""
    day_order: str = ""

    def missing(self, header: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The columns that the user must name before the file can be read."""
        wanted = [name for name in ("date", "exercise") if not getattr(self, name)]
        if not (self.reps or self.weight or self.distance or self.seconds) and not set_columns(header):
            wanted.append("reps or weight")
        return tuple(wanted)

    def to_json(self) -> str:
        """The mapping as text, for `--map`."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """Read a saved mapping; raises ImportFileError naming what is wrong."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise ImportFileError("The map is not JSON.", "Save one from the import screen.") from problem
        known = {item.name for item in fields(cls)}
        if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
            raise ImportFileError("The map is not a list of column names.", 'For example {"date": "Day"}.')
        wrong = sorted(set(data) - known)
        if wrong:
            raise ImportFileError(f"The map has an unknown entry: {wrong[0]!r}.", f"Choose {', '.join(sorted(known))}.")
        if data.get("unit", "") not in ("", "kg", "lb") or data.get("day_order", "") not in ("", "dmy", "mdy"):
            raise ImportFileError("The map has an invalid unit or day_order.", 'Use "kg" or "lb", "dmy" or "mdy".')
        if not {data.get("time_unit", ""), data.get("duration_unit", "")} <= {"", "s", "min", "h"}:
            raise ImportFileError("The map has an invalid unit of time.", 'Units are "s", "min" and "h".')
        return cls(**data)


def propose(header: tuple[str, ...]) -> Mapping:
    """Guess the columns from the header's words; look at `missing()` before it is used."""
    families = set_columns(header)
    family = {column.place for columns in families for column in columns.values()}
    own = {name for columns in families for name, column in columns.items() if not column.side} & {"reps", "seconds"}
    # Beside sets with reps of their own, another column of reps, sets or a time counts them together.
    wanted = [name for name in _LOCATED if not own or name not in ("reps", "sets")]
    places = locate_measured([cell if i not in family else "" for i, cell in enumerate(header)], wanted)
    mapping = Mapping(**{name: header[index] for name, index in places.items()})
    if "weight" in places:
        other = _other_unit(header, places, "weight")
        mapping = replace(mapping, other_weight=other, unit="" if other else named(mapping.weight).unit)
    if "reps" not in places and _BY.search(header_key(mapping.sets)[0]):
        mapping = replace(mapping, reps=mapping.sets, sets="")
    if "distance" in places:
        other = _other_unit(header, places, "distance")
        mapping = replace(mapping, length=named(mapping.distance).unit, other_distance=other)
    if not mapping.seconds and mapping.minutes and not mapping.hours:
        mapping = replace(mapping, seconds=mapping.minutes, minutes="")
    if not mapping.seconds and time_unit(mapping.clock):
        mapping = replace(mapping, seconds=mapping.clock, clock="")
    if not mapping.seconds and time_unit(mapping.duration) == "s":
        mapping = replace(mapping, seconds=mapping.duration, duration="")
    return mapping


def _other_unit(header: tuple[str, ...], places: dict[str, int], kind: str) -> str:
    """The column of the same kind in another unit, beside one that names its own; "" without one."""
    unit = named(header[places[kind]]).unit
    for index, cell in enumerate(header):
        here = named(cell)
        other = here.kind == kind and here.unit != unit and kind in locate_measured([cell], [kind])
        if unit and other and index not in places.values():
            return cell
    return ""


def set_columns(header: tuple[str, ...]) -> tuple[dict[str, SetColumn], ...]:
    """The columns of the sets in a row, by set: "Set 1", "Weight (Set 1)", "S1 kg", "Reps 1", "Reps left".

    Each measure -> its column. Empty where no such family has reps, a weight or a time.
    """
    sets: dict[tuple[int, str], dict[str, SetColumn]] = {}
    for index, cell in enumerate(header):
        numbered = _numbered(cell)
        if numbered is not None:
            number, side, measure, unit = numbered
            columns = sets.setdefault((number, side), {})
            columns.setdefault(measure if measure not in columns else f"{measure} {unit}", SetColumn(index, unit, side))
    measures = {name for columns in sets.values() for name in columns}
    if not measures & {"reps", "seconds", "weight"} or (len(sets) < 2 and "reps" not in measures):
        return ()
    return tuple(columns for _, columns in sorted(sets.items()))


@lru_cache(maxsize=2_048)
def _numbered(cell: str) -> tuple[int, str, str, str] | None:
    """The number and side of a set, the measure and the unit of a column of a family; None for any other column."""
    text = " ".join(header_key(_GLUED.sub(" ", cell)))
    numbers = _NUMBER.findall(text)
    if len(numbers) > 1:
        return None
    words = _NUMBER.sub(" ", text).split()
    sides = {word: side_of(word) for word in words if (len(word) == 1 or len(word) > _SHORT_WORD) and side_of(word)}
    if len(sides) > 1 or not (numbers or sides):
        return None
    rest = " ".join(word for word in words if word not in sides)
    word = _SET_WORD.search(rest) is not None
    rest = " ".join(_SET_WORD.sub(" ", rest).replace("#", " ").split()).strip(" .:-_/")
    number, side = int(numbers[0]) if numbers else 0, next(iter(sides.values()), "")
    if not rest:
        return (number, side, "reps", "") if word and numbers else None
    for name in _FAMILY:
        places = locate_measured([rest], [name])
        if places:
            return number, side, name, named(rest).unit
    return None


def column_meanings(
    header: tuple[str, ...], mapping: Mapping, places: tuple[dict[str, SetColumn], ...]
) -> dict[str, str]:
    """What each column is used as: column -> its meaning, "" for one that is not used."""
    meanings = {getattr(mapping, name): name.replace("_", " ") for name in COLUMNS if getattr(mapping, name)}
    if mapping.duration_unit and not time_unit(mapping.duration):
        meanings[mapping.duration] = f"duration in {mapping.duration_unit}"
    for columns in places:
        meanings |= {header[column.place]: f"{name.split(' ')[0]} of a set" for name, column in columns.items()}
    return {column: meanings.get(column, "") for column in header}


def example(header: tuple[str, ...]) -> str:
    """A map for a header, to be changed by the user."""
    proposed = {name: value for name, value in asdict(propose(header)).items() if value}
    wanted = {name: proposed.get(name, "?") for name in ("date", "exercise", "weight", "reps")}
    columns = ", ".join(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
                        for name, value in (wanted | proposed).items())  # fmt: skip
    return f'{{"columns": {{{columns}}}}}; the columns are {", ".join(map(repr, header[:20]))}.'
