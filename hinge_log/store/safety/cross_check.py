"""Finding what no integrity check sees: the log against what its backups and its second journal say it must hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from json import loads

from hinge_log.store.safety.backup import Backup
from hinge_log.store.safety.digest import columns_of, table_digests
from hinge_log.store.safety.mirror import Line, MirrorRead, lines_after
from hinge_log.store.safety.rebuild import fill_from_backup, replay

UNJOURNALED = frozenset(("state", "device", "_sqlite_migrations"))
"""Tables that hold no data of the user's, so that nothing else knows what is in them."""
_SHOWN = 20
_CHUNK = 1_000


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
            result.differing.append(f"{table}: the table is {'missing' if table not in mine else 'not one of ours'}")
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


_Row = tuple[object, ...]


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
        return "is missing in the log"
    if before is None:
        return "is in the log, but nothing says how it came there"
    return ", ".join(
        f"{name} is {_shown(new)}, should be {_shown(old)}"
        for name, old, new in zip(columns, before, after, strict=True)
        if old != new
    )


def _shown(value: object) -> str:
    from hinge_log.text import shown

    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else "empty" if value is None else str(value)
    return shown(text)[:60]
