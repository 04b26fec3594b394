"""The few statistics that a training log needs, exact enough and without numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle; raises ValueError without values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a median needs a value")
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value at `share` (0 to 1) of an ordered sequence, the nearest one below: never a value between."""
    if not ordered:
        raise ValueError("a percentile needs a value")
    return ordered[min(len(ordered) - 1, max(0, int(share * (len(ordered) - 1))))]


def wilson(hits: int, checks: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1 (Wilson 1927); without checks it is (0, 1)."""
    if checks == 0:
        return 0.0, 1.0
    share, z2 = hits / checks, Z_95 * Z_95
    centre = share + z2 / (2 * checks)
    spread = Z_95 * (share * (1 - share) / checks + z2 / (4 * checks * checks)) ** 0.5
    scale = 1 + z2 / checks
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def falling_rates(counts: Sequence[tuple[int, int]]) -> list[float]:
    """Fit rates that never rise to `counts` of (hits, tries > 0), by pool-adjacent-violators (Ayer 1955).

    Gives one rate, 0 to 1, for each pair. Counts stay whole numbers, so that equal rates pool exactly.
    """
    blocks: list[tuple[int, int, int]] = []
    for hits, tries in counts:
        blocks.append((hits, tries, 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] < blocks[-1][0] * blocks[-2][1]:
            late, early = blocks.pop(), blocks.pop()
            blocks.append((early[0] + late[0], early[1] + late[1], early[2] + late[2]))
    return [hits / tries for hits, tries, width in blocks for _ in range(width)]
