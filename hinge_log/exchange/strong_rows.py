"""The rows of a Strong file, one at a time: what is refused is told with its reason."""

from __future__ import annotations

from hinge_log.exchange import numbers
from hinge_log.exchange.columns import header_key
from hinge_log.exchange.dates import when
from hinge_log.exchange.numbers import Refused, quoted
from hinge_log.exchange.parsed import Builder, ParsedWorkout
from hinge_log.exchange.row_reader import RowReader
from hinge_log.exchange.source import KINDS, Source, note_text, only_numbers
from hinge_log.training.workout import SetKind

COLUMNS = (
    "date", "workout", "duration", "exercise", "order", "weight", "weight_unit", "reps", "rpe", "distance",
    "distance_unit", "seconds", "note", "workout_note", "number",
)  # fmt: skip

REST = frozenset(
    ("rest timer", "rest", "ruhetimer", "pausentimer", "休息计时器", "休息计时", "temporizador de descanso")
)
NOTES = frozenset(("note", "notiz", "nota", "备注", "笔记", "メモ", "메모", "notatka", "заметка"))
"""Marks of rows that hold what was written about an exercise."""

KEPT_NOTE = "a note on the exercise: kept with its next set"


def resting(weight: str, reps: str, seconds: str) -> bool:
    """Whether a row with a mark in an unknown language is a rest timer: seconds, and neither weight nor reps."""
    return not weight.strip("0., ") and not reps.strip("0., ") and seconds.strip("0., ") != ""


class Reader(RowReader):
    """Reads the rows of one file; knows its columns."""

    def __init__(self, source: Source, builder: Builder, at: dict[str, int], length: str | None, order: str) -> None:
        numeric = ("exercise", "order", "weight", "reps", "distance", "seconds")
        super().__init__(source, builder, order, 1 + max(at.get(name, 0) for name in numeric))
        self.length = length
        self.at = {name: at.get(name, len(source.header)) for name in COLUMNS}
        self.duration_in_seconds = "duration" in at and "sec" in header_key(source.header[at["duration"]])[1]
        self.last: tuple[str, str, ParsedWorkout] | None = None
        self.noted: tuple[tuple[str, str, str], int, str] | None = None

    def take(self, line: int, cells: list[str]) -> None:
        """Read one row; raises Refused."""
        at = self.at
        stamp, set_order = cells[at["date"]], cells[at["order"]].strip()
        exercise = self.builder.name(cells[at["exercise"]])
        mark = set_order.casefold()
        if mark in REST or exercise.casefold() == "rest timer":
            self.builder.file.rest_rows += 1
            return
        if mark in NOTES and not any(cells[at[name]].strip("0., ") for name in ("weight", "reps", "seconds")):
            self._note((stamp, cells[at["workout"]], exercise), line, note_text(cells[at["note"]]))
            raise Refused(KEPT_NOTE)
        known = mark in KINDS or (mark.isdecimal() and mark.isascii())
        if not known and resting(cells[at["weight"]], cells[at["reps"]], cells[at["seconds"]]):
            self.builder.file.rest_rows += 1
            return
        moment = when(stamp, self.order)
        if not exercise:
            raise Refused("no exercise name")
        weight = numbers.weight_text(cells[at["weight"]], comma=self.comma)
        unit = numbers.weight_unit(cells[at["weight_unit"]])
        distance = self._distance(cells[at["distance"]], cells[at["distance_unit"]], line)
        time = numbers.seconds(cells[at["seconds"]])
        reps, time, distance = only_numbers(numbers.whole(cells[at["reps"]]), time, distance)
        number = numbers.whole(set_order, "set order") if set_order.isdecimal() and set_order.isascii() else None
        kind = SetKind.WORKING if number is not None else KINDS.get(mark, SetKind.WORKING)
        rpe = self.rpe(line, cells[at["rpe"]])
        note = note_text(cells[at["note"]])
        if self.noted is not None and self.noted[0] == (stamp, cells[at["workout"]], exercise):
            note = "\n".join(dict.fromkeys(filter(None, (self.noted[2], note))))
            self.noted = None
        workout = self._workout(stamp, cells[at["workout"]])
        if not known:
            self.builder.remark(line, f"set mark {quoted(set_order)} is not known: taken as a working set")
        if workout is None:
            name = self.builder.name(cells[at["workout"]])
            workout = self.builder.workout(moment, name)
            self.last = (stamp, cells[at["workout"]], workout)
        self.builder.add(
            workout, line, exercise, kind=kind, weight=weight, unit=unit, reps=reps, seconds=time,
            distance_mm=distance, rpe=rpe, note=note, order=number,
        )  # fmt: skip
        if workout.duration_s is None and cells[at["duration"]]:
            workout.duration_s = self.duration(cells[at["duration"]])
        if not workout.note and cells[at["workout_note"]]:
            workout.note = note_text(cells[at["workout_note"]])

    def _note(self, of: tuple[str, str, str], line: int, text: str) -> None:
        """Keep the note of an exercise for its next set."""
        if self.noted is not None and self.noted[0] == of:
            text = "\n".join(filter(None, (self.noted[2], text)))
        else:
            self.end()
        self.noted = of, line, text

    def end(self) -> None:
        """Tell of a note that found no set."""
        if self.noted is not None and self.noted[2]:
            self.builder.remark(self.noted[1], f"no set follows the note {quoted(self.noted[2])}: it is left out")
        self.noted = None

    def _workout(self, stamp: str, name: str) -> ParsedWorkout | None:
        """The workout of the row before, when this row belongs to it."""
        if self.last is not None and self.last[0] == stamp and self.last[1] == name:
            return self.last[2]
        return None

    def duration(self, text: str) -> int | None:
        """How long a workout took, in seconds."""
        return numbers.duration(f"{text.strip()}s" if self.duration_in_seconds and text.strip().isdecimal() else text)

    def _distance(self, text: str, unit: str, line: int) -> int | None:
        """The distance in mm; without any unit it is kilometres, or miles once pounds are chosen."""
        try:
            return numbers.distance_mm(text, self.length or unit or "km", comma=self.comma)
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            self.builder.remark(line, str(refused))
            return None
