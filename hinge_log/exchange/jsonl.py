"""Our own export: the whole log as one JSON object a line, and the way back.

A workout stands in one line with its lifts and their sets. What has its usual value is left out. The first line is
the head: it counts the lines behind it, so that a file which was cut off is noticed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from hinge_log.errors import ImportFileError
from hinge_log.exchange.fields import EXERCISE_KEY, IMPORT, LIFT, LINES, SET, Field, Row, Value, read_time, write_time
from hinge_log.text import inert_json, shown
from hinge_log.training.load import Load, plain

SCHEMA = "hinge-log/1"
MAX_BYTES = 2 * 1024**3
MAX_LINE = 64 * 1024**2
_FAR_G = 10

Document = dict[str, Any]
"""One line of the export, as JSON has it."""


@dataclass(slots=True)
class JsonlEntry:
    """One line that was read and checked: columns as the log keeps them.

    `lifts` of a workout are (columns, sets); `exercise` in the columns of a lift or set is a key. `keys` are what
    an import, or a workout of one, is known by in its file.
    """

    kind: str
    line: int
    row: Row
    lifts: list[tuple[Row, list[Row]]] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)


def head(counts: Mapping[str, int], version: str) -> Document:
    """The first line: how many lines of each kind follow, and how many sets are in them."""
    return {"schema": SCHEMA, "kind": "head", "version": version, "counts": dict(counts)}


def document(kind: str, row: Mapping[str, Any]) -> Document:
    """One line of a row of the log."""
    return {"kind": kind, **_written(LINES[kind], row)}


def workout_document(
    row: Mapping[str, Any], lifts: Iterable[tuple[Mapping[str, Any], Iterable[Mapping[str, Any]]]], keys: Iterable[int]
) -> Document:
    """The line of a workout; rows of lifts and sets name their exercise by its key in `exercise`."""
    made: Document = {"kind": "workout", **_written(LINES["workout"], row)}
    made["started"] = write_time(row["started_ms"], row["offset_min"])
    if numbers := [format(key, "x") for key in keys]:
        made["keys"] = numbers
    made["lifts"] = []
    for lift, sets in lifts:
        each = {"exercise": lift["exercise"], **_written(LIFT, lift)}
        each["sets"] = [_set_document(one, lift["exercise"], row["day"]) for one in sets]
        made["lifts"].append(each)
    return made


def keys_document(import_id: int, keys: Iterable[int]) -> Document:
    """A line of what an import is known by: hexadecimal, for not every reader of JSON has 63 bits."""
    return {"kind": "imported", "import": import_id, "keys": [format(key, "x") for key in keys]}


def lines(documents: Iterable[Document]) -> Iterator[str]:
    """The text of an export, line by line. The same log gives the same text."""
    for each in documents:
        made = {"schema": SCHEMA, **each}
        yield inert_json(json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False)) + "\n"


def counted(entries: Iterable[JsonlEntry], counts: Counter[str]) -> Iterator[JsonlEntry]:
    """The same entries, counted by kind as they go by; sets and lifts too."""
    for entry in entries:
        counts[entry.kind] += 1
        counts["lift"] += len(entry.lifts)
        counts["set"] += sum(len(sets) for _, sets in entry.lifts)
        yield entry


def read(path: Path, progress: Callable[[float], None] | None = None) -> Iterator[JsonlEntry]:
    """Read an export line by line; raises ImportFileError with the line for anything that is not right.

    The last check, against the counts of the head, comes after the last line: nothing may be kept before it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportFileError(
                f"{path.name} is larger than 2 GiB.",
                "No log is that large. Check the file.",
            )
        with open(path, "rb") as file:
            counts: Counter[str] = Counter()
            wanted: dict[str, int] | None = None
            done = 0
            for number, raw in enumerate(iter(lambda: file.readline(MAX_LINE + 1), b""), 1):
                done += len(raw)
                if progress is not None and number % 500 == 0:
                    progress(done / size)
                content = _parsed(raw, path.name, number)
                if content is None:
                    continue
                if wanted is None:
                    wanted = _head(content, path.name, number)
                    continue
                entry = _entry(content, path.name, number)
                counts[entry.kind] += 1
                counts["set"] += sum(len(sets) for _, sets in entry.lifts)
                yield entry
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        hint = "Check the path and its permissions."
        raise ImportFileError(f"{path.name} cannot be read: {reason}.", hint) from error
    if wanted is None:
        raise ImportFileError(f"{path.name} is empty.", "Export it again.")
    for kind, many in wanted.items():
        if counts[kind] != many:
            raise ImportFileError(
                f"{path.name} is incomplete: its header counts {many} of {shown(kind)}, but there are {counts[kind]}.",
                "Nothing was written. Export it again, or correct the header.",
            )


def _written(of: tuple[Field, ...], row: Mapping[str, Any]) -> Document:
    made: Document = {}
    for each in of:
        value = row[each.column]
        if value is not None and (each.needed or value != each.default):
            made[each.name] = each.write(value)
    return made


def _set_document(row: Mapping[str, Any], exercise: str, day: int) -> Document:
    made = _written(SET, row)
    if row["load_g"] is not None:
        text = str(row["load_text"])
        value = json.loads(plain(Decimal(text)))
        load: Document = {"value": value, "unit": row["unit"], "g": row["load_g"]}
        if str(value) != text:
            load["text"] = text
        made["load"] = load | ({"body": True} if row["body"] else {})
    elif row["body"]:
        made["body"] = True
    if row["exercise"] != exercise:
        made["exercise"] = row["exercise"]
    if row["day"] != day:
        made["day"] = LINES["workout"][2].write(row["day"])
    return made


def _parsed(raw: bytes, name: str, line: int) -> Document | None:
    if len(raw) > MAX_LINE:
        raise _wrong(name, line, "is longer than 64 MiB")
    try:
        text = raw.decode("utf-8-sig" if line == 1 else "utf-8").strip()
        content = json.loads(text, parse_constant=_no_constant) if text else None
    except (ValueError, RecursionError) as error:
        raise _wrong(name, line, "is not a JSON object") from error
    if content is not None and not isinstance(content, dict):
        raise _wrong(name, line, "is not a JSON object")
    if content is not None and content.pop("schema", None) != SCHEMA:
        raise _wrong(name, line, f"is not in the {SCHEMA} format; a newer hinge-log may have written it")
    return content


def _head(document: Document, name: str, line: int) -> dict[str, int]:
    counts = document.get("counts")
    if document.get("kind") != "head" or not isinstance(counts, dict):
        raise _wrong(name, line, "is not the header of an export")
    for kind, many in counts.items():
        if (kind not in LINES and kind not in ("set", "imported")) or type(many) is not int:
            raise _wrong(name, line, f"counts {shown(kind)}, an unknown kind")
    return counts


def _entry(document: Document, name: str, line: int) -> JsonlEntry:
    kind = document.pop("kind", None)
    try:
        if kind == "imported":
            return JsonlEntry(
                kind, line, _row((IMPORT,), {"import": document.get("import")}), keys=_keys(document.get("keys"))
            )
        if not isinstance(kind, str) or kind not in LINES:
            raise ValueError(f"is of an unknown kind: {shown(str(kind))}")
        if kind == "routine" and "lifts" in document:
            document["days"] = document.pop("lifts")  # as exports of the first schema call it
        if kind != "workout":
            return JsonlEntry(kind, line, _row(LINES[kind], document))
        return _workout(document, line)
    except ValueError as error:
        raise _wrong(name, line, str(error)) from error


def _workout(document: Document, line: int) -> JsonlEntry:
    started, keys, lifts = document.pop("started", None), document.pop("keys", []), document.pop("lifts", None)
    entry = JsonlEntry("workout", line, _row(LINES["workout"], document), keys=_keys(keys))
    try:
        entry.row["started_ms"], entry.row["offset_min"] = read_time(started)
    except ValueError as error:
        raise ValueError(f"started {error}") from error
    for lift in _objects("lifts", lifts):
        exercise, sets = EXERCISE_KEY.read(lift.pop("exercise", None)), lift.pop("sets", None)
        row = {**_row(LIFT, lift), "exercise": exercise}
        entry.lifts.append((row, [_set(one, exercise, entry.row["day"]) for one in _objects("sets", sets)]))
    return entry


def _set(document: Document, exercise: Value, day: Value) -> Row:
    load, body = document.pop("load", None), document.pop("body", False)
    own = document.pop("exercise", None)
    own_day = document.pop("day", None)
    row = _row(SET, document)
    row["exercise"] = exercise if own is None else EXERCISE_KEY.read(own)
    row["day"] = day if own_day is None else LINES["workout"][2].read(own_day)
    if load is not None:
        row |= _load(load)
    elif body is True:
        row["body"] = 1
    if "form" in row and "basis" not in row:
        raise ValueError("form has no basis")
    if "slips" in row and row.get("basis") != "checked":
        raise ValueError("slips belong to a checked set")
    return row


def _load(document: Any) -> Row:
    if not isinstance(document, dict) or not document.keys() <= {"value", "text", "unit", "g", "body"}:
        raise ValueError("load is not an object of value, unit and g")
    value, unit, grams = document.get("value"), document.get("unit"), document.get("g")
    text = document.get("text", str(value))
    if type(value) not in (int, float) or not isinstance(text, str) or unit not in ("kg", "lb"):
        raise ValueError("load has no value, or a unit that is not kg or lb")
    load = Load.of(text, unit, body=document.get("body") is True)
    if type(grams) is not int or abs(load.grams - grams) > _FAR_G or abs(Decimal(str(value)) - Decimal(text)) > 1:
        raise ValueError(f"load {shown(text)} {unit} does not weigh {shown(str(grams))} g")
    if abs(grams) > 100_000_000:
        raise ValueError("load is over 100 t")
    return {"load_g": grams, "load_text": text, "unit": unit, "body": int(load.body)}


def _row(of: tuple[Field, ...], document: Document) -> Row:
    """The columns of an object; what is left out is not in it."""
    row: Row = {}
    names = {each.name for each in of}
    if unknown := next((name for name in document if name not in names), None):
        raise ValueError(f"has an unknown field: {shown(unknown)}")
    for each in of:
        value = document.get(each.name)
        if value is None and not (each.needed and each.name in document and each.column == "value"):
            if each.needed:
                raise ValueError(f"has no {each.name}")
            continue
        try:
            row[each.column] = each.read(value)
        except ValueError as error:
            raise ValueError(f"{each.name} {error}") from error
    return row


def _objects(name: str, values: Any) -> list[Document]:
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise ValueError(f"{name} is not a list of objects")
    return values


def _keys(values: Any) -> list[int]:
    if not isinstance(values, list):
        raise ValueError("keys is not a list")
    try:
        keys = [int(key, 16) for key in values]
    except (TypeError, ValueError):
        raise ValueError("keys contains something that is not hexadecimal") from None
    if any(not 0 <= key < 1 << 63 for key in keys):
        raise ValueError("keys contains a number out of range")
    return keys


def _wrong(name: str, line: int, what: str) -> ImportFileError:
    return ImportFileError(f"{name}, line {line}: {what}.", "Nothing was written.")


def _no_constant(text: str) -> None:
    raise ValueError(text)
