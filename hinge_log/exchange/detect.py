"""What a file is: told by what stands in it, never by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from hinge_log.errors import ImportFileError
from hinge_log.exchange.csv_records import TextFile, delimiter_of, open_text, rows
from hinge_log.exchange.log_comparison import identity
from hinge_log.exchange.mapping import Mapping, propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.readers import TABLES, TEXTS, fitnotes_backup, strong
from hinge_log.exchange.readers.table_format import read_any_table
from hinge_log.exchange.tables import Source

FORMATS = (*TABLES, *TEXTS, "fitnotes-backup", "generic", "hinge-log")
_TITLE_LINES = 30
"""A header is looked for in so many lines."""


@dataclass(frozen=True, slots=True)
class FoundFormat:
    """How to read a file: its format, for a text file the `text`, and for a table its layout."""

    format: str
    source: Source | None = None
    text: TextFile | None = None


def sniff(path: Path, *, format: str | None = None) -> FoundFormat:  # noqa: A002 - the word of the command line
    """Find out what a file is; `format` overrules it. Raises ImportFileError.

    "hinge-log" is this program's own JSON lines, "generic" a table that has to be read by its header's words.
    """
    path = Path(path)
    if format is not None and format not in FORMATS:
        raise ImportFileError(f"There is no format {format!r}.", f"Choose {', '.join(FORMATS)}.")
    if fitnotes_backup.is_database(path):
        return FoundFormat("fitnotes-backup")
    if format == "fitnotes-backup":
        raise ImportFileError(f"{path.name} is not a FitNotes backup.", "Leave out the format, or choose another file.")
    text = open_text(path)
    if format in TEXTS:
        if not TEXTS[format].recognises(text):
            raise ImportFileError(f"{path.name} is not in the {format} format.", "Leave the format out.")
        return FoundFormat(format, text=text)
    if format is None:
        for name, reader in TEXTS.items():
            if reader.recognises(text):
                return FoundFormat(name, text=text)
    if format == "hinge-log" or (format is None and _is_own_json(text)):
        return FoundFormat("hinge-log")
    source = _source(text)
    if format is not None:
        named = format in TABLES
        if named and not TABLES[format].matches(source.header) and not (format == "strong" and strong.shape(source)):
            raise ImportFileError(f"The columns of {path.name} are not those of {format}.", "Leave the format out.")
        return FoundFormat(format, source)
    for name, table in TABLES.items():
        if table.matches(source.header):
            return FoundFormat(name, source)
    if strong.shape(source) is not None:
        return FoundFormat("strong", source)
    if len(source.header) < 3:
        markup = text.head.lstrip("\ufeff \t\r\n").startswith("<")
        raise ImportFileError(
            f"{path.name} is {'a web page or XML' if markup else 'text'}, but not a table of sets.",
            "Use a table with a header line: a date, an exercise, and reps or a weight.",
        )
    return FoundFormat("generic", source)


def read(
    path: Path,
    file_format: FoundFormat | None = None,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    unit: str | None = None,
    mapping: Mapping | None = None,
    dates: str = "",
    length: str = "",
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a file of another logger, of the format that `sniff` recognised or does now; raises ImportFileError.

    `unit` ("kg" or "lb") settles weights whose unit the file does not say, `length` such distances, `dates` ("dmy" or
    "mdy") dates that can be read both ways; `progress` gets the share read.
    """
    if file_format is None:
        file_format = sniff(path, format="generic" if mapping is not None and format is None else format)
    if file_format.text is not None:
        return TEXTS[file_format.format].read(file_format.text, unit=unit, progress=progress, length=length)
    if file_format.source is None:
        if file_format.format == "hinge-log":
            raise ImportFileError(f"{Path(path).name} is a hinge-log export.", "Import it without a format.")
        return fitnotes_backup.read(Path(path), progress=progress)
    source = replace(file_format.source, dates=dates, unit=unit or "", length=length)
    if file_format.format == "generic":
        parsed = read_any_table(source, unit=unit, mapping=mapping, progress=progress)
    else:
        parsed = TABLES[file_format.format].read(source, unit=unit, progress=progress)
    parsed.dates = source.seen.order
    return parsed


def header_id(file_format: FoundFormat) -> str:
    """What the columns of a table are kept under; "" for a file without a header."""
    return f"{identity(*file_format.source.header):x}" if file_format.source is not None else ""


def _is_own_json(text: TextFile) -> bool:
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
    raise ImportFileError(
        f"{text.path.name} is JSON from another program.",
        "Use a table of sets (CSV, with a date, an exercise, and reps or a weight) or wger's workout log.",
    )


def _source(text: TextFile) -> Source:
    """Find the header: the first line that reads as one, or else the first that is no blank or `sep=` line."""
    line, delimiter, fixed = 0, "", ""
    for number, content in enumerate(islice(text.lines(), _TITLE_LINES), 1):
        stripped = content.strip("\ufeff \t\r\n")
        if not stripped:
            continue
        if stripped.lower().startswith("sep=") and len(stripped) == 5:
            fixed = stripped[4] if stripped[4] in ",;\t|" else ""
            continue
        mark = fixed or delimiter_of(stripped)
        if not line:
            line, delimiter = number, mark
        header = _header(text, mark, number)
        if len(header) >= 3 and (
            any(table.matches(header) for table in TABLES.values()) or not propose(header).missing(header)
        ):
            line, delimiter = number, mark
            break
    if not line:
        raise ImportFileError(f"{text.path.name} is empty.", "Export it again from the other app.")
    header = _header(text, delimiter, line)
    if not header:
        raise ImportFileError(f"{text.path.name} has no header line.", "Export it again from the other app.")
    return Source(text, delimiter, header, line)


def _header(text: TextFile, delimiter: str, line: int) -> tuple[str, ...]:
    """The cells of a line, cleaned as those of a header."""
    first = next(iter(rows(text, delimiter, after=line - 1)), None)
    header = tuple(cell.strip().lstrip("\ufeff").strip('"') for cell in first.fields) if first else ()
    while header and not header[-1]:
        header = header[:-1]
    return header
