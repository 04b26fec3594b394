"""How far a lifter's own ratings stand from those of the same sets on video."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PAIRS = 5
GAP_PERCENT = 10.0
GAP_LABELS = 1.0
"""Conventions: five sets rated both ways, and a gap that is more than the noise of one rater."""


@dataclass(frozen=True, slots=True)
class RatedTwice:
    """One set rated twice: as it was felt, then as it was seen. Percents are None for a quick rating."""

    felt: int
    seen: int
    felt_percent: int | None = None
    seen_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Calibration:
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
        """The finding as a sentence, or how many sets are still missing."""
        if self.gap is None:
            if not self.pairs:
                return ""
            both = "set" if self.pairs == 1 else "sets"
            if self.against == "coach":
                return f"{self.pairs} {both} rated by you and by your coach. Comparing the two needs {PAIRS}."
            return f"{self.pairs} {both} rated by feel, then seen. Comparing the two needs {PAIRS}."
        limit, one = (GAP_PERCENT, "points") if self.unit == "percent" else (GAP_LABELS, "ratings")
        size = f"{abs(self.gap):.0f}" if self.unit == "percent" else f"{abs(self.gap):.1f}"
        if self.against == "coach":
            return self._beside_coach(size, one, limit)
        if abs(self.gap) < limit:
            return f"What you felt and what was seen agree: {size} {one} apart ({PAIRS} sets)."
        if self.gap > 0:
            return f"You tend to score yourself {size} {one} higher than your video ({PAIRS} sets). Film more often."
        return f"You tend to score yourself {size} {one} lower than your video ({PAIRS} sets)."

    def _beside_coach(self, size: str, one: str, limit: float) -> str:
        assert self.gap is not None
        if abs(self.gap) < limit:
            return f"You and your coach agree: {size} {one} apart ({PAIRS} sets)."
        side = "higher" if self.gap > 0 else "lower"
        return f"You tend to score yourself {size} {one} {side} than your coach ({PAIRS} sets)."


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
