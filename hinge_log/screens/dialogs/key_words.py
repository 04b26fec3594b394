"""A key and what it does, as an entry of a list."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.charts.cells import Row, padded
from hinge_log.charts.flow import hanging


@dataclass(frozen=True, slots=True)
class KeyWords:
    """Lays a key and its words out for a width: the words wrap beside the key, which has a column of `cells`."""

    keys: str
    words: str
    cells: int = 12
    changed: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        return hanging(
            ((padded(self.keys, self.cells) + "  ", "mark" if self.changed else "chosen"),), self.words, width
        )
