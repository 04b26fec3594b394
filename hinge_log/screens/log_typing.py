"""The entry line: sets, edits, notes and pain as text."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on
from textual.widgets import Input

from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist
from hinge_log.screens.log_base import LogRead
from hinge_log.screens.log_check import LogChecking
from hinge_log.store.lift_settings import put_lift_settings
from hinge_log.store.lifting import set_lift_note
from hinge_log.store.store import Store
from hinge_log.training import entry
from hinge_log.training.entry_form import rate_typed
from hinge_log.training.entry_model import Amend, Sets, Shown, Typed
from hinge_log.training.form import marked
from hinge_log.training.suggestion import phrase, shown
from hinge_log.training.workout import Basis, SetDraft, SetRecord

NOTES = ("note", "lift note", "cue")
"""What notes are written on: the set, the lift today, the exercise for good."""

NOTED = {"note": "A note on this set.", "lift note": "A note for today.", "cue": "A cue for good."}
SHORT = {"note": "set", "lift note": "today", "cue": "cue"}


class LogTyping(LogChecking):
    """Types what keys cannot say."""

    _kept_pick = ""

    # -- typing --------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Open the entry line; in the check panel, store it."""
        if self.panel is not None:
            self.action_panel_done()
        elif self.bench is not None:
            self.open_entry("log", "")

    def action_type(self) -> None:
        """Open the entry line."""
        self.action_enter()

    def action_edit(self) -> None:
        """Edit the last or picked set as text."""
        record = self._target()
        if record is None:
            self.status = "Nothing to edit yet."
            self.paint()
            return
        self._kept_pick, self.picked = self.picked, record.id
        form = record.what.form
        slips = tuple((item, n) for item, n in form.slips if n) if form and form.basis is Basis.CHECKED else ()
        self.open_entry("edit", entry.fmt(record.what, slips, unit=self._unit))

    def action_note(self) -> None:
        """Write a note on the last or picked set; before the first one, on the lift."""
        if self.bench is None:
            return
        record = self._target()
        self._kept_pick = self.picked
        if record is not None:
            self.picked = record.id if record.lift_id == self.here else ""
        self.open_note("note" if record is not None else "lift note")

    def action_lift_note(self) -> None:
        """Write today's note on the lift."""
        self._kept_pick = self.picked
        self.open_note("lift note")

    def open_note(self, purpose: str, text: str | None = None) -> None:
        """Open the entry line for one of the three notes, with what is written there."""
        if self.bench is not None and self.panel is None:
            self.open_entry(purpose, self._noted(purpose) if text is None else text)

    def _noted(self, purpose: str) -> str:
        record = self._target()
        if purpose == "note":
            return record.what.note if record else ""
        return self.cue if purpose == "cue" else self.bench.lift.note if self.bench else ""

    def action_note_where(self) -> None:
        """Write it elsewhere: on the set, on the lift for today, or as the lasting cue."""
        if self.entry.purpose not in NOTES:
            return
        places = NOTES if self._target() is not None else NOTES[1:]
        place = places[(places.index(self.entry.purpose) + 1) % len(places)]
        typed = self.entry.value
        kept = " ".join(self._noted(self.entry.purpose).splitlines())
        self.open_note(place, None if typed == kept else typed)

    def note_title(self) -> str:
        """What is written, and where else it could be."""
        record = self._target()
        words = {"lift note": f"Today on {self.context.name(self.lift)}", "cue": "Cue, shown every time"}
        if record is not None:
            words = {"note": f"Note on {self._name_of(record).lower()}", **words}
        others = [SHORT[each] for each in words if each != self.entry.purpose]
        return f"{words.get(self.entry.purpose, '')}  (tab: {', '.join(others)})"

    def open_entry(self, purpose: str, text: str = "") -> None:
        """Open the entry line for a set, an edit, a note or pain."""
        self._recalled = 0
        self.entry.open_for(purpose, text)
        self._echo(text)

    def _close_entry(self) -> None:
        if self.entry.purpose in ("edit", *NOTES):
            self.picked = self._kept_pick  # what was marked for the line alone is marked no more
        self.entry.shut()
        self._keys.clear()
        self.paint()

    @on(Input.Changed, "#entry")
    def _typed(self, message: Input.Changed) -> None:
        if self.entry.purpose:
            self._echo(message.value)

    def _echo(self, text: str) -> None:
        if self.entry.purpose in NOTES:
            self.status = f"{NOTED[self.entry.purpose]} enter stores, tab: where."
        elif self.entry.purpose == "pain":
            self.status = "Pain: where, and 0 to 10. Stop this exercise today.   e.g. low back 4"
        elif not text.strip():
            self.status = f"→ {phrase(self.bench.next)} as shown" if self.bench and self.entry.purpose == "log" else ""
        else:
            try:
                read = entry.parse(text, self._shown())
            except EntryError as error:
                said = error.message if error.message.endswith("?") else f"{error.message}."
                self.status = f"^ {said} {error.hint}".rstrip()
                if len(self.status) > self.size.width - 2:
                    self.status = f"^ {said}"  # a whole sentence is worth more than the start of two
                self.status = " " * min(error.at, max(0, self.size.width - len(self.status) - 4)) + self.status
            else:
                self.status = f"→ {entry.echo(read, self._shown(), ascii_only=self.context.ascii_only)}"
                if isinstance(read, Sets) and read.warnings:
                    self.status += f"   ? {read.warnings[0].message}"
        self.paint()

    def _shown(self) -> Shown:
        assert self.bench is not None
        draft = self.bench.next
        if self.entry.purpose == "edit" and (record := self._target()):
            draft = record.what
        if self.entry.purpose == "edit" and (record := self._target()) and record.lift_id != self.here:
            exercise = self.context.exercise(record.exercise)
            return shown(exercise, self._items_of(record), draft, self._unit, self._best_g)
        return shown(self.exercise, self.items, draft, self._unit, self._best_g)

    @on(Input.Submitted, "#entry")
    def _submitted(self, message: Input.Submitted) -> None:
        self.act(self._submit(message.value))

    def action_submit(self) -> None:
        """Take what is typed, as enter does."""
        if self.entry.purpose:
            self.act(self._submit(self.entry.value))

    async def _submit(self, text: str) -> None:
        purpose, record = self.entry.purpose, self._target()
        if purpose == "note" and record is not None:
            await self._edit(record, replace(record.what, note=text), "Note stored.")
        elif purpose in ("lift note", "cue") and self.bench is not None:
            await self._put_note(purpose, text)
        elif purpose == "pain" and record is not None:
            await self._pain(record, text)
        elif purpose in ("log", "edit") and self.bench is not None:
            if not text.strip() and purpose == "log":
                self._close_entry()
                await self.log_next()
                return
            try:
                read = entry.parse(text, self._shown())
            except EntryError:
                self._echo(text)
                return
            try:
                if purpose == "edit" and record is not None:
                    await self._edit_typed(record, read)
                elif isinstance(read, Amend):
                    if (last := self._last()) is None:
                        self.status = "No set to change yet."
                        return
                    await self._amend(last, read)
                else:
                    warned = read.warnings[0].message if read.warnings else ""
                    await self._log([self._rated(typed) for typed in read.sets], warned)
                    self._logged_at = self.context.clock.monotonic()
            except EntryError as error:  # checks, or a judge, that this set cannot have
                self.status = str(error)
                return
            self.history.append(text)
        self._close_entry()

    def _rated(self, typed: Typed) -> SetDraft:
        return rate_typed(typed.draft, typed, self.items, self._checklist())[0]

    def _checklist(self) -> Checklist | None:
        return self.context.catalogue.checklists.get(self.context.exercise(self.lift).checklist)

    async def _edit_typed(self, record: SetRecord, read: entry.Entry) -> None:
        if isinstance(read, Amend):
            await self._amend(record, read)
            return
        what = self._rated(read.sets[0])
        if what.form is None and not read.sets[0].slips:
            what = replace(what, form=record.what.form)
        await self._edit(record, replace(what, pain=record.what.pain), f"Now {phrase(what)}.")

    async def _amend(self, record: SetRecord, read: Amend) -> None:
        what = read.applied(record.what)
        what, _ = rate_typed(what, read, self._items_of(record), self._checklist())
        await self._edit(record, what, "Changed the set.")

    async def _edit(self, record: SetRecord, what: SetDraft, said: str) -> None:
        def work(store: Store) -> LogRead:
            store.edit_set(record.id, what)
            return self._read(store)

        self._take(await self.do(work))
        self.status = f"{said} {self.key_of('undo')} undoes."

    async def _put_note(self, purpose: str, text: str) -> None:
        assert self.bench is not None
        lift_id, exercise = self.bench.lift.id, self.exercise

        def work(store: Store) -> LogRead:
            if purpose == "cue":
                put_lift_settings(store, exercise.id, exercise.name, cue=text)
            else:
                set_lift_note(store, lift_id, text)
            return self._read(store)

        self._take(await self.do(work))
        said = "Cue stored: it is shown every time." if purpose == "cue" else "Note on the lift stored."
        self.status = f"{said} {self.key_of('undo')} undoes."

    async def _pain(self, record: SetRecord, text: str) -> None:
        from hinge_log.training.pain import parse_pain

        pain = parse_pain(text)
        slips = marked(self.panel or {}, record.what.reps or 1)
        form = self._scored(record, slips) if slips else None

        def work(store: Store) -> LogRead:
            store.note_pain(record.id, pain, form)
            return self._read(store)

        self._take(await self.do(work))
        self.panel = None
        noted = "Pain and slips noted" if slips else "Noted"
        following = self.key_of("lift.next")
        self.status = f"{noted}. Stop it for today; {following} next lift. Numb, weak legs: get help."

    def on_key(self, event: events.Key) -> None:
        """In the entry line: esc closes, up recalls what was typed before."""
        if not self.entry.purpose:
            return
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.status = "Closed; nothing stored."
            self._close_entry()
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_note_where()
        elif event.key == "up" and self.history and self.entry.purpose == "log":
            self._recalled = min(self._recalled + 1, len(self.history))
            self.entry.value = self.history[-self._recalled]
            self.entry.cursor_position = len(self.entry.value)
