"""FitNotes for Android and iOS: one row a set, one day is one workout, text not always quoted.

Equal rows are equal sets: none is ever dropped as a double.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key, locate
from hinge_log.exchange.readers.table_format import TableFormat, header_places
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source

_OWN = (
    "date", "exercise", "category", "weight unit", "reps", "distance", "distance unit", "time", "comment", "notes",
    "rpe", "weight",
)  # fmt: skip
_OTHERS = ("sets", "order", "kind", "workout", "rir", "warmup", "superset", "clock", "duration", "number")
"""Columns that FitNotes does not have: a table with one of them is somebody else's, and means more by its rows."""

_NUMBER = re.compile(r"\s*-?[0-9]*(?:[.,][0-9]*)?\s*")


class FitNotesFormat(TableFormat):
    """Told by its category, and by having no column of others."""

    __slots__ = ()

    def matches(self, header: tuple[str, ...]) -> bool:
        """Whether a header is FitNotes', old or new, of Android or of iOS."""
        places = header_places(header)
        if not {"date", "exercise", "category", "reps", "weight"} <= places.keys():
            return False
        # The one of iOS ends in "Kind" and has a column for each unit of weight.
        ios = {"weight kg", "weight lbs", "kind"} <= places.keys()
        own = (*_OWN, "kind") if ios else _OWN
        return not locate([cell for cell in header if header_key(cell)[0] not in own], _OTHERS)


def _rules(source: Source, rules: Rules) -> Rules:
    return replace(rules, repair=lambda fields: rejoined(source, fields))


def rejoined(source: Source, fields: list[str]) -> list[str] | None:
    """Join what an unquoted comma in an exercise, comment or category parted; None when nothing fits."""
    places, width = header_places(source.header), len(source.header)
    extra = len(fields) - width
    weight, category = places["weight"], places["category"]
    unit = places.get("weight unit", width)
    texts = [places["exercise"], *[places[name] for name in ("comment", "notes") if name in places], category]
    numeric = [index for name, index in places.items() if name.partition(" ")[0] in ("weight", "reps", "distance")
               and "unit" not in name]  # fmt: skip
    for place in texts:
        whole = source.delimiter.join(fields[place : place + extra + 1])
        joined = [*fields[:place], whole, *fields[place + extra + 1 :]]
        word = joined[category].strip()
        if not all(_NUMBER.fullmatch(joined[index]) for index in numeric):
            continue
        if not word or _NUMBER.fullmatch(word.rpartition(source.delimiter)[2]) or numbers.weight_unit(word):
            continue
        if unit < width and (joined[weight].strip() or joined[unit].strip()) and not numbers.weight_unit(joined[unit]):
            continue
        return joined
    return None


FORMAT = FitNotesFormat(
    "fitnotes",
    (),
    {"clock": "", "seconds": "time", "note": "comment/notes", "kind": ""},
    Rules(day=True, length="m"),
    rules_for=_rules,
    app="fitnotes",
)
