"""What this device knows of its sync, how it gets at the log, and how fast it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from typing import Protocol, TypeVar

from hinge_log.store.store import Store

T = TypeVar("T")

STATE = "sync"

_AT_ONCE = 400
"""Fewer than the second copy of the journal catches up with after one commit."""


class LogAccess(Protocol):
    """Runs a piece of work with the log and gives its result: directly, or in the one thread that owns the log."""

    def __call__(self, work: Callable[[Store], T], /) -> T:
        """Run it; its errors come back."""


@dataclass(slots=True)
class SyncState:
    """The state of the sync, as the table `state` holds it.

    `carrier` are the settings of the carrier. `head` is the hash of the last own entry that was sent, `sent` its number
    among those of this device; `root` is the device that the own chain begins with. `position` is where reading goes
    on, `tips` the last [number, hash] of each device there, `stamp` what the carrier answered then. `rows` are
    [table, row, why] of changes that could not be read. `refold` says that all rows are to be worked out anew, which
    is also done once for each `schema`: columns of a newer hinge-log may have waited in the journal.
    """

    carrier: dict[str, object]
    name: str
    root: int
    head: str
    sent: int = 0
    forks: list[str] = field(default_factory=list)
    stamp: object = None
    position: object = None
    tips: dict[str, list[object]] = field(default_factory=dict)
    imports: list[int] = field(default_factory=list)
    last_ms: int = 0
    rows: list[list[str]] = field(default_factory=list)
    refold: bool = False
    schema: int = 0
    stopped: bool = False

    @property
    def kind(self) -> str:
        """What carries the log: "folder" or "hub"."""
        return str(self.carrier.get("kind", "folder"))

    @property
    def place(self) -> str:
        """The folder or the address of the hub."""
        return str(self.carrier.get("folder") or self.carrier.get("url") or "")

    def known_tips(self) -> dict[int, tuple[int, str]]:
        """The last number and hash of each device."""
        return {int(device): (int(str(n)), str(last)) for device, (n, last) in self.tips.items()}


def load_state(store: Store) -> SyncState | None:
    """The state of the sync, or None when it was never set up, or was left."""
    value = store.state(STATE)
    if not isinstance(value, dict) or value.get("stopped"):
        return None
    if "folder" in value:  # of a hinge-log that knew folders alone
        value = {**value, "carrier": {"kind": "folder", "folder": value["folder"], "file": value.get("file", "")}}
        value["rows"] = value.get("rows") or []
    names = {each.name for each in fields(SyncState)}
    try:
        return SyncState(**{name: part for name, part in value.items() if name in names})
    except TypeError:
        return None


def save_state(store: Store, state: SyncState) -> None:
    """Keep the state; the caller holds the transaction."""
    store.put_state_within(STATE, asdict(state))


def unsent(store: Store, state: SyncState) -> int:
    """How many own actions are not sent yet."""
    query = "SELECT count(*) FROM action WHERE device = ? AND n > ?"
    return int(store.value(query, store.state("device"), state.sent))


class Pace(Protocol):
    """Says how much is done in one step, and rests between the steps."""

    def entries(self) -> int:
        """How many entries the next transaction holds."""

    def pause(self) -> None:
        """Let others go on; called between steps of less than a millisecond or one transaction."""


class FullSpeed:
    """Goes on at once."""

    def entries(self) -> int:
        """Enough that a commit costs little for each entry."""
        return _AT_ONCE

    def pause(self) -> None:
        """Take no rest."""
