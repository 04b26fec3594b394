"""Fitbod: one row a set, a workout by the time that all its sets share, zeros for empty fields."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "fitbod",
    ("date", "exercise", "reps", "iswarmup", "multiplier"),
    {"seconds": "duration s/duration", "duration": "", "clock": ""},
    Rules(stamps=True, zeros=True, length="m"),
)
