"""Hevy: one row a set, newest workout first, month names in the language of the phone."""

from __future__ import annotations

from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules

FORMAT = TableFormat(
    "hevy",
    ("exercise title", "set type/set index", "start time"),
    {
        "date": "start time", "end": "end time", "workout": "title", "workout_note": "description",
        "exercise": "exercise title", "note": "exercise notes", "order": "set index", "kind": "set type",
        "superset": "superset id/supersets id", "seconds": "duration seconds", "clock": "", "duration": "",
    },
    Rules(stamps=True, notes_repeat=True, length="km"),
    app="hevy",
)  # fmt: skip
