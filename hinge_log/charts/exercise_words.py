"""Exercises as rows of a list: name, what is lifted, stage, when it was last done and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import lines_of

LOADS = {
    "barbell_total": "bar",
    "bodyweight": "body",
    "bodyweight_plus": "body+",
    "kettlebell_single": "kb",
    "kettlebell_each": "2 kb",
    "dumbbell_single": "db",
    "dumbbell_each": "2 db",
    "machine_stack": "stack",
    "plates_only": "plates",
    "band": "band",
    "object": "object",
}
"""What is lifted, in a word."""

FILTERS = (
    ("", "all"),
    ("done", "done"),
    ("drill", "drills"),
    ("deadlift", "deadlift"),
    ("squat", "squat"),
    ("row", "row"),
    ("hip_thrust", "thrust"),
    ("good_morning", "good morning"),
    ("swing", "swing"),
    ("everyday", "everyday"),
    ("own", "mine"),
)
"""What the list can be narrowed to, and the words for it."""

_COLUMNS = (("load", 7), ("stage", 6), ("last", 7), ("form", 5))
_LEAST_NEEDED = ("stage", "load", "form", "last")
"""The columns in the order in which they give way to the names."""


def next_filter(family: str, step: int) -> str:
    """The filter before or after one."""
    families = [each for each, _ in FILTERS]
    return families[(families.index(family) + step) % len(families)]


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise as one entry of a list, laid out for a width: a name that is too long wraps in its column.

    With `on_two_lines` the details stand under the name; `last_width` is what the dates of the list need.
    """

    name: str
    load: str
    stage: str
    last: str
    form: str
    last_width: int = 7
    on_two_lines: bool = False

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        if self.on_two_lines:
            return [*(((line, "text"),) for line in lines_of(self.name, width)), self._details()]
        columns = _columns(width, self.last_width)
        names = max(4, width - sum(wide for _, wide in columns))
        first, *others = lines_of(self.name, names - 1)
        values = {"load": self.load, "stage": self.stage, "last": self.last, "form": self.form}
        cells = [(padded(values[title], wide), "data" if title == "form" else "muted") for title, wide in columns]
        return [((padded(first, names), "text"), *cells), *((("  " + line, "text"),) for line in others)]

    def _details(self) -> Row:
        stage = f"stage {self.stage}" if self.stage else ""
        details = " · ".join(part for part in (self.load, stage, self.last) if part)
        form = (" · form ", "muted"), (self.form, "data")
        return (("  " + details, "muted"), *(form if self.form else ()))


def exercise_header(width: int, last_width: int) -> Row:
    """The titles of the columns, in a rule, for the same width as the rows under it."""
    columns = _columns(width, last_width)
    names = max(4, width - sum(wide for _, wide in columns))
    row = [("name ", "title"), ("─" * (names - 6) + " ", "grid")]
    for title, wide in columns:
        row += [(title, "title"), (" " + "─" * (wide - text_width(title) - 2) + " ", "grid")]
    return tuple(row)


def _columns(width: int, last_width: int) -> Sequence[tuple[str, int]]:
    """The columns that leave at least half of the width to the names."""
    columns = [(title, last_width + 1 if title == "last" else wide) for title, wide in _COLUMNS]
    for title in _LEAST_NEEDED:
        if sum(wide for _, wide in columns) * 2 > width:
            columns = [column for column in columns if column[0] != title]
    return columns
