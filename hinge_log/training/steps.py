"""The next load up or down, and the way up to the working load."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hinge_log.training.load import LIMIT_G, Load, plain
from hinge_log.training.plates import Rack
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
