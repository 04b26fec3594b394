"""How far a lifter's own ratings stand from those of the same sets on video."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

PAIRS = 5
GAP_PERCENT = 10.0
GAP_LABELS = 1.0
"""Conventions: five sets rated both ways, and a gap that is more than the noise of one rater."""


class RatedTwice(NamedTuple):
    """One set rated twice: as it was felt, then as it was seen. Percents are None for a quick rating."""

    felt: int
    seen: int
    felt_percent: int | None = None
    seen_percent: int | None = None


class Calibration(NamedTuple):
    """The mean of felt minus seen over the last five sets rated both ways; "percent" or "labels" is its unit.

    `gap` is None under five sets; `pairs` counts those there are. `against` is what the lifter is compared with,
    "video" or "coach".
    """

    pairs: int
    gap: float | None = None
    unit: str = "percent"
    against: str = "video"

    @property
    def text(self) -> str:
        """The finding as a sentence with what it means, or how many sets are still missing; "" without a set."""
        other = "your coach" if self.against == "coach" else "your video"
        if self.gap is None:
            both = "by you and by your coach" if self.against == "coach" else "by feel, then on video"
            sets = "set" if self.pairs == 1 else "sets"
            return f"{self.pairs} {sets} rated {both}. Comparing the two needs {PAIRS}." if self.pairs else ""
        if self._agrees:
            who = "You and your coach" if self.against == "coach" else "Ratings by feel and on video"
            return f"{who} agree: {self._size} apart ({PAIRS} sets)."
        side, more = ("higher", " Film more often.") if self.gap > 0 else ("lower", "")
        more = "" if self.against == "coach" else more
        return f"You tend to score yourself {self._size} {side} than {other} ({PAIRS} sets).{more}"

    @property
    def brief(self) -> str:
        """The finding where there is little room: "You and video: +12 points (5 sets)"."""
        who = f"You and {self.against}"
        if self.gap is None:
            return f"{who}: {self.pairs} of {PAIRS} sets" if self.pairs else ""
        sign = "" if self._agrees else "+" if self.gap > 0 else "-"
        return f"{who}: {sign}{self._size} ({PAIRS} sets)" + (", you agree" if self._agrees else "")

    @property
    def _agrees(self) -> bool:
        return self.gap is not None and abs(self.gap) < (GAP_PERCENT if self.unit == "percent" else GAP_LABELS)

    @property
    def _size(self) -> str:
        gap = abs(self.gap or 0)
        return f"{gap:.0f} points" if self.unit == "percent" else f"{gap:.1f} ratings"


def calibrated(pairs: Sequence[RatedTwice], against: str = "video") -> Calibration:
    """Compare the last five pairs, newest last: in percent where five have one, else in labels."""
    exact = [
        p.felt_percent - p.seen_percent for p in pairs if p.felt_percent is not None and p.seen_percent is not None
    ]
    if len(exact) >= PAIRS:
        return Calibration(len(pairs), sum(exact[-PAIRS:]) / PAIRS, against=against)
    if len(pairs) >= PAIRS:
        return Calibration(len(pairs), sum(p.felt - p.seen for p in pairs[-PAIRS:]) / PAIRS, "labels", against)
    return Calibration(len(pairs), against=against)
