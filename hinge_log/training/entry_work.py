"""The work of a typed set: load, distance, reps, time, and how many sets of it.

Digits are ASCII; those of full width, and spaces of every width, are read as the plain ones (`plain_text`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from hinge_log.errors import EntryError
from hinge_log.text import shown as printable
from hinge_log.training.distance import inches_as_mm, wall_unit
from hinge_log.training.entry_model import Shown
from hinge_log.training.load import GRAMS_PER, LIMIT_G, Load

MAX_REPS = 500
"""More repetitions than in any set that is logged as one set; a number beyond it is a slip (convention)."""

MAX_TYPED_SETS = 20
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
_BARE_LOAD = Piece(r"NUMBER\s*[x×*]", DIGITS)
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

    def error(self, kind: str, message: str, hint: str, start: int) -> EntryError:
        """The error for what was read since `start`."""
        return EntryError(kind, message, hint, at=start, width=self.at - start or 1)

    def unreadable(self) -> EntryError:
        """The error for whatever stands here, up to the next separator."""
        match = re.compile(r"[^\s;]+").match(self.text, self.at)
        word = match.group() if match else ""
        start = printable(word if len(word) <= 24 else word[:23] + "…")
        hint = "load x reps @rpe: 100x5@8"
        return EntryError("syntax", f"can't read '{start}'", hint, at=self.at, width=max(1, len(word)))


def parse_decimal(text: str) -> Decimal:
    """Read a number whose decimals follow a point or a comma."""
    return Decimal(text.replace(",", "."))


def parse_whole(text: str) -> int | None:
    """Read a whole number, or None when it has decimals."""
    if not text.isdigit():
        return None
    return int(text) if len(text) <= 9 else 10**9


def read_time(reader: Reader) -> int | None:
    """Read a time as whole seconds: 40s, 2min, 1:30."""
    start = reader.at
    if match := reader.take(CLOCK):
        seconds = Decimal(int(match[1]) * 60 + int(match[2])) if int(match[2]) < 60 else Decimal(-1)
    elif match := reader.take(SPAN):
        seconds = parse_decimal(match[1]) * (60 if match[2][0] in "mM" else 1)
    else:
        return None
    if not 1 <= seconds <= MAX_SECONDS or seconds != int(seconds):
        raise reader.error("time", "a time is whole seconds, 1 s to 2 hours", "40s or 1:30", start)
    return int(seconds)


def read_reps(reader: Reader) -> int:
    """Read a number of repetitions, 0 to 500."""
    start = reader.at
    hint = "load first: 100x5"
    match = reader.take(NUMBER)
    if not match:
        raise EntryError("reps", "how many reps?", hint, at=start)
    width = len(match[0])
    value = parse_whole(match[0])
    if value is None:
        raise EntryError("reps", "reps are whole numbers", hint, at=start, width=width)
    if unit := UNIT.match(reader.text, reader.at):
        text = f"{match[0]} {unit[1]} is where the reps belong"
        raise EntryError("reps", text, hint, at=start, width=unit.end() - start)
    if value > MAX_REPS:
        text = f"{match[0][:9]} reps?"
        raise EntryError("reps", text, f"0 to {MAX_REPS} reps, {hint}", at=start, width=width)
    reader.take(REPS)
    return value


def read_count(reader: Reader) -> int:
    """Read how many equal sets."""
    start = reader.at
    match = reader.take(NUMBER)
    value = parse_whole(match[0]) if match else None
    if value is None or not 1 <= value <= MAX_TYPED_SETS:
        raise reader.error("count", f"1 to {MAX_TYPED_SETS} sets at once", "100x5x3", start)
    return value


WALL_UNITS = ("cm", "in")
"""The units of a bare number where a drill is measured by its distance to the wall."""


@dataclass(frozen=True, slots=True)
class TypedWork:
    """What was done in one set, and in how many equal sets.

    `amrap` says that it was as many reps as possible; `bare` that nothing but a number without a unit was typed.
    """

    load: Load | None
    reps: int | None
    seconds: int | None
    distance_mm: int | None
    count: int
    amrap: bool = False
    bare: bool = False

    def onto(self, shown: Shown) -> Shown:
        """What is shown after this set: the next set starts from it."""
        return shown._replace(load=self.load, reps=self.reps, seconds=self.seconds, distance_mm=self.distance_mm)


def read_work(reader: Reader, shown: Shown) -> TypedWork | None:
    """Read a set's work; None when no work stands here. Raises EntryError for work that cannot be."""
    start = reader.at
    load: Load | None = None
    reps: int | None = None
    distance: int | None = None
    bare = False
    seconds = read_time(reader)
    if seconds is None and _reps_alone(reader):
        reps = read_reps(reader)
    elif seconds is None:
        if not TIMES.match(reader.text, reader.at):
            distance = _distance(reader, shown)
            if distance is None:
                load = _load(reader, shown)
                if load is None:
                    return None
                bare = reader.text[start : reader.at].strip().replace(",", "").replace(".", "").isdigit()
                if reader.take(REPS_ALONE):
                    reps = read_reps(reader)
        if reps is None and reader.take(TIMES):
            seconds = read_time(reader)
            if seconds is None and distance is None:
                distance = _explicit_distance(reader, shown)
                if distance is not None and reader.take(TIMES):
                    seconds = read_time(reader)
                    reps = read_reps(reader) if seconds is None else None
                elif distance is None:
                    reps = read_reps(reader)
            elif seconds is None:
                reps = read_reps(reader)
    amrap = reps is not None and reader.take(PLUS) is not None
    number = read_count(reader) if (reps is not None or seconds is not None) and reader.take(TIMES) else 1
    bare = bare and reps is None and seconds is None and distance is None
    if reps is None and seconds is None:
        if distance is not None or bare:
            _refuse_time(reader, start)
        reps, seconds = shown.reps, shown.seconds
        if distance is not None and distance != shown.distance_mm:
            seconds = None  # it was the time of another distance
            reps = reps if load is None or shown.distance_mm is not None else None
        if reps is None and seconds is None:
            reps = shown.default_reps
    if load is None:
        load = shown.load
        if load is None and shown.body and distance is None and shown.unit not in WALL_UNITS:
            load = Load.of("0", _mass_unit(shown), body=True)
    if distance is None:
        distance = shown.distance_mm
    if reps is None and seconds is None and distance is None:
        raise reader.error("reps", "how many reps?", "load first: 100x5", start)
    return TypedWork(load, reps, seconds, distance, number, amrap, bare)


def refuse_order(reader: Reader, start: int, work: TypedWork, shown: Shown) -> None:
    """Raise EntryError for a bare load that is less than the sets: "3x8x20" and "2x20x8" put something else first."""
    text, load = reader.text[start : reader.at], work.load
    if load is None or load.body or load == shown.load or not _BARE_LOAD.match(text, 0):
        return
    if work.count > 1 and Decimal(load.value) < work.count:
        message = f"is {load.text} {load.unit} meant, in {work.count} sets?"
        meant = f"{load.text}{load.unit}x{work.reps or 0}x{work.count}"
        hint = f"load x reps x sets: 20x8x3 (two dumbbells: the load of one), or {meant}"
        raise EntryError("order", message, hint, at=start, width=reader.at - start)


def _refuse_time(reader: Reader, start: int) -> None:
    """Raise EntryError where a time follows: of this set, or a set of its own, nobody knows."""
    end = reader.at
    work = reader.text[start:end].strip()
    if reader.take(SEPARATORS) and reader.at > end:
        begin = reader.at
        if read_time(reader) is not None:
            time = reader.text[begin : reader.at].strip()
            raise reader.error("time", f"is {time} the time of {work}?", f"type {work}x{time}", begin)
    reader.at = end


def _reps_alone(reader: Reader) -> bool:
    """Whether reps and the word for them stand here: "5 reps"."""
    number = NUMBER.match(reader.text, reader.at)
    return number is not None and REPS.match(reader.text, number.end()) is not None


def _mass_unit(shown: Shown) -> str:
    return shown.unit if shown.unit in GRAMS_PER else "kg"


def _distance(reader: Reader, shown: Shown) -> int | None:
    """Read a distance, also a bare number where the lift is measured in cm."""
    distance = _explicit_distance(reader, shown)
    if distance is not None or shown.unit not in WALL_UNITS:
        return distance
    match = LOAD.match(reader.text, reader.at)
    if not match or UNIT.match(reader.text, match.end()):
        return None
    return _millimetres(reader, shown, match[1], match[2], match.end(), shown.unit)


def _explicit_distance(reader: Reader, shown: Shown) -> int | None:
    match = DISTANCE.match(reader.text, reader.at)
    if match is None:
        return None
    unit = match[3].lower()
    if THOUSANDS.fullmatch(match[2]) and unit != "km":
        message = f"is {match[2]} more than a thousand?"
        hint = f"type {match[2].replace(',', '')}{unit} or {match[2].replace(',', '.')}{unit}"
        raise EntryError("distance", message, hint, at=reader.at, width=match.end() - reader.at)
    more = INCHES.match(reader.text, match.end()) if unit.startswith("f") else None
    inches = parse_decimal(more[1]) if more else Decimal(0)
    return _millimetres(reader, shown, match[1], match[2], (more or match).end(), unit, inches)


def _millimetres(
    reader: Reader, shown: Shown, sign: str, digits: str, end: int, unit: str = "cm", inches: Decimal = Decimal(0)
) -> int:
    start, reader.at = reader.at, end
    names = sorted((name for name in MM_PER if unit.startswith(name)), key=len)
    exact = parse_decimal(digits) * MM_PER[names[-1]] + inches * MM_PER["i"]
    # Inches and feet come to whole millimetres as near as can be; a metric distance is exact.
    value = exact
    if unit[0] in "if":
        inches = exact / MM_PER["i"]
        if sign and wall_unit(shown.distance_mm) == "in":
            inches = round((shown.distance_mm or 0) / MM_PER["i"]) + (inches if sign == "+" else -inches)
            sign = ""
        value = Decimal(inches_as_mm(inches))
    elif unit[0] == "y" or names[-1] == "mi":
        value = Decimal(round(exact))
    if sign:
        value = (shown.distance_mm or 0) + (value if sign == "+" else -value)
    if not 0 <= value <= MAX_DISTANCE_MM or value != int(value):
        raise reader.error("distance", "a distance is 0 to 200 km, in whole millimetres", "18cm x 8", start)
    return int(value)


def _load(reader: Reader, shown: Shown) -> Load | None:
    """Read an absolute, relative or bodyweight load."""
    start = reader.at
    if reader.take(BODY):
        match = reader.take(SIGNED)
        sign, digits = (match[1], match[2]) if match else ("", "0")
        unit = _unit(reader, _mass_unit(shown)) if match else _mass_unit(shown)
        load = _make(reader, start, ("-" if sign == "-" else "") + digits, unit, body=True)
    elif match := reader.take(LOAD):
        sign, digits = match[1], match[2]
        # A change is one of the load that is shown, in whichever unit that is.
        unit = _unit(reader, shown.load.unit if sign and shown.load is not None else _mass_unit(shown))
        if sign:
            step = _make(reader, start, ("-" if sign == "-" else "") + digits, unit, body=True)
            _checked(reader, start, step)
            base = shown.load or (Load.of("0", unit, body=True) if shown.body else None)
            if base is None:
                raise reader.error("load", "there is no load to change", "100x5", start)
            load = base.plus(step)
        else:
            load = _make(reader, start, digits, unit, body=shown.body)
    else:
        return None
    return _checked(reader, start, load)


def _unit(reader: Reader, usual: str) -> str:
    match = reader.take(UNIT)
    if not match:
        return usual
    return "kg" if match[1][0] in "kK" else "lb"


def _make(reader: Reader, start: int, digits: str, unit: str, *, body: bool) -> Load:
    text = digits.replace(",", ".")
    if not parse_decimal(text.lstrip("-")):
        text = text.lstrip("-")
    try:
        return Load.of(text, unit, body=body)
    except ValueError:  # more digits than any load has
        raise _over(reader, start) from None


def _checked(reader: Reader, start: int, load: Load) -> Load:
    if abs(load.grams) > LIMIT_G:
        raise _over(reader, start)
    if load.grams < 0 and not load.body:
        raise reader.error("load", "load is below zero", "bw-20 for assistance", start)
    return load


def _over(reader: Reader, start: int) -> EntryError:
    message = f"over the {LIMIT_G // 1000} kg limit"
    return reader.error("load", message, "load first: 100x5", start)
