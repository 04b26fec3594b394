"""Which column of a table is what: proposed by the words of its header, or said by the user."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace

from hinge_log.errors import ImportFileError
from hinge_log.exchange.columns import header_key, locate_measured, named, time_unit

_LOCATED = (
    "date", "clock", "workout", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "rir", "distance",
    "distance_unit", "seconds", "note", "workout_note", "kind", "warmup", "superset", "duration", "sets",
)  # fmt: skip
COLUMNS = (*_LOCATED, "other_weight")
"""What a column can be."""

_BY = re.compile(r"[x×*х/]\s?(?:rep|w|rip|pow|пов)")
_SET_COLUMN = re.compile(
    r"(?:set|satz|serie|seria|sarja|组|組|セット|세트|подход)\s*#?\s?([0-9]{1,2})\s*(reps?|wdh|kgs?|lbs?|weight|gewicht)?"
)


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
    found = locate_measured(header, _LOCATED)
    mapping = Mapping(**{name: header[index] for name, index in found.items()})
    if "weight" in found:
        unit = named(mapping.weight).unit
        other = _other_weight(header, found, unit)
        mapping = replace(mapping, other_weight=other) if other else replace(mapping, unit=unit)
    if "reps" not in found and _BY.search(header_key(mapping.sets)[0]):
        mapping = replace(mapping, reps=mapping.sets, sets="")
    if "distance" in found:
        mapping = replace(mapping, length=named(mapping.distance).unit)
    if not mapping.seconds and time_unit(mapping.clock):
        mapping = replace(mapping, seconds=mapping.clock, clock="")
    if not mapping.seconds and time_unit(mapping.duration) == "s":
        mapping = replace(mapping, seconds=mapping.duration, duration="")
    return mapping


def _other_weight(header: tuple[str, ...], found: dict[str, int], unit: str) -> str:
    """The column of weights in the other unit, beside one in `unit`; "" without one."""
    for index, cell in enumerate(header):
        here = named(cell)
        other = here.kind == "weight" and here.unit != unit and "weight" in locate_measured([cell], ["weight"])
        if unit and other and index not in found.values():
            return cell
    return ""


def set_columns(header: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The columns of the sets in a row, "Set 1", "Set 2": (reps, weight) by index, -1 without a weight of its own."""
    reps: dict[int, int] = {}
    weights: dict[int, int] = {}
    for index, cell in enumerate(header):
        found = _SET_COLUMN.fullmatch(" ".join(header_key(cell)).strip())
        if found is not None:
            (weights if found[2] and not found[2].startswith(("rep", "wdh")) else reps)[int(found[1])] = index
    return tuple((reps[number], weights.get(number, -1)) for number in sorted(reps))


def taken(header: tuple[str, ...], mapping: Mapping, places: tuple[tuple[int, int], ...]) -> dict[str, str]:
    """What each column is taken for: column -> its meaning, "" for one that is not used."""
    found = {getattr(mapping, name): name.replace("_", " ") for name in COLUMNS if getattr(mapping, name)}
    if mapping.duration_unit and not time_unit(mapping.duration):
        found[mapping.duration] = f"duration in {mapping.duration_unit}"
    found |= {header[index]: "reps of a set" for index, _ in places}
    found |= {header[index]: "weight of a set" for _, index in places if index >= 0}
    return {column: found.get(column, "") for column in header}


def example(header: tuple[str, ...]) -> str:
    """A map for a header, to be changed by the user."""
    proposed = {name: value for name, value in asdict(propose(header)).items() if value}
    wanted = {name: proposed.get(name, "?") for name in ("date", "exercise", "weight", "reps")}
    columns = ", ".join(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
                        for name, value in (wanted | proposed).items())  # fmt: skip
    return f'{{"columns": {{{columns}}}}}; the columns are {", ".join(map(repr, header[:20]))}.'
