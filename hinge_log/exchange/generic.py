"""Any other table with a date, an exercise and reps or a weight: columns by their words, or as the user says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from itertools import islice

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import KINDS, YES, Source, note_text
from hinge_log.training.workout import SetKind

_COLUMNS = (
    "date", "clock", "workout", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "rir", "distance",
    "distance_unit", "seconds", "note", "workout_note", "kind", "warmup", "superset", "duration", "sets",
)  # fmt: skip
_MEASURE = re.compile(r"([-+]?[0-9.,]+)\s*([^\W\d_]*)\.?")
_SET_COLUMN = re.compile(
    r"(?:set|satz|serie|seria|sarja|组|組|セット|세트|подход)\s*#?\s?([0-9]{1,2})\s*(reps?|wdh|kgs?|lbs?|weight|gewicht)?"
)
_HOLD = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:s|sec|secs|seconds)?|0{1,2}:[0-9]{1,2}:[0-9]{2}|0{0,2}:[0-9]{2}")
_TIMED = re.compile(r"[0-9]:[0-9]{2}")
_LOOKED_AT = 1000
GAP = timedelta(hours=3)
"""Sets with a longer pause between them are two workouts, where nothing else parts them (convention)."""

MOST_SETS = 100
_SETS_X_REPS = re.compile(r"([0-9]{1,2})\s*[x×]\s*([0-9]{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column of a file is what, by the column's name in the header; "" is none.

    `unit` and `length` are the units of columns that do not say; `day_order` is "dmy", "mdy" or "" (look).
    """

    date: str = ""
    clock: str = ""
    workout: str = ""
    exercise: str = ""
    order: str = ""
    weight: str = ""
    weight_unit: str = ""
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
        return cls(**data)


def propose(header: tuple[str, ...]) -> Mapping:
    """Guess the columns from the header's words; look at `missing()` before it is used."""
    found = locate(header, _COLUMNS)
    mapping = Mapping(**{name: header[index] for name, index in found.items()})
    if "weight" in found:
        name, bracket = header_key(header[found["weight"]])
        unit = numbers.weight_unit(bracket) or numbers.weight_unit(name.split(" ")[-1])
        mapping = replace(mapping, unit=unit or "")
    if "distance" in found:
        name, bracket = header_key(header[found["distance"]])
        mapping = replace(mapping, length=next((w for w in (bracket, name) if w in ("m", "km", "mi", "miles", "meters",
                                                                                     "ft", "yd")), ""))  # fmt: skip
    if not mapping.seconds and mapping.duration and header_key(mapping.duration)[1] in ("s", "sec", "seconds"):
        mapping = replace(mapping, seconds=mapping.duration, duration="")
    return mapping


def matches(header: tuple[str, ...]) -> bool:
    """Whether the header's words are enough to read the file."""
    return len(header) > 1 and not propose(header).missing(header)


def read(
    source: Source,
    *,
    unit: str | None = None,
    mapping: Mapping | None = None,
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a table by `mapping`, or by the one that its header proposes; raises ImportFileError."""
    mapping = mapping or timed_columns(source, propose(source.header))
    if mapping.missing(source.header):
        raise ImportFileError(
            f"{source.text.path.name} is not an export that is known, and its columns do not tell: "
            f"{', '.join(mapping.missing(source.header))} missing.",
            f"Say which column is what with --map FILE; in the file: {_example(source.header)}",
        )
    at: dict[str, int] = {}
    for name in _COLUMNS:
        column = getattr(mapping, name)
        if column and column not in source.header:
            raise ImportFileError(
                f"There is no column {column!r} in {source.text.path.name}.",
                f"Change the map; there are: {', '.join(map(repr, source.header))}.",
            )
        at[name] = source.header.index(column) if column else len(source.header)
    said = mapping.unit if mapping.unit in ("kg", "lb") else None
    order = source.dates or mapping.day_order or source.day_order(at["date"], "mdy" if said == "lb" else "dmy")
    builder = Builder("generic", "generic")
    width = len(source.header)
    places = () if mapping.reps else set_columns(source.header)
    builder.file.columns = _taken(source.header, mapping, places)
    table = _Table(builder, at, mapping, order, source.comma, places, {})
    if not mapping.workout:
        table.starts.update(_starts(source, at, order))
    needed = 1 + max(at[name] for name in ("date", "exercise", "weight", "reps") if at[name] < width)
    for row in source.rows(progress):
        builder.file.records += 1
        cells, reason = source.fitted(row, needed)
        try:
            if reason:
                raise Refused(reason)
            _take(table, row.line, [*cells, ""])
        except Refused as refused:
            builder.skip(row.line, str(refused))
    return builder.done(unit, said=said)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows of one table are read with; `starts` gives the start of the workout to which a time belongs."""

    builder: Builder
    at: dict[str, int]
    mapping: Mapping
    order: str
    comma: bool
    places: tuple[tuple[int, int], ...]
    starts: dict[datetime, tuple[datetime, int]]


def _take(table: _Table, line: int, cells: list[str]) -> None:
    """Read one row; raises Refused."""
    builder, at, mapping, comma = table.builder, table.at, table.mapping, table.comma
    moment, readable = _moment(cells, at, table.order)
    if not readable:
        builder.remark(line, "time of day cannot be read")
    exercise = builder.name(cells[at["exercise"]])
    if not exercise:
        raise Refused("no exercise name")
    weight, own = _measure(cells[at["weight"]])
    value = numbers.weight_text(weight, comma=comma)
    done = _repetitions(cells, at, table.places)
    time = numbers.seconds(
        _measure(cells[at["seconds"]])[0] if ":" not in cells[at["seconds"]] else cells[at["seconds"]]
    )
    length, length_unit = _measure(cells[at["distance"]])
    distance = None
    if length.strip():
        try:
            distance = numbers.distance_mm(
                length, cells[at["distance_unit"]] or length_unit or mapping.length or "km", comma=comma
            )
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            builder.remark(line, str(refused))
    if value is None and all(reps is None for reps, _ in done) and not time and not distance:
        raise Refused("no reps, weight, time or distance")
    if time or distance:
        done = [(reps or None, column) for reps, column in done]
    heavy = {column: numbers.weight_text(_measure(cells[column])[0], comma=comma) for _, column in done if column >= 0}
    mark = cells[at["kind"]].strip().casefold()
    kind = KINDS.get(mark, KINDS.get(cells[at["order"]].strip().casefold(), SetKind.WORKING))
    if cells[at["warmup"]].strip().casefold() in YES:
        kind = SetKind.WARMUP
    unit = numbers.weight_unit(cells[at["weight_unit"]]) or numbers.weight_unit(own)
    rpe = _rpe(builder, line, cells[at["rpe"]], cells[at["rir"]])
    moment = _day(moment)
    start, lasted = table.starts.get(moment.at, (moment.at, 0)) if moment.timed else (moment.at, 0)
    workout = builder.workout(moment._replace(at=start), builder.name(cells[at["workout"]]))
    if lasted:
        workout.duration_s = lasted
    if not workout.note:
        workout.note = note_text(cells[at["workout_note"]])
    if workout.duration_s is None:
        workout.duration_s = numbers.duration(cells[at["duration"]])
    for reps, column in done:
        builder.add(
            workout, line, exercise, kind=kind, weight=heavy.get(column) or value, unit=unit, reps=reps,
            seconds=time or None, distance_mm=distance or None, rpe=rpe, note=note_text(cells[at["note"]]),
        )  # fmt: skip


def _repetitions(
    cells: list[str], at: dict[str, int], places: tuple[tuple[int, int], ...]
) -> list[tuple[int | None, int]]:
    """The reps of each set in a row, and the column of its own weight (-1: that of the row); raises Refused.

    A column of its own for each set, "3x5" in one column, or the reps and beside them how many sets.
    """
    if places:
        found = [(numbers.whole(_measure(cells[reps])[0]), weight) for reps, weight in places if cells[reps].strip()]
        return found or [(None, -1)]
    text, sets = cells[at["reps"]].strip(), cells[at["sets"]].strip()
    if (both := _SETS_X_REPS.fullmatch(text or sets)) is not None:
        return [(int(both[2]), -1)] * max(1, int(both[1]))
    times = numbers.whole(_measure(sets)[0], "sets", MOST_SETS)
    return [(numbers.whole(_measure(text)[0]), -1)] * (1 if times is None else max(1, times))


def _moment(cells: list[str], at: dict[str, int], order: str) -> tuple[When, bool]:
    """When a row was done, and whether its time of day could be read; raises Refused."""
    moment = when(cells[at["date"]], order)
    clock = cells[at["clock"]].strip()
    if moment.timed or not clock:
        return moment, True
    try:
        return when(f"{moment.at.date().isoformat()} {clock}"), True
    except Refused:
        return moment, False


def _starts(source: Source, at: dict[str, int], order: str) -> dict[datetime, tuple[datetime, int]]:
    """For each time of a table without workouts: the start of its workout, and how many seconds that took."""
    found: set[datetime] = set()
    for row in source.rows():
        try:
            moment, _ = _moment([*row.fields, *[""] * (len(source.header) + 1 - len(row.fields))], at, order)
        except Refused:
            continue
        if _day(moment).timed:
            found.add(moment.at)
    starts: dict[datetime, tuple[datetime, int]] = {}
    together: list[datetime] = []
    for each in [*sorted(found), datetime.max]:
        if together and each - together[-1] > GAP:
            length = int((together[-1] - together[0]).total_seconds())
            starts.update(dict.fromkeys(together, (together[0], length)))
            together = []
        together.append(each)
    return starts


def set_columns(header: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The columns of the sets in a row, "Set 1", "Set 2": (reps, weight) by index, -1 without a weight of its own."""
    reps: dict[int, int] = {}
    weights: dict[int, int] = {}
    for index, cell in enumerate(header):
        found = _SET_COLUMN.fullmatch(" ".join(header_key(cell)).strip())
        if found is not None:
            (weights if found[2] and not found[2].startswith(("rep", "wdh")) else reps)[int(found[1])] = index
    return tuple((reps[number], weights.get(number, -1)) for number in sorted(reps))


def timed_columns(source: Source, mapping: Mapping) -> Mapping:
    """A column that is called "Time" may hold the time of day, or how long a hold took: its values tell.

    It holds seconds where a date has its time already, where rows with reps have none, or where it stands as a plain
    number or as less than an hour with seconds.
    """
    if not mapping.clock or not mapping.date or mapping.seconds or header_key(mapping.clock)[0] != "time":
        return mapping
    at = {name: source.header.index(getattr(mapping, name)) for name in ("date", "clock", "reps") if
          getattr(mapping, name)}  # fmt: skip
    sample = [row.fields for row in islice(source.rows(), _LOOKED_AT) if len(row.fields) > max(at.values())]
    filled = [fields for fields in sample if fields[at["clock"]].strip()]
    if not filled:
        return mapping
    holds = sum(_HOLD.fullmatch(fields[at["clock"]].strip()) is not None for fields in filled)
    beside = "reps" in at and not any(fields[at["reps"]].strip("0., ") for fields in filled)
    timed = sum(_TIMED.search(fields[at["date"]]) is not None for fields in filled)
    if beside or 2 * holds > len(filled) or 2 * timed > len(filled):
        return replace(mapping, seconds=mapping.clock, clock="")
    return mapping


def _taken(header: tuple[str, ...], mapping: Mapping, places: tuple[tuple[int, int], ...]) -> dict[str, str]:
    """What each column is taken for: column -> its meaning, "" for one that is not used."""
    found = {getattr(mapping, name): name.replace("_", " ") for name in _COLUMNS if getattr(mapping, name)}
    found |= {header[index]: "reps of a set" for index, _ in places}
    found |= {header[index]: "weight of a set" for _, index in places if index >= 0}
    return {column: found.get(column, "") for column in header}


def _example(header: tuple[str, ...]) -> str:
    """A map for a header, to be changed by the user."""
    proposed = {name: value for name, value in asdict(propose(header)).items() if value}
    wanted = {name: proposed.get(name, "?") for name in ("date", "exercise", "weight", "reps")}
    columns = ", ".join(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
                        for name, value in (wanted | proposed).items())  # fmt: skip
    return f'{{"columns": {{{columns}}}}}; the columns are {", ".join(map(repr, header[:20]))}.'


def _day(moment: When) -> When:
    """A workout of a table without workouts is a day; a time of midnight to the second is no time."""
    return moment if moment.timed and moment.at.time().isoformat() != "00:00:00" else moment._replace(timed=False)


def _measure(text: str) -> tuple[str, str]:
    """A number and the word behind it: "80 kg" -> ("80", "kg")."""
    found = _MEASURE.fullmatch(text.strip())
    return (found[1], found[2]) if found and found[2] else (text, "")


def _rpe(builder: Builder, line: int, rpe: str, rir: str) -> float | None:
    """RPE, or 10 less the reps in reserve."""
    try:
        if rpe.strip() or not rir.strip():
            return numbers.rpe(rpe)
        left = numbers.whole(rir, "reps in reserve", 9)
        return None if left is None else float(10 - left)
    except Refused as refused:
        builder.remark(line, str(refused))
        return None
