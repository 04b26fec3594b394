"""A file about to be read, and what readers share: its rows, their dates, and the kind of a set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hinge_log.exchange import dates
from hinge_log.exchange.headers import looks_like_header
from hinge_log.exchange.records import Block, Row, TextFile, blocks, rows
from hinge_log.text import clean
from hinge_log.training.workout import SetKind

KINDS = {
    "": SetKind.WORKING,
    "normal": SetKind.WORKING,
    "n": SetKind.WORKING,
    "working": SetKind.WORKING,
    "w": SetKind.WARMUP,
    "wu": SetKind.WARMUP,
    "warmup": SetKind.WARMUP,
    "warm-up": SetKind.WARMUP,
    "warm up": SetKind.WARMUP,
    "warm_up": SetKind.WARMUP,
    "热": SetKind.WARMUP,
    "热身": SetKind.WARMUP,
    "aufwärmen": SetKind.WARMUP,
    "d": SetKind.DROP,
    "drop": SetKind.DROP,
    "dropset": SetKind.DROP,
    "drop set": SetKind.DROP,
    "drop_set": SetKind.DROP,
    "drop-set": SetKind.DROP,
    "f": SetKind.FAILURE,
    "failure": SetKind.FAILURE,
    "fail": SetKind.FAILURE,
    "to failure": SetKind.FAILURE,
}
"""How the apps mark what a set was for."""

NO_NOTE = "-"
"""Stands for an empty note where a reader of such files demands one."""

YES = frozenset(
    (
        "1", "1.0", "true", "yes", "y", "t", "x", "✓", "✔", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "sì", "vero",
        "verdadero", "sim", "verdadeiro", "tak", "prawda", "evet", "doğru", "да", "истина", "так", "igen", "ano",
        "waar", "sand", "sant", "是", "はい", "예",
    )
)  # fmt: skip
NO = frozenset(
    (
        "", "0", "0.0", "-", "false", "no", "n", "f", "nein", "falsch", "non", "faux", "falso", "não", "nie", "fałsz",
        "hayır", "yanlış", "нет", "ложь", "ні", "nem", "ne", "nej", "nei", "nee", "onwaar", "usand", "falsk",
        "否", "いいえ", "아니요",
    )
)  # fmt: skip
"""What is written into a column of yes and no, as people and spreadsheets of many languages write it."""


class Seen:
    """What was found while the rows of a file were read.

    `other` is the line of a second, different header (0: none); from there on nothing is used. `order` is the order
    of day and month that was guessed, "" where the dates leave no doubt.
    """

    __slots__ = ("order", "other")

    def __init__(self) -> None:
        self.other = 0
        self.order = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file with its layout: `delimiter`, `header`, and the physical line on which that stands.

    `dates` ("dmy" or "mdy") and `unit` are what the user said, where he did; `seen` is filled by reading.
    """

    text: TextFile
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    dates: str = ""
    unit: str = ""
    seen: Seen = field(default_factory=Seen)

    @property
    def comma(self) -> bool:
        """Whether a comma in a number can only be a decimal comma."""
        return self.delimiter != ","

    def rows(self, progress: Callable[[float], None] | None = None) -> Iterator[Row]:
        """The records under the header."""
        return rows(self.text, self.delimiter, after=self.header_line, width=len(self.header), progress=progress)

    def blocks(self, progress: Callable[[float], None] | None = None) -> Iterator[Block]:
        """The records under the header, many at a time."""
        return blocks(self.text, self.delimiter, after=self.header_line, width=len(self.header), progress=progress)

    def fitted(self, row: Row, needed: int) -> tuple[list[str], str]:
        """The row's fields as wide as the header, and why it cannot be used ("" if it can).

        Empty fields too many are dropped; missing ones are filled when all up to `needed` are there and the
        row is not doubtful.
        """
        fields, width = row.fields, len(self.header)
        if self.seen.other:
            return fields, f"under the header of another table in line {self.seen.other}: give it as a file of its own"
        if looks_like_header(fields):
            if tuple(fields[:width]) == self.header:
                return fields, "the header once more"
            self.seen.other = row.line
            return fields, "the header of another table: give that as a file of its own"
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

        found = dates.day_order(texts(), "")
        if not found:
            american = self.unit == "lb" and dates.names_halves(texts())
            found = self.seen.order = "mdy" if american else default
        return found


def note_text(text: str) -> str:
    r"""A note, cleaned; the two characters `\n` are a line break in several apps' exports."""
    if not text or text == NO_NOTE:
        return ""
    return clean(text.replace("\\r\\n", "\n").replace("\\n", "\n"), lines=True)


def only_numbers(reps: int | None, seconds: int | None, distance_mm: int | None) -> tuple[int | None, ...]:
    """Take zeros for "not measured" where an app writes 0 for every empty field.

    A set with a time or a distance has no reps then; a set with nothing has 0 reps: it was tried.
    """
    if not seconds and not distance_mm:
        return (0 if reps is None and (seconds == 0 or distance_mm == 0) else reps), None, None
    return reps or None, seconds or None, distance_mm or None
