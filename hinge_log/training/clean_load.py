"""The clean load: up to which load form holds, with the rate that says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hinge_log.training.load import Load
from hinge_log.training.remembered import remembered
from hinge_log.training.stats import wilson
from hinge_log.training.trend import SetPoint, TrendData
from hinge_log.training.workout import JUDGE_WORDS

WINDOW_DAYS = 84
BIN_STEP = {"kg": Decimal(5), "lb": Decimal(10)}
MIN_SETS = 5
CLEAN_RATE = Decimal("0.8")
"""Conventions: what a statement about a load must rest on."""


@dataclass(frozen=True, slots=True)
class LoadBin:
    """The checked working sets from `low_g` up to, not including, `high_g` grams: how many, and how many clean."""

    low_g: int
    high_g: int
    n: int
    clean: int

    @property
    def passes(self) -> bool:
        """Whether 8 in 10 or more were clean."""
        return self.clean >= CLEAN_RATE * self.n


@dataclass(frozen=True, slots=True)
class CleanLoad:
    """The highest bin with enough sets of which enough were clean; `bin` is None where there is none.

    `bins` are all bins, lightest first; `judges` says who judged the sets of `bin`, the most frequent first.
    """

    bin: LoadBin | None
    bins: tuple[LoadBin, ...]
    unit: str
    judges: tuple[str, ...] = ()

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
        """The load alone: "100 kg", or "-" when it is not known."""
        return "-" if self.bin is None else f"{self._load(self.bin.low_g)} {self.unit}"

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
        """What a clean load would need, "" when there is one."""
        if self.bin is not None:
            return ""
        most = max((each.n for each in self.bins), default=0)
        if most < MIN_SETS:
            near = f"within {BIN_STEP[self.unit]} {self.unit}"
            return f"A clean load needs {MIN_SETS} checked sets {near} in 12 weeks ({most} so far)."
        first = next(each for each in self.bins if each.n >= MIN_SETS)
        return (
            f"No clean load yet: at {self._load(first.low_g)} {self.unit} {first.clean} of {first.n} sets were clean."
        )

    def _load(self, grams: int) -> str:
        return Load.from_grams(grams, self.unit).text


@remembered
def clean_load(data: TrendData) -> CleanLoad:
    """The clean load of the checked working sets of the last 12 weeks, whoever judged them.

    Sets are put into bins of 5 kg or 10 lb. The clean load is the highest bin with at least 5 sets of which 8 in 10
    or more were clean, where no lower bin of 5 or more sets has fewer.
    """
    checked = [point for point in data.working if _counts(point) and point.day > data.end - WINDOW_DAYS]
    grouped: dict[int, list[SetPoint]] = {}
    for point in checked:
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
    if best is None:
        return CleanLoad(None, bins, data.unit)
    judges: dict[str, int] = {}
    for point in grouped[bin_of(best.low_g, data.unit)]:
        judges[point.judged_by] = judges.get(point.judged_by, 0) + 1
    by_count = sorted(judges, key=lambda judge: (-judges[judge], list(JUDGE_WORDS).index(judge)))
    return CleanLoad(best, bins, data.unit, tuple(JUDGE_WORDS[judge] for judge in by_count))


def bin_of(grams: int, unit: str) -> int:
    """The number of the bin of a load; a pound typed as 225 is in the bin that begins at 220, not just under it."""
    number = Decimal(Load.from_grams(grams, unit).text)
    return int(number // BIN_STEP[unit])


def _edge(index: int, unit: str) -> int:
    return Load.of(str(index * BIN_STEP[unit]), unit).grams


def _counts(point: SetPoint) -> bool:
    return point.basis == "checked" and point.load_g is not None and not point.body and point.label is not None
