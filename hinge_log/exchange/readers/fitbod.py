"""Fitbod: one row a set, a workout by the time that all its sets share, zeros for empty fields.

Some versions give each set a time of its own; then sets within three hours are a workout.
"""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source
from hinge_log.exchange.time_columns import has_set_times


def _rules(source: Source, rules: Rules) -> Rules:
    return replace(rules, stamps=not has_set_times(source, FORMAT.mapping(source.header)))


FORMAT = TableFormat(
    "fitbod",
    ("date", "exercise", "reps", "iswarmup", "multiplier"),
    {"seconds": "duration s/duration", "duration": "", "clock": ""},
    Rules(stamps=True, zeros=True, length="m"),
    rules_for=_rules,
)
