"""Liftosaur: one row a set, UTC times, planned and completed numbers side by side."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exchange.readers.table_format import TableFormat, header_places
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source


def _rules(source: Source, rules: Rules) -> Rules:
    """A set without a completed weight was done with the required one."""
    places = header_places(source.header)
    pairs = [
        (places.get(f"completed weight {part}", -1), places.get(f"required weight {part}", -1))
        for part in ("value", "unit")
    ]

    def adjust(cells: list[str]) -> list[str]:
        if not cells[pairs[0][0]].strip():
            for completed, required in pairs:
                cells[completed] = cells[required]
        return cells

    return replace(rules, adjust=adjust) if min(min(pair) for pair in pairs) >= 0 else rules


FORMAT = TableFormat(
    "liftosaur",
    ("workout datetime", "exercise", "completed reps"),
    {
        "date": "workout datetime", "workout": "day name", "exercise": "exercise", "reps": "completed reps",
        "warmup": "is warmup set?", "weight": "completed weight value", "weight_unit": "completed weight unit",
        "rpe": "completed rpe", "note": "notes", "amrap": "is amrap?", "done": "", "clock": "", "seconds": "",
        "other_weight": "",
    },
    Rules(stamps=True, planned=True),
    rules_for=_rules,
    app="liftosaur",
)  # fmt: skip
