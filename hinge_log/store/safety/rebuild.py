"""What a log must hold by its backups and its journal: built anew, or compared with it, row by row.

It is built of the newest backup of the same history, and the journal's actions after it done again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from json import loads

from hinge_log.errors import StoreError
from hinge_log.store.connection import migrate, uri_of
from hinge_log.store.import_rows import chunk_name, remove_import, restore_import
from hinge_log.store.journal import DAMAGED, DONE, OVERTAKEN, Change, apply, changes_of
from hinge_log.store.safety.backup import Backup, columns_of, listed, table_digests, verify
from hinge_log.store.safety.mirror import Line, MirrorRead, Stamp, lines_after
from hinge_log.store.schema import KEYS

_NO_ROWS = "its rows are not in a journal, only in a later backup"

_Apply = Callable[..., None]

UNJOURNALED = frozenset(("state", "device", "_sqlite_migrations"))
"""Tables that hold no data of the user's, so that nothing else knows what is in them."""

_SHOWN = 20

_CHUNK = 1_000

_Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a replay came: the last action done, and why it stopped before the end ("" when it did not)."""

    done: int
    last: int
    stopped: str = ""


def stamps_of(connection: sqlite3.Connection) -> dict[int, Stamp]:
    """The clock and the device of every action of a log, by number. Raises sqlite3.Error when they cannot be read."""
    return {
        number: (clock, device) for number, clock, device in connection.execute("SELECT id, clock, device FROM action")
    }


def backup_stamps(path: str, folder: str | None = None) -> dict[int, Stamp]:
    """The actions in all backups of the log at `path` that can be read; of a number in several, any of them."""
    stamps: dict[int, Stamp] = {}
    for each in listed(path, folder):
        try:
            with closing(sqlite3.connect(uri_of(each.path, "ro"), uri=True)) as connection:
                stamps |= stamps_of(connection)
        except (sqlite3.Error, UnicodeDecodeError):
            continue
    return stamps


def fill_from_backup(
    path: str, target: sqlite3.Connection, history: Mapping[int, Stamp], wrong: list[str], folder: str | None = None
) -> Backup | None:
    """Fill the empty database `target` from the whole backup with the most actions of the same history.

    A backup that was made before a restore went on in another way: the last action that it shares a number with
    in `history` is another one. With no backup, `target` becomes an empty log. What was wrong with backups is added
    to `wrong`.
    """
    for each in listed(path, folder):
        try:
            verify(each.path, digest=each.digest)
        except StoreError as error:
            wrong.append(error.message)
            continue
        with closing(sqlite3.connect(uri_of(each.path, "ro"), uri=True)) as source:
            stamps = stamps_of(source)
            shared = max(stamps.keys() & history.keys(), default=None)
            if shared is not None and stamps[shared] != history[shared]:
                continue
            source.backup(target)
        migrate(target)
        return each
    migrate(target)
    return None


def replay(connection: sqlite3.Connection, lines: Mapping[int, Line]) -> Replayed:
    """Do the actions of `lines` that come after the last one of this log, in order, up to the first that is missing.

    The caller holds the transaction. Stops before an action that cannot be done, with the log as it was before it.
    """
    last = _last_action(connection)
    done = 0
    end = max(lines, default=0)
    while last < end:
        line = lines.get(last + 1)
        if line is None:
            return Replayed(done, last, f"action {last + 1} is missing from the journal")
        reason = _in_savepoint(connection, partial(_do, connection, line, apply_strictly))
        if reason:
            return Replayed(done, last, f"action {line.n} ({line.kind}) cannot be replayed: {reason}")
        last, done = line.n, done + 1
    return Replayed(done, last)


def replay_past_gap(connection: sqlite3.Connection, lines: Mapping[int, Line]) -> tuple[int, list[str]]:
    """Do what can be done of the actions of `lines` after the last one of this log, whatever is missing before them.

    The caller holds the transaction. Gives how many were done, and for each that was not, why.
    """
    first = _last_action(connection)
    done, problems = 0, []
    for number in sorted(number for number in lines if number > first):
        line = lines[number]
        reason = _in_savepoint(connection, partial(_do, connection, line, apply_to_what_is_there))
        if reason:
            problems.append(f"Action {number} ({line.kind}) cannot be replayed: {reason}.")
        else:
            done += 1
    return done, problems


def apply_strictly(connection: sqlite3.Connection, change: Change, *, back: bool) -> None:
    """Do a change, or take it back, on rows that are as it says."""
    old, new = (change.after, change.before) if back else (change.before, change.after)
    apply(connection, change.entity, change.row, old, new)


def apply_to_what_is_there(connection: sqlite3.Connection, change: Change, *, back: bool) -> None:
    """Do a change, or take it back, where rows may already be so. Raises ValueError when the row is missing."""
    old, new = (change.after, change.before) if back else (change.before, change.after)
    if change.entity not in KEYS:
        raise ValueError(f"the journal names an unknown table: {change.entity!r}")
    exists = connection.execute(
        f"SELECT 1 FROM {change.entity} WHERE {KEYS[change.entity]} = ?", (change.row,)
    ).fetchone()
    if new is not None and old is None and exists:
        if new:
            apply(connection, change.entity, change.row, new, new)
    elif new is not None and old is not None and not exists:
        raise ValueError(f"the '{change.entity}' row that it changed is missing")
    else:
        apply(connection, change.entity, change.row, old, new)


def _last_action(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])


def _in_savepoint(connection: sqlite3.Connection, work: Callable[[], str]) -> str:
    """Do some work that gives why it could not be done ("" when it was); then nothing of it stays."""
    connection.execute("SAVEPOINT one")
    try:
        reason = work()
    except (sqlite3.Error, *DAMAGED) as error:
        reason = str(error) or "it is damaged"
    if reason:
        connection.execute("ROLLBACK TO one")
    connection.execute("RELEASE one")
    return reason


def _do(connection: sqlite3.Connection, line: Line, apply_change: _Apply) -> str:
    """Do one action; gives why not, or ""."""
    if line.changes is None or (line.kind == "merge" and line.changes):
        return _NO_ROWS
    connection.execute(
        "INSERT INTO action (id, clock, device, kind, target, n, seen, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(n), 0) + 1 FROM action WHERE device = ?3), ?6, ?7)",
        (line.n, line.clock, line.device, line.kind, line.target, line.seen, _first_state(line)),
    )
    turns = line.kind in ("undo", "redo")
    if turns:
        reason = _turn_target(connection, line, apply_change)
        if reason:
            return reason
    else:
        connection.execute("UPDATE action SET state = 2 WHERE state = 0")
    for number, (entity, row, before, after) in enumerate(line.changes):
        if entity not in KEYS:
            return f"it names an unknown table, {entity!r}"
        connection.execute(
            "INSERT INTO change (action, number, entity, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (line.n, number, entity, row, before, after),
        )
    for change in changes_of(connection, line.n):
        if line.kind == "import" and change.entity == "import":
            _restore_import(connection, change)
        else:
            apply_change(connection, change, back=False)
    return ""


def _restore_import(connection: sqlite3.Connection, change: Change) -> None:
    """Bring in an import again from its own copy in the log. Raises ValueError when that is not there."""
    if change.after is None:
        raise ValueError(_NO_ROWS)
    apply(connection, change.entity, change.row, None, change.after)
    name = chunk_name(str(change.after.get("sha256", "")), int(str(change.after["at_ms"])))
    try:
        restore_import(connection, int(change.row), name)
    except StoreError as error:
        raise ValueError(_NO_ROWS) from error


def _first_state(line: Line) -> int:
    return OVERTAKEN if line.target is None and line.state == OVERTAKEN else DONE


def _turn_target(connection: sqlite3.Connection, line: Line, apply_change: _Apply) -> str:
    """Mark what an undo or a redo turned; one of an older hinge-log says no changes, so they are made here."""
    if line.target is None:
        return "it undid an import with an unknown number"
    target = connection.execute("SELECT kind FROM action WHERE id = ?", (line.target,)).fetchone()
    if target is None:
        return f"action {line.target} does not exist"
    changes = changes_of(connection, line.target)
    back = line.kind == "undo"
    for change in reversed(changes) if back else changes:
        if target[0] == "import" and change.entity == "import":
            if back:
                remove_import(connection, int(change.row))
            else:
                _restore_import(connection, change)
        elif line.seen is None:
            apply_change(connection, change, back=back)
    if line.state == OVERTAKEN:
        connection.execute("UPDATE action SET state = 2 WHERE state = 0")
    connection.execute("UPDATE action SET state = ? WHERE id = ?", (line.state, line.target))
    return ""


@dataclass(slots=True)
class RowComparison:
    """What was found: `differing` rows as "table row: columns", actions by number, and why rows were not compared."""

    base: Backup | None = None
    differing: list[str] = field(default_factory=list)
    differing_count: int = 0
    changed_actions: list[int] = field(default_factory=list)
    missing_in_log: list[int] = field(default_factory=list)
    missing_in_copy: list[int] = field(default_factory=list)
    bad_backups: list[str] = field(default_factory=list)
    not_compared: str = ""


def compare(connection: sqlite3.Connection, path: str, copy: MirrorRead, folder: str | None = None) -> RowComparison:
    """Compare the open log with its journal copy and its backups. Raises sqlite3.Error when the log cannot be read."""
    comparison = RowComparison()
    own = {line.n: line for line in _all_lines(connection)}
    last = max(own, default=0)
    for number, line in sorted(copy.lines.items()):
        mine = own.get(number)
        if mine is None:
            comparison.missing_in_log.append(number)
        elif not same_changes(mine, line):
            comparison.changed_actions.append(number)
    comparison.missing_in_copy = [number for number in sorted(own) if number not in copy.lines]
    lines = own | copy.lines
    with closing(sqlite3.connect("", isolation_level=None)) as expected:
        expected.execute("PRAGMA foreign_keys = 1").close()  # what an import brought in goes with it
        history = {number: (line.clock, line.device) for number, line in lines.items()}
        comparison.base = fill_from_backup(path, expected, history, comparison.bad_backups, folder)
        if comparison.base is not None and comparison.base.action > last:
            comparison.missing_in_log = sorted(
                {*comparison.missing_in_log, *range(last + 1, comparison.base.action + 1)}
            )
            comparison.not_compared = "the newest backup is ahead of the log"
            return comparison
        expected.execute("BEGIN")
        done = replay(expected, {number: line for number, line in lines.items() if number <= last})
        expected.execute("COMMIT")
        if done.stopped:
            comparison.not_compared = done.stopped
            return comparison
        if connection.execute("SELECT 1 FROM device WHERE own = 0 LIMIT 1").fetchone() is not None:
            comparison.not_compared = "its rows are merged from several devices"
            return comparison
        _compare_tables(connection, expected, comparison)
    return comparison


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
    return [_parsed(*each) for each in line.changes] == [_parsed(*each) for each in other.changes]


def _parsed(entity: str, row: str, before: str | None, after: str | None) -> tuple[object, ...]:
    try:
        return entity, row, None if before is None else loads(before), None if after is None else loads(after)
    except (ValueError, RecursionError):
        return entity, row, before, after


def _all_lines(connection: sqlite3.Connection) -> list[Line]:
    all_lines: list[Line] = []
    last = 0
    while lines := lines_after(connection, last, _CHUNK):
        all_lines += lines
        last = lines[-1].n
    return all_lines


def _compare_tables(here: sqlite3.Connection, there: sqlite3.Connection, result: RowComparison) -> None:
    mine, expected = table_digests(here), table_digests(there)
    for table in sorted(expected.keys() | mine.keys()):
        if table in UNJOURNALED or mine.get(table) == expected.get(table):
            continue
        if table not in mine or table not in expected:
            result.differing.append(f"{table}: the table is {'missing' if table not in mine else 'unknown'}")
            result.differing_count += 1
            continue
        columns, key = columns_of(there, table)
        was, now = _by_key(there, table, columns, key), _by_key(here, table, columns, key)
        for row in sorted(was.keys() | now.keys(), key=repr):
            before, after = was.get(row), now.get(row)
            if before == after:
                continue
            result.differing_count += 1
            if len(result.differing) < _SHOWN:
                result.differing.append(f"{table} {'/'.join(map(_shown, row))}: {_difference(columns, before, after)}")


def _by_key(connection: sqlite3.Connection, table: str, columns: list[str], key: list[str]) -> dict[_Row, _Row]:
    text, connection.text_factory = connection.text_factory, bytes
    try:
        names = ", ".join(f'"{name}"' for name in columns)
        places = [columns.index(name) for name in key]
        return {
            tuple(row[place] for place in places): row for row in connection.execute(f'SELECT {names} FROM "{table}"')
        }
    finally:
        connection.text_factory = text


def _difference(columns: list[str], before: _Row | None, after: _Row | None) -> str:
    if after is None:
        return "is missing from the log"
    if before is None:
        return "is in the log, but not in the journal"
    return ", ".join(
        f"{name} is {_shown(new)} but should be {_shown(old)}"
        for name, old, new in zip(columns, before, after, strict=True)
        if old != new
    )


def _shown(value: object) -> str:
    from hinge_log.text import shown

    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else "empty" if value is None else str(value)
    return shown(text)[:60]
