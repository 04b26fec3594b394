"""StrongLifts 5x5: sets in columns; one row an exercise (new) or a whole workout (2016)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.cells import Weight, measure
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import ParsedFile, ParsedSet, ParsedWorkout
from hinge_log.exchange.row_columns import choose_weight
from hinge_log.exchange.tables import Source, note_text

_SET = re.compile(r"set ([0-9]{1,3})")
NAME = "stronglifts"
_MARKS = frozenset(("reps", "kg", "kgs", "lb", "lbs", "time"))
_LIFT = re.compile(r"exercise ([0-9]{1,2})")


class _Lift(NamedTuple):
    """The columns of one exercise: its name, its weights with units, and its sets' reps, weights and times."""

    name: int
    weights: list[tuple[int, str]]
    sets: list[dict[str, int]]


def _keys(header: tuple[str, ...]) -> list[tuple[str, str]]:
    return [header_key(cell) for cell in header]


def matches(header: tuple[str, ...]) -> bool:
    """Whether a header is StrongLifts', new or old."""
    keys = _keys(header)
    names = [name for name, _ in keys]
    marks = {bracket for name, bracket in keys if _SET.fullmatch(name)}
    new = ("set 1", "reps") in keys and {"exercise", "workout"} <= {*names} and marks <= _MARKS
    old = "exercise 1" in names and "set 1" in names and "date" in names
    return new or old


def _lifts(keys: list[tuple[str, str]]) -> list[_Lift]:
    """The exercises of a row, left to right."""
    lifts: list[_Lift] = []
    for index, (name, bracket) in enumerate(keys):
        unit = numbers.weight_unit(bracket)
        if name == "exercise" or _LIFT.fullmatch(name):
            lifts.append(_Lift(index, [], []))
        elif not lifts:
            continue
        elif name == "weight" and unit:
            lifts[-1].weights.append((index, unit))
        elif match := _SET.fullmatch(name):
            sets = lifts[-1].sets
            while len(sets) < int(match[1]):
                sets.append({})
            sets[int(match[1]) - 1][unit or (bracket if bracket == "time" else "reps")] = index
    return lifts


def read(source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None) -> ParsedFile:
    """Read a StrongLifts file; a row holds several sets, and 0 reps after the last done set are unused places."""
    keys = _keys(source.header)
    names = [name for name, _ in keys]
    blank = len(keys)

    def column(*wanted: str) -> int:
        return next((names.index(name) for name in wanted if name in names), blank)

    date_at, start_at, end_at = column("date"), column("start time"), column("end time")
    name_at, note_at = column("workout name", "workout"), column("notes", "note")
    hours = next((i for i, key in enumerate(keys) if key == ("duration", "hours")), blank)
    lifts = _lifts(keys)
    date_words = keys[date_at][1] if date_at < blank else ""
    month_first = date_words.startswith("m") or (not date_words and "exercise 1" in names)
    order = {"d": "dmy", "m": "mdy"}.get(date_words[:1]) or source.day_order(date_at, "mdy" if month_first else "dmy")
    builder = Builder("stronglifts", "stronglifts")
    body_at, body_unit, comma = column("body weight"), None, source.comma
    for row in source.rows(progress):
        builder.file.records += 1
        fields, reason = source.fitted(row, (lifts[0].name if lifts else 0) + 1)
        cells = [*fields, ""]
        try:
            if reason:
                raise Refused(reason)
            moment = when(cells[date_at], order)
            if cells[start_at].strip() and not moment.timed:
                moment = _at(moment, cells[start_at])
            done = [one for lift in lifts for one in _sets(cells, lift, comma, unit)]
            if not done:
                raise Refused("no sets were done")
        except Refused as refused:
            builder.skip(row.line, str(refused))
            continue
        workout = builder.workout(moment, builder.name(cells[name_at]))
        _about(workout, moment, cells[end_at], cells[hours], note_text(cells[note_at]))
        if cells[body_at].strip():
            body_unit = _bodyweight(builder, row.line, workout, cells[body_at], keys[body_at][1]) or body_unit
        for exercise, number, weight, reps, time in done:
            one = ParsedSet(row.line, builder.name(exercise), weight=weight.value, unit=weight.unit, reps=reps,
                            seconds=time, order=number)  # fmt: skip
            builder.add(workout, one, rival=weight.rival)
    used = {date_at, start_at, end_at, name_at, note_at, hours, body_at}
    used |= {index for lift in lifts for index, _ in lift.weights} | {lift.name for lift in lifts}
    used |= {index for lift in lifts for columns in lift.sets for index in columns.values()}
    builder.file.columns = {cell: "set" if index in used else "" for index, cell in enumerate(source.header)}
    for row in source.rows():
        for index, cell in enumerate(row.fields[: len(keys)]):
            if index not in used and cell.strip(" 0.,"):
                unused = source.header[index]
                builder.file.unused[unused] = builder.file.unused.get(unused, 0) + 1
    # Weights that stand there in kg and in lb, both rounded to plates: the unit of the body weight tells which is real.
    return builder.done(unit, stated_unit=body_unit if builder.file.table.rivals and unit is None else None)


def _bodyweight(builder: Builder, line: int, workout: ParsedWorkout, text: str, unit: str) -> str | None:
    """Keep a body weight; gives the unit that its cell names."""
    number, word = measure(text)
    own = numbers.weight_unit(word)
    try:
        value = numbers.weight_text(number)
    except Refused as refused:
        builder.remark(line, f"bodyweight: {refused}")
        return None
    if value is not None:
        builder.bodyweight(workout.start.date(), value, own or numbers.weight_unit(unit))
    return own


def _about(workout: ParsedWorkout, moment: When, end: str, hours: str, note: str) -> None:
    """Add the length and the notes; each exercise's row may bring a note of its own."""
    if note and note not in workout.note:
        workout.note = f"{workout.note}\n{note}".strip()
    if workout.duration_s is not None:
        return
    if ":" in hours:
        try:
            workout.duration_s = numbers.seconds(f"{hours}:00" if hours.count(":") == 1 else hours)
        except Refused:
            workout.duration_s = None
    elif end.strip() and moment.timed:
        try:
            length = (_at(moment, end).at - moment.at).total_seconds()
        except Refused:
            return
        workout.duration_s = int(length) if length >= 0 else int(length) + 86_400


def _at(day: When, clock: str) -> When:
    """The date with a time of day."""
    return when(f"{day.at.date().isoformat()} {clock.strip()}")


def _sets(
    cells: list[str], lift: _Lift, comma: bool, unit: str | None
) -> list[tuple[str, int, Weight, int | None, int | None]]:
    """The sets of one exercise as (name, number, weight, reps, seconds); raises Refused."""
    exercise = cells[lift.name].strip()
    if not exercise:
        return []
    shared = choose_weight([(cells[at], own) for at, own in lift.weights], unit, comma=comma)
    sets: list[tuple[str, int, Weight, int | None, int | None]] = []
    for number, columns in enumerate(lift.sets, 1):
        reps = numbers.whole(cells[columns["reps"]]) if "reps" in columns else None
        time = numbers.seconds(cells[columns["time"]]) if "time" in columns else None
        if reps is None and not time:
            continue
        own = [(cells[columns[name]], name) for name in ("kg", "lb") if name in columns]
        filled = any(text.strip() for text, _ in own)
        weight = choose_weight(own, unit, comma=comma) if filled else shared
        sets.append((exercise, number, weight, reps or None if time else reps, time or None))
    while sets and not sets[-1][3] and not sets[-1][4]:
        sets.pop()
    return sets
