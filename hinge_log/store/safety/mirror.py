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
import stat
from collections.abc import Iterator, Mapping
from json import dumps, loads
from typing import BinaryIO, NamedTuple
from zlib import crc32

from hinge_log.store.packed import bounded
from hinge_log.store.safety.files import open_plain

_CATCH_UP = 500
"""Lines that are written late at most; a longer gap is closed by `complete`, off the hot path."""
_TAIL = 64 * 1024
_WIDEST = 5_000
"""An action with more changes than this is named in the copy, not repeated; a backup made after it holds them."""

LINE_LIMIT = 64 << 20
"""Bytes of a line at most: 5,000 changes of rows with the longest notes are less. A longer line is damaged."""
NUMBER_LIMIT = 1 << 53
CLOCK_LIMIT = (1 << 63) - (1 << 32)
DEVICE_LIMIT = 1 << 60
DEVICES_LIMIT = 10_000
"""Bounds of an action's number, clock, device and known devices: what lies beyond could not be counted on from."""

Changes = list[tuple[str, str, "str | None", "str | None"]]


class Line(NamedTuple):
    """One action as the copy keeps it.

    `changes` are (table, row, JSON before, JSON after), or None when they are not in the copy; `rows` then says how
    many there were. `seen` is JSON, None for an action of an older hinge-log.
    `target` and `state` belong to an undo or a redo: the action it turned, and that action's state; the
    state of another action is given when it cannot be undone, as those of other devices.
    """

    n: int
    clock: int
    device: int
    kind: str
    changes: Changes | None
    target: int | None = None
    state: int | None = None
    rows: int = 0
    seen: str | None = None

    def encoded(self) -> bytes:
        """The line as written, with its checksum and line end."""
        head = f'{{"n":{self.n},"clock":{self.clock},"device":{self.device},"kind":{dumps(self.kind)}'
        if self.target is not None or self.kind in ("undo", "redo"):
            head += f',"target":{_or_null(self.target)},"state":{_or_null(self.state)}'
        elif self.state is not None:
            head += f',"state":{self.state}'
        if self.seen is not None:
            head += f',"seen":{self.seen}'
        if self.changes is None:
            body = f'{head},"rows":{self.rows}}}'
        else:
            parts = ",".join(
                f"[{dumps(entity)},{dumps(row, ensure_ascii=False)},{before or 'null'},{after or 'null'}]"
                for entity, row, before, after in self.changes
            )
            body = f'{head},"changes":[{parts}]}}'
        raw = body.encode("utf-8", "surrogatepass")
        if self.changes is not None and len(raw) > LINE_LIMIT - 10:
            return self._replace(changes=None, rows=len(self.changes)).encoded()
        return b"%s %08x\n" % (raw, crc32(raw))


def _or_null(value: int | None) -> str:
    return "null" if value is None else str(value)


def decoded(raw: bytes) -> Line | None:
    """Read a line without its line end; None when its checksum, its shape or a number in it is wrong."""
    body, space, checksum = raw.rpartition(b" ")
    if len(raw) > LINE_LIMIT or not space or len(checksum) != 8 or checksum != b"%08x" % crc32(body):
        return None
    try:
        read = loads(body.decode("utf-8", "surrogatepass"))
        return _checked(read)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _checked(read: dict[str, object]) -> Line:
    changes = read.get("changes")
    if changes is not None and not isinstance(changes, list):
        raise TypeError("changes")
    kind = read["kind"]
    if not isinstance(kind, str) or len(kind) > 40:
        raise TypeError("kind")
    target, state = read.get("target"), read.get("state")
    return Line(
        bounded(read["n"], 1, NUMBER_LIMIT), bounded(read["clock"], 0, CLOCK_LIMIT),
        bounded(read["device"], 0, DEVICE_LIMIT), kind,
        None if changes is None else [(_name(e), _name(r), _row_text(b), _row_text(a)) for e, r, b, a in changes],
        None if target is None else bounded(target, 1, NUMBER_LIMIT), None if state is None else bounded(state, 0, 2),
        bounded(read.get("rows", 0), 0, NUMBER_LIMIT), _seen(read.get("seen")),
    )  # fmt: skip


def _seen(value: object) -> str | None:
    """The last actions of other devices as JSON text. Raises ValueError or TypeError for anything else."""
    if value is None:
        return None
    if not isinstance(value, dict) or len(value) > DEVICES_LIMIT:
        raise TypeError("seen")
    for device, n in value.items():
        bounded(int(device), 0, DEVICE_LIMIT)
        bounded(n, 1, NUMBER_LIMIT)
    return dumps(value, separators=(",", ":"))


def _name(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError("name of a table or a row")
    return value


def _row_text(row: object) -> str | None:
    """A row as JSON text; only plain values are in one. Raises ValueError or TypeError for anything else."""
    if row is None:
        return None
    if not isinstance(row, dict):
        raise TypeError("row")
    for value in row.values():
        if isinstance(value, int):
            bounded(value, -(1 << 63), (1 << 63) - 1)
        elif not (value is None or isinstance(value, str | float)):
            raise TypeError("value of a column")
    return dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def lines_after(connection: sqlite3.Connection, last: int, limit: int = -1) -> list[Line]:
    """The actions of the log after number `last`, as lines."""
    heads = connection.execute(
        "SELECT a.id, a.clock, a.device, a.kind, a.target,"
        " CASE WHEN a.target IS NOT NULL THEN (SELECT t.state FROM action t WHERE t.id = a.target)"
        " WHEN a.state = 2 THEN 2 END,"
        " a.seen"
        " FROM action a WHERE a.id > ? ORDER BY a.id LIMIT ?",
        (last, limit),
    ).fetchall()
    lines = []
    for number, clock, device, kind, target, state, seen in heads:
        changes: Changes | None = connection.execute(
            "SELECT entity, row, before, after FROM change WHERE action = ? ORDER BY number LIMIT ?",
            (number, _WIDEST + 1),
        ).fetchall()
        rows = 0
        if changes is not None and len(changes) > _WIDEST:
            rows = int(connection.execute("SELECT count(*) FROM change WHERE action = ?", (number,)).fetchone()[0])
            changes = None
        lines.append(Line(number, clock, device, kind, changes, target, state, rows, seen))
    return lines


class JournalMirror:
    """Follows the log at `path`: after each commit, `append` writes what is new. Costs nothing until then."""

    def __init__(self, path: str) -> None:
        self._log = os.path.realpath(path)
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
            self.failure = f"The journal next to the log could not be written: {error}."
            self.close()

    def _append(self, connection: sqlite3.Connection, device: int) -> None:
        status = os.fstat(self._open(device))
        if not self._is_ours(status):  # removed, renamed or replaced under us
            self.close()
            status = os.fstat(self._open(device))
        torn = False
        if status.st_size != self._size:
            torn = self._look(connection, status.st_size, device)
            status = os.fstat(self._handle)
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
        self._size = status.st_size + len(raw)
        self.failure = ""

    def _open(self, device: int) -> int:
        if self._handle < 0:
            self._path = mirror_path(self._log, device)
            self._handle = _opened(self._path)
            self._size = -1
        return self._handle

    def _is_ours(self, status: os.stat_result) -> bool:
        try:
            return os.path.samestat(os.stat(self._path), status)
        except FileNotFoundError:
            return False

    def _look(self, connection: sqlite3.Connection, size: int, device: int) -> bool:
        # Another window or a killed one has written since: go on after its last line.
        os.lseek(self._handle, max(0, size - _TAIL), os.SEEK_SET)
        raw = os.read(self._handle, _TAIL)
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
    """The journal files that lie beside a log; those that were set aside are not among them.

    Of a log that is a symbolic link, those beside the link count, too: they were kept there once.
    """
    places = dict.fromkeys((os.path.realpath(log), os.path.abspath(log)))
    return [each for place in places for each in _mirrors_beside(place)]


def _mirrors_beside(log: str) -> list[str]:
    folder, name = os.path.split(log)
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
    """Open the journal to append to; one with a second name is set aside, so that no other file is written to.

    Raises OSError for what is not a file (a pipe, a folder, a symbolic link).
    """
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    for _ in range(2):
        try:
            handle = os.open(path, flags)
        except FileNotFoundError:
            handle = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
            os.chmod(path, 0o600)
        opened = os.fstat(handle)
        if stat.S_ISREG(opened.st_mode) and opened.st_nlink == 1:
            return handle
        os.close(handle)
        if not stat.S_ISREG(opened.st_mode):
            raise OSError(f"{path} is not a file")
        set_aside(path)
    raise OSError(f"{path} has more than one hard link")


Stamp = tuple[int, int]
"""Clock and device of an action: with its number they name it."""


class MirrorRead(NamedTuple):
    """What was read of journal files.

    `lines` are the good lines by number, `damaged` where lines are damaged ("file:line"), `foreign` the files that
    share no action with the log and were left out.
    """

    lines: dict[int, Line]
    damaged: tuple[str, ...]
    foreign: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last action, 0 when there is none."""
        return max(self.lines, default=0)


def read_mirrors(paths: list[str], known: Mapping[int, Stamp] | None = None) -> MirrorRead:
    """Read journal files. Of two lines with one number, the one of the file that goes further stands.

    `known` are actions of the log and its backups by number: a file that shares none of them belongs to another log.
    With nothing known, every file is read.
    """
    files: list[dict[int, Line]] = []
    damaged: list[str] = []
    foreign = []
    for path in paths:
        lines: dict[int, Line] = {}
        wrong = []
        try:
            with open_plain(path) as file:
                for number, raw in _raw_lines(file):
                    line = decoded(raw) if raw is not None else None
                    if line is not None:
                        lines[line.n] = line
                    elif raw is None or raw.strip():
                        wrong.append(f"{os.path.basename(path)}:{number}")
        except OSError as error:
            wrong.append(f"{os.path.basename(path)}: {error.strerror or error}")
        if lines and known and not belongs(lines, known):
            foreign.append(path)
            continue
        damaged += wrong
        files.append(lines)
    merged: dict[int, Line] = {}
    for lines in sorted(files, key=lambda each: max(each, default=0)):
        merged |= lines
    return MirrorRead(merged, tuple(damaged), tuple(foreign))


def belongs(lines: Mapping[int, Line], known: Mapping[int, Stamp]) -> bool:
    """Whether a journal is of the log with these actions: it shares one, or its device continues after them."""
    if any(known.get(number) == (line.clock, line.device) for number, line in lines.items()):
        return True
    first = lines[min(lines)]
    before = known.get(first.n - 1)
    return before is not None and before[1] == first.device and before[0] < first.clock


def _raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers, without line ends; None for one that is too long to be read."""
    number = 0
    while raw := file.readline(LINE_LIMIT + 1):
        number += 1
        if raw.endswith(b"\n") or len(raw) <= LINE_LIMIT:
            yield number, raw.rstrip(b"\n")
            continue
        while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def complete(path: str, connection: sqlite3.Connection, device: int) -> int:
    """Write the whole journal of the log anew beside `path`; gives the number of lines. The old file is kept aside."""
    where = mirror_path(os.path.realpath(path), device)
    fresh = f"{where}.new-{os.getpid()}"
    if os.path.lexists(fresh):
        os.unlink(fresh)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    last, count = 0, 0
    with os.fdopen(handle, "wb") as file:
        os.chmod(fresh, 0o600)
        while lines := lines_after(connection, last, 2_000):
            file.writelines(line.encoded() for line in lines)
            last, count = lines[-1].n, count + len(lines)
        file.flush()
        os.fsync(handle)
    if os.path.lexists(where):
        set_aside(where)
    os.rename(fresh, where)
    return count
