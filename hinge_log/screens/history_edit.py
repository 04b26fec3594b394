"""Changes of past workouts: typed, picked, deleted, moved and added."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.charts.pages.parts import date_text
from hinge_log.clock import Moment
from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist, Exercise
from hinge_log.screens.base import Go
from hinge_log.screens.context import Context
from hinge_log.screens.day_words import HINT, SPAN_HINT, day_words, moment_of, span_of, span_words, with_time
from hinge_log.screens.history_base import HistoryBase
from hinge_log.store import history as past
from hinge_log.training import entry
from hinge_log.training.entry_form import rate_typed
from hinge_log.training.entry_model import Amend, Shown, Typed
from hinge_log.training.first_set import first_set
from hinge_log.training.form import quick
from hinge_log.training.suggestion import again, phrase, shown
from hinge_log.training.workout import LABELS, Basis, SetDraft, SetRecord


class HistoryEditing(HistoryBase):
    """What can be done to a past workout; each is one undo step."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._past: Moment | None = None

    # -- typing --------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the set that is picked as text, or the name of the workout."""
        record, lift = self._set_at(), self._lift_at()
        if record is not None:
            form = record.what.form
            slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
            self.type_in("set", entry.fmt(record.what, slips, unit=self._gym().unit))
        elif lift is not None:
            self.say(f"Pick a set to edit it. {self.key_of('history.add')} adds sets to this lift.")
        elif self.workout is not None:
            self.type_in("name", self.workout.name)

    def action_note(self) -> None:
        """Write a note on the set that is picked, or on the workout."""
        record = self._set_at()
        if self.workout is None:
            self.say("Nothing is picked.")
        else:
            self.type_in("set note" if record else "note", record.what.note if record else self.workout.note)

    def action_add(self) -> None:
        """Add a past workout; in an opened one, add sets to the lift that is picked."""
        if not self.opened:
            self._ask_day("day", self.cursor if self.moved else self.context.today)
        elif self._lift_at() is not None:
            self.type_in("sets", "")
        else:
            self.action_add_lift()

    def action_times(self) -> None:
        """Ask when the workout began and ended."""
        if self.workout is None or self.workout.ended_ms is None:
            self.say("No closed workout is under the cursor.")
        else:
            self.type_in("times", span_words(self.workout, self.workout.ended_ms))

    def action_move_day(self) -> None:
        """Ask for the day to which the workout moves."""
        if self.workout is None:
            self.say("No workout is under the cursor.")
        else:
            self._ask_day("move", self.workout.day)

    def _ask_day(self, purpose: str, day: int) -> None:
        """Ask for a day: what is typed takes the place of the one that is proposed."""
        self.type_in(purpose, day_words(day))
        self.entry.select_all()

    def told(self, purpose: str, text: str) -> str:
        """What is typed, as it is understood."""
        if purpose in ("day", "move"):
            return self._day_told(purpose, text)
        if purpose == "times":
            return SPAN_HINT
        if purpose == "name":
            return "The name of this workout. Enter stores it, esc leaves it."
        if purpose in ("note", "set note"):
            what = "set" if purpose == "set note" else "workout"
            return f"A note on this {what}. Enter stores it, esc leaves it."
        if not text.strip():
            return "Sets of this lift: 60x5 w; 100x5x3 f4"
        try:
            read = entry.parse(text, self._shown())
        except EntryError as error:
            said = f"^ {error.message}: {error.hint}" if error.hint else f"^ {error.message}"
            return " " * min(error.at, max(0, self.size.width - len(said) - 4)) + said
        return f"→ {entry.echo(read, self._shown(), ascii_only=self.context.ascii_only)}"

    def _day_told(self, purpose: str, text: str) -> str:
        try:
            at = moment_of(text, self.context.clock.now())
        except EntryError as error:
            return f"^ {error.message}: {error.hint}"
        what = "A past workout on" if purpose == "day" else "Moves to"
        local = at.local
        clock = f", {local.hour}:{local.minute:02d}" if with_time(text) else ""
        return f"→ {what} {date_text(at.day, today=self.context.today)}{clock}.   {HINT}"

    def _shown(self) -> Shown:
        record, lift, gym = self._set_at(), self._lift_at(), self._gym()
        if self.entry.purpose == "set" and record is not None:
            draft = record.what
        elif lift is not None and lift.sets:
            draft = again(lift.sets[-1].what)
        else:
            draft = first_set(self._exercise(), gym.unit, gym.bar)
        return shown(self._exercise(), self._items(), draft, gym.unit)

    async def entered(self, purpose: str, text: str) -> None:
        """Do what was typed: what cannot be read leaves the line open."""
        if purpose in ("day", "move"):
            try:
                at = moment_of(text, self.context.clock.now())
            except EntryError:
                self.status = self.told(purpose, text)
                return
            await (self._move(at, with_time(text)) if purpose == "move" else self._add_past(at))
        elif purpose in ("set", "sets"):
            try:
                read = entry.parse(text, self._shown())
            except EntryError:
                self.status = self.told(purpose, text)
                return
            try:
                await (self._edit_typed(read) if purpose == "set" else self._add_sets(read))
            except EntryError as error:  # checks, or a judge, that this set cannot have
                self.status = str(error)
                return
        elif purpose == "times":
            await self._set_times(text)
        elif purpose == "set note" and (record := self._set_at()) is not None:
            await self._edit_set(record, replace(record.what, note=text), "Note stored.")
        elif self.workout is not None and purpose in ("name", "note"):
            workout_id = self.workout.id
            if purpose == "name":
                await self.do(lambda store: past.rename_workout(store, workout_id, text))
            else:
                await self.do(lambda store: store.set_workout_note(workout_id, text))
            await self._done("Name stored." if purpose == "name" else "Note stored.")
        if self.entry.purpose == purpose:
            self.shut(self.status)

    async def _edit_set(self, record: SetRecord, what: SetDraft, said: str) -> None:
        await self.do(lambda store: store.edit_set(record.id, what))
        await self._done(said)

    async def _edit_typed(self, read: entry.Entry) -> None:
        record = self._set_at()
        if record is None:
            return
        if isinstance(read, Amend):
            what = read.applied(record.what)
            what, _ = rate_typed(what, read, self._items(), self._checklist())
            await self._edit_set(record, what, "Changed the set.")
            return
        what = self._rated(read.sets[0])
        if what.form is None:
            what = replace(what, form=record.what.form)
        await self._edit_set(record, replace(what, pain=record.what.pain), f"Now {phrase(what)}.")

    def _rated(self, typed: Typed) -> SetDraft:
        return rate_typed(typed.draft, typed, self._items(), self._checklist())[0]

    def _checklist(self) -> Checklist | None:
        return self.context.catalogue.checklists.get(self._exercise().checklist)

    async def _add_sets(self, read: entry.Entry) -> None:
        lift = self._lift_at()
        if lift is None:
            return
        if isinstance(read, Amend):
            self.status = "Type the sets to add: 100x5x3"
            return
        drafts = [self._rated(typed) for typed in read.sets]
        added = await self.do(lambda store: past.add_past_sets(store, lift.id, drafts))
        if added:
            self.chosen = added[-1].id
        await self._done(f"Added {len(added)} set{'' if len(added) == 1 else 's'}.")

    def action_rate(self, label: int) -> None:
        """Rate the set that is picked."""
        record = self._set_at()
        if record is not None:
            self.act(self._rate(record, label))

    async def _rate(self, record: SetRecord, label: int) -> None:
        if record.what.pain is not None:
            self.status = "A set with pain keeps no form."
            return
        await self.do(lambda store: store.rate(record.id, quick(label)))
        await self._done(f"Form {label} {LABELS[label]}.")

    def action_delete(self) -> None:
        """Delete the set or lift that is picked, else the workout under the cursor."""
        self.act(self._delete())

    async def _delete(self) -> None:
        record, lift, workout = self._set_at(), self._lift_at(), self.workout
        if workout is None:
            self.status = "Nothing to delete on this day."
            return
        again_key = f"{self.key_of('undo')} brings it back."
        ids = [part.id for part in self._parts if part.id]
        if record is not None:
            after = ids[ids.index(record.id) + 1 :] + ids[: ids.index(record.id)][::-1]
            self.chosen = after[0] if after else workout.id
            await self.do(lambda store: store.delete_set(record.id))
            said = f"Deleted {phrase(record.what)}."
        elif lift is not None:
            await self.do(lambda store: past.delete_lift(store, lift.id))
            said = f"Deleted {self.context.name(lift.exercise)}, {len(lift.sets)} sets."
        else:
            await self.do(lambda store: store.delete_workout(workout.id))
            self.opened = False
            name = f", {workout.name}" if workout.name else ""
            said = f"Deleted {date_text(workout.day, today=self.context.today)}{name}, {len(workout.sets)} sets."
        await self.load()
        self.status = f"{said} {again_key}"

    async def _move(self, at: Moment, timed: bool) -> None:
        workout = self.workout
        if workout is None:
            return
        started = at.utc_ms if timed else None
        await self.do(lambda store: past.move_workout(store, workout.id, at.day, started))
        self.cursor, self.picked, self.moved = at.day, workout.id, True
        await self._done(f"Moved to {date_text(at.day, today=self.context.today)}.")

    async def _set_times(self, text: str) -> None:
        workout = self.workout
        if workout is None:
            return
        start, end = span_of(text, workout, self.context.clock.now())
        await self.do(lambda store: past.set_times(store, workout.id, start, end))
        await self._done("Times stored.")

    def action_copy(self) -> None:
        """Do the workout under the cursor again today."""
        self.act(self._copy())

    async def _copy(self) -> None:
        workout = self.workout
        if workout is None:
            self.status = "No workout is under the cursor."
            return
        sided = {lift.exercise for lift in workout.lifts if self.context.exercise(lift.exercise).unilateral}
        await self.do(lambda store: past.copy_as_today(store, workout.id, sided))
        self.post_message(Go("log"))

    async def _add_past(self, at: Moment) -> None:
        from hinge_log.screens.pick_lift import PickLift

        self._past = at
        self.shut("")
        title = f"First lift of {date_text(at.day, today=self.context.today)}"
        self.app.push_screen(PickLift(self.context, title), self._first_lift)

    def _first_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None and self._past is not None:
            self.act(self._added(exercise, self._past))

    async def _added(self, exercise: Exercise, at: Moment) -> None:
        workout = await self.do(lambda store: past.add_past_workout(store, at, [(exercise.id, exercise.name)]))
        self.cursor, self.picked, self.opened, self.chosen = at.day, workout.id, True, workout.lifts[0].id
        self.moved = True
        self._keys.clear()
        await self._done(f"Added {date_text(at.day, today=self.context.today)}.")
        self.type_in("sets", "")

    def action_add_lift(self) -> None:
        """Add a lift to the opened workout."""
        from hinge_log.screens.pick_lift import PickLift

        if self.opened and self.workout is not None:
            self.app.push_screen(PickLift(self.context), self._further_lift)

    def _further_lift(self, exercise: Exercise | None) -> None:
        if exercise is not None and self.workout is not None:
            self.act(self._further(exercise, self.workout.id))

    async def _further(self, exercise: Exercise, workout_id: str) -> None:
        added = await self.do(lambda store: past.add_past_lift(store, workout_id, exercise.id, exercise.name))
        self.chosen = added
        await self._done(f"Added {self.context.name(exercise.id)}.")
        self.type_in("sets", "")
