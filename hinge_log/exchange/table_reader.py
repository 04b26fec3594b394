"""Reading a table with a row a set, or a row an exercise with its sets in columns: one reader for every app's table."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple, TypeAlias

from hinge_log.errors import ImportFileError
from hinge_log.exchange import numbers
from hinge_log.exchange.builder import Builder
from hinge_log.exchange.cells import Done, Weight, duration, effort, measure, repetitions, seconds
from hinge_log.exchange.columns import named, time_unit
from hinge_log.exchange.csv_records import Progress, Row
from hinge_log.exchange.dates import When, when
from hinge_log.exchange.mapping import COLUMNS, Mapping, SetColumn, column_meanings, example, set_columns
from hinge_log.exchange.marks import EMPTY, NOTES, REST, set_kind
from hinge_log.exchange.numbers import Refused
from hinge_log.exchange.parsed import ParsedSet, ParsedWorkout
from hinge_log.exchange.row_columns import ExerciseNotes, MarkColumns, WeightColumns
from hinge_log.exchange.tables import Rules, Source, note_text
from hinge_log.exchange.time_columns import SetTimes, Spans, label, session_identity, whole_day

MOST_SETS = 100
Following: TypeAlias = "Callable[[Row], Source | None]"
"""Gives the rest of a file under the header of another table; None where that table is not read."""

_SETS_X_REPS = re.compile(r"([0-9]{1,2})\s*[xх×*]\s*([0-9].*)", re.IGNORECASE)
_ZEROS = " 0.,"


class _Measured(NamedTuple):
    """What was done in one set of a row; `unitless`: nobody says the unit of its distance.

    `columns` are those of this set alone, where the table has some.
    """

    reps: int | None
    seconds: int | None
    distance_mm: int | None
    unitless: bool
    columns: dict[str, SetColumn]


class TableReader:
    """Reads the rows of one table; `builder` collects what they hold."""

    def __init__(
        self, source: Source, mapping: Mapping, builder: Builder, rules: Rules, *, unit: str | None = None
    ) -> None:
        header = source.header
        self.source, self.builder, self.rules = source, builder, rules
        self.families = set_columns(header)
        if mapping.reps and any("reps" in columns and not columns["reps"].side for columns in self.families):
            self.families = ()  # the user said which column holds the reps
        at: dict[str, int] = {}
        for name in COLUMNS:
            column = getattr(mapping, name)
            if column and column not in header:
                raise ImportFileError(
                    f"There is no column {column!r} in {source.text.path.name}.",
                    f"Change the map. The columns are {', '.join(map(repr, header))}.",
                )
            at[name] = header.index(column) if column else len(header)
        self.at = at
        width = len(header)
        self._has = {name: index < width for name, index in at.items()}
        self._names = frozenset((at["exercise"], at["workout"]))
        times = ("seconds", time_unit(mapping.seconds) or mapping.time_unit), ("hours", "h"), ("minutes", "min")
        self._times = [(at[name], unit) for name, unit in times if self._has[name]]
        self.weights = WeightColumns(mapping, at, comma=source.comma, user_unit=unit)
        self._comma = source.comma
        self.stated_unit = self.weights.stated_unit
        if self.families and self.stated_unit is None:
            units = {column.unit for one in self.families
                     for name, column in one.items() if name.split(" ")[0] == "weight"}  # fmt: skip
            self.stated_unit = next(iter(units)) if len(units) == 1 and "" not in units else None
        default = "mdy" if self.stated_unit == "lb" else rules.order
        self.order = source.dates or mapping.day_order or source.day_order(at["date"], default)
        self.length = mapping.length or named(mapping.distance).unit or rules.length or ""
        if not self.length and rules.length is None:
            builder.file.length = None  # asked for when a distance turns up that has no unit
        self.other_length = named(mapping.other_distance).unit if mapping.other_distance else ""
        self.duration_unit = time_unit(mapping.duration) or mapping.duration_unit
        self._body_cell_unit: str | None = None
        self.body_unit = named(mapping.body_weight).unit if mapping.body_weight else ""
        self.both_efforts = "rir" in named(mapping.rpe).name if mapping.rpe else False
        self.marks = MarkColumns(source, mapping, at, builder, strict=rules.marks)
        meanings = column_meanings(header, mapping, self.families)
        if mapping.kind and not self.marks.uses_kinds:
            meanings[mapping.kind] = ""
        builder.file.columns |= meanings
        self._unused = [index for index, column in enumerate(header) if not meanings[column]]
        numeric = [at[name] for name in ("date", "exercise", "weight", "other_weight", "reps")]
        self._needed = 1 + max(index for index in numeric if index < width)
        self._spans: dict[str, Spans] | None = None
        self._last: tuple[str, str, str, ParsedWorkout] | None = None
        self._exercise_notes = ExerciseNotes(builder)
        self._padded = f"{source.delimiter} " in source.text.head or f" {source.delimiter}" in source.text.head
        self._note_before: tuple[str, str, str] | None = None

    def read(self, progress: Progress | None = None, *, following: Following | None = None) -> Source | None:
        """Read all rows; `following` may give the rest of the file when it meets the header of another table."""
        if not (self.rules.stamps or self.rules.day or self.rules.by_session):
            self._spans = self._find_spans()
        builder = self.builder
        for row in self.source.rows(progress):
            if self.rules.repair is not None and len(row.fields) > len(self.source.header):
                row = row._replace(fields=self.rules.repair(row.fields) or row.fields)
            cells, reason = self.source.fitted(row, self._needed)
            if following is not None and self.source.seen.other == row.line and (rest := following(row)) is not None:
                self._exercise_notes.end()
                return rest
            builder.file.records += 1
            if not reason:
                try:
                    self.take(row.line, [*cells, ""])
                except Refused as refused:
                    reason = str(refused)
            if reason:
                builder.skip(row.line, reason)
        self._exercise_notes.end()
        if builder.file.table.rivals and self.stated_unit is None:
            # Weights in kg and in lb, both rounded to plates: the unit of the body weight tells which is real.
            self.stated_unit = self._body_cell_unit
        return None

    def take(self, line: int, cells: list[str]) -> None:
        """Read one row, whose cells end in an empty one for columns that the file has not; raises Refused."""
        builder, at, rules, has = self.builder, self.at, self.rules, self._has
        cells = self._cleaned(cells)
        exercise = builder.name(cells[at["exercise"]])
        mark = cells[at["order"]].strip().casefold()
        if rules.marks and self._is_no_set(line, cells, exercise, mark):
            return
        self.marks.refuse_undone(line, cells)
        moment, readable = self.moment(cells)
        if not readable:
            builder.remark(line, "time of day cannot be read")
        if not exercise or exercise in EMPTY:
            raise Refused("no exercise name")
        load = self.weights.read(cells)
        if rules.body_rows and exercise == rules.body_rows:
            builder.bodyweight(moment.at.date(), load.value or "", load.unit)
            raise Refused("no set: kept as a bodyweight")
        sets = self._measured(line, cells, load)
        kind, number = self.marks.kind(line, cells, mark)
        rpe = self._rpe(line, cells[at["rpe"]], cells[at["rir"]])
        workout = self._workout(moment, cells, exercise)
        note = self._note(cells, workout, exercise) if has["note"] else ""
        if rules.marks:
            note = self._exercise_notes.add_to(note, (cells[at["date"]], cells[at["workout"]], exercise))
        side, amrap = self.marks.side(cells), self.marks.amrap(cells)
        superset = _optional_number(cells[at["superset"]]) if has["superset"] else None
        if has["body_weight"] and cells[at["body_weight"]].strip():
            self._bodyweight(line, cells, workout)
        for reps, held, distance, unitless, columns in sets:
            weight, own_note, own_rpe, own_side = load, note, rpe, side
            if columns:
                weight, own_note, own_rpe = self._own(line, cells, columns, load, note, rpe)
                own_side = next(iter(columns.values())).side or side
            one = ParsedSet(line, exercise, kind, weight.value, weight.unit, reps, held, distance, own_rpe, own_note,
                            superset, number, own_side, amrap)  # fmt: skip
            builder.add(workout, one, rival=weight.rival, unitless=unitless)

    def _cleaned(self, cells: list[str]) -> list[str]:
        """The cells of a row, empty where a word for "nothing" stands; what stands in unused columns is counted."""
        if self.rules.adjust is not None:
            cells = self.rules.adjust(cells)
        if self._padded:
            cells = [cell.strip() for cell in cells]
        if not EMPTY.isdisjoint(cells):
            cells = ["" if cell in EMPTY and i not in self._names else cell for i, cell in enumerate(cells)]
        for index in self._unused:
            if cells[index] and cells[index].strip(_ZEROS):
                column = self.source.header[index]
                self.builder.file.unused[column] = self.builder.file.unused.get(column, 0) + 1
        return cells

    # -- rows that are no sets -----------------------------------------------------------------------------

    def _is_no_set(self, line: int, cells: list[str], exercise: str, mark: str) -> bool:
        """Whether a row is a rest timer, which is counted; raises Refused for a row that is a note."""
        at = self.at
        known = (mark.isdecimal() and mark.isascii()) or set_kind(mark) is not None
        if known and exercise.casefold() != "rest timer":
            return False
        measured = [cells[at[name]].strip(_ZEROS) for name in ("weight", "reps", "seconds")]
        resting = not known and not measured[0] and not measured[1] and bool(measured[2])
        if mark in NOTES and not any(measured):
            self._exercise_notes.keep(
                (cells[at["date"]], cells[at["workout"]], exercise), line, note_text(cells[at["note"]])
            )
            raise Refused("a note on the exercise: kept with its next set")
        if mark in REST or exercise.casefold() == "rest timer" or resting:
            self.builder.file.rest_rows += 1
            return True
        return False

    # -- workouts ------------------------------------------------------------------------------------------

    def moment(self, cells: list[str]) -> tuple[When, bool]:
        """When a row was done, and whether its time of day could be read; raises Refused."""
        moment = when(cells[self.at["date"]], self.order)
        if self.rules.day:
            return moment._replace(at=moment.at.replace(hour=0, minute=0, second=0), timed=False, offset=None), True
        clock = cells[self.at["clock"]].strip()
        if moment.timed or not clock:
            return moment, True
        try:
            return when(f"{moment.at.date().isoformat()} {clock}"), True
        except Refused:
            return moment, False

    def _workout(self, moment: When, cells: list[str], exercise: str) -> ParsedWorkout:
        """The workout of a row; what the row says of it is added."""
        at, builder, rules = self.at, self.builder, self.rules
        name_cell, session = cells[at["workout"]], cells[at["session"]]
        stamp = cells[at["date"]]
        last = self._last
        if rules.stamps and last is not None and last[:3] == (stamp, name_cell, session):
            workout = last[3]
        elif rules.by_session and session:
            workout = builder.workout(moment, builder.name(name_cell), identity=builder.name(session)[:80])
            if moment.at < workout.start:
                workout.start = moment.at
        else:
            lasted = 0
            if self._spans is not None:
                moment = whole_day(moment)
                if moment.timed:
                    spans = self._spans[label(name_cell, session)]
                    start, lasted = spans.around(moment.at)
                    moment = moment._replace(at=start)
            name = builder.name(name_cell)
            identity = "" if not session or rules.stamps or rules.day else session_identity(moment, name, session)
            workout = builder.workout(moment, name, identity=identity)
            if lasted and not self._has["duration"] and not self._has["end"]:
                workout.duration_s = lasted
            self._last = stamp, name_cell, session, workout
        if workout.duration_s is None:
            if self._has["duration"] and cells[at["duration"]]:
                workout.duration_s = duration(cells[at["duration"]], self.duration_unit)
            elif self._has["end"] and cells[at["end"]].strip():
                workout.duration_s = self._lasted(moment, cells[at["end"]])
        if not workout.note and self._has["workout_note"] and cells[at["workout_note"]]:
            workout.note = note_text(cells[at["workout_note"]])
        return workout

    def _lasted(self, start: When, end: str) -> int | None:
        """The seconds from a start to the text of an end, a date with a time or a time of day alone."""
        try:
            if end.strip().count(":") and len(end.strip()) <= 8:
                length = when(f"{start.at.date().isoformat()} {end.strip()}").at - start.at
                return int(length.total_seconds()) % 86_400
            length = when(end, self.order).at - start.at
        except Refused:
            return None
        return int(length.total_seconds()) if length >= timedelta(0) else None

    def _find_spans(self) -> dict[str, Spans]:
        """When the workouts of each name began and ended, where rows have their own times."""
        at, width = self.at, len(self.source.header)
        times = SetTimes()
        for row in self.source.rows():
            fields = [*row.fields, *[""] * (width + 1 - len(row.fields))]
            try:
                moment = whole_day(self.moment(fields)[0])
            except Refused:
                continue
            if moment.timed:
                times.add(label(fields[at["workout"]], fields[at["session"]]), moment.at, fields[at["exercise"]])
        return times.spans()

    # -- measures ------------------------------------------------------------------------------------------

    def _measured(self, line: int, cells: list[str], load: Weight) -> list[_Measured]:
        """What was done in each set of a row; raises Refused where nothing was."""
        at, rules, done = self.at, self.rules, self._done(cells)
        nothing = load.value is None and not any(one.reps is not None or one.seconds for one, _ in done)
        distance, time, unitless = load.distance_mm, load.seconds, False
        if self._times:
            try:
                time = sum([seconds(cells[index], unit) or 0 for index, unit in self._times]) or time
            except Refused as refused:
                if nothing:
                    raise
                self.builder.remark(line, str(refused))
        if distance is None and self._has["distance"]:
            distance, unitless = self._distance(line, cells)
        tried = rules.zeros and (_is_zero(cells[at["seconds"]]) or _is_zero(cells[at["distance"]]))
        if rules.planned and not self.families and done[0][0].reps is None:
            raise Refused("planned, not done")
        if nothing and not (time or distance or tried or any(columns for _, columns in done)):
            raise Refused("no reps, weight, time or distance")
        if load.remark:
            self.builder.remark(line, load.remark)
        sets = []
        for one, columns in done:
            far, no_length = distance, unitless
            if "distance" in columns:
                far, no_length = self._distance(line, cells, columns["distance"])
            held = one.seconds or time or None
            reps = one.reps or None if held or far else one.reps
            if reps is None and tried and not held and not far:
                reps = 0
            sets.append(_Measured(reps, held, far or None, bool(far and no_length), columns))
        return sets

    def _own(
        self, line: int, cells: list[str], columns: dict[str, SetColumn], shared: Weight, note: str, rpe: float | None
    ) -> tuple[Weight, str, float | None]:
        """The load, the note and the RPE of one set of a row, where it has columns of its own."""
        weights = [
            (cells[column.place], numbers.weight_unit(column.unit))
            for name, column in columns.items() if name.split(" ")[0] == "weight"
        ]  # fmt: skip
        if any(text.strip() for text, _ in weights):
            weight = self.weights.choose(weights)
            if weight.remark:
                self.builder.remark(line, weight.remark)
            if weight.value is not None:
                shared = weight if weight.unit or weight.rival else weight._replace(unit=shared.unit)
        if "note" in columns:
            note = note_text(cells[columns["note"].place]) or note
        efforts = [cells[columns[name].place] if name in columns else "" for name in ("rpe", "rir")]
        return shared, note, self._rpe(line, *efforts) or rpe

    def _family_sets(self, cells: list[str]) -> list[tuple[Done, dict[str, SetColumn]]]:
        """What was done in each set of a row with columns for each; zeros after the last done set are unused."""
        sets = []
        for columns in self.families:
            own = any(
                cells[column.place].strip(_ZEROS)
                for name, column in columns.items() if name.split(" ")[0] in ("weight", "distance")
            )  # fmt: skip
            text = cells[columns["reps"].place] if "reps" in columns else cells[self.at["reps"]] if own else ""
            time = cells[columns["seconds"].place] if "seconds" in columns else ""
            if text.strip() or time.strip(_ZEROS) or own:
                one = repetitions(text)
                held = seconds(time, columns["seconds"].unit) if time.strip() else None
                sets.append((Done(one.reps, one.seconds or held or None), columns, own))
        while sets and not sets[-1][0].reps and not sets[-1][0].seconds and not sets[-1][2]:
            sets.pop()
        return [(one, columns) for one, columns, _ in sets]

    def _done(self, cells: list[str]) -> list[tuple[Done, dict[str, SetColumn]]]:
        """What was done in each set of a row, and the columns of its own; raises Refused.

        A column of its own for each set, "3x5" in one column, or the reps and beside them how many sets.
        """
        if self.families and (sets := self._family_sets(cells)):
            return sets
        text, many = cells[self.at["reps"]].strip(), cells[self.at["sets"]].strip()
        if not many and (not text or text.isdecimal()):
            return [(repetitions(text), {})]
        both = _SETS_X_REPS.fullmatch(text) or _SETS_X_REPS.fullmatch(many)
        if both is not None:
            return [(repetitions(both[2]), {})] * max(1, int(both[1]))
        times = numbers.whole(measure(many)[0], "sets", MOST_SETS)
        return [(repetitions(text), {})] * (1 if times is None else max(1, times))

    def _distance(self, line: int, cells: list[str], column: SetColumn | None = None) -> tuple[int | None, bool]:
        """The distance of a row, or of one of its sets, in mm, and whether nobody says its unit; raises Refused."""
        here = cells[self.at["distance"] if column is None else column.place]
        length_unit = column.unit if column is not None else ""
        if column is None and not here.strip(_ZEROS) and self._has["other_distance"]:
            here, length_unit = cells[self.at["other_distance"]], self.other_length
        text, own = measure(here)
        if not text.strip(_ZEROS):
            return None, False
        unit = cells[self.at["distance_unit"]] or own or length_unit or self.length
        try:
            # Without a unit it may count metres.
            limit = numbers.MAX_DISTANCE_MM * (1 if unit else 1000)
            length = numbers.distance_mm(text, unit or "km", comma=self._comma, limit=limit)
        except Refused as refused:
            if "unit" not in str(refused):
                raise
            self.builder.remark(line, str(refused))
            return None, False
        return length, not unit

    def _note(self, cells: list[str], workout: ParsedWorkout, exercise: str) -> str:
        text = cells[self.at["note"]]
        if self.rules.notes_repeat:
            # The note of an exercise stands on each of its rows: it is kept once.
            this = workout.key, exercise, text
            again, self._note_before = this == self._note_before, this
            return "" if again else note_text(text)
        return note_text(text) if text else ""

    def _rpe(self, line: int, rpe: str, rir: str) -> float | None:
        """RPE, or 10 less the reps in reserve; one that is none is told, and does not cost the set."""
        if not rpe and not rir:
            return None
        try:
            return effort(rpe, either=self.both_efforts) if rpe.strip() else effort(rir, reserve=True)
        except Refused as refused:
            self.builder.remark(line, str(refused))
            return None

    def _bodyweight(self, line: int, cells: list[str], workout: ParsedWorkout) -> None:
        text, word = measure(cells[self.at["body_weight"]])
        try:
            value = numbers.weight_text(text, comma=self._comma)
        except Refused as refused:
            self.builder.remark(line, f"bodyweight: {refused}")
            return
        self._body_cell_unit = numbers.weight_unit(word) or self._body_cell_unit
        unit = numbers.weight_unit(word) or numbers.weight_unit(self.body_unit)
        if value is not None:
            self.builder.bodyweight(workout.start.date(), value, unit)


def read_table(
    source: Source,
    mapping: Mapping,
    builder: Builder,
    rules: Rules,
    *,
    unit: str | None = None,
    progress: Progress | None = None,
) -> TableReader:
    """Read a whole table into `builder`; raises ImportFileError when the map names no date, exercise and measure."""
    if mapping.missing(source.header):
        raise ImportFileError(
            f"{source.text.path.name} is not a known export, and these columns are missing: "
            f"{', '.join(mapping.missing(source.header))}.",
            f"Map the columns with --map FILE. The file holds, for example, {example(source.header)}",
        )
    reader = TableReader(source, mapping, builder, rules, unit=unit)
    reader.read(progress)
    return reader


def _is_zero(text: str) -> bool:
    return bool(text.strip()) and not text.strip(_ZEROS)


def _optional_number(text: str) -> int | None:
    try:
        return numbers.whole(text, "number") if text.strip() else None
    except Refused:
        return None
