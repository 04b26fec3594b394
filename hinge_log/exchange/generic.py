"""Any other table with a date, an exercise and reps or a weight: columns by their words, or as the user says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace

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
    "distance_unit", "seconds", "note", "workout_note", "kind", "warmup", "superset", "duration",
)  # fmt: skip
_MEASURE = re.compile(r"([-+]?[0-9.,]+)\s*([^\W\d_]*)\.?")
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
    unit: str = ""
    length: str = ""
    day_order: str = ""

    def missing(self) -> tuple[str, ...]:
        """What has to be said before the file can be read."""
        wanted = [name for name in ("date", "exercise") if not getattr(self, name)]
        if not self.reps and not self.weight:
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
    return len(header) > 1 and not propose(header).missing()


def read(
    source: Source,
    *,
    unit: str | None = None,
    mapping: Mapping | None = None,
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a table by `mapping`, or by the one that its header proposes; raises ImportFileError."""
    mapping = mapping or propose(source.header)
    if mapping.missing():
        raise ImportFileError(
            f"{source.text.path.name} is not an export that is known, and its columns do not tell: "
            f"{', '.join(mapping.missing())} missing.",
            "Say which column is what with --map.",
        )
    at: dict[str, int] = {}
    for name in _COLUMNS:
        column = getattr(mapping, name)
        if column and column not in source.header:
            raise ImportFileError(f"There is no column {column!r} in {source.text.path.name}.", "Change the map.")
        at[name] = source.header.index(column) if column else len(source.header)
    said = mapping.unit if mapping.unit in ("kg", "lb") else None
    order = mapping.day_order or source.day_order(at["date"], "mdy" if said == "lb" else "dmy")
    builder = Builder("generic", "generic")
    width = len(source.header)
    needed = 1 + max(at[name] for name in ("date", "exercise", "weight", "reps") if at[name] < width)
    for row in source.rows(progress):
        builder.file.records += 1
        cells, reason = source.fitted(row, needed)
        try:
            if reason:
                raise Refused(reason)
            _take(builder, row.line, [*cells, ""], at, mapping, order, source.comma)
        except Refused as refused:
            builder.skip(row.line, str(refused))
    return builder.done(unit, said=said)


def _take(
    builder: Builder, line: int, cells: list[str], at: dict[str, int], mapping: Mapping, order: str, comma: bool
) -> None:
    """Read one row; raises Refused."""
    moment = when(cells[at["date"]], order)
    if not moment.timed and cells[at["clock"]].strip():
        try:
            moment = when(f"{moment.at.date().isoformat()} {cells[at['clock']].strip()}")
        except Refused:
            builder.remark(line, "time of day cannot be read")
    exercise = builder.name(cells[at["exercise"]])
    if not exercise:
        raise Refused("no exercise name")
    weight, own = _measure(cells[at["weight"]])
    value = numbers.weight_text(weight, comma=comma)
    text, times = cells[at["reps"]].strip(), 1
    if found := _SETS_X_REPS.fullmatch(text):
        times, text = int(found[1]), found[2]
    reps = numbers.whole(_measure(text)[0])
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
    if value is None and reps is None and not time and not distance:
        raise Refused("no reps, weight, time or distance")
    if reps == 0 and (time or distance):
        reps = None
    mark = cells[at["kind"]].strip().casefold()
    kind = KINDS.get(mark, KINDS.get(cells[at["order"]].strip().casefold(), SetKind.WORKING))
    if cells[at["warmup"]].strip().casefold() in YES:
        kind = SetKind.WARMUP
    unit = numbers.weight_unit(cells[at["weight_unit"]]) or numbers.weight_unit(own)
    workout = builder.workout(_day(moment), builder.name(cells[at["workout"]]))
    if not workout.note:
        workout.note = note_text(cells[at["workout_note"]])
    if workout.duration_s is None:
        workout.duration_s = numbers.duration(cells[at["duration"]])
    for _ in range(max(1, times)):
        builder.add(
            workout, line, exercise, kind=kind, weight=value, unit=unit, reps=reps, seconds=time or None,
            distance_mm=distance or None, rpe=_rpe(builder, line, cells[at["rpe"]], cells[at["rir"]]),
            note=note_text(cells[at["note"]]),
        )  # fmt: skip


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
