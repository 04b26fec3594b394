"""Any other table with a date, an exercise and reps or a weight: columns by their words, or as the user says."""

from __future__ import annotations

from collections.abc import Callable

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.mapping import Mapping, propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.table_reader import read_table
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source
from hinge_log.exchange.time_columns import timed_columns

NAME = "generic"


def matches(header: tuple[str, ...]) -> bool:
    """Whether the header's words are enough to read the file."""
    return len(header) > 1 and not propose(header).missing(header)


def read(
    source: Source,
    *,
    unit: str | None = None,
    mapping: Mapping | None = None,
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a table by `mapping`, or by the one that its header proposes; raises ImportFileError."""
    builder = Builder("generic", "generic")
    mapping = mapping or timed_columns(source, propose(source.header))
    reader = read_table(source, mapping, builder, Rules(), unit=unit, progress=progress)
    return builder.done(unit, stated_unit=reader.stated_unit, length=source.length)
