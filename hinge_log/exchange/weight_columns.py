"""The columns of weights of a table: one with or without a unit, or one in kilograms and one in pounds."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.exchange import numbers
from hinge_log.exchange.cells import Weight, heavy, measure
from hinge_log.exchange.columns import named
from hinge_log.exchange.mapping import Mapping

_ZEROS = " 0.,"
_UNITS = {"kg": "kg", "lb": "lb"}


class WeightColumns:
    """Reads them row by row; `stated_unit` is the one that the header names for all, `user_unit` the user's choice."""

    def __init__(self, mapping: Mapping, at: dict[str, int], *, comma: bool, user_unit: str | None) -> None:
        self._comma = comma
        self._user_unit = user_unit
        self._unit_column = at["weight_unit"]
        self.stated_unit: str | None = None
        if mapping.other_weight:
            own = ((at[name], _UNITS.get(named(getattr(mapping, name)).unit)) for name in ("weight", "other_weight"))
            self._columns = tuple((index, unit or _UNITS.get(mapping.unit)) for index, unit in own)
        else:
            self._columns = ((at["weight"], None),)
            self.stated_unit = _UNITS.get(mapping.unit or named(mapping.weight).unit)

    def read(self, cells: Sequence[str]) -> Weight:
        """Read the weight of a row; its unit is None for that of the table. Raises Refused."""
        if len(self._columns) == 1:
            weight = heavy(cells[self._columns[0][0]], comma=self._comma)
            unit = numbers.weight_unit(cells[self._unit_column])
            return weight._replace(unit=unit) if unit else weight
        return self.choose([(cells[index], unit) for index, unit in self._columns])

    def choose(self, columns: Sequence[tuple[str, str | None]]) -> Weight:
        """Read a weight that stands in columns with units; raises Refused."""
        return choose_weight(columns, self._user_unit, comma=self._comma)


def choose_weight(columns: Sequence[tuple[str, str | None]], user_unit: str | None, *, comma: bool) -> Weight:
    """Read a weight that stands in columns with units: the user's where it is filled; raises Refused."""
    filled = [each for each in columns if each[0].strip()]
    heavier = [each for each in filled if each[0].strip(_ZEROS)]
    usable = heavier or filled or [("", None)]
    wanted = next((each for each in usable if user_unit and each[1] == user_unit), None)
    text, unit = wanted or usable[0]
    weight = heavy(text, comma=comma)
    if wanted is None and (rival := _rival(heavier, comma=comma)):
        return weight._replace(unit=None, rival=rival)
    return weight if weight.unit or not unit else weight._replace(unit=unit)


def _rival(filled: Sequence[tuple[str, str | None]], *, comma: bool) -> tuple[str, str] | None:
    """The weights in kg and in lb where both stand there, and one is not the other converted (to 0.06 lb)."""
    if len(filled) < 2 or {unit for _, unit in filled} != {"kg", "lb"}:
        return None
    by_unit = {unit: numbers.weight_text(measure(text)[0], comma=comma) for text, unit in filled}
    kg, lb = by_unit["kg"] or "0", by_unit["lb"] or "0"
    return None if abs(float(kg) * 2.2046226 - float(lb)) <= 0.06 else (kg, lb)
