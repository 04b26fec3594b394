"""The one place that asks the time (everything else is handed a clock), and how days and times are written."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as wall_time
from typing import NamedTuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # what `typing` takes to load is a tenth of a one-line command

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCH = date(1970, 1, 1)
LATEST_DAY_END_H = 8
"""A day may end up to this hour after midnight."""


class Moment(NamedTuple):
    """A point in time as the log keeps it: UTC in milliseconds, and the offset of the place in minutes.

    `day_ends_h` is the hour after midnight up to which a time belongs to the day before.
    """

    utc_ms: int
    offset_min: int
    day_ends_h: int = 0

    @property
    def local(self) -> datetime:
        """The wall clock of the place, with its offset."""
        zone = timezone(timedelta(minutes=self.offset_min))
        return datetime.fromtimestamp(0, UTC).astimezone(zone) + timedelta(milliseconds=self.utc_ms)

    @property
    def day(self) -> int:
        """The local date as days since 1970-01-01."""
        return (self.utc_ms + self.offset_min * 60_000 - self.day_ends_h * 3_600_000) // 86_400_000

    def iso(self) -> str:
        """ISO 8601 with offset, to the second."""
        return self.local.replace(microsecond=0).isoformat()

    @classmethod
    def of(cls, at: datetime, day_ends_h: int = 0) -> Moment:
        """Take a date and time; one without a zone is meant in the zone of this machine."""
        aware = at if at.tzinfo is not None else at.astimezone()
        offset = aware.utcoffset() or timedelta()
        return cls(round(aware.timestamp() * 1000), round(offset.total_seconds() / 60), day_ends_h)


class Clock(Protocol):
    """What the log needs to know of time."""

    def now(self) -> Moment:
        """The present wall-clock time."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> Moment:
        """The present wall-clock time of this place."""
        seconds = time.time()
        offset = time.localtime(seconds).tm_gmtoff
        return Moment(int(seconds * 1000), offset // 60)

    def monotonic(self) -> float:
        """Seconds since some moment, whatever becomes of the wall clock."""
        return time.monotonic()


class LateClock:
    """A clock whose days end some hours after midnight."""

    def __init__(self, clock: Clock, day_ends_h: int) -> None:
        self.clock = clock
        self.day_ends_h = day_ends_h

    def now(self) -> Moment:
        """The present wall-clock time, of the day that has not ended yet."""
        now = self.clock.now()
        return Moment(now.utc_ms, now.offset_min, self.day_ends_h)

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        return self.clock.monotonic()


def time_of_day(day: date, at: wall_time, day_ends_h: int) -> datetime:
    """The local time of a day that ends so many hours after midnight: its early hours are those of the next date."""
    return datetime.combine(day + timedelta(days=1) if at.hour < day_ends_h else day, at)


def time_text(utc_ms: int, offset_min: int) -> str:
    """The time of day at a place: "18:02"."""
    return f"{Moment(utc_ms, offset_min).local:%H:%M}"


def to_date(day: int) -> date:
    """The date of a day number (days since 1970-01-01)."""
    return EPOCH + timedelta(days=day)


def to_day(at: date) -> int:
    """The day number (days since 1970-01-01) of a date."""
    return (at - EPOCH).days


def date_text(day: int, *, weekday: bool = True, today: int | None = None) -> str:
    """A day as "Tue 14 Oct"; with the year when it is not that of `today`."""
    date = to_date(day)
    text = f"{date.day} {MONTHS[date.month - 1]}"
    if today is not None and to_date(today).year != date.year:
        text += f" {date.year}"
    return f"{WEEKDAYS[date.weekday()]} {text}" if weekday else text


def day_month_year(day: int) -> str:
    """A day as "14 Oct 2025", as documents have it."""
    date = to_date(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def clock_text(seconds: int) -> str:
    """Seconds as "1:24"; a time that is over counts up, as "+0:05"."""
    sign = "+" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes}:{rest:02d}"


def day_words(day: int, today: int) -> str:
    """A day as "Sat  7 Nov", as columns of days have it; with its year when that is not the year of `today`."""
    at = to_date(day)
    text = f"{WEEKDAYS[at.weekday()]} {at.day:>2} {MONTHS[at.month - 1]}"
    return text if at.year == to_date(today).year else f"{text} {at.year}"


def span_words(milliseconds: int) -> str:
    """How long something took: "52 min", "1 h 05 min"."""
    hours, minutes = divmod(max(0, milliseconds) // 60_000, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
