"""How many sets got each rating, load by load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hinge_log.training.remembered import remembered
from hinge_log.training.trend import SetPoint, Source


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The rated sets at one load: how many at each label, 1 first."""

    load_g: int
    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        """All rated sets at this load."""
        return sum(self.counts)


def load_counts(points: Iterable[SetPoint], source: Source) -> tuple[LoadRow, ...]:
    """How many sets of one source got each label, at each load, lightest first."""
    return _load_counts(points).get(source, ())


@remembered
def _load_counts(points: Iterable[SetPoint]) -> dict[Source, tuple[LoadRow, ...]]:
    counts: dict[Source, dict[int, list[int]]] = {}
    for point in points:
        source = point.source
        if source is not None and point.load_g is not None and point.label is not None:
            counts.setdefault(source, {}).setdefault(point.load_g, [0] * 5)[point.label - 1] += 1
    return {
        source: tuple(LoadRow(load, (c[0], c[1], c[2], c[3], c[4])) for load, c in sorted(rows.items()))
        for source, rows in counts.items()
    }
