"""Which column of a table is what: proposed by the words of its header, or said by the user."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import NamedTuple

from hinge_log.errors import ImportFileError
from hinge_log.exchange.columns import header_key, locate_measured, named, time_unit

_LOCATED = (
    "date", "clock", "workout", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "rir", "distance",
    "distance_unit", "seconds", "note", "workout_note", "kind", "warmup", "superset", "duration", "sets",
    "session", "end", "side", "done", "skipped", "body_weight", "amrap",
)  # fmt: skip
COLUMNS = (*_LOCATED, "other_weight")
"""What a column can be."""

_BY = re.compile(r"[x×*х/]\s?(?:rep|w|rip|pow|пов)")
_NUMBER = re.compile(r"(?<![0-9])([0-9]{1,2})(?![0-9])")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])")
_SET_WORD = re.compile(r"\b(?:sets?|satz|serie|seria|sarja|s)\b|组|組|セット|세트|подход")
_FAMILY = ("reps", "weight", "seconds", "distance", "rpe", "rir", "note")
"""What a numbered set may have in columns of its own."""


class SetColumn(NamedTuple):
    """The column of one measure of one numbered set: its place, and the unit that its header names."""

    place: int
    unit: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a file is what, by the column's name in the header; "" is none.

    `unit`, `length`, `time_unit` (of sets) and `duration_unit` (of workouts; both "s", "min" or "h") are the units of
    columns that do not say; `day_order` is "dmy", "mdy" or "" (look). A table
    with a column for kilograms and one for pounds has both as `weight` and `other_weight`.
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
    unit: str = ""
    length: str = ""
    time_unit: str = ""
    duration_unit: str = ""
    day_order: str = ""

    def missing(self, header: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What has to be said before the file can be read."""
        wanted = [name for name in ("date", "exercise") if not getattr(self, name)]
        if not self.reps and not self.weight and not set_columns(header):
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
            raise ImportFileError(f"The map names {wrong[0]!r}.", f"Known are: {', '.join(sorted(known))}.")
        if data.get("unit", "") not in ("", "kg", "lb") or data.get("day_order", "") not in ("", "dmy", "mdy"):
            raise ImportFileError("The map has a wrong unit or day_order.", 'Units: "kg", "lb"; orders: "dmy", "mdy".')
        if not {data.get("time_unit", ""), data.get("duration_unit", "")} <= {"", "s", "min", "h"}:
            raise ImportFileError("The map has a wrong unit of time.", 'Units are "s", "min" and "h".')
        return cls(**data)


def propose(header: tuple[str, ...]) -> Mapping:
    """Guess the columns from the header's words; look at `missing()` before it is used."""
    family = {column.place for columns in set_columns(header) for column in columns.values()}
    places = locate_measured([cell if i not in family else "" for i, cell in enumerate(header)], _LOCATED)
    mapping = Mapping(**{name: header[index] for name, index in places.items()})
    if "weight" in places:
        unit = named(mapping.weight).unit
        other = _other_weight(header, places, unit)
        mapping = replace(mapping, other_weight=other) if other else replace(mapping, unit=unit)
    if "reps" not in places and _BY.search(header_key(mapping.sets)[0]):
        mapping = replace(mapping, reps=mapping.sets, sets="")
    if "distance" in places:
        mapping = replace(mapping, length=named(mapping.distance).unit)
    if not mapping.seconds and time_unit(mapping.clock):
        mapping = replace(mapping, seconds=mapping.clock, clock="")
    if not mapping.seconds and time_unit(mapping.duration) == "s":
        mapping = replace(mapping, seconds=mapping.duration, duration="")
    return mapping


def _other_weight(header: tuple[str, ...], places: dict[str, int], unit: str) -> str:
    """The column of weights in the other unit, beside one in `unit`; "" without one."""
    for index, cell in enumerate(header):
        here = named(cell)
        other = here.kind == "weight" and here.unit != unit and "weight" in locate_measured([cell], ["weight"])
        if unit and other and index not in places.values():
            return cell
    return ""


def set_columns(header: tuple[str, ...]) -> tuple[dict[str, SetColumn], ...]:
    """The columns of the sets in a row, by set: "Set 1", "Weight (Set 1)", "S1 kg", "Reps 1"; each measure -> column.

    Empty where no such family has reps, a weight or a time.
    """
    sets: dict[int, dict[str, SetColumn]] = {}
    for index, cell in enumerate(header):
        numbered = _numbered(cell)
        if numbered is not None:
            number, measure, unit = numbered
            columns = sets.setdefault(number, {})
            columns.setdefault(measure if measure not in columns else f"{measure} {unit}", SetColumn(index, unit))
    measures = {name for columns in sets.values() for name in columns}
    if not measures & {"reps", "seconds", "weight"} or (len(sets) < 2 and "reps" not in measures):
        return ()
    return tuple(columns for _, columns in sorted(sets.items()))


@lru_cache(maxsize=2_048)
def _numbered(cell: str) -> tuple[int, str, str] | None:
    """The number of a set, the measure and the unit of a column of a family; None for any other column."""
    text = " ".join(header_key(_GLUED.sub(" ", cell)))
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    rest = _NUMBER.sub(" ", text)
    word = _SET_WORD.search(rest) is not None
    rest = " ".join(_SET_WORD.sub(" ", rest).replace("#", " ").split()).strip(" .:-_/")
    if not rest:
        return (int(numbers[0]), "reps", "") if word else None
    for name in _FAMILY:
        places = locate_measured([rest], [name])
        if places:
            unit = named(rest).unit
            return int(numbers[0]), name, unit
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
