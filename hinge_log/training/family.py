"""The lifts that share the hinge, side by side: which faults they share, never one score for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.faults import item_counts
from hinge_log.training.trend import SetPoint

HINGE = "hinge"
HINGE_FAMILIES = ("deadlift", "good_morning", "hip_thrust", "swing", "row", "squat")
"""The families of the catalogue in which the hips lead, in the order of their charts."""


class SharedFault(NamedTuple):
    """A fault of the catalogue, in how many lifts it was seen and in how many of them it was looked for."""

    fault: str
    lifts: int
    checked: int


def hinge_lifts(used: Iterable[Exercise], chosen: Exercise) -> tuple[Exercise, ...]:
    """The exercises of the hinge families among those that were used, family by family, and the chosen one."""
    exercises = {each.id: each for each in used if each.family in HINGE_FAMILIES} | {chosen.id: chosen}
    order = {family: number for number, family in enumerate(HINGE_FAMILIES)}
    return tuple(sorted(exercises.values(), key=lambda each: (order.get(each.family, len(order)), each.name)))


def shared_faults(lifts: Iterable[tuple[Sequence[SetPoint], Sequence[Item]]]) -> tuple[SharedFault, ...]:
    """The faults seen in two lifts or more, the most shared first: sets of each lift with the items of its checklist.

    Items of two checklists are the same fault where they have the same fault id.
    """
    seen: dict[str, int] = {}
    checked: dict[str, int] = {}
    for points, items in lifts:
        fault_of = {item.id: item.fault for item in items if item.fault}
        failed: set[str] = set()
        looked: set[str] = set()
        for count in item_counts(points):
            fault = fault_of.get(count.item)
            if fault is not None and count.checked:
                looked.add(fault)
                if count.slipped:
                    failed.add(fault)
        for fault in looked:
            checked[fault] = checked.get(fault, 0) + 1
        for fault in failed:
            seen[fault] = seen.get(fault, 0) + 1
    shared = (SharedFault(fault, number, checked[fault]) for fault, number in seen.items() if number > 1)
    return tuple(sorted(shared, key=lambda each: (-each.lifts, each.checked, each.fault)))
