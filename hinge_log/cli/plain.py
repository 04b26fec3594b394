"""`plain`: a workout line by line, for screen readers and terminals that are never redrawn.

One line of answer for each event, one line to read for each command; nothing is written over, nothing ticks.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from hinge_log.cli.command import command
from hinge_log.cli.context import CliContext
from hinge_log.cli.entering import base_of, find, own_exercise, read
from hinge_log.cli.plain_lifts import LiftCommands
from hinge_log.cli.plain_sets import SetCommands
from hinge_log.cli.plain_workout import HELP, LineReader, PlainWorkout, checks, prompt, refused
from hinge_log.cli.today import due_now, line_of
from hinge_log.errors import Ambiguous, HingeLogError, NotFound
from hinge_log.text import plural, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.exercises.model import Exercise
    from hinge_log.training.current_lift import CurrentLift


@command("hinge-log plain", "hinge-log plain < commands.txt")
def plain(cli: CliContext, /) -> int:
    """Log line by line, for screen readers and bare terminals."""
    if cli.json:
        raise click.UsageError("plain reads and prints lines; it has no --json.")
    cli.close_forgotten()
    return PlainSession(cli, LineReader(sys.stdin)).loop()


WITH_WORDS = ("a", "e", "f", "new", "start", "t", "instead", "note", "cue", "open")
"""The commands that take words after them."""


class PlainSession:
    """Takes commands until the workout is finished or left."""

    def __init__(self, cli: CliContext, reader: LineReader) -> None:
        self.cli = cli
        self.workout = PlainWorkout(cli, reader)
        self.sets, self.lifts = SetCommands(self.workout), LiftCommands(self.workout)
        self.over = False
        self._words: dict[str, Callable[[str], object]] = {
            "?": self._help, "a": self._add, "b": self._plates, "c": self._cues, "y": self._why, "finish": self._finish,
            "n": lambda _: self._step(1), "new": self._add_own, "p": lambda _: self._step(-1), "q": self._quit,
            "s": self._sets, "start": self._start, "u": lambda _: self._undo(back=True),
            "U": lambda _: self._undo(back=False), "open": self._open, **self.sets.words, **self.lifts.words,
        }  # fmt: skip

    def loop(self) -> int:
        """Ask and do, until it is over."""
        self.workout.refresh()
        self._say_also_open()
        self.workout.say("Type ? for the commands.")
        while not self.over:
            current = self.workout.current
            line = self.workout.ask(prompt(current, self._name(current)) if current else self._nothing())
            if line is None:
                self.workout.say("")
                self._quit("")
                break
            try:
                self.do(line.strip())
            except HingeLogError as error:
                self.workout.say(refused(error))
            self.workout.refresh()
        return 0

    def do(self, line: str) -> None:
        """Do one command; raises HingeLogError with nothing changed."""
        if any("\ud800" <= character <= "\udfff" for character in line):
            raise HingeLogError("That line is not valid UTF-8 text.", "Type it again.")
        word, _, rest = line.partition(" ")
        word = word if word in self._words else word.lower()
        if len(line) == 1 and line.isascii() and line.isdecimal():
            self.sets.rate(int(line))
        elif word in self._words and (not rest or word in WITH_WORDS):
            self._words[word](rest.strip())
        else:
            self.sets.typed(line)

    def _name(self, current: CurrentLift) -> str:
        from hinge_log.training.superset import tags

        name = self.cli.short(current.lift.exercise)
        return f"{tags(current.workout).get(current.lift.id, '')} {name}".strip()

    def _nothing(self) -> str:
        due = due_now(self.cli) if self.cli.store.open_workout() is None else None
        planned = f" Type start to begin {shown(due[0].called(due[1]))}." if due else ""
        return f'No lift selected.{planned} Type "a deadlift" to add a lift. >'

    def _start(self, name: str) -> None:
        """Begin the day of the plan in use, or of the plan of that name."""
        from hinge_log.cli.plans import plan_words
        from hinge_log.cli.workouts import begin

        workout, began = begin(self.cli, name)
        called = f" {shown(workout.name)}" if workout.name else ""
        self.workout.say(f"Workout{called} started." if began else f"Workout{called} is already open.")
        for lift in workout.lifts if began else ():
            note = f". {shown(lift.note)}" if lift.note else ""
            self.workout.say(f"{self.cli.short(lift.exercise)}: {plan_words(self.cli, lift.plan)}{note}")

    def _say_also_open(self) -> None:
        from hinge_log.cli.workouts import also_open, words_of

        for words in words_of(self.cli, also_open(self.cli)):
            self.workout.say(f"Also open: {words}. Type open to continue or join it.")

    def _open(self, answer: str) -> None:
        """List the open workouts; with a number go on with that one, with "join" make one of all."""
        from hinge_log.cli.workouts import words_of
        from hinge_log.store.open_workouts import choose_workout, join_workouts, open_workouts

        workouts = open_workouts(self.cli.store)
        if answer.strip() == "join":
            first, *others = (each.id for each in workouts) if workouts else ("",)
            join_workouts(self.cli.store, first, others)
            self.workout.say("Joined.")
        elif answer.strip().isdecimal() and 1 <= int(answer) <= len(workouts):
            choose_workout(self.cli.store, workouts[int(answer) - 1].id)
            self.workout.say(f"Now in {words_of(self.cli, workouts)[int(answer) - 1]}.")
        else:
            for place, words in enumerate(words_of(self.cli, workouts), 1):
                self.workout.say(f"{place}: {words}")
            self.workout.say("open NUMBER: continue it. open join: join them." if workouts else "No workout is open.")
            return
        self.workout.session = None
        self.workout.refresh()

    # -- lifts and what is known of them -------------------------------------------------------------------

    def _step(self, by: int) -> None:
        current = self.workout.current_lift()
        lifts = current.workout.lifts
        if len(lifts) == 1:
            self.workout.say("This is the only lift. Type a NAME to add one.")
        self.workout.go_to(lifts[(current.index + by) % len(lifts)].id)

    def _add(self, name: str) -> None:
        if not name:
            raise HingeLogError("Which lift?", "a deadlift")
        try:
            exercise, text = find(self.cli, name.split())
        except NotFound as error:
            hint = error.hint.replace(" With --new it becomes an exercise of your own.", "")
            raise NotFound(error.message, f"{hint} Type new NAME to make one of your own.".lstrip()) from None
        self._take(exercise, text)

    def _add_own(self, name: str) -> None:
        try:
            exercise = self.cli.find(name)
        except Ambiguous:
            raise
        except NotFound:
            exercise = own_exercise(self.cli, name)
        self._take(exercise, "")

    def _take(self, exercise: Exercise, text: str) -> None:
        store = self.cli.store
        workout = store.open_workout()
        if text:
            # Nothing is added for a slip of the pen.
            read(self.cli, exercise, text, base_of(self.cli, exercise, workout))
        lifts = workout.lifts if workout else ()
        there = next((place for place, lift in enumerate(lifts) if lift.exercise == exercise.id), None)
        if there is not None:
            self.workout.say(f"{shown(exercise.name)} is already in the workout.")
        elif workout is None:
            store.start_workout(lifts=[(exercise.id, exercise.name, ())])
            self.workout.say(f"Workout started with {shown(exercise.name)}.")
        else:
            store.add_lift(workout.id, exercise.id, exercise.name)
            self.workout.say(f"Added {shown(exercise.name)}.")
        now = store.open_workout()
        if now is not None:
            self.workout.go_to(now.lifts[-1 if there is None else there].id)
        self.workout.refresh()
        if text:
            self.sets.typed(text)

    def _cues(self, _: str) -> None:
        lines = checks(self.workout.items)
        for line in lines or [f"{shown(self.workout.exercise.name)} has no checklist."]:
            self.workout.say(line)

    def _plates(self, _: str) -> None:
        self.workout.current_lift()
        plates = self.workout.session.plates(ascii_only=True) if self.workout.session is not None else ""
        self.workout.say(plates or "This exercise has no bar to load.")

    def _why(self, _: str) -> None:
        self.workout.say(self.workout.current_lift().why)

    def _sets(self, _: str) -> None:
        from hinge_log.training.sides import set_labels

        current = self.workout.current_lift()
        sets, labels = current.lift.sets, set_labels(current.lift.sets, sided=current.sided)
        for record in sets:
            self.workout.say(f"{labels[record.id]}: {line_of(record)}")
        if not sets:
            self.workout.say("No sets yet.")

    # -- the rest ------------------------------------------------------------------------------------------

    def _undo(self, *, back: bool) -> None:
        """Take back the last change, or make the last undone one again."""
        from hinge_log.store.action_words import describe_action

        change = self.cli.store.undo() if back else self.cli.store.redo()
        if change is None:
            self.workout.say(f"Nothing more to {'undo' if back else 'redo'}.")
            return
        if self.workout.current is not None:
            self.workout.current = replace(self.workout.current, edited=None, suggestion_index=0)
        rows = [row for each in change[1] if each.entity == "sets" for row in (each.before, each.after) if row]
        self.workout.go_to(next((str(row["lift_id"]) for row in rows if "lift_id" in row), ""))
        self.workout.say(f"{'Undone' if back else 'Redone'}: {shown(describe_action(*change)).replace('×', 'x')}.")

    def _help(self, _: str) -> None:
        for line in HELP:
            self.workout.say(line)

    def _finish(self, _: str) -> None:
        from hinge_log.cli.workouts import finish_workout

        finish_workout(self.cli)
        self.over = True

    def _quit(self, _: str) -> None:
        workout = self.cli.store.open_workout()
        stays = f"The workout stays open, {plural(len(workout.sets), 'set')}." if workout else "No workout is open."
        self.workout.say(stays)
        self.over = True
