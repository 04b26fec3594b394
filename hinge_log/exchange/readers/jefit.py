"""Jefit: several tables in one file, parted by lines of ###; sets in EXERCISE SET LOGS, or as "60x5,80x5" in logs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.csv_records import TextFile, rows
from hinge_log.exchange.dates import when
from hinge_log.exchange.marks import set_kind
from hinge_log.exchange.numbers import Refused, quoted
from hinge_log.exchange.parsed import ParsedFile, ParsedSet

NAME = "jefit"
_SECTION = re.compile(r"#{3,}\s*([A-Z][A-Z &/_-]*[A-Z])?\s*#*")
_SET = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*x\s*([0-9]+)\s*")


class _Record(NamedTuple):
    """A row of one of the tables: its line and its cells by column."""

    line: int
    cells: dict[str, str]


def recognises(text: TextFile) -> bool:
    """Whether a file is parted as Jefit parts it."""
    return text.head.lstrip("\ufeff\r\n ").startswith("### ")


def read(
    text: TextFile, *, unit: str | None = None, progress: Callable[[float], None] | None = None, length: str = ""
) -> ParsedFile:
    """Read the exercise logs; a workout is a session, or a day without one."""
    builder = Builder(NAME, "generic")
    mass_unit: str | None = None
    logs: list[_Record] = []
    sets: dict[str, list[_Record]] = {}
    for section, record in _records(text, progress):
        if section == "EXERCISE LOGS":
            logs.append(record)
        elif section == "EXERCISE SET LOGS":
            sets.setdefault(record.cells.get("exercise_log_id", ""), []).append(record)
        elif section == "SETTING":
            mass_unit = numbers.weight_unit(record.cells.get("mass", "")) or mass_unit
        else:
            table = f"table {section}"
            builder.file.unused[table] = builder.file.unused.get(table, 0) + 1
    if not logs:
        raise ImportFileError(
            f"{text.path.name} is a Jefit export without EXERCISE LOGS.", "Export it again with the exercise logs."
        )
    sessions = _sessions(text)
    for log in logs:
        own = sets.pop(log.cells.get("_id", ""), [])
        _add_log(builder, log, own, sessions.get(builder.name(log.cells.get("belongsession", "")), {}))
    for orphans in sets.values():
        for record in orphans:
            builder.file.records += 1
            builder.skip(record.line, "the exercise of the set is not in the file")
    return builder.done(unit, stated_unit=mass_unit, length=length)


def _records(text: TextFile, progress: Callable[[float], None] | None) -> Iterator[tuple[str, _Record]]:
    section, header = "", ()
    columns: tuple[str, ...] = header
    for row in rows(text, ",", progress=progress):
        first = row.fields[0].strip()
        if first.startswith("###"):
            named = _SECTION.fullmatch(first)
            section, columns = (named[1] or "") if named else "", ()
        elif not columns:
            columns = tuple(cell.strip() for cell in row.fields)
        elif section:
            yield section, _Record(row.line, dict(zip(columns, row.fields, strict=False)))


def _sessions(text: TextFile) -> dict[str, dict[str, str]]:
    """The sessions by their ids, where the file has them."""
    return {
        record.cells["_id"]: record.cells
        for section, record in _records(text, None)
        if section == "WORKOUT SESSIONS" and record.cells.get("_id")
    }


def _add_log(builder: Builder, log: _Record, own: list[_Record], about: dict[str, str]) -> None:
    """Add the sets of one exercise in one session, `about` being the session's row; what cannot be read is told."""
    cells = log.cells
    try:
        moment = when(cells.get("mydate", ""))
        exercise = builder.name(cells.get("ename", ""))
        if not exercise:
            raise Refused("no exercise name")
    except Refused as refused:
        builder.file.records += 1
        builder.skip(log.line, str(refused))
        return
    session = builder.name(cells.get("belongsession", ""))
    day = moment.at.date().isoformat()
    workout = builder.workout(
        moment, builder.name(about.get("name", "")), identity=f"jefit|{session}|{day}" if session else ""
    )
    if workout.duration_s is None and about.get("total_time", "").strip("0").isdecimal():
        workout.duration_s = min(int(about["total_time"]), numbers.MAX_DURATION)
    texts = [text for text in cells.get("logs", "").split(",") if text.strip()]
    if not own and not texts:
        builder.file.records += 1
        builder.skip(log.line, "no set")
    for record in own:
        builder.file.records += 1
        try:
            weight, unit = _set_weight(record.cells)
            reps = numbers.whole(record.cells.get("reps", ""))
            time = numbers.seconds(record.cells.get("duration", "")) or None
            distance = numbers.distance_mm(record.cells.get("distance_mi", ""), "mi") or None
            reps = reps or None if time or distance else reps
            if reps is None and not (weight or "").strip("0.") and not time and not distance:
                raise Refused("no reps, weight, time or distance")
            kind = set_kind(record.cells.get("set_type", ""))
            if kind is None:
                raise Refused(f"set type {quoted(record.cells['set_type'])} is not known")
        except Refused as refused:
            builder.skip(record.line, str(refused))
            continue
        builder.add(workout, ParsedSet(record.line, exercise, kind, weight, unit, reps, time, distance))
    for number, text in enumerate(texts if not own else (), 1):
        builder.file.records += 1
        one = _SET.fullmatch(text)
        if one is None or int(one[2]) > numbers.MAX_REPS:
            builder.skip(log.line, f"set {quoted(text)} cannot be read")
            continue
        builder.add(workout, ParsedSet(log.line, exercise, weight=one[1], reps=int(one[2]), order=number))


def _set_weight(cells: dict[str, str]) -> tuple[str | None, str | None]:
    """The weight of a set and the unit that its column names; raises Refused."""
    for name, unit in (("weight_lbs", "lb"), ("weight_kg", "kg"), ("weight", None)):
        if cells.get(name, "").strip():
            return numbers.weight_text(cells[name]), unit
    return None, None
