"""Days as people type them: "2026-10-12", "12 Oct", "12.10.", "yesterday", with a time of day if they like."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from hinge_log.charts.pages.parts import MONTHS, WEEKDAYS
from hinge_log.clock import Moment, to_date
from hinge_log.errors import EntryError

HINT = "12 Oct, 2026-10-12, yesterday, or with a time: 12 Oct 18:30"
_TIME = re.compile(r"(?:^|\s)(\d{1,2}):(\d{2})$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*(\d{4}))?")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")
_NOON = time(12)


def day_words(day: int) -> str:
    """A day number as it can be typed: "2026-10-12"."""
    return to_date(day).isoformat()


def moment_of(text: str, now: Moment) -> Moment:
    """The point in time of a typed day; without a time of day it is its noon, or now where noon is still to come.

    A day without a year is the last one of that date. Raises EntryError for what cannot be read.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    words = re.sub(rf"^(?:{'|'.join(each.casefold() for each in WEEKDAYS)})[a-z]*\.?\s+", "", words)
    clock = _TIME.search(words)
    today = now.local.date()
    try:
        day = _date(words[: clock.start()].strip() if clock else words, today)
        at = time(int(clock[1]), int(clock[2])) if clock else _NOON
        moment = Moment.of(datetime.combine(day, at))
    except (ValueError, OverflowError, OSError):
        raise EntryError("when", f"can't read the day '{text.strip()[:40]}'", HINT) from None
    if day == today and clock is None:
        return Moment(min(moment.utc_ms, now.utc_ms), moment.offset_min)
    if moment.utc_ms > now.utc_ms:
        raise EntryError("when", "that is still to come", HINT)
    return moment


def _date(words: str, today: date) -> date:
    if words in ("", "today"):
        return today
    if words == "yesterday":
        return today - timedelta(days=1)
    if found := _ISO.fullmatch(words):
        return _after_1900(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMBERS.fullmatch(words):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if found := _WORDS.fullmatch(words):
        names = [each.casefold() for each in MONTHS]
        return _dated(int(found[1]), names.index(found[2][:3]) + 1, found[3], today)
    raise ValueError(words)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return _after_1900(date(int(year), month, day))
    # The last such date: 29 February may be up to eight years back.
    for back in range(9):
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(day)


def _after_1900(day: date) -> date:
    if day.year < 1900:
        raise ValueError(day)
    return day
