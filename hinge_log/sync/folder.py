"""The folder that devices share: each appends to a file of its own and reads those of the others.

A file begins with a head, `{"format":...,"device":...,"name":...,"after":...}`: `after` is the hash that its first
entry follows, that of the device's root or of the entry after which a copied log went its own way. Lines that are torn
or damaged are passed over; whatever is named *.jsonl counts, also the copies that a sync tool makes of a file in
conflict.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from json import dumps, loads

from hinge_log.errors import StoreError
from hinge_log.store.journal import DAMAGED
from hinge_log.sync.entries import FORMAT, HASH_LENGTH, LINE_LIMIT, ChainLine, parse_line, root_hash
from hinge_log.text import NAME_LIMIT, clean

_HEAD_LIMIT = 4_096
_HASH = re.compile(rf"[0-9a-f]{{{HASH_LENGTH}}}")


@dataclass(slots=True)
class FolderRead:
    """All that lies in a folder: lines by hash, what the heads say, and how many lines could not be read.

    `roots` are the devices' names by number; `forks` the hashes after which a copied log went its own way.
    """

    lines: dict[str, ChainLine] = field(default_factory=dict)
    roots: dict[int, str] = field(default_factory=dict)
    forks: set[str] = field(default_factory=set)
    damaged: int = 0


def stamp(folder: str) -> list[list[object]]:
    """Name, size and time of change of each file: when these are as they were, there is nothing new."""
    found: list[list[object]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".jsonl") and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found.append([entry.name, status.st_size, status.st_mtime_ns])
    return sorted(found, key=repr)


def read_folder(folder: str) -> FolderRead:
    """Read every file of a folder. Raises StoreError when the folder is not there."""
    read = FolderRead()
    try:
        names = [str(each[0]) for each in stamp(folder)]
    except OSError as error:
        raise StoreError(
            f"The sync folder {folder} cannot be read: {error.strerror}.", "Nothing is lost: connect it and sync again."
        ) from error
    for name in names:
        _read_file(os.path.join(folder, name), read)
    return read


def _read_file(path: str, read: FolderRead) -> None:
    try:
        with open(path, "rb") as file:
            if not _read_head(file.readline(_HEAD_LIMIT), read):
                return
            while raw := file.readline(LINE_LIMIT + 1):
                line = parse_line(raw.rstrip(b"\n"))
                if line is not None:
                    read.lines[line.hash] = line
                elif raw.strip():
                    read.damaged += 1
    except OSError:
        read.damaged += 1


def _read_head(raw: bytes, read: FolderRead) -> bool:
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


def append(folder: str, name: str, device: int, called: str, after: str, lines: Iterable[ChainLine]) -> None:
    """Append lines to one's own file, which is made with its head when it is not there; what is written is on the disk.

    Raises StoreError when it cannot be written.
    """
    path = os.path.join(folder, name)
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "r+b", buffering=0) as file:
            size = os.fstat(handle).st_size
            parts = []
            if size == 0:
                head = {"format": FORMAT, "device": device, "name": called, "after": after}
                parts.append(dumps(head).encode() + b"\n")
            else:
                file.seek(size - 1)
                if file.read(1) != b"\n":  # a line that was torn stays alone on its line
                    parts.append(b"\n")
            parts += [line.encoded() for line in lines]
            raw = b"".join(parts)
            if file.write(raw) != len(raw):
                raise OSError(28, "the disk is full")
            os.fsync(handle)
    except OSError as error:
        raise StoreError(
            f"The sync folder {folder} cannot be written: {error.strerror}.",
            "Your log has everything: mend the folder and sync again.",
        ) from error
