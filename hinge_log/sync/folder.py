"""The folder that devices share: each appends to a file of its own and reads those of the others.

A file begins with a head, `{"format":...,"device":...,"name":...,"after":...}`: `after` is the hash that its first
entry follows, that of the device's root or of the entry after which a copied log went its own way. Lines that are torn
or damaged are passed over; whatever is named *.jsonl counts, also the copies that a sync tool makes of a file in
conflict.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from io import BufferedReader
from json import dumps, loads

from hinge_log.errors import StoreError
from hinge_log.store.journal import DAMAGED
from hinge_log.store.safety.files import sync_folder
from hinge_log.store.safety.mirror import LINE_LIMIT
from hinge_log.sync.carrier import CarriedLines
from hinge_log.sync.entries import FORMAT, HASH_LENGTH, ChainLine, parse_line, root_hash
from hinge_log.text import NAME_LIMIT, clean

_HEAD_LIMIT = 4_096
_HASH = re.compile(rf"[0-9a-f]{{{HASH_LENGTH}}}")
_LINES_A_PAUSE = 20


def open_carrier(settings: Mapping[str, object]) -> FolderCarrier:
    """The folder that the settings of a sync name."""
    return FolderCarrier(str(settings.get("folder", "")), str(settings.get("file", "")))


class FolderCarrier:
    """A shared folder, and the name of one's own file in it, "" before there is one."""

    def __init__(self, folder: str, file: str = "") -> None:
        self.folder = folder
        self.file = file

    @property
    def place(self) -> str:
        """The folder."""
        return self.folder

    def settings(self) -> dict[str, object]:
        """Kind, folder and file."""
        return {"kind": "folder", "folder": self.folder, "file": self.file}

    def make(self) -> None:
        """Make the folder when it is missing. Raises StoreError when it cannot be used."""
        if not self.folder.isprintable():
            raise StoreError("The folder name contains invalid characters.", "Choose another folder.")
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            os.listdir(self.folder)
        except OSError as error:
            raise StoreError(
                f"The folder {self.folder} cannot be used: {error.strerror}.", "Choose another folder."
            ) from error

    def stamp(self) -> list[list[object]]:
        """Name, size and time of change of each file."""
        files: list[list[object]] = []
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    # A name that is no text could not be kept in the state.
                    named = entry.name.endswith(".jsonl") and entry.name.isprintable()
                    if named and entry.is_file(follow_symlinks=False):
                        status = entry.stat(follow_symlinks=False)
                        files.append([entry.name, status.st_size, status.st_mtime_ns])
        except OSError as error:
            raise StoreError(
                f"The sync folder {self.folder} cannot be read: {error.strerror}.",
                "Nothing is lost: connect it and sync again.",
            ) from error
        return sorted(files, key=repr)

    def read(self, position: object, pause: Callable[[], None]) -> CarriedLines:
        """What was added to each file since; `position` holds an offset by file, and the hash of the line before it."""
        known = position if isinstance(position, dict) else {}
        offsets: dict[str, list[object]] = {}
        read = CarriedLines(position=offsets)
        names = [str(name) for name, *_ in self.stamp()]
        if not known.keys() <= set(names):  # a file is gone: what it held has to be looked for
            known = {}
        for name in names:
            offset = self._read_file(name, known.get(name), read, pause)
            if offset is not None:
                offsets[name] = offset
        return read

    def _read_file(
        self, name: str, known: object, read: CarriedLines, pause: Callable[[], None]
    ) -> list[object] | None:
        """Read a file; gives where the next reading goes on, before the first line that could not be read."""
        damaged = read.damaged
        end, last = 0, ""
        try:
            with open(os.path.join(self.folder, name), "rb") as file:
                if isinstance(known, list) and len(known) == 2 and (start := _offset_after(file, *known)):
                    end, last = start, str(known[1])
                else:
                    file.seek(0)
                    if not _read_head(file.readline(_HEAD_LIMIT), read):
                        return None
                for number, raw in enumerate(iter(lambda: file.readline(LINE_LIMIT + 1), b"")):
                    line = parse_line(raw.rstrip(b"\n"))
                    if line is not None:
                        read.lines[line.hash] = line
                    elif raw.strip():
                        read.damaged += 1
                    if line is not None and raw.endswith(b"\n") and read.damaged == damaged:
                        end, last = file.tell(), line.hash
                    if number % _LINES_A_PAUSE == 0:
                        pause()
        except OSError:
            read.damaged += 1
        return [end, last] if end else None

    def holds(self, head: str) -> bool:
        """Whether the own file has the entry: as a rule it is the last one."""
        path = os.path.join(self.folder, self.file)
        try:
            with open(path, "rb") as file:
                if _offset_after(file, os.fstat(file.fileno()).st_size, head):
                    return True
        except OSError:
            pass
        return head in self.read(None, _no_pause).lines

    def append(self, root: int, name: str, lines: Sequence[ChainLine], *, anew: bool) -> None:
        """Append to one's own file, which is made with its head when it is not there.

        A chain that is sent anew goes into a new file: what is left of the old one may be damaged.
        """
        self.file = self.file or f"{root:015x}.jsonl"
        number = 1
        while anew and os.path.lexists(os.path.join(self.folder, self.file)):
            self.file = f"{root:015x}-{number}.jsonl"
            number += 1
        try:
            self._append(root, name, lines)
        except OSError as error:
            raise StoreError(
                f"The sync folder {self.folder} cannot be written: {error.strerror}.",
                "Your log has everything: fix the folder and sync again.",
            ) from error

    def _append(self, root: int, name: str, lines: Sequence[ChainLine]) -> None:
        path = os.path.join(self.folder, self.file)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            size = os.fstat(handle).st_size
            parts = []
            if size == 0:
                after = lines[0].previous if lines else root_hash(root)
                parts.append(dumps({"format": FORMAT, "device": root, "name": name, "after": after}).encode() + b"\n")
            else:
                file.seek(size - 1)
                if file.read(1) != b"\n":  # a line that was torn stays alone on its line
                    parts.append(b"\n")
            parts += [line.encoded() for line in lines]
            raw = b"".join(parts)
            if file.write(raw) != len(raw):
                raise OSError(28, "the disk is full")
            os.fsync(handle)
        if size == 0:
            sync_folder(self.folder)

    def refill(self, root: int, name: str, lines: Sequence[ChainLine]) -> None:
        """Write the chain of another device into a file of its own, beside what is left of it."""
        FolderCarrier(self.folder, f"{root:015x}-from-{self.file.partition('.')[0]}.jsonl").append(
            root, name, lines, anew=True
        )

    def close(self) -> None:
        """Nothing is open between the calls."""


def _no_pause() -> None:
    """Go on at once."""


def _offset_after(file: BufferedReader, offset: object, last: object) -> int:
    """Go behind the line with that hash that ends at an offset; 0 when the file has changed there."""
    if not isinstance(offset, int) or not isinstance(last, str):
        return 0
    ending = f" {last}\n".encode()
    if offset < len(ending) or len(last) != HASH_LENGTH:
        return 0
    file.seek(offset - len(ending))
    return offset if file.read(len(ending)) == ending else 0


def _read_head(raw: bytes, read: CarriedLines) -> bool:
    try:
        head = loads(raw)
        device, name, after = head["device"], head["name"], head["after"]
    except DAMAGED:
        return False
    if head.get("format") != FORMAT or not isinstance(device, int) or not 0 <= device < 1 << 60:
        return False
    if not isinstance(name, str) or not isinstance(after, str) or _HASH.fullmatch(after) is None:
        return False
    if after == root_hash(device):
        read.roots[device] = clean(name, limit=NAME_LIMIT)
    else:
        read.forks.add(after)
        read.roots.setdefault(device, clean(name, limit=NAME_LIMIT))
    return True
