"""See the difference: a side-view figure in braille cells, good beside fault on the same beat."""

from __future__ import annotations

from hinge_log.charts.figure.frames import MOMENTS, Frame, describe, frames, still
from hinge_log.charts.figure.pairs import FigurePair, pairs_for

__all__ = [
    "MOMENTS",
    "FigurePair",
    "Frame",
    "describe",
    "frames",
    "pairs_for",
    "still",
]
