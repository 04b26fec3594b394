"""Plates on a bar, and what can be loaded at all.

A rack counts in thousandths of its own unit (grams for kg): pound plates are whole numbers there, while in
grams every one of them would be rounded, and 225 lb would not be what is on the bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from math import gcd
from typing import NamedTuple

from hinge_log.training.load import Load, number, plain

PLATES_KG = (25_000, 20_000, 15_000, 10_000, 5_000, 2_500, 1_250)
PLATES_LB = (45_000, 35_000, 25_000, 10_000, 5_000, 2_500)


Inventory = Sequence[int] | Mapping[int, int]
"""The plates of a rack: as many as needed of each, or how many pairs there are of each."""


class Plates(NamedTuple):
    """A loaded bar: plates of one side from the collar out, largest first."""

    bar: int
    per_side: tuple[int, ...] = ()
    collar: int = 0

    @property
    def total(self) -> int:
        """Everything that is lifted: bar, collars and both sides."""
        return self.bar + 2 * (self.collar + sum(self.per_side))


class Between(NamedTuple):
    """A target that cannot be loaded, with the nearest loads below and above it where there are any."""

    target: int
    below: Plates | None
    above: Plates | None

    @property
    def nearest(self) -> Plates | None:
        """The closer of the two; the lighter when both are as close."""
        if self.below and self.above:
            closer_above = self.above.total - self.target < self.target - self.below.total
            return self.above if closer_above else self.below
        return self.below or self.above


class Rack(NamedTuple):
    """A bar with its plates: `unit` is "kg" or "lb", everything else in thousandths of it."""

    unit: str = "kg"
    bar: int = 20_000
    plates: tuple[int, ...] = PLATES_KG
    collar: int = 0
    pairs: tuple[int, ...] = ()

    @property
    def inventory(self) -> Inventory:
        """The plates, with the number of pairs where `pairs` gives it."""
        return dict(zip(self.plates, self.pairs, strict=True)) if self.pairs else self.plates

    def load(self, total: int) -> Load:
        """Make a load of thousandths of the unit."""
        return Load.of(plain(Decimal(total) / 1000), self.unit)

    def fit(self, load: Load) -> Plates | Between:
        """Find the plates for a load."""
        target = int((load.in_unit(self.unit) * 1000).to_integral_value(ROUND_HALF_EVEN))
        return breakdown(target, self.bar, self.inventory, self.collar)

    def nearest(self, load: Load) -> Load:
        """Give the closest load that can be put on this bar; the lighter of two that are as close."""
        fitting = self.fit(load)
        plates = fitting if isinstance(fitting, Plates) else fitting.nearest
        return self.load(plates.total if plates else self.bar)


RACK_KG = Rack()
RACK_LB = Rack("lb", 45_000, PLATES_LB)


def breakdown(target: int, bar: int, plates: Inventory, collar: int = 0) -> Plates | Between:
    """Find the plates of one side for `target`, or the nearest loads around it; all in one whole unit.

    From large to small where that comes out exactly, as bars are loaded; else with the fewest plates.
    """
    rest = target - bar - 2 * collar
    if rest >= 0 and rest % 2 == 0:
        side = _greedy(rest // 2, plates)
        if side is not None:
            return Plates(bar, side, collar)
    fills = _fills(max(0, rest), plates)
    low = max((total for total in fills if 2 * total <= rest), default=None)
    if low is not None and 2 * low == rest:
        return Plates(bar, fills[low], collar)
    high = min((total for total in fills if 2 * total > rest), default=None)
    return Between(
        target,
        None if low is None else Plates(bar, fills[low], collar),
        None if high is None else Plates(bar, fills[high], collar),
    )


def _greedy(side: int, plates: Inventory) -> tuple[int, ...] | None:
    chosen: list[int] = []
    for plate in sorted(plates, reverse=True):
        number = side // plate
        if isinstance(plates, Mapping):
            number = min(number, plates[plate])
        chosen += [plate] * number
        side -= plate * number
    return tuple(chosen) if side == 0 else None


def _fills(rest: int, plates: Inventory) -> dict[int, tuple[int, ...]]:
    """Give every sum of one side up to just beyond half of `rest`, each with its fewest plates."""
    sizes = sorted(plates, reverse=True)
    fills: dict[int, tuple[int, ...]] = {0: ()}
    if not sizes:
        return fills
    limit = rest // 2 + sizes[0]
    if not isinstance(plates, Mapping):
        step = gcd(*sizes)
        for total in range(step, limit + 1, step):
            rests = [total - size for size in sizes if total - size in fills]
            if rests:
                fewest = min(rests, key=lambda rest: len(fills[rest]))
                fills[total] = tuple(sorted((*fills[fewest], total - fewest), reverse=True))
        return fills
    for size in sizes:
        for total, chosen in list(fills.items()):
            for count in range(1, plates[size] + 1):
                more = total + size * count
                if more > limit:
                    break
                longer = chosen + (size,) * count
                if more not in fills or len(longer) < len(fills[more]):
                    fills[more] = longer
    return fills


def smallest_step(rack: Rack) -> Load:
    """Give the smallest change of a bar: one pair of the smallest plates."""
    return rack.load(2 * min(rack.plates))


def describe(fit: Plates | Between, unit: str, *, ascii_only: bool = False) -> str:
    """Say what is on the bar: "20 kg bar, 25 + 15 per side"; for a target that does not fit, what does."""
    times = "x" if ascii_only else "×"
    if isinstance(fit, Between):
        fits = [f"{_units(plates.total)} {unit}" for plates in (fit.below, fit.above) if plates]
        return f"{_units(fit.target)} {unit} cannot be loaded: {' or '.join(fits)}"
    collars = f" with collars of {_units(fit.collar)}" if fit.collar else ""
    if not fit.per_side:
        return f"{_units(fit.bar)} {unit} bar{collars}, no plates"
    sides = []
    for plate, equal in groupby(fit.per_side):
        count = len(list(equal))
        sides.append(f"{count}{times}{_units(plate)}" if count > 2 else " + ".join([_units(plate)] * count))
    return f"{_units(fit.bar)} {unit} bar{collars}, {' + '.join(sides)} per side"


def _units(thousandths: int) -> str:
    return number(Decimal(thousandths) / 1000)
