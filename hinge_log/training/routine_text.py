"""The planned sets of a lift as one line, and back.

    line   = [ set { sep set } ]            60x5 w, 80x3 w, 75%x5x3
    set    = work [ w | drop | fail ]
    work   = load x reps [+] [x count]      100x5   60kgx5x3   12 kg x 10   bw+10x8   100x5+ (five or more)
           | load x time [x count]          24x40sx2
           | percent% x reps|time [x count] 75%x5x3    of the estimated maximum
           | load | percent%                100   75%  as many reps as last time
           | x reps [x count] | time [x count]         x8   40s   with the load of last time
           | same [x count]                            all as last time
    sep    = comma and space | ; | space

Loads, times and counts are written as in a typed set: load first, always.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from hinge_log.errors import EntryError
from hinge_log.training import entry_words as words
from hinge_log.training.entry_model import Shown
from hinge_log.training.entry_notes import Marks
from hinge_log.training.entry_words import Piece, Reader
from hinge_log.training.entry_work import read_work
from hinge_log.training.load import Load, plain
from hinge_log.training.routine import LEAST_PERCENT, MAX_SETS, MOST_PERCENT, RoutineSet
from hinge_log.training.workout import SetKind

_PERCENT = Piece(r"(NUMBER)\s*%", words.DIGITS)
_SAME = Piece(r"same(?![a-wyz0-9])", "s")
_KINDS = {SetKind.WARMUP: " w", SetKind.DROP: " drop", SetKind.FAILURE: " fail"}
_OPEN_REPS = -1


def sets_of(text: str, unit: str = "kg", *, body: bool = False) -> tuple[RoutineSet, ...]:
    """Read a line; a bare number is in `unit`, and with `body` added to bodyweight.

    Raises EntryError, with the place, for what cannot be read.
    """
    # A comma between sets is as good as a semicolon; one inside a number is a decimal comma.
    reader = Reader(re.sub(r"(?<![0-9]),|,(?=\s|$)", ";", text))
    reader.take(words.SEPARATORS)
    found: list[RoutineSet] = []
    while not reader.done():
        start = reader.at
        each, count = _work(reader, unit, body)
        if count + len(found) > MAX_SETS:
            message = f"a lift has up to {MAX_SETS} planned sets"
            raise EntryError("count", message, "75%x5x3", at=start, width=reader.at - start)
        reader.take(words.SEPARATORS)
        kind = _kind(reader)
        found += [each if kind is None else replace(each, kind=kind)] * count
    return tuple(found)


def text_of(sets: Sequence[RoutineSet], unit: str = "") -> str:
    """Write sets as a line that reads back the same; loads in `unit` are written without it."""
    parts = []
    for each, equal in groupby(sets):
        many = len(list(equal))
        if each.reps is None and each.seconds is None and (each.load is not None or each.percent is not None):
            # A load alone cannot be counted: "100x3" is three reps.
            parts += [_set_text(each, unit, 1) + _KINDS.get(each.kind, "")] * many
            continue
        most = words.MAX_SETS
        for count in (most,) * (many // most) + ((many % most,) if many % most else ()):
            parts.append(_set_text(each, unit, count) + _KINDS.get(each.kind, ""))
    return ", ".join(parts)


def under_bar(sets: Sequence[RoutineSet], bar: Load) -> str:
    """Say that a planned load is lighter than the bar it is on, and what was perhaps meant; "" for none."""
    for each in sets:
        load = each.load
        if load is None or load.body or load.grams >= bar.grams:
            continue
        said = f"{load.text} {load.unit} is under the {bar.text} {bar.unit} bar."
        count = Decimal(load.value)
        if each.reps is not None and count in range(1, words.MAX_SETS + 1):
            said += f" {plain(count)} set{'' if count == 1 else 's'} of {each.reps}: x{each.reps}x{plain(count)}"
        return said
    return ""


def _work(reader: Reader, unit: str, body: bool) -> tuple[RoutineSet, int]:
    start = reader.at
    if not reader.separated():
        raise _unreadable(reader)
    if reader.take(_SAME):
        return RoutineSet(), _count(reader)
    if found := reader.take(_PERCENT):
        percent = float(words.decimal(found[1]))
        if not LEAST_PERCENT <= percent <= MOST_PERCENT:
            message = f"a percentage runs from {LEAST_PERCENT:g} to {MOST_PERCENT:g}"
            raise EntryError("percent", message, "75%x5x3", at=start, width=reader.at - start)
        if not reader.take(words.TIMES):
            return RoutineSet(percent=percent), 1
        seconds = words.time(reader)
        reps = words.reps(reader) if seconds is None else None
        amrap = reps is not None and reader.take(words.PLUS) is not None
        return _checked(reader, start, RoutineSet(reps, seconds, percent=percent, amrap=amrap)), _count(reader)
    as_last = words.TIMES.match(reader.text, start) is not None or _is_time(reader)
    work = read_work(reader, Shown(unit=unit, body=body and not as_last, default_reps=_OPEN_REPS))
    if work is None:
        raise _unreadable(reader)
    if work.distance_mm is not None:
        message = "a plan holds reps, times and loads, no distances"
        raise EntryError("distance", message, "x8", at=start, width=reader.at - start)
    reps = None if work.reps == _OPEN_REPS else work.reps
    return _checked(reader, start, RoutineSet(reps, work.seconds, work.load, amrap=work.amrap)), work.count


def _is_time(reader: Reader) -> bool:
    at = reader.at
    try:
        return words.time(reader) is not None
    finally:
        reader.at = at


def _count(reader: Reader) -> int:
    return words.count(reader) if reader.take(words.TIMES) else 1


def _checked(reader: Reader, start: int, each: RoutineSet) -> RoutineSet:
    if each.reps == 0:
        message = "a planned set has a rep or more"
        raise EntryError("reps", message, "75%x5", at=start, width=reader.at - start)
    return each


def _kind(reader: Reader) -> SetKind | None:
    """Read what the set before is for; whatever else is said of a set belongs to one that was done."""
    start, marks, found = reader.at, Marks(), False
    while not reader.done() and marks.read(reader, ()):
        found = True
        if (marks.rpe, marks.form, marks.missed, marks.seconds) != (None,) * 4 or marks.side or marks.note:
            said = reader.text[start : reader.at].strip()
            hint = "only w, drop or fail follows it"
            raise EntryError("note", f"'{said[:24]}' is said of a set that was done", hint, at=start, width=len(said))
        reader.take(words.SEPARATORS)
    return marks.kind if found else None


def _unreadable(reader: Reader) -> EntryError:
    error = reader.unreadable()
    return EntryError(error.kind, error.message, "60x5 w, 75%x5x3, x8, 40s", at=error.at, width=error.width)


def _set_text(each: RoutineSet, unit: str, count: int) -> str:
    times = f"x{count}" if count > 1 else ""
    amount = f"{each.seconds}s" if each.seconds is not None else "" if each.reps is None else str(each.reps)
    amount += "+" if each.amrap else ""
    if each.percent is not None:
        load = f"{plain(Decimal(str(each.percent)))}%"
    elif each.load is not None:
        load = _load_text(each.load, unit)
    elif not amount:
        return f"same {times}".strip()
    else:
        return (amount if each.seconds is not None else f"x{amount}") + times
    return (f"{load}x{amount}" if amount else load) + times


def _load_text(load: Load, unit: str) -> str:
    named = "" if load.unit == unit else load.unit
    if not load.body:
        return f"{load.value}{named}"
    if load.grams == 0 and not named:
        return "bw"
    return f"bw{load.value if load.value.startswith('-') else '+' + load.value}{named}"
