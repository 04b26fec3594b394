"""The fields of our own export: how each column is written and read again, and what each kind of line holds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hinge_log.clock import EPOCH, to_date, to_day
from hinge_log.text import NAME_LIMIT, NOTE_LIMIT, clean

Value = str | int | float | None
Row = dict[str, Value]
_ID = re.compile(r"[0-9a-z]{26}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_START = datetime(1970, 1, 1, tzinfo=UTC)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its `name` in the export, how it is written, and how it is read (ValueError: the plain reason).

    A value equal to `default` is not written. A `needed` field must be there.
    """

    name: str
    column: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Value]
    default: Value = None
    needed: bool = False


def text(name: str, column: str = "", *, limit: int = NOTE_LIMIT, default: Value = "") -> Field:
    """A text that is cleaned; empty unless given."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("is not text")
        return clean(value, limit=limit, lines=True)

    return Field(name, column or name, _same, read, default)


def title(name: str) -> Field:
    """A text on one line that is not empty."""

    def read(value: Any) -> str:
        cleaned = clean(value, limit=NAME_LIMIT) if isinstance(value, str) else ""
        if not cleaned:
            raise ValueError("is not text, or is empty")
        return cleaned

    return Field(name, name, _same, read, needed=True)


def whole(name: str, low: int, high: int, column: str = "", *, default: Value = None, needed: bool = False) -> Field:
    """A whole number from `low` to `high`."""

    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"is not a whole number from {low} to {high}")
        return value

    return Field(name, column or name, _same, read, default, needed)


def flag(name: str, *, default: Value = 0) -> Field:
    """True or false."""

    def read(value: Any) -> int:
        if type(value) is not bool:
            raise ValueError("is neither true nor false")
        return int(value)

    return Field(name, name, bool, read, default)


def choice(name: str, *words: str, default: Value = None, needed: bool = False) -> Field:
    """One of some words."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"is not one of {', '.join(filter(None, words))}")
        return value

    return Field(name, name, _same, read, default, needed)


def row_id(name: str = "id") -> Field:
    """An id of 26 characters."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise ValueError("is not an id of 26 characters")
        return value

    return Field(name, name, _same, read, needed=True)


def day() -> Field:
    """A date, kept as days since 1970-01-01."""

    def read(value: Any) -> int:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError("is not a date like 2024-05-31")
        number = to_day(datetime.fromisoformat(value).date())
        if not -25567 <= number <= 73000:
            raise ValueError("is not between 1900 and 2169")
        return number

    return Field("day", "day", lambda value: to_date(value).isoformat(), read, needed=True)


def moment(name: str, column: str, *, needed: bool = False) -> Field:
    """A point in time, kept as UTC milliseconds."""
    return Field(name, column, write_time, lambda value: read_time(value)[0], needed=needed)


def rpe() -> Field:
    """An RPE from 1 to 10 in halves."""

    def read(value: Any) -> float:
        if type(value) not in (int, float) or not 1 <= value <= 10 or value * 2 != int(value * 2):
            raise ValueError("is not an RPE from 1 to 10 in halves")
        return float(value)

    return Field("rpe", "rpe", _same, read)


def packed(name: str, kind: type, *, default: str | None = None, needed: bool = False) -> Field:
    """A list or an object (or with `kind` object anything) that the log keeps as JSON."""

    def read(value: Any) -> str:
        if not isinstance(value, kind):
            raise ValueError("is not a list" if kind is list else "is not an object")
        return json.dumps(cleaned(value), ensure_ascii=False, separators=(",", ":"))

    return Field(name, name, json.loads, read, default, needed)


def slips() -> Field:
    """How many reps each item slipped: item -> number, or null for an item that could not be seen."""

    def read(value: Any) -> str:
        if not isinstance(value, dict):
            raise ValueError("is not an object")
        for reps in value.values():
            if reps is not None and (type(reps) is not int or not 0 <= reps <= 100_000):
                raise ValueError("contains something that is not a whole number")
        return json.dumps(cleaned(value), ensure_ascii=False, separators=(",", ":"))

    return Field("slips", "slips", json.loads, read)


def cleaned(value: Any, depth: int = 0) -> Any:
    """JSON with every text in it cleaned; raises ValueError for what no log holds."""
    if depth > _DEEPEST:
        raise ValueError("is nested too deeply")
    if isinstance(value, str):
        return clean(value, lines=True)
    if isinstance(value, list):
        return [cleaned(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {clean(key, limit=NAME_LIMIT): cleaned(each, depth + 1) for key, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("contains something that is not a number")
    if type(value) is int and abs(value) >= 1 << 63:
        raise ValueError("contains a number that is too large")
    return value


def write_time(utc_ms: int, offset_min: int = 0) -> str:
    """ISO 8601 with offset, to the millisecond when there are any."""
    local = (_START + timedelta(milliseconds=utc_ms)).astimezone(timezone(timedelta(minutes=offset_min)))
    return local.isoformat(timespec="milliseconds" if utc_ms % 1000 else "seconds")


def read_time(value: Any) -> tuple[int, int]:
    """UTC milliseconds and offset in minutes of an ISO 8601 text with offset; raises ValueError."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("is not a time like 2024-05-31T18:30:00+02:00") from None
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60 or abs(offset) > timedelta(hours=18):
        raise ValueError("has no offset like +02:00")
    try:
        exact = moment.replace(tzinfo=None) - offset - datetime(EPOCH.year, EPOCH.month, EPOCH.day)
        # As it will be written: in UTC, and at its offset.
        _ = (
            moment.replace(tzinfo=None) - offset + timedelta(hours=18),
            moment.replace(tzinfo=None) - timedelta(hours=36),
        )
    except OverflowError:
        raise ValueError("is not a valid date and time") from None
    return exact // timedelta(milliseconds=1), int(offset.total_seconds()) // 60


def _same(value: Any) -> Any:
    return value


_NUMBER = (1 << 53) - 1
IMPORT = whole("import", 1, _NUMBER, "import_id")
_HIDDEN = flag("hidden")
EXERCISE_KEY = title("exercise")
_RATING = (
    whole("percent", 0, 100),
    slips(),
    text("checklist", default=None),
    whole("version", 0, _NUMBER),
    text("capped_by", default=None),
    flag("clean", default=None),
    flag("stop", default=None),
)
SET = (
    row_id(),
    whole("position", 0, _NUMBER, needed=True),
    moment("at", "at_ms"),
    choice("kind", "warmup", "working", "drop", "failure", default="working"),
    choice("side", "", "L", "R", default=""),
    whole("reps", 0, 100_000),
    whole("seconds", 0, 1_000_000),
    whole("distance_mm", 0, 10_000_000_000),
    rpe(),
    whole("missed", 0, 100_000, default=0),
    whole("form", 1, 5),
    choice("basis", "quick", "checked"),
    choice("judged_by", "mirror", "video", "person"),
    *_RATING,
    whole("pain", 0, 10),
    text("pain_where", default=None),
    text("note", default=None),
    IMPORT,
    _HIDDEN,
    flag("amrap"),
)
LIFT = (
    row_id(),
    whole("position", 0, _NUMBER, needed=True),
    whole("superset", -_NUMBER, _NUMBER),
    packed("plan", list, default="[]"),
    text("note"),
    IMPORT,
    _HIDDEN,
)
LINES: Mapping[str, tuple[Field, ...]] = {
    "import": (
        whole("id", 1, _NUMBER, needed=True),
        moment("at", "at_ms", needed=True),
        text("format"),
        text("file"),
        text("sha256"),
        choice("unit", "kg", "lb"),
        packed("summary", dict, default="{}"),
    ),
    "import-name": (title("app"), title("name"), text("key"), IMPORT),
    "exercise": (
        title("key"),
        title("name"),
        flag("own"),
        text("like", "like_key"),
        packed("aliases", list, default="[]"),
        choice("unit", "kg", "lb"),
        whole("bar_g", 0, 100_000),
        whole("step_g", 1, 100_000),
        whole("rest_s", 0, 3600),
        text("cue"),
        text("merged_into"),
        IMPORT,
        _HIDDEN,
    ),
    "workout": (
        row_id(),
        text("name"),
        day(),
        moment("ended", "ended_ms"),
        text("note"),
        text("routine"),
        IMPORT,
        _HIDDEN,
    ),
    "everyday": (
        row_id(),
        day(),
        choice("answer", "always", "half", "rarely", "none", needed=True),
        packed("places", list, default="[]"),
        moment("at", "at_ms", needed=True),
        _HIDDEN,
    ),
    "routine": (
        row_id(),
        title("name"),
        whole("position", 0, _NUMBER, needed=True),
        packed("days", list, default="[]"),
        _HIDDEN,
        packed("weeks", list, default="[]"),
        packed("progression", dict, default="{}"),
        whole("started_day", -25_567, 73_000),
    ),
    "setting": (title("key"), packed("value", object, needed=True), _HIDDEN),
    "judgement": (
        row_id(),
        row_id("set_id"),
        text("person"),
        choice("basis", "quick", "checked", needed=True),
        choice("judged_by", "mirror", "video", "person"),
        whole("form", 1, 5),
        *_RATING,
        text("note"),
        moment("at", "at_ms", needed=True),
        _HIDDEN,
    ),
    "video": (
        row_id(),
        row_id("set_id"),
        text("location", limit=4096),
        text("sha256"),
        moment("at", "at_ms", needed=True),
        _HIDDEN,
    ),
    "coach-note": (
        row_id(),
        text("person"),
        replace(choice("note_kind", "cue", "note", "plan", needed=True), column="kind"),
        text("exercise"),
        text("set_id", default=None),
        text("text"),
        moment("at", "at_ms", needed=True),
        _HIDDEN,
    ),
    "bodyweight": (
        row_id(),
        day(),
        moment("at", "at_ms", needed=True),
        whole("weight_g", 1, 1_000_000, needed=True),
        text("weight_text"),
        choice("unit", "kg", "lb", needed=True),
        text("note"),
        IMPORT,
        _HIDDEN,
    ),
    "gym": (
        row_id(),
        title("name"),
        choice("unit", "kg", "lb", needed=True),
        whole("bar_g", 0, 100_000, needed=True),
        packed("plates", list, default="[]"),
        packed("bells", list, default="[]"),
        packed("dumbbells", list, default="[]"),
        whole("position", 0, _NUMBER, needed=True),
        _HIDDEN,
    ),
}
"""The fields of each kind of line, apart from what is nested."""
