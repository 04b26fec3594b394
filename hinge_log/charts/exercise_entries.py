"""The checks, faults and sessions of an exercise as lines of a list, each with its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hinge_log.charts.cells import text_width
from hinge_log.charts.date_texts import date_text
from hinge_log.charts.entry_rows import EntryRow
from hinge_log.charts.exercise_sentences import sentence_case
from hinge_log.charts.set_texts import summary
from hinge_log.exercises.model import Item
from hinge_log.training.workout import SetRecord

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
