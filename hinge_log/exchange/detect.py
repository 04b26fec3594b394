"""What a file is: told by what stands in it, never by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from hinge_log.errors import ImportFileError
from hinge_log.exchange import (
    fitnotes,
    fitnotes_backup,
    generic,
    hevy,
    liftlog,
    liftosaur,
    own_csv,
    strong,
    stronglifts,
)
from hinge_log.exchange.generic import Mapping
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.records import TextFile, delimiter_of, open_text, rows
from hinge_log.exchange.source import Source
from hinge_log.exchange.walk import identity


class Reader(Protocol):
    """What the module of a text format offers."""

    def matches(self, header: tuple[str, ...], /) -> bool:
        """Whether a header is of this format."""

    def read(
        self, source: Source, /, *, unit: str | None = None, progress: Callable[[float], None] | None = None
    ) -> ParsedFile:
        """Read a file of this format."""


READERS: dict[str, Reader] = {
    "hinge-log-csv": own_csv,
    "hevy": hevy,
    "liftosaur": liftosaur,
    "liftlog": liftlog,
    "stronglifts": stronglifts,
    "fitnotes": fitnotes,
    "strong": strong,
}
"""The text formats, the surest signature first."""

FORMATS = (*READERS, "fitnotes-backup", "generic", "hinge-log")


@dataclass(frozen=True, slots=True)
class Found:
    """How to read a file: its format, and for a text file its layout."""

    format: str
    source: Source | None = None


def sniff(path: Path, *, format: str | None = None) -> Found:  # noqa: A002 - the word of the command line
    """Find out what a file is; `format` overrules it. Raises ImportFileError.

    "hinge-log" is this program's own JSON lines, "generic" a table that has to be read by its header's words.
    """
    path = Path(path)
    if format is not None and format not in FORMATS:
        raise ImportFileError(f"There is no format {format!r}.", f"Known are: {', '.join(FORMATS)}.")
    if _magic(path) == fitnotes_backup.MAGIC:
        return Found("fitnotes-backup")
    if format == "fitnotes-backup":
        raise ImportFileError(f"{path.name} is not a FitNotes backup.", "Leave the format out, or give another file.")
    text = open_text(path)
    if format == "hinge-log" or (format is None and _own(text)):
        return Found("hinge-log")
    source = _source(text)
    if format is not None:
        if (
            format in READERS
            and not READERS[format].matches(source.header)
            and not (format == "strong" and strong.shape(source))
        ):
            raise ImportFileError(f"The columns of {path.name} are not those of {format}.", "Leave the format out.")
        return Found(format, source)
    for name, reader in READERS.items():
        if reader.matches(source.header):
            return Found(name, source)
    if strong.shape(source) is not None:
        return Found("strong", source)
    if len(source.header) < 3:
        raise ImportFileError(f"{path.name} is not a table of sets.", "Export it as CSV from the other app.")
    return Found("generic", source)


def read(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    unit: str | None = None,
    mapping: Mapping | None = None,
    dates: str = "",
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a file of another logger; raises ImportFileError when it is none.

    `unit` ("kg" or "lb") settles weights whose unit the file does not say, `dates` ("dmy" or "mdy") dates that can be
    read both ways; `progress` gets the share read.
    """
    found = sniff(path, format="generic" if mapping is not None and format is None else format)
    return read_found(path, found, unit=unit, mapping=mapping, dates=dates, progress=progress)


def read_found(
    path: Path,
    found: Found,
    *,
    unit: str | None = None,
    mapping: Mapping | None = None,
    dates: str = "",
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a file of which `sniff` found out what it is; raises ImportFileError."""
    if found.source is None:
        if found.format == "hinge-log":
            raise ImportFileError(f"{Path(path).name} is an export of hinge-log itself.", "It is read as a whole log.")
        return fitnotes_backup.read(Path(path), progress=progress)
    source = replace(found.source, dates=dates, unit=unit or "")
    if found.format == "generic":
        parsed = generic.read(source, unit=unit, mapping=mapping, progress=progress)
    else:
        parsed = READERS[found.format].read(source, unit=unit, progress=progress)
    parsed.dates = source.seen.order
    return parsed


def header_id(found: Found) -> str:
    """What the columns of a table are kept under; "" for a file without a header."""
    return f"{identity(*found.source.header):x}" if found.source is not None else ""


def _magic(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with open(path, "rb") as handle:
            return handle.read(len(fitnotes_backup.MAGIC))
    except (OSError, ValueError):
        return b""


def _own(text: TextFile) -> bool:
    """Whether a file is JSON lines of this program; raises ImportFileError for other JSON."""
    start = text.head.lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return False
    first = start.split("\n", 1)[0]
    try:
        data = json.loads(first)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and str(data.get("schema", "")).startswith("hinge-log/"):
        return True
    raise ImportFileError(f"{text.path.name} is JSON of another program.", "Export it as CSV from there.")


def _source(text: TextFile) -> Source:
    """Find the header: the first line that is not blank and not a spreadsheet's `sep=` line."""
    line, delimiter = 0, ""
    for number, content in enumerate(islice(text.lines(), 20), 1):
        stripped = content.strip("\ufeff \t\r\n")
        if not stripped:
            continue
        if stripped.startswith("###"):
            raise ImportFileError(
                f"{text.path.name} is a Jefit export, which is not read yet.", "Export from another app, or as a table."
            )
        if stripped.lower().startswith("sep=") and len(stripped) == 5:
            delimiter = stripped[4]
            continue
        line = number
        delimiter = delimiter if delimiter in (",", ";", "\t", "|") else delimiter_of(stripped)
        break
    if not line:
        raise ImportFileError(f"{text.path.name} is empty.", "Export it again from the other app.")
    first = next(iter(rows(text, delimiter, after=line - 1)), None)
    header = tuple(cell.strip().lstrip("\ufeff").strip('"') for cell in first.fields) if first else ()
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise ImportFileError(f"{text.path.name} has no header line.", "Export it again from the other app.")
    return Source(text, delimiter, header, line)
