"""The columns of a table that are read row by row: marks of a set, weights, and notes on an exercise."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.cells import Weight, heavy, measure
from hinge_log.exchange.columns import header_key, named
from hinge_log.exchange.dates import fold
from hinge_log.exchange.mapping import Mapping
from hinge_log.exchange.marks import is_amrap, is_cool_down, is_done, is_skipped, is_tick, is_warmup, set_kind, side_of
from hinge_log.exchange.numbers import Refused, quoted
from hinge_log.exchange.tables import Source
from hinge_log.training.workout import SetKind

_KIND_WORDS = frozenset(
    fold(word)
    for words in (
        "set type/settype/set kind/satzart/satztyp/tipo de serie/tipo di serie/type de serie/rodzaj serii/typ serii",
        "soort set/settyp/тип подхода/组类型/セットの種類/세트 유형/series type/set category/set label",
    )
    for word in words.split("/")
)
"""Headers of columns that hold nothing but kinds of sets."""
_SHORT = 2
"""A longer mark in a column of numbers is the name of a kind; a shorter one may be a label (convention)."""


class MarkColumns:
    """Reads them row by row; `strict` is for apps whose column of numbers holds a number or the mark of a kind."""

    def __init__(
        self, source: Source, mapping: Mapping, at: dict[str, int], builder: Builder, *, strict: bool = False
    ) -> None:
        width = len(source.header)
        self._at = at
        self._has = {name: at[name] < width for name in ("warmup", "kind", "side", "done", "skipped", "amrap")}
        self._builder = builder
        self._strict = strict
        if self._has["kind"] and header_key(mapping.kind)[0] not in _KIND_WORDS:
            # A column that is called "Type" may hold something else: it does where no value is a kind of set.
            self._has["kind"] = any(set_kind(text) or side_of(text) for text in source.values(at["kind"]))
        # Where nothing but a yes stands in the column, an empty cell is one that was not checked.
        ticks = source.values(at["done"]) if self._has["done"] else set()
        self._ticked = bool(ticks) and all(map(is_tick, ticks))

    @property
    def uses_kinds(self) -> bool:
        """Whether the column of kinds holds kinds of sets."""
        return self._has["kind"]

    def refuse_undone(self, line: int, cells: Sequence[str]) -> None:
        """Raise Refused for a row that was not done; a word that says neither is told, and the row is used."""
        at = self._at
        if self._has["done"]:
            text = cells[at["done"]]
            done = is_done(text)
            if done is None:
                self._builder.remark(line, f"completed {quoted(text)} is neither yes nor no: treated as done")
            if done is False or (self._ticked and not text.strip()):
                raise Refused("it was not done")
        if self._has["skipped"]:
            text = cells[at["skipped"]]
            skipped = is_skipped(text)
            if skipped is None:
                self._builder.remark(line, f"skipped {quoted(text)} is neither yes nor no: treated as done")
            if skipped:
                raise Refused("it was skipped, not done")

    def kind(self, line: int, cells: Sequence[str], mark: str) -> tuple[SetKind, int | None]:
        """What a set was for and its number, by the columns of warm-ups, of kinds and of numbers; raises Refused.

        "W1" stands where others count.
        """
        at, has = self._at, self._has
        number = numbers.whole(mark, "set order") if mark.isdecimal() and mark.isascii() else None
        if has["warmup"]:
            warmup = is_warmup(cells[at["warmup"]])
            if warmup is None:
                self._builder.remark(line, f"warm-up {quoted(cells[at['warmup']])} is neither yes nor no")
            if warmup:
                return SetKind.WARMUP, number
        kind = SetKind.WORKING
        if has["kind"] and (text := cells[at["kind"]].strip()):
            kind = self._named_kind(line, text) or kind
        if kind is SetKind.WORKING and mark and number is None and self._is_kind(mark):
            kind = self._named_kind(line, cells[at["order"]].strip()) or kind
        return kind, number

    def _is_kind(self, mark: str) -> bool:
        """Whether what stands in the column of numbers is meant as a kind, and is no label such as "A1"."""
        return self._strict or (mark.isalpha() and len(mark) > _SHORT) or set_kind(mark) is not None

    def _named_kind(self, line: int, text: str) -> SetKind | None:
        """The kind that a mark names, None for the name of a side; raises Refused for a mark that is not known."""
        known = set_kind(text)
        if known is None and not side_of(text):
            raise Refused(f"set type {quoted(text)} is not known")
        if known is SetKind.WARMUP and is_cool_down(text):
            self._builder.remark(line, "a cool-down set: kept as a warm-up, so it does not count")
        return known

    def side(self, cells: Sequence[str]) -> str:
        """The side, "L" or "R"; "" for none or both."""
        at, has = self._at, self._has
        side = side_of(cells[at["side"]]) if has["side"] else ""
        return side or (side_of(cells[at["kind"]]) if has["kind"] else "")

    def amrap(self, cells: Sequence[str]) -> bool:
        """Whether as many reps as possible were done."""
        at, has = self._at, self._has
        if has["amrap"] and is_warmup(cells[at["amrap"]]) is True:
            return True
        return has["kind"] and is_amrap(cells[at["kind"]])


_ZEROS = " 0.,"
_UNITS = {"kg": "kg", "lb": "lb"}


class WeightColumns:
    """Reads them row by row; `stated_unit` is the one that the header names for all, `user_unit` the user's choice."""

    def __init__(self, mapping: Mapping, at: dict[str, int], *, comma: bool, user_unit: str | None) -> None:
        self._comma = comma
        self._user_unit = user_unit
        self._unit_column = at["weight_unit"]
        self.stated_unit: str | None = None
        if mapping.other_weight:
            own = ((at[name], _UNITS.get(named(getattr(mapping, name)).unit)) for name in ("weight", "other_weight"))
            self._columns = tuple((index, unit or _UNITS.get(mapping.unit)) for index, unit in own)
        else:
            self._columns = ((at["weight"], None),)
            self.stated_unit = _UNITS.get(mapping.unit or named(mapping.weight).unit)

    def read(self, cells: Sequence[str]) -> Weight:
        """Read the weight of a row; its unit is None for that of the table. Raises Refused."""
        if len(self._columns) == 1:
            weight = heavy(cells[self._columns[0][0]], comma=self._comma)
            unit = numbers.weight_unit(cells[self._unit_column])
            return weight._replace(unit=unit) if unit else weight
        return self.choose([(cells[index], unit) for index, unit in self._columns])

    def choose(self, columns: Sequence[tuple[str, str | None]]) -> Weight:
        """Read a weight that stands in columns with units; raises Refused."""
        return choose_weight(columns, self._user_unit, comma=self._comma)


def choose_weight(columns: Sequence[tuple[str, str | None]], user_unit: str | None, *, comma: bool) -> Weight:
    """Read a weight that stands in columns with units: the user's where it is filled; raises Refused."""
    filled = [each for each in columns if each[0].strip()]
    heavier = [each for each in filled if each[0].strip(_ZEROS)]
    usable = heavier or filled or [("", None)]
    wanted = next((each for each in usable if user_unit and each[1] == user_unit), None)
    text, unit = wanted or usable[0]
    weight = heavy(text, comma=comma)
    if wanted is None and (rival := _rival(heavier, comma=comma)):
        return weight._replace(unit=None, rival=rival)
    return weight if weight.unit or not unit else weight._replace(unit=unit)


def _rival(filled: Sequence[tuple[str, str | None]], *, comma: bool) -> tuple[str, str] | None:
    """The weights in kg and in lb where both stand there, and one is not the other converted (to 0.06 lb)."""
    if len(filled) < 2 or {unit for _, unit in filled} != {"kg", "lb"}:
        return None
    by_unit = {unit: numbers.weight_text(measure(text)[0], comma=comma) for text, unit in filled}
    kg, lb = by_unit["kg"] or "0", by_unit["lb"] or "0"
    return None if abs(float(kg) * 2.2046226 - float(lb)) <= 0.06 else (kg, lb)


class ExerciseNotes:
    """Keeps the note of one exercise of one workout until a set of it comes."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._kept: tuple[tuple[str, str, str], int, str] | None = None

    def keep(self, of: tuple[str, str, str], line: int, text: str) -> None:
        """Keep a note; `of` is the date, the workout and the exercise that it stands beside."""
        if self._kept is not None and self._kept[0] == of:
            text = "\n".join(filter(None, (self._kept[2], text)))
        else:
            self.end()
        self._kept = of, line, text

    def add_to(self, note: str, of: tuple[str, str, str]) -> str:
        """The note of a set with the one that was kept for it."""
        if self._kept is None or self._kept[0] != of:
            return note
        note = "\n".join(dict.fromkeys(filter(None, (self._kept[2], note))))
        self._kept = None
        return note

    def end(self) -> None:
        """Tell of a note that no set followed."""
        if self._kept is not None and self._kept[2]:
            self._builder.remark(self._kept[1], f"no set follows the note {quoted(self._kept[2])}: it is left out")
        self._kept = None
