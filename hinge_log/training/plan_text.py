"""The planned sets of a lift as one line, and back.

    line   = week { | week } [ of maximum ] [ then +load ]
    week   = [ set { sep set } ]            60x5 w, 80x3 w, 75%x5x3     one week after the other: 75%x5x3 | 80%x3x3
    maximum = load | percent%               of 140 (a training maximum)   of 90% (of the estimated maximum)
    then   = then +load                     x8-12x3, then +2.5 (the load goes up when every set reached 12)
    set    = work [ @rpe ] [ w | drop | fail ]
    work   = load x reps [+] [x count]      100x5   60kgx5x3   12 kg x 10   bw+10x8   100x5+ (five or more)
           | load x reps - reps [x count]   60x8-12x3   x8-12x3         a range: first reps are added, then load
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
from typing import NamedTuple

from hinge_log.errors import EntryError
from hinge_log.exercises.model import Exercise
from hinge_log.training.entry import read_note
from hinge_log.training.entry_model import Amend, Shown
from hinge_log.training.entry_work import (
    DIGITS,
    MAX_REPS,
    MAX_TYPED_SETS,
    PLUS,
    SEPARATORS,
    TIMES,
    Piece,
    Reader,
    parse_decimal,
    parse_whole,
    read_count,
    read_reps,
    read_time,
    read_work,
)
from hinge_log.training.load import LIMIT_G, Load, plain
from hinge_log.training.plan import LEAST_PERCENT, MAX_SETS, MOST_PERCENT, PlanLift, PlanSet
from hinge_log.training.suggestion import BODYWEIGHT
from hinge_log.training.workout import SetKind

_PERCENT = Piece(r"(NUMBER)\s*%", DIGITS)
_SAME = Piece(r"same(?![a-wyz0-9])", "s")
_KINDS = {SetKind.WARMUP: " w", SetKind.DROP: " drop", SetKind.FAILURE: " fail"}
_OPEN_REPS = -1
_UNITS = {"kg": "kg", "lb": "lb", "lbs": "lb", "#": "lb"}
_AMOUNT = r"(?P<number>[0-9]+(?:\.[0-9]{1,15}|,[0-9]{1,3})?)\s*"
_THEN = re.compile(rf"[\s,;]*\bthen\s*\+?\s*{_AMOUNT}(?P<unit>kg|lbs?|\#)?\s*$", re.ASCII | re.IGNORECASE)
_OF = re.compile(rf"[\s,;]*\bof\s+{_AMOUNT}(?:(?P<percent>%)|(?P<unit>kg|lbs?|\#)?)\s*$", re.ASCII | re.IGNORECASE)
_RANGE = Piece(r"\s*[-–]\s*([0-9]+)", " -–")


def sets_of(text: str, unit: str = "kg", *, body: bool = False) -> tuple[PlanSet, ...]:
    """Read a line; a bare number is in `unit`, and with `body` added to bodyweight.

    Raises EntryError, with the place, for what cannot be read.
    """
    # A comma between sets is as good as a semicolon; one inside a number is a decimal comma.
    reader = Reader(re.sub(r"(?<![0-9]),|,(?=\s|$)", ";", text))
    reader.take(SEPARATORS)
    sets: list[PlanSet] = []
    while not reader.done():
        start = reader.at
        each, count = _work(reader, unit, body)
        if count + len(sets) > MAX_SETS:
            raise reader.error("count", f"a lift can have up to {MAX_SETS} planned sets", "75%x5x3", start)
        reader.take(SEPARATORS)
        kind, rpe = _marks(reader)
        each = each if kind is None else replace(each, kind=kind)
        if rpe is not None and (each.reps is None or each.load is not None or each.percent is not None):
            raise reader.error("rpe", "a set with an RPE has only reps; the RPE decides the load", "x5x3 @8", start)
        sets += [each if rpe is None else replace(each, rpe=rpe)] * count
    return tuple(sets)


def text_of(sets: Sequence[PlanSet], unit: str = "") -> str:
    """Write sets as a line that reads back the same; loads in `unit` are written without it."""
    parts = []
    for each, equal in groupby(sets):
        many = len(list(equal))
        if each.reps is None and each.seconds is None and (each.load is not None or each.percent is not None):
            # A load alone cannot be counted: "100x3" is three reps.
            parts += [_set_text(each, unit, 1) + _KINDS.get(each.kind, "")] * many
            continue
        most = MAX_TYPED_SETS
        for count in (most,) * (many // most) + ((many % most,) if many % most else ()):
            parts.append(_set_text(each, unit, count) + _effort(each) + _KINDS.get(each.kind, ""))
    return ", ".join(parts)


class LiftLine(NamedTuple):
    """What a line says of a lift: the sets of each week, what percentages are of, and the step of its load."""

    weeks: tuple[tuple[PlanSet, ...], ...] = ((),)
    training_max: Load | None = None
    percent_of: float | None = None
    step: Load | None = None

    @property
    def sets(self) -> tuple[PlanSet, ...]:
        """The sets of the first week."""
        return self.weeks[0]

    @property
    def all_sets(self) -> tuple[PlanSet, ...]:
        """The sets of all weeks."""
        return tuple(each for week in self.weeks for each in week)

    def applied(self, lift: PlanLift) -> PlanLift:
        """A lift with what the line says."""
        return replace(
            lift,
            sets=self.weeks[0],
            weeks=self.weeks[1:],
            training_max=self.training_max,
            percent_of=self.percent_of,
            step=self.step,
        )


def read_line(text: str, unit: str = "kg", *, body: bool = False) -> LiftLine:
    """Read a whole line; a bare number is in `unit`, and with `body` added to bodyweight.

    Raises EntryError, with the place, for what cannot be read.
    """
    rest, step, training_max, percent_of = text, None, None, None
    if matched := _THEN.search(rest):
        step = _load_at(matched, unit, "then +2.5 or then +5lb")
        rest = rest[: matched.start()]
    if matched := _OF.search(rest):
        if matched["percent"]:
            percent_of = float(parse_decimal(matched["number"]))
            if not LEAST_PERCENT <= percent_of <= MOST_PERCENT:
                message = f"a percentage is {LEAST_PERCENT:g} to {MOST_PERCENT:g}"
                raise EntryError("percent", message, "of 90%", at=matched.start(), width=len(matched[0]))
        else:
            training_max = _load_at(matched, unit, "of 140 or of 315lb")
        rest = rest[: matched.start()]
    weeks, at = [], 0
    for part in rest.split("|"):
        try:
            weeks.append(sets_of(part, unit, body=body))
        except EntryError as error:
            error.at += at
            raise
        at += len(part) + 1
    if len(weeks) > 1 and not all(weeks):
        raise EntryError("week", "a week has no sets", "75%x5x3 | 80%x3x3", at=0, width=max(1, len(rest)))
    return LiftLine(tuple(weeks), training_max, percent_of, step)


def read_lift_line(text: str, exercise: Exercise, unit: str = "kg") -> LiftLine:
    """Read what is planned of an exercise; raises EntryError also for a percentage or an effort that it cannot have."""
    body = exercise.load_type in BODYWEIGHT
    line = read_line(text, unit, body=body)
    shares = any(each.percent is not None for each in line.all_sets) or line.percent_of is not None
    by_effort = any(each.rpe is not None for each in line.all_sets)
    if body and (shares or by_effort or line.training_max is not None):
        message = "a load on top of bodyweight can't have a percentage or an RPE"
        raise EntryError("percent", message, "bw+10x8, then +2.5", at=0, width=len(text))
    if not exercise.e1rm and (by_effort or (shares and line.training_max is None)):
        message = "there is no estimated maximum to take a percentage of"
        raise EntryError("percent", message, "type a load, or leave it out", at=0, width=len(text))
    return line


def line_of_lift(lift: PlanLift, unit: str = "") -> str:
    """Write what is planned of a lift as a line that reads back the same."""
    text = " | ".join(text_of(sets, unit) for sets in (lift.sets, *lift.weeks))
    if lift.training_max is not None:
        text += f" of {_load_text(lift.training_max, unit)}"
    elif lift.percent_of is not None:
        text += f" of {plain(Decimal(str(lift.percent_of)))}%"
    return (text + (f" then +{_load_text(lift.step, unit)}" if lift.step is not None else "")).strip()


def _load_at(matched: re.Match[str], unit: str, hint: str) -> Load:
    try:
        load = Load.of(plain(parse_decimal(matched["number"])), _UNITS.get((matched["unit"] or "").lower(), unit))
    except ValueError:
        load = Load(0, "0", unit)
    if not 0 < load.grams <= LIMIT_G:
        raise EntryError("load", "that is not a load", hint, at=matched.start(), width=len(matched[0]))
    return load


def under_bar(sets: Sequence[PlanSet], bar: Load) -> str:
    """Say that a planned load is lighter than the bar it is on, and what was perhaps meant; "" for none."""
    for each in sets:
        load = each.load
        if load is None or load.body or load.grams >= bar.grams:
            continue
        warning = f"{load.text} {load.unit} is under the {bar.text} {bar.unit} bar."
        count = Decimal(load.value)
        if each.reps is not None and count in range(1, MAX_TYPED_SETS + 1):
            warning += f" {plain(count)} set{'' if count == 1 else 's'} of {each.reps}: x{each.reps}x{plain(count)}"
        return warning
    return ""


def _work(reader: Reader, unit: str, body: bool) -> tuple[PlanSet, int]:
    start = reader.at
    if not reader.separated():
        raise _unreadable(reader)
    if reader.take(_SAME):
        return PlanSet(), _count(reader)
    if match := reader.take(_PERCENT):
        percent = float(parse_decimal(match[1]))
        if not LEAST_PERCENT <= percent <= MOST_PERCENT:
            raise reader.error("percent", f"a percentage is {LEAST_PERCENT:g} to {MOST_PERCENT:g}", "75%x5x3", start)
        if not reader.take(TIMES):
            return PlanSet(percent=percent), 1
        seconds = read_time(reader)
        reps = read_reps(reader) if seconds is None else None
        reps_to = _range(reader, start, reps)
        amrap = reps is not None and reader.take(PLUS) is not None
        made = PlanSet(reps, seconds, percent=percent, amrap=amrap, reps_to=reps_to)
        return _checked(reader, start, made), _count(reader)
    as_last = TIMES.match(reader.text, start) is not None or _is_time(reader)
    work = read_work(reader, Shown(unit=unit, body=body and not as_last, default_reps=_OPEN_REPS))
    if work is None:
        raise _unreadable(reader)
    if work.distance_mm is not None:
        raise reader.error("distance", "a plan holds reps, times and loads, not distances", "x8", start)
    reps = None if work.reps == _OPEN_REPS else work.reps
    reps_to = _range(reader, start, reps) if work.count == 1 and not work.amrap else None
    count = _count(reader) if reps_to is not None else work.count
    return _checked(reader, start, PlanSet(reps, work.seconds, work.load, amrap=work.amrap, reps_to=reps_to)), count


def _range(reader: Reader, start: int, reps: int | None) -> int | None:
    """Read the upper end of a range of reps, None where none stands here."""
    match = reader.take(_RANGE) if reps is not None else None
    if match is None:
        return None
    most = parse_whole(match[1]) or 0
    if not (reps or 0) < most <= MAX_REPS:
        raise reader.error("reps", f"a range of reps goes from low to high, up to {MAX_REPS}", "x8-12x3", start)
    return most


def _is_time(reader: Reader) -> bool:
    at = reader.at
    try:
        return read_time(reader) is not None
    finally:
        reader.at = at


def _count(reader: Reader) -> int:
    return read_count(reader) if reader.take(TIMES) else 1


def _checked(reader: Reader, start: int, each: PlanSet) -> PlanSet:
    if each.reps == 0:
        raise reader.error("reps", "a planned set has at least one rep", "75%x5", start)
    return each


def _marks(reader: Reader) -> tuple[SetKind | None, float | None]:
    """Read what the set before is for and its effort; whatever else is said of a set belongs to one that was done."""
    start, marks = reader.at, Amend()
    while not reader.done() and (more := read_note(marks, reader, ())) is not None:
        marks = more
        done = (marks.form, marks.missed, marks.seconds) != (None,) * 3 or marks.side or marks.note
        if done or marks.held or marks.judge is not None:
            text = reader.text[start : reader.at].strip()
            hint = "only @8, w, drop or fail can follow it"
            raise EntryError("note", f"'{text[:24]}' is only for a set already done", hint, at=start, width=len(text))
        reader.take(SEPARATORS)
    return marks.kind, marks.rpe


def _unreadable(reader: Reader) -> EntryError:
    error = reader.unreadable()
    return EntryError(error.kind, error.message, "60x5 w, 75%x5x3, x8, 40s", at=error.at, width=error.width)


def _effort(each: PlanSet) -> str:
    return "" if each.rpe is None else f" @{each.rpe:g}"


def _set_text(each: PlanSet, unit: str, count: int) -> str:
    times = f"x{count}" if count > 1 else ""
    amount = f"{each.seconds}s" if each.seconds is not None else "" if each.reps is None else str(each.reps)
    amount += f"-{each.reps_to}" if each.reps_to is not None else ""
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
