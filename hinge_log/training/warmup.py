"""Warm-up sets put in front of the working sets of a lift."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.training.current_lift import CurrentLift
from hinge_log.training.load import Load
from hinge_log.training.plates import Rack
from hinge_log.training.sides import whole
from hinge_log.training.steps import RAMP, ramp
from hinge_log.training.workout import PlannedSet, SetKind

FROM_FLOOR = "deadlift_floor"
"""The checklist of lifts that begin with the bar on the floor."""

FLOOR_DISCS = {"kg": 10_000, "lb": 10_000}
"""The lightest pair of discs that holds a bar at full height, in thousandths of the unit: bumper plates of 10 kg or
10 lb, 450 mm across (IWF; as sold in pounds)."""


def working_load(current: CurrentLift) -> Load | None:
    """The load that a lift without sets works up to: that of the next set, or of the first one that is no warm-up."""
    if current.next.kind.counts:
        return current.next.load
    planned = next((each.load for each in current.lift.plan if each.kind.counts), None)
    done = next((each.what.load for each in current.last if each.what.kind.counts), None)
    return planned or done


def floor_start(rack: Rack) -> Load:
    """The lightest bar that stands on the floor as high as it does with full-size discs."""
    return rack.load(rack.bar + 2 * FLOOR_DISCS[rack.unit])


def warm_up_sets(
    current: CurrentLift, rack: Rack, *, from_floor: bool = False, scheme: Sequence[tuple[float, int]] = RAMP
) -> tuple[PlannedSet, ...]:
    """The warm-up sets offered for a lift with no sets done: none when some are planned, or the load is near the bar.

    Empty bar × 8, then 55, 70 and 85 % of the working load × 5, 3, 2: rising loads with falling reps, as strength
    programmes commonly have it. A convention, rounded to what can be loaded; no trial has tested these very steps.
    `from_floor` begins with discs that stand at full height; `scheme` is another way up, as the settings have it.
    """
    planned_warm = any(each.kind is SetKind.WARMUP for each in current.lift.plan)
    load = working_load(current)
    if current.lift.sets or planned_warm or load is None or load.unit != rack.unit:
        return ()
    return ramp(load, rack, floor_start(rack) if from_floor else None, scheme)


def with_warm_up(current: CurrentLift, warm: tuple[PlannedSet, ...]) -> tuple[PlannedSet, ...]:
    """The plan of a lift with warm-up sets in front of what it plans, or of what was done last time."""
    if current.lift.plan:
        return (*warm, *current.lift.plan)
    first = current.next
    if not first.kind.counts:
        first = next((each.what for each in current.last if each.what.kind.counts), first)
    counted = [each for each in current.last if each.what.kind.counts]
    done = [each.what for each in whole(counted, sided=current.sided)] or [first]
    usual = done[0].load
    working = [
        PlannedSet(each.reps, first.load if each.load == usual else each.load, each.seconds) for each in done[1:]
    ]
    return (*warm, PlannedSet(first.reps, first.load, first.seconds), *working)
