"""What every command is handed: the log, the catalogue, and the options that all commands have."""

from __future__ import annotations

import os
import sys

from hinge_log.cli import output
from hinge_log.errors import NotFound
from hinge_log.text import NOTE_LIMIT, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hinge_log.clock import Clock
    from hinge_log.exercises.catalogue import Catalogue
    from hinge_log.exercises.model import Exercise
    from hinge_log.settings import Gym
    from hinge_log.store.store import Store
    from hinge_log.training.coaching import SetExtras
    from hinge_log.training.workout import SetRecord, Workout

SCHEMA = "hinge-log/1"
UNDO = "undo: hinge-log undo"
"""What is said behind everything that was written."""


class CliContext:
    """One command line: `db` is the log named with --db, `clock` a clock other than this machine's.

    A command that is only `reading` makes no log where there is none.
    """

    __slots__ = (
        "_catalogue", "_folder", "_gym", "_own", "_store",
        "clock", "db", "json", "no_color", "no_input", "plain", "quiet", "reading", "verbose",
    )  # fmt: skip

    def __init__(self, *, clock: Clock | None = None) -> None:
        self.clock = clock
        self.db: str | None = None
        self.json = self.plain = self.no_color = self.no_input = self.quiet = self.verbose = False
        self.reading = False
        self._folder = ""
        self._store: Store | None = None
        self._catalogue: Catalogue | None = None
        self._own: Sequence[Exercise] | None = None
        self._gym: Gym | None = None

    # -- what there is -------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The log file."""
        named = self.db or os.environ.get("HINGE_LOG_DB")
        if named:
            path = os.path.expanduser(named)
            if path.startswith("~"):
                user = path.partition(os.sep)[0]
                raise NotFound(f"There is no user {shown(user)} on this machine.", "Check the path of the log.")
            return path
        from hinge_log.settings import default_log_path

        return default_log_path()

    @property
    def store(self) -> Store:
        """The log, opened when it is first asked for."""
        if self._store is None:
            from hinge_log.store.store import Store

            path = self.path
            if self.reading and not os.path.lexists(path):
                path = self._empty_log(path)
            self._store = Store(path, clock=self.clock)
        return self._store

    def _empty_log(self, path: str) -> str:
        """A log of no sets for a command that only reads, where there is none yet: nothing is made at its path.

        Raises NotFound for a path that was typed: it is a slip.
        """
        if self.db is not None:
            raise NotFound(
                f"There is no log at {shown(path)}.", "Check --db, or log a first set to create the log: hinge-log log."
            )
        from tempfile import mkdtemp

        self._folder = mkdtemp(prefix="hinge-log-")
        return os.path.join(self._folder, "empty.db")

    def saved_words(self) -> str:
        """What is in the log although the output failed: "" when the command wrote nothing."""
        if self._store is None or not self._store.wrote:
            return ""
        newest = self._store.one("SELECT kind FROM action ORDER BY id DESC LIMIT 1")
        return "The set is saved." if newest is not None and newest[0] == "log" else "The change is saved."

    def say_backup_failure(self) -> None:
        """Say on stderr why the last daily backup could not be made, after a command that opened the log."""
        if self._store is not None:
            from hinge_log.store.safety.daily import failure_of

            failure = failure_of(self._store.path)
            if failure:
                self.say(f"{failure} Make one: hinge-log backup")

    def close(self) -> None:
        """Close the log if it was opened."""
        if self._store is not None:
            self._store.close()
        if self._folder:
            from shutil import rmtree

            rmtree(self._folder, ignore_errors=True)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue, with the user's own files in it."""
        if self._catalogue is None:
            from hinge_log.exercises.catalogue import load

            self._catalogue = load(exercise_folder(), lambda error: self.say(f"{error.message} That file was ignored."))
        return self._catalogue

    @property
    def own(self) -> Sequence[Exercise]:
        """The exercises that the log itself knows by name."""
        if self._own is None:
            self._own = self.store.own_exercises()
        return self._own

    @property
    def gym(self) -> Gym:
        """Unit, bar, plates, rests."""
        if self._gym is None:
            from hinge_log.store.gyms import gym_settings

            self._gym = gym_settings(self.store)
        return self._gym

    def gym_for(self, key: str) -> Gym:
        """The gym as it is for one exercise."""
        from hinge_log.store.lift_settings import lift_settings

        return lift_settings(self.store, key).over(self.gym)

    def unit_of(self, key: str) -> str:
        """The unit of a bare number for one exercise."""
        from hinge_log.store.lift_settings import lift_settings

        return lift_settings(self.store, key).unit or self.unit

    @property
    def unit(self) -> str:
        """The unit of a bare number; asked alone, it spares reading the settings."""
        if self.store.setting("gym_in_use") is not None:
            return self.gym.unit
        gym = self.store.setting("gym")
        return "lb" if isinstance(gym, dict) and gym.get("unit") == "lb" else "kg"

    def fitting(self, text: str, what: str, *, limit: int = NOTE_LIMIT, lines: bool = False) -> str:
        """The text cleaned and cut at `limit` characters; says on stderr what was cut of the `what`."""
        from hinge_log.text import clean

        whole = clean(text, limit=max(len(text), 1), lines=lines)
        if len(whole) > limit:
            self.say(f"The {what} is cut at {limit} characters; {len(whole) - limit} are left out.")
        return clean(text, limit=limit, lines=lines)

    def find(self, name: str) -> Exercise:
        """The one exercise that `name` means; raises NotFound or Ambiguous."""
        return self.merged(name) or self.catalogue.find(name, self.own)

    def merged(self, name: str) -> Exercise | None:
        """What an exercise of the user's own that was called so was merged into."""
        into = self.store.merged_exercises()
        if not into:
            return None
        from hinge_log.exchange.names import own_key

        key = into.get(own_key(name))
        return None if key is None else self.exercise(key)

    def exercise(self, key: str) -> Exercise:
        """The exercise of a key in the log; one that nobody knows any more is called by its key."""
        known = self.catalogue.exercises.get(key) or next((each for each in self.own if each.id == key), None)
        if known is not None:
            return known
        from hinge_log.exercises.model import Exercise

        return Exercise(key, key.removeprefix("own:").replace("-", " "), "own", own=True)

    def short(self, key: str) -> str:
        """The short name of an exercise, safe to print."""
        exercise = self.exercise(key)
        return shown(exercise.short or exercise.name)

    def workout(self) -> Workout | None:
        """The workout in progress; one that was forgotten for hours counts as over, but is not closed here."""
        from hinge_log.store.open_workouts import IDLE_MS

        workout = self.store.open_workout()
        if workout is None:
            return None
        last = max((record.at_ms or 0 for record in workout.sets), default=0) or workout.started_ms
        return workout if self.store.clock.now().utc_ms - last < IDLE_MS else None

    def close_forgotten(self) -> None:
        """Close a workout that was left open for hours, and say so."""
        if self.store.one("SELECT 1 FROM workout WHERE ended_ms IS NULL AND hidden = 0") is None:
            return
        closed = self.store.close_forgotten()
        if closed is not None:
            from hinge_log.clock import date_text, time_text

            day = date_text(closed.day, today=self.store.clock.now().day)
            ended = time_text(closed.ended_ms or 0, closed.offset_min)
            self.say(f"The workout that was left open was closed at its last set, {day} {ended}.")

    def extras(self, sets: Iterable[SetRecord]) -> Mapping[str, SetExtras]:
        """What stands beside sets, by id: ratings by a coach, notes, videos; most logs hold none."""
        from hinge_log.store.queries import has_extras

        if not has_extras(self.store):
            return {}
        from hinge_log.store.set_extras import read_extras

        return read_extras(self.store, [record.id for record in sets])

    def record_marks(self, sets: Sequence[SetRecord]) -> Mapping[str, str]:
        """Which sets of a lift in a workout are a "record" or a "clean record", by set id; `sets` are all it has."""
        if not sets:
            return {}
        from hinge_log.store.queries import read_bests
        from hinge_log.training.set_records import set_records

        first = sets[0]
        return set_records(sets, read_bests(self.store, first.exercise, first.lift_id, first.day))

    def extra_lines(self, record: SetRecord, extras: Mapping[str, SetExtras]) -> list[str]:
        """What stands beside one set, in words."""
        if record.id not in extras:
            return []
        from hinge_log.charts.coach_words import extra_lines, fault_texts

        faults = fault_texts(self.catalogue.items_for(self.exercise(record.exercise)))
        return [each.text for each in extra_lines(extras[record.id], faults)]

    # -- what is printed -----------------------------------------------------------------------------------

    def out(self, line: str = "") -> None:
        """Print a line of a result."""
        output.write_line(line, styled=self.color)

    def say(self, line: str) -> None:
        """Say something about the result on stderr, unless asked to be quiet."""
        if not self.quiet:
            output.write_remark(line)

    def data(self, kind: str, values: Mapping[str, object]) -> int:
        """Print one JSON object."""
        return self.dump({"schema": SCHEMA, "kind": kind, **values})

    def done(self, kind: str, values: Mapping[str, object], *lines: str) -> int:
        """Print what was done: one JSON object where that is wanted, else the lines, unless asked to be quiet."""
        if self.json:
            return self.data(kind, values)
        for line in lines if not self.quiet else ():
            self.out(line)
        return 0

    def dump(self, value: object) -> int:
        """Print any JSON value."""
        output.write_json(value)
        return 0

    @property
    def asking(self) -> bool:
        """Whether somebody is there who can be asked."""
        return not self.no_input and not self.json and output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)

    @property
    def can_open_screens(self) -> bool:
        """Whether there is a terminal that screens can be opened on, and they are wanted."""
        dumb = os.environ.get("TERM") == "dumb"
        wanted = not (self.json or self.plain or dumb)
        return wanted and output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)

    @property
    def color(self) -> bool:
        """Whether stdout takes colour and wants it."""
        wanted = not (self.no_color or self.plain or os.environ.get("NO_COLOR"))
        return wanted and output.is_terminal(sys.stdout) and os.environ.get("TERM", "") != "dumb"

    def styled(self, text: str, code: str) -> str:
        """The text in an ANSI style ("1" bold, "2" dim), where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if text and self.color else text

    @property
    def ascii_only(self) -> bool:
        """Whether the output takes ASCII alone."""
        return bool(os.environ.get("HINGE_LOG_ASCII")) or not output.is_utf8()

    @property
    def ascii_document(self) -> bool:
        """Whether a document on stdout is to be ASCII alone: in a pipe it is UTF-8, whatever the locale."""
        in_ascii_terminal = output.is_terminal(sys.stdout) and not output.is_utf8()
        return bool(os.environ.get("HINGE_LOG_ASCII")) or in_ascii_terminal


def exercise_folder() -> str | None:
    """The folder of the user's own exercise files, or None when there is none."""
    folder = os.environ.get("HINGE_LOG_CONFIG")
    if not folder and sys.platform == "linux":
        # What platformdirs answers here, without the price of asking it.
        folder = os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "hinge-log")
    if not folder:
        from hinge_log.settings import config_folder

        folder = config_folder()
    own = os.path.join(folder, "exercises")
    return own if os.path.isdir(own) else None


def need_file(path: str) -> str:
    """Give a path back when a file is there; raises NotFound."""
    if not os.path.exists(path):
        raise NotFound(f"There is no file {shown(path)}.", "Check the path.")
    return path


def need_log(path: str) -> None:
    """Raise NotFound where there is no log yet."""
    if not os.path.lexists(path):
        raise NotFound(f"There is no log at {shown(path)} yet.", "Log a first set: hinge-log log deadlift 100x5")
