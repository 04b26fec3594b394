"""Exercises as rows of a list, and what there is to say of one: its notes, checks, faults and sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import Sentences, lines_of
from hinge_log.charts.set_texts import summary
from hinge_log.clock import date_text
from hinge_log.exercises.catalogue import Catalogue
from hinge_log.exercises.model import Exercise, Item
from hinge_log.training.workout import SetRecord

if TYPE_CHECKING:
    from hinge_log.charts.figure import FigurePair

LOADS = {
    "barbell_total": "bar", "bodyweight": "body", "bodyweight_plus": "body+", "kettlebell_single": "kb",
    "kettlebell_each": "2 kb", "dumbbell_single": "db", "dumbbell_each": "2 db", "machine_stack": "stack",
    "plates_only": "plates", "band": "band", "object": "object",
}  # fmt: skip
"""What is lifted, in a word."""

FILTERS = (
    ("", "all"), ("done", "done"), ("drill", "drills"), ("deadlift", "deadlift"), ("squat", "squat"), ("row", "row"),
    ("hip_thrust", "thrust"), ("good_morning", "good morning"), ("swing", "swing"), ("everyday", "everyday"),
    ("own", "mine"),
)  # fmt: skip
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


GIVING_WAY = ("In degrees", "Your cue", "What to feel", "What to see", "First fix")
"""What is left out under a figure where not everything fits, the first first."""


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def check_sentences(catalogue: Catalogue, item: Item) -> Sentences:
    """How to judge a check, and what to do when it fails."""
    return (
        ("Look for", item.look_for), ("Feel for", item.feel_for), ("Fault", item.fault_text),
        ("Fix", item.fix), ("Regress to", _name(catalogue, item.regress_to)),
    )  # fmt: skip


def fault_sentences(catalogue: Catalogue, item: Item, figure_key: str) -> Sentences:
    """How a fault looks, where it comes from and what helps; `figure_key` shows its figure, "" where it has none."""
    fault = catalogue.faults.get(item.fault)
    sentences = [("Check", item.cue)]
    if fault is not None:
        sentences += [("Fault", fault.name), ("Looks like", fault.looks_like), ("Comes from", fault.cause)]
    sentences.append(("Fix", item.fix))
    if fault is not None and fault.first_fix:
        sentences.append(("First drill", _name(catalogue, fault.first_fix)))
    sentences.append(("Regress to", _name(catalogue, item.regress_to)))
    if figure_key:
        sentences.append(("Figure", f"press {figure_key} to see it move"))
    return tuple(sentences)


def figure_sentences(
    catalogue: Catalogue, items: Sequence[Item], pair: FigurePair, *, cue: str = "", degrees: str = ""
) -> Sentences:
    """What to see, what to feel and what to do about the fault that a figure shows."""
    item = next((each for each in items if each.fault == pair.fault), None)
    sentences = [("Your cue", " ".join(cue.split()))] if cue else []
    if item is not None:
        sentences += [("What to see", item.look_for), ("What to feel", item.feel_for)]
        sentences.append(("Fix", f"{item.fix} Regress to: {_name(catalogue, item.regress_to)}."))
    elif (fault := catalogue.faults.get(pair.fault)) is not None:
        sentences += [("What to see", fault.looks_like), ("First fix", _name(catalogue, fault.first_fix))]
    if degrees:
        sentences.append(("In degrees", f"{degrees}."))
    return tuple(sentences)


def notes(catalogue: Catalogue, exercise: Exercise, *, cue: str, aliases: Sequence[str], cue_key: str) -> Sentences:
    """What an exercise is, with the user's cue and other names for it; `cue_key` writes the cue."""
    stage = catalogue.stages.get(exercise.stage) if exercise.stage is not None else None
    sides = ", one side at a time" if exercise.unilateral else ""
    family = exercise.family.replace("_", " ")
    listed = catalogue.exercises.get(exercise.id)
    pairs = (
        ("Your cue", " ".join(cue.split()) or f"none yet; press {cue_key} to write one"),
        ("What it is", f"{family}, {exercise.pattern.replace('_', ' ')}{sides}" if exercise.pattern else family),
        ("With", ", ".join(each.replace("_", " ") for each in exercise.equipment)),
        ("Muscles", ", ".join(each.replace("_", " ") for each in exercise.primary)),
        ("Load", ", ".join(each for each in (LOADS.get(exercise.load_type, ""), exercise.load_at) if each)),
        ("Knee", _degrees(exercise.knee)),
        ("Trunk", _degrees(exercise.trunk)),
        ("In the hinge", exercise.differs),
        ("Stage", f"{stage.stage}, {stage.name}. {stage.dose} {stage.note}".strip() if stage else ""),
        ("Also called", ", ".join(listed.aliases if listed else ())),
        ("Your names", ", ".join(aliases)),
    )
    return tuple((label, text) for label, text in pairs if text)


def _name(catalogue: Catalogue, key: str) -> str:
    exercise = catalogue.exercises.get(key)
    return exercise.name if exercise else key


def _degrees(text: str) -> str:
    """A range of angles with its unit; one that says more than a number says it by itself."""
    return f"{text} degrees" if text and not any(letter.isalpha() for letter in text) else text


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
            leads = chain((lead,), repeat(" " * self.lead_width))
            lines = lines_of(self.text, width - self.lead_width)
            rows: list[Row] = [((start, "muted"), (line, "text")) for start, line in zip(leads, lines, strict=False)]
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
