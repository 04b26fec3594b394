"""GymBook: one row a set with its time of day; repetitions or a time, and a weight or a distance, in one column each.

Header and values are in the language of the phone: "Ripetizioni / Tempo" and "Saltato" beside "Repetitions / Time".
"""

from __future__ import annotations

from dataclasses import replace

from hinge_log.exchange.columns import locate
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.marks import set_kind
from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules
from hinge_log.training.workout import SetKind


class GymBookFormat(TableFormat):
    """Told by its two combined columns, in any language whose words are known."""

    __slots__ = ()

    def matches(self, header: tuple[str, ...]) -> bool:
        """Whether a header has a column "repetitions / time" and one "weight / distance"."""
        first = [cell.partition("/")[0] if "/" in cell else "" for cell in header]
        return len(locate(first, ("reps", "weight"))) == 2

    def mapping(self, header: tuple[str, ...]) -> Mapping:
        """Which column is what; the kind of set stands in the one that names all kinds, "Set / Warm-Up Set / ..."."""
        # TableFormat is made anew by its decorator, so that super() without a name finds the one before.
        return replace(TableFormat.mapping(self, header), kind=next(filter(_names_kinds, header), ""))


def _names_kinds(cell: str) -> bool:
    parts = cell.split("/")
    return len(parts) > 1 and any(set_kind(part) is SetKind.WARMUP for part in parts)


FORMAT = GymBookFormat("gymbook", (), rules=Rules(length=""))
