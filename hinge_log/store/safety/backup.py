"""Backups: page for page copies of the log that count only after they were opened, checked and compared.

A backup's name says all about it: `hinge-log.20261122T200700Z.daily.1234.3fa29c01d7e4b8aa.db` is the log
`hinge-log.db` as it was at that time (UTC) after action 1234, with that digest over every table: two logs with equal
digests hold the same rows.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise

from hinge_log.errors import StoreError
from hinge_log.files import is_stream
from hinge_log.store.connection import connect, translate_errors, uri_of
from hinge_log.store.migrations import APPLICATION_ID, SCHEMA, altered_objects, named, unknown_objects
from hinge_log.store.safety.files import make_file, make_folder, sync_folder

Progress = Callable[[float], object]

_NAME = re.compile(r"\.(\d{8}T\d{6}Z)\.([a-z-]+)\.(\d+)\.([0-9a-f]{16})\.db\Z")

_STAMP = "%Y%m%dT%H%M%SZ"

_DIGITS = 16
"""Digits of the last action's number in the name of a backup at most."""

_PAGES = 2_000

_TRIES = 4

_DAY_MS = 86_400_000

_LAST_MS = 253_402_300_799_000
"""The end of the year 9999: no later time has a name."""

_paused: set[str] = set()

_TIERS = ((2 * _DAY_MS, 1_800_000), (14 * _DAY_MS, _DAY_MS), (56 * _DAY_MS, 7 * _DAY_MS), (730 * _DAY_MS, 30 * _DAY_MS))
"""Up to which age one backup per how much time is kept: half-hours, days, weeks, months."""

_FEWEST = 10

_LONGEST_GAP_MS = 14 * _DAY_MS
"""A longer step from one backup to the next, or one back by a day, may be a clock that was set wrong."""

_SURE = 60
"""Among so many of the newest backups no such step may be, or nothing is deleted."""


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and a hash over all of them in the order of their key."""

    rows: int
    digest: str


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables with rows of ours, in alphabetical order."""
    names = (name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return sorted(name for name in names if not name.startswith("sqlite_"))


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """All columns of a table, and those of its key."""
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    return [name for name, _ in columns], [name for _, name in sorted((pk, name) for name, pk in columns if pk)]


def table_digests(connection: sqlite3.Connection) -> dict[str, TableDigest]:
    """The digest of every table."""
    keys = {table: columns_of(connection, table)[1] or ["rowid"] for table in tables_of(connection)}
    text, connection.text_factory = connection.text_factory, bytes  # nothing to decode, and damaged text stays readable
    try:
        digests = {}
        for table, key in keys.items():
            hashed, count = blake2b(digest_size=16), 0
            order = ", ".join(f'"{name}"' for name in key)
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # one by one: some are large
                hashed.update(repr(row).encode())
                count += 1
            digests[table] = TableDigest(count, hashed.hexdigest())
        return digests
    finally:
        connection.text_factory = text


def different_tables(copy: sqlite3.Connection, log: str) -> list[str]:
    """The tables of which a copy does not hold the same rows as the log; `log` names its file for SQLite."""
    copy.execute("ATTACH ? AS log", (log,)).close()
    return [table for table in (*tables_of(copy), "sqlite_master") if not _is_same(copy, table)]


def _is_same(copy: sqlite3.Connection, table: str) -> bool:
    columns, key = columns_of(copy, table)
    same_key = " AND ".join(f'c."{name}" IS l."{name}"' for name in key or ["rowid"])
    values, theirs = (", ".join(f'{side}."{name}"' for name in columns) for side in "cl")
    rows, rows_of_log, equal = copy.execute(
        f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM log."{table}"), count(*)'
        f' FROM main."{table}" c CROSS JOIN log."{table}" l ON {same_key} WHERE ({values}) IS ({theirs})'
    ).fetchone()
    return bool(rows == rows_of_log == equal)


def total_digest(digests: dict[str, TableDigest]) -> str:
    """One digest over all tables, 16 hexadecimal digits."""
    hashed = blake2b(digest_size=8)
    for table, each in sorted(digests.items()):
        hashed.update(f"{table} {each.rows} {each.digest}\n".encode())
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was verified when it was made; `made_ms` is UTC, `action` the last action in it."""

    path: str
    made_ms: int
    reason: str
    action: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that was opened and checked: its schema, last action, and the digest of every table."""

    schema: int
    action: int
    tables: dict[str, TableDigest]


def backup_folder(path: str) -> str:
    """Where the backups of the log at `path` are kept unless another folder is named: beside the file itself."""
    return os.path.join(os.path.dirname(os.path.realpath(path)), "backups")


def listed(path: str, folder: str | None = None) -> list[Backup]:
    """The backups of the log at `path`, newest first: the one with the most actions, whatever the clock said.

    Of a log that is a symbolic link, those beside the link count, too: they were kept there once.
    """
    backups = _in_folder(folder or backup_folder(path), _stem(path))
    if folder is None and os.path.islink(path):
        beside_link = os.path.join(os.path.dirname(os.path.abspath(path)), "backups")
        if beside_link != backup_folder(path):
            backups += _in_folder(beside_link, _stem_of(os.path.basename(path)))
    return sorted(backups, key=lambda each: (each.action, each.made_ms), reverse=True)


def _in_folder(folder: str, stem: str) -> list[Backup]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    backups = []
    for name in names:
        match = _NAME.search(name)
        if match is None or name[: match.start()] != stem or len(match[3]) > _DIGITS:
            continue
        try:
            made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        made_ms = round(made.timestamp() * 1000)
        backups.append(Backup(os.path.join(folder, name), made_ms, match[2], int(match[3]), match[4]))
    return backups


def backup(
    path: str,
    folder: str | None = None,
    *,
    reason: str = "manual",
    now_ms: int | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Copy the log at `path` into `folder`, verify the copy, and give it its name; `progress` gets the share done.

    `reason` is one word in small letters (hyphens allowed). Raises StoreError, and then leaves nothing behind.
    """
    if not re.fullmatch("[a-z-]+", reason):
        raise ValueError(f"not a reason for a backup: {reason!r}")
    where = folder or backup_folder(path)
    made = min(max(now_ms if now_ms is not None else time.time_ns() // 1_000_000, 0), _LAST_MS)
    part = os.path.join(where, f".part-{os.getpid()}-{time.monotonic_ns()}")
    with translate_errors(where):
        make_folder(where)
        make_file(part)
    try:
        verified = _copied(path, part, progress)
        stamp = datetime.fromtimestamp(made / 1000, UTC).strftime(_STAMP)
        name = f"{_stem(path)}.{stamp}.{reason}.{verified.action}.{total_digest(verified.tables)}.db"
        done = os.path.join(where, name)
        with translate_errors(path):
            os.rename(part, done)
            sync_folder(where)
    finally:
        for left in (part, f"{part}-journal"):
            if os.path.lexists(left):
                os.unlink(left)
    if progress is not None:
        progress(1.0)
    return Backup(done, made // 1000 * 1000, reason, verified.action, total_digest(verified.tables))


def backup_once(path: str, *, reason: str, now_ms: int | None = None) -> Backup:
    """Back up the log unless a whole backup holds the same already; gives that one or the new one."""
    last = _last_action(path)
    alike = [each for each in listed(path) if each.action == last]
    if alike:
        with translate_errors(path), closing(source_of(path)) as source:
            digest = total_digest(table_digests(source))
        for each in alike:
            try:
                if each.digest == digest:
                    verify(each.path, digest=digest)
                    return each
            except StoreError:
                continue
    return backup(path, reason=reason, now_ms=now_ms)


def _copied(path: str, part: str, progress: Progress | None) -> Verified:
    """Copy until nobody wrote in between; the last try keeps writers waiting."""

    def copying(_: int, remaining: int, total: int) -> None:
        if progress is not None and total:
            progress(0.4 * (total - remaining) / total)

    with translate_errors(path), closing(source_of(path)) as source:
        _refuse_unknown_objects(source, path)
        for attempt in range(_TRIES):
            if attempt == _TRIES - 1:
                source.execute("BEGIN").close()
                source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            before = source.execute("PRAGMA data_version").fetchone()[0]
            with closing(sqlite3.connect(part, isolation_level=None)) as target:
                target.execute("PRAGMA synchronous = 3").close()
                source.backup(target, pages=_PAGES, progress=copying)
            different = _different_tables(part, path)
            if progress is not None:
                progress(0.6)
            if source.execute("PRAGMA data_version").fetchone()[0] == before:
                break
    if different:
        raise StoreError(
            f"The backup of {path} does not match the log ({', '.join(different)}).",
            "It was deleted. Run 'hinge-log doctor' for details.",
        )
    return verify(part)


def _different_tables(part: str, path: str) -> list[str]:
    with closing(sqlite3.connect(uri_of(part, "ro"), uri=True, isolation_level=None)) as copy:
        return different_tables(copy, uri_of(path, "ro"))


def _refuse_unknown_objects(connection: sqlite3.Connection, path: str) -> None:
    hint = "It was not copied. Run 'hinge-log doctor' for details."
    if unknown := unknown_objects(connection):
        raise StoreError(f"{path} contains objects that hinge-log did not create: {named(unknown)}.", hint)
    if altered := altered_objects(connection, int(connection.execute("PRAGMA user_version").fetchone()[0])):
        raise StoreError(f"{path} does not have hinge-log's layout: {named(altered)}.", hint)


def source_of(path: str) -> sqlite3.Connection:
    """A connection to read a log of ours with: one that can take back an unfinished write, where that is possible."""
    folder = os.path.dirname(os.path.abspath(path))
    return connect(path, read_only=not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)))


def verify(path: str, *, digest: str = "") -> Verified:
    """Open a copy of a log, check all of it, and give what is in it; with `digest`, it must be that.

    Raises StoreError when it is not a whole, unchanged log of a schema that is known here.
    """
    if is_stream(path):  # SQLite would wait for a pipe
        raise StoreError(f"{path} is not a file.", "Name a backup.")
    with (
        translate_errors(path),
        closing(sqlite3.connect(uri_of(path, "ro"), uri=True, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA cell_size_check = 1").close()
        connection.execute("PRAGMA trusted_schema = 0").close()
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(f"{path} is not a hinge-log file.", "It was not changed.")
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if not 1 <= schema <= SCHEMA:
            raise StoreError(f"{path} has schema {schema}; this hinge-log knows 1 to {SCHEMA}.", "Update hinge-log.")
        _refuse_unknown_objects(connection, path)
        complaints = connection.execute("PRAGMA integrity_check(5)").fetchall()
        if complaints != [("ok",)]:
            raise StoreError(f"{path} is damaged: {complaints[0][0]}.", "It was not changed.")
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
        if loose is not None:
            raise StoreError(f"{path} is damaged: a row of {loose[0]} has lost its parent row.", "It was not changed.")
        tables = table_digests(connection)
        action = int(connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])
    if digest and total_digest(tables) != digest:
        raise StoreError(f"{path} has changed since it was made.", "Use another backup.")
    return Verified(schema, action, tables)


def daily_if_changed(path: str, *, now_ms: int) -> Backup | None:
    """Make the daily backup when the last one is a day old and something changed since; thins the old ones.

    Does nothing after a restore until the next start, so that no good backup gives way to a wrong restore.
    """
    if os.path.realpath(path) in _paused:
        return None
    backups = listed(path)
    if backups:
        newest = backups[0]
        # A backup of the future was made by a wrong clock: it tells nothing about today.
        if 0 <= now_ms - newest.made_ms < _DAY_MS or newest.action == _last_action(path):
            return None
    elif _last_action(path) == 0:
        return None
    made = backup(path, reason="daily", now_ms=now_ms)
    thin(path, now_ms=now_ms)
    return made


def pause(path: str) -> None:
    """Make no daily backup of this log until the next start."""
    _paused.add(os.path.realpath(path))


def _last_action(path: str) -> int:
    with translate_errors(path), closing(source_of(path)) as connection:
        return int(connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])


def _stem(path: str) -> str:
    return _stem_of(os.path.basename(os.path.realpath(path)))


def _stem_of(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name.removesuffix(".db")) or "log"


def kept(backups: list[Backup], now_ms: int) -> list[Backup]:
    """Those that thinning leaves, newest first: the last of each half-hour for 48 h, day for 14 days, week for 8 weeks
    and month for 24 months; and always the ten newest and the newest of each reason.
    """  # noqa: D205
    ordered = sorted(backups, key=lambda each: each.made_ms, reverse=True)
    seen: set[tuple[object, ...]] = set()
    stay = []
    for number, each in enumerate(ordered):
        slot = next(
            (("slot", length, each.made_ms // length) for age, length in _TIERS if now_ms - each.made_ms < age), None
        )
        first_of_reason = ("reason", each.reason) not in seen
        if number < _FEWEST or first_of_reason or (slot is not None and slot not in seen):
            stay.append(each)
        seen |= {("reason", each.reason)} | ({slot} if slot else set())
    return stay


def _jumped(older: Backup, newer: Backup) -> bool:
    """Whether the clock was set wrong between two backups, so far as their times tell."""
    step = newer.made_ms - older.made_ms
    return older.action != newer.action and not -_DAY_MS < step < _LONGEST_GAP_MS


def _timeline(backups: list[Backup]) -> list[Backup]:
    """Backups, newest first, with times that no jumping clock made: a jump counts as one day."""
    straight = backups[:1]
    shift = 0
    for newer, each in pairwise(backups):
        if _jumped(each, newer):
            shift += newer.made_ms - _DAY_MS - each.made_ms
        straight.append(replace(each, made_ms=each.made_ms + shift))
    return straight


def thin(path: str, *, now_ms: int) -> list[Backup]:
    """Remove the backups that are closer together than need be; gives those removed.

    None is removed while the clock jumped between two of the newest: how old a backup is, is not known then.
    """
    backups = listed(path)
    now = Backup("", now_ms, "", -1, "")
    if any(_jumped(older, newer) for newer, older in pairwise([now, *backups[:_SURE]])):
        return []
    stay = {each.path for each in kept(_timeline(backups), now_ms)}
    gone = [each for each in backups if each.path not in stay]
    with translate_errors(path):
        for each in gone:
            os.unlink(each.path)
    return gone
