"""An import preview in words: the file, its names and ours, and what would be imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.flow import lines_of
from hinge_log.text import plural, shown

if TYPE_CHECKING:
    from hinge_log.exchange.names import PlannedName
    from hinge_log.exchange.preview import ImportPreview, ImportResult

REASONS_SHOWN = 3
"""So many reasons for which rows are left out are said on the screen; the report has every row."""


@dataclass(frozen=True, slots=True)
class ImportNameRow:
    """A name in the file: its mark, its sets, and what it becomes; long names wrap."""

    mark: str
    name: str
    sets: int
    becomes: str
    current: bool = False

    @property
    def style(self) -> str:
        """Its look."""
        return "ask" if self.mark == "?" else "strong" if self.current else "text"

    def __call__(self, width: int) -> Sequence[Row]:
        """The name and what it becomes side by side, or under each other where that leaves too little for one."""
        lead = "▸" if self.current else " "
        count = f"{self.sets:,}"
        mark = ((lead, "chosen"), (f"{self.mark} ", "ask" if self.mark == "?" else "data"))
        room = width - 3 - 10
        names = room * 9 // 20
        if min(names, room - names) < 20:
            sets = plural(self.sets, "set")
            first, *others = lines_of(self.name, max(1, width - 5 - text_width(sets)))
            gap = " " * max(1, width - 3 - text_width(first) - text_width(sets))
            below = lines_of(f"→ {self.becomes}", max(1, width - 5))
            return (
                (*mark, (first, self.style), (gap, ""), (sets, "muted")),
                *((("   " + line, self.style),) for line in others),
                *((("     " + line, "muted"),) for line in below),
            )
        left, right = lines_of(self.name, names - 1), lines_of(self.becomes, room - names)
        rows: list[Row] = []
        for index in range(max(len(left), len(right))):
            name = padded(left[index] if index < len(left) else "", names)
            becomes = right[index] if index < len(right) else ""
            number = (count if not index else "").rjust(8)
            head = mark if not index else (("   ", ""),)
            rows.append((*head, (name, self.style), (number, "muted"), ("  ", ""), (becomes, self.style)))
        return tuple(rows)


def name_row(name: PlannedName, short_name: Callable[[str], str], *, current: bool = False) -> ImportNameRow:
    """A name of the file as a row; `short_name` gives the name of an exercise by its key."""
    becomes = shown(name.title) if name.key else "left out"
    if name.kind == "unsure":
        like = ", ".join(short_name(key) for key in name.candidates[:2])
        becomes = f"a new exercise, or choose{f': {like}?' if like else ''}"
    elif name.own and name.key:
        becomes = f"{becomes} (own)"
    return ImportNameRow(name.mark, shown(name.name), name.sets, becomes, current)


def about_file(preview: ImportPreview) -> list[str]:
    """What the file is: its format, days, and how much is in it."""
    from hinge_log.exchange.readers import ABOUT

    parsed = preview.parsed
    first, last = preview.days or ("", "")
    days = f", {first}{f' to {last}' if last != first else ''}" if first else ""
    there = f", {preview.fresh.already_there:,} already here" if preview.fresh.already_there else ""
    size = f"{plural(parsed.sets, 'set')}, {plural(len(parsed.workouts), 'workout')}{there}"
    return [f"{ABOUT[parsed.format].title}{days}", size]


def will_import(preview: ImportPreview, remarks: Sequence[str]) -> list[str]:
    """What would be imported, what would not, and what is to be said of the file."""
    from hinge_log.exchange.import_remarks import by_reason

    result = preview.result()
    if not result.sets and not preview.fresh.corrects(preview):
        lines = ["nothing: everything is already here" if result.already_there else "nothing: no usable sets"]
    else:
        lines = [
            f"{plural(result.sets, 'set')}, {plural(result.new_workouts, 'workout')}"
            f", {plural(result.new_exercises, 'new exercise')}",
            "no ratings: the file has none" if preview.parsed.format != "hinge-log-csv" else "ratings too",
        ]
    if result.left_out:
        lines.append(f"{plural(result.left_out, 'set')} of names marked - are left out")
    if result.rest_rows:
        lines.append(f"rest timer rows ({result.rest_rows:,}) are left out; their notes are kept")
    left_out = by_reason(preview.parsed.reasons, preview.parsed.skipped, "left out", most=REASONS_SHOWN)
    return [*lines, *map(shown, left_out), *map(shown, remarks)]


def imported(result: ImportResult, undo: str) -> list[str]:
    """What an import did."""
    lines = [f"{plural(result.sets, 'set')} added, {plural(result.new_workouts, 'workout')}"
             f", {plural(result.new_exercises, 'new exercise')}"]  # fmt: skip
    if result.corrected:
        lines.append(f"{plural(result.corrected, 'set')} changed to the file's values")
    if result.removed:
        lines.append(f"{plural(result.removed, 'set')} deleted, no longer in the file")
    return [*lines, f"Press {undo} to undo the whole import."]
