"""Any other table with a date, an exercise and reps or a weight: columns by their words, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.cells import Done, Weight, duration, measure, repetitions, seconds, weight
from hinge_log.exchange.columns import named, time_unit
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.mapping import COLUMNS, Mapping, example, propose, set_columns, taken
from hinge_log.exchange.marks import is_warmup, set_kind
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import Builder, ParsedFile
from hinge_log.exchange.source import Source, note_text
from hinge_log.exchange.time_columns import timed_columns
from hinge_log.training.workout import SetKind

__all__ = ["GAP", "MOST_SETS", "Mapping", "matches", "propose", "read"]

GAP = timedelta(hours=3)
"""Sets with a longer pause between them are two workouts, where nothing else parts them (convention)."""

MOST_SETS = 100
_SETS_X_REPS = re.compile(r"([0-9]{1,2})\s*[xх×*]\s*([0-9].*)", re.IGNORECASE)


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
            f"Say which column is what with --map FILE; in the file: {example(source.header)}",
        )
    at: dict[str, int] = {}
    for name in COLUMNS:
        column = getattr(mapping, name)
        if column and column not in source.header:
            raise ImportFileError(
                f"There is no column {column!r} in {source.text.path.name}.",
                f"Change the map; there are: {', '.join(map(repr, source.header))}.",
            )
        at[name] = source.header.index(column) if column else len(source.header)
    weights, said = _weights(mapping, at)
    order = source.dates or mapping.day_order or source.day_order(at["date"], "mdy" if said == "lb" else "dmy")
    builder = Builder("generic", "generic")
    width = len(source.header)
    places = () if mapping.reps else set_columns(source.header)
    builder.file.columns = taken(source.header, mapping, places)
    units = _Units(
        mapping.length or named(mapping.distance).unit or "km",
        time_unit(mapping.seconds) or mapping.time_unit,
        time_unit(mapping.duration) or mapping.duration_unit,
    )
    table = _Table(builder, at, units, order, source.comma, places, weights, {})
    if not mapping.workout:
        table.starts.update(_starts(source, at, order))
    needed = 1 + max(at[name] for name in ("date", "exercise", "weight", "other_weight", "reps") if at[name] < width)
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
class _Units:
    """The units of distances, of the times of sets and of the lengths of workouts, where a cell does not say."""

    distance: str
    time: str
    duration: str


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows of one table are read with.

    `places` are the columns of sets, `weights` those of weights with the unit of each, None for that of the table;
    `starts` gives the start of the workout to which a time belongs.
    """

    builder: Builder
    at: dict[str, int]
    units: _Units
    order: str
    comma: bool
    places: tuple[tuple[int, int], ...]
    weights: tuple[tuple[int, str | None], ...]
    starts: dict[datetime, tuple[datetime, int]]


def _take(table: _Table, line: int, cells: list[str]) -> None:
    """Read one row; raises Refused."""
    builder, at, comma = table.builder, table.at, table.comma
    moment, readable = _moment(cells, at, table.order)
    if not readable:
        builder.remark(line, "time of day cannot be read")
    exercise = builder.name(cells[at["exercise"]])
    if not exercise:
        raise Refused("no exercise name")
    heavy, unit = _weight(table, cells)
    done = _done(cells, at, table.places)
    nothing = heavy.value is None and all(one.reps is None and not one.seconds for one, _ in done)
    time = None
    try:
        time = seconds(cells[at["seconds"]], table.units.time)
    except Refused as refused:
        if nothing:
            raise
        builder.remark(line, str(refused))
    length, length_unit = measure(cells[at["distance"]])
    distance = None
    if length.strip():
        try:
            distance = numbers.distance_mm(
                length, cells[at["distance_unit"]] or length_unit or table.units.distance, comma=comma
            )
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            builder.remark(line, str(refused))
    if nothing and not time and not distance:
        raise Refused("no reps, weight, time or distance")
    loads = {column: weight(cells[column], comma=comma) for _, column in done if column >= 0}
    for load in (heavy, *loads.values()):
        if load.remark:
            builder.remark(line, load.remark)
    kind = _kind(table, line, cells)
    rpe = _rpe(builder, line, cells[at["rpe"]], cells[at["rir"]])
    moment = _day(moment)
    start, lasted = table.starts.get(moment.at, (moment.at, 0)) if moment.timed else (moment.at, 0)
    workout = builder.workout(moment._replace(at=start), builder.name(cells[at["workout"]]))
    if lasted:
        workout.duration_s = lasted
    if not workout.note:
        workout.note = note_text(cells[at["workout_note"]])
    if workout.duration_s is None:
        workout.duration_s = duration(cells[at["duration"]], table.units.duration)
    for one, column in done:
        load = loads.get(column, heavy)
        held, own = one.seconds or time, load.unit if column >= 0 else None
        builder.add(
            workout, line, exercise, kind=kind, weight=load.value or heavy.value, unit=own or unit,
            reps=one.reps or None if held or distance else one.reps, seconds=held or None,
            distance_mm=distance or None, rpe=rpe, note=note_text(cells[at["note"]]),
        )  # fmt: skip


def _kind(table: _Table, line: int, cells: list[str]) -> SetKind:
    """What a set was for, by its column of warm-ups, of kinds, or of numbers: "W1" stands where others count."""
    text = cells[table.at["warmup"]]
    warmup = is_warmup(text)
    if warmup is None:
        table.builder.remark(line, f"warm-up {numbers.quoted(text)} is neither yes nor no")
    if warmup:
        return SetKind.WARMUP
    kinds = [set_kind(cells[table.at[name]]) for name in ("kind", "order")]
    return next((kind for kind in kinds if kind not in (None, SetKind.WORKING)), None) or SetKind.WORKING


def _weights(mapping: Mapping, at: dict[str, int]) -> tuple[tuple[tuple[int, str | None], ...], str | None]:
    """The columns of weights, each with its own unit if there are two; and the unit of all if there is one."""
    units = {"kg": "kg", "lb": "lb"}
    if not mapping.other_weight:
        return ((at["weight"], None),), units.get(mapping.unit or named(mapping.weight).unit)
    own = ((at[name], units.get(named(getattr(mapping, name)).unit)) for name in ("weight", "other_weight"))
    return tuple((index, unit or units.get(mapping.unit)) for index, unit in own), None


def _weight(table: _Table, cells: list[str]) -> tuple[Weight, str | None]:
    """The weight of a row and its unit, of the first column that has one; None for the unit of the table."""
    text, unit = cells[table.weights[0][0]], table.weights[0][1]
    if len(table.weights) > 1:
        filled = [(cells[index], own) for index, own in table.weights if cells[index].strip()]
        text, unit = next((one for one in filled if one[0].strip(" 0.,")), filled[0] if filled else ("", None))
    found = weight(text, comma=table.comma)
    return found, numbers.weight_unit(cells[table.at["weight_unit"]]) or found.unit or unit


def _done(cells: list[str], at: dict[str, int], places: tuple[tuple[int, int], ...]) -> list[tuple[Done, int]]:
    """What was done in each set of a row, and the column of its own weight (-1: that of the row); raises Refused.

    A column of its own for each set, "3x5" in one column, or the reps and beside them how many sets.
    """
    if places:
        found = [(repetitions(cells[reps]), column) for reps, column in places if cells[reps].strip()]
        return found or [(Done(None, None), -1)]
    text, sets = cells[at["reps"]].strip(), cells[at["sets"]].strip()
    both = _SETS_X_REPS.fullmatch(text) or _SETS_X_REPS.fullmatch(sets)
    if both is not None:
        return [(repetitions(both[2]), -1)] * max(1, int(both[1]))
    times = numbers.whole(measure(sets)[0], "sets", MOST_SETS)
    return [(repetitions(text), -1)] * (1 if times is None else max(1, times))


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


def _day(moment: When) -> When:
    """A workout of a table without workouts is a day; a time of midnight to the second is no time."""
    return moment if moment.timed and moment.at.time().isoformat() != "00:00:00" else moment._replace(timed=False)


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
