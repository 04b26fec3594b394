"""Records and bests in words, for the screens and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import hanging
from hinge_log.clock import clock_text, date_text
from hinge_log.text import plural
from hinge_log.training.load import Load
from hinge_log.training.records import Bests, PersonalBest, Record

KINDS = {"e1rm": "estimated maximum", "clean": "clean estimated maximum", "volume": "session volume"}
"""What is told of a kind in a line; loads, reps and times say it themselves."""


def record_line(record: Record, unit: str, today: int) -> str:
    """A record and what it beat: "105 kg × 5, before 102.5 kg × 5 on 3 Mar"."""
    best, before = best_text(record.best, unit), best_text(record.before, unit)
    kind = KINDS.get(record.best.kind, "")
    when = date_text(record.before.day, weekday=False, today=today)
    return f"{kind + ' ' if kind else ''}{best}, up from {before} on {when}"


def record_rows(records: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Records as (lift, line): the name of a lift stands once, before the first of its lines or above them."""
    names = max((text_width(name) for name, _ in records), default=0) + 2
    is_beside = names + _LEAST_RECORD <= width
    rows: list[Row] = []
    before = ""
    for name, line in records:
        head = name if name != before else ""
        if head and not is_beside:
            rows += hanging((), head, width, "strong")
        lead = ((padded(head, names), "strong"),) if is_beside else (("  ", ""),)
        rows += hanging(lead, line, width)
        before = name
    return rows


_LEAST_RECORD = 30
"""Cells for a record beside the name of its lift."""


def best_text(best: PersonalBest, unit: str) -> str:
    """The value of a best: "105 kg × 5", "bw-20 kg × 8", "122.5 kg", "12 reps", "0:40"."""
    if best.kind == "load" and best.load is not None:
        return f"{best.load.named} × {best.reps}"
    if best.kind == "reps":
        return plural(round(best.value), "rep")
    if best.kind == "seconds":
        return clock_text(round(best.value))
    held = Load.from_grams(round(best.value), unit)
    return f"{round(float(held.value)):,} {unit}" if best.kind == "volume" else f"{float(held.value):.1f} {unit}"


def best_rows(bests: Bests, unit: str, today: int) -> list[tuple[str, str, str]]:
    """The bests as a table: what it is, how much, and since when."""
    rows = []
    for best in bests.all:
        if best.kind == "load" and best.load is not None:
            what, value = plural(best.reps or 0, "rep"), best.load.named
        else:
            what, value = _WHAT[best.kind], best_text(best, unit)
        rows.append((what, value, date_text(best.day, weekday=False, today=today)))
    return rows


_WHAT = {"e1rm": "est. max", "clean": "clean max", "volume": "volume", "reps": "most reps", "seconds": "longest"}
