"""The second copy of the journal: one checksummed line per action in a file beside the log.

Beside `log.db` lies `log.db.journal-<device>.jsonl`. A line is a JSON object, a space, and the CRC-32 of the
object's bytes in eight hexadecimal digits:

    {"n":7,"clock":...,"device":...,"kind":"log","changes":[["sets","<id>",null,{...}]]} 3f2a910c

`n` is the action's number in the log, so a missing line shows as a missing number. The line is written after the
commit, by one write() and without fsync: the commit is what lasts, and a line that a power cut took is written
again with the next action. Nothing here ever stops or fails a set; what went wrong is kept in `failure`.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from json import dumps, loads
from zlib import crc32

_CATCH_UP = 500
"""Lines that are written late at most; a longer gap is closed by `complete`, off the hot path."""
_TAIL = 64 * 1024
_WIDEST = 5_000
"""An action with more changes than this is named in the copy, not repeated; a backup made after it holds them."""

Changes = list[tuple[str, str, "str | None", "str | None"]]


@dataclass(frozen=True, slots=True)
class Line:
    """One action as the copy keeps it.

    `changes` are (table, row, JSON before, JSON after), or None when they are not in the copy; `rows` then says how
    many there were. `target` and `state` belong to an undo or a redo: the action it turned, and that action's state.
    """

    n: int
    clock: int
    device: int
    kind: str
    changes: Changes | None
    target: int | None = None
    state: int | None = None
    rows: int = 0

    def encoded(self) -> bytes:
        """The line as written, with its checksum and line end."""
        head = f'{{"n":{self.n},"clock":{self.clock},"device":{self.device},"kind":{dumps(self.kind)}'
        if self.target is not None or self.kind in ("undo", "redo"):
            head += f',"target":{_or_null(self.target)},"state":{_or_null(self.state)}'
        if self.changes is None:
            body = f'{head},"rows":{self.rows}}}'
        else:
            parts = ",".join(
                f"[{dumps(entity)},{dumps(row, ensure_ascii=False)},{before or 'null'},{after or 'null'}]"
                for entity, row, before, after in self.changes
            )
            body = f'{head},"changes":[{parts}]}}'
        raw = body.encode("utf-8", "surrogatepass")
        return b"%s %08x\n" % (raw, crc32(raw))


def _or_null(value: int | None) -> str:
    return "null" if value is None else str(value)


def decoded(raw: bytes) -> Line | None:
    """Read a line without its line end; None when its checksum or its shape is wrong."""
    body, space, given = raw.rpartition(b" ")
    if not space or len(given) != 8 or given != b"%08x" % crc32(body):
        return None
    try:
        read = loads(body.decode("utf-8", "surrogatepass"))
        changes = read.get("changes")
        return Line(
            int(read["n"]), int(read["clock"]), int(read["device"]), str(read["kind"]),
            None if changes is None else [(str(e), str(r), _text(b), _text(a)) for e, r, b, a in changes],
            read.get("target"), read.get("state"), int(read.get("rows", 0)),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _text(row: object) -> str | None:
    return None if row is None else dumps(row, ensure_ascii=False, separators=(",", ":"))


def lines_after(connection: sqlite3.Connection, last: int, limit: int = -1) -> list[Line]:
    """The actions of the log after number `last`, as lines."""
    heads = connection.execute(
        "SELECT a.id, a.clock, a.device, a.kind, a.target, (SELECT t.state FROM action t WHERE t.id = a.target)"
        " FROM action a WHERE a.id > ? ORDER BY a.id LIMIT ?",
        (last, limit),
    ).fetchall()
    found = []
    for number, clock, device, kind, target, state in heads:
        changes: Changes | None = connection.execute(
            "SELECT entity, row, before, after FROM change WHERE action = ? ORDER BY number LIMIT ?",
            (number, _WIDEST + 1),
        ).fetchall()
        rows = 0
        if changes is not None and len(changes) > _WIDEST:
            rows = int(connection.execute("SELECT count(*) FROM change WHERE action = ?", (number,)).fetchone()[0])
            changes = None
        found.append(Line(number, clock, device, kind, changes, target, state, rows))
    return found


class JournalMirror:
    """Follows the log at `path`: after each commit, `append` writes what is new. Costs nothing until then."""

    def __init__(self, path: str) -> None:
        self._log = os.path.abspath(path)
        self._handle = -1
        self._size = -1
        self._last = 0
        self._path = ""
        self.failure = ""

    def append(self, connection: sqlite3.Connection, device: int) -> None:
        """Append the actions that the file does not have yet; never raises."""
        try:
            self._append(connection, device)
        except (OSError, sqlite3.Error, ValueError) as error:
            self.failure = f"The journal beside the log could not be written: {error}."
            self.close()

    def _append(self, connection: sqlite3.Connection, device: int) -> None:
        found = os.fstat(self._open(device))
        if not self._is_ours(found):  # removed, renamed or replaced under us
            self.close()
            found = os.fstat(self._open(device))
        torn = False
        if found.st_size != self._size:
            torn = self._look(connection, found.st_size, device)
            found = os.fstat(self._handle)
        lines = lines_after(connection, self._last, _CATCH_UP + 1)
        if len(lines) > _CATCH_UP:
            newest = int(connection.execute("SELECT max(id) FROM action").fetchone()[0])
            lines = lines_after(connection, newest - 1)
        if not lines:
            return
        raw = (b"\n" if torn else b"") + b"".join(line.encoded() for line in lines)
        if os.write(self._handle, raw) != len(raw):
            raise OSError("the disk is full")
        self._last = lines[-1].n
        self._size = found.st_size + len(raw)
        self.failure = ""

    def _open(self, device: int) -> int:
        if self._handle < 0:
            self._path = mirror_path(self._log, device)
            self._handle = _opened(self._path)
            self._size = -1
        return self._handle

    def _is_ours(self, found: os.stat_result) -> bool:
        try:
            return os.path.samestat(os.stat(self._path), found)
        except FileNotFoundError:
            return False

    def _look(self, connection: sqlite3.Connection, size: int, device: int) -> bool:
        # Another window or a killed one has written since: go on after its last line.
        raw = os.pread(self._handle, _TAIL, max(0, size - _TAIL))
        last = next((line for line in map(decoded, reversed(raw.split(b"\n"))) if line is not None), None)
        if last is not None:
            known = connection.execute("SELECT clock FROM action WHERE id = ?", (last.n,)).fetchone()
            if known is None or known[0] != last.clock:
                # The log was replaced by another or an older one: that journal is kept, under another name.
                self.close()
                set_aside(mirror_path(self._log, device))
                self._open(device)
                self._last = 0
                return False
            self._last = last.n
        elif size == 0:
            self._last = 0
        return size > 0 and not raw.endswith(b"\n")

    def close(self) -> None:
        """Close the file; the next `append` opens it again."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1


def mirror_path(log: str, device: int) -> str:
    """Where the journal of a device is kept."""
    return f"{log}.journal-{device:06x}.jsonl"


def mirrors_of(log: str) -> list[str]:
    """The journal files that lie beside a log; those that were set aside are not among them."""
    folder, name = os.path.split(os.path.abspath(log))
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    mine = [each for each in names if each.startswith(f"{name}.journal-") and each.endswith(".jsonl")]
    return [os.path.join(folder, each) for each in mine]


def set_aside(path: str) -> str:
    """Give a journal another name, so that a new one can begin; gives that name."""
    number = 1
    while os.path.lexists(aside := f"{path}.{number}"):
        number += 1
    os.rename(path, aside)
    return aside


def _opened(path: str) -> int:
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        handle = os.open(path, flags | os.O_CREAT, 0o600)
        os.fchmod(handle, 0o600)
        return handle


@dataclass(frozen=True, slots=True)
class MirrorRead:
    """What was read of journal files: good lines by number, and where lines are damaged, as "file:line"."""

    lines: dict[int, Line]
    damaged: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number of the last action, 0 when there is none."""
        return max(self.lines, default=0)


def read_mirrors(paths: list[str]) -> MirrorRead:
    """Read journal files. Of two lines with one number, the one of the file that goes further in time stands."""
    files: list[tuple[int, dict[int, Line]]] = []
    damaged = []
    for path in paths:
        mine: dict[int, Line] = {}
        try:
            with open(path, "rb") as file:
                for number, raw in enumerate(file, 1):
                    line = decoded(raw.rstrip(b"\n"))
                    if line is not None:
                        mine[line.n] = line
                    elif raw.strip():
                        damaged.append(f"{os.path.basename(path)}:{number}")
        except OSError as error:
            damaged.append(f"{os.path.basename(path)}: {error.strerror}")
        files.append((max((line.clock for line in mine.values()), default=0), mine))
    lines: dict[int, Line] = {}
    for _, mine in sorted(files, key=lambda each: each[0]):
        lines |= mine
    return MirrorRead(lines, tuple(damaged))


def complete(path: str, connection: sqlite3.Connection, device: int) -> int:
    """Write the whole journal of the log anew beside `path`; gives the number of lines. The old file is kept aside."""
    where = mirror_path(os.path.abspath(path), device)
    fresh = f"{where}.new-{os.getpid()}"
    if os.path.lexists(fresh):
        os.unlink(fresh)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    last, count = 0, 0
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        while lines := lines_after(connection, last, 2_000):
            file.writelines(line.encoded() for line in lines)
            last, count = lines[-1].n, count + len(lines)
        file.flush()
        os.fsync(handle)
    if os.path.lexists(where):
        set_aside(where)
    os.rename(fresh, where)
    return count
