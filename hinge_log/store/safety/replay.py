"""Doing the actions of a journal again, on a log that does not have them yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.store.import_rows import remove_import
from hinge_log.store.journal import FILES, KEYS, OVERTAKEN, apply, changes_of
from hinge_log.store.safety.mirror import Line


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replay came: the last action done, and why it stopped before the end ("" when it did not)."""

    done: int
    last: int
    stopped: str = ""


def replay(connection: sqlite3.Connection, lines: Mapping[int, Line]) -> Replayed:
    """Do the actions of `lines` that come after the last one of this log, in order, up to the first that is missing.

    The caller holds the transaction. Stops before an action that cannot be done, with the log as it was before it.
    """
    last = int(connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])
    done = 0
    end = max(lines, default=0)
    while last < end:
        line = lines.get(last + 1)
        if line is None:
            return Replayed(done, last, f"action {last + 1} is missing in the journal")
        connection.execute("SAVEPOINT one")
        try:
            wrong = _do(connection, line)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            wrong = str(error)
        if wrong:
            connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        if wrong:
            return Replayed(done, last, f"action {line.n} ({line.kind}) cannot be done again: {wrong}")
        last, done = line.n, done + 1
    return Replayed(done, last)


def _do(connection: sqlite3.Connection, line: Line) -> str:
    """Do one action; gives why not, or ""."""
    if line.changes is None or (line.kind in FILES and line.changes):
        return "its rows are in no journal, only in a backup made after it"
    connection.execute(
        "INSERT INTO action (id, clock, device, kind, target) VALUES (?, ?, ?, ?, ?)",
        (line.n, line.clock, line.device, line.kind, line.target),
    )
    if line.kind in ("undo", "redo"):
        return _turn(connection, line)
    connection.execute("UPDATE action SET state = 2 WHERE state = 0")
    for number, (entity, row, before, after) in enumerate(line.changes):
        if entity not in KEYS:
            return f"it names an unknown table, {entity!r}"
        connection.execute(
            "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (line.n, number, entity, row, before, after),
        )
    for change in changes_of(connection, line.n):
        apply(connection, change.entity, change.row, change.before, change.after)
    return ""


def _turn(connection: sqlite3.Connection, line: Line) -> str:
    if line.target is None:
        return "it took back an import whose number is not known"
    found = connection.execute("SELECT kind FROM action WHERE id = ?", (line.target,)).fetchone()
    if found is None:
        return f"action {line.target} is not there"
    changes = changes_of(connection, line.target)
    back = line.kind == "undo"
    for change in reversed(changes) if back else changes:
        if found[0] == "import":
            remove_import(connection, int(change.row))
        elif back:
            apply(connection, change.entity, change.row, change.after, change.before)
        else:
            apply(connection, change.entity, change.row, change.before, change.after)
    if line.state == OVERTAKEN:
        connection.execute("UPDATE action SET state = 2 WHERE state = 0")
    connection.execute("UPDATE action SET state = ? WHERE id = ?", (line.state, line.target))
    return ""


def same_changes(line: Line, other: Line) -> bool:
    """Whether two records of one action say the same."""
    if (line.n, line.clock, line.device, line.kind, line.target) != (
        other.n,
        other.clock,
        other.device,
        other.kind,
        other.target,
    ):
        return False
    if line.changes is None or other.changes is None:
        return line.changes is None and other.changes is None and line.rows == other.rows
    return [_read(*each) for each in line.changes] == [_read(*each) for each in other.changes]


def _read(entity: str, row: str, before: str | None, after: str | None) -> tuple[object, ...]:
    try:
        return entity, row, None if before is None else json.loads(before), None if after is None else json.loads(after)
    except ValueError:
        return entity, row, before, after
