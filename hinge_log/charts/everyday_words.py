"""Everyday hinges in words and marks, for the screen and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.clock import WEEKDAYS, to_date
from hinge_log.text import plural
from hinge_log.training.everyday import (
    ANSWERS,
    QUESTION,
    WORDS,
    Answer,
    Check,
    caught,
    places_of,
    streak,
    strip,
    tip,
    weeks,
)

MARKS: dict[Answer | None, str] = {
    Answer.ALWAYS: "●", Answer.HALF: "◐", Answer.RARELY: "○", Answer.NONE: "-", None: "·",
}  # fmt: skip
ASCII_MARKS: dict[Answer | None, str] = {
    Answer.ALWAYS: "@", Answer.HALF: "o", Answer.RARELY: "O", Answer.NONE: "-", None: ".",
}  # fmt: skip
SHORT: dict[Answer | None, str] = {
    Answer.ALWAYS: "almost always", Answer.HALF: "half", Answer.RARELY: "rarely", Answer.NONE: "nothing lifted",
    None: "not answered",
}  # fmt: skip


def mark(answer: Answer | None, *, ascii_only: bool = False) -> str:
    """The mark of a day's answer."""
    return (ASCII_MARKS if ascii_only else MARKS)[answer]


def weekdays(today: int, days: int = 14) -> list[str]:
    """The names of the last days, oldest first."""
    return [WEEKDAYS[to_date(day).weekday()] for day in range(today - days + 1, today + 1)]


def share_line(checks: Sequence[Check], today: int) -> str:
    """The share of bends caught of late beside the weeks before; gaps are no part of it."""
    lately = [check for check in checks if today - 14 < check.day <= today]
    now = caught(lately)
    if now is None:
        return "No bends noted in the last 14 days."
    line = f"hinged: {now:.0%} of {_days(lately)}"
    before = caught([check for check in checks if today - 28 < check.day <= today - 14])
    return f"{line}, {before:.0%} before that" if before is not None else line


def streak_line(checks: Sequence[Check], today: int) -> str:
    """The streak of answers "almost always", from two days on."""
    length = streak(checks, today)
    return f"almost always {length} days in a row" if length >= 2 else ""


def legend(checks: Sequence[Check], today: int, days: int = 14, *, ascii_only: bool = False) -> str:
    """What the marks of the last days mean, with how often each was said."""
    shown = [check.answer if check else None for check in strip(checks, today, days)]
    parts = []
    for answer in (*ANSWERS, None):
        number = shown.count(answer)
        if number:
            parts.append(f"{mark(answer, ascii_only=ascii_only)} {SHORT[answer]} {number}")
    return "   ".join(parts)


def everyday_lines(checks: Sequence[Check], *, today: int, ascii_only: bool = False) -> list[str]:
    """The check-in as lines of text: today's answer or the question, the last 14 days, the share and a tip."""
    own = next((check for check in checks if check.day == today), None)
    if own is None:
        lines = [" ".join(QUESTION), *(f"  {n} {WORDS[answer]}" for n, answer in enumerate(ANSWERS, 1))]
    else:
        places = f" ({', '.join(own.places)})" if own.places else ""
        lines = [f"Today: {WORDS[own.answer]}{places}"]
    marks = [mark(check.answer if check else None, ascii_only=ascii_only) for check in strip(checks, today)]
    lines += ["", " ".join(f"{name:<3}" for name in weekdays(today)).rstrip(), "   ".join(marks)]
    lines += [legend(checks, today, ascii_only=ascii_only), share_line(checks, today)]
    where = places_of(checks)[:3]
    lines += [
        line for line in (streak_line(checks, today), ", ".join(f"{place} {number}" for place, number in where)) if line
    ]
    return [*lines, "", tip(checks, today)]


def week_marks(checks: Sequence[Check], today: int) -> str:
    """The share caught of each of the last eight weeks, oldest first: "40 50 - 75 %"."""
    last_weeks = weeks(checks, today)
    if all(week.caught is None for week in last_weeks):
        return ""
    marks = " ".join("-" if week.caught is None else f"{100 * week.caught:.0f}" for week in last_weeks)
    return f"{marks} %"


def _days(checks: Sequence[Check]) -> str:
    number = sum(check.answer is not Answer.NONE for check in checks)
    return plural(number, "answer")
