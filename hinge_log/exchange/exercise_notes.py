"""Rows of a table that hold what was written about an exercise: it goes to the next set of it."""

from __future__ import annotations

from hinge_log.exchange.builder import Builder
from hinge_log.exchange.numbers import quoted


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
