"""`plain`: a workout line by line, for screen readers and terminals that are never redrawn.

One line of answer for each event, one line to read for each command; nothing is written over, nothing ticks.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from hinge_log.cli.entering import base_of, find, own_exercise, read
from hinge_log.cli.listening import Ear
from hinge_log.cli.log import close_forgotten
from hinge_log.cli.plain_sets import SetDesk
from hinge_log.cli.plain_words import HELP, checks, prompt, refused
from hinge_log.cli.today import line_of, plates_of
from hinge_log.cli.words import clock_words, count
from hinge_log.errors import Ambiguous, HingeLogError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.cli.run import Run
    from hinge_log.exercises.model import Exercise


def plain(run: Run) -> int:
    """Take commands from stdin until the workout is finished, left, or nothing more comes."""
    close_forgotten(run)
    return Linear(run, Ear(sys.stdin)).loop()


class Linear(SetDesk):
    """Takes commands until the workout is finished or left."""

    def __init__(self, run: Run, ear: Ear) -> None:
        super().__init__(run, ear)
        self.over = False
        self._words: dict[str, Callable[[str], object]] = {
            "": self.log_next, ".": self.swap, "?": self._help, "a": self._add, "b": self._plates, "c": self._cues,
            "d": self.delete, "e": self.edit, "f": self.check, "finish": self._finish, "n": self._next,
            "new": self._add_own, "p": self._previous, "q": self._quit, "s": self._sets, "t": self._rest_left,
            "u": self._undo, "U": self._redo, "w": self.warm_up,
        }  # fmt: skip

    def loop(self) -> int:
        """Ask and do, until it is over."""
        self.refresh()
        self.say("? lists what can be typed.")
        while not self.over:
            line = self.ask(
                prompt(self.bench, self._name()) if self.bench else "No lift is at hand, a deadlift adds one. >"
            )
            if line is None:
                self.say("")
                self._quit("")
                break
            try:
                self.do(line.strip())
            except HingeLogError as error:
                self.say(refused(error))
            self.refresh()
        return 0

    def do(self, line: str) -> None:
        """Do one command; raises HingeLogError with nothing changed."""
        word, _, rest = line.partition(" ")
        word = word if word in self._words else word.lower()
        if len(line) == 1 and line.isascii() and line.isdecimal():
            self.rate(int(line))
        elif word in self._words and (not rest or word in ("a", "e", "f", "new")):
            self._words[word](rest.strip())
        else:
            self.typed(line)

    def _name(self) -> str:
        return self.run.short(self.bench.lift.exercise) if self.bench else ""

    # -- lifts and what is known of them -------------------------------------------------------------------

    def _next(self, _: str) -> None:
        self._step(1)

    def _previous(self, _: str) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        bench = self.at_hand()
        lifts = bench.workout.lifts
        if len(lifts) == 1:
            self.say("This is the only lift. a NAME adds one.")
        self.index = (bench.index + by) % len(lifts)

    def _add(self, name: str) -> None:
        if not name:
            raise HingeLogError("Which lift?", "a deadlift")
        try:
            exercise, text = find(self.run, name.split())
        except NotFound as error:
            hint = error.hint.replace(" With --new it becomes an exercise of your own.", "")
            raise NotFound(error.message, f"{hint} new NAME makes one of your own.".lstrip()) from None
        self._take(exercise, text)

    def _add_own(self, name: str) -> None:
        try:
            exercise = self.run.find(name)
        except Ambiguous:
            raise
        except NotFound:
            exercise = own_exercise(name)
        self._take(exercise, "")

    def _take(self, exercise: Exercise, text: str) -> None:
        store = self.run.store
        workout = store.open_workout()
        if text:
            read(
                self.run, exercise, text, base_of(self.run, exercise, workout)
            )  # nothing is added for a slip of the pen
        lifts = workout.lifts if workout else ()
        there = next((place for place, lift in enumerate(lifts) if lift.exercise == exercise.id), None)
        if there is not None:
            self.say(f"{shown(exercise.name)} is in the workout already.")
        elif workout is None:
            store.start_workout(lifts=[(exercise.id, exercise.name, ())])
            self.say(f"Workout started with {shown(exercise.name)}.")
        else:
            store.add_lift(workout.id, exercise.id, exercise.name)
            self.say(f"Added {shown(exercise.name)}.")
        self.index = len(lifts) if there is None else there
        self.refresh()
        if text:
            self.typed(text)

    def _cues(self, _: str) -> None:
        lines = checks(self.items)
        for line in lines or [f"{shown(self.exercise.name)} has no checklist."]:
            self.say(line)

    def _plates(self, _: str) -> None:
        bench = self.at_hand()
        self.say(plates_of(self.run, bench.lift.exercise, bench.next) or "No bar to load for this one.")

    def _sets(self, _: str) -> None:
        sets = self.at_hand().lift.sets
        for number, record in enumerate(sets, 1):
            self.say(f"{number}: {line_of(record.what)}")
        if not sets:
            self.say("No sets yet.")

    def _rest_left(self, _: str) -> None:
        rest = self.rest()
        if rest is None or rest.left is None:
            self.say("No rest is running.")
        elif rest.left <= 0:
            self.say(f"Rest is over for {clock_words(-rest.left)}.")
        else:
            self.say(f"Rest {clock_words(rest.left)} left{', paused' if rest.paused else ''}.")

    # -- the rest ------------------------------------------------------------------------------------------

    def _undo(self, _: str) -> None:
        self._turn(back=True)

    def _redo(self, _: str) -> None:
        self._turn(back=False)

    def _turn(self, *, back: bool) -> None:
        from hinge_log.store.telling import told

        found = self.run.store.undo() if back else self.run.store.redo()
        if found is None:
            self.say(f"Nothing more to {'undo' if back else 'redo'}.")
            return
        if self.bench is not None:
            self.bench = replace(self.bench, shaped=None, swap=0)
        self.say(f"{'Undone' if back else 'Done again'}: {shown(told(*found)).replace('×', 'x')}.")

    def _help(self, _: str) -> None:
        for line in HELP:
            self.say(line)

    def _finish(self, _: str) -> None:
        from hinge_log.cli.workout import finish

        finish(self.run)
        self.over = True

    def _quit(self, _: str) -> None:
        workout = self.run.store.open_workout()
        self.say(f"Left. The workout stays open, {count(len(workout.sets), 'set')}." if workout else "Left.")
        self.over = True
