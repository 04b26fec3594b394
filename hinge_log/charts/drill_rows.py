"""Drills as rows of a list: stage, name, when it was last done, its best, how its form moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.drill_words import best_text, last_text, trend_text, way_text
from hinge_log.charts.flow import lines_of
from hinge_log.exercises.model import Exercise
from hinge_log.training.drills import DrillDay

_COLUMNS = (("last", 25), ("best", 12), ("form, last days", 18), ("trend", 8))
_LEAST_NEEDED = ("trend", "form, last days", "best")
"""The columns in the order in which they give way."""
_NAME_CELLS = 24


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A drill as one entry of a list, laid out for a width; with `on_two_lines` the details stand under the name."""

    name: str
    stage: str
    last: str
    best: str
    form: str
    trend: str
    on_two_lines: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        if self.on_two_lines:
            lines = [((self.stage.ljust(2), "muted"), (line, "text")) for line in lines_of(self.name, width - 2)]
            return [*lines, (("  " + self._details(), "muted"),)]
        columns = _columns(width)
        names = max(4, width - 2 - sum(wide for _, wide in columns))
        first, *others = lines_of(self.name, names - 1)
        values = {"last": self.last, "best": self.best, "form, last days": self.form, "trend": self.trend}
        cells = [
            (padded(values[title], wide - 1) + " ", "muted" if title == "last" else "text") for title, wide in columns
        ]
        head: Row = ((self.stage.ljust(2), "muted"), (padded(first, names), "text"), *cells)
        return [head, *((("    " + line, "text"),) for line in others)]

    def _details(self) -> str:
        """What the best says again is said once."""
        distance = self.best.removesuffix(" kept")
        last = f"{self.last} kept" if distance != self.best and self.last.endswith(f" {distance}") else self.last
        best = "" if last != self.last or self.best.startswith("form ") else self.best
        form = " ".join(self.form.split()[-4:])
        return ", ".join(part for part in (last, best, form and f"form {form}") if part)


def drill_row(drill: Exercise, days: Sequence[DrillDay], today: int) -> DrillRow:
    """The entry of a drill."""
    stage = "" if drill.stage is None else str(drill.stage)
    name = drill.name.split(" (")[0]
    return DrillRow(name, stage, last_text(days, today), best_text(days), trend_text(days), way_text(days))


def drill_header(width: int) -> Row:
    """The titles of the columns, in a rule, for the same width as the rows under it."""
    columns = _columns(width)
    names = max(4, width - 2 - sum(wide for _, wide in columns))
    row = [("  drill ", "title"), ("─" * (names - 7) + " ", "grid")]
    for title, wide in columns:
        row += [(title, "title"), (" " + "─" * (wide - text_width(title) - 2) + " ", "grid")]
    return tuple(row)


def _columns(width: int) -> Sequence[tuple[str, int]]:
    """The columns that leave the names room enough."""
    columns = list(_COLUMNS)
    for title in _LEAST_NEEDED:
        if width - 2 - sum(wide for _, wide in columns) < _NAME_CELLS:
            columns = [column for column in columns if column[0] != title]
    return columns
