"""What a file holds in figures, and which unit its numbers look like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Context, Decimal

from hinge_log.exchange.parsed import ParsedFile, ParsedSet
from hinge_log.training.load import plain
from hinge_log.training.workout import SetKind

_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a file, without a look at the log.

    `volume` is the exact sum of weight x reps over all sets, in the numbers as the file has them, as plain
    decimal text; `working_volume` leaves warm-ups out. `exercises` counts distinct names.
    """

    format: str
    unit: str | None
    records: int
    workouts: int
    sets: int
    warmup_sets: int
    rest_rows: int
    exercises: int
    volume: str
    working_volume: str
    first: datetime | None
    last: datetime | None
    skipped: int


def summarise(parsed: ParsedFile) -> Summary:
    """Count a file."""
    counts: Counter[tuple[str, bool]] = Counter()
    warmups = 0
    for index in range(parsed.sets):
        one = parsed.table.at(index)
        warm = one.kind is SetKind.WARMUP
        warmups += warm
        if one.weight is not None and one.reps:
            counts[one.weight, warm] += one.reps
    total = working = Decimal(0)
    for (weight, warm), reps in counts.items():
        part = _EXACT.multiply(Decimal(weight), Decimal(reps))
        total = _EXACT.add(total, part)
        if not warm:
            working = _EXACT.add(working, part)
    starts = [workout.start for workout in parsed.workouts]
    return Summary(
        parsed.format, parsed.unit, parsed.records, len(parsed.workouts), parsed.sets, warmups, parsed.rest_rows,
        len(parsed.exercises()), plain(total), plain(working), min(starts, default=None), max(starts, default=None),
        parsed.skipped_rows,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitHint:
    """The unit that the weights look like (None: no telling), and the share of weighted sets that fit it."""

    unit: str | None
    share: float


def unit_hint(parsed: ParsedFile) -> UnitHint:
    """Guess the unit from plate arithmetic: a hint to show beside the question, never an answer.

    A 20 kg bar with pairs of kg plates ends in 0, 2.5, 5 or 7.5; a 45 lb bar with pairs of lb plates mostly
    in 5. A load such as 44.09 is 20 kg that was turned into lb. Thresholds are conventions.
    """
    kg = lb = total = 0
    for index in range(min(parsed.sets, 100_000)):
        one: ParsedSet = parsed.table.at(index)
        if one.weight is None:
            continue
        value = Decimal(one.weight)
        if value <= 0:
            continue
        total += 1
        if abs(value * 4 - round(value * 4)) > Decimal("0.0001"):
            kg += _near(value * Decimal("2.20462262185"))
            lb += _near(value * Decimal("0.45359237"))
        elif "barbell" in one.exercise.casefold() or value >= 40:
            kg += value % 10 == 0 or value % 5 == Decimal("2.5")
            lb += value % 10 == 5
    decided = kg + lb
    if decided < 10:
        return UnitHint(None, 0.0)
    unit, best = ("lb", lb) if lb > kg else ("kg", kg)
    share = best / decided
    return UnitHint(unit if share >= 0.65 else None, share)


def _near(value: Decimal) -> bool:
    """Whether a converted weight is one that plates make: a multiple of a half."""
    return abs(value * 2 - round(value * 2)) < Decimal("0.02")
