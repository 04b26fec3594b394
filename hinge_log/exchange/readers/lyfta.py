"""Lyfta: one row a set, a workout by its title and start, durations of both workouts and sets."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "lyfta",
    ("title", "date", "duration", "exercise", "superset id", "weight", "reps", "set type"),
    {"workout": "title", "date": "date", "duration": "duration", "seconds": "time", "clock": ""},
    Rules(stamps=True, length=""),
)
