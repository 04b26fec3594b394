"""What a coach writes on the screens of an athlete's log, and who it is written by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hinge_log.exercises.model import Checklist, Exercise, Item
from hinge_log.store.store import Store
from hinge_log.training.coaching import CoachedLog
from hinge_log.training.form import SetCheck
from hinge_log.training.workout import LABELS, Form, Judge, SetRecord, WorkoutLift

COACH_HINTS = {
    "coach note": "A note for the athlete on this set. enter save / esc discard",
    "coach cue": "A cue, shown to the athlete before this lift. enter save / esc discard",
    "coach plan": "A plan in words, shown on the athlete's Today. enter save / esc discard",
}
"""What a coach types in an athlete's log, and what is said of it meanwhile."""


def banner_texts(coached: CoachedLog, back_key: str) -> tuple[str, ...]:
    """Whose log this is, from the longest to the shortest form."""
    name = " ".join(coached.athlete.split()) or "An athlete"
    return (
        f"{name}'s log. You can rate sets and write cues, notes and plans. Press {back_key} for your athletes.",
        f"{name}'s log. You are the coach.",
        f"{name}'s log",
        name,
    )


def write_rating(set_id: str, form: Form, coached: CoachedLog | None, has_video: bool, store: Store) -> None:
    """Rate a set: as the lifter's own rating, or in an athlete's log as the coach's beside it."""
    if coached is None:
        store.rate(set_id, form)
        return
    # What only a coach writes is loaded when a coach writes it: the log screen must not wait for it at the start.
    from hinge_log.coach.copies import coach_judge
    from hinge_log.store.set_extras import judge_set

    if form.judged_by is Judge.FELT:
        form = form._replace(judged_by=coach_judge(has_video=has_video))
    judge_set(store, set_id, coached.person, form)


def rating_words(form: Form, coached: CoachedLog | None) -> str:
    """What is said once a rating is saved."""
    rating = "not rated" if form.label is None else f"{form.label} {LABELS[form.label]}"
    return f"Your rating: {rating}." if coached is not None else f"Form {rating}."


def coach_refusal(kind: str, record: SetRecord | None, lift: WorkoutLift | None, coached: CoachedLog | None) -> str:
    """Why a note, cue or plan cannot be typed as things stand, "" when it can."""
    if coached is None:
        return "Only a coach can write cues and plans, in an athlete's log."
    if kind == "note" and record is None:
        return "Open a workout and select a set first."
    return "Open a workout and select a lift first." if kind == "cue" and lift is None else ""


def begin_check(
    record: SetRecord, items: tuple[Item, ...], checklist: Checklist | None, coached: CoachedLog | None, has_video: bool
) -> SetCheck:
    """The check of a past set: a coach begins anew, judged on its video or by standing by."""
    check = SetCheck.begin(record, items, checklist)
    if coached is None:
        return check
    from hinge_log.coach.copies import coach_judge

    return replace(check, marks={}, judge=coach_judge(has_video=has_video))


def coach_change(
    purpose: str, text: str, record: SetRecord | None, exercise: Exercise, coached: CoachedLog
) -> tuple[Callable[[Store], object], str]:
    """What writes a coach's text, and what is said then: a note on a set, a cue for a lift, or a plan."""
    kind = purpose.removeprefix("coach ")
    set_id = record.id if record is not None and kind == "note" else ""
    key = exercise.id if kind == "cue" else ""

    def write(store: Store) -> object:
        from hinge_log.store.set_extras import add_coach_note

        return add_coach_note(store, coached.person, kind, text, exercise=key, set_id=set_id)

    return write, f"{kind.capitalize()} written for {coached.athlete}."
