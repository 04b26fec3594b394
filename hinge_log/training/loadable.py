"""The heaviest load that can be put together and is not above a wanted one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from hinge_log.training.load import Load, plain
from hinge_log.training.plates import Plates, Rack, breakdown, smallest_step
from hinge_log.training.steps import dumbbell_step, sizes_of


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
