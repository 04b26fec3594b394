"""An app whose export is one table, said as a list of its columns and a few rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.columns import header_key, named
from hinge_log.exchange.mapping import Mapping as ColumnMap
from hinge_log.exchange.mapping import propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.table_reader import read_table
from hinge_log.exchange.table_rules import Rules
from hinge_log.exchange.tables import Source
from hinge_log.exchange.time_columns import timed_columns


@dataclass(frozen=True, slots=True)
class TableFormat:
    """The table of one app.

    `signature` are header cells that the app's tables have, folded ("weight kg" for "Weight (kg)"; "/" parts
    spellings), `lacks` such that they do not have. `columns` names the columns that the words of the header do not
    tell rightly, by role; "" for a role that no column has. `times` is whether values tell what a column called
    "Time" or "Duration" holds. `rules_for` makes the rules that need to know the header. `app` is the
    name under which names of exercises and workouts are kept.
    """

    name: str
    signature: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    lacks: tuple[str, ...] = ()
    times: bool = False
    rules_for: Callable[[Source, Rules], Rules] | None = None
    app: str = "generic"

    def matches(self, header: tuple[str, ...]) -> bool:
        """Whether a header is of this format."""
        places = header_places(header)
        return all(_find(places, cell) >= 0 for cell in self.signature) and not any(
            _find(places, cell) >= 0 for cell in self.lacks
        )

    def mapping(self, header: tuple[str, ...]) -> ColumnMap:
        """Which column of a header is what."""
        places = header_places(header)
        own = {role: _find(places, cells) for role, cells in self.columns.items()}
        used = {index for index in own.values() if index >= 0}
        rest = propose(tuple("" if index in used else cell for index, cell in enumerate(header)))
        mapping = replace(rest, **{role: header[index] if index >= 0 else "" for role, index in own.items()})
        if "weight" in own:
            mapping = replace(mapping, unit=named(mapping.weight).unit if not mapping.other_weight else "")
        return mapping if not mapping.distance else replace(mapping, length=named(mapping.distance).unit)

    def read(
        self, source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None
    ) -> ParsedFile:
        """Read a file of this format."""
        mapping = self.mapping(source.header)
        if self.times:
            mapping = timed_columns(source, mapping)
        builder = Builder(self.name, self.app)
        rules = self.rules if self.rules_for is None else self.rules_for(source, self.rules)
        reader = read_table(source, mapping, builder, rules, unit=unit, progress=progress)
        return builder.done(unit, stated_unit=reader.stated_unit, length=source.length)


def header_places(header: tuple[str, ...]) -> dict[str, int]:
    """The cells of a header, folded with and without their brackets -> their place."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        name, bracket = header_key(cell)
        places.setdefault(f"{name} {bracket}".strip(), index)
        places.setdefault(name, index)
    return places


def _find(places: Mapping[str, int], spellings: str) -> int:
    return next((places[cell] for cell in spellings.split("/") if cell and cell in places), -1)
