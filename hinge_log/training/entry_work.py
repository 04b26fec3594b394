"""The work of a typed set: load, distance, reps, time, and how many sets of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hinge_log.errors import EntryError
from hinge_log.training import entry_words as words
from hinge_log.training.entry_model import Shown
from hinge_log.training.entry_words import Reader
from hinge_log.training.load import GRAMS_PER, LIMIT_G, Load

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
    seconds = words.time(reader)
    if seconds is None and _reps_alone(reader):
        reps = words.reps(reader)
    elif seconds is None:
        if not words.TIMES.match(reader.text, reader.at):
            distance = _distance(reader, shown)
            if distance is None:
                load = _load(reader, shown)
                if load is None:
                    return None
                bare = reader.text[start : reader.at].strip().replace(",", "").replace(".", "").isdigit()
                if reader.take(words.REPS_ALONE):
                    reps = words.reps(reader)
        if reps is None and reader.take(words.TIMES):
            seconds = words.time(reader)
            if seconds is None and distance is None:
                distance = _explicit_distance(reader, shown)
                if distance is not None and reader.take(words.TIMES):
                    seconds = words.time(reader)
                    reps = words.reps(reader) if seconds is None else None
                elif distance is None:
                    reps = words.reps(reader)
            elif seconds is None:
                reps = words.reps(reader)
    amrap = reps is not None and reader.take(words.PLUS) is not None
    number = words.count(reader) if (reps is not None or seconds is not None) and reader.take(words.TIMES) else 1
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
        raise EntryError("reps", "how many reps?", "load first: 100x5", at=start, width=reader.at - start)
    return TypedWork(load, reps, seconds, distance, number, amrap, bare)


def _refuse_time(reader: Reader, start: int) -> None:
    """Raise EntryError where a time follows: of this set, or a set of its own, nobody knows."""
    end = reader.at
    work = reader.text[start:end].strip()
    if reader.take(words.SEPARATORS) and reader.at > end:
        begin = reader.at
        if words.time(reader) is not None:
            time = reader.text[begin : reader.at].strip()
            message = f"is {time} the time of {work}?"
            raise EntryError("time", message, f"type {work}x{time}", at=begin, width=reader.at - begin)
    reader.at = end


def _reps_alone(reader: Reader) -> bool:
    """Whether reps and the word for them stand here: "5 reps"."""
    number = words.NUMBER.match(reader.text, reader.at)
    return number is not None and words.REPS.match(reader.text, number.end()) is not None


def _mass_unit(shown: Shown) -> str:
    return shown.unit if shown.unit in GRAMS_PER else "kg"


def _distance(reader: Reader, shown: Shown) -> int | None:
    """Read a distance, also a bare number where the lift is measured in cm."""
    distance = _explicit_distance(reader, shown)
    if distance is not None or shown.unit not in WALL_UNITS:
        return distance
    match = words.LOAD.match(reader.text, reader.at)
    if not match or words.UNIT.match(reader.text, match.end()):
        return None
    return _millimetres(reader, shown, match[1], match[2], match.end(), shown.unit)


def _explicit_distance(reader: Reader, shown: Shown) -> int | None:
    match = words.DISTANCE.match(reader.text, reader.at)
    if match is None:
        return None
    unit = match[3].lower()
    if words.THOUSANDS.fullmatch(match[2]) and unit != "km":
        message = f"is {match[2]} more than a thousand?"
        hint = f"type {match[2].replace(',', '')}{unit} or {match[2].replace(',', '.')}{unit}"
        raise EntryError("distance", message, hint, at=reader.at, width=match.end() - reader.at)
    more = words.INCHES.match(reader.text, match.end()) if unit.startswith("f") else None
    inches = words.decimal(more[1]) if more else Decimal(0)
    return _millimetres(reader, shown, match[1], match[2], (more or match).end(), unit, inches)


def _millimetres(
    reader: Reader, shown: Shown, sign: str, digits: str, end: int, unit: str = "cm", inches: Decimal = Decimal(0)
) -> int:
    start, reader.at = reader.at, end
    names = sorted((name for name in words.MM_PER if unit.startswith(name)), key=len)
    exact = words.decimal(digits) * words.MM_PER[names[-1]] + inches * words.MM_PER["i"]
    # Inches and feet come to whole millimetres as near as can be; a metric distance is exact.
    value = Decimal(round(exact)) if unit[0] in "ify" or names[-1] == "mi" else exact
    if sign:
        value = (shown.distance_mm or 0) + (value if sign == "+" else -value)
    if not 0 <= value <= words.MAX_DISTANCE_MM or value != int(value):
        message = "a distance is 0 to 200 km, in whole millimetres"
        raise EntryError("distance", message, "18cm x 8", at=start, width=end - start)
    return int(value)


def _load(reader: Reader, shown: Shown) -> Load | None:
    """Read an absolute, relative or bodyweight load."""
    start = reader.at
    if reader.take(words.BODY):
        match = reader.take(words.SIGNED)
        sign, digits = (match[1], match[2]) if match else ("", "0")
        unit = _unit(reader, _mass_unit(shown)) if match else _mass_unit(shown)
        load = _make(reader, start, ("-" if sign == "-" else "") + digits, unit, body=True)
    elif match := reader.take(words.LOAD):
        sign, digits = match[1], match[2]
        # A change is one of the load that is shown, in whichever unit that is.
        unit = _unit(reader, shown.load.unit if sign and shown.load is not None else _mass_unit(shown))
        if sign:
            step = _make(reader, start, ("-" if sign == "-" else "") + digits, unit, body=True)
            _checked(reader, start, step)
            base = shown.load or (Load.of("0", unit, body=True) if shown.body else None)
            if base is None:
                width = reader.at - start
                raise EntryError("load", "no load is shown to change", "100x5", at=start, width=width)
            load = base.plus(step)
        else:
            load = _make(reader, start, digits, unit, body=shown.body)
    else:
        return None
    return _checked(reader, start, load)


def _unit(reader: Reader, usual: str) -> str:
    match = reader.take(words.UNIT)
    if not match:
        return usual
    return "kg" if match[1][0] in "kK" else "lb"


def _make(reader: Reader, start: int, digits: str, unit: str, *, body: bool) -> Load:
    text = digits.replace(",", ".")
    if not words.decimal(text.lstrip("-")):
        text = text.lstrip("-")
    try:
        return Load.of(text, unit, body=body)
    except ValueError:  # more digits than any load has
        raise _over(reader, start) from None


def _checked(reader: Reader, start: int, load: Load) -> Load:
    if abs(load.grams) > LIMIT_G:
        raise _over(reader, start)
    if load.grams < 0 and not load.body:
        width = reader.at - start
        raise EntryError("load", "load is below zero", "bw-20 for assistance", at=start, width=width)
    return load


def _over(reader: Reader, start: int) -> EntryError:
    message = f"over the {LIMIT_G // 1000} kg limit"
    return EntryError("load", message, "load first: 100x5", at=start, width=reader.at - start)
