"""The few statistics that a training log needs, exact enough and without numpy."""

from __future__ import annotations

from collections.abc import Iterable

SETS_PER_POINT = 2
"""Convention: the median of one set is no median."""

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle; raises ValueError without values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a median needs a value")
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def form_of(ratings: Iterable[tuple[int | None, str | None]]) -> tuple[float | None, bool]:
    """The median of several sets' form, and whether it is of checked sets; `ratings` are pairs of label and basis.

    Ratings of one kind count, that of most sets (checked ones of equally many); None under two rated sets of it.
    """
    kinds: dict[str, list[int]] = {"checked": [], "quick": []}
    for label, basis in ratings:
        if label and basis in kinds:
            kinds[basis].append(label)
    kind = max(kinds, key=lambda each: len(kinds[each]))
    labels = kinds[kind]
    return median(labels) if len(labels) >= SETS_PER_POINT else None, kind == "checked"


def wilson(hits: int, checks: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1 (Wilson 1927); without checks it is (0, 1)."""
    if checks == 0:
        return 0.0, 1.0
    share, z2 = hits / checks, Z_95 * Z_95
    centre = share + z2 / (2 * checks)
    spread = Z_95 * (share * (1 - share) / checks + z2 / (4 * checks * checks)) ** 0.5
    scale = 1 + z2 / checks
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
