"""RepCount: one row a set, with the start and end of its workout."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "repcount",
    ("workout start", "workout end", "exercise", "weight", "reps"),
    {
        "date": "workout start", "end": "workout end", "exercise": "exercise", "workout": "name",
        "seconds": "duration", "duration": "", "body_weight": "bodyweight/body weight",
    },
    Rules(stamps=True, length=""),
)  # fmt: skip
