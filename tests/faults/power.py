"""A disk that loses power: what SQLite writes is recorded, and any part that was not synced may be lost.

The log is written by the program's own Store through APSW, whose file system layer can be written in Python. What
counts as durable: the bytes of a file at its last sync; the names in the folder at its last sync, which SQLite asks
for when it deletes a journal under synchronous=EXTRA, and does by itself at the first sync of a new journal. Of the
rest, each 512-byte sector may or may not be there, and the folder may be as it was after any of its last changes.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Event:
    """Something that reached the file system: kind is open, write, truncate, sync, delete, or saved (a promise)."""

    kind: str
    name: str = ""
    offset: int = 0
    data: bytes = b""
    synced: bool = False


class Recorder(apsw.VFS):
    """A file system that notes what is done to it, and fails for good when `most` things were done."""

    def __init__(self, name: str, most: int | None = None) -> None:
        self.events: list[Event] = []
        self.cut = False
        self._most = most
        super().__init__(name, "")

    def note(self, event: Event) -> None:
        """Note what is about to be done. Raises apsw.IOError when the power is gone."""
        self.cut = self.cut or len(self.events) == self._most
        if self.cut:
            raise apsw.IOError("the power is gone")
        self.events.append(event)

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802  # SQLite's name
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if not os.path.exists(path):
            self.note(Event("open", os.path.basename(path)))
        return _File(self, name, flags, os.path.basename(path))

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802  # SQLite's name
        self.note(Event("delete", os.path.basename(name), synced=bool(syncdir)))
        super().xDelete(name, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, recorder: Recorder, name: Any, flags: list[int], called: str) -> None:
        self._recorder = recorder
        self._called = called
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # SQLite's name
        self._recorder.note(Event("write", self._called, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802  # SQLite's name
        self._recorder.note(Event("truncate", self._called, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802  # SQLite's name
        self._recorder.note(Event("sync", self._called))
        super().xSync(flags)


class Through:
    """As much of the standard library's connection as the Store asks for, over APSW."""

    def __init__(self, path: str, vfs: str, pragmas: dict[str, object]) -> None:
        self._connection = apsw.Connection(path, vfs=vfs)
        for name, value in pragmas.items():
            self._connection.execute(f"PRAGMA {name} = {value}").fetchall()

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> _Rows:
        try:
            cursor = self._connection.cursor()
            return _Rows(cursor.execute(statement, values), self._connection)
        except apsw.ConstraintError as error:
            raise sqlite3.IntegrityError(str(error)) from error
        except apsw.Error as error:
            raise sqlite3.OperationalError(str(error)) from error

    def executemany(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        for row in rows:
            self.execute(statement, row)

    def close(self) -> None:
        self._connection.close()


class _Rows:
    def __init__(self, cursor: Any, connection: apsw.Connection) -> None:
        self.description = cursor.get_description() if not _is_done(cursor) else ()
        self._rows: Iterator[tuple[object, ...]] = iter(cursor.fetchall())
        self.lastrowid = connection.last_insert_rowid()
        self.rowcount = connection.changes()

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return self._rows

    def fetchone(self) -> tuple[object, ...] | None:
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[object, ...]]:
        return list(self._rows)

    def close(self) -> None:
        return None


def _is_done(cursor: Any) -> bool:
    try:
        cursor.get_description()
    except apsw.ExecutionCompleteError:
        return True
    return False


@dataclass(slots=True)
class _Inode:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)


class Disk:
    """What is on the platter, and what is still on its way there."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._now = {name: _Inode(bytearray(content)) for name, content in files.items()}
        self._folders: list[dict[str, _Inode]] = [dict(self._now)]  # the first one is durable, the others may be
        self._new: set[str] = set()

    def take(self, event: Event) -> None:
        """Let something reach the file system."""
        if event.kind == "open":
            self._now[event.name] = _Inode()
            self._new.add(event.name)
            self._folders.append(dict(self._now))
        elif event.kind == "delete":
            self._now.pop(event.name, None)
            self._folders.append(dict(self._now))
            if event.synced:
                self._folders = [dict(self._now)]
        elif event.kind == "sync":
            inode = self._now[event.name]
            for each in inode.pending:
                _put(inode.durable, each)
            inode.pending.clear()
            if event.name in self._new:
                self._new.discard(event.name)
                self._folders = [dict(self._now)]
        elif event.kind in ("write", "truncate"):
            self._now[event.name].pending.append(event)

    def after_power_cut(self, rng: random.Random) -> dict[str, bytes]:
        """Files as they may be found when the power comes back."""
        names = rng.choice(self._folders)
        manner = rng.choice(("none", "all", "some", "some", "first"))
        return {name: _survivor(inode, manner, rng) for name, inode in names.items()}


def _survivor(inode: _Inode, manner: str, rng: random.Random) -> bytes:
    raw = bytearray(inode.durable)
    pending = inode.pending
    if manner == "first":
        pending = pending[: rng.randint(0, len(pending))]
    for event in pending if manner != "none" else ():
        if manner != "some":
            _put(raw, event)
        elif event.kind == "truncate":
            if rng.random() < 0.5:
                _put(raw, event)
        else:
            for start in range(0, len(event.data), SECTOR):
                if rng.random() < 0.5:
                    _put(raw, Event("write", "", event.offset + start, event.data[start : start + SECTOR]))
    return bytes(raw)


def _put(raw: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del raw[event.offset :]
        return
    if len(raw) < event.offset:
        raw.extend(bytes(event.offset - len(raw)))
    raw[event.offset : event.offset + len(event.data)] = event.data


def laid_out(files: dict[str, bytes], folder: Path) -> None:
    """Write files into an empty folder."""
    for each in folder.iterdir():
        each.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
