"""What a device did, as it travels to the others: one action in one line, chained to the one before it by a hash.

A line of a file is `<body> <hash of the entry before> <hash>`. The body is JSON:

    {"back":1,"changes":[["sets","<id>",{"reps":5},0]],"clock":...,"kind":"rate","seen":{"<device>":12}}

A change is table, row, columns after it, and 1 for a new row; `back` says how many entries before this one the action
stands that an undo or a redo turned. Neither the device nor the entry's number is in it: both follow from the chain, so
that a device whose log was copied can get a new number without its history changing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from json import dumps, loads

from hinge_log.store.journal import DAMAGED, LAST_CLOCK

FORMAT = "hinge-log-sync/1"
HASH_LENGTH = 32
LINE_LIMIT = 64 << 20
_NUMBER_LIMIT = 1 << 53
_DEVICES_LIMIT = 10_000
_CHANGES_LIMIT = 200_000
_BRANCH = 1 << 60

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
    return (1 << 59) | int(first, 16) % (_BRANCH >> 1)


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
        seen = {str(_whole(int(device), _BRANCH)): _whole(n, _NUMBER_LIMIT) for device, n in values["seen"].items()}
        kind, back = values["kind"], _whole(values.get("back", 0), _NUMBER_LIMIT)
        if not isinstance(kind, str) or len(kind) > 40 or len(seen) > _DEVICES_LIMIT or len(changes) > _CHANGES_LIMIT:
            raise ValueError("kind, seen or changes")
        return SyncEntry(_whole(values["clock"], LAST_CLOCK), kind, seen, changes, back)
    except DAMAGED as error:
        raise ValueError(f"an entry that cannot be read: {error}") from error


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


def _whole(value: object, limit: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
        raise ValueError("a number")
    return value
