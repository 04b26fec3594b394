"""wger: the workout log of its REST interface, as a list of entries or as pages with `results`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.cells import effort
from hinge_log.exchange.csv_records import TextFile
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import ParsedFile, ParsedSet

NAME = "wger"
MAX_CHARACTERS = 200 * 1024**2
_WEIGHT_UNITS = {"1": "kg", "2": "lb", "kg": "kg", "lb": "lb"}
_SECONDS, _MINUTES, _MILES, _KILOMETRES = "3", "4", "5", "6"
"""Numbers of wger's units of repetitions; 1 are repetitions, 2 until failure."""

_USED = frozenset(
    ("date", "session", "exercise", "exercise_name", "repetitions", "repetitions_unit", "weight", "weight_unit", "rir",
     "id")
)  # fmt: skip


def recognises(text: TextFile) -> bool:
    """Whether a file is JSON with the fields of wger's workout log."""
    head = text.head.lstrip("\ufeff\r\n\t ")
    return head.startswith(("{", "[")) and all(f'"{name}"' in head for name in ("repetitions", "exercise", "date"))


def read(
    text: TextFile, *, unit: str | None = None, progress: Callable[[float], None] | None = None, length: str = ""
) -> ParsedFile:
    """Read all entries; raises ImportFileError for what is no such list."""
    builder = Builder(NAME, "wger")
    if text.size > MAX_CHARACTERS:
        raise ImportFileError(f"{text.path.name} is larger than 200 MiB.", "Export it in parts.")
    try:
        data = json.loads("".join(text.lines()).lstrip("\ufeff"))
    except (ValueError, RecursionError) as problem:
        raise ImportFileError(f"{text.path.name} is not complete JSON.", "Export it again.") from problem
    entries = data.get("results") if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise ImportFileError(f"{text.path.name} has no list of entries.", "Export wger's workout log.")
    for number, entry in enumerate(entries, 1):
        builder.file.records += 1
        if progress is not None and number % 5_000 == 0:
            progress(number / len(entries))
        try:
            if not isinstance(entry, dict):
                raise Refused("not an entry")
            _add(builder, number, entry)
        except Refused as refused:
            builder.skip(number, str(refused))
    return builder.done(unit, length=length)


def _add(builder: Builder, number: int, entry: dict[str, Any]) -> None:
    moment = when(_text(entry, "date"))
    exercise = builder.name(_text(entry, "exercise_name") or _text(entry, "exercise"))
    if not exercise:
        raise Refused("no exercise name")
    if exercise.isdecimal():
        exercise = f"wger #{exercise}"  # the catalogue knows some by their numbers
        builder.remark(number, "the file names its exercises only by number")
    weight = numbers.weight_text(_text(entry, "weight"))
    measure, text = _text(entry, "repetitions_unit"), _text(entry, "repetitions")
    reps = seconds = distance = None
    if measure in (_SECONDS, _MINUTES):
        value = numbers.seconds(text)
        seconds = value * 60 if value and measure == _MINUTES else value
    elif measure in (_MILES, _KILOMETRES):
        distance = numbers.distance_mm(text, "mi" if measure == _MILES else "km")
    else:
        reps = numbers.whole(text)
    if reps is None and not seconds and not distance and not (weight or "").strip("0."):
        raise Refused("no reps, weight, time or distance")
    rir = _text(entry, "rir")
    for name, value in entry.items():
        if name not in _USED and value not in (None, "", [], {}):
            builder.file.unused[name[:60]] = builder.file.unused.get(name[:60], 0) + 1
    session = _text(entry, "session")
    workout = builder.workout(
        moment._replace(timed=False), "", identity=f"wger|{moment.at.date()}|{session}" if session else ""
    )
    unit = _WEIGHT_UNITS.get(_text(entry, "weight_unit").lower())
    rpe = effort(rir, reserve=True) if rir else None
    builder.add(workout, ParsedSet(number, exercise, weight=weight, unit=unit, reps=reps, seconds=seconds or None,
                                   distance_mm=distance or None, rpe=rpe))  # fmt: skip


def _text(entry: dict[str, Any], name: str) -> str:
    """A value as text; an object stands for its name."""
    value = entry.get(name)
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, bool) or value is None or isinstance(value, (list, dict)):
        return ""
    return str(value).strip()
