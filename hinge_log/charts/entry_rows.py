"""Lines of a list with something at their right end: checks, faults and sessions of an exercise, each with its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Row, text_width
from hinge_log.charts.date_texts import date_text
from hinge_log.charts.exercise_sentences import sentence_case
from hinge_log.charts.flow import lines_of
from hinge_log.charts.set_texts import summary
from hinge_log.exercises.model import Item
from hinge_log.training.workout import SetRecord


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


Entries = list[tuple[str, EntryRow]]


def check_entries(items: Iterable[Item]) -> Entries:
    """The checks, numbered, with those marked that a set must pass."""
    entries = []
    for number, item in enumerate(items, 1):
        tail = "safety" if item.safety else "must pass" if item.gate else ""
        entries.append((item.id, EntryRow(f"{number} {item.cue}", tail, "fault" if item.safety else "muted")))
    return entries


def fault_entries(items: Iterable[Item], counts: Mapping[str, int], checked: int) -> Entries:
    """The faults, with in how many of the `checked` sets each occurred."""
    sets = "set" if checked == 1 else "sets"
    entries = []
    for item in items:
        tail = f"{counts[item.id]} of {checked} {sets}" if counts.get(item.id) else ""
        entries.append((item.id, EntryRow(sentence_case(item.fault_text), tail, "fault")))
    return entries


def session_entries(sessions: Iterable[tuple[str, int, Sequence[SetRecord]]], unit: str, today: int) -> Entries:
    """Sessions, given as workout id, day and sets: the day, the sets in short, and their form."""
    entries = []
    for workout_id, day, sets in sessions:
        done, form = summary(sets, unit)
        date = date_text(day, today=today)
        entries.append((workout_id, EntryRow(done, form, lead=date, lead_width=max(12, text_width(date) + 1))))
    return entries
