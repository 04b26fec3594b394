"""The values of a log one by one: what the strict parsers refuse, and texts with characters that a terminal obeys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hinge_log.store.packed import (
    note,
    parse_days,
    parse_json,
    parse_list,
    parse_load,
    parse_object,
    parse_plan,
    parse_slips,
    parse_texts,
    read_load,
)
from hinge_log.store.safety.digest import columns_of, tables_of
from hinge_log.store.safety.mirror import CLOCK_LIMIT, DEVICE_LIMIT, NUMBER_LIMIT
from hinge_log.store.schema import KEYS
from hinge_log.text import printable, shown

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
    ("gym", "plates"): parse_list,
    ("gym", "bells"): parse_texts,
    ("gym", "dumbbells"): parse_texts,
    ("action", "seen"): parse_object,
    ("setting", "value"): parse_json,
    ("state", "value"): parse_json,
    ("change", "before"): parse_object,
    ("change", "after"): parse_object,
}
"""The columns that hold JSON, and what reads each."""

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
        columns, key = columns_of(connection, table)
        names = ", ".join(f'"{name}"' for name in columns)
        places = [columns.index(name) for name in key]
        for row in connection.execute(f'SELECT {names} FROM "{table}"'):
            for column, text_only in _bad_columns(table, columns, row, of_others):
                name = "/".join(shown(str(row[place]))[:60] for place in places)
                bad.append(BadValue(f"{table} {name} ({column})", text_only))
                if len(bad) >= _MOST:
                    return bad
    return bad


def readable(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with each value that cannot be read left out, and noted."""
    for column, value in row.items():
        parse = PARSERS.get((table, column))
        if parse is not None and isinstance(value, str) and value not in ("[]", "{}") and not _parses(parse, value):
            note(f"{column} of {table} {row.get('id', row.get('key', ''))}")
            empty = _WHERE_BAD.get(table) or _WHERE_BAD.get(f"{table} {column}", "[]")
            row[column] = None if column == "slips" else empty
    if table == "sets" and row["load_text"] is not None and not _is_load(row["load_text"], row["unit"]):
        load = read_load(row["load_g"], row["load_text"], row["unit"], body=False, set_id=row["id"])
        row["load_text"] = load.value
    return row


def _bad_columns(
    table: str, columns: list[str], row: tuple[object, ...], of_others: frozenset[object]
) -> Iterator[tuple[str, bool]]:
    for column, value in zip(columns, row, strict=True):
        parse = PARSERS.get((table, column))
        if isinstance(value, str) and value:
            if parse is not None and not (value in ("[]", "{}") or _parses(parse, value)):
                yield column, False
            elif not value.isprintable() and printable(value) != value:
                yield column, True
    if table == "sets":
        values = dict(zip(columns, row, strict=True))
        if values["load_text"] is not None and not _is_load(values["load_text"], values["unit"]):
            yield "load_text", False
    if table == "action":
        limits = {"id": NUMBER_LIMIT, "clock": CLOCK_LIMIT, "device": DEVICE_LIMIT}
        for column, value in zip(columns, row, strict=True):
            if column in limits and not (isinstance(value, int) and 0 <= value <= limits[column]):
                yield column, False
    if table == "change":
        values = dict(zip(columns, row, strict=True))
        # Another device may have a newer hinge-log: what that alone knows waits in the journal.
        if values["entity"] not in KEYS and values["action"] not in of_others:
            yield "entity", False


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
