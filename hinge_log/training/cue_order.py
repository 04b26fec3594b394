"""In which order the cues of a lift are read: what failed most of late first, then from set-up to lockout."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.exercises.model import Item


def cue_order(items: Sequence[Item], failures: Sequence[tuple[str, int]], sets: int) -> tuple[tuple[Item, ...], str]:
    """Put the check that failed most in the last `sets` checked sets first; gives the order and why it begins so.

    `failures` are (item id, sets in which it failed); the reason is "" when none failed.
    """
    counts = {item: number for item, number in failures if number}
    first = max(items, key=lambda item: counts.get(item.id, 0), default=None)
    if first is None or not counts.get(first.id):
        return tuple(items), ""
    why = f"{first.fault_text} in {counts[first.id]} of the last {sets} checked sets"
    return (first, *(item for item in items if item is not first)), why
