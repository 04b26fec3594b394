"""Alpha Progression: workouts as blocks of lines, each exercise with a table of its sets, decimal commas.

A workout begins with its name, its start and its length; an exercise with its number, name and equipment, and beside
them its warm-ups in one cell, parted by <br>.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.cells import duration, effort, heavy, repetitions
from hinge_log.exchange.columns import locate_measured, named
from hinge_log.exchange.csv_records import TextFile, rows
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused, seconds
from hinge_log.exchange.parsed import ParsedFile, ParsedSet, ParsedWorkout
from hinge_log.exchange.tables import note_text
from hinge_log.training.workout import SetKind

NAME = "alpha-progression"
_START = re.compile(r'^\s*"?[^";\n]*"?;"?[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2} h"?', re.MULTILINE)
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2})\s*h?")
_EXERCISE = re.compile(r"[0-9]{1,3}\.\s+(.+)")
_WARMUP = re.compile(r"WU\s*[0-9]*", re.IGNORECASE)
_COLUMNS = ("weight", "reps", "rir", "rpe", "seconds", "note")


def recognises(text: TextFile) -> bool:
    """Whether a file begins with a workout of this app."""
    return _START.match(text.head.lstrip("\ufeff\r\n ")) is not None


def read(
    text: TextFile, *, unit: str | None = None, progress: Callable[[float], None] | None = None, length: str = ""
) -> ParsedFile:
    """Read all workouts."""
    builder = Builder(NAME, "generic")
    workout: ParsedWorkout | None = None
    exercise, own_unit = "", ""
    at: dict[str, int] = {}
    for row in rows(text, ";", progress=progress):
        cells = [cell.strip().lstrip("\ufeff") for cell in row.fields]
        start = _TIME.fullmatch(cells[1]) if len(cells) > 1 else None
        titled = _EXERCISE.fullmatch(cells[0])
        try:
            if start is not None:
                workout = builder.workout(when(start[1]), builder.name(cells[0]))
                workout.duration_s = _length(cells[2]) if len(cells) > 2 else None
                exercise = ""
            elif titled is not None and workout is not None:
                parts = [part.strip() for part in titled[1].split("·")]
                exercise = builder.name(f"{parts[0]} ({parts[1]})" if len(parts) > 2 else parts[0])
                for warmup in re.split(r"<br\s*/?>", cells[1]) if len(cells) > 1 and cells[1] else ():
                    builder.file.records += 1
                    _add_warmup(builder, workout, row.line, exercise, warmup)
            elif cells[0] == "#":
                at = locate_measured(cells, _COLUMNS)
                own_unit = named(cells[at["weight"]]).unit if "weight" in at else ""
            elif not cells[0].isdecimal() and len(cells) == 1 and workout is not None:
                workout.note = f"{workout.note}\n{note_text(cells[0])}".strip()
            else:
                builder.file.records += 1
                _add_set(builder, workout, row.line, exercise, cells, at, own_unit or None)
        except Refused as refused:
            builder.skip(row.line, str(refused))
            builder.file.records += start is not None
    return builder.done(unit, length=length)


def _length(text: str) -> int | None:
    text = re.sub(r"\s*(hr|h|std)\.?$", "", text.strip())
    try:
        return seconds(f"{text}:00") if text.count(":") == 1 else duration(text)
    except Refused:
        return None


def _add_warmup(builder: Builder, workout: ParsedWorkout, line: int, exercise: str, text: str) -> None:
    """Add the set of "WU1 · 37,5 kg · 9 reps"; one that cannot be read is told."""
    parts = [part.strip() for part in text.split("·")]
    try:
        if len(parts) != 3 or _WARMUP.fullmatch(parts[0]) is None:
            raise Refused(f"warm-up {text[:40]!r} cannot be read")
        load, done = heavy(parts[1], comma=True), repetitions(parts[2])
    except Refused as refused:
        builder.skip(line, str(refused))
        return
    weight = _plain(load.value)
    builder.add(workout, ParsedSet(line, exercise, SetKind.WARMUP, weight, load.unit, done.reps, done.seconds))


def _add_set(
    builder: Builder,
    workout: ParsedWorkout | None,
    line: int,
    exercise: str,
    cells: list[str],
    at: dict[str, int],
    unit: str | None,
) -> None:
    """Add the set of a row of an exercise's table; raises Refused."""
    if workout is None or not exercise or not at:
        raise Refused("no exercise is named above it")

    def cell(name: str) -> str:
        return cells[at[name]] if name in at and at[name] < len(cells) else ""

    load, done = heavy(cell("weight"), comma=True), repetitions(cell("reps"))
    time = done.seconds or seconds(cell("seconds"))
    if load.value is None and done.reps is None and not time:
        raise Refused("no reps, weight, time or distance")
    rpe = effort(cell("rpe")) if cell("rpe") else effort(cell("rir"), reserve=True) if cell("rir") else None
    order = int(cells[0]) if cells[0].isdecimal() and len(cells[0]) < 5 else None
    weight, note = _plain(load.value), note_text(cell("note"))
    builder.add(workout, ParsedSet(line, exercise, weight=weight, unit=load.unit or unit, reps=done.reps,
                                   seconds=time or None, rpe=rpe, note=note, order=order))  # fmt: skip


def _plain(weight: str | None) -> str | None:
    return None if weight is None or not weight.strip("0.") else weight
