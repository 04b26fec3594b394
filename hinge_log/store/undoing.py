"""Undo and redo of actions; each is itself an action in the journal."""

from __future__ import annotations

import sqlite3
from json import loads

from hinge_log.errors import StoreError
from hinge_log.store.journal import (
    DAMAGED,
    DONE,
    IMPORT_KEY,
    UNDONE,
    Change,
    add_action,
    apply,
    changes_of,
    next_clock,
    write_change,
)
from hinge_log.store.queries import OF_THIS_DEVICE

FILES = ("import", "merge")
"""Actions that took in a file: they are taken back whole."""


def undo_or_redo(
    connection: sqlite3.Connection, now_ms: int, device: int, *, back: bool
) -> tuple[str, list[Change]] | None:
    """Undo the last action of this device, or redo the last undone one.

    Gives its kind and changes, or None when there is none. Columns that another device has changed since stay as that
    device left them. Raises StoreError for a log that was merged and taken back, and for an import that has no copy.
    """
    state, order = (DONE, "DESC") if back else (UNDONE, "ASC")
    head = connection.execute(
        f"SELECT id, kind FROM action WHERE state = ? AND target IS NULL AND {OF_THIS_DEVICE}"
        f" ORDER BY id {order} LIMIT 1",
        (state,),
    ).fetchone()
    if head is None:
        return None
    target, kind = int(head[0]), str(head[1])
    if kind == "merge" and not back:
        raise StoreError("A merged log can't be redone. Nothing was changed.", "Import the file again.")
    try:
        changes = changes_of(connection, target)
        made: list[Change] = []
        for change in reversed(changes) if back else changes:
            if change.entity == "import" and kind == "import":
                from hinge_log.store.import_rows import chunk_name, remove_import, restore_import

                if back or change.after is None:
                    made.append(import_turned(connection, int(change.row), hidden=True))
                    remove_import(connection, int(change.row))
                else:
                    apply(connection, change.entity, change.row, None, change.after)
                    made.append(import_turned(connection, int(change.row), hidden=False))
                    name = chunk_name(str(change.after.get("sha256", "")), int(str(change.after["at_ms"])))
                    restore_import(connection, int(change.row), name)
                continue
            step = _not_overtaken(connection, target, inverse(change, kind) if back else _again(change))
            if step is not None:
                apply(connection, step.entity, step.row, step.before, step.after)
                made.append(step)
    except DAMAGED as error:
        raise StoreError(
            f"The journal of action {target} is damaged. Nothing was changed.", "Run 'hinge-log doctor' for details."
        ) from error
    connection.execute("UPDATE action SET state = ? WHERE id = ?", (UNDONE if back else DONE, target))
    number = add_action(connection, "undo" if back else "redo", next_clock(connection, now_ms), device, target)
    for position, step in enumerate(made):
        write_change(connection, number, position, step)
    return kind, changes


def import_turned(connection: sqlite3.Connection, number: int, *, hidden: bool) -> Change:
    """What an undo or a redo of an import is in the journal: its name on every device, and whether it is taken back."""
    row = connection.execute(f"SELECT {IMPORT_KEY} FROM import WHERE id = ?", (number,)).fetchone()
    return Change("import", str(row[0] if row else number), {"hidden": int(not hidden)}, {"hidden": int(hidden)})


def inverse(change: Change, kind: str) -> Change:
    """The change that takes back one of an action of that kind: a new row is hidden.

    Rows of a file are removed, since the same file may come in again with the same rows.
    """
    if change.before is None and kind not in FILES:
        return Change(change.entity, change.row, {"hidden": 0}, {"hidden": 1})
    return Change(change.entity, change.row, change.after, change.before)


def _again(change: Change) -> Change:
    if change.before is None and change.after is not None:
        return Change(change.entity, change.row, None, {**change.after, "hidden": 0})
    return change


def _not_overtaken(connection: sqlite3.Connection, target: int, step: Change) -> Change | None:
    """A step of an undo without the columns that another device changed after the action that it takes back."""
    if connection.execute("SELECT 1 FROM device WHERE own = 0 LIMIT 1").fetchone() is None:
        return step  # the log is on one device alone
    later: set[str] = set()
    for (after,) in connection.execute(
        "SELECT c.after FROM change c JOIN action a ON a.id = c.action JOIN action t ON t.id = ?"
        " WHERE c.entity = ? AND c.row = ? AND a.clock > t.clock"
        " AND a.device IN (SELECT id FROM device WHERE own = 0)",
        (target, step.entity, step.row),
    ):
        later |= loads(after or "{}").keys()
    if not later:
        return step
    before, after = ({n: v for n, v in (side or {}).items() if n not in later} for side in (step.before, step.after))
    return Change(step.entity, step.row, before, after) if after else None
