"""The chains of all devices as one tree: which device an entry belongs to, and its number there.

A copied log, or one that was put back from a backup, goes on from an entry that another log goes on from, too. There
the chain forks: what follows on each side belongs to a device of its own, whose number comes from its first entry.
Every replica that sees the fork numbers it alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hinge_log.sync.entries import ChainLine, branch_device, root_hash


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its device, its number there from 1, and its line."""

    device: int
    n: int
    line: ChainLine


@dataclass(slots=True)
class Chains:
    """The place of each entry by hash, in an order in which each follows the one before it.

    `parents` are (device, number) that a forked device goes on from. `tips` are the last number and hash of each
    device, 0 and its root for one that did nothing yet. `waiting` counts lines whose predecessor has not arrived.
    """

    places: dict[str, Place] = field(default_factory=dict)
    tips: dict[int, tuple[int, str]] = field(default_factory=dict)
    parents: dict[int, tuple[int, int]] = field(default_factory=dict)
    forks: set[str] = field(default_factory=set)
    waiting: int = 0


def number_entries(lines: Mapping[str, ChainLine], devices: Iterable[int], forks: Iterable[str]) -> Chains:
    """Give each entry its device and number; `forks` are those known already, which stay."""
    after: dict[str, list[ChainLine]] = {}
    for line in lines.values():
        after.setdefault(line.previous, []).append(line)
    chains = Chains(forks={*forks, *(previous for previous, next_ones in after.items() if len(next_ones) > 1)})
    todo = [(root_hash(device), device, 0) for device in sorted(set(devices))]
    chains.tips = {device: (0, previous) for previous, device, _ in todo}
    while todo:
        previous, device, n = todo.pop()
        for line in sorted(after.get(previous, ()), key=lambda each: each.hash):
            if line.hash in chains.places:
                continue
            if previous in chains.forks:
                place = Place(branch_device(line.hash), 1, line)
                chains.parents[place.device] = (device, n)
            else:
                place = Place(device, n + 1, line)
            chains.places[line.hash] = place
            chains.tips[place.device] = place.n, line.hash
            todo.append((line.hash, place.device, place.n))
    chains.waiting = len(lines) - len(chains.places)
    return chains


def number_added(
    lines: Mapping[str, ChainLine], tips: Mapping[int, tuple[int, str]], forks: Iterable[str]
) -> Chains | None:
    """Give entries that only go on from where the chains ended their places; None where all entries are needed."""
    after = {line.previous: line for line in lines.values()}
    known_forks = set(forks)
    if len(after) != len(lines) or not known_forks.isdisjoint(after):
        return None
    chains = Chains(tips=dict(tips), forks=known_forks)
    for device, (n, previous) in tips.items():
        while (line := after.get(previous)) is not None:
            n, previous = n + 1, line.hash
            chains.places[previous] = Place(device, n, line)
        chains.tips[device] = n, previous
    return chains if len(chains.places) == len(lines) else None
