"""The form of a typed set: made of the checks that failed, of `held`, and of how it was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinge_log.errors import EntryError
from hinge_log.exercises.model import Checklist, Item
from hinge_log.training.entry_model import Amend, Typed
from hinge_log.training.form import score
from hinge_log.training.workout import Basis, Judge, SetDraft


def rate_typed(
    draft: SetDraft, marks: Typed | Amend, items: Sequence[Item], checklist: Checklist | None
) -> tuple[SetDraft, str]:
    """Give the set with its form, and a remark where that is lower than the rating that was typed beside it.

    `items` and `checklist` are those of the exercise. Checks and `held` make a checked form; a typed rating beside
    them can only lower it. A judge alone goes with a rating: of the same line, or the one that the set has.
    Raises EntryError where there is nothing to judge.
    """
    judge = marks.judge
    if marks.slips or marks.held:
        return _checked(draft, dict(marks.slips), judge or Judge.FELT, items, checklist)
    if judge is None:
        return draft, ""
    form = draft.form
    if form is None:
        hint = f"100x5 held {judge.value}, or 100x5 f4 {judge.value}"
        raise EntryError("judge", f"{judge.value} says who judged: add held, f4 or !7", hint)
    if form.basis is Basis.QUICK or not items:
        return replace(draft, form=form._replace(judged_by=judge)), ""
    again = replace(draft, form=None)
    return _checked(again, dict(form.slips), judge, items, checklist)


def _checked(
    draft: SetDraft, slips: dict[str, int | None], judge: Judge, items: Sequence[Item], checklist: Checklist | None
) -> tuple[SetDraft, str]:
    if not items or checklist is None:
        raise EntryError("fault", "this lift has no checks", "rate it f1 to f5 instead")
    reps = draft.reps or 1
    over = next((times for times in slips.values() if times is not None and times > reps), None)
    if over is not None:
        raise EntryError("fault", f"{over} reps of {reps} cannot fail", "!7 or !7:2")
    known = {item: times for item, times in slips.items() if item in {each.id for each in items}}
    typed = draft.form.label if draft.form else None
    for lowered in (False, True):
        form = score(
            items,
            known,
            reps,
            judged_by=judge,
            checklist_id=checklist.id,
            version=checklist.version,
            lowered=lowered,
            pain=draft.pain is not None,
        )
        if typed is None or form.label is None or typed >= form.label:
            break
    remark = ""
    if typed is not None and typed != form.label:
        remark = f"By the checks this is form {form.label}, not {typed}."
    return replace(draft, form=form), remark
