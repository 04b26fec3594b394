"""What carries the lines of a log from device to device: a folder or a hub, as the engine of the sync sees it.

A carrier knows chains and lines, not what is in them. The engine calls it from one thread, never inside a transaction
of the log, so it may take its time. Errors are StoreError with a sentence of what to do; nothing is lost by them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

from hinge_log.errors import StoreError
from hinge_log.sync.entries import ChainLine


@dataclass(slots=True)
class CarriedLines:
    """Lines by hash, as a carrier gave them, in any order.

    `roots` are devices with their names, `forks` hashes after which a copied log went its own way, `damaged` counts
    lines that could not be read. `position` says where to go on reading next time, as JSON of the carrier's own.
    """

    lines: dict[str, ChainLine] = field(default_factory=dict)
    roots: dict[int, str] = field(default_factory=dict)
    forks: set[str] = field(default_factory=set)
    damaged: int = 0
    position: object = None


class Carrier(Protocol):
    """A place that all devices of a log can reach."""

    @property
    def place(self) -> str:
        """The folder or the address, as it is shown to the user; no password is in it."""

    def settings(self) -> dict[str, object]:
        """What `open_carrier` makes this carrier of, as JSON: "kind" and what else it needs; no password."""

    def stamp(self) -> object:
        """A cheap JSON value: while it is the same nothing was added, by whomever. Raises StoreError."""

    def read(self, position: object, pause: Callable[[], None]) -> CarriedLines:
        """The lines after `position`, or all for None; at least those, more do no harm.

        `pause` is to be called every few lines: it may sleep, so that a key gets its turn. A position that the carrier
        no longer understands, or behind which something was changed, is read from the beginning. Raises StoreError.
        """

    def holds(self, head: str) -> bool:
        """Whether the entry with that hash is still there; it is not after an older state was put back."""

    def append(self, root: int, name: str, lines: Sequence[ChainLine], *, anew: bool) -> None:
        """Add lines of this device's own chain, each following the one before it; on the disk when it returns.

        `root` is the device that the chain begins with, `name` what it is called. The first line follows any entry of
        the chain: not the last one there when the log was copied, then a branch begins. Lines that are there already
        are left alone. `anew` says that the whole chain is sent, since the carrier had lost its end. Raises StoreError.
        """

    def refill(self, root: int, name: str, lines: Sequence[ChainLine]) -> None:
        """Add the chain of another device, which was lost here; nothing is done where one may not speak for another."""

    def close(self) -> None:
        """Let go of connections and files."""


_MODULES = {"folder": "hinge_log.sync.folder", "hub": "hinge_log.sync.hub"}


def open_carrier(settings: Mapping[str, object]) -> Carrier:
    """The carrier with these settings, by the `open_carrier` of its module. Raises StoreError for an unknown kind."""
    module = _MODULES.get(str(settings.get("kind")))
    if module is None:
        raise StoreError(
            "This log uses a sync method that this hinge-log does not know.", "Update hinge-log here, then sync again."
        )
    carrier: Carrier = import_module(module).open_carrier(settings)
    return carrier
