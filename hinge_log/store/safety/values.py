"""The values of a log one by one: what the strict parsers refuse, and texts with characters that a terminal obeys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hinge_log.settings import Gym
from hinge_log.store.packed import (
    note,
    parse_days,
    parse_json,
    parse_list,
    parse_load,
    parse_object,
    parse_plan,
    parse_plates,
    parse_slips,
    parse_texts,
    parse_weights,
    read_load,
)
from hinge_log.store.queries import LogReader
from hinge_log.store.safety.backup import columns_of, tables_of
from hinge_log.store.safety.mirror import CLOCK_LIMIT, DEVICE_LIMIT, NUMBER_LIMIT
from hinge_log.store.schema import KEYS
from hinge_log.text import printable, shown
from hinge_log.training.everyday import Answer
from hinge_log.training.load import GRAMS_PER
from hinge_log.training.workout import Basis, Judge, SetKind

PARSERS: dict[tuple[str, str], Callable[[object], object]] = {
    ("exercise", "aliases"): parse_texts,
    ("import", "summary"): parse_object,
    ("lift", "plan"): parse_plan,
    ("sets", "slips"): parse_slips,
    ("everyday", "places"): parse_texts,
    ("routine", "days"): parse_days,
    ("routine", "weeks"): parse_list,
    ("routine", "progression"): parse_object,
    ("judgement", "slips"): parse_slips,
    ("gym", "plates"): parse_plates,
    ("gym", "bells"): parse_weights,
    ("gym", "dumbbells"): parse_weights,
    ("action", "seen"): parse_object,
    ("setting", "value"): parse_json,
    ("state", "value"): parse_json,
    ("change", "before"): parse_object,
    ("change", "after"): parse_object,
}
"""The columns that hold JSON, and what reads each."""

_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("sets", "kind"): (SetKind.WORKING, *SetKind),
    ("sets", "side"): ("", "L", "R"),
    ("sets", "basis"): tuple(Basis),
    ("sets", "judged_by"): tuple(Judge),
    ("sets", "unit"): tuple(GRAMS_PER),
    ("judgement", "basis"): tuple(Basis),
    ("judgement", "judged_by"): tuple(Judge),
    ("bodyweight", "unit"): tuple(GRAMS_PER),
    ("gym", "unit"): tuple(GRAMS_PER),
    ("exercise", "unit"): tuple(GRAMS_PER),
    ("everyday", "answer"): (Answer.NONE, *Answer),
    ("coach_note", "kind"): ("note", "cue", "plan"),
}
"""The columns that hold one of few words, and first the one that stands in an export for another."""

_LOADS = {"sets": ("load_g", "load_text"), "bodyweight": ("weight_g", "weight_text")}
"""The tables with a load as it was typed, beside its grams and its unit."""

_WHERE_BAD = {"setting": "null", "state": "null", "import": "{}", "routine progression": "{}"}
"""What stands in an export for a value of JSON that cannot be read, where it is not an empty list."""
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class BadValue:
    """A value that cannot be read: where it is ("lift 01J... (plan)"), and whether it is only a text to be cleaned."""

    where: str
    text_only: bool = False


def bad_values(connection: sqlite3.Connection) -> list[BadValue]:
    """The values of a log that no hinge-log wrote, 1,000 at most. Raises sqlite3.Error when a table cannot be read."""
    bad: list[BadValue] = []
    of_others = frozenset(
        row[0]
        for row in connection.execute("SELECT id FROM action WHERE device IN (SELECT id FROM device WHERE own = 0)")
    )
    for table in tables_of(connection):
        key = columns_of(connection, table)[1]
        for row in LogReader(connection).named(f'SELECT * FROM "{table}"'):
            for column, text_only in bad_columns(table, row, of_others):
                name = "/".join(shown(str(row[each]))[:60] for each in key)
                bad.append(BadValue(f"{table} {name} ({column})", text_only))
                if len(bad) >= _MOST:
                    return bad
    return bad


def readable(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with each value that cannot be read left out, and noted."""
    for column, value in row.items():
        words = _WORDS.get((table, column))
        if words is not None and value is not None and value not in words:
            note(f"{column} of {table} {row['id']}")
            row[column] = None if column == "judged_by" else words[0]
        parse = PARSERS.get((table, column))
        if parse is not None and isinstance(value, str) and not _parses(parse, value):
            note(f"{column} of {table} {row.get('id', row.get('key', ''))}")
            empty = _WHERE_BAD.get(table) or _WHERE_BAD.get(f"{table} {column}", "[]")
            row[column] = None if column == "slips" else empty
    if table == "setting" and not _is_setting(row["key"], row["value"]):
        note(f"setting {row['key']}")
        row["value"] = "null"
    if table in _LOADS:
        grams, text = _LOADS[table]
        if row[text] is not None:
            kind = "load of set" if table == "sets" else table
            row[text] = read_load(row[grams], row[text], row["unit"], row_id=row["id"], kind=kind).value
    return row


def bad_columns(
    table: str, row: Mapping[str, object], of_others: frozenset[object] = frozenset()
) -> Iterator[tuple[str, bool]]:
    """The columns of a row that cannot be read, and those with characters that a terminal obeys (True)."""
    for column, value in row.items():
        parse, words = PARSERS.get((table, column)), _WORDS.get((table, column))
        if words is not None and value is not None and value not in words:
            yield column, False
        elif isinstance(value, str) and value:
            if parse is not None and not _parses(parse, value):
                yield column, False
            elif not value.isprintable() and printable(value) != value:
                yield column, True
    text = row.get(_LOADS[table][1]) if table in _LOADS else None
    if text is not None and not _is_load(text, row.get("unit")):
        yield _LOADS[table][1], False
    if table == "setting" and not _is_setting(str(row["key"]), row.get("value")):
        yield "value", False
    if table == "action":
        for column, limit in (("id", NUMBER_LIMIT), ("clock", CLOCK_LIMIT), ("device", DEVICE_LIMIT)):
            number = row[column]
            if not (isinstance(number, int) and 0 <= number <= limit):
                yield column, False
    # Another device may have a newer hinge-log: what that alone knows waits in the journal.
    if table == "change" and row["entity"] not in KEYS and row["action"] not in of_others:
        yield "entity", False


def _is_setting(key: str, text: object) -> bool:
    """Whether a setting of the gym has a value that it may have; what is no JSON is told by its parser."""
    try:
        value = parse_json(text)
    except (ValueError, RecursionError):
        return True
    group, _, name = key.partition(".")
    if group != "gym" or value is None:
        return True
    if name:
        return Gym.takes(name, value)
    return isinstance(value, dict) and all(each is None or Gym.takes(name, each) for name, each in value.items())


@lru_cache(maxsize=4096)
def _parses(parse: Callable[[object], object], value: str) -> bool:
    try:
        parse(value)
    except (ValueError, RecursionError):
        return False
    return True


def _is_load(text: object, unit: object) -> bool:
    try:
        parse_load(text, unit)
    except ValueError:
        return False
    return True
