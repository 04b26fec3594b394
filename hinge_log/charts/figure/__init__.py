"""See the difference: a side-view figure in braille cells, good beside fault on the same beat."""

from __future__ import annotations

from hinge_log.charts.figure.frames import MOMENTS, Caption, Frame, caption, describe, frames, still
from hinge_log.charts.figure.pairs import FigurePair, Poses, pairs_for, shipped

__all__ = [
    "MOMENTS",
    "Caption",
    "FigurePair",
    "Frame",
    "Poses",
    "caption",
    "describe",
    "frames",
    "pairs_for",
    "shipped",
    "still",
]
