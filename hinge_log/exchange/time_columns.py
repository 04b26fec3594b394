"""Columns of times: what a column called "Time" or "Duration" holds is told by its values."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from hinge_log.exchange.columns import header_key
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.source import Source

_HOLD = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*(?:s|sec|secs|seconds)?|0{1,2}:[0-9]{1,2}:[0-9]{2}|0{0,2}:[0-9]{2}")
_TIMED = re.compile(r"[0-9]:[0-9]{2}")
_LOOKED_AT = 1000


def timed_columns(source: Source, mapping: Mapping) -> Mapping:
    """A column that is called "Time" may hold the time of day, or how long a hold took: its values tell.

    It holds seconds where a date has its time already, where rows with reps have none, or where it stands as a plain
    number or as less than an hour with seconds.
    """
    if not mapping.clock or not mapping.date or mapping.seconds or header_key(mapping.clock)[0] != "time":
        return mapping
    at = {name: source.header.index(getattr(mapping, name)) for name in ("date", "clock", "reps") if
          getattr(mapping, name)}  # fmt: skip
    sample = [row.fields for row in islice(source.rows(), _LOOKED_AT) if len(row.fields) > max(at.values())]
    filled = [fields for fields in sample if fields[at["clock"]].strip()]
    if not filled:
        return mapping
    holds = sum(_HOLD.fullmatch(fields[at["clock"]].strip()) is not None for fields in filled)
    beside = "reps" in at and not any(fields[at["reps"]].strip("0., ") for fields in filled)
    timed = sum(_TIMED.search(fields[at["date"]]) is not None for fields in filled)
    if beside or 2 * holds > len(filled) or 2 * timed > len(filled):
        return replace(mapping, seconds=mapping.clock, clock="")
    return mapping
