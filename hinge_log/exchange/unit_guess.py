"""Which unit the weights of a file look like, where it does not say."""

from __future__ import annotations

from decimal import Decimal

from hinge_log.exchange.parsed import ParsedFile

_LOOKED_AT = 100_000
_FEWEST, _SHARE = 10, 0.65
"""So many weights have to tell, and such a share of them the same (convention)."""


def guess_unit(parsed: ParsedFile) -> str | None:
    """Guess the unit from plate arithmetic: a hint to show beside the question, never an answer.

    A 20 kg bar with pairs of kg plates ends in 0, 2.5, 5 or 7.5; a 45 lb bar with pairs of lb plates mostly
    in 5. A load such as 44.09 is 20 kg that was turned into lb.
    """
    kg = lb = 0
    for index in range(min(parsed.sets, _LOOKED_AT)):
        one = parsed.table.at(index)
        value = Decimal(one.weight or 0)
        if value <= 0:
            continue
        if abs(value * 4 - round(value * 4)) > Decimal("0.0001"):
            kg += _is_loadable(value * Decimal("2.20462262185"))
            lb += _is_loadable(value * Decimal("0.45359237"))
        elif "barbell" in one.exercise.casefold() or value >= 40:
            kg += value % 10 == 0 or value % 5 == Decimal("2.5")
            lb += value % 10 == 5
    unit, most = ("lb", lb) if lb > kg else ("kg", kg)
    return unit if kg + lb >= _FEWEST and most >= _SHARE * (kg + lb) else None


def _is_loadable(value: Decimal) -> bool:
    """Whether a converted weight is one that plates make: a multiple of a half."""
    return abs(value * 2 - round(value * 2)) < Decimal("0.02")
