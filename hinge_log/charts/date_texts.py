"""Days and times as they are written on screens and in the shell."""

from __future__ import annotations

from hinge_log.clock import MONTHS, WEEKDAYS, to_date


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
