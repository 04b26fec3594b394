"""A line that is typed during a workout: read against the set that it is for, and said back while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.training.coaching import NO_EXTRAS
from hinge_log.training.entry import parse
from hinge_log.training.entry_model import Amend, Entry, Sets, Shown
from hinge_log.training.entry_text import echo, fmt
from hinge_log.training.session import WorkoutSession
from hinge_log.training.suggestion import phrase, shown
from hinge_log.training.typed_set import bar_question, load_under_bar, merge_edit, parse_pain, rate_typed
from hinge_log.training.workout import Basis, Pain, SetDraft, SetRecord

NOTES = {"note": "set", "lift note": "today", "cue": "cue", "workout note": "workout"}
"""What notes are written on, and its short name: the set, the lift today, the exercise for good, the workout."""

NOTE_HINTS = {
    "note": "A note on this set.", "lift note": "A note for today.", "workout note": "A note on the whole workout.",
    "cue": "A lasting cue.",
}  # fmt: skip


class NewSets(NamedTuple):
    """Sets to log, and what looks like a slip of the finger in them, "" for nothing."""

    drafts: tuple[SetDraft, ...]
    warning: str = ""


@dataclass(frozen=True)
class OpenEntry:
    """A typed line with what it is for: a set and a session as they were when the line was opened.

    `purpose` is "log", "edit", "pain", "video" or one of `NOTES`; `items` and `checklist` are of the exercise.
    """

    purpose: str
    session: WorkoutSession
    record: SetRecord | None = None
    items: tuple[Item, ...] = ()
    checklist: Checklist | None = None

    @property
    def exercise(self) -> Exercise:
        """The exercise of the set, or the current one."""
        key = self.record.exercise if self.record is not None and self.purpose == "edit" else ""
        return self.session.exercise_of(key or self.session.lift.exercise)

    @property
    def shown(self) -> Shown:
        """What the line is read against."""
        draft = self.record.what if self.purpose == "edit" and self.record is not None else self.session.current.next
        bests = self.session.bests.get(self.exercise.id, ())
        best_g = max((best.load_g for best in bests if not best.body), default=None)
        return shown(self.exercise, self.items, draft, self.session.unit, best_g)

    @property
    def title(self) -> str:
        """What is typed, and for notes where else they could go."""
        session = self.session
        name = session.set_name(self.record) if self.record is not None else ""
        if self.purpose in NOTES:
            words = {"lift note": f"Today on {session.name}", "cue": "Lasting cue", "workout note": "Workout"}
            words = ({"note": f"Note on {name}"} if name else {}) | words
            others = ", ".join(NOTES[each] for each in words if each != self.purpose)
            return f"{words.get(self.purpose, '')}  (tab: {others})"
        if self.purpose == "log":
            what = "distance" if session.exercise.metric == "distance_cm" else "load"
            return f"Type set {session.current.number}:  {what} x reps @rpe"
        if self.purpose == "video":
            return f"Video of {name}: a path or a link"
        return f"Edit {name}" if self.purpose == "edit" else "Pain: where, and 0 to 10?"

    def written(self) -> str:
        """The note that is there, or the set as it would be typed."""
        session = self.session
        if self.purpose == "edit":
            return entry_text(self.record, session.unit) if self.record is not None else ""
        if self.purpose == "note":
            return self.record.what.note if self.record is not None else ""
        if self.purpose == "video":
            videos = session.extras.get(self.record.id, NO_EXTRAS).videos if self.record is not None else ()
            return videos[-1].location if videos else ""
        notes = {"lift note": session.lift.note, "workout note": session.workout.note, "cue": session.setup.cue}
        return notes.get(self.purpose, "")

    def at_next_place(self) -> OpenEntry:
        """The same line for the next of the places that a note can go to."""
        places = list(NOTES) if self.record is not None else list(NOTES)[1:]
        return replace(self, purpose=places[(places.index(self.purpose) + 1) % len(places)])

    def read(self, text: str) -> Entry:
        """Read sets, or changes to a set; raises EntryError."""
        typed = parse(text, self.shown)
        if self.purpose == "edit" and isinstance(typed, Sets) and len(typed.sets) > 1:
            raise EntryError("count", "You can edit one set at a time", "Leave out the sets after the first, and x3.")
        return typed

    def echo(self, text: str, width: int, *, ascii_only: bool) -> str:
        """What the text would do, or why it cannot be read, with a caret under the place."""
        if self.purpose in NOTES:
            return f"{NOTE_HINTS[self.purpose]} enter save / tab where"
        if self.purpose == "video":
            same = text.strip() and text.strip() == self.written()
            return "Press enter to open it, or type another path or link." if same else "A path or a link. enter save"
        if self.purpose == "pain":
            return "Pain: where, and 0 to 10, such as low back 4. Stop this exercise today."
        if not text.strip():
            return f"→ {phrase(self.session.current.next)} as shown" if self.purpose == "log" else ""
        try:
            typed = self.read(text)
        except EntryError as error:
            status = f"^ {error}"
            if len(status) > width - 2:
                status = f"^ {error.sentence}"  # a whole sentence is worth more than the start of two
            return " " * min(error.at, max(0, width - len(status) - 4)) + status
        warning = f"   ? {typed.warnings[0].message}" if isinstance(typed, Sets) and typed.warnings else ""
        return f"→ {echo(typed, self.shown, ascii_only=ascii_only)}{warning}"

    def under_bar(self, text: str, drafts: Sequence[SetDraft]) -> str:
        """The question about a load that is less than the bar, "" where there is none to ask."""
        bar = self.session.setup_of(self.exercise.id).bar
        light = load_under_bar(self.exercise, drafts, text, bar.grams, self.shown.load)
        return "" if light is None else f"{bar_question(light, f'{bar.text} {bar.unit}')}."

    def complete(self, text: str) -> NewSets | Amend | SetDraft | Pain | str | None:
        """What enter makes of the text.

        Sets to log, a change of the last set, the corrected set of an edit, pain, a note or the place of a video; None
        for an empty line where there is no note to take away. Raises EntryError for what cannot be read, and for a
        form that a set cannot have.
        """
        if self.purpose in NOTES or self.purpose == "video":
            return text
        if self.purpose == "pain":
            return parse_pain(text)
        if not text.strip():
            return None
        typed = self.read(text)
        if self.purpose == "edit" and self.record is not None:
            if isinstance(typed, Amend):
                return self.amended(self.record, typed)
            old, new, takes_side = self.record.what, typed.sets[0], self.exercise.takes_side
            draft = merge_edit(old, new.draft, takes_side=takes_side, is_plain=new.is_plain)
            return rate_typed(draft, new, self.items, self.checklist)[0]
        if isinstance(typed, Amend):
            return typed
        return NewSets(self._drafts(typed), f"{typed.warnings[0].message}." if typed.warnings else "")

    def _drafts(self, typed: Sets) -> tuple[SetDraft, ...]:
        return tuple(rate_typed(each.draft, each, self.items, self.checklist)[0] for each in typed.sets)

    def amended(self, record: SetRecord, typed: Amend) -> SetDraft:
        """A set with the change that was typed; raises EntryError for a form that it cannot have."""
        return rate_typed(typed.applied(record.what), typed, self.items, self.checklist)[0]


def entry_text(record: SetRecord, unit: str) -> str:
    """A saved set as it would be typed."""
    form = record.what.form
    checked = form is not None and form.basis is Basis.CHECKED
    faults = tuple((item, times) for item, times in form.slips if times) if form is not None and checked else ()
    return fmt(record.what, faults, unit=unit)
