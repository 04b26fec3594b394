"""Form against load: where it holds, and from which load on it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hinge_log.training.load import Load
from hinge_log.training.remembered import remembered
from hinge_log.training.stats import falling_rates, percentile
from hinge_log.training.trend import SetPoint, Source, TrendData, main_source, sessions

MIN_SETS, MIN_LOADS, MIN_UNCLEAN = 12, 3, 3
CLEAN_RATE = 0.8
FIT_DAYS = 84
FIT_REPS = (3, 10)
RESAMPLES = 500
"""Conventions: what a statement about load must rest on."""

CLEAN_SETS, CLEAN_SESSIONS, CLEAN_DAYS, STOP_SESSIONS = 3, 2, 56, 4


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The rated sets at one load: how many at each label, 1 first."""

    load_g: int
    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        """All rated sets at this load."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class LoadFit:
    """Clean rate by load, never rising: (grams, rate 0 to 1, sets).

    `reached` says whether the rate falls under 0.8; `breaks_at` is the lowest load where it does, `low` and
    `high` its 95 % interval (None: not reached). When the log is too thin, `why_not` says so and `rates` is empty.
    """

    rates: tuple[tuple[int, float, int], ...] = ()
    breaks_at: int | None = None
    low: int | None = None
    high: int | None = None
    why_not: str = ""

    @property
    def reached(self) -> bool:
        """Whether form breaks within the loads that were lifted."""
        return self.breaks_at is not None

    def text(self, unit: str) -> str:
        """The finding as a sentence, or why there is none."""
        if self.why_not:
            return self.why_not
        sets = sum(n for _, _, n in self.rates)
        if self.breaks_at is None:
            top = Load.from_grams(self.rates[-1][0], unit).text
            return f"Breakpoint not reached: 8 in 10 sets clean up to {top} {unit} ({sets} sets)."
        if self.breaks_at == self.rates[0][0]:
            return f"Under 8 in 10 clean at every load ({sets} sets)."
        at, low, high = (_shown(g, unit) for g in (self.breaks_at, self.low, self.high))
        likely = f"{low} or more" if self.high is None else low if low == high else f"{low} to {high}"
        return f"Under 8 in 10 clean from {at} {unit} (likely {likely}, {sets} sets)."


def load_counts(points: Iterable[SetPoint], source: Source) -> tuple[LoadRow, ...]:
    """How many sets of one source got each label, at each load, lightest first."""
    return _load_counts(points).get(source, ())


@remembered
def _load_counts(points: Iterable[SetPoint]) -> dict[Source, tuple[LoadRow, ...]]:
    found: dict[Source, dict[int, list[int]]] = {}
    for point in points:
        source = point.source
        if source is not None and point.load_g is not None and point.label is not None:
            found.setdefault(source, {}).setdefault(point.load_g, [0] * 5)[point.label - 1] += 1
    return {
        source: tuple(LoadRow(load, (c[0], c[1], c[2], c[3], c[4])) for load, c in sorted(rows.items()))
        for source, rows in found.items()
    }


@remembered
def load_fit(data: TrendData) -> LoadFit:
    """Fit the clean rate of the last 12 weeks' checked working sets of 3 to 10 reps, within one kind of judge."""
    fewest, most = FIT_REPS
    checked = [
        p
        for p in data.working
        if p.day > data.end - FIT_DAYS
        and p.basis == "checked"
        and p.load_g is not None
        and p.reps is not None
        and fewest <= p.reps <= most
    ]
    source = main_source(checked)
    return fit(tuple((p.load_g or 0, p.clean) for p in checked if p.source == source and source is not None))


def fit(sets: Sequence[tuple[int, bool]], seed: int = 1) -> LoadFit:
    """Fit `sets` of (grams, clean): pool-adjacent-violators, and a percentile bootstrap of the breakpoint."""
    loads, unclean = len({load for load, _ in sets}), sum(not clean for _, clean in sets)
    for have, need, what in (
        (len(sets), MIN_SETS, "checked sets of 3 to 10 reps"),
        (loads, MIN_LOADS, "different loads"),
        (unclean, MIN_UNCLEAN, "sets that were not clean"),
    ):
        if have < need:
            return LoadFit(why_not=f"A statement about load needs {need} {what} ({have}).")
    return _fit(tuple(sorted(sets)), seed)


@lru_cache(maxsize=16)
def _fit(sets: tuple[tuple[int, bool], ...], seed: int) -> LoadFit:
    from random import Random

    rates = clean_rates(sets)
    loads = [load for load, _, _ in rates]
    place = {load: index for index, load in enumerate(loads)}
    draws = [2 * place[load] + clean for load, clean in sets]
    never, chance = float("inf"), Random(seed)
    breaks = sorted(_breaks_in(chance.choices(draws, k=len(draws)), loads, never) for _ in range(RESAMPLES))
    low, high = percentile(breaks, 0.025), percentile(breaks, 0.975)
    return LoadFit(
        tuple(rates),
        _breaks_at(rates),
        None if low == never else int(low),
        None if high == never else int(high),
    )


def _breaks_in(draws: Sequence[int], loads: Sequence[int], never: float) -> float:
    """The breakpoint of one resample, drawn as 2 x the load's place + 1 when clean; the same as fitting its rates.

    A non-rising fit stays at 4 in 5 or above exactly up to the last maximum of the running sum that takes 1 for a
    clean set and -4 for another one (Robertson, Wright and Dykstra 1988, theorem on partial sums).
    """
    gains = [0] * len(loads)
    for draw in draws:
        gains[draw >> 1] += 1 if draw & 1 else -4
    best = total = 0
    at = 0
    for index, gain in enumerate(gains):
        total += gain
        if total >= best:
            best, at = total, index + 1
    return loads[at] if at < len(loads) else never


def clean_rates(sets: Iterable[tuple[int, bool]]) -> list[tuple[int, float, int]]:
    """The non-rising clean rate at each load, lightest first: (grams, rate, sets)."""
    tally: dict[int, list[int]] = {}
    for load, clean in sets:
        entry = tally.setdefault(load, [0, 0])
        entry[0] += clean
        entry[1] += 1
    loads = sorted(tally)
    rates = falling_rates([(tally[load][0], tally[load][1]) for load in loads])
    return [(load, rate, tally[load][1]) for load, rate in zip(loads, rates, strict=True)]


@remembered
def clean_load(data: TrendData) -> int | None:
    """The heaviest load in grams with three clean sets over two sessions in eight weeks, or None.

    A set that had to be stopped, at that load or below it in the last four sessions, rules it out.
    """
    working = data.working
    recent = [session.sets for session in sessions(working)[-STOP_SESSIONS:]]
    stops = [p.load_g for sets in recent for p in sets if p.stop and p.load_g is not None]
    found: dict[int, list[str]] = {}
    for p in working:
        if p.clean and p.basis == "checked" and p.load_g is not None and p.day > data.end - CLEAN_DAYS:
            found.setdefault(p.load_g, []).append(p.workout_id)
    fine = [
        load
        for load, where in found.items()
        if len(where) >= CLEAN_SETS and len(set(where)) >= CLEAN_SESSIONS and not any(stop <= load for stop in stops)
    ]
    return max(fine, default=None)


def _breaks_at(rates: Sequence[tuple[int, float, int]]) -> int | None:
    return next((load for load, rate, _ in rates if rate < CLEAN_RATE), None)


def _shown(grams: int | None, unit: str) -> str:
    return "not reached" if grams is None else Load.from_grams(grams, unit).text
