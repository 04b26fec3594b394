"""What was checked or typed about a set that may have changed meanwhile: saved, or refused with a sentence."""

from __future__ import annotations

from dataclasses import replace

from hinge_log.errors import NotFound
from hinge_log.store.lift_settings import put_lift_settings
from hinge_log.store.lifting import set_lift_note
from hinge_log.store.store import Store
from hinge_log.training.open_entry import OpenEntry
from hinge_log.training.set_check import SetCheck
from hinge_log.training.suggestion import phrase
from hinge_log.training.workout import Form, Pain, SetDraft, SetRecord


def save_check(store: Store, check: SetCheck) -> None:
    """Rate a set by its checks; raises NotFound where another window deleted or changed it."""
    now = _saved(store, check.record, "Nothing was saved.")
    if now.what.reps != check.record.what.reps or now.what.form != check.record.what.form:
        raise NotFound("This set was changed in another window.", "Nothing was saved: look, then save again.")
    store.rate(check.record.id, check.form())


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
            raise NotFound("This set was changed meanwhile.", "Your text is kept; close it to see the set.")
        store.edit_set(now.id, typed)
        return f"Changed to {phrase(typed)}."
    if opened.purpose == "cue":
        put_lift_settings(store, session.exercise.id, session.exercise.name, cue=typed)
        return "Cue saved. It is shown every time."
    if opened.purpose == "workout note":
        store.set_workout_note(session.workout.id, typed)
    elif opened.purpose == "lift note":
        set_lift_note(store, session.lift.id, typed)
    else:
        now = _saved(store, record, "Your text is kept.")
        store.edit_set(now.id, replace(now.what, note=typed))
    return "Note saved."


def _saved(store: Store, record: SetRecord | None, hint: str) -> SetRecord:
    now = store.set(record.id) if record is not None else None
    if now is None:
        raise NotFound("This set is no longer in the log.", hint)
    return now
