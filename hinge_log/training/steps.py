"""How an exercise is loaded: its settings, the next load up or down, what can be put together, and the warm-up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from hinge_log.training.load import LIMIT_G, Load, plain
from hinge_log.training.plates import RACK_KG, RACK_LB, Plates, Rack, breakdown, smallest_step
from hinge_log.training.workout import PlannedSet, SetKind

KETTLEBELLS_KG = ("4", "6", "8", "10", "12", "14", "16", "18", "20", "22", "24", "28", "32", "36", "40", "44", "48")
DUMBBELL_STEP = {"kg": "2", "lb": "5"}


RAMP: tuple[tuple[float, int], ...] = ((0, 8), (55, 5), (70, 3), (85, 2))
"""Warm-up sets as (percent of the working load, reps) (convention); 0 percent is the empty bar."""

SMALLEST_WARM_UP_STEP = {"kg": 2_500, "lb": 5_000}
"""In thousandths of the unit."""

SHORTEST_PERCENT = 10
SHORTEST_STEP = {"kg": Decimal(10), "lb": Decimal(20)}


def next_loadable(load: Load, direction: int, step: Load, start: Load | None = None) -> Load:
    """Give the next load above (`direction` > 0) or below on the grid of `step` that begins at `start`.

    A load off the grid moves onto it. `start` (the empty bar; 0 by default) is the lightest load, except for
    loads added to bodyweight, which go on into assistance. The result is in the unit of `step`, and never
    over the limit.
    """
    unit, size = step.unit, Decimal(step.value)
    if size <= 0:
        raise ValueError("a step is more than 0")
    base = start.in_unit(unit) if start else Decimal(0)
    places = (load.in_unit(unit) - base) / size
    up = direction > 0
    number = places.to_integral_value(ROUND_FLOOR) + 1 if up else places.to_integral_value(ROUND_CEILING) - 1
    if not load.body:
        if not up and places <= 0:
            return load
        number = max(number, Decimal(0))
    moved = Load.of(plain(base + number * size), unit, body=load.body)
    return load if abs(moved.grams) > LIMIT_G else moved


def next_bell(load: Load, direction: int, sizes: Sequence[str] = KETTLEBELLS_KG, unit: str = "kg") -> Load:
    """Give the next heavier or lighter kettlebell or fixed dumbbell; the load itself at either end."""
    bells = [Load.of(size, unit) for size in sizes]
    further = [bell for bell in bells if (bell.grams > load.grams if direction > 0 else bell.grams < load.grams)]
    if not further:
        return load
    return min(further, key=lambda bell: abs(bell.grams - load.grams))


def next_bell_by(
    load: Load, direction: int, change_g: int, sizes: Sequence[str] = KETTLEBELLS_KG, unit: str = "kg"
) -> Load:
    """Give the first bell that differs from the load by at least so many grams, else the last one there is."""
    bells = sorted((Load.of(size, unit) for size in sizes), key=lambda bell: bell.grams)
    further = [bell for bell in bells if direction * (bell.grams - load.grams) > 0]
    if direction < 0:
        further.reverse()
    far = [bell for bell in further if abs(bell.grams - load.grams) >= change_g]
    return (far[:1] or further[-1:] or [load])[0]


def sizes_of(load_type: str, unit: str, bells: Sequence[str] = (), dumbbells: Sequence[str] = ()) -> tuple[str, ...]:
    """The weights that there are of what an exercise is done with, in `unit`; () where it is loaded in steps.

    `bells` and `dumbbells` are those of the gym; without any, kettlebells come in the usual sizes of kg.
    """
    if load_type.startswith("kettlebell"):
        return tuple(bells) or (KETTLEBELLS_KG if unit == "kg" else ())
    return tuple(dumbbells) if load_type.startswith("dumbbell") else ()


def dumbbell_step(unit: str) -> Load:
    """Give the usual step between dumbbells: 2 kg or 5 lb."""
    return Load.of(DUMBBELL_STEP[unit], unit)


def ramp(
    working: Load, rack: Rack, lowest: Load | None = None, scheme: Sequence[tuple[float, int]] = RAMP
) -> tuple[PlannedSet, ...]:
    """Plan the warm-up sets of a barbell lift by a scheme, each loadable: empty bar × 8, 55 % × 5, 70 % × 3, 85 % × 2.

    Steps closer than 10 % of the working load, or 10 kg (20 lb), to their neighbours are dropped, and there is
    no ramp under one and a half bars (conventions). `lowest` is the lightest load that stands at full height on
    the floor (bar and two light full-size discs): lighter steps are raised to it.
    """
    unit = rack.unit
    # Nobody warms up with fractional plates: steps are of 2.5 kg or 5 lb at least.
    usual = tuple(plate for plate in rack.plates if 2 * plate >= SMALLEST_WARM_UP_STEP[unit])
    if usual and usual != rack.plates:
        pairs = tuple(rack.pairs[rack.plates.index(plate)] for plate in usual) if rack.pairs else ()
        rack = rack._replace(plates=usual, pairs=pairs)
    work, bar = working.in_unit(unit), Decimal(rack.bar) / 1000
    if working.body or 2 * work < 3 * bar:
        return ()
    gap = max(work * SHORTEST_PERCENT / 100, SHORTEST_STEP[unit])
    least = max(bar, lowest.in_unit(unit)) if lowest else bar
    sets: list[PlannedSet] = []
    before: Decimal | None = None
    for percent, reps in scheme:
        wanted = work * Decimal(str(percent)) / 100 if percent else bar
        load = rack.nearest(Load.of(plain(max(wanted, least).quantize(Decimal("0.001"))), unit))
        value = load.in_unit(unit)
        if (before is not None and value - before < gap) or work - value < gap:
            continue
        before = value
        sets.append(PlannedSet(reps=reps, load=load, kind=SetKind.WARMUP))
    return tuple(sets)


def at_most(
    load: Load, load_type: str, rack: Rack, step: Load | None = None, sizes: Sequence[str] | None = None
) -> Load:
    """Give the heaviest load up to `load`, in the unit of the rack: plates on its bar, a bell, or a step of a grid.

    `step` is the smallest step of machines and of plates without a bar, one pair of the smallest plates by default.
    `sizes` are the bells or dumbbells that there are, the usual ones by default. What is lighter than the empty bar, or
    than the smallest bell, is lifted with something else, on that grid.
    """
    if load.body:
        return load
    if load_type == "barbell_total":
        wanted = int((load.in_unit(rack.unit) * 1000).to_integral_value(ROUND_FLOOR))
        fitting = breakdown(wanted, rack.bar, rack.inventory, rack.collar)
        plates = fitting if isinstance(fitting, Plates) else fitting.below
        if plates is not None:
            return rack.load(plates.total)
    bells = [Load.of(size, rack.unit) for size in (sizes_of(load_type, rack.unit) if sizes is None else sizes)]
    lighter = [bell for bell in bells if bell.grams <= load.grams]
    if lighter:
        return max(lighter, key=lambda bell: bell.grams)
    by_hand = load_type.startswith(("dumbbell", "kettlebell"))
    usual = step if step is not None and step.unit == rack.unit else smallest_step(rack)
    return _on_grid(load, dumbbell_step(rack.unit) if by_hand else usual, rack.unit)


def _on_grid(load: Load, step: Load, unit: str) -> Load:
    exact, size = load.in_unit(unit), Decimal(step.value)
    number = (exact / size).to_integral_value(ROUND_FLOOR)
    # Less than one step is not nothing.
    value = number * size if number else exact.quantize(Decimal("0.01"), ROUND_FLOOR)
    return Load.of(plain(value), unit)


class LiftSetup(NamedTuple):
    """`step` and `big_step` are numbers in the unit of the rack, rests are seconds with 0 for none.

    `own_unit` says that the unit was set for this exercise; `cue` is its lasting cue, "" for none. `warm_up` are the
    warm-up sets as (percent of the working load, reps). `bells` and `dumbbells` are those that there are, () for all.
    `rest_round_s` is the rest after a round of a superset, 0 for the longest of its lifts, below 0 for none.
    """

    rack: Rack = RACK_KG
    step: str = "2.5"
    big_step: str = "10"
    rest_s: int = 150
    rest_warmup_s: int = 90
    own_unit: bool = False
    cue: str = ""
    warm_up: tuple[tuple[float, int], ...] = RAMP
    bells: tuple[str, ...] = ()
    dumbbells: tuple[str, ...] = ()
    rest_round_s: int = 0

    @property
    def unit(self) -> str:
        """The unit of a bare number: "kg" or "lb"."""
        return self.rack.unit

    @property
    def bar(self) -> Load:
        """The empty bar."""
        return self.rack.load(self.rack.bar)

    def in_unit(self, unit: str) -> LiftSetup:
        """This setup, or the usual bar, plates and steps of the other unit for a load that is in that."""
        if unit == self.unit:
            return self
        kg = unit == "kg"
        return self._replace(
            rack=RACK_KG if kg else RACK_LB, step="2.5" if kg else "5", big_step="10" if kg else "20", own_unit=False,
            bells=(), dumbbells=(),
        )  # fmt: skip

    def sizes(self, load_type: str) -> tuple[str, ...]:
        """The bells or dumbbells that there are for an exercise, in the unit of the rack; () for steps."""
        return sizes_of(load_type, self.unit, self.bells, self.dumbbells)
