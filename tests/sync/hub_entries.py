"""Entries as a device would send them, written straight into a hub."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from hinge_log.sync.entries import ChainLine, SyncEntry, chained, root_hash
from hinge_log.sync.hub.connection import HubConnection

Row = tuple[str, str, dict[str, object]]


def entry_of(*rows: Row, clock: int = 1, kind: str = "log") -> bytes:
    """The body of an entry that makes new rows."""
    return SyncEntry(clock, kind, {}, tuple((table, row, columns, True) for table, row, columns in rows)).body()


def lines_of(device: int, bodies: Sequence[bytes]) -> list[ChainLine]:
    """The chain of a device with these bodies."""
    lines, head = [], root_hash(device)
    for body in bodies:
        lines.append(chained(head, body))
        head = lines[-1].hash
    return lines


def add_device(hub: HubConnection, log: int, device: int) -> None:
    hub.rows(
        "INSERT INTO device (log, device, person, name, after, root) VALUES (%s, %s, session_user, '', %s, %s)",
        log, device, root_hash(device), device,
    )  # fmt: skip


def add_lines(hub: HubConnection, log: int, device: int, lines: Sequence[ChainLine], first: int = 1) -> None:
    """Insert lines as they stand, the first one with that number."""
    for n, line in enumerate(lines, first):
        hub.rows(
            "INSERT INTO entry (log, device, n, clock, hash, previous, kind, body)"
            " VALUES (%s, %s, %s, 0, %s, %s, '', %s::json)",
            log, device, n, line.hash, line.previous, line.body.decode(),
        )  # fmt: skip


def workout_rows(number: int = 1, *, reps: int = 5) -> list[Row]:
    """A workout with one lift and one set."""
    return [
        ("workout", f"w{number}", {"day": 20_000 + number, "started_ms": number, "offset_min": 0, "name": "A"}),
        ("lift", f"l{number}", {"workout_id": f"w{number}", "exercise": "rdl", "position": 0}),
        ("sets", f"s{number}", {"lift_id": f"l{number}", "position": 0, "reps": reps, "load_g": 60_000}),
    ]


def judgement_row(person: str, number: int = 1) -> Row:
    """A coach's rating of the set of `workout_rows`."""
    columns = {"set_id": f"s{number}", "person": person, "basis": "quick", "judged_by": "person", "form": 3}
    return "judgement", f"j-{person}-{number}", columns


def dumped(value: object) -> bytes:
    """Any JSON as a body."""
    return dumps(value).encode()
