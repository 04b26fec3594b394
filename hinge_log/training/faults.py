"""What slips: how often each item, when, which one to work on next, and which faults the lifts of the hinge share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.identity_cache import cached_by_identity
from hinge_log.training.stats import wilson
from hinge_log.training.trend import SetPoint, TrendData, sessions

MIN_CHECKS = 10
MIN_SESSIONS = 5
"""Conventions: an item is ranked from ten checks on, shares by week are drawn from five sessions on."""

DAYS = 28
MOST_PERIODS = 12
NOISE = 0.1
"""Conventions: what is set against each other, and the difference in share that is not called a change."""

SHADES = (0.15, 0.30, 0.50)
"""Upper ends of the steps between "none" and "half or more"."""


class ItemCount(NamedTuple):
    """How often an item slipped among the sets in which it could be checked."""

    item: str
    slipped: int
    checked: int

    @property
    def share(self) -> float:
        """Slips per check, 0 to 1."""
        return self.slipped / self.checked if self.checked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson 1927)."""
        return wilson(self.slipped, self.checked)


@cached_by_identity
def item_counts(points: Iterable[SetPoint]) -> tuple[ItemCount, ...]:
    """Slips and checks of every item, most slips first.

    Only checked sets count, each for the items that were on its list; an item that could not be seen was not checked.
    """
    lists: dict[tuple[str, ...], int] = {}
    slipped: dict[str, int] = {}
    unseen: dict[str, int] = {}
    for point in points:
        if point.basis != "checked":
            continue
        lists[point.items] = lists.get(point.items, 0) + 1
        for item, reps in point.slips:
            if item in point.items:
                tally = unseen if reps is None else slipped
                tally[item] = tally.get(item, 0) + (reps is None or reps > 0)
    checked: dict[str, int] = {}
    for items, sets in lists.items():
        for item in items:
            checked[item] = checked.get(item, 0) + sets
    counts = (ItemCount(item, slipped.get(item, 0), n - unseen.get(item, 0)) for item, n in checked.items())
    return tuple(sorted((c for c in counts if c.checked), key=lambda c: (-c.slipped, c.checked, c.item)))


def slips_in(points: Iterable[SetPoint]) -> dict[str, int]:
    """How many of some sets each item slipped in, most first, whatever list they were checked on."""
    slips: dict[str, int] = {}
    for point in points:
        for item, reps in point.slips:
            if reps:
                slips[item] = slips.get(item, 0) + 1
    return dict(sorted(slips.items(), key=lambda each: (-each[1], each[0])))


@cached_by_identity
def ranking(points: Iterable[SetPoint]) -> tuple[ItemCount, ...]:
    """The items with ten checks or more that slipped, the highest share first."""
    fair = [c for c in item_counts(points) if c.checked >= MIN_CHECKS and c.slipped]
    return tuple(sorted(fair, key=lambda c: (-c.share, -c.checked, c.item)))


def focus_item(points: Iterable[SetPoint]) -> str | None:
    """The item to watch in the next session: the most common fault, or None."""
    ranked = ranking(points)
    return ranked[0].item if ranked else None


def focus_note(data: TrendData) -> str:
    """Why no item is named as the one to work on, or ""."""
    counts = item_counts(data.working)
    most = max((c.checked for c in counts), default=0)
    if most >= MIN_CHECKS:
        return ""
    return f"Ranking faults takes {MIN_CHECKS} checked sets ({most} so far)."


@cached_by_identity
def enough_sessions(data: TrendData) -> bool:
    """Whether shares by week may be drawn."""
    return sum(any(p.basis == "checked" for p in s.sets) for s in sessions(data.working)) >= MIN_SESSIONS


def by_period(data: TrendData) -> tuple[int, tuple[tuple[SetPoint, ...], ...]]:
    """Deal the working sets out to at most twelve equal periods that end with the window, oldest first.

    Gives the weeks in a period, and the sets of each.
    """
    weeks = -(-data.weeks // MOST_PERIODS)
    count = -(-data.weeks // weeks)
    periods: list[list[SetPoint]] = [[] for _ in range(count)]
    for point in data.working:
        periods[max(0, count - 1 - (data.end - point.day) // (7 * weeks))].append(point)
    return weeks, tuple(tuple(period) for period in periods)


@cached_by_identity
def period_counts(data: TrendData) -> tuple[int, tuple[Mapping[str, ItemCount] | None, ...]]:
    """The weeks in a period, and the counts of each period by item, oldest first; None without training."""
    weeks, periods = by_period(data)
    return weeks, tuple({c.item: c for c in item_counts(list(sets))} if sets else None for sets in periods)


@cached_by_identity
def shown_items(data: TrendData) -> tuple[ItemCount, ...]:
    """The items that slipped: those with enough checks first, by share, then the others by count."""
    ranked = ranking(data.working)
    fair = {c.item for c in ranked}
    return ranked + tuple(c for c in item_counts(data.working) if c.slipped and c.item not in fair)


def change_note(data: TrendData, item: str) -> str:
    """One item's share in the last four weeks against the four before; both sides need ten checks."""
    now, before = (
        next((c for c in _counts_between(data, back) if c.item == item), ItemCount(item, 0, 0)) for back in (0, DAYS)
    )
    change = f"Last 4 weeks: {now.slipped} of {now.checked}, the 4 before: {before.slipped} of {before.checked}"
    if min(now.checked, before.checked) < MIN_CHECKS:
        return f"{change}. Too few checks to compare."
    if abs(now.share - before.share) < NOISE:
        return f"{change}. No change: under 10 points is noise."
    return f"{change}. {'Less' if now.share < before.share else 'More'} often."


def _counts_between(data: TrendData, back: int) -> tuple[ItemCount, ...]:
    end = data.end - back
    return item_counts([p for p in data.working if end - DAYS < p.day <= end])


def shade(share: float) -> int:
    """The step of a share: 0 none, 1 under 15 %, 2 under 30 %, 3 under 50 %, 4 half or more."""
    return 0 if share <= 0 else 1 + sum(share >= limit for limit in SHADES)


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
