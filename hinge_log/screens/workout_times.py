"""Days and the times of a workout as they can be typed, and how typed times are understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hinge_log.clock import Moment, date_text, time_text, to_date
from hinge_log.errors import EntryError
from hinge_log.training.workout import Workout

if TYPE_CHECKING:
    from hinge_log.store.action_words import ActionPlace


def day_words(day: int) -> str:
    """A day number as it can be typed: "2026-10-12"."""
    return to_date(day).isoformat()


SPAN_HINT = "Start and end times: 18:02-18:50. enter save / esc discard"
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|to|\s)\s*(\d{1,2})[:.](\d{2})")


def span_words(workout: Workout, end_ms: int) -> str:
    """When a workout began and ended, as it can be typed: "18:02-18:50"."""
    return "-".join(time_text(each, workout.offset_min) for each in (workout.started_ms, end_ms))


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
        raise EntryError("when", "that is in the future", "18:02-18:50")
    return start, min(end, max(start, now.utc_ms))


def span_hint(text: str, workout: Workout, now: Moment) -> str:
    """How typed times are understood: from when to when, and how long that is; or why they cannot be read."""
    try:
        start, end = span_of(text, workout, now)
    except EntryError as error:
        return f"^ {error}"
    minutes = (end - start) // 60_000
    first, last = (Moment(at_ms, workout.offset_min) for at_ms in (start, end))
    next_day = " the next day" if last.day > first.day else ""
    lasted = f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
    return f"→ {first.local:%H:%M} to {last.local:%H:%M}{next_day}, {lasted}. enter save / esc discard"


def closed_words(closed: Workout, today: int) -> str:
    """That a forgotten workout was closed at its last set."""
    day, ended = date_text(closed.day, today=today), time_text(closed.ended_ms or 0, closed.offset_min)
    return f"The workout of {day} was left open: closed at its last set, {ended}. Press u to undo."


def place_words(place: ActionPlace, name_of: Callable[[str], str], today: int) -> str:
    """Where something was undone or redone, in a sentence."""
    names = [name_of(key) for key in place.exercises]
    lifts = f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else "".join(names)
    day = f"in the workout of {date_text(place.day, today=today)}" if place.day != today or not names else ""
    return f"That was {', '.join(part for part in (lifts, day) if part)}."
