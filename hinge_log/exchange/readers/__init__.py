"""The formats of other apps: plain tables in `apps`, a file for each other one, and all of them in these lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from hinge_log.exchange.csv_records import TextFile
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.readers import alpha_progression, apps, jefit, strong, stronglifts, wger
from hinge_log.exchange.tables import Source


class TableFileReader(Protocol):
    """What the reader of a table with a header offers."""

    def matches(self, header: tuple[str, ...], /) -> bool:
        """Whether a header is of this format."""

    def read(
        self, source: Source, /, *, unit: str | None = None, progress: Callable[[float], None] | None = None
    ) -> ParsedFile:
        """Read a file of this format."""


class TextFileReader(Protocol):
    """What the reader of a text file that is no single table offers."""

    def recognises(self, text: TextFile, /) -> bool:
        """Whether a file is of this format."""

    def read(
        self,
        text: TextFile,
        /,
        *,
        unit: str | None = None,
        progress: Callable[[float], None] | None = None,
        length: str = "",
    ) -> ParsedFile:
        """Read a file of this format."""


TABLES: dict[str, TableFileReader] = {
    **{each.name: each for each in (apps.OWN_CSV, apps.HEVY, apps.LIFTOSAUR, apps.LIFTLOG)},
    "stronglifts": stronglifts,
    **{
        each.name: each
        for each in (apps.LYFTA, apps.FITBOD, apps.REPCOUNT, apps.GYMBOOK, apps.GYMRUN, apps.FLEXIFY, apps.FITNOTES)
    },
    "strong": strong,
}
"""Tables, the surest signature first."""

TEXTS: dict[str, TextFileReader] = {"jefit": jefit, "alpha-progression": alpha_progression, "wger": wger}
"""Text files of other shapes."""


class About(NamedTuple):
    """How an app is written, and what of its file is read and what is not."""

    title: str
    read: str
    unread: str = ""


ABOUT = {
    "hinge-log-csv": About("hinge-log's table", "sets of every kind, RPE, notes, sides, supersets", "form ratings"),
    "hevy": About("Hevy", "start and end of workouts, sets of every kind, supersets, RPE, notes"),
    "liftosaur": About("Liftosaur", "completed sets, warm-ups, AMRAP, RPE, notes", "plans, muscles"),
    "liftlog": About("LiftLog", "sessions, sets, notes", "target reps"),
    "stronglifts": About("StrongLifts", "sets in columns, length, bodyweight, notes", "program, volumes, estimates"),
    "lyfta": About("Lyfta", "length of workouts, sets of every kind, sides, supersets, times, distances"),
    "fitbod": About("Fitbod", "sets, warm-ups, times, distances, notes", "incline, resistance, multiplier"),
    "repcount": About("RepCount", "start and end of workouts, sets, bodyweight, notes", "kcal, category"),
    "gymbook": About("GymBook", "sets of every kind, times, distances, notes; skipped rows are left out", "muscles"),
    "gymrun": About("GymRun", "sets, times, distances, notes", "Para6 to Para10, book"),
    "flexify": About("Flexify and Massive", "sets, times, distances, bodyweight", "plans; hidden rows are settings"),
    "fitnotes": About("FitNotes for Android and iOS", "days, sets, times, distances, comments", "categories"),
    "strong": About("Strong", "workouts with length, sets of every kind, RPE, notes; rest timers are left out"),
    "jefit": About("Jefit", "EXERCISE LOGS and EXERCISE SET LOGS", "routines, cardio, body measures"),
    "alpha-progression": About("Alpha Progression", "sets, warm-ups, reps in reserve, notes", "target reps"),
    "wger": About("wger", "the JSON of its workout log: sets, times, distances, reps in reserve", "targets, rest"),
    "fitnotes-backup": About("FitNotes backup", "sets, comments, times, supersets", "routines, goals, body tracker"),
    "generic": About("Table", "any table with a date, an exercise, and reps or a weight"),
    "hinge-log": About("hinge-log", "the complete export (JSON lines)"),
}
"""Every format; what a file has beyond it is named with its number of values when the file is looked at."""

UNTESTED = ("caliber", "boostcamp")
"""Apps whose files were not seen: their tables are read by the words of their header."""
