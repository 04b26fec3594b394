"""The clean load: up to which load form holds, with the rate that says so; and all ratings load by load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from math import floor
from typing import NamedTuple

from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.load import Load
from hinge_log.training.stats import wilson
from hinge_log.training.trend import SetPoint, Source, TrendData
from hinge_log.training.workout import JUDGE_WORDS

WINDOW_DAYS = 84
BIN_STEP = {"kg": Decimal(5), "lb": Decimal(10)}
MIN_SETS = 5
CLEAN_RATE = Decimal("0.8")
"""Conventions: what a statement about a load must rest on."""


class LoadBin(NamedTuple):
    """The checked working sets from `low_g` up to, not including, `high_g` grams: how many, and how many clean."""

    low_g: int
    high_g: int
    n: int
    clean: int

    @property
    def passes(self) -> bool:
        """Whether 8 in 10 or more were clean."""
        return self.clean >= CLEAN_RATE * self.n


class CleanLoad(NamedTuple):
    """The highest bin with enough sets of which enough were clean; `bin` is None where there is none.

    `bins` are all bins, lightest first; `judges` says who judged the sets of `bin`, the most frequent first. With
    `body` loads come on top of bodyweight; a lift that is done without a load (`loaded` is False) needs no clean load.
    """

    bin: LoadBin | None
    bins: tuple[LoadBin, ...]
    unit: str
    judges: tuple[str, ...] = ()
    body: bool = False
    loaded: bool = True

    @property
    def grams(self) -> int | None:
        """The clean load in grams: the lower end of its bin."""
        return None if self.bin is None else self.bin.low_g

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the clean rate, 0 to 1 (Wilson 1927)."""
        return None if self.bin is None else wilson(self.bin.clean, self.bin.n)

    @property
    def text(self) -> str:
        """The load alone: "100 kg", "bw+10 kg", or "-" when it is not known."""
        return "-" if self.bin is None else self._load(self.bin.low_g)

    @property
    def sentence(self) -> str:
        """The load with its rate, interval and judges, or what is missing."""
        if self.bin is None:
            return self.missing
        low, high = wilson(self.bin.clean, self.bin.n)
        judged = f", judged {' and '.join(self.judges)}" if self.judges else ""
        return (
            f"Clean load {self.text}: {self.bin.clean} of {self.bin.n} checked sets clean"
            f" (95 %: {low:.0%} to {high:.0%}){judged}."
        )

    @property
    def missing(self) -> str:
        """What a clean load would need, "" when there is one, or no load to speak of."""
        if self.bin is not None or not self.loaded:
            return ""
        most = max((each.n for each in self.bins), default=0)
        if most < MIN_SETS:
            near = f"within {BIN_STEP[self.unit]} {self.unit}"
            return f"A clean load needs {MIN_SETS} checked sets {near} in 12 weeks ({most} so far)."
        first = next(each for each in self.bins if each.n >= MIN_SETS)
        return f"No clean load yet. At {self._load(first.low_g)} {first.clean} of {first.n} sets were clean."

    def _load(self, grams: int) -> str:
        return Load.from_grams(grams, self.unit, body=self.body).named


@cached_by_identity
def clean_load(data: TrendData) -> CleanLoad:
    """The clean load of the checked working sets of the last 12 weeks, whoever judged them.

    Sets are put into bins of 5 kg or 10 lb. The clean load is the highest bin with at least 5 sets of which 8 in 10
    or more were clean, where no lower bin of 5 or more sets has fewer. It is the same whichever weeks and ratings are
    looked at. Loads on top of bodyweight are compared among themselves: those that there are more of count.
    """
    lately = [
        point
        for point in data.unfiltered or data.points
        if data.end - WINDOW_DAYS < point.day <= data.end and (point.kind_counts or data.drill)
    ]
    if data.drill or (lately and not any(point.load_g for point in lately)):
        return CleanLoad(None, (), data.unit, loaded=False)
    checked = [p for p in lately if p.basis == "checked" and p.load_g is not None and p.label is not None]
    body = 2 * sum(point.body for point in checked) > len(checked)
    grouped: dict[int, list[SetPoint]] = {}
    for point in checked:
        if point.body is body:
            grouped.setdefault(bin_of(point.load_g or 0, data.unit), []).append(point)
    bins = tuple(
        LoadBin(_edge(index, data.unit), _edge(index + 1, data.unit), len(points), sum(p.clean for p in points))
        for index, points in sorted(grouped.items())
    )
    best: LoadBin | None = None
    for each in bins:
        if each.n < MIN_SETS:
            continue
        if not each.passes:
            break
        best = each
    judges = Counter(point.judged_by for point in grouped[bin_of(best.low_g, data.unit)]) if best else Counter()
    by_count = sorted(judges, key=lambda judge: (-judges[judge], list(JUDGE_WORDS).index(judge)))
    return CleanLoad(best, bins, data.unit, tuple(JUDGE_WORDS[judge] for judge in by_count), body)


def bin_of(grams: int, unit: str) -> int:
    """The number of the bin of a load; a pound typed as 225 is in the bin that begins at 220, not just under it."""
    number = Decimal(Load.from_grams(grams, unit).text)
    return floor(number / BIN_STEP[unit])


def _edge(index: int, unit: str) -> int:
    return Load.of(str(index * BIN_STEP[unit]), unit).grams


class LoadRow(NamedTuple):
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


@cached_by_identity
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
