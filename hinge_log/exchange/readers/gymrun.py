"""GymRun: one row a set with its time of day, a workout by its plan."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "gymrun",
    ("date", "time", "routine", "exercise", "set", "weight", "reps", "para6"),
    {"clock": "time", "workout": "routine", "seconds": "duration", "duration": ""},
    Rules(length=""),
)
