"""Text files as records: encoding, delimiter, and rows that keep their physical line numbers."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hinge_log.errors import ImportFileError

MAX_BYTES = 2 * 1024**3
MAX_ROWS = 5_000_000
MAX_FIELD = 1024**2
CHUNK = MAX_FIELD
CHUNK_TEXT = 64 * 1024
"""Characters of text that are parted at a time."""

MAX_JOINED_LINES = 200
"""A note of more lines than this is a quotation mark that was never closed."""

MAX_LOOKED_AHEAD = 100_000
"""So many lines are looked through in vain for the ends of quotation marks; then a line with an open one is its own."""

Progress: TypeAlias = "Callable[[float], None]"
"""Is told the share that is done, 0 to 1."""

_NOT_TEXT = {
    b"PK\x03\x04": "a zip or spreadsheet file",
    b"\x1f\x8b": "a compressed file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class Row(NamedTuple):
    """One record: the physical `line` on which it begins, and its fields.

    `doubtful` when the line has no end (the file may be cut off) or its quotation marks do not pair.
    """

    line: int
    fields: list[str]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that was looked through once: how to decode it, and what it begins with."""

    path: Path
    encoding: str
    errors: str
    size: int
    head: str

    def chunks(self, progress: Progress | None = None) -> Iterator[list[str]]:
        """All physical lines with their line ends, some thousand at a time; `progress` gets the share read, 0 to 1."""
        try:
            with (
                open(self.path, "rb") as raw,
                io.TextIOWrapper(raw, encoding=self.encoding, errors=self.errors, newline="") as handle,
            ):
                while lines := handle.readlines(CHUNK_TEXT):
                    if progress is not None:
                        progress(min(1.0, raw.tell() / max(1, self.size)))
                    yield lines
        except OSError as problem:
            raise _unreadable(self.path, problem) from problem

    def lines(self) -> Iterator[str]:
        """All physical lines with their line ends."""
        return chain.from_iterable(self.chunks())


def open_text(path: Path) -> TextFile:
    """Look through a file and find its encoding; raises ImportFileError for what is not text."""
    try:
        if not path.is_file():
            what = "a folder" if path.is_dir() else "not a file" if path.exists() else "not there"
            raise ImportFileError(f"{path.name} is {what}.", "Give the path of an exported file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportFileError(
                f"{path.name} is larger than 2 GiB.",
                "No log is that large. Check the file.",
            )
        with open(path, "rb") as handle:
            first = handle.read(4096)
        if not first.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise ImportFileError(f"{path.name} is empty.", "Export it again from the other app.")
        for magic, what in _NOT_TEXT.items():
            if first.startswith(magic):
                raise ImportFileError(f"{path.name} is {what}.", "Unpack it, or save it as CSV, first.")
        encoding, errors = _encoding(path, first)
        with open(path, encoding=encoding, errors=errors, newline="") as text:
            head = text.read(65_536)
            first_words = head[:8192]
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    if sum(not (c.isprintable() or c.isspace() or c == "\ufeff") for c in first_words) > 0.05 * len(first_words):
        raise ImportFileError(f"{path.name} is not a text file.", "Export it as CSV from the other app.")
    return TextFile(path, encoding, errors, size, head)


def _unreadable(path: Path, problem: OSError) -> ImportFileError:
    reason = (problem.strerror or "unknown reason").lower()
    return ImportFileError(f"{path.name} cannot be read: {reason}.", "Check the path and its permissions.")


def _refuse_endless_lines(path: Path) -> None:
    """Refuse a file with a line that would not fit in memory in good shape."""
    with open(path, "rb") as handle:
        while len(chunk := handle.read(CHUNK)) == CHUNK:
            if b"\n" not in chunk and b"\r" not in chunk:
                raise ImportFileError(f"{path.name} has a line of over 1 MiB.", "It is not a training log.")


def _encoding(path: Path, first: bytes) -> tuple[str, str]:
    """The encoding and how to treat bytes that do not fit it."""
    _refuse_endless_lines(path)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "replace"
    even, odd = first[0:2000:2].count(0), first[1:2000:2].count(0)
    half = max(1, len(first[:2000]) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le", "replace"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be", "replace"
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    good = 0
    with open(path, "rb") as handle:
        while chunk := handle.read(CHUNK):
            try:
                good += len(chunk) - len(decoder.decode(chunk))
            except UnicodeDecodeError as problem:
                bad = problem.object[problem.start :]
                line = problem.object.rfind(b"\n", 0, problem.start) + 1
                sample = problem.object[line:]
                good += sum(byte >= 0xC0 for byte in problem.object[: problem.start])
                break
        else:
            bad = sample = b""
    if not bad:
        return "utf-8-sig", "replace"
    # A flipped byte in a file that is UTF-8 otherwise: keep UTF-8, one character is lost.
    text = bad.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if good + sum(ord(c) > 0x7F for c in text) - broken > broken or first.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", "replace"
    for guess, sign in (("gb18030", ("日期", "重量")), ("shift_jis", ("日付", "重量")), ("cp949", ("날짜",))):
        try:
            start = first.split(b"\n")[0].decode(guess)
        except UnicodeDecodeError:
            continue
        if all(word in start for word in sign):
            return guess, "replace"
    from hinge_log.exchange.code_pages import code_page

    return code_page(sample), "replace"


def delimiter_of(header: str) -> str:
    """The delimiter of a header line: the one that parts it into most columns."""
    widths = {}
    for mark in ",;\t|":
        try:
            widths[mark] = len(_fields(header, mark))
        except csv.Error:
            widths[mark] = 0
    return max(widths, key=lambda mark: widths[mark])


def _fields(record: str, delimiter: str) -> list[str]:
    """The fields of one record; raises csv.Error when it cannot be parted."""
    if '"' not in record:
        return record.rstrip("\r\n").split(delimiter)
    return next(csv.reader([record], delimiter=delimiter), [])


def rows(
    text: TextFile, delimiter: str, *, after: int = 0, width: int = 0, progress: Progress | None = None
) -> Iterator[Row]:
    """The records after `after` physical lines; rows without any text are no records.

    A quoted field may run over several lines. One that is never closed spoils its own line and no other:
    `width` fields is what tells the two apart. Raises ImportFileError past five million records.
    """
    chunks = text.chunks(progress)
    waiting: list[str] = []
    over = after
    while over > 0:
        more = next(chunks, None)
        if more is None:
            return
        waiting = more[over:]
        over -= len(more)
    line, count = after + 1, 0
    looked_ahead = 0
    while waiting or (waiting := next(chunks, [])):
        records = _records_by_line(waiting, delimiter, width)
        if records is not None:
            for fields in records:
                if any(map(str.strip, fields)):
                    yield Row(line, fields, False)
                    count += 1
                line += 1
            waiting = []
        else:
            at, end = 0, len(waiting)
            while at < end:
                record, used = waiting[at], 1
                if '"' in record and _is_open(record, delimiter) and looked_ahead < MAX_LOOKED_AHEAD:
                    joined, used = _join_lines(at, waiting, chunks, delimiter, width)
                    if joined:
                        record = joined
                    else:
                        looked_ahead += used
                        used = 1
                if record.strip():
                    try:
                        fields = _fields(record, delimiter)
                    except csv.Error:
                        fields = [record[:80]]
                    yield Row(line, fields, not record.endswith(("\n", "\r")) or record.count('"') % 2 == 1)
                    count += 1
                at += used
                line += used
            del waiting[:at]
        if count > MAX_ROWS:
            raise ImportFileError(f"{text.path.name} has over 5 million rows.", "Import it in parts.")


def _records_by_line(lines: list[str], delimiter: str, width: int) -> list[list[str]] | None:
    """The fields of every line; None unless each line is a record as wide as the header, or blank."""
    try:
        records = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return None
    # A quotation mark that stays open would have taken the next line in, so that there were fewer records.
    return records if len(records) == len(lines) and set(map(len, records)) <= {width, 0} else None


def _is_open(text: str, delimiter: str, *, inside: bool = False) -> bool:
    """Whether a quoted field is not closed at the end of `text`; `inside` when it begins within one."""
    at = 0
    while True:
        if inside or text.startswith('"', at):
            at += not inside
            inside = False
            while True:
                at = text.find('"', at)
                if at < 0:
                    return True
                if not text.startswith('"', at + 1):
                    break
                at += 2
        at = text.find(delimiter, at)
        if at < 0:
            return False
        at += 1


def _join_lines(at: int, lines: list[str], chunks: Iterator[list[str]], delimiter: str, width: int) -> tuple[str, int]:
    """Join lines from `at` on until the open quotation mark is closed; (text, lines), "" when it never is.

    Lines that are read ahead are added to `lines`.
    """
    parts = [lines[at]]
    size = len(parts[0])
    for number in range(1, MAX_JOINED_LINES):
        if len(lines) <= at + number:
            more = next(chunks, None)
            if more is None:
                return "", number
            lines += more
        parts.append(lines[at + number])
        size += len(parts[-1])
        if size > MAX_FIELD:
            return "", number + 1
        if '"' in parts[-1] and not _is_open(parts[-1], delimiter, inside=True):
            text = "".join(parts)
            try:
                # Strictly: what closes a quotation mark is followed by the next field, not by a word of another row.
                fields = next(csv.reader([text], delimiter=delimiter, strict=True), [])
                fits = not width or len(fields) == width
            except csv.Error:
                fits = False
            return (text if fits else ""), number + 1
    return "", MAX_JOINED_LINES
