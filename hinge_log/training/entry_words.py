"""The words of a typed set: numbers, times, loads, and the place in the line.

Digits are ASCII; those of full width, and spaces of every width, are read as the plain ones (`plain_text`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from hinge_log.errors import EntryError
from hinge_log.text import shown as printable

MAX_REPS = 500
"""More repetitions than in any set that is logged as one set; a number beyond it is a slip (convention)."""

MAX_SETS = 20
MAX_SECONDS = 7_200
"""Two hours: a longer hold, carry or round is a slip (convention)."""

MAX_DISTANCE_MM = 200_000_000
MM_PER: dict[str, int | Decimal] = {
    "mm": 1,
    "cm": 10,
    "m": 1000,
    "km": 1_000_000,
    "i": Decimal("25.4"),
    "f": Decimal("304.8"),
    "mi": 1_609_344,
    "y": Decimal("914.4"),
}
"""Millimetres of a unit of distance, by how its name begins."""


class Piece:
    """A piece of the grammar: case-blind, with ASCII letters and digits only.

    `first` are the lower-case characters that it can begin with, `needs` texts of which it has one ("" for any). It
    is compiled when a line first has them where the piece may stand: a line needs a third of the grammar, and
    compiling is what takes long.
    """

    __slots__ = ("_compiled", "_first", "_needs", "_text")

    def __init__(self, text: str, first: str = "", needs: str | tuple[str, ...] = "") -> None:
        self._text = text.replace("NUMBER", r"[0-9]+(?:\.[0-9]{1,15}|,[0-9]{1,3})?")
        self._first, self._needs = first, needs
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """Match at one place."""
        if self._first and (at >= len(text) or text[at].lower() not in self._first):
            return None
        if self._needs and not any(each in text.lower() for each in self._needs):
            return None
        if self._compiled is None:
            self._compiled = re.compile(self._text, re.ASCII | re.IGNORECASE)
        return self._compiled.match(text, at)


DIGITS = "0123456789"
SEPARATORS = re.compile(r"(?:[\s;]|,(?=\s))*")
NUMBER = Piece("NUMBER", DIGITS)
TIMES = Piece(r"\s*[x×*]\s*")
UNIT = Piece(r"\s*(kgs?|kilos?|lbs?|pounds?|#)(?![a-wyz0-9])", needs="klp#")
CLOCK = Piece(r"([0-9]{1,3}):([0-9]{2})(?![0-9:.])", DIGITS, ":")
SPAN = Piece(r"(NUMBER)\s*(sec(?:ond)?s?|s|min(?:ute)?s?)(?![a-wyz0-9])", DIGITS, "sm")
DISTANCE = Piece(
    r"([+-]?)\s*(NUMBER)\s*(cm|mm|km|met(?:er|re)s?|in(?:ch(?:es)?)?(?!\s+[0-9])|ft|feet|foot|mi(?:les?)?|m|yd|yards?)"
    r"(?:(?<=ft)(?=[0-9.]+\s*in)|(?![a-wyz0-9]))",
    needs=("m", "in", "ft", "feet", "foot", "yd", "yard"),
)
THOUSANDS = re.compile(r"[1-9][0-9]*,[0-9]{3}")
INCHES = Piece(r"\s*(NUMBER)\s*in(?:ch(?:es)?)?(?![a-wyz0-9])", needs=("in",))
REPS = Piece(r"\s*reps?(?![a-z0-9])", needs=("rep",))
REPS_ALONE = Piece(r"(?:\s+|^)(?=[0-9]+\s*reps?(?![a-z0-9]))", needs=("rep",))
PLUS = re.compile(r"\+(?![0-9])")
BODY = Piece(r"bw(?![a-wyz0-9])", "b")
SIGNED = Piece(r"\s*([+-])\s*(NUMBER)")
LOAD = Piece(r"([+-]?)\s*(NUMBER)")


_PLAIN = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)), " ")
    | dict.fromkeys((*range(0x2010, 0x2014), 0x2212), "-")
)
"""Full-width characters, spaces of other widths, and what phones make of a minus, as plain ones."""


def plain_text(text: str) -> str:
    """The line with full-width characters, spaces and minuses as plain ones, but for its quoted notes; no longer."""
    if text.isascii():
        return text
    parts = re.split(r'("(?:[^"\\]|\\.)*"?|“[^”]*”?)', text)
    return "".join(part if at % 2 else part.translate(_PLAIN) for at, part in enumerate(parts))


class Reader:
    """A line and the place that has been read to."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def done(self) -> bool:
        """Whether the whole line is read."""
        return self.at >= len(self.text)

    def separated(self) -> bool:
        """Whether a space or a semicolon, or the start of the line, stands right before this place."""
        return self.at == 0 or self.text[self.at - 1].isspace() or self.text[self.at - 1] == ";"

    def take(self, what: Piece | re.Pattern[str]) -> re.Match[str] | None:
        """Read `what` if it stands here."""
        match = what.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def unreadable(self) -> EntryError:
        """The error for whatever stands here, up to the next separator."""
        match = re.compile(r"[^\s;]+").match(self.text, self.at)
        word = match.group() if match else ""
        start = printable(word if len(word) <= 24 else word[:23] + "…")
        hint = "load x reps @rpe: 100x5@8"
        return EntryError("syntax", f"can't read '{start}'", hint, at=self.at, width=max(1, len(word)))


def decimal(text: str) -> Decimal:
    """Read a number whose decimals follow a point or a comma."""
    return Decimal(text.replace(",", "."))


def whole(text: str) -> int | None:
    """Read a whole number, or None when it has decimals."""
    if not text.isdigit():
        return None
    return int(text) if len(text) <= 9 else 10**9


def time(reader: Reader) -> int | None:
    """Read a time as whole seconds: 40s, 2min, 1:30."""
    start = reader.at
    if match := reader.take(CLOCK):
        seconds = Decimal(int(match[1]) * 60 + int(match[2])) if int(match[2]) < 60 else Decimal(-1)
    elif match := reader.take(SPAN):
        seconds = decimal(match[1]) * (60 if match[2][0] in "mM" else 1)
    else:
        return None
    if not 1 <= seconds <= MAX_SECONDS or seconds != int(seconds):
        message = "a time is whole seconds, 1 s to 2 hours"
        raise EntryError("time", message, "40s or 1:30", at=start, width=reader.at - start)
    return int(seconds)


def reps(reader: Reader) -> int:
    """Read a number of repetitions, 0 to 500."""
    start = reader.at
    hint = "load first: 100x5"
    match = reader.take(NUMBER)
    if not match:
        raise EntryError("reps", "how many reps?", hint, at=start)
    width = len(match[0])
    value = whole(match[0])
    if value is None:
        raise EntryError("reps", "reps are whole numbers", hint, at=start, width=width)
    if unit := UNIT.match(reader.text, reader.at):
        text = f"{match[0]} {unit[1]} stands where the reps belong"
        raise EntryError("reps", text, hint, at=start, width=unit.end() - start)
    if value > MAX_REPS:
        text = f"{match[0][:9]} reps?"
        raise EntryError("reps", text, f"0 to {MAX_REPS} reps, {hint}", at=start, width=width)
    reader.take(REPS)
    return value


def count(reader: Reader) -> int:
    """Read how many equal sets."""
    start = reader.at
    match = reader.take(NUMBER)
    value = whole(match[0]) if match else None
    if value is None or not 1 <= value <= MAX_SETS:
        width = reader.at - start or 1
        raise EntryError("count", f"1 to {MAX_SETS} sets at once", "100x5x3", at=start, width=width)
    return value
