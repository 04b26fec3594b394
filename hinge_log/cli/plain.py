"""`plain`: a workout line by line, for screen readers and terminals that are never redrawn.

One line of answer for each event, one line to read for each command; nothing is written over, nothing ticks.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from hinge_log.cli.entering import base_of, find, own_exercise, read, with_slips
from hinge_log.cli.listening import Ear
from hinge_log.cli.log import close_forgotten
from hinge_log.cli.plain_desk import Desk
from hinge_log.cli.plain_words import HELP, checked, checks, logged, prompt, refused
from hinge_log.cli.today import line_of, plates_of
from hinge_log.cli.words import clock_words, count
from hinge_log.errors import Ambiguous, HingeLogError, NotFound
from hinge_log.text import shown
from hinge_log.training.workout import LABELS, SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge_log.cli.run import Run
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.workout import SetRecord


def plain(run: Run) -> int:
    """Take commands from stdin until the workout is finished, left, or nothing more comes."""
    close_forgotten(run)
    return Linear(run, Ear(sys.stdin)).loop()


class Linear(Desk):
    """Takes commands until the workout is finished or left."""

    def __init__(self, run: Run, ear: Ear) -> None:
        super().__init__(run, ear)
        self.over = False
        self._words: dict[str, Callable[[str], object]] = {
            "": self._log_next, ".": self._swap, "?": self._help, "a": self._add, "b": self._plates, "c": self._cues,
            "d": self._delete, "e": self._edit, "f": self._check, "finish": self._finish, "n": self._next,
            "new": self._add_own, "p": self._previous, "q": self._quit, "s": self._sets, "t": self._rest_left,
            "u": self._undo, "U": self._redo, "w": self._warm_up,
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
            self._rate(int(line))
        elif word in self._words and (not rest or word in ("a", "e", "f", "new")):
            self._words[word](rest.strip())
        else:
            self._typed(line)

    def _name(self) -> str:
        return self.run.short(self.bench.lift.exercise) if self.bench else ""

    # -- sets ----------------------------------------------------------------------------------------------

    def _log_next(self, _: str) -> None:
        bench = self.at_hand()
        draft = bench.next
        if draft.reps is None and draft.seconds is None and draft.distance_mm is None:
            raise HingeLogError("How many reps?", "Type the set: 100x5")
        self.say(logged(self.run.store.log_sets(bench.lift.id, [draft])))

    def _typed(self, line: str) -> None:
        from hinge_log.training.entry import Sets

        bench, exercise = self.at_hand(), self.exercise
        typed = read(self.run, exercise, line, bench.next)
        if not isinstance(typed, Sets):
            record = self.last("Notes change the last set, and there is none yet.")
            what = with_slips(self.run, exercise, typed.applied(record.what), typed.slips)
            self.say(f"Changed: {line_of(self.run.store.edit_set(record.id, what).what)}.")
            return
        for warning in typed.warnings:
            self.say(f"Check this: {warning.message}.")
        drafts = [with_slips(self.run, exercise, each.draft, each.slips) for each in typed.sets]
        records = self.run.store.log_sets(bench.lift.id, drafts)
        self.say(logged(records))
        self._lighter_after(records[-1])

    def _edit(self, text: str) -> None:
        from hinge_log.cli.edit import edited

        record = self.last("There is no set to correct.")
        if not text:
            raise HingeLogError("What was it?", "e 102.5x5")
        draft = edited(self.run, self.exercise, record, text)
        self.say(f"Changed: {line_of(self.run.store.edit_set(record.id, draft).what)}.")

    def _delete(self, _: str) -> None:
        from hinge_log.training.proposal import phrase

        record = self.last("There is no set to delete.")
        self.run.store.delete_set(record.id)
        self.say(f"Deleted {phrase(record.what, ascii_only=True)}. u brings it back.")

    def _swap(self, _: str) -> None:
        self.bench = self.at_hand().swapped()

    def _warm_up(self, _: str) -> None:
        self.bench = self.at_hand().with_kind(SetKind.WARMUP)

    # -- form ----------------------------------------------------------------------------------------------

    def _rate(self, label: int) -> None:
        from hinge_log.training.form import quick

        if label not in LABELS:
            hint = f"Form runs 1 to 5; f {label} is a check, {label}x5 a set."
            raise HingeLogError(f"{label} alone is no form.", hint)
        record = self._ratable("Log a set first, then rate it.")
        self.run.store.rate(record.id, quick(label))
        ask = " f: what slipped?" if label <= 2 and self.items else ""
        self.say(f"Form {label} {LABELS[label]}.{ask}")

    def _ratable(self, why: str) -> SetRecord:
        record = self.last(why)
        if record.what.pain is not None:
            raise HingeLogError("A set that hurt keeps no rating.", "u takes the pain back.")
        return record

    def _check(self, text: str) -> None:
        from hinge_log.cli.plain_check import marks_of, pain_of

        record = self.last("Log a set first, then check it.")
        items = self.items
        if not text:
            for line in checks(items):
                self.say(line)
            text = (self.ask("What slipped? 7 9 9, 0 low back 4 for pain, held, or q to leave. >") or "q").strip()
            if text in ("q", ""):
                self.say("Left the check; nothing was stored.")
                return
        if text.split()[0] == "0":
            pain = pain_of(text.partition(" ")[2] or self.ask("Where does it hurt, and how much, 0 to 10? >") or "")
            from hinge_log.exercises.safety import PAIN, RED_FLAGS

            self.run.store.note_pain(record.id, pain)
            self.say(f"Pain {pain.level} noted. {PAIN} {RED_FLAGS}")
            return
        form = marks_of(self.run, self.exercise, self._ratable(""), text)
        kept = self.run.store.rate(record.id, form)
        self.say(checked(form, items))
        self._lighter_after(kept)

    def _lighter_after(self, record: SetRecord) -> None:
        """After a safety check was lost the next set is offered lighter; it is advice, not a lock."""
        if record.what.form is None or not record.what.form.stop:
            return
        said = "Safety check lost: stop this set, unload."
        self.refresh()
        bench = self.bench
        if bench is not None and bench.next.load is not None and not bench.next.load.body:
            from hinge_log.cli.plates import rack_of
            from hinge_log.training.bench import lighter

            load = lighter(bench.next.load, rack_of(self.run))
            self.bench = replace(bench, shaped=replace(bench.next, load=load))
            said += f" The next set is lighter: {load.text} {load.unit}. A dot takes that back."
        self.say(said)

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
            self._typed(text)

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
