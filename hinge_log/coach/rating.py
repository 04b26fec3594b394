"""How a coach rates a set: a judgement beside the athlete's own rating, judged on video or by standing by."""

from __future__ import annotations

from hinge_log.store.set_extras import add_coach_note, judge_set
from hinge_log.store.store import Store
from hinge_log.training.coaching import CoachNote, Judgement
from hinge_log.training.entry_model import Amend
from hinge_log.training.workout import Form, Judge


def coach_judge(*, has_video: bool) -> Judge:
    """How a coach judged who does not say: on the video where the set has one, else by standing by."""
    return Judge.VIDEO if has_video else Judge.PERSON


def seen_by_coach(typed: Amend, *, has_video: bool) -> Amend:
    """A typed rating with how it was judged: a coach never rates by feel."""
    rates = typed.form is not None or typed.slips or typed.held
    if not rates or typed.judge not in (None, Judge.FELT):
        return typed
    return typed._replace(judge=coach_judge(has_video=has_video))


def save_rating(
    store: Store, set_id: str, person: str, form: Form | None, note: str = ""
) -> tuple[Judgement | None, CoachNote | None]:
    """Write a coach's rating with its note, or the note alone, as one step of undo."""
    if form is None:
        return None, add_coach_note(store, person, "note", note, set_id=set_id)
    return judge_set(store, set_id, person, form, note=note), None
