"""Days and spans in words, the same in every command."""

from __future__ import annotations

from hinge_log.clock import MONTHS, WEEKDAYS, to_date


def day_words(day: int, today: int) -> str:
    """A day as "Sat 22 Nov", with its year when that is another one."""
    at = to_date(day)
    text = f"{WEEKDAYS[at.weekday()]} {at.day:>2} {MONTHS[at.month - 1]}"
    return text if at.year == to_date(today).year else f"{text} {at.year}"


def span_words(milliseconds: int) -> str:
    """How long something took: "52 min", "1 h 05 min"."""
    hours, minutes = divmod(max(0, milliseconds) // 60_000, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
