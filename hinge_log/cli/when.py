"""Points in time as people type them on a command line."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from hinge_log.clock import Moment, time_of_day, to_date
from hinge_log.errors import EntryError
from hinge_log.text import shown

HINT = "2026-03-01, '2026-03-01 18:30', 18:30, yesterday, 'yesterday 18:30', 3d or 2h"
_AGO = re.compile(r"([0-9]{1,4})\s*(min|m|h|d|w)(?:\s+ago)?", re.IGNORECASE)
_MINUTES = {"m": 1, "min": 1, "h": 60, "d": 1440, "w": 10_080}
_NOON = time(12)
FIRST_YEAR = 1900
"""Before this year the log takes no day."""


def moment_of(text: str, now: Moment) -> Moment:
    """A point in time that is over; a day alone means its noon. Raises EntryError."""
    parsed = _read(text.strip(), now)
    moment = now if parsed is None else _moment(text, parsed, now.day_ends_h)
    if moment.utc_ms > now.utc_ms:
        raise EntryError("when", f"{shown(text)} is still to come", HINT)
    return moment


def _moment(text: str, at: datetime, day_ends_h: int) -> Moment:
    """The moment of a local time; one that the clocks skip, or that is before 1900, is refused."""
    if at.year < FIRST_YEAR:
        raise EntryError("when", f"{shown(text)} is before {FIRST_YEAR}", HINT)
    try:
        if at.tzinfo is None and at.astimezone().replace(tzinfo=None) != at:
            raise EntryError(
                "when", f"{shown(text)} does not exist: the clocks went forward then", "Type an hour later."
            )
        return Moment.of(at, day_ends_h)
    except (OverflowError, OSError, ValueError):
        raise EntryError("when", f"can't read the time '{shown(text)}'", HINT) from None


def day_of(text: str, now: Moment) -> int:
    """A day number of a day or a point in time. Raises EntryError."""
    moment = _read(text.strip(), now)
    if moment is not None and moment.year < FIRST_YEAR:
        raise EntryError("when", f"{shown(text)} is before {FIRST_YEAR}", HINT)
    return now.day if moment is None else _moment(text, moment, now.day_ends_h).day


def _read(text: str, moment: Moment) -> datetime | None:
    """The local time, aware only when the text says its offset; None for "now"."""
    words = text.lower().split()
    now, today, ends = moment.local.replace(tzinfo=None), to_date(moment.day), moment.day_ends_h
    if words == ["now"]:
        return None
    if not words:
        raise EntryError("when", "the time is empty", HINT)
    if ago := _AGO.fullmatch(text):
        back = timedelta(minutes=int(ago[1]) * _MINUTES[ago[2].lower()])
        try:
            # Hours are taken off the moment, not off the wall clock: the clocks may have been changed between.
            return datetime.combine(today - back, _NOON) if ago[2].lower() in "dw" else moment.local - back
        except OverflowError:
            raise EntryError("when", f"{shown(text)} is before {FIRST_YEAR}", HINT) from None
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    day = days.get(words[0])
    try:
        if day is not None:
            if len(words) == 1:
                return datetime.combine(day, min(_NOON, now.time()) if day == now.date() else _NOON)
            return time_of_day(day, _time(words[1]), ends)
        if ":" in text and "-" not in text[:5]:
            return time_of_day(today, _time(text), ends)
        if len(text) <= 10:
            return datetime.combine(date.fromisoformat(text), _NOON)
        return datetime.fromisoformat(text)
    except ValueError:
        raise EntryError("when", f"can't read the time '{shown(text)}'", HINT) from None


def _time(text: str) -> time:
    """A time of day; raises ValueError for one with an offset, which is a range mistyped: 18:00-17:00."""
    clock = time.fromisoformat(f"0{text}" if text[1:2] == ":" else text)
    if clock.tzinfo is not None:
        raise ValueError
    return clock
