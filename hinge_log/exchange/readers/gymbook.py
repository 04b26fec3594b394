"""GymBook: one row a set with its time of day; repetitions or a time, and a weight or a distance, in one column each.

Header and values are in the language of the phone: "Ripetizioni / Tempo" and "Saltato" beside "Repetitions / Time".
"""

from __future__ import annotations

from hinge_log.exchange.columns import locate
from hinge_log.exchange.readers.table_format import TableFormat
from hinge_log.exchange.table_rules import Rules


class GymBookFormat(TableFormat):
    """Told by its two combined columns, in any language whose words are known."""

    __slots__ = ()

    def matches(self, header: tuple[str, ...]) -> bool:
        """Whether a header has a column "repetitions / time" and one "weight / distance"."""
        first = [cell.partition("/")[0] if "/" in cell else "" for cell in header]
        return len(locate(first, ("reps", "weight"))) == 2


FORMAT = GymBookFormat("gymbook", (), rules=Rules(length=""))
