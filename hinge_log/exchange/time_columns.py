"""Times in a table: what a column called "Time" holds is told by its values, and which sets are one workout."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from hinge_log.exchange import cells
from hinge_log.exchange.columns import header_key, locate, named, time_unit
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.mapping import Mapping, set_columns
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.tables import Source
from hinge_log.exercises.words import fold

_HOLD = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:s|sec|secs|seconds)?|0{1,2}:[0-9]{1,2}:[0-9]{2}|0{0,2}:[0-9]{2}")
_TIMED = re.compile(r"[0-9]:[0-9]{2}")
_TIME = frozenset(("time", "zeit", "czas", "время", "tid"))
_EITHER = _TIME | frozenset(
    (
        "duration", "dauer", "duracion", "duree", "durata", "duracao", "czas trwania", "duur", "sure", "длительность",
        "продолжительность", "时长", "持续时间", "時間", "所要時間", "시간", "varighed", "varighet", "varaktighet",
        "minutes", "minuten", "minutos", "minuti", "minuty", "минуты", "分钟",
    )
)  # fmt: skip
"""Names, folded, of columns that may hold how long a set took, or how long the workout did."""
SHORTEST = 300
"""Seconds: no workout is shorter (convention)."""
_SOME = 0.2
"""With so many workouts that speak for sets beside those that speak for their lengths, it is the sets (convention)."""
_STAMPS_LOOKED_AT = 5_000
_ANYTHING = re.compile(r"[1-9]")
_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def timed_columns(source: Source, mapping: Mapping) -> Mapping:
    """A proposed mapping in which the values have told what columns of times hold."""
    mapping = _clock_or_hold(source, mapping)
    column = mapping.duration or mapping.seconds
    both = mapping.duration and mapping.seconds
    if not column or not mapping.date or (not mapping.duration and not _either(column)):
        return mapping
    look = _Look(source, mapping, column)
    if _either(column) and not both:
        sets, lengths = look.votes(lambda text: text)
        if not sets and not lengths:
            sets, lengths = look.votes(_day)
        if sets > _SOME * lengths:
            left = (cell for cell in source.header if cell != column and not _either(cell))
            length = next((cell for cell in left if locate([cell], ["duration"])), "")
            mapping = replace(mapping, seconds=column, duration=length)
            look = _Look(source, mapping, length) if length else look
        elif lengths:
            mapping = replace(mapping, seconds="", duration=column)
    return replace(mapping, duration_unit=look.unit()) if mapping.duration else mapping


def has_set_times(source: Source, mapping: Mapping) -> bool:
    """Whether most rows, of the first thousands, have a date and time of their own: they are times of sets."""
    places = [source.header.index(name) for name in (mapping.date, mapping.workout) if name]
    stamps, count = set(), 0
    for row in islice(source.rows(), _STAMPS_LOOKED_AT):
        if len(row.fields) > max(places):
            stamps.add(tuple(row.fields[place] for place in places))
            count += 1
    return count > 3 and 2 * len(stamps) > count


def _clock_or_hold(source: Source, mapping: Mapping) -> Mapping:
    """A column that is called "Time" may hold the time of day, or how long a hold took: its values tell.

    It holds seconds where a date has its time already, where rows with reps have none, where there are distances and
    no reps, or where it stands as a plain number or as less than an hour with seconds.
    """
    if not mapping.clock or not mapping.date or mapping.seconds or header_key(mapping.clock)[0] != "time":
        return mapping
    header = source.header
    at = {name: header.index(getattr(mapping, name)) for name in ("date", "clock", "reps") if getattr(mapping, name)}
    width = max(at.values())
    filled = holds = timed = with_reps = 0
    for row in source.rows():
        fields = row.fields
        if len(fields) > width and _ANYTHING.search(clock := fields[at["clock"]]):
            filled += 1
            holds += _HOLD.fullmatch(clock.strip()) is not None
            timed += _TIMED.search(fields[at["date"]]) is not None
            with_reps += "reps" in at and bool(fields[at["reps"]].strip("0., "))
    beside = not with_reps if "reps" in at else bool(mapping.distance)
    if filled and (beside or 2 * holds > filled or 2 * timed > filled):
        return replace(mapping, seconds=mapping.clock, clock="")
    return mapping


def _either(column: str) -> bool:
    return named(column).name in _EITHER


def _day(text: str) -> str:
    try:
        return when(text, "dmy").at.date().isoformat()
    except Refused:
        return text


@dataclass(slots=True)
class _Rows:
    """What the rows of one workout have in a column of times.

    `first` is its value in the first row, `value` the one that stands in the workout, `differ` whether there are
    others. Rows with reps are counted that have a value, or none; `bare` rows have a value and no reps.
    """

    first: str = ""
    value: str = ""
    differ: bool = False
    filled: int = 0
    empty: int = 0
    bare: int = 0


class _Look:
    """Looks at a column of times, workout by workout."""

    def __init__(self, source: Source, mapping: Mapping, column: str) -> None:
        header = source.header
        done = (mapping.reps or mapping.sets,) if mapping.reps or mapping.sets else (mapping.weight,)
        self._source = source
        self._named = column
        self._column = header.index(column)
        self._date = header.index(mapping.date)
        self._workout = header.index(mapping.workout) if mapping.workout else self._date
        self._done = [] if mapping.reps else [one["reps"].place for one in set_columns(header) if "reps" in one]
        self._done = self._done or [header.index(name) for name in done if name]
        self._width = 1 + max(self._column, self._date, self._workout, *self._done)

    def votes(self, when_of: Callable[[str], str]) -> tuple[int, int]:
        """How many workouts speak for times of sets, and how many for their own length."""
        workouts: dict[tuple[str, str], _Rows] = {}
        for row in self._source.rows():
            fields = row.fields
            if len(fields) < self._width:
                continue
            key = when_of(fields[self._date]), fields[self._workout] if self._workout != self._date else ""
            value = fields[self._column].strip()
            value = value if _ANYTHING.search(value) else ""
            rows = workouts.get(key)
            if rows is None:
                rows = workouts[key] = _Rows(first=value)
            done = any(fields[index].strip("0., ") for index in self._done)
            rows.differ = rows.differ or bool(value and rows.value and value != rows.value)
            rows.value = value or rows.value
            rows.filled += bool(done and value)
            rows.empty += bool(done and not value)
            rows.bare += bool(value and not done)
        ballots = [self._vote(rows) for rows in workouts.values() if rows.value]
        return ballots.count("set"), ballots.count("length")

    def _vote(self, rows: _Rows) -> str:
        """For what one workout speaks: "set", "length" or "".

        Values that differ are times of sets, and so is one that stands without reps alone. One that is the same in
        all rows, or stands in the first row alone, is the workout's length. A single set tells nothing.
        """
        if rows.differ or (rows.bare and not rows.filled):
            return "set"
        if rows.filled + rows.bare + rows.empty == 1:
            return ""
        same = not rows.empty or (bool(rows.first) and rows.filled == 1 and not rows.bare)
        return "length" if same and self._long(rows.value) else "set"

    def _long(self, text: str) -> bool:
        """Whether a value may be the length of a workout, also because its unit is not known."""
        unit = time_unit(self._named)
        minutes = text.count(":") == 1 and named(self._named).name not in _TIME
        if not unit and (minutes or _BARE.fullmatch(text)):
            return True
        seconds = cells.duration(text, unit)
        return seconds is None or seconds >= SHORTEST

    def unit(self) -> str:
        """The unit of lengths for which the column names none: a larger one where all would be too short otherwise."""
        if time_unit(self._named):
            return ""
        longest = {"min": -1, "h": -1}
        for row in self._source.rows():
            text = row.fields[self._column].strip() if len(row.fields) > self._column else ""
            if _ANYTHING.search(text) and (_BARE.fullmatch(text) or text.count(":") == 1):
                kind = "h" if ":" in text else "min"
                longest[kind] = max(longest[kind], cells.duration(text, "s") or 0)
        return next((unit for unit, longest_s in longest.items() if 0 <= longest_s < SHORTEST), "")


GAP = timedelta(hours=3)
"""Sets with a longer pause between them are two workouts (convention)."""
_CLOSE_S = 600
"""Times of single sets are mostly closer together than this many seconds; times of workouts are not (convention)."""
_GAP_S = int(GAP.total_seconds())
_EPOCH = datetime(1970, 1, 1)
_SEVERAL = -1


class Spans:
    """The workouts of one name by their times, in seconds: starts and ends, rising."""

    __slots__ = ("ends", "starts")

    def __init__(self, times: list[int], *, joined: bool) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for second in times:
            if joined and self.ends and second - self.ends[-1] <= _GAP_S:
                self.ends[-1] = second
            else:
                self.starts.append(second)
                self.ends.append(second)

    def around(self, at: datetime) -> tuple[datetime, int]:
        """The start of the workout to which a time belongs, and how many seconds that took."""
        place = bisect_right(self.starts, _seconds(at)) - 1
        start = self.starts[place]
        return _EPOCH + timedelta(seconds=start), self.ends[place] - start


class SetTimes:
    """Collects the times of all rows.

    Sets within three hours are one workout. Where most times are shared by several exercises and lie far apart, they
    are times of workouts, which are not joined.
    """

    def __init__(self) -> None:
        self._exercises: dict[str, int] = {}
        self._times: dict[str, dict[int, int]] = {}

    def add(self, label: str, at: datetime, exercise: str) -> None:
        """Add the time of a set of a workout of that label."""
        number = self._exercises.setdefault(exercise, len(self._exercises))
        times = self._times.setdefault(label, {})
        second = _seconds(at)
        if times.setdefault(second, number) != number:
            times[second] = _SEVERAL

    def spans(self) -> dict[str, Spans]:
        """The workouts of each label."""
        shared = sum(number == _SEVERAL for times in self._times.values() for number in times.values())
        every = sum(map(len, self._times.values()))
        joined = 2 * shared < every or self._are_close()
        return {label: Spans(sorted(times), joined=joined) for label, times in self._times.items()}

    def _are_close(self) -> bool:
        """Whether most times follow each other as those of sets do."""
        close = near = 0
        for times in self._times.values():
            for first, second in pairwise(sorted(times)):
                near += second - first <= _GAP_S
                close += second - first <= _CLOSE_S
        return 2 * close > near > 0


def label(workout: str, session: str) -> str:
    """What the rows of one workout share."""
    return f"{workout}\0{session}" if session else workout


def session_identity(moment: When, name: str, session: str) -> str:
    """What a workout is known by whose table names its session."""
    stamp = moment.at.isoformat(timespec="seconds") if moment.timed else moment.at.date().isoformat()
    return f"{stamp}|{name}|{fold(session)}"


def whole_day(moment: When) -> When:
    """A time of midnight to the second is no time: the workout is a day."""
    at = moment.at
    return moment._replace(timed=False) if moment.timed and not (at.hour or at.minute or at.second) else moment


def _seconds(at: datetime) -> int:
    return int((at - _EPOCH).total_seconds())
