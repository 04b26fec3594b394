"""Days and points in time as people type them, in the app and on the command line."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from hinge_log.clock import MONTHS, WEEKDAYS, Moment, time_of_day, to_date
from hinge_log.errors import EntryError
from hinge_log.text import shown

HINT = "12 Oct, 2026-10-12, yesterday, 3d or 2h ago, or with a time: 12 Oct 18:30"
FIRST_YEAR = 1900
"""Before this year the log takes no day."""
_AGO = re.compile(r"([0-9]{1,4})\s*(min|m|h|d|w)(?:\s+ago)?")
_MINUTES = {"m": 1, "min": 1, "h": 60, "d": 1440, "w": 10_080}
_WEEKDAY = re.compile(rf"^(?:{'|'.join(each.casefold() for each in WEEKDAYS)})[a-z]*\.?\s+")
_TIME = re.compile(r"(?:^|\s)(\d{1,2}:\d{2}(?::\d{2})?)$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}))?")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_NOON = time(12)
_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""No clock on earth is farther from UTC: 18:00-19:00 is a span of time, no offset."""


def moment_of(text: str, now: Moment) -> Moment:
    """A point in time that is over; a day alone is its noon, or now where noon is in the future. Raises EntryError.

    A day without a year is the last one of that date.
    """
    parsed = _read(text, now)
    moment = now if parsed is None else _moment(text, parsed, now.day_ends_h)
    if moment.utc_ms > now.utc_ms:
        raise EntryError("when", f"{shown(text)} is in the future", HINT)
    return moment


def day_of(text: str, now: Moment) -> int:
    """The day number of a day or a point in time, also of one that is in the future. Raises EntryError."""
    parsed = _read(text, now)
    return now.day if parsed is None else _moment(text, parsed, now.day_ends_h).day


def with_time(text: str) -> bool:
    """Whether a typed day has a time of day."""
    return _TIME.search(_plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())


def _moment(text: str, at: datetime, day_ends_h: int) -> Moment:
    """The moment of a local time; one that the clocks skip, or that is before 1900, is refused."""
    if at.year < FIRST_YEAR:
        raise EntryError("when", f"{shown(text)} is before {FIRST_YEAR}", HINT)
    try:
        if at.tzinfo is None and at.astimezone().replace(tzinfo=None) != at:
            raise EntryError("when", f"{shown(text)} does not exist: the clocks went forward then", "Add an hour.")
        return Moment.of(at, day_ends_h)
    except (OverflowError, OSError, ValueError):
        raise EntryError("when", f"can't read the time '{shown(text)}'", HINT) from None


def _read(text: str, moment: Moment) -> datetime | None:
    """The local time, aware only when the text says its offset; None for "now"."""
    words, now, today = _plain(text), moment.local.replace(tzinfo=None), to_date(moment.day)
    if not words:
        raise EntryError("when", "a day is missing", HINT)
    if words == "now":
        return None
    if ago := _AGO.fullmatch(words):
        back = timedelta(minutes=int(ago[1]) * _MINUTES[ago[2]])
        try:
            # Hours are taken off the moment, not off the wall clock: the clocks may have been changed between.
            return datetime.combine(today - back, _NOON) if ago[2] in "dw" else moment.local - back
        except OverflowError:
            raise EntryError("when", f"{shown(text)} is before {FIRST_YEAR}", HINT) from None
    words = _WEEKDAY.sub("", words)
    clock = _TIME.search(words)
    day_words = words[: clock.start()].strip() if clock else words
    named = {"": today, "today": today, "yesterday": today - timedelta(days=1)}.get(day_words)
    try:
        at = time.fromisoformat(clock[1].zfill(len(clock[1]) + (clock[1][1] == ":"))) if clock else _NOON
        day = named or _date(day_words, now.date())
        if clock is None and day == now.date():
            at = min(at, now.time())
        return time_of_day(day, at, moment.day_ends_h) if named and clock else datetime.combine(day, at)
    except ValueError:
        pass
    try:
        at_offset = datetime.fromisoformat(text.strip())  # with a T, or an offset
    except ValueError:
        raise EntryError("when", f"can't read the day '{shown(text)[:40]}'", HINT) from None
    offset = at_offset.utcoffset()
    if offset is not None and not _WEST <= offset <= _EAST:
        raise EntryError("when", f"'{shown(text)[-6:]}' is not an offset from UTC", "Type its start time.")
    return at_offset


def _date(words: str, today: date) -> date:
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _dated(int(match[1]), int(match[2]), match[3], today)
    if match := _WORDS.fullmatch(words):
        names = [each.casefold() for each in MONTHS]
        return _dated(int(match[1]), names.index(match[2][:3]) + 1, match[3], today)
    return date.fromisoformat(words.upper())


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    # The last such date: 29 February may be up to eight years back.
    for back in range(9):
        try:
            dated = date(today.year - back, month, day)
        except ValueError:
            continue
        if dated <= today:
            return dated
    raise ValueError(day)
