"""Days as people type them: "2026-10-12", "12 Oct", "12.10.", "yesterday", with a time of day if they like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from hinge_log.charts.date_texts import MONTHS, WEEKDAYS, clock_text, date_text
from hinge_log.clock import Moment, time_of_day, to_date
from hinge_log.errors import EntryError
from hinge_log.training.workout import Workout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.store.telling import ActionPlace

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
    if not text.strip():
        raise EntryError("when", "no day is typed", HINT)
    words = " ".join(text.casefold().replace(",", " ").split())
    words = re.sub(rf"^(?:{'|'.join(each.casefold() for each in WEEKDAYS)})[a-z]*\.?\s+", "", words)
    clock = _TIME.search(words)
    day_text = words[: clock.start()].strip() if clock else words
    today = to_date(now.day)
    named = {"": today, "today": today, "yesterday": today - timedelta(days=1)}.get(day_text)
    try:
        at = time(int(clock[1]), int(clock[2])) if clock else _NOON
        day = named or _date(day_text, now.local.date())
        local = time_of_day(day, at, now.day_ends_h) if named else datetime.combine(day, at)
        moment = Moment.of(local, now.day_ends_h)
    except (ValueError, OverflowError, OSError):
        raise EntryError("when", f"can't read the day '{text.strip()[:40]}'", HINT) from None
    if day == now.local.date() and clock is None:
        return Moment(min(moment.utc_ms, now.utc_ms), moment.offset_min, now.day_ends_h)
    if moment.utc_ms > now.utc_ms:
        raise EntryError("when", "that is still to come", HINT)
    return moment


def with_time(text: str) -> bool:
    """Whether a typed day has a time of day."""
    return _TIME.search(" ".join(text.split())) is not None


def _date(words: str, today: date) -> date:
    if match := _ISO.fullmatch(words):
        return _after_1900(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _NUMBERS.fullmatch(words):
        return _dated(int(match[1]), int(match[2]), match[3], today)
    if match := _WORDS.fullmatch(words):
        names = [each.casefold() for each in MONTHS]
        return _dated(int(match[1]), names.index(match[2][:3]) + 1, match[3], today)
    raise ValueError(words)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return _after_1900(date(int(year), month, day))
    # The last such date: 29 February may be up to eight years back.
    for back in range(9):
        try:
            dated = date(today.year - back, month, day)
        except ValueError:
            continue
        if dated <= today:
            return dated
    raise ValueError(day)


def _after_1900(day: date) -> date:
    if day.year < 1900:
        raise ValueError(day)
    return day


SPAN_HINT = "When it began and ended: 18:02-18:50. Enter stores it, esc leaves it."
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to|\s)\s*(\d{1,2})[:.](\d{2})")


def span_words(workout: Workout, end_ms: int) -> str:
    """When a workout began and ended, as it can be typed: "18:02-18:50"."""

    def clock(utc_ms: int) -> str:
        minutes = (utc_ms + workout.offset_min * 60_000) // 60_000 % 1440
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    return f"{clock(workout.started_ms)}-{clock(end_ms)}"


def span_of(text: str, workout: Workout, now: Moment) -> tuple[int, int]:
    """The typed beginning and end of a workout in UTC milliseconds, on its day.

    An end before the beginning is on the next date, and so is a beginning in the hours that still belong to the day
    before. Raises EntryError for what cannot be read or is still to come.
    """
    match = _SPAN.fullmatch(text.strip())
    hours, first, other, last = (int(each) for each in match.groups()) if match else (24, 0, 0, 0)
    if hours > 23 or other > 23 or first > 59 or last > 59:
        raise EntryError("when", f"can't read the times '{text.strip()[:40]}'", "18:02-18:50")
    midnight = workout.day * 86_400_000 - workout.offset_min * 60_000
    start = midnight + (hours * 60 + first) * 60_000
    if hours < now.day_ends_h:
        start += 86_400_000
    end = midnight + (other * 60 + last) * 60_000
    while end < start:
        end += 86_400_000
    # The end was typed in whole minutes: that of now is over only at its end.
    if start > now.utc_ms or end > now.utc_ms + 60_000:
        raise EntryError("when", "that is still to come", "18:02-18:50")
    return start, min(end, max(start, now.utc_ms))


def span_hint(text: str, workout: Workout, now: Moment) -> str:
    """How typed times are understood: from when to when, and how long that is; or why they cannot be read."""
    try:
        start, end = span_of(text, workout, now)
    except EntryError as error:
        return f"^ {error.message}: {error.hint}"
    minutes = (end - start) // 60_000
    first, last = (Moment(at_ms, workout.offset_min) for at_ms in (start, end))
    next_day = " of the next day" if last.day > first.day else ""
    lasted = f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
    clocks = [clock_text(each.local.hour * 60 + each.local.minute) for each in (first, last)]
    return f"→ {clocks[0]} to {clocks[1]}{next_day}, {lasted}. Enter saves it, esc leaves it."


def closed_words(closed: Workout, today: int) -> str:
    """That a forgotten workout was closed at its last set."""
    minutes = ((closed.ended_ms or 0) + closed.offset_min * 60_000) // 60_000 % 1440
    at = f"{date_text(closed.day, today=today)} was left open: closed at its last set, {clock_text(minutes)}"
    return f"The workout of {at}. u undoes."


def place_words(place: ActionPlace, name_of: Callable[[str], str], today: int) -> str:
    """Where something was undone or redone, in a sentence."""
    names = [name_of(key) for key in place.exercises]
    lifts = f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else "".join(names)
    day = f"in the workout of {date_text(place.day, today=today)}" if place.day != today or not names else ""
    return f"That was {', '.join(part for part in (lifts, day) if part)}."
