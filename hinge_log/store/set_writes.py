"""What was checked or typed about a set that may have changed meanwhile: saved, or refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hinge_log.errors import NotFound
from hinge_log.store.lift_settings import lift_settings, put_lift_settings
from hinge_log.store.lifting import set_lift_note
from hinge_log.store.rows import form_values
from hinge_log.store.store import Store
from hinge_log.training.form import SetCheck
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import Form, Pain, SetDraft, SetRecord, Workout

if TYPE_CHECKING:
    from hinge_log.training.open_entry import OpenEntry


def save_check(store: Store, check: SetCheck) -> None:
    """Rate a set by its checks; raises NotFound where another window deleted or changed it."""
    now = _saved(store, check.record, "Nothing was saved.")
    if now.what.reps != check.record.what.reps or now.what.form != check.record.what.form:
        raise NotFound("This set was changed in another window.", "Nothing was saved. Check the set, then save again.")
    store.rate(check.record.id, check.form())


def rate_drill(store: Store, set_id: str, form: Form, contact: str = "") -> SetRecord:
    """Write how a drill's set looked, and which contact of the stick was lost first, as one step."""
    from hinge_log.training.drills import with_contact

    note = with_contact(store.existing_set(set_id).what.note, contact)
    with store.action("rate") as action:
        action.update("sets", set_id, form_values(form) | {"note": note or None})
    return store.existing_set(set_id)


def save_entry(store: Store, opened: OpenEntry, typed: SetDraft | Pain | str, form: Form | None = None) -> str:
    """Save an edited set, pain or a note, and give the sentence that says so; raises NotFound for a set that is gone.

    `form` is that of the checks that failed in the set that hurt, where some were marked.
    """
    session, record = opened.session, opened.record
    if isinstance(typed, Pain):
        assert record is not None
        store.note_pain(record.id, typed, form)
        return "Pain and failed checks saved." if form is not None else "Pain saved."
    if isinstance(typed, SetDraft):
        now = _saved(store, record, "Your text is kept.")
        if record is None or now.what != record.what:
            raise NotFound("This set has changed meanwhile.", "Your text is kept. Press esc to see the set.")
        store.edit_set(now.id, typed)
        return f"Changed to {phrase(typed)}."
    if opened.purpose == "cue":
        refuse_changed_note(lift_settings(store, session.exercise.id).cue, session.setup.cue, typed)
        put_lift_settings(store, session.exercise.id, session.exercise.name, cue=typed)
        return "Cue saved. It shows whenever you do this lift."
    if opened.purpose == "workout note":
        write_workout_note(store, session.workout, typed)
    elif opened.purpose == "lift note":
        note = store.value("SELECT note FROM lift WHERE id = ?", session.lift.id)
        refuse_changed_note(note or "", session.lift.note, typed)
        set_lift_note(store, session.lift.id, typed)
    else:
        write_note(store, record, typed)
    return "Note saved."


def write_note(store: Store, record: SetRecord | None, text: str) -> None:
    """Write the note of a set, whatever else was changed in it; raises NotFound when it or its note is another one."""
    now = _saved(store, record, "Your text is kept.")
    refuse_changed_note(now.what.note, record.what.note if record is not None else "", text)
    store.edit_set(now.id, replace(now.what, note=text))


def refuse_changed_note(now: str, opened: str, typed: str) -> None:
    """Raise NotFound where a note is no longer the one that the line was opened with: it would be written over."""
    if now not in (opened, typed):
        raise NotFound("This note was changed in another window.", "Your text is kept. Press esc to see the note.")


def write_workout_note(store: Store, workout: Workout, text: str) -> None:
    """Write the note of a workout; raises NotFound where another window changed it since `workout` was read."""
    note = store.value("SELECT note FROM workout WHERE id = ?", workout.id)
    refuse_changed_note(note or "", workout.note, text)
    store.set_workout_note(workout.id, text)


def _saved(store: Store, record: SetRecord | None, hint: str) -> SetRecord:
    now = store.set(record.id) if record is not None else None
    if now is None:
        raise NotFound("This set is no longer in the log.", hint)
    return now
