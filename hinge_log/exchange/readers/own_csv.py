"""Our own table in again: what a spreadsheet may have been used on since. Form ratings are not in it in full."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exchange.export import unsafe
from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source


def _rules(source: Source, rules: Rules) -> Rules:
    places = [source.header.index(name) if name in source.header else -1 for name in ("start", "date")]

    def adjust(cells: list[str]) -> list[str]:
        cells = [unsafe(cell) for cell in cells]
        if places[1] >= 0 and not cells[places[0]]:
            cells[places[0]] = cells[places[1]]
        return cells

    return replace(rules, adjust=adjust)


FORMAT = TableFormat(
    "hinge-log-csv",
    ("start", "exercise id", "distance m", "form percent"),
    {
        "date": "start", "workout": "workout", "exercise": "exercise", "duration": "minutes", "order": "set",
        "kind": "kind", "weight": "weight", "weight_unit": "unit", "reps": "reps", "seconds": "seconds",
        "distance": "distance m", "rpe": "rpe", "side": "side", "note": "note", "superset": "superset",
        "workout_note": "workout note", "body_weight": "", "other_weight": "", "clock": "", "end": "", "done": "",
    },
    Rules(stamps=True, length="m"),
    rules_for=_rules,
    app="hinge-log",
)  # fmt: skip
