"""Sets, their form and pain, line by line."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.cli.entering import check_bar, read, with_form
from hinge_log.cli.plain_workout import checked, checks, logged
from hinge_log.cli.today import line_of
from hinge_log.clock import date_text
from hinge_log.errors import EntryError, HingeLogError
from hinge_log.text import shown
from hinge_log.training.workout import LABELS, Judge, SetKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hinge_log.cli.context import CliContext
    from hinge_log.cli.plain_workout import PlainWorkout
    from hinge_log.exercises.model import Exercise, Item
    from hinge_log.training.workout import Form, SetDraft, SetRecord


class SetCommands:
    """Log, correct and rate the sets of the current lift."""

    def __init__(self, workout: PlainWorkout) -> None:
        self.workout = workout
        self.cli = workout.cli
        self.words: dict[str, Callable[[str], object]] = {
            "": self.log_next, ".": self.swap, "d": self.delete, "e": self.edit, "f": self.check, "w": self.warm_up,
        }  # fmt: skip
        self._logged_at = -1e9

    def _guard_s(self) -> float:
        """Within so many seconds a second empty line from a keyboard is a bounce of the key."""
        if not self.workout.by_hand:
            return 0.0
        from hinge_log.settings import read_look

        return read_look()[0].bounce_s

    def _items_of(self, record: SetRecord) -> tuple[Item, ...]:
        return self.cli.catalogue.items_for(self.cli.exercise(record.exercise))

    # -- sets ----------------------------------------------------------------------------------------------

    def log_next(self, _: str) -> None:
        """Log the next set as said."""
        current = self.workout.current_lift()
        now = self.cli.store.clock.monotonic()
        guard = self._guard_s()
        if now - self._logged_at < guard:
            self._logged_at = now
            raise HingeLogError("Double press ignored.", "Nothing was logged.")
        draft = current.next
        if draft.reps is None and draft.seconds is None and draft.distance_mm is None:
            raise HingeLogError("How many reps?", "Type the set: 100x5")
        records = self._log(current.lift.id, [draft])
        self._logged_at = now
        self._after_set(records[-1].lift_id)

    def _log(self, lift_id: str, drafts: Sequence[SetDraft]) -> list[SetRecord]:
        """Save sets and say so; hours after the last set, or when another window finished it, in a new workout."""
        records, closed = self.cli.store.log_after_gap(lift_id, drafts)
        self.workout.say(logged(records, self.cli.record_marks(self.cli.store.lift_sets(records[-1].lift_id))))
        if closed is not None:
            day = date_text(closed.day, today=self.cli.store.clock.now().day)
            self.workout.say(f"This set started a new workout. The one from {day} was closed.")
        return records

    def _after_set(self, lift_id: str) -> None:
        """Lead on in a superset; say when that was the last set that is planned, and which lift follows."""
        self.workout.lead_on(lift_id)
        self.workout.refresh()
        current = self.workout.current
        if current is not None and current.done and len(current.workout.lifts) > 1:
            from hinge_log.training.superset import next_index

            onto = next_index(current.workout, current.index, self.workout.skipped, self.workout.sided)
            following = current.workout.lifts[
                onto if onto != current.index else (onto + 1) % len(current.workout.lifts)
            ]
            self.workout.say(f"All planned sets are done. Type n to go to {self.cli.short(following.exercise)}.")

    def typed(self, line: str) -> None:
        """Log what was typed, or change the last set by it."""
        from hinge_log.training.entry_model import Sets

        current, exercise = self.workout.current_lift(), self.workout.exercise
        typed = read(self.cli, exercise, line, current.next)
        if not isinstance(typed, Sets):
            record = self.workout.last("f4, @8 or a note changes the last set, but there is none yet.")
            if record.exercise != exercise.id:
                exercise = self.cli.exercise(record.exercise)
                typed = read(self.cli, exercise, line, record.what)
                assert not isinstance(typed, Sets)  # a line that has no load and no reps has none against any set
            what = with_form(self.cli, exercise, typed.applied(record.what), typed)
            self.workout.say(f"Changed: {line_of(self.cli.store.edit_set(record.id, what))}.")
            return
        for warning in typed.warnings:
            self.workout.say(f"Check this: {warning.message}.")
        drafts = [with_form(self.cli, exercise, each.draft, each) for each in typed.sets]
        check_bar(self.cli, exercise, drafts, line, current.next)
        records = self._log(current.lift.id, drafts)
        self._logged_at = self.cli.store.clock.monotonic()
        self._lighter_after(records[-1])
        self._after_set(records[-1].lift_id)

    def edit(self, text: str) -> None:
        """Correct the last set."""
        from hinge_log.cli.edit import edited

        record = self.workout.last("There is no set to correct.")
        if not text:
            raise HingeLogError("Which load and reps?", "Type them: e 102.5x5")
        draft = edited(self.cli, self.cli.exercise(record.exercise), record, text)
        self.workout.say(f"Changed: {line_of(self.cli.store.edit_set(record.id, draft))}.")

    def delete(self, _: str) -> None:
        """Delete the last set."""
        from hinge_log.training.suggestion import phrase

        record = self.workout.last("There is no set to delete.")
        self.cli.store.delete_set(record.id)
        self.workout.say(f"Deleted {phrase(record.what, ascii_only=True)}. Type u to bring it back.")

    def swap(self, _: str) -> None:
        """Take the next proposal."""
        self.workout.current = self.workout.current_lift().swapped()

    def warm_up(self, _: str) -> None:
        """Make the next set a warm-up, or a working set again."""
        self.workout.current = self.workout.current_lift().with_kind(SetKind.WARMUP)

    # -- form ----------------------------------------------------------------------------------------------

    def rate(self, label: int) -> None:
        """Rate the last set by feel."""
        from hinge_log.training.form import quick

        if label not in LABELS:
            hint = f"Form is rated 1 to 5; f {label} is a check, {label}x5 is a set."
            raise HingeLogError(f"{label} alone is not a rating.", hint)
        record = self._ratable("Log a set first, then rate it.")
        self.cli.store.rate(record.id, quick(label))
        items = self._items_of(record)
        ask = " f: which checks failed?" if label <= 2 and items else ""
        if self.cli.gym.ask_rpe and record.what.rpe is None and record.what.kind.counts:
            ask += f" RPE? @{self.workout.current_lift().rpe_offer(record):g} or another."
        self.workout.say(f"Form {label} {LABELS[label]}.{ask}")

    def _ratable(self, why: str) -> SetRecord:
        record = self.workout.last(why)
        if record.what.pain is not None:
            raise HingeLogError("Pain reported, form not rated.", "Type u to undo the report.")
        return record

    def check(self, text: str) -> None:
        """Rate the last set by the checks that failed, or note that it hurt."""
        record = self.workout.last("Log a set first, then check it.")
        items = self._items_of(record)
        if not text:
            for line in checks(items):
                self.workout.say(line)
            text = (
                self.workout.ask("Which checks failed? 7 9 9; 0 low back 4 reports pain; held: all passed; q: back. >")
                or "q"
            ).strip()
            if text in ("q", ""):
                self.workout.say("Check cancelled. Nothing was saved.")
                return
        if text.split()[0] == "0":
            from hinge_log.training.typed_set import parse_pain

            pain = parse_pain(
                text.partition(" ")[2] or self.workout.ask("Where does it hurt, and how much, 0 to 10? >") or ""
            )
            from hinge_log.exercises.safety import PAIN, RED_FLAGS

            self.cli.store.note_pain(record.id, pain)
            self.workout.say(f"Pain {pain.level} noted. {PAIN} {RED_FLAGS}")
            return
        form = marks_of(self.cli, self.cli.exercise(record.exercise), self._ratable(""), text)
        rated = self.cli.store.rate(record.id, form)
        self.workout.say(checked(form, items))
        self._lighter_after(rated)

    def _lighter_after(self, record: SetRecord) -> None:
        """After a safety check was lost the next set is offered lighter; it is advice, not a lock."""
        if record.what.form is None or not record.what.form.stop:
            return
        words = "A safety check failed, so form is 1. Stop this set and unload."
        self.workout.refresh()
        current = self.workout.current
        if current is not None and current.lift.id == record.lift_id and current.backoff_load is not None:
            load = current.backoff_load
            self.workout.current = replace(current, edited=None, suggestion_index=0)
            words += f" The next set is lighter: {load.text} {load.unit}. Type . for the planned load."
        self.workout.say(words)


HELD = "held"
HINT = "f 7 9 9: check 7 failed once, 9 several times"


def marks_of(cli: CliContext, exercise: Exercise, record: SetRecord, text: str) -> Form:
    """Score a set by the checks that failed: numbers of checks, once or more often, how it was judged, or "held".

    What is not named held. Raises EntryError.
    """
    from hinge_log.training.form import marked, next_mark, score

    items = cli.catalogue.items_for(exercise)
    if not items:
        raise EntryError("fault", "No checklist for this exercise", "Rate it 1 to 5.")
    judge, marks = Judge.FELT, dict[str, int | None]()
    judges = {each.value: each for each in Judge}
    for word in text.replace(",", " ").split():
        if word in judges:
            judge = judges[word]
        elif word.isascii() and word.isdecimal():
            number = int(word[:4])
            if not 1 <= number <= len(items):
                raise EntryError("fault", f"There is no check {number}", f"Type f for the list of {len(items)} checks.")
            item = items[number - 1]
            marks[item.id] = next_mark(marks.get(item.id, 0), binary=item.kind == "binary")
        elif word != HELD:
            raise EntryError("fault", f"can't read '{shown(word)}'", HINT)
    reps = record.what.reps or 1
    checklist = cli.catalogue.checklists[exercise.checklist]
    return score(items, marked(marks, reps), reps, judged_by=judge, checklist=checklist)
