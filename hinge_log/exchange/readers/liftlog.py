"""LiftLog: one row a set, sessions by id, incomplete sets left out by the app."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "liftlog",
    ("sessionid", "timestamp", "exercise", "weight", "reps"),
    {"session": "sessionid", "date": "timestamp", "weight_unit": "weightunit"},
    Rules(by_session=True, length=""),
    app="liftlog",
)
