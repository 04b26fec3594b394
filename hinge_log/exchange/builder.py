"""Collecting the rows of a file into a ParsedFile."""

from __future__ import annotations

import re
from datetime import date

from hinge_log.exchange.dates import When
from hinge_log.exchange.parsed import ParsedFile, ParsedSet, ParsedWorkout
from hinge_log.exercises.words import fold
from hinge_log.text import NAME_LIMIT, clean

MAX_LISTED = 10_000
"""So many refused rows are listed; all are counted."""

_QUOTED = re.compile(r"'[^']*'")
_ASSISTED = re.compile(
    r"\b(assist|assisted|assistee?s?|assisti[dt]\w*|asistid\w*|unterstutzt\w*|wspomagan\w*|gravitron)\b"
)


def without_quotes(reason: str) -> str:
    """A reason without what is different from line to line, so that it can be counted."""
    return _QUOTED.sub("…", reason)


class Builder:
    """Collects the rows of a file into a ParsedFile."""

    def __init__(self, format: str, app: str) -> None:  # noqa: A002 - the word of the field
        self.file = ParsedFile(format, app)
        self._workouts: dict[str, ParsedWorkout] = {}
        self._names: dict[str, str] = {}
        self._assisted: dict[str, bool] = {}

    def name(self, text: str) -> str:
        """A cleaned name; each spelling is cleaned once."""
        name = self._names.get(text)
        if name is None:
            name = clean(text, limit=NAME_LIMIT)
            if len(self._names) < 50_000:
                self._names[text] = name
        return name

    def workout(self, when: When, name: str, *, identity: str = "") -> ParsedWorkout:
        """The workout of that start and name, made when it is new; `identity` stands for both if given."""
        stamp = when.at.isoformat(timespec="seconds") if when.timed else when.at.date().isoformat()
        key = f"{self.file.app}|{identity}" if identity else f"{self.file.app}|{stamp}|{name}"
        workout = self._workouts.get(key)
        if workout is None:
            workout = ParsedWorkout(key, name, when.at, self.file.table, utc_offset=when.offset, timed=when.timed)
            self._workouts[key] = workout
            self.file.workouts.append(workout)
        return workout

    def add(
        self, workout: ParsedWorkout, one: ParsedSet, *, rival: tuple[str, str] | None = None, unitless: bool = False
    ) -> None:
        """Add a set to a workout: the weight of an assisted exercise is help.

        `rival` are its weights in kg and in lb where they do not agree, `unitless` a distance without a unit.
        """
        table, weight = self.file.table, one.weight
        row = len(table.line)
        if weight and weight[0] != "-" and self._is_assisted(one.exercise) and weight.strip("0."):
            self.remark(one.line, f"assisted: the weight {weight!r} is assistance, read as bodyweight minus it")
            one = one._replace(weight=f"-{weight}")
            table.assisted.append(row)
        table.add(one)
        if rival is not None:
            table.rivals[row] = table.text(rival[0]), table.text(rival[1])
        if unitless and one.distance_mm:
            table.unitless.append(row)
            table.in_km.append(one.distance_mm)
        workout.rows.append(row)

    def _is_assisted(self, exercise: str) -> bool:
        answer = self._assisted.get(exercise)
        if answer is None:
            answer = self._assisted[exercise] = _ASSISTED.search(fold(exercise)) is not None
        return answer

    def skip(self, line: int, reason: str) -> None:
        """Count a row that cannot be used."""
        self.file.skipped_rows += 1
        self.file.reasons[without_quotes(reason)] += 1
        if len(self.file.skipped) < MAX_LISTED:
            self.file.skipped.append((line, reason))

    def remark(self, line: int, text: str) -> None:
        """Tell what was left out of a row that is used."""
        self.file.remarked[without_quotes(text)] += 1
        if len(self.file.remarks) < MAX_LISTED:
            self.file.remarks.append((line, text))

    def bodyweight(self, day: date, text: str, unit: str | None) -> None:
        """Keep what the lifter weighed on a day, as plain decimal text."""
        if text.strip("0.-"):
            self.file.bodyweights[day] = text, unit

    def done(self, unit: str | None, *, stated_unit: str | None = None, length: str = "") -> ParsedFile:
        """Finish: `stated_unit` is the one that the file as a whole names, `unit` and `length` the user's choice."""
        table, file = self.file.table, self.file
        file.stated_unit = stated_unit
        if stated_unit is not None and not table.rivals:
            table.unit = file.unit = stated_unit
            if file.length == "":
                file.scale_distances("mi" if stated_unit == "lb" else "km")
        elif unit is not None:
            named = None if table.lacks_unit() or table.rivals else table.common_unit()
            file.choose_unit(unit)
            file.unit = named or unit  # where every weight has a unit of its own, the user's is not used
        elif table.rivals and stated_unit is not None:
            file.choose_unit(stated_unit)
        elif not table.lacks_unit():
            file.unit = table.common_unit() or "kg"
            file.scale_distances("km")
        if table.unitless and length:
            file.choose_length(length)
        elif file.length is None and not table.unitless:
            file.length = ""
        file.workouts = [workout for workout in file.workouts if workout.rows]
        return file
