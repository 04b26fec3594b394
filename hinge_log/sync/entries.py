"""What a device did, as it travels to the others: one action in one line, chained to the one before it by a hash.

A line of a file is `<body> <hash of the entry before> <hash>`. The body is JSON:

    {"back":1,"changes":[["sets","<id>",{"reps":5},0]],"clock":...,"kind":"rate","seen":{"<device>":12}}

A change is table, row, columns after it, and 1 for a new row; `back` says how many entries before this one the action
stands that an undo or a redo turned. Neither the device nor the entry's number is in it: both follow from the chain, so
that a device whose log was copied can get a new number without its history changing.

The chains of all devices are one tree. A copied log, or one that was put back from a backup, goes on from an entry that
another log goes on from, too. There the chain forks: what follows on each side belongs to a device of its own, whose
number comes from its first entry. Every replica that sees the fork numbers it alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from json import dumps, loads

from hinge_log.store.journal import DAMAGED, LAST_CLOCK
from hinge_log.store.packed import bounded
from hinge_log.store.safety.mirror import DEVICE_LIMIT, DEVICES_LIMIT, LINE_LIMIT, NUMBER_LIMIT

FORMAT = "hinge-log-sync/1"
HASH_LENGTH = 32
_CHANGES_LIMIT = 200_000

ChangeRow = tuple[str, str, Mapping[str, object], bool]
"""Table, row, columns after the change, and whether the row is new."""


@dataclass(frozen=True, slots=True)
class SyncEntry:
    """One action of a device."""

    clock: int
    kind: str
    seen: Mapping[str, int]
    changes: tuple[ChangeRow, ...]
    back: int = 0

    def body(self) -> bytes:
        """The entry as JSON: always the same bytes for the same entry."""
        values: dict[str, object] = {
            "changes": [[entity, row, dict(columns), int(new)] for entity, row, columns, new in self.changes],
            "clock": self.clock,
            "kind": self.kind,
            "seen": dict(self.seen),
        }
        if self.back:
            values["back"] = self.back
        return dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A body with its hash and the hash of the entry before it, both as 32 hexadecimal digits."""

    body: bytes
    previous: str
    hash: str

    def encoded(self) -> bytes:
        """The line as it stands in a file."""
        return b"%s %s %s\n" % (self.body, self.previous.encode(), self.hash.encode())


def chained(previous: str, body: bytes) -> ChainLine:
    """The line of a body that follows the entry with the hash `previous`."""
    return ChainLine(body, previous, blake2b(previous.encode() + b"\n" + body, digest_size=16).hexdigest())


def root_hash(device: int) -> str:
    """What stands before the first entry of a device."""
    return blake2b(f"{FORMAT}\n{device}".encode(), digest_size=16).hexdigest()


def branch_device(first: str) -> int:
    """The number of the device whose first entry after a fork has that hash: the same for whoever sees the fork."""
    return (1 << 59) | int(first, 16) % (DEVICE_LIMIT >> 1)


def parse_line(raw: bytes) -> ChainLine | None:
    """A line without its line end; None for one that is torn, damaged or too long."""
    if len(raw) > LINE_LIMIT:
        return None
    body, _, digest = raw.rpartition(b" ")
    body, _, previous = body.rpartition(b" ")
    if len(previous) != HASH_LENGTH or len(digest) != HASH_LENGTH or not body:
        return None
    try:
        line = chained(previous.decode("ascii"), body)
        return line if line.hash == digest.decode("ascii") else None
    except UnicodeDecodeError:
        return None


def parse_body(body: bytes) -> SyncEntry:
    """Read an entry with bounds. Raises ValueError for one that no hinge-log wrote."""
    try:
        values = loads(body)
        changes = tuple(_change(*each) for each in values["changes"])
        seen = {
            str(bounded(int(device), 0, DEVICE_LIMIT)): bounded(n, 0, NUMBER_LIMIT)
            for device, n in values["seen"].items()
        }
        kind, back = values["kind"], bounded(values.get("back", 0), 0, NUMBER_LIMIT)
        if not isinstance(kind, str) or len(kind) > 40 or len(seen) > DEVICES_LIMIT or len(changes) > _CHANGES_LIMIT:
            raise ValueError("kind, seen or changes")
        return SyncEntry(bounded(values["clock"], 0, LAST_CLOCK), kind, seen, changes, back)
    except DAMAGED as error:
        raise ValueError(f"an unreadable entry: {error}") from error


def _change(entity: object, row: object, columns: object, new: object) -> ChangeRow:
    if not isinstance(entity, str) or not isinstance(row, str) or len(entity) > 60 or len(row) > 200:
        raise ValueError("the name of a row")
    if not isinstance(columns, dict) or len(columns) > 100:
        raise ValueError("the columns of a row")
    for name, value in columns.items():
        if len(name) > 60 or not (value is None or isinstance(value, str | int | float)):
            raise ValueError("a column of a row")
        if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            raise ValueError("a number of a row")
    return entity, row, columns, new == 1


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
