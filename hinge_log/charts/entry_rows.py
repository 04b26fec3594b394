"""Lines of a list with something at their right end."""

from __future__ import annotations

from dataclasses import dataclass

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.flow import lines_of


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A text that wraps, with `tail` in its style at the right end, or under the text where that would leave no room.

    `lead` stands before the text, in a column of `lead_width`. With `is_tall` it has at least two rows, for a finger.
    """

    text: str
    tail: str = ""
    tail_style: str = "muted"
    is_tall: bool = False
    lead: str = ""
    lead_width: int = 0

    def __call__(self, width: int) -> list[Row]:
        """The rows."""
        lead, tail = self.lead.ljust(self.lead_width), text_width(self.tail)
        indent = self.lead_width or 2
        if tail * 2 > width:
            rows: list[Row] = [
                ((lead, "muted"), (line, "text")) for line in lines_of(self.text, width - self.lead_width)
            ]
            return rows + [((f"  {line}", self.tail_style),) for line in lines_of(self.tail, width - 2)]
        first, *others = lines_of(self.text, width - self.lead_width - tail - (2 if tail else 0))
        gap = " " * (width - self.lead_width - tail - text_width(first))
        rows = [((lead, "muted"), (first, "text"), (gap, ""), (self.tail, self.tail_style))]
        rows += [((" " * indent + line, "text"),) for line in others]
        return rows if len(rows) > 1 or not self.is_tall else [*rows, ()]
