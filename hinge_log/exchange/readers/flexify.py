"""Flexify, and Massive, which it followed: one row a set with its time; the unit may be one of distance."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "flexify",
    ("id", "name", "reps", "weight", "created", "unit"),
    {
        "date": "created", "exercise": "name", "weight_unit": "unit", "distance_unit": "unit",
        "body_weight": "bodyweight", "seconds": "duration", "duration": "",
    },
    Rules(length=""),
)  # fmt: skip
