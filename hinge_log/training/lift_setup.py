"""How one exercise is loaded and rested: the settings of the gym with those of the exercise over them."""

from __future__ import annotations

from typing import NamedTuple

from hinge_log.training.load import Load
from hinge_log.training.plates import RACK_KG, RACK_LB, Rack
from hinge_log.training.steps import RAMP, sizes_of


class LiftSetup(NamedTuple):
    """`step` and `big_step` are numbers in the unit of the rack, rests are seconds with 0 for none.

    `own_unit` says that the unit was set for this exercise; `cue` is its lasting cue, "" for none. `warm_up` are the
    warm-up sets as (percent of the working load, reps). `bells` and `dumbbells` are those that there are, () for all.
    `rest_round_s` is the rest after a round of a superset, 0 for the longest of its lifts.
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
