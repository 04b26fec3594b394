"""The columns of a table that say what a set was for, on which side, and whether it was done at all."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.columns import header_key
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
