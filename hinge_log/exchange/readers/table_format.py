"""An app whose export is one table, said as a list of its columns and a few rules; and any table, by its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.columns import header_key, named
from hinge_log.exchange.mapping import Mapping as ColumnMap
from hinge_log.exchange.mapping import propose
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.table_reader import read_table
from hinge_log.exchange.tables import Rules, Source
from hinge_log.exchange.time_columns import timed_columns

Header = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """The table of one app.

    `signature` are header cells that the app's tables have, folded ("weight kg" for "Weight (kg)"; "/" parts
    spellings); `recognises` tells what they cannot. `columns` names the columns that the words of the header do not
    tell rightly, by role; "" for a role that no column has. `rules_for` makes the rules, `mapping_for` the mapping that
    need to know the header. `app` is the name under which names of exercises and workouts are kept.
    """

    name: str
    signature: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    recognises: Callable[[Header], bool] | None = None
    rules_for: Callable[[Source, Rules], Rules] | None = None
    mapping_for: Callable[[Header, ColumnMap], ColumnMap] | None = None
    app: str = "generic"

    def matches(self, header: Header) -> bool:
        """Whether a header is of this format."""
        if self.recognises is not None:
            return self.recognises(header)
        places = header_places(header)
        return all(_find(places, cell) >= 0 for cell in self.signature)

    def mapping(self, header: Header) -> ColumnMap:
        """Which column of a header is what."""
        places = header_places(header)
        own = {role: _find(places, cells) for role, cells in self.columns.items()}
        used = {index for index in own.values() if index >= 0}
        rest = propose(tuple("" if index in used else cell for index, cell in enumerate(header)))
        mapping = replace(rest, **{role: header[index] if index >= 0 else "" for role, index in own.items()})
        if "weight" in own:
            mapping = replace(mapping, unit=named(mapping.weight).unit if not mapping.other_weight else "")
        if mapping.distance:
            mapping = replace(mapping, length=named(mapping.distance).unit)
        return mapping if self.mapping_for is None else self.mapping_for(header, mapping)

    def read(
        self, source: Source, *, unit: str | None = None, progress: Callable[[float], None] | None = None
    ) -> ParsedFile:
        """Read a file of this format."""
        rules = self.rules if self.rules_for is None else self.rules_for(source, self.rules)
        return _read(source, self.mapping(source.header), Builder(self.name, self.app), rules, unit, progress)


def read_any_table(
    source: Source,
    *,
    unit: str | None = None,
    mapping: ColumnMap | None = None,
    progress: Callable[[float], None] | None = None,
) -> ParsedFile:
    """Read a table by `mapping`, or by the one that the words of its header propose; raises ImportFileError."""
    mapping = mapping or timed_columns(source, propose(source.header))
    return _read(source, mapping, Builder("generic", "generic"), Rules(), unit, progress)


def header_places(header: Header) -> dict[str, int]:
    """The cells of a header, folded with and without their brackets -> their place."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        name, bracket = header_key(cell)
        places.setdefault(f"{name} {bracket}".strip(), index)
        places.setdefault(name, index)
    return places


def _find(places: Mapping[str, int], spellings: str) -> int:
    return next((places[cell] for cell in spellings.split("/") if cell and cell in places), -1)


def _read(
    source: Source,
    mapping: ColumnMap,
    builder: Builder,
    rules: Rules,
    unit: str | None,
    progress: Callable[[float], None] | None,
) -> ParsedFile:
    reader = read_table(source, mapping, builder, rules, unit=unit, progress=progress)
    return builder.done(unit, stated_unit=reader.stated_unit, length=source.length)
