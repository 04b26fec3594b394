"""The columns of weights of a table: one with or without a unit, or one in kilograms and one in pounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hinge_log.exchange import numbers
from hinge_log.exchange.cells import heavy, measure
from hinge_log.exchange.columns import named
from hinge_log.exchange.mapping import Mapping

_ZEROS = " 0.,"
_UNITS = {"kg": "kg", "lb": "lb"}


class WeightText(NamedTuple):
    """The weight of a set as plain decimal text, and what has to be said of it."""

    value: str | None
    remark: str


class Lifted(NamedTuple):
    """What stands in the columns of weights of one row.

    `unit` is None for that of the table; `rival` are the weights in kg and in lb where they do not agree and nobody
    chose; `distance_mm` or `seconds` stand where a weight should.
    """

    weight: WeightText
    unit: str | None
    rival: tuple[str, str] | None = None
    distance_mm: int | None = None
    seconds: int | None = None


class WeightColumns:
    """Reads them row by row; `said` is the unit that the header names for all, `user_unit` what the user chose."""

    def __init__(self, mapping: Mapping, at: dict[str, int], *, comma: bool, user_unit: str | None) -> None:
        self._comma = comma
        self._user_unit = user_unit
        self._unit_column = at["weight_unit"]
        self.said: str | None = None
        if mapping.other_weight:
            own = ((at[name], _UNITS.get(named(getattr(mapping, name)).unit)) for name in ("weight", "other_weight"))
            self._columns = tuple((index, unit or _UNITS.get(mapping.unit)) for index, unit in own)
        else:
            self._columns = ((at["weight"], None),)
            self.said = _UNITS.get(mapping.unit or named(mapping.weight).unit)

    def read(self, cells: Sequence[str]) -> Lifted:
        """Read the weight of a row; raises Refused."""
        if len(self._columns) == 1:
            index, unit = self._columns[0]
            return self._lifted(cells[index], numbers.weight_unit(cells[self._unit_column]), unit)
        return self.choose([(cells[index], unit) for index, unit in self._columns])

    def choose(self, columns: Sequence[tuple[str, str | None]]) -> Lifted:
        """Read a weight that stands in columns with units: the user's where it is filled; raises Refused."""
        filled = [each for each in columns if each[0].strip()]
        heavier = [each for each in filled if each[0].strip(_ZEROS)]
        usable = heavier or filled or [("", None)]
        wanted = next((each for each in usable if self._user_unit and each[1] == self._user_unit), None)
        text, unit = wanted or usable[0]
        lifted = self._lifted(text, None, unit)
        rival = self._rival(heavier) if wanted is None else None
        return lifted if rival is None else lifted._replace(unit=None, rival=rival)

    def _lifted(self, text: str, said: str | None, unit: str | None) -> Lifted:
        one = heavy(text, comma=self._comma)
        if one.distance_mm is not None or one.seconds is not None:
            return Lifted(WeightText(None, ""), unit, None, one.distance_mm, one.seconds)
        return Lifted(WeightText(one.value, one.remark), said or one.unit or unit)

    def _rival(self, filled: Sequence[tuple[str, str | None]]) -> tuple[str, str] | None:
        """The weights in kg and in lb of a row that has both, where one is not the other converted."""
        if len(filled) < 2 or {unit for _, unit in filled} != {"kg", "lb"}:
            return None
        by_unit = {unit: numbers.weight_text(measure(text)[0], comma=self._comma) for text, unit in filled}
        return disagreeing(by_unit["kg"] or "0", by_unit["lb"] or "0")


def disagreeing(kg: str, lb: str) -> tuple[str, str] | None:
    """Both weights, when one is not the other converted (to 0.06 lb); None when they agree."""
    return None if abs(float(kg) * 2.2046226 - float(lb)) <= 0.06 else (kg, lb)
