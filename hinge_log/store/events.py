"""The changes of a row as events of several devices, in their order, each with what its device had seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from json import loads

from hinge_log.store.journal import Value, read_change

BASELINE = "baseline"
"""The kind of the actions that hold what was in a log when its sync was set up: every device has seen them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a row: `order` ranks it; `values` are the columns after it, None for an emptied one."""

    order: tuple[int, int, int, int]
    device: int
    n: int
    kind: str
    seen: Mapping[str, int]
    values: Mapping[str, Value]
    new: bool

    def has_seen(self, other: Event) -> bool:
        """Whether the device knew of the other event when it did this one."""
        if other.device == self.device:
            return other.n <= self.n
        return other.kind == BASELINE or self.seen.get(str(other.device), 0) >= other.n


def events_of(connection: sqlite3.Connection, entity: str, row: str) -> list[Event]:
    """All changes of a row that belong to the shared history, in their order. Raises one of DAMAGED."""
    events = []
    for clock, device, n, kind, seen, before, after, t_clock, t_device, t_n, parent in connection.execute(
        "SELECT a.clock, a.device, a.n, a.kind, a.seen, c.before, c.after, t.clock, t.device, t.n, d.parent"
        " FROM change c JOIN action a ON a.id = c.action JOIN device d ON d.id = a.device AND d.hidden = 0"
        " LEFT JOIN action t ON t.id = a.target AND t.device IN (SELECT id FROM device WHERE hidden = 0)"
        " WHERE c.entity = ? AND c.row = ?",
        (entity, row),
    ):
        change = read_change(entity, row, before, after)
        new = before is None
        values = dict(change.after) if change.after is not None else {"hidden": 1}
        # The rows of an import are in an action after its own: its undo ranks where it was done.
        by_target = t_clock is not None and entity != "import"
        order = (t_clock, t_device, t_n, n) if by_target else (clock, device, n, 0)
        known = loads(seen or "{}") | (_seen_by_descent(connection, device) if parent is not None else {})
        events.append(Event(order, device, n, kind, known, values, new))
    events.sort(key=lambda event: event.order)
    return events


def _seen_by_descent(connection: sqlite3.Connection, device: int) -> dict[str, int]:
    """What a device that goes on from a copied log has seen of the devices that it goes on from."""
    known: dict[str, int] = {}
    while True:
        row = connection.execute("SELECT parent, parent_n FROM device WHERE id = ?", (device,)).fetchone()
        if row is None or None in row or str(row[0]) in known:
            return known
        device = row[0]
        known[str(device)] = row[1]
