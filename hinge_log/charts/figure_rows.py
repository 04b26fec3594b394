"""The figure of an exercise at its lowest point, as it stands beside lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row
from hinge_log.exercises.model import Exercise

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair


def bottom_rows(exercise: Exercise, width: int, height: int, *, ascii_only: bool) -> Sequence[Row]:
    """The good figure without titles, none for an exercise that has no figure or where it would be too small."""
    from hinge_log.charts.figure import pairs_for, still

    pairs = pairs_for(exercise)
    if not pairs or not width or height < _LEAST_ROWS:
        return ()
    return tuple(still(pairs[0], "bottom", width, height, ascii=ascii_only, layout="good", titles=False).rows)


def fault_rows(pair: FigurePair, width: int, height: int, *, ascii_only: bool) -> Sequence[Row]:
    """Good beside fault, with titles, at the moment at which they differ most."""
    from hinge_log.charts.figure import still

    return still(pair, "telling", width, height, ascii=ascii_only, titles=True).rows


_LEAST_ROWS = 6
"""Below this a figure cannot be read."""
