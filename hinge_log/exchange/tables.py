"""A text file about to be read: its header, rows and order of day and month, and what its app means by columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hinge_log.exchange import dates
from hinge_log.exchange.columns import WORDS, header_key
from hinge_log.exchange.csv_records import Row, TextFile, rows
from hinge_log.exchange.dates import fold
from hinge_log.text import clean

_DIGIT = re.compile(r"[0-9]")
_DECIMAL_COMMA = re.compile(r'"[-+]?[0-9]{1,4},[0-9]{1,2}(?: ?[a-zA-Z]{1,3})?"')
"""A number with a decimal comma, quoted as it has to be between commas; three digits might be thousands."""
_MORE = (
    "category", "exercise title", "exercise notes", "set type", "weight kg", "weight lbs", "distance km",
    "distance miles", "duration seconds", "end time", "superset id", "description", "sessionid", "targetreps",
)  # fmt: skip
NO_NOTE = "-"
"""Stands for an empty note where a reader of such files demands one."""


@dataclass(slots=True)
class Seen:
    """What the rows of a file told while they were read.

    `other` is the line of a second, different header (0: none); from there on nothing is used. `order` is the order
    of day and month that was guessed, "" where the dates leave no doubt.
    """

    other: int = 0
    order: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file with its layout: `delimiter`, `header`, and the physical line on which that stands.

    `dates` ("dmy" or "mdy"), `unit` and `length` are what the user said; `seen` is filled by reading.
    """

    text: TextFile
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    dates: str = ""
    unit: str = ""
    length: str = ""
    seen: Seen = field(default_factory=Seen)

    @property
    def comma(self) -> bool:
        """Whether a comma in a number can only be a decimal comma."""
        return self.delimiter != "," or _DECIMAL_COMMA.search(self.text.head) is not None

    def rows(self, progress: Callable[[float], None] | None = None) -> Iterator[Row]:
        """The records under the header."""
        return rows(self.text, self.delimiter, after=self.header_line, width=len(self.header), progress=progress)

    def values(self, column: int) -> set[str]:
        """The different texts of a column in lower case, without the empty one; looks through the file."""
        return {row.fields[column].strip().casefold() for row in self.rows() if len(row.fields) > column} - {""}

    def fitted(self, row: Row, needed: int) -> tuple[list[str], str]:
        """The row's fields as wide as the header, and why it cannot be used ("" if it can).

        Empty fields too many are dropped; missing ones are filled when all up to `needed` are there and the
        row is not doubtful.
        """
        fields, width = row.fields, len(self.header)
        if self.seen.other:
            return (
                fields,
                f"under the header of another table in line {self.seen.other}: import that table from a separate file",
            )
        if looks_like_header(fields):
            if tuple(fields[:width]) == self.header:
                return fields, "the header again"
            self.seen.other = row.line
            return fields, "the header of another table: import that table from a separate file"
        if len(fields) == width:
            return fields, ""
        if len(fields) > width and not any(fields[width:]):
            return fields[:width], ""
        if needed <= len(fields) < width and not row.doubtful:
            return fields + [""] * (width - len(fields)), ""
        return fields, f"{len(fields)} fields where the header has {width}"

    def day_order(self, column: int, default: str = "dmy") -> str:
        """Day or month first in this file's dates; looks through the column only when that matters.

        Where no date decides, it is what the user said, or else `default`; month first also with pounds and AM or PM.
        """
        if self.dates:
            return self.dates
        first = next((row for row in self.rows() if len(row.fields) > column), None)
        if first is None or not dates.parted(first.fields[column]):
            return default

        def texts() -> Iterator[str]:
            return (row.fields[column] for row in self.rows() if len(row.fields) > column)

        order = dates.day_order(texts(), "")
        if not order:
            american = self.unit == "lb" and dates.names_halves(texts())
            order = self.seen.order = "mdy" if american else default
        return order


def note_text(text: str) -> str:
    r"""A note, cleaned; the two characters `\n` are a line break in several apps' exports."""
    if not text or text == NO_NOTE:
        return ""
    return clean(text.replace("\\r\\n", "\n").replace("\\n", "\n"), lines=True)


def looks_like_header(fields: Sequence[str]) -> bool:
    """Whether a row is made of column names: most of its cells are, and there are at least three of them."""
    # The first cells of a row of data hold its date or its number, or the second cell does: most rows end here.
    if len(fields) < 3 or _DIGIT.search(fields[0]) or _DIGIT.search(fields[1]):
        return False
    cells = [cell for cell in fields if cell.strip()]
    if len(cells) < 3 or sum(_DIGIT.search(cell) is not None for cell in cells) > len(cells) // 2:
        return False
    words = _words()
    known = {key for key in (header_key(cell)[0] for cell in cells) if key in words}
    return len(known) >= 3 and len(known) >= 0.6 * len(cells)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(fold(word) for spellings in WORDS.values() for word in spellings.split("/")) | frozenset(_MORE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the table of one app means otherwise than a plain one.

    `stamps`: a date with a time, and the name, are those of a workout. `day`: all sets of a day are one workout.
    `by_session`: so are those of a session, whatever their times. `length` is the unit of distances without one;
    "" follows the unit of weights, None has to be asked. `zeros`: an app that writes 0 for empty fields, so that a set
    with nothing has 0 reps: it was tried. `notes_repeat`: the note of an exercise stands in each of its rows.
    `planned`: rows without reps were planned and not done. `marks`: what stands in the column of numbers is either a
    number or a mark of a set. Rows of an exercise called `body_rows` hold what the lifter weighed. `repair` puts a row
    together that has too many fields; `adjust` changes a row's cells.
    """

    stamps: bool = False
    day: bool = False
    by_session: bool = False
    length: str | None = None
    zeros: bool = False
    notes_repeat: bool = False
    planned: bool = False
    marks: bool = False
    order: str = "dmy"
    body_rows: str = ""
    repair: Callable[[list[str]], list[str] | None] | None = None
    adjust: Callable[[list[str]], list[str]] | None = None
